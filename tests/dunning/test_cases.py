"""A dunning case as a table: every pair of status and event is a transition or an error."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.dunning import (
    Answered,
    Approved,
    Broken,
    Case,
    Closed,
    Delivered,
    Disputed,
    Eased,
    Failed,
    HandedOver,
    Hardship,
    Paid,
    PlanAgreed,
    Promised,
    Sent,
    advance,
    replay,
)
from wuye.dunning.cases import TRANSITIONS, Status
from wuye.dunning.events import Event
from wuye.errors import ConflictError, RuleError, TransitionError

DAY = date(2026, 11, 2)


def events(number: int, on: date = DAY) -> dict[type[Event], Event]:
    """One event of every kind."""
    id_ = f"E-{number}"
    made = (
        Sent(id=id_, on=on, stage="提醒", means="message", items=["B:1"]),
        Delivered(id=id_, on=on, notice="N-1"),
        Failed(id=id_, on=on, notice="N-1", why="no-answer"),
        Answered(id=id_, on=on, reason="forgot"),
        Promised(id=id_, on=on),
        PlanAgreed(id=id_, on=on),
        Broken(id=id_, on=on),
        Paid(id=id_, on=on),
        Disputed(id=id_, on=on),
        Hardship(id=id_, on=on),
        Eased(id=id_, on=on),
        HandedOver(id=id_, on=on, to="某律师事务所", outside=True),
        Approved(id=id_, on=on, stage="律师函", by="经理"),
        Closed(id=id_, on=on),
    )
    return {type(event): event for event in made}


SAMPLES = events(0)
_X = Status.HANDED_OVER
#: one way to each status
WAYS: dict[Status, tuple[type[Event], ...]] = {
    Status.OPEN: (),
    Status.REMINDED: (Sent,),
    Status.AGREED: (Promised,),
    Status.DISPUTED: (Disputed,),
    Status.HARDSHIP: (Hardship,),
    Status.HANDED_OVER: (HandedOver,),
    Status.CLOSED: (Closed,),
}


def at(status: Status) -> Case:
    """A case that stands somewhere."""
    return replay("O-17", [events(n + 1)[kind] for n, kind in enumerate(WAYS[status])])


def test_the_table_knows_every_status_and_every_event() -> None:
    assert set(get_args(Event)) == set(SAMPLES)
    assert set(Status) == set(TRANSITIONS) == set(WAYS)
    assert list(Status) == [at(status).status for status in Status]


@pytest.mark.parametrize(("status", "kind"), list(product(Status, SAMPLES)), ids=str)
def test_every_pair_is_a_transition_or_a_declared_error(status: Status, kind: type[Event]) -> None:
    case, target = at(status), TRANSITIONS[status].get(kind)

    if target:
        assert target is advance(case, SAMPLES[kind]).status
    else:
        with pytest.raises(TransitionError, match=f"case that is {status.value}"):
            advance(case, SAMPLES[kind])
        assert case == at(status)


def test_an_event_that_is_told_twice_counts_once() -> None:
    case = advance(Case("O-17"), SAMPLES[Sent])

    assert case is advance(case, events(0)[Sent])
    assert (SAMPLES[Sent],) == case.events


def test_one_id_cannot_be_told_two_ways() -> None:
    case = advance(Case("O-17"), SAMPLES[Sent])

    with pytest.raises(ConflictError, match="told otherwise"):
        advance(case, SAMPLES[Answered])
    with pytest.raises(ConflictError, match="told otherwise"):
        advance(case, events(0, DAY + timedelta(days=1))[Sent])


def test_what_is_told_late_takes_its_place_in_the_order_of_days() -> None:
    sent, told = events(1)[Sent], events(2, DAY + timedelta(days=3))[Answered]
    late = events(3, DAY + timedelta(days=1))[Promised]

    assert (sent, late, told) == replay("O-17", [told, sent, late]).events
    case = advance(advance(advance(Case("O-17"), sent), told), late)
    assert (sent, late, told) == case.events
    assert Status.AGREED is case.status


def test_what_is_told_late_must_leave_what_came_after_it_possible() -> None:
    sent, broken = events(1)[Sent], events(2, DAY + timedelta(days=2))[Broken]
    case = replay("O-17", [sent, broken])

    with pytest.raises(TransitionError, match="closed"):
        advance(case, events(3, DAY + timedelta(days=1))[Closed])


def test_a_colleague_goes_on_where_the_case_stands() -> None:
    inside = HandedOver(id="H", on=DAY, to="王某")

    for status in set(Status) - {Status.CLOSED, Status.HANDED_OVER}:
        assert status is advance(at(status), inside).status
    assert Status.REMINDED is advance(at(Status.HANDED_OVER), inside).status


def test_what_comes_back_from_outside_stands_where_it_stood_and_what_came_up_meanwhile() -> None:
    outside = HandedOver(id="H-1", on=DAY, to="某律师事务所", outside=True)
    inside = HandedOver(id="H-2", on=DAY, to="王某")
    away = {status: advance(at(status), outside) for status in Status if status is not _X}

    assert {Status.HANDED_OVER} == {case.status for case in away.values()}
    for status in (Status.AGREED, Status.DISPUTED, Status.HARDSHIP):
        assert status is advance(away[status], inside).status
    need = advance(away[Status.REMINDED], SAMPLES[Hardship])
    assert Status.HARDSHIP is advance(need, inside).status
    eased = advance(away[Status.HARDSHIP], SAMPLES[Eased])
    assert Status.REMINDED is advance(eased, inside).status
    assert Status.CLOSED is advance(need, events(7)[Closed]).status


def test_a_closed_case_is_begun_anew_by_what_comes_up_after() -> None:
    for kind, status in ((Sent, "reminded"), (Hardship, "hardship"), (Disputed, "disputed")):
        assert status == advance(at(Status.CLOSED), SAMPLES[kind]).status.value
    with pytest.raises(TransitionError, match=r"'Sent', 'Delivered', 'Failed'"):
        advance(at(Status.CLOSED), SAMPLES[Broken])


def test_an_answer_names_a_reason_that_is_known() -> None:
    with pytest.raises(RuleError, match="not one of the choices"):
        Answered(id="A", on=DAY, reason="lazy")  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.sampled_from(list(SAMPLES)), st.integers(0, 9))))
def test_the_same_events_give_the_same_case_in_whatever_order_days_are_told(
    told: list[tuple[type[Event], int]],
) -> None:
    """Each event on a day of its own; an order that the table refuses is refused as a whole."""
    made = [
        events(number, DAY + timedelta(days=number))[kind] for number, (kind, _) in enumerate(told)
    ]
    shuffled = [e for _, e in sorted(zip(told, made, strict=True), key=lambda pair: pair[0][1])]
    try:
        case = replay("O-17", made)
    except TransitionError:
        with pytest.raises(TransitionError):
            replay("O-17", shuffled)
        return
    assert case == replay("O-17", shuffled) == replay("O-17", case.events)
    for event in made:
        assert case is advance(case, event)
