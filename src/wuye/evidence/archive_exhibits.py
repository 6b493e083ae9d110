"""Exhibits from the archive (存档材料), each with the lines that it bears on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..bills import BillLine
from ..fees import Disclosure, PriceSheet
from ..law.checks import Disclosed
from ..law.interruptions import CALLED, Kind
from .archive import Archive, PublicPaper
from .exhibits import STRENGTHS, Exhibit
from .matter import Matter, answerable, days, ids

_CHANNELS = {
    "hand": "当面送交",
    "registered": "挂号信、快递",
    "mailbox": "投入信箱",
    "door": "张贴在门上",
    "message": "短信",
    "wechat": "微信",
    "email": "电子邮件",
    "app": "业主端",
    "lobby": "大堂告示",
}
_RECIPIENTS = {
    "owner": "本人签收",
    "occupier": "使用人签收",
    "adult-at-home": "同住成年家属签收",
    "agent": "授权代收人签收",
    "other": "他人代收",
    "nobody": "",
}
_PLACES = {
    "notice-board": "公告栏",
    "lobby": "大堂",
    "office": "物业服务中心",
    "app": "业主端",
    "website": "网站",
    "group": "业主群",
}


def of_archive(matter: Matter, archive: Archive) -> Iterator[Exhibit]:
    """What the archive keeps by the day, also what bears on none of the lines.

    That there is a demand which does not name a period is told apart from there being none.
    """
    for make in (_public, _readings, _deliveries, _proofs, _papers):
        yield from (exhibit for exhibit in make(matter, archive) if exhibit.on <= matter.on)


def _public(matter: Matter, archive: Archive) -> Iterator[Exhibit]:
    for public in archive.public:
        if isinstance(public.paper, PriceSheet):
            yield from _sheet(matter, public.paper, public)
        else:
            yield from _disclosure(matter, public.paper, public)


def _sheet(matter: Matter, sheet: PriceSheet, public: PublicPaper) -> Iterator[Exhibit]:
    schedule = sheet.schedule
    prices = {(item.creditor or schedule.creditor, item.code) for item in schedule.items}
    items = [
        item
        for item in matter.items
        if (item.bill.creditor, item.line.item) in prices
        and item.line.service.start in schedule.in_force
    ]
    yield Exhibit(
        kind="schedule",
        name=f"收费标准 {schedule.name}",
        on=min(schedule.in_force.start, matter.on),
        lines=ids(items),
        kept="账务系统，收费标准公示表",
        told=tuple(f"{label}：{told}" for label, told in sheet.terms()),
        head=("收费项目", "服务内容", "收费标准", "计费周期", "收款方"),
        rows=sheet.rows(),
    )
    for record in public.records:
        shows = {Disclosed.ITEMS, Disclosed.STANDARDS} <= set(record.what)
        yield Exhibit(
            kind="publication",
            name=f"收费标准 {schedule.name} 的公示记录（{_PLACES[record.channel]}）",
            on=record.since,
            lines=ids(i for i in items if shows and record.holds(i.line.service.start)),
            kept=record.proof,
            told=(
                f"公示地点：{_PLACES[record.channel]}",
                f"公示期间：自{record.since}起" + (f"，至{record.until}前" if record.until else ""),
                f"公示内容：{'、'.join(what.value for what in record.what)}",
            ),
        )


def _disclosure(matter: Matter, paper: Disclosure, public: PublicPaper) -> Iterator[Exhibit]:
    shares = {share.unit: share for share in paper.rooms}
    items = [
        item
        for item in matter.items
        if item.line.item == paper.item
        and item.bill.unit in shares
        and item.line.service.overlaps(paper.service)
    ]
    records = [record for record in public.records if record.since <= matter.on]
    units = dict.fromkeys(item.bill.unit for item in items)
    yield Exhibit(
        kind="disclosure",
        name=f"{paper.name}公示 {days(paper.service)}",
        on=min([record.since for record in records] or [matter.on]),
        lines=ids(items),
        kept="；".join(record.proof for record in records),
        weakness="" if records else "没有公示记录",
        cites=paper.cites,
        told=(
            *paper.text(rooms=False).splitlines()[1:],
            *(f"公示：{_PLACES[each.channel]}，自{each.since}起" for each in records),
        ),
        head=("房号", "权数", "分摊金额（元）"),
        rows=tuple((unit, f"{shares[unit].weight:f}", str(shares[unit].amount)) for unit in units),
    )


def _readings(matter: Matter, archive: Archive) -> Iterator[Exhibit]:
    for usage in archive.usages:
        ends: set[tuple[Decimal | None, Decimal]] = {
            (step.opening.value, step.closing.value) for step in usage.steps
        }
        items = [
            item
            for item in matter.items
            if usage.meter.unit in {None, item.bill.unit}
            and usage.days.overlaps(item.line.service)
            and ends & _dials(item.line)
        ]
        yield Exhibit(
            kind="reading",
            name=f"表计 {usage.meter.id} 的读数 {days(usage.days)}",
            on=usage.closing.on,
            lines=ids(items),
            kept=f"抄表记录，表号 {usage.meter.id}",
            weakness="估抄" if usage.estimated else "",
            told=(f"用量：{usage.quantity:f} {usage.measure}",),
            head=("表号", "起日", "起数", "止日", "止数", "估抄"),
            rows=tuple(
                (
                    step.meter.id,
                    str(step.opening.on),
                    f"{step.opening.value:f}",
                    str(step.closing.on),
                    f"{step.closing.value:f}",
                    "是" if step.opening.estimated or step.closing.estimated else "否",
                )
                for step in usage.steps
            ),
        )


def _dials(line: BillLine) -> set[tuple[Decimal | None, Decimal]]:
    """The pairs of readings that a charge rests on, opening and closing."""
    inputs = dict(line.basis.inputs)
    named = [name.removeprefix("closing") for name in inputs if name.startswith("closing")]
    return {(inputs.get(f"opening{name}"), inputs[f"closing{name}"]) for name in named}


def _deliveries(matter: Matter, archive: Archive) -> Iterator[Exhibit]:
    bills = {bill.id: items for bill, items in matter.bills}
    for each in archive.deliveries:
        told = [f"方式：{_CHANNELS[each.channel]}", f"签收：{_RECIPIENTS[each.recipient] or '无'}"]
        yield Exhibit(
            kind="delivery",
            name=f"账单 {each.bill} 的送达记录（{_CHANNELS[each.channel]}）",
            on=each.on,
            lines=ids(bills.get(each.bill, ())),
            kept=each.proof,
            strength=each.evidence,
            weakness="" if each.arrived else STRENGTHS[each.evidence],
            told=(*told, "结果：未送达") if each.failed else tuple(told),
        )


def _proofs(matter: Matter, archive: Archive) -> Iterator[Exhibit]:
    for proof in archive.proofs:
        event, demand = proof.event, proof.demand
        items = [
            item
            for item in matter.items
            if event.debtor in answerable(item.bill, matter.owner)
            and event.names(item.line.service, item.line.item)
        ]
        told = [f"性质：{CALLED[event.kind][0]}", f"到达、发生：{event.on}"]
        told.append(f"写明的期间：{'、'.join(map(days, event.periods)) or '没有写明'}")
        told += [f"给予的期限：{demand.days}日，至{demand.last}"] if demand else []
        yield Exhibit(
            kind="demand" if event.kind is Kind.DEMAND else "interruption",
            name=proof.name,
            on=event.on,
            lines=ids(items),
            kept=proof.kept,
            strength=event.evidence,
            weakness=STRENGTHS[event.evidence] if event.weak else "",
            told=(*told, proof.says) if proof.says else tuple(told),
        )


def _papers(matter: Matter, archive: Archive) -> Iterator[Exhibit]:
    for paper in archive.papers:
        items = [
            item
            for item in matter.items
            if (paper.days is None or paper.days.overlaps(item.line.service))
            and (not paper.bills or {item.id, item.bill.id} & {*paper.bills})
        ]
        told = [f"方式：{paper.channel}"] if paper.channel else []
        yield Exhibit(
            kind=paper.kind,
            name=paper.name,
            on=paper.on,
            lines=ids(items),
            kept=paper.kept,
            cites=paper.cites,
            told=(*told, *paper.says.splitlines()),
        )
