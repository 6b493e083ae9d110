"""What happened after billing, in the order of the days on which it was booked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ..exchange import Cell, Faults, Row
from ..ledger import Document, Hold, Receipt
from ..payments import Payment
from .accounts import Accounts
from .disputed import Disputed
from .folder import Office

Event = tuple[date, Row, Callable[[Accounts, Row], None]]


def events(office: Office, disputed: Disputed, known: date) -> list[Event]:
    """What was booked by a day: when, where it stands, and how it is entered."""
    happened = (event for event in _events(office, disputed) if event[0] <= known)
    return sorted(happened, key=lambda event: event[0])


def _events(office: Office, disputed: Disputed) -> Iterator[Event]:
    for row in office.payments:
        yield row["登记日"] or row["收款日"], row, _receive
    for row in office.disputes:
        yield row["提出日"], row, disputed.lodge
    for row in office.dispute_events:
        yield row["日期"], row, disputed.happen
    for row in office.disputes:
        if row["处理日"]:
            yield row["处理日"], row, disputed.decide


def _receive(accounts: Accounts, row: Row) -> None:
    designated = row["指定账单"] or ()
    payment = Payment(row["收款号"], row["金额"], on=row["收款日"], designated=designated)
    booked = row["登记日"] or row["收款日"]
    accounts.receive(payment, row["业主编号"], booked, row["收款单位"] or "")


def still_there(office: Office, journal: Iterable[Document], faults: Faults) -> None:
    """Warn of rows that were posted and are gone: what was posted counts all the same."""
    payments = {row["收款号"] for row in office.payments}
    disputed = {row["异议号"] for row in office.disputes}
    for document in journal:
        for kind, file, ids in (
            (Receipt, "payments.csv", payments),
            (Hold, "disputes.csv", disputed),
        ):
            if isinstance(document, kind) and not _is_of(document, ids):
                at = Cell(file, value=document.id)
                faults.add(at, "posted", "已登记的这一笔不在表里，仍按已登记的计算", warning=True)


def _is_of(document: Document, ids: set[str]) -> bool:
    """Whether a row made it; later holds of a dispute are numbered."""
    base, _, number = document.id.rpartition(":")
    return document.id in ids or (number.isdigit() and base in ids)
