"""Causes in words (变化原因的文字表述), as a resident would say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...explain import Input, Language
from ...explain.words import value_of
from ...money import Money
from .amounts import signed
from .causes import Cause, Pair, cause_of
from .workings import Working, units_of

#: What a cause is called, before the numbers behind it.
_CALLED: Mapping[Cause, Pair] = {
    Cause.DAYS: ("收费天数", "days charged"),
    Cause.QUANTITY: ("数量", "quantity"),
    Cause.RATE: ("单价", "price"),
    Cause.COST: ("要分摊的总费用", "total cost to share"),
    Cause.SHARERS: ("一起分摊的总量", "what the cost is shared over"),
}
#: How a cause is told where no single number stands behind it.
_TOLD: Mapping[Cause, Pair] = {
    Cause.DAYS: ("收费天数不同", "other days are charged"),
    Cause.QUANTITY: ("面积、用量或数量不同", "another area, usage or count"),
    Cause.RATE: ("单价不同", "another price"),
    Cause.COST: ("要分摊的总费用不同", "another total cost to share"),
    Cause.SHARERS: ("一起分摊的情况不同", "shared among others"),
    Cause.WAY: ("收费办法不同", "charged in another way"),
    Cause.BILLED: ("以前的账单已经收过的部分", "what earlier bills charged already"),
    Cause.WAIVERS: ("减免或优惠不同", "another waiver or discount"),
    Cause.NEW: ("只在这份账单上", "on this bill alone"),
    Cause.ENDED: ("这份账单上没有了", "no longer on this bill"),
    Cause.HOUSEHOLD: (
        "双方各自的情况不同（例如用量、天数、减免或收费项目）",
        "what concerns each household alone (such as usage, days, waivers or items)",
    ),
}


def in_words(
    cause: Cause, name: str, was: Pair, now: Pair, amount: Money, language: Language
) -> str:
    """Write what one cause makes: the item, the cause, the numbers behind it, the amount."""
    en = language == "en"
    told = _TOLD[cause][en]
    if was[en] and now[en]:
        called = _CALLED[cause][en]
        told = (
            f"{called} from {was[en]} to {now[en]}" if en else f"{called}由 {was[en]}变为 {now[en]}"
        )
    about = f"{name}{('：', ': ')[en]}" if name else ""
    return f"{about}{told}{('，', ', ')[en]}{signed(amount, language)}"


def facts(cause: Cause, of: Working) -> Pair:
    """The number behind a cause, in Chinese and English; empty where there is no single one."""
    chinese, english = (
        (("；", "; ")[language == "en"]).join(dict.fromkeys(_facts(cause, of, language)))
        for language in ("zh", "en")
    )
    return chinese, english


def _facts(cause: Cause, of: Working, language: Language) -> Iterator[str]:
    match cause:
        case Cause.DAYS:
            days = sum(line.service.days for line in of.lines)
            yield f"{days} {('天', 'days')[language == 'en']}"
        case Cause.QUANTITY | Cause.RATE:
            for line in of.lines:
                for quantity, rate in line.basis.prices(language):
                    yield quantity if cause is Cause.QUANTITY else rate
        case Cause.COST | Cause.SHARERS:
            for name, unit in units_of(of.expr).items():
                if cause_of(name, unit) is cause:
                    yield value_of(Input(name, unit), of.inputs, language)
