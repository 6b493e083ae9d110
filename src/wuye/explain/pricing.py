"""What was charged for, and at what price: the quantities and rates in a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from .recompute import fraction
from .tree import Between, Bounded, Expr, Input, Op, Rounded, Share, Whole
from .words import Language, formula_of, unit_of, value_of

_TIMES = {"month", "day"}


def prices(
    expr: Expr, inputs: Mapping[str, Decimal], language: Language
) -> tuple[tuple[str, str], ...]:
    """Write each quantity with its price: ㎡ and yuan a ㎡, a tier's m³ and its price.

    The quantity is empty where a price stands alone, such as so much a month.  Of a shared
    cost it is the weight, and the price is cost ÷ sum of weights.  A tier that nothing was
    used of is left out, unless nothing was used at all.
    """
    found = list(dict.fromkeys(_prices(expr)))
    used = [pair for pair in found if not _unused(pair[0], inputs)] or found[:1]
    return tuple(
        (
            value_of(quantity, inputs, language) if quantity else "",
            formula_of(price, inputs, language),
        )
        for quantity, price in used
    )


def _prices(expr: Expr) -> Iterator[tuple[Expr | None, Expr]]:
    match expr:
        case Op(sign="*", left=quantity, right=Input() as price) if _is_for(price, quantity):
            yield quantity, price
        case Op(sign="*", left=Input() as price, right=quantity) if _is_for(price, quantity):
            yield quantity, price
        case Op(left=left, right=right):
            yield from _prices(left)
            yield from _prices(right)
        case Rounded(of=inner) | Whole(of=inner) | Between(of=inner) | Bounded(of=inner):
            yield from _prices(inner)
        case Share(total=total, weight=weight, whole=whole):
            yield weight, total / whole
        case Input(unit=unit) if unit.startswith("yuan/"):
            yield None, expr


def _is_for(price: Input, quantity: Expr) -> bool:
    """Whether a price is one for so much of a quantity, and not merely for a time."""
    yuan, *of = price.unit.split("/")
    return yuan == "yuan" and unit_of(quantity) in set(of) - _TIMES


def _unused(quantity: Expr | None, inputs: Mapping[str, Decimal]) -> bool:
    return isinstance(quantity, Between) and not fraction(quantity, inputs)
