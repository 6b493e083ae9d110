"""Amounts in capital characters (人民币大写), as on cheques and receipts.

Source: 《正确填写票据和结算凭证的基本规定》, annexed to 银发〔1997〕393号.  Where the rule
leaves a 零 optional, the writer takes the form the rule prints first and the reader
accepts both.

>>> capitals(Money("1409.50"))
'人民币壹仟肆佰零玖元伍角'
>>> from_capitals("人民币壹拾万柒仟元零伍角叁分")
Money('107000.53')
"""

from __future__ import annotations

import re

from .errors import MoneyError
from .money import Money

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = {"亿": 10**8, "万": 10**4, "仟": 1000, "佰": 100, "拾": 10}
_LARGEST = 10**16


def _whole(number: int) -> str:
    """Write a whole number above 0, with one 零 for each gap."""
    for name, unit in _UNITS.items():
        head, rest = divmod(number, unit)
        if head:
            gap = "零" * (0 < rest < unit // 10)
            return _whole(head) + name + gap + _whole(rest)
    return _DIGITS[number] if number else ""


def capitals(amount: Money) -> str:
    """Write an amount in capitals, with 人民币 before it and 整 where the rule asks.

    >>> capitals(Money("16409.02")), capitals(Money("0")), capitals(Money("-10"))
    ('人民币壹万陆仟肆佰零玖元零贰分', '人民币零元整', '人民币负壹拾元整')
    """
    yuan, fen = divmod(abs(amount.fen), 100)
    if yuan >= _LARGEST:
        raise MoneyError("too large for capitals", str(amount), "capitals", "split the amount")
    jiao, fen = divmod(fen, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        text += "零" * (yuan > 0 and yuan % 10 == 0) + f"{_DIGITS[jiao]}角"
    elif fen and yuan:
        text += "零"
    text += f"{_DIGITS[fen]}分" if fen else ""
    if not jiao and not fen:
        text = f"{text or '零元'}整"
    return f"人民币{'负' * (amount.fen < 0)}{text}"


def _value(text: str) -> int:
    """Read a whole number; what is out of order is caught by writing it again."""
    for name, unit in _UNITS.items():
        head, found, rest = text.rpartition(name)
        if found:
            return _value(head) * unit + _value(rest)
    return _DIGITS.index(text or "零")


def _plain(text: str) -> str:
    """Bring the characters that may be written in two ways to one."""
    return text.strip().replace("圆", "元").replace("正", "整").removeprefix("人民币")


def _forms(amount: Money) -> str:
    """The pattern of all ways in which the rule lets an amount be written."""
    text = _plain(capitals(amount))
    text = re.sub("元零(.角)", r"元零?\1", text)
    text = re.sub("(?<=[拾佰仟])([万亿])(?=[^零元])", r"\1零?", text)
    return text.removesuffix("整") + ("" if text.endswith("分") else "整?")


def from_capitals(text: str) -> Money:
    """Read an amount in capitals, in any of the forms that the rule allows.

    Raises :class:`~wuye.errors.MoneyError` when the characters make no amount.
    """
    plain = _plain(text)
    match = re.fullmatch("(负?)(?:(.{1,40})元零?)?(?:(.)角)?(?:零?(.)分)?整?", plain)
    try:
        sign, yuan, *small = match.groups() if match else ("", "", "x")
        jiao, fen = (_DIGITS.index(digit or "零") for digit in small)
        size = 100 * _value((yuan or "").replace("零", "")) + 10 * jiao + fen
        amount = Money.of_fen(-size if sign else size)
        if match and re.fullmatch(_forms(amount), plain):
            return amount
    except ValueError:
        pass
    raise MoneyError(
        "not an amount in capitals", text, "from_capitals", "write it like 人民币壹拾元整"
    )
