"""Tables as an office keeps them: named columns, every fault found in one pass."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from ..errors import FolderError, WuyeError
from ..money import Money, scaled
from .cells import BROKEN, DITTO, NOTHING, plain
from .faults import MESSAGES, Cell, Faults
from .headers import Column, Header, find_header
from .sheets import Sheet, read_sheets

_TOTAL = re.compile(r".{0,8}(?:合计|小计|总计|共计|累计)(?:\(.*\))?:?[¥0-9,.元m2平方米户套]*")
_INSTRUCTS = re.compile("说明|须知|注意|字典|选项|目录|封面|示例")
_NOTE = re.compile(
    r"(?:说明|备注|注|制表|制单|审核|复核|填表|填报|打印|导出|经办|负责人)(?:人|员|日期|时间)?\d*:"
)
_PLACES = 10**12  # in which running totals are counted


@frozen
class Row:
    """A row that was read: where it stood, and its values by heading."""

    at: Cell
    values: Mapping[str, Any] = field(repr=False)  # names and telephone numbers among them
    columns: Mapping[str, Column] = field(factory=dict, repr=False, eq=False)
    header: Header | None = field(default=None, repr=False, eq=False)

    def __getitem__(self, heading: str) -> Any:
        return self.values[heading]

    def cell(self, heading: str) -> Cell:
        """The place of one value, which is masked where it is personal."""
        value, column = self.values[heading], self.columns.get(heading)
        told = "" if value is None else str(value)
        name = self.header.told(heading) if self.header else heading
        return evolve(self.at, column=name, value=column.mask(told) if column else told)


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


def read_records(
    sheets: Iterable[Sheet], columns: Sequence[Column], faults: Faults, *, strict: bool = False
) -> list[Row]:
    r"""Read the rows of every sheet.

    Blank rows, totals and notes are passed over; a total that is not the sum of its
    column is a warning.  Merged cells and 同上 are filled down.  Blank sheets are passed
    over, and with a warning those that are hidden or only instruct; a sheet that looks
    like a table and has no headings is a fault, for nothing may be lost.

    >>> from wuye.exchange.cells import number
    >>> sheets = read_sheets("3栋\n房 号,本期读数\n101,12\n".encode(), "readings.csv")
    >>> faults = Faults()
    >>> [row] = read_records(sheets, [Column("房号"), Column("本次读数", number)], faults)
    >>> row["房号"], row["本次读数"], row.at.row, faults.issues
    ('101', Decimal('12'), 3, [])
    """
    rows: list[Row] = []
    at, read = Cell(""), False
    needed = [column.heading for column in columns if not column.optional]
    for sheet in sheets:
        at = Cell(sheet.file, sheet=sheet.name)
        filled = max((sum(map(bool, map(plain, cells))) for cells in sheet.rows), default=0)
        if not filled:
            continue
        if sheet.hidden:
            faults.add(at, "hidden-sheet", "这张表是隐藏的，没有读入", warning=True)
        elif _INSTRUCTS.search(sheet.name) or filled < min(2, len(columns)):
            faults.add(at, "other-sheet", "这张表是说明或标题，没有读入", warning=True)
        else:
            read = True
            before = len(faults.issues)
            header = find_header(sheet, columns, faults, strict=strict)
            if header:
                rows += _Reader(sheet, header, columns, faults).rows()
            elif len(faults.issues) == before:
                faults.add(at, "no-header", f"前十行里没有表头；应有：{'、'.join(needed)}")
    if not read:
        faults.add(at, "no-header", f"没有可以读入的表；应有：{'、'.join(needed)}")
    for column in columns:
        if column.unique:
            tell_duplicates(rows, column.heading, faults)
    return rows


def tell_duplicates(rows: Iterable[Row], heading: str, faults: Faults) -> None:
    """Note each value that stands in two rows, naming both."""
    seen: dict[str, Row] = {}
    for row in rows:
        if row[heading] is not None:
            first = seen.setdefault(str(row[heading]), row)
            if first is not row:
                sheet = f"「{first.at.sheet}」表" * (first.at.sheet != row.at.sheet)
                message = f"重复出现，{sheet}第{first.at.row}行已有"
                faults.add(row.cell(heading), "duplicate", message)


class _Reader:
    """Reads the rows of one sheet below its header."""

    def __init__(
        self, sheet: Sheet, header: Header, columns: Sequence[Column], faults: Faults
    ) -> None:
        self.sheet, self.header, self.faults = sheet, header, faults
        self.columns = {column.heading: column for column in columns}
        self.at = Cell(sheet.file, sheet=sheet.name)
        self.above: dict[str, str] = {}
        self.filled: dict[str, int] = {}
        self.sums = dict.fromkeys(header.places, (0, 0))  # since the last total, and of all
        self.merged = self._merged()

    def _merged(self) -> dict[tuple[int, str], int]:
        """The rows in which a merged cell goes on, with the row in which it begins."""
        found: dict[tuple[int, str], int] = {}
        by_place = {place: heading for heading, place in self.header.places.items()}
        for top, left, bottom, _ in self.sheet.merged:
            if left in by_place and top >= self.header.below:
                found.update(((row, by_place[left]), top) for row in range(top + 1, bottom + 1))
        return found

    def rows(self) -> list[Row]:
        """Read every row that says something."""
        rows: list[Row] = []
        for number_, cells in enumerate(self.sheet.rows):
            if number_ < self.header.below:
                continue
            texts = {
                heading: plain(cells[place]) if place < len(cells) else ""
                for heading, place in self.header.places.items()
            }
            kind = self._kind(cells, texts)
            if kind == "row" and not self._cut(number_, cells):
                rows.append(self._row(number_, texts))
            elif kind == "total":
                self._check_total(number_, texts)
            elif kind == "note":
                at = evolve(self.at, row=number_ + 1)
                self.faults.add(at, "note", "这一行是说明，没有读入", warning=True)
        for heading, times in self.filled.items():
            at = evolve(self.at, column=self.header.told(heading))
            message = f"空白处按上一行补齐，共 {times} 行"
            self.faults.add(at, "filled-down", message, warning=True)
        return rows

    def _kind(self, cells: Sequence[str], texts: Mapping[str, str]) -> str:
        if not any(texts.values()):
            return "blank"
        first = [text for cell in cells[: self.header.width] if (text := plain(cell))][:2]
        if any(_TOTAL.fullmatch("".join(text.split())) for text in first):
            return "total"
        return "note" if _NOTE.match("".join(first[0].split())) else "row"

    def _cut(self, number_: int, cells: Sequence[str]) -> bool:
        """Whether cells are missing or too many, as when a comma stands in a number."""
        whole = len(self.sheet.rows[self.header.below - 1])
        cut = len(cells) < self.header.width or any(map(plain, cells[whole:]))
        if cut:
            self.faults.add(evolve(self.at, row=number_ + 1), "cells", "这一行的列数与表头不符")
        return cut

    def _row(self, number_: int, texts: dict[str, str]) -> Row:
        at = evolve(self.at, row=number_ + 1)
        values: dict[str, Any] = dict.fromkeys(self.columns)
        own = False  # whether a key to the left stands for itself
        for heading, column in self.columns.items():
            text = texts.get(heading, "")
            if not text and (number_, heading) in self.merged:
                text = self._continued(at, column)
                own = own or column.down
            elif text in DITTO:
                text = self.above.get(heading, "")
                if not text:
                    self._tell(at, column, texts[heading], "ditto", "上面没有可以照抄的内容")
                    continue
            elif text:
                own = own or column.down
            elif column.down and not own and self.above.get(heading):
                text = self.above[heading]
                self.filled[heading] = self.filled.get(heading, 0) + 1
            self.above[heading] = text
            values[heading] = self._value(at, column, text)
        return Row(at, values, self.columns, self.header)

    def _continued(self, at: Cell, column: Column) -> str:
        if column.sums:
            message = "合并单元格的数值只计在第一行，这一行没有"
            self._tell(at, column, "", "merged", message, warning=True)
            return ""
        return self.above.get(column.heading, "")

    def _value(self, at: Cell, column: Column, text: str) -> Any:
        if not text or (column.optional and text in NOTHING):
            if not column.optional:
                self._tell(at, column, "", "empty", "不能为空")
            return None
        if text in BROKEN:
            self._tell(at, column, text, "broken-formula", "公式没有算出结果")
            return None
        try:
            value = column.read(text)
        except WuyeError as error:
            place = self._cell(at, column, text)
            self.faults.note(place, error)
            return None
        if column.sums:
            self._add(column.heading, value)
        return value

    def _cell(self, at: Cell, column: Column, text: str) -> Cell:
        return evolve(at, column=self.header.told(column.heading), value=column.mask(text))

    def _tell(
        self,
        at: Cell,
        column: Column,
        text: str,
        code: str,
        message: str,
        *,
        warning: bool = False,
    ) -> None:
        self.faults.add(self._cell(at, column, text), code, message, warning=warning)

    def _add(self, heading: str, value: Decimal | Money) -> None:
        part, whole = self.sums[heading]
        counted = _counted(value)
        self.sums[heading] = (part + counted, whole + counted)

    def _check_total(self, number_: int, texts: Mapping[str, str]) -> None:
        """Hold each total against the sum since the last one, and of all rows above."""
        at = evolve(self.at, row=number_ + 1)
        for heading, (part, whole) in self.sums.items():
            column, text = self.columns[heading], texts[heading]
            if not column.sums or not text:
                continue
            try:
                told = _counted(column.read(text))
            except WuyeError:
                told = None
            if told not in {part, whole}:
                message = f"与上面各行之和 {_written(whole)} 不符"
                self._tell(at, column, text, "total", message, warning=True)
            self.sums[heading] = (0, whole)


def _counted(value: Decimal | Money) -> int:
    if isinstance(value, Money):
        return value.fen * (_PLACES // 100)
    whole, power = scaled(value)
    return whole * (_PLACES // power)


def _written(counted: int) -> str:
    whole, part = divmod(abs(counted), _PLACES)
    places = f"{part:012}".rstrip("0").ljust(2, "0")
    return f"{'-' * (counted < 0)}{whole}.{places}"


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
