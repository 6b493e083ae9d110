"""Penalties of 100,000 arrears with two part payments each, against a plain loop.

The yardstick is what one would write without a library: frozen attrs objects, ``Decimal``,
a day count, three segments, rounded once, capped at 30 %, no explanation.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from statistics import median
from time import process_time
from typing import Any

from attrs import frozen

from wuye import fees
from wuye.bills import BalanceTimeline
from wuye.fees.penalties import bears_until

ARREARS, ROUNDS = 100_000, 7
DAY = date(2026, 12, 21)
TERMS = fees.PenaltyTerms("0.0003", caps=[fees.Cap("本金的30%", share="0.3")])


@frozen
class Part:
    on: date
    amount: Decimal


@frozen
class Arrear:
    due: date
    principal: Decimal
    payments: tuple[Part, ...]


@frozen
class Late:
    arrear: Arrear
    amount: Decimal


DAILY, MOST, CENT = Decimal("0.0003"), Decimal("0.3"), Decimal("0.01")


def yardstick(arrears: list[Arrear]) -> list[Late]:
    found = []
    for arrear in arrears:
        principal, since, penalty = arrear.principal, arrear.due, Decimal(0)
        for part in arrear.payments:
            until = min(max(part.on, since), DAY)
            penalty += principal * DAILY * (until - since).days
            principal, since = principal - part.amount, until
        penalty += principal * DAILY * (DAY - since).days
        penalty = min(penalty, arrear.principal * MOST)
        found.append(Late(arrear, penalty.quantize(CENT, ROUND_HALF_UP)))
    return found


def objects(debts: list[tuple[date, BalanceTimeline]]) -> list[fees.Penalty]:
    return [fees.penalty(TERMS, owed, due=due, day=DAY) for due, owed in debts]


def rows(compact: list[tuple[int, tuple[tuple[int, int], ...]]]) -> list[int]:
    return fees.penalty_rows(TERMS, compact, day=DAY)


def made() -> tuple[list[Arrear], list[tuple[date, BalanceTimeline]], list[Any]]:
    chance = Random(7)
    arrears, debts, compact = [], [], []
    for _ in range(ARREARS):
        due = date(2023, 1, 25) + timedelta(days=chance.randrange(1400))
        owed = chance.randrange(10_000, 200_000)
        paid = [chance.randrange(1, owed // 2) for _ in range(2)]
        days = [due + timedelta(days=chance.randrange(1, 90) + wait) for wait in (0, 90)]
        parts = [Part(on, Decimal(fen).scaleb(-2)) for on, fen in zip(days, paid, strict=True)]
        arrears.append(Arrear(due, Decimal(owed).scaleb(-2), tuple(parts)))
        changes = [(due - timedelta(days=24), owed)]
        changes += [(bears_until(on), -fen) for on, fen in zip(days, paid, strict=True)]
        owing = BalanceTimeline.of(changes)
        debts.append((due, owing))
        compact.append((due.toordinal(), tuple((d.toordinal(), fen) for d, fen in owing.steps)))
    return arrears, debts, compact


def timed(work: Callable[[Any], Any], given: Any) -> tuple[float, Any]:
    gc.collect()
    start = process_time()
    result = work(given)
    return process_time() - start, result


def main() -> dict[str, float]:
    """Print and return how many times as fast as the yardstick both ways are."""
    arrears, debts, compact = made()
    ratios: dict[str, list[float]] = {"objects": [], "rows": []}
    loop = 0.0
    for _ in range(ROUNDS):
        loop, late = timed(yardstick, arrears)
        for name, work, given in (("objects", objects, debts), ("rows", rows, compact)):
            spent, result = timed(work, given)
            ratios[name].append(loop / spent)
            fen = [item if isinstance(item, int) else item.fen for item in result]
            if fen != [int(item.amount.scaleb(2)) for item in late]:
                raise ValueError(name)
    print(f"yardstick: {loop * 1e6 / ARREARS:.2f} µs a penalty")
    found = {name: median(each) for name, each in ratios.items()}
    for name, wanted in (("objects", 1), ("rows", 4)):
        print(f"{name}: {found[name]:.2f} × the yardstick (wanted: {wanted} ×)")
    return found


if __name__ == "__main__":
    main()
