"""Estimated readings (估抄): by a named method, from inputs that are kept.

The estimate is a reading of the dial, so the usage that is billed on it and the one that
follows the next true reading add up to what was read.

>>> meter = Meter("W-1", "1-101", "water")
>>> book = MeterBook([meter], [Reading("W-1", date(2026, 10, 1), "1285")])
>>> reading = estimate(meter, book, date(2026, 11, 1), Estimation.fixed("9"))
>>> reading.value, reading.why("en")
(Decimal('1294'), '1285 m³ + 9 m³ = 1294 m³')
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen
from attrs.converters import optional

from ...dates import ONE_DAY, Period, anniversary
from ...errors import MoneyError, RuleError, one_of
from ...explain import Expr, Input
from ...money import exact, exact_sum
from ...rounding import Mode
from .book import MeterBook
from .meter import Meter
from .readings import Inputs, Reading, estimated
from .usages import NoUsage, Usage

Method = Literal["average", "last-year", "fixed"]


def _quantity(value: object) -> Decimal:
    quantity = exact(value, place="Estimation.quantity")
    if quantity < 0:
        raise MoneyError("a usage is not below 0", str(quantity), "Estimation", "give 0 or more")
    return quantity


@frozen
class Estimation:
    """How a reading is estimated; make one with the method named in the contract."""

    method: Method = field(validator=one_of("average", "last-year", "fixed"))
    periods: int = 0
    quantity: Decimal | None = field(default=None, converter=optional(_quantity))
    mode: Mode = field(default=Mode.HALF_UP, validator=one_of(*Mode))

    def __attrs_post_init__(self) -> None:
        averaged, fixed = self.method == "average", self.method == "fixed"
        counted = type(self.periods) is int and (self.periods > 0) is averaged
        if not counted or self.periods < 0 or (self.quantity is not None) is not fixed:
            raise RuleError(
                "a number of periods is for the average, a quantity is for fixed",
                f"{self.periods} periods, {self.quantity}",
                f"Estimation {self.method}",
                "use Estimation.average, .last_year or .fixed",
            )

    @classmethod
    def average(cls, periods: int, mode: Mode) -> Estimation:
        """The average per day of the last so many usages that were read (fewer if new)."""
        return cls("average", periods, None, mode)

    @classmethod
    def last_year(cls, mode: Mode) -> Estimation:
        """The average per day of the usage that was read for the same time a year before."""
        return cls("last-year", 0, None, mode)

    @classmethod
    def fixed(cls, quantity: object, mode: Mode = Mode.HALF_UP) -> Estimation:
        """An agreed quantity, whatever the number of days."""
        return cls("fixed", 0, quantity, mode)


def estimate(
    meter: Meter,
    readings: MeterBook,
    on: date,
    by: Estimation,
    history: Iterable[Usage] = (),
) -> Reading | NoUsage:
    """Estimate what a meter shows on a day, from its last reading and its earlier usages.

    A reading that the day already has stands.  Only usages of ``history`` that were read
    and had ended by the last reading count; without any there is no estimate.
    """
    before = [mark for mark in readings.line(meter.id) if mark[1].on <= on]
    if not before:
        return NoUsage(meter.id, "reading-missing", Period(on, on + ONE_DAY), detail=f"{on}")
    dial, last = before[-1]
    if last.on == on:
        return last
    since = Period(last.on, on)
    line = {mark[0].id for mark in readings.line(meter.id)} | {meter.id}
    read = sorted(
        (u for u in history if u.meter.id in line and not u.estimated and u.days.end <= last.on),
        key=lambda used: used.days,
    )
    more: Expr = Input("quantity", dial.measure)
    inputs: Inputs = (("quantity", by.quantity or Decimal(0)),)
    if by.method != "fixed":
        chosen = read[-by.periods :] if by.method == "average" else _a_year_before(since, read)
        if not chosen:
            return NoUsage(meter.id, "history-missing", since)
        more, inputs = _per_day(chosen, since.days, dial.measure)
    if dial.multiplier != 1:
        more, inputs = more / Input("multiplier"), (*inputs, ("multiplier", dial.multiplier))
    expr = Input("last", dial.measure) + more
    return estimated(dial, on, expr, (("last", last.value), *inputs), by.mode, [last.value])


def _a_year_before(since: Period, read: Iterable[Usage]) -> list[Usage]:
    """The usage that holds the middle of the same days a year before."""
    middle = date.fromordinal((since.start.toordinal() + since.end.toordinal()) // 2)
    day = anniversary(middle, -12)
    return [used for used in read if day in used.days][:1]


def _per_day(chosen: Iterable[Usage], days: int, measure: str) -> tuple[Expr, Inputs]:
    """What goes through in so many days at the pace of earlier usages."""
    chosen = list(chosen)
    expr = Input("used", measure) * Input("days", "day") / Input("used_days", "day")
    return expr, (
        ("used", exact_sum(used.quantity for used in chosen)),
        ("days", Decimal(days)),
        ("used_days", Decimal(sum(used.days.days for used in chosen))),
    )
