"""Comparing bills (账单对比): why an amount changed, and why it differs from a neighbour's.

100 ㎡, a cost of 1,500.00 over 10,000 ㎡, and next month 2,000.00 over 9,500 ㎡:

>>> from ...dates import DueDay
>>> from ...estate import Community, Owner, Unit
>>> from ...rounding import Rounding
>>> from ..issuing import issue
>>> from ..items import Item
>>> from ..schedules import FeeSchedule, Terms
>>> from ..tariffs import Shared
>>> schedule = FeeSchedule(
...     "2026", creditor="锦苑物业", in_force=Period.year(2026), terms=Terms(DueDay(25)),
...     items=[Item("hall-power", "公摊电费", Shared("area"))], rounding=Rounding.fen(each="line"),
... )
>>> def bill(month, cost, others):
...     units = [Unit("1-101", "100", Owner("O-1")), Unit("S-1", others, Owner("O-2"))]
...     period, costs = Period.month(2026, month), {"hall-power": cost}
...     return issue(Community("锦苑", units), schedule, period, costs=costs).of_unit("1-101")[0]
>>> told = why_changed(bill(9, "1500.00", "9900"), bill(10, "2000.00", "9400"))
>>> print(told.text())
2026年9月1日至2026年9月30日 15.00 元，2026年10月1日至2026年10月31日 21.05 元，相差 +6.05 元：
公摊电费：要分摊的总费用由 1500.00 元变为 2000.00 元，+5.00 元
公摊电费：一起分摊的总量由 10000.00 ㎡变为 9500.00 ㎡，+1.05 元
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import field, frozen

from ...bills import Bill, BillLine
from ...dates import Period
from ...errors import RuleError
from ...explain import Language
from ...format import days
from ...money import Money
from .amounts import signed, yuan
from .causes import LIVED, Cause, Pair, word
from .splitting import split
from .telling import facts, in_words
from .workings import working

T = TypeVar("T", Bill, BillLine)
#: Causes that tell of the other household and are told together.
_PRIVATE = (Cause.DAYS, Cause.BILLED, Cause.WAIVERS, Cause.ENDED)


@frozen
class Why:
    """What one cause makes of a difference, in one item: above 0 more is charged.

    ``was`` and ``now`` are the number behind it, in Chinese and English, where there is one.
    """

    cause: Cause
    amount: Money
    item: str = ""
    name: str = ""
    was: Pair = ("", "")
    now: Pair = ("", "")

    def text(self, language: Language = "zh") -> str:
        """Write it as one sentence."""
        return in_words(self.cause, self.name, self.was, self.now, self.amount, language)


@frozen(kw_only=True)
class WhyChanged:
    """Why an amount became another (费用变化说明); the parts sum to the difference."""

    was: Money
    now: Money
    was_for: Period
    now_for: Period
    parts: tuple[Why, ...] = field(converter=tuple[Why, ...])

    @property
    def more(self) -> Money:
        """How much more is charged; below 0 less."""
        return self.now - self.was

    def of(self, cause: Cause) -> Money:
        """What a cause makes, over all items."""
        return Money.total(part.amount for part in self.parts if part.cause is cause)

    def text(self, language: Language = "zh") -> str:
        """Write it for the resident, a sentence a part."""
        en = language == "en"
        told = [
            f"{days(on.start, on.last, language)}{(' ', ': ')[en]}{yuan(amount, language)}"
            for on, amount in ((self.was_for, self.was), (self.now_for, self.now))
        ]
        more = signed(self.more, language)
        head = f"{'; '.join(told)}; {more}:" if en else f"{'，'.join(told)}，相差 {more}："
        return _listed(head, self.parts, language)


@frozen(kw_only=True)
class WhyDiffers:
    """Why a bill differs from a neighbour's (与邻居账单的差别); the parts sum to the difference.

    It holds no number of the neighbour's but the difference of both bills by cause, and no
    word about him.  What is his own affair (days, waivers, what meters counted, how many
    cars he keeps, items that he alone has) is one part, :attr:`Cause.HOUSEHOLD`.
    """

    mine: Money
    parts: tuple[Why, ...] = field(converter=tuple[Why, ...])

    @property
    def more(self) -> Money:
        """How much more mine is; below 0 less."""
        return Money.total(part.amount for part in self.parts)

    def text(self, language: Language = "zh") -> str:
        """Write it for the resident, a sentence a part."""
        mine, more = yuan(self.mine, language), signed(self.more, language)
        head = f"您的账单 {mine}，与对方相差 {more}："
        if language == "en":
            head = f"Your bill is {mine}; compared with the other: {more}:"
        return _listed(head, self.parts, language)


def why_changed(before: T, after: T) -> WhyChanged:
    """Say why a bill, or one of its lines, became another: exact to the fen, by cause.

    The causes come in the order of :class:`Cause`; see :mod:`.splitting` for how they are
    computed.  An item that only one of the bills has is a cause of its own.

    Raises :class:`~wuye.errors.RuleError` for bills of different debtors, units or creditors
    (a neighbour's is for :func:`why_differs`), and for lines of different items.
    """
    if isinstance(before, Bill) and isinstance(after, Bill):
        if _parties(before) != _parties(after):
            raise RuleError(
                "bills of different debtors, units or creditors are not one bill that changed",
                [before.id, after.id],
                "why_changed",
                "compare two bills of one household, or a neighbour's with why_differs",
            )
        was, now, was_for, now_for = before.lines, after.lines, before.period, after.period
    elif isinstance(before, BillLine) and isinstance(after, BillLine):
        if before.item != after.item:
            raise RuleError(
                "lines of different items are not one charge that changed",
                [before.item, after.item],
                "why_changed",
                "compare the bills, which tells new and ended items",
            )
        was, now, was_for, now_for = (before,), (after,), before.service, after.service
    else:
        raise RuleError(
            "a bill is compared with a bill, a line with a line",
            [type(before).__name__, type(after).__name__],
            "why_changed",
            "give two of a kind",
        )
    return WhyChanged(
        was=Money.total(line.amount for line in was),
        now=Money.total(line.amount for line in now),
        was_for=was_for,
        now_for=now_for,
        parts=_parts(was, now),
    )


def why_differs(mine: Bill, theirs: Bill) -> WhyDiffers:
    """Say why a bill differs from a neighbour's of the same period, without showing him.

    Raises :class:`~wuye.errors.RuleError` for bills of different periods or creditors, and
    for two bills of one household.
    """
    if (mine.period, mine.creditor) != (theirs.period, theirs.creditor):
        raise RuleError(
            "neighbours' bills are compared for one period and creditor",
            str(mine.period),
            "why_differs",
            "give two bills of one month",
        )
    if _parties(mine) == _parties(theirs):
        raise RuleError(
            "both bills are of one household", mine.id, "why_differs", "use why_changed"
        )
    parts: list[Why] = []
    household = 0
    metered = {line.item for line in (*mine.lines, *theirs.lines) if _lived(line)}
    for part in _parts(theirs.lines, mine.lines):
        lived = part.cause is not Cause.NEW and part.item in metered
        if part.cause in _PRIVATE or lived:
            household += part.amount.fen
        else:
            parts.append(Why(part.cause, part.amount, part.item, part.name))
    if household:
        parts.append(Why(Cause.HOUSEHOLD, Money.of_fen(household)))
    return WhyDiffers(mine=mine.total, parts=parts)


def _parties(bill: Bill) -> tuple[str, str, str]:
    return bill.creditor, bill.debtor, bill.unit


def _lived(line: BillLine) -> bool:
    return any(word(name) in LIVED for name, _ in line.basis.inputs)


def _parts(was: Iterable[BillLine], now: Iterable[BillLine]) -> Iterator[Why]:
    before, after = _by_item(was), _by_item(now)
    for item in dict.fromkeys((*after, *before)):
        lines = after.get(item) or before[item]
        if item in before and item in after:
            one, other = working(before[item]), working(after[item])
            for cause, fen in split(one, other).items():
                told = facts(cause, one), facts(cause, other)
                words = told if told[0] != told[1] else (("", ""), ("", ""))
                yield Why(cause, Money.of_fen(fen), item, lines[0].name, *words)
        elif fen := sum(line.fen for line in lines):
            cause, sign = (Cause.NEW, 1) if item in after else (Cause.ENDED, -1)
            yield Why(cause, Money.of_fen(sign * fen), item, lines[0].name)


def _by_item(lines: Iterable[BillLine]) -> Mapping[str, list[BillLine]]:
    found: dict[str, list[BillLine]] = {}
    for line in lines:
        found.setdefault(line.item, []).append(line)
    return found


def _listed(head: str, parts: Iterable[Why], language: Language) -> str:
    told = [part.text(language) for part in parts]
    same = ("金额没有不同。", "The amounts are the same.")[language == "en"]
    return "\n".join([head, *(told or [same])])
