"""What of an account may be asked for on a day, and what is left alone by itself.

>>> from ..ledger import Account
>>> from .presets import MESSAGE_THEN_LETTER
>>> from .profiles import Profile
>>> nothing = Account("锦苑物业", "O-1").on(date(2026, 12, 21))
>>> claims(nothing, MESSAGE_THEN_LETTER, Past(), Profile()).overdue
[]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ..bills import Bill
from ..dates import ONE_DAY
from ..ledger import ItemState, State
from ..ledger.purse import Purses, spend
from .decisions import Left, Reason
from .past import Past
from .policy import Policy
from .profiles import Profile
from .rows import earlier

#: What the holds of the ledger are told as; any other kind is "held".
_HELD: Mapping[str, Reason] = {"dispute": "disputed", "complaint": "complaint"}


class Claim(NamedTuple):
    """An overdue item, and what of it nothing sets apart, in whole fen."""

    due: date
    id: str
    principal: int
    penalty: int
    item: ItemState

    @property
    def fen(self) -> int:
        """Principal and penalty together."""
        return self.principal + self.penalty

    @property
    def bill(self) -> Bill:
        """The bill that it stands on."""
        return self.item.bill

    @property
    def own(self) -> bool:
        """Whether it is owed to the creditor himself, and not collected for another (代收).

        Prepayment pays nothing that is collected, and one does not sue for it.
        """
        return self.item.line.item not in self.bill.collected


class Claims(NamedTuple):
    """What is ``overdue`` and may be asked for, and what is left alone whatever is done.

    ``fen`` is what is overdue, ``held`` what is set apart; on ``soon`` something falls due
    or may begin again.  ``bearing`` says that some of it bears penalty, and may grow.
    ``credit`` is the prepayment that may pay some of it, but covers no due day of it; it is
    in ``purses``.
    """

    overdue: list[Claim]
    left: list[Left]
    fen: int
    held: int
    bearing: bool
    soon: date | None
    purses: Purses = ()
    credit: int = 0


def claims(state: State, policy: Policy, past: Past, profile: Profile) -> Claims:
    """Tell what is overdue and may be asked for from what is left alone by itself."""
    day, total, held, bearing = state.day, 0, 0, False
    soon: date | None = None
    overdue: list[Claim] = []
    left: list[Left] = []
    for item in state.items:
        principal, penalty = item.open_fen
        if not (principal or penalty):
            continue
        id_ = item.line.id
        if item.written_off.fen or item.penalty_written_off.fen:
            left.append((id_, principal + penalty, "written-off", ""))
            continue
        for hold in item.holds:
            apart, late = hold.principal.fen, hold.penalty.fen
            left.append((id_, apart + late, _HELD.get(hold.kind, "held"), hold.id))
            held += apart + late
            principal -= apart
            penalty -= late
        if not (principal or penalty):
            continue
        bill = item.bill
        due = bill.due
        if item.paused:
            until = item.paused_until
            left.append((id_, principal + penalty, item.paused, until or ""))
            soon = earlier(soon, until)
        elif due >= day:
            left.append((id_, principal + penalty, "not-overdue", due))
            soon = earlier(soon, due + ONE_DAY)
        elif reason := _alone(bill, policy, past, profile):
            left.append((id_, principal + penalty, *reason))
        else:
            overdue.append(Claim(due, id_, principal, penalty, item))
            total += principal + penalty
            bearing = bearing or bill.penalty is not None
    found = Claims(overdue, left, total, held, bearing, soon)
    return _netted(found, state) if state.received.fen else found


def _netted(found: Claims, state: State) -> Claims:
    """The claims less those that prepayment covers, which is for what was due first."""
    purses, covered = state.purses, set[date]()
    own = [each for each in found.overdue if each.own]
    for due in sorted({each.due for each in own}):
        mine = [each for each in own if each.due == due]
        paid, left = spend(purses, asked(mine))
        if paid < sum(each.fen for each in mine):
            break
        purses = left
        covered.add(due)
    overdue = [each for each in found.overdue if not (each.own and each.due in covered)]
    paid_for = [each for each in own if each.due in covered]
    bearing = bool(covered) and found.bearing
    return found._replace(
        overdue=overdue,
        left=[*found.left, *alone(paid_for, "credit-covers", state.prepaid)],
        fen=sum(each.fen for each in overdue),
        soon=earlier(found.soon, state.day + ONE_DAY) if bearing else found.soon,
        purses=purses,
        credit=spend(purses, asked(overdue))[0],
    )


def asked(claims: Iterable[Claim]) -> list[tuple[str, int]]:
    """What prepayment may be asked to pay of claims: the code of each item, and so many fen."""
    return [(each.item.line.item, each.fen) for each in claims if each.own]


def alone(claims: Iterable[Claim], reason: Reason, detail: object = "") -> list[Left]:
    """Claims that are left alone, all for one reason."""
    return [(each.id, each.fen, reason, detail) for each in claims]


def _alone(
    bill: Bill, policy: Policy, past: Past, profile: Profile
) -> tuple[Reason, object] | None:
    """Why an overdue item is left alone, whatever stage it has reached."""
    if past.closed and bill.due <= past.closed:
        return "closed", past.closed
    if past.handed:
        return "handed-over", past.handed
    if policy.delivered and bill.id in profile.undelivered:
        return "not-delivered", bill.id
    return None
