"""The check of a fee schedule (收费方案审查): what law or contract finds missing or too much.

It puts what the schedule says, and the facts that it does not, before the checks of
:mod:`wuye.law.checks` and :mod:`wuye.law.contract_checks`.  A finding that ``stops`` says
that bills must not go out like this; the others want a person to look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from attrs import evolve

from ..dates import anniversary
from ..errors import UnknownError
from ..estate import FirstDay
from ..law import checks, civil_code, contract_checks, interpretations, property_regulations
from ..law.checks import Charging, Increase
from ..law.contract_checks import Contract
from ..law.local_entries import Disclosure, Entry, NextMonth, Topic
from ..law.local_regulations import RULES
from ..law.local_rules import Found, look_up
from ..law.parking import DueTo, rent
from ..law.reference import Finding
from ..law.wording import misleading
from .items import Item
from .papers.publication import Publication, published
from .price_changes import added, first_rise, rates
from .schedules import FeeSchedule
from .tariffs import Flat, PerArea, Shared

PaidTo = DueTo | Literal["company"]

_PAID_TO: Mapping[PaidTo, str] = {
    "company": "物业服务企业",
    "owner": "车位业主",
    "developer": "建设单位",
    "owners-together": "全体业主",
}


def check(
    schedule: FeeSchedule,
    contract: Contract,
    *,
    on: date,
    publications: Iterable[Publication] = (),
    before: FeeSchedule | None = None,
    increase: Increase | None = None,
    mandates: Mapping[str, str] | None = None,
    inside_fee: Mapping[str, bool] | None = None,
    disclosed: Mapping[str, date] | None = None,
    rents: Mapping[str, PaidTo] | None = None,
    on_file: Collection[str] | None = None,
    rules: Iterable[Entry] = RULES,
) -> tuple[Finding, ...]:
    """List what law, place or contract finds missing in a schedule, or too much.

    The place is that of the ``contract``.  Facts that are told of some items are given by
    their codes:

    - ``publications``: the records of what was posted (公示);
    - ``before``: the schedule that this one follows, and ``increase``: what was done before
      prices rose; the day they rise is the schedule's own;
    - ``mandates``: the agreement on which an item is collected for another (代收委托);
    - ``inside_fee``: whether the fee already pays for a shared cost;
    - ``disclosed``: the day on which a shared cost was last made public;
    - ``rents``: to whom a rent of parking spaces (车位租金) is paid on; a charge for spaces
      that is not listed, nor called a rent, is for service;
    - ``on_file``: the contracts and decisions at hand; None leaves that unchecked.

    Raises :class:`~wuye.errors.UnknownError` for codes that the schedule does not have.

    >>> from ..dates import DueDay, Period
    >>> from ..rounding import Rounding
    >>> from .schedules import Terms
    >>> schedule = FeeSchedule(
    ...     "2026", creditor="锦苑物业", in_force=Period.year(2026), charging_regime="lump-sum",
    ...     items=[Item("ground", "露天车位租金", Flat("150", per="space", spaces=["common-ground"]))],
    ...     terms=Terms(DueDay(25)), rounding=Rounding.fen(each="line"),
    ... )
    >>> contract = Contract(
    ...     "北京", charging="lump-sum", priced=True, start_agreed=True, due_agreed=True
    ... )
    >>> found = check(schedule, contract, on=date(2026, 1, 1), rents={"ground": "company"})
    >>> [finding.code for finding in found if finding.stops]
    ['delivery-month', 'charges-not-published', 'not-marked', 'rent-payee']
    """
    rules = tuple(rules)
    told = (mandates or {}, inside_fee or {}, disclosed or {}, rents or {})
    codes = {item.code for item in schedule.items}
    strange = sorted({code for facts in told for code in facts} - codes)
    if strange:
        raise UnknownError("no such items", strange, schedule.name, f"items: {sorted(codes)}")
    found = [
        *_contract(schedule, contract, on, rules),
        *_place(schedule, contract, on, rules),
        *_prices(schedule, on),
        *_rises(schedule, contract, before, increase, on, rules),
        *_items(schedule, contract, publications, told[0], told[1], on),
        *_disclosed(schedule, contract, told[2], on, rules),
        *_agreements(schedule, on_file, on),
        *_rents(schedule, told[3], on),
    ]
    once: dict[tuple[str, str], Finding] = {}
    for finding in found:
        once.setdefault((finding.code, finding.says), finding)
    return tuple(once.values())


def _contract(
    schedule: FeeSchedule, contract: Contract, on: date, rules: tuple[Entry, ...]
) -> Iterator[Finding]:
    """What the contract must say, and whether the schedule says the same in right words."""
    yield from contract_checks.terms(contract, on=on, rules=rules)
    charged = schedule.terms.penalty is not None
    yield from contract_checks.penalty(contract, charged=charged, on=on)
    for words in (schedule.name, *(item.name for item in schedule.items)):
        yield from misleading(words, on=on)
    agreed, said = contract.charging, schedule.charging_regime
    if agreed and said and agreed != said:
        says = "收费方案与合同约定的包干制、酬金制不一致"
        yield Finding("charging-form-differs", says, property_regulations.cite("charges", "9", on))


def _place(
    schedule: FeeSchedule, contract: Contract, on: date, rules: tuple[Entry, ...]
) -> Iterator[Finding]:
    """What the place says of the first day, and of how far ahead a fee is taken."""
    local = look_up(contract.place, Topic.FIRST_DAY, on=on, rules=rules)
    yield from checks.unread(local, property_regulations.cite("charges", "10", on))
    for rule in local.rules if isinstance(local, Found) else ():
        freely = (
            isinstance(rule.terms, NextMonth) and rule.terms.or_agreed and contract.start_agreed
        )
        if (
            isinstance(rule.terms, NextMonth)
            and schedule.first_day is not FirstDay.NEXT_MONTH
            and not freely
        ):
            says = "交付当月由建设单位承担，收费方案没有从交付次月起计费"
            yield Finding("delivery-month", says, rule.article.cite)
    ahead = max((item.cycle.every for item in schedule.items if not item.cycle.back), default=0)
    if ahead > 1:
        yield from checks.prepayment(
            contract.place,
            months=ahead,
            contract_months=_months_left(contract, on),
            forced=False,
            on=on,
            rules=rules,
        )


def _months_left(contract: Contract, on: date) -> int | None:
    """How many whole months of the contract are left; of more than a year, twelve."""
    end = contract.end()
    return None if end is None else sum(anniversary(on, n) <= end for n in range(1, 13))


def _prices(schedule: FeeSchedule, on: date) -> Iterator[Finding]:
    """Price regime, guided price, grade, and what a residential fee pays for."""
    cite = property_regulations.cite
    if not schedule.price_regime:
        says = "没有写明政府指导价还是市场调节价（2004年规定的条文未核实，请核对）"
        posted = cite("marking-2004", "公示内容", on)
        yield Finding("no-price-regime", says, posted, stops=False)
    guided = any(item.guide for item in schedule.items)
    if schedule.price_regime == "guided" and not (guided and schedule.guided_by):
        says = "实行政府指导价，没有写明基准价、浮动幅度和定价文件"
        yield Finding("no-guide", says, cite("charges", "7", on), stops=False)
    for item in schedule.items:
        if item.guide:
            for _, rate in rates(item, schedule.in_force):
                yield from checks.guided_price(rate, item.guide, on=on)
    if not schedule.grade:
        says = "收费方案没有写明服务标准（服务等级）"
        yield Finding("no-grade", says, cite("charges", "8", on), stops=False)
    by_area = [item for item in schedule.items if isinstance(item.tariff, PerArea)]
    if schedule.use == "residential" and len(by_area) == 1 and not by_area[0].components:
        says = f"{by_area[0].name}没有分项列明保洁、绿化、电梯、秩序维护等费用，请核对当地规定"
        yield Finding("not-broken-down", says, cite("marking", "7", on), stops=False)


def _rises(
    schedule: FeeSchedule,
    contract: Contract,
    before: FeeSchedule | None,
    increase: Increase | None,
    on: date,
    rules: tuple[Entry, ...],
) -> Iterator[Finding]:
    """Higher prices, and items that were not charged before."""
    rises = first_rise(schedule, before)
    if rises is not None:
        asked = increase or Increase(
            contract.place,
            rises,
            stage="preliminary" if contract.preliminary else "ordinary",
            charging=_charging(schedule, contract),
        )
        yield from checks.increase(evolve(asked, applies_from=rises), on=on, rules=rules)
    new = added(schedule, before)
    if new:
        says = f"新增或者改变计费方式的收费项目：{'、'.join(new)}，应当有合同约定或者业主共同决定"
        cite = interpretations.cite("property", "2", on)
        yield Finding("charges-extended", says, cite, stops=False)


def _items(
    schedule: FeeSchedule,
    contract: Contract,
    publications: Iterable[Publication],
    mandates: Mapping[str, str],
    inside_fee: Mapping[str, bool],
    on: date,
) -> Iterator[Finding]:
    """Publication of the items, what is charged twice, what is collected for others."""
    up = published(schedule.name, publications, on=on)
    yield from checks.publication(up, on=on)
    for item in schedule.items:
        shared, others = isinstance(item.tariff, Shared), _for_another(item, schedule)
        asked = checks.Item(
            item.name,
            "collected-for-others" if others else "shared" if shared else "service",
            published=checks.Disclosed.ITEMS in up,
            priced=True,
            inside_fee=inside_fee.get(item.code, False) if shared else None,
        )
        yield from checks.items([asked], charging=_charging(schedule, contract), on=on)
        if shared and not others and item.code not in inside_fee:
            says = f"没有说明物业费是否已含{item.name}，已含的不得另行分摊"
            cite = interpretations.cite("property", "2", on)
            yield Finding("inside-fee-unknown", says, cite, stops=False)
        if others and not mandates.get(item.code):
            says = f"代收{item.name}没有委托依据"
            yield Finding("no-mandate", says, property_regulations.cite("regulations", "44", on))


def _disclosed(
    schedule: FeeSchedule,
    contract: Contract,
    disclosed: Mapping[str, date],
    on: date,
    rules: tuple[Entry, ...],
) -> Iterator[Finding]:
    """Shared costs that were not made public within a cycle and a month."""
    local = look_up(contract.place, Topic.DISCLOSURE, on=on, rules=rules)
    cite, stops = civil_code.cite("943", on), False
    for rule in local.rules if isinstance(local, Found) else ():
        if isinstance(rule.terms, Disclosure) and rule.terms.every == "charging-period":
            cite, stops = rule.article.cite, True
    for item in schedule.items:
        last = disclosed.get(item.code)
        if isinstance(item.tariff, Shared) and (
            last is None or last > on or anniversary(last, item.cycle.every + 1) < on
        ):
            says = f"{item.name}没有按收费周期公示总额、用量和分摊结果"
            yield Finding("share-not-disclosed", says, cite, stops=stops)


def _agreements(
    schedule: FeeSchedule, on_file: Collection[str] | None, on: date
) -> Iterator[Finding]:
    """Coefficients and ways of sharing whose agreement is not at hand."""
    for item in schedule.items if on_file is not None else ():
        rests = [(item.agreed, property_regulations.cite("regulations", "40", on))]
        if isinstance(item.tariff, Shared):
            rests.append((item.tariff.agreed, civil_code.cite("283", on)))
        for agreed, cite in rests:
            if agreed and agreed not in (on_file or ()):
                says = f"{item.name}所依据的约定不在档：{agreed}"
                yield Finding("agreement-not-on-file", says, cite, stops=False)


def _rents(schedule: FeeSchedule, rents: Mapping[str, PaidTo], on: date) -> Iterator[Finding]:
    """To whom the rent of spaces is paid, and to whom it is due."""
    for item in schedule.items:
        if not isinstance(item.tariff, Flat) or item.tariff.per != "space":
            continue
        if item.code not in rents and "租" not in item.name:
            continue
        paid_to = rents.get(item.code, "company")
        cite = civil_code.cite("275-1", on)
        if not item.tariff.spaces:
            says = f"{item.name}没有限定车位种类，租金归谁无法判断"
            yield Finding("rent-of-mixed-spaces", says, cite, stops=False)
        for kind in item.tariff.spaces:
            due = rent(kind, on=on)
            if due.due_to is None:
                yield Finding("rent-not-known", f"{item.name}：{due.says}", cite, stops=False)
            elif due.due_to != paid_to:
                says = f"{item.name}付给了{_PAID_TO[paid_to]}：{due.says}"
                yield Finding("rent-payee", says, due.cites[-1])


def _for_another(item: Item, schedule: FeeSchedule) -> bool:
    return bool(item.creditor) and item.creditor != schedule.creditor


def _charging(schedule: FeeSchedule, contract: Contract) -> Charging:
    return schedule.charging_regime or contract.charging or "lump-sum"
