"""Cycles of several months, part months by every convention, the first day of a hand-over."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community import schedule
from wuye import Community, FeeSchedule, Owner, Period, Rounding, Transfer, Unit, fees
from wuye.dates import anniversary
from wuye.errors import PeriodError
from wuye.fees import Cycle, FirstDay, Proration
from wuye.rounding import Point

months = st.builds(Period.month, st.integers(2024, 2027), st.integers(1, 12))
EVERY = (1, 2, 3, 4, 6, 12)


def plan(
    tariff: fees.PerArea | fees.Flat,
    *,
    cycle: Cycle | None = None,
    rounding: Rounding | None = None,
    proration: Proration = Proration.ACTUAL_DAYS,
    first_day: FirstDay = FirstDay.HAND_OVER,
) -> FeeSchedule:
    like = schedule()
    return FeeSchedule(
        like.name,
        creditor=like.creditor,
        in_force=Period(date(2023, 1, 1), date(2030, 1, 1)),
        items=[fees.Item("property", "物业服务费", tariff, cycle or Cycle.advance())],
        terms=like.terms,
        rounding=rounding or like.rounding,
        proration=proration,
        first_day=first_day,
    )


def unit(area: str | Decimal = "100.00", *transfers: Transfer) -> Community:
    return Community("锦苑", [Unit("1", area, Owner("O-0"))], transfers)


@pytest.mark.parametrize(("each", "amount"), [("month", "518.19"), ("line", "518.20")])
def test_a_quarter_differs_by_a_fen_with_the_point_of_rounding(each: Point, amount: str) -> None:
    quarterly = plan(
        fees.PerArea("1.85"), cycle=Cycle.advance(every=3), rounding=Rounding.fen(each=each)
    )
    (bill,) = fees.issue(unit("93.37"), quarterly, Period.month(2026, 7)).bills
    line = bill["property"]

    assert amount == str(line.amount) == str(line.recompute())
    assert Period(date(2026, 7, 1), date(2026, 10, 1)) == line.service


def test_a_quarter_rounded_each_month_says_so() -> None:
    quarterly = plan(
        fees.PerArea("1.85"), cycle=Cycle.advance(every=3), rounding=Rounding.fen(each="month")
    )
    (bill,) = fees.issue(unit("93.37"), quarterly, Period.month(2026, 7)).bills

    assert (
        "[93.37 ㎡ × 1.85 元/㎡·月，四舍五入到分：172.73 元] × 3 个月 = 518.19 元"
        == bill["property"].why()
    )


@pytest.mark.parametrize("first_day", FirstDay)
def test_the_month_of_a_hand_over_is_the_developers_where_the_place_says_so(
    first_day: FirstDay,
) -> None:
    buyer = Transfer("1", date(2026, 10, 17), Owner("O-1"), hand_over=True)
    run = fees.issue(
        unit("100.00", buyer),
        plan(fees.PerArea("2.80"), first_day=first_day),
        Period.month(2026, 10),
    )
    owed = {bill.debtor: str(bill.total) for bill in run.bills}

    expected = {
        FirstDay.HAND_OVER: {"O-0": "144.52", "O-1": "135.48"},
        FirstDay.NEXT_DAY: {"O-0": "153.55", "O-1": "126.45"},
        FirstDay.NEXT_MONTH: {"O-0": "280.00"},
    }
    assert expected[first_day] == owed


def test_a_sale_is_no_hand_over() -> None:
    sale = Transfer("1", date(2026, 10, 17), Owner("O-1"))
    run = fees.issue(
        unit("100.00", sale),
        plan(fees.PerArea("2.80"), first_day=FirstDay.NEXT_MONTH),
        Period.month(2026, 10),
    )

    assert ["144.52", "135.48"] == [str(bill.total) for bill in run.bills]


def test_a_unit_sold_on_before_its_first_chargeable_day_is_owed_for_by_the_last_buyer() -> None:
    chain = (
        Transfer("1", date(2026, 10, 5), Owner("O-1"), hand_over=True),
        Transfer("1", date(2026, 10, 20), Owner("O-2")),
    )
    estate = unit("100.00", *chain)
    parts = estate.liable("1", Period.month(2026, 10), FirstDay.NEXT_MONTH)

    assert [("O-0", 19), ("O-2", 12)] == [(owner.id, part.days) for owner, part in parts]


def test_what_is_flat_is_the_same_for_every_size() -> None:
    estate = Community("锦苑", [Unit("1", None, Owner("A")), Unit("2", "9999", Owner("B"))])
    run = fees.issue(estate, plan(fees.Flat("80")), Period.month(2026, 10))

    assert ["80.00", "80.00"] == [str(bill.total) for bill in run.bills]
    assert () == run.skipped
    assert "80.00 元/月 × 1 个月 = 80.00 元" == run.bills[0]["property"].why()


@given(months, st.sampled_from(EVERY), st.integers(1, 12), st.integers(0, 12))
def test_every_month_is_charged_exactly_once(
    month: Period, every: int, first: int, back: int
) -> None:
    cycle = Cycle(every, back, first)
    bills = [month.shift(i) for i in range(-30, 30)]
    charged = [cycle.service(bill) for bill in bills]
    services = sorted(service for service in charged if service)

    assert all(a.end == b.start for a, b in pairwise(services))
    assert {every} == {
        12 * (s.end.year - s.start.year) + s.end.month - s.start.month for s in services
    }


@pytest.mark.parametrize("bad", [(5, 0, 1), (0, 0, 1), (3, -1, 1), (3, 0, 0), (3, 0, 13)])
def test_a_cycle_that_does_not_fit_the_year_is_refused(bad: tuple[int, int, int]) -> None:
    with pytest.raises(PeriodError, match="no such cycle"):
        Cycle(*bad)
    with pytest.raises(PeriodError, match="in the past"):
        Cycle.arrears(months=0)


def elapsed(start: date, day: date, proration: Proration) -> Fraction:
    """Months from ``start`` to ``day``, counted month by month."""
    total = Fraction(0)
    month = start
    while month < day:
        after = anniversary(month, 1)
        if after <= day:
            total += 1
        else:
            days = (day - month).days
            total += {
                Proration.ACTUAL_DAYS: Fraction(days, (after - month).days),
                Proration.THIRTY_DAYS: Fraction(min(days, 30), 30),
                Proration.YEAR_DAYS: Fraction(days * 12, 365),
                Proration.WHOLE_MONTHS: Fraction(1),
            }[proration]
        month = after
    return total


@given(
    months,
    st.sampled_from(EVERY),
    st.sampled_from(Proration),
    st.integers(1, 10**6),
    st.lists(st.integers(1, 380), max_size=4, unique=True),
)
def test_owners_of_a_cycle_together_owe_what_one_would(
    month: Period, every: int, proration: Proration, price: int, offsets: list[int]
) -> None:
    cuts = [month.start + timedelta(days=offset) for offset in sorted(offsets)]
    transfers = [Transfer("1", day, Owner(f"O-{i}")) for i, day in enumerate(cuts, 1)]
    cycle = Cycle.advance(every=every, first=month.start.month)
    amount = Decimal((0, tuple(map(int, str(price))), -2))
    flat = plan(fees.Flat(amount), cycle=cycle, proration=proration)
    run = fees.issue(unit("1", *transfers), flat, month)

    owed = 0
    for bill in run.bills:
        for line in bill.lines:
            owed += line.fen
            exact = price * elapsed(month.start, line.service.end, proration)
            assert floor(exact + Fraction(1, 2)) == owed
            assert line.amount == line.recompute()
    assert price * every == owed
