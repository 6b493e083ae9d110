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
from ..errors import ExceedsError, TransitionError, UnknownError, one_of
from ..ledger import CreditNote, Document, Hold, Release
from ..money import Money

HeldDays = Literal["restored", "forgiven"]

#: The grounds of a dispute (异议理由) and their names.
GROUNDS: Mapping[str, str] = {
    "amount": "金额有误",
    "area": "面积有误",
    "share-not-published": "公摊未公示",
    "already-paid": "已经缴费",
}


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
    held_days: HeldDays = field(validator=one_of("restored", "forgiven"))
    reason: str = ""


@frozen
class Withdrawn:
    """The debtor withdrew the dispute; for ``held_days`` see :class:`Decided`."""

    held_days: HeldDays = field(validator=one_of("restored", "forgiven"))


Event = Decided | Withdrawn

TRANSITIONS: Mapping[Status, Mapping[type[Event], Status]] = {
    Status.LODGED: {Decided: Status.DECIDED, Withdrawn: Status.WITHDRAWN},
    Status.DECIDED: {},
    Status.WITHDRAWN: {},
}


@frozen(kw_only=True)
class Dispute:
    """A dispute (异议) about part or all of a bill line, on a ground.

    ``hold`` is what it set apart; ``billed`` the day of the bill, from which a credit
    takes effect.
    """

    hold: Hold
    billed: date
    ground: str
    status: Status = Status.LODGED
    upheld: Money = Money("0")

    @property
    def id(self) -> str:
        """The id of the dispute, and of its hold."""
        return self.hold.id


@frozen
class Step:
    """A case after a step, and its effects: the documents to post for it."""

    case: Dispute
    effects: tuple[Document, ...]


def lodge(
    dispute: str,
    bill: Bill,
    code: str,
    *,
    ground: str,
    on: date,
    amount: Money | str | None = None,
    booked: date | None = None,
) -> Step:
    """Lodge a dispute about a line of a bill: the whole of it, or ``amount``.

    ``dispute`` is the id that the host gives it.  Raises
    :class:`~wuye.errors.UnknownError` for an unknown line or ground,
    :class:`~wuye.errors.ExceedsError` for more than the line.
    """
    line = bill[code]
    if ground not in GROUNDS:
        raise UnknownError("no such ground", ground, "disputes.lodge", f"grounds: {list(GROUNDS)}")
    disputed = line.amount if amount is None else Money(amount)
    if not 0 < disputed.fen <= line.fen:
        raise ExceedsError(
            "a dispute is about part or all of the line",
            str(disputed),
            line.id,
            f"give up to {line.amount}",
        )
    hold = Hold(
        id=dispute,
        creditor=bill.creditor,
        debtor=bill.debtor,
        on=on,
        booked=booked or on,
        item=line.id,
        amount=disputed,
    )
    return Step(Dispute(hold=hold, billed=bill.on, ground=ground), (hold,))


def advance(case: Dispute, event: Event, *, on: date, booked: date | None = None) -> Step:
    """Take a case one step further.

    Raises :class:`~wuye.errors.TransitionError` when the event does not fit the status or
    the day lies before the dispute; the case is a value and stays as it was.
    """
    hold = case.hold
    status = TRANSITIONS[case.status].get(type(event))
    if status is None or on < hold.on:
        raise TransitionError(
            f"a dispute that is {case.status.value}, since {hold.on}, cannot take this on {on}",
            type(event).__name__,
            case.id,
            "lodge a new dispute" if status is None else "give the day it happened",
        )
    upheld = event.upheld if isinstance(event, Decided) else Money("0")
    if not 0 <= upheld.fen <= hold.amount.fen:
        raise ExceedsError(
            "no more can be upheld than was disputed",
            str(upheld),
            case.id,
            f"give up to {hold.amount}",
        )
    effects: list[Document] = []
    if upheld and isinstance(event, Decided):
        effects.append(
            CreditNote(
                id=f"{case.id}:credit",
                creditor=hold.creditor,
                debtor=hold.debtor,
                on=case.billed,
                booked=booked or on,
                item=hold.item,
                amount=upheld,
                reason=event.reason or GROUNDS[case.ground],
                hold=hold.id,
            )
        )
    effects.append(
        Release(
            id=f"{case.id}:release",
            creditor=hold.creditor,
            debtor=hold.debtor,
            on=on,
            booked=booked or on,
            hold=hold.id,
            restores_penalty=event.held_days == "restored",
        )
    )
    return Step(evolve(case, status=status, upheld=upheld), tuple(effects))
