"""Why an amount changed: parts by cause that sum to the fen, and none without a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any, Literal

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

import meter_room
from community import schedule
from plain_words import jargon
from strategies import fewer, plain
from wuye import Community, Money, Owner, Period, Rounding, Transfer, Unit, fees, sample
from wuye.bills import Bill, BillLine
from wuye.citation import Dated
from wuye.errors import RuleError
from wuye.explain import Basis, Input, Rounded
from wuye.fees import Cause, WhyChanged, why_changed
from wuye.fees.answers.causes import CAUSES, word
from wuye.fees.tariffs import Tariff
from wuye.ledger import recharge

SEPTEMBER, OCTOBER = Period.month(2026, 9), Period.month(2026, 10)
OWNER, BUYER, OTHERS = Owner("O-17", name="赵某某"), Owner("O-19", name="孙某某"), Owner("O-18")
Parts = list[tuple[str, str]]


def billed(
    tariff: Tariff,
    month: Period = OCTOBER,
    *,
    area: str = "100",
    others: str = "9900",
    cost: str = "",
    transfers: Iterable[Transfer] = (),
    waivers: Iterable[fees.Waiver] = (),
    units: Iterable[Unit] = (),
    **item: Any,
) -> Bill:
    """The bill of 3-1-502 for one item."""
    home = Unit("3-1-502", area, OWNER)
    estate = Community("锦苑", [home, Unit("S-01", others, OTHERS), *units], transfers)
    plan = schedule(fees.Item("fee", "某项费用", tariff, **item))
    costs = {"fee": cost} if cost else None
    run = fees.issue(estate, plan, month, costs=costs, waivers=waivers)
    return next(bill for bill in run.of_unit("3-1-502") if bill.debtor == "O-17")


def parts(told: WhyChanged) -> Parts:
    assert told.more == Money.total(part.amount for part in told.parts)
    return [(part.cause.value, str(part.amount)) for part in told.parts]


def changed(before: Bill, after: Bill) -> Parts:
    return parts(why_changed(before, after))


def half(since: date = date(2026, 10, 1), **more: Any) -> fees.Waiver:
    told: dict[str, Any] = {"id": "W-1", "unit": "3-1-502", "items": ["fee"], "share": "0.5"}
    told |= {"reason": "low-income", "evidence": "低保证", "until": date(2027, 1, 1)}
    told |= {"since": since, **more}
    return fees.Waiver(**told)


# -- worked by hand --------------------------------------------------------------------------


def test_a_cost_and_an_area_that_change_make_5_00_and_1_05() -> None:
    shared = fees.Shared("area")
    before = billed(shared, SEPTEMBER, cost="1500.00")
    told = why_changed(before, billed(shared, cost="2000.00", others="9400"))

    assert [("cost", "5.00"), ("sharers", "1.05")] == parts(told)
    assert (Money("15.00"), Money("21.05")) == (told.was, told.now)
    assert (Money("5.00"), Money("0.00")) == (told.of(Cause.COST), told.of(Cause.RATE))
    assert told.text().splitlines()[1:] == [
        "某项费用：要分摊的总费用由 1500.00 元变为 2000.00 元，+5.00 元",
        "某项费用：一起分摊的总量由 10000.00 ㎡变为 9500.00 ㎡，+1.05 元",
    ]
    assert told.text("en").splitlines()[1:] == [
        "某项费用: total cost to share from 1500.00 yuan to 2000.00 yuan, +5.00 yuan",
        "某项费用: what the cost is shared over from 10000.00 m² to 9500.00 m², +1.05 yuan",
    ]


def test_a_higher_price_is_a_part_and_an_equal_one_is_none() -> None:
    before = billed(fees.PerArea("2.80"), SEPTEMBER)

    assert [("rate", "20.00")] == changed(before, billed(fees.PerArea("3.00")))
    assert [] == changed(before, billed(fees.PerArea("2.80")))
    assert "金额没有不同" in why_changed(before, billed(fees.PerArea("2.80"))).text()
    assert "The amounts are the same" in why_changed(before, before).text("en")


def test_an_area_and_a_price_that_change_are_told_in_the_declared_order() -> None:
    """First the area, at the old price: 98.60 ㎡ × 2.80; then the price of that area."""
    before = billed(fees.PerArea("2.80"), SEPTEMBER)
    after = billed(fees.PerArea("3.00"), area="98.60")

    assert [("quantity", "-3.92"), ("rate", "19.72")] == changed(before, after)
    assert [("quantity", "4.20"), ("rate", "-20.00")] == changed(after, before)


def test_a_home_that_was_sold_on_the_17th_changes_the_days() -> None:
    sold = [Transfer("3-1-502", date(2026, 10, 17), BUYER)]
    before = billed(fees.PerArea("2.80"), SEPTEMBER)
    told = why_changed(before, billed(fees.PerArea("2.80"), transfers=sold))

    assert [("days", "-135.48")] == parts(told)
    assert "收费天数由 30 天变为 16 天，-135.48 元" in told.text()


def test_the_days_of_a_buyer_are_told_though_his_charge_is_a_difference() -> None:
    sold = [Transfer("3-1-502", date(2026, 10, 17), BUYER)]
    estate = Community("锦苑", [Unit("3-1-502", "100", OWNER)], sold)
    plan = schedule(fees.Item("fee", "某项费用", fees.PerArea("2.80")))
    his, whole = (
        fees.issue(estate, plan, Period.month(2026, month)).of_unit("3-1-502")[-1]
        for month in (10, 11)
    )

    assert ("O-19", Money("135.48")) == (his.debtor, his.total)
    assert [("days", "144.52")] == changed(his, whole)


def test_on_a_supplement_what_was_charged_already_is_told_as_such() -> None:
    """280.00 were charged for 100 ㎡; of 105 ㎡ the supplement asks for 14.00 more."""
    plan = schedule(fees.Item("fee", "某项费用", fees.PerArea("2.80")))
    estate = Community("锦苑", [Unit("3-1-502", "105", OWNER), Unit("S-01", "9900", OTHERS)])
    first = billed(fees.PerArea("2.80"))
    (more,) = recharge(
        estate, [plan], [first], on=date(2026, 12, 1), due=date(2026, 12, 20), months=[OCTOBER]
    )[:1]

    assert isinstance(more, Bill)
    assert ("O-17", Money("14.00")) == (more.debtor, more.total)
    assert [("quantity", "14.00"), ("billed-before", "-280.00")] == changed(first, more)
    assert "what earlier bills charged already, -280.00 yuan" in why_changed(first, more).text("en")


def test_a_price_that_changes_inside_the_month_is_a_price_and_no_change_of_days() -> None:
    """15 days at 2.80 and 16 at 3.00 are 290.32: 16/31 of 20.00 more."""
    rate = Dated("rate", [(date(2026, 1, 1), "2.80"), (date(2026, 10, 16), "3.00")])
    after = billed(fees.PerArea(rate))

    assert 2 == len(after.lines)
    assert [("rate", "10.32")] == changed(billed(fees.PerArea("2.80"), SEPTEMBER), after)
    assert [("rate", "9.68")] == changed(after, billed(fees.PerArea("3.00")))


def test_a_waiver_that_begins_or_ends_is_a_part_even_inside_the_month() -> None:
    rate = fees.PerArea("2.80")
    full, waived = billed(rate, SEPTEMBER), billed(rate, waivers=[half()])
    from_the_16th = billed(rate, waivers=[half(date(2026, 10, 16))])

    assert [("waivers", "-140.00")] == changed(full, waived)
    assert [("waivers", "140.00")] == changed(waived, full)
    assert 2 == len(from_the_16th.lines)
    assert [("waivers", "-72.26")] == changed(full, from_the_16th)
    assert [("waivers", "72.26")] == changed(from_the_16th, full)


def test_under_an_unchanged_waiver_the_price_alone_is_told() -> None:
    before = billed(fees.PerArea("2.80"), SEPTEMBER, waivers=[half(date(2026, 7, 1))])
    after = billed(fees.PerArea("3.00"), waivers=[half(date(2026, 7, 1))])

    assert [("rate", "10.00")] == changed(before, after)


def test_a_waiver_and_a_price_that_change_are_told_of_full_prices() -> None:
    before, after = (
        billed(fees.PerArea("2.80"), SEPTEMBER),
        billed(fees.PerArea("3.00"), waivers=[half()]),
    )

    assert [("rate", "20.00"), ("waivers", "-150.00")] == changed(before, after)


@pytest.mark.parametrize(
    "discount",
    [
        fees.Discount("95折", "0.95", bearer="company"),
        fees.FreeMonths("交19送1", 1, of=20, bearer="company"),
    ],
)
def test_a_discount_for_all_counts_as_a_waiver(discount: Any) -> None:
    before, after = (
        billed(fees.Flat("80"), SEPTEMBER),
        billed(fees.Flat("80"), discounts=[discount]),
    )

    assert [("waivers", "-4.00")] == changed(before, after)
    assert [("waivers", "4.00")] == changed(after, before)


def test_another_way_of_charging_is_said_to_be_one() -> None:
    flat, by_area, by_household = (
        billed(tariff, SEPTEMBER)
        for tariff in (fees.Flat("300"), fees.PerArea("2.80"), fees.Flat("300", per="household"))
    )
    daily = billed(fees.PerArea("0.10", per="day"))
    shared = billed(fees.Shared("area"), SEPTEMBER, cost="2000.00")
    other = billed(fees.Shared("household", agreed="业主大会决定"), cost="2000.00")

    assert [("way", "-20.00")] == changed(flat, by_area)
    assert [("way", "20.00")] == changed(by_area, by_household)
    assert [("way", "30.00")] == changed(by_area, daily)
    assert [("way", "980.00")] == changed(shared, other)
    assert "收费办法不同，-20.00 元" in why_changed(flat, by_area).text()


def test_a_cost_that_alone_changed_makes_the_odd_fen_too() -> None:
    """1/3 of 1.00 is 0.34 for the first; of 1.01 it is 0.33 or 0.34."""
    thirds: dict[str, Any] = {"area": "1", "others": "1", "units": [Unit("X-1", "1", OTHERS)]}
    shared = fees.Shared("area")
    before = billed(shared, SEPTEMBER, cost="1.00", **thirds)

    for cost in ("1.01", "1.02", "1.03", "2.00"):
        assert {"cost"} >= {
            cause for cause, _ in changed(before, billed(shared, cost=cost, **thirds))
        }


def test_an_odd_fen_that_falls_otherwise_is_the_sharers() -> None:
    """The same cost, area and sum of areas; but the others' areas are other ones."""
    shared = fees.Shared("area")
    before = billed(
        shared, SEPTEMBER, cost="0.10", area="1", others="1", units=[Unit("X", "1", OTHERS)]
    )
    after = billed(shared, cost="0.10", area="1", others="1.1", units=[Unit("X", "0.9", OTHERS)])

    assert (Money("0.04"), Money("0.03")) == (before.total, after.total)
    assert [("sharers", "-0.01")] == changed(before, after)


def test_who_takes_all_odd_fen_is_told_exactly_too() -> None:
    last = fees.Shared("area", remainder="last")
    units = [Unit("A-1", "1", OTHERS)]
    before = billed(last, SEPTEMBER, cost="0.11", area="1", others="1", units=units)
    after = billed(last, cost="0.17", area="1", others="1", units=units)

    assert [("cost", "0.02")] == changed(before, after)


# -- meters, stays, formulas --------------------------------------------------------------------


def water(tariff: Tariff, opening: str, closing: str) -> Bill:
    readings = meter_room.book(meter_room.month(opening, closing))
    return meter_room.billed(tariff, readings).bills[0]


def test_more_water_is_a_quantity_and_a_dearer_tier_a_price() -> None:
    dearer = fees.Tiered(
        [("18", "2.45"), ("25", "3.68"), (None, "5.00")], "water", meter_room.LAST, per="month"
    )
    before, more = water(meter_room.WATER, "100", "110"), water(meter_room.WATER, "110", "140")
    told = why_changed(before, more)

    assert [("quantity", "69.86")] == parts(told)  # 18 × 2.45 + 7 × 3.68 + 5 × 4.90 − 24.50
    assert "由 10 m³变为 18 m³；7 m³；5 m³，+69.86 元" in told.text()
    assert [("rate", "0.50")] == changed(more, water(dearer, "110", "140"))


def test_a_price_in_tiers_after_a_single_one_is_another_way_at_the_new_usage() -> None:
    before, after = water(meter_room.FLAT, "100", "110"), water(meter_room.WATER, "110", "130")

    assert [("quantity", "36.00"), ("way", "-20.54")] == changed(before, after)


def test_a_meter_that_was_read_by_estimate_before_is_the_same_meter() -> None:
    estimated = meter_room.read({OCTOBER.start: "100", OCTOBER.end: "110"}, kind="estimated")
    before = meter_room.billed(meter_room.FLAT, meter_room.book(estimated)).bills[0]

    assert [("quantity", "3.60")] == changed(before, water(meter_room.FLAT, "110", "121"))


def test_stays_of_vehicles_are_a_quantity() -> None:
    timed = fees.Timed([fees.Block(60, "5")], free=30)
    estate = Community("锦苑", [Unit("3-1-502", "100", OWNER)])
    plan = schedule(fees.Item("fee", "临时停车费", timed, fees.Cycle.arrears(months=1)))

    def parked(month: int, *hours: int) -> Bill:
        stays = [
            fees.Stay(
                f"G-{month}-{number}",
                datetime.fromisoformat(f"2026-{month - 1:02}-{number:02}T08:00+08:00"),
                datetime.fromisoformat(f"2026-{month - 1:02}-{number:02}T{8 + long:02}:00+08:00"),
                unit="3-1-502",
            )
            for number, long in enumerate(hours, 1)
        ]
        return fees.issue(estate, plan, Period.month(2026, month), stays=stays).bills[0]

    assert [("quantity", "10.00")] == changed(parked(9, 2, 1), parked(10, 1, 1, 3))


def test_where_a_step_between_divides_by_zero_the_next_cause_has_its_part() -> None:
    """100 ÷ (area − 60) of a sum that is the same, and of one that is not."""

    def bill(area: str, bound: str, month: Period) -> Bill:
        text = "单价 / (面积 - 底数)"
        formula = fees.Formula(text, {"面积": "area"}, {"单价": "100", "底数": bound})
        return billed(formula, month, area=area)

    told = why_changed(bill("80", "60", SEPTEMBER), bill("60", "40", OCTOBER))

    assert [] == parts(told)
    assert [("rate", "5.00")] == changed(bill("80", "60", SEPTEMBER), bill("60", "50", OCTOBER))


# -- bills ----------------------------------------------------------------------------------------


def two_items(month: Period, *codes: str, cost: str = "2000.00") -> Bill:
    items = {
        "property": fees.Item("property", "物业服务费", fees.PerArea("2.80")),
        "parking": fees.Item("parking", "车位服务费", fees.Flat("80")),
        "hall": fees.Item("hall", "公摊电费", fees.Shared("area")),
    }
    estate = Community("锦苑", [Unit("3-1-502", "100", OWNER), Unit("S-01", "9900", OTHERS)])
    costs = {"hall": cost} if "hall" in codes else None
    return fees.issue(estate, schedule(*(items[c] for c in codes)), month, costs=costs).bills[0]


def test_items_that_came_and_went_are_parts_by_their_names() -> None:
    told = why_changed(
        two_items(SEPTEMBER, "property", "parking"), two_items(OCTOBER, "property", "hall")
    )

    assert [("new-item", "20.00"), ("ended-item", "-80.00")] == parts(told)
    assert ["hall", "parking"] == [part.item for part in told.parts]
    assert told.text().splitlines()[1:] == [
        "公摊电费：只在这份账单上，+20.00 元",
        "车位服务费：这份账单上没有了，-80.00 元",
    ]


def test_an_item_that_came_for_nothing_is_no_part() -> None:
    plan = schedule(
        fees.Item("property", "物业服务费", fees.PerArea("2.80")),
        fees.Item("gift", "赠送服务", fees.Flat("0")),
    )
    home = Community("锦苑", [Unit("3-1-502", "100", OWNER)])
    after = fees.issue(home, plan, OCTOBER).bills[0]

    assert 2 == len(after.lines)
    assert [] == changed(two_items(SEPTEMBER, "property"), after)


def test_two_lines_are_compared_like_bills() -> None:
    before, after = two_items(SEPTEMBER, "hall"), two_items(OCTOBER, "hall", cost="2100.00")
    told = why_changed(before["hall"], after["hall"])

    assert [("cost", "1.00")] == parts(told)
    assert (SEPTEMBER, OCTOBER) == (told.was_for, told.now_for)


def test_what_cannot_be_compared_says_so_and_names_the_way_out() -> None:
    before, after = two_items(SEPTEMBER, "property"), two_items(OCTOBER, "parking")
    for other in (
        evolve(after, debtor="O-99"),
        evolve(after, unit="9-9"),
        evolve(after, creditor="另一物业"),
    ):
        with pytest.raises(RuleError, match="why_differs"):
            why_changed(before, other)
    with pytest.raises(RuleError, match="different items"):
        why_changed(before.lines[0], after.lines[0])
    with pytest.raises(RuleError, match="a line with a line"):
        why_changed(before, after.lines[0])  # type: ignore[type-var]


def test_a_tariff_of_the_hosts_own_is_told_by_its_units() -> None:
    """An input that nobody knows: a price if it is yuan for something, else a way of charging."""

    def line(price: str, points: str) -> BillLine:
        expr = Rounded(
            Input("wifi_points") * Input("wifi", "yuan/month"), Rounding.fen(each="line")
        )
        basis = Basis(expr, (("wifi_points", Decimal(points)), ("wifi", Decimal(price))))
        return BillLine("x", "wifi", "某项服务", OCTOBER, basis.evaluate().fen, basis)

    told = why_changed(line("10", "2"), line("12", "3"))

    assert [("rate", "4.00"), ("way", "12.00")] == parts(told)


# -- for any bills ----------------------------------------------------------------------------------

areas = st.integers(1, 30_000).map(lambda n: plain(n, 2))
prices = st.integers(0, 999).map(lambda n: plain(n, 2))
costs = st.integers(0, 10**7).map(lambda n: plain(n, 2))


def to_fen(exact: Fraction) -> int:
    return floor(exact * 100 + Fraction(1, 2))


@given(areas, areas, prices, prices, st.integers(2, 31), st.integers(2, 31))
def test_area_price_and_days_are_split_as_by_hand(
    area: str, area_now: str, price: str, price_now: str, sold: int, sold_now: int
) -> None:
    def bill(month: int, area: str, price: str, sold: int) -> Bill:
        period = Period.month(2026, month)
        sale = [Transfer("3-1-502", date(2026, month, sold), BUYER)]
        return billed(fees.PerArea(price), period, area=area, transfers=sale)

    told = why_changed(bill(8, area, price, sold), bill(10, area_now, price_now, sold_now))
    steps = [
        to_fen(Fraction(a) * Fraction(p) * Fraction(days - 1, 31))
        for a, p, days in (
            (area, price, sold),
            (area, price, sold_now),
            (area_now, price, sold_now),
            (area_now, price_now, sold_now),
        )
    ]
    expected = [steps[1] - steps[0], steps[2] - steps[1], steps[3] - steps[2]]

    assert told.more.fen == steps[3] - steps[0]
    causes = (Cause.DAYS, Cause.QUANTITY, Cause.RATE)
    assert expected == [told.of(cause).fen for cause in causes]
    assert [each for each in causes if told.of(each)] == [part.cause for part in told.parts]


@given(
    st.lists(areas, min_size=1, max_size=6),
    st.lists(areas, min_size=1, max_size=6),
    areas,
    areas,
    costs,
    costs,
)
def test_shares_of_any_costs_among_anybody_are_split_to_the_fen(
    others: list[str], others_now: list[str], area: str, area_now: str, cost: str, cost_now: str
) -> None:
    def bill(month: int, area: str, others: list[str], cost: str) -> Bill:
        units = [Unit(f"X-{number}", each, OTHERS) for number, each in enumerate(others)]
        first, *rest = units
        return billed(
            fees.Shared("area"),
            Period.month(2026, month),
            area=area,
            others=str(first.area),
            units=rest,
            cost=cost,
        )

    before, after = bill(8, area, others, cost), bill(10, area_now, others_now, cost_now)
    told = why_changed(before, after)
    total, total_now = (
        Fraction(a) + sum(map(Fraction, o)) for a, o in ((area, others), (area_now, others_now))
    )
    same = {
        Cause.QUANTITY: Fraction(area) == Fraction(area_now),
        Cause.COST: Fraction(cost) == Fraction(cost_now),
    }
    exact = [
        Fraction(cost) * Fraction(area) / total,
        Fraction(cost) * Fraction(area_now) / total,
        Fraction(cost_now) * Fraction(area_now) / total,
        Fraction(cost_now) * Fraction(area_now) / total_now,
    ]

    assert sum(part.amount.fen for part in told.parts) == after.total.fen - before.total.fen
    assert {part.cause for part in told.parts} <= {Cause.QUANTITY, Cause.COST, Cause.SHARERS}
    assert not [cause for cause, equal in same.items() if equal and told.of(cause)]
    for cause, (one, other) in zip(
        (Cause.QUANTITY, Cause.COST, Cause.SHARERS),
        pairwise(exact),
        strict=True,
    ):
        assert abs(told.of(cause).fen - (other - one) * 100) <= 2  # odd fen and rounding


@frozen
class Told:
    """What is true of a home in a month."""

    rate: str = "2.80"
    area: str = "93.37"
    sold: int = 32  # the day of October from which a buyer owes; none beyond the 31st
    waived: str = ""
    floor: str = "1.05"
    kept: str = "0.95"
    least: str = "20"

    def bill(self, each: Literal["line", "month"]) -> Bill:
        sold = [Transfer("3-1-502", date(2026, 10, self.sold), BUYER)] if self.sold < 32 else []
        home = Unit("3-1-502", self.area, OWNER, coefficients={"楼层": self.floor})
        item = fees.Item(
            "fee",
            "某项费用",
            fees.PerArea(self.rate),
            coefficient="楼层",
            agreed="合同第3条",
            least=self.least,
            discounts=[fees.Discount("优惠", self.kept, bearer="company")],
        )
        plan = evolve(schedule(item), rounding=Rounding.fen(each=each))
        waivers = [half(share=self.waived)] if self.waived else []
        run = fees.issue(Community("锦苑", [home], sold), plan, OCTOBER, waivers=waivers)
        return run.of_unit("3-1-502")[0]


#: which cause each of them is
DRIVES = {
    "rate": Cause.RATE,
    "area": Cause.QUANTITY,
    "floor": Cause.QUANTITY,
    "sold": Cause.DAYS,
    "waived": Cause.WAIVERS,
    "kept": Cause.WAIVERS,
    "least": Cause.WAY,
}


@given(
    st.sets(st.sampled_from(sorted(DRIVES))),
    st.fixed_dictionaries(
        {
            "rate": prices,
            "area": areas,
            "floor": st.sampled_from(["0.95", "1", "1.333"]),
            "sold": st.integers(2, 31),
            "waived": st.sampled_from(["0.3333", "0.5", "1"]),
            "kept": st.sampled_from(["0.5", "0.8888", "1"]),
            "least": st.sampled_from(["0", "100", "300"]),
        }
    ),
    st.sampled_from(["line", "month"]),
)
def test_nothing_that_stayed_the_same_has_a_part(
    changed: set[str], now: dict[str, Any], each: Literal["line", "month"]
) -> None:
    """A price with all its modifiers, of which any may change; forwards and backwards."""
    one, other = Told(), evolve(Told(), **{name: now[name] for name in changed})
    before, after = one.bill(each), other.bill(each)
    possible = {DRIVES[name] for name in changed if getattr(one, name) != getattr(other, name)}
    for was, then in ((before, after), (after, before)):
        told = why_changed(was, then)

        assert then.total - was.total == told.more
        assert told.more == Money.total(part.amount for part in told.parts)
        assert {part.cause for part in told.parts} <= possible
    if len(changed) == 1 and before.total != after.total:
        assert [after.total - before.total] == [p.amount for p in why_changed(before, after).parts]


TARIFFS: tuple[Tariff, ...] = (
    fees.PerArea("2.80"),
    fees.PerArea(Dated("rate", [(date(2026, 1, 1), "2.80"), (date(2026, 10, 11), "3.05")])),
    fees.PerArea("0.11", per="day"),
    fees.Flat("300"),
    fees.Flat("88.88", per="household"),
    fees.Formula("面积 * 单价 + 10", {"面积": "area"}, {"单价": "2.50"}),
    fees.Formula("max(面积 * 1.5, 底价)", {"面积": "area"}, {"底价": "200"}, per="period"),
    fees.Shared("area"),
    fees.Shared("household", agreed="业主大会决定", remainder="first"),
    fees.Shared("area", remainder="last"),
)


@given(
    st.tuples(st.sampled_from(TARIFFS), st.sampled_from(TARIFFS)),
    st.tuples(areas, areas),
    st.tuples(st.integers(1, 31), st.integers(1, 31)),
    st.tuples(st.booleans(), st.booleans()),
    costs,
)
def test_any_two_ways_of_charging_are_split_to_the_fen(
    tariffs: tuple[Tariff, Tariff],
    sizes: tuple[str, str],
    sold: tuple[int, int],
    waived: tuple[bool, bool],
    cost: str,
) -> None:
    """Whatever was charged, for whatever days, with or without a waiver inside the month."""
    found: list[Bill] = []
    for tariff, size, day, help_ in zip(tariffs, sizes, sold, waived, strict=True):
        sale = [Transfer("3-1-502", date(2026, 10, day), BUYER)] if day > 1 else []
        found.append(
            billed(
                tariff,
                area=size,
                transfers=sale,
                waivers=[half(date(2026, 10, 9))] if help_ else [],
                cost=cost if isinstance(tariff, fees.Shared) else "",
            )
        )
    told = why_changed(*found)

    assert found[1].total - found[0].total == told.more
    assert told.more == Money.total(part.amount for part in told.parts)
    if tariffs[0] == tariffs[1] and isinstance(tariffs[0], fees.PerArea):
        assert not told.of(Cause.WAY)


TOWN = sample.community(seed=11, units=16)


def months_of_bills() -> dict[tuple[str, str, str], list[Bill]]:
    bills: dict[tuple[str, str, str], list[Bill]] = {}
    for month in TOWN.months():
        for bill in TOWN.issue(month).bills:
            bills.setdefault((bill.unit, bill.debtor, bill.creditor), []).append(bill)
    return bills


BILLS = months_of_bills()


def test_every_input_of_a_generated_year_has_its_cause() -> None:
    lines = [line for bills in BILLS.values() for bill in bills for line in bill.lines]
    names = {name for line in lines for name, _ in line.basis.inputs}

    assert {"area", "cost", "closing", "rate", "position"} <= names
    assert [] == [name for name in names if word(name) not in CAUSES]


@fewer(2)
@given(st.data())
def test_any_two_bills_of_a_household_are_split_to_the_fen(data: st.DataObject) -> None:
    bills = data.draw(st.sampled_from([each for each in BILLS.values() if len(each) > 1]))
    before, after = data.draw(st.sampled_from(bills)), data.draw(st.sampled_from(bills))
    told = why_changed(before, after)
    order = list(Cause)

    assert told.more == after.total - before.total
    assert told.more == Money.total(part.amount for part in told.parts)
    for item in {part.item for part in told.parts}:
        causes = [order.index(part.cause) for part in told.parts if part.item == item]
        assert causes == sorted(set(causes))
    for language in ("zh", "en"):
        text = told.text(language)
        assert all(str(part.amount) in text for part in told.parts)
        assert str(told.was) in text
        assert str(told.now) in text
        assert [] == jargon(text)
    assert all(part.amount for part in told.parts)


@given(st.data())
def test_a_bill_compared_with_itself_has_no_parts(data: st.DataObject) -> None:
    bill = data.draw(st.sampled_from([bill for bills in BILLS.values() for bill in bills]))

    assert () == why_changed(bill, bill).parts
