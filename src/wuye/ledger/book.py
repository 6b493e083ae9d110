"""A book: the documents of one account, sorted by what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..bills import Bill
from ..errors import ConflictError, ExceedsError, UnknownError
from ..money import Money
from .documents import Application, CreditNote, Document, Hold, Receipt, Release
from .history import History
from .state import ItemState


class Book:
    """Filled with documents one by one, then read as of a day."""

    __slots__ = ("documents", "histories", "holds", "received")

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self.documents: dict[str, Document] = {}
        self.histories: dict[str, History] = {}
        self.holds: dict[str, str] = {}
        self.received = Money("0")
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> None:
        """Enter a document; what it says about an item that is not here has no effect."""
        self.documents[document.id] = document
        match document:
            case Bill():
                for line in document.lines:
                    self.histories[line.id] = History(document, line)
            case Receipt() | Application():
                if isinstance(document, Receipt):
                    self.received += document.payment.amount
                for part in document.parts:
                    if part.item in self.histories:
                        self.histories[part.item].parts.append((document.on, part))
            case CreditNote():
                if document.item in self.histories:
                    self.histories[document.item].credits.append(document)
            case Hold():
                if document.item in self.histories:
                    self.histories[document.item].holds[document.id] = document
                    self.holds[document.id] = document.item
            case Release():
                if document.hold in self.holds:
                    item = self.holds[document.hold]
                    self.histories[item].releases[document.hold] = document

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
        paid = Money("0")
        for part in document.parts:
            history = self.find(part.item, document.id)
            if part.amount.fen < 0 and history.paid(part.component) + part.amount < Money("0"):
                raise ExceedsError("more is taken back than was paid", str(part.amount), part.item)
        for history in self.histories.values():
            paid += history.paid("principal") + history.paid("penalty")
        applied, free = Money.total(part.amount for part in document.parts), self.received - paid
        if applied > free:
            raise ExceedsError("not prepaid", str(applied), document.id, f"give up to {free}")

    def find(self, item: str, place: str) -> History:
        """The history of a line."""
        if item not in self.histories:
            raise UnknownError("no such item", item, place, f"items: {list(self.histories)}")
        return self.histories[item]

    def items(self, day: date) -> tuple[ItemState, ...]:
        """Every line as of a day."""
        return tuple(history.state(day) for history in self.histories.values())
