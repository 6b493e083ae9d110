"""The agenda: what is due, what is stuck, and on which days the team talks of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.dunning.cases import Case
from wuye.dunning.events import (
    Answered,
    Approved,
    Broken,
    Closed,
    Delivered,
    Disputed,
    Event,
    Failed,
    HandedOver,
    Hardship,
    Paid,
    PlanAgreed,
    Promised,
    Sent,
)
from wuye.dunning.teams import FollowUp, Rhythm, Stuck, agenda, follow_ups, stuck
from wuye.dunning.teams.agendas import FOLLOW_UPS
from wuye.errors import RuleError
from wuye.exchange import to_columns
from wuye.money import Money

BEGAN = date(2026, 11, 1)


def day(number: int) -> date:
    return BEGAN + timedelta(days=number)


def sent(number: int, deadline: int | None = None) -> Sent:
    return Sent(
        id=f"N-{number}", on=day(number), stage="催缴函", means="letter", items=["B:1"],
        deadline=deadline,
    )  # fmt: skip


def first_due(*events: Event) -> int | None:
    """The number of the first day on which a case stands on the list."""
    case = Case("O-1", events)
    return next((n for n in range(60) if follow_ups([case], day(n))), None)


# -- follow-ups ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (sent(1), 4),
        (Delivered(id="d", on=day(1), notice="N-0"), 8),
        (Failed(id="f", on=day(1), notice="N-0", why="bounced"), 2),
        (Answered(id="a", on=day(1)), 2),
        (Promised(id="p", on=day(1)), 4),
        (PlanAgreed(id="p", on=day(1)), 31),
        (Broken(id="b", on=day(1)), 1),
        (Disputed(id="d", on=day(1)), 4),
        (Hardship(id="h", on=day(1)), 8),
        (HandedOver(id="h", on=day(1), to="S-1"), 2),
        (Approved(id="a", on=day(1), stage="催缴函", by="M-1"), 1),
        (HandedOver(id="h", on=day(1), to="律师", outside=True), None),
        (Paid(id="p", on=day(1)), None),
        (Closed(id="c", on=day(1)), None),
    ],
)
def test_each_event_is_followed_up_after_its_days(event: Event, expected: int | None) -> None:
    assert expected == first_due(event)


def test_every_event_is_followed_up_or_ends_something() -> None:
    assert set(FOLLOW_UPS) | {Paid, Closed} == set(Event.__args__)


@pytest.mark.parametrize(("deadline", "expected"), [(None, 9), (1, 4), (15, 18)])
def test_a_deadline_is_looked_at_on_the_day_after_it(deadline: int | None, expected: int) -> None:
    arrived = Delivered(id="d", on=day(2), notice="N-1")

    assert expected == first_due(sent(1, deadline), arrived)


def test_the_last_thing_that_happened_counts() -> None:
    assert None is first_due(sent(1), Paid(id="p", on=day(2)))
    case = Case("O-1", [Answered(id="a", on=day(5)), sent(1)])
    assert ["a"] == [each.event for each in follow_ups([case], day(6))]


def test_a_promise_is_looked_at_when_the_ledger_says() -> None:
    case = Case("O-1", [Promised(id="p", on=day(1))])
    again = {"O-1": day(10)}

    assert () == follow_ups([case], day(9), again=again)
    assert [day(10)] == [each.due for each in follow_ups([case], day(10), again=again)]
    assert [day(2)] == [
        each.due
        for each in follow_ups([Case("O-1", [Answered(id="a", on=day(1))])], day(5), again=again)
    ]


def test_the_longest_due_stands_first_with_its_holder() -> None:
    cases = [
        Case("O-1", [HandedOver(id="h", on=day(0), to="S-1"), Answered(id="a", on=day(5))]),
        Case("O-2", [Answered(id="a", on=day(3))]),
    ]
    found = follow_ups(cases, day(9))

    assert [("O-2", "", 4), ("O-1", "S-1", 6)] == [
        (each.debtor, each.holder, (each.due - BEGAN).days) for each in found
    ]
    assert ["O-2", "O-1"] == to_columns(found, FollowUp)["debtor"]


# -- stuck cases -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "expected"), [(13, False), (14, True), (15, True)])
def test_a_case_is_stuck_after_fourteen_days_without_a_change(number: int, expected: bool) -> None:
    case = Case("O-1", [sent(0), sent(7)])

    assert expected == bool(stuck([case], day(number)))


def test_a_case_that_was_not_acted_on_is_not_stuck_but_left() -> None:
    assert () == stuck([Case("O-1", [sent(0)])], day(50))
    assert (Stuck("O-1", "", day(0), 1),) == stuck([Case("O-1", [sent(0)])], day(50), least=1)
    assert () == stuck([Case("O-1")], day(50))


@pytest.mark.parametrize(
    "change",
    [
        Answered(id="x", on=day(7)),
        Promised(id="x", on=day(7)),
        PlanAgreed(id="x", on=day(7)),
        Broken(id="x", on=day(7)),
        Paid(id="x", on=day(7)),
        Disputed(id="x", on=day(7)),
        Hardship(id="x", on=day(7)),
    ],
)
def test_a_change_sets_the_days_and_the_count_back(change: Event) -> None:
    case = Case("O-1", [sent(0), sent(5), change, sent(8), sent(15)])

    assert () == stuck([case], day(20))
    assert (Stuck("O-1", "", day(7), 2),) == stuck([case], day(21))


def test_to_fail_to_arrive_or_to_change_hands_is_no_change() -> None:
    case = Case(
        "O-1",
        [
            sent(0), sent(5), Failed(id="f", on=day(6), notice="N-5", why="bounced"),
            Delivered(id="d", on=day(7), notice="N-5"), HandedOver(id="h", on=day(8), to="S-1"),
            Approved(id="a", on=day(9), stage="x", by="M-1"),
        ],
    )  # fmt: skip

    assert (Stuck("O-1", "S-1", day(0), 2),) == stuck([case], day(14))


def test_closed_cases_and_those_outside_are_not_stuck_and_a_new_case_begins_anew() -> None:
    closed = Closed(id="c", on=day(6))
    outside = HandedOver(id="h", on=day(6), to="律师", outside=True)

    assert () == stuck([Case("O-1", [sent(0), sent(5), closed])], day(40))
    assert () == stuck([Case("O-1", [sent(0), sent(5), outside])], day(40))
    again = Case("O-1", [sent(0), sent(5), closed, sent(20), sent(25)])
    assert (Stuck("O-1", "", day(20), 2),) == stuck([again], day(40))


# -- the days of the agenda ----------------------------------------------------------------------------

CASES = [Case("O-1", [sent(0), sent(7)]), Case("O-2", [Answered(id="a", on=day(0))])]


@pytest.mark.parametrize(
    ("number", "team", "review"),
    [(0, True, True), (1, False, False), (2, False, False), (3, True, False), (29, False, False),
     (30, True, True), (31, False, False), (33, True, False), (60, True, True)],
)  # fmt: skip
def test_stuck_cases_come_every_third_day_and_the_strategy_every_thirtieth(
    number: int, team: bool, review: bool
) -> None:
    months = [(8, 9, 10), (9, 10, 11), (10, 11, 12)]
    receipts = [("O-1", date(2026, m, d), Money("1")) for m in {*sum(months, ())} for d in (1, 11)]
    found = agenda(CASES, day(number), began=BEGAN, receipts=receipts)

    assert (team, review) == (found.team, found.review)
    assert (team and number >= 14) == bool(found.stuck)
    assert review == (found.trough is not None)
    assert follow_ups(CASES, day(number)) == found.follow_ups


def test_a_host_has_a_rhythm_of_its_own() -> None:
    rhythm = Rhythm(team=7, review=14)
    found = [agenda(CASES, day(n), began=BEGAN, rhythm=rhythm) for n in range(15)]

    assert [0, 7, 14] == [n for n, each in enumerate(found) if each.team]
    assert [0, 14] == [n for n, each in enumerate(found) if each.review]


def test_what_can_be_no_rhythm_and_a_day_before_the_beginning_are_refused() -> None:
    with pytest.raises(RuleError):
        Rhythm(team=0)
    assert 1 == Rhythm(team=1).team
    with pytest.raises(RuleError):
        Rhythm(review=-1)
    with pytest.raises(RuleError, match="beginning"):
        agenda([], day(-1), began=BEGAN)


@given(st.permutations(CASES), st.integers(0, 60))
def test_equal_facts_in_any_order_give_the_same_agenda(cases: list[Case], number: int) -> None:
    assert agenda(CASES, day(number), began=BEGAN) == agenda(cases, day(number), began=BEGAN)
