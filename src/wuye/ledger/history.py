"""The history of one bill line: everything said about it, and what follows on a day.

Nothing is stored but documents.  What was applied beyond what a line turns out to be
worth (it was credited later, or a late payment stopped the penalty) is a surplus: it
counts as prepayment, and an application takes it away for good.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..bills import BalanceTimeline, Bill, BillLine
from ..errors import ExceedsError, RuleError
from ..fees.penalties import Penalty, bears_until, penalty
from ..money import Money
from ..payments import Part
from .documents import CreditNote, Hold, Release
from .state import ItemState


class History:
    """One bill line and the parts, credits, holds and releases that name it."""

    __slots__ = ("bill", "credits", "holds", "line", "parts", "releases")

    def __init__(self, bill: Bill, line: BillLine) -> None:
        self.bill, self.line = bill, line
        self.parts: list[tuple[date, Part]] = []
        self.credits: list[CreditNote] = []
        self.holds: dict[str, Hold] = {}
        self.releases: dict[str, Release] = {}

    # -- what may still be said ---------------------------------------------------------

    def check(self, document: CreditNote | Hold | Release) -> None:
        """Refuse what contradicts the history."""
        if isinstance(document, Release):
            if document.hold in self.releases:
                raise RuleError("the hold is released already", document.hold, document.id)
            since = self.holds[document.hold].on
        else:
            since, room = self.bill.on, self._room(document)
            if not 0 < document.amount.fen <= room.fen:
                raise ExceedsError(
                    "not within what there is",
                    str(document.amount),
                    document.id,
                    f"give up to {room}",
                )
        if document.on < since:
            raise RuleError(
                "a document takes effect before what it is about",
                document.on.isoformat(),
                document.id,
                f"give {since} or later",
            )

    def _room(self, document: CreditNote | Hold) -> Money:
        settles = document.hold if isinstance(document, CreditNote) else None
        if settles is not None:
            if settles not in self.holds or settles in self.releases:
                raise RuleError("no such hold stands on the item", settles, document.id)
            return self._left(self.holds[settles])
        return self.line.amount - self._credited() - Money.total(map(self._left, self._standing()))

    # -- what follows -------------------------------------------------------------------

    def state(self, day: date) -> ItemState:
        """The line as of ``day``; the history holds only what takes effect by then."""
        credited, paid = self._credited(), self.paid("principal")
        applied = min(paid, self.line.amount - credited)
        apart = Money.total(map(self._left, self._standing()))
        held = min(apart, self.line.amount - credited - applied)
        late = self._penalty(day)
        accrued = late.amount if late else Money("0")
        penalty_paid = self.paid("penalty")
        penalty_applied = min(penalty_paid, self._payable(accrued))
        penalty_held = Money("0")
        if late and apart:  # also when the disputed principal has been paid meanwhile
            free = self._penalty(day, apart=True)
            penalty_held = accrued - (free.amount if free else accrued)
        return ItemState(
            line=self.line,
            bill=self.bill,
            credited=credited,
            applied=applied,
            surplus=paid - applied,
            held=held,
            penalty=late,
            penalty_accrued=accrued,
            penalty_applied=penalty_applied,
            penalty_surplus=penalty_paid - penalty_applied,
            penalty_held=min(penalty_held, accrued - penalty_applied),
        )

    def _payable(self, accrued: Money) -> Money:
        """What payments on the penalty can have paid: no more than had accrued by then."""
        days = [
            on for on, part in self.parts if part.component == "penalty" and part.amount.fen > 0
        ]
        late = self._penalty(max(days)) if days else None
        return min(accrued, late.amount) if late else Money("0")

    def paid(self, component: str) -> Money:
        """What has been paid on the principal, or on the penalty."""
        return Money.total(part.amount for _, part in self.parts if part.component == component)

    def _credited(self) -> Money:
        return Money.total(note.amount for note in self.credits)

    def _standing(self) -> Iterator[Hold]:
        return (hold for hold in self.holds.values() if hold.id not in self.releases)

    def _left(self, hold: Hold) -> Money:
        """What a hold sets apart once the credits that settle it are taken off."""
        settled = (note.amount for note in self.credits if note.hold == hold.id)
        return hold.amount - Money.total(settled)

    def _penalty(self, day: date, *, apart: bool = False) -> Penalty | None:
        """The penalty up to a day; ``apart`` leaves out what stands under dispute."""
        if self.bill.penalty is None:
            return None
        timeline = BalanceTimeline.of(self._changes(apart=apart))
        return penalty(self.bill.penalty, timeline, due=self.bill.due, day=day)

    def _changes(self, *, apart: bool) -> Iterator[tuple[date, int]]:
        """The principal that bears penalty: charged, credited, paid, held, released."""
        yield self.bill.on, self.line.fen
        for note in self.credits:
            yield note.on, -note.amount.fen
        for on, part in self.parts:
            if part.component == "principal":
                yield bears_until(on), -part.amount.fen
        for hold in self.holds.values():
            release = self.releases.get(hold.id)
            if release and release.restores_penalty:
                continue
            if apart and not release:  # as if it had never been charged
                yield self.bill.on, -self._left(hold).fen
                continue
            yield hold.on, -hold.amount.fen
            for note in self.credits:
                if note.hold == hold.id:
                    yield max(note.on, hold.on), note.amount.fen
            if release:
                yield release.on, self._left(hold).fen
