"""The registers (台账) of the sample: units, owners, parking, written as offices write them.

Buildings are named once for the rows below, the same owner again is 同上, there are subtotals
and blank rows, and many a room or day is written in a way of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from ..dates import ONE_DAY
from ..estate import Unit
from ..estate.parking import Holder
from ..money import exact_sum
from .communities import Sample
from .spelling import Spelling
from .tables import Table

_USES = {"residential": "住宅", "shop": "商铺", "office": "写字楼"}
_PEOPLE = {"person": "个人", "company": "单位", "developer": "建设单位"}
_ROLES = {"occupier": "使用人", "payer": "代缴人", "guarantor": "保证人"}
_SPACES = {
    "owned": "产权",
    "developer": "开发商",
    "common-ground": "公共场地",
    "civil-defence": "人防",
}


def units(sample: Sample) -> Table:
    """The roster of units and their first owners (业主台账)."""
    headings = (
        "序号 楼栋 单元号 房间号 楼层 房屋类型 建筑面积（㎡） 计费面积（㎡） 套内面积 户数"
        " 交房日期 系数 客户编号 户主 手机号 业主类别 备注"
    )
    rows: list[Sequence[str]] = []
    numbered = enumerate(sample.estate.units, 1)
    for building, members in groupby(numbered, key=lambda member: member[1].building):
        before: Unit | None = None
        mine: list[Unit] = []
        for number, unit in members:
            rows.append((f"{number}", *_unit(sample, unit, before)))
            before = unit
            mine.append(unit)
        areas = [unit.area_on(date.min, "building") for unit in mine]
        whole = exact_sum(area for area in areas if area is not None)
        rows += [("", f"{building}栋小计", "", "", "", "", f"{whole}"), ()]
    return Table.of(sample, "业主台账", headings, rows)


def _unit(sample: Sample, unit: Unit, before: Unit | None) -> Sequence[str]:
    """The row of a unit; what stands above and is the same again is left out or 同上."""
    row = Spelling.of(sample, "units", unit.id)
    owner, above = unit.owner, before.owner if before else None
    house = before is not None and before.entrance == unit.entrance
    mark = "座" if not unit.entrance else "栋"
    place = ("", "") if house else (f"{unit.building}{mark}", unit.entrance)
    who: Sequence[str] = (owner.id, "同上", "同上" if owner.phone else "")
    if owner != above:
        phones = [row.phone(one.phone) for one in (owner.people or (owner,)) if one.phone]
        who = (owner.id, row.names(owner), "、".join(phones))
    return (
        *place,
        row.door(unit),
        "" if unit.floor is None else f"{unit.floor}层",
        _USES[unit.use],
        row.area(unit.area_on(date.min, "building")),
        row.area(unit.area_on(date.min)),
        row.area(unit.area_on(date.min, "interior")),
        f"{unit.households}",
        row.day(unit.handed_over) if unit.handed_over else "",
        " ".join(f"{name}={number}" for name, number in unit.coefficients),
        *who,
        _PEOPLE[owner.kind],
    )


def areas(sample: Sample) -> Table:
    """Units that were measured anew."""
    rows: list[Sequence[str]] = []
    for unit in sample.estate.units:
        for day in unit.remeasured():
            if day > date.min:
                row = Spelling.of(sample, "areas", unit.id, day)
                both = row.area(unit.area_on(day)), row.area(unit.area_on(day, "building"))
                rows.append((row.room(unit), row.day(day), *both))
    return Table.of(sample, "面积变更", "房号 起始日期 计费面积 建筑面积", rows)


def transfers(sample: Sample) -> Table:
    """Sales and hand-overs."""
    rows: list[Sequence[str]] = []
    for sale in sample.estate.transfers:
        row = Spelling.of(sample, "transfers", sale.unit, sale.on)
        what = row.room(sample.estate.unit(sale.unit)), row.day(sale.on)
        who = sale.to.id, sale.to.name, row.phone(sale.to.phone)
        rows.append((*what, *who, "是" if sale.hand_over else "否"))
    headings = "房屋编号 过户日期 客户编号 业主姓名 联系电话 交付"
    return Table.of(sample, "过户与交付登记", headings, rows)


def agreements(sample: Sample) -> Table:
    """Who else owes, pays or answers."""
    rows: list[Sequence[str]] = []
    for agreement in sample.estate.agreements:
        who, unit = agreement.who, sample.estate.unit(agreement.units[0])
        row = Spelling.of(sample, "agreements", unit.id, who.id)
        last = agreement.until and agreement.until - ONE_DAY
        days = [row.day(day) if day else "" for day in (agreement.since, last)]
        told = row.room(unit), _ROLES[agreement.kind], who.id, who.name, who.phone
        rows.append((*told, *days, "、".join(agreement.items)))
    headings = "房号 约定 对方编号 对方 电话 起始日期 结束日期 项目"
    return Table.of(sample, "缴费约定", headings, rows)


def spaces(sample: Sample) -> Table:
    """Parking spaces, and who held each from when."""
    rows: list[Sequence[str]] = []
    for space in sample.estate.spaces:
        for since, holder in space.held:
            row = Spelling.of(sample, "spaces", space.id, since)
            day = "" if since == date.min else row.day(since)
            rows.append((space.id, _SPACES[space.kind], _room(sample, row, holder), day))
    return Table.of(sample, "车位台账", "车位号 车位类别 房号 起始日期", rows)


def _room(sample: Sample, row: Spelling, holder: Holder) -> str:
    return row.room(sample.estate.unit(holder)) if isinstance(holder, str) else ""


def vehicles(sample: Sample) -> Table:
    """Vehicles, and the spaces they stand in."""
    rows: list[Sequence[str]] = []
    for car in sample.estate.vehicles:
        row = Spelling.of(sample, "vehicles", car.plate)
        plate = f"{car.plate[:2]}·{car.plate[2:]}"
        rows.append((plate, row.room(sample.estate.unit(car.unit)), car.space or ""))
    return Table.of(sample, "车辆登记", "车牌号码 房号 车位号", rows)
