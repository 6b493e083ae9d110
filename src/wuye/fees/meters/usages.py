"""Usages (用量): what went through a meter, step by step, or why that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from ...dates import Period
from ...errors import RuleError
from ...explain import ESTIMATED, Expr, Input, Language
from ...explain.words import calculation
from ...money import exact_sum, scaled, unscaled
from .meter import Meter
from .readings import Inputs, Reading

Missing = Literal[
    "meter-absent",  # no meter served in the period
    "reading-missing",  # no reading stands for its beginning or its end
    "reading-negative",  # the later reading is lower, and the dial did not start again
    "estimate-exceeds",  # the reading is lower than what was estimated before: settle it
    "rest-negative",  # sub-meters counted more than their main meter
    "history-missing",  # nothing to estimate from
]


@frozen
class Step:
    """A stretch between two readings of one meter; ``rolled_over`` (翻表) if the dial began anew."""

    meter: Meter
    opening: Reading
    closing: Reading
    rolled_over: bool

    @property
    def difference(self) -> Decimal:
        """How far the dial moved."""
        moved = [self.closing.value, self.opening.value.copy_negate()]
        if self.rolled_over and self.meter.dial is not None:
            moved.append(self.meter.dial)
        return exact_sum(moved)

    @property
    def quantity(self) -> Decimal:
        """What went through the meter: the difference times the multiplier."""
        moved, times = scaled(self.difference), scaled(self.meter.multiplier)
        return unscaled(moved[0] * times[0], moved[1] * times[1])

    def tree(self, named: str = "") -> tuple[Expr, Inputs]:
        """The quantity as a tree, and its inputs with names that end in ``named``."""
        measure = self.meter.measure
        closing, opening = (
            Input(f"{end}{named}", measure + ESTIMATED * reading.estimated)
            for end, reading in (("closing", self.closing), ("opening", self.opening))
        )
        expr: Expr = closing - opening
        inputs = [(closing.name, self.closing.value), (opening.name, self.opening.value)]
        if self.rolled_over and self.meter.dial is not None:
            dial = Input(f"dial{named}", measure)
            expr += dial
            inputs.append((dial.name, self.meter.dial))
        if self.meter.multiplier != 1:
            times = Input(f"multiplier{named}")
            expr *= times
            inputs.append((times.name, self.meter.multiplier))
        return expr, tuple(inputs)


@frozen
class Usage:
    """What a meter counted between two readings, step by step.

    More than one step: the meter was replaced or its dial started again on the way.
    """

    meter: Meter
    steps: tuple[Step, ...] = field(converter=tuple[Step, ...])

    def __attrs_post_init__(self) -> None:
        if not self.steps:
            raise RuleError(
                "a usage has two readings", None, f"meter {self.meter.id}", "give a step"
            )

    @property
    def opening(self) -> Reading:
        """The reading it begins with."""
        return self.steps[0].opening

    @property
    def closing(self) -> Reading:
        """The reading it ends with."""
        return self.steps[-1].closing

    @property
    def days(self) -> Period:
        """The days between the readings, which need not be those of the period."""
        return Period(self.opening.on, self.closing.on)

    @property
    def quantity(self) -> Decimal:
        """How much, in the measure of the meter."""
        return exact_sum(step.quantity for step in self.steps)

    @property
    def measure(self) -> str:
        """What it is counted in."""
        return self.meter.measure

    @property
    def estimated(self) -> bool:
        """Whether an end of it was estimated."""
        return self.opening.estimated or self.closing.estimated

    @property
    def rolled_over(self) -> bool:
        """Whether a dial started again from 0 (翻表): worth a look."""
        return any(step.rolled_over for step in self.steps)

    def tree(self, named: str = "") -> tuple[Expr, Inputs]:
        """The quantity as a tree over the readings, for a tariff to price."""
        return tree_of(self.steps, (), named)

    def why(self, language: Language = "zh") -> str:
        """Write the readings it comes from, to be checked on paper."""
        expr, inputs = self.tree()
        return calculation(expr, dict(inputs), language, unit=self.measure)


@frozen
class NoUsage:
    """A usage that is not known, and why; ``value`` is the quantity that cannot be right.

    ``meter`` is the meter, or the unit where its meters were to be added.
    """

    meter: str
    reason: Missing
    period: Period
    value: Decimal | None = None
    detail: str = ""


def tree_of(added: Iterable[Step], taken: Iterable[Step], named: str) -> tuple[Expr, Inputs]:
    """Steps added up, less steps taken off, as one tree; at least one must be added."""
    signed = [(step, True) for step in added] + [(step, False) for step in taken]
    names = [f"_{i}{named}" for i in range(1, len(signed) + 1)] if len(signed) > 1 else [named]
    expr, inputs = signed[0][0].tree(names[0])
    for (step, plus), name in zip(signed[1:], names[1:], strict=True):
        more, its = step.tree(name)
        expr, inputs = (expr + more if plus else expr - more), inputs + its
    return expr, inputs
