"""The second reader: fractions, which share no arithmetic with the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from operator import add, mul, sub, truediv

from ..allocation import Cutoff
from ..errors import RuleError
from ..rounding import Mode
from .evaluate import whole_fen
from .tree import Between, Bounded, Expr, Input, Op, Rounded, Share, Sign, Whole

_ON_FRACTIONS: Mapping[Sign, Callable[[Fraction, Fraction], Fraction]] = {
    "+": add, "-": sub, "*": mul, "/": truediv,
}  # fmt: skip
_TO_WHOLE: Mapping[Mode, Callable[[Fraction], int]] = {
    Mode.HALF_UP: lambda x: floor(x + Fraction(1, 2)),
    Mode.HALF_EVEN: round,
    Mode.DOWN: floor,
    Mode.UP: ceil,
}


def fraction(expr: Expr, inputs: Mapping[str, Decimal]) -> Fraction:
    """The exact value of a tree."""
    match expr:
        case Input(name=name):
            return Fraction(inputs[name])
        case Op(sign=sign, left=left, right=right):
            return _ON_FRACTIONS[sign](fraction(left, inputs), fraction(right, inputs))
        case Rounded(of=inner, rounding=rounding):
            return _whole(fraction(inner, inputs), rounding.mode, Fraction(rounding.unit, 100))
        case Whole(of=inner, mode=mode):
            return _whole(fraction(inner, inputs), mode, Fraction(1))
        case Between(of=inner, low=low, high=high):
            quantity, start = fraction(inner, inputs), fraction(low, inputs)
            if high and quantity > fraction(high, inputs):
                quantity = fraction(high, inputs)
            return quantity - start if quantity > start else Fraction(0)
        case Bounded(of=inner, least=least, most=most):
            value = fraction(inner, inputs)
            if least and value < fraction(least, inputs):
                value = fraction(least, inputs)
            if most and value > fraction(most, inputs):
                value = fraction(most, inputs)
            return value
        case Share(cutoff=cutoff):
            cost, value = fraction(expr.total, inputs), fraction(expr.exact(), inputs)
            whole_fen((cost.numerator, cost.denominator))
            part, rest = divmod(abs(value) * 100, 1)
            if cutoff:
                mine = fraction(expr.weight, inputs) * cutoff.scale
                last = last_remainder(expr, cutoff, inputs), cutoff.weight, -cutoff.position
                part += last <= (rest, mine, -fraction(expr.position, inputs))
            odd = fraction(expr.odd, inputs) if expr.odd else 0
            return Fraction(part, 100) * (1 if value > 0 else -1) + odd
    raise RuleError("no such node in an expression", type(expr).__name__, "Basis.recompute")


def _whole(value: Fraction, mode: Mode, unit: Fraction) -> Fraction:
    return _TO_WHOLE[mode](abs(value) / unit) * unit * (1 if value > 0 else -1)


def last_remainder(share: Share, cutoff: Cutoff, inputs: Mapping[str, Decimal]) -> Fraction:
    """The remainder, in fen, of the last share that was given an extra fen."""
    return Fraction(cutoff.remainder, cutoff.scale) / fraction(share.whole, inputs)
