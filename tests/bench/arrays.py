"""The same trees over numpy's int64: a proof that the algebra does not care what it counts.

Two tariffs of different kind, a price by area and a price in tiers, are prepared over
arrays instead of Python's integers; nothing in the library knows of arrays.  Products are
bounded in Python's integers first, because an array overflows in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np

from timing import best
from wuye import Rounding
from wuye.explain import Between, Column, Expr, Input, Rounded, prepare, whole_fens
from wuye.money import scaled
from wuye.rounding import Mode

FEN = Rounding.fen(each="line")
AREA, RATE, MONTHS = Input("area", "sqm"), Input("rate", "yuan/sqm/month"), Input("months")
USED = Input("used", "m3")
LOW, HIGH, NONE = Input("low", "m3"), Input("high", "m3"), Input("none", "m3")
FIRST, SECOND, THIRD = (Input(name, "yuan/m3") for name in ("first", "second", "third"))
BY_AREA = Rounded(AREA * RATE * MONTHS, FEN)
IN_TIERS = Rounded(
    Between(USED, NONE, LOW) * FIRST
    + Between(USED, LOW, HIGH) * SECOND
    + Between(USED, HIGH, None) * THIRD,
    FEN,
)
CONSTANTS = {
    "rate": "2.80", "months": "1", "none": "0", "low": "18", "high": "25",
    "first": "2.45", "second": "3.68", "third": "4.90",
}  # fmt: skip


class Arrays:
    """Whole numbers held as int64 arrays; one number for all lines stays a Python int."""

    def each(self, work: Callable[..., int], *values: Any) -> Any:
        if work is min or work is max:
            return (np.minimum if work is min else np.maximum)(*values)
        return np.array([work(*each) for each in np.broadcast(*values)], dtype=np.int64)

    def add(self, a: Any, b: Any) -> Any:
        return a + b

    def sub(self, a: Any, b: Any) -> Any:
        return a - b

    def mul(self, a: Any, b: Any) -> Any:
        largest = [int(np.max(np.abs(x))) if isinstance(x, np.ndarray) else abs(x) for x in (a, b)]
        if largest[0] * largest[1] >= 2**62:
            raise OverflowError("too big for an array; use Python's integers")
        return a * b

    def rounded(self, a: Any, b: Any, rounding: Rounding) -> Any:
        if rounding.mode is not Mode.HALF_UP:
            return self.each(rounding.of, a, b)
        half = b * rounding.unit
        return np.sign(a) * ((2 * np.abs(a) + half) // (2 * half)) * rounding.unit


def columns(count: int) -> dict[str, Column]:
    areas = [Decimal(f"{50 + i * 7 % 90}.{i % 100:02}") for i in range(count)]
    used = [Decimal(i * 13 % 400).scaleb(-1) for i in range(count)]
    return {"area": Column.of(areas), "used": Column.of(used)}


def main(count: int = 100_000) -> None:
    """Print the ratios; the amounts must be the same to the fen."""
    given = columns(count)
    same = {name: scaled(Decimal(number)) for name, number in CONSTANTS.items()}
    plain = same | {name: (column.whole, column.scale) for name, column in given.items()}
    arrays = same | {
        name: (np.array(column.whole, dtype=np.int64), column.scale)
        for name, column in given.items()
    }

    def run(expr: Expr, values: Mapping[str, Any], *numbers: Any) -> Any:
        return prepare(expr, *numbers)(values)

    def ints(expr: Expr) -> tuple[int, ...]:
        return whole_fens(run(expr, plain), count)

    for name, expr in (("by area", BY_AREA), ("in tiers", IN_TIERS)):
        slow, fen = best(partial(ints, expr))
        fast, array = best(partial(run, expr, arrays, Arrays()))
        equal = list(fen) == array[0].tolist() and array[1] == 100
        print(f"  {name:8} ints {slow * 1e3:6.1f} ms  int64 {fast * 1e3:6.1f} ms", end="")
        print(f"  {slow / fast:5.1f} x  same: {equal}")


if __name__ == "__main__":
    main()
