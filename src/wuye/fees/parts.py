"""Parts (分段): what one unit owes for some days of a service period, waivers taken off.

Each part is the running total at its end less that at its beginning, so the parts of a
period add up to the whole, whatever the fen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from attrs import evolve, field, frozen

from ..dates import Period
from ..estate import Owner, Stretch, Unit
from ..explain import Bounded, Columns, Expr, Input, Rounded, Share
from ..money import Money
from .items import Item
from .lines import Evaluators, Lines
from .proration import running_total
from .schedules import FeeSchedule
from .tariffs import Charges
from .waivers import Waiver, check_amount

ZERO = Input("zero", "yuan")


@frozen
class Relief:
    """What a waiver took off a charge, and who bears it: None is the company itself."""

    waiver: str
    unit: str
    item: str
    debtor: str
    days: Period
    amount: Money
    bearer: Owner | None = field(repr=False)


@frozen(eq=False)
class Parts:
    """What holds for all parts of one item's service period."""

    item: Item
    schedule: FeeSchedule
    evaluators: Evaluators
    steps: tuple[date, ...]

    def lines(
        self, charges: Charges, unit: Unit, stretch: Stretch, life: Period, waivers: list[Waiver]
    ) -> Iterator[Lines | Relief]:
        """The line of a stretch of days, and what waivers took off it.

        ``life`` are the days of the period on which the unit exists.
        """
        full = self._line(charges, unit, stretch, life, [])
        for number, waiver in enumerate(waivers, 1):
            check_amount(waiver, self.item.code, charges.per)
            line = self._line(charges, unit, stretch, life, waivers[:number])
            if line.fen > full.fen:  # by rounding; nobody pays more for being helped
                most = Bounded(line.expr, None, full.expr)
                line = evolve(line, fen=full.fen, expr=most)
            off = full.fen[0] - line.fen[0]
            about = (waiver.id, unit.id, self.item.code, stretch.debtor.id, stretch.days)
            if off:
                yield Relief(*about, Money.of_fen(off), waiver.bearer)
            if off and waiver.bearer:
                yield evolve(
                    line,
                    debtors=(waiver.bearer,),
                    fen=(off,),
                    expr=full.expr - line.expr,
                    inputs=tuple(dict((*full.inputs, *line.inputs)).items()),
                    beside=(),
                    payer=None,
                )
            full = line
        yield full

    def _line(
        self, charges: Charges, unit: Unit, stretch: Stretch, life: Period, waivers: list[Waiver]
    ) -> Lines:
        steps = (life.start, life.end) if charges.per == "period" else self.steps
        price, inputs = _waived(charges, waivers)
        expr, more = self.amount(price, charges, stretch.days, steps)
        inputs = (*inputs, *more)
        if charges.before:
            price, its = _waived(charges.before, waivers)
            before, _ = self.amount(price, charges.before, stretch.days, steps)
            expr, inputs = expr - before, tuple((dict(inputs) | dict(its)).items())
            if any(waiver.amount for waiver in waivers):  # it may outrun what was used
                expr = Bounded(expr, ZERO, None)
        fen = self.evaluators.fen(expr, inputs, 1)
        return Lines(
            self.item,
            stretch.days,
            (unit,),
            (stretch.debtor,),
            fen,
            expr,
            inputs,
            charges.cites,
            stretch.beside,
            stretch.payer,
        )

    def amount(
        self, price: Expr, charges: Charges, days: Period, steps: tuple[date, ...]
    ) -> tuple[Expr, Columns]:
        """What a price comes to over some days of the service period.

        What is charged for the period as a whole is for the days on which the unit exists.
        """
        schedule, rounding = self.schedule, self.schedule.rounding
        if charges.per in {"stretch", "usage"}:
            return Rounded(price, rounding), ()
        if isinstance(charges.expr, Share):  # a share is whole fen, and so are its parts
            rounding = evolve(rounding, unit=1)

        def by(day: date, named: str) -> tuple[Expr, dict[str, Decimal]]:
            return running_total(
                price, charges.per, steps, day, rounding, schedule.proration, named=named
            )

        expr, inputs = by(days.end, "")
        if days.start > steps[0]:
            before, more = by(days.start, "_before")
            expr, inputs = expr - before, inputs | more
        return expr, tuple(inputs.items())


def _waived(charges: Charges, waivers: Iterable[Waiver]) -> tuple[Expr, Columns]:
    """A price with waivers taken off, and its inputs."""
    price, inputs = charges.expr, charges.inputs
    for number, waiver in enumerate(waivers, 1):
        price, more = waiver.of(price, number, charges.part)
        inputs = (*inputs, *more.items())
    return price, inputs
