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
from ..bills import Bill
from ..dates import Period
from ..errors import ConflictError, RowIssue, UnknownError
from ..exchange import MESSAGES, Cell, Faults, Row
from ..ledger import Account, Document, Hold, ItemState, Posted, Receipt, State
from ..payments import Payment
from . import report
from .folder import Office, load
from .journal import Journal, replace


@frozen
class Result:
    """What a month comes to: bills, balances, reminders, and the texts of its files."""

    issued: fees.Run
    states: tuple[State, ...]
    decisions: tuple[dunning.Decision, ...]
    posted: tuple[Document, ...]
    texts: tuple[tuple[str, str], ...]
    warnings: tuple[RowIssue, ...]


def run(folder: Path, month: Period, *, on: date, known: date | None = None, out: Path) -> Result:
    """Run one month and write its files to ``out``; balances are as of ``on``.

    ``known`` is the last day whose bookings count: ``on``, unless a later one is given to
    see the same day with what was booked since.  Raises
    :class:`~wuye.errors.FolderError` with every fault, and then nothing is written.
    """
    result = compute(load(folder), Journal.of(folder).read(), month, on=on, known=known)
    out.mkdir(parents=True, exist_ok=True)
    for name, text in result.texts:
        replace(out / name, text)
    Journal.of(folder).append(result.posted)
    return result


def compute(
    office: Office,
    journal: Iterable[Document],
    month: Period,
    *,
    on: date,
    known: date | None = None,
) -> Result:
    """Work out a month without writing anything; see :func:`run`."""
    known = known or on
    faults = Faults()
    journal = tuple(journal)
    accounts = Accounts(office.schedule.creditor, journal)
    if any(document.creditor != office.schedule.creditor for document in journal):
        faults.add(Cell("office.toml", column="creditor"), "conflict", MESSAGES["conflict"])
    faults.stop()
    costs = {item: cost for (of, item), cost in office.costs.items() if of == month}
    with faults.at(Cell("office.toml")):
        issued = fees.issue(
            office.community,
            office.schedule,
            month,
            costs=costs,
            existing=accounts.bills.values(),
            booked=max(month.start, on),
        )
        for bill in issued.bills:
            accounts.post(bill)
    faults.stop()
    for day, row, enter in sorted(_events(office), key=lambda event: event[0]):
        if day <= known:
            with faults.at(row.at):
                enter(accounts, row)
    lines = {line.id for bill in accounts.bills.values() for line in bill.lines}
    for row in office.notices:
        if row["日期"] <= known and not lines.issuperset(row["账单明细"]):
            faults.add(row.cell("账单明细"), "unknown", "没有这样的账单明细")
    faults.stop()
    _still_there(office, journal, faults)

    states = tuple(account.on(on, known) for account in accounts.by_party.values())
    decisions = tuple(_dun(office, state, known) for state in states)
    bills = [bill for bill in accounts.bills.values() if bill.period == month]
    texts = (
        ("bills.csv", report.bills_table(bills)),
        ("bills.html", report.bills_page(office, bills)),
        ("balances.csv", report.balances_table(states)),
        ("dunning.csv", report.dunning_table(states, decisions)),
        ("skipped.csv", report.skipped_table(issued)),
    )
    warnings = (*office.warnings, *faults.issues)
    return Result(issued, states, decisions, tuple(accounts.new), texts, warnings)


def explain(
    folder: Path, bill: str, code: str, *, on: date | None = None, known: date | None = None
) -> ItemState:
    """Find a line that was billed, as it stands on a day (of its bill), to read why.

    Raises :class:`~wuye.errors.UnknownError` for a bill or line that is not there.
    """
    accounts = Accounts("", Journal.of(folder).read())
    found = accounts.bill(bill)
    account = accounts.by_party[found.creditor, found.debtor]
    return account.on(on or found.on, known).item(found[code].id)


class Accounts:
    """The accounts of an office while it works, and what is new to its journal."""

    def __init__(self, creditor: str, journal: Iterable[Document]) -> None:
        self.creditor = creditor
        self.by_party: dict[tuple[str, str], Account] = {}
        self.bills: dict[str, Bill] = {}
        self.owners: dict[str, str] = {}  # of every document, by its id
        self.new: list[Document] = []
        documents: dict[tuple[str, str], list[Document]] = {}
        for document in journal:
            if isinstance(document, Bill):
                self.bills[document.id] = document
            documents.setdefault((document.creditor, document.debtor), []).append(document)
        for mine in documents.values():
            self._keep(Posted(Account.of(mine), tuple(mine)))
        self.new.clear()

    def bill(self, bill: str) -> Bill:
        """A bill by its id."""
        if bill not in self.bills:
            some = ", ".join(list(self.bills)[:5]) or "none yet"
            raise UnknownError("no such bill", bill, "journal", f"run its month first; now: {some}")
        return self.bills[bill]

    def post(self, *documents: Document) -> None:
        """Post documents of one debtor, and apply what is prepaid."""
        self._settle(self._account(documents[0].debtor).post(*documents))

    def receive(self, payment: Payment, debtor: str, booked: date) -> None:
        """Receive a payment; an id that another debtor's payment bears is a conflict."""
        if self.owners.get(payment.id, debtor) != debtor:
            raise ConflictError(
                "the payment is posted to another debtor",
                payment.id,
                f"account of {self.owners[payment.id]}",
                "restore the row; money goes over by a correction",
            )
        self._settle(self._account(debtor).receive(payment, booked=booked))

    def _account(self, debtor: str) -> Account:
        key = (self.creditor, debtor)
        return self.by_party.get(key, Account(*key))

    def _settle(self, posted: Posted) -> None:
        """Keep what was posted, and apply prepayment from the first day it could be."""
        self._keep(posted)
        account = posted.account
        for day in sorted({document.on for document in account.documents}):
            if posted.documents and account.on(day).prepaid:
                applied = account.apply(day)
                self._keep(applied)
                account = applied.account

    def _keep(self, posted: Posted) -> None:
        account = posted.account
        self.by_party[account.creditor, account.debtor] = account
        for document in posted.documents:
            self.owners[document.id] = document.debtor
            if isinstance(document, Bill):
                self.bills[document.id] = document
        self.new += posted.documents


def _still_there(office: Office, journal: Iterable[Document], faults: Faults) -> None:
    """Warn of rows that were posted and are gone: what was posted counts all the same."""
    payments = {row["收款号"] for row in office.payments}
    disputed = {row["异议号"] for row in office.disputes}
    for document in journal:
        for kind, file, ids in (
            (Receipt, "payments.csv", payments),
            (Hold, "disputes.csv", disputed),
        ):
            if isinstance(document, kind) and document.id not in ids:
                at = Cell(file, value=document.id)
                faults.add(at, "posted", "已登记的这一笔不在表里，仍按已登记的计算", warning=True)


def _events(office: Office) -> Iterator[tuple[date, Row, Callable[[Accounts, Row], None]]]:
    """What happened: the day it was booked, where it stands, and how it is entered."""
    for row in office.payments:
        yield _booked(row), row, _receive
    for row in office.disputes:
        yield row["提出日"], row, _lodge
        if row["处理日"]:
            yield row["处理日"], row, _decide


def _booked(row: Row) -> date:
    booked: date = row["登记日"] or row["收款日"]
    return booked


def _receive(accounts: Accounts, row: Row) -> None:
    designated = row["指定账单"] or ()
    payment = Payment(row["收款号"], row["金额"], on=row["收款日"], designated=designated)
    accounts.receive(payment, row["业主编号"], _booked(row))


def _lodge(accounts: Accounts, row: Row) -> None:
    accounts.post(*_dispute(accounts, row).effects)


def _decide(accounts: Accounts, row: Row) -> None:
    decided = disputes.Decided(row["支持金额"], row["暂停期间违约金"])
    step = disputes.advance(_dispute(accounts, row).case, decided, on=row["处理日"])
    credit = f"{step.case.id}:credit"
    if credit in accounts.owners and credit not in {effect.id for effect in step.effects}:
        raise ConflictError("a credit is posted already", credit, step.case.id, "restore the row")
    accounts.post(*step.effects)


def _dispute(accounts: Accounts, row: Row) -> disputes.Step:
    return disputes.lodge(
        row["异议号"],
        accounts.bill(row["账单"]),
        row["项目"],
        ground=row["理由"],
        on=row["提出日"],
        amount=row["异议金额"],
    )


def _dun(office: Office, state: State, known: date) -> dunning.Decision:
    notices = (
        dunning.Notice(row["阶段"], row["日期"], row["账单明细"])
        for row in office.notices
        if row["业主编号"] == state.debtor and row["日期"] <= known
    )
    return dunning.decide(state, dunning.MESSAGE_THEN_LETTER, notices)
