"""A corrected cause (更正原因): the other bills that the same fault is in.

An area, a reading or a rate that is found wrong in one bill was wrong in others, of years
whose books are closed too.  What puts all of them right is proposed together, booked in
the open month and in effect from the day of each bill; a person looks at it and posts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from ..bills import Bill
from ..dates import ONE_DAY, Period
from ..estate import Community
from ..fees import FeeSchedule, MeterBook, Stay, Waiver
from ..ledger import Close, CreditNote, Document, recharge
from ..money import Money
from .cases import Dispute
from .events import Decided
from .policy import HeldDays


@frozen
class Touched:
    """A bill that the fault is in: of which item, and by how much it is put right.

    ``amount`` is below 0 where too much was charged.
    """

    bill: str
    unit: str
    debtor: str
    period: Period
    item: str
    amount: Money


@frozen
class Proposal:
    """What would put right all that a corrected cause touches: documents, ready to post."""

    case: Dispute
    documents: tuple[Bill | CreditNote, ...]
    touched: tuple[Touched, ...]

    @property
    def total(self) -> Money:
        """What it comes to; below 0 it goes to the debtors."""
        return Money.total(each.amount for each in self.touched)

    def decided(self, held_days: HeldDays | None = None, reason: str = "") -> Decided:
        """The decision that goes with it, once its documents are posted.

        What they credit of what is disputed is upheld, and not credited again.
        """
        credited: dict[str, Money] = {}
        for point in self.case.points:
            notes = (note for note in self.documents if isinstance(note, CreditNote))
            mine = (note.amount for note in notes if note.hold == point.hold)
            credited[point.code] = Money.total(mine)
        return Decided(credited, held_days, reason, corrected=True)


def propose(
    case: Dispute,
    estate: Community,
    schedules: Iterable[FeeSchedule],
    documents: Iterable[Document],
    *,
    on: date,
    due: date,
    months: Iterable[Period] = (),
    items: Iterable[str] = (),
    costs: Mapping[Period, Mapping[str, Money | str]] | None = None,
    stays: Mapping[Period, Iterable[Stay]] | None = None,
    readings: MeterBook | None = None,
    waivers: Iterable[Waiver] = (),
) -> Proposal:
    """Charge anew all months with the facts as they are now known, and list what differs.

    ``estate``, ``schedules``, ``costs`` and ``readings`` are the corrected ones; see
    :func:`wuye.ledger.recharge`.  ``documents`` are those of every account concerned.
    ``items`` are the codes to look at, those of the dispute unless said otherwise.  What is
    credited on the disputed lines settles the dispute.  All is booked on ``on``, or on the
    first day after the last month that was closed; nothing is posted.

    Raises what :func:`wuye.ledger.recharge` raises.
    """
    documents = tuple(documents)
    closed = [each.through + ONE_DAY for each in documents if isinstance(each, Close)]
    made = recharge(
        estate,
        schedules,
        documents,
        on=on,
        due=due,
        booked=max([on, *closed]),
        months=months,
        items=tuple(items) or tuple(point.code.partition(":")[0] for point in case.points),
        costs=costs,
        stays=stays,
        readings=readings,
        waivers=waivers,
        settles=[point.hold for point in case.points],
    )
    return Proposal(case, made, tuple(_touched(made, documents)))


def _touched(
    made: Iterable[Bill | CreditNote], documents: Iterable[Document]
) -> tuple[Touched, ...]:
    """What is put right, bill by bill and item by item."""
    bills = [each for each in documents if isinstance(each, Bill)]
    billed = {line.id: (bill, line) for bill in bills for line in bill.lines}
    sums: dict[tuple[str, str], Touched] = {}
    for each in made:
        if isinstance(each, CreditNote):
            changes = [(*billed[each.item], -each.amount)]
        else:
            changes = [(each, line, line.amount) for line in each.lines]
        for bill, line, amount in changes:
            key = (bill.id, line.item)
            before = sums[key].amount if key in sums else Money("0")
            sums[key] = Touched(
                bill.id, bill.unit, bill.debtor, bill.period, line.item, before + amount
            )
    return tuple(sums.values())
