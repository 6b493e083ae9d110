"""Shared costs (公摊): one cost, shared to the fen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from ...allocation import odd_fen, split_whole
from ...errors import RuleError, one_of
from ...estate import Unit
from ...explain import ESTIMATED, Column, Columns, Expr, Input, Share
from ...law import civil_code
from ...money import Money, exact
from .charges import Charges, Job, Reason, Skip

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
    by its days too, so that rooms and what became of them do not both share in full.

    While one weight is unknown nobody's share is known, so the whole cost is skipped and
    no neighbour pays for the gap.  Where all weigh nothing there is nobody to share.

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
        if self.by == "usage":
            units, weights, weight, whole, why = self._usages(job, sharing)
        else:
            units, weights = self._weights(job, sharing)
        cost = job.facts.costs.get(job.item)
        if cost is None or len(units) < len(sharing):
            known = {unit.id for unit in units}
            unknown = [why.get(unit.id, unit.id) for unit in sharing if unit.id not in known]
            reason: Reason = missing if unknown else "cost-missing"
            yield from (job.skip(unit, reason, ", ".join(unknown)) for unit in sharing)
            return
        if not any(weights.whole):
            yield from (job.skip(unit, missing) for unit in sharing)
            return
        by: Expr = weight
        inputs: Columns = (("cost", exact(cost.yuan, place="cost")), (weight.name, weights))
        days = None if self.by == "usage" else _days(job, units)  # usage has its days in it
        if days:
            inputs = (*inputs, (DAYS.name, Column.of(map(Decimal, days))))
            by, whole = weight * DAYS, Input(f"{whole.name}_days")
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

    def _weights(self, job: Job, sharing: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], Column]:
        """The units whose weight is known, and the weights."""
        match self.by:
            case "area":
                units, areas, _ = job.areas.of(job.estate, sharing, "charge", job.on)
                return units, areas
            case "coefficient":
                named = [(unit, dict(unit.coefficients).get(self.coefficient)) for unit in sharing]
                known = [(unit, number) for unit, number in named if number is not None]
                return tuple(u for u, _ in known), Column.of([number for _, number in known])
            case "household":
                numbers = [unit.households for unit in sharing]
            case _:
                numbers = [len(job.estate.spaces_of(unit.id, job.on)) for unit in sharing]
        return sharing, Column.of(map(Decimal, numbers))

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


def _days(job: Job, units: tuple[Unit, ...]) -> list[int] | None:
    """The days on which each unit exists; None where every unit does throughout."""
    changing, days = job.estate.changing(job.service), job.service.days
    if not changing:
        return None
    there = [
        sum(part.days.days for part in job.estate.owing(unit.id, job.service))
        if unit.id in changing
        else days
        for unit in units
    ]
    return there if any(number < days for number in there) else None
