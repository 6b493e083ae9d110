"""Settling 100,000 payments over up to 12 items, beside a plain loop of Decimals.

    python benchmarks/settling.py [payments] [percent of them that cover what is open]

The loop is what one would write first: frozen attrs objects, Decimals, sort, group, pay,
share pro rata by largest remainder, under the same rules; it keeps no reasons.  Compact
rows are what money may pay, so disputes and designations are out of them already.
All three pay the same amounts, which is checked.  Four payments in five cover what is
open, as most people pay what they are asked for, the others a part of it: the ratio hangs
on that share, so it can be given.  Bills have up to three lines, which tie.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from time import process_time
from typing import Any

from attrs import frozen

from wuye.bills import OpenItem
from wuye.money import Money
from wuye.payments import Claim, Payment, settle, settle_rows

CENT = Decimal("0.01")


@frozen
class Debt:
    """An open item of the plain loop."""

    id: str
    bill: str
    due: date
    secured: Decimal
    daily: Decimal
    principal: Decimal
    penalty: Decimal
    held: Decimal = Decimal(0)
    penalty_held: Decimal = Decimal(0)
    time_barred: bool = False
    collected: bool = False


@frozen
class Paid:
    """What the plain loop paid on one component of one item, and by what right."""

    item: str
    component: str
    amount: Decimal
    by: str


def plain(
    debts: list[Debt], amount: Decimal, on: date, designated: tuple[str, ...] = ()
) -> list[Paid]:
    """Pay the debts as 民法典 560 and 561 say, the way one would write it first."""

    def rank(debt: Debt) -> tuple[bool, Decimal, Decimal, date]:
        return debt.due > on, debt.secured, -debt.daily, debt.due

    named = [debt for debt in debts if debt.id in designated or debt.bill in designated]
    others = [
        debt for debt in debts if debt not in named and not debt.time_barred and not debt.collected
    ]
    paid: list[Paid] = []
    for by, group in (("designation", named), ("order", others)):
        for _, ranked in groupby(sorted(group, key=rank), key=rank):
            equals = list(ranked)
            for component in ("principal", "penalty"):
                owed = [open_(debt, component, by) for debt in equals]
                total = sum(owed)
                if not amount or not total:
                    continue
                shares = owed if total <= amount else pro_rata(amount, owed, total)
                amount -= sum(shares)
                for debt, share in zip(equals, shares, strict=True):
                    if share:
                        paid.append(Paid(debt.id, component, share, by))
    return paid


def open_(debt: Debt, component: str, by: str) -> Decimal:
    """What the money may pay of a debt."""
    if component == "principal":
        return debt.principal if by == "designation" else debt.principal - debt.held
    return debt.penalty if by == "designation" else debt.penalty - debt.penalty_held


def pro_rata(amount: Decimal, owed: list[Decimal], total: Decimal) -> list[Decimal]:
    """Share an amount by largest remainder."""
    parts = [divmod(amount * each, total * CENT) for each in owed]
    shares = [cents * CENT for cents, _ in parts]
    spare = int((amount - sum(shares)) / CENT)
    order = sorted(range(len(owed)), key=lambda i: (-parts[i][1], -owed[i], i))
    for i in order[:spare]:
        shares[i] += CENT
    return shares


def accounts(
    count: int, covering: int = 80, seed: int = 560
) -> list[tuple[int, date, list[Claim]]]:
    """Payments with what they may pay, as compact rows."""
    chance = random.Random(seed)
    rates = [Decimal(0), Decimal("0.0003"), Decimal("0.0005")]
    rows: list[tuple[int, date, list[Claim]]] = []
    for number in range(count):
        on = date(2026, 1, 1) + timedelta(days=chance.randrange(365))
        claims: list[Claim] = []
        size = chance.randint(1, 12)
        daily = chance.choice(rates)
        while len(claims) < size:
            due = on + timedelta(days=chance.randint(-400, 30))
            for _ in range(min(chance.randint(1, 3), size - len(claims))):
                principal = chance.randint(100, 60000)
                late = principal * max((on - due).days, 0) * 3 // 10000 if daily else 0
                id_ = f"{number}:{len(claims)}"
                claims.append(Claim(id_, due, 0, daily, 0, principal, late))
        owed = _owed(claims)
        if chance.randrange(100) < covering:
            fen = owed + chance.choice([0, 0, 0, 5000])
        else:
            fen = chance.randint(1, owed)
        rows.append((fen, on, claims))
    return rows


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The seconds of processor time that some work takes, the best of three.

    The collector rests meanwhile, as it does under ``timeit``.
    """
    best, result = float("inf"), None
    for _ in range(3):
        result = None
        gc.collect()
        gc.disable()
        start = process_time()
        result = work()
        best = min(best, process_time() - start)
        gc.enable()
    return best, result


def yuan(fen: int) -> Decimal:
    """Fen as yuan."""
    return Decimal(fen).scaleb(-2)


def main(count: int = 100_000, covering: int = 80) -> tuple[float, float]:
    """Print, and give, how many times as fast objects and compact rows are."""
    rows = accounts(count, covering)
    plainly = [
        (
            [
                Debt(
                    c.item, "b", c.due, yuan(c.secured), c.daily, yuan(c.principal), yuan(c.penalty)
                )
                for c in claims
            ],
            yuan(fen),
            on,
        )
        for fen, on, claims in rows
    ]
    objects = [
        (
            [
                OpenItem(
                    id=claim.item,
                    bill="b",
                    unit="u",
                    due=claim.due,
                    principal=Money.of_fen(claim.principal),
                    penalty=Money.of_fen(claim.penalty),
                    daily=claim.daily,
                )
                for claim in claims
            ],
            Payment(str(number), Money.of_fen(fen), on=on),
        )
        for number, (fen, on, claims) in enumerate(rows)
    ]
    base, paid = timed(lambda: [plain(*payment) for payment in plainly])
    mine, settled = timed(lambda: [settle(items, payment) for items, payment in objects])
    compact, flat = timed(lambda: settle_rows(rows))
    one = [{(p.item, p.component): int(p.amount * 100) for p in parts} for parts in paid]
    two = [{(p.item, p.component): p.amount.fen for p in s.parts} for s in settled]
    three: list[dict[tuple[str, str], int]] = [{} for _ in rows]
    for number, item, component, fen in flat:
        three[number][item, component] = fen
    if not one == two == three:
        raise SystemExit("the amounts differ")
    print(f"settling {count:,} payments over up to 12 items, {len(flat):,} parts")
    print(f"  plain loop of Decimals  {base:6.2f} s")
    print(f"  settle, objects         {mine:6.2f} s  {base / mine:5.2f} x")
    print(f"  settle_rows, compact    {compact:6.2f} s  {base / compact:5.2f} x")
    short = [i for i, (fen, _, claims) in enumerate(rows) if fen < _owed(claims)]
    base_, _ = timed(lambda: [plain(*plainly[i]) for i in short])
    mine_, _ = timed(lambda: [settle(*objects[i]) for i in short])
    compact_, _ = timed(lambda: settle_rows(rows[i] for i in short))
    print(f"  of those, the {len(short):,} that pay a part: {base_:.2f} s,", end="")
    print(f" objects {base_ / mine_:.2f} x, compact {base_ / compact_:.2f} x")
    return base / mine, base / compact


def _owed(claims: list[Claim]) -> int:
    return sum(claim.cost + claim.principal + claim.penalty for claim in claims)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
