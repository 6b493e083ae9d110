"""Formulas (计费公式): a price that a contract words in a way of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from attrs import field, frozen

from ...citation import Dated
from ...errors import DuplicateError, RuleError, UnknownError, one_of
from ...estate import Unit
from ...estate.parking import SPACE_KINDS, SpaceKind
from ...explain import UNITS, Bounded, Column, Columns, Expr, Input, Op, inputs_at, prepare
from ...money import exact, scaled
from .charges import CONSTANT, Charges, Job, OfSpaces, Reason, Skip
from .grammar import NUMBER, is_name, read, write

#: fact -> its input, and the reason for a skip while it is not known
FACTS: Mapping[str, tuple[Input, Reason]] = {
    "area": (Input("area", "sqm"), "area-missing"),
    "building-area": (Input("building_area", "sqm"), "area-missing"),
    "interior-area": (Input("interior_area", "sqm"), "area-missing"),
    "households": (Input("households", "household"), "weight-missing"),
    "spaces": (Input("spaces", "space"), "weight-missing"),
    "floor": (Input("floor"), "floor-missing"),
}
_COEFFICIENT = "coefficient:"  # before the name of the coefficient, in a fact

Constant = Decimal | Dated[Decimal]
Named = tuple[tuple[str, str], ...]


def _constant(name: str, value: object) -> Constant:
    if isinstance(value, Dated):
        steps = cast("Dated[object]", value).steps
        return Dated(value.name, [(day, exact(number, place=name)) for day, number in steps])
    return exact(value, place=name)


def _constants(given: Mapping[str, object]) -> tuple[tuple[str, Constant], ...]:
    return tuple((name, _constant(name, value)) for name, value in dict(given).items())


def _named(given: Mapping[str, str]) -> Named:
    return tuple(dict(given).items())


@frozen
class Formula(OfSpaces):
    """A price by a formula over declared names (公式计费).

    ``facts`` say which names stand for facts of the unit: ``area`` (计费面积),
    ``building-area``, ``interior-area``, ``households``, ``spaces``, ``floor``, or
    ``coefficient:`` and the name of one of its coefficients.  ``constants`` are the numbers
    of the contract, :class:`~wuye.citation.Dated` where they change; ``units`` tell in what
    they are counted (:data:`~wuye.explain.UNITS`), to print them.  The price is in yuan for
    a month, a day or the period.

    >>> formula = Formula("面积 × 单价 + 10", {"面积": "area"}, {"单价": "2.80"})
    >>> print(formula)
    面积 * 单价 + 10

    A space that changes hands is counted for each holder for his days; a price of the whole
    period counts those of its first day.  A unit is skipped with a reason while a fact is not known, where the formula divides by
    zero, and where it comes out below zero.

    Raises :class:`~wuye.errors.RuleError` for a text that is no formula, with the position,
    and for a name declared but not used; :class:`~wuye.errors.UnknownError` for a name that
    is not declared; :class:`~wuye.errors.DuplicateError` for one declared twice.
    """

    text: str
    facts: Named = field(default=(), converter=_named)
    constants: tuple[tuple[str, Constant], ...] = field(default=(), converter=_constants)
    units: Named = field(default=(), converter=_named, kw_only=True)
    per: Literal["month", "day", "period"] = field(
        default="month", validator=one_of("month", "day", "period"), kw_only=True
    )
    expr: Expr = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        names = self._names()
        expr = read(self.text, names, f"formula {self.text[:20]}")
        used = _inputs(expr)
        idle = [name for name, stands_for in names.items() if stands_for not in used]
        if idle:
            raise RuleError("declared but not used", idle, self.text, "use or remove the names")
        object.__setattr__(self, "expr", expr)

    def __str__(self) -> str:
        return write(self.expr, {stands_for: name for name, stands_for in self._names().items()})

    def changes(self) -> tuple[date, ...] | None:
        """The days on which a constant changes; None for a price of the whole period."""
        if self.per == "period":
            return None
        dated = [value for _, value in self.constants if isinstance(value, Dated)]
        return tuple(day for value in dated for day, _ in value.steps)

    def counted(self) -> tuple[SpaceKind, ...]:
        """The kinds of space that it counts: all, where it names them."""
        return SPACE_KINDS if any(fact == "spaces" for _, fact in self.facts) else ()

    def lower(self, job: Job) -> Iterator[Charges | Skip]:
        """Evaluate the formula for each unit whose facts are known."""
        facts = [fact for _, fact in self.facts]
        units: list[Unit] = []
        rows: list[list[Decimal]] = []
        for unit in job.units:
            values = [(fact, _value(job, unit, fact)) for fact in facts]
            missing = [fact for fact, value in values if value is None]
            if missing:
                reason = _fact(missing[0])[1]
                yield job.skip(unit, reason, ", ".join(missing))
                continue
            units.append(unit)
            rows.append([value for _, value in values if value is not None])
        if not units:
            return
        inputs: dict[str, Decimal | Column] = {
            _fact(fact)[0].name: Column.of(column)
            for fact, column in zip(facts, zip(*rows, strict=True), strict=True)
        }
        for name, value in self.constants:
            inputs[f"{CONSTANT}{name}"] = value.on(job.on) if isinstance(value, Dated) else value
        for number in _inputs(self.expr):
            if number.name.startswith(NUMBER):
                inputs[number.name] = Decimal(number.name.removeprefix(NUMBER))
        yield from _sound(job, Charges(tuple(units), self.expr, tuple(inputs.items()), self.per))

    def _names(self) -> dict[str, Input]:
        """What each declared name stands for."""
        units = dict(self.units)
        names = {name: _fact(fact)[0] for name, fact in self.facts}
        constants = {
            name: Input(f"{CONSTANT}{name}", units.get(name, "")) for name, _ in self.constants
        }
        wrong = [name for name in (*names, *constants) if not is_name(name)]
        if wrong:
            raise RuleError("not a name", wrong, self.text, "letters, digits and _, no min or max")
        twice = sorted(names.keys() & constants.keys())
        if twice:
            raise DuplicateError("declared twice", twice, self.text, "a fact or a constant")
        strange = [
            name for name, unit in units.items() if name not in constants or unit not in UNITS
        ]
        if strange:
            raise UnknownError(
                "no such constant or unit", strange, self.text, "see wuye.explain.UNITS"
            )
        return names | constants


def _fact(fact: str) -> tuple[Input, Reason]:
    if fact.startswith(_COEFFICIENT) and fact != _COEFFICIENT:
        return Input(fact), "coefficient-missing"
    if fact not in FACTS:
        known = ", ".join([*FACTS, f"{_COEFFICIENT}…"])
        raise UnknownError("no such fact of a unit", fact, "Formula.facts", f"give one of {known}")
    return FACTS[fact]


def _value(job: Job, unit: Unit, fact: str) -> Decimal | None:
    """A fact of a unit on the day of the job; None while it is not known."""
    match fact:
        case "area":
            return unit.area_on(job.on, "charge")
        case "building-area":
            return unit.area_on(job.on, "building")
        case "interior-area":
            return unit.area_on(job.on, "interior")
        case "households":
            return Decimal(unit.households)
        case "spaces":
            return Decimal(len(job.estate.spaces_of(unit.id, job.on)))
        case "floor":
            return None if unit.floor is None else Decimal(unit.floor)
    return unit.coefficient(fact.removeprefix(_COEFFICIENT))


def _inputs(expr: Expr) -> dict[Input, None]:
    """The inputs of a formula, in its order."""
    match expr:
        case Input():
            return {expr: None}
        case Op(left=left, right=right):
            return _inputs(left) | _inputs(right)
        case Bounded(of=inner, least=least, most=most):
            parts = [_inputs(part) for part in (inner, least, most) if part]
            return {each: None for part in parts for each in part}
    return {}


def _sound(job: Job, charges: Charges) -> Iterator[Charges | Skip]:
    """Leave out the units for which the formula has no price."""
    evaluate = prepare(charges.expr)

    def numerator(inputs: Columns) -> tuple[int, ...]:
        """What tells the sign of each price."""
        values = {
            name: (x.whole, x.scale) if isinstance(x, Column) else scaled(x) for name, x in inputs
        }
        found = evaluate(values)[0]
        return found if isinstance(found, tuple) else (found,)

    try:
        reasons: list[Reason | None] = [
            "below-zero" if size < 0 else None for size in numerator(charges.inputs)
        ]
    except ZeroDivisionError:
        reasons = []
        for at in range(len(charges.units)):
            try:
                (size,) = numerator(inputs_at(charges.inputs, at))
            except ZeroDivisionError:
                reasons.append("division-by-zero")
            else:
                reasons.append("below-zero" if size < 0 else None)
    if len(reasons) < len(charges.units):  # the same for all
        reasons *= len(charges.units)
    for unit, reason in zip(charges.units, reasons, strict=True):
        if reason:
            yield job.skip(unit, reason)
    sound = [reason is None for reason in reasons]
    if any(sound):
        yield charges if all(sound) else charges.only(sound)
