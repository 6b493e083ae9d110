"""The records of the sample's year: meters, costs, waivers, payments, disputes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from ..dates import ONE_DAY
from ..disputes import find_ground
from ..fees.meters.meter import KINDS
from ..fees.waivers import REASONS
from ..money import Money
from .communities import Sample
from .spelling import Spelling
from .tables import Table

_READ = {
    "first": "底数",
    "read": "抄见",
    "reported": "自报",
    "special": "交接",
    "estimated": "估抄",
}
_HELD_DAYS = {"restored": "补计", "forgiven": "免计"}


def stays(sample: Sample) -> Table:
    """Stays of vehicles that have no space, as the gate wrote them."""
    rows = [
        (stay.id, stay.plate, _minute(stay.entered), _minute(stay.left)) for stay in sample.stays
    ]
    return Table.of(sample, "道闸停车记录", "记录号 车牌号 入场时间 出场时间", rows)


def _minute(instant: datetime | None) -> str:
    return f"{instant:%Y-%m-%d %H:%M}" if instant else ""


def meters(sample: Sample) -> Table:
    """Meters, and the units they serve."""
    rows = [
        (meter.id, KINDS[meter.kind][0], meter.unit or "", f"{meter.multiplier}", f"{meter.digits}")
        for meter in sample.readings.meters
    ]
    return Table.of(sample, "计量表台账", "表编号 表类 房号 倍率 位数", rows)


def readings(sample: Sample) -> Table:
    """What was read off them."""
    rows: list[Sequence[str]] = []
    for reading in sample.readings.readings:
        day = Spelling.of(sample, "readings", reading.on).day(reading.on)
        rows.append((reading.meter, day, f"{reading.value}", _READ[reading.kind]))
    return Table.of(sample, "抄表记录", "表编号 抄表日期 本期读数 读数类型", rows)


def replacements(sample: Sample) -> Table:
    """Meters that were changed for others."""
    rows = [
        (change.old, change.new, f"{change.on}", f"{change.last}", f"{change.first}")
        for change in sample.readings.replacements
    ]
    return Table.of(sample, "换表记录", "旧表号 新表号 换表日 旧表读数 新表读数", rows)


def costs(sample: Sample) -> Table:
    """What is to be shared, by month of the bill."""
    rows: list[Sequence[str]] = []
    for (month, item), cost in sample.costs.items():
        amount = Spelling.of(sample, "costs", month, item).amount(cost)
        rows.append((f"{month.start.year}年{month.start.month}月", item, amount))
    rows.append(("合计", "", str(Money.total(sample.costs.values()))))
    return Table.of(sample, "待分摊费用", "账单月份 收费项目 费用金额", rows)


def drivers(sample: Sample) -> Table:
    """What drove the costs that are shared: hours of lifts and lamps."""
    rows = [
        (f"{month.start:%Y-%m}", item, driver.name, f"{driver.quantity}", driver.unit)
        for (month, item), driver in sample.drivers.items()
    ]
    return Table.of(sample, "公摊费用的用量", "月份 项目 用途 用量 单位", rows)


def waivers(sample: Sample) -> Table:
    """What is waived, why, and who bears it."""
    rows: list[Sequence[str]] = []
    for waiver in sample.waivers:
        row = Spelling.of(sample, "waivers", waiver.id)
        room = row.room(sample.estate.unit(waiver.unit))
        why = "、".join(waiver.items), REASONS[waiver.reason], waiver.evidence
        days = row.day(waiver.since), row.day(waiver.until - ONE_DAY)
        bearer = (waiver.bearer.id, waiver.bearer.name) if waiver.bearer else ("", "")
        rows.append((waiver.id, room, *why, *days, f"{waiver.share}", *bearer, waiver.rule))
    headings = "减免号 房号 项目 减免原因 依据 起始日 结束日 减免比例 承担方编号 承担方 规则"
    return Table.of(sample, "减免登记", headings, rows)


def payments(sample: Sample) -> Table:
    """Money received, with a subtotal and a blank row after each month."""
    rows: list[Sequence[str]] = []
    for month, received in groupby(sample.payments, key=lambda one: one.payment.on.month):
        whole = Money("0")
        for one in received:
            paid = one.payment
            row = Spelling.of(sample, "payments", paid.id)
            late = "" if one.booked == paid.on else row.day(one.booked)
            days = row.day(paid.on), late
            what = paid.id, one.debtor, row.amount(paid.amount), *days
            rows.append((*what, " ".join(paid.designated)))
            whole += paid.amount
        rows += [(f"{month}月小计", "", str(whole)), ()]
    headings = "收据编号 客户编号 实收金额 缴费日期 登记日 指定账单 备注"
    return Table.of(sample, "收款登记", headings, rows)


def disputes(sample: Sample) -> Table:
    """Disputes, and how those were decided that were."""
    rows = [
        (
            case.id,
            case.bill,
            case.item,
            find_ground(case.ground).zh,
            _told(case.amount),
            f"{case.on}",
            _told(case.decided),
            _told(case.upheld),
            _HELD_DAYS[case.held_days] if case.decided else "",
        )
        for case in sample.disputes
    ]
    headings = "异议号 账单 项目 理由 异议金额 提出日 处理日 支持金额 暂停期间违约金"
    return Table.of(sample, "异议登记", headings, rows)


def _told(value: object) -> str:
    return "" if value is None else f"{value}"
