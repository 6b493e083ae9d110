"""Charging (计费): one item, every unit, whoever owes for it, as compact lines.

Units for which nothing changes inside the service period are charged together, a column
at a time.  The few that are sold, measured anew, given a waiver or paid for by another are
charged stretch by stretch, each as the running total at its end less that at its beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import evolve, field, frozen

from ..dates import Period
from ..estate import Community, FirstDay, Owner, Stretch, Unit
from ..explain import Columns, inputs_at
from .items import Item
from .lines import Evaluators, Lines
from .modifiers import modified
from .parts import Parts, Relief
from .schedules import FeeSchedule
from .tariffs import Areas, Charges, Facts, Job, Shared, Skip
from .tariffs.charges import OfDays, OfSpaces, OfUsage, Part
from .waivers import Waiver, check_waiver


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
        self.parts = Parts(item, charging.schedule, charging.evaluators, steps)
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
        if isinstance(tariff, OfUsage):
            yield from self._of_usage()
            return
        changes = tariff.changes()
        if changes is None:
            yield from self._charge(self._lowered(self.units, self.days), self.days)
            return
        moves: Mapping[str, tuple[date, ...]] = {}
        if isinstance(tariff, OfSpaces) and (kinds := tariff.counted()):
            moves = self.estate.moves(self.days, kinds)
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
                    yield from self._charge(self._happened(unit, part), part)

    def _happened(self, unit: Unit, days: Period) -> list[Charges | Skip]:
        """What happened to a unit in some days.

        A minimum or cap is one for the whole period, so under it they are charged as the
        running total at their end less that at their beginning.
        """
        made = list(self._lowered((unit,), days, days))
        start = self._life(unit.id).start
        if not made or (self.item.least is None and self.item.most is None) or start == days.start:
            return made
        until = [Period(start, day) for day in (days.start, days.end)]
        before, through = ([*self._lowered((unit,), part, part)] for part in until)
        if not before:
            return made
        return [
            evolve(now, expr=now.expr - then.expr)
            if isinstance(now, Charges) and isinstance(then, Charges)
            else now
            for now, then in zip(through, before, strict=True)
        ]

    def _of_usage(self) -> Iterator[Lines | Relief | Skip]:
        """Charge what was counted; units kept apart by what had run up by each change."""
        steady = self.units
        if self.apart:
            steady = tuple(unit for unit in steady if unit.id not in self.apart)
        for charges in self._lowered(steady, self.days):
            yield charges if isinstance(charges, Skip) else self._together(charges, self.days)
        for unit in self.units:
            if unit.id in self.apart:
                yield from self._counted(unit)

    def _counted(self, unit: Unit) -> Iterator[Lines | Relief | Skip]:
        life, edges = self._life(unit.id), self._edges(unit)
        stretches = [
            evolve(stretch, days=days)
            for stretch in self.apart[unit.id]
            for days in stretch.days.split(*edges)
        ]
        cuts = tuple(stretch.days.start for stretch in stretches[1:])
        run_up: dict[date, Charges] = {}
        for day in (life.end, *cuts):
            for charges in self._lowered((unit,), life, part=Part(life, day, cuts)):
                if isinstance(charges, Skip):
                    yield charges
                    return
                run_up[day] = evolve(charges, inputs=inputs_at(charges.inputs, 0))
        for stretch in stretches:
            if stretch.days.end in run_up:
                before = run_up.get(stretch.days.start)
                charges = evolve(run_up[stretch.days.end], before=before)
                holding = self._holding(unit, stretch.days.start)
                yield from self.parts.lines(charges, unit, stretch, life, holding)

    def _job(
        self, units: tuple[Unit, ...], service: Period, on: date, part: Part | None = None
    ) -> Job:
        run = self.run
        return Job(self.item.code, run.estate, units, service, on, run.facts, run.areas, part)

    def _holding(self, unit: Unit, day: date) -> list[Waiver]:
        """The waivers of a unit that hold on a day."""
        return [waiver for waiver in self.waivers.get(unit.id, []) if day in waiver.days]

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
        self,
        units: tuple[Unit, ...],
        days: Period,
        service: Period | None = None,
        part: Part | None = None,
    ) -> Iterator[Charges | Skip]:
        """What the tariff and the item's modifiers say, for days of unchanged prices."""
        job = self._job(units, service or self.days, days.start, part)
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
        expr, more = self.parts.amount(charges.expr, charges, days, self.steps)
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
        life, edges = self._life(unit.id), self._edges(unit)
        mine = evolve(charges, units=(unit,), inputs=inputs_at(charges.inputs, at), fen=None)
        for stretch in self.apart[unit.id]:
            start, end = max(stretch.days.start, days.start), min(stretch.days.end, days.end)
            if start >= end:
                continue
            for part in Period(start, end).split(*edges):
                holding, then = self._holding(unit, part.start), evolve(stretch, days=part)
                yield from self.parts.lines(mine, unit, then, life, holding)


def _price(charges: Charges | Skip) -> object:
    """What a price is made of, to tell whether two are the same."""
    if isinstance(charges, Skip):
        return charges
    return charges.expr, inputs_at(charges.inputs, 0), charges.per, charges.fen
