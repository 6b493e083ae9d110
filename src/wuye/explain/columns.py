"""Columns of exact numbers, so that one tree is evaluated for many lines in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import compress

from attrs import frozen

from ..money import unscaled


@frozen(eq=False)
class Column:
    """Exact numbers, one a line, and the same as integers over one power of ten.

    >>> column = Column.of([Decimal("93.37"), Decimal("100")])
    >>> column.whole, column.scale
    ((9337, 10000), 100)
    """

    numbers: tuple[Decimal, ...]
    whole: tuple[int, ...]
    scale: int

    @classmethod
    def of(cls, numbers: Iterable[Decimal]) -> Column:
        """Bring numbers to one denominator, without any rounding."""
        numbers = tuple(numbers)
        ratios = [number.as_integer_ratio() for number in numbers]
        parts, scale = {part for _, part in ratios}, 1
        while any(scale % part for part in parts):
            scale *= 10
        return cls(numbers, tuple([n * (scale // part) for n, part in ratios]), scale)

    @classmethod
    def counting(cls, count: int) -> Column:
        """0, 1, 2, … as a column: places in an order."""
        return cls(tuple(map(Decimal, range(count))), tuple(range(count)), 1)

    def total(self) -> Decimal:
        """The exact sum."""
        return unscaled(sum(self.whole), self.scale)

    def only(self, chosen: Sequence[bool]) -> Column:
        """The numbers of the lines that are chosen."""
        whole = tuple(compress(self.whole, chosen))
        return Column(tuple(compress(self.numbers, chosen)), whole, self.scale)


#: The inputs of many lines: one number for all, or a column with one for each.
Columns = tuple[tuple[str, Decimal | Column], ...]


def inputs_at(columns: Columns, at: int) -> tuple[tuple[str, Decimal], ...]:
    """The inputs of one line."""
    return tuple((name, x.numbers[at] if isinstance(x, Column) else x) for name, x in columns)
