"""Fully digital invoices (数电票): what stands on one, and its red-letter mirror.

An invoice shows the amount without tax (金额), the tax and their sum, in figures and in
capitals.  A value here cannot contradict itself: tax fits rate, price fits quantity,
totals are sums.  What a tax office's program asks beyond that was not read in a law;
:func:`~wuye.law.invoice_checks.check_invoice` lists it.

>>> from .vat_amounts import split
>>> line = InvoiceLine.of(Item.PROPERTY_SERVICE, split("280.00", "0.06"), name="物业管理服务")
>>> invoice = Invoice(
...     number="26000000000000000001",
...     on=date(2026, 10, 1),
...     seller=Party("某物业公司", "91000000000000000X"),
...     buyer=Party("某业主"),
...     taxpayer=Taxpayer.GENERAL,
...     lines=[line],
... )
>>> invoice.net, invoice.tax, invoice.in_capitals
(Money('264.15'), Money('15.85'), '人民币贰佰捌拾元整')
>>> red_letter(invoice, on=date(2026, 11, 2)).gross
Money('-280.00')
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import evolve, field, frozen

from ..capitals import capitals
from ..dates import a_day
from ..errors import MoneyError, RuleError, UnknownError
from ..money import Money, exact, scaled
from ..rounding import round_ratio
from .invoice_leases import Lease
from .vat import Item, Taxpayer
from .vat_amounts import Taxed

#: Codes of goods and services (税收分类编码) seen in programs that fill in invoices.
_TAX_CODES = {
    Item.PROPERTY_SERVICE: "3040801010000000000",
    Item.PARKING: "3040502020200000000",
}
_PLACES = 12  # of a unit price; so many that quantity × price comes back to the fen
_SLACK = 2  # fen that tax may differ from amount × rate: 1 for the share, 1 for rounding


def tax_code(item: Item, *, accept_unverified: bool) -> str:
    """Give the code of an item; no code was read in an official table.

    Raises :class:`~wuye.errors.UnknownError` when none is known, or it is not accepted.
    """
    if item not in _TAX_CODES or not accept_unverified:
        raise UnknownError(
            "no code is known for the item"
            if item not in _TAX_CODES
            else "the code was seen in programs alone, not in the official table",
            item.value,
            "tax_code",
            "look it up in the invoicing program"
            + ("" if item not in _TAX_CODES else ", or pass accept_unverified=True"),
        )
    return _TAX_CODES[item]


@frozen
class Party:
    """Seller or buyer (销售方、购买方): name and, unless a natural person, tax number."""

    name: str = field(repr=False)
    tax_number: str = ""


def _number(value: object) -> Decimal | None:
    return None if value is None else exact(value, place="InvoiceLine")


def _rate(value: object) -> Decimal:
    rate = exact(value, place="InvoiceLine.rate")
    if not 0 <= rate < 1:
        raise MoneyError(
            "a rate lies between 0 and 1",
            str(rate),
            "InvoiceLine.rate",
            'for six percent write "0.06"',
        )
    return rate


@frozen(kw_only=True)
class InvoiceLine:
    """One line (明细): ``net`` is the amount without tax (金额); ``price`` is net, too.

    Quantity and price come together or not at all.
    """

    item: Item
    name: str  # 项目名称
    tax_code: str = ""
    specification: str = ""
    unit: str = ""
    quantity: Decimal | None = field(converter=_number, default=None)
    price: Decimal | None = field(converter=_number, default=None)
    net: Money = field(converter=Money)
    rate: Decimal = field(converter=_rate)
    tax: Money = field(converter=Money)
    lease: Lease | None = None

    def __attrs_post_init__(self) -> None:
        place = f"invoice line {self.name}"
        whole, scale = scaled(self.rate)
        if abs(self.net.fen * whole - self.tax.fen * scale) >= _SLACK * scale:
            raise MoneyError(
                f"the tax does not fit {self.net} at {self.rate}",
                str(self.tax),
                place,
                "split the price with vat_amounts.split or split_lines",
            )
        if (self.quantity is None) != (self.price is None):
            raise RuleError("quantity and price come together", None, place, "give both or none")
        if self.quantity is not None and self.price is not None:
            (many, parts), (each, units) = scaled(self.quantity), scaled(self.price)
            if round_ratio(100 * many * each, parts * units) != self.net.fen:
                raise MoneyError(
                    f"quantity × price is not {self.net}",
                    f"{self.quantity} × {self.price}",
                    place,
                    "give the price without tax, with enough decimal places",
                )

    @classmethod
    def of(
        cls,
        item: Item,
        taxed: Taxed,
        *,
        name: str,
        tax_code: str = "",
        unit: str = "",
        quantity: Decimal | str | None = None,
        lease: Lease | None = None,
    ) -> InvoiceLine:
        """Make a line of a price that was split; the unit price follows from the quantity."""
        if taxed.rate is None:
            raise RuleError(
                "what is no sale has no place on an invoice",
                item.value,
                "InvoiceLine.of",
                "give the receipt that the law has for it, or none",
            )
        many = _number(quantity)
        return cls(
            item=item,
            name=name,
            tax_code=tax_code,
            unit=unit,
            quantity=many,
            price=None if many is None else _unit_price(taxed.net, many),
            net=taxed.net,
            rate=taxed.rate,
            tax=taxed.tax,
            lease=lease,
        )

    @property
    def gross(self) -> Money:
        """The line with its tax."""
        return self.net + self.tax

    def mirror(self) -> InvoiceLine:
        """The line with the opposite sign; the unit price stays."""
        quantity = None if self.quantity is None else self.quantity.copy_negate()
        return evolve(self, net=-self.net, tax=-self.tax, quantity=quantity)


def _unit_price(net: Money, quantity: Decimal) -> Decimal:
    many, parts = scaled(quantity)
    if not many:
        raise MoneyError("no unit price for nothing", "0", "InvoiceLine.of", "leave quantity out")
    units = round_ratio(net.fen * parts * 10 ** (_PLACES - 2), many)
    digits = tuple(map(int, str(abs(units))))
    return exact(Decimal((units < 0, digits, -_PLACES)), place="InvoiceLine.price")


@frozen(kw_only=True)
class Invoice:
    """A fully digital invoice (数电票); ``number`` is empty until the tax office gives one.

    ``reverses`` is the number of the invoice that a red-letter invoice (红字发票) undoes.
    """

    number: str = ""
    on: date = field(converter=a_day)
    seller: Party
    buyer: Party
    taxpayer: Taxpayer  # what the seller is
    lines: tuple[InvoiceLine, ...] = field(converter=tuple[InvoiceLine, ...])
    remark: str = ""
    issuer: str = field(default="", repr=False)  # 开票人
    reverses: str = ""

    def __attrs_post_init__(self) -> None:
        if self.gross.fen == 0 or (self.gross.fen < 0) != bool(self.reverses):
            raise RuleError(
                "an invoice is above 0, and one below 0 reverses another",
                str(self.gross),
                f"invoice {self.number}",
                "make what goes back with red_letter",
            )

    @property
    def net(self) -> Money:
        """The sum of the amounts (合计金额)."""
        return Money.total(line.net for line in self.lines)

    @property
    def tax(self) -> Money:
        """The sum of the taxes (合计税额)."""
        return Money.total(line.tax for line in self.lines)

    @property
    def gross(self) -> Money:
        """Amounts and taxes together (价税合计)."""
        return self.net + self.tax

    @property
    def in_capitals(self) -> str:
        """The same in capital characters (大写)."""
        return capitals(self.gross)


def red_letter(invoice: Invoice, *, on: date, number: str = "") -> Invoice:
    """Mirror a whole invoice: every amount, tax and quantity with the opposite sign.

    Raises :class:`~wuye.errors.RuleError` for one that was never issued, is itself a
    mirror, or is of a later day.
    """
    if not invoice.number or invoice.reverses or on < invoice.on:
        raise RuleError(
            "there is no earlier invoice here that could be reversed",
            invoice.number,
            "red_letter",
            "give an issued invoice of the same day or before; issue anew what was reversed twice",
        )
    return evolve(
        invoice,
        number=number,
        on=on,
        lines=[line.mirror() for line in invoice.lines],
        reverses=invoice.number,
    )
