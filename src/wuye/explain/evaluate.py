"""The first reader: integers.

A tree is prepared once and evaluated many times.  Values are ratios whose numerator, and
in rare cases denominator, is an ``int`` for one line or a tuple of them for many; what is
the same for every line stays one ``int``.  :class:`Whole numbers <Numbers>` of another kind
(an array of a column engine) need the same six operations and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import repeat
from operator import add, mul, sub
from typing import Any, Protocol

from ..allocation import Cutoff
from ..errors import RuleError
from ..rounding import Mode, Rounding, round_ratio
from .tree import Between, Bounded, Expr, Input, Op, Rounded, Share, Whole

#: A numerator and a denominator above 0, each whole.
Ratio = tuple[Any, Any]
Evaluator = Callable[[Mapping[str, Ratio]], Ratio]


class Numbers(Protocol):
    """How whole numbers are worked with, one or many at a time."""

    def each(self, work: Callable[..., int], *values: Any) -> Any:
        """Do the same to the numbers of every line."""
        ...

    def add(self, a: Any, b: Any) -> Any:
        """Add."""
        ...

    def sub(self, a: Any, b: Any) -> Any:
        """Subtract."""
        ...

    def mul(self, a: Any, b: Any) -> Any:
        """Multiply."""
        ...

    def rounded(self, a: Any, b: Any, rounding: Rounding) -> Any:
        """Round the ratio ``a / b`` of fen."""
        ...


class PlainNumbers:
    """Python's integers: one, or a tuple with one for each line."""

    def each(self, work: Callable[..., int], *values: Any) -> Any:
        """Do the same to the numbers of every line; a bound for all without a call a line."""
        if work is min or work is max:
            numbers, bound = values
            if isinstance(numbers, tuple) and isinstance(bound, int):
                # written out, since a call a line would take three times as long
                if work is min:
                    return tuple([bound if each > bound else each for each in numbers])  # noqa: FURB136
                return tuple([bound if each < bound else each for each in numbers])  # noqa: FURB136
        if any(isinstance(value, tuple) for value in values):
            return tuple(map(work, *(v if isinstance(v, tuple) else repeat(v) for v in values)))
        return work(*values)

    def add(self, a: Any, b: Any) -> Any:
        """Add."""
        return self.each(add, a, b)

    def sub(self, a: Any, b: Any) -> Any:
        """Subtract; nothing is nothing to do."""
        return self.each(sub, a, b) if b != 0 else a

    def mul(self, a: Any, b: Any) -> Any:
        """Multiply; by one is nothing to do."""
        if a == 1:
            return b
        return a if b == 1 else self.each(mul, a, b)

    def rounded(self, a: Any, b: Any, rounding: Rounding) -> Any:
        """Round a ratio of fen; the common case, above 0 and half-up, without a call a line."""
        if isinstance(a, tuple) and isinstance(b, int) and rounding.mode is Mode.HALF_UP:
            unit, half = rounding.unit, b * rounding.unit
            twice = 2 * half
            if unit == 1 and min(a, default=0) >= 0:
                return tuple([(2 * each + half) // twice for each in a])
        return self.each(rounding.of, a, b)


PLAIN = PlainNumbers()


def prepare(expr: Expr, numbers: Numbers = PLAIN) -> Evaluator:
    """Turn a tree into a function from inputs to its value, both as ratios."""
    of = numbers

    def reader(expr: Expr) -> Evaluator:
        match expr:
            case Input(name=name):
                return lambda values: values[name]
            case Op(sign=sign, left=left, right=right):
                first, second, join = reader(left), reader(right), joins[sign]
                return lambda values: join(first(values), second(values))
            case Rounded(of=inner, rounding=rounding):
                value = reader(inner)

                def rounded(values: Mapping[str, Ratio]) -> Ratio:
                    numerator, denominator = value(values)
                    return of.rounded(of.mul(numerator, 100), denominator, rounding), 100

                return rounded
            case Whole(of=inner, mode=mode):
                value = reader(inner)
                return lambda values: (
                    of.each(lambda a, b: round_ratio(a, b, mode), *value(values)),
                    1,
                )
            case Between(of=inner, low=low, high=high):
                quantity, lower = reader(inner), reader(low)
                upper = reader(high) if high else None

                def between(values: Mapping[str, Ratio]) -> Ratio:
                    start, within = lower(values), quantity(values)
                    if upper:
                        within = bound(within, upper(values), min)
                    return minus(bound(within, start, max), start)

                return between
            case Bounded(of=inner, least=least, most=most):
                value = reader(inner)
                floor = reader(least) if least else None
                cap = reader(most) if most else None

                def bounded(values: Mapping[str, Ratio]) -> Ratio:
                    result = value(values)
                    if floor:
                        result = bound(result, floor(values), max)
                    return bound(result, cap(values), min) if cap else result

                return bounded
            case Share(cutoff=cutoff):
                parts = [reader(part) for part in (expr.total, expr.weight, expr.whole)]
                place = reader(expr.position)

                def share(values: Mapping[str, Ratio]) -> Ratio:
                    each = [part for read in parts for part in read(values)]
                    at = place(values)[0] if cutoff else 0
                    return of.each(lambda *ratios: _share(cutoff, *ratios), *each, at), 100

                if expr.odd:
                    odd = reader(expr.odd)
                    return lambda values: plus(share(values), odd(values))
                return share
        raise RuleError("no such node in an expression", type(expr).__name__, "explain.prepare")

    def plus(a: Ratio, b: Ratio) -> Ratio:
        if _same(a[1], b[1]):
            return of.add(a[0], b[0]), a[1]
        return of.add(of.mul(a[0], b[1]), of.mul(b[0], a[1])), of.mul(a[1], b[1])

    def minus(a: Ratio, b: Ratio) -> Ratio:
        if _same(a[1], b[1]):
            return of.sub(a[0], b[0]), a[1]
        return of.sub(of.mul(a[0], b[1]), of.mul(b[0], a[1])), of.mul(a[1], b[1])

    def times(a: Ratio, b: Ratio) -> Ratio:
        return of.mul(a[0], b[0]), of.mul(a[1], b[1])

    def over(a: Ratio, b: Ratio) -> Ratio:
        sign, size = of.each(_sign, b[0]), of.each(_size, b[0])
        return of.mul(of.mul(a[0], b[1]), sign), of.mul(a[1], size)

    def bound(a: Ratio, b: Ratio, choose: Callable[..., int]) -> Ratio:
        if _same(a[1], b[1]):
            return of.each(choose, a[0], b[0]), a[1]
        left, right = of.mul(a[0], b[1]), of.mul(b[0], a[1])
        return of.each(choose, left, right), of.mul(a[1], b[1])

    joins = {"+": plus, "-": minus, "*": times, "/": over}
    return reader(expr)


def _same(a: object, b: object) -> bool:
    return isinstance(a, int) and isinstance(b, int) and a == b


def _size(number: int) -> int:
    return abs(number)


def _sign(number: int) -> int:
    if not number:
        raise ZeroDivisionError("an expression divides by zero")
    return 1 if number > 0 else -1


def _share(
    cutoff: Cutoff | None,
    total: int,
    of_total: int,
    weight: int,
    of_weight: int,
    whole: int,
    of_whole: int,
    place: int,
) -> int:
    """One share in fen, from three ratios and a place."""
    scale = cutoff.scale if cutoff else of_weight * of_whole
    size, fen = weight * scale // of_weight, whole_fen((total, of_total))
    part, rest = divmod(abs(fen) * size, whole * scale // of_whole)
    if cutoff:
        last = (cutoff.remainder, cutoff.weight, -cutoff.position)
        part += (rest, size, -place) >= last
    return part if fen >= 0 else -part


def whole_fen(yuan: Ratio) -> int:
    """Read an evaluated tree as fen; a tree that was never rounded is an error."""
    fen, rest = divmod(yuan[0] * 100, yuan[1])
    if rest:
        raise RuleError(
            "the expression does not end in whole fen",
            f"{yuan[0]}/{yuan[1]}",
            "explain",
            "wrap it in Rounded(..., rounding)",
        )
    return int(fen)


def whole_fens(yuan: Ratio, count: int) -> tuple[int, ...]:
    """Read a tree that was evaluated for many lines as fen, one a line."""
    numerators, denominator = yuan
    if not isinstance(numerators, tuple) and not isinstance(denominator, tuple):
        return (whole_fen(yuan),) * count
    if denominator == 100:
        return tuple(numerators)
    return tuple(PLAIN.each(lambda a, b: whole_fen((a, b)), numerators, denominator))
