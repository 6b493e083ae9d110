"""A book: the documents of one account, sorted by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from threading import RLock

from ..bills import Bill
from ..dates import ONE_DAY
from ..errors import UnknownError
from ..money import Money
from ..payments import Component, Part, Right
from .agreements import ConditionMet, Pause
from .checkpoint import Checkpoint
from .concessions import RoundingOff, WaiverNote, WriteOff
from .corrections import Close, Reallocation, Refund, Reversal, TransferOut
from .documents import Application, CreditNote, Document, Hold, Receipt, Release
from .entries import Charged, Paid
from .history import History
from .pauses import Pausing
from .postings import PenaltyNote
from .purse import Purse, Restriction
from .state import ItemState


def restriction(codes: Iterable[str]) -> Restriction:
    """Tell which purse money belongs to."""
    return tuple(sorted(set(codes)))


class Source:
    """A document that moves money: what it brought, what that paid, whether it was undone."""

    __slots__ = ("document", "fen", "parts", "restricted", "undone")

    def __init__(self, document: Receipt | Application | Refund) -> None:
        self.document, self.undone = document, False
        self.fen = 0
        self.restricted: Restriction = ()
        if isinstance(document, Receipt):
            self.fen = document.payment.amount.fen
            self.restricted = restriction(document.payment.restricted)
        else:
            self.restricted = restriction(document.restricted)
            self.fen = -document.amount.fen if isinstance(document, Refund) else 0
        self.parts: dict[tuple[str, Component, Right], int] = {}

    def pay(self, part: Part) -> None:
        """Add a part to what it paid."""
        key = (part.item, part.component, part.by)
        self.parts[key] = self.parts.get(key, 0) + part.amount.fen

    @property
    def rest(self) -> int:
        """What it leaves in the purse."""
        return self.fen - sum(self.parts.values())


class Book:
    """Filled with documents one by one; everything is found without reading them again.

    All versions of an account share one book, and each knows how many of its documents
    are its own.  Posting to the newest adds in place; whoever looks at or posts to an
    older one gets a copy (:meth:`at`).  So an account stays a value, the ordinary way of
    working (always on from the newest) costs the same however long the book is, and no
    version pays for keeping the others.  The lock keeps threads from adding at once.
    """

    __slots__ = (
        "closed",
        "documents",
        "gone",
        "histories",
        "holds",
        "index",
        "last_booked",
        "live",
        "lock",
        "opens",
        "pauses",
        "payments",
        "purses",
        "received",
        "refunded",
        "restricted",
        "sources",
        "start",
        "tied",
    )

    def __init__(
        self,
        documents: Iterable[Document] = (),
        start: Checkpoint | None = None,
        gone: Iterable[str] = (),
    ) -> None:
        self.lock = RLock()
        self.start = start
        self.opens = start.through if start else date.min
        self.gone = frozenset(start.gone if start else gone)
        self.documents: list[Document] = []
        self.index: dict[str, Document] = {}
        self.histories: dict[str, History] = {}
        self.live: dict[str, History] = {}  # those not known to be settled for good
        self.holds: dict[str, str] = {}
        self.sources: dict[str, Source] = {}
        self.pauses: dict[str, Pausing] = {}
        self.payments: dict[str, Receipt] = {}
        self.restricted: list[Source] = []  # what they leave over is kept for their items
        self.received: list[tuple[date, date, int]] = []  # on, booked, fen
        self.refunded: list[tuple[date, date, int]] = []
        self.tied: dict[Restriction, list[tuple[date, date, int]]] = {}  # the same, by purse
        self.purses: dict[Restriction, Purse] = {(): Purse(start.purse if start else ())}
        for tied in start.tied if start else ():
            self.purses[tied.restricted] = Purse(tied.purse)
            self.tied[tied.restricted] = [(on, date.min, fen) for on, fen in tied.purse]
        self.last_booked = self.closed = date.min
        if start:
            self.last_booked, self.closed = start.through, start.closed
        for document in documents:
            self.add(document)

    def __len__(self) -> int:
        return len(self.documents) + self.before

    @property
    def before(self) -> int:
        """How many documents are only in the sums of a checkpoint."""
        return self.start.version - len(self.start.documents) if self.start else 0

    def at(self, version: int) -> Book:
        """The book when it held so many documents: itself, or a copy of its beginning."""
        if version == len(self):
            return self
        return Book(self.documents[: version - self.before], self.start)

    def booking(self, day: date) -> date:
        """The first day, from ``day`` on, on which what spends money can be booked."""
        opens = self.closed + ONE_DAY if self.closed > date.min else date.min
        return max(day, self.last_booked, opens)

    # -- writing ------------------------------------------------------------------------

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
                self.payments[document.payment.id] = document
                self._move(document)
                if document.payment.restricted:
                    self.restricted.append(self.sources[document.id])
            case Application() | Refund():
                self._move(document)
            case Reversal() | TransferOut():
                self._undo(document)
            case Reallocation():
                for move in document.moves:
                    self._pay(self.sources[move.payment], move.part, move.on, document.booked)
            case Close():
                self.closed = document.through
            case CreditNote() | WaiverNote() | RoundingOff():
                self._touch(document.item).add(document)
            case Hold() | WriteOff():
                self.holds[document.id] = document.item
                self._touch(document.item).add(document)
            case Pause():
                self._pause(document)
            case PenaltyNote():
                for part in document.parts:
                    if part.item not in self.gone:  # else it is in the sums
                        charged = Charged(part.amount.fen, document.on, document.booked)
                        self._touch(part.item).add(charged)
            case ConditionMet():
                for pausing in self.pauses.values():
                    if pausing.waits_for(document.condition):
                        pausing.met = document
                        self._wake(pausing)
            case Release() if document.hold in self.pauses:
                self.pauses[document.hold].release = document
                self._wake(self.pauses[document.hold])
            case Release():
                self._touch(self.holds[document.hold]).add(document)

    def _move(self, document: Receipt | Application | Refund) -> None:
        source = self.sources[document.id] = Source(document)
        self._put(source, document.on, document.booked, source.fen)
        self._count(source, document.on, document.booked, 1)
        if not isinstance(document, Refund):
            for part in document.parts:
                self._pay(source, part, document.on, document.booked)

    def _pay(self, source: Source, part: Part, on: date, booked: date) -> None:
        fen = part.amount.fen
        source.pay(part)
        if part.item not in self.gone:  # else it is in the sums
            back = part.by == "surplus"
            paid = Paid(source.document.id, part.component, fen, back, on, booked)
            self._touch(part.item).add(paid)
            self._put(source, on, booked, -fen)

    def _undo(self, document: Reversal | TransferOut) -> None:
        source = self.sources[document.of]
        source.undone = True
        self._put(source, document.on, document.booked, -source.rest)
        self._count(source, document.on, document.booked, -1)
        for item in {item for item, _, _ in source.parts} - self.gone:
            self._touch(item).add(document)

    def _put(self, source: Source, on: date, booked: date, fen: int) -> None:
        """Put money into the purse it belongs to, or take it out."""
        self.purse(source.restricted).add(on, fen)
        if source.restricted:
            self.tied.setdefault(source.restricted, []).append((on, booked, fen))

    def _count(self, source: Source, on: date, booked: date, sign: int) -> None:
        """Count what came in and what went back."""
        if isinstance(source.document, Receipt):
            self.received.append((on, booked, sign * source.fen))
        elif isinstance(source.document, Refund):
            self.refunded.append((on, booked, -sign * source.fen))

    def _touch(self, item: str) -> History:
        history = self.live[item] = self.histories[item]
        for pausing in history.pauses:
            self._wake(pausing)
        return history

    def purse(self, restricted: Restriction) -> Purse:
        """The prepaid money that is restricted so."""
        return self.purses.setdefault(restricted, Purse())

    def paid_by(self, item: str, component: Component) -> Restriction:
        """Whose money an item was paid with: where that was restricted, so is what goes back."""
        if len(self.purses) == 1:
            return ()
        standing = (source for source in self.sources.values() if not source.undone)
        return max(
            (
                source.restricted
                for source in standing
                for (id_, part, _), fen in source.parts.items()
                if (id_, part) == (item, component) and fen > 0
            ),
            default=(),
        )

    def _pause(self, document: Pause) -> None:
        histories = [self._touch(item) for item in document.items]
        pausing = self.pauses[document.id] = Pausing(document, histories)
        for history in histories:
            history.resting = None
            history.pauses.append(pausing)

    def _wake(self, pausing: Pausing) -> None:
        """Look again at what a pause is about: what is said of one item may concern all."""
        for history, _ in pausing.members:
            self.live[history.line.id] = history

    def find(self, item: str, place: str) -> History:
        """The history of a line."""
        if item not in self.histories:
            raise UnknownError("no such item", item, place, self.hint())
        return self.histories[item]

    def hint(self) -> str:
        """What to do about something that is not here."""
        if self.start:
            return "what was finished before the checkpoint needs the account of all documents"
        return f"items: {list(self.histories)}"

    # -- reading ------------------------------------------------------------------------

    def items(self, days: Sequence[date], known: date | None = None) -> list[list[ItemState]]:
        """Every line on each of rising days."""
        found: list[list[ItemState]] = [[] for _ in days]
        for history in self.histories.values():
            for i, state in history.states(days, known):
                found[i].append(state)
        return found

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


def sums(
    entries: Iterable[tuple[date, date, int]], days: Sequence[date], known: date | None = None
) -> list[Money]:
    """What entries of (on, booked, fen) come to by each of rising days."""
    seen = sorted((on, fen) for on, booked, fen in entries if known is None or booked <= known)
    found, i, total = [], 0, 0
    for day in days:
        while i < len(seen) and seen[i][0] <= day:
            total += seen[i][1]
            i += 1
        found.append(Money.of_fen(total))
    return found
