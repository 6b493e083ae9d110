"""What an item is (收费项目说明), with the numbers of a bill line, for whoever pays it.

>>> from ...dates import DueDay, Period
>>> from ...estate import Community, Owner, Unit
>>> from ...rounding import Rounding
>>> from ..issuing import issue
>>> from ..items import Item
>>> from ..schedules import Terms
>>> from ..tariffs import PerArea
>>> schedule = FeeSchedule(
...     "2026 住宅", creditor="锦苑物业", in_force=Period.year(2026), terms=Terms(DueDay(25)),
...     items=[Item("property", "物业服务费", PerArea("2.80"))], rounding=Rounding.fen(each="line"),
... )
>>> estate = Community("锦苑", [Unit("1-101", "100", Owner("O-1"))])
>>> line = issue(estate, schedule, Period.month(2026, 10)).bills[0]["property"]
>>> print(what_is(line, schedule).text())
物业服务费：280.00 元，对应2026年10月1日至2026年10月31日。
按面积收费：面积乘以单价。
计算：100.00 ㎡ × 2.80 元/㎡·月 × 1 个月 = 280.00 元。
价格写在收费标准「2026 住宅」里。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import field, frozen

from ...bills import BillLine
from ...explain import Basis, Input, Language, Rounded
from ...explain.words import formula_of, value_of
from ...format import day, days
from ..papers.publication import Place, Publication
from ..schedules import FeeSchedule
from .amounts import yuan
from .causes import Cause, Pair, cause_of, word
from .workings import Working, plain, units_of, working

#: The first of these words among a line's inputs tells how the item is charged.
_WAYS: Mapping[str, Pair] = {
    "closing": (
        "按表收费：这次读数减上次读数是用量，用量乘以单价",
        "Charged by meter: this reading less the last one is the usage; usage times price",
    ),
    "minutes": ("按停车时间收费", "Charged by the time parked"),
    "constant": (
        "按合同约定的公式收费",
        "Charged by the formula agreed in the contract",
    ),
    "area": ("按面积收费：面积乘以单价", "Charged by area: area times price"),
    "building_area": (
        "按建筑面积收费：面积乘以单价",
        "Charged by building area: area times price",
    ),
    "interior_area": (
        "按套内面积收费：面积乘以单价",
        "Charged by interior area: area times price",
    ),
    "households": ("按户收费：户数乘以单价", "Charged by household: households times price"),
    "spaces": (
        "按车位收费：车位数乘以单价",
        "Charged by parking space: spaces times price",
    ),
    "flat": ("按固定的金额收费", "A fixed amount"),
    "brought_forward": (
        "这是从以前的账上转过来的金额",
        "An amount brought over from the books kept before",
    ),
}
_OTHERWISE: Pair = ("按约定的办法收费", "Charged as agreed")
_PLACES: Mapping[Place, Pair] = {
    "notice-board": ("公告栏", "on the notice board"),
    "lobby": ("大堂", "in the lobby"),
    "office": ("物业服务中心", "in the property office"),
    "app": ("手机应用", "in the app"),
    "website": ("网站", "on the website"),
    "group": ("业主群", "in the owners' group"),
}


@frozen(kw_only=True)
class WhatIs:
    """What an item is, how this line of it was computed, and where its price stands.

    ``schedule`` is the name of the fee schedule, empty where it was not given; ``shown`` are
    the publications in which it could be seen.
    """

    line: BillLine
    schedule: str
    shown: tuple[Publication, ...] = field(converter=tuple[Publication, ...])

    def text(self, language: Language = "zh") -> str:
        """Write it for the resident, a sentence a line."""
        end = ("。", ".")[language == "en"]
        return "\n".join(f"{sentence}{end}" for sentence in self._sentences(language))

    def _sentences(self, language: Language) -> Iterator[str]:
        line, en = self.line, language == "en"
        of, on = working([line]), days(line.service.start, line.service.last, language)
        amount = yuan(line.amount, language)
        yield f"{line.name}: {amount}, for {on}" if en else f"{line.name}：{amount}，对应{on}"
        yield share_in_words(line, language) if of.shared else _way(of)[en]
        if {"closing", "opening"} <= of.inputs.keys():
            now, last = (_told(end, of, language) for end in ("closing", "opening"))
            yield (
                f"This reading {now}, last reading {last}"
                if en
                else f"这次读数 {now}，上次读数 {last}"
            )
        yield ("计算：", "Working: ")[en] + _computed(line, language)
        causes = {cause_of(*each) for each in units_of(of.expr).items()}
        if Cause.WAIVERS in causes:
            yield ("减免或优惠已经扣除", "Waivers and discounts are taken off already")[en]
        yield from ((f"依据：{cite}", f"It rests on {cite}")[en] for cite in line.basis.cites)
        yield from self._price(language)

    def _price(self, language: Language) -> Iterator[str]:
        en = language == "en"
        if not self.schedule:
            yield (
                "价格写在收费标准里，可以向物业服务中心查看",
                "The price stands in the fee schedule; ask the property office to see it",
            )[en]
            return
        name = self.schedule
        yield (
            f'The price stands in the fee schedule "{name}"'
            if en
            else f"价格写在收费标准「{name}」里"
        )
        for each in self.shown:
            where, since = _PLACES[each.channel][en], day(each.since, language)
            yield f"It can be seen {where} since {since}" if en else f"{since}起可以在{where}看到"


def what_is(
    line: BillLine,
    schedule: FeeSchedule | None = None,
    *,
    publications: Iterable[Publication] = (),
    on: date | None = None,
) -> WhatIs:
    """Say what the item of a line is, how it was computed, and where its price stands.

    With the ``schedule`` it was charged by and the records of its publication, it says where
    the price can be seen ``on`` a day, the first day of service unless told otherwise.

    Raises :class:`~wuye.errors.UnknownError` for a line of an item that the schedule has not.
    """
    if schedule is None:
        return WhatIs(line=line, schedule="", shown=())
    schedule.item(line.item)
    asked = on or line.service.start
    shown = [each for each in publications if each.schedule == schedule.name and each.holds(asked)]
    return WhatIs(line=line, schedule=schedule.name, shown=shown)


def _way(of: Working) -> Pair:
    words = set(map(word, of.inputs))
    return next((told for each, told in _WAYS.items() if each in words), _OTHERWISE)


def share_in_words(line: BillLine, language: Language = "zh") -> str:
    """Say of what cost a line is a share, over how much it is shared, and how much is mine."""
    of, en = working([line]), language == "en"
    named = dict.fromkeys((Cause.COST, Cause.SHARERS, Cause.QUANTITY), "")
    for name, unit in units_of(of.expr).items():
        cause = cause_of(name, unit)
        if cause in named and not named[cause]:
            named[cause] = _told(name, of, language)
    cost, all_, mine = named.values()
    if en:
        return (
            f"A cost shared by all: {cost} in total, shared over {all_}, of which yours is {mine}"
        )
    return f"大家一起承担的费用：总费用 {cost}，由 {all_}一起分摊，其中您家 {mine}"


def _told(name: str, of: Working, language: Language) -> str:
    return value_of(Input(name, units_of(of.expr)[name]), of.inputs, language)


def _computed(line: BillLine, language: Language) -> str:
    """The working, without the steps by which the odd fen of a shared cost were given out."""
    if not working([line]).shared:
        return line.why(language)
    expr, inputs = plain(line), line.basis.inputs
    basis = Basis(expr, inputs)
    if basis.evaluate() == line.amount:
        return basis.why(language)
    exact = expr.of if isinstance(expr, Rounded) else expr
    formula, amount = formula_of(exact, dict(inputs), language), yuan(line.amount, language)
    if language == "en":
        return f"{formula}; so that all shares make the whole cost to the fen, yours is {amount}"
    return f"{formula}；为了让各家的金额合起来正好是总费用，您家是 {amount}"
