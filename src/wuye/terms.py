"""The penalty clause of a contract (违约金条款), as data.

Without a clause there is no penalty (民法典 585-1), so nothing here has a rate of its own.

>>> terms = PenaltyTerms(
...     "0.0005",
...     changes=[(date(2027, 1, 1), "0.0003")],
...     caps=[Cap("本金的30%", share="0.3")],
... )
>>> terms.rate_on(date(2026, 12, 31)), terms.rate_on(date(2027, 1, 1))
(Decimal('0.0005'), Decimal('0.0003'))
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from attrs import Factory, field, frozen

from .citation import Citation
from .dates import Period, a_day
from .errors import MoneyError, PeriodError, RuleError, one_of
from .money import Money, exact, scaled
from .rounding import Rounding

_LONGEST_GRACE = 3660  # ten years; more is a slip of the pen

Grace = Literal["shift", "threshold"]
Start = Literal["after-due", "due"]
DayCount = Literal["calendar", "30-day-months"]


def _share(value: object) -> Decimal | None:
    share = None if value is None else exact(value, place="Cap.share")
    if share is not None and (share.is_signed() or share.is_zero()):
        raise MoneyError("a share is above 0", str(share), "Cap.share", 'for 30 % write "0.3"')
    return share


def _limit(value: Money | str | None) -> Money | None:
    limit = None if value is None else Money(value)
    if limit is not None and limit.fen <= 0:
        raise MoneyError("a cap is above 0", str(limit), "Cap.amount", "give what may be charged")
    return limit


@frozen
class Cap:
    """The most a penalty may come to (违约金上限): a share of the principal, or an amount.

    The share is of the most principal that was overdue at one time, so paying late does
    not lower it; a share of 1 keeps the penalty from rising above the principal.  ``name``
    is what the explanation calls it.  No cap of law is built in: a host that knows of one
    passes it with its source in ``cite``.
    """

    name: str
    share: Decimal | None = field(default=None, converter=_share, kw_only=True)
    amount: Money | None = field(default=None, converter=_limit, kw_only=True)
    cite: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.share is None) == (self.amount is None) or not self.name:
            raise RuleError(
                "a cap has a name, and either a share or an amount",
                self.name,
                "Cap",
                'write Cap("本金的30%", share="0.3") or Cap("封顶", amount="500.00")',
            )


@frozen
class Suspension:
    """Days on which no penalty runs (中止计算), and why: a court's order, an agreement.

    A dispute suspends by a hold of its own.
    """

    days: Period
    reason: str

    def __attrs_post_init__(self) -> None:
        if not self.reason:
            raise RuleError("a suspension says why", str(self.days), "Suspension", "give a reason")


@frozen
class Scale:
    """The numbers of a clause as whole numbers over ``one``, to compute fen with.

    ``daily`` is the first rate, ``share`` and ``amount`` the lowest caps.  A ``plain``
    clause has one rate for every calendar day after the due day and rounds once.
    """

    one: int
    daily: int
    share: int | None
    amount: int | None
    plain: bool


def _daily(value: object) -> Decimal:
    rate = exact(value, place="PenaltyTerms.daily")
    if not 0 < rate < 1:
        raise MoneyError(
            "a daily penalty rate lies between 0 and 1",
            str(rate),
            "PenaltyTerms.daily",
            'for three in ten thousand (万分之三) write "0.0003"; without a clause, no terms',
        )
    return rate


def _changes(value: Iterable[tuple[date, object]]) -> tuple[tuple[date, Decimal], ...]:
    place = "PenaltyTerms.changes"
    changes = tuple((a_day(day), exact(rate, place=place)) for day, rate in value)
    if any(b <= a for (a, _), (b, _) in pairwise(changes)):
        days = [day.isoformat() for day, _ in changes]
        raise RuleError("the days of the changes must rise strictly", days, place, "earliest first")
    wrong = [str(rate) for _, rate in changes if not 0 <= rate < 1]
    if wrong:
        raise MoneyError(
            "a daily penalty rate lies below 1 and not below 0",
            wrong,
            place,
            "0 ends the penalty from its day on",
        )
    return changes


def _scale(terms: PenaltyTerms) -> Scale:
    shares = [cap.share for cap in terms.caps if cap.share is not None]
    amounts = [cap.amount.fen for cap in terms.caps if cap.amount is not None]
    one = max(scaled(value)[1] for value in [terms.daily, *dict(terms.changes).values(), *shares])
    return Scale(
        one,
        whole(terms.daily, one),
        min((whole(share, one) for share in shares), default=None),
        min(amounts) * one if amounts else None,
        not (terms.changes or terms.grace or terms.suspensions or terms.minimum)
        and (terms.first_day, terms.day_count) == ("after-due", "calendar")
        and terms.rounding.each not in {"segment", "day"},
    )


@frozen
class PenaltyTerms:
    """The penalty clause (违约金条款) of the contract; without a clause there is no penalty.

    ``daily`` is the rate on unpaid principal for each day after the due day, the day of
    payment included; ``changes`` are later rates, each from its day on.  The penalty never
    bears penalty.

    ``rounding`` rounds the penalty once (``each="line"``).  ``each="segment"`` rounds every
    stretch of days with one principal and rate, ``each="day"`` every day: half-up this
    charges more than the clause gives, and is for contracts that say so.

    ``grace`` days (宽限期) after the due day either shift it (``"shift"``: what is late counts
    from the end of grace) or are a threshold (``"threshold"``: what is paid within them
    bears nothing, what is not bears from the first day).  ``first_day`` says whether the due
    day itself counts, for what is not paid on it.  On days on which less than ``minimum``
    of a line is open nothing runs.  ``day_count`` counts calendar days, or months of 30
    days each (the last day of every month is its 30th).
    """

    daily: Decimal = field(converter=_daily)
    rounding: Rounding = Rounding.fen(each="line")
    changes: tuple[tuple[date, Decimal], ...] = field(default=(), converter=_changes, kw_only=True)
    grace: int = field(default=0, kw_only=True)
    grace_as: Grace = field(default="shift", validator=one_of("shift", "threshold"), kw_only=True)
    caps: tuple[Cap, ...] = field(default=(), converter=tuple[Cap, ...], kw_only=True)
    suspensions: tuple[Suspension, ...] = field(
        default=(), converter=tuple[Suspension, ...], kw_only=True
    )
    minimum: Money = field(default=Money("0"), converter=Money, kw_only=True)
    first_day: Start = field(
        default="after-due", validator=one_of("after-due", "due"), kw_only=True
    )
    day_count: DayCount = field(
        default="calendar", validator=one_of("calendar", "30-day-months"), kw_only=True
    )
    scale: Scale = field(
        init=False,
        eq=False,
        repr=False,
        default=Factory(_scale, takes_self=True),
    )

    def __attrs_post_init__(self) -> None:
        if type(self.grace) is not int or not 0 <= self.grace <= _LONGEST_GRACE:
            raise PeriodError(
                "grace is a number of days",
                self.grace,
                "PenaltyTerms.grace",
                f"give 0 to {_LONGEST_GRACE}",
            )
        if self.minimum.fen < 0:
            raise MoneyError(
                "a minimum is not below 0", str(self.minimum), "PenaltyTerms.minimum", "give 0"
            )

    def rate_on(self, day: date) -> Decimal:
        """The daily rate in force on a day."""
        return [self.daily, *(rate for since, rate in self.changes if since <= day)][-1]


def whole(value: Decimal, one: int) -> int:
    """A number as so many parts of ``one``, a power of ten it has no more places than."""
    number, power = scaled(value)
    return number * (one // power)
