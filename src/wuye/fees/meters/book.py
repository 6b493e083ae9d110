"""The meter book (抄表册): all meters, readings and replacements, checked once.

What contradicts itself is refused when the book is made, each kind of fault together, so
that a run never meets it.  Entry order does not matter: a reading that comes late takes
its place by its day.

>>> from datetime import date
>>> book = MeterBook([Meter("W-1", "1-101", "water")], [Reading("W-1", date(2026, 10, 1), "1263")])
>>> book.meter("W-1").kind, len(book.line("W-1"))
('water', 1)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import field, frozen

from ...errors import ConflictError, DuplicateError, RuleError, UnknownError
from .meter import Meter
from .plain import PlainMeters, is_plain
from .readings import Reading, Replacement

#: A reading with the meter it was read off; the meters of a line follow each other.
Mark = tuple[Meter, Reading]


@frozen
class MeterBook:
    """All meters with what was read off them; one line of readings for each place of a meter.

    A meter that replaces another carries on its line.  Where a day has an estimate and a
    reading, the reading stands.

    Raises :class:`~wuye.errors.UnknownError` for meters that are not here,
    :class:`~wuye.errors.DuplicateError` for a meter given twice,
    :class:`~wuye.errors.ConflictError` for two values of one meter on one day, and
    :class:`~wuye.errors.RuleError` for what cannot be.
    """

    meters: tuple[Meter, ...] = field(converter=tuple[Meter, ...])
    readings: tuple[Reading, ...] = field(converter=tuple[Reading, ...], default=())
    replacements: tuple[Replacement, ...] = field(converter=tuple[Replacement, ...], default=())
    _meters: Mapping[str, Meter] = field(init=False, repr=False, eq=False)
    _chains: Mapping[str, tuple[Meter, ...]] = field(init=False, repr=False, eq=False)
    _lines: Mapping[str, tuple[Mark, ...]] = field(init=False, repr=False, eq=False)
    _of_unit: Mapping[tuple[str | None, str], tuple[Meter, ...]] = field(
        init=False, repr=False, eq=False
    )
    _subs: Mapping[str, tuple[Meter, ...]] = field(init=False, repr=False, eq=False)
    _plain: Mapping[str, PlainMeters] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        meters = {meter.id: meter for meter in self.meters}
        _known(self, meters)
        chains = _chains(meters, self.replacements)
        _subs_fit(meters, chains)
        by_meter = _by_meter(self)
        _readings_fit(meters, by_meter, self.replacements)
        lines: dict[str, tuple[Mark, ...]] = {}
        of_unit: dict[tuple[str | None, str], list[Meter]] = {}
        subs: dict[str, list[Meter]] = {}
        for id_, chain in chains.items():
            if id_ != chain[-1].id:
                continue
            line = tuple((meter, reading) for meter in chain for reading in by_meter[meter.id])
            lines |= dict.fromkeys((meter.id for meter in chain), line)
            newest = chain[-1]
            of_unit.setdefault((newest.unit, newest.kind), []).append(newest)
            if newest.of is not None:
                subs.setdefault(chains[newest.of][-1].id, []).append(newest)
        object.__setattr__(self, "_meters", meters)
        object.__setattr__(self, "_chains", chains)
        object.__setattr__(self, "_lines", lines)
        object.__setattr__(self, "_of_unit", {key: tuple(v) for key, v in of_unit.items()})
        object.__setattr__(self, "_subs", {key: tuple(v) for key, v in subs.items()})
        plain: dict[str, list[tuple[str, tuple[Mark, ...]]]] = {}
        for (unit, kind), (meter, *more) in of_unit.items():
            if unit is not None and not more and is_plain(meter, lines[meter.id]):
                plain.setdefault(kind, []).append((unit, lines[meter.id]))
        laid_out = {kind: PlainMeters.of(of_kind) for kind, of_kind in plain.items()}
        object.__setattr__(self, "_plain", laid_out)

    def meter(self, meter: str) -> Meter:
        """Find a meter by its id."""
        if meter not in self._meters:
            raise UnknownError("no such meter", meter, "MeterBook", "see MeterBook.meters")
        return self._meters[meter]

    def line(self, meter: str) -> tuple[Mark, ...]:
        """The readings of a meter, and of those it replaced or was replaced by, by day."""
        return self._lines[self.meter(meter).id]

    def life(self, meter: str) -> tuple[date | None, date | None]:
        """From when until when a line of meters serves; None where no day was given.

        A line that begins with a first reading (底数) begins on that day.
        """
        chain, line = self._chains[self.meter(meter).id], self.line(meter)
        since = chain[0].since
        if since is None and line and line[0][1].kind == "first":
            since = line[0][1].on
        return since, chain[-1].until

    def of_unit(self, unit: str | None, kind: str) -> tuple[Meter, ...]:
        """The meters of one kind that serve a unit, the newest of each line.

        A sub-meter behind another meter of the same unit is part of that and left out.
        """
        serving = self._of_unit.get((unit, kind), ())
        own = {meter.id for newest in serving for meter in self._chains[newest.id]}
        return tuple(meter for meter in serving if meter.of not in own)

    def plain(self, kind: str) -> PlainMeters:
        """The meters of a kind that are alone in their unit and ran without event."""
        return self._plain.get(kind, PlainMeters())

    def subs(self, main: str) -> tuple[Meter, ...]:
        """The sub-meters (分表) right behind a main meter, the newest of each line."""
        return self._subs.get(self._chains[self.meter(main).id][-1].id, ())


def _known(book: MeterBook, meters: Mapping[str, Meter]) -> None:
    twice = [id_ for id_, count in Counter(m.id for m in book.meters).items() if count > 1]
    if twice:
        raise DuplicateError("a meter is given twice", twice, "MeterBook", "keep one of each")
    named = [meter.of for meter in book.meters if meter.of is not None]
    named += [reading.meter for reading in book.readings]
    named += [id_ for change in book.replacements for id_ in (change.old, change.new)]
    unknown = sorted(set(named) - meters.keys())
    if unknown:
        raise UnknownError("no such meters", unknown, "MeterBook", "add the meters")


def _chains(
    meters: Mapping[str, Meter], replacements: Sequence[Replacement]
) -> dict[str, tuple[Meter, ...]]:
    """The meters that followed each other in one place, by the id of each of them."""
    after = {change.old: change.new for change in replacements}
    begun = {change.new for change in replacements}
    if min(len(after), len(begun)) < len(replacements):
        ids = [f"{change.old} -> {change.new}" for change in replacements]
        raise RuleError("a meter replaces or is replaced twice", ids, "MeterBook", "keep one")
    chains: dict[str, tuple[Meter, ...]] = {}
    for first in (meter for meter in meters.values() if meter.id not in begun):
        chain = [first]
        while chain[-1].id in after:
            chain.append(meters[after[chain[-1].id]])
        if len({(meter.unit, meter.kind, meter.measure) for meter in chain}) > 1:
            raise RuleError(
                "a meter is replaced by one for another unit, kind or measure",
                [meter.id for meter in chain],
                "MeterBook",
                "end the old meter with until= and begin the new one with since=",
            )
        chains |= dict.fromkeys((meter.id for meter in chain), tuple(chain))
    round_ = sorted(meters.keys() - chains.keys())
    if round_:
        raise RuleError("meters replace each other in a circle", round_, "MeterBook")
    return {id_: chains[id_] for id_ in meters}


def _subs_fit(meters: Mapping[str, Meter], chains: Mapping[str, tuple[Meter, ...]]) -> None:
    """Sub-meters count what their main meter counts, and stand behind one another in a tree."""
    above = {id_: chains[m.of][0].id for id_, m in meters.items() if m.of is not None}
    faults = []
    for id_, main in above.items():
        seen, at = {chains[id_][0].id}, main
        while at not in seen:
            seen.add(at)
            newest = chains[at][-1].id
            if newest not in above:
                break
            at = above[newest]
        else:
            faults.append(id_)
        mine, its = meters[id_], meters[main]
        if (mine.kind, mine.measure) != (its.kind, its.measure):
            faults.append(id_)
    if faults:
        raise RuleError(
            "a sub-meter stands behind itself or behind a meter of another kind or measure",
            sorted(set(faults)),
            "MeterBook",
            "name in of= the meter before it",
        )


def _by_meter(book: MeterBook) -> dict[str, list[Reading]]:
    """The readings of each meter by day, one a day: what was read stands before estimates."""
    days: dict[tuple[str, date], list[Reading]] = {}
    for reading in (*book.readings, *(r for change in book.replacements for r in change.readings)):
        days.setdefault((reading.meter, reading.on), []).append(reading)
    by_meter: dict[str, list[Reading]] = {meter.id: [] for meter in book.meters}
    conflicts = []
    for (meter, on), given in sorted(days.items(), key=lambda day: day[0]):
        standing = [reading for reading in given if not reading.estimated] or given
        if len({reading.value for reading in standing}) > 1:
            conflicts.append(f"{meter} on {on}: {', '.join(str(r.value) for r in standing)}")
        by_meter[meter].append(min(standing, key=lambda reading: reading.kind != "first"))
    if conflicts:
        raise ConflictError(
            "a meter has two readings for one day", conflicts, "MeterBook", "keep the right one"
        )
    return by_meter


def _readings_fit(
    meters: Mapping[str, Meter],
    by_meter: Mapping[str, Iterable[Reading]],
    replacements: Iterable[Replacement],
) -> None:
    since = {id_: meter.since or date.min for id_, meter in meters.items()}
    until = {id_: meter.until or date.max for id_, meter in meters.items()}
    for change in replacements:
        since[change.new] = max(since[change.new], change.on)
        until[change.old] = min(until[change.old], change.on)

    def faults() -> Iterator[str]:
        for id_, readings in by_meter.items():
            dial = meters[id_].dial
            for reading in readings:
                if not since[id_] <= reading.on <= until[id_]:
                    yield f"{id_} on {reading.on}: not in service"
                if dial is not None and reading.value >= dial:
                    yield f"{id_} on {reading.on}: {reading.value} does not fit its dial"

    found = list(faults())
    if found:
        raise RuleError("readings do not fit their meters", found, "MeterBook")
