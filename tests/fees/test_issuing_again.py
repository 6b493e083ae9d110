"""Nobody is charged twice, in whatever order and however often a month is issued."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import COSTS, OCTOBER, estate, schedule
from wuye import Bill, Community, Money, Owner, Period, Transfer, Unit, fees

COUNT = 6
PLAN = schedule(
    fees.Item("property", "物业服务费", fees.PerArea("2.80")),
    fees.Item("lift", "电梯费", fees.Flat("20"), fees.Cycle.advance(every=3)),
    fees.Item("hall-power", "公摊电费", fees.Shared("area")),
)


def world(known: int, *, sold: bool = False, unknown: bool = False) -> Community:
    """The first so many units; one is sold, and of one the area is not known."""
    units = [
        Unit(str(i), None if unknown and i == 1 else f"{50 + i}.5", Owner(f"O-{i}"))
        for i in range(known)
    ]
    sales = [Transfer("0", date(2026, 10, 17), Owner("B"))] if sold else []
    return Community("锦苑", units, sales)


runs = st.lists(
    st.tuples(
        st.integers(2, COUNT), st.booleans(), st.booleans(), st.none() | st.integers(0, 10**6)
    ),
    min_size=1,
    max_size=5,
)


@given(runs)
def test_however_often_a_month_is_issued_a_charge_stands_once(
    told: list[tuple[int, bool, bool, int | None]],
) -> None:
    """Late units, late sales, areas and costs that come later, in any order."""
    existing: list[Bill] = []
    for known, sold, unknown, cost in told:
        costs = {} if cost is None else {"hall-power": Money.of_fen(cost)}
        facts = world(known, sold=sold, unknown=unknown)
        run = fees.issue(facts, PLAN, OCTOBER, costs=costs, existing=existing)
        again = fees.issue(
            facts, PLAN, OCTOBER, costs=costs, existing=[*run.bills, *existing, *existing]
        )
        assert () == again.bills
        assert again.total == Money("0")
        assert {bill.unit for bill in run.bills}.isdisjoint(bill.unit for bill in existing)
        existing += run.bills
        alone = fees.issue(facts, PLAN, OCTOBER, costs=costs)
        billed = sum(b.total.fen for b in existing)
        more = sum(each.more.fen for each in again.differences)
        if not alone.skipped and {b.unit for b in existing} <= {unit.id for unit in facts.units}:
            assert alone.total.fen == billed + more

    charged = [
        (bill.unit, bill.debtor, line.code, day)
        for bill in existing
        for line in bill.lines
        for day in range((line.service.start - OCTOBER.start).days, line.service.days)
    ]
    assert len(set(charged)) == len(charged)
    assert len({bill.id for bill in existing}) == len(existing)


@given(st.permutations(range(COUNT)))
def test_ids_and_amounts_by_unit_do_not_depend_on_the_order_of_the_units(order: list[int]) -> None:
    estate = world(COUNT, sold=True)
    shuffled = evolve(estate, units=[estate.units[i] for i in order])
    plan = evolve(PLAN, items=PLAN.items[:2])
    told, other = (
        {bill.id: bill for bill in fees.issue(each, plan, OCTOBER).bills}
        for each in (estate, shuffled)
    )

    assert told == other
    assert [str(i) for i in order] == list(
        dict.fromkeys(bill.unit for bill in fees.issue(shuffled, plan, OCTOBER).bills)
    )


def test_a_cost_that_comes_late_is_a_difference_for_everyone() -> None:
    first = fees.issue(estate(), schedule(), OCTOBER)
    later = fees.issue(estate(), schedule(), OCTOBER, costs=COSTS, existing=first.bills)

    assert ((), 3) == (later.bills, len(first.skipped))
    assert [None, "20.00"] == [later.differences[0].was, str(later.differences[0].now)]
    assert "2000.00" == str(Money.total(each.more for each in later.differences))
    assert "O-17: none -> 20.00" == str(later.differences[0])


def test_a_bill_given_twice_counts_once() -> None:
    run = fees.issue(estate(), schedule(), OCTOBER, costs=COSTS)
    again = fees.issue(
        estate(), schedule(), OCTOBER, costs=COSTS, existing=[*map(evolve, run.bills), *run.bills]
    )

    assert ((), (), run.bills) == (again.bills, again.differences, again.existing)


def test_what_is_skipped_now_is_no_difference() -> None:
    run = fees.issue(estate(), schedule(), OCTOBER, costs=COSTS)

    assert () == fees.issue(estate(), schedule(), OCTOBER, existing=run.bills).differences


def test_another_month_and_another_creditor_do_not_count() -> None:
    run = fees.issue(estate(), schedule(), OCTOBER, costs=COSTS)
    others = [evolve(bill, creditor="某水务公司") for bill in run.bills]
    again = fees.issue(estate(), schedule(), OCTOBER, costs=COSTS, existing=others)
    november = fees.issue(estate(), schedule(), Period.month(2026, 11), existing=run.bills)

    assert run.bills == again.bills
    assert {"2026-11"} == {bill.id[:7] for bill in november.bills}


def test_two_schedules_of_one_creditor_bill_the_same_units_side_by_side() -> None:
    parking = schedule(fees.Item("parking", "车位服务费", fees.Flat("80")))
    first = fees.issue(estate(), schedule(), OCTOBER, costs=COSTS)
    beside = fees.issue(estate(), parking, OCTOBER, existing=first.bills)
    posted = (*first.bills, *beside.bills)
    again = fees.issue(estate(), parking, OCTOBER, existing=posted)
    before = fees.issue(estate(), schedule(), OCTOBER, costs=COSTS, existing=posted)

    assert () == beside.differences
    assert Money("240.00") == beside.total
    assert "2026-10:3-1-502:O-17::1" == beside.bills[0].id
    assert "2026-10:3-1-502:O-17::1:parking" == beside.bills[0]["parking"].id
    assert Money("80.00") == beside.bills[0]["parking"].recompute()
    assert len(posted) == len({bill.id for bill in posted})
    assert ((), ()) == (again.bills, again.differences)
    assert ((), ()) == (before.bills, before.differences)


def test_schedules_of_homes_and_of_shops_do_not_see_each_others_bills() -> None:
    def plan(rate: str, *units: str) -> fees.FeeSchedule:
        scope = fees.Scope(named=units)
        return schedule(fees.Item("property", "物业服务费", fees.PerArea(rate), scope=scope))

    homes, shops = plan("2.80", "3-1-502", "3-1-503"), plan("6.00", "S-01")
    first = fees.issue(estate(), homes, OCTOBER)
    second = fees.issue(estate(), shops, OCTOBER, existing=first.bills)
    again = fees.issue(estate(), homes, OCTOBER, existing=[*first.bills, *second.bills])

    assert (Money("58800.00"), ()) == (second.total, second.differences)
    assert ((), ()) == (again.bills, again.differences)


def test_an_item_that_a_new_version_leaves_out_is_a_difference() -> None:
    both = fees.issue(estate(), schedule(), OCTOBER, costs=COSTS)
    less = schedule(fees.Item("property", "物业服务费", fees.PerArea("2.80")))
    again = fees.issue(estate(), less, OCTOBER, existing=both.bills)

    assert {"hall-power"} == {each.item for each in again.differences}
    assert Money("-2000.00") == Money.total(each.more for each in again.differences)


def test_reliefs_and_rebates_are_those_of_the_new_bills() -> None:
    half = fees.Waiver(
        id="W",
        unit="3-1-502",
        items=["property"],
        share="0.5",
        reason="disability",
        evidence="残疾证",
        since=date(2026, 1, 1),
        until=date(2027, 1, 1),
    )
    run = fees.issue(estate(), schedule(), OCTOBER, costs=COSTS, waivers=[half])
    again = fees.issue(
        estate(), schedule(), OCTOBER, costs=COSTS, waivers=[half], existing=run.bills
    )

    assert (1, 0) == (len(run.reliefs), len(again.reliefs))
