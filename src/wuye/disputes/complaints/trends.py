"""What residents complain of, month by month (问题汇总), as columns; and what comes again.

>>> from ...dates import CHINA
>>> from .standards import DEFAULT
>>> from .tickets import receive
>>> days = [datetime(2026, month, 3, tzinfo=CHINA) for month in (10, 11, 11)]
>>> tickets = [
...     receive(f"T-{n}", kind="complaint", category="noise", unit="3-1-502", at=at)
...     for n, at in enumerate(days)
... ]
>>> columns = digest(tickets, DEFAULT, at=days[-1])
>>> columns["month"], columns["count"], columns["change"]
(('2026-10', '2026-11'), (1, 2), (None, 1))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from ...dates import WorkdayCalendar, anniversary, in_china
from ...errors import RuleError
from .indicators import percent
from .policy import Policy
from .readings import all_clocks
from .tickets import Ticket
from .transitions import Status

#: A complaint within so many days of the last about the same counts as a repeat.
REPEAT_DAYS = 30


def repeats(tickets: Iterable[Ticket], *, days: int = REPEAT_DAYS) -> Mapping[str, str]:
    """Tickets that come again (重复投诉): the id of each, and of the one before it.

    It is about the same unit and category, received no more than so many days (of the
    calendar) after the one before.  Withdrawn ones and those about common parts count not.
    """
    if type(days) is not int or days < 0:
        raise RuleError("repeats are counted within days", days, "complaints.repeats", "0 or more")
    last: dict[tuple[str, str], Ticket] = {}
    found: dict[str, str] = {}
    for ticket in sorted(tickets, key=lambda ticket: (ticket.at, ticket.id)):
        if not ticket.unit or ticket.status is Status.WITHDRAWN:
            continue
        before = last.get((ticket.unit, ticket.category))
        if before and ticket.at.date() - before.at.date() <= timedelta(days=days):
            found[ticket.id] = before.id
        last[ticket.unit, ticket.category] = ticket
    return found


def digest(
    tickets: Iterable[Ticket],
    policy: Policy,
    *,
    at: datetime,
    days: int = REPEAT_DAYS,
    calendar: WorkdayCalendar | None = None,
) -> Mapping[str, tuple[object, ...]]:
    """Count tickets by the month they came in and by category, as they stood at an instant.

    One row for every month from the first to the last and every category that ever came:

    - ``month``, ``category``, ``count``;
    - ``share``: of all of the month, in percent, None in a month without any;
    - ``change``: against the month before, None in the first;
    - ``late``: with a clock that ran over, ``repeat``: see :func:`repeats`;
    - ``median_minutes``: whole minutes from receipt to the finish, None if none is done;
    - ``not_ours``: where the cause was found not to be the company's.
    """
    now = in_china(at)
    seen = [ticket.as_of(now) for ticket in tickets if ticket.at <= now]
    again = repeats(seen, days=days)
    late = {
        reading.ticket
        for ticket in seen
        for reading in all_clocks(ticket, policy, at=now, calendar=calendar)
        if reading.state == "late"
    }
    categories = sorted({ticket.category for ticket in seen})
    groups: dict[tuple[str, str], list[Ticket]] = {}
    for ticket in seen:
        groups.setdefault((_month(ticket), ticket.category), []).append(ticket)
    rows = list[tuple[object, ...]]()
    before: Mapping[str, int] = {}
    for month in _months(seen):
        mine = {category: groups.get((month, category), []) for category in categories}
        total = sum(map(len, mine.values()))
        for category, group in mine.items():
            count = len(group)
            rows.append(
                (
                    month,
                    category,
                    count,
                    percent(count, total),
                    count - before[category] if before else None,
                    sum(ticket.id in late for ticket in group),
                    sum(ticket.id in again for ticket in group),
                    _median([t.done - t.at for t in group if t.done]),
                    sum(any(event.not_ours for event in t.events) for t in group),
                )
            )
        before = {category: len(group) for category, group in mine.items()}
    return dict(zip(_COLUMNS, zip(*rows, strict=True) if rows else [()] * 9, strict=True))


_COLUMNS = (
    "month",
    "category",
    "count",
    "share",
    "change",
    "late",
    "repeat",
    "median_minutes",
    "not_ours",
)


def _month(ticket: Ticket) -> str:
    return f"{ticket.at:%Y-%m}"


def _months(tickets: Sequence[Ticket]) -> Iterator[str]:
    """The months from the first ticket to the last, those without any too."""
    if tickets:
        day = min(ticket.at for ticket in tickets).date().replace(day=1)
        last = max(ticket.at for ticket in tickets).date()
        while day <= last:
            yield f"{day:%Y-%m}"
            day = anniversary(day, 1)


def _median(times: Sequence[timedelta]) -> int | None:
    """The median in whole minutes, cut off; of an even number, half of the middle two."""
    if not times:
        return None
    times = sorted(times)
    middle = len(times) // 2
    low = times[middle] if len(times) % 2 else times[middle - 1]
    return (low + times[middle]) // timedelta(minutes=2)
