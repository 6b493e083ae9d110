"""Clocks at their boundaries: minutes, days, midnights, holidays, pauses."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from desk import DAY, HOUR, MINUTE, START, TICK, Workdays, at, only, read, ticket
from wuye.disputes import complaints
from wuye.disputes.complaints import DEFAULT, Clock, Level, Policy, Target, Ticket
from wuye.errors import NotInForceError, PeriodError, RuleError, UnknownError
from wuye.law.contact import Hours

ANSWER = Clock("answer", 15 * MINUTE, ["respond"])
DAYLONG = Clock("repair", DAY, ["finish"])
THREE_DAYS = Clock("repair", 3 * DAY, ["finish"])
SERVICE = Hours(time(9), time(18))
#: 1 to 7 October off, 10 October (a Saturday) worked for it
GOLDEN_WEEK = Workdays(
    frozenset(date(2026, 10, day) for day in range(1, 8)), frozenset({date(2026, 10, 10)})
)


def service(within: timedelta) -> Clock:
    return Clock("repair", within, ["finish"], hours="service")


def states(of: Ticket, when: datetime, policy: Policy = DEFAULT) -> dict[str, str]:
    return {each.clock: each.state for each in complaints.clocks(of, policy, at=when)}


# -- boundaries ---------------------------------------------------------------------------


@pytest.mark.parametrize("clock", [ANSWER, DAYLONG, THREE_DAYS], ids=lambda c: str(c.within))
@pytest.mark.parametrize(
    ("past", "open_", "stopped"),
    [(-TICK, "running", "met"), (0 * TICK, "running", "met"), (TICK, "late", "late")],
    ids=["before", "at", "after"],
)
def test_what_happens_at_the_last_instant_is_in_time(
    clock: Clock, past: timedelta, open_: str, stopped: str
) -> None:
    when = START + clock.within + past
    done = ticket(("respond", START), ("finish", when))
    answered = ticket(("respond", when))
    event = answered if clock is ANSWER else done

    assert open_ == read(ticket(), clock, when).state
    assert stopped == read(event, clock, when).state
    assert stopped == read(event, clock, when + 100 * DAY).state
    assert when == read(event, clock, when + DAY).stopped
    assert START + clock.within == read(ticket(), clock, when).due


def test_a_quarter_of_an_hour_runs_over_midnight_and_over_the_year() -> None:
    night = at(31, 23, 50, month=12)
    late = ticket(at=night)

    assert datetime(2027, 1, 1, 0, 5, tzinfo=night.tzinfo) == read(late, ANSWER, night).due
    assert "running" == read(late, ANSWER, night + 15 * MINUTE).state
    assert "late" == read(late, ANSWER, night + 16 * MINUTE).state


def test_the_clock_of_the_host_does_not_matter() -> None:
    utc = START.astimezone(UTC)

    assert read(ticket(), ANSWER, START) == read(ticket(at=utc), ANSWER, utc)


def test_nothing_is_known_of_what_comes_later() -> None:
    answered = ticket(("respond", START + HOUR))

    assert () == complaints.clocks(ticket(), only(ANSWER), at=START - TICK)
    assert "running" == read(answered, ANSWER, START + MINUTE).state
    assert "late" == read(answered, ANSWER, START + 20 * MINUTE).state
    assert None is read(answered, ANSWER, START + 20 * MINUTE).stopped


# -- pauses -------------------------------------------------------------------------------


def waited(*times: tuple[int, int]) -> Ticket:
    """Hours from the start at which the resident was waited for."""
    steps = [("respond", START)]
    for since, until in times:
        steps += [("wait", START + since * HOUR), ("resume", START + until * HOUR)]
    return ticket(*steps)


@pytest.mark.parametrize(
    ("times", "due"),
    [
        ([], 24),
        ([(5, 10)], 29),
        ([(5, 10), (12, 13)], 30),
        ([(5, 5)], 24),
        ([(5, 10), (10, 12)], 31),
        ([(0, 48)], 72),
        ([(25, 30)], 24),  # it was over before
    ],
)
def test_the_time_for_which_the_resident_is_waited_for_does_not_count(
    times: list[tuple[int, int]], due: int
) -> None:
    paused = waited(*times)

    assert START + due * HOUR == read(paused, DAYLONG, START + 40 * DAY).due
    assert "running" == read(paused, DAYLONG, START + due * HOUR).state
    assert "late" == read(paused, DAYLONG, START + due * HOUR + TICK).state


def test_while_the_resident_is_waited_for_nobody_can_tell_when_it_is_due() -> None:
    waiting = ticket(("respond", START), ("wait", START + 5 * HOUR))
    long_after = read(waiting, DAYLONG, START + 90 * DAY)

    assert ("paused", None, 19 * HOUR) == (long_after.state, long_after.due, long_after.left)
    assert "running" == read(waiting, DAYLONG, START + 4 * HOUR).state


def test_a_clock_that_was_over_before_the_pause_stays_late() -> None:
    waiting = ticket(("respond", START), ("wait", START + DAY))
    too_late = ticket(("respond", START), ("wait", START + DAY + TICK))

    assert "late" == read(waiting, DAYLONG, START + 2 * DAY).state  # all was used up
    assert ("late", START + DAY) == (
        (late := read(too_late, DAYLONG, START + 2 * DAY)).state,
        late.due,
    )


def test_what_is_left_goes_down_to_nothing_and_stands_still_meanwhile() -> None:
    paused = waited((5, 10))

    assert [24, 19, 19, 19, 18, 0, 0] == [
        read(paused, DAYLONG, START + hours * HOUR).left // HOUR
        for hours in (0, 5, 7, 10, 11, 29, 50)
    ]


# -- hours of service ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "within", "due"),
    [
        (at(3, 9), 9 * HOUR, at(3, 18)),  # the whole day, to its last instant
        (at(3, 9), 9 * HOUR + MINUTE, at(4, 9, 1)),
        (at(3, 17), 2 * HOUR, at(4, 10)),  # over midnight
        (at(3, 20), HOUR, at(4, 10)),  # received after hours
        (at(3, 6), HOUR, at(3, 10)),  # and before
        (at(3, 18), HOUR, at(4, 10)),  # as it shuts
        (at(6, 17), 2 * HOUR, at(9, 10)),  # over a weekend
        (at(7, 12), HOUR, at(9, 10)),  # on a Saturday
        (at(30, 17, month=9), 2 * HOUR, at(8, 10, month=10)),  # over a holiday
        (at(9, 17, month=10), 2 * HOUR, at(10, 10, month=10)),  # a Saturday worked for it
        (at(3, 9), 27 * HOUR, at(5, 18)),  # three days of service
    ],
    ids=str,
)
def test_a_clock_in_hours_of_service_runs_in_them_alone(
    received: datetime, within: timedelta, due: datetime
) -> None:
    opened = ticket(at=received)
    told: dict[str, Any] = {"service": SERVICE, "calendar": GOLDEN_WEEK}

    assert due == read(opened, service(within), received, **told).due
    assert "running" == read(opened, service(within), due, **told).state
    assert "late" == read(opened, service(within), due + TICK, **told).state


def test_a_pause_over_night_takes_only_the_hours_of_service() -> None:
    steps = [("respond", at(3, 17)), ("wait", at(3, 17, 30)), ("resume", at(4, 9, 30))]
    paused = ticket(*steps, at=at(3, 17))
    reading = read(paused, service(2 * HOUR), at(4, 10), service=SERVICE, calendar=GOLDEN_WEEK)

    assert (at(4, 11), HOUR) == (reading.due, reading.left)


def test_a_pause_that_is_not_over_leaves_service_hours_open_too() -> None:
    waiting = ticket(("respond", START), ("wait", at(3, 12)))
    reading = read(waiting, service(9 * HOUR), at(20), service=SERVICE, calendar=GOLDEN_WEEK)

    assert ("paused", None, 6 * HOUR) == (reading.state, reading.due, reading.left)


def test_hours_of_service_need_hours_and_a_calendar_that_works() -> None:
    with pytest.raises(RuleError, match="give service="):
        Policy("x", [service(HOUR)])
    with pytest.raises(RuleError, match="needs a calendar"):
        read(ticket(), service(HOUR), START, service=SERVICE)
    idle = Workdays(frozenset(START.date() + n * DAY for n in range(400)))
    with pytest.raises(PeriodError, match="no day is worked"):
        read(ticket(), service(HOUR), START, service=SERVICE, calendar=idle)


# -- which clocks -------------------------------------------------------------------------


def test_a_repair_has_its_clocks_and_a_complaint_its_own() -> None:
    assert {"first-response", "repair"} == set(states(ticket(), START))
    assert {"first-response", "answer"} == set(states(ticket(kind="complaint"), START))
    assert {"first-response", "attendance"} == set(
        states(ticket(kind="complaint", urgency="emergency"), START)
    )


def test_calling_is_no_attendance_and_assigning_is_no_answer() -> None:
    emergency = ticket(("assign", START), urgency="emergency")
    called = complaints.advance(emergency, "respond", at=START)

    assert {"first-response": "running", "attendance": "running", "repair": "running"} == states(
        emergency, START
    )
    assert {"first-response": "met", "attendance": "running", "repair": "running"} == states(
        called, START
    )
    there = complaints.advance(called, "arrive", at=START + 16 * MINUTE)
    assert "late" == states(there, START + HOUR)["attendance"]


def test_raising_urgency_begins_new_clocks_and_never_lengthens_old_ones() -> None:
    raised = ticket(("respond", START), ("raise", START + 60 * HOUR))
    due = {
        each.clock: each.due for each in complaints.clocks(raised, DEFAULT, at=START + 61 * HOUR)
    }

    assert START + 3 * DAY == due["repair"]
    assert START + 84 * HOUR == due["fast-lane"]


def test_who_was_there_before_it_became_an_emergency_attended_at_once() -> None:
    there = complaints.advance(
        ticket(("arrive", START)), "raise", at=START + HOUR, urgency="emergency"
    )
    (attendance,) = (
        each
        for each in complaints.clocks(there, DEFAULT, at=START + DAY)
        if each.clock == "attendance"
    )

    assert ("met", START + HOUR) == (attendance.state, attendance.stopped)


def test_the_follow_up_call_is_due_from_the_finish_and_closing_ends_it() -> None:
    end = START + HOUR
    done = ticket(("arrive", START), ("finish", end))
    closed = complaints.advance(done, "close", at=end + DAY)
    called = complaints.advance(done, "follow-up", at=end + 3 * DAY + TICK)

    assert "follow-up" not in states(done, end - TICK)
    assert ["running", "late"] == [
        states(done, end + 3 * DAY + past)["follow-up"] for past in (0 * TICK, TICK)
    ]
    assert "met" == states(closed, end + 9 * DAY)["follow-up"]
    assert "late" == states(called, end + 9 * DAY)["follow-up"]


def test_what_was_withdrawn_in_time_is_neither_met_nor_late() -> None:
    early = ticket(("withdraw", START + 15 * MINUTE))
    late = ticket(("withdraw", START + 15 * MINUTE + TICK))

    assert "withdrawn" == states(early, START + DAY)["first-response"]
    assert "late" == states(late, START + DAY)["first-response"]
    assert () == complaints.ended([late], DEFAULT, at=START + 9 * DAY)


def test_reopened_it_has_its_clocks_anew() -> None:
    again = START + 10 * DAY
    reopened = ticket(("arrive", START), ("finish", START + HOUR), ("reopen", again))
    (first, repair) = complaints.clocks(reopened, DEFAULT, at=again)

    assert (again + 15 * MINUTE, again + 3 * DAY) == (first.due, repair.due)
    assert "late" == states(reopened, again + 16 * MINUTE)["first-response"]
    assert "met" == states(reopened, again - TICK)["first-response"]


def test_a_raised_ticket_that_is_reopened_keeps_its_lane() -> None:
    again = START + 10 * DAY
    steps = [("raise", START), ("arrive", START), ("finish", START + HOUR), ("reopen", again)]
    due = {each.clock: each.due for each in complaints.clocks(ticket(*steps), DEFAULT, at=again)}

    assert again + DAY == due["fast-lane"]


# -- lists --------------------------------------------------------------------------------


def test_clocks_that_end_soon_or_have_ended_are_listed_the_next_first() -> None:
    two = ticket(id="T-2", at=START - 5 * MINUTE)
    waiting = ticket(("respond", START), ("wait", START), id="T-3")
    open_ = [ticket(), two, waiting, ticket(("respond", START), id="T-4")]

    def soon(minutes: int) -> list[tuple[str, str]]:
        when = START + 5 * MINUTE
        found = complaints.ending_soon(open_, DEFAULT, at=when, within=minutes * MINUTE)
        return [(each.ticket, each.clock) for each in found]

    assert [] == soon(4)
    assert [("T-2", "first-response")] == soon(5) == soon(9)
    assert [("T-2", "first-response"), ("T-1", "first-response")] == soon(10)
    late = complaints.ended(open_, DEFAULT, at=START + 15 * MINUTE + TICK)
    assert ["T-2", "T-1"] == [each.ticket for each in late]
    assert [] == [
        each.ticket for each in complaints.ended(open_[2:3], DEFAULT, at=START + 90 * DAY)
    ]


def test_late_clocks_go_up_level_by_level() -> None:
    due = START + 15 * MINUTE

    def told(when: datetime, *steps: tuple[str, datetime]) -> list[tuple[int, str]]:
        found = complaints.escalations(ticket(*steps), DEFAULT, at=when)
        return [(each.level, each.to) for each in found if each.clock == "first-response"]

    assert [] == told(due)
    assert [(1, "主管")] == told(due + TICK) == told(due + 4 * HOUR - TICK)
    assert [(1, "主管"), (2, "项目经理")] == told(due + 4 * HOUR)
    assert [1, 2, 3] == [level for level, _ in told(due + DAY)]
    assert [] == told(due + DAY, ("respond", due + HOUR))


# -- policies -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "hours", "targets"),
    [(1, 4, [80, 50, 70]), (2, 2, [90, 70, 80]), (3, 1, [95, 90, 90])],
)
def test_beijing_has_three_grades(grade: Any, hours: int, targets: list[int]) -> None:
    policy = complaints.beijing(grade, on=date(2025, 10, 1))
    within = {clock.name: clock.within for clock in policy.clocks}

    assert {"feedback": 4 * HOUR, "response": hours * HOUR, "attendance": 15 * MINUTE} == within
    assert targets == [target.percent for target in policy.targets]
    assert all(clock.cite and clock.cite.verified for clock in policy.clocks)


def test_the_standard_of_beijing_applies_from_its_day_and_to_its_grades() -> None:
    with pytest.raises(NotInForceError, match="2025-10-01"):
        complaints.beijing(1, on=date(2025, 9, 30))
    with pytest.raises(UnknownError, match="give 1, 2 or 3"):
        complaints.beijing(4, on=date(2026, 1, 1))  # type: ignore[arg-type]


def test_the_habits_of_the_trade_cite_nothing() -> None:
    assert {None} == {clock.cite for clock in DEFAULT.clocks}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Clock("x", 0 * DAY, ["respond"]), "gives some time"),
        (lambda: Clock("x", DAY, []), "waits for events"),
        (lambda: Clock("x", DAY, ["mend"]), r"\['mend'\]; events:"),  # type: ignore[list-item]
        (lambda: Policy("x", [ANSWER, ANSWER]), "two clocks have one name"),
        (lambda: Policy("x", [], [Level(HOUR, "a"), Level(HOUR, "b")]), "later and later"),
        (lambda: Policy("x", [], [Level(-HOUR, "a")]), "later and later"),
        (lambda: Policy("x", [], targets=[Target("timely", "repair", 5, "y")]), "no such clock"),
    ],
)
def test_a_policy_that_contradicts_itself_is_refused(make: Any, message: str) -> None:
    with pytest.raises((RuleError, UnknownError), match=message):
        make()
