"""A book: the documents of one account, sorted by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from threading import RLock

from ..bills import Bill
from ..errors import ConflictError, ExceedsError, UnknownError
from ..money import Money
from .documents import Application, CreditNote, Document, Hold, Receipt, Release
from .history import History, Paid
from .purse import Purse
from .state import ItemState


class Book:
    """Filled with documents one by one; everything is found without reading them again.

    All versions of an account share one book, and each knows how many of its documents
    are its own.  Posting to the newest adds in place; whoever looks at or posts to an
    older one gets a copy (:meth:`at`).  So an account stays a value, the ordinary way of
    working (always on from the newest) costs the same however long the book is, and no
    version pays for keeping the others.  The lock keeps threads from adding at once.
    """

    __slots__ = (
        "documents",
        "histories",
        "holds",
        "index",
        "last_booked",
        "live",
        "lock",
        "purse",
        "receipts",
    )

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self.lock = RLock()
        self.documents: list[Document] = []
        self.index: dict[str, Document] = {}
        self.histories: dict[str, History] = {}
        self.live: dict[str, History] = {}  # those not known to be settled for good
        self.holds: dict[str, str] = {}
        self.receipts: list[tuple[date, date, int]] = []
        self.purse = Purse()
        self.last_booked = date.min
        for document in documents:
            self.add(document)

    def __len__(self) -> int:
        return len(self.documents)

    def at(self, version: int) -> Book:
        """The book when it held so many documents: itself, or a copy of its beginning."""
        return self if version == len(self) else Book(self.documents[:version])

    # -- writing ------------------------------------------------------------------------

    def post(self, document: Document) -> bool:
        """Check a document and enter it; tell whether it is new."""
        before = self.index.get(document.id)
        if before is None:
            self.check(document)
            self.add(document)
        elif before != document:
            raise ConflictError(
                "the id is posted already, with other content",
                document.id,
                f"account of {document.debtor}",
                "a posted document never changes: correct it with a new one",
            )
        return before is None

    def add(self, document: Document) -> None:
        """Enter a document as it is."""
        self.documents.append(document)
        self.index[document.id] = document
        self.last_booked = max(self.last_booked, document.booked)
        match document:
            case Bill():
                for line in document.lines:
                    history = History(document, line, len(self.histories))
                    self.histories[line.id] = self.live[line.id] = history
            case Receipt():
                self.receipts.append((document.on, document.booked, document.payment.amount.fen))
                self.purse.add(document.on, document.payment.amount.fen)
                self._pay(document)
            case Application():
                self._pay(document)
            case CreditNote():
                self._touch(document.item).add(document)
            case Hold():
                self.holds[document.id] = document.item
                self._touch(document.item).add(document)
            case Release():
                self._touch(self.holds[document.hold]).add(document)

    def _pay(self, document: Receipt | Application) -> None:
        on, booked = document.on, document.booked
        for part in document.parts:
            fen = part.amount.fen
            self._touch(part.item).add(Paid(document.id, part.component, fen, on, booked))
            self.purse.add(on, -fen)

    def _touch(self, item: str) -> History:
        history = self.live[item] = self.histories[item]
        return history

    # -- what may still be said ---------------------------------------------------------

    def check(self, document: Document) -> None:
        """Refuse a document about what is not here, or about more than there is."""
        match document:
            case Bill():
                for line in document.lines:
                    if line.id in self.histories:
                        raise ConflictError("the line is billed already", line.id, document.id)
            case Receipt():
                for part in document.parts:
                    self.find(part.item, document.id)
            case Application():
                self._check_application(document)
            case CreditNote() | Hold():
                self.find(document.item, document.id).check(document)
            case Release():
                if document.hold not in self.holds:
                    raise UnknownError("no such hold", document.hold, document.id)
                self.histories[self.holds[document.hold]].check(document)

    def _check_application(self, document: Application) -> None:
        for part in document.parts:
            history = self.find(part.item, document.id)
            back = (document.on, part.amount.fen)
            if part.amount.fen < 0 and history.least_paid(part.component, back) < 0:
                raise ExceedsError("more is taken back than was paid", str(part.amount), part.item)
        applied = Money.total(part.amount for part in document.parts)
        free = Money.of_fen(self.purse.least(document.on))
        if applied > free:
            raise ExceedsError("not prepaid", str(applied), document.id, f"give up to {free}")

    def find(self, item: str, place: str) -> History:
        """The history of a line."""
        if item not in self.histories:
            raise UnknownError("no such item", item, place, f"items: {list(self.histories)}")
        return self.histories[item]

    # -- reading ------------------------------------------------------------------------

    def items(self, days: Sequence[date], known: date | None = None) -> list[list[ItemState]]:
        """Every line on each of rising days."""
        found: list[list[ItemState]] = [[] for _ in days]
        for history in self.histories.values():
            for i, state in history.states(days, known):
                found[i].append(state)
        return found

    def received(self, days: Sequence[date], known: date | None = None) -> list[Money]:
        """What had come in by each of rising days."""
        booked = sorted((on, fen) for on, day, fen in self.receipts if not known or day <= known)
        sums, i, total = [], 0, 0
        for day in days:
            while i < len(booked) and booked[i][0] <= day:
                total += booked[i][1]
                i += 1
            sums.append(Money.of_fen(total))
        return sums

    def since(self, day: date) -> Iterator[list[ItemState]]:
        """Lines that may be open: each on a day and whenever something is said about it later.

        A line that is settled in the end takes part no more, until a document names it.
        """
        for id_, history in sorted(self.live.items(), key=lambda pair: pair[1].number):
            states = history.since(day)
            last = states[-1] if states else None
            if last and last.settled and not (last.surplus or last.penalty_surplus):
                del self.live[id_]
            elif states:
                yield states
