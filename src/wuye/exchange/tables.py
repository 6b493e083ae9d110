"""Tables as an office keeps them: named columns, every fault found in one pass."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from io import StringIO
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from ..errors import FolderError, RowIssue, WuyeError

#: What an office is told about a value that cannot be used, by the code of the error.
MESSAGES: Mapping[str, str] = {
    "money": "数字无法使用：应为 12.34 这样的写法，并在允许的范围之内",
    "inexact": '小数要加引号，写成 "0.0003" 这样',
    "period": "日期、月份或天数无法使用，日期写成 2026-10-25，月份写成 2026-10",
    "not-in-force": "收费标准在这一期间没有生效",
    "unknown": "没有这一项",
    "exceeds": "超过了可用的金额",
    "duplicate": "重复出现",
    "conflict": "与已登记的内容不一致；已登记的不能修改，请恢复原样，另行更正",
    "transition": "与异议的处理状态或日期不符",
    "rule": "前后矛盾",
}  # fmt: skip


@frozen
class Cell:
    """Where a value stands; row 0 is the file as a whole."""

    file: str
    row: int = 0
    column: str = ""
    value: str = ""

    def issue(self, code: str, message: str) -> RowIssue:
        """A fault at this place."""
        return RowIssue(self.file, self.row, self.column, code, message, self.value)


@frozen
class Column:
    """A column: its heading, how a cell is read, and what is allowed in it."""

    heading: str
    read: Callable[[str], Any] = str
    optional: bool = False
    unique: bool = False


@frozen
class Row:
    """A row that was read: where it stood, and its values by heading."""

    at: Cell
    values: Mapping[str, Any]

    def __getitem__(self, heading: str) -> Any:
        return self.values[heading]

    def cell(self, heading: str) -> Cell:
        """The place of one value."""
        value = self.values[heading]
        return evolve(self.at, column=heading, value="" if value is None else str(value))


class Faults:
    """Gathers faults, so that all of them can be told together."""

    def __init__(self) -> None:
        self.issues: list[RowIssue] = []

    def add(self, at: Cell, code: str, message: str, *, warning: bool = False) -> None:
        """Note a fault; a warning does not stop the work."""
        severity = "warning" if warning else "error"
        self.issues.append(evolve(at.issue(code, message), severity=severity))

    @contextmanager
    def at(self, cell: Cell) -> Iterator[None]:
        """Note what goes wrong inside as a fault of this place, and go on."""
        try:
            yield
        except WuyeError as error:
            place = (
                cell if cell.value or error.value is None else evolve(cell, value=f"{error.value}")
            )
            self.add(place, error.code, MESSAGES.get(error.code, error.problem))

    def stop(self) -> None:
        """Raise what was gathered, if anything was."""
        if any(issue.severity == "error" for issue in self.issues):
            raise FolderError(self.issues)


def read_row(
    at: Cell, columns: Sequence[Column], cells: Mapping[str, object], faults: Faults
) -> Row:
    """Read named cells; the value of a cell with a fault is None."""
    for name in cells:
        if name not in {column.heading for column in columns}:
            faults.add(evolve(at, column=name), "unknown-column", "不认识这一列")
    values: dict[str, Any] = dict.fromkeys(column.heading for column in columns)
    for column in columns:
        value = cells.get(column.heading)
        cell = evolve(at, column=column.heading, value="" if value is None else str(value))
        if value is None or value == "":
            if not column.optional:
                faults.add(cell, "empty", "不能为空")
        elif isinstance(value, list | dict | datetime | time):
            faults.add(cell, "type", "应为一个文字、数字或日期")
        elif isinstance(value, float):
            faults.add(cell, "inexact", MESSAGES["inexact"])
        else:
            with faults.at(cell):
                values[column.heading] = column.read(str(value))
    return Row(at, values)


def read_table(
    path: Path, columns: Sequence[Column], faults: Faults, *, required: bool = False
) -> list[Row]:
    """Read the rows of a CSV file in UTF-8.

    A file that is not there is empty, unless ``required``; a column that may be empty may
    be left out.  Blank rows are passed over.
    """
    top = Cell(path.name)
    if not path.exists():
        if required:
            faults.add(top, "missing-file", "缺少这个文件")
        return []
    try:
        lines = list(csv.reader(StringIO(path.read_text("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, OSError):
        faults.add(top, "not-text", "无法读取，请另存为“CSV UTF-8”")
        return []
    except csv.Error:
        faults.add(top, "not-csv", "引号没有成对，无法分出各列")
        return []
    headings = [heading.strip() for heading in lines[0]] if lines else []
    known = {column.heading: column.optional for column in columns}
    found = len(faults.issues)
    for name in sorted({*headings, *known}):
        at, times = evolve(top, row=1, column=name), headings.count(name)
        if name not in known:
            faults.add(at, "unknown-column", f"不认识这一列；应有：{'、'.join(known)}")
        elif times > 1 or (times == 0 and not known[name]):
            faults.add(at, "missing-column", "这一列应当出现一次")
    if len(faults.issues) > found:
        return []
    rows: list[Row] = []
    for number, line in enumerate(lines[1:], 2):
        cells = [cell.strip() for cell in line]
        if not any(cells):
            continue
        at = evolve(top, row=number)
        if len(cells) != len(headings):
            faults.add(at, "cells", "这一行的列数与表头不符")
        else:
            rows.append(read_row(at, columns, dict(zip(headings, cells, strict=True)), faults))
    for column in columns:
        seen: set[object] = set()
        for row in rows:
            if column.unique and row[column.heading] in seen - {None}:
                faults.add(row.cell(column.heading), "duplicate", "重复出现")
            seen.add(row[column.heading])
    return rows


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
