"""Waivers: who pays less, for how long, and who bears it; a neighbour never does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import COSTS, OCTOBER, estate, schedule
from wuye import Account, Community, Money, Owner, Period, Transfer, Unit, fees
from wuye.errors import DuplicateError, MoneyError, PeriodError, RuleError, UnknownError
from wuye.estate import Succession

FOUNDATION = Owner("F-1", name="某某基金会")
PLAN = schedule()


def waiver(**more: Any) -> fees.Waiver:
    told: dict[str, Any] = {
        "id": "W-1",
        "unit": "3-1-502",
        "items": ["property"],
        "share": "0.5",
        "reason": "low-income",
        "evidence": "低保证",
        "since": date(2026, 7, 1),
        "until": date(2027, 1, 1),
    }
    return fees.Waiver(**(told | more))


def october(*waivers: fees.Waiver) -> fees.Run:
    return fees.issue(estate(), PLAN, OCTOBER, costs=COSTS, waivers=waivers)


def totals(run: fees.Run, unit: str = "3-1-502") -> list[str]:
    return [f"{bill.debtor} {bill.total}" for bill in run.of_unit(unit)]


@pytest.mark.parametrize("reason", ["low-income", "disability"])
def test_a_household_in_need_pays_half_of_the_base_fee(reason: str) -> None:
    run = october(waiver(reason=reason))
    line = run.of_unit("3-1-502")[0]["property"]

    assert ["O-17 160.00"] == totals(run)  # 140.00 and 20.00 of hall power
    assert "100.00 ㎡ × 2.80 元/㎡·月 × (1 − 0.5) × 1 个月 = 140.00 元" == line.why()
    assert [("W-1", "O-17", "140.00", None)] == [
        (each.waiver, each.debtor, str(each.amount), each.bearer) for each in run.reliefs
    ]


def test_serious_illness_is_six_months_to_the_day() -> None:
    """From 15 July until 15 January: a part of July, five months, a part of January."""
    ill = waiver(reason="illness", share="1", since=date(2026, 7, 15), until=date(2027, 1, 15))
    plan = evolve(PLAN, in_force=Period(date(2026, 1, 1), date(2028, 1, 1)))
    billed = [
        str(fees.issue(estate(), plan, month, waivers=[ill]).of_unit("3-1-502")[0].total)
        for month in [OCTOBER.shift(i) for i in range(-4, 5)]
    ]

    # 280.00 × 14/31 before, and 280.00 less that after: the day of the hand-back counts
    none = ["0.00"] * 5
    assert ["280.00", "126.45", *none, "153.55", "280.00"] == billed


def test_a_foundation_is_billed_for_what_it_gives() -> None:
    run = october(waiver(reason="donation", bearer=FOUNDATION))
    given_, own = run.of_unit("3-1-502")

    assert ["F-1 140.00", "O-17 160.00"] == totals(run)
    assert "30000.00" == str(run.total)
    assert (
        "100.00 ㎡ × 2.80 元/㎡·月 × 1 个月 − 100.00 ㎡ × 2.80 元/㎡·月 × (1 − 0.5) × 1 个月"
        " = 140.00 元" == given_["property"].why()
    )
    assert "140.00" == str(Account.of([given_]).on(OCTOBER.start).outstanding)
    assert ["property"] == [line.code for line in given_.lines]
    assert "hall-power" in [line.code for line in own.lines]
    assert "基金会" not in repr(run.reliefs)


def test_waivers_that_overlap_apply_one_after_the_other() -> None:
    half = waiver()
    gift = waiver(id="W-2", share=None, amount="100", reason="donation", bearer=FOUNDATION)

    assert ["F-1 100.00", "O-17 60.00"] == totals(october(half, gift))  # 280, 140, 40
    assert ["F-1 100.00", "O-17 110.00"] == totals(october(gift, half))  # 280, 180, 90


def test_two_halves_leave_a_quarter() -> None:
    run = october(waiver(), waiver(id="W-2"))

    assert ["O-17 90.00"] == totals(run)
    assert ["140.00", "70.00"] == [str(each.amount) for each in run.reliefs]


def test_one_bearer_of_several_waivers_has_a_line_for_each() -> None:
    gifts = [waiver(id=f"W-{i}", share="0.1", bearer=FOUNDATION) for i in range(4)]
    (given_, own) = october(*gifts).of_unit("3-1-502")

    assert ["28.00", "25.20", "22.68", "20.41"] == [str(line.amount) for line in given_.lines]
    assert 4 == len({line.id for line in given_.lines})
    assert "280.00" == str(given_.total + own["property"].amount)


def test_an_amount_takes_off_no_more_than_there_is() -> None:
    run = october(waiver(share=None, amount="500"))

    assert ["O-17 20.00"] == totals(run)
    assert ["280.00"] == [str(each.amount) for each in run.reliefs]


def test_a_waiver_of_a_shared_cost_leaves_the_neighbours_alone() -> None:
    alone = {bill.id: bill for bill in october().bills}
    helped = october(waiver(items=["property", "hall-power"], share="1"))

    for bill in helped.bills:
        if bill.unit != "3-1-502":
            assert alone[bill.id] == bill
    assert ["O-17 0.00"] == totals(helped)
    assert ["280.00", "20.00"] == [str(each.amount) for each in helped.reliefs]


def test_who_is_excluded_leaves_the_denominator_and_the_neighbours_pay() -> None:
    shared = fees.Shared("area", agreed="业主大会2025年第3号决议", excluded=["S-01"])
    plan = schedule(fees.Item("hall-power", "公摊电费", shared))
    run = fees.issue(estate(), plan, OCTOBER, costs=COSTS)

    assert () == run.of_unit("S-01")
    assert ["O-17 1000.00"] == totals(run)
    assert "2000.00" == str(run.total)


def test_excluded_units_are_a_list() -> None:
    with pytest.raises(RuleError, match="no list of units"):
        fees.Shared("area", agreed="业主大会2025年第3号决议", excluded="S-01")


def test_an_empty_home_pays_unless_a_rule_says_otherwise() -> None:
    with pytest.raises(RuleError, match="an empty home pays as others do"):
        waiver(reason="vacancy")
    vacant = waiver(reason="vacancy", rule="前期物业服务合同第九条", share="0.3")
    assert ["O-17 216.00"] == totals(october(vacant))

    with pytest.raises(RuleError, match="an empty home bears its share of common costs"):
        october(evolve(vacant, items=("hall-power",)))
    agreed = evolve(vacant, items=("hall-power",), shared=True)
    assert ["O-17 294.00"] == totals(october(agreed))


def test_an_amount_a_month_is_not_taken_off_a_price_a_day() -> None:
    plan = schedule(fees.Item("property", "物业服务费", fees.PerArea("0.09", per="day")))

    with pytest.raises(RuleError, match="an amount a month is not taken off a price a day"):
        fees.issue(estate(), plan, OCTOBER, waivers=[waiver(share=None, amount="30")])
    run = fees.issue(estate(), plan, OCTOBER, waivers=[waiver()])
    assert ["O-17 139.50"] == totals(run)


def test_waivers_of_nothing_and_given_twice_are_refused() -> None:
    with pytest.raises(DuplicateError, match="two waivers have one id"):
        october(waiver(), waiver(unit="3-1-503"))
    with pytest.raises(UnknownError, match="no such unit"):
        october(waiver(unit="9-9-999"))
    with pytest.raises(UnknownError, match="a waiver of no item"):
        october(waiver(items=["propertty"]))
    past = waiver(items=["lift"], since=date(2025, 1, 1), until=date(2026, 1, 1))
    assert ["O-17 300.00"] == totals(october(past))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"share": None}, RuleError),
        ({"amount": "10"}, RuleError),
        ({"share": "0"}, MoneyError),
        ({"share": "1.01"}, MoneyError),
        ({"share": None, "amount": "0"}, MoneyError),
        ({"share": None, "amount": "-1"}, MoneyError),
        ({"evidence": "  "}, RuleError),
        ({"items": []}, RuleError),
        ({"reason": "friendship"}, RuleError),
        ({"until": date(2026, 7, 1)}, PeriodError),
    ],
)
def test_a_waiver_says_how_much_of_what_why_and_until_when(
    wrong: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        waiver(**wrong)


@given(
    st.integers(0, 10**7),
    st.lists(st.integers(1, 10**5), min_size=2, max_size=6),
    st.sampled_from(["0.5", "1", "0.333"]),
    st.integers(0, 30),
    st.booleans(),
)
def test_a_shared_cost_is_conserved_whoever_is_relieved_sold_or_merged(
    cost: int, areas: list[int], share: str, offset: int, third: bool
) -> None:
    """Two rooms become one within the month, one is sold, one is relieved."""
    on = date(2026, 10, 1 + offset)
    rooms = ["a", "b", "ab"] if on > OCTOBER.start else []
    units = [Unit(f"{i}", f"{area}.5", Owner(f"O-{i}")) for i, area in enumerate(areas)]
    merged = [Unit(name, "50", Owner("M")) for name in rooms]
    world = Community(
        "锦苑",
        [*units, *merged],
        [Transfer("1", on, Owner("B"))],
        successions=[Succession(on, of=["a", "b"], to=["ab"])] if rooms else [],
    )
    plan = schedule(fees.Item("hall-power", "公摊电费", fees.Shared("area")))
    helped = waiver(
        unit="0", items=["hall-power"], share=share, bearer=FOUNDATION if third else None
    )

    def issue(*waivers: fees.Waiver) -> fees.Run:
        costs = {"hall-power": Money.of_fen(cost)}
        return fees.issue(world, plan, OCTOBER, costs=costs, waivers=waivers)

    plain, run = issue(), issue(helped)
    company = sum(each.amount.fen for each in run.reliefs if not each.bearer)
    assert cost == plain.total.fen == run.total.fen + company
    for bill in plain.bills:
        if bill.unit != "0":
            assert (bill,) == tuple(other for other in run.bills if other.id == bill.id)
    for bill in run.bills:
        assert all(line.amount == line.recompute() for line in bill.lines)


def test_rooms_that_become_one_share_by_their_days() -> None:
    """Two of 50 ㎡ until the 17th, one of 100 ㎡ from then on, beside one of 100 ㎡."""
    units = [Unit(name, area, Owner(name)) for name, area in [("a", 50), ("b", 50), ("ab", 100)]]
    world = Community(
        "锦苑",
        [*units, Unit("c", "100", Owner("c"))],
        successions=[Succession(date(2026, 10, 17), of=["a", "b"], to=["ab"])],
    )
    plan = schedule(fees.Item("hall-power", "公摊电费", fees.Shared("area")))
    run = fees.issue(world, plan, OCTOBER, costs={"hall-power": "620"})

    assert {"a": "80.00", "b": "80.00", "ab": "150.00", "c": "310.00"} == {
        bill.unit: str(bill.total) for bill in run.bills
    }
    line = run.of_unit("a")[0]["hall-power"]
    assert "620.00 元 × 50.00 ㎡ × 16 天 ÷ 6200.00 ㎡·天 = 80.00 元" == line.why()


def test_discounts_say_what_they_took_off_and_who_bears_it() -> None:
    item = fees.Item(
        "property",
        "物业服务费",
        fees.PerArea("2.80"),
        fees.Cycle.advance(every=12),
        discounts=[
            fees.Discount("95折", "0.95", bearer="物业公司"),
            fees.FreeMonths("交12送1", 1, of=13, bearer="建设单位"),
        ],
    )
    run = fees.issue(
        Community("锦苑", [Unit("1", "100", Owner("O"))]), schedule(item), Period.month(2026, 1)
    )

    # 3,360.00 × 0.95 = 3,192.00, × 12/13 = 2,946.46
    assert "2946.46" == str(run.total)
    assert [("95折", "物业公司", "168.00"), ("交12送1", "建设单位", "245.54")] == [
        (each.discount, each.bearer, str(each.amount)) for each in run.rebates
    ]
    assert () == october().rebates
