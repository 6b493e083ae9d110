"""Rooms merged and split: what came from what, and no debt outside a life."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wuye import Community, Owner, Period, Transfer, Unit
from wuye.errors import DuplicateError, RuleError, UnknownError
from wuye.estate import Agreement, Succession

OCTOBER = Period.month(2026, 10)
DAY = date(2026, 10, 17)
LATER = date(2026, 11, 5)


def rooms(*ids: str) -> list[Unit]:
    return [Unit(id_, "50", Owner(f"O-{id_}")) for id_ in ids]


def merged(*more: Succession, transfers: tuple[Transfer, ...] = ()) -> Community:
    """1-101 and 1-102 become 1-101A, which is split into 1-101B and 1-101C."""
    split = Succession(LATER, of=["1-101A"], to=["1-101B", "1-101C"])
    merger = Succession(DAY, of=["1-101", "1-102"], to=["1-101A"])
    units = rooms("1-101", "1-102", "1-101A", "1-101B", "1-101C", "1-103")
    return Community("锦苑", units, transfers, successions=[split, merger, *more])


def test_old_rooms_end_and_the_new_begins_on_the_day() -> None:
    estate = merged()
    days = {
        unit: [(part.days, part.debtor.id) for part in estate.owing(unit, OCTOBER)]
        for unit in ("1-101", "1-101A", "1-101B", "1-103")
    }

    assert {
        "1-101": [(Period(OCTOBER.start, DAY), "O-1-101")],
        "1-101A": [(Period(DAY, OCTOBER.end), "O-1-101A")],
        "1-101B": [],
        "1-103": [(OCTOBER, "O-1-103")],
    } == days
    assert () == estate.liable("1-101B", OCTOBER)
    assert [True, False] == [estate.exists("1-101", d) for d in (DAY - timedelta(days=1), DAY)]
    assert [False, True] == [estate.exists("1-101A", d) for d in (DAY - timedelta(days=1), DAY)]


def test_lineage_is_followed_to_its_ends() -> None:
    estate = merged()

    assert ("1-101A", "1-101B", "1-101C") == estate.successors("1-102")
    assert ("1-101A", "1-101", "1-102") == estate.ancestors("1-101C")
    assert () == estate.ancestors("1-101") == estate.successors("1-103")
    with pytest.raises(UnknownError):
        estate.successors("9-999")


def test_the_units_of_a_day_are_those_that_exist() -> None:
    estate = merged()
    before, after = (estate.debtors(day) for day in (DAY - timedelta(days=1), DAY))

    assert ["O-1-101", "O-1-102", None, None, None, "O-1-103"] == [o and o.id for o in before]
    assert [None, None, "O-1-101A", None, None, "O-1-103"] == [o and o.id for o in after]


def test_a_month_in_which_rooms_are_merged_changes_them_and_no_other() -> None:
    estate = merged()

    assert {"1-101", "1-102", "1-101A"} == estate.changing(OCTOBER)
    assert frozenset() == estate.changing(Period(DAY, LATER))
    assert {"1-101A", "1-101B", "1-101C"} == estate.changing(Period.month(2026, 11))


def test_a_circle_of_rooms_is_refused() -> None:
    with pytest.raises(RuleError, match="1-101 ends before it begins"):
        Community(
            "锦苑",
            rooms("1-101", "1-102"),
            successions=[
                Succession(DAY, of=["1-101"], to=["1-102"]),
                Succession(LATER, of=["1-102"], to=["1-101"]),
            ],
        )


def test_a_room_that_begins_and_ends_on_one_day_never_was() -> None:
    with pytest.raises(RuleError, match=r"\['1-102 ends before it begins'\]"):
        Community(
            "锦苑",
            rooms("1-101", "1-102", "1-103"),
            successions=[
                Succession(DAY, of=["1-101"], to=["1-102"]),
                Succession(DAY, of=["1-102"], to=["1-103"]),
            ],
        )


def test_a_room_ends_once_and_begins_once() -> None:
    with pytest.raises(DuplicateError, match=r"\['end of 1-101'\]"):
        merged(Succession(LATER, of=["1-101"], to=["1-103"]))
    with pytest.raises(DuplicateError, match=r"\['beginning of 1-101A'\]"):
        merged(Succession(DAY, of=["1-103"], to=["1-101A"]))


def test_a_life_told_with_the_unit_and_a_succession_must_agree() -> None:
    merger = Succession(DAY, of=["1"], to=["2"])
    owner = Owner("O-1")

    def estate(until: date, since: date) -> Community:
        units = [Unit("1", "50", owner, until=until), Unit("2", "50", owner, since=since)]
        return Community("锦苑", units, successions=[merger])

    assert not estate(DAY, DAY).exists("1", DAY)
    with pytest.raises(RuleError) as wrong:
        estate(LATER, LATER)
    assert [
        "1 ends on 2026-11-05 and on 2026-10-17",
        "2 begins on 2026-11-05 and 2026-10-17",
    ] == wrong.value.value


def test_rooms_that_are_not_here_come_together_in_one_error() -> None:
    with pytest.raises(UnknownError) as wrong:
        merged(Succession(DAY, of=["9-1"], to=["9-2", "1-103"]))

    assert ["succession of 9-1", "succession of 9-2"] == wrong.value.value


@pytest.mark.parametrize(
    ("of", "to"),
    [([], ["a"]), (["a"], []), (["a"], ["a"]), (["a", "a"], ["b"]), ("a", ["b"]), (["a"], "b")],
)
def test_a_succession_is_of_rooms_to_other_rooms(of: list[str], to: list[str]) -> None:
    with pytest.raises(RuleError):
        Succession(DAY, of=of, to=to)


def test_nobody_buys_a_room_before_or_after_its_life() -> None:
    buyer = Owner("B")
    first, last = Transfer("1-101A", DAY, buyer), Transfer("1-101", DAY - timedelta(days=1), buyer)

    assert "B" == merged(transfers=(first,)).owing("1-101A", OCTOBER)[0].debtor.id
    assert 2 == len(merged(transfers=(last,)).owing("1-101", OCTOBER))
    with pytest.raises(RuleError) as wrong:
        merged(
            transfers=(
                Transfer("1-101A", DAY - timedelta(days=1), buyer),
                Transfer("1-101", DAY, buyer),
            )
        )
    assert [
        "1-101A changes owner on 2026-10-16 and does not exist",
        "1-101 changes owner on 2026-10-17 and does not exist",
    ] == wrong.value.value


def test_an_agreement_meets_the_life_of_its_unit() -> None:
    units = [Unit("1", "50", Owner("O-1"), until=DAY)]
    tenant = Owner("T")
    last = Agreement("1", tenant, since=DAY - timedelta(days=1))
    estate = Community("锦苑", units, agreements=[last])

    assert [(15, "O-1"), (1, "T")] == [
        (part.days.days, part.debtor.id) for part in estate.owing("1", OCTOBER)
    ]
    with pytest.raises(RuleError, match="never in its life"):
        Community("锦苑", units, agreements=[Agreement("1", tenant, since=DAY)])
