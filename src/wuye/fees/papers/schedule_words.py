"""A fee schedule in words (收费标准的文字表述): tariffs, cycles, part months, due days.

What is published is written from what is charged by, so that the two cannot differ.

>>> tariff_in_words(PerArea("2.80"))
'按计费面积，2.80 元/㎡·月'
>>> cycle_in_words(Cycle.advance(every=3), "en"), cycle_in_words(Cycle.arrears(months=1))
('every 3 months, in advance', '每月，收取1个月前的费用')
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ...citation import Dated
from ...estate import FirstDay, Scope
from ...explain import Input, Language
from ...explain.words import MODES, TO_UNIT, value_of
from ...format import day, money
from ...money import scaled, unscaled
from ...rounding import Rounding
from ...terms import PenaltyTerms
from ..cycles import Cycle
from ..items import Item
from ..proration import Proration
from ..schedules import FeeSchedule
from ..tariffs import Flat, PerArea, Shared, Tariff
from ..tariffs.formula import Formula
from ..tariffs.sharing import BY_AREA, Remainder
from ..tariffs.timed import Timed
from ..tariffs.usage import Metered, Tiered
from .usage_words import usage_in_words

Pair = tuple[str, str]  # Chinese, English

_AREAS: Mapping[str, Pair] = {
    "charge": ("计费面积", "charge area"),
    "building": ("建筑面积", "building area"),
    "interior": ("套内面积", "interior area"),
}
_EACH: Mapping[str, Pair] = {
    "unit": ("每套", "for each unit"),
    "household": ("按户", "by household"),
    "space": ("按车位", "by parking space"),
}
_UNIT_OF = {
    "unit": "yuan/month",
    "household": "yuan/household/month",
    "space": "yuan/space/month",
}
_SPACES: Mapping[str, Pair] = {
    "owned": ("产权车位", "owned"),
    "developer": ("建设单位出租的车位", "let by the developer"),
    "common-ground": ("共有场地车位", "on common ground"),
    "civil-defence": ("人防车位", "in the civil-defence shelter"),
}
_WEIGHED: Mapping[str, Pair] = {
    "area": ("计费面积", "charge area"),
    "household": ("户数", "number of households"),
    "coefficient": ("约定的系数", "agreed coefficient"),
    "spaces": ("车位数", "number of parking spaces"),
    "usage": ("用量", "usage"),
}
_ODD: Mapping[Remainder, Pair] = {
    "largest": ("按最大余数法到分", "by largest remainder"),
    "first": ("由前几户各担一分", "with a fen more for each of the first"),
    "last": ("由末户承担", "with what is left for the last"),
}
_CYCLES: Mapping[int, str] = {1: "每月", 3: "每季度", 6: "每半年", 12: "每年"}
_PRORATIONS: Mapping[Proration, Pair] = {
    Proration.ACTUAL_DAYS: ("不足一个月的，按当月实际天数折算", "part months by actual days"),
    Proration.THIRTY_DAYS: ("不足一个月的，每月按30天折算", "part months by 30 days a month"),
    Proration.YEAR_DAYS: (
        "不足一个月的，按年费除以365天折算",
        "part months by 365 days of a year's fee",
    ),
    Proration.WHOLE_MONTHS: (
        "不足一个月的按一个月计，由月初时的业主承担",
        "part months count whole, for who owns on the first day",
    ),
}
_FIRST_DAYS: Mapping[FirstDay, Pair] = {
    FirstDay.HAND_OVER: ("自交付当日起计费", "from the day of hand-over"),
    FirstDay.NEXT_DAY: ("自交付次日起计费", "from the day after hand-over"),
    FirstDay.NEXT_MONTH: (
        "自交付次月起计费，交付当月由建设单位承担",
        "from the month after hand-over; that month is the developer's",
    ),
}
_GRACE: Mapping[str, Pair] = {
    "shift": ("宽限{}天，宽限期满后起算", "after {} days of grace"),
    "threshold": ("宽限{}天，逾此自始起算", "from the first day when over {} days late"),
}
_CAPPED: Mapping[str, Pair] = {
    "24-hours": ("每24小时最高", "at most each 24 hours "),
    "calendar-day": ("每日最高", "at most each day "),
}
_PER: Mapping[str, Pair] = {
    "month": ("每月", "a month"),
    "day": ("每天", "a day"),
    "period": ("每个计费周期", "a period"),
}
#: What a schedule says of itself, by the names of its fields.
SAID: Mapping[str, Pair] = {
    "residential": ("住宅", "residential"),
    "commercial": ("商业", "commercial"),
    "office": ("办公", "office"),
    "guided": ("政府指导价", "guided price"),
    "market": ("市场调节价", "market price"),
    "lump-sum": ("包干制", "lump sum"),
    "commission": ("酬金制", "commission"),
}


def tariff_in_words(tariff: Tariff, language: Language = "zh") -> str | None:
    """Say how a tariff charges; None for one that is not known here."""
    en = language == "en"
    match tariff:
        case PerArea(rate=rate, area=area, per=per):
            price = _price(rate, f"yuan/sqm/{per}", language)
            return f"by {_AREAS[area][1]}, {price}" if en else f"按{_AREAS[area][0]}，{price}"
        case Flat(amount=amount, per=per, spaces=spaces):
            kinds = ("、", ", ")[en].join(_SPACES[kind][en] for kind in spaces)
            kinds = kinds and (f"（{kinds}）", f" ({kinds})")[en]
            price = _price(amount, _UNIT_OF[per], language)
            return f"{_EACH[per][en]}{kinds}{('，', ', ')[en]}{price}"
        case Shared():
            return sharing_in_words(tariff, language)
        case Timed():
            return _timed(tariff, language)
        case Formula():
            return _formula(tariff, language)
        case Metered() | Tiered():
            return usage_in_words(tariff, language)
    return None


def sharing_in_words(shared: Shared, language: Language = "zh") -> str:
    """Say how a cost is shared, and what that rests on."""
    en = language == "en"
    by, rests = _WEIGHED[shared.by][en], shared.agreed or str(BY_AREA)
    out, odd = len(shared.excluded), _ODD[shared.remainder][en]
    if en:
        apart = f", without {out} units excluded by agreement" if out else ""
        return f"the actual cost, shared by {by}{apart}, to the fen {odd} ({rests})"
    apart = f"，约定不参加分摊的{out}套除外" if out else ""
    return f"实际费用按{by}分摊{apart}，尾差{odd}（{rests}）"


def item_in_words(item: Item, tariff: str, language: Language = "zh") -> str:
    """Add to the words for its tariff all else that changes what an item charges."""
    en = language == "en"
    told = [tariff, *_scope(item.scope, en)]
    if item.coefficient:
        told.append(
            (f"乘以{item.coefficient}", f"times {item.coefficient}")[en] + f"（{item.agreed}）"
        )
    bounds = (("最低", "at least", item.least), ("最高", "at most", item.most))
    for chinese, english, bound in bounds:
        if bound is not None:
            told.append(f"{(chinese, english)[en]} {_number(bound, 'yuan', language)}")
    for discount in item.discounts:
        borne = (f"由{discount.bearer}承担", f"borne by {discount.bearer}")[en]
        told.append(f"{discount.name}（{borne}）")
    for name, amount in item.components:
        per = item.tariff.per if isinstance(item.tariff, PerArea) else "month"
        told.append(
            f"{('其中', 'of which ')[en]}{name} {_number(amount, f'yuan/sqm/{per}', language)}"
        )
    return ("；", "; ")[en].join(told)


def cycle_in_words(cycle: Cycle, language: Language = "zh") -> str:
    """Say how often an item is billed, and for which months."""
    if language == "en":
        every = "every month" if cycle.every == 1 else f"every {cycle.every} months"
        every += " from hand-over" if cycle.from_hand_over else ""
        back = "month" if cycle.back == 1 else "months"
        return f"{every}, " + (f"{cycle.back} {back} back" if cycle.back else "in advance")
    every = _CYCLES.get(cycle.every, f"每{cycle.every}个月")
    every += "（自交付日起对年对月）" if cycle.from_hand_over else ""
    return f"{every}，" + (f"收取{cycle.back}个月前的费用" if cycle.back else "预收")


def rounding_in_words(rounding: Rounding, language: Language = "zh") -> str:
    """Say to what amounts are rounded, and where."""
    en = language == "en"
    to = MODES[rounding.mode][en] + TO_UNIT[rounding.unit][en]
    if rounding.each == "month":
        return ("每月", "each month ")[en] + to
    return ("每笔", "each line ")[en] + to


def part_months_in_words(schedule: FeeSchedule, language: Language = "zh") -> str:
    """Say how part months count, and from which day a new owner owes."""
    en = language == "en"
    parts = _PRORATIONS[schedule.proration][en], _FIRST_DAYS[schedule.first_day][en]
    return ("；", "; ")[en].join(parts)


def penalty_in_words(penalty: PenaltyTerms | None, language: Language = "zh") -> str:
    """Say the penalty clause; no clause, no penalty."""
    en = language == "en"
    if penalty is None:
        return ("没有约定", "none agreed")[en]
    first = _percent(penalty.daily)
    told = [
        f"{first} a day of what is overdue, as agreed"
        if en
        else f"按合同约定，逾期每日为欠付金额的{first}"
    ]
    for since, rate in penalty.changes:
        since_, changed = day(since, language), _percent(rate)
        told.append(f"from {since_} {changed}" if en else f"自{since_}起{changed}")
    if penalty.grace:
        told.append(_GRACE[penalty.grace_as][en].format(penalty.grace))
    told += [("以{}为限", "at most {}")[en].format(cap.name) for cap in penalty.caps]
    return ("，", ", ")[en].join(told)


def _percent(rate: Decimal) -> str:
    whole, scale = scaled(rate)
    return f"{unscaled(whole * 100, scale)}%"


def _timed(timed: Timed, language: Language) -> str:
    """Free minutes, blocks, and the cap of timed parking."""
    en = language == "en"
    told = []
    if timed.free:
        free = ("{}分钟以内免费", "free up to {} minutes")[en].format(timed.free)
        told.append(free + (("（超过的扣除）", " (deducted)")[en] if timed.free_deducted else ""))
    for block in timed.blocks:
        until = "" if block.until is None else str(block.until)
        if en:
            each = f"{money(block.price)} for each {block.minutes} minutes begun"
            told.append(f"until minute {until}, {each}" if until else each)
        else:
            each = f"每{block.minutes}分钟{money(block.price)}，不足的按{block.minutes}分钟计"
            told.append(f"第{until}分钟以内，{each}" if until else each)
    if timed.cap is not None:
        told.append(f"{_CAPPED[timed.cap_per][en]}{money(timed.cap)}")
    return ("；", "; ")[en].join(told)


def _formula(formula: Formula, language: Language) -> str:
    """A formula, and the numbers of the contract in it."""
    en, units = language == "en", dict(formula.units)
    told = [("按公式 {}", "by formula {}")[en].format(formula), _PER[formula.per][en]]
    told += [
        f"{name} = {_price(value, units.get(name, ''), language)}"
        for name, value in formula.constants
    ]
    return ("，", ", ")[en].join(told)


def _price(price: Decimal | Dated[Decimal], unit: str, language: Language) -> str:
    if not isinstance(price, Dated):
        return _number(price, unit, language)
    en = language == "en"
    steps = [
        (f"from {day(since, 'en')} " if en else f"自{day(since)}起 ")
        + _number(rate, unit, language)
        for since, rate in price.steps
    ]
    return ("，", ", ")[en].join(steps)


def _number(number: Decimal, unit: str, language: Language) -> str:
    return value_of(Input("number", unit), {"number": number}, language)


def _scope(scope: Scope | None, en: bool) -> tuple[str, ...]:
    """Who is charged, without naming a room."""
    if scope is None or scope == Scope():
        return ()
    if scope.named:
        count = len(scope.named)
        return (f"for {count} named units" if en else f"限指定的{count}套",)
    if en:
        entrance = f", entrance {scope.entrance}" if scope.entrance else ""
        return (f"for building {scope.building}{entrance}",)
    return (f"限{scope.building}栋" + (f"{scope.entrance}单元" if scope.entrance else ""),)
