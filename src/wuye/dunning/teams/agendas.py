"""What to talk about today (每日、三日议程): follow-ups, stuck cases, questions, the trough.

Every day what is due is followed up; every third day stuck cases and the questions to the
team are looked at; every thirtieth the strategy.  The agenda is a list for people: it
changes no case.

>>> from ..events import Failed
>>> gone = Case("O-17", [Failed(id="F-1", on=date(2026, 11, 3), notice="N-1", why="bounced")])
>>> for one in follow_ups([gone], date(2026, 11, 4)):
...     print(one.debtor, one.due, one.says)
O-17 2026-11-04 换一种方式联系
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from attrs import field, frozen

from ...errors import RuleError
from ..cases import Case
from ..events import (
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
from .assigning import holder_of
from .outcomes import Ask, Result, asks
from .troughs import Receipt, Trough, trough

#: event -> the days after it on which somebody looks, and what for; a host's may differ.
FOLLOW_UPS: Mapping[type[Event], tuple[int, str]] = {
    Sent: (3, "确认是否收到"),
    Delivered: (7, "到达后仍未交的，看下一步"),
    Failed: (1, "换一种方式联系"),
    Answered: (1, "按原因处理"),
    Promised: (3, "核对承诺是否兑现"),
    PlanAgreed: (30, "核对当期是否按约交"),
    Broken: (0, "联系本人，问清原因，重新约定"),
    Disputed: (3, "跟进异议处理"),
    Hardship: (7, "回访，跟进帮助"),
    Eased: (1, "重新约定付款"),
    HandedOver: (1, "接手后看完全部记录再联系"),
    Approved: (0, "发出已批准的通知"),
}
_CHANGES = (Answered, Promised, PlanAgreed, Broken, Paid, Disputed, Hardship, Eased)


@frozen
class FollowUp:
    """A case to look at: since when it is due, after which event, and what for."""

    debtor: str
    holder: str
    due: date
    event: str
    says: str


def follow_ups(
    cases: Iterable[Case],
    on: date,
    *,
    again: Mapping[str, date] | None = None,
    table: Mapping[type[Event], tuple[int, str]] = FOLLOW_UPS,
) -> tuple[FollowUp, ...]:
    """Tell which cases are due by a day, the longest due first: by the last thing that happened.

    A notice with a deadline is looked at on the day after it.  ``again`` is the day on
    which to look again by debtor, as :func:`~wuye.dunning.decide` told; it takes the place
    of the days after a promise or a plan, whose own days stand in the ledger.
    """
    found = []
    for case in cases:
        events = _until(case, on)
        if not events or type(events[-1]) not in table or _elsewhere(events):
            continue
        last = events[-1]
        days, says = table[type(last)]
        if isinstance(last, Delivered):
            days = _deadline(events, last) or days
        due = last.on + timedelta(days)
        if isinstance(last, Promised | PlanAgreed):
            due = (again or {}).get(case.debtor, due)
        if due <= on:
            found.append(FollowUp(case.debtor, holder_of(case, on), due, last.id, says))
    return tuple(sorted(found, key=lambda each: (each.due, each.debtor)))


def _until(case: Case, on: date) -> list[Event]:
    return sorted((each for each in case.events if each.on <= on), key=lambda each: each.on)


def _elsewhere(events: list[Event]) -> bool:
    """Whether somebody outside has the case."""
    moved = [each for each in events if isinstance(each, HandedOver | Closed)]
    return bool(moved and isinstance(moved[-1], HandedOver) and moved[-1].outside)


def _deadline(events: list[Event], arrived: Delivered) -> int:
    """The days after an arrival on which its deadline is over; 0 without one."""
    for each in events:
        if isinstance(each, Sent) and each.id == arrived.notice and each.deadline:
            return each.deadline + 1
    return 0


# -- stuck cases --------------------------------------------------------------------------------


@frozen
class Stuck:
    """A case in which nothing has changed ``since`` a day, though so much was sent after it."""

    debtor: str
    holder: str
    since: date
    sent: int


def stuck(cases: Iterable[Case], on: date, *, days: int = 14, least: int = 2) -> tuple[Stuck, ...]:
    """Tell which cases are stuck (卡住), the longest first.

    Nothing has changed for ``days`` although ``least`` contacts were made since: no answer,
    promise, payment, dispute or need.  A case without any of these counts from its first
    event.
    """
    found = []
    for case in cases:
        events = _until(case, on)
        if not events or isinstance(events[-1], Closed) or _elsewhere(events):
            continue
        again = max((n for n, each in enumerate(events) if isinstance(each, Closed)), default=-1)
        events = events[again + 1 :]
        changed = [n for n, each in enumerate(events) if isinstance(each, _CHANGES)]
        since = events[changed[-1] if changed else 0].on
        after = events[changed[-1] + 1 :] if changed else events
        sent = sum(isinstance(each, Sent) for each in after)
        if sent >= least and (on - since).days >= days:
            found.append(Stuck(case.debtor, holder_of(case, on), since, sent))
    return tuple(sorted(found, key=lambda each: (each.since, each.debtor)))


# -- the agenda ---------------------------------------------------------------------------------


@frozen
class Rhythm:
    """Every how many days the team looks at stuck cases, and at the strategy."""

    team: int = 3
    review: int = 30

    def __attrs_post_init__(self) -> None:
        if any(type(days) is not int or days < 1 for days in (self.team, self.review)):
            raise RuleError("a rhythm is in days, 1 or more", str(self), "Rhythm", "give ints")


@frozen(kw_only=True)
class Agenda:
    """The agenda of a day.

    On other days than the ``team``'s nothing stands under ``stuck`` and ``asks``, and on
    other days than the ``review``'s no trough.
    """

    day: date
    follow_ups: tuple[FollowUp, ...]
    team: bool
    stuck: tuple[Stuck, ...] = field(default=())
    asks: tuple[Ask, ...] = field(default=())
    review: bool
    trough: Trough | None = None


def agenda(
    cases: Iterable[Case],
    on: date,
    *,
    began: date,
    rhythm: Rhythm = Rhythm(),
    again: Mapping[str, date] | None = None,
    measured: Iterable[Result] = (),
    collectors: Iterable[str] = (),
    receipts: Iterable[Receipt] = (),
) -> Agenda:
    """Put the agenda of a day together; ``began`` is the day from which the rhythm counts.

    Raises :class:`~wuye.errors.RuleError` for a day before it.
    """
    passed = (on - began).days
    if passed < 0:
        raise RuleError("the day lies before the beginning", str(on), "agenda", f"from {began} on")
    given = tuple(cases)
    team, review = passed % rhythm.team == 0, passed % rhythm.review == 0
    return Agenda(
        day=on,
        follow_ups=follow_ups(given, on, again=again),
        team=team,
        stuck=stuck(given, on) if team else (),
        asks=asks(measured, collectors) if team else (),
        review=review,
        trough=trough(receipts, on=on) if review else None,
    )
