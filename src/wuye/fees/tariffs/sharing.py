"""Shared costs (公摊): one cost, shared to the fen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from ...allocation import odd_fen, split_whole
from ...dates import Period
from ...errors import RuleError, one_of
from ...estate import Unit
from ...explain import ESTIMATED, Column, Columns, Expr, Input, Share
from ...law import civil_code
from ...money import Money, exact
from .charges import NOBODY, Charges, Job, Reason, Skip

if TYPE_CHECKING:
    from ..metering import Cut
    from ..meters import Kind

BY_AREA = civil_code.cite("283", civil_code.SOURCE.since)

COST = Input("cost", "yuan")
POSITION = Input("position")
ODD = Input("odd_fen", "yuan")
DAYS = Input("days_there", "day")
Weighing = Literal["area", "household", "coefficient", "spaces", "usage"]
Remainder = Literal["largest", "first", "last"]
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
    "usage": (Input("usage"), Input("total_usage"), "weight-missing"),
}  # fmt: skip


def _ids(units: Iterable[str]) -> frozenset[str]:
    if isinstance(units, str):
        raise RuleError("one text is no list of units", units, "Shared.excluded", "write [unit]")
    return frozenset(units)


@frozen
class Shared:
    """A cost shared by the units of the item's scope (公摊), to the fen.

    By area unless agreed otherwise (民法典第283条): the other ways name the agreement.
    ``excluded`` units leave the denominator by that agreement; a unit that is merely
    relieved stays in it, by a waiver, so that no neighbour pays for the relief.

    A unit that exists for a part of the period alone, being merged or split in it, weighs
    by its days too, so that rooms and what became of them do not both share in full.  Areas
    and spaces are those of the first day of the period, or of the unit within it.

    While one weight is unknown nobody's share is known, so the whole cost is skipped and
    no neighbour pays for the gap; nor is it where nobody weighs anything, as with spaces
    that no unit holds, or where nobody is left to share.

    By usage, the weights are what the meters of a ``kind`` counted for each unit in the
    service period, as ``cut`` says.

    ``remainder`` says where odd fen go: by ``"largest"`` remainder, unless the contract has
    every share rounded down and a fen more for the ``"first"`` units (逐户加一分), or all that
    is left for the ``"last"`` (末户倒挤), in the order of the community.

    >>> Shared(by="household", agreed="业主大会2025年第3号决议").by
    'household'
    """

    by: Weighing = field(validator=one_of("area", "household", "coefficient", "spaces", "usage"))
    agreed: str = field(default="", kw_only=True)
    excluded: frozenset[str] = field(converter=_ids, default=frozenset(), kw_only=True)
    coefficient: str = field(default="", kw_only=True)
    kind: Kind | None = field(default=None, kw_only=True)
    cut: Cut | None = field(default=None, kw_only=True)
    remainder: Remainder = field(
        default="largest", validator=one_of("largest", "first", "last"), kw_only=True
    )

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
        if (self.by == "usage") != bool(self.kind and self.cut):
            raise RuleError(
                "usage is that of a kind of meter between readings",
                self.kind,
                "Shared.kind",
                'for by="usage" give kind="power" (or another) and cut=Cut…',
            )

    def changes(self) -> None:
        """A cost is shared for the period as a whole."""

    def lower(self, job: Job) -> Iterator[Charges | Skip]:
        """Share the cost of the item over the units."""
        sharing = job.units
        if self.excluded:
            sharing = tuple(unit for unit in sharing if unit.id not in self.excluded)
        weight, whole, missing = WEIGHTS[self.by]
        why: Mapping[str, str] = {}
        there = {} if self.by == "usage" else _there(job, sharing)  # usage has its days in it
        if self.by == "usage":
            units, weights, weight, whole, why = self._usages(job, sharing)
        else:
            units, weights = self._weights(job, sharing, there)
        cost = job.facts.costs.get(job.item)
        if not sharing:
            if cost is not None:
                yield Skip(NOBODY, job.item, "weight-missing", str(cost))
            return
        if cost is None or len(units) < len(sharing) or not any(weights.whole):
            known = {unit.id for unit in units}
            unknown = [why.get(unit.id, unit.id) for unit in sharing if unit.id not in known]
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
        inputs = (
            *inputs,
            (whole.name, weights.total()),
            ("position", Column.counting(len(units))),
        )
        if self.remainder != "largest":
            odd = odd_fen(cost.fen, weights.whole, self.remainder)
            yuan = Column.of([exact(Money.of_fen(fen).yuan, place="cost") for fen in odd])
            expr = Share(COST, by, whole, POSITION, None, ODD)
            yield Charges(units, expr, (*inputs, (ODD.name, yuan)), "period", (BY_AREA,))
            return
        shares = split_whole(cost.fen, weights.whole, weights.scale)
        expr = Share(COST, by, whole, POSITION, shares.cutoff)
        yield Charges(units, expr, inputs, "period", (BY_AREA,), shares.shares)

    def _weights(
        self, job: Job, sharing: tuple[Unit, ...], there: Mapping[str, Period]
    ) -> tuple[tuple[Unit, ...], Column]:
        """The units whose weight is known, and the weights; a new room's on its first day."""
        if self.by == "area" and not there:
            units, areas, _ = job.areas.of(job.estate, sharing, "charge", job.on)
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
            case _:
                return Decimal(len(job.estate.spaces_of(unit.id, on)))

    def _usages(
        self, job: Job, sharing: tuple[Unit, ...]
    ) -> tuple[tuple[Unit, ...], Column, Input, Input, Mapping[str, str]]:
        """The units whose usage is known, the usages, their inputs, and why others are not."""
        from .counting import quantities

        book = job.facts.readings
        if self.kind is None or self.cut is None or book is None:
            return (), Column.of(()), *WEIGHTS["usage"][:2], {}
        used = quantities(sharing, self.kind, self.cut, book, job.service)
        units = tuple(unit for unit in sharing if unit.id in used.known)
        whole = used.measure + ESTIMATED * used.estimated
        return (
            units,
            Column.of([used.known[unit.id] for unit in units]),
            Input("usage", used.measure),
            Input("total_usage", whole),
            {unit: f"{unit} {gap.reason}" for unit, gap in used.unknown.items()},
        )


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
