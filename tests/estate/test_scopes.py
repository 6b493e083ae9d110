"""Which units share a cost: community, building, entrance, named units."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from wuye import Community, Owner, Unit
from wuye.errors import RuleError, UnknownError
from wuye.estate import Scope, Succession

DAY = date(2026, 10, 17)
OWNER = Owner("O-1")


def estate() -> Community:
    """Two buildings; building 1 has two entrances, and two of its rooms are merged."""
    places = [("2", "1", "101"), ("1", "2", "101"), ("1", "1", "101"), ("1", "1", "102")]
    units = [
        Unit("-".join(place), "100", OWNER, building=place[0], entrance=place[1])
        for place in places
    ]
    units += [
        Unit("1-1-101A", "200", OWNER, building="1", entrance="1"),
        Unit("S-01", 9, OWNER, use="shop"),
    ]
    merger = Succession(DAY, of=["1-1-101", "1-1-102"], to=["1-1-101A"])
    return Community("锦苑", units, successions=[merger])


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), ["2-1-101", "1-2-101", "1-1-101", "1-1-102", "1-1-101A", "S-01"]),
        (Scope(building="1"), ["1-2-101", "1-1-101", "1-1-102", "1-1-101A"]),
        (Scope(building="1", entrance="1"), ["1-1-101", "1-1-102", "1-1-101A"]),
        (Scope(named=["S-01", "2-1-101"]), ["2-1-101", "S-01"]),
        (Scope(use="shop"), ["S-01"]),
        (Scope(building="2", use="residential"), ["2-1-101"]),
    ],
)
def test_a_scope_selects_in_the_order_of_the_community(scope: Scope, expected: list[str]) -> None:
    assert expected == [unit.id for unit in scope.units(estate())]


def test_on_a_day_only_those_share_that_exist() -> None:
    scope = Scope(building="1", entrance="1")

    assert ["1-1-101", "1-1-102"] == [u.id for u in scope.units(estate(), date(2026, 10, 16))]
    assert ["1-1-101A"] == [u.id for u in scope.units(estate(), DAY)]


def test_a_scope_that_selects_nothing_is_an_error() -> None:
    for scope in (
        Scope(building="9"),
        Scope(building="2", entrance="2"),
        Scope(building="2", use="shop"),
    ):
        with pytest.raises(UnknownError, match="nobody shares"):
            scope.units(estate())
    with pytest.raises(UnknownError, match="nobody shares"):
        Scope(named=["1-1-101"]).units(estate(), DAY)
    with pytest.raises(UnknownError, match="nobody shares"):
        Scope().units(Community("空", []))


def test_units_that_are_not_here_come_together() -> None:
    with pytest.raises(UnknownError) as wrong:
        Scope(named=["9-1", "S-01", "9-2"]).units(estate())

    assert ["9-1", "9-2"] == wrong.value.value


def test_a_scope_says_one_thing() -> None:
    wrongs: tuple[dict[str, Any], ...] = (
        {"entrance": "1"},
        {"building": "1", "named": ["S-01"]},
        {"use": "shop", "named": ["S-01"]},
        {"use": "garden"},
        {"named": "S-01"},
    )
    for wrong in wrongs:
        with pytest.raises(RuleError):
            Scope(**wrong)
