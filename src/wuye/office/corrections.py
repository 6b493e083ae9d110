"""Putting right what was billed otherwise than the files say now, for every month billed."""

from __future__ import annotations

from datetime import date

from .. import fees
from ..bills import Bill
from ..dates import Period
from ..ledger import CreditNote, correct
from . import months
from .accounts import Accounts
from .folder import Office


def post_corrections(
    office: Office, accounts: Accounts, until: Period, *, on: date
) -> tuple[Bill | CreditNote, ...]:
    """Post credits and supplements for the months billed, up to and including one.

    What follows from a price that changed on days billed before, nobody has said where the
    item has no ``price_change``: it stays a difference.
    """
    posted: list[Bill | CreditNote] = []
    due = office.terms.supplement.of(on, office.holidays)
    billed = {bill.period for bill in accounts.bills.values()}
    for month in sorted(billed):
        if month > until or not _covers(office.schedule, month):
            continue
        run = months.issue(office, month, accounts.documents)
        said = [difference for difference in run.differences if not difference.unsaid]
        made = correct(said, accounts.documents, on=on, due=due)
        for document in made:
            accounts.post(document)
        posted += made
    return tuple(posted)


def _covers(schedule: fees.FeeSchedule, month: Period) -> bool:
    days = schedule.in_force
    return days.start <= month.start and month.end <= days.end
