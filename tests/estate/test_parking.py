"""Parking spaces and vehicles: who holds which space on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye import Community, Owner, Unit
from wuye.citation import Dated
from wuye.errors import DuplicateError, PeriodError, RuleError, UnknownError
from wuye.estate import Space, Succession, Vehicle
from wuye.estate.parking import Holder, SpaceKind

DAY = date(2026, 10, 17)
BEFORE = DAY - timedelta(days=1)
KINDS: tuple[SpaceKind, ...] = get_args(SpaceKind)
TENANT = Owner("P-1", name="周某", phone="13800000009")


def estate(*spaces: Space, vehicles: tuple[Vehicle, ...] = ()) -> Community:
    units = [Unit(id_, "100", Owner(f"O-{id_}")) for id_ in ("1", "2", "1A")]
    merger = Succession(date(2027, 1, 1), of=["1"], to=["1A"])
    return Community("锦苑", units, spaces=spaces, vehicles=vehicles, successions=[merger])


def ids(spaces: tuple[Space, ...]) -> list[str]:
    return [space.id for space in spaces]


def test_a_unit_holds_its_spaces_from_day_to_day() -> None:
    here = estate(
        Space("B1", "owned", "1"),
        Space("B2", "developer", Dated("B2", [(DAY, "1"), (date(2026, 11, 1), None)])),
        Space("B3", "common-ground", Dated("B3", [(date.min, "1"), (DAY, "2")])),
        Space("B4", "civil-defence", TENANT),
        Space("B5", "common-ground"),
    )

    assert ["B1", "B3"] == ids(here.spaces_of("1", BEFORE))
    assert ["B1", "B2"] == ids(here.spaces_of("1", DAY))
    assert ["B3"] == ids(here.spaces_of("2", DAY))
    assert ["B2"] == ids(here.spaces_of("1", DAY, {"developer", "common-ground"}))
    assert ["B1"] == ids(here.spaces_of("1", date(2026, 11, 1)))


def test_a_unit_that_is_gone_holds_no_space() -> None:
    here = estate(Space("B1", "owned", "1"))

    assert ["B1"] == ids(here.spaces_of("1", date(2026, 12, 31)))
    assert [] == ids(here.spaces_of("1", date(2027, 1, 1)))
    assert [] == ids(here.spaces_of("1A", date(2027, 1, 1)))


def test_a_space_tells_its_holder() -> None:
    space = Space("B1", "developer", Dated("B1", [(DAY, TENANT), (date(2026, 11, 1), "1")]))

    assert [None, TENANT, "1"] == [space.holder_on(day) for day in (BEFORE, DAY, date(2026, 11, 1))]
    assert ("1",) == space.units


def test_kinds_of_spaces_are_those_of_the_law() -> None:
    with pytest.raises(RuleError, match="not one of the choices"):
        Space("B1", "garden")  # type: ignore[arg-type]
    for wrong in ("owned", ["garden"]):
        with pytest.raises(RuleError, match="no such kind of space"):
            estate().spaces_of("1", DAY, wrong)  # type: ignore[arg-type]


def test_what_a_space_or_a_vehicle_names_must_be_here() -> None:
    with pytest.raises(UnknownError) as wrong:
        estate(
            Space("B1", "owned", Dated("B1", [(DAY, "1"), (date(2026, 11, 1), "8")])),
            vehicles=(Vehicle("京A12345", "9", space="B1"), Vehicle("京A12346", "1", space="B7")),
        )

    assert ["space held by 8", "vehicle of 9", "vehicle in B7"] == wrong.value.value
    with pytest.raises(UnknownError, match="no such unit"):
        estate().spaces_of("9", DAY)


def test_the_day_of_a_holder_is_a_day() -> None:
    with pytest.raises(PeriodError, match="not a day"):
        Space("B1", "owned", Dated("B1", [("2026-10-17", "1")]))  # type: ignore[list-item]


def test_a_space_and_a_plate_are_given_once_and_the_plate_is_not_told() -> None:
    twice = (Vehicle("京A·12345", "1"), Vehicle("京a 12345", "2"))
    with pytest.raises(DuplicateError) as wrong:
        estate(Space("B1", "owned"), Space("B1", "developer"), vehicles=twice)

    assert ["space B1", "vehicle 京A****5"] == wrong.value.value


@pytest.mark.parametrize("written", ["京A·12345", "京a12345", "京Ａ－１２３４５", " 京A 12345 "])
def test_a_vehicle_is_found_however_its_plate_is_written(written: str) -> None:
    here = estate(Space("B1", "owned", "1"), vehicles=(Vehicle("京A12345", "1", space="B1"),))

    assert ("1", "B1") == (here.vehicle(written).unit, here.vehicle(written).space)


def test_an_unknown_plate_is_not_told() -> None:
    with pytest.raises(UnknownError) as wrong:
        estate().vehicle("沪B·88888")

    assert "沪B****8" in str(wrong.value)
    assert "8888" not in str(wrong.value)
    assert "12345" not in repr(Vehicle("京A·12345", "1"))
    assert "***" in repr(Vehicle("A12", "1"))
    with pytest.raises(RuleError, match="has a number plate"):
        Vehicle(" - ", "1")


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))
holders: st.SearchStrategy[Holder] = st.sampled_from(["1", "2", None, TENANT])
changes = st.dictionaries(days, holders, min_size=1, max_size=5)


@given(st.lists(st.tuples(st.sampled_from(KINDS), changes), max_size=5), days)
def test_every_space_that_is_held_by_a_unit_is_held_by_that_one_alone(
    given: list[tuple[SpaceKind, dict[date, Holder]]], day: date
) -> None:
    spaces = [
        Space(str(i), kind, Dated(str(i), sorted(steps.items(), key=lambda step: step[0])))
        for i, (kind, steps) in enumerate(given)
    ]
    here = estate(*spaces)

    for unit in ("1", "2"):
        expected = []
        for i, (_, steps) in enumerate(given):
            past = [since for since in steps if since <= day]
            if past and steps[max(past)] == unit:
                expected.append(str(i))
        assert expected == ids(here.spaces_of(unit, day))
        by_kind = [id_ for kind in KINDS for id_ in ids(here.spaces_of(unit, day, [kind]))]
        assert sorted(expected) == sorted(by_kind)
