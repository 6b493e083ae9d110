"""Commission: what the company takes, and whose the rest is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye import Money, Period
from wuye.errors import InexactError, MoneyError, NotInForceError, RuleError
from wuye.trust import Commission, Entry, Fund, settle, settle_fund

END = date(2026, 12, 31)
EIGHT = Commission("received", share="0.08", deficit="owners")


def told(terms: Commission, received: str, spent: str) -> tuple[str, str, str]:
    result = settle(terms, received, spent, on=END)
    return str(result.commission), str(result.surplus), str(result.deficit)


def test_eight_percent_of_what_came_in_leaves_the_owners_their_surplus() -> None:
    assert ("8000.00", "2500.00", "0.00") == told(EIGHT, "100000.00", "89500.00")


@pytest.mark.parametrize(
    ("spent", "surplus", "deficit"),
    [("91999.99", "0.01", "0.00"), ("92000.00", "0.00", "0.00"), ("92000.01", "0.00", "0.01")],
)
def test_the_rest_is_a_surplus_or_a_deficit(spent: str, surplus: str, deficit: str) -> None:
    assert ("8000.00", surplus, deficit) == told(EIGHT, "100000.00", spent)


def test_a_share_of_what_was_spent_and_a_fixed_amount() -> None:
    spent = Commission("spent", share="0.08", deficit="owners")
    fixed = Commission("fixed", amount="6000.00", deficit="owners")

    assert ("7160.00", "3340.00", "0.00") == told(spent, "100000.00", "89500.00")
    assert ("6000.00", "4500.00", "0.00") == told(fixed, "100000.00", "89500.00")


@pytest.mark.parametrize(
    ("bearer", "owners", "company"),
    [
        ("owners", "500.00", "0.00"),
        ("company", "0.00", "500.00"),
    ],
)
def test_a_deficit_is_borne_as_the_contract_says(bearer: str, owners: str, company: str) -> None:
    terms = Commission("received", share="0.08", deficit=bearer)  # type: ignore[arg-type]
    result = settle(terms, "100000.00", "92500.00", on=END)

    assert (owners, company) == (str(result.borne_by("owners")), str(result.borne_by("company")))


def test_it_explains_itself_and_cites() -> None:
    result = settle(EIGHT, "100000.00", "89500.00", on=END)

    assert "100000.00 元 × 0.08 = 8000.00 元" in result.why()
    assert "100000.00 元 − 89500.00 元 − 8000.00 元 = 2500.00 元" in result.why()
    assert ["9", "12"] == [cite.article for cite in result.cites]
    with pytest.raises(NotInForceError):
        settle(EIGHT, "1.00", "0.00", on=date(2003, 1, 1))


def test_an_account_is_settled_by_its_entries_and_what_was_taken_is_no_spending() -> None:
    def entry(number: int, way: str, amount: str, month: int, **more: object) -> Entry:
        given: dict[str, object] = {"way": way, "amount": amount, "purpose": "服务"}
        return Entry(id=str(number), on=date(2026, month, 1), **{**given, **more})  # type: ignore[arg-type]

    fund = Fund("2026", "commission").post(
        entry(1, "in", "100000.00", 1),
        entry(2, "out", "89500.00", 6),
        entry(3, "out", "8000.00", 12, revenue=True),
    )
    result = settle_fund(EIGHT, fund, Period.year(2026))

    assert ("8000.00", "2500.00") == (str(result.commission), str(result.surplus))
    assert result.surplus == fund.balance(END)
    with pytest.raises(RuleError, match="no commission account"):
        settle_fund(EIGHT, Fund("f", "deposits"), Period.year(2026))


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(1, 9999))
def test_commission_is_the_share_half_up_and_all_the_rest_is_told(
    received: int, spent: int, share: int
) -> None:
    terms = Commission("received", share=f"0.{share:04}", deficit="owners")
    result = settle(terms, Money.of_fen(received), Money.of_fen(spent), on=END)
    exact = Fraction(received * share, 10000)

    assert int(exact + Fraction(1, 2)) == result.commission.fen
    assert result.commission == result.basis.recompute()
    assert received == spent + result.commission.fen + result.surplus.fen - result.deficit.fen


@pytest.mark.parametrize(
    "wrong",
    [
        {"of": "received"},
        {"of": "fixed", "share": "0.08"},
        {"of": "received", "share": "0.08", "amount": "1.00"},
        {"of": "sold", "share": "0.08"},
    ],
)
def test_a_commission_is_one_thing(wrong: dict[str, str]) -> None:
    with pytest.raises(RuleError):
        Commission(**wrong, deficit="owners")  # type: ignore[arg-type]


@pytest.mark.parametrize("share", ["0", "1", "8", "-0.08"])
def test_a_share_lies_between_nothing_and_all(share: str) -> None:
    with pytest.raises(MoneyError, match="between 0 and 1"):
        Commission("received", share=share, deficit="owners")


def test_floats_and_amounts_below_nothing_are_refused() -> None:
    with pytest.raises(InexactError):
        Commission("received", share=0.08, deficit="owners")
    with pytest.raises(MoneyError, match="not below 0"):
        settle(EIGHT, "-1.00", "0.00", on=END)
    with pytest.raises(MoneyError, match="amount above 0"):
        Commission("fixed", amount="0.00", deficit="owners")
