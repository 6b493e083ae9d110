"""Bills brought forward from the books that an office kept before (期初欠费).

Old books say what is open in three ways: until when a room has paid (已缴至), a month in
each column (1月…12月), or a list of arrears.  Each becomes :class:`Opening` values, and
these become bills, each with its own due day.  What the old books leave open stays open:
a bill without a known due day bears no penalty, and nobody can say whether it is
time-barred; it says so in its ``doubts``.

>>> october = paid_through(
...     "3-1-502", "O-17", date(2026, 8, 20), until=date(2026, 10, 1),
...     item=Named("property", "物业服务费"), monthly="310.00", due=DueDay(25),
...     source="缴费登记.xlsx第3行",
... )
>>> [(str(o.service), str(o.amount), o.due.day) for o in october]
[('2026-08-21 to 2026-08-31', '110.00', 25), ('2026-09-01 to 2026-09-30', '310.00', 25)]
>>> forward = bring_forward(october, creditor="锦苑物业", taken=date(2026, 10, 1))
>>> print(forward.bills[0].lines[0].why())
310.00 元 × 11 天 ÷ 31 天 = 110.00 元
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..bills import Bill, BillLine
from ..citation import Citation
from ..dates import ONE_DAY, DueDay, Period, WorkdayCalendar, a_day
from ..errors import MoneyError, NotInForceError, PeriodError, RuleError
from ..estate import Community
from ..explain import Basis, Input, Rounded
from ..money import Money
from ..rounding import Rounding
from ..terms import PenaltyTerms

if TYPE_CHECKING:  # only named here: charging is loaded when something is charged
    from ..fees import FeeSchedule, Skip

Doubt = Literal["due-unknown", "period-unknown", "penalty-left"]
Said = Money | Literal["paid", "owed"] | None

#: What the old books leave open, and what follows from it.
DOUBTS: Mapping[Doubt, str] = {
    "due-unknown": "到期日不明：不计违约金，是否超过诉讼时效无法判断，须先查明",
    "period-unknown": "所属期间不明：无法与已出账的月份逐月核对，须先查明",
    "penalty-left": "原账册另记有违约金，未随本金转入，须另行核对",
}

STATED, CHARGE = Input("brought_forward", "yuan"), Input("charge", "yuan")
_PART = Rounded(
    CHARGE * Input("days", "day") / Input("days_of_period", "day"), Rounding.fen(each="line")
)


@frozen
class Named:
    """The item that something is open for: its code, and its name on the bill."""

    code: str
    name: str


def stated(amount: Money | str) -> Basis:
    """Rest an amount on nothing but what the old books say."""
    return Basis(STATED, (("brought_forward", Money(amount).yuan),))


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


# -- from the ways in which old books tell it ------------------------------------------------


def paid_through(
    unit: str,
    debtor: str,
    through: date,
    *,
    until: date,
    item: Named,
    monthly: Money | str,
    due: DueDay | None,
    source: str,
    calendar: WorkdayCalendar | None = None,
) -> tuple[Opening, ...]:
    """One opening item for each month since the last day that is paid for (已缴至).

    ``until`` is the first day that the new books bill.  A part month costs its part of the
    ``monthly`` amount by its actual days.
    """
    found: list[Opening] = []
    price, start = Money(monthly), through + ONE_DAY
    while start < until:
        month = Period.month(start.year, start.month)
        service = Period(start, min(month.end, until))
        inputs = (
            ("charge", price.yuan),
            ("days", Decimal(service.days)),
            ("days_of_period", Decimal(month.days)),
        )
        found.append(
            Opening(
                unit=unit,
                debtor=debtor,
                item=item,
                basis=stated(price) if service == month else Basis(_PART, inputs),
                source=source,
                service=service,
                due=due.of(month, calendar) if due else None,
            )
        )
        start = month.end
    return tuple(found)


def wide_row(
    unit: str,
    debtor: str,
    months: Mapping[Period, Said],
    *,
    cells: Literal["owed", "paid"],
    item: Named,
    due: DueDay | None,
    source: str,
    monthly: Money | str | None = None,
    calendar: WorkdayCalendar | None = None,
) -> tuple[Opening, ...]:
    """What is open of a row with a month in each column (1月…12月).

    ``cells`` tells what the numbers are, for no sheet says it itself: what is still
    ``"owed"`` (then a blank owes nothing), or what was ``"paid"`` (then a blank owes the
    ``monthly`` amount, and less than it owes the rest).  The marks ``"paid"`` (√) and
    ``"owed"`` (欠) mean the same in both.

    Raises :class:`~wuye.errors.RuleError` where the monthly amount is needed and not given.
    """
    found: list[Opening] = []
    for month, said in months.items():
        open_ = said if isinstance(said, Money) and cells == "owed" else Money("0")
        if said == "owed" or (cells == "paid" and said != "paid"):
            if monthly is None:
                raise RuleError(
                    "what a month costs is not known", str(month), source, "give monthly=..."
                )
            open_ = Money(monthly) - (said if isinstance(said, Money) else Money("0"))
        if open_.fen > 0:
            found.append(
                Opening(
                    unit=unit,
                    debtor=debtor,
                    item=item,
                    basis=stated(open_),
                    source=source,
                    service=month,
                    due=due.of(month, calendar) if due else None,
                )
            )
    return tuple(found)


def by_schedule(
    estate: Community,
    schedules: Iterable[FeeSchedule],
    through: Mapping[str, date],
    *,
    until: date,
    items: Collection[str],
    source: str,
    calendar: WorkdayCalendar | None = None,
) -> tuple[tuple[Opening, ...], tuple[Skip, ...]]:
    """What units owe since their last paid day, as the schedules of those months charge it.

    ``through`` gives that day by unit, ``items`` the codes it is about; ``until`` is the
    first month that the new books bill.  Who owned a unit then owes for it.  What begins
    on a paid day and ends on one that is not owes its part by days.  Returned with it is
    what could not be charged, and why.

    Raises :class:`~wuye.errors.NotInForceError` for a month that no schedule covers.
    """
    from ..fees import issue

    given = tuple(schedules)
    found: list[Opening] = []
    skipped: list[Skip] = []
    day = min(through.values(), default=until) + ONE_DAY
    month = Period.month(day.year, day.month)
    while month.start < until:
        terms = _in_force(given, month)
        chosen = evolve(terms, items=[item for item in terms.items if item.code in items])
        run = issue(estate, chosen, month, calendar=calendar)
        skipped += [skip for skip in run.skipped if skip.unit in through]
        for bill in run.bills:
            last = through.get(bill.unit)
            found += _unpaid(bill, last, source) if last else ()
        month = month.shift(1)
    return tuple(found), tuple(skipped)


def _in_force(schedules: tuple[FeeSchedule, ...], month: Period) -> FeeSchedule:
    for schedule in schedules:
        if schedule.in_force.start <= month.start and month.end <= schedule.in_force.end:
            return schedule
    raise NotInForceError("no schedule is in force", str(month), "by_schedule", "add it")


def _unpaid(bill: Bill, last: date, source: str) -> Iterator[Opening]:
    for line in bill.lines:
        service = line.service
        if not line.fen or service.end - ONE_DAY <= last:
            continue
        basis = line.basis
        if service.start <= last:
            left = Period(last + ONE_DAY, service.end)
            inputs = (
                ("charge", line.amount.yuan),
                ("days", Decimal(left.days)),
                ("days_of_period", Decimal(service.days)),
            )
            basis, service = Basis(_PART, inputs), left
        yield Opening(
            unit=bill.unit,
            debtor=bill.debtor,
            item=Named(line.item, line.name),
            basis=basis,
            source=source,
            service=service,
            due=bill.due,
        )


# -- into bills -------------------------------------------------------------------------------


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

    >>> old = Opening(unit="3-1-502", debtor="O-17", item=Named("property", "物业服务费"),
    ...               basis=stated("840.00"), source="欠费.xlsx第3行")
    >>> forward = bring_forward([old, old], creditor="锦苑物业", taken=date(2026, 10, 1))
    >>> forward.bills[0].doubts, str(forward.total), len(forward.duplicates)
    (('due-unknown', 'period-unknown'), '840.00', 1)
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
