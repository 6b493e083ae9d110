"""Readings (抄表读数): what a meter showed on a day, seen or estimated.

>>> Reading("W-1", date(2026, 10, 1), "1263")
Reading(meter='W-1', on=datetime.date(2026, 10, 1), value=Decimal('1263'), kind='read')
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from ...dates import a_day
from ...errors import RuleError, one_of
from ...explain import Basis, Expr, Input, Language, Op, Ratio, Whole, prepare
from ...explain.recompute import fraction
from ...explain.words import calculation
from ...money import exact_sum, scaled, unscaled
from ...rounding import Mode
from .meter import Meter, in_range

How = Literal["first", "read", "reported", "special", "estimated"]
Inputs = tuple[tuple[str, Decimal], ...]


def _shown(value: object) -> Decimal:
    return in_range(value, "reading", 10**11)


@frozen
class Reading:
    """What a meter showed on a day (抄表读数), at the beginning of that day.

    ``kind`` is ``"first"`` (底数, when it was put in), ``"read"`` (抄见), ``"reported"``
    (自报), ``"special"`` (at a hand-over) or ``"estimated"`` (估抄).  An estimate keeps
    the ``basis`` that it rests on, and may show nothing else than that gives.
    """

    meter: str
    on: date = field(converter=a_day)
    value: Decimal = field(converter=_shown)
    kind: How = field(
        default="read", validator=one_of("first", "read", "reported", "special", "estimated")
    )
    basis: Basis | None = field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.basis and not (self.estimated and self.value == reckoned(self.basis)):
            raise RuleError(
                "a basis is for an estimate, and gives its value",
                str(self.value),
                f"meter {self.meter} on {self.on}",
                "leave the basis away, or make the estimate with fees.estimate",
            )

    @property
    def estimated(self) -> bool:
        """Whether nobody saw the dial."""
        return self.kind == "estimated"

    def recompute(self) -> Decimal:
        """Compute an estimate again with fractions; a value that was read is itself."""
        if not self.basis:
            return self.value
        worth = fraction(self.basis.expr, dict(self.basis.inputs))
        return of_ratio((worth.numerator, worth.denominator))

    def why(self, language: Language = "zh") -> str:
        """Write how an estimate came about; nothing for what was read or has no basis."""
        if not self.basis:
            return ""
        inputs = dict(self.basis.inputs)
        return calculation(self.basis.expr, inputs, language, unit=_measure(self.basis.expr))


@frozen
class Replacement:
    """A meter changed for another (换表): the last reading of the old, the first of the new."""

    old: str
    new: str
    on: date = field(converter=a_day)
    last: Decimal = field(converter=_shown)
    first: Decimal = field(default=Decimal(0), converter=_shown)

    @property
    def readings(self) -> tuple[Reading, Reading]:
        """Both dials as they were read on the day."""
        old = Reading(self.old, self.on, self.last)
        return old, Reading(self.new, self.on, self.first, "first")


def estimated(
    meter: Meter,
    on: date,
    expr: Expr,
    inputs: Inputs,
    mode: Mode,
    as_fine_as: Iterable[Decimal] = (),
) -> Reading:
    """Make an estimated reading of what a tree says the dial shows.

    It is rounded to the decimals of the meter, or finer where the readings that it comes
    from are, and begins from 0 again where the dial does.
    """
    scale = max(10**meter.decimals, *(scaled(value)[1] for value in as_fine_as), 1)
    if scale == 1:
        expr = Whole(expr, mode, meter.measure)
    else:
        expr = Whole(expr * Input("scale"), mode) / Input("scale")
        inputs = (*inputs, ("scale", Decimal(scale)))
    value = reckoned(Basis(expr, inputs))
    if meter.dial is not None and value >= meter.dial:
        expr, inputs = (
            expr - Input("dial_full", meter.measure),
            (*inputs, ("dial_full", meter.dial)),
        )
        value = exact_sum([value, meter.dial.copy_negate()])
    return Reading(meter.id, on, value, "estimated", Basis(expr, inputs))


def reckoned(basis: Basis) -> Decimal:
    """Evaluate a tree that ends in a quantity and not in money, with integers."""
    ratios = {name: scaled(value) for name, value in basis.inputs}
    return of_ratio(prepare(basis.expr)(ratios))


def of_ratio(ratio: Ratio) -> Decimal:
    """Write a ratio as an exact decimal; one that has no end is an error.

    >>> of_ratio((5, 4)), of_ratio((-31, 1))
    (Decimal('1.25'), Decimal('-31'))
    """
    whole, rest = divmod(ratio[0] * 10**12, ratio[1])
    if rest:
        raise RuleError(
            "no exact decimal", f"{ratio[0]}/{ratio[1]}", "quantity", "round it: Whole(…, mode)"
        )
    return unscaled(whole, 10**12)


def _measure(expr: Expr) -> str:
    """The unit of the first number in a tree: that of the dial."""
    match expr:
        case Input(unit=unit):
            return unit
        case Op(left=inner) | Whole(of=inner):
            return _measure(inner)
    return ""
