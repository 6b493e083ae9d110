"""What the properties are tried on: amounts, weights, hostile hosts, expression trees.

Oracles here count with ``int`` and ``Fraction`` only, so they hold under any decimal
context.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Final

from attrs import frozen
from hypothesis import settings
from hypothesis import strategies as st

from wuye.allocation import split
from wuye.explain import (
    UNITS,
    Basis,
    Between,
    Bounded,
    Expr,
    Input,
    Op,
    Rounded,
    Share,
    Sign,
    Whole,
)
from wuye.money import Money
from wuye.rounding import Mode, Rounding

LARGEST: Final = 10**14

ROUNDINGS: Final = (
    decimal.ROUND_CEILING,
    decimal.ROUND_DOWN,
    decimal.ROUND_FLOOR,
    decimal.ROUND_HALF_DOWN,
    decimal.ROUND_HALF_EVEN,
    decimal.ROUND_HALF_UP,
    decimal.ROUND_UP,
    decimal.ROUND_05UP,
)

TRAPS: Final[tuple[list[type[decimal.DecimalException]], ...]] = (
    [],
    [decimal.Inexact, decimal.Rounded, decimal.FloatOperation],
    [decimal.InvalidOperation],
)


def fewer(divisor: int) -> settings:
    """Give a slow test a part of the profile's examples."""
    return settings(max_examples=max(10, settings().max_examples // divisor))


# -- numbers ------------------------------------------------------------------------------

fens = st.integers(-LARGEST, LARGEST)
amounts = fens.map(Money.of_fen)
modes = st.sampled_from(Mode)


def plain(units: int, places: int) -> str:
    """Write ``units`` counted in ``10 ** -places`` digit by digit."""
    whole, part = divmod(abs(units), 10**places)
    point = f".{part:0{places}}" if places else ""
    return f"{'-' * (units < 0)}{whole}{point}"


@frozen
class Number:
    """One exact number: as it is handed in, and what it is worth."""

    given: int | str | Decimal
    worth: Fraction


@st.composite
def numbers(
    draw: st.DrawFn, *, least: int = -(10**10), most: int = 10**10, places: int = 4
) -> Number:
    """Exact numbers as an int, a plain string or a Decimal, with up to ``places`` places."""
    fine = draw(st.integers(0, places))
    units = draw(st.integers(least, most))
    text = plain(units, fine)
    forms: list[int | str | Decimal] = [text, Decimal(text)]
    if not fine:
        forms.append(units)
    return Number(draw(st.sampled_from(forms)), Fraction(units, 10**fine))


@st.composite
def weights(draw: st.DrawFn, *, largest: int = 12) -> list[Number]:
    """Weights of mixed forms, some of them 0 and never all of them."""
    one = st.one_of(numbers(least=0, most=10**8), numbers(least=0, most=9, places=0))
    lines = draw(st.lists(one, min_size=1, max_size=largest))
    if not any(line.worth for line in lines):
        lines.append(draw(numbers(least=1, most=10**8)))
    return lines


# -- hosts --------------------------------------------------------------------------------


@st.composite
def hostile_contexts(draw: st.DrawFn) -> decimal.Context:
    """Contexts in which ordinary decimal arithmetic goes wrong, loudly or in silence."""
    reach = draw(st.sampled_from([1, 6, 999_999]))
    return decimal.Context(
        prec=draw(st.integers(1, 6)),
        rounding=draw(st.sampled_from(ROUNDINGS)),
        Emin=-reach,
        Emax=reach,
        capitals=draw(st.sampled_from([0, 1])),
        clamp=draw(st.sampled_from([0, 1])),
        flags=[],
        traps=draw(st.sampled_from(TRAPS)),
    )


# -- expression trees -----------------------------------------------------------------------


@frozen
class Tree:
    """An expression with its inputs, its worth in yuan, and its inputs as they are printed."""

    expr: Expr
    inputs: tuple[tuple[str, Decimal], ...]
    worth: Fraction
    printed: tuple[Fraction, ...]

    @property
    def basis(self) -> Basis:
        """The tree as a bill line carries it."""
        return Basis(self.expr, self.inputs)


def hamilton(total: int, weights: list[int]) -> list[int]:
    """Share a total by largest remainder, one fen at a time."""
    quotas = [Fraction(abs(total) * weight, sum(weights)) for weight in weights]
    shares = [floor(quota) for quota in quotas]
    waiting = list(range(len(weights)))
    while sum(shares) < abs(total):
        lucky = max(waiting, key=lambda i: (quotas[i] - shares[i], weights[i], -i))
        waiting.remove(lucky)
        shares[lucky] += 1
    return [-share if total < 0 else share for share in shares]


def round_by_hand(value: Fraction, mode: Mode) -> int:
    """Round a fraction to an integer, mirrored at zero."""
    size = abs(value)
    whole = floor(size)
    rest = size - whole
    half = Fraction(1, 2)
    up = {
        Mode.HALF_UP: rest >= half,
        Mode.HALF_EVEN: rest > half or (rest == half and whole % 2 == 1),
        Mode.DOWN: False,
        Mode.UP: rest > 0,
    }[mode]
    return (whole + up) * (-1 if value < 0 else 1)


ON: Final[dict[Sign, Callable[[Fraction, Fraction], Fraction]]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


@st.composite
def trees(  # noqa: PLR0915  one function a node
    draw: st.DrawFn,
    *,
    depth: int = 3,
    root: tuple[str, ...] = ("rounded", "share"),
    inner: tuple[str, ...] = ("input", "op", "op", "rounded", "share", "whole", "tier", "bounded"),
) -> Tree:
    """Trees of at most ``depth`` storeys; ``root`` and ``inner`` name the nodes allowed.

    A tier is of an input, as it is on a bill, and so can be printed in full.
    """
    inputs: list[tuple[str, Decimal]] = []

    def put(unit: str, text: str) -> Tree:
        name = f"x{len(inputs)}"
        inputs.append((name, Decimal(text)))
        worth = Fraction(text)
        return Tree(Input(name, unit), (), worth, (worth,))

    def leaf() -> Tree:
        fine = draw(st.integers(0, 4))
        units = draw(st.integers(-(10**6), 10**6))
        return put(draw(st.sampled_from(sorted(UNITS))), plain(units, fine))

    def op(storeys: int) -> Tree:
        left, right = grow(storeys - 1, inner), grow(storeys - 1, inner)
        signs: list[Sign] = ["+", "-", "*", "/"] if right.worth else ["+", "-", "*"]
        sign = draw(st.sampled_from(signs))
        worth = ON[sign](left.worth, right.worth)
        return Tree(Op(sign, left.expr, right.expr), (), worth, left.printed + right.printed)

    def rounded(storeys: int) -> Tree:
        under = grow(storeys - 1, inner)
        unit = draw(st.sampled_from([1, 10, 100]))
        rounding = Rounding(unit, "line", draw(modes))
        fen = unit * round_by_hand(under.worth * 100 / unit, rounding.mode)
        return Tree(Rounded(under.expr, rounding), (), Fraction(fen, 100), under.printed)

    def whole(storeys: int) -> Tree:
        under, mode = grow(storeys - 1, inner), draw(modes)
        unit = draw(st.sampled_from(sorted(UNITS)))
        count = round_by_hand(under.worth, mode)
        return Tree(Whole(under.expr, mode, unit), (), Fraction(count), under.printed)

    def tier() -> Tree:
        of, low, high = leaf(), leaf(), leaf() if draw(st.booleans()) else None
        worth = min(of.worth, high.worth) if high else of.worth
        worth = max(worth - low.worth, Fraction(0))
        return Tree(Between(of.expr, low.expr, high.expr if high else None), (), worth, (worth,))

    def bounded(storeys: int) -> Tree:
        under = grow(storeys - 1, inner)
        least = grow(storeys - 1, inner) if draw(st.booleans()) else None
        most = grow(storeys - 1, inner) if draw(st.booleans()) else None
        if least and most and least.worth > most.worth:
            least, most = most, least
        worth = max(under.worth, least.worth) if least else under.worth
        worth = min(worth, most.worth) if most else worth
        expr = Bounded(under.expr, least.expr if least else None, most.expr if most else None)
        return Tree(expr, (), worth, under.printed)

    def share() -> Tree:
        fine = draw(st.sampled_from([0, 2, 4]))
        loads = draw(st.lists(st.integers(0, 10**6), min_size=1, max_size=5).filter(any))
        fen, mine = draw(st.integers(-(10**8), 10**8)), draw(st.integers(0, len(loads) - 1))
        cutoff = split(fen, [plain(load, fine) for load in loads]).cutoff
        parts = [
            put("yuan", plain(fen, 2)),
            put("sqm", plain(loads[mine], fine)),
            put("sqm", plain(sum(loads), fine)),
        ]
        position = Input(f"x{len(inputs)}")
        inputs.append((position.name, Decimal(mine)))
        printed = tuple(part.worth for part in parts)
        if draw(st.booleans()):
            odd = put("yuan", plain(draw(st.integers(0, 20)), 2))
            down = round_by_hand(Fraction(fen * loads[mine], sum(loads)), Mode.DOWN)
            total, weight, width = (part.expr for part in parts)
            expr = Share(total, weight, width, position, None, odd.expr)
            return Tree(expr, (), Fraction(down, 100) + odd.worth, printed)
        expr = Share(parts[0].expr, parts[1].expr, parts[2].expr, position, cutoff)
        return Tree(expr, (), Fraction(hamilton(fen, loads)[mine], 100), printed)

    def grow(storeys: int, kinds: tuple[str, ...]) -> Tree:
        kind = draw(st.sampled_from(kinds)) if storeys else "input"
        steps = {"op": op, "rounded": rounded, "whole": whole, "bounded": bounded}
        if kind in steps:
            return steps[kind](storeys)
        return {"share": share, "tier": tier, "input": leaf}[kind]()

    grown = grow(depth, root)
    return Tree(grown.expr, tuple(inputs), grown.worth, grown.printed)
