"""The history of one bill line: everything said about it, and what follows on a day.

Nothing is stored but documents.  What was applied beyond what a line turns out to be
worth (it was credited later, or a late payment stopped the penalty) is a surplus: it
counts as prepayment, and an application takes it away for good.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..bills import BalanceTimeline, Bill, BillLine
from ..errors import ExceedsError, RuleError
from ..fees.penalties import Penalty, bears_until, penalty
from ..money import Money
from ..payments import Component
from .corrections import Reversal, TransferOut
from .documents import CreditNote, Hold, Release
from .purse import lowest
from .state import ItemState


class Paid(NamedTuple):
    """What a receipt or an application paid on the line, or took ``back``, from ``on``."""

    source: str
    component: Component
    fen: int
    back: bool
    on: date
    booked: date


Said = Paid | Reversal | TransferOut | CreditNote | Hold | Release


class History:
    """One bill line and the payments, reversals, credits, holds and releases that name it."""

    __slots__ = (
        "bill",
        "credits",
        "holds",
        "last_booked",
        "last_on",
        "line",
        "number",
        "paid",
        "releases",
        "resting",
        "said",
        "undone",
    )

    def __init__(self, bill: Bill, line: BillLine, number: int = 0) -> None:
        self.bill, self.line, self.number = bill, line, number
        self.last_on, self.last_booked = bill.on, bill.booked
        self.resting: ItemState | None = None
        self.said: list[Said] = []
        self.paid: list[Paid] = []
        self.undone: dict[str, Reversal | TransferOut] = {}
        self.credits: list[CreditNote] = []
        self.holds: dict[str, Hold] = {}
        self.releases: dict[str, Release] = {}

    def add(self, said: Said) -> None:
        """Enter what a document says about the line."""
        self.said.append(said)
        self.resting = None
        self.last_on = max(self.last_on, said.on)
        self.last_booked = max(self.last_booked, said.booked)
        match said:
            case Paid():
                self.paid.append(said)
            case Reversal() | TransferOut():
                self.undone[said.of] = said
            case CreditNote():
                self.credits.append(said)
            case Hold():
                self.holds[said.id] = said
            case Release():
                self.releases[said.hold] = said

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

    def least_paid(self, component: Component, *more: tuple[date, int]) -> int:
        """The least that is paid on a component on any day, with ``more`` of it."""
        changes = list(more)
        for paid in self.paid:
            if paid.component == component:
                changes.append((paid.on, paid.fen))
                if paid.source in self.undone:
                    changes.append((self.undone[paid.source].on, -paid.fen))
        return lowest(changes)

    def finished(self, keep: date) -> bool:
        """Whether nothing of it is open, held or overpaid, nor was said since ``keep``."""
        state = self.as_of(self.last_on)
        rests = state.settled and not (state.surplus or state.penalty_surplus)
        return rests and max(self.last_on, self.last_booked) < keep and not any(self._standing())

    # -- what follows -------------------------------------------------------------------

    def as_of(self, day: date, known: date | None = None) -> ItemState:
        """The line on a day, from what takes effect by then and was booked by ``known``.

        Once the principal is paid and nothing more is said, every later day is the same,
        and is worked out once.
        """
        if day < self.last_on or (known is not None and known < self.last_booked):
            seen = History(self.bill, self.line)
            for said in self.said:
                if said.on <= day and (known is None or said.booked <= known):
                    seen.add(said)
            return seen.state(day)
        if day == self.last_on:  # a day of payment still bears penalty
            return self.state(day)
        if self.resting:
            return self.resting
        state = self.state(day)
        if not state.principal:
            self.resting = state
        return state

    def states(
        self, days: Sequence[date], known: date | None = None
    ) -> Iterator[tuple[int, ItemState]]:
        """The line on each of rising days on which it is billed, with the day's place."""
        if known is None or self.bill.booked <= known:
            for i in range(bisect_left(days, self.bill.on), len(days)):
                yield i, self.as_of(days[i], known)

    def since(self, day: date) -> list[ItemState]:
        """The line on a day and on every later one on which something is said about it.

        In between nothing but penalty grows, so what is open on each of these days is
        open on every day.
        """
        if self.bill.on > day:
            return []
        later = {said.on for said in self.said if said.on > day}
        return [state for _, state in self.states([day, *sorted(later)])]

    def state(self, day: date) -> ItemState:
        """The line as of ``day``; the history holds only what takes effect by then."""
        credited, paid = self._credited(), self._paid("principal")
        applied = min(paid, self.line.amount - credited)
        apart = Money.total(map(self._left, self._standing()))
        held = min(apart, self.line.amount - credited - applied)
        late = self._penalty(day)
        accrued = late.amount if late else Money("0")
        penalty_paid = self._paid("penalty")
        penalty_applied = (
            min(penalty_paid, self._payable(accrued)) if penalty_paid else penalty_paid
        )
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
        stands: dict[tuple[date, str], int] = {}
        for paid in self._stands("penalty"):
            if not paid.back:
                key = (paid.on, paid.source)
                stands[key] = stands.get(key, 0) + paid.fen
        days = [on for (on, _), fen in stands.items() if fen > 0]
        late = self._penalty(max(days)) if days else None
        return min(accrued, late.amount) if late else Money("0")

    def _paid(self, component: Component) -> Money:
        """What has been paid on the principal, or on the penalty."""
        return Money.of_fen(sum(paid.fen for paid in self._stands(component)))

    def _stands(self, component: Component) -> Iterator[Paid]:
        return (p for p in self.paid if p.component == component and p.source not in self.undone)

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
        since, left = timeline.steps[-1] if timeline.steps else (day, 0)
        if not left:  # nothing is added any more, whatever the day
            day = min(day, since)
        return penalty(self.bill.penalty, timeline, due=self.bill.due, day=day)

    def _changes(self, *, apart: bool) -> Iterator[tuple[date, int]]:
        """The principal that bears penalty: charged, credited, paid, undone, held, released."""
        yield self.bill.on, self.line.fen
        for note in self.credits:
            yield note.on, -note.amount.fen
        for paid in self.paid:
            undone = self.undone.get(paid.source)
            stood = not undone or (isinstance(undone, Reversal) and undone.since == "reversal")
            if paid.component == "principal" and stood:
                yield bears_until(paid.on), -paid.fen
                if undone:
                    yield max(undone.on, bears_until(paid.on)), paid.fen
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
