"""Odd fen of a shared cost: whose they are by the rule that the contract names."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, cast, get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import OCTOBER, schedule
from strategies import plain
from wuye import Community, Money, Owner, Rounding, Transfer, Unit, fees
from wuye.errors import RuleError
from wuye.fees.tariffs.sharing import Remainder

RULES: tuple[Remainder, ...] = get_args(Remainder)


def shared(
    cost: str,
    areas: list[str],
    remainder: Remainder,
    *,
    sold: bool = False,
    rounding: Rounding | None = None,
) -> fees.Run:
    """Share a cost by area; with ``sold`` every unit changes hands on 17 October."""
    units = [Unit(f"1-{at}", area, Owner(f"O-{at}")) for at, area in enumerate(areas)]
    sales = [Transfer(unit.id, date(2026, 10, 17), Owner(f"N-{unit.id}")) for unit in units]
    item = fees.Item("lift", "电梯电费", fees.Shared(by="area", remainder=remainder))
    plan = evolve(schedule(item), rounding=rounding or Rounding.fen(each="line"))
    run = fees.issue(
        Community("锦苑", units, sales if sold else ()), plan, OCTOBER, costs={"lift": cost}
    )
    for bill in run.bills:
        for line in bill.lines:
            assert line.amount == line.recompute()
    return run


def amounts(run: fees.Run) -> list[str]:
    return [str(bill.total) for bill in run.bills]


@pytest.mark.parametrize(
    ("remainder", "expected"),
    [
        ("largest", ["0.33", "66.67", "133.33", "99.67"]),
        ("first", ["0.34", "66.67", "133.33", "99.66"]),
        ("last", ["0.33", "66.66", "133.33", "99.68"]),
    ],
)
def test_odd_fen_go_to_the_largest_remainders_the_first_or_the_last(
    remainder: Remainder, expected: list[str]
) -> None:
    """300.00 by 0.10, 20.00, 40.00 and 29.90 of 90.00: 0.333…, 66.666…, 133.333…, 99.666…"""
    assert expected == amounts(shared("300.00", ["0.10", "20", "40", "29.90"], remainder))


def test_an_odd_fen_is_told_on_the_bill() -> None:
    *_, before, last = shared("100", ["100", "100", "100"], "last").bills

    assert [
        "100.00 元 × 100.00 ㎡ ÷ 300.00 ㎡ = 33.333333… 元，舍去尾数到分：33.33 元",
        "100.00 元 × 100.00 ㎡ ÷ 300.00 ㎡ = 33.333333… 元，舍去尾数到分，另担余数0.01 元：33.34 元",
    ] == [bill.lines[0].why() for bill in (before, last)]


def test_a_share_stays_whole_fen_where_bills_are_rounded_to_the_yuan() -> None:
    yuan = Rounding.yuan(each="line")

    for remainder in RULES:
        run = shared("100", ["1", "1", "1"], remainder, rounding=yuan)
        sold = shared("100", ["1", "1", "1"], remainder, rounding=yuan, sold=True)

        assert "100.00" == str(run.total) == str(sold.total)
        assert ["33.33", "33.33", "33.34"] == sorted(amounts(run))


@given(
    st.integers(0, 10**9),
    st.lists(st.integers(1, 10**5), min_size=1, max_size=8),
    st.sampled_from(RULES),
)
def test_by_every_rule_the_shares_make_the_cost_sold_or_not(
    fen: int, areas: list[int], remainder: Remainder
) -> None:
    cost, texts = plain(fen, 2), [plain(area, 2) for area in areas]
    whole = shared(cost, texts, remainder)
    parts = shared(cost, texts, remainder, sold=True)

    assert fen == whole.total.fen == parts.total.fen
    for unit, bill in zip(whole.estate.units, whole.bills, strict=True):
        assert bill.total == Money.total(part.total for part in parts.of_unit(unit.id))
    for area, bill in zip(areas, whole.bills, strict=True):
        away = bill.total.fen - Fraction(fen * area, sum(areas))
        assert abs(away) < (len(areas) if remainder == "last" else 1)


@pytest.mark.parametrize("remainder", RULES)
def test_what_is_made_public_adds_up_and_says_whose_the_odd_fen_are(remainder: Remainder) -> None:
    told = fees.disclosure(shared("100", ["1", "1", "1"], remainder), "lift")

    assert "100.00" == str(Money.total(room.amount for room in told.rooms))
    words = {
        "largest": "按最大余数法到分",
        "first": "由前几户各担一分",
        "last": "由末户承担",
    }[remainder]
    assert f"尾差{words}（" in told.text()
    assert (remainder == "largest") == ("largest remainder" in told.text("en"))


def test_an_unknown_rule_is_refused() -> None:
    rule: Any = "middle"

    with pytest.raises(RuleError, match="'largest', 'first', 'last'"):
        fees.Shared(by="area", remainder=cast("Remainder", rule))
