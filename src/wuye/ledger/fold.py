"""From documents to what stands on a day.

Nothing is stored but documents.  Whatever was applied beyond what a line turns out to
be worth (it was credited later, or a late payment stopped the penalty) is free again as
prepayment, so an account ends as if the wrong charge had never been made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..bills import BalanceTimeline, Bill, BillLine
from ..dates import ONE_DAY
from ..errors import MoneyError, UnknownError
from ..fees.penalties import penalty
from ..money import Money
from ..payments import Part
from .documents import CreditNote, Document, Hold, Receipt, Release
from .state import ItemState, State


class Book:
    """Documents by what they are about; filled once, then read."""

    __slots__ = ("credits", "documents", "holds", "lines", "parts", "receipts", "releases")

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self.documents: dict[str, Document] = {}
        self.lines: dict[str, tuple[Bill, BillLine]] = {}
        self.receipts: list[Receipt] = []
        self.parts: dict[str, list[tuple[date, Part]]] = {}
        self.credits: dict[str, list[CreditNote]] = {}
        self.holds: dict[str, list[Hold]] = {}
        self.releases: dict[str, Release] = {}
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> None:
        """Enter a document."""
        self.documents[document.id] = document
        match document:
            case Bill():
                self.lines.update((line.id, (document, line)) for line in document.lines)
            case Receipt():
                self.receipts.append(document)
                for part in document.parts:
                    self.parts.setdefault(part.item, []).append((document.on, part))
            case CreditNote():
                self.credits.setdefault(document.item, []).append(document)
            case Hold():
                self.holds.setdefault(document.item, []).append(document)
            case Release():
                self.releases[document.hold] = document

    def check(self, document: Document) -> None:
        """Refuse a document about what is not here, or about more than there is."""
        match document:
            case Receipt():
                for part in document.parts:
                    self._room(document.id, part.item, None, None)
                applied = Money.total(part.amount for part in document.parts)
                if applied > document.payment.amount:
                    raise _too_much(document.id, applied, document.payment.amount)
            case CreditNote():
                self._room(document.id, document.item, document.amount, document.hold)
            case Hold():
                self._room(document.id, document.item, document.amount, None)
            case Release():
                holds = {hold.id for held in self.holds.values() for hold in held}
                if document.hold not in holds - set(self.releases):
                    raise UnknownError("no such hold is open", document.hold, document.id)
            case Bill():
                pass

    def _room(self, about: str, item: str, amount: Money | None, hold: str | None) -> None:
        if item not in self.lines:
            raise UnknownError("no such item", item, about, f"items: {list(self.lines)}")
        free = self.lines[item][1].amount - self.credited(item)
        free -= Money.total(self.left(h) for h in self.standing(item) if h.id != hold)
        if amount is not None and not 0 < amount.fen <= free.fen:
            raise _too_much(about, amount, free)

    def credited(self, item: str) -> Money:
        """What has been credited on an item."""
        return Money.total(note.amount for note in self.credits.get(item, ()))

    def standing(self, item: str) -> Iterator[Hold]:
        """The holds on an item that are not released."""
        return (hold for hold in self.holds.get(item, ()) if hold.id not in self.releases)

    def left(self, hold: Hold) -> Money:
        """What a hold still sets apart: the credits that settle it are taken off."""
        notes = (note for note in self.credits.get(hold.item, ()) if note.hold == hold.id)
        return hold.amount - Money.total(note.amount for note in notes)


def _too_much(about: str, amount: Money, most: Money) -> MoneyError:
    return MoneyError("not within what there is", str(amount), about, f"give up to {most}")


def fold(book: Book, creditor: str, debtor: str, day: date, known: date | None) -> State:
    """Read a book as of a day; it holds only what takes effect by then."""
    return State(
        creditor=creditor,
        debtor=debtor,
        day=day,
        known=known,
        items=tuple(_item(book, bill, line, day) for bill, line in book.lines.values()),
        received=Money.total(receipt.payment.amount for receipt in book.receipts),
    )


def _item(book: Book, bill: Bill, line: BillLine, day: date) -> ItemState:
    parts = book.parts.get(line.id, ())
    paid = {"principal": 0, "penalty": 0}
    for _, part in parts:
        paid[part.component] += part.amount.fen
    credited = book.credited(line.id)
    applied = Money.of_fen(min(paid["principal"], line.fen - credited.fen))
    held = Money.total(map(book.left, book.standing(line.id)))
    late, accrued = None, Money("0")
    if bill.penalty:
        timeline = BalanceTimeline.of(_changes(book, bill, line))
        late = penalty(bill.penalty, timeline, due=bill.due, day=day)
        accrued = late.amount
    return ItemState(
        line=line,
        unit=bill.unit,
        due=bill.due,
        terms=bill.penalty,
        credited=credited,
        applied=applied,
        held=min(held, line.amount - credited - applied),
        penalty=late,
        penalty_accrued=accrued,
        penalty_applied=min(Money.of_fen(paid["penalty"]), accrued),
    )


def _changes(book: Book, bill: Bill, line: BillLine) -> Iterator[tuple[date, int]]:
    """The principal that bears penalty: charged, credited, paid, held, released."""
    yield bill.on, line.fen
    for note in book.credits.get(line.id, ()):
        yield max(note.on, bill.on), -note.amount.fen
    for on, part in book.parts.get(line.id, ()):
        if part.component == "principal":
            yield on + ONE_DAY, -part.amount.fen  # the day of payment counts
    for hold in book.holds.get(line.id, ()):
        release = book.releases.get(hold.id)
        if hold.suspends_penalty and not (release and release.restores_penalty):
            yield hold.on, -book.left(hold).fen
            if release:
                yield release.on, book.left(hold).fen
