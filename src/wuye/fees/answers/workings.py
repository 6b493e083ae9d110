"""Workings (计算过程): the lines of one item on one bill, as one tree over one set of inputs.

A share of a cost by largest remainder cannot know what its odd fen would be if the cost were
another.  So a working holds the exact share, rounded to the fen, and beside it what was
billed in truth; the odd fen are the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import add

from attrs import evolve, frozen

from ...bills import BillLine
from ...explain import (
    ESTIMATED,
    Between,
    Bounded,
    Expr,
    Input,
    Op,
    Rounded,
    Share,
    Whole,
)
from ...rounding import Rounding

_TO_THE_FEN = Rounding.fen(each="line")


@frozen(eq=False)
class Working:
    """The tree of an item's lines, its inputs and their units, and what was billed, in fen.

    ``pieces`` counts the inputs that differ from line to line.
    """

    lines: tuple[BillLine, ...]
    expr: Expr
    inputs: Mapping[str, Decimal]
    units: Mapping[str, str]
    pieces: int
    fen: int
    shared: bool


def working(lines: Iterable[BillLine]) -> Working:
    """Add up the lines of an item; an input that differs between them is told apart by ``#``."""
    lines = tuple(lines)
    inputs: dict[str, Decimal] = {}
    parts: list[Expr] = []
    for number, line in enumerate(lines, 1):
        called: dict[str, str] = {}
        for name, value in line.basis.inputs:
            called[name] = name if inputs.get(name, value) == value else f"{name}#{number}"
            inputs[called[name]] = value
        parts.append(_plain(line.basis.expr, called))
    expr, pieces = reduce(add, parts), sum("#" in name for name in inputs)
    fen, shared = sum(line.fen for line in lines), any(map(is_shared, lines))
    return Working(lines, expr, inputs, units_of(expr), pieces, fen, shared)


def is_shared(line: BillLine) -> bool:
    """Whether a line is a share of a common cost (公摊)."""
    return any(isinstance(node, Share) for node in _nodes(line.basis.expr))


def plain(line: BillLine) -> Expr:
    """The tree of a line with its shares exact, rounded to the fen."""
    return _plain(line.basis.expr, {})


def units_of(expr: Expr) -> dict[str, str]:
    """The names of the inputs in a tree, each with its unit, read or estimated alike."""
    inputs = [node for node in _nodes(expr) if isinstance(node, Input)]
    return {node.name: node.unit.removesuffix(ESTIMATED) for node in inputs}


def parts_of(expr: Expr) -> tuple[Expr, ...]:
    """The nodes on which a node stands."""
    match expr:
        case Op(left=left, right=right):
            return left, right
        case Rounded(of=inner) | Whole(of=inner):
            return (inner,)
        case Between(of=inner, low=low, high=high):
            return (inner, low, high) if high else (inner, low)
        case Bounded(of=inner, least=least, most=most):
            return inner, *(bound for bound in (least, most) if bound)
        case Share(total=total, weight=weight, whole=whole):
            return total, weight, whole
    return ()


def _nodes(expr: Expr) -> Iterator[Expr]:
    yield expr
    for part in parts_of(expr):
        yield from _nodes(part)


def rebuilt(expr: Expr, parts: Sequence[Expr]) -> Expr:
    """A node like another on other parts."""
    match expr:
        case Op(sign=sign):
            return Op(sign, *parts)
        case Rounded() | Whole():
            return evolve(expr, of=parts[0])
        case Between(high=high):
            return Between(parts[0], parts[1], parts[2] if high else None)
        case Bounded(least=least, most=most):
            inner, *bounds = parts
            low = bounds.pop(0) if least else None
            return evolve(expr, of=inner, least=low, most=bounds[0] if most else None)
    return expr


def _plain(expr: Expr, called: Mapping[str, str]) -> Expr:
    match expr:
        case Input(name=name, unit=unit):
            return Input(called.get(name, name), unit)
        case Share():
            return Rounded(_plain(expr.exact(), called), _TO_THE_FEN)
    return rebuilt(expr, [_plain(part, called) for part in parts_of(expr)])
