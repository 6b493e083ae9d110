"""Why a line is what it is, and why it is another than the time before, from the journal alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .. import fees
from ..ledger import ItemState
from .accounts import Accounts
from .journal import Journal


def explain(
    folder: Path, bill: str, code: str, *, on: date | None = None, known: date | None = None
) -> ItemState:
    """Find a line that was billed, as it stands on a day (of its bill), to read why.

    Raises :class:`~wuye.errors.UnknownError` for a bill or line that is not there.
    """
    accounts = Accounts("", Journal.of(folder).read())
    found = accounts.bill(bill)
    return accounts.of_bill(found).on(on or found.on, known).item(found[code].id)


def changed(folder: Path, bill: str, code: str) -> fees.WhyChanged | None:
    """Say why a line is another than on the last bill before; None if it was on none.

    It is the last of the same household and creditor that has the item; a supplement is
    compared with nothing.

    Raises :class:`~wuye.errors.UnknownError` for a bill or line that is not there.
    """
    accounts = Accounts("", Journal.of(folder).read())
    now = accounts.bill(bill)
    line = now[code]
    before = [
        (each.period.start, was)
        for each in accounts.bills.values()
        if (each.creditor, each.debtor, each.unit) == (now.creditor, now.debtor, now.unit)
        if each.period.start < now.period.start
        for was in each.lines
        if was.code == line.code
    ]
    if not before:
        return None
    _, last = max(before, key=lambda each: each[0])
    return fees.why_changed(last, line)
