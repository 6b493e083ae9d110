"""The waterfall: an amount runs over ranked claims until it is used up, in whole fen.

What ranks the same shares pro rata, by largest remainder over what is open.  Where
nothing ties, cutting a sum into several payments changes nothing; pro rata it may move
a fen, so a split is recorded and never computed again.

>>> from datetime import date
>>> from decimal import Decimal
>>> october = Claim("2026-10", date(2026, 10, 25), 0, Decimal("0.0003"), 0, 28000, 0)
>>> list(settle_rows([(30000, date(2026, 11, 3), [october])]))
[(0, '2026-10', 'principal', 28000)]
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, groupby
from typing import Any

from ..allocation import by_largest_remainder
from ..errors import MoneyError
from .claims import Claim, Component, by_column
from .orders import CIVIL_CODE, Order, Rule, ranking

#: The number of the payment, the item, its component, and so many fen.
Row = tuple[int, str, Component, int]


def settle_rows(
    payments: Iterable[tuple[int, date, Sequence[Claim]]], order: Order = CIVIL_CODE
) -> list[Row]:
    """Settle many payments in plain values: each with its fen, its day and its claims.

    Gives ``(number of the payment from 0, item, component, fen)``, and nothing for what
    is left over.  The claims are those that the money may pay: rows know neither
    designations nor disputes.

    Raises :class:`~wuye.errors.MoneyError` for a payment that is not above 0.
    """
    rows: list[Row] = []
    for number, (fen, on, claims) in enumerate(payments):
        if fen <= 0:
            raise MoneyError("a payment is above 0", fen, f"payment {number}", "give whole fen")
        rows += pour(fen, on, claims, order, number)
    return rows


def pour(fen: int, on: date, claims: Sequence[Claim], order: Order, number: int = 0) -> list[Row]:
    """Share out an amount over claims; the shares add up to it or pay everything.

    Money that covers everything pays the claims as they stand, else they come ranked:
    what ranks before the claim at which the money ends is paid in full, what ranks the
    same as it component by component.
    """
    rows = _in_full(fen, claims, number)
    if rows is not None:
        return rows
    before, _ = ranking(order.rules)
    keys = _keys(claims, on, before)
    if not keys:
        return _in_part(fen, on, claims, order, number)
    places = sorted(range(len(claims)), key=keys.__getitem__)
    ranked = [claims[place] for place in places]
    owed = [0, *accumulate([claim.cost + claim.principal + claim.penalty for claim in ranked])]
    key = keys[places[bisect_right(owed, fen) - 1]]
    first = bisect_left(places, key, key=keys.__getitem__)
    last = bisect_right(places, key, key=keys.__getitem__)
    rows = _in_full(fen, ranked[:first], number) or []
    return rows + _in_part(fen - owed[first], on, ranked[first:last], order, number)


def _in_full(fen: int, claims: Iterable[Claim], number: int) -> list[Row] | None:
    """All that is open, item by item, if the money covers it."""
    rows: list[Row] = []
    for item, _, _, _, cost, principal, penalty in claims:
        fen -= cost + principal + penalty
        if fen < 0:
            return None
        if cost:
            rows.append((number, item, "cost", cost))
        if principal:
            rows.append((number, item, "principal", principal))
        if penalty:
            rows.append((number, item, "penalty", penalty))
    return rows


def _in_part(fen: int, on: date, claims: Sequence[Claim], order: Order, number: int) -> list[Row]:
    """Pay claims that rank the same, component by component, until the money is used up."""
    rows: list[Row] = []
    for component, level, open_ in levels(claims, on, order):
        shares: Sequence[int] = open_
        if sum(open_) > fen:
            shares = by_largest_remainder(fen, open_) if len(open_) > 1 else (fen,)
        for claim, share in zip(level, shares, strict=True):
            if share:
                rows.append((number, claim.item, component, share))
                fen -= share
        if not fen:
            break
    return rows


def levels(
    group: Sequence[Claim], on: date, order: Order
) -> Iterator[tuple[Component, Sequence[Claim], list[int]]]:
    """What is open of claims that rank the same, the first to be paid first.

    Each level is a component, claims that rank the same for it, and how much is open.
    """
    _, after = ranking(order.rules)
    for component in order.turns:
        place = Claim._fields.index(component)
        open_: list[Any] = [claim for claim in group if claim[place]]
        for level in equals(open_, on, after) if after else (open_,):
            if level:
                yield component, level, [claim[place] for claim in level]


def equals(claims: Sequence[Claim], on: date, rules: Sequence[Rule]) -> list[Sequence[Any]]:
    """Claims in groups that rank the same by all the rules; equals keep their places."""
    keys = _keys(claims, on, rules)
    if not keys:
        return [claims]
    places = sorted(range(len(claims)), key=keys.__getitem__)
    groups = groupby(places, keys.__getitem__)
    return [[claims[place] for place in group] for _, group in groups]


def _keys(claims: Sequence[Claim], on: date, rules: Sequence[Rule]) -> Sequence[Any]:
    """By what claims are ranked; nothing if they all rank the same."""
    if len(claims) < 2 or not rules:
        return ()
    columns = by_column(claims)
    ranks = [rank for rule in rules if (rank := rule.ranks(columns, on))]
    return ranks[0] if len(ranks) == 1 else list(zip(*ranks, strict=True))
