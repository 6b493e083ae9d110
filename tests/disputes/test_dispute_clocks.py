"""The days of disputes at their boundaries, over a holiday, and what is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from community import october
from wuye import disputes
from wuye.disputes import (
    Answered,
    Closed,
    Decided,
    Dispute,
    Event,
    Mediated,
    Mediating,
    Policy,
    Reopened,
    Sued,
    clocks_of,
    window,
)
from wuye.errors import PeriodError, RuleError

BILL = october().of_unit("3-1-502")[0]
DELIVERED = date(2026, 10, 12)
HOLIDAY = frozenset(date(2026, 10, 1) + timedelta(days=n) for n in range(7))
POLICY = Policy(held_days="restored")


def lodged(on: date, delivered: date | None = DELIVERED, **given: object) -> Dispute:
    return disputes.lodge(
        "D-1",
        BILL,
        "hall-power",
        ground="amount",
        on=on,
        delivered=delivered,
        policy=POLICY,
        **given,  # type: ignore[arg-type]
    ).case


def went(*way: tuple[Event, date], on: date = date(2026, 11, 5)) -> Dispute:
    case = lodged(on)
    for event, day in way:
        case = disputes.advance(case, event, on=day).case
    return case


@pytest.mark.parametrize(("on", "late"), [(12, False), (21, False), (22, False), (23, True)])
def test_the_window_is_ten_days_after_delivery_and_a_late_dispute_is_marked(
    on: int, late: bool
) -> None:
    case = lodged(date(2026, 10, on))

    assert late == case.late
    assert case.status.open  # it is accepted all the same


def test_without_delivery_no_window_has_begun() -> None:
    assert not lodged(date(2026, 12, 31), None).late
    assert lodged(date(2026, 12, 31)).late


@pytest.mark.parametrize(
    ("delivered", "last"),
    [
        (date(2026, 9, 20), date(2026, 9, 30)),  # the day before the holiday
        (date(2026, 9, 21), date(2026, 10, 8)),  # its first day
        (date(2026, 9, 27), date(2026, 10, 8)),  # its last day
        (date(2026, 9, 28), date(2026, 10, 8)),  # the day after it
        (date(2026, 9, 29), date(2026, 10, 9)),
    ],
)
def test_a_window_that_ends_in_a_holiday_ends_on_the_day_after_it(
    delivered: date, last: date
) -> None:
    clock = window(POLICY, delivered, closed=HOLIDAY)

    assert (delivered, last) == (clock.since, clock.last)
    assert (False, True) == (clock.past(last), clock.past(last + timedelta(days=1)))
    assert (0, -1) == (clock.left(last), clock.left(last + timedelta(days=1)))
    assert not lodged(last, delivered, closed=HOLIDAY).late
    assert lodged(last + timedelta(days=1), delivered, closed=HOLIDAY).late


def test_a_holiday_in_the_middle_counts_with_the_rest() -> None:
    assert date(2026, 10, 9) == window(POLICY, date(2026, 9, 29), closed=HOLIDAY).last
    assert date(2026, 10, 1) == window(POLICY, date(2026, 9, 21)).last


def test_the_office_answers_within_five_days_of_lodging() -> None:
    (clock,) = clocks_of(went())

    assert ("answer", date(2026, 11, 5), date(2026, 11, 10)) == (
        clock.name,
        clock.since,
        clock.last,
    )
    assert ["民法典第201-1条（2021-01-01）", "民法典第203-1条（2021-01-01）"] == [
        str(cite) for cite in clock.cites
    ]
    assert not clock.past(date(2026, 11, 10))
    assert clock.past(date(2026, 11, 11))


def test_an_answer_that_falls_due_in_a_holiday_is_due_on_the_day_after_it() -> None:
    case = disputes.lodge("D", BILL, "property", ground="area", on=date(2026, 9, 27)).case

    assert date(2026, 10, 8) == clocks_of(case, closed=HOLIDAY)[0].last
    assert date(2026, 10, 2) == clocks_of(case)[0].last


def test_where_three_days_are_set_three_days_count() -> None:
    case = disputes.lodge(
        "D", BILL, "property", ground="area", on=date(2026, 11, 5), policy=Policy(answer=3)
    ).case

    assert date(2026, 11, 8) == clocks_of(case)[0].last


def test_no_answer_is_due_once_one_was_given_or_the_case_went_on() -> None:
    day = date(2026, 11, 9)

    assert () == clocks_of(went((Answered("已更正"), day)))
    assert () == clocks_of(went((Decided("0"), day)))
    assert () == clocks_of(went((Sued(), day)))


def test_a_case_that_is_reopened_is_answered_anew() -> None:
    again = went((Decided("0"), date(2026, 11, 9)), (Reopened(), date(2026, 11, 20)))

    (clock,) = clocks_of(again)
    assert (date(2026, 11, 20), date(2026, 11, 25)) == (clock.since, clock.last)


def test_a_settlement_is_confirmed_by_a_court_within_thirty_days() -> None:
    effective, day = date(2026, 11, 12), date(2026, 11, 13)
    settled = Mediated(
        mediator="某街道调解委员会", effective=effective, agreed="减收五元", upheld="5.00"
    )
    way: list[tuple[Event, date]] = [(Mediating("某街道调解委员会"), effective), (settled, day)]
    (clock,) = clocks_of(went(*way))

    assert ("confirmation", date(2026, 12, 12)) == (clock.name, clock.last)
    assert {"人民调解法", "民事诉讼法"} == {cite.source for cite in clock.cites}
    assert () == clocks_of(went(*way, (Closed(), day)))


def test_clocks_that_never_end_or_have_no_days_are_refused() -> None:
    for days in (0, -1, 2.5, True):
        with pytest.raises(PeriodError, match="whole days"):
            Policy(window=days)  # type: ignore[arg-type]
        with pytest.raises(PeriodError, match="whole days"):
            Policy(answer=days)  # type: ignore[arg-type]
    every = [date(2026, 10, 1) + timedelta(days=n) for n in range(100)]
    with pytest.raises(RuleError, match="rest days on end"):
        window(POLICY, DELIVERED, closed=every)
