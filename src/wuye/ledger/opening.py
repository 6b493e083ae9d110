"""Bills brought forward from the books that an office kept before (期初欠费).

Old books say what is open in several ways (:mod:`wuye.ledger.old_books`).  Each becomes
:class:`Opening` values, and these become bills, each with its own due day.  What the old
books leave open stays open: a bill without a known due day bears no penalty, and nobody
can say whether it is time-barred; it says so in its ``doubts``.

>>> old = Opening(unit="3-1-502", debtor="O-17", item=Named("property", "物业服务费"),
...               basis=stated("840.00"), source="欠费.xlsx第3行")
>>> [bill] = bring_forward([old], creditor="锦苑物业", taken=date(2026, 10, 1)).bills
>>> bill.total, bill.penalty, bill.doubts
(Money('840.00'), None, ('due-unknown', 'period-unknown'))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..bills import Bill, BillLine
from ..citation import Citation
from ..dates import ONE_DAY, Period, a_day
from ..errors import MoneyError, PeriodError
from ..explain import Basis, Input
from ..money import Money, exact
from ..terms import PenaltyTerms

Doubt = Literal["due-unknown", "period-unknown", "penalty-left"]

#: What the old books leave open, and what follows from it.
DOUBTS: Mapping[Doubt, str] = {
    "due-unknown": "到期日不明：不计违约金，是否超过诉讼时效无法判断，须先查明",
    "period-unknown": "所属期间不明：无法与已出账的月份逐月核对，须先查明",
    "penalty-left": "原账册另记有违约金，未随本金转入，须另行核对",
}

STATED = Input("brought_forward", "yuan")


@frozen
class Named:
    """The item that something is open for: its code, and its name on the bill."""

    code: str
    name: str


def stated(amount: Money | str) -> Basis:
    """Rest an amount on nothing but what the old books say."""
    return Basis(STATED, ((STATED.name, exact(Money(amount).yuan, place="stated")),))


@frozen(kw_only=True)
class Opening:
    """Something that was open when the books were taken over.

    ``source`` says where it stood, such as the file and row.  ``service`` are the days it
    is for and ``due`` its due day, each None where the old books do not tell; ``penalty``
    what they hold as penalty on it, which is told and not brought forward.

    Raises :class:`~wuye.errors.MoneyError` for an amount that is not above 0.
    """

    unit: str
    debtor: str
    item: Named
    basis: Basis
    source: str
    service: Period | None = None
    due: date | None = field(default=None, converter=optional(a_day))
    penalty: Money = field(default=Money("0"), converter=Money)

    def __attrs_post_init__(self) -> None:
        if self.amount.fen <= 0 or self.penalty.fen < 0:
            raise MoneyError(
                "what is open is above 0",
                f"{self.amount}, penalty {self.penalty}",
                self.source,
                "leave out what is paid; money of theirs is a receipt",
            )

    @property
    def amount(self) -> Money:
        """What is open."""
        return self.basis.evaluate()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What the old books leave open; see :data:`DOUBTS`."""
        found: dict[Doubt, bool] = {
            "due-unknown": self.due is None,
            "period-unknown": self.service is None,
            "penalty-left": bool(self.penalty),
        }
        return tuple(doubt for doubt, holds in found.items() if holds)

    def overlaps(self, other: Opening) -> bool:
        """Whether both are for the same item and room, and for some of the same days.

        Without days both of them are for an unknown time, and may be the same.
        """
        if (self.unit, self.item.code) != (other.unit, other.item.code):
            return False
        if self.service is None or other.service is None:
            return self.service is other.service and self.debtor == other.debtor
        return self.service.overlaps(other.service)


@frozen
class Forward:
    """The bills that were brought forward, and what was left out as billed already."""

    bills: tuple[Bill, ...] = field(converter=tuple[Bill, ...])
    duplicates: tuple[Opening, ...] = field(converter=tuple[Opening, ...])

    @property
    def total(self) -> Money:
        """What was brought forward."""
        return Money.total(bill.total for bill in self.bills)


def bring_forward(
    openings: Iterable[Opening],
    *,
    creditor: str,
    taken: date,
    penalty: PenaltyTerms | None = None,
    existing: Iterable[Bill] = (),
    payee: str = "",
    project: str = "",
) -> Forward:
    """Turn what was open into bills, one each, booked on the day the books were ``taken`` over.

    They take effect from their own days, so that ``penalty``, if the contract has a
    clause, runs from the day after each was due; one whose due day is not known takes
    effect when it is taken over and bears none.  What is for days that ``existing`` bills
    charge, or an opening item before it, is left out and listed.

    Raises :class:`~wuye.errors.PeriodError` for what is for days after the books were
    taken over.
    """
    kept: dict[tuple[str, str], list[Opening]] = {}
    for bill in existing:
        for line in bill.lines:
            billed = Opening(
                unit=bill.unit,
                debtor=bill.debtor,
                item=Named(line.item, line.name),
                basis=stated("0.01"),
                source=bill.id,
                service=line.service,
            )
            kept.setdefault((bill.unit, line.item), []).append(billed)
    bills: list[Bill] = []
    duplicates: list[Opening] = []
    for opening in openings:
        same = kept.setdefault((opening.unit, opening.item.code), [])
        if any(opening.overlaps(other) for other in same):
            duplicates.append(opening)
            continue
        same.append(opening)
        bill = _bill(opening, creditor, taken, penalty)
        bills.append(evolve(bill, payee=payee, project=project))
    return Forward(bills, duplicates)


def _bill(opening: Opening, creditor: str, taken: date, penalty: PenaltyTerms | None) -> Bill:
    from ..fees.lines import quoted

    service = opening.service or Period(taken - ONE_DAY, taken)
    if service.start >= taken:
        raise PeriodError(
            "it is for days after the books were taken over",
            str(service),
            opening.source,
            f"what is for {taken} and later, bill by the schedule",
        )
    begun = opening.service.start if opening.service else "unknown"
    code = opening.item.code
    id_ = f"opening:{begun}:{quoted(opening.unit)}:{quoted(opening.debtor)}:{code}"
    cite = Citation(opening.source, "期初转入", edition=taken.isoformat())
    basis = evolve(opening.basis, cites=(*opening.basis.cites, cite))
    return Bill(
        id=id_,
        creditor=creditor,
        debtor=opening.debtor,
        unit=opening.unit,
        period=service,
        on=min(service.start, opening.due) if opening.due else taken,
        due=opening.due or taken,
        lines=[
            BillLine(f"{id_}:{code}", code, opening.item.name, service, opening.amount.fen, basis)
        ],
        penalty=penalty if opening.due else None,
        booked=taken,
        opening=True,
        doubts=opening.doubts,
    )
