"""Why a settlement is as it is: one line for each part, and for each item left without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ..bills import OpenItem
from ..explain import Language
from .claims import Claim, Component, by_column, claims
from .orders import COMPONENT, RULES, Order, ranking
from .waterfall import equals, levels

if TYPE_CHECKING:
    from .settling import Settlement

Words = tuple[str, str]

COMPONENT_NAMES: Mapping[Component, Words] = {
    "cost": ("费用", "cost"),
    "principal": ("本金", "principal"),
    "penalty": ("违约金", "penalty"),
}
_RULES: Mapping[str, Words] = {
    "due": ("已到期的先付", "what is due comes first"),
    "current-month": ("当月到期的先付", "what falls due this month comes first"),
    "least-secured": ("担保最少的先付", "the least secured comes first"),
    "heavier-burden": ("负担较重的先付", "the heavier burden comes first"),
    "earlier-due": ("先到期的先付", "what fell due earlier comes first"),
}
_NAMED: Words = ("付款人指定", "named by the payer")
_ALL: Words = ("款项足以付清", "the money covers everything")
_EQUAL: Words = ("同一顺位，按未付金额比例", "equal rank, pro rata to what is open")
_LAST: Words = ("顺位在前的已付清", "what ranks before it is paid")
_RESTRICTED: Words = ("款项限定用于其他收费项目", "the money is restricted to other items")
_NOT_AGREED: Words = ("约定的顺序不含此项", "the agreed order leaves it out")
_TIME_BARRED: Words = ("诉讼时效已过，未指定不付", "time-barred, and not named")
_COLLECTED: Words = ("代收款项，未指定不付", "collected for others, and not named")
_HELD: Words = ("争议中，未指定不付", "under dispute, and not named")
_USED_UP: Words = ("款项已用完", "the money is used up")


class _Told(NamedTuple):
    """One component of an item, how much of it was open, and the rule that ranks it."""

    item: str
    component: Component
    open: int
    rule: Words


def reasons(settlement: Settlement, language: Language) -> Iterator[str]:
    """Tell in lines why money went where it went, and why to nothing else."""
    payment, order, en = settlement.payment, settlement.order, language == "en"
    named, others = claims(settlement.items, payment, order.only)
    paid = {(part.item, part.component): part.amount for part in settlement.parts}
    rest = payment.amount.fen
    for group, right in ((named, _NAMED), (others, None)):
        for told in _told(rest, group, settlement):
            amount = paid.get((told.item, told.component))
            if not amount:
                continue
            rest -= amount.fen
            words = [right[en]] if right else []
            if not right or told.rule is not _ALL:
                words.append(told.rule[en])
            component = COMPONENT_NAMES[told.component][en]
            of = f"{told.open // 100}.{told.open % 100:02}"
            if en:
                yield f"{told.item} {component} {amount} of {of}: {'; '.join(words)}"
            else:
                yield f"{told.item} {component} {amount} 元（未付 {of} 元）：{'；'.join(words)}"
    got = {part.item for part in settlement.parts}
    able = {claim.item for claim in (*named, *others) if any(claim[4:])}
    for item in settlement.items:
        if item.id not in got and (item.cost or item.principal or item.penalty):
            why = _USED_UP if item.id in able else _kept_from(item, settlement)
            yield f"{item.id}: {why[1]}" if en else f"{item.id}：{why[0]}"
    if settlement.unapplied:
        left = settlement.unapplied
        yield f"{left} left over: prepayment" if en else f"余 {left} 元转为预存"


def _told(fen: int, claims: list[Claim], settlement: Settlement) -> Iterator[_Told]:
    """What is open in its ranking, each with the rule that puts it before what comes next."""
    on, order = settlement.payment.on, settlement.order
    before, _ = ranking(order.rules)
    groups = equals(claims, on, before) if claims else ()
    ranked = [level for group in groups for level in levels(group, on, order)]
    covers = sum(sum(open_) for *_, open_ in ranked) <= fen
    for number, (component, level, open_) in enumerate(ranked):
        fen -= sum(open_)
        if covers:
            rule = _ALL
        elif len(level) > 1 and fen < 0:
            rule = _EQUAL
        elif number + 1 < len(ranked):
            later, others, _ = ranked[number + 1]
            rule = _between((component, level[0]), (later, others[0]), on, order)
        else:
            rule = _LAST
        for claim, most in zip(level, open_, strict=True):
            yield _Told(claim.item, component, most, rule)


def _between(
    mine: tuple[Component, Claim], later: tuple[Component, Claim], on: date, order: Order
) -> Words:
    """The first rule by which one thing ranks before another."""
    two = by_column((mine[1], later[1]))
    for rule in order.rules:
        if rule == COMPONENT:
            if mine[0] != later[0]:
                break
        elif RULES[rule].ranks(two, on):
            return _RULES[rule]
    (zh, en), (zh_later, en_later) = COMPONENT_NAMES[mine[0]], COMPONENT_NAMES[later[0]]
    return f"{zh}先于{zh_later}", f"{en} before {en_later}"


def _kept_from(item: OpenItem, settlement: Settlement) -> Words:
    """Why an item may not be paid from this money at all."""
    restricted, only = settlement.payment.restricted, settlement.order.only
    if restricted and item.code not in restricted:
        return _RESTRICTED
    if item.time_barred:
        return _TIME_BARRED
    if item.collected:
        return _COLLECTED
    return _NOT_AGREED if only and item.code not in only else _HELD
