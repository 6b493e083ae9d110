"""The monthly disclosure of a shared cost (公摊费用公示): total, drivers, sharers, shares.

Shares are told by room and never by name: what each household *owes* is nobody else's
business (个人信息保护法 25), how a common cost was shared is everybody's (民法典 943).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain, islice

from attrs import field, frozen
from attrs.converters import optional

from ...citation import Citation
from ...dates import Period
from ...errors import MoneyError, RuleError, UnknownError
from ...explain import Bounded, Column, Expr, Input, Language, Op, Rounded, Share, Whole, inputs_at
from ...explain.words import UNITS, value_of
from ...format import days, fact, money
from ...html import Markup, element, page, table
from ...law import civil_code
from ...law.checks import unread
from ...law.local_entries import Disclosure as Asked
from ...law.local_entries import Entry, Topic
from ...law.local_regulations import RULES
from ...law.local_rules import Found, look_up
from ...law.reference import Finding
from ...money import Money, exact, scaled, unscaled
from ..lines import Evaluators, Lines
from ..runs import Run
from ..tariffs import Shared
from .schedule_words import sharing_in_words

_WORDS = {
    "title": ("公摊费用公示", "Disclosure of a shared cost"),
    "period": ("服务期间", "Period"),
    "total": ("费用总额", "Total"),
    "way": ("分摊方式", "Way of sharing"),
    "sharers": ("参加分摊", "Sharers"),
}
_DRIVERS = (("用途", "用量", "单价", "金额（元）"), ("Use", "Quantity", "Price", "Amount (yuan)"))
_SHARES = (("房号", "权数", "分摊金额（元）"), ("Room", "Weight", "Share (yuan)"))


def _driven(value: object) -> Decimal:
    number = exact(value, place="Driver")
    if number < 0:
        raise MoneyError("a driver is not below 0", str(number), "Driver", "give 0 or more")
    return number


@frozen
class Driver:
    """What drove a cost (用量): hours of lifts, hours of lamps, power, with its own quantity.

    ``unit`` is a unit of explanations, such as ``"kwh"``, or the trade's own word, such as
    小时.  ``price`` is yuan for one; ``amount`` is what it came to on the supplier's bill.

    >>> Driver("电梯运行", "1240", "小时")
    Driver(name='电梯运行', quantity=Decimal('1240'), unit='小时', price=None, amount=None)
    """

    name: str
    quantity: Decimal = field(converter=_driven)
    unit: str
    price: Decimal | None = field(default=None, converter=optional(_driven), kw_only=True)
    amount: Money | None = field(default=None, converter=optional(Money), kw_only=True)


@frozen
class RoomShare:
    """The share of one room, and what it weighs.

    Where a room was there for a part of the period alone, all weigh by their days too.
    """

    unit: str
    weight: Decimal
    amount: Money


@frozen(kw_only=True)
class Disclosure:
    """A shared cost as it is made public; make one with :func:`disclosure`.

    ``rooms`` have the shares of the tariff, before any waiver: a relief is borne by the company
    or a third party and is nobody else's affair.  They add up to ``total``.
    """

    item: str
    name: str
    project: str
    service: Period
    total: Money
    drivers: tuple[Driver, ...]
    sharing: Shared
    measure: str
    rooms: tuple[RoomShare, ...] = field(repr=False)
    cites: tuple[Citation, ...]

    @property
    def sharers(self) -> int:
        """How many rooms share."""
        return len(self.rooms)

    def rows(self) -> Iterator[tuple[str, Decimal, Money]]:
        """One row a room: room, weight, share."""
        return ((share.unit, share.weight, share.amount) for share in self.rooms)

    def missing(
        self, place: str, *, on: date, rules: Iterable[Entry] = RULES
    ) -> tuple[Finding, ...]:
        """List what the rules of a place ask to be made public and is not told here.

        A place that was not read is told as such.
        """
        local = look_up(place, Topic.DISCLOSURE, on=on, rules=rules)
        found = [*unread(local, civil_code.cite("943", on))]
        there = {
            "用量": bool(self.drivers),
            "单价": bool(self.drivers) and all(each.price is not None for each in self.drivers),
            "金额": True,
        }
        for rule in local.rules if isinstance(local, Found) else ():
            asked = rule.terms.what if isinstance(rule.terms, Asked) else ()
            lacking = [what for what in asked if not there.get(what, True)]
            if lacking:
                says = f"{self.name}的公示没有{'、'.join(lacking)}"
                found.append(Finding("disclosure-not-complete", says, rule.article.cite))
        return tuple(found)

    def text(self, language: Language = "zh", *, rooms: bool = True) -> str:
        """Write it as plain text; without ``rooms`` the total and the way of sharing alone."""
        told = [self._title(language), *self._facts(language)]
        told += ["　".join(filter(None, row)) for row in self.driver_rows(language)]
        told += ["　".join(row) for row in self._share_rows(language)] if rooms else []
        return "\n".join(told) + "\n"

    def html(self, language: Language = "zh", *, rooms: bool = True) -> str:
        """Write it as one page to print and post."""
        return page(self._title(language), *self._parts(language, rooms=rooms), language=language)

    def section(self, language: Language = "zh", *, rooms: bool = True) -> Markup:
        """Write it as a part of a page."""
        head = element("h2", self._title(language))
        return element("section", head, *self._parts(language, rooms=rooms))

    def _parts(self, language: Language, *, rooms: bool) -> Iterator[Markup]:
        en = language == "en"
        yield from (element("p", told) for told in self._facts(language))
        if self.drivers:
            yield table(_DRIVERS[en], self.driver_rows(language))
        if rooms:
            yield table(_SHARES[en], self._share_rows(language))

    def _title(self, language: Language) -> str:
        project = f"{self.project}　" if self.project else ""
        return f"{project}{self.name}　{_WORDS['title'][language == 'en']}"

    def _facts(self, language: Language) -> Iterator[str]:
        en, count = language == "en", self.sharers
        facts = {
            "period": days(self.service.start, self.service.last, language),
            "total": money(self.total),
            "way": sharing_in_words(self.sharing, language),
            "sharers": f"{count} rooms" if en else f"{count}套",
        }
        return (fact(_WORDS[name][en], told, language) for name, told in facts.items())

    def driver_rows(self, language: Language = "zh") -> list[tuple[str, ...]]:
        """One row a driver: use, quantity, price, amount."""
        return [
            (
                driver.name,
                _measured(driver.quantity, driver.unit, language),
                _price(driver, language),
                "" if driver.amount is None else str(driver.amount),
            )
            for driver in self.drivers
        ]

    def _share_rows(self, language: Language) -> list[tuple[str, ...]]:
        return [
            (share.unit, _measured(share.weight, self.measure, language), str(share.amount))
            for share in self.rooms
        ]


def disclosure(run: Run, item: str, drivers: Iterable[Driver] = ()) -> Disclosure:
    """Make a shared cost of a run public: the shares of all rooms, which add up to it.

    Raises :class:`~wuye.errors.UnknownError` when the run shared no cost under that code,
    and :class:`~wuye.errors.RuleError` when it does not hold every share, because a part was
    billed by an earlier run, or when the amounts of the drivers do not make the total.
    """
    place = f"disclosure of {item}"
    made = [lines for lines in run.lines if lines.item.code == item]
    parts = [(lines, share) for lines in made for share in _shares_in(lines.expr)]
    if not parts or not isinstance(made[0].item.tariff, Shared):
        way_out = "see the lines of the run, and what it skipped"
        raise UnknownError("no cost was shared under this code", item, place, way_out)
    (lines, share), tariff = parts[0], made[0].item.tariff
    whole, total = _input(share.whole), Money(_one(lines, _input(share.total)))
    found = {room.unit: room for part in parts for room in _rooms(*part)}
    # in the order of the community: another would show who was given a waiver
    rooms = tuple(found[unit.id] for unit in run.estate.units if unit.id in found)
    _check_sum(total, [room.amount for room in rooms], place, "disclose the run that shared it")
    drivers = tuple(drivers)
    amounts = [driver.amount for driver in drivers if driver.amount is not None]
    if amounts:
        nothing = Money("0")
        told = [driver.amount or nothing for driver in drivers]
        _check_sum(total, told, place, "give each driver the amount of its bill, or none")
    return Disclosure(
        item=item,
        name=lines.item.name,
        project=run.schedule.project,
        service=Period(min(m.days.start for m in made), max(m.days.end for m in made)),
        total=total,
        drivers=drivers,
        sharing=tariff,
        measure=whole.unit,
        rooms=rooms,
        cites=lines.cites,
    )


def _shares_in(expr: Expr) -> Iterator[Share]:
    """The share in a tree that goes on to waivers, discounts and parts of a period."""
    match expr:
        case Share():
            yield expr
        case Op(left=left, right=right):
            yield from islice(chain(_shares_in(left), _shares_in(right)), 1)
        case Rounded(of=inner) | Whole(of=inner) | Bounded(of=inner):
            yield from _shares_in(inner)


def _rooms(lines: Lines, share: Share) -> Iterator[RoomShare]:
    """The share of each room, whoever bears what of it."""
    fens = Evaluators().fen(share, lines.inputs, len(lines.units))
    for at, (unit, fen) in enumerate(zip(lines.units, fens, strict=True)):
        weight = _weight(share.weight, dict(inputs_at(lines.inputs, at)))
        yield RoomShare(unit.id, weight, Money.of_fen(fen))


def _weight(expr: Expr, inputs: Mapping[str, Decimal]) -> Decimal:
    """What a room weighs: an input, or one by the days on which the room was there."""
    match expr:
        case Op(sign="*", left=left, right=right):
            one, other = (scaled(_weight(part, inputs)) for part in (left, right))
            return unscaled(one[0] * other[0], one[1] * other[1])
    return inputs[_input(expr).name]


def _input(expr: Expr) -> Input:
    if not isinstance(expr, Input):
        raise RuleError("a share of something computed", repr(expr), "disclosure", "name it")
    return expr


def _one(lines: Lines, of: Input) -> Decimal:
    value = dict(lines.inputs)[of.name]
    return value.numbers[0] if isinstance(value, Column) else value


def _check_sum(total: Money, parts: Iterable[Money], place: str, way_out: str) -> None:
    together = Money.total(parts)
    if together != total:
        raise RuleError(f"the parts do not make {total}", str(together), place, way_out)


def _measured(number: Decimal, unit: str, language: Language) -> str:
    return value_of(Input("number", unit), {"number": number}, language)


def _price(driver: Driver, language: Language) -> str:
    if driver.price is None:
        return ""
    unit = f"yuan/{driver.unit}"
    if unit in UNITS:
        return _measured(driver.price, unit, language)
    return f"{_measured(driver.price, 'yuan', language)}/{driver.unit}"
