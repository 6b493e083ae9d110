"""The community of an office's tables: units, areas, owners, agreements, parking spaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from attrs import frozen

from ..citation import Dated
from ..dates import ONE_DAY
from ..estate import Agreement, Community, Owner, Space, Succession, Transfer, Unit, Vehicle
from ..exchange import Faults, Row, with_rooms
from ..exchange.rosters import floor_of, use_of
from . import columns
from .tables import once, read, refer

#: The areas of a unit: the heading, and the attribute of a unit.
_KINDS = (("计费面积", "area"), ("建筑面积", "building_area"), ("套内面积", "interior_area"))


@frozen
class Rows:
    """The rows of the tables that a community is made of."""

    units: Sequence[Row]
    areas: Sequence[Row]
    transfers: Sequence[Row]
    successions: Sequence[Row]
    agreements: Sequence[Row]
    spaces: Sequence[Row]
    vehicles: Sequence[Row]

    @property
    def rooms(self) -> set[str]:
        """The units that there are."""
        return {row["房号"] for row in self.units}


def read_estate(folder: Path, codes: set[str], faults: Faults) -> Rows:
    """Read the tables, and note what names a unit, an item or a space that is not there."""
    units = read(folder, "units", columns.UNITS, faults, required=True)
    units = with_rooms(units, faults, unique=True)
    rooms = {row["房号"] for row in units}

    def about(name: str, table: Sequence[Any]) -> list[Row]:
        rows = with_rooms(read(folder, name, table, faults), faults)
        refer(rows, "房号", rooms, faults)
        return rows

    areas, transfers = about("areas", columns.AREAS), about("transfers", columns.TRANSFERS)
    agreements = about("agreements", columns.AGREEMENTS)
    spaces, vehicles = about("spaces", columns.SPACES), about("vehicles", columns.VEHICLES)
    successions = read(folder, "successions", columns.SUCCESSIONS, faults)
    for row in successions:
        for heading in ("原房号", "新房号"):
            if row[heading] and rooms and not rooms.issuperset(row[heading]):
                faults.add(row.cell(heading), "unknown", "units 里没有这套房屋")
    once(areas, ("房号", "起始日"), faults)
    once(transfers, ("房号", "过户日"), faults)
    once(spaces, ("车位", "起始日"), faults)
    refer(vehicles, "车位", {row["车位"] for row in spaces}, faults, empty=True)
    for row in agreements:
        if row["项目"] and codes and not codes.issuperset(row["项目"]):
            faults.add(row.cell("项目"), "unknown", "office.toml 里没有这个项目")
        if row["起始日"] and row["结束日"] and row["结束日"] < row["起始日"]:
            faults.add(row.cell("结束日"), "rule", "结束日早于起始日")
    for _, held in _by_space(spaces):
        if len({row["车位类别"] for row in held}) > 1:
            faults.add(held[-1].cell("车位类别"), "rule", "同一车位写了两种类别")
    return Rows(units, areas, transfers, successions, agreements, spaces, vehicles)


def community(name: str, rows: Rows, people: Mapping[str, Owner], faults: Faults) -> Community:
    """Make the community; the rows have no faults of their own."""
    remeasured: dict[str, list[Row]] = {}
    for row in sorted(rows.areas, key=lambda row: row["起始日"]):
        remeasured.setdefault(row["房号"], []).append(row)
    return Community(
        name,
        [_unit(row, remeasured.get(row["房号"], []), people, faults) for row in rows.units],
        [
            Transfer(row["房号"], row["过户日"], people[row["业主编号"]], bool(row["交付"]))
            for row in rows.transfers
        ],
        successions=[
            Succession(row["日期"], of=row["原房号"], to=row["新房号"]) for row in rows.successions
        ],
        agreements=[
            Agreement(
                row["房号"],
                people[row["对方编号"]],
                kind=row["约定"],
                since=row["起始日"],
                until=row["结束日"] and row["结束日"] + ONE_DAY,
                items=row["项目"] or (),
            )
            for row in rows.agreements
        ],
        spaces=[_space(id_, held) for id_, held in _by_space(rows.spaces)],
        vehicles=[Vehicle(row["车牌号"], row["房号"], row["车位"]) for row in rows.vehicles],
    )


def tell_missing_areas(rows: Rows, faults: Faults) -> None:
    """Warn of units of which no area is known."""
    measured = {row["房号"] for row in rows.areas}
    for row in rows.units:
        if not any(row[kind] for kind, _ in _KINDS) and row["房号"] not in measured:
            faults.add(row.cell("计费面积"), "area-missing", "没有面积，不能计费", warning=True)


def _unit(row: Row, remeasured: Sequence[Row], people: Mapping[str, Owner], faults: Faults) -> Unit:
    given: dict[str, Any] = {}
    for heading, attribute in _KINDS:
        steps = [(each["起始日"], each[heading]) for each in remeasured if each[heading]]
        given[attribute] = row[heading]
        if steps:
            known = [(date.min, row[heading])] if row[heading] else []
            given[attribute] = Dated(f"{row['房号']} {heading}", [*known, *steps])
    return Unit(
        row["房号"],
        given.pop("area"),
        people[row["业主编号"]],
        building=row["楼栋"] or "",
        entrance=row["单元"] or "",
        floor=floor_of(row, faults),
        use=use_of(row, faults) or "residential",
        handed_over=row["交付日"],
        households=row["户数"] or 1,
        persons=row["人口"],
        coefficients=row["系数"] or {},
        since=row["启用日"],
        until=row["停用日"] and row["停用日"] + ONE_DAY,
        **given,
    )


def _by_space(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows of each space, the one without a day first."""
    named = [row for row in rows if row["车位"]]
    ordered = sorted(named, key=lambda row: (row["车位"], row["起始日"] or date.min))
    return [(id_, list(held)) for id_, held in groupby(ordered, key=lambda row: row["车位"])]


def _space(id_: str, held: Sequence[Row]) -> Space:
    first = held[0]
    if len(held) == 1 and first["起始日"] is None:
        return Space(id_, first["车位类别"], first["房号"])
    steps = [(row["起始日"] or date.min, row["房号"]) for row in held]
    return Space(id_, first["车位类别"], Dated(id_, steps))
