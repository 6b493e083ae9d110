"""When least money comes in (回款低谷), to be expected again: from past months alone.

>>> paid = [("O-1", date(2026, month, day), Money("100")) for month in (7, 8, 9) for day in (5, 25)]
>>> low = trough(paid, on=date(2026, 10, 1))
>>> print(low.third, low.days)
中旬 2026-10-11 to 2026-10-20
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from attrs import field, frozen

from ...dates import Period
from ...errors import MoneyError
from ...money import Money

#: Money that came in (回款): debtor, day, amount.
Receipt = tuple[str, date, Money]
Third = Literal["上旬", "中旬", "下旬"]
_THIRDS: tuple[tuple[Third, int, int], ...] = (("上旬", 1, 11), ("中旬", 11, 21), ("下旬", 21, 32))


@frozen
class Trough:
    """The part of a month in which least money came in, and when it comes next.

    ``amounts`` is what came in then in each of the months looked at, the oldest first: an
    expectation from these months and nothing else.
    """

    third: Third
    days: Period
    amounts: tuple[Money, ...] = field(converter=tuple[Money, ...])


def trough(receipts: Iterable[Receipt], *, on: date, months: int = 3) -> Trough | None:
    """Tell the expected trough (低谷): the third of a month with least money so far.

    The last ``months`` whole months before the day are looked at; None when nothing came in
    during one of them, as there is then nothing to go by.  Of equals the first is told.
    """
    this = Period.month(on.year, on.month)
    spans = [this.shift(-back) for back in range(_months(months), 0, -1)]
    given = tuple(receipts)
    sums = {
        third: [_within(given, span, since, until) for span in spans]
        for third, since, until in _THIRDS
    }
    if any(not any(each) for each in zip(*sums.values(), strict=True)):
        return None
    third, since, until = min(_THIRDS, key=lambda each: sum(sums[each[0]]))
    days = next(
        days
        for days in (_third(this, since, until), _third(this.shift(1), since, until))
        if days.start >= on
    )
    return Trough(third, days, tuple(map(Money.of_fen, sums[third])))


def _months(months: int) -> int:
    if type(months) is not int or months < 1:
        raise MoneyError("a number of months is 1 or more", months, "trough", "give an int")
    return months


def _within(receipts: tuple[Receipt, ...], month: Period, since: int, until: int) -> int:
    days = _third(month, since, until)
    return sum(amount.fen for _, day, amount in receipts if day in days)


def _third(month: Period, since: int, until: int) -> Period:
    first = month.start.replace(day=since)
    return Period(first, month.end if until > 31 else month.start.replace(day=until))
