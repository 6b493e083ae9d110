"""Days: periods neither overlap nor leave gaps; months are stepped from the anchor."""

from __future__ import annotations

import calendar
import copy
import pickle
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wuye.citation import Dated
from wuye.dates import DueDay, Period, anniversary, parse_day
from wuye.errors import NotInForceError, PeriodError, RuleError

FIRST, LAST = date(1950, 1, 1), date(2150, 12, 31)

days = st.dates(FIRST, LAST)
steps = st.integers(-600, 600)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Periods of a day up to some years."""
    start = draw(days)
    return Period(start, start + timedelta(days=draw(st.integers(1, 2000))))


def month_length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def stepped(anchor: date, months: int) -> date:
    """Step months by hand."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))


# -- 23: counting days ------------------------------------------------------------------------


@given(st.lists(days, min_size=3, max_size=3, unique=True).map(sorted))
@example([date(2024, 1, 15), date(2024, 1, 31), date(2024, 3, 1)])
@example([date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)])
def test_days_of_neighbouring_periods_add_up(edges: list[date]) -> None:
    a, b, c = edges

    assert Period(a, c).days == Period(a, b).days + Period(b, c).days


@given(periods())
def test_a_period_holds_its_first_day_and_not_its_end(period: Period) -> None:
    inside = [period.start + timedelta(days=i) for i in range(period.days)]

    assert all(day in period for day in inside)
    assert period.last == inside[-1]
    assert period.end not in period
    assert period.start - timedelta(days=1) not in period


@given(periods(), days)
def test_a_day_is_in_a_period_from_its_start_to_before_its_end(period: Period, day: date) -> None:
    assert (period.start <= day < period.end) == (day in period)


@given(st.integers(1950, 2150), st.integers(1, 12))
def test_a_month_has_all_its_days(year: int, month: int) -> None:
    period = Period.month(year, month)

    assert date(year, month, 1) == period.start
    assert calendar.monthrange(year, month)[1] == period.days
    assert (year, month) == (period.last.year, period.last.month)
    assert period == Period.parse(f"{year}-{month:02}")


@given(st.integers(1950, 2150))
def test_twelve_months_make_a_year(year: int) -> None:
    months = [Period.month(year, month) for month in range(1, 13)]

    assert Period.year(year).days == sum(month.days for month in months)
    assert (366 if calendar.isleap(year) else 365) == Period.year(year).days
    assert all(before.end == after.start for before, after in pairwise(months))


@given(days, st.integers(0, 1000))
def test_a_period_turned_round_or_empty_is_refused(end: date, turned: int) -> None:
    with pytest.raises(PeriodError) as caught:
        Period(end + timedelta(days=turned), end)

    assert caught.value.way_out


@given(periods(), st.lists(days, max_size=4), st.lists(st.integers(-5, 2005), max_size=6))
def test_the_pieces_of_a_period_cover_it_exactly(
    period: Period, far: list[date], near: list[int]
) -> None:
    cuts = far + [period.start + timedelta(days=offset) for offset in near]
    pieces = list(period.split(*cuts))
    wanted = {cut for cut in cuts if cut in period and cut != period.start}

    assert period.start == pieces[0].start
    assert period.end == pieces[-1].end
    assert all(before.end == after.start for before, after in pairwise(pieces))
    assert period.days == sum(piece.days for piece in pieces)
    assert wanted == {piece.start for piece in pieces[1:]}


# -- 23: anniversaries ----------------------------------------------------------------------------


@given(days, steps)
@example(date(2024, 2, 29), 12)
@example(date(2023, 12, 31), 2)
def test_an_anniversary_is_counted_from_the_anchor(anchor: date, months: int) -> None:
    assert stepped(anchor, months) == anniversary(anchor, months)


@given(days, steps)
def test_an_anniversary_keeps_its_day_or_becomes_month_end(anchor: date, months: int) -> None:
    day = anniversary(anchor, months)

    assert day.day == anchor.day or (day.day == month_length(day) and anchor.day > 28)


@given(days, steps)
def test_anniversaries_rise(anchor: date, months: int) -> None:
    assert anniversary(anchor, months) < anniversary(anchor, months + 1)


def test_the_end_of_january_comes_back_after_february() -> None:
    anchor = date(2026, 1, 31)
    stepwise = anniversary(anniversary(anchor, 1), 1)

    assert date(2026, 2, 28) == anniversary(anchor, 1)
    assert date(2026, 3, 31) == anniversary(anchor, 2)
    assert date(2026, 3, 28) == stepwise


@given(st.integers(1950, 2150), st.integers(1, 12), st.integers(-500, 500))
def test_a_month_shifts_to_a_month(year: int, month: int, months: int) -> None:
    wanted = stepped(date(year, month, 1), months)

    assert Period.month(wanted.year, wanted.month) == Period.month(year, month).shift(months)


# -- due days ---------------------------------------------------------------------------------------


@given(st.integers(1, 31), periods())
@example(31, Period.month(2026, 2))
@example(29, Period.month(2024, 2))
@example(30, Period.month(2023, 2))
def test_a_due_day_is_in_the_month_in_which_the_period_begins(day: int, period: Period) -> None:
    due = DueDay(day).of(period)

    assert (period.start.year, period.start.month) == (due.year, due.month)
    assert min(day, month_length(period.start)) == due.day


@pytest.mark.parametrize("day", [-1, 0, 32, 100])
def test_a_due_day_that_no_month_has_is_refused(day: int) -> None:
    with pytest.raises(PeriodError):
        DueDay(day)


@pytest.mark.parametrize("day", [2.5, 2.0, "25"], ids=repr)
def test_a_due_day_is_a_whole_number(day: Any) -> None:
    with pytest.raises((PeriodError, TypeError)):
        DueDay(day)


# -- reading ----------------------------------------------------------------------------------------


@given(st.dates())
def test_a_day_is_read_back_from_its_text(day: date) -> None:
    assert day == parse_day(day.isoformat())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-29",
        "2026-2-9",
        "2026-13-01",
        "20260209",
        "2026-W06-1",
        "2026-02-09T00:00",
        " 2026-02-09",
        "2026-02-09\n",
        "２０２６-02-09",
        "2026/02/09",
        "0000-01-01",
    ],
    ids=repr,
)
def test_text_that_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-1", "2026-00", "2026-13", "202610", "2026-10-01", "0000-01", "２０２６-10"],
    ids=repr,
)
def test_text_that_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        Period.parse(text)


@pytest.mark.parametrize("year", [-1, 0, 9999, 10_000])
def test_a_period_beyond_the_calendar_is_told_as_such(year: int) -> None:
    with pytest.raises(PeriodError):
        Period.year(year)
    with pytest.raises(PeriodError):
        Period.month(year, 12)


def test_the_last_month_of_the_calendar_is_told_as_such_when_read() -> None:
    with pytest.raises(PeriodError):
        Period.parse("9999-12")


@given(periods())
def test_periods_are_values(period: Period) -> None:
    same = pickle.loads(pickle.dumps(period))

    assert period == same == copy.deepcopy(period)
    assert hash(period) == hash(same)


# -- 24: dated values ----------------------------------------------------------------------------------


@st.composite
def dated(draw: st.DrawFn) -> Dated[int]:
    """Values with one to six steps."""
    since = sorted(draw(st.sets(days, min_size=1, max_size=6)))
    return Dated("rate", tuple((day, i) for i, day in enumerate(since)))


@given(dated(), days)
def test_every_day_has_the_value_of_the_last_step_at_or_before_it(
    value: Dated[int], day: date
) -> None:
    before = [number for since, number in value.steps if since <= day]

    if before:
        assert max(before) == value.on(day)
    else:
        with pytest.raises(NotInForceError):
            value.on(day)


@given(dated())
def test_a_value_holds_from_its_day_until_the_day_before_the_next(value: Dated[int]) -> None:
    for (since, number), (until, following) in pairwise(value.steps):
        assert number == value.on(since) == value.on(until - timedelta(days=1))
        assert following == value.on(until)

    assert value.steps[-1][1] == value.on(date.max)


@given(dated())
def test_a_day_before_the_first_is_refused_with_the_name_and_both_days(value: Dated[int]) -> None:
    first = value.steps[0][0]
    day = first - timedelta(days=1)
    with pytest.raises(NotInForceError) as caught:
        value.on(day)

    assert "rate" == caught.value.place
    assert day.isoformat() == caught.value.value
    assert first.isoformat() in str(caught.value)


@given(st.lists(days, max_size=5))
def test_steps_that_do_not_rise_are_refused(since: list[date]) -> None:
    steps = tuple((day, "x") for day in since)
    rising = bool(since) and all(a < b for a, b in pairwise(since))

    if rising:
        assert steps == Dated("rate", steps).steps
    else:
        with pytest.raises(RuleError):
            Dated("rate", steps)
