"""The accounts of an office while it works, and what is new to its journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .. import disputes
from ..bills import Bill
from ..errors import ConflictError, UnknownError
from ..ledger import Account, Document, Posted
from ..payments import Payment


class Accounts:
    """Every account of a journal; ``creditor`` is to whom money is paid that says nothing else."""

    def __init__(self, creditor: str, journal: Iterable[Document]) -> None:
        self.creditor = creditor
        self.by_party: dict[tuple[str, str], Account] = {}
        self.bills: dict[str, Bill] = {}
        self.parties: dict[str, tuple[str, str]] = {}  # of every document, by its id
        self.new: list[Document] = []
        documents: dict[tuple[str, str], list[Document]] = {}
        for document in journal:
            documents.setdefault((document.creditor, document.debtor), []).append(document)
        for mine in documents.values():
            self._keep(Posted(Account.of(mine), tuple(mine)))
        self.new.clear()

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents of all accounts."""
        return tuple(d for account in self.by_party.values() for d in account.documents)

    def bill(self, bill: str) -> Bill:
        """A bill by its id."""
        if bill not in self.bills:
            some = ", ".join(list(self.bills)[:5]) or "none yet"
            raise UnknownError("no such bill", bill, "journal", f"run its month first; now: {some}")
        return self.bills[bill]

    def bill_of(self, line: str) -> Bill:
        """The bill that a line is on, by the id of the line."""
        bill = line
        while bill and bill not in self.bills:
            bill = bill.rpartition(":")[0]
        if not bill or all(each.id != line for each in self.bills[bill].lines):
            raise UnknownError("no such line", line, "journal", "copy it from dunning.csv")
        return self.bills[bill]

    def of_bill(self, bill: Bill) -> Account:
        """The account that a bill is on."""
        return self.by_party[bill.creditor, bill.debtor]

    def post(self, *documents: Document) -> None:
        """Post documents of one account, and apply what is prepaid."""
        first = documents[0]
        self._settle(self._account(first.creditor, first.debtor).post(*documents))

    def pursue(self, step: disputes.Step) -> None:
        """Post what a step of a dispute does to money, and give back what is not owed.

        What was posted by an earlier run gives back nothing more.
        """
        account = self._account(step.case.creditor, step.case.debtor)
        new = any(effect.id not in self.parties for effect in step.effects)
        self._settle(disputes.post(account, step) if new else account.post(*step.effects))

    def receive(self, payment: Payment, debtor: str, booked: date, creditor: str = "") -> None:
        """Receive a payment; an id that another account's payment bears is a conflict."""
        party = (creditor or self.creditor, debtor)
        if self.parties.get(payment.id, party) != party:
            raise ConflictError(
                "the payment is posted to another debtor",
                payment.id,
                f"account of {self.parties[payment.id][1]}",
                "restore the row; money goes over by a correction",
            )
        self._settle(self._account(*party).receive(payment, booked=booked))

    def _account(self, creditor: str, debtor: str) -> Account:
        return self.by_party.get((creditor, debtor), Account(creditor, debtor))

    def _settle(self, posted: Posted) -> None:
        """Keep what was posted, and apply prepayment from the first day it could be."""
        self._keep(posted)
        account = posted.account
        days = sorted({document.on for document in account.documents})
        for day in days if posted.documents and _applicable(account, days[-1]) else ():
            if account.on(day).prepaid:
                applied = account.apply(day)
                self._keep(applied)
                account = applied.account
                if not _applicable(account, days[-1]):
                    return

    def _keep(self, posted: Posted) -> None:
        account = posted.account
        self.by_party[account.creditor, account.debtor] = account
        for document in posted.documents:
            self.parties[document.id] = (document.creditor, document.debtor)
            if isinstance(document, Bill):
                self.bills[document.id] = document
        self.new += posted.documents


def _applicable(account: Account, last: date) -> bool:
    """Whether on the last day, and so perhaps before, prepayment and an open item are there."""
    state = account.on(last)
    return bool(state.prepaid and state.open_items)
