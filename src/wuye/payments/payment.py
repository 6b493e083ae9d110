"""A payment: money that came in, by which channel, from whom and for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from ..dates import a_day
from ..errors import MoneyError, RuleError
from ..explain import Language
from ..format import masked_name
from ..money import Money

#: code -> (Chinese, English); a host may use codes of its own.
CHANNELS: Mapping[str, tuple[str, str]] = {
    "cash": ("现金", "cash"),
    "wechat": ("微信支付", "WeChat Pay"),
    "alipay": ("支付宝", "Alipay"),
    "bank": ("银行转账", "bank transfer"),
    "direct-debit": ("银行代扣", "direct debit"),
}


def channel_name(channel: str, language: Language = "zh") -> str:
    """Name a channel (收款渠道); a code of the host's own stands for itself.

    >>> channel_name("direct-debit"), channel_name("pos")
    ('银行代扣', 'pos')
    """
    return CHANNELS.get(channel, (channel, channel))[language == "en"]


def names(given: Iterable[str]) -> tuple[str, ...]:
    """Take a list of names; one text would be a list of its letters."""
    if isinstance(given, str):
        raise RuleError("one text is no list of names", given, "payments", "write [name]")
    return tuple(given)


@frozen
class Payment:
    """Money that came in (收款): an id, an amount above 0, the day it was paid.

    ``designated`` names the bills or lines that the payer said it is for; what they leave
    over follows the order.  ``restricted`` names the item codes that it may pay at all
    (专款预存): what they leave over waits for the next of them.  ``channel`` is one of
    :data:`CHANNELS` or a code of the host; ``payer`` whoever paid, perhaps for another
    (代缴), masked in every repr; ``remark`` what was written with it.

    >>> from datetime import date
    >>> Payment("wx-1", "100", on=date(2026, 11, 3), designated=["2026-10:3-1-502:O-17"]).amount
    Money('100.00')
    >>> Payment("wx-2", "80", on=date(2026, 11, 3), channel="wechat", payer="赵某某").payer
    '赵某某'

    Raises :class:`~wuye.errors.MoneyError` for an amount that is not above 0.
    """

    id: str
    amount: Money = field(converter=Money)
    on: date = field(converter=a_day, kw_only=True)
    designated: tuple[str, ...] = field(converter=names, default=(), kw_only=True)
    restricted: tuple[str, ...] = field(converter=names, default=(), kw_only=True)
    channel: str = field(default="", kw_only=True)
    payer: str = field(default="", repr=masked_name, kw_only=True)
    remark: str = field(default="", repr=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.amount.fen <= 0:
            raise MoneyError(
                "a payment is above 0",
                str(self.amount),
                f"payment {self.id}",
                "money going back is a refund, not a payment below 0",
            )
