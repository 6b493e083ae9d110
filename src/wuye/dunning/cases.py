"""A dunning case (催缴案件): where it stands, by one table.

Everything that decides where a case may go stands in :data:`TRANSITIONS`.  What is not in
it is refused, and the case stays as it was.  Money is not told here: a case that was
answered, agreed or disputed says that it came up, and the ledger leaves alone what it must.

>>> from datetime import date
>>> first = Sent(id="N-1", on=date(2026, 10, 26), stage="缴费提醒", means="message", items=["B:1"])
>>> case = advance(Case("O-17"), first)
>>> case.status, case == advance(case, first)
(<Status.REMINDED: 'reminded'>, True)
>>> advance(case, Closed(id="C-1", on=date(2026, 11, 3), reason="已缴清")).status
<Status.CLOSED: 'closed'>
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from enum import Enum

from attrs import field, frozen

from ..errors import TransitionError
from .events import (
    Answered,
    Approved,
    Broken,
    Closed,
    Delivered,
    Disputed,
    Eased,
    Event,
    Failed,
    HandedOver,
    Hardship,
    Paid,
    PlanAgreed,
    Promised,
    Sent,
)
from .past import once


class Status(Enum):
    """Where a case stands."""

    OPEN = "open"  # 未催
    REMINDED = "reminded"  # 已催
    AGREED = "agreed"  # 已承诺、已约定分期或者缓缴
    DISPUTED = "disputed"  # 有异议
    HARDSHIP = "hardship"  # 困难
    HANDED_OVER = "handed-over"  # 已移交外部
    CLOSED = "closed"  # 已结


_O, _R, _A, _D, _H, _X, _C = Status

#: Where a case goes from each status.  A closed one is begun anew by what comes up about
#: what fell due since; news of old notices still comes in.
TRANSITIONS: Mapping[Status, Mapping[type[Event], Status]] = {
    _O: {
        Sent: _R, Answered: _O, Approved: _O, Paid: _O, Promised: _A, PlanAgreed: _A,
        Disputed: _D, Hardship: _H, HandedOver: _X, Closed: _C,
    },
    _R: {
        Sent: _R, Delivered: _R, Failed: _R, Answered: _R, Approved: _R, Paid: _R, Promised: _A,
        PlanAgreed: _A, Broken: _R, Disputed: _D, Hardship: _H, HandedOver: _X, Closed: _C,
    },
    _A: {
        Sent: _A, Delivered: _A, Failed: _A, Answered: _A, Approved: _A, Paid: _A, Promised: _A,
        PlanAgreed: _A, Broken: _R, Disputed: _D, Hardship: _H, HandedOver: _X, Closed: _C,
    },
    _D: {
        Sent: _D, Delivered: _D, Failed: _D, Answered: _D, Approved: _D, Paid: _D, Promised: _A,
        PlanAgreed: _A, Broken: _D, Disputed: _D, Hardship: _H, HandedOver: _X, Closed: _C,
    },
    _H: {
        Sent: _H, Delivered: _H, Failed: _H, Answered: _H, Approved: _H, Paid: _H, Promised: _H,
        PlanAgreed: _H, Broken: _H, Disputed: _H, Hardship: _H, Eased: _R, HandedOver: _X, Closed: _C,
    },
    _X: {
        Sent: _X, Delivered: _X, Failed: _X, Answered: _X, Paid: _X, Promised: _X,
        PlanAgreed: _X, Broken: _X, Disputed: _X, Hardship: _X, Eased: _X, HandedOver: _X, Closed: _C,
    },
    _C: {
        Sent: _R, Delivered: _C, Failed: _C, Answered: _C, Approved: _C, Paid: _C, Promised: _A,
        PlanAgreed: _A, Disputed: _D, Hardship: _H, HandedOver: _X,
    },
}  # fmt: skip


@frozen
class Case:
    """Everything that happened while a debtor was dunned, in the order of days."""

    debtor: str
    events: tuple[Event, ...] = field(default=(), converter=tuple[Event, ...])

    @property
    def status(self) -> Status:
        """Where it stands, as the table says."""
        standing, outside = Status.OPEN, False
        for event in self.events:
            now = Status.HANDED_OVER if outside else standing
            standing, outside = _next(now, standing, event)
        return Status.HANDED_OVER if outside else standing


def advance(case: Case, event: Event) -> Case:
    """Take a case one step further; the case is a value and stays as it was on an error.

    An event that is told again changes nothing.  One that is told late takes its place in
    the order of days, after those of its day, if all that came later still may follow.

    Raises :class:`~wuye.errors.TransitionError` for an event that does not fit, and
    :class:`~wuye.errors.ConflictError` for an id that was told otherwise.
    """
    for known in case.events:
        if known.id == event.id:
            once(known, event)
            return case
    place = bisect_right([each.on for each in case.events], event.on)
    told = Case(case.debtor, (*case.events[:place], event, *case.events[place:]))
    _ = told.status
    return told


def replay(debtor: str, events: Iterable[Event]) -> Case:
    """The case after all its events, whatever the order in which they are told within a day.

    Raises what :func:`advance` raises.
    """
    case = Case(debtor)
    for event in sorted(events, key=lambda each: each.on):
        case = advance(case, event)
    return case


def _next(now: Status, standing: Status, event: Event) -> tuple[Status, bool]:
    """Where a case stands after an event, whoever has it; and whether somebody outside has."""
    if type(event) not in TRANSITIONS[now]:
        raise TransitionError(
            "the event does not fit the case",
            type(event).__name__,
            f"case that is {now.value}",
            f"it takes {[kind.__name__ for kind in TRANSITIONS[now]]}",
        )
    away = now is Status.HANDED_OVER
    if isinstance(event, HandedOver):
        # who had it outside has reminded; a colleague goes on where it stands
        back = away and not event.outside and standing is Status.OPEN
        return (Status.REMINDED if back else standing), event.outside
    if away and not isinstance(event, Closed):
        return TRANSITIONS[standing].get(type(event), standing), True
    return TRANSITIONS[now][type(event)], False
