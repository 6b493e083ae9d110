"""A dispute about lines of a bill, from lodging to its end.

A case is a value: :func:`advance` takes it one event further and gives the case as it then
stands, with its effects, documents to post to the account.  The disputed part leaves
dunning and its penalty stands still; what is upheld is credited from the day of the bill,
as if it had never been charged.  Hosts keep what happened; :func:`replay` makes the case
of it again.

>>> from ..dates import Period
>>> from ..explain import Basis, Input
>>> from decimal import Decimal
>>> from .events import Decided
>>> from ..bills import BillLine
>>> basis = Basis(Input("fixed", "yuan"), (("fixed", Decimal("20.00")),))
>>> october = Period.month(2026, 10)
>>> bill = Bill(
...     id="B", creditor="锦苑物业", debtor="O-17", unit="3-1-502", period=october,
...     on=date(2026, 10, 1), due=date(2026, 10, 25), penalty=None,
...     lines=[BillLine("B:power", "power", "公摊电费", october, 2000, basis)],
... )
>>> lodged = lodge("D-1", bill, "power", ground="amount", on=date(2026, 11, 5))
>>> lodged.case.status.zh, [str(hold.amount) for hold in lodged.effects]
('已提出', ['20.00'])
>>> step = advance(lodged.case, Decided("5.00", "restored"), on=date(2026, 11, 9))
>>> step.case.outcome, [type(effect).__name__ for effect in step.effects]
('in-part', ['CreditNote', 'Release'])
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Literal, get_args

from attrs import evolve, field, frozen

from ..bills import Bill
from ..dates import a_day
from ..errors import ExceedsError, RuleError, TransitionError
from ..ledger import Document
from ..money import Money
from . import effects
from .clocks import window
from .events import Event, Happened, Investigated, Outcome, Withdrawn
from .grounds import Ground, find_ground
from .policy import Policy
from .transitions import TRANSITIONS, Status

#: How a dispute ended.
Result = Literal["upheld", "in-part", "rejected", "withdrawn"]


@frozen
class Point:
    """A line under dispute (争议项), and how much of it: ``amount``, of which some is ``upheld``.

    ``hold`` is the id under which the rest is held, or was the last time.
    """

    code: str
    item: str
    amount: Money
    hold: str
    upheld: Money = Money("0")

    @property
    def left(self) -> Money:
        """What is disputed and was not upheld."""
        return self.amount - self.upheld


@frozen(kw_only=True)
class Dispute:
    """A dispute (异议) about lines of one bill, on a ground.

    ``billed`` is the day of the bill, from which a credit takes effect; ``late`` marks one
    that came after the window.  ``holds`` counts the holds it has made; ``log`` is what
    happened since it was lodged.
    """

    id: str
    creditor: str
    debtor: str
    unit: str
    bill: str
    billed: date
    ground: Ground
    policy: Policy = field(repr=False)
    points: tuple[Point, ...]
    on: date
    booked: date
    late: bool
    holds: int
    status: Status = Status.LODGED
    log: tuple[Happened, ...] = field(default=(), repr=False)

    @property
    def last(self) -> tuple[date, date]:
        """The day of what happened last, and the day on which it was entered."""
        return (self.log[-1].on, self.log[-1].booked) if self.log else (self.on, self.booked)

    @property
    def last_hold(self) -> str:
        """The id of the hold that it made last: the first bears that of the case."""
        return f"{self.id}:{self.holds}" if self.holds > 1 else self.id

    @property
    def amount(self) -> Money:
        """What was disputed."""
        return Money.total(point.amount for point in self.points)

    @property
    def upheld(self) -> Money:
        """What was upheld of it."""
        return Money.total(point.upheld for point in self.points)

    @property
    def outcome(self) -> Result | None:
        """How it ended; None while it is open."""
        if self.status.open:
            return None
        if self.upheld:
            return "in-part" if self.upheld < self.amount else "upheld"
        ends = [each.event for each in self.log if isinstance(each.event, get_args(Outcome))]
        return "withdrawn" if isinstance(ends[-1], Withdrawn) else "rejected"

    @property
    def missing(self) -> tuple[str, ...]:
        """The evidence that the ground needs and no investigation has brought."""
        found = [each.event for each in self.log if isinstance(each.event, Investigated)]
        here = {kind for event in found for kind in event.evidence}
        return tuple(kind for kind in self.ground.needs if kind not in here)


@frozen
class Step:
    """A case after a step, and its effects: the documents to post for it."""

    case: Dispute
    effects: tuple[Document, ...]


def lodge(
    dispute: str,
    bill: Bill,
    lines: str | Iterable[str] | Mapping[str, Money | str | None],
    *,
    ground: str,
    on: date,
    amount: Money | str | None = None,
    booked: date | None = None,
    delivered: date | None = None,
    closed: Container[date] = (),
    policy: Policy | None = None,
    grounds: Iterable[Ground] | None = None,
) -> Step:
    """Lodge a dispute about lines of a bill, named by their codes (提出异议).

    Of one line the whole is disputed, or ``amount``; of several the whole, or what a
    mapping says: ``{"property": None, "lift": "5.00"}``.  ``dispute`` is the id that the
    host gives it.  It is late when it comes after the window that began when the bill was
    ``delivered`` (None: it was not, and no window has begun); ``closed`` are statutory
    holidays.  ``grounds`` are the host's, if it has more.

    Raises :class:`~wuye.errors.UnknownError` for an unknown line or ground,
    :class:`~wuye.errors.ExceedsError` for more than the line.
    """
    policy, cause = policy or Policy(), find_ground(ground, grounds)
    case = Dispute(
        id=dispute,
        creditor=bill.creditor,
        debtor=bill.debtor,
        unit=bill.unit,
        bill=bill.id,
        billed=bill.on,
        ground=cause,
        policy=policy,
        points=tuple(
            _point(bill, code, part) for code, part in _amounts(dispute, lines, amount).items()
        ),
        on=a_day(on),
        booked=a_day(booked or on),
        late=bool(delivered and window(policy, delivered, closed=closed).past(on)),
        holds=0,
    )
    return Step(*effects.held(case, case.on, case.booked))


def _amounts(
    dispute: str,
    lines: str | Iterable[str] | Mapping[str, Money | str | None],
    amount: Money | str | None,
) -> Mapping[str, Money | str | None]:
    if isinstance(lines, str):
        return {lines: amount}
    several = lines if isinstance(lines, Mapping) else dict.fromkeys(lines)
    if not several or amount is not None:
        raise RuleError(
            "it is not said what is disputed, and how much of each line",
            None if amount is None else str(amount),
            dispute,
            'name lines; of several give the amounts: {"property": "5.00"}',
        )
    return several


def _point(bill: Bill, code: str, amount: Money | str | None) -> Point:
    line = bill[code]
    disputed = line.amount if amount is None else Money(amount)
    if not 0 < disputed.fen <= line.fen:
        raise ExceedsError(
            "a dispute is about part or all of the line",
            str(disputed),
            line.id,
            f"give up to {line.amount}",
        )
    return Point(code, line.id, disputed, "")


def advance(case: Dispute, event: Event, *, on: date, booked: date | None = None) -> Step:
    """Take a case one event further.

    Raises :class:`~wuye.errors.TransitionError` when the event does not fit the status, or
    lies before what happened last, :class:`~wuye.errors.ExceedsError` when more is upheld
    than is disputed; the case is a value and stays as it was.
    """
    status = TRANSITIONS[case.status].get(type(event))
    happened = Happened(event, on, booked or on)
    if status is None:
        able = ", ".join(each.__name__ for each in TRANSITIONS[case.status])
        raise TransitionError(
            f"a dispute that is {case.status.value} cannot take this",
            type(event).__name__,
            case.id,
            f"it can take: {able}" if able else "lodge a new dispute",
        )
    since, entered = case.last
    if happened.on < since or happened.booked < entered:
        raise TransitionError(
            "it lies before what happened last",
            f"{happened.on}, booked {happened.booked}",
            case.id,
            f"give on={since} and booked={entered}, or later",
        )
    after, documents = case, tuple[Document, ...]()
    if isinstance(event, Outcome):
        after, documents = effects.ended(case, event, happened.on, happened.booked)
    elif status.open and not case.status.open:
        after, documents = effects.held(case, happened.on, happened.booked)
    return Step(evolve(after, status=status, log=(*case.log, happened)), documents)


def replay(lodged: Step, happened: Iterable[Happened]) -> Step:
    """Make a case again of how it was lodged and what happened since, with all its effects."""
    case, documents = lodged.case, lodged.effects
    for each in happened:
        step = advance(case, each.event, on=each.on, booked=each.booked)
        case, documents = step.case, (*documents, *step.effects)
    return Step(case, documents)
