"""Due days: a day of the month, months later, moved off holidays; days after delivery."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from community import COSTS, OCTOBER, estate, schedule
from wuye import Period, fees
from wuye.dates import DueAfter, DueDay, Roll
from wuye.errors import PeriodError, RuleError

OFF = frozenset(date(2026, 10, d) for d in range(1, 9))  # a holiday of eight days


@frozen
class Calendar:
    """Weekends and some days off; 10 October is worked for them."""

    off: frozenset[date] = OFF

    def is_workday(self, day: date) -> bool:
        return day == date(2026, 10, 10) or (day.weekday() < 5 and day not in self.off)


def test_a_due_day_may_lie_in_a_later_month_and_is_clamped_to_its_end() -> None:
    assert date(2026, 11, 10) == DueDay(10, months=1).of(OCTOBER)
    assert date(2027, 2, 28) == DueDay(31, months=1).of(Period.month(2027, 1))
    assert date(2028, 2, 29) == DueDay(30, months=13 - 12).of(Period.month(2028, 1))
    assert date(2027, 10, 25) == DueDay(25, months=12).of(OCTOBER)


@pytest.mark.parametrize(
    ("day", "roll", "due"),
    [
        (3, "none", date(2026, 10, 3)),
        (3, "next", date(2026, 10, 9)),
        (3, "previous", date(2026, 9, 30)),
        (9, "next", date(2026, 10, 9)),  # a Friday
        (10, "next", date(2026, 10, 10)),  # a Saturday that is worked
        (11, "next", date(2026, 10, 12)),
        (31, "next", date(2026, 11, 2)),
        (31, "previous", date(2026, 10, 30)),
    ],
)
def test_a_due_day_moves_off_a_holiday_as_the_rule_says(day: int, roll: Roll, due: date) -> None:
    assert due == DueDay(day, roll=roll).of(OCTOBER, Calendar())


def test_a_supplement_is_due_so_many_days_after_delivery() -> None:
    assert date(2026, 10, 8) == DueAfter(15).of(date(2026, 9, 23))
    assert date(2026, 10, 9) == DueAfter(15, roll="next").of(date(2026, 9, 23), Calendar())


def test_bills_are_due_by_the_calendar_that_is_given() -> None:
    plan = schedule()
    plan = evolve(plan, terms=evolve(plan.terms, due=DueDay(3, roll="next")))
    run = fees.issue(estate(), plan, OCTOBER, costs=COSTS, calendar=Calendar())

    assert {date(2026, 10, 9)} == {bill.due for bill in run.bills} == {run.due}
    streamed = list(fees.issue_each(estate(), plan, OCTOBER, costs=COSTS, calendar=Calendar()))
    assert list(run.bills) == streamed
    with pytest.raises(RuleError, match="needs a calendar"):
        fees.issue(estate(), plan, OCTOBER, costs=COSTS)


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(1, 31),
    st.sampled_from(get_args(Roll)),
)
def test_a_rolled_day_is_the_nearest_worked_day_on_its_side(
    start: date, day: int, roll: Roll
) -> None:
    month, calendar = Period.month(start.year, start.month), Calendar()
    plain, rolled = DueDay(day).of(month), DueDay(day, roll=roll).of(month, calendar)

    if roll == "none":
        assert plain == rolled
        return
    assert calendar.is_workday(rolled)
    assert (rolled >= plain) if roll == "next" else (rolled <= plain)
    between = abs((rolled - plain).days)
    step = timedelta(days=1 if roll == "next" else -1)
    assert not any(calendar.is_workday(plain + i * step) for i in range(between))


def test_what_no_rule_says_is_refused() -> None:
    class Never:
        def is_workday(self, day: date) -> bool:
            return False

    with pytest.raises(PeriodError, match="no day is worked"):
        DueDay(1, roll="next").of(OCTOBER, Never())
    for wrong in (0, 32, True):
        with pytest.raises(PeriodError, match="no such day of the month"):
            DueDay(wrong)
    for wrong in (-1, 13, True):
        with pytest.raises(PeriodError, match="not so many months later"):
            DueDay(1, months=wrong)
    for wrong in (0, 367, True):
        with pytest.raises(PeriodError, match="not so many days"):
            DueAfter(wrong)
    with pytest.raises(RuleError, match="not one of the choices"):
        DueDay(1, roll="later")  # type: ignore[arg-type]
