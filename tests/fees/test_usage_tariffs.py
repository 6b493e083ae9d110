"""One price or tiers for what a meter counts: bounds, months, years, households, skips."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from attrs import evolve

from community import OCTOBER
from meter_room import (
    FLAT,
    LAST,
    WATER,
    amounts,
    billed,
    book,
    home,
    month,
    read,
    skips,
    words,
)
from wuye import Period, fees
from wuye.citation import Dated
from wuye.errors import InexactError, MoneyError, PeriodError, RuleError
from wuye.fees import Cut, Meter, MeterBook, Reading, Replacement
from wuye.fees.meters.usages import Missing
from wuye.fees.tariffs.charges import Reason
from wuye.office.reasons import REASONS
from wuye.rounding import Mode

TIERS = [("18", "2.45"), ("25", "3.68"), (None, "4.90")]


def tiered(*tiers: tuple[object, object], **told: Any) -> fees.Tiered:
    terms: dict[str, Any] = {"per": "month", **told}
    return fees.Tiered(tiers or TIERS, "water", LAST, **terms)


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        ("0", "0.00"),
        ("17.99", "44.08"),
        ("18", "44.10"),
        ("18.01", "44.14"),
        ("25", "69.86"),
        ("25.01", "69.91"),
        ("30", "94.36"),
    ],
)
def test_each_part_of_a_usage_costs_the_price_of_its_tier(used: str, expected: str) -> None:
    assert [expected] == amounts(billed(WATER, book(month(0, used))))


def test_one_price_shows_the_readings() -> None:
    run = billed(FLAT, book(month(1263, 1285)))

    assert ["79.20"] == amounts(run)
    assert "(1285 m³ − 1263 m³) × 3.60 yuan/m³ = 79.20 yuan" == words(run)
    assert OCTOBER == run.bills[0]["water"].service


def test_many_plain_meters_share_one_tree() -> None:
    units = [home(f"{place}") for place in range(5)]

    run = billed(WATER, book(*(month(0, 10 * i, u.id) for i, u in enumerate(units))), *units)

    assert ["0.00", "24.50", "51.46", "94.36", "143.36"] == amounts(run)
    assert 1 == len(run.lines)


def test_bounds_a_month_grow_with_the_months_of_service() -> None:
    shown = read({date(2026, 7, 1): 0, OCTOBER.start: 60})
    quarter = fees.Cycle.arrears(every=3)

    run = billed(WATER, book(shown), cycle=quarter)
    whole = billed(tiered(per="period"), book(shown), cycle=quarter)

    assert ["154.38"] == amounts(run)
    assert "54 m³ × 2.45 yuan/m³ + 6 m³ × 3.68 yuan/m³ = 154.38 yuan" == words(run)
    assert ["241.36"] == amounts(whole)


# -- tiers of a year ------------------------------------------------------------------------


YEAR = tiered(("180", "2.00"), (None, "3.00"), per="year")
SHOWN = {date(2026, 1, 1): 40, date(2026, 9, 1): 200, OCTOBER.start: 215, OCTOBER.end: 230}


def test_in_tiers_of_a_year_what_was_used_before_counts() -> None:
    run = billed(YEAR, book(read(SHOWN)))

    assert ["40.00"] == amounts(run)  # 175 m³ before: 5 at 2.00 and 10 at 3.00
    expected = "180 m³ × 2.00 yuan/m³ + 10 m³ × 3.00 yuan/m³ − 175 m³ × 2.00 yuan/m³ = 40.00 yuan"
    assert expected == words(run)


def test_the_months_of_a_year_cost_what_the_year_does() -> None:
    shown = {date(2026, number, 1): 30 * number for number in range(1, 13)}
    months = [Period.month(2026, number) for number in range(1, 12)]

    runs = [billed(YEAR, book(read(shown)), month=each) for each in months]

    assert sum(run.total.fen for run in runs) == 18000 * 2 + (330 - 180) * 300
    assert {0: 6000, 5: 6000, 6: 9000}.items() <= dict(
        enumerate(run.total.fen for run in runs)
    ).items()


def test_a_year_of_tiers_may_begin_in_any_month() -> None:
    from_october = evolve(YEAR, year_from=10)
    from_september = evolve(YEAR, year_from=9)
    from_november = evolve(YEAR, year_from=11)
    shown = {date(2025, 11, 1): 0} | SHOWN

    assert ["30.00"] == amounts(billed(from_october, book(read(shown))))
    assert ["30.00"] == amounts(billed(from_september, book(read(shown))))
    assert ["45.00"] == amounts(billed(from_november, book(read(shown))))


def test_a_usage_whose_year_is_not_known_is_skipped() -> None:
    late = {day: value for day, value in SHOWN.items() if day.month > 1}

    run = billed(YEAR, book(read(late)))

    assert [("1-101", "reading-missing", "W-1-101 reading-missing 2026-01-01")] == skips(run)


def test_a_meter_put_in_during_the_year_begins_at_nothing() -> None:
    run = billed(YEAR, book(month(0, 15), since=OCTOBER.start))

    assert ["30.00"] == amounts(run)


def test_a_service_period_in_two_years_of_tiers_is_refused() -> None:
    shown = book(read({date(2026, 8, 1): 0, OCTOBER.start: 10}))

    with pytest.raises(PeriodError, match="two years of tiers"):
        billed(evolve(YEAR, year_from=9), shown, cycle=fees.Cycle.arrears(every=2, first=10))


# -- households, base prices ----------------------------------------------------------------


@pytest.mark.parametrize(("persons", "expected"), [(0, "48.01"), (4, "48.01"), (5, "44.45")])
def test_a_larger_household_has_wider_tiers(persons: int, expected: str) -> None:
    tariff = tiered(("12", "2.45"), (None, "4.23"), per_person=(4, "2"))

    run = billed(tariff, book(month(0, "16.4")), home(persons=persons))

    assert [expected] == amounts(run)


def test_each_person_more_widens_every_tier_in_every_month() -> None:
    shown = book(read({date(2026, 8, 1): 0, OCTOBER.start: 60}))
    tariff = tiered(per_person=(4, "3"))
    cycle = fees.Cycle.arrears(every=2, first=10)

    run = billed(tariff, shown, home(persons=6), cycle=cycle)

    assert "48 m³ × 2.45 yuan/m³ + 12 m³ × 3.68 yuan/m³ = 161.76 yuan" == words(run)


def test_a_household_that_is_not_known_is_skipped() -> None:
    units = [home("1"), home("2", persons=5)]
    tariff = tiered(per_person=(4, "3"))

    run = billed(tariff, book(month(0, 20, "1"), month(0, 21, "2")), *units)

    assert [("1", "persons-missing", "")] == skips(run)
    assert ["51.45"] == amounts(run)


def test_a_tier_that_costs_nothing_is_shown_unless_it_is_a_surcharge() -> None:
    free = tiered(("10", "0"), (None, "3"))
    base = tiered(("10", "0"), (None, "0.5"), base="3")

    assert "10 m³ × 0.00 yuan/m³ + 5 m³ × 3.00 yuan/m³ = 15.00 yuan" == words(
        billed(free, book(month(0, 15)))
    )
    assert "(15 m³ − 0 m³) × 3.00 yuan/m³ + 5 m³ × 0.50 yuan/m³ = 47.50 yuan" == words(
        billed(base, book(month(0, 15)))
    )


# -- meters that are not plain --------------------------------------------------------------


def test_odd_meters_are_charged_like_plain_ones() -> None:
    units = [home(f"{number}") for number in range(1, 6)]
    meters = [
        Meter("W-1", "1", "water"),
        Meter("W-2", "2", "water", "10"),
        Meter("W-3", "3", "water", digits=4),
        Meter("W-4", "4", "water"),
        Meter("W-4b", "4", "water"),
        Meter("W-5", "5", "water"),
        Meter("W-5b", "5", "water"),
    ]
    readings = [
        *month(0, 20, "1"),
        *month("0", "2", "2"),
        *month(9990, 10, "3"),
        *month(5, 15, "4"),
        *month(100, 110, "4b"),
        Reading("W-5", OCTOBER.start, 90),
        Reading("W-5b", OCTOBER.end, 132),
    ]
    changed = Replacement("W-5", "W-5b", date(2026, 10, 20), 98, 120)

    run = billed(WATER, MeterBook(meters, readings, [changed]), *units)

    assert ["51.46"] * 5 == amounts(run)
    assert () == run.skipped


def test_meters_that_are_alike_in_their_oddness_share_a_tree() -> None:
    units = [home(f"{number}") for number in range(1, 4)]
    readings = [month(0, number, f"{number}") for number in range(1, 4)]

    run = billed(FLAT, book(*readings, multiplier="20"), *units)

    assert ["72.00", "144.00", "216.00"] == amounts(run)
    assert 1 == len(run.lines)


def test_an_estimated_reading_is_told_on_the_line() -> None:
    guessed = read({OCTOBER.start: 100, OCTOBER.end: 120}, kind="estimated")

    run, flat = billed(WATER, book(guessed)), billed(FLAT, book(guessed))

    assert ["51.46"] == amounts(run)
    assert (
        "18 m³ (estimated) × 2.45 yuan/m³ + 2 m³ (estimated) × 3.68 yuan/m³ = 51.46 yuan"
        == words(run)
    )
    assert "(120 m³ (estimated) − 100 m³) × 3.60 yuan/m³ = 72.00 yuan" == words(flat)
    told = flat.bills[0]["water"].why("zh")
    assert "(120 m³（估抄） − 100 m³) × 3.60 元/m³ = 72.00 元" == told


def test_heat_is_charged_in_what_its_meter_counts() -> None:
    tariff = fees.Metered("45", "heat", LAST)

    run = billed(tariff, book(month("1.5", "3.25"), kind="heat", measure="GJ"))

    assert "(3.25 GJ − 1.5 GJ) × 45.00 yuan/GJ = 78.75 yuan" == words(run)


def test_usage_in_two_measures_does_not_add_up() -> None:
    meters = [
        Meter("W-1", "1-101", "heat", measure="GJ"),
        Meter("W-2", "1-101", "heat", measure="kwh"),
    ]
    readings = [*month(0, 1, "1"), *month(0, 1, "2")]

    with pytest.raises(RuleError, match=r"several measures.*\['GJ', 'kwh'\]"):
        billed(fees.Metered("45", "heat", LAST), MeterBook(meters, readings))


def test_readings_stand_for_a_period_as_the_cut_says() -> None:
    shown = book(read({date(2026, 9, 28): 100, date(2026, 10, 30): 132}))
    months = [billed(evolve(FLAT, cut=cut), shown) for cut in (LAST, Cut.within(3))]
    strict = billed(evolve(FLAT, cut=Cut.within(1)), shown)

    assert ["115.20", "115.20"] == [*amounts(months[0]), *amounts(months[1])]
    assert [("1-101", "reading-missing", "W-1-101 reading-missing 2026-10-01")] == skips(strict)
    by_days = billed(evolve(FLAT, cut=Cut.by_days(Mode.HALF_UP)), book(month(0, 31)))
    assert ["111.60"] == amounts(by_days)


def test_the_last_reading_may_be_of_many_days() -> None:
    units = [home(f"{day}") for day in range(25, 29)]
    shown = [
        read({date(2026, 9, day): 0, date(2026, 10, day): 10, date(2026, 11, day): 30}, f"{day}")
        for day in range(25, 29)
    ]

    run = billed(FLAT, book(*shown), *units)

    assert ["36.00"] * 4 == amounts(run)
    assert 1 == len(run.lines)


def test_plain_meters_show_what_was_last_read() -> None:
    days = [date(2026, 10, day) for day in (1, 2, 3)]
    shown = book(read({days[0]: 1, days[2]: 5}, "1"), read({days[0]: "2.5"}, "2")).plain("water")
    first, last = ({"1": Decimal(seen), "2": Decimal("2.5")} for seen in (1, 5))

    by_day = [shown.by(day) for day in (date(2026, 9, 30), *days)]

    assert [{}, first, first, last] == [dict(each.numbers) for each in by_day]
    assert {"1": 50, "2": 25} == dict(by_day[3].whole)
    assert {"1": Decimal(5)} == dict(shown.on(days[2]).numbers)
    assert {} == dict(shown.on(days[1]).numbers)


# -- what is not known ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("readings", "reason", "detail"),
    [
        (month(120, 100), "reading-negative", "2026-10-01: 120, 2026-11-01: 100"),
        (read({OCTOBER.end: 100}), "reading-missing", "2026-10-01"),
        (read({OCTOBER.start: 100}), "reading-missing", "2026-10-01"),
        (month(100, 120, "1-102"), "meter-absent", ""),
        (
            [Reading("W-1-101", OCTOBER.start, 120, "estimated"), *month(0, 110)[1:]],
            "estimate-exceeds",
            "2026-10-01: 120, 2026-11-01: 110",
        ),
    ],
)
def test_a_usage_that_is_not_known_is_skipped_with_its_reason(
    readings: list[Reading], reason: str, detail: str
) -> None:
    run = billed(WATER, book(readings))

    told = f"W-1-101 {reason} {detail}" if detail else ""
    assert [("1-101", reason, told)] == skips(run)
    assert (0, ()) == (run.total.fen, run.bills)


def test_without_a_meter_book_every_unit_is_skipped() -> None:
    run = billed(WATER, None, home("1"), home("2"))

    assert [("1", "reading-missing", ""), ("2", "reading-missing", "")] == skips(run)


def test_one_unit_that_is_not_known_keeps_no_other_from_its_bill() -> None:
    units = [home("1"), home("2"), home("3")]

    run = billed(WATER, book(month(0, 20, "1"), month(5, 0, "2"), month(0, 20, "3")), *units)

    assert ["51.46", "51.46"] == amounts(run)
    assert ["2"] == [skip.unit for skip in run.skipped]


def test_every_reason_why_a_usage_is_not_known_is_one_to_skip_and_has_words() -> None:
    assert set(get_args(Missing)) <= set(get_args(Reason))
    assert set(get_args(Reason)) <= set(REASONS)


# -- items, and what is refused -------------------------------------------------------------


def test_items_modify_metered_prices_as_they_do_others() -> None:
    shown = book(month(100, 110))
    factor = home(coefficients={"商业": "1.5"})

    assert ["36.00"] == amounts(billed(FLAT, shown))
    assert ["40.00"] == amounts(billed(FLAT, shown, least="40"))
    assert ["30.00"] == amounts(billed(FLAT, shown, most="30"))
    assert ["54.00"] == amounts(billed(FLAT, shown, factor, coefficient="商业", agreed="合同"))
    discount = fees.Discount("95折", "0.95", bearer="company")
    assert ["34.20"] == amounts(billed(FLAT, shown, discounts=[discount]))


@pytest.mark.parametrize(
    "tiers",
    [
        [],
        [("18", "2.45")],
        [(None, "1"), (None, "2")],
        [("18", "1"), ("18", "2"), (None, "3")],
        [("25", "1"), ("18", "2"), (None, "3")],
        [("0", "1"), (None, "2")],
        [("-1", "1"), (None, "2")],
        [(None, "1"), ("18", "2")],
    ],
)
def test_tiers_that_do_not_rise_to_the_open_are_refused(tiers: list[tuple[Any, Any]]) -> None:
    with pytest.raises(RuleError, match="tiers rise"):
        fees.Tiered(tiers, "water", LAST, per="month")


def test_a_tariff_of_usage_is_exact_and_complete() -> None:
    with pytest.raises(InexactError, match="float"):
        fees.Tiered([("18", 2.45), (None, "3")], "water", LAST, per="month")
    with pytest.raises(MoneyError, match="not negative"):
        fees.Metered("-1", "water", LAST)
    with pytest.raises(RuleError, match=r"Metered\.kind"):
        fees.Metered("1", "milk", LAST)  # type: ignore[arg-type]
    with pytest.raises(RuleError, match=r"Tiered\.per"):
        tiered(per="week")
    with pytest.raises(RuleError, match=r"at_change"):
        tiered(at_change="never")
    with pytest.raises(MoneyError, match="household"):
        tiered(per_person=(0, "3"))
    with pytest.raises(MoneyError, match="household"):
        tiered(per_person=(4, "0"))
    with pytest.raises(RuleError, match="persons"):
        home(persons=-1)
    assert 3 == home(persons=3).persons


def test_tiers_may_change_from_a_day_on() -> None:
    dated = Dated("water", [(date(2026, 1, 1), TIERS), (OCTOBER.start, [(None, "5")])])

    run = billed(fees.Tiered(dated, "water", LAST, per="month"), book(month(0, 20)))

    assert ["100.00"] == amounts(run)
