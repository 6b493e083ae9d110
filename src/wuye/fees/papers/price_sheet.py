"""The price sheet (收费标准公示表): a fee schedule as it is posted for everyone to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import field, frozen

from ...errors import RuleError, UnknownError
from ...explain import Input, Language
from ...explain.words import value_of
from ...format import days, fact
from ...html import element, page, table
from ...law import property_regulations
from ...law.checks import GuidedPrice
from ...law.reference import Finding
from ..items import Item
from ..schedules import FeeSchedule
from .schedule_words import (
    SAID,
    cycle_in_words,
    item_in_words,
    part_months_in_words,
    penalty_in_words,
    rounding_in_words,
    tariff_in_words,
)

_HEADINGS = (
    ("收费项目", "服务内容", "收费标准", "计费周期", "收款方"),
    ("Item", "Service", "Price", "Cycle", "Creditor"),
)


def _pairs(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(dict(given).items())


@frozen(kw_only=True)
class PriceSheet:
    """A price sheet: each item with its tariff in words, and the terms of the schedule.

    Make one with :func:`publication_sheet`.  ``services`` tell what is done for each item,
    by its code; ``described`` are tariffs in the host's own words; ``hotline`` is whom to
    call with a complaint about prices (价格举报电话).
    """

    schedule: FeeSchedule
    services: tuple[tuple[str, str], ...] = field(converter=_pairs)
    described: tuple[tuple[str, str], ...] = field(converter=_pairs)
    hotline: str = ""

    def rows(self, language: Language = "zh") -> tuple[tuple[str, ...], ...]:
        """One row an item: name, what is done, how it is charged, how often, for whom."""
        services = dict(self.services)
        return tuple(
            (
                item.name,
                services.get(item.code, ""),
                item_in_words(item, self._tariff(item, language), language),
                cycle_in_words(item.cycle, language),
                item.creditor or self.schedule.creditor,
            )
            for item in self.schedule.items
        )

    def terms(self, language: Language = "zh") -> tuple[tuple[str, str], ...]:
        """What holds for all items, each with its label; what is not said is left out."""
        schedule, en = self.schedule, language == "en"
        due, force = schedule.terms.due.day, schedule.in_force
        terms = (
            (("项目", "Project"), schedule.project),
            (("物业类型", "Property"), SAID.get(schedule.use, ("", ""))[en]),
            (("服务等级", "Grade of service"), schedule.grade),
            (("价格管理形式", "Price regime"), self._regime(language)),
            (("计费方式", "Charging regime"), SAID.get(schedule.charging_regime, ("", ""))[en]),
            (("不足月与起始", "Part months and start"), part_months_in_words(schedule, language)),
            (("进位", "Rounding"), rounding_in_words(schedule.rounding, language)),
            (("交费期限", "Due"), f"by day {due} of the month" if en else f"每月{due}日（含）前"),
            (("违约金", "Penalty"), penalty_in_words(schedule.terms.penalty, language)),
            (("收费单位", "Creditor"), schedule.creditor),
            (("收款账户", "Account"), schedule.payee),
            (("执行期间", "In force"), days(force.start, force.last, language)),
            (("价格举报电话", "Complaints about prices"), self.hotline),
        )
        return tuple((label[en], told) for label, told in terms if told)

    def missing(self, *, on: date) -> tuple[Finding, ...]:
        """List what is to be posted and is not on the sheet; () when nothing is missing."""
        return tuple(self._missing(on))

    def text(self, language: Language = "zh") -> str:
        """Write it as plain text."""
        rows = ["　".join(filter(None, row)) for row in self.rows(language)]
        return "\n".join([self._title(language), *rows, *self._told(language)]) + "\n"

    def html(self, language: Language = "zh") -> str:
        """Write it as one page to print and post."""
        return page(
            self._title(language),
            table(_HEADINGS[language == "en"], self.rows(language)),
            *(element("p", told) for told in self._told(language)),
            language=language,
        )

    def _told(self, language: Language) -> list[str]:
        return [fact(label, told, language) for label, told in self.terms(language)]

    def _tariff(self, item: Item, language: Language) -> str:
        return dict(self.described).get(item.code) or tariff_in_words(item.tariff, language) or ""

    def _title(self, language: Language) -> str:
        words = ("收费标准公示", "Published charges")[language == "en"]
        return f"{self.schedule.name}　{words}"

    def _regime(self, language: Language) -> str:
        schedule = self.schedule
        guides = [(item.name, item.guide) for item in schedule.items if item.guide]
        by = [schedule.guided_by] if schedule.guided_by else []
        told = [SAID[schedule.price_regime][language == "en"]] if schedule.price_regime else []
        told += [f"{name}{_guide(guide, language)}" for name, guide in guides]
        return ("；", "; ")[language == "en"].join(told + by)

    def _missing(self, on: date) -> Iterator[Finding]:
        schedule, cite = self.schedule, property_regulations.cite
        served = dict(self.services)
        silent = [item.name for item in schedule.items if not served.get(item.code)]
        if silent:
            says = f"没有标示服务内容：{'、'.join(silent)}"
            yield Finding("services-not-told", says, cite("marking", "7", on))
        if not schedule.grade:
            says = "没有公示服务标准（服务等级）"
            yield Finding("grade-not-told", says, cite("charges", "8", on))
        if not schedule.charging_regime:
            says = "没有写明包干制还是酬金制"
            yield Finding("no-charging-form", says, cite("charges", "9", on), stops=False)
        told = {
            "价格管理形式": schedule.price_regime,
            "价格举报电话": self.hotline,
            "基准价和浮动幅度": schedule.price_regime != "guided"
            or any(item.guide for item in schedule.items),
            "政府指导价的收费依据": schedule.price_regime != "guided" or schedule.guided_by,
        }
        lacking = [what for what, there in told.items() if not there]
        if lacking:
            says = f"没有公示{'、'.join(lacking)}（2004年规定的条文未核实，请核对）"
            posted = cite("marking-2004", "公示内容", on)
            yield Finding("marking-not-complete", says, posted, stops=False)


def publication_sheet(
    schedule: FeeSchedule,
    *,
    services: Mapping[str, str] | None = None,
    described: Mapping[str, str] | None = None,
    hotline: str = "",
) -> PriceSheet:
    """Write a fee schedule as a price sheet (收费标准公示表).

    A tariff that has no words here must be ``described`` by the host; an item without a
    price must not be posted (明码标价和禁止价格欺诈规定 7), so all that lack one are one
    :class:`~wuye.errors.RuleError`.  No hotline is known to the tables of the law: give the
    one of the place.

    >>> from ...bills import PenaltyTerms
    >>> from ...dates import DueDay, Period
    >>> from ...rounding import Rounding
    >>> from ..schedules import Terms
    >>> from ..tariffs import PerArea
    >>> schedule = FeeSchedule(
    ...     "2026 住宅", creditor="锦苑物业", in_force=Period.year(2026),
    ...     items=[Item("property", "物业服务费", PerArea("2.80"))],
    ...     terms=Terms(DueDay(25), PenaltyTerms("0.0003")), rounding=Rounding.fen(each="line"),
    ... )
    >>> sheet = publication_sheet(schedule, services={"property": "保洁、绿化、秩序维护"})
    >>> print("　".join(sheet.rows()[0]))
    物业服务费　保洁、绿化、秩序维护　按计费面积，2.80 元/㎡·月　每月，预收　锦苑物业
    >>> [found.code for found in sheet.missing(on=date(2026, 1, 1))]
    ['grade-not-told', 'no-charging-form', 'marking-not-complete']
    """
    services, described = services or {}, described or {}
    codes = {item.code for item in schedule.items}
    strange = sorted((services.keys() | described.keys()) - codes)
    if strange:
        raise UnknownError("no such items", strange, schedule.name, f"items: {sorted(codes)}")
    silent = [
        item.code
        for item in schedule.items
        if not described.get(item.code) and tariff_in_words(item.tariff) is None
    ]
    if silent:
        raise RuleError(
            "tariffs that have no words", silent, schedule.name, "say them in described={code: ...}"
        )
    return PriceSheet(schedule=schedule, services=services, described=described, hotline=hotline)


def _guide(guide: GuidedPrice, language: Language) -> str:
    base = value_of(Input("base", "yuan/sqm/month"), {"base": guide.base}, language)
    if language == "en":
        return f": base {base}, up {guide.up}%, down {guide.down}%"
    return f"基准价 {base}，上浮{guide.up}%，下浮{guide.down}%"
