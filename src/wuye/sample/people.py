"""The people of the sample: invented beyond doubt, none of them anybody.

Names are a heavenly stem and a number (甲一, 乙二), companies and plates begin with 样例 and
样, telephone numbers count on from 13800000000.
"""

from __future__ import annotations

from ..estate import Owner
from ..estate.people import Person

STEMS = "甲乙丙丁戊己庚辛壬癸"
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FIRST_PHONE = 13_800_000_000

DEVELOPER = Owner("DEV", "样例建设开发有限公司", kind="developer")


def name(number: int) -> str:
    """The name of a person by number.

    >>> name(0), name(1), name(102)
    ('甲一', '乙一', '丙一一')
    """
    return STEMS[number % 10] + str(number // 10 + 1).translate(_DIGITS)


def person(id_: str, number: int) -> Owner:
    """A person, by a number that nobody else has."""
    return Owner(id_, name(number), str(_FIRST_PHONE + number))


def couple(id_: str, number: int, second: int) -> Owner:
    """Two people who own together and have one account."""
    both = [
        Person(f"{id_}.{place}", name(each), str(_FIRST_PHONE + each))
        for place, each in enumerate((number, second), 1)
    ]
    return Owner(id_, "、".join(one.name for one in both), both[0].phone, people=both)


def company(id_: str, number: int) -> Owner:
    """A company; nobody's telephone."""
    return Owner(id_, f"样例{name(number)}商贸有限公司", kind="company")


def plate(number: int) -> str:
    """The number plate of a vehicle; no place issues plates that begin with 样.

    >>> plate(17)
    '样A00017'
    """
    return f"样A{number:05}"
