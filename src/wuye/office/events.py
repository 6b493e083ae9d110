"""What happened after billing, in the order of the days on which it was booked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from .. import disputes
from ..errors import ConflictError
from ..exchange import Cell, Faults, Row
from ..ledger import Document, Hold, Receipt
from ..payments import Payment
from .accounts import Accounts
from .folder import Office

Event = tuple[date, Row, Callable[[Accounts, Row], None]]


def events(office: Office, known: date) -> list[Event]:
    """What was booked by a day: when, where it stands, and how it is entered."""
    happened = (event for event in _events(office) if event[0] <= known)
    return sorted(happened, key=lambda event: event[0])


def _events(office: Office) -> Iterator[Event]:
    for row in office.payments:
        yield row["登记日"] or row["收款日"], row, _receive
    for row in office.disputes:
        yield row["提出日"], row, _lodge
        if row["处理日"]:
            yield row["处理日"], row, _decide


def _receive(accounts: Accounts, row: Row) -> None:
    designated = row["指定账单"] or ()
    payment = Payment(row["收款号"], row["金额"], on=row["收款日"], designated=designated)
    booked = row["登记日"] or row["收款日"]
    accounts.receive(payment, row["业主编号"], booked, row["收款单位"] or "")


def _lodge(accounts: Accounts, row: Row) -> None:
    accounts.post(*_dispute(accounts, row).effects)


def _decide(accounts: Accounts, row: Row) -> None:
    decided = disputes.Decided(row["支持金额"], row["暂停期间违约金"])
    step = disputes.advance(_dispute(accounts, row).case, decided, on=row["处理日"])
    credit = f"{step.case.id}:credit"
    if credit in accounts.parties and credit not in {effect.id for effect in step.effects}:
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


def still_there(office: Office, journal: Iterable[Document], faults: Faults) -> None:
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
