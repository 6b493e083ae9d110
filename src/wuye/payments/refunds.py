"""Refunds (退款) of what was prepaid for a time that is not served.

物业服务纠纷解释 art. 3: when the contract has ended, what was taken in advance for a time
not served is given back.  After a sale the agreement of the parties says who has it.

The amount is what was paid for a period, times the months not served, over the months
paid for; a discount given for paying in advance so stays in proportion.  How the days of
a part month count is named, as for charging (``fees.Proration``); the days *not* served
are counted, so by 30-day months served and refunded days of a month of 31 do not add up.

>>> from datetime import date
>>> may = Period(date(2021, 5, 1), date(2021, 6, 1))
>>> basis = unserved("150.00", may, Period(date(2021, 5, 1), date(2021, 5, 9)),
...                  by="thirty-days", rounding=Rounding.fen(each="line"))
>>> print(basis.why("en"))
150.00 yuan × 8 days ÷ 30 days/month ÷ 1 month = 40.00 yuan
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, get_args

from attrs import field, frozen

from ..dates import Period, a_day, anniversary
from ..errors import MoneyError, PeriodError, RuleError
from ..explain import Basis, Expr, Input, Rounded
from ..law import interpretations
from ..money import Money
from ..rounding import Rounding

#: The values of ``fees.Proration``.
By = Literal["actual-days", "thirty-days", "year-days", "whole-months"]

_PAID, _MONTHS = Input("paid", "yuan"), Input("months", "month")
_TWELVE, _YEAR = Input("months_of_year", "month"), Input("days_of_year", "day")


def unserved(
    paid: Money | str,
    service: Period,
    left: Period,
    *,
    by: By,
    rounding: Rounding,
    contract_ended: date | None = None,
) -> Basis:
    """What is to be refunded of a sum ``paid`` for ``service`` when ``left`` is not served.

    ``service`` is whole months, counted from its first day, and ``left`` lies within it.
    By ``"whole-months"`` a month that was begun is not refunded.  The amount is rounded
    once: :meth:`Basis.evaluate` gives it, :meth:`Basis.why` the working.  When the service
    contract has ended, the day it did brings the citation.

    Raises :class:`~wuye.errors.PeriodError` for other periods,
    :class:`~wuye.errors.MoneyError` for an amount that is not above 0.
    """
    paid = Money(paid)
    if paid.fen <= 0:
        raise MoneyError("a refund is of money paid", str(paid), "refunds.unserved", "above 0")
    if by not in get_args(By):
        raise RuleError("no such proration", by, "refunds.unserved", f"one of {get_args(By)}")
    months = _months(service)
    if left.start < service.start or left.end > service.end:
        raise PeriodError(
            "what is not served lies outside what was paid for",
            str(left),
            "refunds.unserved",
            f"within {service}",
        )
    inputs = {"paid": paid.yuan, "months": Decimal(len(months))}
    terms: list[Expr] = []
    whole = sum(left.start <= month.start and month.end <= left.end for month in months)
    if whole:
        inputs["months_left"] = Decimal(whole)
        terms.append(Input("months_left", "month"))
    for month in months:
        days = (min(month.end, left.end) - max(month.start, left.start)).days
        if 0 < days < month.days and by != "whole-months":
            terms.append(_part(month, days, by, inputs))
    if not terms:
        inputs["months_left"] = Decimal(0)
        terms.append(Input("months_left", "month"))
    time = terms[0]
    for term in terms[1:]:
        time += term
    rounded = Rounded(_PAID * time / _MONTHS, rounding)
    ended = contract_ended
    cites = () if ended is None else (interpretations.cite("property", "3", ended),)
    return Basis(rounded, tuple(inputs.items()), cites)


def _months(service: Period) -> list[Period]:
    """The months of a period, each from the day of the month on which it begins."""
    months: list[Period] = []
    while not months or months[-1].end < service.end:
        start, number = service.start, len(months)
        months.append(Period(anniversary(start, number), anniversary(start, number + 1)))
    if months[-1].end != service.end:
        raise PeriodError(
            "not whole months", str(service), "refunds.unserved", "give what was paid for"
        )
    return months


def _part(month: Period, days: int, by: By, inputs: dict[str, Decimal]) -> Expr:
    """The part of a month that so many of its days make, never more than all of it."""
    place = f"_{month.start:%Y%m%d}"
    if by == "year-days":
        inputs |= {"months_of_year": Decimal(12), "days_of_year": Decimal(365)}
        inputs[f"days{place}"] = Decimal(days)
        return Input(f"days{place}", "day") * _TWELVE / _YEAR
    length = 30 if by == "thirty-days" else month.days
    inputs[f"days{place}"], inputs[f"month_days{place}"] = (
        Decimal(min(days, length)),
        Decimal(length),
    )
    return Input(f"days{place}", "day") / Input(f"month_days{place}", "day/month")


@frozen
class RefundTerms:
    """Under what a house refunds (退款规则): what must be shown, who approves, how soon.

    ``conditions`` are codes of the house, such as ``"no-arrears"``; ``within`` is the days
    from the request in which the money is back, None when nothing was agreed.
    """

    name: str
    conditions: tuple[str, ...] = field(converter=tuple[str, ...], default=())
    approved_by: tuple[str, ...] = field(converter=tuple[str, ...], default=())
    within: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.within is not None and (type(self.within) is not int or self.within < 0):
            raise RuleError(
                "a time limit is whole days, 0 or more", self.within, self.name, "None for no limit"
            )

    def missing(self, shown: Iterable[str]) -> tuple[str, ...]:
        """The conditions that are not met yet.

        >>> RefundTerms("退款规则", ["no-arrears", "receipt"]).missing(["receipt"])
        ('no-arrears',)
        """
        met = set(shown)
        return tuple(condition for condition in self.conditions if condition not in met)

    def pay_by(self, requested: date) -> date | None:
        """The last day on which the money is back in time."""
        if self.within is None:
            return None
        return a_day(requested) + timedelta(days=self.within)
