"""The close of a day (日结): takings by cashier and channel, receipt numbers, cash counted.

账实相符 is a result that proves itself: for each cashier's drawer ::

    opening float + cash in - cash out - banked = counted + difference

so a difference above 0 is missing (短款) and one below 0 too much (长款); and the takings
are summed three ways, one by one, by cashier and by channel.

>>> from datetime import date
>>> day = date(2026, 11, 3)
>>> takings = [
...     Taking("SJ-0101", "S-1", Payment("p1", "300.00", on=day, channel="cash")),
...     Taking("SJ-0103", "S-1", Payment("p2", "80.00", on=day, channel="wechat")),
... ]
>>> closed = close_day(day, takings, [CashCount("S-1", opening="200", counted="499.50")])
>>> closed.difference("S-1"), [str(gap) for gap in closed.gaps], closed.agrees
(Money('0.50'), ['SJ-0102'], False)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from attrs import field, frozen

from ..dates import a_day
from ..errors import DuplicateError, MoneyError, RuleError, UnknownError
from ..explain import Language
from ..money import Money
from ..payments import Payment, channel_name

_DIGITS = re.compile(r"(.*?)([0-9]{1,18})", re.DOTALL)
#: the value of a receipt number, the width of its digits, and the number itself
_Number = tuple[int, int, str]


@frozen
class Taking:
    """Money taken at the counter or found on the statement: under which receipt number."""

    number: str
    cashier: str
    payment: Payment


@frozen
class CashCount:
    """A cashier's drawer (备用金、盘点): what it began with, what went out, what was counted.

    ``paid_out`` is cash given back, such as refunds; ``banked`` what was taken to the bank.
    """

    cashier: str
    opening: Money = field(converter=Money, default=Money("0"))
    paid_out: Money = field(converter=Money, default=Money("0"))
    banked: Money = field(converter=Money, default=Money("0"))
    counted: Money = field(converter=Money, default=Money("0"))

    def __attrs_post_init__(self) -> None:
        amounts = (self.opening, self.paid_out, self.banked, self.counted)
        if min(amounts).fen < 0:
            raise MoneyError(
                "cash is never below 0", str(min(amounts)), f"drawer of {self.cashier}"
            )


@frozen
class Numbers:
    """Receipt numbers of one series, from the first to the last (起止号)."""

    first: str
    last: str

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first}–{self.last}"


@frozen
class DayClose:
    """A closed day, read from its takings and counts; it keeps both and adds nothing."""

    on: date
    takings: tuple[Taking, ...]
    counts: tuple[CashCount, ...]
    voided: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()

    @property
    def total(self) -> Money:
        """All that was taken."""
        return Money.total(taking.payment.amount for taking in self.takings)

    def by(self) -> dict[tuple[str, str], Money]:
        """What each cashier took through each channel, in order."""
        sums: Counter[tuple[str, str]] = Counter()
        for taking in self.takings:
            sums[taking.cashier, taking.payment.channel] += taking.payment.amount.fen
        return {key: Money.of_fen(sums[key]) for key in sorted(sums)}

    @property
    def cashiers(self) -> tuple[str, ...]:
        """Everyone who took money or has a drawer."""
        taking = (taking.cashier for taking in self.takings)
        return tuple(sorted({*taking, *(count.cashier for count in self.counts)}))

    def expected(self, cashier: str) -> Money:
        """The cash that should be in a cashier's drawer (应有现金)."""
        count = self._count(cashier)
        return count.opening + self._cash(cashier) - count.paid_out - count.banked

    def difference(self, cashier: str) -> Money:
        """What is missing from a drawer; below 0, what is too much."""
        return self.expected(cashier) - self._count(cashier).counted

    def _cash(self, cashier: str) -> Money:
        return self.by().get((cashier, "cash"), Money("0"))

    def _count(self, cashier: str) -> CashCount:
        for count in self.counts:
            if count.cashier == cashier:
                return count
        raise UnknownError("no count of this drawer", cashier, f"day {self.on}")

    @property
    def used(self) -> tuple[str, ...]:
        """The numbers of the day, spoiled ones too, as often as they were used."""
        return (*(taking.number for taking in self.takings), *sorted(set(self.voided)))

    @property
    def ranges(self) -> tuple[Numbers, ...]:
        """From which number to which each series went this day."""
        return tuple(Numbers(series[0][2], series[-1][2]) for series in _series(self.used).values())

    @property
    def gaps(self) -> tuple[Numbers, ...]:
        """Numbers that were skipped (断号), between used ones and since the day before."""
        return tuple(
            gap
            for series in _series({*self.follows, *self.used}).values()
            for one, next_ in pairwise(series)
            if (gap := _between(one, next_))
        )

    @property
    def duplicates(self) -> tuple[str, ...]:
        """Numbers used more than once (重号), or used already the day before."""
        numbers = Counter([*set(self.follows), *self.used])
        return tuple(sorted(number for number, count in numbers.items() if count > 1))

    @property
    def agrees(self) -> bool:
        """Whether books and drawer agree (账实相符): no difference, no gap, no duplicate."""
        exact = not any(self.difference(count.cashier) for count in self.counts)
        return exact and not self.gaps and not self.duplicates

    def proofs(self, language: Language = "zh") -> tuple[str, ...]:
        """The equations that hold, to be checked on paper."""
        return tuple(_proofs(self, language))

    def rows(self, language: Language = "zh") -> tuple[tuple[str, str, str], ...]:
        """A table of texts: cashier, channel, amount; heading first, total last."""
        en = language == "en"
        head = ("cashier", "channel", "amount") if en else ("收款人", "收款方式", "金额")
        body = [
            (who, channel_name(how, language), str(sum_)) for (who, how), sum_ in self.by().items()
        ]
        return (head, *body, ("total" if en else "合计", "", str(self.total)))


def close_day(
    on: date,
    takings: Iterable[Taking],
    counts: Iterable[CashCount],
    *,
    voided: Iterable[str] = (),
    follows: Iterable[str] = (),
) -> DayClose:
    """Close a day: whoever took cash has counted their drawer, once.

    ``voided`` are receipt numbers that were spoiled (作废), ``follows`` the last number of
    each series the day before.  Raises :class:`~wuye.errors.RuleError` for cash without a
    count and for a number without digits, :class:`~wuye.errors.DuplicateError` for two
    counts of one drawer and for one payment taken twice.
    """
    closed = DayClose(a_day(on), tuple(takings), tuple(counts), tuple(voided), tuple(follows))
    place = f"day {on}"
    _once((count.cashier for count in closed.counts), "a drawer is counted twice", place)
    _once((taking.payment.id for taking in closed.takings), "a payment is taken twice", place)
    counted = {count.cashier for count in closed.counts}
    uncounted = sorted({who for who, how in closed.by() if how == "cash"} - counted)
    if uncounted:
        raise RuleError("cash was taken and not counted", uncounted, place, "count each drawer")
    _series([*closed.follows, *closed.used])
    return closed


def _once(ids: Iterable[str], problem: str, place: str) -> None:
    twice = sorted(id_ for id_, count in Counter(ids).items() if count > 1)
    if twice:
        raise DuplicateError(problem, twice, place, "keep one of each")


def _series(numbers: Iterable[str]) -> dict[str, list[_Number]]:
    """Receipt numbers by what stands before their digits, rising."""
    series: dict[str, list[_Number]] = {}
    for number in numbers:
        match = _DIGITS.fullmatch(number)
        if not match:
            raise RuleError(
                "a receipt number ends in digits", number, "day-close", "such as SJ-0101"
            )
        head, digits = match.groups()
        series.setdefault(head, []).append((int(digits), len(digits), number))
    return {head: sorted(series[head]) for head in sorted(series)}


def _between(one: _Number, next_: _Number) -> Numbers | None:
    """The numbers between two of a series."""
    value, width, number = one
    if next_[0] <= value + 1:
        return None
    head = number[:-width]
    return Numbers(f"{head}{value + 1:0{width}}", f"{head}{next_[0] - 1:0{width}}")


_DRAWER = (
    "备用金 + 现金收入 − 现金支出 − 存行 = 实点 + 差额",
    "opening + cash in − cash out − banked = counted + difference",
)
_SUMS = (("按收款人", "by cashier"), ("按收款方式", "by channel"))


def _proofs(closed: DayClose, language: Language) -> Iterator[str]:
    en, by = language == "en", closed.by()
    colon = ": " if en else "："
    for count in closed.counts:
        cash, off = by.get((count.cashier, "cash"), Money("0")), closed.difference(count.cashier)
        left = f"{count.opening} + {cash} − {count.paid_out} − {count.banked}"
        right = f"{count.counted} {'−' if off.fen < 0 else '+'} {abs(off)}"
        yield f"{count.cashier} {_DRAWER[en]}{colon}{left} = {right}"
    for place, words in enumerate(_SUMS):
        sums: Counter[str] = Counter()
        for key, amount in by.items():
            sums[key[place]] += amount.fen
        told = " + ".join(str(Money.of_fen(sums[key])) for key in sorted(sums)) or "0.00"
        yield f"{words[en]}{colon}{told} = {closed.total}"
