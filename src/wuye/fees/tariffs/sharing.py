"""Shared costs (公摊): one cost, shared to the fen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from ...allocation import split_whole
from ...dates import Period
from ...errors import RuleError, one_of
from ...estate import Unit
from ...explain import Column, Columns, Expr, Input, Share
from ...law import civil_code
from ...money import exact
from .charges import NOBODY, Charges, Job, Reason, Skip

BY_AREA = civil_code.cite("283", civil_code.SOURCE.since)

COST = Input("cost", "yuan")
POSITION = Input("position")
DAYS = Input("days_there", "day")
Weighing = Literal["area", "household", "coefficient", "spaces"]
#: what weighs a share -> its input, the input of the sum, and the reason when it is missing
WEIGHTS: dict[Weighing, tuple[Input, Input, Reason]] = {
    "area": (Input("area", "sqm"), Input("total_area", "sqm"), "area-missing"),
    "household": (
        Input("households", "household"), Input("total_households", "household"), "weight-missing",
    ),
    "coefficient": (
        Input("coefficient"), Input("total_coefficients"), "weight-missing",
    ),
    "spaces": (Input("spaces", "space"), Input("total_spaces", "space"), "weight-missing"),
}  # fmt: skip


def _ids(units: Iterable[str]) -> frozenset[str]:
    if isinstance(units, str):
        raise RuleError("one text is no list of units", units, "Shared.excluded", "write [unit]")
    return frozenset(units)


@frozen
class Shared:
    """A cost shared by the units of the item's scope (公摊), by largest remainder.

    By area unless agreed otherwise (民法典第283条): the other ways name the agreement.
    ``excluded`` units leave the denominator by that agreement; a unit that is merely
    relieved stays in it, by a waiver, so that no neighbour pays for the relief.

    A unit that exists for a part of the period alone, being merged or split in it, weighs
    by its days too, so that rooms and what became of them do not both share in full.  Areas
    and spaces are those of the first day of the period, or of the unit within it.

    While one weight is unknown nobody's share is known, so the whole cost is skipped and
    no neighbour pays for the gap; nor is it where nobody weighs anything, as with spaces
    that no unit holds, or where nobody is left to share.

    >>> Shared(by="household", agreed="业主大会2025年第3号决议").by
    'household'
    """

    by: Weighing = field(validator=one_of("area", "household", "coefficient", "spaces"))
    agreed: str = field(default="", kw_only=True)
    excluded: frozenset[str] = field(converter=_ids, default=frozenset(), kw_only=True)
    coefficient: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.by != "area" or self.excluded) and not self.agreed:
            raise RuleError(
                "a cost is shared by area among all unless it is agreed otherwise",
                self.by,
                "Shared.agreed",
                f"name the contract or decision (agreed=...); {BY_AREA}",
            )
        if (self.by == "coefficient") != bool(self.coefficient):
            raise RuleError(
                "coefficients are named",
                self.coefficient,
                "Shared.coefficient",
                'for by="coefficient" name the one of Unit.coefficients to use',
            )

    def changes(self) -> None:
        """A cost is shared for the period as a whole."""

    def lower(self, job: Job) -> Iterator[Charges | Skip]:
        """Share the cost of the item over the units."""
        sharing = job.units
        if self.excluded:
            sharing = tuple(unit for unit in sharing if unit.id not in self.excluded)
        weight, whole, missing = WEIGHTS[self.by]
        there = _there(job, sharing)
        units, weights = self._weights(job, sharing, there)
        cost = job.facts.costs.get(job.item)
        if not sharing:
            if cost is not None:
                yield Skip(NOBODY, job.item, "weight-missing", str(cost))
            return
        if cost is None or len(units) < len(sharing) or not any(weights.whole):
            known = {unit.id for unit in units}
            unknown = [unit.id for unit in sharing if unit.id not in known]
            reason: Reason = missing if unknown or cost is not None else "cost-missing"
            yield from (job.skip(unit, reason, ", ".join(unknown)) for unit in sharing)
            return
        by: Expr = weight
        inputs: Columns = (("cost", exact(cost.yuan, place="cost")), (weight.name, weights))
        if there:
            days = [there.get(unit.id, job.service).days for unit in units]
            inputs = (*inputs, (DAYS.name, Column.of(map(Decimal, days))))
            measure = "*".join(filter(None, (whole.unit, DAYS.unit)))
            by, whole = weight * DAYS, Input(f"{whole.name}_days", measure)
            product = tuple(part * n for part, n in zip(weights.whole, days, strict=True))
            weights = Column(weights.numbers, product, weights.scale)
        shares = split_whole(cost.fen, weights.whole, weights.scale)
        inputs = (
            *inputs,
            (whole.name, weights.total()),
            ("position", Column.counting(len(units))),
        )
        expr = Share(COST, by, whole, POSITION, shares.cutoff)
        yield Charges(units, expr, inputs, "period", (BY_AREA,), shares.shares)

    def _weights(
        self, job: Job, sharing: tuple[Unit, ...], there: Mapping[str, Period]
    ) -> tuple[tuple[Unit, ...], Column]:
        """The units whose weight is known, and the weights; a new room's on its first day."""
        if self.by == "area" and not there:
            units, areas, _ = job.areas.of(sharing, "charge", job.on)
            return units, areas
        on = {unit: days.start for unit, days in there.items()}
        weighed = [(unit, self._weight(job, unit, on.get(unit.id, job.on))) for unit in sharing]
        known = [(unit, weight) for unit, weight in weighed if weight is not None]
        return tuple(unit for unit, _ in known), Column.of([weight for _, weight in known])

    def _weight(self, job: Job, unit: Unit, on: date) -> Decimal | None:
        """What a unit weighs on a day; None when it is not known."""
        match self.by:
            case "area":
                return unit.area_on(on)
            case "coefficient":
                return unit.coefficient(self.coefficient)
            case "household":
                return Decimal(unit.households)
            case "spaces":
                return Decimal(len(job.estate.spaces_of(unit.id, on)))


def _there(job: Job, units: tuple[Unit, ...]) -> dict[str, Period]:
    """The days on which units exist that do not throughout the service period."""
    changing, service = job.estate.changing(job.service), job.service
    there: dict[str, Period] = {}
    for unit in units:
        if unit.id in changing:
            stretches = job.estate.owing(unit.id, service)
            days = Period(stretches[0].days.start, stretches[-1].days.end)
            if days != service:
                there[unit.id] = days
    return there
