"""The debt values: what fees emit, payments settle and penalties rest on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal, Protocol

from attrs import Factory, evolve, field, fields, frozen

from .dates import Period
from .errors import DuplicateError, MoneyError, UnknownError
from .explain import Basis, Language
from .money import Money
from .terms import PenaltyTerms

#: What was agreed about a debt that is left alone: 缓缴, 分期, 承诺付款, or nothing.
Paused = Literal["", "deferral", "plan", "promise"]


class Workings(Protocol):
    """The workings of many lines, from which the basis of one is written when asked for."""

    def basis_of(self, line: str) -> Basis:
        """What the line with an id rests on."""
        ...


@frozen(eq=False)
class BillLine:
    """One charge on a bill (账单明细), and the basis it rests on.

    ``id`` is the one under which it is paid, disputed and credited; ``service`` the days
    it is for; ``fen`` the charge in whole fen.  The basis may be given as the workings of
    many lines, from which it is written when it is first needed.
    """

    id: str
    code: str
    name: str
    service: Period
    fen: int
    _basis: Basis | Workings = field(alias="basis", repr=False)

    @property
    def item(self) -> str:
        """The code of the item that is charged: that of the line without its day."""
        return self.code.partition(":")[0]

    @property
    def basis(self) -> Basis:
        """What the charge rests on."""
        basis = self._basis
        return basis if isinstance(basis, Basis) else basis.basis_of(self.id)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BillLine):
            return NotImplemented
        return self._known() == other._known() and self.basis == other.basis

    def __hash__(self) -> int:
        return hash(self._known())

    def __reduce__(self) -> tuple[object, ...]:
        return BillLine, (*self._known(), self.basis)  # without the workings of all the others

    def _known(self) -> tuple[object, ...]:
        return self.id, self.code, self.name, self.service, self.fen

    @property
    def amount(self) -> Money:
        """The charge."""
        return Money.of_fen(self.fen)

    def why(self, language: Language = "zh") -> str:
        """Write how the amount came about, to be checked on paper."""
        return self.basis.why(language)

    def recompute(self) -> Money:
        """Compute the amount again, with arithmetic of its own."""
        return self.basis.recompute()


class Draft(Protocol):
    """Lines that are written when somebody reads them: a run may hold a hundred thousand."""

    def fen(self) -> int:
        """What they sum to."""
        ...

    def written(self) -> tuple[BillLine, ...]:
        """The lines, with ids of their own and amounts not below 0."""
        ...


def _given(lines: Iterable[BillLine] | Draft) -> tuple[BillLine, ...] | Draft:
    return tuple(lines) if isinstance(lines, Iterable) else lines


def _read(lines: tuple[BillLine, ...] | Draft) -> tuple[BillLine, ...]:
    return lines if isinstance(lines, tuple) else lines.written()


@frozen(kw_only=True)
class Bill:
    """What one debtor owes one creditor for one unit and period (账单).

    ``on`` is the day of issue, from which it takes effect; ``booked`` the day it was
    entered, the same unless said otherwise.  Those ``beside`` answer for the same money;
    ``payer`` is sent the bill in the debtor's place; ``payee`` is the account to pay into,
    ``project`` the community as the company files it.  ``collected`` names the item codes
    that are collected for another than the creditor (代收): their lines take no money but
    what is meant for them.  An ``opening`` bill was brought forward from older books, and
    ``doubts`` are what those leave open (:mod:`wuye.ledger.opening`).  ``bill["parking"]``
    finds a line.  The lines of a run's bill are written when they are first read.
    """

    id: str
    creditor: str
    debtor: str
    unit: str
    period: Period
    on: date
    due: date
    _lines: tuple[BillLine, ...] | Draft = field(
        alias="lines", converter=_given, eq=_read, repr=lambda lines: repr(_read(lines))
    )
    penalty: PenaltyTerms | None
    booked: date = field(default=Factory(lambda self: self.on, takes_self=True))
    beside: tuple[str, ...] = ()
    payer: str = ""
    payee: str = ""
    project: str = ""
    collected: tuple[str, ...] = ()
    opening: bool = False
    doubts: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not isinstance(self._lines, tuple):
            return
        ids = {line.id for line in self.lines}
        if len(ids) < len(self.lines):
            raise DuplicateError(
                "two lines have one id", sorted(ids), f"bill {self.id}", "number them"
            )
        for line in self.lines:
            if line.fen < 0:
                raise MoneyError(
                    "a line is below 0", line.id, f"bill {self.id}", "write a credit note"
                )

    def __reduce__(self) -> tuple[object, ...]:
        values = {name: getattr(self, name) for name in (each.alias or "" for each in fields(Bill))}
        return partial(Bill, **values), ()

    @property
    def lines(self) -> tuple[BillLine, ...]:
        """What is charged."""
        lines = _read(self._lines)
        if lines is not self._lines:
            object.__setattr__(self, "_lines", lines)
        return lines

    @property
    def total(self) -> Money:
        """The sum of the lines; it is never rounded again."""
        if not isinstance(self._lines, tuple):
            return Money.of_fen(self._lines.fen())
        return Money.of_fen(sum(line.fen for line in self.lines))

    def __getitem__(self, code: str) -> BillLine:
        for line in self.lines:
            if line.code == code:
                return line
        raise UnknownError(
            "no such line", code, f"bill {self.id}", f"lines: {[x.code for x in self.lines]}"
        )


@frozen
class Held:
    """What a hold sets apart of an item: the id of the hold, and ``kind``, what for."""

    id: str
    kind: str
    principal: Money
    penalty: Money


@frozen(kw_only=True)
class OpenItem:
    """What is still open of one bill line on a day.

    ``penalty`` is what has accrued and is not paid; ``held`` and ``penalty_held`` are the
    parts of both that are set apart, and ``holds`` say by what; ``daily`` is the penalty
    rate, ``secured`` how much is covered by security; ``cost`` what collecting it cost, as
    adjudged.  A host that knows it marks what is ``time_barred`` (:mod:`wuye.law.limitation`)
    or ``collected`` for others (代收); both take no money but what the debtor means for them,
    nor does what is ``written_off`` (核销), which is not asked for either.  What is ``paused``
    by agreement is not asked for, but takes money.  ``code`` is the item code, by which money
    may be restricted.
    """

    id: str
    bill: str
    unit: str
    due: date
    principal: Money
    penalty: Money = Money("0")
    held: Money = Money("0")
    penalty_held: Money = Money("0")
    daily: Decimal = Decimal(0)
    secured: Money = Money("0")
    time_barred: bool = False
    code: str = ""
    collected: bool = False
    cost: Money = Money("0")
    written_off: bool = False
    paused: Paused = ""
    holds: tuple[Held, ...] = ()

    @property
    def claimable(self) -> Money:
        """Principal that is not under dispute: what may be asked for."""
        return self.principal - self.held

    @property
    def claimable_penalty(self) -> Money:
        """Penalty on principal that is not under dispute."""
        return self.penalty - self.penalty_held

    def at_most(self, other: OpenItem) -> OpenItem:
        """The item with no more open, and no more free of dispute, than in ``other``.

        As it stands so on no day, no holds are told.
        """
        principal, penalty = min(self.principal, other.principal), min(self.penalty, other.penalty)
        claimable = min(self.claimable, other.claimable)
        claimable_penalty = min(self.claimable_penalty, other.claimable_penalty)
        return evolve(
            self,
            principal=principal,
            penalty=penalty,
            cost=min(self.cost, other.cost),
            held=principal - claimable,
            penalty_held=penalty - claimable_penalty,
            holds=(),
        )


@frozen
class BalanceTimeline:
    """The principal that bears penalty, over time.

    ``steps`` are ``(day, fen)`` with rising days: from that day on so much stands.
    """

    steps: tuple[tuple[date, int], ...]

    @classmethod
    def of(cls, changes: Iterable[tuple[date, int]]) -> BalanceTimeline:
        """Add up changes by day; a balance below nothing counts as nothing.

        Days on which nothing changes are left out, so equal balances are equal timelines.

        >>> from datetime import date
        >>> paid = (date(2026, 11, 4), -10000)
        >>> BalanceTimeline.of([paid, (date(2026, 10, 1), 30000)]).steps[-1]
        (datetime.date(2026, 11, 4), 20000)
        """
        by_day: dict[date, int] = {}
        for day, fen in changes:
            by_day[day] = by_day.get(day, 0) + fen
        steps, balance = [], 0
        for day in sorted(by_day):
            before = max(balance, 0)
            balance += by_day[day]
            if max(balance, 0) != before:
                steps.append((day, max(balance, 0)))
        return cls(tuple(steps))
