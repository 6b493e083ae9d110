"""The complaints and repair requests of an office's tables, and the clocks that run.

``complaints.csv`` says what was reported, ``complaint_events.csv`` what was done, a row an
event.  Clocks are read at the end of a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from attrs import frozen

from .. import disputes
from ..bills import Bill
from ..dates import CHINA, ONE_DAY
from ..disputes import complaints
from ..exchange import PLACE, Column, Faults, Row
from ..exchange.cells import instant, plain
from .holidays import Rest
from .keys import choice

_KINDS: Mapping[str, Any] = {"投诉": "complaint", "报修": "repair"}
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
    Column("类型", choice(_KINDS)),
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
#: Clocks that end within so many days are told.
SOON = 2
_CLOCKS: Mapping[str, str] = {
    "answer": "答复",
    "confirmation": "司法确认",
    "first-response": "首次响应",
    "repair": "维修完成",
    "fast-lane": "快修完成",
    "attendance": "急修到场",
    "feedback": "反馈",
    "response": "响应",
    "follow-up": "回访",
}


def tickets(
    rows: Iterable[Row], events: Iterable[Row], known: date, faults: Faults
) -> tuple[complaints.Ticket, ...]:
    """The tickets as they stand at the end of a day; a fault in an event is told at its row."""
    end = _end(known)
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


def of_debtors(
    rows: Iterable[Row], made: Iterable[complaints.Ticket], bills: Iterable[Bill]
) -> Mapping[str, tuple[complaints.Ticket, ...]]:
    """The tickets by debtor: of the person that is named, else of everyone billed for the room."""
    named = {row["工单号"]: row["业主编号"] for row in rows}
    of_unit: dict[str, set[str]] = {}
    for bill in bills:
        of_unit.setdefault(bill.unit, set()).add(bill.debtor)
    found: dict[str, tuple[complaints.Ticket, ...]] = {}
    for ticket in made:
        person = named[ticket.id]
        for debtor in sorted({person} if person else of_unit.get(ticket.unit, ())):
            found[debtor] = (*found.get(debtor, ()), ticket)
    return found


@frozen
class Clock:
    """A clock that has ended or ends soon (时限): of what, which, since and until when."""

    kind: str
    id: str
    clock: str
    since: date | datetime
    due: date | datetime
    late: bool


def clocks(
    cases: Iterable[disputes.Dispute],
    made: Iterable[complaints.Ticket],
    policy: complaints.Policy,
    on: date,
    rest: Rest,
) -> tuple[Clock, ...]:
    """What must be done within :data:`SOON` days after a day, or should have been by its end."""
    found: list[Clock] = [
        Clock("异议", case.id, _CLOCKS[clock.name], clock.since, clock.last, clock.past(on))
        for case in cases
        for clock in disputes.clocks_of(case, closed=rest)
        if clock.left(on) <= SOON
    ]
    made, now = tuple(made), _end(on)
    kinds = {ticket.id: "投诉" if ticket.kind == "complaint" else "报修" for ticket in made}
    late = complaints.ended(made, policy, at=now, calendar=rest)
    soon = complaints.ending_soon(made, policy, at=now, within=timedelta(days=SOON), calendar=rest)
    for reading in (*late, *soon):
        if reading.due:
            name = _CLOCKS.get(reading.clock, reading.clock)
            found.append(
                Clock(
                    kinds[reading.ticket],
                    reading.ticket,
                    name,
                    reading.since,
                    reading.due,
                    reading.state == "late",
                )
            )
    return tuple(found)


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


def _end(on: date) -> datetime:
    return datetime.combine(on + ONE_DAY, time(0), CHINA)
