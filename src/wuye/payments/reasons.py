"""Why a settlement is as it is: one line for each part, and for each item left without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..bills import OpenItem
from ..explain import Language
from .claims import Claim, Component, claims
from .orders import COMPONENT, Order
from .waterfall import Ranked, rank

if TYPE_CHECKING:
    from .settle import Settlement

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
    """An entry of a ranking, and the rule that put it there."""

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
    """The ranking of claims, each with the rule that puts it before what comes next."""
    ranked = rank(settlement.payment.on, claims, settlement.order)
    covers = sum(share[2] for *_, share in ranked) <= fen
    for number, (first, turn, last, _, share) in enumerate(ranked):
        key = (first, turn, last)
        equals = [entry for entry in ranked if entry[:3] == key]
        later = next((entry for entry in ranked[number:] if entry[:3] != key), None)
        before = sum(entry[4][2] for entry in ranked if entry[:3] < key)
        if covers:
            rule = _ALL
        elif len(equals) > 1 and before + sum(entry[4][2] for entry in equals) > fen:
            rule = _EQUAL
        elif later:
            rule = _between(ranked[number], later, settlement.order)
        else:
            rule = _LAST
        yield _Told(*share, rule)


def _between(entry: Ranked, later: Ranked, order: Order) -> Words:
    """The first rule by which two entries differ."""
    at = order.rules.index(COMPONENT) if COMPONENT in order.rules else len(order.rules)
    for rule, mine, other in zip(order.rules[:at], entry[0], later[0], strict=True):
        if mine != other:
            return _RULES[rule]
    if entry[1] != later[1]:
        (zh, en), (zh_later, en_later) = (COMPONENT_NAMES[e[4][1]] for e in (entry, later))
        return f"{zh}先于{zh_later}", f"{en} before {en_later}"
    return next(
        _RULES[rule]
        for rule, mine, other in zip(order.rules[at + 1 :], entry[2], later[2], strict=True)
        if mine != other
    )


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
