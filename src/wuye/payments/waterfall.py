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

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from ..allocation import by_largest_remainder
from ..errors import MoneyError
from .claims import Claim, Component
from .orders import CIVIL_CODE, Order, ranking

#: So much of one component of an item: open in a claim, or paid.
Share = tuple[str, Component, int]
Ranked = tuple[list[Any], int, list[Any], int, Share]

_rank = itemgetter(0, 1, 2)


def settle_rows(
    payments: Iterable[tuple[int, date, Sequence[Claim]]], order: Order = CIVIL_CODE
) -> Iterator[tuple[int, str, Component, int]]:
    """Settle many payments in plain values: each with its fen, its day and its claims.

    Gives ``(number of the payment from 0, item, component, fen)``, and nothing for what
    is left over.  The claims are those that the money may pay: rows know neither
    designations nor disputes.

    Raises :class:`~wuye.errors.MoneyError` for a payment that is not above 0.
    """
    for number, (fen, on, claims) in enumerate(payments):
        if fen <= 0:
            raise MoneyError("a payment is above 0", fen, f"payment {number}", "give whole fen")
        for item, component, share in pour(fen, on, claims, order):
            yield number, item, component, share


def pour(fen: int, on: date, claims: Sequence[Claim], order: Order) -> list[Share]:
    """Share out an amount over claims; the shares add up to it or pay everything.

    Money that covers everything pays the claims as they stand, else they come ranked.
    """
    if sum([claim.cost + claim.principal + claim.penalty for claim in claims]) <= fen:
        _, _, turns = ranking(order.rules, order.turns)
        return [
            (claim.item, component, open_)
            for claim in claims
            for component, part in turns
            if (open_ := part(claim))
        ]
    rest = fen
    shares: list[Share] = []
    for _, group in groupby(rank(on, claims, order), _rank):
        equals = [share for *_, share in group]
        total = sum([open_ for _, _, open_ in equals])
        if total > rest:
            equals = _pro_rata(rest, equals)
        shares += equals
        rest -= total
        if rest <= 0:
            break
    return shares


def rank(on: date, claims: Sequence[Claim], order: Order) -> list[Ranked]:
    """What is open, the first to be paid first; what ranks the same keeps its place."""
    before, after, turns = ranking(order.rules, order.turns)
    ranked: list[Ranked] = []
    for number, claim in enumerate(claims):
        first = [rule(claim, on) for rule in before]
        last = [rule(claim, on) for rule in after]
        for turn, (component, part) in enumerate(turns):
            if open_ := part(claim):
                ranked.append((first, turn, last, number, (claim.item, component, open_)))
    ranked.sort()
    return ranked


def _pro_rata(fen: int, equals: list[Share]) -> list[Share]:
    if len(equals) == 1:
        ((item, component, _),) = equals
        return [(item, component, fen)]
    parts = by_largest_remainder(fen, [open_ for _, _, open_ in equals])
    pairs = zip(equals, parts, strict=True)
    return [(item, component, part) for (item, component, _), part in pairs if part]
