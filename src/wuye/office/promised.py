"""What was agreed with debtors about paying later (缓缴、分期、承诺): ``promises.csv``.

A promise may wait for a repair: then it is due once the ticket is done, and the debtor is
to be told so on that very day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from attrs import frozen

from ..disputes import complaints
from ..disputes.complaints import ContactDue, Ticket
from ..errors import FolderError
from ..exchange import Column, Faults, Row
from ..exchange.cells import amount, day
from ..ledger import Pause, Release
from ..payments import instalments
from .accounts import Accounts
from .columns import ids
from .keys import choice, whole

_AGREED = ("承诺", "缓缴", "分期")
PROMISES = (
    Column("约定号", unique=True),
    Column("业主编号"),
    Column("约定", choice({word: word for word in _AGREED})),
    Column("约定日", day),
    Column("账单明细", ids),
    Column("金额", amount, optional=True),
    Column("付款日", day),
    Column("期数", whole, optional=True),
    Column("工单号", optional=True),
    Column("违约金", choice({"停止": "stops", "继续": "runs"})),
    Column("解除日", day, optional=True),
    Column("暂停期间违约金", choice({"补计": True, "免计": False}), optional=True),
)


def check_promises(rows: Iterable[Row], tickets: Collection[str], faults: Faults) -> None:
    """Note what contradicts itself."""
    for row in rows:
        agreed = row["约定"]
        for heading, wanted in (("金额", {"承诺", "分期"}), ("期数", {"分期"})):
            if agreed and (row[heading] is None) is (agreed in wanted):
                what = "要写这一栏" if agreed in wanted else "不写这一栏"
                faults.add(row.cell(heading), "rule", f"{agreed}{what}")
        if row["期数"] == 0:
            faults.add(row.cell("期数"), "rule", "至少一期")
        if row["工单号"] and agreed and agreed != "承诺":
            faults.add(row.cell("工单号"), "rule", f"{agreed}不写这一栏")
        elif row["工单号"] and row["工单号"] not in tickets:
            faults.add(row.cell("工单号"), "unknown", "complaints.csv 里没有这张工单")
        if row["约定日"] and row["付款日"] and row["付款日"] < row["约定日"]:
            faults.add(row.cell("付款日"), "rule", "付款日早于约定日")
        if row["约定日"] and row["解除日"] and row["解除日"] < row["约定日"]:
            faults.add(row.cell("解除日"), "rule", "解除日早于约定日")
        said = row["暂停期间违约金"] is not None
        if said is not bool(row["解除日"] and row["违约金"] == "stops"):
            message = "违约金停止的，解除时写明怎样处理；此外不写"
            faults.add(row.cell("暂停期间违约金"), "rule", message)


@frozen
class Wait:
    """A promise whose ticket is over: ``contact`` who is to be told; None if it came to nothing."""

    pause: Pause
    since: datetime
    contact: ContactDue | None


class Promised:
    """The agreements of an office while it works."""

    def __init__(self, tickets: Iterable[Ticket]) -> None:
        self.tickets: Mapping[str, Ticket] = {ticket.id: ticket for ticket in tickets}
        self.pauses: dict[str, Pause] = {}
        self.waits: list[Wait] = []

    def agree(self, accounts: Accounts, row: Row) -> None:
        """Enter what was agreed."""
        bill = accounts.bill_of(row["账单明细"][0])
        if bill.debtor != row["业主编号"]:
            message = f"账单明细在 {bill.debtor} 名下"
            raise FolderError([row.cell("业主编号").issue("rule", message)])
        ticket = self.tickets.get(row["工单号"] or "")
        if ticket and not ticket.is_open and self.over(row) is None:
            message = "约定以前工单已经完成或者撤回，没有什么可等；工单号留空"
            raise FolderError([row.cell("工单号").issue("rule", message)])
        pause = Pause(
            id=row["约定号"],
            creditor=bill.creditor,
            debtor=bill.debtor,
            on=row["约定日"],
            items=row["账单明细"],
            penalty=row["违约金"],
            **_terms(row),
        )
        accounts.post(pause)
        self.pauses[pause.id] = pause

    def over(self, row: Row) -> datetime | None:
        """When the ticket that a promise waits for was finished or withdrawn, if it was."""
        ticket = self.tickets.get(row["工单号"] or "")
        return next(_ends(ticket, row["约定日"]), None) if ticket else None

    def meet(self, accounts: Accounts, row: Row) -> None:
        """Enter that the ticket is done; what was not done is told to whoever agreed."""
        pause, over = self.pauses.get(row["约定号"]), self.over(row)
        if pause is None or over is None:
            return
        ticket = self.tickets[row["工单号"]].as_of(over)
        if ticket.done is None or ticket.events[-1].not_ours:
            self.waits.append(Wait(pause, over, None))
            return
        met = complaints.condition_met(ticket, pause)
        if met.document.id not in accounts.parties:
            accounts.post(met.document)
        self.waits.append(Wait(pause, over, met.contact))

    def end(self, accounts: Accounts, row: Row) -> None:
        """Enter that an agreement was ended before its time."""
        pause = self.pauses.get(row["约定号"])
        if pause:
            accounts.post(
                Release(
                    id=f"{pause.id}:release",
                    creditor=pause.creditor,
                    debtor=pause.debtor,
                    on=row["解除日"],
                    hold=pause.id,
                    restores_penalty=row["暂停期间违约金"] is not False,
                )
            )


def _terms(row: Row) -> Mapping[str, Any]:
    match row["约定"]:
        case "缓缴":
            return {"through": row["付款日"]}
        case "分期":
            return {"plan": instalments.plan(row["金额"], row["期数"], row["付款日"])}
        case _:
            condition = row["工单号"] or ""
            return {"promise": instalments.Promise(row["金额"], row["付款日"], condition)}


def _ends(ticket: Ticket, since: date) -> Iterator[datetime]:
    for event in ticket.events:
        if event.what in {"finish", "withdraw"} and event.at.date() >= since:
            yield event.at
