"""What came of contacts (催缴效果), by stage and collector; and what to ask the team.

A contact counts in the period in which it was made, with everything that came of it until
the next contact with the same debtor.  Money counts for the last contact before it, if that
was not too long ago; no more is claimed than that one followed the other.

The numbers are for helping, not for judging people: who comes last is *asked* whether it is
support that is missing or strength (支持还是疲劳), and cases differ in how hard they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile

from attrs import frozen

from ...dates import Period
from ...errors import DuplicateError
from ...money import Money
from ...rounding import round_ratio
from ..cases import Case
from ..events import Answered, Broken, Event, Paid, PlanAgreed, Promised, Sent
from .troughs import Receipt

#: stage, collector
Key = tuple[str, str]


@frozen(kw_only=True)
class Result:
    """What came of the contacts of one ``stage`` made ``by`` one collector.

    Of ``contacts`` so many were ``answered``, led to a promise or plan (``promised``), to a
    payment (``paid``).  Of the promises so many were ``kept`` or ``broken``; the rest are
    open.  Money that follows no contact stands in a row without stage and collector.
    """

    stage: str
    by: str
    contacts: int
    answered: int
    promised: int
    kept: int
    broken: int
    paid: int
    cash: Money

    @property
    def answer_rate(self) -> Decimal | None:
        """Answered contacts, in percent; None without contacts."""
        return percent(self.answered, self.contacts)

    @property
    def promise_rate(self) -> Decimal | None:
        """Contacts that led to a promise, in percent."""
        return percent(self.promised, self.contacts)

    @property
    def kept_rate(self) -> Decimal | None:
        """Promises kept, in percent of those that were kept or broken."""
        return percent(self.kept, self.kept + self.broken)

    @property
    def paid_rate(self) -> Decimal | None:
        """Contacts that were followed by a payment, in percent."""
        return percent(self.paid, self.contacts)


def percent(part: int, whole: int) -> Decimal | None:
    """A rate in percent, half up to two places; None where the whole is 0.

    >>> percent(2, 3), percent(0, 0)
    (Decimal('66.67'), None)
    """
    if not whole:
        return None
    digits = tuple(map(int, str(round_ratio(part * 10_000, whole))))
    return Decimal((0, digits, -2))


def results(
    cases: Iterable[Case],
    period: Period,
    *,
    on: date,
    receipts: Iterable[Receipt] = (),
    within: int = 30,
) -> tuple[Result, ...]:
    """Measure the contacts made in ``period`` by what was known on a day.

    ``receipts`` up to the day are counted for the last contact on or before theirs, if it
    was made in the period and no more than ``within`` days before; the sum of all rows is
    what was received.

    Raises :class:`~wuye.errors.DuplicateError` for two cases of one debtor.
    """
    counts: dict[Key, Counter[str]] = {}
    made: dict[str, list[Sent]] = {}
    for case in cases:
        events = sorted((each for each in case.events if each.on <= on), key=lambda each: each.on)
        if case.debtor in made:
            raise DuplicateError(
                "a debtor has two cases", case.debtor, "results", "replay their events as one"
            )
        made[case.debtor] = [each for each in events if isinstance(each, Sent)]
        for number, sent in enumerate(events):
            if isinstance(sent, Sent) and sent.on in period:
                row = counts.setdefault((sent.stage, sent.by), Counter())
                row.update(_came_of(events[number + 1 :]))
    for debtor, day, amount in receipts:
        if day <= on:
            last = next((each for each in reversed(made.get(debtor, ())) if each.on <= day), None)
            counted = last and last.on in period and day - last.on <= timedelta(within)
            key = (last.stage, last.by) if last and counted else ("", "")
            counts.setdefault(key, Counter())["fen"] += amount.fen
    return tuple(_result(*key, counts[key]) for key in sorted(counts))


def _came_of(events: list[Event]) -> Iterator[str]:
    """What came of a contact, each at most once; of a promise also what comes later."""
    yield "contacts"
    until = list(takewhile(lambda each: not isinstance(each, Sent), events))
    kinds = {type(each) for each in until}
    if kinds & {Answered, Promised, PlanAgreed}:
        yield "answered"
    if Paid in kinds:
        yield "paid"
    promise = next(
        (n for n, each in enumerate(until) if isinstance(each, Promised | PlanAgreed)), None
    )
    if promise is None:
        return
    yield "promised"
    for event in events[promise + 1 :]:
        if isinstance(event, Paid | Broken):
            yield "kept" if isinstance(event, Paid) else "broken"
            return


def _result(stage: str, by: str, counted: Counter[str]) -> Result:
    return Result(
        stage=stage,
        by=by,
        contacts=counted["contacts"],
        answered=counted["answered"],
        promised=counted["promised"],
        kept=counted["kept"],
        broken=counted["broken"],
        paid=counted["paid"],
        cash=Money.of_fen(counted["fen"]),
    )


# -- what to ask --------------------------------------------------------------------------------

ASKED = "支持还是疲劳？先问需要什么支持、案件难不难、量是不是太多；这是提问，不是评价"


@frozen
class Ask:
    """A question to put to a collector, for a person to ask; no verdict on anybody."""

    by: str
    contacts: int
    rate: Decimal
    says: str = ASKED


def asks(
    measured: Iterable[Result], collectors: Iterable[str], *, last: int = 2, least: int = 10
) -> tuple[Ask, ...]:
    """Whom to ask: the ``last`` by the share of contacts that were followed by a payment.

    Only collectors with ``least`` contacts are compared.  Who stands equal with one of the
    last is asked too; where all stand equal nobody is.
    """
    rows = tuple(measured)
    found: list[Ask] = []
    for one in dict.fromkeys(collectors):
        contacts = sum(row.contacts for row in rows if row.by == one)
        rate = percent(sum(row.paid for row in rows if row.by == one), contacts)
        if rate is not None and contacts >= least:
            found.append(Ask(one, contacts, rate))
    found.sort(key=lambda ask: (ask.rate, ask.by))
    if last < 1 or not found or found[0].rate == found[-1].rate:
        return ()
    return tuple(ask for ask in found if ask.rate <= found[min(last, len(found)) - 1].rate)
