"""The disputes of an office's tables: how each went, and what it does to the accounts.

``disputes.csv`` says what is disputed, and how it was decided; ``dispute_events.csv`` what
else happened on the way, a row an event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from .. import disputes, fees
from ..disputes import events as happened
from ..errors import ConflictError, FolderError, RowIssue, RuleError, UnknownError
from ..exchange import Column, Faults, Row
from ..exchange.cells import amount, day, several
from .accounts import Accounts
from .columns import ids
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
    "调解成功": happened.Mediated,
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
    Column("证据", ids, optional=True),
    Column("第三方", optional=True),
    Column("说明", optional=True),
)
#: Evidence as staff write it, and its kind.
_EVIDENCE: Mapping[str, str] = {name: kind for kind, name in disputes.EVIDENCE.items()}
#: What can only follow a decision.
AFTER_DECISION: Collection[type[disputes.Event]] = {happened.Closed, happened.Reopened}
_OUTCOMES = {happened.Decided, happened.Mediated, happened.Judged}
#: What else an event may tell, by the column.
_TOLD: Mapping[str, Collection[type[disputes.Event]]] = {
    "支持金额": _OUTCOMES,
    "暂停期间违约金": _OUTCOMES | {happened.Withdrawn},
    "证据": {happened.Investigated},
    "第三方": {happened.Audit, happened.Mediating, happened.Mediated, happened.Sued},
}


def check_disputes(rows: Iterable[Row], events: Iterable[Row], faults: Faults) -> None:
    """Note what contradicts itself: half a decision, an event of no dispute."""
    lodged: dict[str, date | None] = {}
    for row in rows:
        lodged[row["异议号"]] = row["提出日"]
        open_ = [row[name] is None for name in ("处理日", "支持金额")]
        if any(open_) and not all(open_):
            faults.add(row.at, "rule", "处理日、支持金额要么都填，要么都不填")
        if row["处理日"] and row["提出日"] and row["处理日"] < row["提出日"]:
            faults.add(row.cell("处理日"), "rule", f"早于提出日 {row['提出日']}")
        if row["异议金额"] is not None and len(row["项目"] or ()) > 1:
            message = "几个项目一起提出的，按全额；部分有异议的分开写"
            faults.add(row.cell("异议金额"), "rule", message)
    for row in events:
        since = lodged.get(row["异议号"])
        if row["异议号"] is not None and row["异议号"] not in lodged:
            faults.add(row.cell("异议号"), "unknown", "disputes.csv 里没有这个异议")
        elif since and row["日期"] and row["日期"] < since:
            faults.add(row.cell("日期"), "rule", f"早于提出日 {since}")
        if row["事项"] in {happened.Decided, happened.Judged} and row["支持金额"] is None:
            faults.add(row.cell("支持金额"), "empty", "处理、裁判要写支持金额；不支持的写 0")
        if row["事项"] is happened.Mediated and not (row["第三方"] and row["说明"]):
            faults.add(
                row.cell("第三方"), "empty", "调解成功要写第三方（谁调解）和说明（怎样约定）"
            )
        for heading, kinds in _TOLD.items():
            if row[heading] and row["事项"] and row["事项"] not in kinds:
                faults.add(row.cell(heading), "rule", "这一事项不写这一栏")
        for name in row["证据"] or ():
            if name not in _EVIDENCE:
                message = f"没有这种证据；可写：{' '.join(_EVIDENCE)}"
                faults.add(row.cell("证据"), "unknown", message)


class Disputed:
    """The disputes of an office while it works, each as it stands so far.

    ``cases`` are as they stood at the end of ``day``, though what came later is entered.
    """

    def __init__(
        self,
        policy: disputes.Policy,
        delivered: Mapping[str, tuple[fees.Delivery, ...]],
        rest: Rest,
        day: date,
    ) -> None:
        self.policy, self.delivered, self.rest, self.day = policy, delivered, rest, day
        self.cases: dict[str, disputes.Dispute] = {}
        self._latest: dict[str, disputes.Dispute] = {}

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
        self._happen(accounts, row, decided, row["处理日"])

    def happen(self, accounts: Accounts, row: Row) -> None:
        """Enter an event."""
        self._happen(accounts, row, _event(row), row["日期"])

    def _happen(self, accounts: Accounts, row: Row, event: disputes.Event, on: date) -> None:
        id_ = row["异议号"]
        if id_ not in self._latest:
            raise UnknownError(
                "the dispute could not be lodged", id_, "disputes.csv", "mend its row"
            )
        case = self._latest[id_]
        try:
            step = disputes.advance(case, event, on=on)
        except RuleError as error:
            raise FolderError([_unsaid(case, row, error)]) from error
        self._keep(accounts, step)

    def _keep(self, accounts: Accounts, step: disputes.Step) -> None:
        case, made = step.case, {effect.id for effect in step.effects}
        for credit in (f"{point.hold}:credit" for point in case.points):
            posted = credit in accounts.parties and credit not in made
            if posted and not (case.status.open or case.upheld):
                raise ConflictError(
                    "a credit is posted already", credit, case.id, "restore the row"
                )
        accounts.pursue(step)
        self._latest[case.id] = case
        if case.last[0] <= self.day:
            self.cases[case.id] = case

    @property
    def open(self) -> Iterator[disputes.Dispute]:
        """Those that are not ended."""
        return (case for case in self.cases.values() if case.status.open)


def _unsaid(case: disputes.Dispute, row: Row, error: RuleError) -> RowIssue:
    """What a decision does not say, or says against the rules of the office."""
    held = row.cell("暂停期间违约金")
    if case.policy.penalty == "runs" and row["暂停期间违约金"] == "forgiven":
        return held.issue("rule", "异议期间违约金照算（[disputes] penalty），没有可免的")
    if len(case.points) > 1 and error.value is not None:
        message = "几个项目一起提出的，支持全部或者 0；支持一部分的，一项一个异议"
        return row.cell("支持金额").issue("rule", message)
    message = "写明补计或免计；也可以在 office.toml 的 [disputes] 写 held_days"
    return held.issue("rule", message)


def _event(row: Row) -> disputes.Event:
    said, third, held = row["说明"] or "", row["第三方"] or "", row["暂停期间违约金"]
    match row["事项"]:
        case happened.Decided:
            return happened.Decided(row["支持金额"], held, said)
        case happened.Judged:
            return happened.Judged(row["支持金额"], held, said)
        case happened.Mediated:
            upheld = row["支持金额"] or "0"
            return happened.Mediated(
                mediator=third, effective=row["日期"], agreed=said, upheld=upheld, held_days=held
            )
        case happened.Withdrawn:
            return happened.Withdrawn(held)
        case happened.Investigated:
            return happened.Investigated(said, [_EVIDENCE[name] for name in row["证据"] or ()])
        case happened.Audit:
            return happened.Audit(third)
        case happened.Mediating:
            return happened.Mediating(third)
        case happened.Sued:
            return happened.Sued(third, said)
        case happened.Reopened:
            return happened.Reopened(said)
        case happened.Answered:
            return happened.Answered(said)
        case happened.NotSettled:
            return happened.NotSettled(said)
        case happened.MeterCheck:
            return happened.MeterCheck(said)
        case kind:
            told: disputes.Event = kind()
            return told
