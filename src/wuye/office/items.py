"""The items of office.toml: what is charged, to whom, how often, and what changes the price.

Each tariff has keys of its own beside those of every item; see :mod:`.tariffs`.

>>> cells = {"code": "x", "name": "电梯费", "tariff": "flat", "rate": "30", "building": "3"}
>>> told = read_item(Cell("office.toml"), cells, Faults())
>>> told.item.tariff, told.item.scope.building
(Flat(amount=Decimal('30'), per='unit', spaces=()), '3')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from attrs import evolve, frozen

from .. import fees
from ..estate import Community, Scope
from ..estate.units import Use
from ..exchange import Cell, Faults, Row
from ..fees.papers.schedule_words import tariff_in_words
from ..law.checks import GuidedPrice
from .keys import AnyKey, Key, Several, Tables, read_keys, whole, words, yes
from .tariffs import GUIDE, KINDS, decimal, room

_DISCOUNT = (
    Key("name", needed=True),
    Key("bearer", needed=True),
    Key("keep", decimal),
    Key("free", whole),
    Key("of", whole),
)
_ITEM: tuple[AnyKey, ...] = (
    Key("code", needed=True),
    Key("name", needed=True),
    Key("tariff", needed=True),
    Key("building", otherwise=""),
    Key("entrance", otherwise=""),
    Key("use", words(*get_args(Use)), ""),
    Several("units", room),
    Key("every_months", whole),
    Key("first_month", whole, 1),
    Key("arrears_months", whole, 0),
    Key("from_hand_over", yes, otherwise=False),
    Key("coefficient", otherwise=""),
    Key("agreed", otherwise=""),
    Key("least", decimal),
    Key("most", decimal),
    Tables("discounts", _DISCOUNT),
    Key("price_change", words("locked", "top-up"), ""),
    Key("creditor", otherwise=""),
    Key("payee", otherwise=""),
    Key("service", otherwise=""),
    Key("described", otherwise=""),
)


@frozen
class Told:
    """An item as office.toml tells it: where it stands, and what was made of it."""

    at: Cell
    code: str
    item: fees.Item
    service: str
    described: str

    @property
    def shared(self) -> bool:
        """Whether it shares a cost that the month brings."""
        return isinstance(self.item.tariff, fees.Shared)


def read_item(at: Cell, cells: Mapping[str, object], faults: Faults) -> Told | None:
    """Read one item; None when it has a fault."""
    named = cells.get("tariff")
    if named is not None and named not in KINDS:
        told = evolve(at, column="tariff", value=str(named))
        faults.add(told, "unknown", f"没有这种计费方式；应为：{'、'.join(KINDS)}")
        return None
    before = len(faults.issues)
    keys = KINDS[str(named)].keys if named else ()
    row = read_keys(at, (*_ITEM, *keys), cells, faults)
    if len(faults.issues) > before:
        return None
    guide = [row.values.get(name) is None for name in GUIDE]
    if any(guide) != all(guide):
        faults.add(at, "rule", f"政府指导价的 {'、'.join(GUIDE)} 要写全")
        return None
    if row["coefficient"] and not row["agreed"]:
        faults.add(row.cell("agreed"), "rule", "系数要有约定：写明合同条款或业主大会的决定")
        return None
    with faults.at(at):
        tariff = KINDS[row["tariff"]].make(row, faults)
        discounts = [_discount(each, faults) for each in row["discounts"]]
        if len(faults.issues) == before:
            item = _item(row, tariff, discounts)
            return Told(at, row["code"], item, row["service"], row["described"])
    return None


def _item(row: Row, tariff: Any, discounts: Iterable[Any]) -> fees.Item:
    yearly = row["from_hand_over"]
    every = row["every_months"] or (12 if yearly else 1)
    same = ("coefficient", "agreed", "least", "most", "price_change", "creditor", "payee")
    return fees.Item(
        row["code"],
        row["name"],
        tariff,
        fees.Cycle(every, row["arrears_months"], row["first_month"], from_hand_over=yearly),
        scope=_scope(row),
        discounts=discounts,
        components=[(each["name"], each["amount"]) for each in row.values.get("components", ())],
        guide=_guide(row),
        **{name: row[name] for name in same},
    )


def _guide(row: Row) -> GuidedPrice | None:
    guide = [row.values.get(name) for name in GUIDE]
    return None if None in guide else GuidedPrice(*guide)


def _discount(row: Row, faults: Faults) -> fees.Discount | fees.FreeMonths | None:
    kept, free = row["keep"] is not None, (row["free"] is not None, row["of"] is not None)
    if kept == any(free) or any(free) != all(free):
        faults.add(row.at, "rule", "折扣写 keep（折后留多少），赠送月写 free 和 of，二者取一")
        return None
    with faults.at(row.at):
        if kept:
            return fees.Discount(row["name"], row["keep"], bearer=row["bearer"])
        return fees.FreeMonths(row["name"], row["free"], of=row["of"], bearer=row["bearer"])
    return None


def _scope(row: Row) -> Scope | None:
    if not (row["building"] or row["entrance"] or row["use"] or row["units"]):
        return None
    place = {name: row[name] for name in ("building", "entrance", "use")}
    return Scope(**place, named=row["units"])


def wordless(told: Told) -> bool:
    """Whether nobody has said in words how an item is charged."""
    return not told.described and tariff_in_words(told.item.tariff) is None


def check_units(items: Iterable[Told], estate: Community, faults: Faults) -> None:
    """Note the items that are for units which are not in the community."""
    for told in items:
        if told.item.scope:
            with faults.at(told.at):
                told.item.scope.units(estate)
        excluded = getattr(told.item.tariff, "excluded", ())
        unknown = sorted(unit for unit in excluded if unit not in estate)
        if unknown:
            at = evolve(told.at, column="excluded", value="、".join(unknown))
            faults.add(at, "unknown", "没有这样的房屋")
