"""What a month brings in an office's tables: costs and what drove them, stays, waivers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from .. import fees
from ..dates import ONE_DAY
from ..estate import Owner
from ..exchange import Faults, Row, with_rooms
from . import columns
from .tables import once, read, refer


@frozen
class Rows:
    """The rows of the tables that tell what a month brings."""

    costs: Sequence[Row]
    drivers: Sequence[Row]
    stays: Sequence[Row]
    waivers: Sequence[Row]


def read_facts(
    folder: Path, rooms: set[str], codes: set[str], shared: Collection[str], faults: Faults
) -> Rows:
    """Read the tables, and note what names an item or a unit that is not there."""
    costs = read(folder, "costs", columns.COSTS, faults)
    drivers = read(folder, "drivers", columns.DRIVERS, faults)
    stays = with_rooms(read(folder, "stays", columns.STAYS, faults), faults)
    waivers = with_rooms(read(folder, "waivers", columns.WAIVERS, faults), faults)
    for rows in (costs, drivers):
        refer(rows, "项目", set(shared), faults, empty=bool(codes))
    for rows in (stays, waivers):
        refer(rows, "房号", rooms, faults)
    once(costs, ("月份", "项目"), faults)
    once(drivers, ("月份", "项目", "用途"), faults)
    for row in waivers:
        if row["项目"] and codes and not codes.issuperset(row["项目"]):
            faults.add(row.cell("项目"), "unknown", "office.toml 里没有这个项目")
        if (row["减免比例"] is None) == (row["减免金额"] is None):
            faults.add(row.cell("减免比例"), "rule", "减免写比例或金额，二者取一")
        if row["减免原因"] == "vacancy" and not row["规则"]:
            faults.add(row.cell("规则"), "rule", "空置减免要写明所依据的规则")
        if row["起始日"] and row["结束日"] and row["结束日"] < row["起始日"]:
            faults.add(row.cell("结束日"), "rule", "结束日早于起始日")
    for row in stays:
        if row["车牌号"] is None and row["房号"] is None:
            faults.add(row.cell("车牌号"), "empty", "车牌号与房号至少写一个")
    return Rows(costs, drivers, stays, waivers)


def waivers(
    rows: Sequence[Row], people: Mapping[str, Owner], faults: Faults
) -> tuple[fees.Waiver, ...]:
    """Make the waivers; a fault in one is told at its row."""
    made: list[fees.Waiver] = []
    for row in rows:
        bearer = row["承担方编号"]
        with faults.at(row.at):
            made.append(
                fees.Waiver(
                    id=row["减免号"],
                    unit=row["房号"],
                    items=row["项目"],
                    reason=row["减免原因"],
                    evidence=row["依据"],
                    since=row["起始日"],
                    until=row["结束日"] + ONE_DAY,
                    share=row["减免比例"],
                    amount=row["减免金额"],
                    bearer=people[bearer] if bearer else None,
                    rule=row["规则"] or "",
                    shared=bool(row["含公摊"]),
                )
            )
    return tuple(made)


def stays(rows: Sequence[Row], faults: Faults) -> tuple[fees.Stay, ...]:
    """Make the stays; a fault in one is told at its row."""
    made: list[fees.Stay] = []
    for row in rows:
        with faults.at(row.at):
            made.append(
                fees.Stay(
                    row["记录号"],
                    row["入场时间"],
                    row["出场时间"],
                    plate=row["车牌号"] or "",
                    unit=row["房号"] or "",
                )
            )
    return tuple(made)
