"""Part months (按天折算): how much of a service period has run by a day, in months.

Every part of a period is charged as the running total at its end less that at its
beginning, so owners who follow each other owe together what one would, whatever the fen
and whatever the convention.  Real contracts use several; none is the law everywhere.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum

from ..dates import Period, anniversary
from ..explain import Expr, Input, Rounded, Share
from ..rounding import Rounding

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
    service: Period,
    day: date,
    rounding: Rounding,
    proration: Proration,
    *,
    named: str = "",
) -> tuple[Expr, Inputs]:
    """What a price per month comes to from the start of ``service`` until ``day``.

    ``service`` is whole calendar months.  Gives the tree and the inputs that it adds,
    their names ending in ``named``.
    """
    months = 0
    while anniversary(service.start, months + 1) <= day:
        months += 1
    begun = anniversary(service.start, months)
    days = (day - begun).days
    if days and proration is Proration.WHOLE_MONTHS:
        months, days = months + 1, 0
    whole, part = Input(f"months{named}", "month"), Input(f"days{named}", "day")
    inputs: Inputs = {whole.name: Decimal(months)} if months else {}
    if not days:
        return _times(price, whole, rounding), inputs
    length = (anniversary(begun, 1) - begun).days
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


def part_of_share(
    share: Share, service: Period, day: date, rounding: Rounding, *, named: str = ""
) -> tuple[Expr, Inputs]:
    """What a share of a period's cost comes to by ``day``, by the actual days."""
    if day == service.end:
        return share, {}
    days = Input(f"days{named}", "day")
    inputs = {
        days.name: Decimal((day - service.start).days),
        PERIOD_DAYS.name: Decimal(service.days),
    }
    return Rounded(share * days / PERIOD_DAYS, rounding), inputs
