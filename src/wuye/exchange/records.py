"""The records in an office's sheets: every row that says something, and every fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from ..errors import WuyeError
from ..money import Money, scaled
from .cells import BROKEN, DITTO, NOTHING, plain
from .faults import Cell, Faults
from .headers import Column, Header, find_header
from .rows import Row, tell_duplicates
from .sheets import Sheet

_TOTAL = re.compile(r".{0,8}(?:合计|小计|总计|共计|累计)(?:\(.*\))?:?[¥0-9,.元m2平方米户套]*")
_INSTRUCTS = re.compile("说明|须知|注意|字典|选项|目录|封面|示例")
_NOTE = re.compile(
    r"(?:说明|备注|注|制表|制单|审核|复核|填表|填报|打印|导出|经办|负责人)(?:人|员|日期|时间)?\d*:"
)
_PLACES = 10**12  # in which running totals are counted


def read_records(
    sheets: Iterable[Sheet], columns: Sequence[Column], faults: Faults, *, strict: bool = False
) -> list[Row]:
    r"""Read the rows of every sheet.

    Blank rows, totals and notes are passed over; a total that is not the sum of its
    column is a warning.  Merged cells and 同上 are filled down.  Blank sheets are passed
    over, and with a warning those that are hidden or only instruct; a sheet that looks
    like a table and has no headings is a fault, for nothing may be lost.

    >>> from wuye.exchange import read_sheets
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
        filled = max((sum(map(bool, map(str.strip, row))) for row in sheet.rows), default=0)
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


class _Reader:
    """Reads the rows of one sheet below its header."""

    def __init__(
        self, sheet: Sheet, header: Header, columns: Sequence[Column], faults: Faults
    ) -> None:
        self.sheet, self.header, self.faults = sheet, header, faults
        self.columns = {column.heading: column for column in columns}
        self.at = Cell(sheet.file, sheet=sheet.name)
        self.above: dict[str, str] = {}
        #: of each column, since the last total and of all rows
        self.sums: dict[str, tuple[int, int]] = dict.fromkeys(header.places, (0, 0))
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
        for heading, column in self.columns.items():
            text = texts.get(heading, "")
            if not text and (number_, heading) in self.merged:
                text = self._merged_text(at, column, self.merged[number_, heading])
            if text in DITTO:
                sign, text = text, self.above.get(heading, "")
                if not text:
                    self._tell(at, column, sign, "ditto", "上面没有可以照抄的内容")
                    continue
            self.above[heading] = text
            values[heading] = self._value(at, column, text)
        return Row(at, values, self.columns, self.header)

    def _merged_text(self, at: Cell, column: Column, top: int) -> str:
        text = plain(self.sheet.rows[top][self.header.places[column.heading]])
        if not column.sums or not text:
            return text
        message = "合并单元格的数值只计在第一行，这一行没有"
        self._tell(at, column, "", "merged", message, warning=True)
        return ""

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
