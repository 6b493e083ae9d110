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

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from ..bills import Bill
from ..dates import Period, a_day
from ..errors import ConflictError, RuleError, UnknownError
from ..payments import CIVIL_CODE, Order, Payment

if TYPE_CHECKING:  # what an account works with is loaded by the first that does anything
    from .book import Book
    from .checkpoint import Checkpoint
    from .documents import Document
    from .state import Quote, State
    from .statements import Statement


def _empty() -> Book:
    from .book import Book

    return Book()


@frozen
class Posted:
    """An account after posting, and the documents that were new to it."""

    account: Account
    documents: tuple[Document, ...]


@frozen(eq=False)
class Account:
    """All that stands between one creditor and one debtor (往来账户).

    A debtor may hold many units; a unit may change debtors.  No payment crosses from one
    account to another.  ``version`` counts the documents; accounts with the same documents
    are equal.  Threads may post to one account at once: each gets its own right result.
    ``book`` is the ledger's own; versions of the account share it.
    """

    creditor: str
    debtor: str
    version: int = field(init=False, default=0)
    book: Book = field(init=False, factory=_empty, repr=False)

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

    @classmethod
    def resume(cls, checkpoint: Checkpoint, tail: Iterable[Document] = ()) -> Account:
        """Open an account from a checkpoint and the documents posted since."""
        from .book import Book

        account = cls(checkpoint.creditor, checkpoint.debtor)
        return account.over(Book(checkpoint.documents, checkpoint)).post(*tail).account

    def checkpoint(self, *, keep: date) -> Checkpoint:
        """What to go on from (:meth:`resume`) without bills finished before ``keep``.

        All that was said on or booked on ``keep`` and later stays correctable, and so does
        every bill on which anything is open, however old; the limitation period is a
        sensible distance.

        >>> account = Account("锦苑物业", "O-1")
        >>> account = account.receive(Payment("wx-1", "300.00", on=date(2026, 11, 3))).account
        >>> checkpoint = account.checkpoint(keep=date(2027, 1, 1))
        >>> len(checkpoint.documents), Account.resume(checkpoint).on(date(2027, 1, 1)).prepaid
        (0, Money('300.00'))
        """
        from .carry import carry

        with self.book.lock:
            return carry(self.book.at(self.version), self.creditor, self.debtor, keep)

    @property
    def documents(self) -> tuple[Document, ...]:
        """What was posted, in order; after a checkpoint, what it keeps and what came since."""
        return tuple(self.book.documents[: self.version - self.book.before])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Account):
            return NotImplemented
        return self._key() == other._key() and (
            self.book is other.book
            or (self.book.start, self.documents) == (other.book.start, other.documents)
        )

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str, str, int]:
        return self.creditor, self.debtor, self.version

    def __reduce__(self) -> tuple[object, ...]:
        if not self.version:
            return Account, (self.creditor, self.debtor)
        if self.book.start:
            tail = self.documents[len(self.book.start.documents) :]
            return Account.resume, (self.book.start, tail)
        return Account.of, (self.documents,)

    def post(self, *documents: Document, expected: int | None = None) -> Posted:
        """Post documents; one that is there already, with the same content, is passed over.

        ``expected`` is the version on which the host's decision rested, if it wants none
        of its documents posted to a newer one.

        Raises :class:`~wuye.errors.ConflictError` for an id that comes with other content
        or another version than expected, :class:`~wuye.errors.UnknownError` for a document
        about what is not here, :class:`~wuye.errors.ExceedsError` for more than there is
        and :class:`~wuye.errors.RuleError` for what contradicts the documents before it;
        the account is unchanged.

        >>> account = Account("锦苑物业", "O-1")
        >>> try:
        ...     account.post(expected=1)
        ... except ConflictError as error:
        ...     print(error.way_out)
        version 0 is here: load the account again and decide anew
        """
        if expected is not None and expected != self.version:
            raise ConflictError(
                "another version was expected",
                expected,
                f"account of {self.debtor}",
                f"version {self.version} is here: load the account again and decide anew",
            )
        with self.book.lock:
            # should a later document be refused, those before it are beyond every
            # version of the account, and the next posting works on a copy without them
            book = self.book.at(self.version)
            new = tuple(document for document in documents if self._post(book, document))
            return Posted(self.over(book) if new else self, new)

    def _post(self, book: Book, document: Document) -> bool:
        """Check a document and enter it; tell whether it is new."""
        from .checks import check

        if (document.creditor, document.debtor) != (self.creditor, self.debtor):
            raise RuleError(
                "the document belongs to another account",
                f"{document.creditor} / {document.debtor}",
                document.id,
                f"this account is {self.creditor} / {self.debtor}",
            )
        before = book.index.get(document.id)
        if document.id in book.gone:
            raise ConflictError(
                "the id was posted before the checkpoint", document.id, "", book.hint()
            )
        if before is None:
            check(book, document)
            book.add(document)
        elif before != document:
            raise ConflictError(
                "the id is posted already, with other content",
                document.id,
                f"account of {self.debtor}",
                "a posted document never changes: correct it with a new one",
            )
        return before is None

    def over(self, book: Book) -> Account:
        """The account over another book, with all that is in it."""
        account = Account(self.creditor, self.debtor)
        object.__setattr__(account, "book", book)
        object.__setattr__(account, "version", len(book))
        return account

    def receive(
        self,
        payment: Payment,
        *,
        order: Order = CIVIL_CODE,
        booked: date | None = None,
        transfer: str = "",
    ) -> Posted:
        """Appropriate a payment as of its own day and post the receipt.

        A payment that is booked late is judged by what was due when it was made.  What
        finds nothing open stays as prepayment; :meth:`apply` applies it later.
        ``transfer`` names the transfer by which the money comes over
        (:func:`~wuye.ledger.transfer`).

        Raises :class:`~wuye.errors.UnknownError` when the payment is designated for what
        was never billed here, :class:`~wuye.errors.ConflictError` when its id is posted
        with other content, :class:`~wuye.errors.RuleError` when it is booked in a month
        that is closed.
        """
        from .appropriation import appropriate
        from .documents import Receipt

        with self.book.lock:
            book = self.book.at(self.version)
            same = book.payments.get(payment.id)
            if same and (payment, booked or same.booked, transfer or same.transfer) == (
                same.payment,
                same.booked,
                same.transfer,
            ):
                return Posted(self, ())
            for name in payment.designated:
                if name not in book.histories and not isinstance(book.index.get(name), Bill):
                    raise UnknownError(
                        "the payment is for what was never billed",
                        name,
                        f"payment {payment.id}",
                        f"billed: {sorted(book.histories)}",
                    )
            return self.over(book).post(
                Receipt(
                    creditor=self.creditor,
                    debtor=self.debtor,
                    payment=payment,
                    parts=appropriate(book, payment, order),
                    booked=booked or payment.on,
                    transfer=transfer,
                )
            )

    def apply(self, on: date, *, order: Order = CIVIL_CODE, booked: date | None = None) -> Posted:
        """Apply prepayment to what is open, from ``on``, and post the application.

        Only what is free on that day and on every later one is applied.  Restricted money
        pays its own items alone and goes first, so that free money is left for the rest;
        each kind of money makes an application of its own.  They are booked with the last
        document of the account, in an open month, unless told later.  Nothing is posted
        when there is no prepayment or nothing open.
        """
        from .appropriation import apply_prepaid
        from .documents import Application

        account = self
        posted: list[Document] = []
        with self.book.lock:
            purses = self.book.at(self.version).purses
            for restricted in sorted(purses, key=lambda codes: (not codes, codes)):
                book = account.book.at(account.version)
                id_ = f"application:{on}:{account.version}"
                parts = apply_prepaid(book, on, id_, order, restricted)
                if parts:
                    application = Application(
                        id=id_,
                        creditor=self.creditor,
                        debtor=self.debtor,
                        on=on,
                        parts=parts,
                        booked=book.booking(booked or on),
                        restricted=restricted,
                    )
                    account = account.over(book).post(application).account
                    posted.append(application)
        return Posted(account, tuple(posted))

    def post_penalty(self, day: date, *, booked: date | None = None) -> Posted:
        """Post the penalty that has accrued up to ``day`` and is not posted (计提违约金).

        It is booked with the last document of the account, in an open month, unless told
        later.  Nothing is posted when nothing has accrued since.

        Raises :class:`~wuye.errors.RuleError` for a day before the last posting.
        """
        from .postings import PenaltyNote, unposted

        with self.book.lock:
            book = self.book.at(self.version)
            parts = unposted(self.on(day))
            if not parts:
                return Posted(self, ())
            note = PenaltyNote(
                id=f"penalty:{day}:{self.version}",
                creditor=self.creditor,
                debtor=self.debtor,
                on=day,
                parts=parts,
                booked=book.booking(booked or day),
            )
            return self.over(book).post(note)

    def on(self, day: date, known: date | None = None) -> State:
        """The account as of ``day``, from what had been booked by ``known``."""
        return self.days([day], known)[0]

    def days(self, days: Iterable[date], known: date | None = None) -> tuple[State, ...]:
        """The account on each of many days, in one reading.

        >>> account = Account("锦苑物业", "O-1")
        >>> account = account.receive(Payment("wx-1", "300.00", on=date(2026, 11, 3))).account
        >>> ends = [date(2026, 10, 31), date(2026, 11, 30)]
        >>> [state.received for state in account.days(ends)]
        [Money('0.00'), Money('300.00')]
        """
        from .book import sums
        from .state import NOTHING, State

        wanted = tuple(map(a_day, days))
        rising = sorted(set(wanted))
        since = self.book.opens
        if any(day < since for day in (*rising, *([known] if known else []))):
            raise RuleError(
                "the account was resumed from a checkpoint and knows nothing from before",
                str(known or rising[0]),
                f"account of {self.debtor}",
                f"ask for {since} or later, or open it from all its documents",
            )
        with self.book.lock:
            book = self.book.at(self.version)
            items = book.items(rising, known)
            brought = book.start.brought if book.start else NOTHING
            received = [brought.received + fen for fen in sums(book.received, rising, known)]
            refunded = [brought.refunded + fen for fen in sums(book.refunded, rising, known)]
            tied = {codes: sums(moved, rising, known) for codes, moved in book.tied.items()}
        states = {
            day: State(
                creditor=self.creditor,
                debtor=self.debtor,
                day=day,
                known=known,
                items=items[i],
                received=received[i],
                refunded=refunded[i],
                tied=[(codes, fen[i]) for codes, fen in sorted(tied.items()) if fen[i]],
                brought=brought,
            )
            for i, day in enumerate(rising)
        }
        return tuple(states[day] for day in wanted)

    def statement(self, period: Period, known: date | None = None) -> Statement:
        """How the balance before a period became that of its last day (对账单)."""
        from .statements import statement

        return statement(self, period, known)

    def quote(self, day: date) -> Quote:
        """The exact payoff of all that is not disputed, good for ``day``."""
        return self.on(day).quote()
