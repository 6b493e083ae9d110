"""Published calculations of penalties: the library gives the same, or not what is wrong."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from wuye import Money, Period, Rounding, fees
from wuye.bills import BalanceTimeline
from wuye.errors import MoneyError
from wuye.rounding import Mode

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "penalties.toml").read_text("utf-8")
)
DUE = date(2026, 1, 31)


def cases(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES[kind], ids=lambda case: case["id"])


def timeline(principal: str, due: date) -> BalanceTimeline:
    return BalanceTimeline(((due - timedelta(days=30), Money(principal).fen),))


def single(case: dict[str, Any]) -> fees.Penalty:
    caps = [fees.Cap("合同上限", share=case["cap"])] if "cap" in case else []
    mode = Mode(case.get("mode", "half-up"))
    rounding = Rounding.fen(each="line", mode=mode)
    terms = fees.PenaltyTerms(case["daily"], rounding, caps=caps, grace=case.get("grace", 0))
    due = case.get("due", DUE)
    day = case["day"] if "day" in case else due + timedelta(days=case["days"])
    return fees.penalty(terms, timeline(case["principal"], due), due=due, day=day)


def estimate(case: dict[str, Any]) -> fees.Estimate:
    return fees.litigation_estimate(
        timeline(case["principal"], case["due"]),
        due=case["due"],
        day=case["day"],
        rates=[(since, rate) for since, rate in case["rates"]],
        multiplier=case.get("multiplier", 1),
        year=case["year"],
        rounding=Rounding.fen(each=case["each"]),
    )


@cases("single")
def test_one_debt_bears_what_was_published(case: dict[str, Any]) -> None:
    late = single(case)

    assert case["expected"] == str(late.amount) == str(late.basis.recompute())


@cases("series")
def test_several_unpaid_months_bear_what_was_published(case: dict[str, Any]) -> None:
    terms = fees.PenaltyTerms(case["daily"], day_count=case["convention"])
    first = Period.parse(case["first"])
    dues = [first.shift(month).last for month in range(case["months"])]
    late = [
        fees.penalty(terms, timeline(case["monthly"], due), due=due, day=case["day"])
        for due in dues
    ]

    assert case["expected"] == str(Money.total(each.amount for each in late))
    assert case["expected"] == str(Money.total(each.basis.recompute() for each in late))


def test_in_a_series_of_30_day_months_each_bill_bears_30_days_more_than_the_next() -> None:
    case = next(case for case in CASES["series"] if case["id"] == "PE16")
    terms = fees.PenaltyTerms(case["daily"], day_count="30-day-months")
    dues = [Period.parse(case["first"]).shift(month).last for month in range(case["months"])]
    counted = [
        sum(
            segment.counted
            for segment in fees.penalty(
                terms, timeline("237", due), due=due, day=case["day"]
            ).segments
        )
        for due in dues
    ]

    assert (930, 0) == (counted[0], counted[-1])
    assert {30} == {a - b for a, b in pairwise(counted)}


@cases("estimate")
def test_a_yearly_rate_gives_what_was_published(case: dict[str, Any]) -> None:
    loss = estimate(case)

    assert case["expected"] == str(loss.amount) == str(loss.basis.recompute())


@cases("claim")
def test_a_claim_is_the_sum_of_its_lines(case: dict[str, Any]) -> None:
    assert case["expected"] == str(Money.total([Money(case["principal"]), Money(case["penalty"])]))


@cases("wrong")
def test_what_a_page_has_wrong_does_not_come_out(case: dict[str, Any]) -> None:
    """Whatever the mode and the point of rounding, and the days of a year."""
    (kind, like), *_ = [
        (kind, like)
        for kind in ("single", "estimate")
        for like in CASES[kind]
        if like["id"] == case["like"]
    ]
    if kind == "single":
        found = {str(single(like | {"mode": mode.value}).amount) for mode in Mode}
    else:
        found = {
            str(estimate(like | {"year": year, "each": each}).amount)
            for year in (360, 365)
            for each in ("line", "segment", "day")
        }

    assert like["expected"] in found
    assert case["figure"] not in found


def test_a_rate_of_nothing_is_no_clause() -> None:
    """P33 of erikwang2013/property-management-platform has 1000 at 0 for 30 days bear 0.00."""
    with pytest.raises(MoneyError, match="without a clause, no terms"):
        fees.PenaltyTerms("0")
