"""No cost that was given vanishes: it is shared, or it is told why not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from community import OCTOBER, estate, schedule
from wuye import Community, Money, Owner, Period, Unit, fees
from wuye.citation import Dated
from wuye.errors import MoneyError, RuleError, UnknownError
from wuye.estate import Scope, Space, Succession

PROPERTY = fees.Item("property", "物业服务费", fees.PerArea("2.80"))
LIFTS = {"lifts": "100.00"}


def lifts(
    tariff: fees.Shared, cycle: fees.Cycle | None = None, scope: Scope | None = None
) -> fees.FeeSchedule:
    cycle = cycle or fees.Cycle.advance()
    return schedule(PROPERTY, fees.Item("lifts", "电梯电费", tariff, cycle, scope=scope))


@pytest.mark.parametrize(
    ("plan", "costs"),
    [
        (lifts(fees.Shared("area")), {"property": "100.00"}),
        (lifts(fees.Shared("area"), fees.Cycle.arrears(every=3, first=2)), LIFTS),
    ],
)
def test_a_cost_that_the_bills_of_the_month_do_not_share_is_refused(
    plan: fees.FeeSchedule, costs: dict[str, str]
) -> None:
    with pytest.raises(RuleError, match="a cost that is not shared on the bills of 2026-10-01"):
        fees.issue(estate(), plan, OCTOBER, costs=costs)


def test_a_cost_that_nobody_weighs_in_is_skipped_and_the_rest_is_billed() -> None:
    here = estate()
    plan = lifts(fees.Shared("spaces", agreed="业主大会2025年第3号决议"))
    run = fees.issue(here, plan, OCTOBER, costs=LIFTS)
    held = Community(here.name, here.units, spaces=[Space("B1", "owned", "3-1-502")])

    assert Money("28000.00") == run.total
    assert [(unit.id, "lifts", "weight-missing") for unit in here.units] == [
        (skip.unit, skip.item, skip.reason) for skip in run.skipped
    ]
    assert Money("28100.00") == fees.issue(held, plan, OCTOBER, costs=LIFTS).total


def test_a_cost_that_nobody_is_left_to_share_is_told() -> None:
    everyone = [unit.id for unit in estate().units]
    none = lifts(fees.Shared("area", agreed="业主大会2025年第3号决议", excluded=everyone))
    gone = Unit("2-101", "100", Owner("O-1"), building="2", until=date(2026, 10, 1))
    here = Community("锦苑", [*estate().units, gone])
    ended = lifts(fees.Shared("area"), scope=Scope(building="2"))
    for place, plan in ((estate(), none), (here, ended)):
        run = fees.issue(place, plan, OCTOBER, costs=LIFTS)
        assert [("", "lifts", "weight-missing", "100.00")] == [
            (skip.unit, skip.item, skip.reason, skip.detail) for skip in run.skipped
        ]
    assert Money("28380.00") == fees.issue(here, ended, Period.month(2026, 9), costs=LIFTS).total


@pytest.mark.parametrize(
    "told", [{"coefficient": "楼层", "agreed": "合同第6条"}, {"least": "1"}, {"most": "30"}]
)
def test_shares_of_a_cost_are_not_changed_so_that_they_still_make_it(told: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match="shares of a cost add up to it"):
        fees.Item("lifts", "电梯电费", fees.Shared("area"), **told)


@pytest.mark.parametrize("told", [{"least": "-1"}, {"most": "-0.01"}])
def test_no_bound_makes_a_charge_below_nothing(told: dict[str, Any]) -> None:
    with pytest.raises(MoneyError, match="a bound is not below 0"):
        fees.Item("property", "物业服务费", fees.PerArea("2.80"), **told)


def test_an_item_that_is_not_in_a_schedule_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownError, match="no such item: 'lift'"):
        lifts(fees.Shared("area")).item("lift")


MERGED = date(2026, 10, 17)


def merged() -> Community:
    """1 and 2 are one room from 17 October, measured and given the space of 1 on that day."""
    owner, new = Owner("O-1"), Dated("1A", [(MERGED, "100")])
    old = [Unit("1", "50", owner), Unit("2", "50", owner)]
    return Community(
        "锦苑",
        [*old, Unit("1A", new, owner), Unit("3", "100", Owner("O-3"))],
        successions=[Succession(MERGED, of=["1", "2"], to=["1A"])],
        spaces=[
            Space("B1", "owned", Dated("B1", [(date(2026, 1, 1), "1"), (MERGED, "1A")])),
            Space("B2", "owned", "3"),
        ],
    )


@pytest.mark.parametrize(
    ("tariff", "shares"),
    [
        (fees.Shared("area"), {"1": "12.90", "2": "12.90", "1A": "24.20", "3": "50.00"}),
        (
            fees.Shared("spaces", agreed="业主大会2025年第3号决议"),
            {"1": "25.81", "2": "0.00", "1A": "24.19", "3": "50.00"},
        ),
    ],
)
def test_a_new_room_weighs_what_it_does_on_its_first_day(
    tariff: fees.Shared, shares: dict[str, str]
) -> None:
    run = fees.issue(merged(), lifts(tariff), OCTOBER, costs=LIFTS)

    assert () == run.skipped
    assert shares == {bill.unit: str(bill["lifts"].amount) for bill in run.bills}
    assert all(line.amount == line.recompute() for bill in run.bills for line in bill.lines)


def test_a_cost_that_rooms_shared_by_their_days_can_be_disclosed() -> None:
    run = fees.issue(merged(), lifts(fees.Shared("area")), OCTOBER, costs=LIFTS)
    told = fees.disclosure(run, "lifts")

    assert Money("100.00") == told.total == Money.total(room.amount for room in told.rooms)
    assert ["800.00 ㎡·天", "800.00 ㎡·天", "1500.00 ㎡·天", "3100.00 ㎡·天"] == [
        line.split("　")[1] for line in told.text().splitlines()[-4:]
    ]
    assert "÷ 6200.00 ㎡·天" in run.bills[0]["lifts"].why()
