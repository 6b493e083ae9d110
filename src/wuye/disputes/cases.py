"""A dispute about a bill line, from lodging to its end.

Rule: everything that decides where a case may go stands in :data:`TRANSITIONS`.  Every
step returns the case and its effects, documents to post to the account: the disputed
part leaves dunning and its penalty stands still; what is upheld is credited from the
day of the bill, as if it had never been charged.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Literal

from attrs import evolve, field, frozen

from ..bills import Bill
from ..errors import MoneyError, TransitionError, UnknownError
from ..ledger import CreditNote, Document, Hold, Release
from ..money import Money
from .grounds import GROUNDS

HeldDays = Literal["restored", "forgiven"]


class Status(Enum):
    """Where a dispute stands."""

    LODGED = "lodged"  # 已受理
    DECIDED = "decided"  # 已处理
    WITHDRAWN = "withdrawn"  # 已撤回


@frozen
class Decided:
    """The dispute was decided: ``upheld`` of the disputed amount is credited.

    ``held_days`` says what becomes of the days on which penalty stood still, for the
    part that was not upheld: counted after all (restored), or never (forgiven).
    """

    upheld: Money = field(converter=Money)
    held_days: HeldDays
    reason: str = ""


@frozen
class Withdrawn:
    """The debtor withdrew the dispute."""

    held_days: HeldDays


Event = Decided | Withdrawn

TRANSITIONS: Mapping[Status, Mapping[type[Event], Status]] = {
    Status.LODGED: {Decided: Status.DECIDED, Withdrawn: Status.WITHDRAWN},
    Status.DECIDED: {},
    Status.WITHDRAWN: {},
}


@frozen(kw_only=True)
class Dispute:
    """A dispute (异议) about ``amount`` of one bill line, on a ground."""

    id: str
    creditor: str
    debtor: str
    item: str
    billed: date
    amount: Money
    ground: str
    on: date
    status: Status = Status.LODGED
    upheld: Money = Money("0")


@frozen
class Advanced:
    """A case after a step, and the documents to post for it."""

    case: Dispute
    effects: tuple[Document, ...]


def lodge(
    bill: Bill, code: str, *, ground: str, on: date, amount: Money | str | None = None
) -> Advanced:
    """Lodge a dispute about a line of a bill: the whole of it, or ``amount``.

    Raises :class:`~wuye.errors.UnknownError` for an unknown line or ground and
    :class:`~wuye.errors.MoneyError` for more than the line.
    """
    line = bill[code]
    if ground not in GROUNDS:
        raise UnknownError("no such ground", ground, "disputes.lodge", f"grounds: {list(GROUNDS)}")
    disputed = line.amount if amount is None else Money(amount)
    if not 0 < disputed.fen <= line.fen:
        raise MoneyError(
            "a dispute is about part or all of the line",
            str(disputed),
            line.id,
            f"give up to {line.amount}",
        )
    case = Dispute(
        id=f"dispute:{line.id}:{on}",
        creditor=bill.creditor,
        debtor=bill.debtor,
        item=line.id,
        billed=bill.on,
        amount=disputed,
        ground=ground,
        on=on,
    )
    hold = Hold(
        id=case.id,
        creditor=case.creditor,
        debtor=case.debtor,
        on=on,
        item=case.item,
        amount=disputed,
    )
    return Advanced(case, (hold,))


def advance(case: Dispute, event: Event, *, on: date) -> Advanced:
    """Take a case one step further.

    Raises :class:`~wuye.errors.TransitionError` when the event does not fit the status or
    the day lies before the dispute; the case is a value and stays as it was.
    """
    status = TRANSITIONS[case.status].get(type(event))
    if status is None or on < case.on:
        raise TransitionError(
            f"a dispute that is {case.status.value} since {case.on} cannot take this on {on}",
            type(event).__name__,
            case.id,
            "lodge a new dispute" if status is None else "give the day it happened",
        )
    upheld = event.upheld if isinstance(event, Decided) else Money("0")
    if not 0 <= upheld.fen <= case.amount.fen:
        raise MoneyError(
            "no more can be upheld than was disputed",
            str(upheld),
            case.id,
            f"give up to {case.amount}",
        )
    effects: list[Document] = []
    if upheld and isinstance(event, Decided):
        effects.append(
            CreditNote(
                id=f"credit:{case.id}",
                creditor=case.creditor,
                debtor=case.debtor,
                on=case.billed,
                booked=on,
                item=case.item,
                amount=upheld,
                reason=event.reason or GROUNDS[case.ground].name,
                hold=case.id,
            )
        )
    effects.append(
        Release(
            id=f"release:{case.id}",
            creditor=case.creditor,
            debtor=case.debtor,
            on=on,
            hold=case.id,
            restores_penalty=event.held_days == "restored",
        )
    )
    return Advanced(evolve(case, status=status, upheld=upheld), tuple(effects))
