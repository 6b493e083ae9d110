"""Several meters together: those of one unit added, a main meter less its sub-meters.

What a main meter counts and its sub-meters do not (总表减分表) is common usage and loss
(损耗); who bears it the schedule says.  While one meter is not known the rest is not
known, and sub-meters that count more than their main meter leave nothing to share: both
are a :class:`~wuye.fees.meters.usages.NoUsage` and never 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve, field, frozen

from ...dates import Period
from ...errors import RuleError
from ...explain import Expr, Language
from ...explain.words import calculation
from ...money import exact_sum
from .book import MeterBook
from .cuts import Cut, usage
from .meter import Kind, Meter
from .readings import Inputs
from .usages import NoUsage, Usage, tree_of


@frozen
class Combined:
    """Usages added up, less those taken off; ``meter`` names the main meter or the unit."""

    meter: str
    added: tuple[Usage, ...] = field(converter=tuple[Usage, ...])
    taken: tuple[Usage, ...] = field(converter=tuple[Usage, ...], default=())

    def __attrs_post_init__(self) -> None:
        if not self.added:
            raise RuleError("nothing is added up", None, self.meter, "give a usage")

    @property
    def quantity(self) -> Decimal:
        """How much, in the measure of the meters."""
        taken = (used.quantity.copy_negate() for used in self.taken)
        return exact_sum([*(used.quantity for used in self.added), *taken])

    @property
    def days(self) -> Period:
        """From the first opening to the last closing reading."""
        spans = [used.days for used in (*self.added, *self.taken)]
        return Period(min(span.start for span in spans), max(span.end for span in spans))

    @property
    def measure(self) -> str:
        """What it is counted in."""
        return self.added[0].measure

    @property
    def estimated(self) -> bool:
        """Whether any of it was estimated."""
        return any(used.estimated for used in (*self.added, *self.taken))

    @property
    def aligned(self) -> bool:
        """Whether all were read on the same days; if not, the rest is a rough one."""
        return len({used.days for used in (*self.added, *self.taken)}) == 1

    def tree(self, named: str = "") -> tuple[Expr, Inputs]:
        """The quantity as a tree over all readings, for a tariff to price."""
        added = [step for used in self.added for step in used.steps]
        return tree_of(added, [step for used in self.taken for step in used.steps], named)

    def why(self, language: Language = "zh") -> str:
        """Write the readings it comes from, to be checked on paper."""
        expr, inputs = self.tree()
        return calculation(expr, dict(inputs), language, unit=self.measure)


def usage_of_unit(
    unit: str, kind: Kind, readings: MeterBook, period: Period, cut: Cut
) -> Combined | NoUsage:
    """What all meters of one kind counted for a unit in a period.

    >>> from datetime import date
    >>> from .readings import Reading
    >>> on = date(2026, 10, 1), date(2026, 11, 1)
    >>> book = MeterBook(
    ...     [Meter("W-1", "1-101", "water"), Meter("W-2", "1-101", "water")],
    ...     [Reading("W-1", on[0], 5), Reading("W-1", on[1], 9)]
    ...     + [Reading("W-2", on[0], 0), Reading("W-2", on[1], 3)],
    ... )
    >>> usage_of_unit("1-101", "water", book, Period.month(2026, 10), Cut.last_read()).why("en")
    '9 m³ − 5 m³ + 3 m³ − 0 m³ = 7 m³'
    """
    found = _each(unit, readings.of_unit(unit, kind), readings, period, cut)
    if isinstance(found, NoUsage):
        return found
    return Combined(unit, found) if found else NoUsage(unit, "meter-absent", period)


def common_usage(main: Meter, readings: MeterBook, period: Period, cut: Cut) -> Combined | NoUsage:
    """What a main meter counted beyond its sub-meters: common usage and loss (损耗)."""
    whole = usage(main, readings, period, cut)
    if isinstance(whole, NoUsage):
        return whole
    subs = _each(main.id, readings.subs(main.id), readings, period, cut)
    if isinstance(subs, NoUsage):
        return subs
    rest = Combined(main.id, (whole,), subs)
    if rest.quantity < 0:
        return NoUsage(main.id, "rest-negative", period, rest.quantity, rest.why())
    return rest


def _each(
    name: str, meters: Iterable[Meter], readings: MeterBook, period: Period, cut: Cut
) -> tuple[Usage, ...] | NoUsage:
    """The usage of every meter that served in the period, or what is missing of them."""
    found = [usage(meter, readings, period, cut) for meter in meters]
    missing = [f for f in found if isinstance(f, NoUsage) and f.reason != "meter-absent"]
    if missing:
        told = "; ".join(f"{gap.meter} {gap.reason} {gap.detail}" for gap in missing)
        return evolve(missing[0], meter=name, value=None, detail=told)
    return tuple(used for used in found if isinstance(used, Usage))
