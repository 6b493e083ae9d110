"""Tables as an office keeps them in a folder, and as it is given them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from ..errors import FolderError
from .faults import Cell, Faults
from .headers import Column
from .records import read_records
from .rows import Row
from .sheets import read_sheets


def read_table(
    path: Path, columns: Sequence[Column], faults: Faults, *, required: bool = False
) -> list[Row]:
    """Read the rows of a file of an office's folder.

    A file that is not there is empty, unless ``required``; a column that may be empty may
    be left out; a column that nobody knows is a fault.
    """
    if not path.exists():
        if required:
            faults.add(Cell(path.name), "missing-file", "缺少这个文件")
        return []
    try:
        sheets = read_sheets(path)
    except FolderError as error:
        faults.issues += error.issues
        return []
    return read_records(sheets, columns, faults, strict=True)


def write_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a CSV table that spreadsheets open as UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def _harmless(cell: object) -> object:
    """Keep a spreadsheet from taking text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell
