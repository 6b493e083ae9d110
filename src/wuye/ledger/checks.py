"""What may be posted to a book, and what is refused.

Every document is checked against all that was posted before it, on whatever day that
takes effect; a document that is refused changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from ..bills import Bill
from ..dates import ONE_DAY
from ..errors import ConflictError, ExceedsError, RuleError, UnknownError
from ..money import Money
from ..payments import Component, Part
from .agreements import ConditionMet, Pause
from .book import Book, Source, restriction
from .concessions import Relief, RoundingOff, WaiverNote, WriteOff
from .corrections import Close, Reallocation, Refund, Reversal, TransferOut
from .documents import Application, CreditNote, Document, Hold, Receipt, Release
from .history import History
from .pauses import Pausing
from .postings import PenaltyNote
from .purse import Purse, Restriction

Spending = Application | Refund | Reversal | TransferOut | Reallocation


def check(book: Book, document: Document) -> None:
    """Refuse a document about what is not here, or about more than there is."""
    if document.booked <= book.closed:
        raise RuleError(
            "the month in which it is booked is closed",
            document.booked.isoformat(),
            document.id,
            f"give booked={book.closed + ONE_DAY} or later; it takes effect from its own day",
        )
    match document:
        case Bill():
            for line in document.lines:
                if line.id in book.histories:
                    raise ConflictError("the line is billed already", line.id, document.id)
        case Receipt():
            _check_receipt(book, document)
        case CreditNote() | Hold():
            book.find(document.item, document.id).check(document)
        case WaiverNote() | RoundingOff() | WriteOff():
            _check_concession(book.find(document.item, document.id), document)
        case PenaltyNote():
            _check_posting(book, document)
        case Pause():
            _check_pause(book, document)
        case ConditionMet():
            if not any(each.waits_for(document.condition) for each in book.pauses.values()):
                raise UnknownError(
                    "no promise waits for it", document.condition, document.id, "leave it out"
                )
        case Release() if document.hold in book.pauses:
            _check_end(book.pauses[document.hold], document)
        case Release():
            if document.hold not in book.holds:
                raise UnknownError("no such hold", document.hold, document.id)
            book.histories[book.holds[document.hold]].check(document)
        case Application() | Refund() | Reversal() | TransferOut() | Reallocation():
            _check_spending(book, document)
        case Close():
            if document.through <= book.closed:
                raise RuleError("it is closed already", str(document.through), document.id)


def _check_concession(history: History, document: Relief | WriteOff) -> None:
    """Refuse to give up more than is open and undisputed, on the day and all since."""
    history.check(document)
    states = history.since(document.on)
    if isinstance(document, WriteOff):
        if history.written_off:
            raise RuleError("the item is written off already", document.item, document.id)
        if any(state.settled for state in states):
            raise ExceedsError("nothing is open to write off", document.item, document.id)
        return
    principal = min(history.free, *(state.principal - state.held for state in states))
    penalty = min(state.penalty_open - state.penalty_held for state in states)
    if document.principal > principal or document.penalty > penalty:
        raise ExceedsError(
            "more is given up than is open and undisputed",
            f"{document.principal} and penalty {document.penalty}",
            document.id,
            f"give up to {max(principal, Money('0'))} and penalty {penalty}",
        )


def _check_posting(book: Book, document: PenaltyNote) -> None:
    """Refuse to post before the last posting, or other than what has accrued."""
    for part in document.parts:
        history = book.find(part.item, document.id)
        posted = history.posted
        since = max([history.bill.on, *(each.on for each in posted)])
        if document.on < since:
            raise RuleError(
                "penalty is posted day after day",
                document.on.isoformat(),
                document.id,
                f"give {since} or later",
            )
        left = history.as_of(document.on).penalty_unposted
        if part.amount != left:
            raise ExceedsError(
                "not what has accrued and is not posted",
                str(part.amount),
                document.id,
                f"post {left} on {part.item}",
            )


def _check_pause(book: Book, document: Pause) -> None:
    """Refuse to pause what is not open, or what is paused already."""
    open_ = Money("0")
    for item in document.items:
        history = book.find(item, document.id)
        if document.on < history.bill.on:
            raise RuleError(
                "it pauses a line that is billed only later",
                item,
                document.id,
                f"give {history.bill.on} or later",
            )
        if any(each.stands(document.on, None) for each in history.pauses):
            raise RuleError("the item is paused already", item, document.id, "release that first")
        states = history.since(document.on)
        open_ += min(state.principal + state.penalty_open for state in states)
    if not open_ or document.amount > open_:
        raise ExceedsError(
            "more is agreed than is open", str(document.amount), document.id, f"give up to {open_}"
        )


def _check_end(pausing: Pausing, document: Release) -> None:
    if pausing.release:
        raise RuleError("the pause is released already", document.hold, document.id)
    if document.on < pausing.document.on:
        raise RuleError(
            "a document takes effect before what it is about",
            document.on.isoformat(),
            document.id,
            f"give {pausing.document.on} or later",
        )


def _check_receipt(book: Book, document: Receipt) -> None:
    same = book.payments.get(document.payment.id)
    if same and not book.sources[same.id].undone:
        raise ConflictError("the payment is here already", document.payment.id, same.id)
    for part in document.parts:
        _check_part(book, part, document.on, document.id)
        _check_restriction(book, part, document.payment.restricted, document.id)


def _check_part(book: Book, part: Part, on: date, place: str) -> None:
    """Refuse to pay what is not here, or is billed only later: that is what prepayment is for."""
    since = book.find(part.item, place).bill.on
    if on < since:
        raise RuleError(
            "it pays a line that is billed only later",
            part.item,
            place,
            f"leave it prepaid, and apply it on {since} or later",
        )


def _check_restriction(book: Book, part: Part, restricted: Collection[str], place: str) -> None:
    """Refuse to pay with restricted money what it may not pay."""
    if restricted and part.amount.fen > 0:
        code = book.find(part.item, place).line.item
        if code not in restricted:
            raise RuleError(
                "the money is restricted to other items",
                code,
                place,
                f"it pays {', '.join(restricted)}",
            )


def _check_spending(book: Book, document: Spending) -> None:
    """Refuse to spend what is not there, on any day and as known on any day.

    What spends is booked no earlier than all that was posted before it; so whoever
    knows of the spending knows of the money, and every day needs looking at only once.
    """
    if document.booked < book.last_booked:
        raise RuleError(
            "what spends or takes back money is booked with the last document or later",
            document.booked.isoformat(),
            document.id,
            f"give booked={book.last_booked} or later",
        )
    if isinstance(document, Reversal | TransferOut):
        _check_undoing(book, document)
    elif isinstance(document, Reallocation):
        _check_moves(book, document)
    elif isinstance(document, Application):
        for part in document.parts:
            _check_part(book, part, document.on, document.id)
            _check_restriction(book, part, document.restricted, document.id)
    missing = short(book, document)
    if missing:
        raise ExceedsError(
            "not there, or spent since: so much is missing",
            str(missing),
            document.id,
            "give less, or reverse what spent it",
        )


def _check_undoing(book: Book, document: Reversal | TransferOut) -> None:
    source = book.sources.get(document.of)
    if not source:
        if isinstance(book.index.get(document.of), Reversal | TransferOut):
            raise RuleError(
                "a reversal is not reversed", document.of, document.id, "post the money anew"
            )
        raise UnknownError(
            "no such receipt, application or refund", document.of, document.id, book.hint()
        )
    if source.undone:
        raise RuleError("it is undone already", document.of, document.id, "once is enough")
    if isinstance(document, TransferOut) and (
        not isinstance(source.document, Receipt) or document.on != source.document.on
    ):
        raise RuleError(
            "a transfer takes a receipt out on the day of its payment",
            document.on.isoformat(),
            document.id,
            f"give on={source.document.on} and the id of a receipt",
        )
    if document.on < source.document.on:
        raise RuleError(
            "a document takes effect before what it is about",
            document.on.isoformat(),
            document.id,
            f"give {source.document.on} or later",
        )


def _check_moves(book: Book, document: Reallocation) -> None:
    trial: dict[str, Source] = {}
    for move in document.moves:
        source = book.sources.get(move.payment)
        if not source or source.undone or isinstance(source.document, Refund):
            raise UnknownError("no such payment stands", move.payment, document.id)
        if move.on != source.document.on:
            raise RuleError(
                "a part counts from the day of its payment",
                move.on.isoformat(),
                document.id,
                f"give {source.document.on}",
            )
        _check_part(book, move.part, move.on, document.id)
        _check_restriction(book, move.part, source.restricted, document.id)
        if move.payment not in trial:
            trial[move.payment] = Source(source.document)
            trial[move.payment].parts |= source.parts
        trial[move.payment].pay(move.part)
    for name, source in trial.items():
        if isinstance(source.document, Receipt) and (
            source.rest < 0 or min(source.parts.values()) < 0
        ):
            raise ExceedsError("more is moved than the payment has", name, document.id)


def short(book: Book, document: Spending) -> Money:
    """By how much a document would spend what is not there: in the purse, or on an item."""
    paid: dict[tuple[str, Component], list[tuple[date, int]]] = {}
    purses: dict[Restriction, list[tuple[date, int]]] = {}
    match document:
        case Refund():
            spent = purses.setdefault(restriction(document.restricted), [])
            spent.append((document.on, -document.amount.fen))
        case Reversal() | TransferOut():
            source = book.sources[document.of]
            purses.setdefault(source.restricted, []).append((document.on, -source.rest))
            for (item, component, _), fen in source.parts.items():
                paid.setdefault((item, component), []).append((document.on, -fen))
        case Application() | Reallocation():
            for on, part, restricted in _parts(book, document):
                key = (part.item, part.component)
                paid.setdefault(key, []).append((on, part.amount.fen))
                purses.setdefault(restricted, []).append((on, -part.amount.fen))
    least = [
        book.find(item, document.id).least_paid(component, *more)
        for (item, component), more in paid.items()
        if any(fen < 0 for _, fen in more)
    ]
    for restricted, spent in purses.items():
        first = min(on for on, _ in spent)
        least.append(book.purses.get(restricted, Purse()).least(first, *spent))
    return Money.of_fen(-min(0, *least))


def _parts(
    book: Book, document: Application | Reallocation
) -> Iterator[tuple[date, Part, Restriction]]:
    if isinstance(document, Application):
        restricted = restriction(document.restricted)
        return ((document.on, part, restricted) for part in document.parts)
    sources = book.sources
    return ((move.on, move.part, sources[move.payment].restricted) for move in document.moves)
