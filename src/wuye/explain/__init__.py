"""Amounts that explain themselves: one expression tree, three readers.

A tariff is written once as a small tree over named inputs, in the units of the trade::

    Rounded(AREA * RATE * MONTHS, rounding)

and read three ways.  :func:`prepare` turns it into integer arithmetic, for one line or for
a column of them.  :meth:`Basis.why` prints it in Chinese or English, the way one would
check it on paper.  :meth:`Basis.recompute` walks it with fractions, sharing no arithmetic
with the first.  The tree *is* the calculation, so explanation and amount cannot drift apart.

All values are in yuan and natural units; only :class:`Rounded` and :class:`Share` make
whole fen.

>>> from decimal import Decimal
>>> from ..rounding import Rounding
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

from .basis import Basis
from .columns import Column, Columns, inputs_at
from .evaluate import Evaluator, Ratio, prepare, whole_fen, whole_fens
from .tree import Between, Bounded, Expr, Input, Op, Rounded, Share, Sign, Whole
from .words import ESTIMATED, UNITS, Language

__all__ = [
    "ESTIMATED",
    "UNITS",
    "Basis",
    "Between",
    "Bounded",
    "Column",
    "Columns",
    "Evaluator",
    "Expr",
    "Input",
    "Language",
    "Op",
    "Ratio",
    "Rounded",
    "Share",
    "Sign",
    "Whole",
    "inputs_at",
    "prepare",
    "whole_fen",
    "whole_fens",
]
