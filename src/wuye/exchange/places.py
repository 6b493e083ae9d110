"""Where the rows of a table stand: building, entrance and room (楼栋、单元、房号)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import evolve

from ..errors import RoomError
from .cells import plain
from .faults import Cell, Faults
from .headers import Column
from .rooms import bare_pair, building_label, own_building, room_number
from .rows import Row, tell_duplicates

#: A unit's place: in columns of its own, or all in the room number.
PLACE = (Column("楼栋", optional=True), Column("单元", optional=True), Column("房号"))

_SHEET = re.compile(
    r"([\u4e00-\u9fff]{0,4}[A-Za-z0-9]{1,6}|[\u4e00-\u9fff]{1,4})(?:号楼|#楼?|栋楼?|幢|座)"
)


def building_of_sheet(name: str) -> str:
    """Find the building that a sheet is named after; none when the name is no building's.

    >>> building_of_sheet("3栋"), building_of_sheet("Sheet1"), building_of_sheet("3")
    ('3', '', '')
    """
    return building_label(name) if _SHEET.fullmatch(plain(name)) else ""


def with_rooms(rows: Iterable[Row], faults: Faults, *, unique: bool = False) -> list[Row]:
    """Give each row the one number of its room, and what that says of building and entrance.

    What the columns 楼栋 and 单元 say counts, then a sheet that is named after a building.
    Where both are empty and the number names no building, the row stands below one that
    names it for all of them; that is told once.  A number that could not be taken apart is
    a warning; ``unique`` rooms stand once.
    """
    rows = _filled_down(rows, faults)
    pair = _pairs_begin_with(rows)
    found: list[Row] = []
    for row in rows:
        values = dict(row.values)
        if row["房号"] is not None:
            values |= _placed(row, pair, faults)
        found.append(evolve(row, values=values))
    if unique:
        tell_duplicates(found, "房号", faults)
    return found


def _filled_down(rows: Iterable[Row], faults: Faults) -> list[Row]:
    above: dict[tuple[str, str], Row] = {}
    filled: dict[Cell, int] = {}
    found: list[Row] = []
    for row in rows:
        sheet = (row.at.file, row.at.sheet)
        named = above.get(sheet)
        if row.values.get("楼栋") is None and named and _stands_below(row["房号"], named["房号"]):
            place = {
                "楼栋": named["楼栋"],
                "单元": row.values.get("单元") or named.values.get("单元"),
            }
            row = evolve(row, values={**row.values, **place})  # noqa: PLW2901
            at = evolve(row.at, row=0, column="楼栋")
            filled[at] = filled.get(at, 0) + 1
        if row.values.get("楼栋") is not None:
            above[sheet] = row
        found.append(row)
    for at, times in filled.items():
        message = f"空白的楼栋、单元按上一行补齐，共 {times} 行"
        faults.add(at, "filled-down", message, warning=True)
    return found


def _stands_below(text: str | None, above: str | None) -> bool:
    """Whether a number leaves its building to the row above.

    One that names its building does not.  Of two bare parts the first may be the building,
    so they do only where those above are written alike: ``S-01`` is not below ``1-502``.
    """
    if own_building(text or ""):
        return False
    first, other = bare_pair(text or ""), bare_pair(above or "")
    return not first or (bool(other) and first.isdigit() == other.isdigit())


def _placed(row: Row, pair: str, faults: Faults) -> dict[str, str | None]:
    try:
        number = room_number(row["房号"], _building(row), row.values.get("单元") or "", pair)
    except RoomError as error:
        faults.note(row.cell("房号"), error)
        return {"房号": None}
    if not number.clear:
        message = "看不出楼栋、单元和房间，按原样读入"
        faults.add(row.cell("房号"), "room-unclear", message, warning=True)
    return {"房号": str(number), "楼栋": number.building, "单元": number.entrance}


def _building(row: Row) -> str:
    return row.values.get("楼栋") or building_of_sheet(row.at.sheet)


def _pairs_begin_with(rows: Iterable[Row]) -> str:
    """What the first of two bare parts is in a table that names the building beside them.

    It is the entrance when one pair begins with another name than its building's.  When
    each begins with its own and there are several buildings, it is the building.
    """
    buildings: set[str] = set()
    for row in rows:
        building = building_label(_building(row))
        if building and row["房号"] is not None and not row.values.get("单元"):
            first = bare_pair(row["房号"])
            if first and first != building:
                return "entrance"
            if first:
                buildings.add(building)
    return "building" if len(buildings) > 1 else ""
