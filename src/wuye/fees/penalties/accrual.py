"""Which principal bears penalty, on which days, at which rate.

The day after the due day is day one, unless the clause counts the due day itself for what
was not paid on it.

>>> steps = ((date(2026, 10, 1), 30000), (date(2026, 11, 4), 20000))
>>> terms = PenaltyTerms("0.0003", changes=[(date(2026, 12, 1), "0.0002")])
>>> for s in segments(terms, steps, due=date(2026, 10, 25), day=date(2026, 12, 21)):
...     print(s.days, s.principal, s.rate, s.counted, s.ended)
2026-10-26 to 2026-11-03 300.00 0.0003 9 balance
2026-11-04 to 2026-11-30 200.00 0.0003 27 rate
2026-12-01 to 2026-12-21 200.00 0.0002 21 day
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from attrs import frozen

from ...dates import ONE_DAY, Period
from ...explain import Basis, Expr, Language, Rounded
from ...money import Money
from ...rounding import Rounding
from ...terms import DayCount, PenaltyTerms, whole

END = date.max.toordinal()  # no stretch of days goes beyond it

Steps = Sequence[tuple[date, int]]
Standing = tuple[date, date, int]  # from a day to before another so many fen stand
End = Literal["balance", "rate", "suspension", "day"]

_ENDED: dict[End, tuple[str, str]] = {
    "balance": ("此后本金变动", "then the principal changes"),
    "rate": ("此后费率变动", "then the rate changes"),
    "suspension": ("此后中止计算", "then suspended"),
    "day": ("计至该日", "the day asked for"),
}


@frozen
class Segment:
    """A stretch of days with one principal and one rate.

    ``rate`` is a daily one, in an estimate a yearly one.  ``counted`` is how many days it
    counts: with months of 30 days not as many as it holds.  ``ended`` says what ended it:
    another ``"balance"`` or ``"rate"``, a ``"suspension"`` (``reason`` says which), or the
    ``"day"`` that was asked for.
    """

    days: Period
    principal: Money
    rate: Decimal
    counted: int
    ended: End
    reason: str = ""

    def why(self, basis: Basis, language: Language = "zh") -> str:
        """Write its days, the formula of its part of the penalty, and what ended it."""
        ended = _ENDED[self.ended][language == "en"]
        if language == "en":
            reason = f" ({self.reason})" if self.reason else ""
            return f"{self.days}: {basis.why(language)}; {ended}{reason}"
        reason = f"（{self.reason}）" if self.reason else ""
        return f"{self.days.start} 至 {self.days.last}：{basis.why(language)}；{ended}{reason}"


def segments(terms: PenaltyTerms, steps: Steps, *, due: date, day: date) -> Iterator[Segment]:
    """Give every stretch of days that bears penalty, up to and including ``day``."""
    after = days_after(day)
    cuts = [since for since, _ in terms.changes]
    cuts += [edge for s in terms.suspensions for edge in (s.days.start, s.days.end)]
    for start, end, fen in _bearing(terms, steps, due, after):
        if fen == 0 or fen < terms.minimum.fen:
            continue
        for days in Period(start, end).split(*cuts):
            rate, counted = terms.rate_on(days.start), count(days, terms.day_count)
            if not rate or not counted or _suspended(terms, days.start):
                continue
            reason = _suspended(terms, days.end) if days.end < after else ""
            ended: End = "rate" if days.end < end else "balance"
            ended = "day" if days.end == after else "suspension" if reason else ended
            yield Segment(days, Money.of_fen(fen), rate, counted, ended, reason)


def standing(steps: Steps, first: date, after: date) -> list[Standing]:
    """What stands from ``first`` to before ``after``: an entry for each balance."""
    found: list[Standing] = []
    for (start, fen), (end, _) in pairwise((*steps, (after, 0))):
        _append(found, max(start, first), min(end, after), fen)
    return found


def _append(found: list[Standing], start: date, end: date, fen: int) -> None:
    if start >= end:
        return
    if found and found[-1][1:] == (start, fen):
        start = found.pop()[0]
    found.append((start, end, fen))


def overdue(steps: Steps, *, due: date, day: date) -> int:
    """The most fen that were overdue at one time; caps take their share of it."""
    return max((fen for _, _, fen in standing(steps, days_after(due), days_after(day))), default=0)


def days_after(day: date, days: int = 1) -> date:
    """So many days after a day, up to the end of the calendar."""
    return date.fromordinal(min(day.toordinal() + days, END))


def _suspended(terms: PenaltyTerms, day: date) -> str:
    """Why nothing runs on a day; nothing when it does."""
    return "、".join(s.reason for s in terms.suspensions if day in s.days)


def _bearing(terms: PenaltyTerms, steps: Steps, due: date, after: date) -> list[Standing]:
    """What stands on the days that count.

    Days up to the last on which one may still pay count only for what is open after it.
    """
    over = days_after(due, 1 + terms.grace)
    wait = terms.grace if terms.grace_as == "shift" else 0
    found = standing(steps, days_after(due, wait + (terms.first_day == "after-due")), after)
    late = next((fen for start, end, fen in found if start <= over < end), 0)
    bearing: list[Standing] = []
    for start, end, fen in found:
        _append(bearing, start, min(end, over), min(fen, late))
        _append(bearing, max(start, over), end, fen)
    return bearing


def count(days: Period, convention: DayCount) -> int:
    """Count the days of a stretch; neighbouring stretches add up.

    >>> count(Period(date(2004, 2, 1), date(2004, 3, 1)), "30-day-months")
    30
    """
    if convention == "calendar":
        return days.days
    return _position(days.last) - _position(days.start - ONE_DAY)


def _position(day: date) -> int:
    """The number of a day where every month has 30, its last day being the 30th."""
    last = days_after(day).month != day.month
    return (day.year * 12 + day.month) * 30 + (30 if last else min(day.day, 30))


# -- what the segments come to ----------------------------------------------------------


def principal_days(steps: Steps, due: date, day: date) -> tuple[int, int]:
    """Fen times days after ``due`` up to ``day``, and the most fen on one of them.

    The short way for a plain clause: what its segments come to, without the segments.
    """
    first, after = due.toordinal() + 1, min(day.toordinal() + 1, END)
    total = most = stands = 0
    for since, fen in steps:
        start = since.toordinal()
        if start > first:
            if start >= after:
                break
            total += stands * (start - first)
            if stands > most:  # noqa: PLR1730  (max is a call, and this runs for every debt)
                most = stands
            first = start
        stands = fen
    if stands > most:  # noqa: PLR1730
        most = stands
    return total + stands * (after - first), most


def accrued(parts: Iterable[Segment], rounding: Rounding, one: int) -> int:
    """What segments come to, in fen times ``one``, rounded where the clause rounds them."""
    total = 0
    for part in parts:
        a_day = part.principal.fen * whole(part.rate, one)
        if rounding.each == "day":
            total += rounding.of(a_day, one) * part.counted * one
        elif rounding.each == "segment":
            total += rounding.of(a_day * part.counted, one) * one
        else:
            total += a_day * part.counted
    return total


def times_days(a_day: Expr, days: Expr, rounding: Rounding) -> Expr:
    """The tree of the same: what a day bears, times days, rounded where the clause says."""
    if rounding.each == "day":
        return Rounded(a_day, rounding) * days
    product = a_day * days
    return Rounded(product, rounding) if rounding.each == "segment" else product
