"""Penalty review: the contract's figure, the yardstick, the thirty per cent."""

from __future__ import annotations

import inspect
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.dates import Period
from wuye.errors import (
    ExceedsError,
    InexactError,
    MoneyError,
    NotInForceError,
    PeriodError,
    RuleError,
)
from wuye.law import penalty_review
from wuye.law.penalty_review import Adjudged, Review, annualised, doubled_interest, review
from wuye.money import Money
from wuye.rounding import Rounding

TODAY = date(2026, 10, 1)
FEN = Rounding.fen(each="line")
YEAR = Period(date(2025, 10, 1), date(2026, 10, 1))
FLAT = [(date(2025, 5, 20), "0.03")]


def seen(daily: str | None, multiple: str = "1.3", principal: str = "3000.00") -> Review:
    return review(
        [(YEAR, principal)], daily=daily, rates=FLAT, rounding=FEN, multiple=multiple, on=TODAY
    )


def codes(found: Review) -> list[str]:
    return [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    ("daily", "annual"), [("0.003", "1.095"), ("0.001", "0.365"), ("0.0005", "0.1825")]
)
def test_a_daily_rate_a_year_long(daily: str, annual: str) -> None:
    assert Decimal(annual) == annualised(daily)


@pytest.mark.parametrize(("daily", "penalty"), [("0.003", "3285.00"), ("0.0005", "547.50")])
def test_the_contract_and_the_yardstick_stand_side_by_side(daily: str, penalty: str) -> None:
    found = seen(daily)

    assert [Money(penalty), Money("90.00"), Money("117.00")] == [
        found.contractual,
        found.loss,
        found.supportable,
    ]
    assert ["generally-too-high"] == codes(found)


def test_without_a_clause_there_is_no_penalty() -> None:
    found = seen(None)

    assert (Money("0.00"), None) == (found.contractual, found.annual)
    assert Money("90.00") == found.loss
    assert [("no-penalty-clause", True, "585-1")] == [
        (finding.code, finding.stops, finding.cite.article) for finding in found.findings
    ]


def test_exactly_thirty_per_cent_above_the_loss_is_not_too_high() -> None:
    """1.3 times 7.3 % a year is 0.026 % a day, to the last digit."""
    at = [(date(2025, 1, 1), "0.073")]
    just = review([(YEAR, "3000.00")], daily="0.00026", rates=at, rounding=FEN, on=TODAY)
    over = review([(YEAR, "3000.00")], daily="0.000260000001", rates=at, rounding=FEN, on=TODAY)

    assert [] == codes(just)
    assert ["generally-too-high"] == codes(over)
    assert just.contractual == over.contractual == Money("284.70")


def test_too_high_is_a_thing_to_look_at_and_does_not_stop_the_bill() -> None:
    (finding,) = seen("0.003").findings

    assert ("65-2", False) == (finding.cite.article, finding.stops)
    assert "依请求" in finding.says


def test_another_multiple_moves_the_yardstick_and_not_the_thirty_per_cent() -> None:
    found = seen("0.0005", multiple="10")

    assert Money("900.00") == found.supportable
    assert ["generally-too-high"] == codes(found)


def test_a_change_of_rate_cuts_the_days() -> None:
    rates = [(date(2025, 5, 20), "0.03"), (date(2026, 4, 1), "0.02")]
    found = review([(YEAR, "3000.00")], daily=None, rates=rates, rounding=FEN, on=TODAY)

    assert [(182, Decimal("0.03")), (183, Decimal("0.02"))] == [
        (part.days.days, part.rate) for part in found.segments
    ]
    assert Money("74.96") == found.loss  # 3000 × (0.03 × 182 + 0.02 × 183) ÷ 365 = 74.958…


def test_the_penalty_follows_the_principal_left() -> None:
    first, second = YEAR.split(date(2026, 1, 1))
    owed = [(second, "1000.00"), (first, "3000.00")]
    found = review(owed, daily="0.001", rates=FLAT, rounding=FEN, on=TODAY)

    assert Money("549.00") == found.contractual  # 3000 × 92 ÷ 1000 + 1000 × 273 ÷ 1000


def test_the_estimate_says_that_it_is_one() -> None:
    assert any("推论" in doubt for doubt in seen("0.003").doubts)


def test_no_rate_and_no_cap_is_built_in() -> None:
    """Neither an LPR nor four times LPR: what is not given is not known."""
    parameters = inspect.signature(review).parameters

    assert inspect.Parameter.empty is parameters["rates"].default
    assert not {"cap", "lpr"} & set(parameters)
    with pytest.raises(RuleError):
        review([(YEAR, "1.00")], daily=None, rates=[], rounding=FEN, on=TODAY)


def test_days_before_the_first_rate_are_not_guessed() -> None:
    late = [(date(2025, 10, 2), "0.03")]
    with pytest.raises(NotInForceError, match="LPR"):
        review([(YEAR, "1.00")], daily=None, rates=late, rounding=FEN, on=TODAY)


def test_before_the_interpretation_there_is_no_thirty_per_cent_rule() -> None:
    with pytest.raises(NotInForceError, match="2023-12-05"):
        review([(YEAR, "1.00")], daily="0.003", rates=FLAT, rounding=FEN, on=date(2023, 12, 4))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(PeriodError, match="overlap"):
        review([(YEAR, "1.00")] * 2, daily="0.003", rates=FLAT, rounding=FEN, on=TODAY)
    with pytest.raises(InexactError):
        annualised(0.003)  # type: ignore[arg-type]
    for rate in ("0", "-0.001"):
        with pytest.raises(MoneyError, match="above 0"):
            annualised(rate)
    with pytest.raises(MoneyError, match="above 0"):
        seen("0.003", principal="0.00")


@given(
    fen=st.integers(1, 10**9),
    units=st.integers(1, 10_000),
    lpr=st.integers(1, 2000),
    days=st.integers(1, 2000),
)
def test_the_amounts_are_those_of_plain_fractions(
    fen: int, units: int, lpr: int, days: int
) -> None:
    stretch = Period(YEAR.start, YEAR.start + timedelta(days=days))
    found = review(
        [(stretch, Money.of_fen(fen))],
        daily=f"0.{units:06}",
        rates=[(YEAR.start, f"0.{lpr:04}")],
        rounding=FEN,
        on=TODAY,
    )
    penalty = Fraction(fen * days * units, 10**6)
    loss = Fraction(fen * days * lpr, 10**4 * 365)

    assert abs(found.contractual.fen - penalty) <= Fraction(1, 2)
    assert abs(found.loss.fen - loss) <= Fraction(1, 2)
    assert (penalty * 10 > loss * 13) == (codes(found) == ["generally-too-high"])


# -- after judgment -----------------------------------------------------------------------


def doubled(*payments: tuple[date, str], until: date, debt: str = "10000.00") -> Adjudged:
    return doubled_interest(debt, payments, expired=date(2026, 1, 1), rounding=FEN, on=until)


def test_doubled_interest_runs_from_the_day_after_the_period_for_performance() -> None:
    assert Money("0.00") == doubled(until=date(2025, 12, 31)).interest
    assert Money("0.00") == doubled(until=date(2026, 1, 1)).interest
    assert Money("1.75") == doubled(until=date(2026, 1, 2)).interest
    assert Money("17.50") == doubled(until=date(2026, 1, 11)).interest


def test_a_payment_goes_to_the_debt_before_the_doubled_interest() -> None:
    """Other than before judgment: 迟延履行利息解释 4."""
    found = doubled((date(2026, 1, 11), "4000.00"), until=date(2026, 1, 21))

    assert [Money("6000.00"), Money("28.00"), Money("28.00")] == [
        found.debt_left,
        found.interest,  # 10 days on 10000, 10 days on 6000
        found.interest_left,
    ]
    assert ["1-3", "2", "3-1", "4"] == [cite.article for cite in found.cites]


def test_what_is_over_after_the_debt_goes_to_the_interest() -> None:
    found = doubled((date(2026, 1, 11), "10010.00"), until=date(2026, 3, 1))

    assert [Money("0.00"), Money("17.50"), Money("7.50")] == [
        found.debt_left,
        found.interest,
        found.interest_left,
    ]


def test_a_payment_of_all_that_was_adjudged_is_not_more_than_was_owed() -> None:
    """迟延履行利息解释 4: principal and adjudged interest, and only then the doubled part."""

    def found(amount: str) -> list[Money]:
        seen = doubled_interest(
            "10000.00",
            [(date(2026, 1, 11), amount)],
            other="500.00",
            expired=date(2026, 1, 1),
            rounding=FEN,
            on=TODAY,
        )
        assert Money("17.50") == seen.interest
        return [seen.debt_left, seen.other_left, seen.interest_left]

    assert [Money("0.00"), Money("0.00"), Money("17.50")] == found("10500.00")
    assert [Money("0.00"), Money("0.01"), Money("17.50")] == found("10499.99")
    assert [Money("0.00"), Money("0.00"), Money("17.49")] == found("10500.01")
    assert [Money("0.00"), Money("0.00"), Money("0.00")] == found("10517.50")
    with pytest.raises(ExceedsError, match="0\\.01"):
        found("10517.51")


def test_other_money_adjudged_bears_no_doubled_interest_and_the_order_is_told() -> None:
    def found(other: str) -> Adjudged:
        return doubled_interest(
            "10000.00", other=other, expired=date(2026, 1, 1), rounding=FEN, on=date(2026, 1, 11)
        )

    assert found("0.00").interest == found("500.00").interest == Money("17.50")
    assert Money("500.00") == found("500.00").other_left
    assert any("推论" in doubt and "先抵" in doubt for doubt in found("500.00").doubts)
    with pytest.raises(MoneyError, match="not below 0"):
        found("-0.01")
    with pytest.raises(MoneyError, match="not below 0"):
        doubled(until=TODAY, debt="-0.01")


def test_a_payment_in_time_bears_nothing() -> None:
    early = doubled((date(2025, 12, 31), "4000.00"), until=date(2026, 1, 11))

    assert Money("10.50") == early.interest  # ten days on the 6000 left
    assert Money("0.00") == doubled((date(2026, 1, 1), "10000.00"), until=TODAY).interest


def test_payments_after_the_day_asked_for_are_not_seen() -> None:
    later = (date(2026, 1, 12), "10000.00")

    assert doubled(until=date(2026, 1, 11)) == doubled(later, until=date(2026, 1, 11))


def test_more_than_is_owed_is_not_swallowed() -> None:
    with pytest.raises(ExceedsError, match="0\\.01"):
        doubled((date(2026, 1, 11), "10017.51"), until=TODAY)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=6), st.integers(0, 400))
def test_debt_and_payments_add_up(days: list[int], until: int) -> None:
    start = date(2026, 1, 1)
    payments = [(start + timedelta(days=day), "100.00") for day in days]
    on = start + timedelta(days=until)
    found = doubled(*payments, until=on)
    paid = Money.of_fen(sum(10_000 for day in days if day <= until))

    assert Money("10000.00") == found.debt_left + paid
    assert found.interest == found.interest_left
    assert found.interest.fen <= doubled(until=on).interest.fen


def test_the_word_for_an_administrative_surcharge_is_nowhere_in_the_module() -> None:
    assert "滞纳" not in inspect.getsource(penalty_review)
