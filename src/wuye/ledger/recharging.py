"""Corrections of what was charged (更正): credits for too much, supplements for too little.

A bill never changes.  What a run finds billed otherwise than it would be now becomes new
documents: credit notes on the lines concerned, from the day of their bill, so that no
penalty ever ran on them; and supplements, which are due by a rule of their own.  Once
they are posted the accounts stand as if all had been issued right, and a run over the same
months finds no difference.

>>> from ..dates import DueDay, Period
>>> from ..estate import Owner, Unit
>>> from ..fees import Item, PerArea, Terms
>>> from ..rounding import Rounding
>>> schedule = FeeSchedule(
...     "2026",
...     creditor="锦苑物业",
...     in_force=Period.year(2026),
...     items=[Item("property", "物业服务费", PerArea("2.80"))],
...     terms=Terms(DueDay(25)),
...     rounding=Rounding.fen(each="line"),
... )
>>> wrong, right = (Community("锦苑", [Unit("1", area, Owner("O"))]) for area in ("100", "98.6"))
>>> bills = [bill for i in (1, 2, 3) for bill in issue(wrong, schedule, Period.month(2026, i)).bills]
>>> notes = recharge(right, [schedule], bills, on=date(2026, 12, 1), due=date(2026, 12, 20))
>>> [(note.item, note.amount, note.on.month) for note in notes][1]
('2026-02:1:O:property', Money('3.92'), 2)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from attrs import evolve, field, frozen

from ..bills import Bill, BillLine
from ..dates import Period
from ..errors import NotInForceError, RuleError, UnknownError
from ..estate import Community
from ..explain import Basis, Input
from ..fees import Difference, FeeSchedule, MeterBook, Stay, Waiver, issue
from ..fees.lines import next_bill_id
from ..money import Money, exact
from .concessions import RoundingOff, WaiverNote
from .documents import CreditNote, Document, Hold, Release

#: The reason of every credit note that is a correction.
CORRECTED = "计费更正"

BILLED = Input("billed", "yuan")
NOTHING = Money("0")


@frozen
class Standing:
    """What was billed and what was credited since, as :func:`wuye.fees.issue` asks for it."""

    bills: tuple[Bill, ...] = field(repr=lambda bills: str(len(bills)))
    credited: Mapping[str, Money] = field(repr=False)
    conceded: Mapping[str, Money] = field(repr=False)


def standing(documents: Iterable[Document]) -> Standing:
    """Read bills and credits from documents, of one account or of many.

    Credits of earlier corrections count as never billed; those given for another reason,
    such as a dispute, and what was waived since are conceded and not billed again.
    """
    bills: dict[str, Bill] = {}
    credits_: dict[str, CreditNote] = {}
    given: dict[str, WaiverNote | RoundingOff] = {}
    for document in documents:
        if isinstance(document, Bill):
            bills[document.id] = document
        elif isinstance(document, CreditNote):
            credits_[document.id] = document
        elif isinstance(document, WaiverNote | RoundingOff):
            given[document.id] = document
    credited: dict[str, Money] = {}
    conceded: dict[str, Money] = {}
    for note in credits_.values():
        sums = credited if note.reason == CORRECTED else conceded
        sums[note.item] = sums.get(note.item, NOTHING) + note.amount
    for waiver in given.values():
        conceded[waiver.item] = conceded.get(waiver.item, NOTHING) + waiver.principal
    return Standing(tuple(bills.values()), credited, conceded)


def correct(
    differences: Iterable[Difference],
    documents: Iterable[Document],
    *,
    on: date,
    due: date,
    booked: date | None = None,
    items: Collection[str] = (),
    settles: Collection[str] = (),
) -> tuple[Bill | CreditNote, ...]:
    """Make the documents that put right what was billed otherwise than it would be now.

    ``differences`` are a run's; ``documents`` those posted so far, of every account that is
    concerned.  A credit takes effect on the day of its bill, and comes off what was billed
    last first; what a hold sets apart is credited last, in settlement of that hold, unless
    it is one of those that this ``settles``: then it is credited first.  What is owed beyond
    is a supplement from ``on``, ``due`` when the host's rule says
    (:class:`wuye.dates.DueAfter`).  All are ``booked`` on ``on`` unless said otherwise.
    ``items`` are the codes to correct; none means all.

    Raises :class:`~wuye.errors.RuleError` where a price changed on days that were billed
    before and the item does not say what follows from it, and
    :class:`~wuye.errors.UnknownError` for a difference on a line that the documents do not
    hold.
    """
    wanted = [each for each in differences if not items or each.item in items]
    unsaid = sorted({each.item for each in wanted if each.unsaid})
    if unsaid:
        raise RuleError(
            "a price changed on days billed before, and no clause says what follows",
            unsaid,
            "correct",
            'say Item(price_change="locked") or "top-up", or correct other items (items=...)',
        )
    documents = tuple(documents)
    lines = _Lines(documents)
    notes: list[CreditNote] = []
    owed: dict[str, tuple[Bill, list[BillLine]]] = {}
    for each in wanted:
        if each.more < NOTHING:
            notes += lines.credits(each, booked or on, settles)
        elif each.draft:
            owed.setdefault(each.draft.id, (each.draft, []))[1].extend(_short(each))
    return (
        *notes,
        *(
            _supplement(draft, short, lines.ids, on, due, booked or on)
            for draft, short in owed.values()
        ),
    )


def recharge(
    estate: Community,
    schedules: Iterable[FeeSchedule],
    documents: Iterable[Document],
    *,
    on: date,
    due: date,
    booked: date | None = None,
    months: Iterable[Period] = (),
    items: Collection[str] = (),
    costs: Mapping[Period, Mapping[str, Money | str]] | None = None,
    stays: Mapping[Period, Iterable[Stay]] | None = None,
    readings: MeterBook | None = None,
    waivers: Iterable[Waiver] = (),
    settles: Collection[str] = (),
) -> tuple[Bill | CreditNote, ...]:
    """Charge anew every month that was billed, and make the documents that put it right.

    For what was found out afterwards: a wrong area, a sale told late, a waiver granted back.
    ``months`` limits it to some.  Each is charged under the one of ``schedules`` in force
    then.  ``costs`` and ``stays``, by month of the bill, and ``readings`` are needed only for
    the items that rest on them and are to be corrected: where none are given, those stay as
    they are.  A month that was never billed is issued, not corrected.  See :func:`correct`
    for the rest.

    Raises :class:`~wuye.errors.NotInForceError` for a month without a schedule.
    """
    documents, schedules, waivers = tuple(documents), tuple(schedules), tuple(waivers)
    known, asked = standing(documents), set(months)
    made: list[Bill | CreditNote] = []
    for month in sorted({bill.period for bill in known.bills}):
        if asked and month not in asked:
            continue
        run = issue(
            estate,
            _in_force(schedules, month),
            month,
            costs=(costs or {}).get(month),
            stays=(stays or {}).get(month, ()),
            readings=readings,
            waivers=waivers,
            existing=known.bills,
            credited=known.credited,
            conceded=known.conceded,
        )
        made += correct(
            run.differences,
            documents,
            on=on,
            due=due,
            booked=booked,
            items=items,
            settles=settles,
        )
    return tuple(made)


def _in_force(schedules: tuple[FeeSchedule, ...], month: Period) -> FeeSchedule:
    for schedule in schedules:
        if schedule.in_force.start <= month.start and month.end <= schedule.in_force.end:
            return schedule
    raise NotInForceError(
        "no schedule covers a month that was billed",
        str(month),
        "recharge",
        "give the schedule of that month too, or leave it out (months=...)",
    )


class _Lines:
    """The lines of many documents, what was credited or waived on them and what is held."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.ids: set[str] = set()
        self.billed: dict[str, Bill] = {}
        self.credited: dict[str, Money] = {}
        self.held: dict[str, dict[str, Money]] = {}
        of: dict[str, str] = {}
        for document in documents:
            if document.id in self.ids:
                continue
            self.ids.add(document.id)
            match document:
                case Bill():
                    self.billed |= {line.id: document for line in document.lines}
                case CreditNote(item=item, amount=amount, hold=hold):
                    self.credited[item] = self.credited.get(item, NOTHING) + amount
                    if hold in of:
                        self.held[item][hold] -= amount
                case (
                    WaiverNote(item=item, principal=amount)
                    | RoundingOff(item=item, principal=amount)
                ):
                    self.credited[item] = self.credited.get(item, NOTHING) + amount
                case Hold(id=id_, item=item, amount=amount):
                    of[id_] = item
                    self.held.setdefault(item, {})[id_] = amount
                case Release(hold=hold) if hold in of:
                    self.held[of[hold]].pop(hold, None)
                case _:
                    pass

    def credits(
        self, difference: Difference, booked: date, settles: Collection[str]
    ) -> Iterator[CreditNote]:
        """Credit what was too much: the line that was billed last first, held parts last."""
        rest = -difference.more
        lines = difference.billed[::-1]
        rooms = [(line, hold, room) for line in lines for hold, room in self._rooms(line)]
        rooms.sort(key=lambda room: 0 if room[1] in settles else 1 if room[1] is None else 2)
        for line, hold, room in rooms:
            amount = min(rest, room)
            if amount > NOTHING:
                rest -= amount
                yield self._credit(line, amount, hold, booked)

    def _rooms(self, line: BillLine) -> Iterator[tuple[str | None, Money]]:
        """What can be credited on a line: what each hold sets apart, and the rest of it."""
        if line.id not in self.billed:
            raise UnknownError(
                "a line to correct is not among the documents",
                line.id,
                "correct",
                "give the documents of every account concerned",
            )
        holds = self.held.get(line.id, {})
        yield from holds.items()
        apart = Money.total(holds.values())
        yield None, line.amount - self.credited.get(line.id, NOTHING) - apart

    def _credit(self, line: BillLine, amount: Money, hold: str | None, booked: date) -> CreditNote:
        bill = self.billed[line.id]
        id_ = _next(f"correction:{line.id}:", self.ids)
        self.ids.add(id_)
        return CreditNote(
            id=id_,
            creditor=bill.creditor,
            debtor=bill.debtor,
            on=bill.on,
            item=line.id,
            amount=amount,
            reason=CORRECTED,
            hold=hold,
            booked=booked,
        )


def _short(difference: Difference) -> Iterator[BillLine]:
    """What is owed beyond what was billed, line by line in the order of their days."""
    rest = difference.was or NOTHING
    for line in difference.due:
        already = min(rest, line.amount)
        rest -= already
        if already == line.amount:
            continue
        basis = line.basis
        if already:
            inputs = (*basis.inputs, (BILLED.name, exact(already.yuan, place="billed")))
            basis = Basis(basis.expr - BILLED, inputs, basis.cites)
        yield evolve(line, fen=(line.amount - already).fen, basis=basis)


def _supplement(
    draft: Bill, lines: list[BillLine], ids: set[str], on: date, due: date, booked: date
) -> Bill:
    """A bill for what is owed beyond, with the head of the bill as it would be now."""
    id_ = next_bill_id(draft.id, ids)
    return evolve(
        draft,
        id=id_,
        on=on,
        due=due,
        booked=booked,
        lines=[evolve(line, id=f"{id_}:{line.code}") for line in lines],
    )


def _next(stem: str, ids: Collection[str]) -> str:
    """The first id of a numbered series that is not taken."""
    number = 1
    while f"{stem}{number}" in ids:
        number += 1
    return f"{stem}{number}"
