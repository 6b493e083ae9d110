"""Compact lines: what a run keeps, from which bill lines are built when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import compress, repeat

from attrs import evolve, frozen

from ..citation import Citation
from ..dates import Period
from ..estate import Owner, Unit
from ..explain import Basis, Column, Columns, Evaluator, Expr, inputs_at, prepare, whole_fens
from ..money import scaled
from .schedules import Item

#: unit, debtor, item, first day, day after the last, fen
Row = tuple[str, str, str, date, date, int]


@frozen(eq=False)
class Lines:
    """Lines of one item and one stretch of days whose amounts come from one tree.

    There is one unit, one debtor and one amount a line.  ``beside`` are those who answer
    for the same money, ``payer`` who is sent the bill in the debtor's place.
    """

    item: Item
    days: Period
    units: tuple[Unit, ...]
    debtors: tuple[Owner, ...]
    fen: tuple[int, ...]
    expr: Expr
    inputs: Columns
    cites: tuple[Citation, ...] = ()
    beside: tuple[Owner, ...] = ()
    payer: Owner | None = None

    def rows(self) -> Iterator[Row]:
        """One tuple a line."""
        return zip(
            [unit.id for unit in self.units],
            [owner.id for owner in self.debtors],
            repeat(self.item.code),
            repeat(self.days.start),
            repeat(self.days.end),
            self.fen,
            strict=False,
        )

    def only(self, chosen: Sequence[bool]) -> Lines:
        """The lines that are chosen."""
        return evolve(
            self,
            units=tuple(compress(self.units, chosen)),
            debtors=tuple(compress(self.debtors, chosen)),
            fen=tuple(compress(self.fen, chosen)),
            inputs=only(self.inputs, chosen),
        )

    def basis(self, at: int) -> Basis:
        """What the amount at a place rests on."""
        return Basis(self.expr, inputs_at(self.inputs, at), self.cites)


def only(inputs: Columns, chosen: Sequence[bool]) -> Columns:
    """The inputs of the lines that are chosen."""
    return tuple((name, x.only(chosen) if isinstance(x, Column) else x) for name, x in inputs)


class Evaluators:
    """Trees that were prepared once, for one run."""

    def __init__(self) -> None:
        self._prepared: dict[Expr, Evaluator] = {}

    def fen(self, expr: Expr, inputs: Columns, count: int) -> tuple[int, ...]:
        """Evaluate a tree for so many lines."""
        if expr not in self._prepared:
            self._prepared[expr] = prepare(expr)
        values = {
            name: (x.whole, x.scale) if isinstance(x, Column) else scaled(x) for name, x in inputs
        }
        return whole_fens(self._prepared[expr](values), count)
