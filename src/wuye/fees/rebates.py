"""Rebates (优惠): what discounts for all took off the charges of a run, and who bears it.

A discount is part of the tree of every line, so what it took off is found when it is asked
for: the tree is evaluated again with the discount lifted.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from ..money import Money
from .lines import Evaluators, Lines


@frozen
class Rebate:
    """What one discount of an item took off all charges of a run; ``bearer`` says at whose cost.

    It is taken off before any waiver is; what waivers took off is a
    :class:`~wuye.fees.Relief`.  Lines, reliefs and rebates together are the full charge.
    """

    item: str
    discount: str
    bearer: str
    amount: Money


def rebates(lines: Iterable[Lines]) -> tuple[Rebate, ...]:
    """Add up what each discount took off, by item and discount, in their order."""
    evaluators = Evaluators()
    found: dict[tuple[str, str, str], int] = {}
    for made in lines:
        discounts = made.item.discounts
        if not discounts:
            continue
        inputs = dict(made.inputs)
        inputs |= {name: Decimal(0) for name in inputs if name.startswith("waived_")}
        sums: list[int] = []
        for applied in range(len(discounts) + 1):
            values = dict(inputs)
            for number, discount in enumerate(discounts[applied:], applied + 1):
                values |= discount.lifted(number)
            sums.append(sum(evaluators.fen(made.expr, tuple(values.items()), len(made.fen))))
        for discount, (before, after) in zip(discounts, pairwise(sums), strict=True):
            key = (made.item.code, discount.name, discount.bearer)
            found[key] = found.get(key, 0) + before - after
    return tuple(Rebate(*key, Money.of_fen(fen)) for key, fen in found.items())
