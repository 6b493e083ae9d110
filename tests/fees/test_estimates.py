"""Estimated readings, and what settles them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import modes, plain, round_by_hand
from waterworks import missing, month, used
from wuye.dates import Period
from wuye.errors import InexactError, MoneyError, PeriodError, RuleError
from wuye.explain.recompute import fraction
from wuye.fees.meters.book import MeterBook
from wuye.fees.meters.corrections import Correction, settle_estimates
from wuye.fees.meters.cuts import Cut, usage
from wuye.fees.meters.estimates import Estimation, estimate
from wuye.fees.meters.meter import Meter
from wuye.fees.meters.readings import Reading, Replacement
from wuye.fees.meters.usages import NoUsage, Usage
from wuye.rounding import Mode

LAST = Cut.last_read()
WATER = Meter("W-1", "1-101", "water")
HALF_UP = Mode.HALF_UP


def book(*readings: tuple[date, object], meter: Meter = WATER) -> MeterBook:
    return MeterBook([meter], [Reading(meter.id, on, value) for on, value in readings])


def first(number: int, year: int = 2026) -> date:
    return date(year, number, 1)


def usages(read: MeterBook, *periods: Period, meter: Meter = WATER) -> list[Usage]:
    return [used(usage(meter, read, period, LAST)) for period in periods]


def guessed(found: Reading | NoUsage) -> Reading:
    assert isinstance(found, Reading), found
    assert found.estimated
    assert found.value == found.recompute()
    return found


def settled(found: Correction | NoUsage) -> Correction:
    assert isinstance(found, Correction), found
    return found


# -- the methods ----------------------------------------------------------------------------------


def test_an_average_is_by_the_day_and_over_the_last_usages_that_were_read() -> None:
    """31 + 28 + 31 m³ in 31 + 28 + 31 days (of January 310 are forgotten): 30 for April."""
    read = book((first(1), 0), (first(2), 310), (first(3), 338), (first(4), 369), (first(5), 399))
    history = usages(read, *map(month, (1, 2, 3, 4)))

    found = guessed(estimate(WATER, read, first(6), Estimation.average(3, HALF_UP), history))

    assert 430 == found.value
    assert "399 m³ + 89 m³ × 31 天 ÷ 89 天 = 430 m³" == found.why()


def test_a_new_meter_is_averaged_over_what_there_is() -> None:
    read = book((first(1), 0), (first(2), 31))

    found = estimate(WATER, read, first(3), Estimation.average(3, HALF_UP), usages(read, month(1)))

    assert 59 == guessed(found).value


def test_what_was_estimated_is_no_basis_of_an_average() -> None:
    readings = [Reading("W-1", first(1), 0), Reading("W-1", first(2), 99, "estimated")]
    read = MeterBook([WATER], readings)

    found = estimate(WATER, read, first(3), Estimation.average(3, HALF_UP), usages(read, month(1)))

    assert "history-missing" == missing_usage(found).reason


def missing_usage(found: Reading | NoUsage) -> NoUsage:
    assert isinstance(found, NoUsage), found
    return missing(found)


def test_the_usage_of_a_year_before_is_by_the_day_too() -> None:
    """29 m³ in the 29 days of February 2024, so 28 in February 2025."""
    days = [first(1, 2024), first(2, 2024), first(3, 2024), first(4, 2024), first(2, 2025)]
    read = book(*zip(days, (0, 500, 529, 900, 1000), strict=True))
    history = usages(read, *(Period.month(2024, n) for n in (1, 2, 3)))

    found = guessed(estimate(WATER, read, first(3, 2025), Estimation.last_year(HALF_UP), history))

    assert 1028 == found.value
    assert "1000 m³ + 29 m³ × 28 天 ÷ 29 天 = 1028 m³" == found.why()


def test_a_leap_day_has_a_year_before_too() -> None:
    read = book((date(2023, 2, 1), 0), (date(2023, 3, 1), 56), (date(2024, 2, 28), 700))
    history = usages(read, Period.month(2023, 2))

    found = estimate(WATER, read, date(2024, 2, 29), Estimation.last_year(HALF_UP), history)

    assert 702 == guessed(found).value


def test_without_a_usage_of_a_year_before_there_is_no_estimate() -> None:
    read = book((first(1), 0), (first(2), 31))

    found = estimate(WATER, read, first(3), Estimation.last_year(HALF_UP), usages(read, month(1)))

    assert ("history-missing", month(2)) == (
        missing_usage(found).reason,
        missing_usage(found).period,
    )


def test_a_fixed_quantity_is_added_whatever_the_days() -> None:
    read = book((first(1), 7))

    for day in (first(2), first(6)):
        assert 16 == guessed(estimate(WATER, read, day, Estimation.fixed(9))).value


def test_an_estimate_is_of_the_dial_and_not_of_what_went_through() -> None:
    power = Meter("E-1", None, "power", "40", decimals=1)
    read = book((first(1), 100), (first(2), 110), meter=power)
    history = usages(read, month(1), meter=power)

    fixed = guessed(estimate(power, read, first(3), Estimation.fixed(100)))
    average = guessed(estimate(power, read, first(3), Estimation.average(1, Mode.DOWN), history))

    assert Decimal("112.5") == fixed.value
    assert Decimal("119.0") == average.value  # 28/31 of 10 is 9.03


def test_an_estimated_dial_begins_again_too() -> None:
    meter = Meter("W-1", "1-101", "water", digits=2)
    read = book((first(1), 95), meter=meter)

    for quantity, value in ((4, 99), (5, 0), (9, 4)):
        assert value == guessed(estimate(meter, read, first(2), Estimation.fixed(quantity))).value


def test_a_reading_of_the_day_stands() -> None:
    read = book((first(1), 7), (first(2), 8))

    found = estimate(WATER, read, first(2), Estimation.fixed(9))

    assert Reading("W-1", first(2), 8) == found


def test_without_a_reading_there_is_nothing_to_estimate_from() -> None:
    found = estimate(WATER, book((first(2), 7)), first(1), Estimation.fixed(9))

    assert "reading-missing" == missing_usage(found).reason


def test_a_replaced_meter_goes_on_from_the_new_dial() -> None:
    """10 m³ on the old dial and 21 on the new, in the 31 days of January."""
    new = Meter("W-2", "1-101", "water")
    readings = [Reading("W-1", first(1), 100), Reading("W-2", first(2), 21)]
    read = MeterBook([WATER, new], readings, [Replacement("W-1", "W-2", date(2026, 1, 15), 110)])
    history = usages(read, month(1), meter=WATER)

    found = guessed(estimate(WATER, read, first(3), Estimation.average(3, HALF_UP), history))

    assert ("W-2", Decimal(49)) == (found.meter, found.value)


def test_a_method_may_be_written_out() -> None:
    assert Estimation.fixed(9) == Estimation("fixed", quantity="9")
    assert Estimation.average(3, Mode.UP) == Estimation("average", 3, mode=Mode.UP)
    assert Estimation.last_year(Mode.DOWN) == Estimation("last-year", mode=Mode.DOWN)


def test_a_method_that_contradicts_itself_is_refused() -> None:
    for periods in (0, -1, True):
        with pytest.raises(RuleError):
            Estimation.average(periods, HALF_UP)
    for method, periods, quantity in (("fixed", 0, None), ("last-year", 0, 5), ("fixed", 2, 5)):
        with pytest.raises(RuleError):
            Estimation(method, periods, quantity)  # type: ignore[arg-type]
    with pytest.raises(MoneyError):
        Estimation.fixed("-1")
    with pytest.raises(InexactError):
        Estimation.fixed(1.5)


@given(
    st.integers(0, 10**6),
    st.lists(st.tuples(st.integers(0, 10**5), st.integers(1, 60)), min_size=1, max_size=5),
    st.integers(1, 6),
    st.integers(1, 60),
    st.integers(0, 3),
    modes,
)
def test_an_average_is_the_one_on_paper(
    start: int, stretches: list[tuple[int, int]], periods: int, days: int, places: int, mode: Mode
) -> None:
    meter = Meter("W-1", "1-101", "water", decimals=places)
    day, value, readings = first(1), start, [(first(1), plain(start, places))]
    spans = []
    for moved, length in stretches:
        spans.append(Period(day, day + timedelta(days=length)))
        day, value = spans[-1].end, value + moved
        readings.append((day, plain(value, places)))
    read = book(*readings, meter=meter)
    history = usages(read, *spans, meter=meter)

    found = estimate(
        meter, read, day + timedelta(days=days), Estimation.average(periods, mode), history
    )

    recent = stretches[-periods:]
    pace = Fraction(sum(moved for moved, _ in recent), sum(length for _, length in recent))
    expected = Fraction(round_by_hand(value + pace * days, mode), 10**places)
    assert expected == Fraction(guessed(found).value)


# -- settling ------------------------------------------------------------------------------------


def estimated(on: date, value: object) -> Reading:
    return Reading("W-1", on, value, "estimated")


def test_a_later_reading_bills_what_is_left() -> None:
    early = [Reading("W-1", first(1), 100), estimated(first(2), 150)]
    billed = usages(MeterBook([WATER], early), month(1))
    read = MeterBook([WATER], [*early, Reading("W-1", first(3), 180)])

    found = settled(settle_estimates(billed, read, LAST))

    assert (Decimal(30), Decimal(50)) == (found.quantity, found.already)
    assert "180 m³ − 100 m³ − 50 m³ = 30 m³" == found.why()
    assert [30] == [each.quantity for each in usages(read, month(2))]


def test_an_estimate_that_was_too_high_gives_back() -> None:
    early = [Reading("W-1", first(1), 100), estimated(first(2), 150)]
    billed = usages(MeterBook([WATER], early), month(1))
    read = MeterBook([WATER], [*early, Reading("W-1", first(3), 145)])

    found = settled(settle_estimates(billed, read, LAST))

    assert (Decimal(-5), Period(first(1), first(3))) == (found.quantity, found.days)


def test_a_reading_for_the_very_day_that_comes_late_settles_both_sides() -> None:
    """Billed 50 and 30 on an estimate of 150; it was 140: 10 back for January, 10 on February."""
    early = [Reading("W-1", first(1), 100), estimated(first(2), 150), Reading("W-1", first(3), 180)]
    billed = usages(MeterBook([WATER], early), month(1), month(2))
    read = MeterBook([WATER], [*early, Reading("W-1", first(2), 140)])

    apart = [settled(settle_estimates([one], read, LAST)).quantity for one in billed]

    assert [-10, 10] == apart
    assert 0 == settled(settle_estimates(reversed(billed), read, LAST)).quantity


def test_what_is_not_read_yet_is_not_settled() -> None:
    early = MeterBook([WATER], [Reading("W-1", first(1), 100), estimated(first(2), 150)])

    found = settle_estimates(usages(early, month(1)), early, LAST)

    assert ("reading-missing", "2026-02-01") == (missing_of(found).reason, missing_of(found).detail)


def missing_of(found: Correction | NoUsage) -> NoUsage:
    assert isinstance(found, NoUsage), found
    return found


def test_a_wrong_reading_settles_nothing() -> None:
    early = [Reading("W-1", first(1), 100), estimated(first(2), 150)]
    billed = usages(MeterBook([WATER], early), month(1))
    read = MeterBook([WATER], [*early, Reading("W-1", first(3), 99)])

    assert "reading-negative" == missing_of(settle_estimates(billed, read, LAST)).reason


def test_bills_are_settled_from_a_reading_on_and_without_a_gap() -> None:
    readings = [Reading("W-1", first(1), 100), estimated(first(2), 110)]
    readings += [estimated(first(3), 120), Reading("W-1", first(4), 130)]
    read = MeterBook([WATER], readings)
    one, two, three = usages(read, month(1), month(2), month(3))

    assert 10 == settled(settle_estimates([one, two], read, LAST)).quantity
    with pytest.raises(RuleError, match="does not begin with a reading"):
        settle_estimates([two], read, LAST)
    with pytest.raises(PeriodError, match="do not follow each other"):
        settle_estimates([one, three], read, LAST)
    with pytest.raises(PeriodError, match="do not follow each other"):
        settle_estimates([one, one], read, LAST)
    with pytest.raises(RuleError, match="nothing was billed"):
        settle_estimates([], read, LAST)


def test_each_meter_is_settled_alone() -> None:
    other = Meter("W-2", "1-101", "water")
    days = [(id_, on) for id_ in ("W-1", "W-2") for on in (first(1), first(2), first(3))]
    read = MeterBook([WATER, other], [Reading(id_, on, on.month) for id_, on in days])
    mixed = [*usages(read, month(1)), *usages(read, month(2), meter=other)]

    with pytest.raises(RuleError, match="several meters"):
        settle_estimates(mixed, read, LAST)


@given(
    st.integers(0, 99_999),
    st.lists(st.integers(0, 3000), min_size=1, max_size=5),
    st.integers(0, 20_000),
    st.integers(1, 999),
)
def test_in_the_end_all_that_was_read_is_billed_and_nothing_else(
    start: int, guesses: list[int], flowed: int, times: int
) -> None:
    """Over a dial that may begin again, with estimates too high or too low."""
    meter = Meter("W-1", "1-101", "water", plain(times, 1), digits=5)
    readings = [Reading("W-1", first(1), start)]
    billed: list[Usage] = []
    for number, guess in enumerate(guesses, 1):
        by = Estimation.fixed(plain(guess * times, 1))
        read = MeterBook([meter], readings)
        readings.append(guessed(estimate(meter, read, month(number).end, by)))
        billed += usages(MeterBook([meter], readings), month(number), meter=meter)
    end = month(len(guesses) + 1).end
    read = MeterBook([meter], [*readings, Reading("W-1", end, (start + flowed) % 10**5)])

    found = settled(settle_estimates(billed, read, LAST))

    on_estimates = sum(Fraction(one.quantity) for one in billed)
    assert sum(guesses) * Fraction(times, 10) == on_estimates
    assert flowed * Fraction(times, 10) == on_estimates + Fraction(found.quantity)
    expr, inputs = found.tree()
    assert Fraction(found.quantity) == fraction(expr, dict(inputs))
