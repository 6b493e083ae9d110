"""Rows of an office's tables: named cells, each read as what its column holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from attrs import evolve, field, frozen

from .faults import MESSAGES, Cell, Faults
from .headers import Column, Header


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
        parts = value if isinstance(value, tuple) else () if value is None else (value,)
        told = "、".join(map(str, parts))
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
