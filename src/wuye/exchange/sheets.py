"""Files of tables as offices keep them, read into sheets of text.

CSV in UTF-8, UTF-16 or GB18030, with commas, tabs or semicolons; ``.xlsx`` and ``.xls``
(python-calamine, extra ``excel``); and the web page that many systems save as ``.xls``.
What a file is, its content says and not its name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import BytesIO, StringIO
from pathlib import Path

from attrs import field, frozen

from ..errors import FolderError, MissingLibraryError
from .cells import written
from .faults import Cell
from .old_workbooks import old_workbook_cells

#: No office has a larger file: beyond it lies an attack, or a column filled to the bottom.
MOST_BYTES = 200_000_000
MOST_CELLS = 8_000_000
DAMAGED = "文件损坏、加了密码，或不是表格，无法读取"

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: a cell with something in it: its column and its row
_VALUE = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Za-z]+)([0-9]+)[\"'](?:[^>]*[^/>])?>")
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?:>|\s(?![^>]*\br=)[^>]*>)")
_ROW = re.compile(rb"<(?:\w+:)?row\s(?:[^>]*?\s)?r=[\"']([0-9]+)[\"']")


def _rows(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, rows))


@frozen
class Sheet:
    """A sheet: rows of cells as text, and its merged cells as (top, left, bottom, right).

    Rows and columns of ``merged`` count from 0.  A file that is no workbook has one sheet
    without a ``name``; a ``hidden`` sheet is kept, and told of by who reads it.
    """

    file: str
    name: str
    rows: tuple[tuple[str, ...], ...] = field(converter=_rows, repr=False)
    merged: tuple[tuple[int, int, int, int], ...] = field(
        default=(), converter=tuple[tuple[int, int, int, int], ...]
    )
    hidden: bool = False


def read_sheets(source: Path | bytes, name: str = "") -> tuple[Sheet, ...]:
    r"""Read the sheets of a file, or of the bytes of one that is called ``name``.

    >>> [sheet] = read_sheets("房号,面积\n1001,93.37\n".encode("gb18030"), "units.csv")
    >>> sheet.rows
    (('房号', '面积'), ('1001', '93.37'))

    Raises :class:`~wuye.errors.FolderError` for what cannot be read, and
    :class:`~wuye.errors.MissingLibraryError` when a spreadsheet comes without the extra.
    """
    file = name or (source.name if isinstance(source, Path) else "")
    try:
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        if size > MOST_BYTES:
            raise _fault(file, "too-large", "文件过大，无法读取")
        data = source.read_bytes() if isinstance(source, Path) else source
    except OSError as error:
        raise _fault(file, "missing-file", "无法打开这个文件") from error
    if data.startswith((_ZIP, _OLE)):
        return tuple(_read_workbook(data, file))
    text = _text(data, file)
    start = text[:4096].lstrip().lower()
    if start.startswith("<?xml") and "schemas-microsoft-com:office:spreadsheet" in start:
        raise _fault(file, "not-a-table", "这是 XML 表格，请另存为 .xlsx")
    if start.startswith("mime-version:"):
        raise _fault(file, "not-a-table", "这是单个文件网页，请另存为 .xlsx")
    if start.startswith(("<!doctype html", "<html", "<meta", "<table", "<style")) or (
        "<table" in start and start.startswith("<")
    ):
        return _read_page(text, file)
    return (Sheet(file, "", _read_csv(text, file)),)


def _fault(file: str, code: str, message: str) -> FolderError:
    return FolderError([Cell(file).issue(code, message)])


def _text(data: bytes, file: str) -> str:
    encodings = (
        ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    )
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _fault(file, "not-text", "无法读取，请另存为“CSV UTF-8”或 .xlsx")


# -- text -----------------------------------------------------------------------------------


def _read_csv(text: str, file: str) -> list[list[str]]:
    head = re.sub(r'"[^"]*"', "", "\n".join(text.splitlines()[:20]))
    head = re.sub("\t?,\t?", ",", head)  # a tab beside a comma only keeps digits as text
    delimiter = max(",", "\t", ";", key=head.count)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(row)
            cells += len(row)
            if cells > MOST_CELLS:
                raise _fault(file, "too-large", "表格过大，无法读取")
    except csv.Error as error:
        raise _fault(file, "not-csv", "引号没有成对，无法分出各列") from error
    return rows


def _read_page(text: str, file: str) -> tuple[Sheet, ...]:
    from .web_tables import read_web_tables

    tables = read_web_tables(text, MOST_CELLS)
    if tables is None:
        raise _fault(file, "too-large", "表格过大，无法读取")
    if not tables:
        raise _fault(file, "not-a-table", "这个网页里没有表格")
    several = len(tables) > 1
    return tuple(
        Sheet(file, f"表{number}" if several else "", rows, merged)
        for number, (rows, merged) in enumerate(tables, 1)
    )


# -- workbooks ------------------------------------------------------------------------------


def _read_workbook(data: bytes, file: str) -> tuple[Sheet, ...]:
    try:
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
    except ImportError as error:
        raise MissingLibraryError(
            "python-calamine is needed to read spreadsheets",
            file,
            "read_sheets",
            "pip install wuye[excel]",
        ) from error
    sheets: list[Sheet] = []
    try:
        _hold_size(data, file)
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        for about in workbook.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet:
                table = workbook.get_sheet_by_name(about.name)
                rows = [list(map(written, row)) for row in table.to_python(skip_empty_area=False)]
                merged = _clipped(table.merged_cell_ranges or (), rows)
                hidden = about.visible != SheetVisibleEnum.Visible
                sheets.append(Sheet(file, about.name, rows, merged, hidden))
    except FolderError:
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _fault(file, "damaged", DAMAGED) from error
    return tuple(sheets)


def _clipped(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], rows: list[list[str]]
) -> list[tuple[int, int, int, int]]:
    last = len(rows) - 1
    return [
        (top, left, min(bottom, last), min(right, len(rows[0]) - 1))
        for (top, left), (bottom, right) in ranges
        if top <= last
    ]


def _hold_size(data: bytes, file: str) -> None:
    """Refuse a workbook that takes more room than an office's may.

    A reader makes room for every cell from the first to the last, so one value in the
    last corner of a sheet would take all the memory there is.
    """
    cells = _zipped_cells(data) if data.startswith(_ZIP) else old_workbook_cells(data)
    if cells is None:
        raise _fault(file, "damaged", DAMAGED)
    if cells > MOST_CELLS:
        raise _fault(file, "too-large", "表格过大，无法读取；请删去表格以外的空白行和列")


def _zipped_cells(data: bytes) -> int:
    """Unpack every part, for one may hold more than it declares, and count the cells."""
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
            return MOST_CELLS + 1
        unpacked = ((name.lower(), parts.read(name)) for name in parts.namelist())
        return sum(_extent(part) for name, part in unpacked if "worksheets/" in name)


def _extent(part: bytes) -> int:
    """How many cells the rectangle of a sheet's values has."""
    found = _VALUE.findall(part)
    deep = max(map(int, {row for _, row in found}), default=0)
    wide = max(map(_column_number, {letters for letters, _ in found}), default=0)
    if _UNPLACED.search(part):
        rows = part.split(b"<row")
        deep = max([deep, len(rows), *map(int, _ROW.findall(part))])
        wide = max(wide, *(row.count(b"<c") for row in rows))
    return deep * wide


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number
