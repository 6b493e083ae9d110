"""What is to be looked at before an invoice goes out (开票检查), and what is no invoice.

发票管理办法: the payee gives an invoice (18); item name and amount may not be changed on
request (19); a receipt is no invoice (23).  What the programs of the tax offices ask of
a lease was seen in such programs alone: it is listed, and stops nothing by itself.

>>> from datetime import date
>>> [finding.code for finding in check_voucher("receipt", on=date(2026, 10, 1))]
['receipt-for-invoice']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from ..errors import UnknownError
from ..money import Money
from . import repair_fund, tax
from .invoices import Invoice, InvoiceLine, tax_code
from .reference import Finding
from .vat import LEASES, Item
from .vat_checks import check_rate

Voucher = Literal["invoice", "receipt", "none"]


def check_invoice(invoice: Invoice) -> tuple[Finding, ...]:
    """List what is wrong or doubtful about an invoice, on its own day.

    The rates of a red-letter invoice are those of the invoice it mirrors and are not
    asked about again.
    """
    return tuple(_of_invoice(invoice))


def _of_invoice(invoice: Invoice) -> Iterator[Finding]:
    on = invoice.on
    if invoice.number and not re.fullmatch("[0-9]{20}", invoice.number, re.ASCII):
        yield Finding(
            "invoice-number",
            "数电票号码应为20位数字（未核实）",
            tax.cite("digital", "号码", on),
            stops=False,
        )
    for line in invoice.lines:
        if line.item is Item.REPAIR_FUND:
            says = "维修资金不开增值税发票，应出具专用票据"
            yield Finding("repair-fund-on-invoice", says, repair_fund.cite("14", on))
        elif not invoice.reverses:
            yield from check_rate(line.item, invoice.taxpayer, line.rate, on=on)
        yield from _of_code(line, on)
        if line.item in LEASES:
            yield from _of_lease(line, on)


def _of_code(line: InvoiceLine, on: date) -> Iterator[Finding]:
    if line.item is Item.PROPERTY_SERVICE:
        cited = tax.cite("digital", "物业管理服务编码", on)
    elif line.item is Item.PARKING:
        cited = tax.cite("digital", "车辆停放编码", on)
    else:
        return
    usual = tax_code(line.item, accept_unverified=True)
    if line.tax_code not in {"", usual}:
        says = f"「{line.name}」的税收分类编码与常用编码{usual}不同，请核对（未核实）"
        yield Finding("tax-code", says, cited, stops=False)


def _of_lease(line: InvoiceLine, on: date) -> Iterator[Finding]:
    cited = tax.cite("digital", "不动产经营租赁", on)
    if line.lease is None:
        says = f"「{line.name}」应填写不动产地址、租赁期起止和跨地（市）标志（未核实）"
        yield Finding("lease-missing", says, cited, stops=False)
        return
    for code, says in line.lease.faults(parking=line.item is Item.PARKING):
        yield Finding(code, f"「{line.name}」{says}（未核实）", cited, stops=False)


def check_request(
    line: InvoiceLine, *, name: str, gross: Money | str, on: date
) -> tuple[Finding, ...]:
    """Hold what a buyer asks to have on the invoice against what was sold.

    The lawful way is an invoice of what was sold; if that one was wrong, its mirror
    (:func:`~wuye.law.invoices.red_letter`) and a right one.
    """
    found: list[Finding] = []
    if name != line.name:
        says = f"不得要求变更品名，应按「{line.name}」如实开具"
        found.append(Finding("invoice-name-changed", says, tax.cite("invoices", "19", on)))
    if Money(gross) != line.gross:
        says = f"不得要求变更金额，应按{line.gross}元如实开具"
        found.append(Finding("invoice-amount-changed", says, tax.cite("invoices", "19", on)))
    return tuple(found)


def check_voucher(given: Voucher, *, on: date) -> tuple[Finding, ...]:
    """Say what is wrong when a payer who asks for an invoice gets a receipt, or nothing."""
    if given == "invoice":
        return ()
    if given == "receipt":
        says = "收据不是发票，不得以其他凭证代替发票，应当开具发票"
        return (Finding("receipt-for-invoice", says, tax.cite("invoices", "23-1-5", on)),)
    if given == "none":
        says = "收款方应当向付款方开具发票"
        return (Finding("no-invoice", says, tax.cite("invoices", "18", on)),)
    raise UnknownError(
        "no such voucher", given, "check_voucher", "give 'invoice', 'receipt' or 'none'"
    )
