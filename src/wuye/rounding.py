"""Rounding, on integers alone: which unit, which way, at which point.

Published bills differ by fen on the *point* of rounding alone, so it is part of the
rule.  No function here looks at the decimal context of the host.
"""

from __future__ import annotations

from enum import Enum
from typing import Literal

from attrs import field, frozen

from .errors import one_of

Point = Literal["line", "month", "segment", "day"]


class Mode(Enum):
    """How a value between two units is decided; every mode mirrors at zero."""

    HALF_UP = "half-up"  # 四舍五入
    HALF_EVEN = "half-even"  # 四舍六入五成双
    DOWN = "down"  # 舍去尾数
    UP = "up"  # 进一


def round_ratio(numerator: int, denominator: int, mode: Mode = Mode.HALF_UP) -> int:
    """Round ``numerator / denominator`` to an integer.

    >>> round_ratio(51945, 100), round_ratio(-51950, 100), round_ratio(5, 2, Mode.HALF_EVEN)
    (519, -520, 2)

    Raises :class:`ZeroDivisionError` when the denominator is 0.
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    whole, rest = divmod(abs(numerator), denominator)
    twice = 2 * rest
    up = (
        (mode is Mode.HALF_UP and twice >= denominator)
        or (mode is Mode.HALF_EVEN and (twice, whole % 2) > (denominator, 0))
        or (mode is Mode.UP and rest > 0)
    )
    return (whole + up) * (-1 if numerator < 0 else 1)


@frozen
class Rounding:
    """A declared rounding: unit in fen, mode, and the point where it happens.

    ``each="line"`` rounds a bill line once; ``each="month"`` rounds every month of it and
    adds the months up.  A line for one month comes out the same.  A penalty may also round
    each ``"segment"`` of one principal and rate, or each ``"day"``; a bill knows neither.

    >>> Rounding.fen(each="line").of(5181035, 10000)
    518
    >>> Rounding.jiao(each="line").of(166666, 1000)
    170
    """

    unit: int = field(validator=one_of(1, 10, 100))
    each: Point = field(validator=one_of("line", "month", "segment", "day"))
    mode: Mode = field(default=Mode.HALF_UP, validator=one_of(*Mode))

    @classmethod
    def fen(cls, *, each: Point, mode: Mode = Mode.HALF_UP) -> Rounding:
        """To the fen (分)."""
        return cls(1, each, mode)

    @classmethod
    def jiao(cls, *, each: Point, mode: Mode = Mode.HALF_UP) -> Rounding:
        """To the jiao (角), ten fen."""
        return cls(10, each, mode)

    @classmethod
    def yuan(cls, *, each: Point, mode: Mode = Mode.HALF_UP) -> Rounding:
        """To the yuan (元), a hundred fen."""
        return cls(100, each, mode)

    def of(self, numerator: int, denominator: int) -> int:
        """Round a ratio that counts fen; the result counts fen too."""
        return self.unit * round_ratio(numerator, denominator * self.unit, self.mode)
