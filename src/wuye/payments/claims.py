"""Claims: what money may pay of open items, in plain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from ..bills import OpenItem
from .payment import Payment

Component = Literal["cost", "principal", "penalty"]
COMPONENTS: tuple[Component, ...] = ("cost", "principal", "penalty")


class Claim(NamedTuple):
    """What money may pay of one item, in plain values; amounts are whole fen.

    ``secured`` is how much of it is covered by security, ``daily`` the penalty rate.
    """

    item: str
    due: date
    secured: int
    daily: Decimal
    cost: int
    principal: int
    penalty: int


class Columns(NamedTuple):
    """Claims column by column, as they are ranked."""

    item: tuple[str, ...]
    due: tuple[date, ...]
    secured: tuple[int, ...]
    daily: tuple[Decimal, ...]
    cost: tuple[int, ...]
    principal: tuple[int, ...]
    penalty: tuple[int, ...]


def by_column(rows: Iterable[Claim]) -> Columns:
    """Turn claims into columns; there is at least one."""
    return Columns._make(zip(*rows, strict=True))


def claims(
    items: Iterable[OpenItem], payment: Payment, only: tuple[str, ...] = ()
) -> tuple[list[Claim], list[Claim]]:
    """What a payment may pay: of the items it names, and of the others.

    ``only`` limits the others to some item codes.
    """
    designated, restricted = set(payment.designated), payment.restricted
    named: list[Claim] = []
    others: list[Claim] = []
    for item in items:
        if restricted and item.code not in restricted:
            continue
        cost, principal, penalty = item.cost.fen, item.principal.fen, item.penalty.fen
        mine = designated and (item.id in designated or item.bill in designated)
        if not mine:
            apart = item.time_barred or item.collected or item.written_off
            if apart or (only and item.code not in only):
                continue
            principal = max(principal - item.held.fen, 0)
            penalty = max(penalty - item.penalty_held.fen, 0)
        claim = Claim(item.id, item.due, item.secured.fen, item.daily, cost, principal, penalty)
        (named if mine else others).append(claim)
    return named, others
