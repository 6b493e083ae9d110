"""The tables of an office about dunning: what was sent, what came of it, whom to treat otherwise.

``notices.csv`` holds notices, calls and visits; ``followups.csv`` what debtors answered, what
was approved or handed over; ``profiles.csv`` how a debtor wants to be reached.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from .. import dunning
from ..disputes.complaints import Ticket, contact_stops
from ..dunning import events as happened
from ..dunning.events import Event
from ..dunning.presets import PRESETS
from ..dunning.reasons import REASONS
from ..exchange import Column, Faults, Row
from ..exchange.cells import day, plain, several
from ..law.contact import History, Stop
from ..law.interruptions import Evidence
from .accounts import Accounts
from .columns import FAILURES, YES, ids
from .keys import choice, whole

#: How debtors are reached, by the code of the means.
MEANS: Mapping[str, str] = {
    "message": "短信",
    "wechat": "微信",
    "email": "邮件",
    "door-notice": "门贴",
    "phone": "电话",
    "visit": "上门",
    "letter": "书面",
    "registered": "挂号信",
    "lawyers-letter": "律师函",
    "mediation": "调解",
    "payment-order": "支付令",
    "suit": "起诉",
    "arbitration": "仲裁",
}
_MEANS = choice({name: dunning.Means(code) for code, name in MEANS.items()})
_STAGES = {
    stage.name: stage.name for policy in PRESETS.values() for stage in (*policy.stages, policy.help)
}
_EVIDENCE = choice(
    {
        "签收": Evidence.SIGNED,
        "送达凭证": Evidence.DELIVERED,
        "到达记录": Evidence.MESSAGE,
    }
)
NOTICES = (
    Column("业主编号"),
    Column("阶段", choice({**_STAGES, "其他联系": ""})),
    Column("日期", day),
    Column("账单明细", ids, optional=True),
    Column("方式", _MEANS, optional=True),
    Column("期限", whole, optional=True),
    Column("送达日", day, optional=True),
    Column("送达证明", _EVIDENCE, optional=True),
    Column("失败原因", choice(FAILURES), optional=True),
    Column("经办", plain, optional=True),
)
_FOLLOWED = ("答复", "失约", "困难", "困难缓解", "移交", "外部移交", "批准", "结案")
FOLLOWUPS = (
    Column("业主编号"),
    Column("日期", day),
    Column("事项", choice({word: word for word in _FOLLOWED})),
    Column("内容", optional=True),
    Column("经办", plain, optional=True),
)
PROFILES = (
    Column("业主编号", unique=True),
    Column("首选方式", _MEANS, optional=True),
    Column("可用方式", several, optional=True),
    Column("柜台缴费", YES, optional=True),
    Column("特殊群体", YES, optional=True),
    Column("勿扰起始日", day, optional=True),
    Column("勿扰结束日", day, optional=True),
)
_REASONS: Mapping[str, Any] = {name: code for code, name in REASONS.items()}


def check_chasing(
    notices: Iterable[Row], followups: Iterable[Row], profiles: Iterable[Row], faults: Faults
) -> None:
    """Note what contradicts itself."""
    for row in notices:
        if row["阶段"] and not row["账单明细"]:
            faults.add(row.cell("账单明细"), "empty", "某一阶段的通知要写明账单明细")
        if row["送达日"] and row["日期"] and row["送达日"] < row["日期"]:
            faults.add(row.cell("送达日"), "rule", "送达日早于发出日")
        if row["送达日"] and row["失败原因"]:
            faults.add(row.cell("失败原因"), "rule", "送达日与失败原因只写一个")
        if row["送达证明"] and not row["送达日"]:
            faults.add(row.cell("送达日"), "empty", "写了送达证明，要写送达日")
    for row in followups:
        said = row["内容"]
        if row["事项"] == "答复" and said and said not in _REASONS:
            message = f"没有这样的原因；可写：{'、'.join(_REASONS)}"
            faults.add(row.cell("内容"), "unknown", message)
        if row["事项"] in {"移交", "外部移交", "批准"} and not said:
            faults.add(row.cell("内容"), "empty", "移交要写给谁，批准要写哪一阶段")
        if row["事项"] == "批准" and said and said not in _STAGES:
            message = f"没有这样的阶段；可写：{'、'.join(_STAGES)}"
            faults.add(row.cell("内容"), "unknown", message)
    for row in profiles:
        for name in row["可用方式"] or ():
            with faults.at(row.cell("可用方式")):
                _MEANS(name)
        since, until = row["勿扰起始日"], row["勿扰结束日"]
        if until and (since is None or until < since):
            faults.add(row.cell("勿扰结束日"), "rule", "没有起始日，或者早于起始日")


def check_lines(notices: Iterable[Row], accounts: Accounts, known: date, faults: Faults) -> None:
    """Note notices of lines that were not billed, or not to that debtor."""
    for row in notices:
        if row["日期"] > known:
            continue
        for line in row["账单明细"] or ():
            with faults.at(row.cell("账单明细")):
                debtor = accounts.bill_of(line).debtor
                if debtor != row["业主编号"]:
                    message = f"{line} 在 {debtor} 名下，这一行写 {debtor}"
                    faults.add(row.cell("业主编号"), "rule", message)


def cases(
    notices: Iterable[Row],
    followups: Iterable[Row],
    promises: Iterable[Row],
    policy: dunning.Policy,
    known: date,
) -> Mapping[str, tuple[Event, ...]]:
    """What happened with each debtor up to a day, by the debtor."""
    told: dict[str, list[Event]] = {}
    for row in notices:
        if row["日期"] <= known:
            told.setdefault(row["业主编号"], []).extend(_notice(row, policy, known))
    for row in followups:
        if row["日期"] <= known:
            told.setdefault(row["业主编号"], []).append(_followed(row))
    for row in promises:
        if row["约定日"] <= known:
            agreed = happened.Promised if row["约定"] == "承诺" else happened.PlanAgreed
            event = agreed(id=f"promises:{row.at.row}", on=row["约定日"])
            told.setdefault(row["业主编号"], []).append(event)
    return {debtor: tuple(events) for debtor, events in told.items()}


def profiles(
    rows: Iterable[Row],
    complaints: Mapping[str, tuple[Ticket, ...]],
    undelivered: Collection[str],
) -> Mapping[str, dunning.Profile]:
    """What is known of each debtor who has a profile or has complained.

    While a complaint is open its debtor is not contacted about debts.
    """
    missed = frozenset(undelivered)
    by_debtor = {row["业主编号"]: row for row in rows}
    return {
        debtor: _profile(by_debtor.get(debtor), contact_stops(complaints.get(debtor, ())), missed)
        for debtor in {*by_debtor, *complaints}
    }


def _notice(row: Row, policy: dunning.Policy, known: date) -> Iterator[Event]:
    id_ = f"notices:{row.at.row}"
    stage = next((each for each in policy.stages if each.name == row["阶段"]), None)
    usual = stage.means[0] if stage else dunning.Means.MESSAGE
    yield happened.Sent(
        id=id_,
        on=row["日期"],
        stage=row["阶段"],
        means=row["方式"] or usual,
        items=row["账单明细"] or (),
        deadline=row["期限"] or (stage.deadline if stage else None),
        by=row["经办"] or "",
    )
    arrived = row["送达日"]
    if arrived and arrived <= known:
        evidence = row["送达证明"] or Evidence.UNPROVEN
        yield happened.Delivered(id=f"{id_}:arrived", on=arrived, notice=id_, evidence=evidence)
    if row["失败原因"]:
        yield happened.Failed(id=f"{id_}:failed", on=row["日期"], notice=id_, why=row["失败原因"])


def _followed(row: Row) -> Event:
    id_, on, said = f"followups:{row.at.row}", row["日期"], row["内容"] or ""
    match row["事项"]:
        case "答复":
            return happened.Answered(id=id_, on=on, reason=_REASONS.get(said, ""))
        case "失约":
            return happened.Broken(id=id_, on=on)
        case "困难":
            return happened.Hardship(id=id_, on=on)
        case "困难缓解":
            return happened.Eased(id=id_, on=on)
        case "移交" | "外部移交" as how:
            return happened.HandedOver(id=id_, on=on, to=said, outside=how == "外部移交")
        case "批准":
            return happened.Approved(id=id_, on=on, stage=said, by=row["经办"] or "")
        case _:
            return happened.Closed(id=id_, on=on, reason=said)


def _profile(
    row: Row | None, stops: tuple[Stop, ...], undelivered: frozenset[str]
) -> dunning.Profile:
    if row is None:
        return dunning.Profile(contacts=History(stops=stops), undelivered=undelivered)
    if row["勿扰起始日"]:
        stops += (Stop("do-not-contact", row["勿扰起始日"], row["勿扰结束日"]),)
    return dunning.Profile(
        prefers=row["首选方式"],
        reachable=None if row["可用方式"] is None else [_MEANS(x) for x in row["可用方式"]],
        cash=bool(row["柜台缴费"]),
        protected=bool(row["特殊群体"]),
        contacts=History(stops=stops),
        undelivered=undelivered,
    )
