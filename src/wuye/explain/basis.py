"""What a line carries: its tree, the numbers in it, and the sources it cites."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from ..citation import Citation
from ..money import Money, scaled
from .evaluate import prepare, whole_fen
from .pricing import prices
from .recompute import fraction
from .tree import Expr
from .words import Language, calculation


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
        fen = fraction(self.expr, dict(self.inputs)) * 100
        return Money.of_fen(whole_fen((fen.numerator, fen.denominator * 100)))

    def why(self, language: Language = "zh") -> str:
        """Write the calculation in one line, to be checked on paper."""
        return calculation(self.expr, dict(self.inputs), language)

    def prices(self, language: Language = "zh") -> tuple[tuple[str, str], ...]:
        """Write each quantity that was charged for with its price."""
        return prices(self.expr, dict(self.inputs), language)
