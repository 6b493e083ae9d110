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
Sign = Literal["+", "-", "*", "/"]


class Expr:
    """A node of the tree; ``+ - * /`` between nodes make bigger trees."""

    __slots__ = ()

    def __add__(self, other: Expr) -> Expr:
        return Op("+", self, other)

    def __sub__(self, other: Expr) -> Expr:
        return Op("-", self, other)

    def __mul__(self, other: Expr) -> Expr:
        return Op("*", self, other)

    def __truediv__(self, other: Expr) -> Expr:
        return Op("/", self, other)


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


@frozen
class Capped(Expr):
    """An amount of yuan that is held to a cap; ``name`` is what the cap is called."""

    of: Expr
    cap: Expr
    name: str


# -- the first reader: integers ---------------------------------------------------------

Ratio = tuple[int, int]
Evaluator = Callable[[Mapping[str, Ratio]], Ratio]


def _quotient(a: Ratio, b: Ratio) -> Ratio:
    if not b[0]:
        raise ZeroDivisionError("an expression divides by zero")
    return a[0] * b[1], a[1] * b[0]


_ON_RATIOS: Mapping[Sign, Callable[[Ratio, Ratio], Ratio]] = {
    "+": lambda a, b: (a[0] * b[1] + b[0] * a[1], a[1] * b[1]),
    "-": lambda a, b: (a[0] * b[1] - b[0] * a[1], a[1] * b[1]),
    "*": lambda a, b: (a[0] * b[0], a[1] * b[1]),
    "/": _quotient,
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
        case Capped(of=inner, cap=cap):
            below, most = prepare(inner), prepare(cap)

            def capped(values: Mapping[str, Ratio]) -> Ratio:
                a, b = below(values), most(values)
                over = (a[0] * b[1] - b[0] * a[1]) * a[1] * b[1] > 0
                return b if over else a

            return capped
        case Share(position=position, cutoff=cutoff):
            total, weight, whole = prepare(expr.total), prepare(expr.weight), prepare(expr.whole)
            place = prepare(position)

            def share(values: Mapping[str, Ratio]) -> Ratio:
                cost, mine, all_ = total(values), weight(values), whole(values)
                scale = cutoff.scale if cutoff else mine[1] * all_[1]
                size, fen = mine[0] * scale // mine[1], whole_fen(cost)
                part, rest = divmod(abs(fen) * size, all_[0] * scale // all_[1])
                if cutoff:
                    last = (cutoff.remainder, cutoff.weight, -cutoff.position)
                    part += (rest, size, -place(values)[0]) >= last
                return (part if fen >= 0 else -part), 100

            return share
    raise RuleError("no such node in an expression", type(expr).__name__, "explain.prepare")


# -- the second reader: fractions -------------------------------------------------------

_ON_FRACTIONS: Mapping[Sign, Callable[[Fraction, Fraction], Fraction]] = {
    "+": add, "-": sub, "*": mul, "/": truediv,
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
        case Capped(of=inner, cap=cap):
            return min(_fraction(inner, inputs), _fraction(cap, inputs))
        case Share(cutoff=cutoff):
            cost, value = _fraction(expr.total, inputs), _fraction(expr.exact(), inputs)
            whole_fen((cost.numerator, cost.denominator))
            part, rest = divmod(abs(value) * 100, 1)
            if cutoff:
                mine = _fraction(expr.weight, inputs) * cutoff.scale
                last = _last_remainder(expr, cutoff, inputs), cutoff.weight, -cutoff.position
                part += last <= (rest, mine, -_fraction(expr.position, inputs))
            return Fraction(part, 100) * (1 if value > 0 else -1)
    raise RuleError("no such node in an expression", type(expr).__name__, "Basis.recompute")


def _last_remainder(share: Share, cutoff: Cutoff, inputs: Mapping[str, Decimal]) -> Fraction:
    """The remainder, in fen, of the last share that was given an extra fen."""
    return Fraction(cutoff.remainder, cutoff.scale) / _fraction(share.whole, inputs)


# -- the third reader: words ------------------------------------------------------------

#: unit -> (Chinese, English, decimal places at least)
UNITS: Mapping[str, tuple[str, str, int]] = {
    "": ("", "", 0),
    "yuan": (" 元", " yuan", 2),
    "sqm": (" ㎡", " m²", 2),
    "yuan/sqm/month": (" 元/㎡·月", " yuan/m²/month", 2),
    "yuan/month": (" 元/月", " yuan/month", 2),
    "month": (" 个月", " months", 0),
    "day/month": (" 天/月", " days/month", 0),
    "day": (" 天", " days", 0),
    "per-day": ("/天", " a day", 0),
    "per-year": ("/年", " a year", 0),
    "day/year": (" 天/年", " days/year", 0),
}
_MODES: Mapping[Mode, tuple[str, str]] = {
    Mode.HALF_UP: ("四舍五入", "rounded half-up"),
    Mode.HALF_EVEN: ("四舍六入五成双", "rounded half-even"),
    Mode.DOWN: ("舍去尾数", "rounded down"),
    Mode.UP: ("向上进位", "rounded up"),
}
_TO_UNIT: Mapping[int, tuple[str, str]] = {
    1: ("到分", " to the fen"),
    10: ("到角", " to the jiao"),
    100: ("到元", " to the yuan"),
}
_PRINTED: Mapping[Sign, str] = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_SUM, _PRODUCT, _ATOM = range(3)  # how tightly a printed formula holds together


def _number(value: Fraction, least: int, most: int = 6) -> str:
    """Write a number with at least so many places, cut after ``most`` with an ellipsis."""
    whole, rest = divmod(abs(value), 1)
    places = ""
    while (rest and len(places) < most) or len(places) < least:
        digit, rest = divmod(rest * 10, 1)
        places += str(digit)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}{'.' * bool(places)}{places}{'…' * bool(rest)}"


def _quantity(value: Fraction, unit: str, language: Language, most: int = 6) -> str:
    zh, en, least = UNITS.get(unit, (f" {unit}", f" {unit}", 0))
    if value == 1:
        en = en.removesuffix("s")
    return _number(value, least, most) + (en if language == "en" else zh)


def _yuan(value: Fraction, language: Language) -> str:
    return _quantity(value, "yuan", language)


def _show(expr: Expr, inputs: Mapping[str, Decimal], language: Language) -> tuple[str, int]:
    """Print a formula, and tell how tightly it holds together."""
    match expr:
        case Input(name=name, unit=unit):
            return _quantity(Fraction(inputs[name]), unit, language, 12), _ATOM
        case Op(sign=sign, left=left, right=right):
            mine = _SUM if sign in "+-" else _PRODUCT
            first, tight = _show(left, inputs, language)
            first = first if tight >= mine else f"({first})"
            second, tight = _show(right, inputs, language)
            bare = tight > mine or (tight == mine and sign in "+*")
            second = second if bare else f"({second})"
            return f"{first} {_PRINTED[sign]} {second}", mine
        case Capped(of=inner, cap=cap, name=name):
            formula, tight = _show(inner, inputs, language)
            before = _fraction(inner, inputs)
            if before <= _fraction(cap, inputs):  # a cap that does not bite is not told
                return formula, tight
            most, _ = _show(cap, inputs, language)
            words = f"，以{name}为限：" if language == "zh" else f", capped ({name}): "
            return f"[{formula} = {_yuan(before, language)}{words}{most}]", _ATOM
        case Rounded() | Share():
            formula, tight = _show(_before(expr), inputs, language)
            words = _rounding_in_words(expr, inputs, language)
            return (f"[{formula}{words}]", _ATOM) if words else (formula, tight)
    raise RuleError("no such node in an expression", type(expr).__name__, "Basis.why")


def _before(expr: Rounded | Share) -> Expr:
    """The exact value that is about to become whole fen."""
    return expr.of if isinstance(expr, Rounded) else expr.exact()


def _rounding_in_words(
    expr: Rounded | Share, inputs: Mapping[str, Decimal], language: Language
) -> str:
    """Say how an exact value became whole fen; nothing when it was whole already."""
    before, after = _fraction(_before(expr), inputs), _fraction(expr, inputs)
    if before == after:
        return ""
    comma, colon = ("，", "：") if language == "zh" else (", ", ": ")
    if isinstance(expr, Rounded):
        words = _MODES[expr.rounding.mode][language == "en"]
        words += _TO_UNIT[expr.rounding.unit][language == "en"]
    else:
        more, mine = abs(after) > abs(before), _number(abs(before) * 100 % 1, 0)
        last = _number(_last_remainder(expr, expr.cutoff, inputs), 0) if expr.cutoff else "1"
        tie = mine == last
        if language == "zh":
            words = (
                f"余数{mine}分，进位线{last}分{'（相同的，面积大、次序在前者先）' if tie else ''}，"
            )
            words += f"按最大余数法{'进1分' if more else '不进位'}"
        else:
            first = " (equals: larger weight, then earlier place)" if tie else ""
            words = f"remainder {mine} fen, cut-off {last} fen{first}, "
            words += f"{'one fen more' if more else 'no extra fen'} by largest remainder"
    return f"{comma}{words}{colon}{_yuan(after, language)}"


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
        words = ""
        if isinstance(expr, Rounded | Share):
            words, expr = _rounding_in_words(expr, inputs, language), _before(expr)
        formula, _ = _show(expr, inputs, language)
        return f"{formula} = {_yuan(_fraction(expr, inputs), language)}{words}"


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
