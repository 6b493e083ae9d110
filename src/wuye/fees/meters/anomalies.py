"""Anomalies of readings (抄表异常): a list for whoever reads the meters, stopping nothing.

What cannot be billed is refused elsewhere, with its reason; here stands also what can be
billed and is odd.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from math import lcm
from typing import Literal

from attrs import frozen

from ...errors import MoneyError, RuleError
from ...money import exact, scaled
from .meter import KINDS
from .submeters import Combined
from .usages import NoUsage, Usage

Code = Literal["negative", "spike", "stuck", "gap", "out-of-order", "rolled-over", "spans-differ"]


@frozen
class Anomaly:
    """Something odd about a meter: what kind, how much, which meter, as of which day."""

    code: Code
    meter: str
    on: date
    value: Decimal | None
    message: str

    def __str__(self) -> str:
        return f"{self.meter}，{self.on}：{self.message} [{self.code}]"


def anomalies(
    usages: Iterable[Usage | Combined | NoUsage],
    history: Iterable[Usage] = (),
    *,
    factor: object = "3",
    stuck: int = 3,
) -> tuple[Anomaly, ...]:
    """List what is odd about ``usages``, in their order.

    A spike is more than ``factor`` times the median, per day, of the earlier usages that
    were read; stuck is a meter at 0 for ``stuck`` usages in a row that had run before.

    >>> from .meter import Meter
    >>> from .readings import Reading
    >>> from .usages import Step
    >>> def used(month, opening, closing):
    ...     ends = date(2026, month, 1), date(2026, month + 1, 1)
    ...     first, last = (Reading("W-1", *end) for end in zip(ends, (opening, closing)))
    ...     return Usage(meter, [Step(meter, first, last, rolled_over=False)])
    >>> meter = Meter("W-1", "1-101", "water")
    >>> odd = anomalies([used(3, 20, 60)], [used(1, 0, 10), used(2, 10, 20)])
    >>> print(*odd)
    W-1，2026-04-01：用量40，日均超过以往中位数的3倍，请核对读数或检查漏水漏电 [spike]
    """
    times = exact(factor, place="factor")
    if times <= 0:
        raise MoneyError("a factor is above 0", str(times), "anomalies", 'such as "3"')
    if type(stuck) is not int or stuck < 1:
        raise RuleError("no such number of usages", stuck, "anomalies", "give 1 or more")
    usages = tuple(usages)
    by_meter: dict[str, list[Usage]] = {}
    for used in (*history, *usages):
        if isinstance(used, Usage) and used not in by_meter.setdefault(used.meter.id, []):
            by_meter[used.meter.id].append(used)
    before: dict[Usage, list[Usage]] = {}
    for line in by_meter.values():
        line.sort(key=lambda used: used.days)
        before |= {used: line[:i] for i, used in enumerate(line)}

    def found() -> Iterator[Anomaly]:
        for used in usages:
            if isinstance(used, NoUsage):
                yield from _of_missing(used)
            elif isinstance(used, Combined):
                yield from _of_combined(used)
            else:
                yield from _of_order(used, before[used])
                yield from _of_quantity(used, before[used], times, stuck)

    return tuple(found())


def _of_missing(gap: NoUsage) -> Iterator[Anomaly]:
    says = {
        "reading-negative": "本次读数小于上次读数",
        "estimate-exceeds": "实抄读数小于此前估抄读数，应更正已计用量",
        "rest-negative": "分表合计大于总表",
    }
    if gap.reason in says:
        message = f"{says[gap.reason]}（{gap.detail}）"
        yield Anomaly("negative", gap.meter, gap.period.end, gap.value, message)


def _of_combined(rest: Combined) -> Iterator[Anomaly]:
    if not rest.aligned:
        message = "总表与分表或各表抄表日不一致，差额不准"
        yield Anomaly("spans-differ", rest.meter, rest.days.end, rest.quantity, message)


def _of_order(used: Usage, before: list[Usage]) -> Iterator[Anomaly]:
    if not before:
        return
    ended, begins = max(earlier.days.end for earlier in before), used.days.start
    if begins > ended:
        days = (begins - ended).days
        message = f"{ended}至{begins}共{days}天没有计量"
        yield Anomaly("gap", used.meter.id, begins, Decimal(days), message)
    if begins < ended:
        days = (ended - begins).days
        message = f"与上次计量重叠{days}天（{begins}至{ended}），可能重复计费"
        yield Anomaly("out-of-order", used.meter.id, begins, Decimal(days), message)


def _of_quantity(
    used: Usage, before: list[Usage], factor: Decimal, stuck: int
) -> Iterator[Anomaly]:
    id_, on, quantity = used.meter.id, used.days.end, used.quantity
    name = KINDS[used.meter.kind][0]
    if used.rolled_over:
        message = f"{name}读数过零（翻表），请核对"
        yield Anomaly("rolled-over", id_, on, quantity, message)
    read = [earlier for earlier in before if not earlier.estimated]
    if read and not used.estimated and _exceeds(used, read, factor):
        message = f"用量{quantity}，日均超过以往中位数的{factor}倍，请核对读数或检查漏水漏电"
        yield Anomaly("spike", id_, on, quantity, message)
    still = [*read, used][-stuck:]
    idle = len(still) == stuck and not used.estimated and not any(u.quantity for u in still)
    if idle and any(earlier.quantity for earlier in read):
        message = f"{name}连续{stuck}次没有走字，此前有用量，请检查是否损坏"
        yield Anomaly("stuck", id_, on, quantity, message)


def _exceeds(used: Usage, earlier: list[Usage], factor: Decimal) -> bool:
    """Whether a usage per day is above so many times the median; a median of 0 says nothing."""
    ratios = []
    for each in (used, *earlier):
        whole, power = scaled(each.quantity)
        ratios.append((whole, power * each.days.days))
    common = lcm(*(denominator for _, denominator in ratios))
    now, *before = (whole * (common // denominator) for whole, denominator in ratios)
    before.sort()
    twice_the_median = before[(len(before) - 1) // 2] + before[len(before) // 2]
    times, scale = scaled(factor)
    return 0 < times * twice_the_median < 2 * now * scale
