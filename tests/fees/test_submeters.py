"""Meters of one unit added, and a main meter less its sub-meters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import plain
from waterworks import missing, month
from wuye.errors import RuleError
from wuye.explain.recompute import fraction
from wuye.fees.meters.book import MeterBook
from wuye.fees.meters.cuts import Cut
from wuye.fees.meters.meter import Meter
from wuye.fees.meters.readings import Reading
from wuye.fees.meters.submeters import Combined, common_usage, usage_of_unit
from wuye.fees.meters.usages import NoUsage

OCTOBER, LAST = month(10), Cut.last_read()
MAIN = Meter("M", None, "water", "2")
SUBS = tuple(Meter(f"S-{i}", f"1-10{i}", "water", of="M") for i in (1, 2))


def read(meter: str, opening: object, closing: object) -> list[Reading]:
    return [Reading(meter, OCTOBER.start, opening), Reading(meter, OCTOBER.end, closing)]


def both(found: Combined | NoUsage) -> Combined:
    assert isinstance(found, Combined), found
    return found


def rest(*readings: list[Reading], meters: tuple[Meter, ...] = (MAIN, *SUBS)) -> Combined | NoUsage:
    book = MeterBook(meters, [reading for pair in readings for reading in pair])
    return common_usage(MAIN, book, OCTOBER, LAST)


def test_common_usage_is_the_main_meter_less_its_sub_meters() -> None:
    found = both(rest(read("M", 100, 150), read("S-1", 5, 35), read("S-2", 0, 45)))

    assert Decimal(25) == found.quantity
    assert "(150 m³ − 100 m³) × 2 − (35 m³ − 5 m³) − (45 m³ − 0 m³) = 25 m³" == found.why()
    assert (OCTOBER, True, False) == (found.days, found.aligned, found.estimated)


def test_nothing_is_left_when_the_sub_meters_count_it_all() -> None:
    assert Decimal(0) == both(rest(read("M", 0, 5), read("S-1", 0, 4), read("S-2", 0, 6))).quantity


def test_a_rest_below_0_is_no_usage() -> None:
    found = missing(rest(read("M", 0, 5), read("S-1", 0, 4), read("S-2", 0, "6.01")))

    assert ("M", "rest-negative", Decimal("-0.01")) == (found.meter, found.reason, found.value)


def test_while_one_sub_meter_is_not_known_nor_is_the_rest() -> None:
    found = missing(rest(read("M", 0, 50), read("S-1", 0, 4)))

    assert ("M", "reading-missing") == (found.meter, found.reason)
    assert "S-2 reading-missing 2026-10-01" == found.detail
    wrong = missing(rest(read("M", 0, 50), read("S-1", 4, 0), read("S-2", 1, 2)))
    assert ("reading-negative", None) == (wrong.reason, wrong.value)


def test_while_the_main_meter_is_not_known_nor_is_the_rest() -> None:
    assert "reading-missing" == missing(rest(read("S-1", 0, 4), read("S-2", 0, 4))).reason


def test_a_sub_meter_that_was_not_there_yet_takes_nothing_off() -> None:
    later = Meter("S-2", "1-102", "water", of="M", since=OCTOBER.end)

    found = both(rest(read("M", 0, 50), read("S-1", 0, 4), meters=(MAIN, SUBS[0], later)))

    assert Decimal(96) == found.quantity


def test_meters_that_are_read_on_other_days_leave_a_rough_rest() -> None:
    early = [Reading("S-2", date(2026, 9, 28), 0), Reading("S-2", date(2026, 10, 28), 4)]

    found = both(rest(read("M", 0, 50), read("S-1", 0, 4), early))

    assert not found.aligned
    assert (date(2026, 9, 28), OCTOBER.end) == (found.days.start, found.days.end)


def test_an_estimate_makes_the_whole_an_estimate() -> None:
    guess = [Reading("S-2", OCTOBER.start, 0), Reading("S-2", OCTOBER.end, 4, "estimated")]

    assert both(rest(read("M", 0, 50), read("S-1", 0, 4), guess)).estimated


def test_the_meters_of_a_unit_are_added() -> None:
    kitchen, bath = Meter("K", "1-101", "water"), Meter("B", "1-101", "water")
    hot = Meter("H", "1-101", "hot-water")
    readings = [*read("K", 5, 9), *read("B", 0, 3), *read("H", 0, 100)]
    book = MeterBook([kitchen, bath, hot], readings)

    found = both(usage_of_unit("1-101", "water", book, OCTOBER, LAST))

    assert ("1-101", Decimal(7)) == (found.meter, found.quantity)


def test_a_unit_without_a_meter_has_no_usage() -> None:
    found = missing(usage_of_unit("1-101", "gas", MeterBook([MAIN]), OCTOBER, LAST))

    assert ("1-101", "meter-absent") == (found.meter, found.reason)


def test_a_unit_with_one_meter_unread_has_no_usage() -> None:
    book = MeterBook([Meter("K", "1-101", "water"), Meter("B", "1-101", "water")], read("K", 5, 9))

    found = missing(usage_of_unit("1-101", "water", book, OCTOBER, LAST))

    assert ("reading-missing", "B reading-missing 2026-10-01") == (found.reason, found.detail)


def test_something_is_added_up() -> None:
    with pytest.raises(RuleError, match="nothing is added up"):
        Combined("M", [])


moves = st.integers(0, 10**6)


@given(moves, st.lists(moves, min_size=1, max_size=6))
def test_sub_meters_and_rest_make_the_main_meter(common: int, shares: list[int]) -> None:
    whole = common + sum(shares)
    main = Meter("M", None, "power")
    subs = [Meter(f"S-{i}", None, "power", of="M") for i in range(len(shares))]
    readings = read("M", "0", plain(whole, 2))
    for sub, share in zip(subs, shares, strict=True):
        readings += read(sub.id, "1", plain(share + 100, 2))

    found = both(common_usage(main, MeterBook([main, *subs], readings), OCTOBER, LAST))

    assert Fraction(common, 100) == Fraction(found.quantity)
    expr, inputs = found.tree()
    assert Fraction(common, 100) == fraction(expr, dict(inputs))
    assert len(dict(inputs)) == len(inputs)
