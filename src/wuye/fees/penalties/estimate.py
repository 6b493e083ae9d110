"""An estimate of the loss that late money causes, for a suit (逾期付款损失估算).

Where a contract has no clause, or one that a court may reduce, the loss is commonly
counted at LPR (贷款市场报价利率) times a multiple.  No law says so: an estimate is shown
beside the penalty and never posted.  :func:`wuye.law.penalty_review.review` sets both
side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Literal

from attrs import field, frozen

from ...bills import BalanceTimeline
from ...citation import Citation, Dated
from ...dates import Period, a_day
from ...errors import MoneyError, one_of
from ...explain import Basis, Expr, Input, Language, Rounded
from ...law import civil_code
from ...money import Money, exact
from ...rounding import Rounding
from .accrual import End, Segment, days_after, standing, times_days

Number = Decimal | int | str
Year = Literal[360, 365]

_ESTIMATE = ("（估算，不入账）", " (an estimate, never posted)")


@frozen
class Estimate:
    """A loss estimated at yearly rates; it is marked as one and is nothing to post.

    ``segments`` have a new one from every day of the table of rates on, the rate being
    the same or not; ``year`` is how many days a year counts.
    """

    segments: tuple[Segment, ...]
    multiplier: Decimal
    year: Year = field(validator=one_of(360, 365))
    rounding: Rounding
    cites: tuple[Citation, ...]

    @property
    def amount(self) -> Money:
        """The estimate, rounded as asked for."""
        return self.basis.evaluate()

    @property
    def basis(self) -> Basis:
        """The segments as one expression tree; an estimate without segments is 0.00."""
        parts = [self._part(i, segment) for i, segment in enumerate(self.segments, 1)]
        inputs = dict(pair for _, given in parts for pair in given) or {"principal": Decimal(0)}
        expr = reduce(add, [expr for expr, _ in parts] or [Input("principal", "yuan")])
        return Basis(Rounded(expr, self.rounding), tuple(inputs.items()), self.cites)

    def why(self, language: Language = "zh") -> str:
        """Write the calculation in one line, marked as an estimate."""
        return self.basis.why(language) + _ESTIMATE[language == "en"]

    def details(self, language: Language = "zh") -> str:
        """Write a line for each segment, exactly, and the whole below them."""
        lines = [segment.why(Basis(*self._part(1, segment)), language) for segment in self.segments]
        return "\n".join([*lines, self.why(language)])

    def _part(self, i: int, segment: Segment) -> tuple[Expr, tuple[tuple[str, Decimal], ...]]:
        principal, days = Input(f"principal_{i}", "yuan"), Input(f"days_{i}", "day")
        rate, year = Input(f"rate_{i}", "per-year"), Input("year", "day/year")
        yearly: Expr = principal * rate
        inputs = [
            (principal.name, exact(segment.principal.yuan, place=principal.name)),
            (rate.name, segment.rate),
            (days.name, Decimal(segment.counted)),
            (year.name, Decimal(self.year)),
        ]
        if self.multiplier != 1:
            multiplier = Input("multiplier")
            yearly = yearly * multiplier
            inputs.append((multiplier.name, self.multiplier))
        return times_days(yearly / year, days, self.rounding), tuple(inputs)


def litigation_estimate(
    timeline: BalanceTimeline,
    *,
    due: date,
    day: date,
    rates: Iterable[tuple[date, Number]],
    rounding: Rounding,
    multiplier: Number = 1,
    year: Year = 365,
) -> Estimate:
    """Estimate the loss on a debt due on ``due``, up to and including ``day``.

    ``rates`` are yearly, each from its day on; the host keeps the table.  Simple interest:
    nothing bears interest on interest.  Raises :class:`~wuye.errors.NotInForceError` for
    days before the first rate.

    >>> owed = BalanceTimeline(((date(2022, 1, 1), 1000000),))
    >>> loss = litigation_estimate(
    ...     owed,
    ...     due=date(2022, 8, 21),
    ...     day=date(2023, 8, 21),
    ...     rates=[(date(2022, 8, 22), "0.0365")],
    ...     multiplier="1.3",
    ...     rounding=Rounding.fen(each="line"),
    ... )
    >>> print(loss.why("en"))
    10000.00 yuan × 0.0365 a year × 1.3 ÷ 365 days/year × 365 days = 474.50 yuan (an estimate, never posted)
    """
    table = Dated("LPR", tuple((a_day(since), _above_0(rate, "LPR")) for since, rate in rates))
    changes = [since for since, _ in table.steps]
    first, after = days_after(due), days_after(day)
    found: list[Segment] = []
    for start, end, fen in standing(timeline.steps, first, after):
        for days in Period(start, end).split(*changes) if fen else ():
            ended: End = "rate" if days.end < end else "day" if end == after else "balance"
            rate = table.on(days.start)
            found.append(Segment(days, Money.of_fen(fen), rate, days.days, ended))
    cites = tuple(civil_code.cite(number, civil_code.SOURCE.since) for number in ("583", "584"))
    return Estimate(tuple(found), _above_0(multiplier, "multiplier"), year, rounding, cites)


def _above_0(value: Number, place: str) -> Decimal:
    number = exact(value, place=place)
    if number.is_signed() or number.is_zero():
        raise MoneyError("not above 0", str(number), place, "leave out what there is none of")
    return number
