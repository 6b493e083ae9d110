"""What happened after billing, in the order of the days on which it was booked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import itemgetter

from ..exchange import Cell, Faults, Row
from ..ledger import Document, Hold, Pause, Receipt
from ..payments import Payment
from .accounts import Accounts
from .disputed import AFTER_DECISION, Disputed
from .folder import Office
from .promised import Promised

Event = tuple[date, Row, Callable[[Accounts, Row], None]]


def events(office: Office, disputed: Disputed, promised: Promised, known: date) -> list[Event]:
    """What was booked by a day: when, where it stands, and how it is entered.

    On one day money comes first, then what is lodged and agreed, what happens to it, the
    decision in the row of a dispute, and what can only follow a decision.
    """
    happened = [*_events(office, disputed), *_agreements(office, promised)]
    happened = [each for each in happened if each[0] <= known]
    return [(on, row, enter) for on, _, row, enter in sorted(happened, key=itemgetter(0, 1))]


_Ranked = tuple[date, int, Row, Callable[[Accounts, Row], None]]


def _events(office: Office, disputed: Disputed) -> Iterator[_Ranked]:
    for row in office.payments:
        yield row["登记日"] or row["收款日"], 0, row, _receive
    for row in office.disputes:
        yield row["提出日"], 1, row, disputed.lodge
        if row["处理日"]:
            yield row["处理日"], 3, row, disputed.decide
    again = set[tuple[str, date]]()
    for row in office.dispute_events:
        this_day = (row["异议号"], row["日期"])
        if row["事项"] in AFTER_DECISION:
            again.add(this_day)
        yield row["日期"], 4 if this_day in again else 2, row, disputed.happen


def _agreements(office: Office, promised: Promised) -> Iterator[_Ranked]:
    for row in office.promises:
        yield row["约定日"], 1, row, promised.agree
        over = promised.over(row)
        if over:
            yield over.date(), 2, row, promised.meet
        if row["解除日"]:
            yield row["解除日"], 2, row, promised.end


def _receive(accounts: Accounts, row: Row) -> None:
    designated = row["指定账单"] or ()
    payment = Payment(row["收款号"], row["金额"], on=row["收款日"], designated=designated)
    booked = row["登记日"] or row["收款日"]
    accounts.receive(payment, row["业主编号"], booked, row["收款单位"] or "")


def still_there(office: Office, journal: Iterable[Document], faults: Faults) -> None:
    """Warn of rows that were posted and are gone: what was posted counts all the same."""
    payments = {row["收款号"] for row in office.payments}
    disputed = {row["异议号"] for row in office.disputes}
    promised = {row["约定号"] for row in office.promises}
    for document in journal:
        for kind, file, ids in (
            (Receipt, "payments.csv", payments),
            (Hold, "disputes.csv", disputed),
            (Pause, "promises.csv", promised),
        ):
            if isinstance(document, kind) and not _is_of(document, ids):
                at = Cell(file, value=document.id)
                faults.add(at, "posted", "已登记的这一笔不在表里，仍按已登记的计算", warning=True)


def _is_of(document: Document, ids: set[str]) -> bool:
    """Whether a row made it; later holds of a dispute are numbered."""
    base, _, number = document.id.rpartition(":")
    return document.id in ids or (number.isdigit() and base in ids)
