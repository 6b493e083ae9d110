"""The tables of an office's folder: whichever kind of file holds one, and how they refer.

>>> rows = [Row(Cell("costs.csv", row), {"项目": "power"}) for row in (2, 3)]
>>> once(rows, ("项目",), faults := Faults())
>>> print(*faults.issues)
costs.csv第3行「项目」：同一项目重复出现（power） [duplicate]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..exchange import Cell, Column, Faults, Row, read_table


def read(
    folder: Path, name: str, columns: Sequence[Column], faults: Faults, *, required: bool = False
) -> list[Row]:
    """Read a table, whichever kind of file holds it."""
    paths = [folder / f"{name}{ending}" for ending in (".csv", ".xlsx", ".xls")]
    found = [path for path in paths if path.exists()] or paths[:1]
    for path in found[1:]:
        faults.add(Cell(path.name), "two-files", f"与 {found[0].name} 是同一张表，只能留一个")
    return read_table(found[0], columns, faults, required=required)


def refer(
    rows: Iterable[Row], heading: str, known: set[str], faults: Faults, *, empty: bool = False
) -> None:
    """Note what names nothing that is there; where ``empty``, there may be nothing at all."""
    for row in rows:
        if (known or empty) and row[heading] not in known | {None}:
            faults.add(row.cell(heading), "unknown", "前面的表里没有这一项")


def once(rows: Iterable[Row], headings: tuple[str, ...], faults: Faults) -> None:
    """Note rows that say a second time what may be said once."""
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        key = tuple(row[heading] for heading in headings)
        if key in seen and None not in key:
            faults.add(row.cell(headings[-1]), "duplicate", f"同一{headings[0]}重复出现")
        seen.add(key)
