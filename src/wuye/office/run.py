"""One month of an office: bills, receipts, disputes, penalties, reminders, balances.

Nothing is written before everything has been read and computed.  A run adds to the
journal only what is new, so running again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from attrs import evolve

from .. import dunning, fees
from ..bills import Bill
from ..dates import Period
from ..disputes.complaints import Ticket
from ..exchange import MESSAGES, Cell, Faults
from ..ledger import CreditNote, Document, State
from . import chasing, letters, months, report, reported
from .accounts import Accounts
from .anomalies import tell_anomalies
from .clocks import clocks
from .corrections import post_corrections
from .deliveries import deliveries, undelivered
from .disputed import Disputed
from .events import events, still_there
from .folder import Office, load
from .holidays import Rest
from .journal import Journal, replace
from .promised import Promised
from .result import Result
from .terms import FILE
from .trial import changes

T = TypeVar("T")
#: Told how much of the work is done, and of how much; None while that is not known.
Progress = Callable[[int, int | None], None]


def _silent(_: int, __: int | None) -> None:
    """Tell nobody."""


def run(
    folder: Path,
    month: Period,
    *,
    on: date,
    known: date | None = None,
    correct: bool = False,
    out: Path,
    progress: Progress = _silent,
) -> Result:
    """Run one month and write its files to ``out``; balances are as of ``on``.

    ``known`` is the last day whose bookings count: ``on``, unless a later one is given to
    see the same day with what was booked since.  With ``correct``, what was billed otherwise
    than the files say now is credited and supplemented, in every month up to this one.
    ``progress`` is told how far the work is.

    Raises :class:`~wuye.errors.FolderError` with every fault, and then nothing is written.
    """
    progress(0, None)
    journal = Journal.of(folder)
    office, posted = load(folder), journal.read()
    result = compute(office, posted, month, on=on, known=known, correct=correct, progress=progress)
    out.mkdir(parents=True, exist_ok=True)
    for name, text in result.texts:
        replace(out / name, text)
    journal.append(result.posted)
    return result


def compute(
    office: Office,
    journal: Iterable[Document],
    month: Period,
    *,
    on: date,
    known: date | None = None,
    correct: bool = False,
    progress: Progress = _silent,
) -> Result:
    """Work out a month without writing anything; see :func:`run`."""
    known = known or on
    faults = Faults()
    journal = tuple(journal)
    accounts = Accounts(office.schedule.creditor, journal)
    if any(document.creditor not in office.creditors for document in journal):
        faults.add(Cell(FILE, column="creditor"), "conflict", MESSAGES["conflict"])
    faults.stop()
    with faults.at(Cell(FILE)):
        issued = months.issue(office, month, accounts.documents, max(month.start, on))
    faults.stop()
    rest, day = Rest(office.holidays), min(on, known)
    billed = {**accounts.bills, **{bill.id: bill for bill in issued.bills}}
    delivered = deliveries(office, billed, known, faults)
    tickets = reported.tickets(office.complaints, office.complaint_events, known, faults)
    disputed = Disputed(office.terms.rules.disputes, delivered, rest, day)
    promised = Promised(tickets)
    happened = events(office, disputed, promised, known)
    work = _Work(progress, len(issued.bills) + len(happened))
    with faults.at(Cell(FILE)):
        for bill in work.of(issued.bills):
            accounts.post(bill)
    for _, row, enter in work.of(happened):
        with faults.at(row.at):
            enter(accounts, row)
    chasing.check_lines(office.notices, accounts, known, faults)
    bills = tuple(bill for bill in accounts.bills.values() if bill.period == month)
    missed = undelivered(office, bills, delivered)
    faults.stop()
    corrected: tuple[Bill | CreditNote, ...] = ()
    if correct:
        with faults.at(Cell(FILE)):
            corrected = post_corrections(office, accounts, month, on=on)
    now = months.issue(office, month) if issued.existing else issued
    disclosures = months.disclosures(office, now, faults)
    faults.stop()
    still_there(office, journal, faults)
    tell_anomalies(office, month, faults)
    states = tuple(account.on(on, known) for account in accounts.by_party.values())
    tickets = reported.as_of(tickets, day)
    complaints = reported.of_debtors(office.complaints, tickets, office.community)
    decisions = tuple(_decide(office, states, known, complaints, delivered, rest))
    papers: tuple[letters.Letter, ...] = ()
    with faults.at(Cell(f"{FILE} [letters]")):
        papers = tuple(letters.papers(office, states, decisions))
    faults.stop()
    result = Result(
        office=office,
        month=month,
        on=on,
        issued=issued,
        bills=tuple(bill for bill in accounts.bills.values() if bill.period == month),
        states=states,
        decisions=decisions,
        disputes=tuple(disputed.cases.values()),
        complaints=complaints,
        tickets=tickets,
        papers=papers,
        clocks=clocks(office, disputed, tickets, promised, states, day, rest),
        differences=tuple(x for x in issued.differences if x.unsaid or not correct),
        changes=changes(accounts.bills.values(), now),
        corrections=corrected,
        disclosures=disclosures,
        undelivered=missed,
        posted=tuple(accounts.new),
        warnings=(*office.warnings, *faults.issues),
    )
    return evolve(result, texts=tuple(report.texts(result)))


class _Work:
    """Counts what is done of the work, and tells it."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def of(self, part: Iterable[T]) -> Iterator[T]:
        """Go through a part of the work."""
        for each in part:
            yield each
            self.done += 1
            self.progress(self.done, self.total)


def _decide(
    office: Office,
    states: Iterable[State],
    known: date,
    complaints: Mapping[str, tuple[Ticket, ...]],
    delivered: Mapping[str, tuple[fees.Delivery, ...]],
    rest: Rest,
) -> Iterator[dunning.Decision]:
    """Decide about every account; where no deliveries are recorded, none is waited for."""
    policy, missed = office.terms.rules.dunning, set[str]()
    if office.deliveries:
        bills = {item.bill.id: item.bill for state in states for item in state.items}
        missed = {
            bill.id
            for bill in bills.values()
            if not fees.delivered(bill, delivered.get(bill.id, ()))
        }
    told = (office.notices, office.followups, office.promises)
    cases = chasing.cases(*told, policy, known)
    profiles = chasing.profiles(office.profiles, complaints, missed)
    other = dunning.Profile(undelivered=missed)
    for state in states:
        yield dunning.decide(
            state,
            policy,
            cases.get(state.debtor, ()),
            profile=profiles.get(state.debtor, other),
            calendar=rest,
        )
