"""Published calculations of fees: the library gives the same by the convention they name.

The facts are data in ``tests/cases``; its README tells where each case is tried.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import product

from published import (
    OTHERS,
    OWNER,
    Case,
    amounts,
    billed,
    cases,
    formula,
    home,
    months,
    shared,
    tariff,
    wrong,
)
from wuye import Money, Owner, Period, Rounding, Transfer, Unit, fees
from wuye.allocation import by_largest_remainder
from wuye.dates import CHINA, ONE_DAY
from wuye.estate import Space
from wuye.fees import Block, Cycle, Proration, Timed
from wuye.rounding import Mode

JANUARY = Period.month(2026, 1)
CAME = datetime(2026, 10, 3, 8, tzinfo=CHINA)


def total(runs: Iterable[fees.Run]) -> str:
    return str(Money.total(run.total for run in runs))


# -- areas ----------------------------------------------------------------------------------


def charged(case: Case) -> list[fees.Run]:
    every = case.get("every", 1)
    item = fees.Item("property", "物业服务费", tariff(case), Cycle.advance(every=every))
    unit = home({"area": "100"} | case)
    first = case.get("first", "2026-01")
    return [billed(case, [item], [unit], month) for month in months(first, case["months"], every)]


@cases("charge")
def test_a_fee_for_months_is_as_published(case: Case) -> None:
    runs = charged(case)

    assert {case["bill"]} == {amount for run in runs for amount in amounts(run)}
    assert case["expected"] == total(runs)


@wrong("charge")
def test_wherever_a_fee_is_rounded_a_wrong_one_does_not_come_out(case: Case, figure: str) -> None:
    assert figure not in {total(charged(case | {"each": each})) for each in ("line", "month")}


@cases("rates")
def test_prices_for_an_area_and_a_year_are_as_published(case: Case) -> None:
    found = [total(charged(case | {"rate": rate})) for rate in case["rates"]]

    assert case["expected"] == found


def by_formula(case: Case, *texts: str) -> fees.Run:
    items = [
        fees.Item(
            f"item-{at}", text, formula(case, text), Cycle.advance(every=case.get("every", 1))
        )
        for at, text in enumerate(texts or [case["formula"]])
    ]
    return billed(case, items, [home(case)], JANUARY)


@cases("formula")
def test_a_formula_gives_what_was_published(case: Case) -> None:
    assert [case["expected"]] == amounts(by_formula(case))


@wrong("formula")
def test_in_no_mode_but_down_does_a_formula_give_what_is_wrong(case: Case, figure: str) -> None:
    """Cut off, 444.195 is 444.19; that is for a contract to say."""
    modes = [mode for mode in Mode if mode is not Mode.DOWN]

    assert figure not in [str(by_formula(case | {"mode": mode}).total) for mode in modes]


@cases("lines")
def test_a_bill_is_the_sum_of_its_rounded_lines(case: Case) -> None:
    assert [case["expected"]] == amounts(by_formula(case, *case["formulas"]))


@cases("bill")
def test_a_bill_of_several_lines_is_as_published(case: Case) -> None:
    (bill,) = by_formula(case, *(text for _, text in case["lines"])).bills

    expected = case.get("amounts") or [str(Money(text)) for _, text in case["lines"]]
    assert expected == [str(line.amount) for line in bill.lines]
    assert case["expected"] == str(bill.total)


@cases("skipped", "skips")
def test_what_cannot_be_charged_is_skipped_with_its_reason(case: Case) -> None:
    price = formula(case) if "formula" in case else tariff(case)
    run = billed(case, [fees.Item("property", "物业服务费", price)], [home(case)], JANUARY)

    assert [case["reason"]] == [skip.reason for skip in run.skipped]
    assert not run.bills


# -- part months ----------------------------------------------------------------------------


def of_owner(case: Case) -> str:
    """What the owner is charged who holds the unit on the days of the case."""
    unit = Unit("1-101", case.get("area", "100"), OTHERS, handed_over=case.get("anchor"))
    sales = [
        Transfer(unit.id, case["start"], OWNER),
        Transfer(unit.id, case["end"] + ONE_DAY, OTHERS),
    ]
    cycle = Cycle.anniversary(every=1) if "anchor" in case else Cycle()
    item = fees.Item("property", "物业服务费", tariff(case), cycle)
    month = Period.month(case["start"].year, case["start"].month).shift(-1)
    runs: list[fees.Run] = []
    while month.start <= case["end"]:
        runs.append(billed(case, [item], [unit], month, transfers=sales))
        month = month.shift(1)
    return str(Money.total(bill.total for run in runs for bill in run.of_debtor(OWNER.id)))


@cases("part")
def test_a_part_of_a_month_costs_what_was_published(case: Case) -> None:
    assert case["expected"] == of_owner(case)


@wrong("part")
def test_by_no_proration_does_a_wrong_part_come_out(case: Case, figure: str) -> None:
    for each, proration in product(("line", "month"), Proration):
        assert figure != of_owner(case | {"each": each, "proration": proration.value})


@cases("hand_over")
def test_after_a_hand_over_the_first_day_is_as_published(case: Case) -> None:
    unit = Unit("1-101", "100", Owner("D-1", kind="developer"))
    sale = Transfer(unit.id, case["handed_over"], OWNER, hand_over=True)
    item = fees.Item("property", "物业服务费", tariff(case))
    month = Period.month(case["since"].year, case["since"].month)
    first, second = (
        billed(case, [item], [unit], each, transfers=[sale]).of_debtor(OWNER.id)
        for each in (month, month.shift(1))
    )

    assert case["since"] == first[0].lines[0].service.start
    assert [case["expected"]] == [str(bill.total) for bill in second]


@cases("anniversary")
def test_years_run_from_the_day_of_hand_over(case: Case) -> None:
    service = Cycle.anniversary().service(Period.parse(case["month"]), case["anchor"])

    assert case["service"] == ([service.start, service.end] if service else [])


@cases("rerun", "part_months")
def test_a_month_is_charged_once(case: Case) -> None:
    item, unit = fees.Item("property", "物业服务费", tariff(case)), home({"area": "100"})
    month = Period.parse(case["month"])
    run = billed(case, [item], [unit], month)
    again = billed(case, [item], [unit], month, existing=run.bills)

    assert [(case["expected"], case["due"], month)] == [
        (str(bill.total), bill.due, bill.lines[0].service) for bill in run.bills
    ]
    assert ((), ()) == (again.bills, again.differences)


# -- parking --------------------------------------------------------------------------------


def parked(case: Case, minutes: int) -> str:
    blocks = [Block(size, price, *until) for size, price, *until in case["blocks"]]
    timed = Timed(
        blocks,
        free=case.get("free", 0),
        free_deducted=case.get("free_deducted", False),
        cap=case.get("cap"),
    )
    basis = timed.fee(CAME, CAME + timedelta(minutes=minutes))
    assert basis.evaluate() == basis.recompute()
    return str(basis.evaluate())


@cases("timed")
def test_a_stay_costs_what_was_published(case: Case) -> None:
    assert case["expected"] == [parked(case, minutes) for minutes in case["minutes"]]


@wrong("timed")
def test_with_no_free_minutes_does_a_wrong_fee_for_a_stay_come_out(case: Case, figure: str) -> None:
    for free, deducted in product((0, 15, 30, 60), (False, True)):
        told = case | {"free": free, "free_deducted": deducted}
        assert figure not in [parked(told, minutes) for minutes in case["minutes"]]


@cases("components")
def test_the_parts_of_a_price_of_a_space_add_up(case: Case) -> None:
    held = [Space("B1", "owned", "1-101")]
    for prices, expected in zip((case["low"], case["high"]), case["expected"], strict=True):
        items = [
            fees.Item(f"part-{at}", "车位服务费", fees.Flat(price, per="space"))
            for at, price in enumerate(prices)
        ]
        run = billed(case, items, [home(case)], JANUARY, spaces=held)

        assert [expected] == amounts(run)
        assert len(prices) == len(run.bills[0].lines)


# -- shared costs and coefficients ------------------------------------------------------------


@cases("shared", "sharing", "coefficients")
def test_a_cost_is_shared_as_published(case: Case) -> None:
    item, units = shared(case, case["weights"])
    run = billed(case, [item], units, JANUARY, costs={"shared": case["cost"]})

    assert case["expected"] == amounts(run)
    assert Money(case["cost"]) == run.total


@cases("equal")
def test_equal_shares_make_the_cost_and_lie_where_they_should(case: Case) -> None:
    item, units = shared(case, [1] * case["households"])
    run = billed(case, [item], units, JANUARY, costs={"shared": case["cost"]})

    assert {case["most"], case["least"]} == set(amounts(run))
    assert Money(case["cost"]) == run.total


@cases("split")
def test_a_sum_is_split_as_published(case: Case) -> None:
    whole = Money.total(map(Money, case["amounts"]))
    fen = Rounding(10 if case["rounding"] == "jiao" else 1, "line").of(whole.fen, 1)

    assert case["total"] == str(Money.of_fen(fen))
    assert case["expected"] == [
        str(Money.of_fen(share)) for share in by_largest_remainder(fen, case["ratios"])
    ]


@cases("rerun", "sharing")
def test_a_cost_that_was_shared_out_is_not_shared_again(case: Case) -> None:
    item, units = shared(case, [1] * case["households"])
    _, found = shared(case, [1] * case["found"], "2")
    costs = {"shared": case["cost"]}
    run = billed(case, [item], units, JANUARY, costs=costs)
    again = billed(case, [item], [*units, *found], JANUARY, costs=costs, existing=run.bills)

    assert [case["share"]] * case["households"] == amounts(run)
    assert not again.bills
    assert bool(found) == bool(again.differences)


@cases("season")
def test_days_of_a_season_cost_what_was_published(case: Case) -> None:
    item = fees.Item(
        "heating",
        "采暖费",
        fees.PerArea(case["daily"], per="day"),
        Cycle.arrears(every=case["months"], first=case["months"]),
        coefficient="height",
        agreed="供暖合同",
    )
    unit = home(case, coefficients={"height": case["coefficient"]})
    (bill,) = billed(case, [item], [unit], Period.parse(case["bill"])).bills

    assert (case["days"], case["expected"]) == (bill.lines[0].service.days, str(bill.total))


# -- waivers and discounts ------------------------------------------------------------------


@cases("waiver")
def test_a_waiver_leaves_what_was_published(case: Case) -> None:
    waiver = fees.Waiver(
        id="W-1",
        unit="1-101",
        items=["property"],
        reason=case["reason"],
        evidence="决定",
        rule="合同约定" if case["reason"] == "vacancy" else "",
        share=case.get("share"),
        amount=case.get("amount"),
        since=JANUARY.start,
        until=JANUARY.shift(case["months"]).start,
    )
    item = fees.Item("property", "物业服务费", tariff(case))
    runs = [
        billed(case, [item], [home({"area": "100"} | case)], month, waivers=[waiver])
        for month in months("2026-01", case["months"])
    ]

    assert case["payable"] == total(runs)
    assert case["waived"] == str(
        Money.total(relief.amount for run in runs for relief in run.reliefs)
    )
    assert {None} == {bill.penalty for run in runs for bill in run.bills}


@cases("discount")
def test_a_discount_leaves_what_was_published(case: Case) -> None:
    discounts = [fees.Discount("优惠", case["keep"], bearer="company")]
    full, less = (
        billed(
            case,
            [fees.Item("property", "物业服务费", tariff(case), discounts=given)],
            [home({"area": "100"} | case)],
            JANUARY,
        ).total
        for given in ([], discounts)
    )

    assert (case["payable"], case["saved"]) == (str(less), str(full - less))
