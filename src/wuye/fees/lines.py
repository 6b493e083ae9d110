"""Compact lines: what a run keeps, from which bill lines are built when asked for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, compress, count, repeat

from attrs import evolve, field, frozen

from ..citation import Citation
from ..dates import Period
from ..estate import Owner, Unit
from ..explain import Basis, Column, Columns, Evaluator, Expr, inputs_at, prepare, whole_fens
from ..money import scaled
from .items import Item

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
    _places: Mapping[tuple[str, str], int] | None = field(default=None, init=False, repr=False)

    def only(self, chosen: Sequence[bool]) -> Lines:
        """The lines that are chosen."""
        return evolve(
            self,
            units=tuple(compress(self.units, chosen)),
            debtors=tuple(compress(self.debtors, chosen)),
            fen=tuple(compress(self.fen, chosen)),
            inputs=only(self.inputs, chosen),
        )

    def basis_of(self, line: str) -> Basis:
        """What one of the bill lines that were built from these rests on."""
        if self._places is None:
            pairs = zip(self.units, self.debtors, strict=True)
            places = {(quoted(u.id), quoted(o.id)): at for at, (u, o) in enumerate(pairs)}
            object.__setattr__(self, "_places", places)
        _, unit, debtor, *_ = line.split(":")
        at = (self._places or {})[unit, debtor]
        return Basis(self.expr, inputs_at(self.inputs, at), self.cites)


def bill_id(period: Period, unit: str, debtor: str, creditor: str = "") -> str:
    """The id of a bill: the same inputs always give the same one.

    ``creditor`` is named for what is collected for another than the schedule's.

    >>> bill_id(Period.month(2026, 10), "3-1-502", "O-17")
    '2026-10:3-1-502:O-17'
    """
    id_ = f"{period.start.isoformat()[:7]}:{quoted(unit)}:{quoted(debtor)}"
    return f"{id_}:{quoted(creditor)}" if creditor else id_


def next_bill_id(id_: str, taken: Container[str]) -> str:
    """The first id that is not taken in the series of a bill.

    For what is billed beside it: a supplement, or what another schedule of the creditor says.

    >>> next_bill_id("2026-10:3-1-502:O-17", {"2026-10:3-1-502:O-17::1"})
    '2026-10:3-1-502:O-17::2'
    """
    base = id_ if id_.count(":") == 3 else f"{id_}:"
    return next(id_ for number in count(1) if (id_ := f"{base}:{number}") not in taken)


def quoted(part: str) -> str:
    """A part of an id, with what joins the parts spelled out."""
    if ":" in part or "%" in part:
        return part.replace("%", "%25").replace(":", "%3A")
    return part


def only(inputs: Columns, chosen: Sequence[bool]) -> Columns:
    """The inputs of the lines that are chosen."""
    return tuple((name, x.only(chosen) if isinstance(x, Column) else x) for name, x in inputs)


def rows(lines: Iterable[Lines]) -> Iterator[Row]:
    """One tuple a line."""
    read: dict[int, list[str]] = {}  # many lines share their units and debtors

    def ids(of: tuple[Unit, ...] | tuple[Owner, ...]) -> list[str]:
        if id(of) not in read:
            read[id(of)] = [each.id for each in of]
        return read[id(of)]

    def each(made: Lines) -> Iterator[Row]:
        code, start, end = made.item.code, made.days.start, made.days.end
        columns = (ids(made.units), ids(made.debtors), repeat(code), repeat(start), repeat(end))
        return zip(*columns, made.fen, strict=False)

    return chain.from_iterable(map(each, lines))


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
