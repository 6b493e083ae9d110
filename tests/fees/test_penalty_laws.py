"""The laws of penalties, against a count of single days with whole numbers and fractions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any

from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from strategies import modes, round_by_hand
from wuye import Money, Period, Rounding, fees
from wuye.bills import BalanceTimeline
from wuye.rounding import Point
from wuye.terms import DayCount, Grace, PenaltyTerms, Start, Suspension

DUE = date(2026, 1, 25)
BILLED = DUE - timedelta(days=40)
FAR = 130  # days on which something happens


def on(offset: int) -> date:
    return DUE + timedelta(days=offset)


# -- clauses and debts as the oracle reads them -------------------------------------------


@frozen
class Clause:
    """A clause in plain numbers: rates in ten-thousandths, days from the due day."""

    daily: int
    changes: tuple[tuple[int, int], ...]
    grace: int
    grace_as: Grace
    shares: tuple[int, ...]
    amounts: tuple[int, ...]
    suspended: tuple[tuple[int, int], ...]
    minimum: int
    first: Start
    count: DayCount
    each: Point
    rounding: Rounding

    def terms(self, **changed: Any) -> PenaltyTerms:
        given: dict[str, Any] = {
            "changes": [(on(day), f"0.{rate:04}") for day, rate in self.changes],
            "grace": self.grace,
            "grace_as": self.grace_as,
            "caps": [
                *(fees.Cap("share", share=f"{n // 100}.{n % 100:02}") for n in self.shares),
                *(fees.Cap("amount", amount=Money.of_fen(fen)) for fen in self.amounts),
            ],
            "suspensions": [
                Suspension(Period(on(start), on(start + days)), "协议")
                for start, days in self.suspended
            ],
            "minimum": Money.of_fen(self.minimum),
            "first_day": self.first,
            "day_count": self.count,
        }
        return PenaltyTerms(f"0.{self.daily:04}", self.rounding, **given | changed)


points: st.SearchStrategy[Point] = st.sampled_from(["line", "segment", "day"])
ints = st.integers(-10, FAR)


@st.composite
def clauses(draw: st.DrawFn, /, **fixed: Any) -> Clause:
    each: Point = fixed.pop("each", None) or draw(points)
    drawn: dict[str, Any] = {
        "daily": draw(st.integers(1, 300)),
        "changes": tuple(
            sorted(draw(st.dictionaries(ints, st.integers(0, 300), max_size=2)).items())
        ),
        "grace": draw(st.sampled_from([0, 0, 1, 5, 30])),
        "grace_as": draw(st.sampled_from(["shift", "threshold"])),
        "shares": tuple(draw(st.lists(st.integers(1, 120), max_size=2))),
        "amounts": tuple(draw(st.lists(st.integers(1, 10**5), max_size=2))),
        "suspended": tuple(draw(st.lists(st.tuples(ints, st.integers(1, 40)), max_size=2))),
        "minimum": draw(st.sampled_from([0, 0, 1, 1000])),
        "first": draw(st.sampled_from(["after-due", "due"])),
        "count": draw(st.sampled_from(["calendar", "30-day-months"])),
        "each": each,
        "rounding": Rounding(draw(st.sampled_from([1, 10, 100])), each, draw(modes)),
    }
    return Clause(**drawn | fixed)


debts = st.tuples(
    st.integers(0, 10**6),
    st.lists(st.tuples(ints, st.integers(-(10**5), 10**5)), max_size=4),
)
Debt = tuple[int, list[tuple[int, int]]]


def timeline(debt: Debt) -> BalanceTimeline:
    owed, changes = debt
    return BalanceTimeline.of([(BILLED, owed), *((on(day), fen) for day, fen in changes)])


def late(terms: PenaltyTerms, debt: Debt, days: int) -> fees.Penalty:
    return fees.penalty(terms, timeline(debt), due=DUE, day=on(days))


def rounded(clause: Clause, fen: Fraction) -> int:
    unit = clause.rounding.unit
    return unit * round_by_hand(fen / unit, clause.rounding.mode)


def weight(clause: Clause, day: date) -> int:
    """How many days a day counts: where months have 30, their last day makes up for it."""
    length = monthrange(day.year, day.month)[1]
    return 31 - length if clause.count == "30-day-months" and day.day == length else 1


def by_hand(clause: Clause, debt: Debt, days: int) -> Fraction:
    """Count day by day; what a run of equal days bears is rounded where the clause says."""
    owed, changes = debt

    def stands(day: int) -> int:
        return max(0, owed + sum(fen for since, fen in changes if since <= day))

    over = 1 + clause.grace
    first = int(clause.first == "after-due") + (clause.grace if clause.grace_as == "shift" else 0)
    bearing: list[tuple[int, int, int, Fraction]] = []
    for day in range(first, days + 1):
        principal = stands(day)
        if day < over:
            principal = min(principal, stands(over)) if days >= over else 0
        begun = [rate for since, rate in clause.changes if since <= day]
        if principal < clause.minimum:
            continue
        if any(start <= day < start + length for start, length in clause.suspended):
            continue
        rate = Fraction([clause.daily, *begun][-1], 10_000)
        bearing.append((day, principal, len(begun), principal * rate))

    def run(numbered: tuple[int, tuple[int, int, int, Fraction]]) -> tuple[int, int, int]:
        place, (day, principal, begun, _) = numbered
        return day - place, principal, begun

    total = Fraction(0)
    for _, group in groupby(enumerate(bearing), key=run):
        part = [(weight(clause, on(day)), bears) for _, (day, _, _, bears) in group]
        if clause.each == "day":
            total += sum(much * rounded(clause, bears) for much, bears in part)
        elif clause.each == "segment":
            total += rounded(clause, Fraction(sum(much * bears for much, bears in part)))
        else:
            total += sum(much * bears for much, bears in part)
    most = max((stands(day) for day in range(1, days + 1)), default=0)
    return min(
        [total, *(most * Fraction(n, 100) for n in clause.shares), *map(Fraction, clause.amounts)]
    )


# -- the laws -----------------------------------------------------------------------------


@given(clauses(), debts, st.integers(-5, FAR + 20))
def test_a_penalty_is_what_its_days_come_to(clause: Clause, debt: Debt, days: int) -> None:
    held = late(clause.terms(), debt, days)

    assert rounded(clause, by_hand(clause, debt, days)) == held.fen
    assert held.amount == held.basis.evaluate() == held.basis.recompute()


PLAIN: dict[str, Any] = {
    "changes": (), "grace": 0, "suspended": (), "minimum": 0, "first": "after-due",
    "count": "calendar", "each": "line",
}  # fmt: skip


@given(clauses(**PLAIN), debts, st.integers(-5, FAR + 20))
def test_the_short_way_of_a_plain_clause_is_the_long_way(
    clause: Clause, debt: Debt, days: int
) -> None:
    past = [Suspension(Period.year(2000), "过去")]
    plain, laid_out = clause.terms(), clause.terms(suspensions=past)

    assert (True, False) == (plain.scale.plain, laid_out.scale.plain)
    assert rounded(clause, by_hand(clause, debt, days)) == late(plain, debt, days).fen
    assert late(plain, debt, days).fen == late(laid_out, debt, days).fen
    assert late(plain, debt, days).segments == late(laid_out, debt, days).segments
    assert late(plain, debt, days).amount == late(plain, debt, days).basis.recompute()


@given(
    st.one_of(clauses(), clauses(**PLAIN)),
    st.lists(debts, max_size=4),
    st.integers(-5, FAR + 20),
)
def test_compact_rows_come_to_what_objects_come_to(
    clause: Clause, owed: list[Debt], days: int
) -> None:
    terms = clause.terms()
    rows = [
        (DUE.toordinal(), tuple((day.toordinal(), fen) for day, fen in timeline(debt).steps))
        for debt in owed
    ]

    expected = [late(terms, debt, days).fen for debt in owed]
    assert expected == fees.penalty_rows(terms, rows, day=on(days))


@given(clauses(), debts, st.integers(0, FAR), st.integers(0, 60))
def test_a_penalty_never_falls_with_time(clause: Clause, debt: Debt, days: int, more: int) -> None:
    terms = clause.terms()

    assert late(terms, debt, days).fen <= late(terms, debt, days + more).fen


@given(clauses(), debts, st.integers(0, FAR), st.integers(0, 10**5), st.integers(0, 300))
def test_a_penalty_never_falls_with_principal_or_rate(
    clause: Clause, debt: Debt, days: int, more: int, dearer: int
) -> None:
    owed, changes = debt
    held = late(clause.terms(), debt, days).fen

    assert held <= late(clause.terms(), (owed + more, changes), days).fen
    steeper = evolve(
        clause,
        daily=clause.daily + dearer,
        changes=tuple((day, rate + dearer) for day, rate in clause.changes),
    )
    assert held <= late(steeper.terms(), debt, days).fen


@given(clauses(), debts, st.integers(0, FAR + 20))
def test_a_penalty_stays_below_every_cap_by_less_than_its_rounding(
    clause: Clause, debt: Debt, days: int
) -> None:
    held = late(clause.terms(), debt, days)
    limits = [Fraction(held.overdue.fen * n, 100) for n in clause.shares]
    limits += map(Fraction, clause.amounts)

    assert all(held.fen <= rounded(clause, limit) for limit in limits)
    free = late(clause.terms(caps=[]), debt, days)
    if held.capped_by is None:
        assert free.fen == held.fen
    else:
        assert rounded(clause, min(limits)) == held.fen <= free.fen


@given(clauses(each="line"), debts, st.integers(0, FAR), ints)
def test_the_days_before_and_from_a_day_add_up_to_all(
    clause: Clause, debt: Debt, days: int, cut: int
) -> None:
    """Before rounding and caps: suspend what comes before, then what comes after."""
    before, from_it = Period(date.min, on(cut)), Period(on(cut), date.max)

    def exactly(*apart: Period) -> Fraction:
        terms = clause.terms(caps=[])
        more = tuple(Suspension(period, "另计") for period in apart)
        terms = evolve(terms, suspensions=(*terms.suspensions, *more))
        return sum(
            (
                segment.principal.fen * Fraction(segment.rate) * segment.counted
                for segment in late(terms, debt, days).segments
            ),
            Fraction(0),
        )

    assert exactly() == exactly(before) + exactly(from_it)
    assert 0 == exactly(before, from_it)


@given(clauses(), debts, st.integers(0, FAR))
def test_no_grace_is_grace_of_no_days_and_more_grace_never_costs_more(
    clause: Clause, debt: Debt, days: int
) -> None:
    shifted, threshold = (clause.terms(grace=0, grace_as=kind) for kind in ("shift", "threshold"))

    assert late(shifted, debt, days).fen == late(threshold, debt, days).fen
    assert late(clause.terms(), debt, days).fen <= late(shifted, debt, days).fen


@given(
    clauses(),
    debts,
    st.lists(st.integers(0, FAR + 20), min_size=1, max_size=5),
)
def test_posted_in_any_number_of_goes_it_is_the_penalty_of_the_last_day(
    clause: Clause, debt: Debt, goes: list[int]
) -> None:
    terms, posted = clause.terms(), Money("0")
    for days in sorted(goes):
        step = fees.posting(terms, timeline(debt), due=DUE, day=on(days), before=posted)
        assert step.amount.fen >= 0
        posted += step.amount

    assert posted == late(terms, debt, max(goes)).amount


@given(clauses(), debts, st.integers(0, FAR), ints, st.integers(2, 10**5), st.data())
def test_two_payments_on_a_day_are_one(
    clause: Clause, debt: Debt, days: int, paid: int, fen: int, data: st.DataObject
) -> None:
    owed, changes = debt
    part = data.draw(st.integers(1, fen - 1))
    at_once = late(clause.terms(), (owed, [*changes, (paid, -fen)]), days)
    in_two = late(clause.terms(), (owed, [*changes, (paid, -part), (paid, part - fen)]), days)

    assert at_once == in_two
    assert at_once.basis == in_two.basis


@given(
    debts,
    st.integers(0, FAR),
    st.lists(st.tuples(ints, st.integers(1, 900)), max_size=3, unique_by=lambda pair: pair[0]),
    st.sampled_from([360, 365]),
    st.integers(1, 400),
    points,
    modes,
)
def test_an_estimate_is_what_its_days_come_to(
    debt: Debt,
    days: int,
    later: list[tuple[int, int]],
    year: Any,
    hundredths: int,
    each: Point,
    mode: Any,
) -> None:
    table = [(-60, 400), *sorted(later)]
    rounding = Rounding.fen(each=each, mode=mode)
    loss = fees.litigation_estimate(
        timeline(debt),
        due=DUE,
        day=on(days),
        rates=[(on(day), f"0.{rate:04}") for day, rate in table],
        multiplier=f"{hundredths // 100}.{hundredths % 100:02}",
        year=year,
        rounding=rounding,
    )

    owed, changes = debt
    runs: dict[tuple[int, int, int], list[Fraction]] = {}
    number, before = 0, -1
    for day in range(1, days + 1):
        stands = max(0, owed + sum(fen for since, fen in changes if since <= day))
        begun = [rate for since, rate in table if since <= day]
        number += stands != before
        before = stands
        bears = Fraction(stands * begun[-1] * hundredths, 10_000 * 100 * year)
        runs.setdefault((number, stands, len(begun)), []).append(bears)
    total = Fraction(0)
    for run in runs.values():
        if each == "day":
            total += sum(round_by_hand(bears, mode) for bears in run)
        else:
            total += round_by_hand(sum(run, Fraction(0)), mode) if each == "segment" else sum(run)
    assert round_by_hand(total, mode) == loss.amount.fen == loss.basis.recompute().fen
