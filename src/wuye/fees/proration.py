"""Part months (按天折算): how much of a service period has run by a day, in months.

Every part of a period is charged as the running total at its end less that at its
beginning, so owners who follow each other owe together what one would, whatever the fen
and whatever the convention.  Real contracts use several; none is the law everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import reduce
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING

from attrs import evolve

from ..explain import Expr, Input, Rounded, Share
from ..rounding import Rounding

if TYPE_CHECKING:
    from .tariffs.charges import Per

PERIOD_DAYS = Input("period_days", "day")
TWELVE = Input("months_of_year", "month")
YEAR_DAYS = Input("days_of_year", "day")

Inputs = dict[str, Decimal]


class Proration(Enum):
    """How the days of a part month count."""

    ACTUAL_DAYS = "actual-days"  # 按当月实际天数
    THIRTY_DAYS = "thirty-days"  # 每月按30天
    YEAR_DAYS = "year-days"  # 按年费除以365天
    WHOLE_MONTHS = "whole-months"  # 不足一个月按一个月，由月初时的业主承担


def running_total(
    price: Expr,
    per: Per,
    steps: Sequence[date],
    day: date,
    rounding: Rounding,
    proration: Proration,
    *,
    named: str = "",
) -> tuple[Expr, Inputs]:
    """What a price comes to from the start of a service period until ``day``.

    ``steps`` are the days on which the months of the period begin, and its end.  Gives
    the tree and the inputs that it adds, their names ending in ``named``.
    """
    if per == "period":
        return _of_period(price, steps, day, rounding, named)
    if per == "day":
        return _of_days(price, steps, day, rounding, named)
    return _of_months(price, steps, day, rounding, proration, named)


def _of_days(
    price: Expr, steps: Sequence[date], day: date, rounding: Rounding, named: str
) -> tuple[Expr, Inputs]:
    """What a price a day comes to; rounded each month, months of one length stand together."""
    lengths = [(min(end, day) - start).days for start, end in pairwise(steps) if start < day]
    often = Counter(lengths if rounding.each == "month" else [sum(lengths)])
    parts: list[Expr] = []
    inputs: Inputs = {}
    for number, (length, times) in enumerate(often.items(), 1):
        at = f"_{number}{named}" if len(often) > 1 else named
        days, months = Input(f"days{at}", "day"), Input(f"months{at}", "month")
        inputs[days.name] = Decimal(length)
        part: Expr = Rounded(price * days, rounding)
        if times > 1:
            inputs[months.name] = Decimal(times)
            part *= months
        parts.append(part)
    return reduce(add, parts), inputs


def _of_months(
    price: Expr,
    steps: Sequence[date],
    day: date,
    rounding: Rounding,
    proration: Proration,
    named: str,
) -> tuple[Expr, Inputs]:
    months = sum(step <= day for step in steps) - 1
    days = (day - steps[months]).days
    if days and proration is Proration.WHOLE_MONTHS:
        months, days = months + 1, 0
    whole, part = Input(f"months{named}", "month"), Input(f"days{named}", "day")
    inputs: Inputs = {whole.name: Decimal(months)} if months else {}
    if not days:
        return _times(price, whole, rounding), inputs
    length = (steps[months + 1] - steps[months]).days
    inputs[part.name] = Decimal(days)
    if proration is Proration.YEAR_DAYS:
        fraction = part * TWELVE / YEAR_DAYS
        inputs |= {TWELVE.name: Decimal(12), YEAR_DAYS.name: Decimal(365)}
    else:
        thirty = proration is Proration.THIRTY_DAYS
        of = Input(f"month_days{named}", "day/month")
        fraction = part / of
        inputs[of.name] = Decimal(30 if thirty else length)
    if not months:
        return Rounded(price * fraction, rounding), inputs
    if rounding.each == "month":
        rest = Rounded(price * fraction, rounding)
        return _times(price, whole, rounding) + rest, inputs
    return Rounded(price * (whole + fraction), rounding), inputs


def _times(price: Expr, months: Input, rounding: Rounding) -> Expr:
    if rounding.each == "month":
        return Rounded(price, rounding) * months
    return Rounded(price * months, rounding)


def _of_period(
    amount: Expr, steps: Sequence[date], day: date, rounding: Rounding, named: str
) -> tuple[Expr, Inputs]:
    """What an amount for the whole period comes to by ``day``, by the actual days.

    A share of a cost is whole fen, and so are its parts.
    """
    if isinstance(amount, Share):
        rounding = evolve(rounding, unit=1)
    if day == steps[-1]:
        return (amount if isinstance(amount, Share) else Rounded(amount, rounding)), {}
    days = Input(f"days{named}", "day")
    inputs = {
        days.name: Decimal((day - steps[0]).days),
        PERIOD_DAYS.name: Decimal((steps[-1] - steps[0]).days),
    }
    return Rounded(amount * days / PERIOD_DAYS, rounding), inputs
