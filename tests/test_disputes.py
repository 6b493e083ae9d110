"""Disputes as a table: every pair of status and event is a transition or a declared error."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from attrs import evolve

from community import october
from wuye import Account, disputes
from wuye.disputes import Decided, Dispute, Status, Withdrawn
from wuye.errors import ExceedsError, TransitionError, UnknownError

BILL = october().of_unit("3-1-502")[0]
LODGED = date(2026, 11, 5)
EVENTS = (Decided("1.00", held_days="restored"), Withdrawn(held_days="forgiven"))


def lodged() -> Dispute:
    return disputes.lodge("D-1", BILL, "hall-power", ground="amount", on=LODGED).case


@pytest.mark.parametrize(("status", "event"), list(product(Status, EVENTS)), ids=repr)
def test_every_pair_of_status_and_event_is_a_transition_or_a_declared_error(
    status: Status, event: disputes.Event
) -> None:
    case = evolve(lodged(), status=status)
    target = disputes.TRANSITIONS[status].get(type(event))

    if target:
        assert target is disputes.advance(case, event, on=LODGED).case.status
    else:
        with pytest.raises(TransitionError, match="lodge a new dispute"):
            disputes.advance(case, event, on=LODGED)


def test_every_status_is_reached_from_lodging() -> None:
    reached = {Status.LODGED}
    for _ in Status:
        reached |= {to for status in reached for to in disputes.TRANSITIONS[status].values()}

    assert set(Status) == reached == set(disputes.TRANSITIONS)


def test_the_same_events_give_the_same_case_and_documents() -> None:
    assert disputes.advance(lodged(), EVENTS[0], on=LODGED) == disputes.advance(
        lodged(), EVENTS[0], on=LODGED
    )


@pytest.mark.parametrize("amount", ["0", "-1", "20.01"])
def test_a_dispute_about_more_than_the_line_is_refused(amount: str) -> None:
    with pytest.raises(ExceedsError, match=r"up to 20\.00"):
        disputes.lodge("D-1", BILL, "hall-power", ground="amount", on=LODGED, amount=amount)


def test_unknown_lines_and_grounds_are_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownError, match="hall-power"):
        disputes.lodge("D-1", BILL, "lift", ground="amount", on=LODGED)
    with pytest.raises(UnknownError, match="share-not-published"):
        disputes.lodge("D-1", BILL, "hall-power", ground="too-dear", on=LODGED)


def test_no_more_is_upheld_than_was_disputed_and_not_before_it_was_lodged() -> None:
    with pytest.raises(ExceedsError, match=r"up to 20\.00"):
        disputes.advance(lodged(), Decided("20.01", held_days="restored"), on=LODGED)
    with pytest.raises(TransitionError, match="2026-11-05"):
        disputes.advance(lodged(), EVENTS[0], on=LODGED - timedelta(days=1))


def test_a_line_cannot_be_held_twice_over() -> None:
    account = Account.of([BILL])
    first = disputes.lodge("D-1", BILL, "hall-power", ground="amount", on=LODGED, amount="15.00")
    second = disputes.lodge("D-2", BILL, "hall-power", ground="area", on=LODGED + timedelta(1))
    account = account.post(*first.effects).account

    with pytest.raises(ExceedsError, match=r"up to 5\.00"):
        account.post(*second.effects)
