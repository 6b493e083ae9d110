"""What a ticket does to a debt: nothing, unless it is agreed.

A complaint about service is no reason not to pay what is owed (民法典 944-1).  But while it
is open the debtor is not called about the debt (:func:`contact_stops`).  A promise to pay
once a repair is done pauses the items and gives the repair the fast lane; the office may
also set items apart while a complaint is looked into (:func:`hold`).

>>> from ...dates import CHINA
>>> from .tickets import advance, receive
>>> at = datetime(2026, 11, 3, 9, tzinfo=CHINA)
>>> ticket = receive("T-1", kind="complaint", category="cleaning", at=at)
>>> [(str(stop.since), stop.until) for stop in contact_stops([ticket])]
[('2026-11-03', None)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Literal

from attrs import evolve, frozen

from ...bills import Bill
from ...dates import in_china
from ...errors import ExceedsError, RuleError, TransitionError
from ...law.contact import Stop
from ...ledger import Account, ConditionMet, Hold, Pause, Release
from ...money import Money
from ...payments.instalments import Promise
from .tickets import Ticket, advance


@frozen
class Agreed:
    """A repair in the fast lane, and the pause to post for the promise that waits for it."""

    ticket: Ticket
    pause: Pause


def conditional_promise(
    pause: str,
    ticket: Ticket,
    account: Account,
    items: Iterable[str],
    *,
    by: date,
    at: datetime,
    penalty: Literal["stops", "runs"],
    amount: Money | str | None = None,
    booked: date | None = None,
) -> Agreed:
    """Agree that items are paid once a ticket is done (修好就交), by ``by`` at the earliest.

    ``pause`` is the id that the host gives the agreement.  The amount is all that is asked
    for on the items from that day on, unless another is given.  The items are not chased, and
    ``penalty`` stops or runs, until :func:`condition_met`; a ticket that was ordinary gets
    priority (快修通道).

    Raises :class:`~wuye.errors.TransitionError` for a ticket that is not open,
    :class:`~wuye.errors.UnknownError` for an item that is not there and
    :class:`~wuye.errors.ExceedsError` when nothing is asked for, or less than was promised.
    """
    items, now = tuple(items), in_china(at)
    if not ticket.is_open:
        raise TransitionError(
            f"there is nothing to wait for: it is {ticket.status.value}",
            pause,
            ticket.id,
            "agree on a plain promise, or reopen the ticket",
        )
    asked = _asked(account, items, now.date())
    promised = asked if amount is None else Money(amount)
    if not 0 < promised.fen <= asked.fen:
        raise ExceedsError(
            "a promise is about part or all of what is asked for",
            str(promised),
            pause,
            f"give up to {asked}",
        )
    promise = Promise(promised, by, condition=ticket.id)
    agreed = Pause(
        id=pause,
        creditor=account.creditor,
        debtor=account.debtor,
        on=now.date(),
        booked=booked or now.date(),
        items=items,
        penalty=penalty,
        promise=promise,
    )
    if amount is None:  # where penalty stops, that day bears none any more
        paused = account.post(agreed).account
        agreed = evolve(agreed, promise=evolve(promise, amount=_asked(paused, items, agreed.on)))
    if ticket.urgency == "ordinary":
        ticket = advance(ticket, "raise", at=now, urgency="priority")
    return Agreed(ticket, agreed)


def _asked(account: Account, items: Iterable[str], day: date) -> Money:
    """What is asked for on items on a day: what is open and not set apart."""
    state = account.on(day)
    opened = [state.item(item).open_item(day) for item in items]
    return Money.total(item.claimable + item.claimable_penalty for item in opened)


@frozen
class ContactDue:
    """Somebody to be told, on that very day, that what they waited for is done (当日联系)."""

    creditor: str
    debtor: str
    on: date
    ticket: str
    pause: str
    items: tuple[str, ...]
    amount: Money


@frozen
class Met:
    """What to post when the ticket of a promise is done, and whom to contact."""

    document: ConditionMet
    contact: ContactDue


def condition_met(ticket: Ticket, pause: Pause, *, booked: date | None = None) -> Met:
    """Say that what a promise waited for is done: it is due now, and the debtor is told so.

    Should the ticket be reopened later, that is to be agreed anew.

    Raises :class:`~wuye.errors.TransitionError` while the ticket is not done, and
    :class:`~wuye.errors.RuleError` for a promise that waits for something else or a ticket
    that was found not to be the company's to do; release such a pause.
    """
    promise, done = pause.promise, ticket.done
    if done is None:
        raise TransitionError(
            f"the promise waits: the ticket is {ticket.status.value}",
            pause.id,
            ticket.id,
            "finish the ticket first; release the pause of one that was withdrawn",
        )
    if promise is None or promise.condition != ticket.id:
        raise RuleError(
            "the promise does not wait for this ticket", pause.id, ticket.id, "give its ticket"
        )
    if next(event for event in reversed(ticket.events) if event.what == "finish").not_ours:
        raise RuleError(
            "what was promised for was not done",
            pause.id,
            ticket.id,
            "release the pause and agree anew",
        )
    day = done.date()
    met = ConditionMet(
        id=f"{ticket.id}:met:{day.isoformat()}",
        creditor=pause.creditor,
        debtor=pause.debtor,
        on=day,
        condition=ticket.id,
        booked=booked or day,
    )
    contact = ContactDue(
        pause.creditor, pause.debtor, day, ticket.id, pause.id, pause.items, promise.amount
    )
    return Met(met, contact)


def hold(
    ticket: Ticket,
    bill: Bill,
    code: str,
    *,
    at: datetime,
    penalty: Literal["stops", "runs"],
    amount: Money | str | None = None,
    booked: date | None = None,
) -> Hold:
    """Set a line of a bill apart while a complaint is looked into: all of it, or ``amount``.

    Only if the office decides so; the debt is owed all the same.  ``penalty`` on it stops,
    or runs and is only marked.

    Raises :class:`~wuye.errors.UnknownError` for an unknown line and
    :class:`~wuye.errors.ExceedsError` for more than the line.
    """
    line, day = bill[code], in_china(at).date()
    held = line.amount if amount is None else Money(amount)
    if not 0 < held.fen <= line.fen:
        raise ExceedsError(
            "a hold is about part or all of the line", str(held), line.id, f"up to {line.amount}"
        )
    again = sum(event.what == "reopen" for event in ticket.events)
    return Hold(
        id=f"{ticket.id}:{line.id}" + (f":{again + 1}" if again else ""),
        creditor=bill.creditor,
        debtor=bill.debtor,
        on=day,
        booked=booked or day,
        item=line.id,
        amount=held,
        kind="complaint",
        penalty=penalty,
    )


def release(
    ticket: Ticket, held: Hold, *, restores_penalty: bool, booked: date | None = None
) -> Release:
    """End a hold on the day on which its ticket was done or withdrawn.

    ``restores_penalty`` counts the days on which penalty stood still after all.  Raises
    :class:`~wuye.errors.TransitionError` while the ticket is open.
    """
    if ticket.is_open:
        raise TransitionError(
            f"the ticket is {ticket.status.value}", held.id, ticket.id, "finish or withdraw it"
        )
    day = (ticket.done or ticket.events[-1].at).date()
    return Release(
        id=f"{held.id}:release",
        creditor=held.creditor,
        debtor=held.debtor,
        on=day,
        booked=booked or day,
        hold=held.id,
        restores_penalty=restores_penalty,
    )


def contact_stops(tickets: Iterable[Ticket]) -> tuple[Stop, ...]:
    """From when until when a complaint keeps the debtor from being contacted about debts.

    From the day it was received until before the day it is done or withdrawn, on which
    contact may be made; for :class:`wuye.law.contact.History`.  Repairs stop nothing.
    """
    return tuple(
        Stop("complaint", since, until)
        for ticket in tickets
        if ticket.kind == "complaint"
        for since, until in _open_days(ticket)
        if since != until
    )


def _open_days(ticket: Ticket) -> Iterator[tuple[date, date | None]]:
    since: date | None = ticket.at.date()
    for event in ticket.events:
        day = event.at.date()
        if event.what == "reopen":
            since = day
        elif event.what in {"finish", "withdraw"} and since is not None:
            yield since, day
            since = None
    if since is not None:
        yield since, None
