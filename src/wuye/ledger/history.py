"""The history of one bill line: everything said about it, and what follows on a day.

Nothing is stored but documents.  What was applied beyond what a line turns out to be
worth (it was credited later, or a late payment stopped the penalty) is a surplus: it
counts as prepayment, and an application takes it away for good.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Literal

from ..bills import BalanceTimeline, Bill, BillLine
from ..errors import ExceedsError, RuleError
from ..fees.penalties import Penalty, penalty
from ..money import Money
from ..payments import Component
from ..terms import PenaltyTerms
from .bearing import changes, clause
from .concessions import Relief, RoundingOff, WaiverNote, WriteOff
from .corrections import Reversal, TransferOut
from .documents import CreditNote, Hold, Release
from .entries import Charged, Paid
from .holding import held
from .pauses import Pausing, seen
from .purse import lowest
from .state import ItemState

_NOTHING = Money("0")

Said = Paid | Charged | Reversal | TransferOut | CreditNote | Hold | Release | Relief | WriteOff


class History:
    """One bill line and all that names it: payments, what undid them, credits, holds and more."""

    __slots__ = (
        "bill",
        "credits",
        "holds",
        "last_booked",
        "last_on",
        "line",
        "number",
        "paid",
        "pauses",
        "posted",
        "releases",
        "relief",
        "resting",
        "said",
        "undone",
        "write_offs",
    )

    def __init__(self, bill: Bill, line: BillLine, number: int = 0) -> None:
        self.bill, self.line, self.number = bill, line, number
        self.last_on, self.last_booked = bill.on, bill.booked
        self.resting: ItemState | None = None
        self.said: list[Said] = []
        self.paid: list[Paid] = []
        self.undone: dict[str, Reversal | TransferOut] = {}
        self.credits: list[CreditNote] = []
        self.posted: list[Charged] = []
        self.pauses: list[Pausing] = []
        self.relief: list[Relief] = []
        self.write_offs: dict[str, WriteOff] = {}
        self.holds: dict[str, Hold] = {}
        self.releases: dict[str, Release] = {}

    def add(self, said: Said) -> None:
        """Enter what a document says about the line."""
        self.said.append(said)
        self.resting = None
        self.last_on = max(self.last_on, said.on)
        self.last_booked = max(self.last_booked, said.booked)
        match said:
            case Charged():
                self.posted.append(said)
            case Paid():
                self.paid.append(said)
            case Reversal() | TransferOut():
                self.undone[said.of] = said
            case CreditNote():
                self.credits.append(said)
            case WaiverNote() | RoundingOff():
                self.relief.append(said)
            case WriteOff():
                self.write_offs[said.id] = said
            case Hold():
                self.holds[said.id] = said
            case Release():
                self.releases[said.hold] = said

    # -- what may still be said ---------------------------------------------------------

    def check(self, document: CreditNote | Hold | Release | Relief | WriteOff) -> None:
        """Refuse what contradicts the history."""
        since = self.bill.on
        match document:
            case Release():
                if document.hold in self.releases:
                    raise RuleError("the hold is released already", document.hold, document.id)
                held = self.holds.get(document.hold) or self.write_offs[document.hold]
                since = held.on
            case CreditNote() | Hold():
                room = self._room(document)
                if not 0 < document.amount.fen <= room.fen:
                    raise ExceedsError(
                        "not within what there is",
                        str(document.amount),
                        document.id,
                        f"give up to {room}",
                    )
            case _:
                pass
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
            return self.left(self.holds[settles])
        return self.free

    @property
    def free(self) -> Money:
        """What is neither credited nor given up nor held, whatever the day."""
        return self._worth() - Money.total(map(self.left, self.standing()))

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
        rests = rests and not (self.posted and state.penalty_unposted)
        return rests and max(self.last_on, self.last_booked) < keep and not any(self.standing())

    # -- what follows -------------------------------------------------------------------

    def as_of(self, day: date, known: date | None = None) -> ItemState:
        """The line on a day, from what takes effect by then and was booked by ``known``.

        Once the principal is paid and nothing more is said, every later day is the same,
        and is worked out once.
        """
        if day < self.last_on or (known is not None and known < self.last_booked):
            then = History(self.bill, self.line)
            then.pauses = self.pauses
            for said in self.said:
                if seen(said, day, known):
                    then.add(said)
            return then.state(day, known)
        if day == self.last_on or self.pauses:  # a day of payment still bears penalty
            return self.state(day, known)
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
        for pausing in self.pauses:
            later.update(on for on in pausing.days() if on > day)
        return [state for _, state in self.states([day, *sorted(later)])]

    def state(self, day: date, known: date | None = None) -> ItemState:
        """The line as of ``day``; the history holds only what takes effect by then."""
        terms = clause(self, day, known)
        paid, worth = self._paid("principal"), self._worth()
        applied = min(paid, worth)
        principal = worth - applied
        late = self.penalty(terms, day)
        accrued = late.amount if late else _NOTHING
        waived = min(self._given(WaiverNote, "penalty"), accrued)
        rounded = min(self._given(RoundingOff, "penalty"), accrued - waived)
        penalty_paid = self._paid("penalty")
        penalty_applied = (
            min(penalty_paid, self._payable(terms, accrued - waived - rounded))
            if penalty_paid
            else penalty_paid
        )
        penalty_open = accrued - waived - rounded - penalty_applied
        pausing = self._paused(day, known)
        written = self.written_off  # what is not chased at all is not held in part
        return ItemState(
            line=self.line,
            bill=self.bill,
            credited=self._credited(),
            waived=self._given(WaiverNote, "principal"),
            rounded_off=self._given(RoundingOff, "principal"),
            applied=applied,
            surplus=paid - applied,
            holds=() if written else held(self, terms, day, accrued, (principal, penalty_open)),
            written_off=principal if written else _NOTHING,
            penalty=late,
            penalty_accrued=accrued,
            penalty_posted=Money.of_fen(sum([each.fen for each in self.posted])),
            penalty_waived=waived,
            penalty_rounded_off=rounded,
            penalty_applied=penalty_applied,
            penalty_surplus=penalty_paid - penalty_applied,
            penalty_written_off=penalty_open if written else _NOTHING,
            paused=pausing.document.kind if pausing else "",
            paused_until=pausing.end(date.max, known) if pausing else None,
            recovered=min(self._since(written), applied + penalty_applied) if written else _NOTHING,
        )

    def _payable(self, terms: PenaltyTerms | None, owed: Money) -> Money:
        """What payments on the penalty can have paid: no more than was open by then."""
        stands: dict[tuple[date, str], int] = {}
        for paid in self._stands("penalty"):
            if not paid.back:
                key = (paid.on, paid.source)
                stands[key] = stands.get(key, 0) + paid.fen
        days = [on for (on, _), fen in stands.items() if fen > 0]
        last = max(days, default=None)
        late = self.penalty(terms, last) if last else None
        if not last or not late:
            return Money("0")
        given = Money.total(note.penalty for note in self.relief if note.on <= last)
        return max(min(owed, late.amount - given), Money("0"))

    def _paid(self, component: Component) -> Money:
        """What has been paid on the principal, or on the penalty."""
        return Money.of_fen(sum(paid.fen for paid in self._stands(component)))

    def _stands(self, component: Component) -> Iterator[Paid]:
        return (p for p in self.paid if p.component == component and p.source not in self.undone)

    def _credited(self) -> Money:
        return Money.total(note.amount for note in self.credits)

    def _given(self, kind: type[Relief], component: Literal["principal", "penalty"]) -> Money:
        """What was given up of the principal, or of the penalty."""
        if not self.relief:
            return _NOTHING
        notes = [note for note in self.relief if isinstance(note, kind)]
        return Money.total(getattr(note, component) for note in notes)

    def _worth(self) -> Money:
        """What the line comes to without what was credited or given up."""
        credited = sum([note.amount.fen for note in self.credits])
        given = sum([note.principal.fen for note in self.relief])
        return Money.of_fen(self.line.fen - credited - given)

    def _paused(self, day: date, known: date | None) -> Pausing | None:
        """The agreement by which the line is left alone, if one stands."""
        return next((each for each in self.pauses if each.stands(day, known)), None)

    @property
    def written_off(self) -> WriteOff | None:
        """The write-off that stands, if one does."""
        standing = (each for each in self.write_offs.values() if each.id not in self.releases)
        return next(standing, None)

    def _since(self, written: WriteOff) -> Money:
        """What was paid since the item was written off."""
        later = self.said[self.said.index(written) :]
        return Money.of_fen(
            sum(
                paid.fen
                for component in ("principal", "penalty")
                for paid in self._stands(component)
                if paid.on > written.on or (paid.on == written.on and paid in later)
            )
        )

    def standing(self) -> Iterator[Hold]:
        """The holds that are not released."""
        return (hold for hold in self.holds.values() if hold.id not in self.releases)

    def left(self, hold: Hold) -> Money:
        """What a hold sets apart once the credits that settle it are taken off."""
        settled = (note.amount for note in self.credits if note.hold == hold.id)
        return hold.amount - Money.total(settled)

    def penalty(
        self, terms: PenaltyTerms | None, day: date, apart: Collection[str] = ()
    ) -> Penalty | None:
        """The penalty up to a day; ``apart`` are ids of holds, to leave out what they hold."""
        if terms is None:
            return None
        timeline = BalanceTimeline.of(changes(self, apart))
        since, left = timeline.steps[-1] if timeline.steps else (self.bill.on, 0)
        if not left:  # nothing is added any more, whatever the day
            day = min(day, since)
        return penalty(terms, timeline, due=self.bill.due, day=day)
