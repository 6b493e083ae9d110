"""Text for people: amounts and days in Chinese and English, and masks for privacy.

Amounts are written from their digits; babel writes the days and is imported only when
a day is asked for, so calculations work without it.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from .errors import MissingLibraryError
from .money import Money

if TYPE_CHECKING:
    from babel import Locale

_LOCALES = {"zh": "zh_CN", "en": "en"}


def money(amount: Money) -> str:
    """Write an amount with the sign of renminbi and thousands apart.

    >>> money(Money("-1234567.5"))
    '-¥1,234,567.50'
    """
    yuan, fen = divmod(abs(amount.fen), 100)
    return f"{'-' * (amount.fen < 0)}¥{yuan:,}.{fen:02}"


def day(on: date, language: str = "zh") -> str:
    """Write a day in full.

    >>> day(date(2026, 10, 25)), day(date(2026, 10, 25), "en")
    ('2026年10月25日', 'October 25, 2026')
    """
    try:
        from babel.dates import format_date
    except ImportError as error:
        raise MissingLibraryError(
            "babel is needed to write days", None, "format.day", "pip install babel"
        ) from error
    return format_date(on, "long", locale=_locale(language))


@cache
def _locale(language: str) -> Locale:
    """What babel knows of a language: reading it takes thirty times as long as a day."""
    from babel import Locale

    return Locale.parse(_LOCALES[language])


def days(first: date, last: date, language: str = "zh") -> str:
    """Write a stretch of days by its first and its last.

    >>> days(date(2026, 10, 1), date(2026, 10, 31))
    '2026年10月1日至2026年10月31日'
    """
    to = " to " if language == "en" else "至"
    return f"{day(first, language)}{to}{day(last, language)}"


def fact(label: str, told: str, language: str = "zh") -> str:
    """Write what is told under a label.

    >>> fact("房号", "3-1-502"), fact("Room", "3-1-502", "en")
    ('房号：3-1-502', 'Room: 3-1-502')
    """
    return f"{label}{': ' if language == 'en' else '：'}{told}"


def masked_name(name: str) -> str:
    """Hide a name but for its first character (姓名脱敏).

    >>> masked_name("张某某"), masked_name("")
    ('张**', '')
    """
    return name[:1] + "*" * len(name[1:])


def masked_phone(phone: str) -> str:
    """Hide the middle of a telephone number.

    >>> masked_phone("13800000000"), masked_phone("12345")
    ('138****0000', '*****')
    """
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else "*" * len(phone)
