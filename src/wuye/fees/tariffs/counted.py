"""Charges for what was counted, whatever its price: found, priced, or left out with a reason.

What ran up by a day is a running total, tiers too, so owners who follow each other owe
together what one would: each what was counted in his days where the meters were read on
the day of change, else his days of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from attrs import frozen

from ...dates import Period
from ...estate import Unit
from ...explain import Column, Columns, Expr, Input
from ..meters.book import MeterBook
from ..meters.cuts import Cut
from ..meters.meter import KINDS, Kind
from ..meters.usages import NoUsage
from .charges import Charges, Job, OfUsage, Part, Skip
from .counting import AtOnce, Used, Worked, by_days, plus

AtChange = Literal["reading", "by-days"]


@frozen
class Terms:
    """What a price is asked: as of when, in which measure, for which service period."""

    on: date
    measure: str
    service: Period
    named: str = ""

    def rate(self, number: int | str) -> Input:
        """The input of a price for each unit of the measure."""
        return Input(f"rate{number}{self.named}", f"yuan/{self.measure}")


class Counted(OfUsage):
    """What all tariffs of usage do alike: find what was used, price it, leave out the rest."""

    __slots__ = ()
    kind: Kind
    cut: Cut
    at_change: AtChange

    def changes(self) -> None:
        """What was counted is charged for the period as a whole."""

    def lower(self, job: Job) -> Iterator[Charges | Skip]:
        """Charge what was used; units alike share one tree."""
        book, units = job.facts.readings, job.units
        if book is None:
            yield from (job.skip(unit, "reading-missing") for unit in units)
            return
        if self._by_persons():
            yield from (job.skip(u, "persons-missing") for u in units if u.persons is None)
            units = tuple(unit for unit in units if unit.persons is not None)
        if job.part is None and not self._changing(job.service):
            days = (*self._year_before(job.service), job.service.start, job.service.end)
            plain = AtOnce(units, self.kind, self.cut, book, days)
            if plain.units:
                yield self._at_once(job, plain)
            units = plain.others
        yield from self._one_by_one(job, units, book)

    def _at_once(self, job: Job, plain: AtOnce) -> Charges:
        """One tree for all units whose meters are plain."""
        measure = KINDS[self.kind][1]
        *year, opening, closing = plain.columns
        ends: Columns = (("closing", closing), ("opening", opening))
        after: Expr = Input("closing", measure) - Input("opening", measure)
        before: Expr | None = None
        if year:
            before = Input("closing_year", measure) - Input("opening_year", measure)
            after = before + after
            ends = (("closing_year", opening), ("opening_year", year[0]), *ends)
        terms = Terms(job.service.start, measure, job.service)
        expr, inputs = self._price(before, after, terms)
        extra = self._by_unit(plain.units)
        return Charges(plain.units, expr, (*ends, *inputs.items(), *extra), "usage")

    def _one_by_one(
        self, job: Job, units: tuple[Unit, ...], book: MeterBook
    ) -> Iterator[Charges | Skip]:
        """The units whose meters are not plain, those with equal trees together."""
        alike: dict[Expr, list[tuple[Unit, dict[str, Decimal]]]] = {}
        for unit in units:
            found = self._amount(unit, job, book)
            if isinstance(found, NoUsage):
                yield job.skip(unit, found.reason, found.detail)
            elif found:
                alike.setdefault(found[0], []).append((unit, found[1]))
        part = job.part and _of_period(job.part, job.service)
        for expr, charged in alike.items():
            columns: dict[str, Decimal | Column] = {}
            for name, first in charged[0][1].items():
                numbers = [each[name] for _, each in charged]
                same = all(number == first for number in numbers)
                columns[name] = first if same else Column.of(numbers)
            mine = tuple(unit for unit, _ in charged)
            extra = self._by_unit(mine)
            inputs: Columns = (*columns.items(), *extra, *(part[1].items() if part else ()))
            yield Charges(mine, expr, inputs, "usage", part=part[0] if part else None)

    def _amount(self, unit: Unit, job: Job, book: MeterBook) -> Worked | NoUsage | None:
        """What a unit's usage comes to by the end of the period, or of the part asked for."""
        part = job.part or Part(job.service, job.service.end, ())
        start, end = part.days.start, part.days.end
        changes = self._changing(part.days)
        used = Used(unit.id, self.kind, self.cut, book, part.days, {*part.cuts, *changes})
        unread = [day for day in changes if day not in used.read]
        if unread and self.at_change == "reading":
            return NoUsage(unit.id, "reading-missing", part.days, detail=f"{unread[0]}")
        quantity: dict[date, Worked | None] = {start: None}
        for day in (*used.read, end):
            found = used.by(day)
            if isinstance(found, NoUsage):
                return found
            quantity[day] = found
        read = tuple(quantity)
        quantity |= {day: by_days(read, quantity, day) for day in unread}
        for day in self._year_before(job.service):
            before = used.since(day, start, "_year")
            if isinstance(before, NoUsage):
                return before
            quantity = {day: plus(before, more) for day, more in quantity.items()}
        amounts: dict[date, Worked | None] = {start: None}
        for mark in sorted(quantity)[1:]:
            edges = (start, *(day for day in changes if day < mark), mark)
            for since, day in pairwise(edges):
                named = "" if since == start else f"_{since}"
                terms = Terms(since, used.measure, job.service, named)
                more = self._priced(quantity[since], quantity[day], terms)
                amounts[mark] = plus(amounts.get(mark), more)
        if part.until in amounts:
            return amounts[part.until]
        return by_days(sorted(amounts), amounts, part.until)

    def _priced(self, before: Worked | None, after: Worked | None, terms: Terms) -> Worked | None:
        if after is None:
            return None
        expr, inputs = self._price(before and before[0], after[0], terms)
        return expr, (before[1] if before else {}) | after[1] | inputs

    def _changing(self, days: Period) -> list[date]:
        """The days inside a period on which prices change."""
        return sorted(day for day in self._price_days() if days.start < day < days.end)

    def _price_days(self) -> Iterable[date]:
        raise NotImplementedError

    def _price(self, before: Expr | None, after: Expr, terms: Terms) -> Worked:
        """What comes on top when usage rises from ``before`` to ``after``."""
        raise NotImplementedError

    def _year_before(self, service: Period) -> tuple[date, ...]:
        """From which day usage before the service period counts, if any does."""
        return ()

    def _by_persons(self) -> bool:
        """Whether the price depends on how many live in a unit."""
        return False

    def _by_unit(self, units: tuple[Unit, ...]) -> Columns:
        """The inputs that the units themselves give."""
        return ()


def _of_period(part: Part, service: Period) -> Worked | None:
    """How much of a service period has run by the end of a part; None is all of it."""
    run = Period(part.days.start, part.until)
    if run == service:
        return None
    days, whole = Input(f"days_{run.start}_{run.end}", "day"), Input("period_days", "day")
    return days / whole, {days.name: Decimal(run.days), whole.name: Decimal(service.days)}
