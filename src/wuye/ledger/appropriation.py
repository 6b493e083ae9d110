"""What the money of an account pays: payments as they come, prepayment as it waits.

Both are judged by what is open on their day and has not been settled since, so money
that is booked late pays nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce

from ..bills import OpenItem
from ..money import Money
from ..payments import Order, Part, Payment, settle
from .book import Book
from .checks import short
from .corrections import Reversal, TransferOut
from .documents import Application, Document
from .purse import Restriction
from .state import ItemState


def appropriate(book: Book, payment: Payment, order: Order) -> tuple[Part, ...]:
    """What a payment pays, as of its own day."""
    return settle(_open(book.since(payment.on), payment.on), payment, order).parts


def apply_prepaid(
    book: Book, on: date, id_: str, order: Order, restricted: Restriction = ()
) -> tuple[Part, ...]:
    """What prepayment pays from ``on``: no more than is free on that day and every later one.

    ``restricted`` says which prepayment: that which is restricted so, or what is not.
    """
    lines = list(book.since(on))
    surplus = tuple(take_back(book, lines, restricted))
    free = book.purse(restricted).least(on) - sum(part.amount.fen for part in surplus)
    if free <= 0:
        return ()
    money = Payment(id_, Money.of_fen(free), on=on, restricted=restricted)
    parts = settle(_open(lines, on), money, order).parts
    return (*surplus, *parts) if parts else ()


def take_back(
    book: Book, lines: Iterable[list[ItemState]], restricted: Restriction = ()
) -> Iterator[Part]:
    """Take back what lines were paid beyond their worth, on the first day and all since.

    What was paid with restricted money stays restricted.
    """
    for states in lines:
        item = states[0].id
        principal = min(state.surplus for state in states)
        penalty = min(state.penalty_surplus for state in states)
        if principal and book.paid_by(item, "principal") == restricted:
            yield Part(item, "principal", -principal, "surplus")
        if penalty and book.paid_by(item, "penalty") == restricted:
            yield Part(item, "penalty", -penalty, "surplus")


def undoing(book: Book, document: Reversal | TransferOut) -> tuple[Document, ...]:
    """What to post to undo a receipt: the latest applications that lose its money go first."""
    if document.of not in book.sources or not short(book, document):
        return (document,)
    trial = Book(book.documents, book.start)
    first: list[Reversal] = []
    for source in reversed(book.sources.values()):
        application = source.document
        if not isinstance(application, Application) or source.undone:
            continue
        if source.restricted != book.sources[document.of].restricted:
            continue
        reversal = Reversal(
            id=f"{document.id}:{application.id}",
            creditor=document.creditor,
            debtor=document.debtor,
            of=application.id,
            on=max(document.on, application.on),
            reason=document.reason,
            since=document.since if isinstance(document, Reversal) else "payment",
            booked=document.booked,
        )
        trial.add(reversal)
        first.append(reversal)
        if not short(trial, document):
            break
    return (*first, document)


def _open(lines: Iterable[list[ItemState]], on: date) -> Iterator[OpenItem]:
    """What is open on the first day and has not been settled since."""
    for states in lines:
        first, *later = (state.open_item(on) for state in states)
        if not any(state.settled for state in states):
            yield reduce(OpenItem.at_most, later, first)
