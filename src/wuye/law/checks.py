"""Checks of fee schedules (收费方案): what law or place finds missing or too much.

Each check takes the few facts it needs and returns findings, none when all is well.  A
finding with ``stops`` says that it must not go on like this; without, that a person is to
look.  A place that was not read is told as such and never passes for one without rules.
Contracts, units and penalties are in :mod:`.contract_checks`.

>>> lift = Item("电梯运行费", "shared", published=True, priced=True, inside_fee=True)
>>> [found.code for found in items((lift,), charging="lump-sum", on=date(2026, 10, 1))]
['charged-twice']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from attrs import field, frozen

from ..citation import Citation
from ..dates import Period, anniversary
from ..errors import MoneyError, RuleError, one_of
from ..money import Money, exact
from . import civil_code, interpretations, property_regulations
from .local_entries import Entry, LocalRule, Prepayment, PriceChange, Topic, Vacancy
from .local_regulations import RULES
from .local_rules import Found, Silent, Unknown, look_up
from .reference import Finding
from .votes import Matter, Vote, decide

Charging = Literal["lump-sum", "commission"]  # 包干制、酬金制
Stage = Literal["preliminary", "ordinary"]  # 前期、业主大会选聘之后
Kind = Literal["service", "shared", "major-repair", "collected-for-others"]
Shown = Literal["items", "prices", "total"]
_SHOWN: Mapping[Shown, str] = {"items": "服务项目", "prices": "价格", "total": "总收费金额"}
_KINDS = ("service", "shared", "major-repair", "collected-for-others")


def unread(local: Found | Silent | Unknown, cite: Citation) -> tuple[Finding, ...]:
    """Tell what of the rules of the place was not read, so a person has to look.

    Where the city has a rule of its own, a province that was not read is not told here.
    """
    if (
        isinstance(local, Unknown)
        or (isinstance(local, Silent) and local.unread)
        or (isinstance(local, Found) and local.own_unread)
    ):
        return (Finding("local-rule-unknown", local.says, cite, stops=False),)
    return ()


class Disclosed(Enum):
    """What is to be made public regularly (民法典 943)."""

    SERVICES = "服务的事项"
    PERSONS = "负责人员"
    QUALITY = "质量要求"
    ITEMS = "收费项目"
    STANDARDS = "收费标准"
    PERFORMANCE = "履行情况"
    REPAIR_FUND = "维修资金使用情况"
    COMMON_INCOME = "业主共有部分的经营与收益情况"


#: Without these two published nothing may be charged (物业服务收费管理办法 8).
_BEFORE_CHARGING = frozenset({Disclosed.ITEMS, Disclosed.STANDARDS})


def publication(published: Iterable[Disclosed], *, on: date) -> tuple[Finding, ...]:
    """Check what has been made public against the eight items of 民法典 943."""
    missing = [item for item in Disclosed if item not in set(published)]
    needed = [item.value for item in missing if item in _BEFORE_CHARGING]
    other = [item.value for item in missing if item not in _BEFORE_CHARGING]
    found = []
    if needed:
        says = f"未公示{'、'.join(needed)}，公示之前不得据以收费"
        cite = property_regulations.cite("charges", "8", on)
        found.append(Finding("charges-not-published", says, cite))
    if other:
        says = f"未公开{'、'.join(other)}"
        found.append(Finding("not-published", says, civil_code.cite("943", on), stops=False))
    return tuple(found)


@frozen
class Item:
    """One item that is charged, as far as the checks need it.

    ``priced``: its price, or how it is calculated, is stated.  ``inside_fee``: the property
    fee already pays for it, as part of a lump sum or of the budget under commission; said
    of each shared cost, None elsewhere.  ``handling_fee``: what is added to money collected
    for others, and to nothing else.
    """

    name: str
    kind: Kind = field(validator=one_of(*_KINDS))
    published: bool = field(kw_only=True)
    priced: bool = field(kw_only=True)
    inside_fee: bool | None = field(default=None, kw_only=True)
    handling_fee: Money = field(converter=Money, default=Money("0"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.kind == "shared" and self.inside_fee is None:
            raise RuleError(
                "it is not said whether the fee already pays for a shared cost",
                None,
                f"Item {self.name} inside_fee",
                "give inside_fee=True or inside_fee=False, as the contract has it",
            )
        if self.kind != "collected-for-others" and self.handling_fee.fen != 0:
            raise RuleError(
                "a handling fee is added to what is not collected for others",
                str(self.handling_fee),
                f"Item {self.name} {self.kind}",
                'leave handling_fee out, or say kind="collected-for-others"',
            )


def items(schedule: Iterable[Item], *, charging: Charging, on: date) -> tuple[Finding, ...]:
    """Check each item: marked, priced, not paid twice, no handling fee, no major repair."""
    return tuple(finding for item in schedule for finding in _item(item, charging, on))


def _item(item: Item, charging: Charging, on: date) -> list[Finding]:
    found = []
    rules = property_regulations.cite
    if not item.published:
        says = f"{item.name}未标明，不得收取"
        found.append(Finding("not-marked", says, rules("marking", "8", on)))
    if not item.priced:
        says = f"{item.name}没有标示价格或者计价方法"
        found.append(Finding("not-itemised", says, rules("marking", "7", on)))
    if item.kind == "shared" and item.inside_fee:
        paid = "包干的物业费" if charging == "lump-sum" else "酬金制的物业服务资金"
        says = f"{item.name}已含在{paid}内，另行分摊是重复收费，业主可以要求退还"
        cite = interpretations.cite("property", "2", on)
        found.append(Finding("charged-twice", says, cite))
    if item.kind == "collected-for-others" and item.handling_fee.fen > 0:
        says = f"代收{item.name}不得向业主收取手续费（{item.handling_fee}元）；可以向委托单位收取"
        found.append(Finding("handling-fee", says, rules("regulations", "44", on)))
    if item.kind == "major-repair":
        says = f"{item.name}属于大修、中修或者更新、改造，不得计入物业费，应当由维修资金列支"
        found.append(Finding("major-repair", says, rules("charges", "11", on)))
    return found


def settlement_list(*, shows: Iterable[Shown], on: date) -> tuple[Finding, ...]:
    """Check that a bill for what was already used lists items, prices and the total."""
    given = set(shows)
    missing = [text for key, text in _SHOWN.items() if key not in given]
    if not missing:
        return ()
    says = f"先消费后结算的，结算清单应当列明{'、'.join(missing)}"
    return (Finding("bill-not-itemised", says, property_regulations.cite("marking", "15", on)),)


def _percent(value: object) -> Decimal:
    return exact(value, place="GuidedPrice percent")


def _price(value: object) -> Decimal:
    return exact(value, place="GuidedPrice price")


@frozen
class GuidedPrice:
    """A guided price (政府指导价): base (元/㎡·月) and how far it floats, in percent."""

    base: Decimal = field(converter=_price)
    up: Decimal = field(converter=_percent)
    down: Decimal = field(converter=_percent)

    def __attrs_post_init__(self) -> None:
        if self.base <= 0 or self.up < 0 or not 0 <= self.down <= 100:
            raise MoneyError(
                "no such guided price",
                f"{self.base} +{self.up}% -{self.down}%",
                "GuidedPrice",
                "a base above 0, percentages from 0, down at most 100",
            )


def guided_price(rate: object, guide: GuidedPrice, *, on: date) -> tuple[Finding, ...]:
    """Check a rate against base and float; both bounds themselves are within."""
    base, asked = Fraction(guide.base), Fraction(exact(rate, place="rate"))
    most = base * (100 + Fraction(guide.up)) / 100
    least = base * (100 - Fraction(guide.down)) / 100
    if least <= asked <= most:
        return ()
    above = asked > most
    says = f"单价 {rate} {'高' if above else '低'}于政府指导价的浮动幅度（基准价 {guide.base}）"
    if above:
        cite = property_regulations.cite("price-offences", "9", on)
        return (Finding("above-guided-price", says, cite),)
    cite = property_regulations.cite("charges", "7", on)
    return (Finding("below-guided-price", says, cite, stops=False),)


@frozen
class Increase:
    """A higher price and what was done before it (调价).

    ``agreed``: the contract in force sets this price for this day itself, which stands in
    for the vote, though not for what the place asks for.  ``announced`` is the first day of
    publication of the proposal, ``audit_published`` that of the audit.  A vote is given
    with its day.
    """

    place: str
    applies_from: date
    stage: Stage = field(validator=one_of("preliminary", "ordinary"))
    charging: Charging = field(default="lump-sum", validator=one_of("lump-sum", "commission"))
    announced: date | None = None
    audited: bool = False
    audit_published: date | None = None
    vote: Vote | None = None
    voted_on: date | None = None
    result_published: date | None = None
    agreed: bool = False

    def __attrs_post_init__(self) -> None:
        if self.vote is not None and self.voted_on is None:
            raise RuleError(
                "a vote is given without its day",
                None,
                f"Increase {self.place}",
                "give voted_on, the day on which the owners voted",
            )


def increase(change: Increase, *, on: date, rules: Iterable[Entry] = RULES) -> tuple[Finding, ...]:
    """Check a higher price: the owners' vote, and what the place asks for before it.

    The proposal is published, voted on, its result published and the price applied in this
    order; two steps may fall on one day.
    """
    cite = interpretations.cite("property", "2", on)
    found = [] if change.agreed else list(_vote(change, cite, on))
    found += _order(change, cite)
    local = look_up(change.place, Topic.PRICE_CHANGE, on=on, rules=rules)
    found += unread(local, cite)
    for rule in local.rules if isinstance(local, Found) else ():
        found += _local_increase(change, rule)
    if change.announced is None or anniversary(change.announced, 1) > change.applies_from:
        says = "调价没有提前一个月公示（2004年规定的条文未核实，请核对）"
        posted = property_regulations.cite("marking-2004", "公示内容", on)
        found.append(Finding("posted-late", says, posted, stops=False))
    return tuple(found)


def _vote(change: Increase, cite: Citation, on: date) -> Iterable[Finding]:
    if change.vote is None:
        says = "未经业主共同决定提高收费标准，业主可以抗辩、可以要求退还"
        yield Finding("no-vote", says, cite)
        return
    outcome = decide(change.vote, Matter.OTHER, on=change.voted_on or on)
    if not outcome.passed:
        says = f"表决没有通过：{'、'.join(_LEGS[leg] for leg in outcome.missing)}"
        yield Finding("vote-failed", says, outcome.cite)


def _order(change: Increase, cite: Citation) -> Iterable[Finding]:
    """What was done in the wrong order: a vote after the price applies heals nothing."""
    steps = (
        ("公示调价方案", change.announced),
        ("业主表决", change.voted_on),
        ("公布表决结果", change.result_published),
        ("执行新价", change.applies_from),
    )
    done = [(step, day) for step, day in steps if day is not None]
    for (first, before), (then, after) in pairwise(done):
        if after < before:
            says = f"顺序颠倒：{then}（{after}）早于{first}（{before}）"
            yield Finding("out-of-order", says, cite)


_LEGS = {
    "quorum-area": "参与面积不足三分之二",
    "quorum-heads": "参与人数不足三分之二",
    "agreed-area": "同意面积未过半数",
    "agreed-heads": "同意人数未过半数",
}


def _local_increase(change: Increase, rule: LocalRule) -> Iterable[Finding]:
    terms, cite = rule.terms, rule.article.cite
    if not isinstance(terms, PriceChange):
        return
    if terms.preliminary_only and change.stage != "preliminary":
        return
    if terms.lump_sum_only and change.charging != "lump-sum":
        return
    # A contract of the owners' own choice carries their consent; the developer's does not.
    if terms.vote and change.agreed and change.stage == "preliminary" and change.vote is None:
        yield Finding("no-vote", "前期合同约定了新价，当地仍要求业主共同决定", cite)
    until = change.voted_on or change.applies_from
    if terms.audit and not change.audited:
        yield Finding("no-audit", "调价前没有审计或者评估", cite)
    if terms.audit_days and _fewer_days(change.audit_published, until, terms.audit_days):
        yield Finding("audit-not-published", f"审计报告公示不满{terms.audit_days}日", cite)
    if terms.days and _fewer_days(change.announced, until, terms.days):
        yield Finding("published-too-short", f"调价方案公示不满{terms.days}日", cite)
    if terms.result_days and _fewer_days(
        change.result_published, change.applies_from, terms.result_days
    ):
        yield Finding("result-not-published", f"表决结果公示不满{terms.result_days}日", cite)


def _fewer_days(since: date | None, until: date, days: int) -> bool:
    return since is None or until - since < timedelta(days=days)


def resold_power(
    place: str,
    *,
    billed: Money | str,
    paid: Money | str,
    refunded: Money | str = "0",
    on: date,
    rules: Iterable[Entry] = RULES,
) -> tuple[Finding, ...]:
    """Check resold power (转供电): all users together pay no more than was paid to the grid.

    ``billed`` is what they were billed, losses and common use included; what goes beyond
    ``paid`` is given back, less what was ``refunded``.  A place that was not read is told.
    """
    surplus = Money(billed) - Money(paid) - Money(refunded)
    local = look_up(place, Topic.RESALE, on=on, rules=rules)
    cite = property_regulations.cite("power-law", "44", on)
    not_read = unread(local, cite)
    if surplus.fen <= 0:
        return not_read
    beside = f"；{local.says}" if isinstance(local, Found) else ""
    says = f"转供电多收 {surplus} 元，应当退还：不得在电费中加收其他费用{beside}"
    return (Finding("power-surcharge", says, cite), *not_read)


def prepayment(
    place: str,
    *,
    months: int,
    contract_months: int | None,
    forced: bool,
    on: date,
    rules: Iterable[Entry] = RULES,
) -> tuple[Finding, ...]:
    """Check how far ahead a fee is taken (预收) against the limits of the place.

    ``contract_months`` is what is left of the contract, None when it has no end.
    """
    local = look_up(place, Topic.PREPAYMENT, on=on, rules=rules)
    found = [*unread(local, interpretations.cite("property", "3", on))]
    for rule in local.rules if isinstance(local, Found) else ():
        terms, cite = rule.terms, rule.article.cite
        if not isinstance(terms, Prepayment):
            continue
        if terms.months is not None and months > terms.months:
            says = f"预收 {months} 个月，最长 {terms.months} 个月"
            found.append(Finding("prepaid-too-far", says, cite))
        if terms.within_contract and contract_months is not None and months > contract_months:
            says = f"预收 {months} 个月，合同只剩 {contract_months} 个月"
            found.append(Finding("prepaid-past-contract", says, cite))
        if terms.voluntary and forced:
            found.append(Finding("prepayment-forced", "不得强制要求业主预付物业费", cite))
    return tuple(found)


def vacancy(
    place: str,
    vacant: Period,
    *,
    standard: Money | str,
    charged: Money | str,
    stage: Stage,
    ordinary_dwelling: bool,
    on: date,
    rules: Iterable[Entry] = RULES,
) -> tuple[Finding, ...]:
    """Check what is charged for a vacant unit (空置) against ``standard``.

    There is no national discount (民法典 944-1): without a local rule that was read, the
    full fee is in order; a place that was not read is told.
    """
    local = look_up(place, Topic.VACANCY, on=on, rules=rules)
    found = [*unread(local, civil_code.cite("944-1", on))]
    full, asked = Money(standard), Money(charged)
    for rule in local.rules if isinstance(local, Found) else ():
        terms, cite = rule.terms, rule.article.cite
        if not isinstance(terms, Vacancy) or not terms.reached(vacant):
            continue
        if (terms.preliminary_only and stage != "preliminary") or (
            terms.ordinary_dwellings_only and not ordinary_dwelling
        ):
            continue
        cap = terms.cap(full)
        if cap is not None and asked > cap:
            says = f"空置期间收费 {asked} 元，不得超过标准的 {terms.percent}%（{cap} 元）"
            found.append(Finding("vacancy-above-cap", says, cite))
        if terms.effect == "reduced" and asked >= full:
            says = "空置期间应当减收，减收标准按当地规定"
            found.append(Finding("vacancy-not-reduced", says, cite))
        if terms.effect == "agreed":
            says = "空置期间的收费标准以物业服务合同的约定为准，请核对合同"
            found.append(Finding("vacancy-by-contract", says, cite, stops=False))
    return tuple(found)
