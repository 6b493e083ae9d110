"""The clocks of disputes, in days: until when one may dispute, answer, have confirmed.

Days are counted as 民法典 201 and 203 have it: the day of the event does not count, and a
last day that is a statutory holiday moves to the first day after it.

>>> holidays = [date(2026, 10, day) for day in range(1, 8)]
>>> window(Policy(), date(2026, 9, 25), closed=holidays).last  # the 10th day is 5 October
datetime.date(2026, 10, 8)
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from ..citation import Citation
from ..dates import a_day
from ..law import civil_code, procedure
from ..law.limitation import roll
from .events import Answered, Decided, Judged, Mediated, Reopened, Sued, Withdrawn
from .policy import Policy
from .transitions import Status

if TYPE_CHECKING:
    from .cases import Dispute

_ANSWERS = (Answered, Decided, Mediated, Withdrawn, Sued, Judged)


@frozen
class Clock:
    """A period in days (期限): what it is for, the day of the event, and its last day."""

    name: Literal["window", "answer", "confirmation"]
    since: date
    last: date
    cites: tuple[Citation, ...] = field(repr=False)

    def past(self, on: date) -> bool:
        """Whether it has ended before a day."""
        return on > self.last

    def left(self, on: date) -> int:
        """How many days are left after a day: 0 on the last, below 0 when it is past."""
        return (self.last - on).days


def window(policy: Policy, delivered: date, *, closed: Container[date] = ()) -> Clock:
    """The days in which a bill may be disputed, from its delivery (异议期).

    ``closed`` are statutory holidays.  A bill that was not delivered has no window yet; see
    :func:`wuye.fees.delivered`.
    """
    return _clock("window", delivered, policy.window, closed)


def clocks_of(case: Dispute, *, closed: Container[date] = ()) -> tuple[Clock, ...]:
    """The clocks that run on a case: until when to answer, until when to have confirmed.

    The office answers within the days of the policy after the dispute was lodged or
    reopened.  What was settled before a mediator is brought to court for confirmation
    (司法确认) within 30 days after it took effect.
    """
    since, settled = case.on, None
    answered = False
    for each in case.log:
        if isinstance(each.event, Reopened):
            since, answered, settled = each.on, False, None
        elif isinstance(each.event, _ANSWERS):
            answered, settled = True, each.event if isinstance(each.event, Mediated) else None
    clocks = []
    if case.status.open and not answered:
        clocks.append(_clock("answer", since, case.policy.answer, closed))
    if case.status is Status.DECIDED and settled:
        effective = settled.effective
        confirm = procedure.deadline(
            procedure.Clock.CONFIRM, effective, on=effective, closed=closed
        )
        clocks.append(Clock("confirmation", effective, confirm.last, confirm.cites))
    return tuple(clocks)


def _clock(
    name: Literal["window", "answer"], since: date, days: int, closed: Container[date]
) -> Clock:
    last = roll(a_day(since) + timedelta(days=days), closed.__contains__, "closed")
    cites = (civil_code.cite("201-1", since), civil_code.cite("203-1", since))
    return Clock(name, since, last, cites)
