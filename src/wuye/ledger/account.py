"""Accounts: one creditor, one debtor, and the documents between them.

An account is a value.  Posting returns a new one, together with the documents that
were new; a host stores documents, never accounts.  What was owed on a day, as known on
a day, is folded from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve, field, frozen

from ..errors import ConflictError, RuleError
from ..payments import CIVIL_CODE, Order, Payment, settle
from .documents import Document, Receipt
from .fold import Book, fold
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
    documents: tuple[Document, ...] = field(converter=tuple[Document, ...], default=(), repr=False)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Account:
        """Open an account from its documents, in the order in which they were booked."""
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
        :class:`~wuye.errors.UnknownError` for a document about what is not here and
        :class:`~wuye.errors.MoneyError` for more than there is; the account is unchanged.
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

        A payment that is booked late is still judged by what was due when it was made;
        money that finds nothing open stays as prepayment.
        """
        for document in self.documents:
            if isinstance(document, Receipt) and document.payment == payment:
                return Posted(self, ())
        then = self.on(payment.on)
        last = max([payment.on, *(document.on for document in self.documents)])
        now = {item.id: item for item in self.on(last).open_items}
        items = [
            evolve(
                item,
                principal=min(item.principal, now[item.id].principal),
                held=min(item.held, now[item.id].principal),
                penalty=min(item.penalty, now[item.id].penalty),
            )
            for item in then.open_items
            if item.id in now
        ]
        receipt = Receipt(
            id=payment.id,
            creditor=self.creditor,
            debtor=self.debtor,
            on=payment.on,
            booked=booked or payment.on,
            payment=payment,
            parts=settle(items, payment, order).parts,
        )
        return self.post(receipt)

    def on(self, day: date, known: date | None = None) -> State:
        """Fold the account as of ``day``, from what had been booked by ``known``."""
        seen = (d for d in self.documents if d.on <= day and (not known or d.booked <= known))
        return fold(Book(seen), self.creditor, self.debtor, day, known)

    def quote(self, day: date) -> Quote:
        """The exact payoff of all that is not disputed, good for ``day``."""
        return self.on(day).quote()
