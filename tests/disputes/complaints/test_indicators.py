"""Rates and digests: what is counted, and what is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import floor
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import DAY, HOUR, MINUTE, START, at, only, ticket
from wuye.disputes import complaints
from wuye.disputes.complaints import DEFAULT, Clock, Ticket
from wuye.errors import RuleError, UnknownError

BEIJING = complaints.beijing(1, on=date(2026, 1, 1))
LATER = START + 90 * DAY


def answered(number: int, after: int, **facts: Any) -> Ticket:
    """A complaint that was answered so many minutes after it came."""
    told = {"id": f"T-{number}", "kind": "complaint", "category": "noise"} | facts
    return ticket(("respond", START + after * MINUTE), **told)


def repaired(number: int, satisfaction: int | str | None = None, *, called: bool = True) -> Ticket:
    done = ticket(("arrive", START), ("finish", START + HOUR), id=f"R-{number}")
    if not called:
        return done
    return complaints.advance(done, "follow-up", at=START + DAY, satisfaction=satisfaction)


# -- rates --------------------------------------------------------------------------------


def test_timely_is_what_was_answered_in_time_of_all_complaints() -> None:
    tickets = [answered(n, after) for n, after in enumerate([0, 239, 240, 241])]
    counts = complaints.rates(tickets, BEIJING, "feedback", at=LATER)

    assert (3, 4, Decimal("75.00")) == (counts.timely, counts.timed, counts.timely_rate)


def test_what_still_runs_or_was_withdrawn_in_time_does_not_count() -> None:
    gone = ticket(("withdraw", START), kind="complaint", id="W")
    tickets = [answered(1, 1), ticket(kind="complaint", id="N"), gone]

    def timely(minutes: int) -> tuple[int, int]:
        when = START + minutes * MINUTE
        counts = complaints.rates(tickets, BEIJING, "feedback", at=when)
        return counts.timely, counts.timed

    assert [(0, 0), (1, 1), (1, 1), (1, 2)] == [timely(minutes) for minutes in (0, 1, 240, 241)]
    assert (0, 0) == timely(-1)


def test_each_time_it_is_received_counts_for_timeliness() -> None:
    steps = [
        ("respond", START),
        ("finish", START),
        ("reopen", START + DAY),
        ("respond", START + DAY + 241 * MINUTE),
    ]
    counts = complaints.rates([ticket(*steps, kind="complaint")], BEIJING, "feedback", at=LATER)

    assert (1, 2) == (counts.timely, counts.timed)


def test_followed_up_is_of_what_is_done_and_content_is_of_the_calls() -> None:
    tickets = [
        *(repaired(n, score) for n, score in enumerate(["满意", "基本满意", "不满意", 2, None])),
        repaired(9, called=False),
        ticket(("respond", START), id="open"),
    ]
    counts = complaints.rates(tickets, BEIJING, "response", at=LATER)

    assert (5, 6, Decimal("83.33")) == (counts.followed_up, counts.done, counts.followed_up_rate)
    assert (2, 5, Decimal("40.00")) == (counts.satisfied, counts.calls, counts.satisfied_rate)


def test_where_there_is_nothing_to_count_there_is_no_rate() -> None:
    counts = complaints.rates([], DEFAULT, "answer", at=START)

    assert (None, None, None) == (
        counts.timely_rate,
        counts.followed_up_rate,
        counts.satisfied_rate,
    )
    assert () == complaints.missed([], BEIJING, at=START)
    with pytest.raises(UnknownError, match=r"'lunch'; clocks: \['feedback'"):
        complaints.rates([], BEIJING, "lunch", at=START)


@pytest.mark.parametrize(("good", "missed"), [(79, ["timely"]), (80, []), (81, [])])
def test_a_target_is_reached_at_its_percent(good: int, missed: list[str]) -> None:
    tickets = [answered(n, 0 if n < good else 241) for n in range(100)]

    assert missed == [each.target.rate for each in complaints.missed(tickets, BEIJING, at=LATER)]


def test_what_was_missed_says_by_what_it_was() -> None:
    tickets = [repaired(1, "不满意"), repaired(2, called=False), repaired(3, called=False)]
    followed, content = complaints.missed(tickets, BEIJING, at=LATER)

    assert ("followed-up", Decimal("33.33"), 50) == (
        followed.target.rate,
        followed.rate,
        followed.target.percent,
    )
    assert ("satisfied", Decimal("0.00")) == (content.target.rate, content.rate)
    assert "4.2.4" in str(content.target.cite)


# -- repeats ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (START + 29 * DAY, {"B": "A"}),
        (at(3, 23, 59, month=12), {"B": "A"}),  # the thirtieth day, to its last minute
        (at(4, 0, month=12), {}),
        (START, {"B": "A"}),
    ],
    ids=str,
)
def test_a_repeat_is_about_the_same_within_so_many_days(second: Any, expected: Any) -> None:
    tickets = [ticket(id="B", at=second), ticket(id="A")]

    assert expected == complaints.repeats(tickets, days=30)


def test_another_room_category_or_a_withdrawn_ticket_is_no_repeat() -> None:
    gone = ticket(("withdraw", START), id="A")
    others = [
        ticket(id="B", unit="3-1-503"),
        ticket(id="C", category="lift"),
        ticket(id="D"),
        ticket(id="E", unit=""),
        ticket(id="F", unit=""),
    ]

    assert {} == complaints.repeats([gone, *others])
    assert {"G": "D"} == complaints.repeats([gone, *others, ticket(id="G", at=START + DAY)])
    assert {"B": "A", "C": "B"} == complaints.repeats(
        [ticket(id=name, at=START + n * 25 * DAY) for n, name in enumerate("ABC")]
    )
    for days in (-1, True):
        with pytest.raises(RuleError, match="within days"):
            complaints.repeats([], days=days)


# -- digest -------------------------------------------------------------------------------


def month(number: int, month: int, category: str, **facts: Any) -> Ticket:
    told = {"id": f"D-{number}", "unit": f"U-{number}", "at": at(5, 9, month=month)} | facts
    return ticket(category=category, **told)


def test_a_digest_has_a_row_for_every_month_and_category() -> None:
    tickets = [
        *(month(n, 9, "leak") for n in range(2)),
        month(2, 9, "lift"),
        *(month(n, 11, "leak") for n in range(3, 6)),
    ]
    columns = complaints.digest(tickets, DEFAULT, at=LATER)

    assert ("2026-09", "2026-09", "2026-10", "2026-10", "2026-11", "2026-11") == columns["month"]
    assert ("leak", "lift") * 3 == columns["category"]
    assert (2, 1, 0, 0, 3, 0) == columns["count"]
    assert ("66.67", "33.33", "None", "None", "100.00", "0.00") == tuple(map(str, columns["share"]))
    assert (None, None, -2, -1, 3, 0) == columns["change"]
    assert {6} == {len(column) for column in columns.values()}


def test_a_digest_counts_what_was_late_came_again_or_was_not_ours() -> None:
    prompt = ticket(("arrive", START), id="A")
    not_ours = complaints.advance(prompt, "finish", at=START + HOUR, not_ours=True)
    again = ticket(("respond", START + 16 * MINUTE), id="B")
    columns = complaints.digest([not_ours, again], DEFAULT, at=START + 2 * HOUR)

    assert (1,) == columns["late"] == columns["repeat"] == columns["not_ours"]
    assert (60,) == columns["median_minutes"]


def test_late_before_it_was_reopened_is_late() -> None:
    steps = [
        ("respond", START + HOUR),
        ("finish", START + HOUR),
        ("reopen", START + DAY),
        ("respond", START + DAY),
    ]
    columns = complaints.digest([ticket(*steps)], DEFAULT, at=START + DAY)

    assert (1,) == columns["late"]
    assert (0,) == complaints.digest([ticket(*steps)], DEFAULT, at=START)["late"]


def test_a_digest_of_nothing_has_its_columns() -> None:
    empty = complaints.digest([], DEFAULT, at=START)
    early = complaints.digest([ticket()], DEFAULT, at=START - MINUTE)

    assert empty == early
    assert {()} == set(empty.values())
    assert ["month", "category", "count"] == list(empty)[:3]


@given(st.lists(st.integers(0, 10**5), min_size=1, max_size=9))
def test_the_median_is_in_whole_minutes(minutes: list[int]) -> None:
    tickets = [
        ticket(("arrive", START), ("finish", START + took * MINUTE), id=str(n), unit=str(n))
        for n, took in enumerate(minutes)
    ]
    columns = complaints.digest(
        tickets, only(Clock("x", DAY, ["finish"])), at=START + 10**5 * MINUTE
    )

    assert (floor(median(minutes)),) == columns["median_minutes"]
