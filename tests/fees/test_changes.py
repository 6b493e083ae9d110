"""What changed since the last period: told by what the amounts rest on, before anything is issued."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from community import OCTOBER, estate, schedule
from wuye import Community, FeeSchedule, Owner, Period, Transfer, Unit, fees
from wuye.citation import Dated
from wuye.estate import Space
from wuye.fees import changes

SEPTEMBER = OCTOBER.shift(-1)
ITEMS = (
    fees.Item("property", "物业服务费", fees.PerArea("2.80")),
    fees.Item("hall-power", "公摊电费", fees.Shared("area")),
)


def run(
    world: Community | None = None,
    plan: FeeSchedule | None = None,
    month: Period = OCTOBER,
    cost: str = "2000",
    **more: Any,
) -> fees.Run:
    plan = plan or schedule(*ITEMS)
    costs = {"hall-power": cost} if any(x.code == "hall-power" for x in plan.items) else {}
    return fees.issue(world or estate(), plan, month, costs=costs, **more)


def texts(before: fees.Run, after: fees.Run) -> list[str]:
    """The changes of two runs, which are those of their bills."""
    told = [str(change) for change in changes(before, after)]
    assert told == [str(change) for change in changes(before.bills, after.bills)]
    return told


def with_units(*units: Unit) -> Community:
    return Community("锦苑", units)


def only(tariff: Any, **more: Any) -> FeeSchedule:
    return schedule(fees.Item("property", "物业服务费", tariff, **more))


A = Unit("1", "100", Owner("A"))


def test_a_month_in_which_nothing_happened_has_no_changes() -> None:
    """Days, costs and amounts differ, and nothing that they rest on."""
    still = evolve(estate(), transfers=())

    assert [] == texts(run(still, month=SEPTEMBER, cost="1234.56"), run(still))


def test_a_sale_is_told_in_its_month_and_not_again_in_the_next() -> None:
    september, october, november = (run(month=OCTOBER.shift(i)) for i in (-1, 0, 1))

    assert [
        "3-1-503 物业服务费：缴费人 O-18 → O-19",
        "3-1-503 公摊电费：缴费人 O-18 → O-19",
    ] == texts(september, october)
    assert [] == texts(october, november)
    told = changes(september.bills, october.bills)
    assert set(told) == set(changes(september.bills, reversed(october.bills)))


def test_a_new_area_is_told_for_the_unit_and_its_share_for_everyone() -> None:
    still = evolve(estate(), transfers=())
    first, *rest = still.units
    dated = Dated("3-1-502", [(date(2020, 1, 1), "100.00"), (date(2026, 10, 1), "98.60")])
    after = evolve(still, units=[evolve(first, area=dated), *rest])

    assert [
        "3-1-502 物业服务费：计费面积 100 → 98.6",
        "3-1-502 公摊电费：计费面积 100 → 98.6",
        "3户 公摊电费：分摊总面积 10000 → 9998.6",
    ] == texts(run(still, month=SEPTEMBER), run(after))


def test_a_price_that_changes_for_all_is_told_once() -> None:
    still = evolve(estate(), transfers=())
    (change,) = changes(
        run(still, only(fees.PerArea("2.80"))), run(still, only(fees.PerArea("3.00")))
    )

    assert ("price", "rate", "2.8", "3") == (change.kind, change.input, change.was, change.now)
    assert ("3-1-502", "3-1-503", "S-01") == change.units
    assert "3户 物业服务费：单价 2.8 → 3" == str(change)


def test_what_a_formula_rests_on_is_told_by_its_own_names() -> None:
    def priced(rate: str) -> FeeSchedule:
        facts = {"套内": "interior-area", "楼层": "coefficient:楼层"}
        return only(fees.Formula("套内 × 单价 × 楼层", facts, {"单价": rate}))

    def room(interior: str, floor: str) -> Community:
        coefficients = {"楼层": floor}
        return Community(
            "锦苑",
            [Unit("1", "9", Owner("O"), interior_area=interior, coefficients=coefficients)],
        )

    assert [
        "1 物业服务费：单价 2 → 3",
        "1 物业服务费：套内面积 80 → 81",
        "1 物业服务费：楼层 1 → 1.1",
    ] == sorted(texts(run(room("80", "1"), priced("2")), run(room("81", "1.1"), priced("3"))))


def test_what_changes_twice_within_a_month_is_told_twice() -> None:
    rates = Dated(
        "单价", [(date(2020, 1, 1), "2.80"), (date(2026, 10, 5), "3"), (date(2026, 10, 9), "2.80")]
    )
    plan = only(fees.PerArea(rates))

    assert ["1 物业服务费：单价 2.8 → 3", "1 物业服务费：单价 3 → 2.8"] == texts(
        run(with_units(A), plan, SEPTEMBER), run(with_units(A), plan)
    )


HALF = fees.Waiver(
    id="W",
    unit="1",
    items=["property"],
    share="0.5",
    reason="low-income",
    evidence="低保证",
    since=date(2026, 10, 1),
    until=date(2027, 1, 1),
)


def test_a_waiver_that_begins_and_one_that_ends_are_told() -> None:
    plan = only(fees.PerArea("2.80"))
    before, after = run(with_units(A), plan), run(with_units(A), plan, waivers=[HALF])
    borne = run(with_units(A), plan, waivers=[evolve(HALF, bearer=Owner("F"))])

    assert ["1 物业服务费：新增减免 0.5"] == texts(before, after)
    assert ["1 物业服务费：取消减免 0.5"] == texts(after, before)
    assert ["1 物业服务费：缴费人 A → A、F"] == texts(after, borne)


def household(count: int) -> Community:
    return with_units(evolve(A, households=count))


def spaces(count: int) -> Community:
    return Community("锦苑", [A], spaces=[Space(f"B{i}", "owned", "1") for i in range(count)])


def floor(number: str) -> Community:
    return with_units(evolve(A, coefficients={"floor": number}))


HIGH = only(fees.PerArea("2.80"), coefficient="floor", agreed="合同")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            run(household(1), only(fees.Flat("8", per="household"))),
            run(household(2), only(fees.Flat("8", per="household"))),
            "1 物业服务费：户数 1 → 2",
        ),
        (
            run(spaces(1), only(fees.Flat("80", per="space"))),
            run(spaces(2), only(fees.Flat("80", per="space"))),
            "1 物业服务费：车位数 1 → 2",
        ),
        (run(floor("1"), HIGH), run(floor("1.1"), HIGH), "1 物业服务费：系数 1 → 1.1"),
        (
            run(with_units(A), only(fees.Flat("80"))),
            run(with_units(A), only(fees.Flat("90"))),
            "1 物业服务费：每户金额 80 → 90",
        ),
        (
            run(with_units(A), only(fees.PerArea("2.80"), most="270")),
            run(with_units(A), only(fees.PerArea("2.80"), most="275")),
            "1 物业服务费：封顶 270 → 275",
        ),
        (
            run(with_units(A), only(fees.PerArea("2.80"))),
            run(
                with_units(A),
                only(fees.PerArea("2.80"), discounts=[fees.Discount("95折", "0.95", bearer="c")]),
            ),
            "1 物业服务费：新增折扣 0.95",
        ),
    ],
)
def test_counts_coefficients_bounds_and_discounts_are_told(
    before: fees.Run, after: fees.Run, told: str
) -> None:
    assert [told] == texts(before, after)


def test_units_and_items_that_begin_and_end_are_told() -> None:
    lift = fees.Item("lift", "电梯费", fees.Flat("20"))
    new = Unit("2", "50", Owner("B"))
    before = run(with_units(A), schedule(ITEMS[0]))
    after = run(with_units(A, new), schedule(ITEMS[0], lift))

    assert ["2：新增房屋 2", "1 电梯费：新增收费项目 lift"] == texts(before, after)
    assert ["2：取消房屋 2", "1 电梯费：取消收费项目 lift"] == texts(after, before)
    ended = {change.kind: change for change in changes(after, before)}
    assert ("lift", "", ("1",)) == (ended["item"].was, ended["item"].now, ended["item"].units)


def test_a_quarterly_item_does_not_end_between_its_quarters() -> None:
    lift = fees.Item("lift", "电梯费", fees.Flat("20"), fees.Cycle.advance(every=3))
    plan = schedule(ITEMS[0], lift)
    october, november = (run(with_units(A), plan, OCTOBER.shift(i)) for i in (0, 1))

    assert () == changes(october, november)
    assert () == changes(november, run(with_units(A), evolve(plan, in_force=Period.year(2026))))
    # bills alone do not know of quarters
    assert ["1 电梯费：取消收费项目 lift"] == [
        str(change) for change in changes(october.bills, november.bills)
    ]


def test_what_is_skipped_neither_ends_nor_begins() -> None:
    unknown = with_units(evolve(A, area=None))
    plan = only(fees.PerArea("2.80"))

    assert () == changes(run(with_units(A), plan), run(unknown, plan))
    assert () == changes(run(unknown, plan), run(with_units(A), plan))


def test_nobody_is_named() -> None:
    sale = Transfer("1", date(2026, 10, 17), Owner("B", name="赵某某", phone="13800000000"))
    world = Community("锦苑", [evolve(A, owner=Owner("A", name="钱某某"))], [sale])
    told = changes(run(world, month=SEPTEMBER), run(world))

    assert "某某" not in repr(told) + "".join(map(str, told))
