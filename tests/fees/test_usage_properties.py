"""Tiers against a loop from hundredth to hundredth; parts and shares that make the whole."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from community import OCTOBER
from meter_room import LAST, WATER, amounts, billed, book, home, read
from strategies import plain
from waterworks import Waterworks, waterworks
from wuye import Owner, Period, Transfer, fees
from wuye.citation import Dated
from wuye.fees import Meter, MeterBook, Reading

quantities = st.integers(0, 6000)  # hundredths of a m³


@frozen
class Plan:
    """Bounds in hundredths of a m³ and prices in ten-thousandths of a yuan, and the tariff."""

    bounds: tuple[int, ...]
    prices: tuple[int, ...]

    @property
    def tiers(self) -> list[tuple[str | None, str]]:
        bounds = [*(plain(bound, 2) for bound in self.bounds), None]
        return [(b, plain(p, 4)) for b, p in zip(bounds, self.prices, strict=True)]

    def tariff(self, **told: Any) -> fees.Tiered:
        terms: dict[str, Any] = {"per": "period", **told}
        return fees.Tiered(self.tiers, "water", LAST, **terms)

    def worth(self, used: int, times: int = 1) -> Fraction:
        """What a usage costs in fen, counted hundredth by hundredth."""
        total = 0
        for hundredth in range(used):
            tier = sum(hundredth >= bound * times for bound in self.bounds)
            total += self.prices[tier]
        return Fraction(total, 10**4)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    bounds = sorted(draw(st.sets(st.integers(1, 5000), max_size=3)))
    prices = [draw(st.integers(0, 10**5)) for _ in range(len(bounds) + 1)]
    return Plan(tuple(bounds), tuple(prices))


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def fens(run: fees.Run) -> list[int]:
    amounts(run)
    return [line.fen for bill in run.bills for line in bill.lines]


@given(plans(), st.lists(quantities, min_size=1, max_size=4), st.integers(0, 10**6))
def test_tiers_cost_what_each_hundredth_of_a_usage_does(
    plan: Plan, used: list[int], opening: int
) -> None:
    units = [home(f"{place}") for place in range(len(used))]
    shown = [
        read({OCTOBER.start: plain(opening, 2), OCTOBER.end: plain(opening + many, 2)}, unit.id)
        for unit, many in zip(units, used, strict=True)
    ]

    run = billed(plan.tariff(), book(*shown), *units)

    assert [half_up(plan.worth(many)) for many in used] == fens(run)


@given(plans(), quantities, st.sampled_from([1, 2, 3, 6, 12]))
def test_bounds_a_month_are_as_many_times_wider(plan: Plan, used: int, months: int) -> None:
    service = Period(OCTOBER.shift(-months).start, OCTOBER.start)
    shown = read({service.start: 0, service.end: plain(used, 2)})
    cycle = fees.Cycle.arrears(every=months, first=10)

    run = billed(plan.tariff(per="month"), book(shown), cycle=cycle)

    assert [half_up(plan.worth(used, months))] == fens(run)


@given(plans(), st.lists(st.integers(0, 900), min_size=1, max_size=11))
def test_the_bills_of_a_year_of_tiers_make_what_the_year_costs(plan: Plan, used: list[int]) -> None:
    months = [Period.month(2026, number) for number in range(1, len(used) + 1)]
    shown, total = {months[0].start: "0"}, 0
    for month, many in zip(months, used, strict=True):
        total += many
        shown[month.end] = plain(total, 2)

    runs = [billed(plan.tariff(per="year"), book(read(shown)), month=month) for month in months]

    exact, before = [], 0
    for many in used:
        exact.append(half_up(plan.worth(before + many) - plan.worth(before)))
        before += many
    assert exact == [fen for run in runs for fen in fens(run)]


days_of_sale = st.lists(st.integers(1, 30), unique=True, max_size=3).map(sorted)


@given(plans(), days_of_sale, st.lists(quantities, min_size=4, max_size=4), st.data())
def test_owners_of_a_month_together_owe_what_one_would(
    plan: Plan, offsets: list[int], used: list[int], data: st.DataObject
) -> None:
    days = [OCTOBER.start + timedelta(days=offset) for offset in offsets]
    counted = data.draw(st.sets(st.sampled_from(days)) if days else st.just(set()))
    shown, total, by = {OCTOBER.start: "0"}, 0, {OCTOBER.start: 0}
    for day, many in zip([*days, OCTOBER.end], used, strict=False):
        total += many
        if day in counted or day == OCTOBER.end:
            shown[day], by[day] = plain(total, 2), total
    sales = [Transfer("1-101", day, Owner(f"O-{i}")) for i, day in enumerate(days)]

    parted = billed(plan.tariff(), book(read(shown)), transfers=sales)
    whole = billed(plan.tariff(), book(read(shown)))

    assert whole.total == parted.total
    assert len(days) + 1 == len(fens(parted))
    run_up = 0
    for day, fen in zip([*days, OCTOBER.end], fens(parted), strict=True):
        run_up += fen
        low = max(mark for mark in by if mark < day or mark == day)
        high = min(mark for mark in by if mark >= day)
        start, end = plan.worth(by[low]), plan.worth(by[high])
        passed = Fraction((day - low).days, (high - low).days or 1)
        assert half_up(start + (end - start) * passed) == run_up


@given(plans(), plans(), st.integers(1, 30), quantities, quantities, st.booleans())
def test_when_prices_change_the_tiers_go_on_from_what_was_used(
    old: Plan, new: Plan, offset: int, first: int, then: int, counted: bool
) -> None:
    change = OCTOBER.start + timedelta(days=offset)
    dated = Dated("water", [(date(2026, 1, 1), old.tiers), (change, new.tiers)])
    first, then = first * 31, then * 31  # so that days cut whole hundredths
    shown = {OCTOBER.start: "0", OCTOBER.end: plain(first + then, 4)}
    if counted:
        shown[change] = plain(first, 4)
    else:
        first, then = (first + then) * offset // 31, (first + then) * (31 - offset) // 31
    tariff = fees.Tiered(dated, "water", LAST, per="period", at_change="by-days")

    (fen,) = fens(billed(tariff, book(read(dict(sorted(shown.items()))))))

    fine = [evolve(plan, bounds=tuple(b * 100 for b in plan.bounds)) for plan in (old, new)]
    assert (
        half_up(_up_to(fine[0], first) + _up_to(fine[1], first + then) - _up_to(fine[1], first))
        == fen
    )


def _up_to(plan: Plan, used: int) -> Fraction:
    """What so many ten-thousandths of a m³ cost in fen, bound by bound."""
    edges, total = [0, *plan.bounds], 0
    for number, price in enumerate(plan.prices):
        high = edges[number + 1] if number + 1 < len(edges) else used
        total += max(min(used, high) - edges[number], 0) * price
    return Fraction(total, 10**6)


@given(waterworks(), st.integers(1, 6), st.integers(0, 10**6))
def test_any_line_of_meters_costs_what_flowed(works: Waterworks, number: int, rate: int) -> None:
    """Plain or odd, replaced or turned over: one price for what went through."""
    month = Period.month(2026, number)
    opening, closing = (
        max((day, flow) for day, flow in works.flowed if day <= end)
        for end in (month.start, month.end)
    )

    run = billed(fees.Metered(plain(rate, 4), "water", LAST), works.book, month=month)

    if opening == closing:
        assert ["reading-missing"] == [skip.reason for skip in run.skipped]
    else:
        assert [half_up((closing[1] - opening[1]) * Fraction(rate, 100))] == fens(run)


kinds = st.sampled_from(["plain", "scaled", "turned", "estimated", "absent", "negative"])


@given(st.lists(st.tuples(kinds, st.integers(0, 49)), min_size=1, max_size=8))
def test_units_are_charged_alike_together_and_alone(made: list[tuple[str, int]]) -> None:
    units, meters, readings = [], [], []
    for place, (kind, used) in enumerate(made):
        units.append(home(f"{place}"))
        opening, closing = (90, (90 + used) % 100) if kind == "turned" else (10, 10 + used)
        if kind == "negative":
            opening, closing = used + 1, used
        if kind != "absent":
            digits = 2 if kind == "turned" else None
            times = "0.5" if kind == "scaled" else 1
            meters.append(Meter(f"M{place}", f"{place}", "water", times, digits=digits))
            how: Any = "estimated" if kind == "estimated" else "read"
            readings += [
                Reading(f"M{place}", OCTOBER.start, opening),
                Reading(f"M{place}", OCTOBER.end, closing, how),
            ]
    everything = MeterBook(meters, readings)

    together = billed(WATER, everything, *units)
    alone = [billed(WATER, everything, unit) for unit in units]

    assert sorted(together.rows()) == sorted(row for run in alone for row in run.rows())
    assert sorted(map(repr, together.skipped)) == sorted(repr(s) for r in alone for s in r.skipped)
    lines = [line for bill in together.bills for line in bill.lines]
    apart = [line for run in alone for bill in run.bills for line in bill.lines]
    assert lines == apart
    assert [line.why() for line in apart] == [line.why() for line in lines]


@given(st.integers(0, 10**8), st.lists(quantities, min_size=1, max_size=8).filter(any))
def test_shares_by_usage_make_the_cost(cost: int, used: list[int]) -> None:
    units = [home(f"{place}") for place in range(len(used))]
    shown = [
        read({OCTOBER.start: 0, OCTOBER.end: plain(many, 2)}, unit.id)
        for unit, many in zip(units, used, strict=True)
    ]
    tariff = fees.Shared(by="usage", agreed="决议", kind="water", cut=LAST)

    run = billed(tariff, book(*shown), *units, costs={"water": plain(cost, 2)})

    assert cost == run.total.fen
    for many, fen in zip(used, fens(run), strict=True):
        assert abs(Fraction(cost * many, sum(used)) - fen) < 1
