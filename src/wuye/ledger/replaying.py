"""What receipts would have paid, had everything been booked in time.

A settlement is recorded with its receipt and stays as receipted.  When bills, credits or
other payments are booked late, it may not be what it would have been; the replay says
so, and what to post to make it so.  Nothing is rewritten silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import evolve, field, frozen

from ..bills import Bill
from ..money import Money
from ..payments import CIVIL_CODE, Component, Order, Part, Right
from .account import Account
from .agreements import ConditionMet, Pause
from .appropriation import apply_prepaid, appropriate
from .book import Book, restriction
from .checks import check
from .concessions import RoundingOff, WaiverNote, WriteOff
from .corrections import Close, Move, Reallocation
from .documents import Application, CreditNote, Document, Hold, Receipt, Release
from .postings import PenaltyNote

#: What comes before money on one day: what is charged, given up and set apart.
_FIRST = (
    Bill
    | CreditNote
    | Hold
    | Release
    | WaiverNote
    | RoundingOff
    | WriteOff
    | Pause
    | ConditionMet
    | PenaltyNote
)

_Split = Mapping[tuple[str, Component, Right], int]


@frozen
class Replay:
    """Each part of each payment as it is ``now`` and as it would be ``then``.

    ``reallocation`` holds the differences and makes it so when it is posted; None when
    there are none.
    """

    now: tuple[Move, ...] = field(converter=tuple[Move, ...])
    then: tuple[Move, ...] = field(converter=tuple[Move, ...])
    reallocation: Reallocation | None

    @property
    def differences(self) -> tuple[Move, ...]:
        """What would be added to a part, or below 0 taken from it."""
        return self.reallocation.moves if self.reallocation else ()


def replay(
    account: Account,
    reallocation: str,
    *,
    order: Order = CIVIL_CODE,
    booked: date | None = None,
    reason: str = "按实际日期重新抵充",
) -> Replay:
    """Appropriate all receipts and applications anew, in the order of their own days.

    On one day, what is charged, credited and held comes before money.  ``reallocation`` is
    the id that the host gives to the document; it is booked with the last one, in an open
    month, unless told later.  Nothing is posted.

    Raises :class:`~wuye.errors.ExceedsError` when it cannot be made so, because money that
    would have paid something has been refunded since.

    >>> from ..payments import Payment
    >>> account = Account("锦苑物业", "O-1")
    >>> account = account.receive(Payment("wx-1", "300.00", on=date(2026, 11, 3))).account
    >>> replay(account, "M-1").differences
    ()
    """
    with account.book.lock:
        book = account.book.at(account.version)
        again = _in_time(book, order)
        now: list[Move] = []
        then: list[Move] = []
        moves: list[Move] = []
        for id_, source in book.sources.items():
            if source.undone or not isinstance(source.document, Receipt | Application):
                continue
            new = again.sources[id_].parts
            more = {key: new.get(key, 0) - source.parts.get(key, 0) for key in source.parts | new}
            on = source.document.on
            now += _moves(id_, on, source.parts)
            then += _moves(id_, on, new)
            moves += _moves(id_, on, more)
        if not moves:
            return Replay(now, then, None)
        document = Reallocation(
            id=reallocation,
            creditor=account.creditor,
            debtor=account.debtor,
            moves=moves,
            reason=reason,
            booked=book.booking(booked or date.min),
        )
        check(book, document)
        return Replay(now, then, document)


def _in_time(book: Book, order: Order) -> Book:
    """The same documents in the order of their days, with money appropriated anew."""
    again = Book((), book.start)

    def place(document: Document) -> tuple[date, bool]:
        return document.on, not isinstance(document, _FIRST)

    for document in sorted(book.documents, key=place):
        match document:
            case Receipt():
                parts = appropriate(again, document.payment, order)
                again.add(evolve(document, parts=parts))
            case Application():
                tied = restriction(document.restricted)
                parts = apply_prepaid(again, document.on, document.id, order, tied)
                again.add(evolve(document, parts=parts))
            case Reallocation() | Close():
                pass  # its effect is in what is compared
            case _:
                again.add(document)
    return again


def _moves(payment: str, on: date, split: _Split) -> list[Move]:
    return [
        Move(payment, on, Part(item, component, Money.of_fen(fen), by))
        for (item, component, by), fen in split.items()
        if fen
    ]
