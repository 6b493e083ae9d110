"""Meters, readings, replacements, and the book that holds them together."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wuye import fees
from wuye.errors import (
    ConflictError,
    DuplicateError,
    InexactError,
    MoneyError,
    PeriodError,
    RuleError,
    UnknownError,
)
from wuye.explain import Basis, Input
from wuye.fees.meters.book import MeterBook
from wuye.fees.meters.meter import Kind, Meter
from wuye.fees.meters.readings import Reading, Replacement, of_ratio

FIRST, SECOND, THIRD = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
WATER = Meter("W-1", "1-101", "water")


# -- values ---------------------------------------------------------------------------------


def test_a_meter_counts_in_the_measure_of_its_kind() -> None:
    kinds: tuple[Kind, ...] = ("water", "hot-water", "power", "gas")

    assert ["m3", "m3", "kwh", "m3"] == [Meter("M", None, kind).measure for kind in kinds]
    assert "GJ" == Meter("H-1", "1-101", "heat", measure="GJ").measure


@pytest.mark.parametrize("kind", ["heat", "cooling"])
def test_heat_has_no_measure_of_its_own(kind: str) -> None:
    with pytest.raises(RuleError, match='such as "GJ"'):
        Meter("H-1", "1-101", kind)  # type: ignore[arg-type]


def test_a_dial_begins_again_after_its_whole_digits() -> None:
    assert Decimal(100) == Meter("M", None, "power", digits=2).dial
    assert Meter("M", None, "power").dial is None


@pytest.mark.parametrize("digits", [0, 11, -1])
def test_a_dial_has_one_to_ten_digits(digits: int) -> None:
    with pytest.raises(RuleError, match="no such dial"):
        Meter("M", None, "power", digits=digits)


@pytest.mark.parametrize("decimals", [7, -1])
def test_a_dial_has_at_most_six_decimals(decimals: int) -> None:
    with pytest.raises(RuleError, match="no such dial"):
        Meter("M", None, "power", decimals=decimals)


@pytest.mark.parametrize("multiplier", ["0", "-1", "1000000", "0.0000001"])
def test_a_multiplier_is_above_0_and_in_range(multiplier: str) -> None:
    with pytest.raises(MoneyError):
        Meter("M", None, "power", multiplier)


def test_a_meter_ends_after_it_begins() -> None:
    assert Meter("M", None, "power", since=FIRST, until=SECOND).until == SECOND
    with pytest.raises(PeriodError, match="ends after it begins"):
        Meter("M", None, "power", since=FIRST, until=FIRST)


def test_a_kind_that_is_not_known_is_refused() -> None:
    with pytest.raises(RuleError, match="not one of the choices"):
        Meter("M", None, "steam")  # type: ignore[arg-type]


def test_a_reading_is_exact_and_not_below_0() -> None:
    assert Decimal("12.5") == Reading("W-1", FIRST, "12.50").value
    assert Decimal(0) == Reading("W-1", FIRST, 0).value
    with pytest.raises(InexactError):
        Reading("W-1", FIRST, 12.5)
    for value in ("-1", "-0.000001", "100000000000", "0.0000001"):
        with pytest.raises(MoneyError, match="out of range"):
            Reading("W-1", FIRST, value)


def test_a_basis_belongs_to_an_estimate_and_gives_its_value() -> None:
    basis = Basis(
        Input("last", "m3") + Input("quantity", "m3"),
        (("last", Decimal(5)), ("quantity", Decimal(4))),
    )

    assert "5 m³ + 4 m³ = 9 m³" == Reading("W-1", FIRST, 9, "estimated", basis).why()
    assert Decimal(9) == Reading("W-1", FIRST, 9, "estimated", basis).recompute()
    for value, kind in ((8, "estimated"), (9, "read")):
        with pytest.raises(RuleError, match="a basis is for an estimate"):
            Reading("W-1", FIRST, value, kind, basis)  # type: ignore[arg-type]


def test_a_reading_without_a_basis_has_nothing_to_explain() -> None:
    assert ("", Decimal(7)) == (
        Reading("W-1", FIRST, 7).why(),
        Reading("W-1", FIRST, 7).recompute(),
    )


@given(st.integers(-(10**17), 10**17), st.integers(0, 12), st.integers(1, 50))
def test_a_ratio_is_written_exactly_or_not_at_all(whole: int, places: int, more: int) -> None:
    scale = 10**places

    assert Fraction(whole, scale) == Fraction(of_ratio((whole * more, scale * more)))


def test_a_ratio_without_an_end_is_refused() -> None:
    with pytest.raises(RuleError, match="no exact decimal"):
        of_ratio((1, 3))


# -- the book ---------------------------------------------------------------------------------


def test_readings_stand_in_the_order_of_their_days_however_they_were_entered() -> None:
    readings = [Reading("W-1", THIRD, 3), Reading("W-1", FIRST, 1), Reading("W-1", SECOND, 2)]

    line = MeterBook([WATER], readings).line("W-1")

    assert [FIRST, SECOND, THIRD] == [reading.on for _, reading in line]


def test_one_meter_has_one_value_a_day() -> None:
    twice = [Reading("W-1", FIRST, 5), Reading("W-1", FIRST, 5, "special")]

    assert 1 == len(MeterBook([WATER], twice).line("W-1"))
    with pytest.raises(ConflictError, match="W-1 on 2026-10-01: 5, 6"):
        MeterBook([WATER], [Reading("W-1", FIRST, 5), Reading("W-1", FIRST, 6, "reported")])
    with pytest.raises(ConflictError):
        MeterBook([WATER], [Reading("W-1", FIRST, n, "estimated") for n in (5, 6)])


def test_a_first_reading_that_was_also_read_stays_the_first() -> None:
    first, again = Reading("W-1", FIRST, 5, "first"), Reading("W-1", FIRST, 5)

    for entered in ([first, again], [again, first]):
        assert (FIRST, None) == MeterBook([WATER], entered).life("W-1")
    assert (None, None) == MeterBook([WATER], [again]).life("W-1")


def test_a_reading_stands_before_the_estimate_of_its_day() -> None:
    true, guess = Reading("W-1", FIRST, 5), Reading("W-1", FIRST, 6, "estimated")

    for entered in ([true, guess], [guess, true]):
        assert [(WATER, true)] == list(MeterBook([WATER], entered).line("W-1"))


def test_all_conflicts_are_told_together() -> None:
    readings = [Reading("W-1", day, n) for day in (FIRST, SECOND) for n in (1, 2)]

    with pytest.raises(ConflictError) as caught:
        MeterBook([WATER], readings)
    assert isinstance(caught.value.value, list)
    assert 2 == len(caught.value.value)


def test_a_meter_given_twice_is_refused() -> None:
    with pytest.raises(DuplicateError, match="W-1"):
        MeterBook([WATER, WATER])


def test_meters_that_are_not_here_are_told_together() -> None:
    sub = Meter("W-2", "1-101", "water", of="W-9")

    with pytest.raises(UnknownError) as caught:
        MeterBook([sub], [Reading("W-8", FIRST, 1)], [Replacement("W-6", "W-7", FIRST, 1)])
    assert ["W-6", "W-7", "W-8", "W-9"] == caught.value.value
    for ask in (MeterBook([WATER]).meter, MeterBook([WATER]).line, MeterBook([WATER]).subs):
        with pytest.raises(UnknownError):
            ask("W-2")


def test_a_reading_fits_the_dial() -> None:
    small = Meter("W-1", "1-101", "water", digits=2)

    assert 1 == len(MeterBook([small], [Reading("W-1", FIRST, "99.99")]).line("W-1"))
    with pytest.raises(RuleError, match="100 does not fit its dial"):
        MeterBook([small], [Reading("W-1", FIRST, 100)])


def test_a_reading_falls_within_the_life_of_its_meter() -> None:
    meter = Meter("W-1", "1-101", "water", since=FIRST, until=SECOND)

    assert 2 == len(MeterBook([meter], [Reading("W-1", d, 1) for d in (FIRST, SECOND)]).line("W-1"))
    for day in (date(2026, 9, 30), date(2026, 11, 2)):
        with pytest.raises(RuleError, match="not in service"):
            MeterBook([meter], [Reading("W-1", day, 1)])


# -- replacement --------------------------------------------------------------------------------


def test_a_replacement_carries_the_line_on() -> None:
    new = Meter("W-2", "1-101", "water", "10")
    book = MeterBook(
        [WATER, new], [Reading("W-1", FIRST, 5)], [Replacement("W-1", "W-2", SECOND, 9, 2)]
    )

    assert book.line("W-1") == book.line("W-2")
    assert [("W-1", 5), ("W-1", 9), ("W-2", 2)] == [
        (m.id, int(r.value)) for m, r in book.line("W-1")
    ]
    assert (new,) == book.of_unit("1-101", "water")


def test_the_old_meter_is_not_read_after_nor_the_new_one_before() -> None:
    meters, change = [WATER, Meter("W-2", "1-101", "water")], Replacement("W-1", "W-2", SECOND, 9)

    for reading in (Reading("W-1", THIRD, 9), Reading("W-2", FIRST, 0)):
        with pytest.raises(RuleError, match="not in service"):
            MeterBook(meters, [reading], [change])


def test_the_last_reading_of_a_replacement_may_not_contradict_another() -> None:
    meters, change = [WATER, Meter("W-2", "1-101", "water")], Replacement("W-1", "W-2", SECOND, 9)

    assert 2 == len(MeterBook(meters, [Reading("W-1", SECOND, 9)], [change]).line("W-2"))
    with pytest.raises(ConflictError):
        MeterBook(meters, [Reading("W-1", SECOND, 8)], [change])


def test_replacements_make_a_line_and_no_fork_or_circle() -> None:
    meters = [WATER, evolve(WATER, id="W-2"), evolve(WATER, id="W-3")]

    def book(*changes: tuple[str, str]) -> MeterBook:
        days = (FIRST, SECOND, THIRD)
        return MeterBook(
            meters,
            (),
            [Replacement(old, new, on, 0) for (old, new), on in zip(changes, days, strict=False)],
        )

    assert 4 == len(book(("W-1", "W-2"), ("W-2", "W-3")).line("W-1"))
    for fork in ([("W-1", "W-2"), ("W-1", "W-3")], [("W-1", "W-3"), ("W-2", "W-3")]):
        with pytest.raises(RuleError, match="twice"):
            book(*fork)
    for circle in ([("W-1", "W-1")], [("W-1", "W-2"), ("W-2", "W-1")]):
        with pytest.raises(RuleError, match="circle"):
            book(*circle)


@pytest.mark.parametrize(
    "other",
    [
        Meter("W-2", "1-102", "water"),
        Meter("W-2", "1-101", "gas"),
        Meter("W-2", "1-101", "water", measure="t"),
    ],
)
def test_a_meter_is_replaced_by_its_like(other: Meter) -> None:
    with pytest.raises(RuleError, match="another unit, kind or measure"):
        MeterBook([WATER, other], (), [Replacement("W-1", "W-2", FIRST, 0)])


# -- sub-meters ---------------------------------------------------------------------------------


def test_a_main_meter_knows_the_sub_meters_right_behind_it() -> None:
    main = Meter("M", None, "water")
    left, right = Meter("L", "1-101", "water", of="M"), Meter("R", "1-102", "water", of="M")
    behind = Meter("B", "1-102", "water", of="R")
    book = MeterBook([main, left, right, behind])

    assert (left, right) == book.subs("M")
    assert (behind,) == book.subs("R")
    assert () == book.subs("L")


def test_a_meter_behind_another_of_the_same_unit_is_part_of_that() -> None:
    main, behind = Meter("R", "1-102", "water"), Meter("B", "1-102", "water", of="R")

    assert (main,) == MeterBook([behind, main]).of_unit("1-102", "water")


def test_sub_meters_follow_their_main_meter_when_it_is_replaced() -> None:
    old, new = Meter("M", None, "water"), Meter("N", None, "water")
    sub = Meter("S", "1-101", "water", of="M")

    book = MeterBook([old, new, sub], (), [Replacement("M", "N", FIRST, 0)])

    assert (sub,) == book.subs("M") == book.subs("N")


def test_a_sub_meter_stands_behind_no_circle_and_no_other_kind() -> None:
    for meters in (
        [Meter("A", None, "water", of="A")],
        [Meter("A", None, "water", of="B"), Meter("B", None, "water", of="A")],
        [Meter("A", None, "water"), Meter("B", None, "gas", of="A")],
        [Meter("A", None, "power"), Meter("B", None, "power", of="A", measure="MWh")],
    ):
        with pytest.raises(RuleError, match="behind itself or behind a meter of another kind"):
            MeterBook(meters)


# -- the public face ----------------------------------------------------------------------------


def test_every_name_of_fees_is_at_hand_and_flat_fees_load_no_meters() -> None:
    code = "import sys, wuye.fees as f; print('wuye.fees.meters.meter' in sys.modules); "
    code += "[getattr(f, name) for name in f.__all__]; print(dir(f) == f.__all__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (["False", "True"], "") == (done.stdout.split(), done.stderr)
    with pytest.raises(AttributeError, match="no attribute 'Meters'"):
        vars(fees)["__getattr__"]("Meters")
