"""A community: hand-overs, the developer's units, faults that come together, quick answers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from attrs import evolve

from wuye import Community, Owner, Period, Transfer, Unit
from wuye.citation import Dated
from wuye.errors import DuplicateError, RuleError, UnknownError
from wuye.estate import Agreement, FirstDay

OCTOBER = Period.month(2026, 10)
DAY = date(2026, 10, 17)
DEVELOPER = Owner("D", kind="developer")
BUYER = Owner("B")


def test_what_is_not_sold_or_handed_over_is_the_developers() -> None:
    estate = Community(
        "锦苑",
        [
            Unit("1", "100", DEVELOPER),
            Unit("2", "100", DEVELOPER),
            Unit("3", "100", BUYER),
            Unit("4", "100", DEVELOPER, until=DAY),
        ],
        [Transfer("1", DAY, BUYER, hand_over=True)],
    )

    assert ["1", "2", "4"] == [u.id for u in estate.held_by_developer(DAY - timedelta(days=1))]
    assert ["2"] == [u.id for u in estate.held_by_developer(DAY)]


@pytest.mark.parametrize(
    ("first_day", "parts"),
    [
        (FirstDay.HAND_OVER, [("D", 16), ("B", 15)]),
        (FirstDay.NEXT_DAY, [("D", 17), ("B", 14)]),
        (FirstDay.NEXT_MONTH, [("D", 31)]),
    ],
)
def test_the_first_chargeable_day_after_a_hand_over_is_that_of_the_place(
    first_day: FirstDay, parts: list[tuple[str, int]]
) -> None:
    handed_over = Transfer("1", DAY, BUYER, hand_over=True)
    estate = Community("锦苑", [Unit("1", "100", DEVELOPER)], [handed_over])
    found = estate.owing("1", OCTOBER, first_day=first_day)

    assert parts == [(part.debtor.id, part.days.days) for part in found]
    assert (frozenset({"1"}) if len(parts) > 1 else frozenset()) == estate.changing(
        OCTOBER, first_day
    )


@pytest.mark.parametrize(
    ("start", "end", "changes"),
    [
        (DAY, date(2026, 11, 1), False),
        (DAY, date(2026, 11, 2), True),
        (date(2026, 10, 31), date(2026, 11, 2), True),
        (date(2026, 11, 1), date(2026, 12, 1), False),
    ],
)
def test_a_hand_over_changes_the_unit_on_the_day_that_counts(
    start: date, end: date, *, changes: bool
) -> None:
    for on in (date(2026, 10, 1), DAY, date(2026, 10, 31)):
        handed_over = Transfer("1", on, BUYER, hand_over=True)
        estate = Community("锦苑", [Unit("1", "100", DEVELOPER)], [handed_over])

        assert changes == bool(estate.changing(Period(start, end), FirstDay.NEXT_MONTH))


def test_a_unit_knows_its_day_of_hand_over() -> None:
    handed_over = Transfer("1", DAY, BUYER, hand_over=True)
    sold = Transfer("2", DAY, BUYER)
    told = Unit("3", "100", BUYER, handed_over=DAY)
    units = [Unit("1", "100", DEVELOPER, handed_over=DAY), Unit("2", "100", DEVELOPER), told]
    estate = Community("锦苑", units, [handed_over, sold])

    assert [DAY, None, DAY] == [estate.handed_over(unit.id) for unit in units]
    assert DAY == Community("锦苑", [Unit("1", "100", DEVELOPER)], [handed_over]).handed_over("1")
    with pytest.raises(RuleError, match="handed over on 2026-10-18 and on 2026-10-17"):
        evolve(estate, units=[evolve(units[0], handed_over=date(2026, 10, 18)), *units[1:]])


def test_ids_that_are_given_twice_come_together() -> None:
    sold = Transfer("1", DAY, BUYER)
    with pytest.raises(DuplicateError) as wrong:
        Community("锦苑", [Unit("1", "100", BUYER)] * 2, [sold, sold])

    assert ["unit 1", "owner of 1 from 2026-10-17"] == wrong.value.value


def test_all_units_that_are_not_here_are_named_at_once() -> None:
    sales = [Transfer(unit, DAY, BUYER) for unit in ("8", "1", "9")]
    with pytest.raises(UnknownError) as wrong:
        Community("锦苑", [Unit("1", "100", BUYER)], sales)

    assert ["transfer of 8", "transfer of 9"] == wrong.value.value


def test_all_ids_with_two_persons_are_named_at_once_and_no_name_is_told() -> None:
    units = [Unit(str(i), "100", Owner(f"O-{i % 2}", name=f"赵{i}")) for i in range(4)]
    with pytest.raises(RuleError) as wrong:
        Community("锦苑", units)

    assert ["O-0", "O-1"] == wrong.value.value
    assert "赵" not in str(wrong.value)


def test_news_that_comes_late_is_as_if_it_had_been_known() -> None:
    """A back-dated hand-over, a sale and an agreement, told in every order."""
    units = [Unit("1", "100", DEVELOPER)]
    news = [
        Transfer("1", date(2026, 9, 20), BUYER, hand_over=True),
        Transfer("1", date(2026, 10, 5), Owner("C")),
        Transfer("1", DAY, Owner("E")),
    ]
    tenant = Agreement("1", Owner("T"), since=date(2026, 10, 10))
    known = Community("锦苑", units, news, agreements=[tenant])

    for order in permutations(news):
        estate = Community("锦苑", units)
        for piece in order:
            estate = evolve(estate, transfers=(*estate.transfers, piece))
        estate = evolve(estate, agreements=(tenant,))
        for first_day in FirstDay:
            assert known.owing("1", OCTOBER, first_day=first_day) == estate.owing(
                "1", OCTOBER, first_day=first_day
            )


def test_units_to_which_nothing_happens_are_known() -> None:
    owner = Owner("O-1")
    dated = Dated("2", [(date(2020, 1, 1), "100")])
    units = [
        Unit("0", "100", owner),
        Unit("1", "100", owner),
        Unit("2", dated, owner),
        Unit("3", "100", owner, interior_area=dated),
        Unit("4", "100", owner, since=DAY),
        Unit("5", "100", owner),
        Unit("6", Dated("6", [(DAY, None)]), owner),
    ]
    sold, guaranteed = Transfer("1", DAY, BUYER), Agreement("5", BUYER, kind="guarantor")
    estate = Community("锦苑", units, [sold], agreements=[guaranteed])

    assert {"1", "2", "3", "4", "5", "6"} == estate.eventful


def test_an_area_is_cut_on_the_days_inside_the_period_and_the_life() -> None:
    areas = Dated("1", [(date(2026, 10, day), str(100 + day)) for day in (1, 5, 17, 31)])
    owner = Owner("O-1")
    whole = Community("锦苑", [Unit("1", areas, owner)])
    short = Community("锦苑", [Unit("1", areas, owner, since=date(2026, 10, 5), until=DAY)])

    assert (date(2026, 10, 5), DAY, date(2026, 10, 31)) == whole.cuts("1", OCTOBER)
    assert () == whole.cuts("1", Period(DAY, date(2026, 10, 31)))
    assert () == short.cuts("1", OCTOBER) == short.cuts("1", OCTOBER.shift(1))
    assert {"1"} == whole.changing(OCTOBER)


def test_changes_are_found_without_looking_at_the_units() -> None:
    """No unit but the one that changes is asked for."""
    owner = Owner("O-1")
    units = [Unit(str(i), "100", owner) for i in range(2000)]
    estate = Community("锦苑", units, [Transfer("7", DAY, BUYER)])

    class Untouchable(tuple[Unit, ...]):
        __slots__ = ()

        def __iter__(self) -> None:  # type: ignore[override]
            raise AssertionError("the units were walked")

    object.__setattr__(estate, "units", Untouchable(units))

    assert {"7"} == estate.changing(OCTOBER)
    with pytest.raises(AssertionError, match="walked"):
        estate.debtors(DAY)
