"""Costs shared by usage, what common usage costs, and estimates that are settled later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from community import OCTOBER
from meter_room import FLAT, LAST, amounts, billed, book, home, month, plan, read, skips, words
from wuye import Community, Money, Period, Rounding, fees
from wuye.errors import MoneyError, RuleError
from wuye.fees import Cut, Meter, MeterBook, Reading
from wuye.fees.papers.schedule_words import sharing_in_words
from wuye.rounding import Mode

FEN = Rounding.fen(each="line")
HOMES = [home("1"), home("2"), home("3")]
BY_USAGE = fees.Shared(by="usage", agreed="业主大会决议", kind="power", cut=LAST)


def power(*used: object) -> MeterBook:
    readings = [month(5, 5 + int(str(many)), f"{i}") for i, many in enumerate(used, 1)]
    return book(*readings, kind="power")


def shared(readings: MeterBook | None, tariff: fees.Shared = BY_USAGE) -> fees.Run:
    return billed(tariff, readings, *HOMES, costs={"water": "100.00"})


# -- sharing by usage -----------------------------------------------------------------------


def test_a_cost_is_shared_in_proportion_to_usage() -> None:
    run = shared(power(1, 1, 1))

    assert ["33.34", "33.33", "33.33"] == amounts(run)
    assert words(run).startswith("100.00 yuan × 1 kWh ÷ 3 kWh")


def test_who_used_nothing_bears_nothing() -> None:
    assert ["0.00", "25.00", "75.00"] == amounts(shared(power(0, 10, 30)))


def test_while_one_usage_is_not_known_the_whole_cost_is_skipped() -> None:
    readings = book(month(0, 5, "1"), month(5, 0, "2"), kind="power")

    run = shared(readings)

    told = "2 reading-negative, 3 meter-absent"
    assert [(unit.id, "weight-missing", told) for unit in HOMES] == skips(run)
    assert not run.bills


def test_who_does_not_share_by_agreement_needs_no_meter() -> None:
    excluded = evolve(BY_USAGE, excluded=frozenset(["3"]))

    assert ["20.00", "80.00"] == amounts(shared(power(1, 4), excluded))


def test_while_nothing_was_used_there_is_nothing_to_share_by() -> None:
    assert {"weight-missing"} == {reason for _, reason, _ in skips(shared(power(0, 0, 0)))}
    assert {"weight-missing"} == {reason for _, reason, _ in skips(shared(None))}


def test_odd_meters_weigh_what_they_counted() -> None:
    meters = [Meter(f"W-{i}", f"{i}", "power", i) for i in (1, 2, 3)]
    readings = [reading for i in (1, 2, 3) for reading in month(0, 10, f"{i}")]
    readings[1] = evolve(readings[1], kind="estimated")

    run = shared(MeterBook(meters, readings))

    assert ["16.67", "33.33", "50.00"] == amounts(run)
    assert "100.00 yuan × 10 kWh ÷ 60 kWh (estimated)" in words(run)


def test_usage_in_two_measures_is_not_weighed() -> None:
    meters = [Meter(f"W-{i}", f"{i}", "heat", measure=m) for i, m in enumerate(("GJ", "kwh"), 1)]
    readings = [*month(0, 10, "1"), *month(0, 10, "2")]
    heat = evolve(BY_USAGE, kind="heat", excluded=frozenset(["3"]))

    with pytest.raises(RuleError, match="several measures"):
        shared(MeterBook(meters, readings), heat)


def test_sharing_by_usage_names_its_agreement_kind_and_cut() -> None:
    with pytest.raises(RuleError, match="agreed"):
        fees.Shared(by="usage", kind="power", cut=LAST)
    with pytest.raises(RuleError, match=r"Shared\.kind"):
        fees.Shared(by="usage", agreed="决议", kind="power")
    with pytest.raises(RuleError, match=r"Shared\.kind"):
        fees.Shared(by="area", kind="power", cut=LAST)


def test_shares_by_usage_are_made_public_with_their_usages() -> None:
    public = fees.disclosure(shared(power(0, 10, 30)), "water")

    assert "kwh" == public.measure
    assert [
        ("1", Decimal(0), "0.00"),
        ("2", Decimal(10), "25.00"),
        ("3", Decimal(30), "75.00"),
    ] == [(room.unit, room.weight, str(room.amount)) for room in public.rooms]
    assert "实际费用按用量分摊，尾差按最大余数法到分（业主大会决议）" == sharing_in_words(BY_USAGE)


def test_who_existed_for_some_days_weighs_what_he_used() -> None:
    units = [home("1"), home("2", since=date(2026, 10, 11))]

    run = billed(BY_USAGE, power(30, 10), *units, costs={"water": "100.00"})

    assert ["75.00", "25.00"] == amounts(run)


# -- what common usage costs ----------------------------------------------------------------


def common(whole: object) -> fees.Combined:
    meters = [Meter("M", None, "power"), *(Meter(f"W-{i}", f"{i}", "power", of="M") for i in "12")]
    ends = [Reading("M", OCTOBER.start, 0), Reading("M", OCTOBER.end, whole)]
    readings = MeterBook(meters, [*ends, *month(0, 30, "1"), *month(0, 45, "2")])
    found = fees.common_usage(meters[0], readings, OCTOBER, LAST)
    assert isinstance(found, fees.Combined), found
    return found


def test_common_usage_is_priced_and_shared_like_any_cost() -> None:
    cost = fees.usage_cost(common(100), "0.5880", FEN)

    run = billed(fees.Shared(by="area"), None, *HOMES, costs={"water": str(cost.evaluate())})

    assert "14.70" == str(cost.evaluate()) == str(cost.recompute()) == str(run.total)
    assert (
        "(100 度 − 0 度 − (30 度 − 0 度) − (45 度 − 0 度)) × 0.588 元/度 = 14.70 元" == cost.why()
    )
    assert "0.00" == str(fees.usage_cost(common(75), "0.588", FEN).evaluate())


def test_a_price_of_usage_is_not_negative() -> None:
    with pytest.raises(MoneyError, match="not negative"):
        fees.usage_cost(common(100), "-1", FEN)


# -- estimates that are settled -------------------------------------------------------------


GUESSED = read({OCTOBER.start: 100, OCTOBER.end: 150}, kind="estimated")


def test_a_reading_that_comes_for_the_day_of_an_estimate_shows_as_a_difference() -> None:
    estate, terms = Community("锦苑", [home()]), plan(FLAT)
    first = fees.issue(estate, terms, OCTOBER, readings=book(GUESSED))

    again = fees.issue(
        estate,
        terms,
        OCTOBER,
        readings=book([*GUESSED, *month(100, 141)[1:]]),
        existing=first.bills,
    )

    (difference,) = again.differences
    assert ("180.00", "147.60", "-32.40") == (
        str(difference.was),
        str(difference.now),
        str(difference.more),
    )
    assert not again.bills


def test_an_estimate_that_was_too_high_is_settled_by_the_next_reading() -> None:
    later = book([*GUESSED, Reading("W-1-101", date(2026, 12, 1), 145)])
    billed_then = fees.usage(later.meters[0], book(GUESSED), OCTOBER, LAST)
    assert isinstance(billed_then, fees.Usage)

    november = billed(FLAT, later, month=Period.month(2026, 11))
    settled = fees.settle_estimates([billed_then], later, LAST)

    assert ["estimate-exceeds"] == [skip.reason for skip in november.skipped]
    assert isinstance(settled, fees.Correction)
    credit = fees.usage_cost(settled, "3.60", FEN)
    assert Money("-18.00") == credit.evaluate() == credit.recompute()
    assert "(145 m³ − 100 m³ − 50 m³) × 3.60 yuan/m³ = -18.00 yuan" == credit.why("en")


def test_an_estimate_that_was_too_low_is_made_up_by_the_next_bill() -> None:
    later = book([*GUESSED, Reading("W-1-101", date(2026, 12, 1), 190)])

    months = [billed(FLAT, later, month=Period.month(2026, number)) for number in (10, 11)]

    assert [["180.00"], ["144.00"]] == [amounts(run) for run in months]
    assert "(190 m³ − 150 m³ (estimated)) × 3.60 yuan/m³ = 144.00 yuan" == words(months[1])


def test_readings_reckoned_by_days_are_told_on_the_line() -> None:
    shown = book(read({date(2026, 9, 21): 0, date(2026, 10, 21): 30, date(2026, 11, 20): 90}))
    run = billed(evolve(FLAT, cut=Cut.by_days(Mode.HALF_UP)), shown)

    expected = "(52 m³ (estimated) − 10 m³ (estimated)) × 3.60 yuan/m³ = 151.20 yuan"
    assert expected == words(run)
