"""Days, half-open periods and due days.

A period holds its first day and not its end, so neighbouring periods neither overlap
nor leave a gap.  Steps in months always go from the anchor, never from the last step:
31 January + 1 month is 28 February, + 2 months is 31 March.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise, starmap
from typing import Literal, Protocol

from attrs import field, frozen

from .errors import PeriodError, RuleError, one_of

ONE_DAY = timedelta(days=1)
#: China keeps one time the year round, so no time-zone database is asked.
CHINA = timezone(timedelta(hours=8))


def anniversary(anchor: date, months: int) -> date:
    """Step whole months from ``anchor``; a day that does not exist becomes month-end.

    >>> anniversary(date(2024, 1, 31), 1), anniversary(date(2024, 1, 31), 2)
    (datetime.date(2024, 2, 29), datetime.date(2024, 3, 31))
    """
    from dateutil.relativedelta import relativedelta

    return anchor + relativedelta(months=months)


def months_between(first: date, later: date) -> int:
    """How many calendar months lie between the months of two days, whatever the days.

    >>> months_between(date(2019, 3, 15), date(2026, 3, 1)), months_between(
    ...     date(2026, 1, 31), date(2026, 2, 1)
    ... )
    (84, 1)
    """
    return 12 * (later.year - first.year) + later.month - first.month


def parse_day(text: str) -> date:
    """Read ``YYYY-MM-DD`` and nothing else."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise PeriodError("no such day", text, "day", "write YYYY-MM-DD, such as 2026-10-25")


def a_day(value: object) -> date:
    """Take a day; a text, or an instant with hours, is not one."""
    if type(value) is not date:
        raise PeriodError("not a day", value, "day", "give a datetime.date")
    return value


def in_china(value: datetime) -> datetime:
    """Take an aware instant to Chinese time; a naive one is refused.

    >>> in_china(datetime.fromisoformat("2026-10-01T18:30+00:00")).isoformat()
    '2026-10-02T02:30:00+08:00'
    """
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise PeriodError(
            "an instant needs its offset from UTC",
            str(value),
            "at",
            "give an aware datetime, such as one with tzinfo=dates.CHINA",
        )
    return value.astimezone(CHINA)


@frozen(order=True)
class Period:
    """A half-open stretch of days ``[start, end)``.

    >>> october = Period.month(2026, 10)
    >>> october.days, date(2026, 10, 31) in october, october.end in october
    (31, True, False)
    """

    start: date = field(converter=a_day)
    end: date = field(converter=a_day)

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            raise PeriodError(
                "a period must end after it starts",
                f"{self.start} to {self.end}",
                "Period",
                "give the first day and the day after the last",
            )

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One calendar month."""
        try:
            start = date(year, month, 1)
            return cls(start, anniversary(start, 1))
        except (ValueError, OverflowError):
            raise PeriodError(
                "no such month", f"{year}-{month}", "Period.month", "from 1-1 to 9999-11"
            ) from None

    @classmethod
    def year(cls, year: int) -> Period:
        """One calendar year."""
        return cls(cls.month(year, 1).start, cls.month(year, 12).end)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a month written ``YYYY-MM``.

        >>> Period.parse("2026-10") == Period.month(2026, 10)
        True
        """
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", text, re.ASCII):
            raise PeriodError("no such month", text, "month", "write YYYY-MM, such as 2026-10")
        return cls.month(int(text[:4]), int(text[5:]))

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day it holds."""
        return self.end - ONE_DAY

    def shift(self, months: int) -> Period:
        """The period as many whole months later (earlier when negative)."""
        return Period(anniversary(self.start, months), anniversary(self.end, months))

    def split(self, *cuts: date) -> Iterator[Period]:
        """Cut the period at the days that fall inside it."""
        inside = sorted({cut for cut in cuts if self.start < cut < self.end})
        edges = [self.start, *inside, self.end]
        return starmap(Period, pairwise(edges))

    def overlaps(self, other: Period) -> bool:
        """Whether they have a day in common."""
        return self.start < other.end and other.start < self.end

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __str__(self) -> str:
        return f"{self.start} to {self.last}"


class WorkdayCalendar(Protocol):
    """A calendar that knows holidays, and the weekends that are worked for them (调休)."""

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked."""
        ...


Roll = Literal["none", "next", "previous"]
_FAR = 60  # days; no holiday is longer


def _rolled(day: date, roll: Roll, calendar: WorkdayCalendar | None) -> date:
    """Move a day that is not worked, if the rule moves it at all."""
    if roll == "none":
        return day
    if calendar is None:
        raise RuleError(
            "a due day that moves off holidays needs a calendar",
            day.isoformat(),
            f"roll={roll}",
            "give calendar=..., or roll='none'",
        )
    step = ONE_DAY if roll == "next" else -ONE_DAY
    for away in range(_FAR):
        if calendar.is_workday(day + away * step):
            return day + away * step
    raise PeriodError("no day is worked", day.isoformat(), "calendar", "check the calendar")


@frozen
class DueDay:
    """The day of the month by which a bill is to be paid (缴费截止日).

    ``months`` after the month in which the bill's period begins; a day past the end of a
    short month means its last day.  ``roll`` moves a day that is not worked to the next or
    the previous one that is, by the host's calendar.  The law moves the last day of a term
    to the day after the holiday (民法典 203); whether the contract does is for it to say.

    >>> DueDay(31).of(Period.month(2026, 2)), DueDay(10, months=1).of(Period.month(2026, 12))
    (datetime.date(2026, 2, 28), datetime.date(2027, 1, 10))
    """

    day: int
    months: int = field(default=0, kw_only=True)
    roll: Roll = field(default="none", validator=one_of("none", "next", "previous"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if type(self.day) is not int or not 1 <= self.day <= 31:
            raise PeriodError("no such day of the month", self.day, "DueDay", "give 1 to 31")
        if type(self.months) is not int or not 0 <= self.months <= 12:
            raise PeriodError("not so many months later", self.months, "DueDay", "give 0 to 12")

    def of(self, period: Period, calendar: WorkdayCalendar | None = None) -> date:
        """The due day of a bill for ``period``.

        Raises :class:`~wuye.errors.RuleError` when it rolls and there is no calendar.
        """
        first = anniversary(period.start.replace(day=1), self.months)
        day = min(first + timedelta(days=self.day - 1), anniversary(first, 1) - ONE_DAY)
        return _rolled(day, self.roll, calendar)


@frozen
class DueAfter:
    """So many days after delivery (送达后若干日内): how supplements fall due.

    The day of delivery does not count (民法典 201).

    >>> DueAfter(15).of(date(2026, 12, 20))
    datetime.date(2027, 1, 4)
    """

    days: int
    roll: Roll = field(default="none", validator=one_of("none", "next", "previous"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if type(self.days) is not int or not 1 <= self.days <= 366:
            raise PeriodError("not so many days", self.days, "DueAfter", "give 1 to 366")

    def of(self, delivered: date, calendar: WorkdayCalendar | None = None) -> date:
        """The due day of what was delivered on a day.

        Raises :class:`~wuye.errors.RuleError` when it rolls and there is no calendar.
        """
        return _rolled(a_day(delivered) + timedelta(days=self.days), self.roll, calendar)
