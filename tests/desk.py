"""Tickets for the tests: instants of November 2026 in China, and holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from attrs import frozen

from wuye.dates import CHINA
from wuye.disputes import complaints
from wuye.disputes.complaints import Clock, Policy, Reading, Ticket

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TICK = timedelta(microseconds=1)
START = datetime(2026, 11, 3, 9, tzinfo=CHINA)  # a Tuesday


def at(day: int = 3, hour: int = 9, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


def ticket(*steps: tuple[str, datetime], **facts: Any) -> Ticket:
    """A repair in 3-1-502, unless told otherwise, with events that tell nothing more."""
    told: dict[str, Any] = {"kind": "repair", "category": "leak", "unit": "3-1-502", "at": START}
    told |= facts
    opened = complaints.receive(told.pop("id", "T-1"), **told)
    for what, when in steps:
        more: dict[str, Any] = {"assign": {"person": "S-3"}, "raise": {"urgency": "priority"}}
        opened = complaints.advance(opened, what, at=when, **more.get(what, {}))  # type: ignore[arg-type]
    return opened


def only(clock: Clock, **more: Any) -> Policy:
    return Policy("x", [clock], **more)


def read(of: Ticket, clock: Clock, when: datetime, **more: Any) -> Reading:
    """The one reading of one clock; ``calendar`` and the hours of service in ``more``."""
    calendar = more.pop("calendar", None)
    (reading,) = complaints.clocks(of, only(clock, **more), at=when, calendar=calendar)
    return reading


@frozen
class Workdays:
    """Weekdays but for some holidays, and weekends that are worked for them (调休)."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < 5 and day not in self.off)
