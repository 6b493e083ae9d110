"""What must be done soon, or should have been (时限), read at the end of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from attrs import frozen

from .. import disputes
from ..disputes import complaints
from ..dunning import watch_limitation
from ..evidence import Proof
from ..law.interruptions import Event, Evidence, Kind
from ..ledger import State
from .disputed import Disputed
from .folder import Office
from .holidays import Rest
from .promised import Promised, Wait
from .reported import KINDS, end_of

#: Clocks that end within so many days are told.
SOON = 2
#: Limitation periods that end within so many days are told.
LIMITATION = 180
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


@frozen
class Clock:
    """A clock that has ended or ends soon: of what, which, since and until when."""

    kind: str
    id: str
    clock: str
    since: date | datetime
    due: date | datetime
    late: bool


def clocks(
    office: Office,
    disputed: Disputed,
    tickets: Iterable[complaints.Ticket],
    promised: Promised,
    states: Sequence[State],
    on: date,
    rest: Rest,
) -> tuple[Clock, ...]:
    """What ends within :data:`SOON` days after a day, or has ended by its end."""
    policy = office.terms.rules.complaints
    return (
        *_of_disputes(disputed.cases.values(), on, rest),
        *_of_tickets(tuple(tickets), policy, on, rest),
        *_of_promises(office, promised, states, on),
        *_of_limitation(office, states, on, rest),
    )


def _of_disputes(cases: Iterable[disputes.Dispute], on: date, rest: Rest) -> Iterator[Clock]:
    for case in cases:
        for clock in disputes.clocks_of(case, closed=rest):
            if clock.left(on) <= SOON:
                name = _CLOCKS[clock.name]
                yield Clock("异议", case.id, name, clock.since, clock.last, clock.past(on))


def _of_tickets(
    tickets: tuple[complaints.Ticket, ...], policy: complaints.Policy, on: date, rest: Rest
) -> Iterator[Clock]:
    now, kinds = end_of(on), {ticket.id: KINDS[ticket.kind] for ticket in tickets}
    late = complaints.ended(tickets, policy, at=now, calendar=rest)
    within = timedelta(days=SOON)
    soon = complaints.ending_soon(tickets, policy, at=now, within=within, calendar=rest)
    for reading in (*late, *soon):
        if reading.due:
            kind, name = kinds[reading.ticket], _CLOCKS[reading.clock]
            is_late = reading.state == "late"
            yield Clock(kind, reading.ticket, name, reading.since, reading.due, is_late)


def _of_promises(
    office: Office, promised: Promised, states: Iterable[State], on: date
) -> Iterator[Clock]:
    """Whom to tell that the repair is done, or to agree with anew, until he is contacted."""
    owed = {item.id for state in states for item in state.items if not item.settled}
    for wait in promised.waits:
        day = wait.since.date()
        if day <= on and owed.intersection(wait.pause.items) and not _contacted(office, wait, on):
            name = "当日联系" if wait.contact else "另行约定"
            yield Clock("承诺", wait.pause.id, name, wait.since, day, day < on)


def _contacted(office: Office, wait: Wait, on: date) -> bool:
    days = [r["日期"] for r in office.notices if r["业主编号"] == wait.pause.debtor]
    return any(wait.since.date() <= day <= on for day in days)


def _of_limitation(
    office: Office, states: Iterable[State], on: date, rest: Rest
) -> Iterator[Clock]:
    """The limitation period of bills, which a demand that arrived begins anew for what it names."""
    for state in states:
        proofs = tuple(_proofs(office, state, on))
        for each in watch_limitation(state, proofs, soon=LIMITATION, rest_day=rest.__contains__):
            if each.due and each.last and each.ends in {"ended", "soon"}:
                late = each.ends == "ended"
                yield Clock("时效", each.bill, "诉讼时效", each.due, each.last, late)


def _proofs(office: Office, state: State, on: date) -> Iterator[Proof]:
    services = {item.id: item.line.service for item in state.items}
    for row in office.notices:
        arrived, named = row["送达日"], row["账单明细"] or ()
        periods = [services[line] for line in named if line in services]
        if row["业主编号"] == state.debtor and arrived and arrived <= on and periods:
            evidence = row["送达证明"] or Evidence.UNPROVEN
            event = Event(Kind.DEMAND, arrived, state.debtor, periods, evidence)
            yield Proof(event, row["阶段"], kept=f"notices.csv 第{row.at.row}行")
