"""Tickets in any order of events, against a naive count, minute by minute."""

from __future__ import annotations

import pickle
from datetime import time, timedelta
from typing import Any, get_args

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desk import DAY, MINUTE, START, Workdays, read, ticket
from wuye.disputes import complaints
from wuye.disputes.complaints import DEFAULT, TRANSITIONS, Clock, Policy, Reading, Status
from wuye.disputes.complaints.transitions import What
from wuye.errors import TransitionError
from wuye.law.contact import Hours

ALL: tuple[What, ...] = get_args(What)
EVERY_DAY = Workdays(worked=frozenset(START.date() + n * DAY for n in range(-1, 60)))
TOLD: dict[str, dict[str, Any]] = {
    "assign": {"person": "S-3"},
    "raise": {"urgency": "priority"},
    "follow-up": {"satisfaction": 5},
}
WORK = Clock("work", timedelta(minutes=90), ["finish"])
ANSWER = Clock("answer", timedelta(minutes=15), ["respond", "arrive"])
POLICY = Policy("x", [WORK, ANSWER])


class TicketMachine(RuleBasedStateMachine):
    """One ticket, any events; the oracle is a list of words by the minute."""

    def __init__(self) -> None:
        super().__init__()
        self.ticket = ticket()
        self.now = 0
        self.happened: list[tuple[int, What]] = []
        self.before: dict[str, Reading] = {}
        self.raised = False

    @rule(minutes=st.integers(0, 40))
    def pass_time(self, minutes: int) -> None:
        self.now += minutes

    @rule(what=st.sampled_from(ALL))
    def happen(self, what: What) -> None:
        before, at = self.ticket, START + self.now * MINUTE
        if what in TRANSITIONS[before.status] and not (what == "raise" and self.raised):
            self.ticket = complaints.advance(before, what, at=at, **TOLD.get(what, {}))
            self.happened.append((self.now, what))
            self.raised |= what == "raise"
            if what == "reopen":
                self.before = {}
        else:
            with pytest.raises(TransitionError):
                complaints.advance(before, what, at=at, **TOLD.get(what, {}))

    @rule(what=st.sampled_from(ALL))
    def happen_before_the_last(self, what: What) -> None:
        last = self.happened[-1][0] if self.happened else 0
        before = pickle.dumps(self.ticket)
        with pytest.raises(TransitionError):
            complaints.advance(
                self.ticket, what, at=START + (last - 1) * MINUTE, **TOLD.get(what, {})
            )
        assert before == pickle.dumps(self.ticket)

    # -- what always holds --------------------------------------------------------------

    def waiting(self, until: int) -> int:
        """Minutes of this round before ``until`` in which the resident was waited for."""
        reopened = max(
            (n for n, (_, what) in enumerate(self.happened) if what == "reopen"), default=-1
        )
        total, since = 0, None
        for when, what in self.happened[reopened + 1 :]:
            if what == "wait":
                since = when
            elif since is not None and what in {"resume", "withdraw"}:
                total, since = total + min(when, until) - min(since, until), None
        return total + (max(until - since, 0) if since is not None else 0)

    @invariant()
    def replaying_gives_the_same_ticket(self) -> None:
        assert self.ticket == evolve(ticket(), events=self.ticket.events)
        assert self.ticket == pickle.loads(pickle.dumps(self.ticket))

    @invariant()
    def closed_it_takes_nothing_but_reopening_and_withdrawn_nothing(self) -> None:
        if self.ticket.status in {Status.CLOSED, Status.WITHDRAWN}:
            for what in ALL:
                if what == "reopen" and self.ticket.status is Status.CLOSED:
                    continue
                with pytest.raises(TransitionError):
                    complaints.advance(
                        self.ticket, what, at=START + 10**6 * MINUTE, **TOLD.get(what, {})
                    )

    @invariant()
    def clocks_never_run_backwards(self) -> None:
        now = {
            each.clock: each
            for each in complaints.clocks(self.ticket, POLICY, at=START + self.now * MINUTE)
        }
        for name, was in self.before.items():
            assert now[name].left <= was.left
            if was.stopped:
                assert (was.stopped, was.state, was.left) == (
                    now[name].stopped,
                    now[name].state,
                    now[name].left,
                )
            if was.state == "late":
                assert "late" == now[name].state
                assert was.due == now[name].due
        self.before = now

    @invariant()
    def time_in_which_the_resident_is_waited_for_never_counts(self) -> None:
        reopened = [when for when, what in self.happened if what == "reopen"]
        begun = reopened[-1] if reopened else 0
        found = complaints.clocks(self.ticket, POLICY, at=START + self.now * MINUTE)
        work = next(each for each in found if each.clock == "work")
        end = (work.stopped - START) // MINUTE if work.stopped else self.now
        counted = end - begun - self.waiting(end)

        assert max(90 - counted, 0) * MINUTE == work.left
        if counted < 90:
            assert work.state in {"running", "paused", "met", "withdrawn"}
        if counted > 90:
            assert "late" == work.state
        assert (work.state == "paused") <= (self.ticket.status is Status.WAITING)

    @invariant()
    def lists_hold_each_clock_that_waits_once(self) -> None:
        at = START + self.now * MINUTE
        found = complaints.clocks(self.ticket, DEFAULT, at=at)
        soon = complaints.ending_soon([self.ticket], DEFAULT, at=at, within=100 * DAY)
        late = complaints.ended([self.ticket], DEFAULT, at=at)
        waits = {each.clock for each in found if not each.stopped and each.state != "paused"}

        assert waits == {each.clock for each in (*soon, *late)}
        assert len(waits) == len(soon) + len(late)


TestTickets = TicketMachine.TestCase
TestTickets.settings = settings(stateful_step_count=25, deadline=None)


# -- hours of service, minute by minute ----------------------------------------------------


@given(
    received=st.integers(0, 6 * 24 * 60),
    within=st.integers(1, 30 * 60),
    cuts=st.lists(st.integers(0, 3 * 24 * 60), max_size=6).map(sorted),
    asked=st.integers(0, 8 * 24 * 60),
    off=st.frozensets(st.integers(0, 9), max_size=6),
)
def test_a_clock_in_hours_of_service_agrees_with_counting_minutes(
    received: int, within: int, cuts: list[int], asked: int, off: frozenset[int]
) -> None:
    first = START.replace(hour=0)
    begun = first + received * MINUTE
    calendar = Workdays(
        off=frozenset(first.date() + n * DAY for n in off),
        worked=EVERY_DAY.worked - {first.date() + n * DAY for n in off},
    )
    steps: list[tuple[str, Any]] = [("respond", begun)]
    for number, cut in enumerate(cuts):
        steps.append((("wait", "resume")[number % 2], begun + cut * MINUTE))
    clock = Clock("work", within * MINUTE, ["finish"], hours="service")
    reading = read(
        ticket(*steps, at=begun),
        clock,
        begun + asked * MINUTE,
        service=Hours(time(9), time(18)),
        calendar=calendar,
    )

    def counts(minute: int) -> bool:
        """Whether the minute that begins then is worked and not waited."""
        day, of_day = divmod(received + minute, 24 * 60)
        known = [cut for cut in cuts if cut <= minute and cut <= asked]
        return day not in off and 9 * 60 <= of_day < 18 * 60 and len(known) % 2 == 0

    left, due = within, None
    for minute in range(asked):
        left -= counts(minute)
        if left == 0:
            due = begun + (minute + 1) * MINUTE
            break
    assert left * MINUTE == reading.left
    if due is not None:
        assert due == reading.due
        assert ("late" if begun + asked * MINUTE > due else "running") == (
            reading.state if reading.state != "paused" else "running"
        )
    else:
        assert "late" != reading.state
        assert reading.due is None or reading.due > begun + asked * MINUTE
        assert (len([cut for cut in cuts if cut <= asked]) % 2 == 1) == (reading.state == "paused")
