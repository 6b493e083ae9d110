"""The receipt (收据) handed to who paid: what came in, what it paid, what is left over.

A receipt is not an invoice (发票), and says so.  The payer's name is masked; remarks and
telephone numbers never stand on it.

>>> from datetime import date
>>> payment = Payment("wx-1", "100", on=date(2026, 11, 3), channel="wechat", payer="赵某某")
>>> parts = [Part("i", "principal", Money("93.33"), "order")]
>>> print(slip("SJ-0101", payment, parts, {"i": "物业服务费 2026-10"},
...            creditor="锦苑物业", room="3-1-502").text())
收据 SJ-0101
日期：2026-11-03
房号：3-1-502
交款人：赵**
金额：¥100.00 人民币壹佰元整（微信支付）
物业服务费 2026-10：93.33 元
转为预存：6.67 元
收款单位：锦苑物业
本收据不是发票。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from .. import format as written
from ..capitals import capitals
from ..errors import ExceedsError, RuleError, UnknownError
from ..html import element, page, table
from ..money import Money
from .payment import Payment, channel_name
from .reasons import COMPONENT_NAMES
from .settling import Part

NOT_AN_INVOICE = "本收据不是发票。"


@frozen
class Slip:
    """A receipt as it is printed; ``lines`` are what the money paid, each with its name."""

    number: str
    payment: Payment
    lines: tuple[tuple[str, Money], ...]
    rest: Money
    creditor: str = field(kw_only=True)
    room: str = field(kw_only=True)

    def _head(self) -> Iterator[tuple[str, str]]:
        yield "日期", str(self.payment.on)
        yield "房号", self.room
        if self.payment.payer:
            yield "交款人", written.masked_name(self.payment.payer)
        how = f"（{channel_name(self.payment.channel)}）" if self.payment.channel else ""
        amount = self.payment.amount
        yield "金额", f"{written.money(amount)} {capitals(amount)}{how}"

    def _paid(self) -> Iterator[tuple[str, str]]:
        for name, amount in self.lines:
            yield name, f"{amount} 元"
        if self.rest:
            yield "转为预存", f"{self.rest} 元"

    def text(self) -> str:
        """The receipt as plain text, line by line."""
        pairs = (*self._head(), *self._paid(), ("收款单位", self.creditor))
        lines = (f"{name}：{value}" for name, value in pairs)
        return "\n".join((f"收据 {self.number}", *lines, NOT_AN_INVOICE))

    def html(self) -> str:
        """The receipt as a page that loads nothing."""
        return page(
            f"收据 {self.number}",
            *(element("p", f"{name}：{value}") for name, value in self._head()),
            table(("项目", "金额"), self._paid()),
            element("p", f"收款单位：{self.creditor}"),
            element("p", NOT_AN_INVOICE),
        )


def slip(
    number: str,
    payment: Payment,
    parts: Iterable[Part],
    names: Mapping[str, str],
    *,
    creditor: str,
    room: str,
) -> Slip:
    """Make the receipt of a payment from its parts; ``names`` calls the items by name.

    Raises :class:`~wuye.errors.UnknownError` for an item without a name,
    :class:`~wuye.errors.ExceedsError` for parts above the payment and
    :class:`~wuye.errors.RuleError` without a number.
    """
    if not number:
        raise RuleError("a receipt has a number", number, f"payment {payment.id}", "give one")
    lines: list[tuple[str, Money]] = []
    for part in parts:
        if part.item not in names:
            raise UnknownError("the item has no name", part.item, f"receipt {number}", "name it")
        which = "" if part.component == "principal" else f" {COMPONENT_NAMES[part.component][0]}"
        lines.append((f"{names[part.item]}{which}", part.amount))
    rest = payment.amount - Money.total(amount for _, amount in lines)
    if rest.fen < 0:
        raise ExceedsError(
            "more was paid off than came in", str(-rest), f"receipt {number}", "see the parts"
        )
    return Slip(number, payment, tuple(lines), rest, creditor=creditor, room=room)
