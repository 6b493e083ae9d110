"""The nodes of which an amount's tree is made; each is plain data."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ..allocation import Cutoff
from ..rounding import Mode, Rounding

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


@frozen(cache_hash=True)
class Input(Expr):
    """A named number; its value stands in the basis, its unit in :data:`UNITS`."""

    name: str
    unit: str = ""


@frozen(cache_hash=True)
class Op(Expr):
    """Two trees joined by a sign."""

    sign: Sign
    left: Expr
    right: Expr


@frozen(cache_hash=True)
class Rounded(Expr):
    """The point where an exact value becomes whole fen (or jiao, or yuan)."""

    of: Expr
    rounding: Rounding


@frozen(cache_hash=True)
class Whole(Expr):
    """A count: started hours, full pallets; ``Mode.UP`` counts what has begun."""

    of: Expr
    mode: Mode
    unit: str = ""


@frozen(cache_hash=True)
class Between(Expr):
    """How much of a quantity lies between two bounds (阶梯用量); None is no upper bound."""

    of: Expr
    low: Expr
    high: Expr | None


@frozen(cache_hash=True)
class Bounded(Expr):
    """A value held to a minimum (保底) and a cap (封顶); where both bite, to the cap.

    ``name`` is what the contract calls the bound.
    """

    of: Expr
    least: Expr | None
    most: Expr | None
    name: str = ""


@frozen(cache_hash=True)
class Share(Expr):
    """One share of a total by largest remainder (最大余数法), computable alone.

    Whoever stands at or before ``cutoff`` in the order of remainders gets one fen more;
    ``cutoff`` is None when the split came out even.  Where the contract says whose the odd
    fen are, ``odd`` is what the share takes of them (尾差), beyond its part rounded down.
    """

    total: Expr
    weight: Expr
    whole: Expr
    position: Expr
    cutoff: Cutoff | None
    odd: Expr | None = None

    def exact(self) -> Expr:
        """The share before whole fen are made."""
        return self.total * self.weight / self.whole
