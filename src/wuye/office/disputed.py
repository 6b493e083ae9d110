"""The disputes of an office's tables: how each went, and what it does to the accounts.

``disputes.csv`` says what is disputed, and how it was decided; ``dispute_events.csv`` what
else happened on the way, a row an event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from .. import disputes, fees
from ..disputes import events as happened
from ..errors import ConflictError, UnknownError
from ..exchange import Column, Faults, Row
from ..exchange.cells import amount, day, several
from .accounts import Accounts
from .holidays import Rest
from .keys import choice

_HELD_DAYS = choice({"补计": "restored", "免计": "forgiven"})
DISPUTES = (
    Column("异议号", unique=True),
    Column("账单"),
    Column("项目", several),
    Column("理由", choice({ground.zh: ground.code for ground in disputes.GROUNDS})),
    Column("异议金额", amount, optional=True),
    Column("提出日", day),
    Column("处理日", day, optional=True),
    Column("支持金额", amount, optional=True),
    Column("暂停期间违约金", _HELD_DAYS, optional=True),
)
_EVENTS: Mapping[str, type[disputes.Event]] = {
    "受理": happened.Acknowledged,
    "核表": happened.MeterCheck,
    "审计": happened.Audit,
    "核查": happened.Investigated,
    "答复": happened.Answered,
    "调解": happened.Mediating,
    "调解不成": happened.NotSettled,
    "处理": happened.Decided,
    "撤回": happened.Withdrawn,
    "结案": happened.Closed,
    "重新提出": happened.Reopened,
    "起诉": happened.Sued,
    "裁判": happened.Judged,
}
DISPUTE_EVENTS = (
    Column("异议号"),
    Column("日期", day),
    Column("事项", choice(_EVENTS)),
    Column("支持金额", amount, optional=True),
    Column("暂停期间违约金", _HELD_DAYS, optional=True),
    Column("说明", optional=True),
)


def check_disputes(rows: Iterable[Row], events: Iterable[Row], faults: Faults) -> None:
    """Note what contradicts itself: half a decision, an event of no dispute."""
    known: set[str] = set()
    for row in rows:
        known.add(row["异议号"])
        open_ = [row[name] is None for name in ("处理日", "支持金额")]
        if any(open_) and not all(open_):
            faults.add(row.at, "rule", "处理日、支持金额要么都填，要么都不填")
        if row["异议金额"] is not None and len(row["项目"] or ()) > 1:
            faults.add(
                row.cell("异议金额"), "rule", "几个项目一起提出的，按全额；部分有异议的分开写"
            )
    for row in events:
        if row["异议号"] not in known:
            faults.add(row.cell("异议号"), "unknown", "disputes.csv 里没有这个异议")
        if row["事项"] in {happened.Decided, happened.Judged} and row["支持金额"] is None:
            faults.add(row.cell("支持金额"), "empty", "处理、裁判要写支持金额")


class Disputed:
    """The disputes of an office while it works, each as it stands so far."""

    def __init__(
        self,
        policy: disputes.Policy,
        delivered: Mapping[str, tuple[fees.Delivery, ...]],
        rest: Rest,
    ) -> None:
        self.policy, self.delivered, self.rest = policy, delivered, rest
        self.cases: dict[str, disputes.Dispute] = {}

    def lodge(self, accounts: Accounts, row: Row) -> None:
        """Enter a dispute."""
        bill = accounts.bill(row["账单"])
        arrived = fees.delivered(bill, self.delivered.get(bill.id, ()))
        lines = row["项目"]
        step = disputes.lodge(
            row["异议号"],
            bill,
            lines[0] if len(lines) == 1 else lines,
            ground=row["理由"],
            on=row["提出日"],
            amount=row["异议金额"],
            delivered=arrived.on if arrived else None,
            closed=self.rest,
            policy=self.policy,
        )
        self._keep(accounts, step)

    def decide(self, accounts: Accounts, row: Row) -> None:
        """Enter the decision that stands in the row of the dispute."""
        decided = happened.Decided(row["支持金额"], row["暂停期间违约金"])
        self._happen(accounts, row["异议号"], decided, row["处理日"])

    def happen(self, accounts: Accounts, row: Row) -> None:
        """Enter an event."""
        kind, said = row["事项"], row["说明"] or ""
        event: disputes.Event
        if kind is happened.Decided:
            event = happened.Decided(row["支持金额"], row["暂停期间违约金"], said)
        elif kind is happened.Judged:
            event = happened.Judged(row["支持金额"], row["暂停期间违约金"], said)
        elif kind is happened.Withdrawn:
            event = happened.Withdrawn(row["暂停期间违约金"])
        else:
            event = kind(said) if said and kind not in _SILENT else kind()
        self._happen(accounts, row["异议号"], event, row["日期"])

    def _happen(self, accounts: Accounts, id_: str, event: disputes.Event, on: date) -> None:
        if id_ not in self.cases:
            raise UnknownError("no such dispute yet", id_, "disputes.csv", "it was lodged later")
        self._keep(accounts, disputes.advance(self.cases[id_], event, on=on))

    def _keep(self, accounts: Accounts, step: disputes.Step) -> None:
        made = {effect.id for effect in step.effects}
        for credit in (f"{point.hold}:credit" for point in step.case.points):
            posted = credit in accounts.parties and credit not in made
            if posted and not (step.case.status.open or step.case.upheld):
                raise ConflictError(
                    "a credit is posted already", credit, step.case.id, "restore the row"
                )
        self.cases[step.case.id] = step.case
        if step.effects:
            accounts.post(*step.effects)

    @property
    def open(self) -> Iterator[disputes.Dispute]:
        """Those that are not ended."""
        return (case for case in self.cases.values() if case.status.open)


_SILENT: Collection[type[disputes.Event]] = (happened.Acknowledged, happened.Closed)
