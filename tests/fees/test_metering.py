"""The usage of a period, against a flow that was counted in plain integers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Context as DecimalContext
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from strategies import hostile_contexts, modes
from waterworks import Waterworks, missing, month, used, waterworks
from wuye.dates import Period
from wuye.errors import MoneyError, PeriodError, RuleError
from wuye.explain.recompute import fraction
from wuye.fees.meters.book import MeterBook
from wuye.fees.meters.cuts import Cut, usage
from wuye.fees.meters.meter import Meter
from wuye.fees.meters.readings import Reading, Replacement
from wuye.fees.meters.usages import Usage
from wuye.rounding import Mode

OCTOBER, NOVEMBER = month(10), month(11)
LAST = Cut.last_read()
WATER = Meter("W-1", "1-101", "water")


def book(*readings: tuple[date, object], meter: Meter = WATER) -> MeterBook:
    return MeterBook([meter], [Reading(meter.id, on, value) for on, value in readings])


def on(number: int, day: int) -> date:
    return date(2026, number, day)


# -- examples -------------------------------------------------------------------------------------


def test_usage_is_the_difference_times_the_multiplier() -> None:
    power = Meter("E-1", "1-101", "power", "40")
    read = book((on(10, 1), "1263"), (on(11, 1), "1285.5"), meter=power)

    found = used(usage(power, read, OCTOBER, LAST))

    assert Decimal(900) == found.quantity
    assert "(1285.5 度 − 1263 度) × 40 = 900 度" == found.why()
    assert (OCTOBER, False, False) == (found.days, found.estimated, found.rolled_over)


def test_without_a_first_reading_nothing_is_billed() -> None:
    """Reading 1234 with none before it must not bill the whole dial."""
    assert "reading-missing" == missing(usage(WATER, book((on(11, 1), 1234)), OCTOBER, LAST)).reason


def test_a_meter_put_in_inside_the_period_counts_from_its_first_reading() -> None:
    first, last = Reading("W-1", on(10, 10), 1234, "first"), Reading("W-1", on(11, 1), 1240)

    found = used(usage(WATER, MeterBook([WATER], [first, last]), OCTOBER, LAST))

    assert (Decimal(6), Period(on(10, 10), on(11, 1))) == (found.quantity, found.days)


def test_a_meter_taken_out_inside_the_period_counts_until_that_day() -> None:
    meter = Meter("W-1", "1-101", "water", since=on(10, 5), until=on(10, 20))
    read = book((on(10, 5), 3), (on(10, 20), 9), meter=meter)

    assert Decimal(6) == used(usage(meter, read, OCTOBER, Cut.within(0))).quantity
    assert "meter-absent" == missing(usage(meter, read, NOVEMBER, LAST)).reason
    assert "meter-absent" == missing(usage(meter, read, month(9), LAST)).reason


def test_a_meter_with_a_first_reading_was_not_there_before_it() -> None:
    read = MeterBook([WATER], [Reading("W-1", on(11, 1), 5, "first"), Reading("W-1", on(12, 1), 9)])

    assert "meter-absent" == missing(usage(WATER, read, OCTOBER, LAST)).reason
    assert Decimal(4) == used(usage(WATER, read, NOVEMBER, LAST)).quantity


def test_a_lower_reading_is_no_usage() -> None:
    found = missing(usage(WATER, book((on(10, 1), 120), (on(11, 1), 100)), OCTOBER, LAST))

    assert ("reading-negative", Decimal(-20)) == (found.reason, found.value)
    assert "2026-10-01: 120, 2026-11-01: 100" == found.detail


@pytest.mark.parametrize(
    ("opening", "plausible"), [("51", True), ("50.01", True), ("50", False), ("49", False)]
)
def test_a_dial_that_began_again_is_believed_below_half_of_it(
    opening: str, plausible: bool
) -> None:
    meter = Meter("W-1", "1-101", "water", digits=2)

    found = usage(meter, book((on(10, 1), opening), (on(11, 1), 0), meter=meter), OCTOBER, LAST)

    if plausible:
        assert used(found).rolled_over
        assert 100 - Fraction(opening) == Fraction(used(found).quantity)
    else:
        assert "reading-negative" == missing(found).reason


def test_how_much_of_the_dial_is_believed_is_declared() -> None:
    meter = Meter("W-1", "1-101", "water", digits=2)
    read = book((on(10, 1), 90), (on(11, 1), 0), meter=meter)

    assert used(usage(meter, read, OCTOBER, Cut.last_read(rollover="0.11"))).rolled_over
    tight = usage(meter, read, OCTOBER, Cut.last_read(rollover="0.10"))
    assert "reading-negative" == missing(tight).reason


def test_a_wrong_reading_on_the_way_is_not_passed_over() -> None:
    read = book((on(10, 1), 100), (on(10, 15), 500), (on(11, 1), 120))

    assert "reading-negative" == missing(usage(WATER, read, OCTOBER, LAST)).reason


def test_an_estimate_on_the_way_is_passed_over() -> None:
    readings = [Reading("W-1", on(10, 1), 100), Reading("W-1", on(10, 15), 500, "estimated")]
    read = MeterBook([WATER], [*readings, Reading("W-1", on(11, 1), 120)])

    assert Decimal(20) == used(usage(WATER, read, OCTOBER, LAST)).quantity


def test_an_estimate_that_was_too_high_is_told_apart_from_a_wrong_reading() -> None:
    guess = Reading("W-1", on(10, 1), 150, "estimated")
    read = MeterBook([WATER], [guess, Reading("W-1", on(11, 1), 145)])

    found = missing(usage(WATER, read, OCTOBER, LAST))

    assert ("estimate-exceeds", Decimal(-5)) == (found.reason, found.value)


def test_a_meter_replaced_inside_the_period_adds_both() -> None:
    """(1285 − 1263) + 9 = 31, a published bill."""
    new = Meter("W-2", "1-101", "water")
    readings = [Reading("W-1", on(10, 1), 1263), Reading("W-2", on(11, 1), 9)]
    read = MeterBook([WATER, new], readings, [Replacement("W-1", "W-2", on(10, 12), 1285)])

    found = used(usage(new, read, OCTOBER, LAST))

    assert Decimal(31) == found.quantity
    assert "1285 m³ − 1263 m³ + 9 m³ − 0 m³ = 31 m³" == found.why()
    assert found.steps == used(usage(WATER, read, OCTOBER, LAST)).steps


def test_a_reading_that_comes_late_takes_its_place() -> None:
    """100 in January, 300 in March, 200 for February entered last: 200 in all, not 300."""
    read = book((on(1, 1), 100), (on(3, 1), 300), (on(2, 1), 200))

    months = [used(usage(WATER, read, month(n), LAST)).quantity for n in (1, 2)]

    assert [100, 100] == months
    assert 200 == used(usage(WATER, read, Period(on(1, 1), on(3, 1)), LAST)).quantity


def test_a_reading_at_a_hand_over_parts_the_month() -> None:
    special = Reading("W-1", on(10, 17), 12, "special")
    read = MeterBook(
        [WATER], [Reading("W-1", on(10, 1), 5), special, Reading("W-1", on(11, 1), 20)]
    )
    seller, buyer = OCTOBER.split(on(10, 17))

    assert 7 == used(usage(WATER, read, seller, LAST)).quantity
    assert 8 == used(usage(WATER, read, buyer, LAST)).quantity


# -- reading cycle against billing cycle --------------------------------------------------------------


def test_the_last_reading_stands_until_the_next() -> None:
    read = book((on(9, 28), 10), (on(10, 30), 25), (on(11, 2), 27))

    found = used(usage(WATER, read, OCTOBER, LAST))

    assert (Decimal(15), Period(on(9, 28), on(10, 30))) == (found.quantity, found.days)


def test_a_month_without_a_reading_is_not_billed_as_0_and_not_lost() -> None:
    read = book((on(9, 30), 10), (on(11, 30), 40))

    assert "reading-missing" == missing(usage(WATER, read, OCTOBER, LAST)).reason
    assert 30 == used(usage(WATER, read, NOVEMBER, LAST)).quantity


@pytest.mark.parametrize(
    ("days", "closing"), [(0, None), (1, None), (2, date(2026, 11, 3)), (3, date(2026, 11, 3))]
)
def test_a_reading_stands_within_so_many_days_of_the_end(days: int, closing: date | None) -> None:
    read = book((on(10, 1), 10), (on(10, 29), 25), (on(11, 3), 27))

    found = usage(WATER, read, OCTOBER, Cut.within(days))

    assert closing == (found.closing.on if isinstance(found, Usage) else None)


def test_the_first_reading_of_all_may_stand_for_a_day_near_it() -> None:
    read = book((on(9, 29), 10), (on(11, 2), 27))

    found = used(usage(WATER, read, OCTOBER, Cut.within(2)))

    assert (on(9, 29), on(11, 2)) == (found.opening.on, found.closing.on)


@pytest.mark.parametrize("cut", [LAST, Cut.within(0), Cut.within(40), Cut.by_days(Mode.DOWN)])
def test_one_reading_or_none_is_no_usage_whatever_the_cut(cut: Cut) -> None:
    for read in (book(), book((on(10, 1), 5)), book((on(10, 16), 5)), book((on(11, 1), 5))):
        assert "reading-missing" == missing(usage(WATER, read, OCTOBER, cut)).reason


def test_of_two_readings_equally_near_the_earlier_stands() -> None:
    read = book((on(10, 1), 10), (on(10, 30), 25), (on(11, 3), 27))

    assert on(10, 30) == used(usage(WATER, read, OCTOBER, Cut.within(5))).closing.on


@pytest.mark.parametrize(
    ("mode", "value"),
    [(Mode.HALF_UP, 25), (Mode.HALF_EVEN, 24), (Mode.DOWN, 24), (Mode.UP, 25)],
)
def test_by_days_the_dial_moved_evenly(mode: Mode, value: int) -> None:
    """From 19 on 27 October to 30 on 6 November: 24.5 on 1 November."""
    read = book((on(10, 1), 0), (on(10, 27), 19), (on(11, 6), 30))

    found = used(usage(WATER, read, OCTOBER, Cut.by_days(mode)))

    assert value == found.quantity
    assert found.estimated
    assert value == found.closing.recompute()


def test_what_was_reckoned_by_days_says_so() -> None:
    read = book((on(10, 1), 0), (on(10, 27), 19), (on(11, 6), 30))

    closing = used(usage(WATER, read, OCTOBER, Cut.by_days(Mode.DOWN))).closing

    assert (
        "19 m³ + (30 m³ − 19 m³) × 5 天 ÷ 10 天 = 24.5 m³，舍去尾数到整数：24 m³" == closing.why()
    )


def test_by_days_rounds_to_the_decimals_of_the_dial_or_of_its_readings() -> None:
    def closing(meter: Meter, last: str) -> Decimal:
        read = book((on(10, 1), "0"), (on(11, 3), last), meter=meter)
        return used(usage(meter, read, OCTOBER, Cut.by_days(Mode.HALF_UP))).closing.value

    assert Decimal(9) == closing(WATER, "10")  # 31/33 of 10 is 9.3939…
    assert Decimal("9.5") == closing(WATER, "10.1")  # 9.4878…
    assert Decimal("9.394") == closing(Meter("W-1", None, "water", decimals=3), "10")


def test_by_days_goes_over_a_dial_that_began_again() -> None:
    meter = Meter("W-1", "1-101", "water", digits=2)
    read = book((on(10, 22), 95), (on(11, 11), 15), meter=meter)

    parts = [
        used(usage(meter, read, part, Cut.by_days(Mode.HALF_UP)))
        for part in Period(on(10, 22), on(11, 11)).split(on(11, 1))
    ]

    assert [95, 5, 15] == [parts[0].opening.value, parts[0].closing.value, parts[1].closing.value]
    assert [10, 10] == [part.quantity for part in parts]
    assert 5 == parts[0].closing.recompute()


def test_by_days_needs_a_reading_on_both_sides() -> None:
    read = book((on(10, 2), 10), (on(10, 30), 25))

    found = usage(WATER, read, OCTOBER, Cut.by_days(Mode.HALF_UP))

    assert ("reading-missing", "2026-10-01") == (missing(found).reason, missing(found).detail)


def test_by_days_goes_over_no_reading_that_is_wrong() -> None:
    read = book((on(10, 1), 10), (on(10, 20), 25), (on(11, 9), 20))

    found = usage(WATER, read, OCTOBER, Cut.by_days(Mode.HALF_UP))

    assert ("reading-negative", OCTOBER) == (missing(found).reason, missing(found).period)


def test_a_cut_that_contradicts_itself_is_refused() -> None:
    for days in (-1, True):
        with pytest.raises(PeriodError):
            Cut.within(days)
    with pytest.raises(PeriodError):
        Cut("last-read", 3)
    with pytest.raises(RuleError):
        Cut("by-days")
    with pytest.raises(RuleError):
        Cut("last-read", 0, Mode.DOWN)
    for rollover in ("0", "1", "-0.5"):
        with pytest.raises(MoneyError):
            Cut.last_read(rollover=rollover)


def test_a_usage_has_two_readings() -> None:
    with pytest.raises(RuleError, match="two readings"):
        Usage(WATER, [])


# -- properties ---------------------------------------------------------------------------------


@st.composite
def cuts(draw: st.DrawFn) -> Cut:
    return draw(
        st.sampled_from([Cut.last_read(), Cut.within(0), Cut.within(3), Cut.within(30)])
        | modes.map(Cut.by_days)
    )


@given(waterworks(), st.data())
def test_what_was_read_is_what_flowed(works: Waterworks, data: st.DataObject) -> None:
    """Over dials that began again and meters that were replaced, whatever the cut."""
    days = [day for day, _ in works.flowed]
    start, end = sorted(data.draw(st.lists(st.sampled_from(days), min_size=2, max_size=2)))
    assume(start < end)

    found = used(usage(works.meter, works.book, Period(start, end), data.draw(cuts())))

    assert works.between(start, end) == Fraction(found.quantity)
    assert Period(start, end) == found.days
    assert not found.estimated


@given(waterworks(), cuts(), st.lists(st.integers(-5, 160), min_size=3, max_size=3, unique=True))
def test_neighbouring_periods_add_up(works: Waterworks, cut: Cut, offsets: list[int]) -> None:
    first, cut_at, last = (works.flowed[0][0] + timedelta(days=off) for off in sorted(offsets))
    periods = Period(first, cut_at), Period(cut_at, last), Period(first, last)

    parts = [usage(works.meter, works.book, period, cut) for period in periods]

    assume(all(isinstance(part, Usage) for part in parts))
    left, right, both = (Fraction(used(part).quantity) for part in parts)
    assert both == left + right


@given(waterworks(digits=(4, 5)), modes, st.data())
def test_a_dial_reckoned_by_days_parts_what_flowed(
    works: Waterworks, mode: Mode, data: st.DataObject
) -> None:
    """Both parts come to the whole, and the cut is less than one count of the dial away."""
    (start, before), (end, after) = works.flowed[-2:]
    assume((end - start).days > 1)
    day = data.draw(st.integers(1, (end - start).days - 1))
    cut_at = start + timedelta(days=day)

    left, right = (
        used(usage(works.meter, works.book, part, Cut.by_days(mode)))
        for part in Period(start, end).split(cut_at)
    )

    assert after - before == Fraction(left.quantity) + Fraction(right.quantity)
    even = (after - before) * day / (end - start).days
    count = Fraction(1, 10**works.meter.decimals) * Fraction(works.meter.multiplier)
    assert abs(Fraction(left.quantity) - even) < count
    assert left.closing == right.opening
    assert left.closing.value == left.closing.recompute()
    assert left.estimated
    assert right.estimated


@given(waterworks(), cuts(), st.integers(0, 60), st.integers(1, 90))
def test_the_tree_is_the_quantity(works: Waterworks, cut: Cut, off: int, days: int) -> None:
    start = works.flowed[0][0] + timedelta(days=off)

    found = usage(works.meter, works.book, Period(start, start + timedelta(days=days)), cut)

    assume(isinstance(found, Usage))
    expr, inputs = used(found).tree("_x")
    assert len({name for name, _ in inputs}) == len(inputs)
    assert all(name.endswith("_x") for name, _ in inputs)
    assert Fraction(used(found).quantity) == fraction(expr, dict(inputs))


@given(waterworks(), cuts(), hostile_contexts())
def test_no_host_changes_a_usage(works: Waterworks, cut: Cut, host: DecimalContext) -> None:
    period = Period(works.flowed[0][0], works.flowed[-1][0] + timedelta(days=1))
    usual = usage(works.meter, works.book, period, cut)

    with localcontext(host):
        hostile = usage(works.meter, works.book, period, cut)

        assert usual == hostile
        assert not isinstance(usual, Usage) or usual.quantity == used(hostile).quantity
