"""Rates of service (服务指标): answered in time, followed up, content.

Counted as DB11/T 751-2025 defines them: timely of all that had a clock for it, each time a
ticket was received; followed up of what is done; content of all follow-up calls.  Where
there was nothing to count there is no rate.

>>> Rates(timely=19, timed=20, followed_up=0, done=0, satisfied=0, calls=0).timely_rate
Decimal('95.00')
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from attrs import frozen

from ...dates import WorkdayCalendar, in_china
from ...errors import UnknownError
from ...rounding import round_ratio
from .policy import Policy, Target
from .readings import all_clocks
from .tickets import Ticket


@frozen(kw_only=True)
class Rates:
    """What was counted, and the rates in percent, half up to two places, or None."""

    timely: int
    timed: int
    followed_up: int
    done: int
    satisfied: int
    calls: int

    @property
    def timely_rate(self) -> Decimal | None:
        """处理反馈及时率: in time, of those whose clock was met or is late."""
        return percent(self.timely, self.timed)

    @property
    def followed_up_rate(self) -> Decimal | None:
        """回访率: followed up, of those done."""
        return percent(self.followed_up, self.done)

    @property
    def satisfied_rate(self) -> Decimal | None:
        """回访满意率: content, of all follow-up calls."""
        return percent(self.satisfied, self.calls)


def rates(
    tickets: Iterable[Ticket],
    policy: Policy,
    clock: str,
    *,
    at: datetime,
    calendar: WorkdayCalendar | None = None,
) -> Rates:
    """Count tickets as they stood at an instant; ``clock`` is the one that tells timely.

    Raises :class:`~wuye.errors.UnknownError` for a clock that the policy does not have.
    """
    if clock not in {each.name for each in policy.clocks}:
        names = [each.name for each in policy.clocks]
        raise UnknownError("no such clock", clock, f"policy {policy.name}", f"clocks: {names}")
    now = in_china(at)
    seen = [ticket.as_of(now) for ticket in tickets if ticket.at <= now]
    states = [
        reading.state
        for ticket in seen
        for reading in all_clocks(ticket, policy, at=now, calendar=calendar)
        if reading.clock == clock
    ]
    done = [ticket for ticket in seen if ticket.done]
    calls = [event for ticket in seen for event in ticket.events if event.what == "follow-up"]
    return Rates(
        timely=states.count("met"),
        timed=states.count("met") + states.count("late"),
        followed_up=sum(
            any(event.what == "follow-up" for event in ticket.events) for ticket in done
        ),
        done=len(done),
        satisfied=sum((event.satisfaction or 0) >= policy.satisfied_from for event in calls),
        calls=len(calls),
    )


@frozen
class Missed:
    """A target that was not reached (未达标), and by what it was."""

    target: Target
    part: int
    whole: int

    @property
    def rate(self) -> Decimal | None:
        """The rate that was reached, in percent."""
        return percent(self.part, self.whole)


def missed(
    tickets: Iterable[Ticket],
    policy: Policy,
    *,
    at: datetime,
    calendar: WorkdayCalendar | None = None,
) -> tuple[Missed, ...]:
    """The targets of a policy that were not reached; one without a rate is not missed.

    Compared are the counts, not the rounded rates.
    """
    tickets = tuple(tickets)
    found = list[Missed]()
    for target in policy.targets:
        mine = [ticket for ticket in tickets if ticket.kind == target.kind]
        clock = target.clock or policy.clocks[0].name
        counts = rates(mine, policy, clock, at=at, calendar=calendar)
        part, whole = {
            "timely": (counts.timely, counts.timed),
            "followed-up": (counts.followed_up, counts.done),
            "satisfied": (counts.satisfied, counts.calls),
        }[target.rate]
        if part * 100 < target.percent * whole:
            found.append(Missed(target, part, whole))
    return tuple(found)


def percent(part: int, whole: int) -> Decimal | None:
    """A rate in percent, half up to two places; None where the whole is 0."""
    if not whole:
        return None
    digits = tuple(map(int, str(round_ratio(part * 10_000, whole))))
    return Decimal((0, digits, -2))
