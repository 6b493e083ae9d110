"""Clocks (时限) of tickets: by when something is to happen, and whether it did.

A clock runs from its start until what it waits for, round the clock or in service hours
alone (a calendar of the host knows the holidays), and stands still while the resident is
waited for.  What happens exactly at the due instant is in time.

>>> from ...dates import CHINA
>>> from .policy import Clock
>>> from .tickets import advance, receive
>>> at = datetime(2026, 11, 3, 9, tzinfo=CHINA)
>>> ticket = receive("T-1", kind="repair", category="leak", at=at)
>>> answer = Clock("answer", timedelta(minutes=15), ["respond"])
>>> policy = Policy("x", [answer])
>>> later = at + timedelta(minutes=15)
>>> [clock.state for clock in clocks(advance(ticket, "respond", at=later), policy, at=later)]
['met']
>>> [clock.state for clock in clocks(ticket, policy, at=later + timedelta(seconds=1))]
['late']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

from attrs import evolve, field, frozen

from ...citation import Citation
from ...dates import CHINA, ONE_DAY, WorkdayCalendar, in_china
from ...errors import PeriodError, RuleError
from .policy import Clock, Policy
from .tickets import Event, Ticket
from .transitions import Status, Urgency

State = Literal["running", "paused", "met", "late", "withdrawn"]

_FAR = 60  # days; no holiday is longer
_NEVER = datetime.max.replace(tzinfo=CHINA)


@frozen
class Reading:
    """What a clock of a ticket shows at an instant.

    ``due`` is None while nobody can tell: the resident is waited for, and ``left`` of the
    time remains.  ``stopped`` is when what it waited for happened, or the ticket was
    withdrawn.
    """

    ticket: str
    clock: str
    since: datetime
    due: datetime | None
    stopped: datetime | None
    state: State
    left: timedelta
    cite: Citation | None = field(default=None, repr=False)


def clocks(
    ticket: Ticket, policy: Policy, *, at: datetime, calendar: WorkdayCalendar | None = None
) -> tuple[Reading, ...]:
    """Read the clocks of a ticket at an instant; what came later is not seen.

    A ticket that was reopened has those since then; before it was received it has none.
    Raises :class:`~wuye.errors.RuleError` when a clock in service hours finds no calendar.
    """
    now = in_china(at)
    if now < ticket.at:
        return ()
    ticket = ticket.as_of(now)
    reopened = [number for number, event in enumerate(ticket.events) if event.what == "reopen"]
    first = reopened[-1] + 1 if reopened else 0
    begun = ticket.events[first - 1].at if first else ticket.at
    urgency = evolve(ticket, events=ticket.events[:first]).urgency
    events = ticket.events[first:]
    found = list[Reading]()
    for clock in policy.clocks:
        if clock.kind not in {None, ticket.kind}:
            continue
        since = _start(clock, begun, urgency, events)
        if since is not None:
            found.append(_read(ticket, clock, policy, since, events, now, calendar))
    return tuple(found)


def _start(
    clock: Clock, begun: datetime, urgency: Urgency, events: Sequence[Event]
) -> datetime | None:
    """When a clock began; None if it has not, or is for others."""
    if clock.urgency and clock.urgency != urgency:
        raised = (event.at for event in events if event.urgency == clock.urgency)
        since = next(raised, None)
        if since is None:
            return None
        begun = since
    if clock.since == "received":
        return begun
    return next((event.at for event in events if event.what == "finish"), None)


def _read(
    ticket: Ticket,
    clock: Clock,
    policy: Policy,
    since: datetime,
    events: Sequence[Event],
    now: datetime,
    calendar: WorkdayCalendar | None,
) -> Reading:
    ends = {*clock.until, "finish" if clock.since == "received" else "close", "withdraw"}
    last = next((event for event in events if event.what in ends), None)
    stopped = max(last.at, since) if last else None
    end = stopped or now
    pauses = tuple(_pauses(events))

    def runs() -> Iterator[tuple[datetime, datetime]]:
        return _without(_hours(clock, policy, since, calendar), pauses)

    due = _due(runs(), clock.within)
    state: State
    if due is not None and end > due:
        state = "late"
    elif last:
        state = "withdrawn" if last.what == "withdraw" else "met"
    else:
        state = "paused" if ticket.status is Status.WAITING else "running"
    left = max(clock.within - _elapsed(runs(), end), timedelta(0))
    return Reading(ticket.id, clock.name, since, due, stopped, state, left, clock.cite)


# -- time that counts ---------------------------------------------------------------------


def _pauses(events: Iterable[Event]) -> Iterator[tuple[datetime, datetime]]:
    """From when until when the resident was waited for; without end if nothing came."""
    since: datetime | None = None
    for event in events:
        if event.what == "wait":
            since = event.at
        elif since is not None and event.what == "resume":
            yield since, event.at
            since = None
    if since is not None:
        yield since, _NEVER


def _hours(
    clock: Clock, policy: Policy, since: datetime, calendar: WorkdayCalendar | None
) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of time in which a clock may run, in order."""
    service = policy.service
    if clock.hours == "round-the-clock" or service is None:
        yield since, _NEVER
        return
    if calendar is None:
        raise RuleError(
            "a clock in service hours needs a calendar", None, clock.name, "give calendar=..."
        )
    day, idle = since.date(), 0
    while idle < _FAR:
        idle += 1
        if calendar.is_workday(day):
            idle = 0
            opens, shuts = (
                datetime.combine(day, edge, CHINA) for edge in (service.start, service.end)
            )
            if shuts > since:
                yield max(opens, since), shuts
        day += ONE_DAY
    raise PeriodError("no day is worked", day.isoformat(), "calendar", "check the calendar")


def _without(
    stretches: Iterable[tuple[datetime, datetime]], pauses: Sequence[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    """The stretches without the pauses; none after a pause that never ends."""
    for start, end in stretches:
        begin = start
        for since, until in pauses:
            if since < end and until > begin:
                if begin < since:
                    yield begin, since
                begin = until
        if begin < end:
            yield begin, end
        elif begin == _NEVER:
            return


def _due(stretches: Iterable[tuple[datetime, datetime]], within: timedelta) -> datetime | None:
    """The instant at which the stretches add up to the time given."""
    left = within
    for start, end in stretches:
        if end - start >= left:
            return start + left
        left -= end - start
    return None


def _elapsed(stretches: Iterable[tuple[datetime, datetime]], until: datetime) -> timedelta:
    """How much of the stretches lies before an instant."""
    total = timedelta(0)
    for start, end in stretches:
        if start >= until:
            break
        total += min(end, until) - start
    return total


# -- what to look after --------------------------------------------------------------------


def ending_soon(
    tickets: Iterable[Ticket],
    policy: Policy,
    *,
    at: datetime,
    within: timedelta,
    calendar: WorkdayCalendar | None = None,
) -> tuple[Reading, ...]:
    """The clocks that run and are due by ``within`` from now (即将到期), the next first."""
    return _running(tickets, policy, "running", at, in_china(at) + within, calendar)


def ended(
    tickets: Iterable[Ticket],
    policy: Policy,
    *,
    at: datetime,
    calendar: WorkdayCalendar | None = None,
) -> tuple[Reading, ...]:
    """The clocks that are late and still wait (已超时), the oldest first."""
    return _running(tickets, policy, "late", at, _NEVER, calendar)


def _running(
    tickets: Iterable[Ticket],
    policy: Policy,
    state: State,
    at: datetime,
    by: datetime,
    calendar: WorkdayCalendar | None,
) -> tuple[Reading, ...]:
    found = [
        (reading.due, reading.ticket, reading.clock, reading)
        for ticket in tickets
        for reading in clocks(ticket, policy, at=at, calendar=calendar)
        if reading.state == state and not reading.stopped and reading.due and reading.due <= by
    ]
    return tuple(reading for *_, reading in sorted(found, key=lambda each: each[:3]))


def all_clocks(
    ticket: Ticket, policy: Policy, *, at: datetime, calendar: WorkdayCalendar | None = None
) -> Iterator[Reading]:
    """The clocks of a ticket at an instant, and before it those as they stood when reopened."""
    now = in_china(at)
    for number, event in enumerate(ticket.events):
        if event.what == "reopen" and event.at <= now:
            before = evolve(ticket, events=ticket.events[:number])
            yield from clocks(before, policy, at=event.at, calendar=calendar)
    yield from clocks(ticket, policy, at=now, calendar=calendar)
