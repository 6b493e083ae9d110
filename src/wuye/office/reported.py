"""The complaints and repair requests of an office's tables.

``complaints.csv`` says what was reported, ``complaint_events.csv`` what was done, a row an
event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from ..dates import CHINA, ONE_DAY, Period
from ..disputes import complaints
from ..estate import Community
from ..exchange import PLACE, Column, Faults, Row
from ..exchange.cells import instant, plain
from .keys import choice

#: What a ticket is, by its kind.
KINDS: Mapping[str, str] = {"complaint": "投诉", "repair": "报修"}
#: Where an open ticket stands.
STATUSES: Mapping[complaints.Status, str] = {
    complaints.Status.RECEIVED: "已受理",
    complaints.Status.IN_HAND: "处理中",
    complaints.Status.ASSIGNED: "已派单",
    complaints.Status.ON_SITE: "已到场",
    complaints.Status.WAITING: "等待住户",
}
_URGENCIES: Mapping[str, Any] = {"普通": "ordinary", "优先": "priority", "急修": "emergency"}
_EVENTS: Mapping[str, Any] = {
    "响应": "respond",
    "派单": "assign",
    "到场": "arrive",
    "等待住户": "wait",
    "住户回复": "resume",
    "完成": "finish",
    "回访": "follow-up",
    "关闭": "close",
    "重开": "reopen",
    "升级": "raise",
    "撤回": "withdraw",
}
_SATISFACTION = choice(complaints.SATISFACTION)
COMPLAINTS = (
    Column("工单号", unique=True),
    Column("类型", choice({name: kind for kind, name in KINDS.items()})),
    Column("类别", choice({name: code for code, name in complaints.CATEGORIES.items()})),
    Column("时间", instant),
    *(*PLACE[:2], Column("房号", optional=True)),
    Column("业主编号", optional=True),
    Column("紧急程度", choice(_URGENCIES), optional=True),
    Column("内容", optional=True),
)
COMPLAINT_EVENTS = (
    Column("工单号"),
    Column("时间", instant),
    Column("事项", choice(_EVENTS)),
    Column("部门", optional=True),
    Column("人员", plain, optional=True),
    Column("紧急程度", choice(_URGENCIES), optional=True),
    Column("满意度", _SATISFACTION, optional=True),
    Column("非责任", choice({"是": True, "否": False}), optional=True),
)
#: Complaints know seconds; what happens on the last of a day is of that day.
_INSTANT = timedelta(microseconds=1)


def tickets(
    rows: Iterable[Row], events: Iterable[Row], known: date, faults: Faults
) -> tuple[complaints.Ticket, ...]:
    """The tickets as they stand at the end of a day; a fault in an event is told at its row."""
    end = end_of(known)
    by_id: dict[str, list[Row]] = {}
    for row in events:
        by_id.setdefault(row["工单号"], []).append(row)
    made: list[complaints.Ticket] = []
    for row in rows:
        happened = sorted(by_id.pop(row["工单号"], ()), key=lambda each: each["时间"])
        if row["时间"] >= end:
            continue
        with faults.at(row.at):
            ticket = complaints.receive(
                row["工单号"],
                kind=row["类型"],
                category=row["类别"],
                at=row["时间"],
                unit=row["房号"] or "",
                urgency=row["紧急程度"] or "ordinary",
                says=row["内容"] or "",
            )
            for each in happened:
                if each["时间"] < end:
                    with faults.at(each.at):
                        ticket = _advance(ticket, each)
            made.append(ticket)
    for left in by_id.values():
        for row in left:
            faults.add(row.cell("工单号"), "unknown", "complaints.csv 里没有这张工单")
    return tuple(made)


def as_of(made: Iterable[complaints.Ticket], on: date) -> tuple[complaints.Ticket, ...]:
    """The tickets that had come in by the end of a day, as they stood then."""
    end = end_of(on)
    return tuple(ticket.as_of(end - _INSTANT) for ticket in made if ticket.at < end)


def of_debtors(
    rows: Iterable[Row], made: Iterable[complaints.Ticket], estate: Community
) -> Mapping[str, tuple[complaints.Ticket, ...]]:
    """The tickets by debtor: of the person that is named, else of everyone who owed for the room.

    Who owed is looked at on the day on which the ticket came in.
    """
    named = {row["工单号"]: row["业主编号"] for row in rows}
    found: dict[str, tuple[complaints.Ticket, ...]] = {}
    for ticket in made:
        person = named[ticket.id]
        for debtor in sorted({person} if person else _owing(estate, ticket)):
            found[debtor] = (*found.get(debtor, ()), ticket)
    return found


def _owing(estate: Community, ticket: complaints.Ticket) -> set[str]:
    day = ticket.at.date()
    if not ticket.unit:
        return set()
    found = estate.owing(ticket.unit, Period(day, day + ONE_DAY))
    return {one.id for each in found for one in (each.debtor, *each.beside)}


def _advance(ticket: complaints.Ticket, row: Row) -> complaints.Ticket:
    return complaints.advance(
        ticket,
        row["事项"],
        at=row["时间"],
        department=row["部门"] or "",
        person=row["人员"] or "",
        urgency=row["紧急程度"],
        satisfaction=row["满意度"],
        not_ours=bool(row["非责任"]),
    )


def end_of(on: date) -> datetime:
    """The instant at which a day is over."""
    return datetime.combine(on + ONE_DAY, time(0), CHINA)
