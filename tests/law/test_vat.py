"""VAT: the rates of the day, what is refused or unknown, and splits that lose no fen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import fens, round_by_hand
from wuye.errors import InexactError, MoneyError, NotInForceError, RuleError, UnknownError
from wuye.law import tax
from wuye.law.reference import Certainty
from wuye.law.vat import (
    LEASES,
    NO_SALE,
    Item,
    Method,
    Span,
    Taxpayer,
    below_threshold,
    rate,
    rates,
)
from wuye.law.vat_amounts import Taxed, split, split_lines
from wuye.law.vat_checks import check_rate
from wuye.money import Money
from wuye.rounding import Mode

GENERAL, SMALL = Taxpayer.GENERAL, Taxpayer.SMALL
TODAY = date(2026, 10, 1)
FIRST, LAST_RELIEF = date(2026, 1, 1), date(2027, 12, 31)
DAY = timedelta(days=1)

rate_texts = st.sampled_from(["0", "0.01", "0.03", "0.05", "0.06", "0.09", "0.13"])


def codes(item: Item, taxpayer: Taxpayer, claimed: str, on: date = TODAY) -> list[tuple[str, bool]]:
    return [(f.code, f.stops) for f in check_rate(item, taxpayer, claimed, on=on)]


# -- rates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "taxpayer", "expected", "article"),
    [
        (Item.PROPERTY_SERVICE, GENERAL, "0.06", "10"),
        (Item.RENT, GENERAL, "0.09", "10"),
        (Item.ELECTRICITY, GENERAL, "0.13", "10"),
        (Item.WATER, GENERAL, "0.09", "10"),
        (Item.PROPERTY_SERVICE, SMALL, "0.03", "11"),
        (Item.PARKING, SMALL, "0.03", "11"),
        (Item.RENT, SMALL, "0.03", "11"),
        (Item.ELECTRICITY, SMALL, "0.03", "11"),
        (Item.WATER, SMALL, "0.03", "11"),
    ],
)
def test_the_law_has_a_rate_for_what_is_sold(
    item: Item, taxpayer: Taxpayer, expected: str, article: str
) -> None:
    found = rate(item, taxpayer, on=TODAY)

    assert (Decimal(expected), True) == (found.rate, found.verified)
    assert (tax.cite("vat", article, TODAY),) == found.cites


def test_parking_bears_the_rate_of_a_lease_when_the_caller_accepts_that_it_is_one() -> None:
    found = rate(Item.PARKING, GENERAL, on=TODAY, accept_unverified=True)

    assert (Decimal("0.09"), Certainty.IN_CODE) == (found.rate, found.certainty)
    with pytest.raises(UnknownError, match=r"in-code.*accept_unverified=True"):
        rate(Item.PARKING, GENERAL, on=TODAY)


@pytest.mark.parametrize("item", [Item.PROPERTY_SERVICE, Item.ELECTRICITY, Item.WATER])
def test_the_levy_of_one_percent_is_given_only_to_who_accepts_it(item: Item) -> None:
    with pytest.raises(UnknownError, match=r"征收率.*未核实"):
        rate(item, SMALL, on=TODAY, method=Method.REDUCED)
    found = rate(item, SMALL, on=TODAY, method=Method.REDUCED, accept_unverified=True)

    assert (Decimal("0.01"), False) == (found.rate, found.verified)


def test_accepting_unverified_figures_does_not_choose_the_reduction() -> None:
    found = rate(Item.PROPERTY_SERVICE, SMALL, on=TODAY, accept_unverified=True)

    assert Decimal("0.03") == found.rate


def test_the_reduction_holds_from_the_first_of_2026_to_the_last_of_2027() -> None:
    for day in (FIRST, LAST_RELIEF):
        found = rate(Item.WATER, SMALL, on=day, method=Method.REDUCED, accept_unverified=True)
        assert Decimal("0.01") == found.rate
    with pytest.raises(NotInForceError, match="ended with 2027"):
        rate(
            Item.WATER,
            SMALL,
            on=LAST_RELIEF + DAY,
            method=Method.REDUCED,
            accept_unverified=True,
        )
    assert Decimal("0.03") == rate(Item.WATER, SMALL, on=LAST_RELIEF + DAY).rate


@pytest.mark.parametrize("item", [item for item in Item if item in LEASES | NO_SALE])
def test_the_reduction_never_reaches_parking_rent_or_what_is_no_sale(item: Item) -> None:
    with pytest.raises(RuleError, match=r"not for leases.*3 %"):
        rate(item, SMALL, on=TODAY, method=Method.REDUCED, accept_unverified=True)


def test_the_reduction_is_not_for_general_taxpayers() -> None:
    with pytest.raises(RuleError, match="small-scale"):
        rate(
            Item.PROPERTY_SERVICE,
            GENERAL,
            on=TODAY,
            method=Method.REDUCED,
            accept_unverified=True,
        )


@pytest.mark.parametrize(
    ("item", "method", "named"),
    [
        (Item.WATER, Method.WATER_DIFFERENCE, "2016年第54号"),
        (Item.RENT, Method.OLD_PROPERTY, "outlived 2025"),
        (Item.PARKING, Method.OLD_PROPERTY, "outlived 2025"),
    ],
)
@pytest.mark.parametrize("on", [date(2025, 12, 31), FIRST, TODAY])
def test_what_nobody_could_tell_is_an_error_and_never_a_figure(
    item: Item, method: Method, named: str, on: date
) -> None:
    with pytest.raises(UnknownError, match=named):
        rate(item, GENERAL, on=on, method=method, accept_unverified=True)


@pytest.mark.parametrize("item", [item for item in Item if item is not Item.FORFEITED_DEPOSIT])
@pytest.mark.parametrize("taxpayer", Taxpayer)
def test_before_2026_the_error_says_what_is_missing(item: Item, taxpayer: Taxpayer) -> None:
    eve = FIRST - DAY
    if (item, taxpayer) == (Item.PARKING, SMALL):
        with pytest.raises(UnknownError, match="memory"):
            rate(item, taxpayer, on=eve)
        assert Decimal("0.05") == rate(item, taxpayer, on=eve, accept_unverified=True).rate
    else:
        with pytest.raises(NotInForceError, match="before 2026-01-01 were not read"):
            rate(item, taxpayer, on=eve, accept_unverified=True)


@pytest.mark.parametrize("item", [item for item in Item if item in NO_SALE])
@pytest.mark.parametrize("taxpayer", Taxpayer)
def test_what_is_no_sale_bears_no_rate(item: Item, taxpayer: Taxpayer) -> None:
    found = rate(item, taxpayer, on=TODAY, accept_unverified=True)

    assert (None, False) == (found.rate, found.verified)
    assert Money("0") == split("500.00", found).tax
    with pytest.raises(UnknownError, match="memory"):
        rate(item, taxpayer, on=TODAY)


def test_a_forfeited_deposit_has_no_rate_here() -> None:
    with pytest.raises(UnknownError, match="not given back"):
        rate(Item.FORFEITED_DEPOSIT, GENERAL, on=TODAY, accept_unverified=True)


@given(
    st.sampled_from(Item),
    st.sampled_from(Taxpayer),
    st.sampled_from(Method),
    st.dates(date(2016, 1, 1), date(2035, 12, 31)),
)
def test_without_acceptance_every_figure_was_read(
    item: Item, taxpayer: Taxpayer, method: Method, on: date
) -> None:
    try:
        found = rate(item, taxpayer, on=on, method=method)
    except (UnknownError, NotInForceError, RuleError):
        return
    assert found.verified
    assert all(cite.verified for cite in found.cites)


@given(
    st.sampled_from(Item), st.sampled_from(Taxpayer), st.dates(date(2016, 1, 1), date(2035, 12, 31))
)
def test_no_day_has_two_rates_for_one_way_of_computing(
    item: Item, taxpayer: Taxpayer, on: date
) -> None:
    methods = [row.method for row in rates(item, taxpayer, on=on)]

    assert len(set(methods)) == len(methods)


# -- the threshold --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "below", "reached"),
    [
        ("month", "99999.99", "100000.00"),
        ("quarter", "299999.99", "300000.00"),
        ("sale", "999.99", "1000.00"),
    ],
)
def test_sales_at_the_threshold_are_taxed_in_full(span: Span, below: str, reached: str) -> None:
    assert below_threshold(below, span, on=TODAY, accept_unverified=True)
    assert not below_threshold(reached, span, on=TODAY, accept_unverified=True)


def test_the_threshold_is_unverified_and_ends_with_2027() -> None:
    with pytest.raises(UnknownError, match="起征点"):
        below_threshold("1.00", "month", on=TODAY, accept_unverified=False)
    assert below_threshold("1.00", "month", on=LAST_RELIEF, accept_unverified=True)
    for day in (FIRST - DAY, LAST_RELIEF + DAY):
        with pytest.raises(NotInForceError):
            below_threshold("1.00", "month", on=day, accept_unverified=True)
    with pytest.raises(UnknownError, match="no such span"):
        below_threshold("1.00", "year", on=TODAY, accept_unverified=True)  # type: ignore[arg-type]


# -- rates that somebody uses -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "taxpayer", "claimed", "expected"),
    [
        (Item.PROPERTY_SERVICE, GENERAL, "0.06", []),
        (Item.RENT, SMALL, "0.03", []),
        (Item.PARKING, SMALL, "0.03", []),
        (Item.PARKING, GENERAL, "0.09", [("vat-rate-unverified", False)]),
        (Item.PROPERTY_SERVICE, SMALL, "0.01", [("vat-rate-unverified", False)]),
        (Item.WATER, GENERAL, "0.03", [("vat-rate-unverified", False)]),
        (Item.PARKING, SMALL, "0.05", [("vat-levy-of-5-percent", True)]),
        (Item.RENT, SMALL, "0.05", [("vat-levy-of-5-percent", True)]),
        (Item.RENT, GENERAL, "0.05", [("vat-levy-of-5-percent", False)]),
        (Item.PARKING, GENERAL, "0.05", [("vat-levy-of-5-percent", False)]),
        (Item.PROPERTY_SERVICE, GENERAL, "0.05", [("vat-levy-of-5-percent", True)]),
        (Item.PROPERTY_SERVICE, SMALL, "0.05", [("vat-levy-of-5-percent", True)]),
        (Item.PARKING, SMALL, "0.01", [("vat-reduced-on-lease", True)]),
        (Item.RENT, SMALL, "0.01", [("vat-reduced-on-lease", True)]),
        (Item.PARKING, GENERAL, "0.06", [("vat-parking-as-service", False)]),
        (Item.PROPERTY_SERVICE, GENERAL, "0.13", [("vat-rate-unknown", True)]),
        (Item.DEPOSIT, GENERAL, "0.06", [("vat-on-no-sale", False)]),
    ],
)
def test_a_rate_in_use_is_held_against_the_law(
    item: Item, taxpayer: Taxpayer, claimed: str, expected: list[tuple[str, bool]]
) -> None:
    assert expected == codes(item, taxpayer, claimed)


def test_five_percent_on_parking_was_right_until_the_end_of_2025() -> None:
    assert [("vat-rate-unverified", False)] == codes(Item.PARKING, SMALL, "0.05", FIRST - DAY)
    assert [("vat-levy-of-5-percent", True)] == codes(Item.PARKING, SMALL, "0.05", FIRST)
    assert [("vat-rate-unverified", False)] == codes(Item.PARKING, SMALL, "0.03", FIRST - DAY)


def test_a_rate_before_2026_cannot_be_checked() -> None:
    with pytest.raises(NotInForceError, match="were not read"):
        check_rate(Item.PROPERTY_SERVICE, GENERAL, "0.06", on=FIRST - DAY)


@given(
    st.sampled_from([item for item in Item if item is not Item.FORFEITED_DEPOSIT]),
    st.sampled_from(Taxpayer),
    rate_texts,
    st.dates(FIRST, date(2030, 12, 31)),
)
def test_what_stops_rests_on_what_was_read(
    item: Item, taxpayer: Taxpayer, claimed: str, on: date
) -> None:
    for finding in check_rate(item, taxpayer, claimed, on=on):
        assert finding.cite.verified or not finding.stops


# -- splitting --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gross", "at", "net", "part"),
    [
        ("280.00", "0.06", "264.15", "15.85"),
        ("1272.00", "0.06", "1200.00", "72.00"),
        ("1090.00", "0.09", "1000.00", "90.00"),
        ("0.01", "0.13", "0.01", "0.00"),
        ("0.09", "0.06", "0.08", "0.01"),  # 0.509… fen
        ("0.08", "0.06", "0.08", "0.00"),  # 0.452… fen
        ("0.00", "0.06", "0.00", "0.00"),
        ("-280.00", "0.06", "-264.15", "-15.85"),
    ],
)
def test_a_price_splits_half_up_to_the_fen(gross: str, at: str, net: str, part: str) -> None:
    both = split(gross, at)

    assert (Money(net), Money(part)) == (both.net, both.tax)


@given(fens, rate_texts)
def test_net_and_tax_make_up_the_price_and_a_credit_mirrors_it(fen: int, at: str) -> None:
    gross = Money.of_fen(fen)
    both = split(gross, at)
    part = Fraction(at)
    tax = round_by_hand(fen * part / (1 + part), Mode.HALF_UP)

    assert tax == both.tax.fen
    assert fen - tax == both.net.fen
    assert split(-gross, at) == both.mirror()
    assert both == both.mirror().mirror()


@given(st.lists(st.integers(0, 10**10), max_size=12), rate_texts, st.booleans())
def test_over_lines_the_tax_is_that_of_the_total(sizes: list[int], at: str, credit: bool) -> None:
    sign = -1 if credit else 1
    grosses = [Money.of_fen(sign * size) for size in sizes]
    lines = split_lines(grosses, at)
    part = Fraction(at)
    tax = round_by_hand(sign * sum(sizes) * part / (1 + part), Mode.HALF_UP)

    assert grosses == [line.gross for line in lines]
    assert tax == sum(line.tax.fen for line in lines)
    assert sign * sum(sizes) - tax == sum(line.net.fen for line in lines)
    assert all(0 <= sign * line.tax.fen <= sign * line.gross.fen for line in lines)
    assert tuple(line.mirror() for line in lines) == split_lines([-gross for gross in grosses], at)


@given(st.lists(st.integers(0, 10**10), min_size=1, max_size=12), rate_texts)
def test_the_tax_of_a_line_is_within_two_fen_of_its_own(sizes: list[int], at: str) -> None:
    for line in split_lines([Money.of_fen(size) for size in sizes], at):
        assert abs(line.tax.fen - split(line.gross, at).tax.fen) < 2


def test_line_by_line_the_fen_would_not_add_up() -> None:
    alone = [split("0.09", "0.06").tax for _ in range(3)]
    together = [line.tax for line in split_lines(["0.09"] * 3, "0.06")]

    assert Money("0.03") == Money.total(alone)
    assert Money("0.02") == split("0.27", "0.06").tax == Money.total(together)


def test_charges_and_credits_are_split_apart() -> None:
    with pytest.raises(RuleError, match="each for themselves"):
        split_lines(["280.00", "-20.00"], "0.06")
    assert () == split_lines([], "0.06")


@pytest.mark.parametrize("at", ["6", "1", "-0.06"])
def test_a_rate_outside_0_and_1_is_refused(at: str) -> None:
    with pytest.raises(MoneyError, match='write "0'):
        split("280.00", at)


def test_a_float_rate_is_refused() -> None:
    with pytest.raises(InexactError):
        split("280.00", 0.06)  # type: ignore[arg-type]


def test_a_price_split_by_hand_keeps_its_parts() -> None:
    assert Taxed("280.00", "15.85", Decimal("0.06")) == split("280.00", "0.06")


# -- sources ----------------------------------------------------------------------------------------


def test_a_source_that_is_not_here_is_named() -> None:
    with pytest.raises(UnknownError, match="give one of"):
        tax.cite("gst", "10", TODAY)  # type: ignore[arg-type]
    with pytest.raises(UnknownError, match="no such article"):
        tax.cite("vat", "99", TODAY)


def test_the_law_applies_from_2026() -> None:
    assert tax.cite("vat", "10", FIRST).verified
    with pytest.raises(NotInForceError, match="2026-01-01"):
        tax.cite("vat", "10", FIRST - DAY)
