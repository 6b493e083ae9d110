"""Instalments (分期) and promises (承诺付款): what was agreed, and what was kept of it.

>>> agreed = plan("1000.00", 3, date(2026, 12, 10))
>>> [(str(part.due), str(part.amount)) for part in agreed.parts]
[('2026-12-10', '333.33'), ('2027-01-10', '333.34'), ('2027-02-10', '333.33')]
>>> paid = [(date(2026, 12, 10), Money("333.33")), (date(2027, 1, 12), Money("333.34"))]
>>> [part.status for part in standing(agreed, paid, date(2027, 1, 20))]
['kept', 'late', 'open']
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Literal

from attrs import field, frozen

from ..allocation import by_place, by_running_total
from ..dates import a_day, anniversary
from ..errors import ExceedsError, MoneyError, PeriodError, RuleError
from ..money import Money

Remainder = Literal["spread", "first", "last"]
Status = Literal["kept", "late", "broken", "open", "waiting"]


def _above_zero(amount: Money, place: str) -> None:
    if amount.fen <= 0:
        raise MoneyError("an amount agreed or paid is above 0", str(amount), place, "leave it out")


@frozen
class Instalment:
    """One part of a plan: so much, on ``due`` at the latest."""

    due: date = field(converter=a_day)
    amount: Money = field(converter=Money)

    def __attrs_post_init__(self) -> None:
        _above_zero(self.amount, f"instalment of {self.due}")


@frozen
class Plan:
    """An instalment plan (分期计划): parts with rising due days that make up the total.

    Raises :class:`~wuye.errors.ExceedsError` for parts that do not add up to the total,
    :class:`~wuye.errors.PeriodError` for days that do not rise.
    """

    total: Money = field(converter=Money)
    parts: tuple[Instalment, ...] = field(converter=tuple[Instalment, ...])

    def __attrs_post_init__(self) -> None:
        whole = Money.total(part.amount for part in self.parts)
        if not self.parts or whole != self.total:
            raise ExceedsError(
                "the parts do not add up to the total",
                str(whole),
                "Plan",
                f"make them {self.total}, to the fen",
            )
        days = [part.due for part in self.parts]
        if any(later <= day for day, later in pairwise(days)):
            raise PeriodError(
                "the due days do not rise", [str(day) for day in days], "Plan", "earliest first"
            )


@frozen
class Promise:
    """A promise to pay (承诺): so much by a day, perhaps once something has been done.

    ``condition`` says what must happen first, such as a repair; while it has not, the
    promise waits.
    """

    amount: Money = field(converter=Money)
    by: date = field(converter=a_day)
    condition: str = ""

    def __attrs_post_init__(self) -> None:
        _above_zero(self.amount, f"promise of {self.by}")


def plan(
    total: Money | str,
    n: int,
    first: date,
    every_months: int = 1,
    remainder: Remainder = "spread",
) -> Plan:
    """Split a total into ``n`` parts, due every so many months from ``first``.

    ``remainder`` says where the odd fen go: ``"spread"`` rounds the running total, so the
    beginning of the plan is never more than half a fen from exact; ``"first"`` gives the
    first parts a fen each; ``"last"`` rounds every part down and the last takes the rest.
    Due days go from the first one: 31 January is followed by 28 February and 31 March.

    >>> [str(part.amount) for part in plan("100", 3, date(2026, 1, 31), remainder="last").parts]
    ['33.33', '33.33', '33.34']
    """
    total, first = Money(total), a_day(first)
    if type(n) is not int or type(every_months) is not int or n < 1 or every_months < 1:
        raise RuleError(
            "a plan has 1 part or more, 1 month or more apart",
            f"{n} parts, {every_months} months",
            "instalments.plan",
            "give whole numbers above 0",
        )
    if total.fen < n:
        raise ExceedsError(
            "not a fen for each part", str(total), "instalments.plan", f"give up to {total.fen}"
        )
    if remainder == "spread":
        amounts = by_running_total(total.fen, [1] * n)
    elif remainder in {"first", "last"}:
        amounts = by_place(total.fen, [1] * n, remainder)
    else:
        raise RuleError("no such remainder", remainder, "instalments.plan", "spread, first or last")
    try:
        days = [anniversary(first, every_months * number) for number in range(n)]
    except (ValueError, OverflowError):
        raise PeriodError("the plan never ends", str(first), "instalments.plan") from None
    return Plan(
        total, [Instalment(day, Money.of_fen(fen)) for day, fen in zip(days, amounts, strict=True)]
    )


@frozen
class Standing:
    """How an instalment, or a promise, stands on a day, and what has been paid on it.

    ``status`` is ``"kept"`` (paid in full by its day, the day included), ``"late"`` (paid
    in full since), ``"broken"`` (the day has passed and some of it is open), ``"open"`` or
    ``"waiting"`` for a condition.
    """

    part: Instalment
    paid: Money
    status: Status


def standing(
    agreed: Plan | Promise,
    paid: Iterable[tuple[date, Money]],
    on: date,
    *,
    met: date | None = None,
) -> tuple[Standing, ...]:
    """What has been kept of a plan or a promise by ``on``, from the payments made on it.

    Money pays the parts in the order of their days; payments after ``on`` are not seen.
    A promise with a condition waits until it is ``met``; what is met after the day of the
    promise is to be paid on the day on which it was met.
    """
    if isinstance(agreed, Promise):
        waits = bool(agreed.condition) and (met is None or met > on)
        by = max(agreed.by, met) if agreed.condition and met else agreed.by
        parts: tuple[Instalment, ...] = (Instalment(by, agreed.amount),)
    else:
        waits, parts = False, agreed.parts
    seen = [(a_day(day), amount) for day, amount in paid if day <= on]
    for day, amount in seen:
        _above_zero(amount, f"payment of {day}")
    come = sum(amount.fen for _, amount in seen)
    before, standings = 0, list[Standing]()
    for part in parts:
        reached = before + part.amount.fen
        in_time = sum(amount.fen for day, amount in seen if day <= part.due)
        mine = min(max(come - before, 0), part.amount.fen)
        status: Status
        if mine == part.amount.fen:
            status = "kept" if in_time >= reached else "late"
        elif waits:
            status = "waiting"
        else:
            status = "broken" if on > part.due else "open"
        standings.append(Standing(part, Money.of_fen(mine), status))
        before = reached
    return tuple(standings)
