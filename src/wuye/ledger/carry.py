"""What a checkpoint carries forward (结转), and what it only sums up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..bills import Bill
from ..money import Money
from .agreements import ConditionMet, Pause
from .book import Book, sums
from .checkpoint import Checkpoint, Tied
from .concessions import RoundingOff, WaiverNote, WriteOff
from .corrections import Close, Reallocation, Reversal, TransferOut
from .documents import Application, CreditNote, Document, Hold, Receipt, Release
from .postings import PenaltyNote
from .purse import Purse
from .state import NOTHING, Totals


def carry(book: Book, creditor: str, debtor: str, keep: date) -> Checkpoint:
    """Sum up what was finished and untouched before ``keep``; carry the rest."""
    items = _together(book, {id_ for bill in _unfinished(book, keep) for id_ in bill}, keep)
    kept = _kept(book, items, keep)
    documents = [d for d in book.documents if d.id in kept]
    summed = [d for d in book.documents if d.id not in kept]
    gone = [name for d in summed for name in _names(d)]
    done = [history for id_, history in book.histories.items() if id_ not in items]
    ends = [book.opens, *(max(h.last_on, h.last_booked) for h in done)]
    through = max([*ends, *(max(d.on, d.booked) for d in summed)])
    finished = [history.as_of(through) for history in done]
    rest = Book(documents, gone=[*book.gone, *gone])
    received, refunded = (
        sums(all_, [through])[0] - sums(kept_, [through])[0]
        for all_, kept_ in ((book.received, rest.received), (book.refunded, rest.refunded))
    )
    applied = Money.total(state.applied + state.penalty_applied for state in finished)
    brought = Totals(
        billed=Money.total(state.line.amount for state in finished),
        penalty=Money.total(state.penalty_accrued for state in finished),
        credited=Money.total(state.credited for state in finished),
        applied=applied,
        outstanding=Money("0"),
        received=received,
        prepaid=received - applied - refunded,
        refunded=refunded,
        waived=Money.total(state.waived + state.penalty_waived for state in finished),
        penalty_posted=Money.total(state.penalty_posted for state in finished),
        rounded_off=Money.total(
            state.rounded_off + state.penalty_rounded_off for state in finished
        ),
    )
    tied = [
        Tied(restricted, purse.without(rest.purses.get(restricted, Purse())))
        for restricted, purse in book.purses.items()
        if restricted
    ]
    start = book.start
    return Checkpoint(
        creditor=creditor,
        debtor=debtor,
        version=len(book),
        through=through,
        closed=book.closed,
        brought=(start.brought if start else NOTHING) + brought,
        purse=book.purses[()].without(rest.purses[()]),
        documents=documents,
        gone=[*(start.gone if start else ()), *gone],
        tied=tied,
    )


def _unfinished(book: Book, keep: date) -> Iterator[list[str]]:
    """The lines of bills on which something is open, or was said since."""
    bills: dict[str, list[str]] = {}
    for id_, history in book.histories.items():
        bills.setdefault(history.bill.id, []).append(id_)
    for lines in bills.values():
        if not all(book.histories[id_].finished(keep) for id_ in lines):
            yield lines


def _together(book: Book, items: set[str], keep: date) -> set[str]:
    """The lines with all others that a pause of theirs is about, and whole bills of them."""
    groups = [set(pausing.document.items) for pausing in book.pauses.values()]
    for document in book.documents:
        if isinstance(document, Bill):
            groups.append({line.id for line in document.lines})
        young = max(document.on, document.booked) >= keep
        if young and isinstance(document, Pause | Release | ConditionMet):
            items = items | set(_lines(book, document))
    while more := [g for g in groups if not items.isdisjoint(g) and not g <= items]:
        items = items.union(*more)
    return items


def _kept(book: Book, items: set[str], keep: date) -> set[str]:
    """The ids of documents to carry: young ones, those about these lines, and theirs."""
    kept = {
        d.id
        for d in book.documents
        if not isinstance(d, Close)
        and (max(d.on, d.booked) >= keep or not items.isdisjoint(_lines(book, d)))
    }
    links = [
        {d.id, *(of for of in _sources(d))}
        for d in book.documents
        if isinstance(d, Reversal | TransferOut | Reallocation)
    ]
    while more := [link for link in links if not kept.isdisjoint(link) and not link <= kept]:
        kept.update(*more)
    return kept


def _sources(document: Reversal | TransferOut | Reallocation) -> Iterator[str]:
    if isinstance(document, Reallocation):
        return (move.payment for move in document.moves)
    return iter((document.of,))


def _lines(book: Book, document: Document) -> Iterator[str]:
    """The lines that a document names."""
    match document:
        case Bill():
            yield from (line.id for line in document.lines)
        case Receipt() | Application():
            yield from (part.item for part in document.parts)
        case Reallocation():
            yield from (move.part.item for move in document.moves)
        case CreditNote() | Hold() | WaiverNote() | RoundingOff() | WriteOff():
            yield document.item
        case Pause():
            yield from document.items
        case PenaltyNote():
            yield from (part.item for part in document.parts)
        case ConditionMet():
            met = (each.document for each in book.pauses.values() if each.met == document)
            yield from (item for pause in met for item in pause.items)
        case Release() if document.hold in book.pauses:
            yield from book.pauses[document.hold].document.items
        case Release():
            yield book.holds[document.hold]


def _names(document: Document) -> Iterator[str]:
    """The ids that nothing else may bear."""
    yield document.id
    if isinstance(document, Bill):
        yield from (line.id for line in document.lines)
    if isinstance(document, Receipt) and document.transfer:
        yield document.payment.id
