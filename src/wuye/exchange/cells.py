"""What stands in a cell, read as what its column holds.

A cell is text: what a spreadsheet keeps as a number, a date or a truth value is written
out first, exactly as the office sees it.  Each reader takes one text and returns a value,
or raises the error that says what was wrong with it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal
from unicodedata import normalize

from ..dates import CHINA, ONE_DAY, Period, parse_day
from ..errors import IdentityError, MoneyError, PeriodError, PhoneError
from ..estate import charge_area
from ..format import masked_phone
from ..money import Money, exact, scaled, unscaled

#: Signs that mean "as in the row above" (同上).
DITTO = frozenset({"同上", "〃", "〞", '"', "''", '""', "″", "′′", "”", "“", "ditto"})
#: Signs that mean that there is nothing.
NOTHING = frozenset({"-", "--", "—", "——", "/", "\\", "无", "暂无", "N/A", "n/a"})
#: What a formula leaves that could not be worked out.
BROKEN = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})

_PAID = frozenset({"√", "✓", "✔", "☑", "已缴", "已交", "已收", "清", "已清", "缴清"})
_OWED = frozenset({"欠", "×", "✗", "✘", "未缴", "未交", "未收", "欠费"})
_UNSEEN = str.maketrans("", "", "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_DAY = re.compile(r"([0-9]{4})([-/.年])([0-9]{1,2})(?:[-/.月])([0-9]{1,2})日?(?:[ T][0-9:.]+)?")
_INSTANT = re.compile(r"([0-9年月日/.-]+)[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.0+)?)?")
_MONTH = re.compile(r"([0-9]{4})([-/.年])([0-9]{1,2})月?份?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_YUAN = re.compile(r"(?:人民币|RMB|CNY|¥)?(.*?)元?")
_SQUARE_METRES = re.compile(r"(.*?)(?:m2|平方米|平米|平方)?", re.IGNORECASE)
_PHONE = re.compile(r"1[0-9]{10}|0[0-9]{9,11}|[2-9][0-9]{6,7}|[48]00[0-9]{7}")
_SPLIT = re.compile(r"[、,/;#&|\n]+")
_AND = re.compile(r"[和与及]")
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_COMPANY = re.compile(r"公司|中心|集团|银行|学校|合作社|委员会|商行|[厂店局所院部社]$")
_EPOCH = date(1899, 12, 30)  # the day that spreadsheets count from


def written(value: object) -> str:
    """Write the value of a spreadsheet's cell as the office sees it.

    Spreadsheets keep fifteen digits of a number, so no more are written; whole numbers,
    such as telephone and room numbers, lose the point that they never had.

    >>> written(13800000000.0), written(2.35), written(date(2026, 10, 5)), written(None)
    ('13800000000', '2.35', '2026-10-05', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return _number_written(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return str(value)


def _number_written(value: float) -> str:
    text = f"{value:.15g}"
    if "e-" in text:
        return f"{value:.15f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text  # 1.1e+17 keeps its exponent: digits are lost


def plain(text: str) -> str:
    """Write text in its plain form: half-width, without unseen characters or outer blanks.

    An apostrophe or ``="…"`` that keeps a spreadsheet from changing a number is taken off.

    >>> plain("　３＃１－５０２ "), plain("'13800000000"), plain('="0502"')
    ('3#1-502', '13800000000', '0502')
    """
    if not text.isascii():
        text = normalize("NFKC", text).translate(_UNSEEN)
    text = text.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 3:
        return text[2:-1].strip()
    return text[1:] if text.startswith("'") and len(text) > 1 and text != "''" else text


def day(text: str) -> date:
    """Read a day in any of the ways in which offices write one.

    The text of a date, with a time or without, eight digits, or the number by which
    spreadsheets count days.  What could be two days is no day.

    >>> {day(text) for text in ("2026-10-5", "2026/10/05", "2026.10.5", "2026年10月5日", "46300")}
    {datetime.date(2026, 10, 5)}
    """
    plainly = plain(text)
    found = _DAY.fullmatch(plainly)
    if found:
        return _in_range(f"{found[1]}-{found[3]:0>2}-{found[4]:0>2}")
    if re.fullmatch(r"[0-9]{8}", plainly):
        return _in_range(f"{plainly[:4]}-{plainly[4:6]}-{plainly[6:]}")
    if re.fullmatch(r"[2-9][0-9]{4}(\.[0-9]+)?", plainly):
        return _EPOCH + timedelta(days=int(plainly[:5]))
    return _in_range(plainly)


def _in_range(text: str) -> date:
    found = parse_day(text)
    if not 1900 <= found.year <= 2999:
        raise PeriodError("too far away", text, "day", "give a day of the years 1900 to 2999")
    return found


def instant(text: str) -> datetime:
    """Read a day with an hour, in Chinese time.

    >>> instant("2026/10/3 8:05").isoformat(), instant("2026年10月3日 18:30:15").isoformat()
    ('2026-10-03T08:05:00+08:00', '2026-10-03T18:30:15+08:00')
    """
    plainly = plain(text)
    found = _INSTANT.fullmatch(plainly)
    if not found or not all(
        int(part or 0) < most for part, most in zip(found.groups()[1:], (24, 60, 60), strict=True)
    ):
        raise PeriodError("no day with an hour", text, "instant", "write 2026-10-03 08:00")
    hour, minute, second = (int(part or 0) for part in found.groups()[1:])
    return datetime.combine(day(found[1]), time(hour, minute, second), tzinfo=CHINA)


def month(text: str) -> Period:
    """Read a month; a day that is the first of a month is what spreadsheets make of one.

    >>> {str(month(text)) for text in ("2026-9", "2026年9月", "202609", "2026-09-01")}
    {'2026-09-01 to 2026-09-30'}

    ``2026.1`` could have been 2026.10 before a spreadsheet cut it, and is refused.
    """
    plainly = plain(text)
    found = _MONTH.fullmatch(plainly)
    if found and plainly != f"{found[1]}.1":
        return Period.parse(f"{found[1]}-{found[3]:0>2}")
    if re.fullmatch(r"[0-9]{6}", plainly):
        return Period.parse(f"{plainly[:4]}-{plainly[4:]}")
    if plainly.endswith("-01") and _DAY.fullmatch(plainly):
        return Period.parse(plainly[:-3])
    return Period.parse(plainly)


def through(text: str) -> date:
    """Read the last day that is paid for (缴至); a month means its last day.

    >>> through("2026年9月"), through("2026-9-15")
    (datetime.date(2026, 9, 30), datetime.date(2026, 9, 15))
    """
    plainly = plain(text)
    is_month = _MONTH.fullmatch(plainly) or re.fullmatch(r"[0-9]{6}", plainly)
    return month(text).end - ONE_DAY if is_month else day(text)


def number(text: str) -> Decimal:
    """Read an exact number; commas must stand between thousands.

    >>> number("9,800.00"), number("２．８０")
    (Decimal('9800'), Decimal('2.8'))
    """
    plainly = plain(text)
    ungrouped = plainly.replace(",", "") if _GROUPED.fullmatch(plainly) else plainly
    return exact(ungrouped, place="number")


def amount(text: str) -> Money:
    """Read an amount in yuan.

    >>> amount("￥1,960.00"), amount("1960元")
    (Money('1960.00'), Money('1960.00'))
    """
    found = _YUAN.fullmatch(plain(text))
    return Money(number(found[1].strip() if found else text))


def mark(text: str) -> Money | Literal["paid", "owed"]:
    """Read the cell of a month: an amount, or a mark for paid (√) or owed (欠).

    >>> mark("√"), mark("欠"), mark("280.00")
    ('paid', 'owed', Money('280.00'))
    """
    plainly = plain(text)
    if plainly in _PAID:
        return "paid"
    return "owed" if plainly in _OWED else amount(text)


def part(text: str) -> Decimal:
    """Read a part of a whole, as a number or in per cent.

    >>> part("0.5"), part("50%"), part("12.5％")
    (Decimal('0.5'), Decimal('0.5'), Decimal('0.125'))
    """
    plainly = plain(text)
    if plainly.endswith("%"):
        whole, power = scaled(number(plainly[:-1].strip()))
        return unscaled(whole, 100 * power)
    return number(plainly)


def several(text: str) -> tuple[str, ...]:
    """Read the codes or ids in one cell.

    >>> several("property、lift hall-power")
    ('property', 'lift', 'hall-power')
    """
    return tuple(dict.fromkeys(filter(None, re.split(r"[、,;\s]+", plain(text)))))


def area(text: str) -> Decimal:
    """Read an area in ㎡, above 0.

    >>> area("93.37㎡")
    Decimal('93.37')
    """
    found = _SQUARE_METRES.fullmatch(plain(text))
    value = charge_area(number(found[1].strip() if found else text))
    if value is None:
        raise MoneyError("not an area", text, "area", "give ㎡")
    return value


def names(text: str) -> tuple[str, ...]:
    """Read the names in one cell.

    A blank inside a name of two characters only widens it, and 和 parts names only where
    both sides are names.

    >>> names("赵某某、钱某"), names("赵某某和钱某"), names("孙　某"), names("李和平")
    (('赵某某', '钱某'), ('赵某某', '钱某'), ('孙某',), ('李和平',))
    """
    plainly = plain(text)
    if _COMPANY.search(plainly):
        return tuple(part for part in re.split(r"[、;\n]+", plainly) if part)
    parts: list[str] = []
    for part in filter(None, map(str.strip, _SPLIT.split(plainly))):
        parts += _parted(part)
    return tuple(dict.fromkeys(parts))


def _parted(text: str) -> list[str]:
    for parts in (text.split(), _AND.split(text)):
        if len(parts) > 1 and all(_PERSON.fullmatch(part) for part in parts):
            return parts
    return ["".join(text.split())] if not re.search("[A-Za-z]", text) else [text]


def phones(text: str) -> tuple[str, ...]:
    """Read the telephone numbers in one cell, each as digits.

    >>> phones("138 0000 0000"), phones("13800000000/010-62000000"), phones("+86 13800000000")
    (('13800000000',), ('13800000000', '01062000000'), ('13800000000',))

    One that went through a spreadsheet's number and came out as text lost nothing.

    >>> phones("13800000000.0")
    ('13800000000',)
    """
    found: list[str] = []
    for part in filter(None, _SPLIT.split(plain(text))):
        digits = _digits(part)
        if _PHONE.fullmatch(digits):
            found.append(digits)
        else:
            found += map(_phone, part.split())
    return tuple(dict.fromkeys(found))


def _digits(text: str) -> str:
    return re.sub(r"[\s()-]|\.0$", "", text).removeprefix("+86")


def _phone(text: str) -> str:
    digits = _digits(text)
    if not _PHONE.fullmatch(digits):
        raise PhoneError(
            "no telephone number", masked_phone(text), "phone", "give all its digits, as text"
        )
    return digits


def identity_numbers(text: str) -> tuple[str, ...]:
    """Read the identity numbers in one cell; one that lost digits is refused.

    A spreadsheet keeps fifteen digits of a number, and an identity number has eighteen: one
    that was not kept as text has become ``1.10101E+17``.

    >>> identity_numbers("11010119000101000x")
    ('11010119000101000X',)
    """
    parts = [re.sub(r"\s", "", part).upper() for part in _SPLIT.split(plain(text))]
    for part in parts:
        rounded = re.fullmatch(r"[0-9]{15}000", part) and not identity_checks(part)
        if rounded or re.fullmatch(r"[0-9.]+E\+?[0-9]+", part):
            raise IdentityError(
                "an identity number has lost digits",
                masked_identity(part),
                "identity number",
                "write it anew, as text",
            )
    return tuple(dict.fromkeys(filter(None, parts)))


def masked_identity(text: str) -> str:
    """Hide an identity number but for its first character and its last.

    >>> masked_identity("11010119000101000X")
    '1****************X'
    """
    return f"{text[:1]}{'*' * (len(text) - 2)}{text[-1:]}" if len(text) > 2 else "*" * len(text)


def identity_checks(number: str) -> bool:
    """Whether the check digit of a resident identity number is right (GB 11643).

    >>> identity_checks("110101190001010006"), identity_checks("110101190001010007")
    (True, False)
    """
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return False
    total = sum(int(digit) * pow(2, 17 - i, 11) for i, digit in enumerate(number[:17]))
    return number[17] == "10X98765432"[total % 11]


def plates(text: str) -> tuple[str, ...]:
    """Read the number plates in one cell.

    >>> plates("京A·12345、京a12346")
    ('京A12345', '京A12346')
    """
    parts = re.split(r"[、,/;#&|\s]+", plain(text).upper())
    return tuple(dict.fromkeys(re.sub(r"[·.\-]", "", part) for part in parts if part))
