"""Columns of exact numbers, so that one tree is evaluated for many lines in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import compress
from math import lcm

from attrs import frozen


@frozen(eq=False)
class Column:
    """Exact numbers, one a line, and the same as integers over one denominator.

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
        scales = {scale for _, scale in ratios}
        scale = lcm(*scales)
        if scales == {1}:
            return cls(numbers, tuple([whole for whole, _ in ratios]), 1)
        return cls(numbers, tuple([n * (scale // mine) for n, mine in ratios]), scale)

    @classmethod
    def counting(cls, count: int) -> Column:
        """0, 1, 2, … as a column: places in an order."""
        return cls(tuple(map(Decimal, range(count))), tuple(range(count)), 1)

    def only(self, chosen: Sequence[bool]) -> Column:
        """The numbers of the lines that are chosen."""
        whole = tuple(compress(self.whole, chosen))
        return Column(tuple(compress(self.numbers, chosen)), whole, self.scale)
