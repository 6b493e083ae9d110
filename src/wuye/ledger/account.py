"""Accounts: one creditor, one debtor, and the documents between them.

An account is a value.  Posting returns a new one, together with the documents that
were new; a host stores documents, never accounts.  What was owed on a day, as known on
a day, is read from them.

>>> account = Account("锦苑物业", "O-1")
>>> posted = account.receive(Payment("wx-1", "300.00", on=date(2026, 11, 3)))
>>> posted.account.on(date(2026, 11, 3)).prepaid, len(posted.documents)
(Money('300.00'), 1)
>>> account.on(date(2026, 11, 3)).prepaid
Money('0.00')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce

from attrs import evolve, field, frozen

from ..bills import OpenItem
from ..errors import ConflictError, RuleError, UnknownError
from ..money import Money
from ..payments import CIVIL_CODE, Order, Part, Payment, settle
from .book import Book
from .documents import Application, Document, Receipt
from .state import Quote, State


@frozen
class Posted:
    """An account after posting, and the documents that were new to it."""

    account: Account
    documents: tuple[Document, ...]


@frozen
class Account:
    """All that stands between one creditor and one debtor (往来账户).

    A debtor may hold many units; a unit may change debtors.  No payment crosses from one
    account to another.
    """

    creditor: str
    debtor: str
    documents: tuple[Document, ...] = field(
        converter=tuple[Document, ...], default=(), repr=lambda documents: str(len(documents))
    )

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Account:
        """Open an account from its documents, in the order in which they were posted."""
        documents = tuple(documents)
        if not documents:
            raise RuleError(
                "no documents to open an account from",
                None,
                "Account.of",
                "write Account(creditor, debtor) for an empty one",
            )
        empty = cls(documents[0].creditor, documents[0].debtor)
        return empty.post(*documents).account

    def post(self, *documents: Document) -> Posted:
        """Post documents; one that is there already, with the same content, is passed over.

        Raises :class:`~wuye.errors.ConflictError` for an id that comes with other content,
        :class:`~wuye.errors.UnknownError` for a document about what is not here,
        :class:`~wuye.errors.ExceedsError` for more than there is and
        :class:`~wuye.errors.RuleError` for what contradicts the documents before it; the
        account is unchanged.
        """
        book = Book(self.documents)
        new: list[Document] = []
        for document in documents:
            if (document.creditor, document.debtor) != (self.creditor, self.debtor):
                raise RuleError(
                    "the document belongs to another account",
                    f"{document.creditor} / {document.debtor}",
                    document.id,
                    f"this account is {self.creditor} / {self.debtor}",
                )
            before = book.documents.get(document.id)
            if before is None:
                book.check(document)
                book.add(document)
                new.append(document)
            elif before != document:
                raise ConflictError(
                    "the id is posted already, with other content",
                    document.id,
                    f"account of {self.debtor}",
                    "a posted document never changes: correct it with a new one",
                )
        return Posted(evolve(self, documents=(*self.documents, *new)), tuple(new))

    def receive(
        self, payment: Payment, *, order: Order = CIVIL_CODE, booked: date | None = None
    ) -> Posted:
        """Appropriate a payment as of its own day and post the receipt.

        A payment that is booked late is judged by what was due when it was made.  What
        finds nothing open stays as prepayment; :meth:`apply` applies it later.

        Raises :class:`~wuye.errors.UnknownError` when the payment is designated for what
        was never billed here, :class:`~wuye.errors.ConflictError` when its id is posted
        with other content.
        """
        book = Book(self.documents)
        same = book.documents.get(payment.id)
        if isinstance(same, Receipt) and same.payment == payment and booked in {None, same.booked}:
            return Posted(self, ())
        known = {name for id_, history in book.histories.items() for name in (id_, history.bill.id)}
        for name in payment.designated:
            if name not in known:
                raise UnknownError(
                    "the payment is for what was never billed",
                    name,
                    f"payment {payment.id}",
                    f"billed: {sorted(known)}",
                )
        return self.post(
            Receipt(
                creditor=self.creditor,
                debtor=self.debtor,
                payment=payment,
                parts=settle(_open(self._since(payment.on)), payment, order).parts,
                booked=booked or payment.on,
            )
        )

    def apply(self, on: date, *, order: Order = CIVIL_CODE, booked: date | None = None) -> Posted:
        """Apply prepayment to what is open, from ``on``, and post the application.

        Only what is free on that day and on every later one is applied.  It is booked
        with the last document of the account, unless told later.  Nothing is posted when
        there is no prepayment or nothing open.
        """
        states = self._since(on)
        surplus = list(_surplus(states))
        amount = min(state.unapplied for state in states)
        amount -= Money.total(part.amount for part in surplus)
        if amount.fen <= 0:
            return Posted(self, ())
        id_ = f"application:{on}:{len(self.documents)}"
        parts = settle(_open(states), Payment(id_, amount, on=on), order).parts
        if not parts:
            return Posted(self, ())
        return self.post(
            Application(
                id=id_,
                creditor=self.creditor,
                debtor=self.debtor,
                on=on,
                parts=[*surplus, *parts],
                booked=max([booked or on, *(document.booked for document in self.documents)]),
            )
        )

    def on(self, day: date, known: date | None = None) -> State:
        """The account as of ``day``, from what had been booked by ``known``."""
        seen = (d for d in self.documents if d.on <= day and (not known or d.booked <= known))
        book = Book(seen)
        return State(
            creditor=self.creditor,
            debtor=self.debtor,
            day=day,
            known=known,
            items=book.items(day),
            received=book.received,
        )

    def quote(self, day: date) -> Quote:
        """The exact payoff of all that is not disputed, good for ``day``."""
        return self.on(day).quote()

    def _since(self, day: date) -> list[State]:
        """The account on a day and on every later day on which something happens."""
        later = {document.on for document in self.documents if document.on > day}
        return [self.on(each) for each in (day, *sorted(later))]


def _open(states: list[State]) -> Iterator[OpenItem]:
    """What is open in the first state and has not been settled since."""
    first, *later = ({item.id: item for item in state.open_items} for state in states)
    for id_, item in first.items():
        if all(id_ in since for since in later):
            yield reduce(OpenItem.at_most, (since[id_] for since in later), item)


def _surplus(states: list[State]) -> Iterator[Part]:
    """Take back what items were paid beyond their worth, in the first state and all since."""
    for item in states[0].items:
        since = [state.item(item.id) for state in states]
        principal = min(then.surplus for then in since)
        penalty = min(then.penalty_surplus for then in since)
        if principal:
            yield Part(item.id, "principal", -principal, "surplus")
        if penalty:
            yield Part(item.id, "penalty", -penalty, "surplus")
