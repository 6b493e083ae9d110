"""What changes a price, in a fixed order: coefficient, minimum and cap, discounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from ..errors import RuleError
from ..explain import Bounded, Column, Expr, Input
from .items import Item
from .tariffs import Charges, Job, Skip

COEFFICIENT = Input("coefficient")
LEAST, MOST = Input("least", "yuan"), Input("most", "yuan")


def modified(item: Item, charges: Charges, job: Job) -> Iterator[Charges | Skip]:
    """Apply what the item says to the price of its tariff.

    A unit for which the coefficient is not known is skipped, never charged at 1.
    """
    if item.coefficient:
        numbers = [unit.coefficient(item.coefficient) for unit in charges.units]
        known = [number is not None for number in numbers]
        for unit, number in zip(charges.units, numbers, strict=True):
            if number is None:
                yield job.skip(unit, "coefficient-missing", item.coefficient)
        if not any(known):
            return
        charges = charges if all(known) else charges.only(known)
        column = Column.of([number for number in numbers if number is not None])
        charges = _changed(charges, charges.expr * COEFFICIENT, (COEFFICIENT.name, column))
    if item.least is not None or item.most is not None:
        if charges.per == "day":
            raise RuleError(
                "a minimum or cap a month does not bound a price a day",
                item.code,
                f"item {item.code}",
                "state the price a month",
            )
        least = None if item.least is None else _of_part(LEAST, charges)
        most = None if item.most is None else _of_part(MOST, charges)
        bounds = [(LEAST.name, item.least), (MOST.name, item.most)]
        held = [(name, bound) for name, bound in bounds if bound is not None]
        charges = _changed(charges, Bounded(charges.expr, least, most), *held)
    for place, discount in enumerate(item.discounts, 1):
        expr, inputs = discount.of(charges.expr, place)
        charges = _changed(charges, expr, *inputs.items())
    yield charges


def _of_part(bound: Expr, charges: Charges) -> Expr:
    """A bound goes with the days of what has run up."""
    return bound * charges.part if charges.part else bound


def _changed(charges: Charges, expr: Expr, *inputs: tuple[str, Decimal | Column]) -> Charges:
    return evolve(charges, expr=expr, inputs=(*charges.inputs, *inputs), fen=None)
