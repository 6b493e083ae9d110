"""Assembling bills (组账): the lines of one unit and debtor, under one head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..bills import Bill, BillLine
from ..dates import Period
from ..estate import Unit
from .lines import Lines
from .schedules import FeeSchedule

Place = tuple[Lines, int]


def assemble(
    lines: Iterable[Lines],
    units: Iterable[Unit],
    schedule: FeeSchedule,
    period: Period,
    booked: date,
    due: date,
) -> Iterator[Bill]:
    """Build the bills of compact lines one by one, in the order of the units."""
    head = _Heads(schedule, period, booked, due)
    for unit, places in _by_unit(tuple(lines), tuple(units)):
        if not places:
            continue
        made, at = places[0]
        debtor, creditor = made.debtors[at], made.item.creditor
        if all(m.debtors[i] is debtor and m.item.creditor == creditor for m, i in places):
            yield head.bill(unit.id, debtor.id, creditor, places)
            continue
        parties: dict[tuple[str, str], list[Place]] = {}
        for place in places:
            made, at = place
            parties.setdefault((made.item.creditor, made.debtors[at].id), []).append(place)
        for (creditor, owes), mine in parties.items():
            yield head.bill(unit.id, owes, creditor, mine)


def _by_unit(
    lines: tuple[Lines, ...], units: tuple[Unit, ...]
) -> Iterator[tuple[Unit, list[Place]]]:
    """The places of each unit's lines.

    Lines are in the order of the units, so those of many units are read along with them;
    those of few are looked up, or a run with a thousand sales would be slow.
    """
    if all(made.units is units for made in lines):  # a month in which nothing happened
        for at, unit in enumerate(units):
            yield unit, [(made, at) for made in lines]
        return
    many = [made for made in lines if 16 * len(made.units) >= len(units)]
    next_ = [0] * len(many)
    order = {id(made): number for number, made in enumerate(lines)}
    few: dict[str, list[Place]] = {}
    for made in lines:
        if 16 * len(made.units) < len(units):
            for at, unit in enumerate(made.units):
                few.setdefault(unit.id, []).append((made, at))
    for unit in units:
        places: list[Place] = []
        for number, made in enumerate(many):
            at = next_[number]
            if at < len(made.units) and made.units[at] is unit:
                places.append((made, at))
                next_[number] = at + 1
        if unit.id in few:
            places += few[unit.id]
            places.sort(key=lambda place: order[id(place[0])])
        yield unit, places


class _Heads:
    """What all bills of a month share, and how one is put together."""

    def __init__(self, schedule: FeeSchedule, period: Period, booked: date, due: date) -> None:
        self.schedule, self.period, self.booked, self.due = schedule, period, booked, due

    def bill(self, unit: str, debtor: str, creditor: str, places: list[Place]) -> Bill:
        """One bill; a code that comes twice, as when sold and bought back, tells its day.

        One that comes twice on a day, as when somebody bears two waivers, is numbered.
        """
        schedule, id_ = self.schedule, bill_id(self.period, unit, debtor, creditor)
        lines: list[BillLine] = []
        beside: dict[str, None] = {}
        payer, codes = "", ":"
        for place in places:
            made, at = place
            item = made.item
            code = item.code
            if f":{code}:" in codes:
                code = _told_apart(f"{code}:{made.days.start}", lines)
            codes += f"{code}:"
            lines.append(BillLine(f"{id_}:{code}", code, item.name, made.days, made.fen[at], place))
            if made.beside or made.payer:
                beside |= dict.fromkeys(owner.id for owner in made.beside)
                payer = made.payer.id if made.payer else payer
        return Bill(
            id=id_,
            creditor=creditor or schedule.creditor,
            debtor=debtor,
            unit=unit,
            period=self.period,
            on=self.period.start,
            due=self.due,
            lines=lines,
            penalty=schedule.terms.penalty,
            booked=self.booked,
            beside=beside,
            payer=payer,
            payee=places[0][0].item.payee or schedule.payee,
            project=schedule.project,
        )


def _told_apart(code: str, lines: Iterable[BillLine]) -> str:
    """A code that none of the lines has: numbered where the day has come already."""
    taken, number, told = {line.code for line in lines}, 1, code
    while told in taken:
        number += 1
        told = f"{code}:{number}"
    return told


def bill_id(period: Period, unit: str, debtor: str, creditor: str = "") -> str:
    """The id of a bill: the same inputs always give the same one.

    ``creditor`` is named for what is collected for another than the schedule's.

    >>> bill_id(Period.month(2026, 10), "3-1-502", "O-17")
    '2026-10:3-1-502:O-17'
    """
    id_ = f"{period.start.isoformat()[:7]}:{quoted(unit)}:{quoted(debtor)}"
    return f"{id_}:{quoted(creditor)}" if creditor else id_


def quoted(part: str) -> str:
    """A part of an id, with what joins the parts spelled out."""
    if ":" in part or "%" in part:
        return part.replace("%", "%25").replace(":", "%3A")
    return part
