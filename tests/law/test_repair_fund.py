"""The repair fund: its thresholds from both sides, shares that lose no fen, what it never pays."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import hamilton
from wuye.errors import AllocationError, MoneyError, NotInForceError, UnknownError
from wuye.law import repair_fund
from wuye.law.repair_fund import (
    Stake,
    Use,
    check_balance,
    check_per_sqm,
    check_public_income,
    check_use,
    decide_top_up,
    decide_use,
    first_deposit,
    share,
)
from wuye.law.votes import Tally, Vote
from wuye.money import Money
from wuye.rounding import Mode, Rounding

TODAY = date(2026, 10, 1)
FIRST = "10000.00"


# -- deposits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "per_sqm", "expected"),
    [("93.37", "150.00", "14005.50"), ("100", "85", "8500.00"), ("0.01", "0.5", "0.01")],
)
def test_the_first_deposit_is_area_times_the_local_figure(
    area: str, per_sqm: str, expected: str
) -> None:
    deposit = first_deposit(area, per_sqm, on=TODAY)

    assert (Money(expected), "7") == (deposit.amount, deposit.cite.article)


def test_the_rounding_of_a_deposit_can_be_said() -> None:
    down = Rounding.yuan(each="line", mode=Mode.DOWN)

    assert Money("14005.00") == first_deposit("93.37", "150", on=TODAY, rounding=down).amount


@pytest.mark.parametrize(("area", "per_sqm"), [("0", "150"), ("-1", "150"), ("90", "0")])
def test_no_deposit_on_nothing(area: str, per_sqm: str) -> None:
    with pytest.raises(MoneyError, match="not above 0"):
        first_deposit(area, per_sqm, on=TODAY)


def test_the_rules_begin_in_february_2008() -> None:
    assert first_deposit("90", "150", on=date(2008, 2, 1)).cite.verified
    with pytest.raises(NotInForceError, match="2008-02-01"):
        first_deposit("90", "150", on=date(2008, 1, 31))


@pytest.mark.parametrize(
    ("per_sqm", "fits"),
    [("99.99", False), ("100", True), ("130", True), ("160", True), ("160.01", False)],
)
def test_the_local_figure_is_five_to_eight_percent_of_construction(
    per_sqm: str, fits: bool
) -> None:
    findings = check_per_sqm(per_sqm, "2000", on=TODAY)

    assert ([] if fits else ["repair-fund-standard"]) == [finding.code for finding in findings]
    assert not any(finding.stops for finding in findings)


# -- topping up -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("balance", "warned"),
    [("3000.01", False), ("3000.00", False), ("2999.99", True), ("0.00", True)],
)
def test_the_warning_comes_below_thirty_percent_and_not_at_it(balance: str, warned: bool) -> None:
    findings = check_balance(balance, FIRST, on=TODAY)

    assert (["repair-fund-top-up"] if warned else []) == [finding.code for finding in findings]
    assert not any(finding.stops for finding in findings)


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 10**9))
def test_more_in_the_fund_never_brings_a_warning(balance: int, first: int, more: int) -> None:
    def warned(fen: int) -> bool:
        return bool(check_balance(Money.of_fen(fen), Money.of_fen(first), on=TODAY))

    assert warned(balance + more) <= warned(balance)
    assert (Fraction(balance, first) < Fraction(30, 100)) == warned(balance)


def test_a_balance_needs_a_first_deposit_to_be_held_against() -> None:
    with pytest.raises(MoneyError, match="first deposit"):
        check_balance("0", "0", on=TODAY)


# -- shares -------------------------------------------------------------------------------------------


def test_the_developer_bears_the_share_of_what_is_unsold() -> None:
    stakes = [Stake("1-101", "100"), Stake("1-102", "50", sold=False)]
    sold, unsold = share("100.00", stakes, on=TODAY)

    assert ("fund", Money("66.67"), "18至20") == (sold.payer, sold.amount, sold.cite.article)
    assert ("developer", Money("33.33"), "21") == (unsold.payer, unsold.amount, unsold.cite.article)


@given(
    st.integers(0, 10**10), st.lists(st.tuples(st.integers(1, 10**5), st.booleans()), min_size=1)
)
def test_a_repair_is_shared_by_area_to_the_fen(cost: int, units: list[tuple[int, bool]]) -> None:
    stakes = [Stake(str(i), str(area), sold=sold) for i, (area, sold) in enumerate(units)]
    parts = share(Money.of_fen(cost), stakes, on=TODAY)

    assert hamilton_of(cost, units) == [part.amount.fen for part in parts]
    assert cost == sum(part.amount.fen for part in parts)
    assert [sold for _, sold in units] == [part.payer == "fund" for part in parts]


def hamilton_of(cost: int, units: list[tuple[int, bool]]) -> list[int]:
    return hamilton(cost, [area for area, _ in units])


def test_a_repair_without_units_is_shared_by_nobody() -> None:
    with pytest.raises(AllocationError):
        share("100.00", [], on=TODAY)
    with pytest.raises(MoneyError, match=r"Stake\.area"):
        Stake("1-101", "0")


# -- what it pays -------------------------------------------------------------------------------------


@pytest.mark.parametrize("use", [use for use in Use if use is not Use.AFTER_WARRANTY])
def test_what_others_bear_is_not_paid_from_the_fund(use: Use) -> None:
    (finding,) = check_use(use, on=TODAY)

    assert ("25", True) == (finding.cite.article, finding.stops)
    assert "承担" in finding.says


def test_repairs_after_the_warranty_are_what_it_is_for() -> None:
    assert () == check_use(Use.AFTER_WARRANTY, on=TODAY)


# -- votes --------------------------------------------------------------------------------------------


def cast(agreed: str, heads: int) -> Vote:
    return Vote(Tally("9000", 90), Tally("6000", 60), Tally(agreed, heads))


def test_using_the_fund_takes_more_than_half_of_who_take_part() -> None:
    assert decide_use(cast("3000.01", 31), on=TODAY).passed
    assert ("agreed-area",) == decide_use(cast("3000", 31), on=TODAY).missing
    assert "278-2" == decide_use(cast("3000", 31), on=TODAY).cite.article


def test_topping_it_up_takes_three_quarters_of_who_take_part() -> None:
    assert decide_top_up(cast("4500", 45), on=TODAY).passed
    assert ("agreed-heads",) == decide_top_up(cast("4500", 44), on=TODAY).missing


def test_the_thresholds_printed_in_the_rules_are_displaced() -> None:
    with pytest.raises(NotInForceError, match="民法典第278条"):
        repair_fund.cite("22-1-2", TODAY)


# -- public income --------------------------------------------------------------------------------------


def income(place: str, put_in: str, balance: str = "0.00", whole: str = "1000.00") -> list[str]:
    findings = check_public_income(place, whole, put_in, balance=balance, first=FIRST, on=TODAY)
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("put_in", "balance", "short"),
    [
        ("500.00", "2999.99", False),
        ("499.99", "2999.99", True),
        ("499.99", "3000.00", False),
        ("0.00", "3000.00", False),
    ],
)
def test_in_beijing_half_goes_in_once_the_fund_is_low(
    put_in: str, balance: str, short: bool
) -> None:
    assert (["public-income-to-fund"] if short else []) == income("北京", put_in, balance)
    assert income("北京", put_in, balance) == income("北京市", put_in, balance)


@pytest.mark.parametrize(("put_in", "short"), [("500.01", False), ("500.00", True)])
def test_in_shanghai_more_than_half_goes_in_whatever_is_left(put_in: str, short: bool) -> None:
    for balance in ("0.00", FIRST):
        assert (["public-income-to-fund"] if short else []) == income("上海", put_in, balance)


@pytest.mark.parametrize(
    ("place", "decided", "stops"),
    [
        ("上海", True, []),
        ("上海", False, [True]),
        ("上海", None, [False]),
        ("北京", True, [True]),
        ("北京", None, [True]),
    ],
)
def test_in_shanghai_the_owners_may_decide_on_another_use(
    place: str, decided: bool | None, stops: list[bool]
) -> None:
    findings = check_public_income(
        place, "1000.00", "100.00", balance="0.00", first=FIRST, on=TODAY, owners_decided=decided
    )

    assert stops == [finding.stops for finding in findings]
    assert (place, decided) != ("上海", None) or "业主大会" in findings[0].says


def test_no_income_asks_for_nothing() -> None:
    assert [] == income("上海", "0.00", whole="0.00")
    assert [] == income("北京", "0.00", whole="0.00")


def test_elsewhere_it_is_unknown() -> None:
    with pytest.raises(UnknownError, match="北京, 上海"):
        income("成都", "0.00")
