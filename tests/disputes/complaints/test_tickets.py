"""Tickets as a table: every pair of status and event is a transition or a declared error."""

from __future__ import annotations

import pickle
from datetime import UTC, timedelta
from functools import reduce
from itertools import product
from typing import Any, get_args

import pytest
from attrs import evolve

from desk import HOUR, MINUTE, START, ticket
from wuye.disputes import complaints
from wuye.disputes.complaints import SATISFACTION, TRANSITIONS, Event, Status, Ticket
from wuye.disputes.complaints.transitions import What
from wuye.errors import PeriodError, RuleError, TransitionError, UnknownError
from wuye.estate import Person

ALL: tuple[What, ...] = get_args(What)
#: a way to each status
WAYS: dict[Status, tuple[What, ...]] = {
    Status.RECEIVED: (),
    Status.IN_HAND: ("respond",),
    Status.ASSIGNED: ("assign",),
    Status.ON_SITE: ("arrive",),
    Status.WAITING: ("respond", "wait"),
    Status.DONE: ("arrive", "finish"),
    Status.FOLLOWED_UP: ("arrive", "finish", "follow-up"),
    Status.CLOSED: ("arrive", "finish", "close"),
    Status.WITHDRAWN: ("withdraw",),
}
TELLS: dict[str, Any] = {"assign": {"department": "工程部"}, "raise": {"urgency": "emergency"}}


def standing(status: Status) -> Ticket:
    return ticket(*((what, START) for what in WAYS[status]))


def go(before: Ticket, what: What, minutes: int = 1) -> Ticket:
    return complaints.advance(before, what, at=START + minutes * MINUTE, **TELLS.get(what, {}))


@pytest.mark.parametrize(("status", "what"), list(product(Status, ALL)), ids=str)
def test_every_pair_of_status_and_event_is_a_transition_or_a_declared_error(
    status: Status, what: What
) -> None:
    before = standing(status)
    to = TRANSITIONS[status].get(what)

    assert status is before.status
    if to:
        assert to is go(before, what).status
    else:
        with pytest.raises(TransitionError, match=f"T-1: a ticket that is {status.value}"):
            go(before, what)
        assert standing(status) == before


def test_the_table_is_total_and_every_status_is_reached() -> None:
    reached = {Status.RECEIVED}
    for _ in Status:
        reached |= {to for status in reached for to in TRANSITIONS[status].values()}

    assert set(Status) == reached == set(TRANSITIONS)
    assert set(ALL) == {what for row in TRANSITIONS.values() for what in row}


def test_a_closed_ticket_takes_nothing_but_being_reopened() -> None:
    assert ["reopen"] == list(TRANSITIONS[Status.CLOSED])
    assert not TRANSITIONS[Status.WITHDRAWN]
    assert Status.RECEIVED is go(standing(Status.CLOSED), "reopen").status


def test_an_event_may_come_with_the_last_and_never_before_it() -> None:
    answered = ticket(("respond", START + HOUR))

    assert Status.ON_SITE is complaints.advance(answered, "arrive", at=START + HOUR).status
    with pytest.raises(TransitionError, match=r"2026-11-03T09:59:59.*; give the instant"):
        complaints.advance(answered, "arrive", at=START + HOUR - timedelta(seconds=1))
    with pytest.raises(TransitionError, match="give the instant"):
        ticket(("respond", START - MINUTE))
    assert Status.IN_HAND is answered.status


def test_instants_are_told_with_their_offset_and_kept_in_chinese_time() -> None:
    utc = START.astimezone(UTC)

    assert ticket(("respond", START)) == ticket(("respond", utc), at=utc)
    assert timedelta(hours=8) == ticket(at=utc).at.utcoffset()
    naive = START.replace(tzinfo=None)
    with pytest.raises(PeriodError, match="offset from UTC"):
        ticket(at=naive)
    with pytest.raises(PeriodError, match="offset from UTC"):
        ticket(("respond", naive))
    with pytest.raises(PeriodError, match="offset from UTC"):
        complaints.clocks(ticket(), complaints.DEFAULT, at=naive)


def test_the_same_events_give_the_same_ticket() -> None:
    done = ticket(
        ("respond", START),
        ("raise", START),
        ("assign", START + MINUTE),
        ("wait", START + HOUR),
        ("resume", START + 2 * HOUR),
        ("finish", START + 3 * HOUR),
        ("reopen", START + 4 * HOUR),
    )
    replayed = reduce(
        lambda so_far, event: evolve(so_far, events=(*so_far.events, event)), done.events, ticket()
    )

    assert done == replayed == pickle.loads(pickle.dumps(done)) == done.as_of(START + 4 * HOUR)
    assert Status.DONE is done.as_of(START + 3 * HOUR).status
    assert Status.RECEIVED is done.status


def test_a_ticket_whose_events_do_not_fit_cannot_be_made() -> None:
    with pytest.raises(TransitionError, match="events: respond, assign, arrive"):
        evolve(ticket(), events=[Event("finish", START)])


def test_unknown_categories_events_and_kinds_are_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownError, match=r"'bees'; categories: .*'leak'"):
        ticket(category="bees")
    assert "bees" == ticket(category="bees", categories={"bees": "蜂巢"}).category
    with pytest.raises(UnknownError, match=r"'mend'; events: .*'finish'"):
        complaints.advance(ticket(), "mend", at=START)  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="'complaint', 'repair'"):
        ticket(kind="praise")
    with pytest.raises(RuleError, match="'ordinary', 'priority', 'emergency'"):
        ticket(urgency="soon")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("assign", {}),
        ("raise", {}),
        ("respond", {"person": "S-3"}),
        ("assign", {"person": "S-3", "satisfaction": 5}),
        ("close", {"not_ours": True}),
        ("finish", {"urgency": "priority"}),
    ],
)
def test_an_event_tells_its_own_and_nothing_else(what: What, told: Any) -> None:
    with pytest.raises(RuleError, match=f"{what}: this event does not tell that"):
        complaints.advance(standing(Status.ASSIGNED), what, at=START, **told)


def test_a_ticket_knows_to_whom_it_was_given_last() -> None:
    first = complaints.advance(ticket(), "assign", at=START, department="工程部")
    second = complaints.advance(first, "assign", at=START, department="工程部", person="S-3")

    assert [("", ""), ("工程部", ""), ("工程部", "S-3")] == [
        each.assigned for each in (ticket(), first, second)
    ]


def test_urgency_only_rises() -> None:
    raised = ticket(("raise", START))

    assert ("ordinary", "priority") == (raised.opened_as, raised.urgency)
    again = complaints.advance(raised, "raise", at=START, urgency="emergency")
    assert "emergency" == again.urgency
    with pytest.raises(TransitionError, match="urgency only rises"):
        complaints.advance(again, "raise", at=START, urgency="priority")
    with pytest.raises(TransitionError, match="it is priority already"):
        complaints.advance(raised, "raise", at=START, urgency="priority")


def test_it_is_done_when_it_was_finished_last_and_only_while_it_stays_so() -> None:
    done = ticket(("arrive", START), ("finish", START + HOUR))
    reopened = go(done, "reopen", 61)
    again = go(go(reopened, "arrive", 62), "finish", 63)

    assert [None, START + HOUR, None, START + 63 * MINUTE] == [
        each.done for each in (ticket(), done, reopened, again)
    ]
    assert None is go(reopened, "withdraw", 62).done
    assert [True, False, True, False] == [
        each.is_open for each in (ticket(), done, reopened, go(reopened, "withdraw", 62))
    ]


@pytest.mark.parametrize(("told", "expected"), [*SATISFACTION.items(), (4, 4), (None, None)])
def test_satisfaction_is_told_in_words_or_from_1_to_5(told: Any, expected: int | None) -> None:
    called = complaints.advance(standing(Status.DONE), "follow-up", at=START, satisfaction=told)

    assert expected == called.events[-1].satisfaction


@pytest.mark.parametrize("told", [0, 6, "还行", -1, True, ""])
def test_no_other_satisfaction_is_taken(told: Any) -> None:
    with pytest.raises(RuleError, match=r"Event\.satisfaction"):
        complaints.advance(standing(Status.DONE), "follow-up", at=START, satisfaction=told)


def test_a_repr_shows_neither_room_nor_person_nor_what_was_said() -> None:
    who = Person("O-17", name="赵某某", phone="13800000017")
    told = repr(
        complaints.advance(ticket(reporter=who, says="厨房"), "respond", at=START, says="赵某某")
    )

    assert "unit=3-*-***" in told
    assert "赵**" in told
    for secret in ("502", "赵某某", "13800000017", "厨房"):
        assert secret not in told


@pytest.mark.parametrize(
    ("unit", "expected"), [("3-1-502", "3-*-***"), ("502", "***"), ("", ""), ("S-01", "S-**")]
)
def test_of_a_room_the_building_is_seen(unit: str, expected: str) -> None:
    assert f"unit={expected}," in repr(ticket(unit=unit))
