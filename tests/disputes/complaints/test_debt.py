"""What a ticket does to a debt: a promise that waits for a repair, holds, contact."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import october
from desk import DAY, HOUR, MINUTE, START, at, ticket
from wuye import Account, Money, dunning
from wuye.disputes import complaints
from wuye.disputes.complaints import Ticket
from wuye.errors import ExceedsError, PeriodError, RuleError, TransitionError, UnknownError
from wuye.law import contact
from wuye.ledger import Release

BILL = october().of_unit("3-1-502")[0]  # 280.00 and 20.00, due 25 October, 0.03 % a day
PROPERTY, POWER = (line.id for line in BILL.lines)
ACCOUNT = Account.of([BILL])
BY = date(2026, 11, 20)


def agree(of: Ticket | None = None, *items: str, **more: Any) -> complaints.Agreed:
    told: dict[str, Any] = {"by": BY, "at": START, "penalty": "stops"} | more
    return complaints.conditional_promise(
        "P-1", of or ticket(), ACCOUNT, items or (PROPERTY, POWER), **told
    )


def finished(of: Ticket, when: datetime, **told: Any) -> Ticket:
    there = complaints.advance(of, "arrive", at=when)
    return complaints.advance(there, "finish", at=when, **told)


def chased(account: Account, day: date) -> set[str]:
    decision = dunning.decide(account.on(day), dunning.MESSAGE_THEN_LETTER)
    return {item for action in decision.actions for item in action.items}


def test_a_promise_that_waits_for_a_repair_gives_it_the_fast_lane_and_pauses_the_items() -> None:
    agreed = agree()
    account = ACCOUNT.post(agreed.pause).account

    assert ("priority", START) == (agreed.ticket.urgency, agreed.ticket.events[-1].at)
    assert {"fast-lane"} <= {
        each.clock for each in complaints.clocks(agreed.ticket, complaints.DEFAULT, at=START)
    }
    assert "300.72" == str(agreed.pause.amount)  # 8 days at 0.03 % of 300.00 before 3 November
    assert "300.81" == str(agree(penalty="runs").pause.amount)
    assert agreed.pause.amount == account.on(START.date()).outstanding
    assert {PROPERTY, POWER} == chased(ACCOUNT, date(2027, 3, 1))
    assert set() == chased(account, date(2027, 3, 1))


@pytest.mark.parametrize(
    ("done", "first"),
    [
        (at(10), date(2026, 11, 21)),  # done before the day of the promise
        (at(20, 23, 59), date(2026, 11, 21)),
        (at(21, 0), date(2026, 11, 22)),  # and after it
        (at(1, month=12), date(2026, 12, 2)),
    ],
    ids=str,
)
def test_once_it_is_done_the_debtor_is_told_that_day_and_chased_after_the_promise(
    done: datetime, first: date
) -> None:
    agreed = agree()
    met = complaints.condition_met(finished(agreed.ticket, done), agreed.pause)
    account = ACCOUNT.post(agreed.pause, met.document).account

    assert (done.date(), "O-17", "T-1", (PROPERTY, POWER), agreed.pause.amount) == (
        met.contact.on,
        met.contact.debtor,
        met.contact.ticket,
        met.contact.items,
        met.contact.amount,
    )
    assert set() == chased(account, first - DAY)
    assert {PROPERTY, POWER} == chased(account, first)


@given(
    late=st.integers(0, 60),
    by=st.integers(0, 60),
    asked=st.integers(-5, 200),
    both=st.booleans(),
    stops=st.booleans(),
)
def test_nothing_of_it_is_chased_while_the_repair_is_open_and_all_is_due_after(
    late: int, by: int, asked: int, both: bool, stops: bool
) -> None:
    items = (PROPERTY, POWER) if both else (PROPERTY,)
    agreed = agree(None, *items, by=START.date() + by * DAY, penalty="stops" if stops else "runs")
    done = START + late * DAY
    met = complaints.condition_met(finished(agreed.ticket, done), agreed.pause)
    day = START.date() + asked * DAY
    account = ACCOUNT.post(agreed.pause, met.document).account
    open_still = ACCOUNT.post(agreed.pause).account

    agreed_by_then, others = asked >= 0, {PROPERTY, POWER} - set(items)
    over = asked > max(late, by)
    assert (others if agreed_by_then and not over else {PROPERTY, POWER}) == chased(account, day)
    assert (others if agreed_by_then else {PROPERTY, POWER}) == chased(open_still, day)
    assert START.date() + late * DAY == met.contact.on
    paused = max(0, min(asked, max(late, by)) + 1) if stops else 0
    bore = 9 + asked - paused  # days since 25 October
    owed = account.on(day).item(PROPERTY).penalty_accrued.fen
    assert (28000 * 3 * bore * 2 + 10000) // 20000 == owed


def test_an_emergency_stays_one_and_a_part_may_be_promised() -> None:
    agreed = agree(ticket(urgency="emergency"), PROPERTY, amount="100.00")

    assert ("emergency", "100.00") == (agreed.ticket.urgency, str(agreed.pause.amount))


@pytest.mark.parametrize("amount", ["0", "-1", "300.82"])
def test_no_more_is_promised_than_is_asked_for(amount: str) -> None:
    with pytest.raises(ExceedsError, match=r"P-1: .*give up to 300\.81"):
        agree(amount=amount)


def test_what_cannot_be_agreed_is_refused_and_changes_nothing() -> None:
    with pytest.raises(TransitionError, match="it is done: 'P-1'; agree on a plain promise"):
        agree(finished(ticket(), START))
    with pytest.raises(UnknownError, match="no such item"):
        agree(ticket(), "nothing")
    with pytest.raises(PeriodError, match="offset from UTC"):
        agree(at=START.replace(tzinfo=None))
    with pytest.raises(PeriodError, match="lies before the agreement"):
        agree(by=START.date() - DAY)


def test_nothing_is_due_before_the_repair_is_done() -> None:
    agreed = agree()
    gone = complaints.advance(agreed.ticket, "withdraw", at=START)

    for of in (agreed.ticket, gone):
        with pytest.raises(TransitionError, match=f"the ticket is {of.status.value}"):
            complaints.condition_met(of, agreed.pause)


def test_nothing_is_due_for_another_repair_or_for_what_was_not_done() -> None:
    agreed = agree()

    with pytest.raises(RuleError, match="does not wait for this ticket"):
        complaints.condition_met(finished(ticket(id="T-2"), START), agreed.pause)
    with pytest.raises(RuleError, match="was not done: 'P-1'; release the pause"):
        complaints.condition_met(finished(agreed.ticket, START, not_ours=True), agreed.pause)


def test_news_of_a_repair_may_be_booked_late() -> None:
    agreed = agree(booked=date(2026, 12, 1))
    met = complaints.condition_met(
        finished(agreed.ticket, START), agreed.pause, booked=date(2026, 12, 2)
    )

    assert (date(2026, 12, 1), date(2026, 12, 2)) == (agreed.pause.booked, met.document.booked)


def test_two_promises_wait_for_one_repair_and_one_document_meets_both() -> None:
    one = agree(None, PROPERTY)
    two = complaints.conditional_promise(
        "P-2", one.ticket, ACCOUNT, [POWER], by=BY, at=START, penalty="stops"
    )
    done = finished(two.ticket, at(10))
    met = [complaints.condition_met(done, each.pause).document for each in (one, two)]
    account = ACCOUNT.post(one.pause, two.pause, *met).account

    assert met[0] == met[1]
    assert {PROPERTY, POWER} == chased(account, BY + DAY)


# -- holds --------------------------------------------------------------------------------


def test_a_complaint_may_set_a_line_apart_until_it_is_done() -> None:
    opened = ticket(kind="complaint", category="fees")
    held = complaints.hold(opened, BILL, "hall-power", at=START, penalty="stops")
    account = ACCOUNT.post(held).account

    assert ("complaint", Money("20.00")) == (held.kind, held.amount)
    assert Money("20.00") == account.on(START.date()).item(POWER).held
    assert {PROPERTY: Money("280.00")} == {
        item.id: item.claimable for item in account.on(START.date()).open_items if item.claimable
    }
    end = complaints.release(finished(opened, at(13)), held, restores_penalty=True)
    after = account.post(end).account
    assert Money("0") == after.on(date(2026, 11, 13)).item(POWER).held
    assert ACCOUNT.on(date(2026, 12, 21)).outstanding == after.on(date(2026, 12, 21)).outstanding


@pytest.mark.parametrize(("penalty", "owed"), [("stops", "4.84"), ("runs", "5.13")])
def test_penalty_on_what_is_held_stops_or_is_only_marked(penalty: Any, owed: str) -> None:
    """20.00 of 300.00, held from 3 November: 4.788 for 57 days of 280.00, 0.048 for 8 of 20.00."""
    held = complaints.hold(ticket(), BILL, "hall-power", at=START, penalty=penalty)

    assert owed == str(ACCOUNT.post(held).account.on(date(2026, 12, 21)).totals.penalty)


@pytest.mark.parametrize("amount", ["0", "20.01"])
def test_no_more_is_held_than_the_line(amount: str) -> None:
    with pytest.raises(ExceedsError, match=r"up to 20\.00"):
        complaints.hold(ticket(), BILL, "hall-power", at=START, penalty="stops", amount=amount)
    with pytest.raises(UnknownError, match="lift"):
        complaints.hold(ticket(), BILL, "lift", at=START, penalty="stops")


def test_a_hold_ends_with_its_ticket() -> None:
    opened = ticket(kind="complaint")
    held = complaints.hold(opened, BILL, "hall-power", at=START, penalty="stops", amount="15.00")
    gone = complaints.advance(opened, "withdraw", at=at(9))

    with pytest.raises(TransitionError, match="finish or withdraw it"):
        complaints.release(opened, held, restores_penalty=False)
    end = complaints.release(gone, held, restores_penalty=False, booked=date(2026, 11, 12))
    assert isinstance(end, Release)
    assert (date(2026, 11, 9), date(2026, 11, 12), held.id) == (end.on, end.booked, end.hold)


def test_a_complaint_that_is_reopened_may_set_the_line_apart_again() -> None:
    opened = ticket(kind="complaint")
    first = complaints.hold(opened, BILL, "hall-power", at=START, penalty="runs")
    done = finished(opened, at(9))
    account = ACCOUNT.post(first, complaints.release(done, first, restores_penalty=True)).account
    reopened = complaints.advance(done, "reopen", at=at(12))
    again = complaints.hold(reopened, BILL, "hall-power", at=at(12), penalty="runs")

    assert f"{first.id}:2" == again.id
    assert Money("20.00") == account.post(again).account.on(date(2026, 11, 12)).item(POWER).held


# -- contact ------------------------------------------------------------------------------


def may_call(of: Ticket, when: datetime) -> bool:
    call = contact.Contact("call", "phone-1", party="debtor", tells_debt=True)
    known = contact.History(stops=complaints.contact_stops([of]))
    return not contact.permitted(call, known, contact.ContactRules(), at=when)


def test_while_a_complaint_is_open_nobody_is_called_about_a_debt() -> None:
    opened = ticket(kind="complaint")
    done = finished(opened, at(6))
    again = complaints.advance(done, "reopen", at=at(9))

    assert [True, False, False] == [may_call(opened, at(day, 12)) for day in (2, 3, 30)]
    assert [False, True, True] == [may_call(done, at(day, 12)) for day in (5, 6, 30)]
    assert [False, True, True, False] == [may_call(again, at(day, 12)) for day in (5, 6, 8, 9)]
    gone = complaints.advance(again, "withdraw", at=at(10))
    assert [False, True] == [may_call(gone, at(day, 12)) for day in (9, 10)]


def test_a_repair_stops_no_contact_nor_does_what_was_settled_at_once() -> None:
    same_day = finished(ticket(kind="complaint"), START + 3 * HOUR + MINUTE)

    assert () == complaints.contact_stops([ticket(), same_day])


def test_an_agreement_is_about_its_own_ticket() -> None:
    agreed = agree()

    assert agreed.ticket == evolve(ticket(), events=agreed.ticket.events)
    assert "T-1" == (agreed.pause.promise and agreed.pause.promise.condition)
