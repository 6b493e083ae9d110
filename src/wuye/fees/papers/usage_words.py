"""Tariffs of usage in words (按表计量的文字表述): one price, or prices in tiers.

>>> from ..meters.cuts import Cut
>>> water = Tiered([("18", "2.45"), (None, "3.68")], "water", Cut.last_read(), per="month")
>>> usage_in_words(water)
'按水表计量，每月 18 m³以内 2.45 元/m³，以上 3.68 元/m³'
>>> usage_in_words(Metered("3.60", "water", Cut.last_read()), "en")
'by water meter, 3.60 yuan/m³'
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ...citation import Dated
from ...explain import Input, Language
from ...explain.words import UNITS, value_of
from ...format import day
from ..meters.meter import KINDS
from ..tariffs.usage import Metered, Tiered, Tiers

_PER = {
    "month": ("每月", "each month"),
    "period": ("每个计费周期", "each period"),
    "year": ("每年", "each year"),
}


def usage_in_words(tariff: Metered | Tiered, language: Language = "zh") -> str:
    """Say how what a meter counts is charged."""
    en = language == "en"
    name, measure = KINDS[tariff.kind]
    told = [f"by {tariff.kind.replace('-', ' ')} meter" if en else f"按{name}计量"]
    if isinstance(tariff, Metered):
        told.append(_dated(tariff.rate, measure, language))
        return ("，", ", ")[en].join(told)
    if tariff.base is not None:
        base = _dated(tariff.base, measure, language)
        told.append(f"{base} for all of it, and on top" if en else f"全部用量 {base}，另加")
    per = _PER[tariff.per][en]
    if isinstance(tariff.tiers, Dated):
        steps = tariff.tiers.steps
        told += [f"{_since(since, en)}{per} {_tiers(x, measure, language)}" for since, x in steps]
    else:
        told.append(f"{per} {_tiers(tariff.tiers, measure, language)}")
    if tariff.per_person is not None:
        base_persons, more = tariff.per_person
        each = _number(more, measure, language)
        told.append(
            f"each bound higher by {each} for each person beyond {base_persons}"
            if en
            else f"超过{base_persons}人的，每多1人各档提高 {each}"
        )
    return ("，", ", ")[en].join(told)


def _tiers(tiers: Tiers, measure: str, language: Language) -> str:
    en = language == "en"
    told: list[str] = []
    for upto, price in tiers:
        costs = _number(price, f"yuan/{measure}", language)
        bound = "" if upto is None else _number(upto, measure, language)
        if en:
            told.append(f"{costs} up to {bound}" if bound else f"{costs} beyond")
        else:
            told.append(f"{bound}以内 {costs}" if bound else f"以上 {costs}")
    return ("，", ", ")[en].join(told)


def _dated(price: Decimal | Dated[Decimal], measure: str, language: Language) -> str:
    unit = f"yuan/{measure}"
    if not isinstance(price, Dated):
        return _number(price, unit, language)
    en = language == "en"
    steps = [_since(since, en) + _number(rate, unit, language) for since, rate in price.steps]
    return ("，", ", ")[en].join(steps)


def _since(since: date, en: bool) -> str:
    return f"from {day(since, 'en')} " if en else f"自{day(since)}起 "


def _number(number: Decimal, unit: str, language: Language) -> str:
    known = unit if unit in UNITS else unit.partition("/")[0] if "/" in unit else ""
    return value_of(Input("number", known), {"number": number}, language)
