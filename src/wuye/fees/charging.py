"""Charging (计费): one item, every unit, whoever owes for it, as compact lines.

Units for which nothing changes inside the service period are charged together, a column
at a time.  The few that are sold, measured anew, given a waiver or paid for by another are
charged stretch by stretch, each as the running total at its end less that at its beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from attrs import evolve, field, frozen

from ..dates import Period
from ..estate import Community, FirstDay, Owner, Stretch, Unit
from ..explain import Bounded, Columns, Expr, Rounded, Share, inputs_at
from ..money import Money
from .items import Item
from .lines import Evaluators, Lines
from .modifiers import modified
from .proration import running_total
from .schedules import FeeSchedule
from .tariffs import Areas, Charges, Facts, Flat, Job, Shared, Skip
from .tariffs.charges import OfDays
from .waivers import Waiver, check_amount, check_waiver


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


class Owners:
    """The first owners of units, gathered once for all items of a run."""

    def __init__(self) -> None:
        self._of: dict[int, tuple[tuple[Unit, ...], tuple[Owner, ...]]] = {}

    def of(self, units: tuple[Unit, ...]) -> tuple[Owner, ...]:
        """The first owner of each unit."""
        if id(units) not in self._of:  # kept with the units, so that their id stays theirs
            self._of[id(units)] = units, tuple([unit.owner for unit in units])
        return self._of[id(units)][1]


@frozen(eq=False)
class Charging:
    """What holds for every item of a month: estate, schedule, facts, waivers."""

    estate: Community
    schedule: FeeSchedule
    month: Period
    facts: Facts
    waivers: tuple[Waiver, ...]
    evaluators: Evaluators = field(factory=Evaluators)
    areas: Areas = field(factory=Areas)
    owners: Owners = field(factory=Owners)

    def item(self, item: Item) -> Iterator[Lines | Relief | Skip]:
        """Charge an item to every unit that it is for."""
        units = item.scope.units(self.estate) if item.scope else self.estate.units
        if not item.cycle.from_hand_over:
            steps = item.cycle.steps(self.month)
            if steps:
                yield from _Service(self, item, steps, units).lines()
            return
        by_steps: dict[tuple[date, ...], list[Unit]] = {}
        for unit in units:
            handed_over = self.estate.handed_over(unit.id)
            if handed_over is None:
                yield Skip(unit.id, item.code, "hand-over-missing")
            elif mine := item.cycle.steps(self.month, handed_over):
                by_steps.setdefault(mine, []).append(unit)
        for steps, since in by_steps.items():
            yield from _Service(self, item, steps, tuple(since)).lines()


class _Service:
    """One item over one service period, for the units that share it."""

    def __init__(
        self, charging: Charging, item: Item, steps: tuple[date, ...], units: tuple[Unit, ...]
    ) -> None:
        self.run, self.item, self.steps = charging, item, steps
        self.days = Period(steps[0], steps[-1])
        self.waivers: dict[str, list[Waiver]] = {}
        for waiver in charging.waivers:
            if item.code in waiver.items and waiver.days.overlaps(self.days):
                check_waiver(waiver, item.code, shared=isinstance(item.tariff, Shared))
                self.waivers.setdefault(waiver.unit, []).append(waiver)
        self.debtors: dict[str, Owner] = {}  # where another than the first owner owes
        self.apart: dict[str, tuple[Stretch, ...]] = {}
        self.scope = units
        self.units = self._existing(units)

    @property
    def estate(self) -> Community:
        return self.run.estate

    @property
    def _first(self) -> FirstDay:
        return self.run.schedule.first_day

    def _existing(self, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """The units that exist in the period; notes who owes, and which are kept apart."""
        eventful = self.estate.eventful.union(self.waivers)
        changing = self.estate.changing(self.days, self._first)
        gone: set[str] = set()
        for unit in [unit for unit in units if unit.id in eventful] if eventful else ():
            code = self.item.code
            stretches = self.estate.owing(unit.id, self.days, item=code, first_day=self._first)
            if not stretches:
                gone.add(unit.id)
                continue
            first = stretches[0]
            if unit.id in changing or unit.id in self.waivers or first.beside or first.payer:
                self.apart[unit.id] = stretches
            else:
                self.debtors[unit.id] = first.debtor
        return tuple(unit for unit in units if unit.id not in gone) if gone else units

    def lines(self) -> Iterator[Lines | Relief | Skip]:
        """Charge stretch by stretch of the tariff's prices and the units' areas."""
        tariff = self.item.tariff
        if isinstance(tariff, OfDays):
            yield from self._of_days(tariff)
            return
        changes = tariff.changes()
        if changes is None:
            yield from self._charge(self._lowered(self.units, self.days), self.days)
            return
        moves: Mapping[str, tuple[date, ...]] = {}
        if isinstance(tariff, Flat) and tariff.per == "space":
            moves = self.estate.moves(self.days, tariff.spaces or None)
        cuts = {
            unit: (*self.estate.cuts(unit, self.days), *moves.get(unit, ()))
            for unit in dict.fromkeys((*self.apart, *moves))
        }
        alone = {unit for unit in cuts if cuts[unit] or self._life(unit) != self.days}
        steady = self.units
        if alone:
            steady = tuple(unit for unit in steady if unit.id not in alone)
        for stretch in self.days.split(*changes) if steady else ():
            yield from self._charge(self._lowered(steady, stretch), stretch)
        for unit in self.units:
            if unit.id in alone:
                yield from self._alone(unit, (*changes, *cuts[unit.id]))

    def _of_days(self, tariff: OfDays) -> Iterator[Lines | Relief | Skip]:
        """Charge what happened on single days, each to who owed on that day."""
        yield from tariff.unbilled(self._job(self.scope, self.days, self.days.start))
        steady = tuple(unit for unit in self.units if unit.id not in self.apart)
        yield from self._charge(self._lowered(steady, self.days), self.days)
        for unit in self.units:
            for stretch in self.apart.get(unit.id, ()):
                for part in stretch.days.split(*self._edges(unit)):
                    yield from self._charge(self._lowered((unit,), part, part), part)

    def _job(self, units: tuple[Unit, ...], service: Period, on: date) -> Job:
        run = self.run
        return Job(self.item.code, run.estate, units, service, on, run.facts, run.areas)

    def _edges(self, unit: Unit) -> list[date]:
        """The days on which waivers of a unit begin and end."""
        waivers = self.waivers.get(unit.id, [])
        return [edge for waiver in waivers for edge in (waiver.since, waiver.until)]

    def _alone(self, unit: Unit, cuts: tuple[date, ...]) -> Iterator[Lines | Relief | Skip]:
        """Charge a unit whose areas or spaces change, or that exists for a part of the period.

        Where its price stays the same after all, as a flat one does when the area is
        measured anew, its days stay together.
        """
        parts: list[tuple[Period, list[Charges | Skip]]] = []
        for days in self._life(unit.id).split(*cuts):
            made = list(self._lowered((unit,), days))
            if parts and list(map(_price, parts[-1][1])) == list(map(_price, made)):
                parts[-1] = Period(parts[-1][0].start, days.end), parts[-1][1]
            else:
                parts.append((days, made))
        for days, made in parts:
            yield from self._charge(made, days)

    def _life(self, unit: str) -> Period:
        """The days of the period on which a unit exists: all, unless it is kept apart."""
        stretches = self.apart.get(unit)
        return Period(stretches[0].days.start, stretches[-1].days.end) if stretches else self.days

    def _lowered(
        self, units: tuple[Unit, ...], days: Period, service: Period | None = None
    ) -> Iterator[Charges | Skip]:
        """What the tariff and the item's modifiers say, for days of unchanged prices."""
        job = self._job(units, service or self.days, days.start)
        for lowered in self.item.tariff.lower(job):
            if isinstance(lowered, Skip):
                yield lowered
            else:
                yield from modified(self.item, lowered, job)

    def _charge(
        self, lowered: Iterable[Charges | Skip], days: Period
    ) -> Iterator[Lines | Relief | Skip]:
        """Charge units for days on which their prices stay the same."""
        for charges in lowered:
            if isinstance(charges, Skip):
                yield charges
                continue
            if not self.apart:
                yield self._together(charges, days)
                continue
            together = [unit.id not in self.apart for unit in charges.units]
            if any(together):
                yield self._together(charges.only(together), days)
            for at, unit in enumerate(charges.units):
                if not together[at]:
                    yield from self._apart(charges, at, unit, days)

    def _together(self, charges: Charges, days: Period) -> Lines:
        """The lines of units that one debtor owes for throughout."""
        units, debtors = charges.units, self.debtors
        expr, more = self._amount(charges.expr, charges, days, self.steps)
        inputs: Columns = (*charges.inputs, *more)
        if expr is charges.expr and charges.fen is not None:
            fen = charges.fen
        else:
            fen = self.run.evaluators.fen(expr, inputs, len(units))
        owing = (
            tuple([debtors.get(unit.id, unit.owner) for unit in units])
            if debtors
            else self.run.owners.of(units)
        )
        return Lines(self.item, days, units, owing, fen, expr, inputs, charges.cites)

    def _apart(
        self, charges: Charges, at: int, unit: Unit, days: Period
    ) -> Iterator[Lines | Relief]:
        """The lines of one unit: a stretch for each who owes and each waiver that holds."""
        waivers, edges = self.waivers.get(unit.id, []), self._edges(unit)
        mine = evolve(charges, units=(unit,), inputs=inputs_at(charges.inputs, at), fen=None)
        for stretch in self.apart[unit.id]:
            start, end = max(stretch.days.start, days.start), min(stretch.days.end, days.end)
            if start >= end:
                continue
            for part in Period(start, end).split(*edges):
                holding = [waiver for waiver in waivers if part.start in waiver.days]
                yield from self._stretch(mine, unit, evolve(stretch, days=part), holding)

    def _stretch(
        self, charges: Charges, unit: Unit, stretch: Stretch, waivers: list[Waiver]
    ) -> Iterator[Lines | Relief]:
        price, inputs = charges.expr, charges.inputs
        full = self._line(charges, unit, stretch, price, inputs)
        for number, waiver in enumerate(waivers, 1):
            check_amount(waiver, self.item.code, charges.per)
            price, more = waiver.of(price, number)
            inputs = (*inputs, *more.items())
            line = self._line(charges, unit, stretch, price, inputs)
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
        self, charges: Charges, unit: Unit, stretch: Stretch, price: Expr, inputs: Columns
    ) -> Lines:
        life = self._life(unit.id)
        steps = (life.start, life.end) if charges.per == "period" else self.steps
        expr, more = self._amount(price, charges, stretch.days, steps)
        inputs = (*inputs, *more)
        fen = self.run.evaluators.fen(expr, inputs, 1)
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

    def _amount(
        self, price: Expr, charges: Charges, days: Period, steps: tuple[date, ...]
    ) -> tuple[Expr, Columns]:
        """What a price comes to over some days of the service period.

        What is charged for the period as a whole is for the days on which the unit exists.
        """
        schedule, rounding = self.run.schedule, self.run.schedule.rounding
        if charges.per == "stretch":
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


def _price(charges: Charges | Skip) -> object:
    """What a price is made of, to tell whether two are the same."""
    if isinstance(charges, Skip):
        return charges
    return charges.expr, inputs_at(charges.inputs, 0), charges.per, charges.fen
