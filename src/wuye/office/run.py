"""One month of an office: bills, receipts, disputes, penalties, reminders, balances.

Nothing is written before everything has been read and computed.  A run adds to the
journal only what is new, so running again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from attrs import frozen

from .. import disputes, dunning, fees
from ..bills import Bill, BillLine
from ..dates import Period
from ..errors import UnknownError
from ..exchange import Cell, Faults, Row
from ..ledger import Account, Document, Posted, State
from ..payments import Payment
from . import report
from .folder import Office, load
from .journal import Journal, replace


@frozen
class Result:
    """What a run made, and the files it wrote."""

    issued: fees.Run
    states: tuple[State, ...]
    decisions: tuple[dunning.Decision, ...]
    posted: tuple[Document, ...]
    files: tuple[Path, ...]


def run(folder: Path, month: Period, *, on: date, known: date | None = None, out: Path) -> Result:
    """Run one month and write its files to ``out``; balances are as of ``on``.

    ``known`` is the last day whose bookings count: ``on``, unless a later one is given to
    see the same day with what was booked since.  Raises
    :class:`~wuye.errors.FolderError` with every fault, and then nothing is written.
    """
    known = known or on
    office, journal, faults = load(folder), Journal.of(folder), Faults()
    books = Books(office.schedule.creditor, journal.read())
    costs = {item: cost for (of, item), cost in office.costs.items() if of == month}
    with faults.at(Cell("office.toml")):
        issued = fees.issue(
            office.community, office.schedule, month, costs=costs, existing=books.bills
        )
        books.post(issued.bills)
    faults.stop()
    for day, row, enter in sorted(_events(office), key=lambda event: event[0]):
        if day <= known:
            with faults.at(row.at):
                enter(books, row)
    faults.stop()

    states = tuple(account.on(on, known) for account in books.accounts.values())
    decisions = tuple(_dun(office, state, known) for state in states)
    bills = [bill for bill in books.bills.values() if bill.period == month]
    texts = {
        "bills.csv": report.bills_table(bills),
        "bills.html": report.bills_page(office, bills),
        "balances.csv": report.balances_table(states),
        "dunning.csv": report.dunning_table(states, decisions),
        "skipped.csv": report.skipped_table(issued.skipped),
    }
    journal.append(books.new)
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        replace(out / name, text)
    files = tuple(out / name for name in texts)
    return Result(issued, states, decisions, tuple(books.new), files)


def explain(folder: Path, bill: str, code: str) -> BillLine:
    """Find a line that was billed, to read why.

    Raises :class:`~wuye.errors.UnknownError` for a bill or line that is not there.
    """
    return Books("", Journal.of(folder).read()).bill(bill)[code]


class Books:
    """The accounts of an office while it works, and what is new to its journal."""

    def __init__(self, creditor: str, documents: Iterable[Document]) -> None:
        self.creditor = creditor
        self.bills: dict[str, Bill] = {}
        self.accounts: dict[tuple[str, str], Account] = {}
        self.new: list[Document] = []
        self.post(documents)
        self.new.clear()

    def account(self, debtor: str) -> Account:
        """The account of a debtor, empty when nothing is known of him."""
        key = (self.creditor, debtor)
        return self.accounts.get(key, Account(*key))

    def bill(self, bill: str) -> Bill:
        """A bill by its id."""
        if bill not in self.bills:
            some = ", ".join(list(self.bills)[:5]) or "none yet"
            raise UnknownError(
                "no such bill", bill, "journal", f"run its month first; it holds {some}"
            )
        return self.bills[bill]

    def post(self, documents: Iterable[Document]) -> None:
        """Post documents, each to its own account."""
        by_account: dict[tuple[str, str], list[Document]] = {}
        for document in documents:
            by_account.setdefault((document.creditor, document.debtor), []).append(document)
        for key, mine in by_account.items():
            self.keep(self.accounts.get(key, Account(*key)).post(*mine))

    def keep(self, posted: Posted) -> None:
        """Take over an account after posting."""
        self.accounts[posted.account.creditor, posted.account.debtor] = posted.account
        self.bills |= {d.id: d for d in posted.documents if isinstance(d, Bill)}
        self.new += posted.documents


def _events(office: Office) -> Iterator[tuple[date, Row, Callable[[Books, Row], None]]]:
    """What happened: the day it was booked, where it stands, and how it is entered."""
    for row in office.payments:
        yield row["登记日"] or row["收款日"], row, _receive
    for row in office.disputes:
        yield row["提出日"], row, _lodge
        if row["处理日"]:
            yield row["处理日"], row, _decide


def _receive(books: Books, row: Row) -> None:
    payment = Payment(
        row["收款号"], row["金额"], on=row["收款日"], designated=row["指定账单"] or ()
    )
    account = books.account(row["业主编号"])
    books.keep(account.receive(payment, booked=row["登记日"] or row["收款日"]))


def _lodge(books: Books, row: Row) -> None:
    books.post(_dispute(books, row).effects)


def _decide(books: Books, row: Row) -> None:
    decided = disputes.Decided(row["支持金额"], row["暂停期间违约金"])
    books.post(disputes.advance(_dispute(books, row).case, decided, on=row["处理日"]).effects)


def _dispute(books: Books, row: Row) -> disputes.Advanced:
    bill, amount = books.bill(row["账单"]), row["异议金额"]
    return disputes.lodge(bill, row["项目"], ground=row["理由"], on=row["提出日"], amount=amount)


def _dun(office: Office, state: State, known: date) -> dunning.Decision:
    notices = (
        dunning.Notice(row["阶段"], row["日期"], row["账单明细"])
        for row in office.notices
        if row["业主编号"] == state.debtor and row["日期"] <= known
    )
    return dunning.decide(state, dunning.MESSAGE_THEN_LETTER, notices)
