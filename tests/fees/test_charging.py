"""Charging against a walk from day to day with fractions, which knows nothing of stretches."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from community import schedule
from strategies import fewer
from wuye import Community, FeeSchedule, Money, Owner, Period, Rounding, Transfer, Unit, fees
from wuye.citation import Dated
from wuye.errors import RuleError
from wuye.estate import Agreement, FirstDay, Succession
from wuye.fees import Proration
from wuye.rounding import Mode, Point

START, DAYS = date(2026, 1, 1), 90  # January, or the first quarter
UNITS = ("old", "new", "one", "other")
PEOPLE = [Owner(f"P-{i}") for i in range(4)]
BEARERS = (None, Owner("F-1"), Owner("F-2"))
ITEMS = ("property", "parking")
FAR = 10**4


def day(offset: int) -> date:
    return START + timedelta(days=offset)


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


@frozen
class World:
    """The facts, in whole numbers of days from the start."""

    merged: int
    sales: tuple[tuple[str, int, Owner, bool], ...]
    tenants: tuple[tuple[str, int, int, str], ...]
    areas: tuple[tuple[tuple[int, str | None], ...], ...]
    rates: tuple[tuple[int, str], ...]
    waivers: tuple[fees.Waiver, ...]
    keep: str
    free: int
    bounds: tuple[str | None, str | None]
    coefficient: bool
    every: int
    each: Point
    proration: Proration
    first_day: FirstDay

    @property
    def days(self) -> int:
        return 31 if self.every == 1 else DAYS

    def estate(self) -> Community:
        units = [
            Unit(
                name,
                Dated(name, [(day(on), area) for on, area in areas]),
                PEOPLE[0],
                coefficients={"floor": factor(name)},
            )
            for name, areas in zip(UNITS, self.areas, strict=True)
        ]
        return Community(
            "锦苑",
            units,
            [Transfer(unit, day(on), who, hand_over=over) for unit, on, who, over in self.sales],
            successions=[Succession(day(self.merged), of=["old"], to=["new"])],
            agreements=[
                Agreement(unit, Owner("T"), since=day(a), until=day(b), items=[item])
                for unit, a, b, item in self.tenants
            ],
        )

    def schedule(self) -> FeeSchedule:
        rates = Dated("单价", [(day(on), rate) for on, rate in self.rates])
        least, most = self.bounds
        discounts: list[fees.Discount | fees.FreeMonths] = [
            fees.Discount("折扣", self.keep, bearer="company")
        ]
        if self.free:
            discounts.append(fees.FreeMonths("赠送", self.free, of=13, bearer="developer"))
        items = [
            fees.Item(
                "property",
                "物业服务费",
                fees.PerArea(rates),
                fees.Cycle.advance(every=self.every),
                coefficient="floor" if self.coefficient else "",
                agreed="合同第三条" if self.coefficient else "",
                least=least,
                most=most,
                discounts=discounts,
            ),
            fees.Item("parking", "车位费", fees.Flat("80"), fees.Cycle.advance(every=self.every)),
        ]
        return evolve(
            schedule(*items),
            rounding=Rounding.fen(each=self.each),
            proration=self.proration,
            first_day=self.first_day,
        )

    def run(self) -> fees.Run:
        return fees.issue(
            self.estate(), self.schedule(), Period.month(2026, 1), waivers=self.waivers
        )

    # -- the walk ---------------------------------------------------------------------------

    def debtor(self, unit: str, on: int, item: str) -> str | None:
        lives = {"old": on < self.merged, "new": on >= self.merged}
        if not lives.get(unit, True):
            return None
        for of, since, until, what in self.tenants:
            if of == unit and what == item and since <= on < until:
                return "T"
        owner = PEOPLE[0]
        for of, sold, to, over in sorted(self.sales, key=lambda sale: sale[1]):
            begins = first_day(day(sold), self.first_day) if over else day(sold)
            if of == unit and begins <= day(on):
                owner = to
        return owner.id

    def full(self, unit: str, on: int, item: str) -> Fraction | None:
        """The price a month in fen before discounts and waivers; None when it is not known."""
        if item == "parking":
            return Fraction(8000)
        (*_, area) = [a for since, a in self.areas[UNITS.index(unit)] if since <= on]
        (*_, rate) = [r for since, r in self.rates if since <= on]
        if area is None:
            return None
        price = Fraction(area) * Fraction(rate) * 100
        if self.coefficient:
            price *= Fraction(factor(unit))
        least, most = self.bounds
        price = max(price, Fraction(least) * 100) if least else price
        return min(price, Fraction(most) * 100) if most else price

    def prices(self, unit: str, on: int, item: str) -> list[tuple[str | None, Fraction]]:
        """The price after discounts, then after each waiver, with who bears what it took off."""
        price = self.full(unit, on, item)
        if price is None:
            return []
        if item == "property":
            price *= Fraction(self.keep) * Fraction(13 - self.free, 13)
        steps: list[tuple[str | None, Fraction]] = [(None, price)]
        for waiver in self.waivers:
            if waiver.unit == unit and item in waiver.items and day(on) in waiver.days:
                if waiver.share is not None:
                    price *= 1 - Fraction(waiver.share)
                elif waiver.amount is not None:
                    price = max(price - waiver.amount.fen, Fraction(0))
                steps.append((waiver.bearer.id if waiver.bearer else None, price))
        return steps

    def upto(self, price: Fraction, on: int) -> int:
        """What a price a month comes to from the start until a day, in fen."""
        months, rest = 0, day(on)
        while date(2026, months + 2, 1) <= rest:
            months += 1
        days = rest.day - 1
        length = monthrange(2026, months + 1)[1]
        part = {
            Proration.ACTUAL_DAYS: Fraction(days, length),
            Proration.THIRTY_DAYS: Fraction(min(days, 30), 30),
            Proration.YEAR_DAYS: Fraction(days * 12, 365),
            Proration.WHOLE_MONTHS: Fraction(days > 0),
        }[self.proration]
        if self.each == "month":
            return half_up(price) * months + half_up(price * part)
        return half_up(price * (months + part))

    def within(self, price: Fraction, start: int, end: int) -> int:
        return self.upto(price, end) - self.upto(price, start)

    def stretches(self, unit: str, item: str) -> list[tuple[int, int]]:
        """Days through which everything that a line tells stays the same."""

        def told(on: int) -> object:
            holding = [
                waiver.id
                for waiver in self.waivers
                if waiver.unit == unit and item in waiver.items and day(on) in waiver.days
            ]
            owes = self.debtor(unit, on, item), self.debtor(unit, on, "")
            if item == "parking":
                return owes, holding
            area = [a for since, a in self.areas[UNITS.index(unit)] if since <= on][-1]
            return owes, holding, area, [r for since, r in self.rates if since <= on][-1]

        cuts = [0, *(on for on in range(1, self.days) if told(on) != told(on - 1)), self.days]
        return list(pairwise(cuts))


def factor(unit: str) -> str:
    return {"old": "1.2", "new": "0.95", "one": "1", "other": "0"}[unit]


def first_day(handed_over: date, rule: FirstDay) -> date:
    if rule is FirstDay.NEXT_DAY:
        return handed_over + timedelta(days=1)
    while rule is FirstDay.NEXT_MONTH:
        handed_over += timedelta(days=1)
        if handed_over.day == 1:
            break
    return handed_over


areas = st.sampled_from(["100", "98.6", "93.37", "0.01", None])
rates = st.sampled_from(["3", "1.85", "0.333"])
offsets = st.integers(0, DAYS - 1)


@st.composite
def waivers(draw: st.DrawFn, number: int) -> fees.Waiver:
    since = draw(st.integers(-10, DAYS - 1))
    share = draw(st.none() | st.sampled_from(["0.5", "1", "0.333"]))
    return fees.Waiver(
        id=f"W-{number}",
        unit=draw(st.sampled_from(["one", "one", "one", "old", "new"])),
        items=draw(st.sampled_from([("property",), ("parking",), ITEMS])),
        share=share,
        amount=None if share else draw(st.sampled_from(["0.01", "30.00", "500"])),
        reason="low-income",
        evidence="低保证",
        since=day(since),
        until=day(draw(st.integers(since + 1, DAYS + 10))),
        bearer=draw(st.sampled_from(BEARERS)),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    merged = draw(st.integers(1, DAYS - 1))
    sales: dict[tuple[str, int], tuple[str, int, Owner, bool]] = {}
    for _ in range(draw(st.integers(0, 4))):
        unit = draw(st.sampled_from(UNITS))
        low, high = {"old": (-40, merged - 1), "new": (merged, DAYS)}.get(unit, (-40, DAYS))
        on = draw(st.integers(low, high))
        sales[unit, on] = (unit, on, draw(st.sampled_from(PEOPLE)), draw(st.booleans()))
    tenants: list[tuple[str, int, int, str]] = []
    if draw(st.booleans()):
        since = draw(offsets)
        until = draw(st.integers(since + 1, DAYS))
        tenants.append(("one", since, until, draw(st.sampled_from(ITEMS))))
    least, most = draw(st.sampled_from([(None, None), ("150", None), (None, "250"), ("9", "270")]))
    return World(
        merged=merged,
        sales=tuple(sales.values()),
        tenants=tuple(tenants),
        areas=tuple(
            (
                (-FAR, draw(areas)),
                *sorted(draw(st.dictionaries(offsets, areas, max_size=2)).items()),
            )
            for _ in UNITS
        ),
        rates=((-FAR, "2.80"), *sorted(draw(st.dictionaries(offsets, rates, max_size=2)).items())),
        waivers=tuple(draw(waivers(i)) for i in range(draw(st.integers(0, 4)))),
        keep=draw(st.sampled_from(["1", "0.95"])),
        free=draw(st.sampled_from([0, 1])),
        bounds=(least, most),
        coefficient=draw(st.booleans()),
        every=draw(st.sampled_from([1, 3])),
        each=draw(st.sampled_from(["line", "month"])),
        proration=draw(st.sampled_from(Proration)),
        first_day=draw(st.sampled_from(FirstDay)),
    )


@given(worlds())
def test_everyone_owes_what_his_days_come_to(world: World) -> None:
    """Owners, occupiers and bearers of waivers, each by a count of days; reliefs as well."""
    owed: Counter[tuple[str, str, str]] = Counter()
    relieved: Counter[tuple[str, str, str | None]] = Counter()
    for unit in UNITS:
        for item in ITEMS:
            for start, end in world.stretches(unit, item):
                debtor, steps = world.debtor(unit, start, item), world.prices(unit, start, item)
                if debtor is None or not steps:
                    continue
                charge = world.within(steps[0][1], start, end)
                for bearer, price in steps[1:]:
                    left = min(charge, world.within(price, start, end))
                    relieved[unit, item, bearer] += charge - left
                    if bearer:
                        owed[unit, bearer, item] += charge - left
                    charge = left
                owed[unit, debtor, item] += charge

    run = world.run()
    billed: Counter[tuple[str, str, str]] = Counter()
    for bill in run.bills:
        for line in bill.lines:
            billed[bill.unit, bill.debtor, line.code.partition(":")[0]] += line.fen
            assert line.amount == line.recompute() == line.basis.evaluate()
            assert f"{line.amount}" in line.why("zh")
    told: Counter[tuple[str, str, str | None]] = Counter()
    for each in run.reliefs:
        told[each.unit, each.item, each.bearer.id if each.bearer else None] += each.amount.fen

    assert +owed == +billed
    assert +relieved == +told
    assert run.total.fen == sum(row[-1] for row in run.rows()) == sum(billed.values())


@given(worlds())
def test_lines_reliefs_and_rebates_are_the_full_charge(world: World) -> None:
    full = 0
    for unit in UNITS:
        for on in range(world.days):
            price = world.full(unit, on, "property")
            if price is not None and world.debtor(unit, on, "property"):
                full += world.within(price, on, on + 1)

    run = world.run()
    lines = sum(row[-1] for row in run.rows() if row[2] == "property")
    company = sum(x.amount.fen for x in run.reliefs if x.item == "property" and not x.bearer)
    rebates = {rebate.discount: rebate for rebate in run.rebates}

    assert full == lines + company + sum(rebate.amount.fen for rebate in run.rebates)
    if "赠送" in rebates:
        assert ("company", "developer") == (rebates["折扣"].bearer, rebates["赠送"].bearer)
    if world.keep == "1" and "折扣" in rebates:
        assert "0.00" == str(rebates["折扣"].amount)


@given(worlds())
def test_what_is_not_known_is_skipped_once_and_never_zero(world: World) -> None:
    unknown = {
        unit
        for unit in UNITS
        for on in range(world.days)
        if world.debtor(unit, on, "property") and world.full(unit, on, "property") is None
    }
    run = world.run()

    assert sorted(unknown) == sorted(skip.unit for skip in run.skipped)
    assert {"area-missing"} >= {skip.reason for skip in run.skipped}


@fewer(2)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_told_changes_no_bill(world: World, random: object) -> None:
    sales, tenants = list(world.sales), list(world.tenants)
    random.shuffle(sales)  # type: ignore[attr-defined]
    random.shuffle(tenants)  # type: ignore[attr-defined]
    other = evolve(world, sales=tuple(sales), tenants=tuple(tenants))

    assert world.run().bills == other.run().bills
    ids = [line.id for bill in world.run().bills for line in bill.lines]
    assert len(set(ids)) == len(ids)


# -- one at a time ----------------------------------------------------------------------------


def bill_of(run: fees.Run, unit: str = "1") -> list[str]:
    return [f"{bill.debtor} {bill.total}" for bill in run.of_unit(unit)]


def charge(unit: Unit, item: fees.Item, month: int = 1, **more: Any) -> fees.Run:
    estate = Community("锦苑", [unit])
    plan = evolve(schedule(item), **more)
    return fees.issue(estate, plan, Period.month(2026, month))


def test_modifiers_come_in_one_order() -> None:
    """100 × 2.80 × 1.2 = 336, capped at 300, of that 95 %, of that half: 142.50."""
    item = fees.Item(
        "property",
        "物业服务费",
        fees.PerArea("2.80"),
        coefficient="floor",
        agreed="合同第三条",
        most="300",
        discounts=[fees.Discount("95折", "0.95", bearer="company")],
    )
    half = fees.Waiver(
        id="W",
        unit="1",
        items=["property"],
        share="0.5",
        reason="disability",
        evidence="残疾证",
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
    )
    unit = Unit("1", "100", Owner("O"), coefficients={"floor": "1.2"})
    run = fees.issue(
        Community("锦苑", [unit]), schedule(item), Period.month(2026, 3), waivers=[half]
    )

    assert ["O 142.50"] == bill_of(run)
    assert (
        "[100.00 ㎡ × 2.80 元/㎡·月 × 1.2 = 336.00 元，以封顶为限：300.00 元] × 0.95 × (1 − 0.5) × 1 个月 = 142.50 元"
        == run.bills[0]["property"].why()
    )


def test_a_minimum_goes_with_the_days() -> None:
    item = fees.Item("property", "物业服务费", fees.PerArea("2.80"), least="62")
    estate = Community(
        "锦苑", [Unit("1", "1", Owner("A"))], [Transfer("1", date(2026, 1, 11), Owner("B"))]
    )
    run = fees.issue(estate, schedule(item), Period.month(2026, 1))

    assert ["A 20.00", "B 42.00"] == bill_of(run)


def test_a_unit_without_its_coefficient_is_skipped_and_not_charged_at_one() -> None:
    item = fees.Item(
        "property", "物业服务费", fees.PerArea("2.80"), coefficient="floor", agreed="合同"
    )
    run = charge(Unit("1", "100", Owner("O")), item)

    assert [("1", "coefficient-missing", "floor")] == [
        (skip.unit, skip.reason, skip.detail) for skip in run.skipped
    ]
    assert () == run.bills


def test_a_room_that_is_measured_anew_pays_the_parking_on_one_line() -> None:
    areas = Dated("1", [(date(2020, 1, 1), "100"), (date(2026, 1, 11), "98.60")])
    unit = Unit("1", areas, Owner("O"))
    by_area = charge(unit, fees.Item("property", "物业服务费", fees.PerArea("2.80")))
    flat = charge(unit, fees.Item("parking", "车位费", fees.Flat("80")))

    assert ["property", "property:2026-01-11"] == [line.code for line in by_area.bills[0].lines]
    # 280 × 10/31, and 276.08 − 276.08 × 10/31
    assert ["90.32", "187.02"] == [str(line.amount) for line in by_area.bills[0].lines]
    assert [("parking", "80.00")] == [(x.code, str(x.amount)) for x in flat.bills[0].lines]


def test_a_room_that_began_within_the_month_is_charged_from_its_beginning() -> None:
    """Its area is known from that day on, and not before."""
    areas = Dated("1", [(date(2026, 1, 17), "100")])
    unit = Unit("1", areas, Owner("O"), since=date(2026, 1, 17))
    run = charge(unit, fees.Item("property", "物业服务费", fees.PerArea("2.80")))

    assert (["O 135.48"], ()) == (bill_of(run), run.skipped)


def test_a_bound_by_the_month_does_not_bound_a_price_by_the_day() -> None:
    item = fees.Item("property", "物业服务费", fees.PerArea("0.09", per="day"), least="100")
    with pytest.raises(RuleError, match="a minimum or cap a month"):
        charge(Unit("1", "100", Owner("O")), item)


def test_a_price_by_the_day_counts_days() -> None:
    item = fees.Item("property", "物业服务费", fees.PerArea("0.09", per="day"))

    assert ["O 279.00"] == bill_of(charge(Unit("1", "100", Owner("O")), item))
    assert ["O 252.00"] == bill_of(charge(Unit("1", "100", Owner("O")), item, 2))


@pytest.mark.parametrize(("each", "amount"), [("line", "16.67"), ("month", "16.68")])
def test_a_price_by_the_day_is_rounded_where_the_schedule_says(each: Point, amount: str) -> None:
    # 0.181111 a day, rounded up: 31 days are 5.614441, 30 are 5.43333, the quarter 16.662212
    item = fees.Item(
        "property",
        "物业服务费",
        fees.PerArea("0.00181111", per="day"),
        fees.Cycle.advance(every=3),
    )
    home = Community("锦苑", [Unit("1", "100", Owner("O"))])
    sold = evolve(home, transfers=[Transfer("1", date(2026, 11, 17), Owner("B"))])
    plan = evolve(schedule(item), rounding=Rounding.fen(each=each, mode=Mode.UP))
    whole, parts = (fees.issue(here, plan, Period.month(2026, 10)) for here in (home, sold))

    assert Money(amount) == whole.total == parts.total
    for line in (line for run in (whole, parts) for bill in run.bills for line in bill.lines):
        assert line.amount == line.recompute()


def test_prices_known_when_a_year_is_billed_stand_on_two_lines() -> None:
    rates = Dated("单价", [(date(2020, 1, 1), "2.80"), (date(2026, 7, 1), "3.00")])
    item = fees.Item("property", "物业服务费", fees.PerArea(rates), fees.Cycle.advance(every=12))
    (bill,) = charge(Unit("1", "100", Owner("O")), item).bills

    assert [("property", "1680.00"), ("property:2026-07-01", "1800.00")] == [
        (line.code, str(line.amount)) for line in bill.lines
    ]
