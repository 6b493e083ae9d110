"""Value-added tax (增值税): which rate an item bears on a day.

From 2026 on 增值税法 knows 13 %, 9 % and 6 % for general taxpayers and one levy rate of
3 % for small-scale ones (10, 11).  There is no 5 % any more.  The levy of 1 % in 2026 and
2027 rests on a notice known from reports alone, and never extends to leases of
immovables, parking among them.  What rests on anything but the text of the law is given
only to a caller who says ``accept_unverified=True``; what nobody could tell is an error.

>>> found = rate(Item.PROPERTY_SERVICE, Taxpayer.GENERAL, on=date(2026, 10, 1))
>>> found.rate, found.verified
(Decimal('0.06'), True)
>>> rate(Item.PROPERTY_SERVICE, Taxpayer.SMALL, on=date(2026, 10, 1)).rate
Decimal('0.03')
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal

from attrs import field, frozen

from ..citation import Citation
from ..errors import NotInForceError, RuleError, UnknownError
from ..money import Money, exact
from . import tax
from .reference import Certainty

_LAW = date(2026, 1, 1)
_NOTICE_ENDS = date(2028, 1, 1)


class Item(Enum):
    """What money is for.

    ``PARKING`` is letting a vehicle stand on a space (车辆停放服务), which counts as a
    lease of immovables; ``COLLECTED_FOR_OTHERS`` is money for which the supplier itself
    gives the owner an invoice.
    """

    PROPERTY_SERVICE = "property-service"  # 物业管理服务
    PARKING = "parking"  # 车辆停放服务
    RENT = "rent"  # 不动产经营租赁服务
    ELECTRICITY = "electricity"  # 转售的电
    WATER = "water"  # 转售的自来水
    COLLECTED_FOR_OTHERS = "collected-for-others"  # 代收代付
    REPAIR_FUND = "repair-fund"  # 住宅专项维修资金
    DEPOSIT = "deposit"  # 押金、保证金
    FORFEITED_DEPOSIT = "forfeited-deposit"  # 不再退还的押金


class Taxpayer(Enum):
    """The kind of taxpayer that the seller is."""

    GENERAL = "general"  # 一般纳税人
    SMALL = "small-scale"  # 小规模纳税人


class Method(Enum):
    """How the tax is computed, where there is more than one way."""

    ORDINARY = "ordinary"  # 税率，或者征收率3%
    REDUCED = "reduced"  # 小规模纳税人减按1%
    WATER_DIFFERENCE = "water-difference"  # 自来水差额、简易计税3%
    OLD_PROPERTY = "old-property"  # 2016-04-30前取得的不动产，简易计税5%


LEASES = frozenset({Item.PARKING, Item.RENT})
NO_SALE = frozenset({Item.COLLECTED_FOR_OTHERS, Item.REPAIR_FUND, Item.DEPOSIT})


@frozen
class VatRate:
    """A rate as it applies on a day; ``rate`` is ``None`` where there is no sale to tax.

    ``certainty`` is that of the weakest thing the figure rests on.
    """

    item: Item
    taxpayer: Taxpayer
    method: Method
    rate: Decimal | None
    certainty: Certainty
    cites: tuple[Citation, ...] = field(converter=tuple[Citation, ...])

    @property
    def verified(self) -> bool:
        """Whether all of it was read in the text of the law."""
        return self.certainty.verified


def _read(rate: object) -> Decimal | None:
    return None if rate is None else exact(rate, place="vat")


@frozen
class _Row:
    item: Item
    taxpayer: Taxpayer
    rate: Decimal | None = field(converter=_read)
    cites: tuple[tuple[tax.Key, str], ...]
    certainty: Certainty = Certainty.READ
    method: Method = Method.ORDINARY
    since: date = _LAW
    until: date | None = None


_RATE: tuple[tuple[tax.Key, str], ...] = (("vat", "10"),)
_LEVY: tuple[tuple[tax.Key, str], ...] = (("vat", "11"),)
_RELIEF: tuple[tuple[tax.Key, str], ...] = (("vat", "11"), ("notice-2026-10", "征收率"))
_PARKING: tuple[tuple[tax.Key, str], ...] = (("vat", "10"), ("digital", "车辆停放编码"))
_PRICE: tuple[tuple[tax.Key, str], ...] = (("vat", "17"),)
_OLD: tuple[tuple[tax.Key, str], ...] = (("before-2026", "不动产租赁"),)
_SERVICE, _POWER, _WATER = Item.PROPERTY_SERVICE, Item.ELECTRICITY, Item.WATER
_GENERAL, _SMALL = Taxpayer.GENERAL, Taxpayer.SMALL

_ROWS = (
    _Row(_SERVICE, _GENERAL, "0.06", _RATE),
    # that parking is a lease was seen in programs that fill in invoices, not in the law
    _Row(Item.PARKING, _GENERAL, "0.09", _PARKING, Certainty.IN_CODE),
    _Row(Item.RENT, _GENERAL, "0.09", _RATE),
    _Row(_POWER, _GENERAL, "0.13", _RATE),
    _Row(_WATER, _GENERAL, "0.09", _RATE),
    *(_Row(item, _SMALL, "0.03", _LEVY) for item in (_SERVICE, *LEASES, _POWER, _WATER)),
    *(
        _Row(item, _SMALL, "0.01", _RELIEF, Certainty.SECONDARY, Method.REDUCED, _LAW, _NOTICE_ENDS)
        for item in (_SERVICE, _POWER, _WATER)
    ),
    _Row(
        *(Item.PARKING, _SMALL, "0.05", _OLD, Certainty.MEMORY, Method.ORDINARY),
        since=tax.BEFORE_2026.since,
        until=_LAW,
    ),
    *(_Row(item, who, None, _PRICE, Certainty.MEMORY) for item in NO_SALE for who in Taxpayer),
)


def rates(item: Item, taxpayer: Taxpayer, *, on: date) -> tuple[VatRate, ...]:
    """List every row for an item on a day, unverified ones too: to be shown, not used."""
    return tuple(
        VatRate(
            *(row.item, row.taxpayer, row.method, row.rate, row.certainty),
            tuple(tax.cite(source, number, on) for source, number in row.cites),
        )
        for row in _ROWS
        if (row.item, row.taxpayer) == (item, taxpayer)
        and row.since <= on
        and (row.until is None or on < row.until)
    )


def rate(
    item: Item,
    taxpayer: Taxpayer,
    *,
    on: date,
    method: Method = Method.ORDINARY,
    accept_unverified: bool = False,
) -> VatRate:
    """Give the rate of an item for a kind of taxpayer on a day.

    Raises :class:`~wuye.errors.RuleError` for a reduction that does not reach the item,
    :class:`~wuye.errors.UnknownError` for what is not known, or not verified and not
    accepted, and :class:`~wuye.errors.NotInForceError` for a day without a row.
    """
    place = f"{item.value} / {taxpayer.value} / {method.value}"
    if method is Method.WATER_DIFFERENCE or method is Method.OLD_PROPERTY:
        raise UnknownError(
            "whether this method outlived 2025 was not read anywhere"
            if method is Method.OLD_PROPERTY
            else "whether 国家税务总局公告2016年第54号 outlived 2025 was not read anywhere",
            method.value,
            place,
            f"ask the tax office; the law has the ordinary rate ({tax.VAT.name} 10, 11)",
        )
    if item is Item.FORFEITED_DEPOSIT:
        raise UnknownError(
            "no text says which rate a deposit bears that is not given back",
            item.value,
            place,
            "ask the tax office, then ask for the item it secured",
        )
    if method is Method.REDUCED and (taxpayer is not _SMALL or item in LEASES | NO_SALE):
        raise RuleError(
            "the levy of 1 % is for small-scale taxpayers, and not for leases of immovables",
            item.value,
            place,
            "use the ordinary method: general taxpayers 增值税法 10, small-scale ones 3 % (11)",
        )
    found = [row for row in rates(item, taxpayer, on=on) if row.method is method]
    if not found:
        raise NotInForceError(
            "no rate for that day: the texts before 2026-01-01 were not read"
            if on < _LAW
            else "no rate for that day: the reduction ended with 2027",
            on.isoformat(),
            place,
            "give the rate of the invoice itself, or ask for a day from 2026-01-01"
            if on < _LAW
            else "use the ordinary method, or enter the notice that continues it",
        )
    if not (found[0].verified or accept_unverified):
        raise UnknownError(
            f"this was not read in the law ({found[0].certainty.value})",
            "; ".join(map(str, found[0].cites)),
            place,
            "confirm it with the tax office, then pass accept_unverified=True",
        )
    return found[0]


Span = Literal["month", "quarter", "sale"]
_LIMITS = {"month": "100000.00", "quarter": "300000.00", "sale": "1000.00"}


def below_threshold(sales: Money | str, span: Span, *, on: date, accept_unverified: bool) -> bool:
    """Whether a small-scale taxpayer's sales stay below the threshold (未达到起征点).

    Sales *at* the threshold are taxed in full.  The figures are not verified, so the
    caller must say that they are accepted.

    >>> below_threshold("99999.99", "month", on=date(2026, 10, 1), accept_unverified=True)
    True
    """
    source = tax.cite("notice-2026-10", "起征点", on)
    if not accept_unverified:
        raise UnknownError(
            "the threshold was not read in the notice itself",
            str(source),
            "below_threshold",
            "confirm it with the tax office, then pass accept_unverified=True",
        )
    if span not in _LIMITS:
        raise UnknownError("no such span", span, "below_threshold", f"one of {list(_LIMITS)}")
    return Money(sales) < Money(_LIMITS[span])
