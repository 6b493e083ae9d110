"""Amounts that explain themselves: one expression tree, three readers.

A tariff is written once as a small tree over named inputs, in the units of the trade::

    Rounded(AREA * RATE * MONTHS, rounding)

and read three ways.  :func:`prepare` turns it into integer arithmetic, once per run.
:meth:`Basis.why` prints it in Chinese or English, the way one would check it on paper.
:meth:`Basis.recompute` walks it with fractions, sharing no arithmetic with the first.
The tree *is* the calculation, so explanation and amount cannot drift apart.

All values are in yuan and natural units; only :class:`Rounded` and :class:`Share` make
whole fen.

>>> AREA, RATE = Input("area", "sqm"), Input("rate", "yuan/sqm/month")
>>> basis = Basis(
...     Rounded(AREA * RATE, Rounding.fen(each="line")),
...     (("area", Decimal("93.37")), ("rate", Decimal("1.85"))),
... )
>>> print(basis.why("en"))
93.37 m² × 1.85 yuan/m²/month = 172.7345 yuan, rounded half-up to the fen: 172.73 yuan
>>> basis.evaluate() == basis.recompute()
True
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from operator import add, mul, sub, truediv
from typing import Literal

from attrs import frozen

from .allocation import Cutoff
from .citation import Citation
from .errors import RuleError
from .money import Money, scaled
from .rounding import Mode, Rounding

Language = Literal["zh", "en"]
Sign = Literal["+", "−", "×", "÷"]


class Expr:
    """A node of the tree; ``+ - * /`` between nodes make bigger trees."""

    __slots__ = ()

    def __add__(self, other: Expr) -> Expr:
        return Op("+", self, other)

    def __sub__(self, other: Expr) -> Expr:
        return Op("−", self, other)

    def __mul__(self, other: Expr) -> Expr:
        return Op("×", self, other)

    def __truediv__(self, other: Expr) -> Expr:
        return Op("÷", self, other)


@frozen
class Input(Expr):
    """A named number; its value stands in the basis, its unit in :data:`UNITS`."""

    name: str
    unit: str = ""


@frozen
class Op(Expr):
    """Two trees joined by a sign."""

    sign: Sign
    left: Expr
    right: Expr


@frozen
class Rounded(Expr):
    """The point where an exact value becomes whole fen (or jiao, or yuan)."""

    of: Expr
    rounding: Rounding


@frozen
class Share(Expr):
    """One share of a total by largest remainder (最大余数法), computable alone.

    Whoever stands at or before ``cutoff`` in the order of remainders gets one fen more;
    ``cutoff`` is None when the split came out even.
    """

    total: Expr
    weight: Expr
    whole: Expr
    position: Expr
    cutoff: Cutoff | None

    def exact(self) -> Expr:
        """The share before whole fen are made."""
        return self.total * self.weight / self.whole


# -- the first reader: integers ---------------------------------------------------------

Ratio = tuple[int, int]
Evaluator = Callable[[Mapping[str, Ratio]], Ratio]

_ON_RATIOS: Mapping[Sign, Callable[[Ratio, Ratio], Ratio]] = {
    "+": lambda a, b: (a[0] * b[1] + b[0] * a[1], a[1] * b[1]),
    "−": lambda a, b: (a[0] * b[1] - b[0] * a[1], a[1] * b[1]),
    "×": lambda a, b: (a[0] * b[0], a[1] * b[1]),
    "÷": lambda a, b: (a[0] * b[1], a[1] * b[0]),
}


def prepare(expr: Expr) -> Evaluator:
    """Turn a tree into a function from inputs to its value, both as integer ratios."""
    match expr:
        case Input(name=name):
            return lambda values: values[name]
        case Op(sign=sign, left=left, right=right):
            first, second, join = prepare(left), prepare(right), _ON_RATIOS[sign]
            return lambda values: join(first(values), second(values))
        case Rounded(of=inner, rounding=rounding):
            value = prepare(inner)

            def rounded(values: Mapping[str, Ratio]) -> Ratio:
                numerator, denominator = value(values)
                return rounding.of(numerator * 100, denominator), 100

            return rounded
        case Share(position=position, cutoff=cutoff):
            total, weight, whole = prepare(expr.total), prepare(expr.weight), prepare(expr.whole)
            place = prepare(position)

            def share(values: Mapping[str, Ratio]) -> Ratio:
                cost, mine, all_ = total(values), weight(values), whole(values)
                scale = cutoff.scale if cutoff else mine[1] * all_[1]
                size, fen = mine[0] * scale // mine[1], cost[0] * 100 // cost[1]
                part, rest = divmod(abs(fen) * size, all_[0] * scale // all_[1])
                if cutoff:
                    last = (cutoff.remainder, cutoff.weight, -cutoff.position)
                    part += (rest, size, -place(values)[0]) >= last
                return (part if fen >= 0 else -part), 100

            return share
    raise RuleError("no such node in an expression", type(expr).__name__, "explain.prepare")


# -- the second reader: fractions -------------------------------------------------------

_ON_FRACTIONS: Mapping[Sign, Callable[[Fraction, Fraction], Fraction]] = {
    "+": add, "−": sub, "×": mul, "÷": truediv,
}  # fmt: skip
_TO_WHOLE: Mapping[Mode, Callable[[Fraction], int]] = {
    Mode.HALF_UP: lambda x: floor(x + Fraction(1, 2)),
    Mode.HALF_EVEN: round,
    Mode.DOWN: floor,
    Mode.UP: ceil,
}


def _fraction(expr: Expr, inputs: Mapping[str, Decimal]) -> Fraction:
    match expr:
        case Input(name=name):
            return Fraction(inputs[name])
        case Op(sign=sign, left=left, right=right):
            return _ON_FRACTIONS[sign](_fraction(left, inputs), _fraction(right, inputs))
        case Rounded(of=inner, rounding=rounding):
            unit = Fraction(rounding.unit, 100)
            value = _fraction(inner, inputs)
            return _TO_WHOLE[rounding.mode](abs(value) / unit) * unit * (1 if value > 0 else -1)
        case Share(cutoff=cutoff):
            value = _fraction(expr.exact(), inputs)
            part = floor(abs(value) * 100)
            if cutoff:
                rest = (abs(value) * 100 - part) * _fraction(expr.whole, inputs) * cutoff.scale
                mine = _fraction(expr.weight, inputs) * cutoff.scale
                place = -_fraction(expr.position, inputs)
                last = tuple(map(Fraction, (cutoff.remainder, cutoff.weight, -cutoff.position)))
                part += last <= (rest, mine, place)
            return Fraction(part, 100) * (1 if value > 0 else -1)
    raise RuleError("no such node in an expression", type(expr).__name__, "Basis.recompute")


# -- the third reader: words ------------------------------------------------------------

#: unit -> (Chinese, English, decimal places at least)
UNITS: Mapping[str, tuple[str, str, int]] = {
    "": ("", "", 0),
    "yuan": (" 元", " yuan", 2),
    "sqm": (" ㎡", " m²", 2),
    "yuan/sqm/month": (" 元/㎡·月", " yuan/m²/month", 2),
    "month": (" 个月", " month", 0),
    "day": (" 天", " days", 0),
    "per-day": ("/天", " a day", 0),
}
_WORDS = {
    Mode.HALF_UP: ("四舍五入", "rounded half-up"),
    Mode.HALF_EVEN: ("四舍六入五成双", "rounded half-even"),
    Mode.DOWN: ("舍去尾数", "rounded down"),
    Mode.UP: ("进一", "rounded up"),
    1: ("到分", " to the fen"),
    10: ("到角", " to the jiao"),
    100: ("到元", " to the yuan"),
    "extra": ("按最大余数法得尾差1分", "one fen more by largest remainder"),
    "plain": ("按最大余数法不得尾差", "no extra fen by largest remainder"),
    ",": ("，", ", "),
    ":": ("：", ": "),
}


def _words(language: Language, *keys: Mode | int | str) -> str:
    return "".join(_WORDS[key][language == "en"] for key in keys)


def _number(value: Fraction, least: int) -> str:
    """Write a number with at least so many places, cut after six with an ellipsis."""
    whole, rest = divmod(abs(value), 1)
    places = ""
    while (rest and len(places) < 6) or len(places) < least:
        digit, rest = divmod(rest * 10, 1)
        places += str(digit)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}{'.' * bool(places)}{places}{'…' * bool(rest)}"


def _quantity(value: Fraction, unit: str, language: Language) -> str:
    zh, en, least = UNITS.get(unit, (f" {unit}", f" {unit}", 0))
    return f"{_number(value, least)}{en if language == 'en' else zh}"


def _show(expr: Expr, inputs: Mapping[str, Decimal], language: Language) -> str:
    match expr:
        case Input(name=name, unit=unit):
            return _quantity(Fraction(inputs[name]), unit, language)
        case Op(sign=sign, left=left, right=right):
            sides = [_show(side, inputs, language) for side in (left, right)]
            tight = sign in "×÷"
            for i, side in enumerate((left, right)):
                loose = isinstance(side, Op) and side.sign in "+−" and (tight or i)
                if loose or (i and sign == "÷" and isinstance(side, Op)):
                    sides[i] = f"({sides[i]})"
            return f"{sides[0]} {sign} {sides[1]}"
        case Rounded(of=inner, rounding=rounding):
            text = _show(inner, inputs, language)
            if _fraction(expr, inputs) == _fraction(inner, inputs):
                return text
            return f"[{text}{_words(language, ',', rounding.mode, rounding.unit)}]"
        case Share():
            return _show(expr.exact(), inputs, language)
    raise RuleError("no such node in an expression", type(expr).__name__, "Basis.why")


# -- what a line carries ----------------------------------------------------------------


@frozen
class Basis:
    """What an amount rests on (计费依据): a tree, its inputs, and the sources it cites.

    It is data: two equal bases give the same fen on every machine and release.
    """

    expr: Expr
    inputs: tuple[tuple[str, Decimal], ...]
    cites: tuple[Citation, ...] = ()

    def evaluate(self) -> Money:
        """Compute the amount with integers, as the run that made it did."""
        ratios = {name: scaled(value) for name, value in self.inputs}
        return Money.of_fen(whole_fen(prepare(self.expr)(ratios)))

    def recompute(self) -> Money:
        """Compute the amount again with fractions: an independent check."""
        fen = _fraction(self.expr, dict(self.inputs)) * 100
        return Money.of_fen(whole_fen((fen.numerator, fen.denominator * 100)))

    def why(self, language: Language = "zh") -> str:
        """Write the calculation in one line, to be checked on paper."""
        inputs, expr = dict(self.inputs), self.expr
        amount = _fraction(expr, inputs)
        before = amount
        keys: tuple[Mode | int | str, ...] = ()
        if isinstance(expr, Rounded):
            before, keys = _fraction(expr.of, inputs), (expr.rounding.mode, expr.rounding.unit)
            expr = expr.of
        elif isinstance(expr, Share):
            before = _fraction(expr.exact(), inputs)
            keys = ("extra",) if abs(amount) > abs(before) else ("plain",)
        text = f"{_show(expr, inputs, language)} = {_quantity(before, 'yuan', language)}"
        if before == amount:
            return text
        result = _quantity(amount, "yuan", language)
        return f"{text}{_words(language, ',', *keys, ':')}{result}"


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
    return fen
