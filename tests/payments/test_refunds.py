"""Refunds of time not served: named conventions, exact to the fen."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye import Money, Period, Rounding
from wuye.errors import InexactError, MoneyError, NotInForceError, PeriodError, RuleError
from wuye.payments.refunds import By, RefundTerms, unserved

FEN = Rounding.fen(each="line")
MAY = Period.month(2021, 5)
YEAR = Period.year(2026)


def refund(paid: str, service: Period, left: Period, by: By = "actual-days") -> str:
    basis = unserved(paid, service, left, by=by, rounding=FEN)
    assert basis.evaluate() == basis.recompute()
    return str(basis.evaluate())


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("actual-days", "686.45"),  # 280 × (2 + 14/31)
        ("thirty-days", "690.67"),  # 280 × (2 + 14/30)
        ("year-days", "688.88"),  # 280 × (2 + 14 × 12/365)
        ("whole-months", "560.00"),
    ],
)
def test_a_year_paid_for_and_ended_on_17_october(by: By, expected: str) -> None:
    assert expected == refund("3360", YEAR, Period(date(2026, 10, 18), YEAR.end), by)


def test_the_working_can_be_checked_on_paper() -> None:
    left = Period(date(2026, 10, 18), YEAR.end)
    basis = unserved(
        "3360", YEAR, left, by="actual-days", rounding=FEN, contract_ended=date(2026, 10, 17)
    )

    assert (
        "3360.00 元 × (2 个月 + 14 天 ÷ 31 天/月) ÷ 12 个月 = 686.451612… 元，四舍五入到分：686.45 元"
        == basis.why()
    )
    assert ["物业服务纠纷解释第3条（2021-01-01）"] == [str(cite) for cite in basis.cites]


def test_a_sale_brings_no_citation_and_an_old_end_no_article_of_later_years() -> None:
    assert () == unserved("1", MAY, MAY, by="actual-days", rounding=FEN).cites
    with pytest.raises(NotInForceError):
        unserved("1", MAY, MAY, by="actual-days", rounding=FEN, contract_ended=date(2020, 12, 31))


def test_a_month_that_was_begun_is_not_refunded_by_whole_months() -> None:
    assert "0.00" == refund("150", MAY, Period(date(2021, 5, 2), MAY.end), "whole-months")
    assert "150.00" == refund("150", MAY, MAY, "whole-months")


def test_thirty_days_of_a_month_of_31_are_all_of_it_and_no_more() -> None:
    assert "150.00" == refund("150", MAY, Period(date(2021, 5, 2), MAY.end), "thirty-days")


def test_months_are_counted_from_the_first_day_of_the_service() -> None:
    service = Period(date(2026, 1, 15), date(2026, 4, 15))

    assert "200.00" == refund("300", service, Period(date(2026, 2, 15), service.end))
    assert "150.00" == refund("300", service, Period(date(2026, 3, 1), service.end))


starts = st.dates(date(2024, 1, 1), date(2026, 12, 31)).filter(lambda day: day.day <= 28)


@given(
    st.integers(1, 10**8),
    starts,
    st.integers(1, 14),
    st.data(),
    st.sampled_from(["actual-days", "thirty-days", "year-days", "whole-months"]),
)
def test_a_refund_is_the_fraction_of_the_days_and_never_above_what_was_paid(
    fen: int, start: date, months: int, data: st.DataObject, by: By
) -> None:
    edges = []
    for number in range(months + 1):
        year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
        edges.append(date(year, month + 1, start.day))
    service = Period(start, edges[-1])
    first = data.draw(st.integers(0, service.days - 1))
    last = data.draw(st.integers(first + 1, service.days))
    left = Period(start + timedelta(first), start + timedelta(last))
    time = Fraction(0)
    for one, other in pairwise(edges):
        days = [one + timedelta(n) for n in range((other - one).days)]
        mine = sum(day in left for day in days)
        if mine == len(days):
            time += 1
        elif by == "actual-days":
            time += Fraction(mine, len(days))
        elif by == "thirty-days":
            time += Fraction(min(mine, 30), 30)
        elif by == "year-days":
            time += Fraction(mine * 12, 365)
    exact = fen * time / months

    found = unserved(Money.of_fen(fen), service, left, by=by, rounding=FEN).evaluate().fen
    assert floor(exact + Fraction(1, 2)) == found <= fen


@pytest.mark.parametrize(
    ("paid", "service", "left", "by", "error"),
    [
        ("0", MAY, MAY, "actual-days", MoneyError),
        (1.5, MAY, MAY, "actual-days", InexactError),
        ("1", Period(date(2021, 5, 1), date(2021, 5, 31)), MAY, "actual-days", PeriodError),
        ("1", MAY, Period(date(2021, 4, 30), date(2021, 5, 2)), "actual-days", PeriodError),
        ("1", MAY, Period(date(2021, 5, 30), date(2021, 6, 2)), "actual-days", PeriodError),
        ("1", MAY, MAY, "weeks", RuleError),
    ],
)
def test_what_cannot_be_refunded_is_refused(
    paid: Any, service: Period, left: Period, by: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        unserved(paid, service, left, by=by, rounding=FEN)


def test_the_terms_of_a_house_are_data() -> None:
    terms = RefundTerms("退款规则", ["no-arrears", "receipt"], ["项目经理"], within=15)

    assert ("no-arrears", "receipt") == terms.missing([])
    assert () == terms.missing(["receipt", "no-arrears", "other"])
    assert date(2026, 11, 18) == terms.pay_by(date(2026, 11, 3))
    assert RefundTerms("x").pay_by(date(2026, 11, 3)) is None
    with pytest.raises(RuleError, match="time limit"):
        RefundTerms("x", within=-1)
