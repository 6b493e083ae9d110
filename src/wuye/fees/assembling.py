"""Assembling bills (组账): the lines of one unit and debtor, under one head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from datetime import date

from ..bills import Bill, BillLine
from ..dates import Period
from ..estate import Unit
from .items import Item
from .lines import Lines, bill_id, next_bill_id
from .schedules import FeeSchedule

Place = tuple[Lines, int]


def assemble(
    lines: Iterable[Lines],
    units: Iterable[Unit],
    schedule: FeeSchedule,
    period: Period,
    booked: date,
    due: date,
    taken: Collection[str] = (),
) -> Iterator[Bill]:
    """Build the bills of compact lines one by one, in the order of the units.

    An id that is ``taken``, by a bill of another schedule, is numbered.  Most units have the
    lines that most units have, one debtor and one creditor; their bills are built straight
    from the columns.  The others' lines are gathered first.
    """
    heads = _Heads(schedule, period, booked, due, frozenset(taken))
    common, others = _common(tuple(lines))
    gathered = _gathered(others)
    members = common[0].units if common else ()
    debtors = common[0].debtors if common else ()
    at, last = 0, len(members)
    for unit in units:
        mine = gathered.get(unit.id)
        if at < last and members[at] is unit:
            if mine is None:
                debtor = debtors[at].id
                id_ = heads.id(unit.id, debtor)
                yield heads.bill(id_, unit.id, debtor, _Draft(id_, common, at))
            else:
                mine += [(made, at) for made in common]
            at += 1
        if mine is not None:
            mine.sort(key=heads.rank)
            for (creditor, owner), places in _parties(mine).items():
                yield heads.of_places(unit.id, owner, creditor, places)


def _common(lines: tuple[Lines, ...]) -> tuple[list[Lines], list[Lines]]:
    """The lines that most units share, of the schedule's own creditor, and all others."""
    plain = [x for x in lines if not (_special(x.item) or x.beside or x.payer)]
    sizes: Counter[tuple[int, int]] = Counter()
    for made in plain:
        sizes[id(made.units), id(made.debtors)] += len(made.fen)
    if not sizes:
        return [], list(lines)
    ((most, _),) = sizes.most_common(1)
    common = [made for made in plain if (id(made.units), id(made.debtors)) == most]
    codes = {made.item.code for made in common}
    if len(codes) < len(common):  # a price that changes: one item, two lines
        return [], list(lines)
    chosen = {id(made) for made in common}
    return common, [made for made in lines if id(made) not in chosen]


def _special(item: Item) -> bool:
    return bool(item.creditor or item.payee or item.collected)


def _gathered(lines: Iterable[Lines]) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    for made in lines:
        for at, unit in enumerate(made.units):
            places.setdefault(unit.id, []).append((made, at))
    return places


def _parties(places: list[Place]) -> dict[tuple[str, str], list[Place]]:
    """The places by creditor and debtor."""
    parties: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        made, at = place
        parties.setdefault((made.item.creditor, made.debtors[at].id), []).append(place)
    return parties


class _Draft:
    """The lines of one bill at a place of many columns, not yet written."""

    __slots__ = ("at", "bill", "columns")

    def __init__(self, bill: str, columns: list[Lines], at: int) -> None:
        self.bill, self.columns, self.at = bill, columns, at

    def fen(self) -> int:
        at = self.at
        return sum(made.fen[at] for made in self.columns)

    def written(self) -> tuple[BillLine, ...]:
        return tuple(
            BillLine(
                f"{self.bill}:{made.item.code}",
                made.item.code,
                made.item.name,
                made.days,
                made.fen[self.at],
                made,
            )
            for made in self.columns
        )


class _Heads:
    """What all bills of a month share, and how one is put together."""

    def __init__(
        self,
        schedule: FeeSchedule,
        period: Period,
        booked: date,
        due: date,
        taken: frozenset[str],
    ) -> None:
        self.schedule, self.period, self.booked, self.due = schedule, period, booked, due
        self.taken = taken
        self.order = {item.code: number for number, item in enumerate(schedule.items)}

    def id(self, unit: str, debtor: str, creditor: str = "") -> str:
        """The id of a bill; numbered where a bill of another schedule has it."""
        id_ = bill_id(self.period, unit, debtor, creditor)
        return next_bill_id(id_, self.taken) if id_ in self.taken else id_

    def rank(self, place: Place) -> tuple[int, Period]:
        """The order of lines: that of the items, then of the days."""
        return self.order[place[0].item.code], place[0].days

    def of_places(self, unit: str, debtor: str, creditor: str, places: list[Place]) -> Bill:
        """A bill of gathered lines; a code that comes twice within the period tells its day.

        One that comes twice on a day, as when somebody bears two waivers, is numbered.
        """
        id_ = self.id(unit, debtor, creditor)
        lines: list[BillLine] = []
        beside: dict[str, None] = {}
        payer, codes, collected = "", set[str](), dict[str, None]()
        for made, at in places:
            item, code = made.item, made.item.code
            if item.collected:
                collected[code] = None
            if code in codes:
                code = _told_apart(f"{code}:{made.days.start}", codes)
            codes.add(code)
            lines.append(BillLine(f"{id_}:{code}", code, item.name, made.days, made.fen[at], made))
            beside |= dict.fromkeys(owner.id for owner in made.beside)
            payer = made.payer.id if made.payer else payer
        payee = places[0][0].item.payee
        return self.bill(
            id_, unit, debtor, lines, creditor, payee, tuple(beside), payer, tuple(collected)
        )

    def bill(
        self,
        id_: str,
        unit: str,
        debtor: str,
        lines: list[BillLine] | _Draft,
        creditor: str = "",
        payee: str = "",
        beside: tuple[str, ...] = (),
        payer: str = "",
        collected: tuple[str, ...] = (),
    ) -> Bill:
        """A bill with what the schedule and the month give it."""
        schedule, period = self.schedule, self.period
        return Bill(
            id=id_,
            creditor=creditor or schedule.creditor,
            debtor=debtor,
            unit=unit,
            period=period,
            on=period.start,
            due=self.due,
            lines=lines,
            penalty=schedule.terms.penalty,
            booked=self.booked,
            beside=beside,
            payer=payer,
            payee=payee or schedule.payee,
            project=schedule.project,
            collected=collected,
        )


def _told_apart(code: str, taken: Container[str]) -> str:
    """A code that is not taken: numbered where the day has come already."""
    number, told = 1, code
    while told in taken:
        number += 1
        told = f"{code}:{number}"
    return told
