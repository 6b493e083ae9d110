"""Which months a bill charges: quarters, years in advance, years from the hand-over."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import schedule
from wuye import Community, FeeSchedule, Owner, Period, Rounding, Transfer, Unit, fees
from wuye.dates import anniversary
from wuye.errors import RuleError
from wuye.estate import FirstDay
from wuye.fees import Cycle, Proration
from wuye.rounding import Point

AGES = Period(date(2019, 1, 1), date(2040, 1, 1))
OWNER = Owner("O")


def plan(cycle: Cycle, rate: str = "2.80", **more: Any) -> FeeSchedule:
    item = fees.Item("property", "物业服务费", fees.PerArea(rate), cycle)
    return evolve(schedule(item), in_force=AGES, **more)


def services(plan: FeeSchedule, estate: Community, month: str) -> list[Period]:
    run = fees.issue(estate, plan, Period.parse(month))
    return [line.service for bill in run.bills for line in bill.lines]


# P23: years counted from the hand-over; 29 February is clamped and comes back
@pytest.mark.parametrize(
    ("anchor", "month", "start", "end"),
    [
        ("2019-03-15", "2026-03", "2026-03-15", "2027-03-14"),
        ("2019-03-15", "2026-04", None, None),
        ("2020-02-29", "2026-02", "2026-02-28", "2027-02-27"),
        ("2020-02-29", "2028-02", "2028-02-29", "2029-02-27"),
        ("2020-02-29", "2027-02", "2027-02-28", "2028-02-28"),
    ],
)
def test_a_year_from_the_hand_over_is_billed_when_it_comes_round(
    anchor: str, month: str, start: str | None, end: str | None
) -> None:
    unit = Unit("1", "100", OWNER, handed_over=date.fromisoformat(anchor))
    found = services(plan(Cycle.anniversary()), Community("锦苑", [unit]), month)

    assert ([f"{start} to {end}"] if start else []) == [str(service) for service in found]


@given(st.dates(date(2019, 1, 1), date(2024, 12, 31)), st.sampled_from([1, 2, 3, 4, 6, 12]))
def test_years_from_the_hand_over_follow_each_other_without_a_gap(anchor: date, every: int) -> None:
    estate = Community("锦苑", [Unit("1", "100", OWNER, handed_over=anchor)])
    yearly = plan(Cycle.anniversary(every=every))
    months = [Period.month(y, m) for y in range(2019, 2028) for m in range(1, 13)]
    found = [
        service
        for month in months
        for service in services(yearly, estate, f"{month.start:%Y-%m}")
        if month.start >= anchor.replace(day=1)
    ]

    assert anchor == found[0].start
    assert [anniversary(anchor, every * i) for i in range(len(found))] == [x.start for x in found]
    assert all(one.end == other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("month", "back", "expected"),
    [
        (Period.month(2026, 10), 12, None),
        (Period.month(2027, 10), 12, Period(date(2026, 10, 17), date(2027, 10, 17))),
        (Period.month(2026, 10), 3, Period(date(2026, 10, 17), date(2027, 7, 17))),
        (Period.month(2027, 10), 3, Period(date(2027, 7, 17), date(2028, 7, 17))),
    ],
)
def test_years_in_arrears_begin_with_the_hand_over_and_not_before(
    month: Period, back: int, expected: Period | None
) -> None:
    cycle = Cycle.anniversary(back=back)

    assert expected == cycle.service(month, date(2026, 10, 17))


def test_a_part_of_an_anchored_month_counts_the_days_of_that_month() -> None:
    """From 15 January to 14 February there are 31 days; sold on the 25th: 10 and 21."""
    unit = Unit("1", "100", Owner("A"), handed_over=date(2026, 1, 15))
    estate = Community("锦苑", [unit], [Transfer("1", date(2026, 1, 25), Owner("B"))])
    run = fees.issue(estate, plan(Cycle.anniversary(every=1)), Period.month(2026, 1))

    assert ["A 90.32", "B 189.68"] == [f"{bill.debtor} {bill.total}" for bill in run.bills]


def test_a_unit_whose_hand_over_is_not_known_is_skipped_with_a_reason() -> None:
    units = [Unit("1", "100", OWNER), Unit("2", "100", OWNER, handed_over=date(2027, 1, 1))]
    run = fees.issue(Community("锦苑", units), plan(Cycle.anniversary()), Period.month(2026, 3))

    assert [("1", "property", "hand-over-missing")] == [
        (skip.unit, skip.item, skip.reason) for skip in run.skipped
    ]
    assert () == run.bills


def test_a_cost_is_not_shared_over_years_that_differ_from_unit_to_unit() -> None:
    with pytest.raises(RuleError, match="periods differ"):
        fees.Item("power", "公摊电费", fees.Shared("area"), Cycle.anniversary())


@pytest.mark.parametrize(("each", "amount"), [("month", "518.19"), ("line", "518.20")])
def test_a_quarter_in_arrears_differs_by_a_fen_with_the_point_of_rounding(
    each: Point, amount: str
) -> None:
    estate = Community("锦苑", [Unit("1", "93.37", OWNER)])
    quarterly = plan(Cycle.arrears(every=3), "1.85", rounding=Rounding.fen(each=each))
    (bill,) = fees.issue(estate, quarterly, Period.month(2026, 10)).bills

    assert (amount, "2026-07-01 to 2026-09-30") == (str(bill.total), str(bill["property"].service))
    assert () == fees.issue(estate, quarterly, Period.month(2026, 11)).bills


def test_the_developer_owes_the_month_of_the_hand_over_where_the_city_says_so() -> None:
    buyer = Transfer("1", date(2026, 10, 17), Owner("B"), hand_over=True)
    developer = Owner("D", kind="developer")
    estate = Community("锦苑", [Unit("1", "100", developer)], [buyer])
    city = plan(Cycle.advance(), first_day=FirstDay.NEXT_MONTH)
    october, november = (
        {bill.debtor: str(bill.total) for bill in fees.issue(estate, city, month).bills}
        for month in (Period.month(2026, 10), Period.month(2026, 11))
    )

    assert ({"D": "280.00"}, {"B": "280.00"}) == (october, november)


@pytest.mark.parametrize(
    ("proration", "seller", "buyer"),
    [
        (Proration.ACTUAL_DAYS, "144.52", "135.48"),  # 280 × 16/31
        (Proration.THIRTY_DAYS, "149.33", "130.67"),  # 280 × 16/30
        (Proration.YEAR_DAYS, "147.29", "132.71"),  # 280 × 12 × 16/365
        (Proration.WHOLE_MONTHS, "280.00", "0.00"),
    ],
)
def test_a_part_month_by_each_convention(proration: Proration, seller: str, buyer: str) -> None:
    sale = Transfer("1", date(2026, 10, 17), Owner("B"))
    estate = Community("锦苑", [Unit("1", "100", Owner("A"))], [sale])
    run = fees.issue(estate, plan(Cycle.advance(), proration=proration), Period.month(2026, 10))

    assert [seller, buyer] == [str(bill.total) for bill in run.bills]


def test_a_year_in_advance_is_3360_and_its_seller_owes_to_the_day_of_the_sale() -> None:
    sale = Transfer("1", date(2026, 7, 1), Owner("B"))
    year = plan(Cycle.advance(every=12))
    whole, divided = (
        fees.issue(
            Community("锦苑", [Unit("1", "100", Owner("A"))], sales), year, Period.month(2026, 1)
        )
        for sales in ((), (sale,))
    )

    assert "3360.00" == str(whole.total)
    assert ["1680.00", "1680.00"] == [str(bill.total) for bill in divided.bills]
    assert (
        ()
        == fees.issue(
            Community("锦苑", [Unit("1", "100", OWNER)]), year, Period.month(2026, 2)
        ).bills
    )


def test_a_number_is_no_tariff_and_an_id_no_owner() -> None:
    with pytest.raises(RuleError, match="PerArea"):
        fees.Item("property", "物业服务费", "2.80")  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="Owner"):
        Unit("1", "100", "O-1")  # type: ignore[arg-type]
