"""What a billing run made: compact lines, and bills built from them when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import field, frozen

from ..bills import Bill
from ..dates import Period
from ..estate import Community
from ..money import Money
from .assembling import assemble
from .differences import Difference
from .lines import Lines, Row, rows
from .parts import Relief
from .rebates import Rebate, rebates
from .schedules import FeeSchedule
from .tariffs import Skip


@frozen(eq=False)
class Run:
    """What a billing run made: new bills, what it skipped and why, what differs from before.

    It keeps compact lines; :attr:`bills` are built when they are first asked for, and
    :meth:`each` builds them one by one and keeps none.  ``differences`` are charges that
    were billed otherwise before than they would be now; ``reliefs`` what waivers took off the
    new lines.
    """

    estate: Community = field(repr=False)
    schedule: FeeSchedule = field(repr=False)
    period: Period
    booked: date
    due: date
    lines: tuple[Lines, ...] = field(repr=False)
    skipped: tuple[Skip, ...]
    reliefs: tuple[Relief, ...]
    differences: tuple[Difference, ...]
    existing: tuple[Bill, ...] = field(repr=False)
    _bills: tuple[Bill, ...] | None = field(default=None, init=False, repr=False)

    @property
    def bills(self) -> tuple[Bill, ...]:
        """The new bills, in the order of the units."""
        if self._bills is None:
            object.__setattr__(self, "_bills", tuple(self.each()))
        return self._bills or ()

    def each(self) -> Iterator[Bill]:
        """Build the new bills one by one, for a month that is too big to hold."""
        return assemble(
            self.lines,
            self.estate.units,
            self.schedule,
            self.period,
            self.booked,
            self.due,
            {bill.id for bill in self.existing},
        )

    @property
    def total(self) -> Money:
        """The sum of the new bills."""
        return Money.of_fen(sum(sum(lines.fen) for lines in self.lines))

    @property
    def rebates(self) -> tuple[Rebate, ...]:
        """What the discounts took off the new lines, and who bears it."""
        return rebates(self.lines)

    @property
    def left(self) -> int:
        """How many charges were skipped, or were billed otherwise before."""
        return len(self.skipped) + len(self.differences)

    def rows(self) -> Iterator[Row]:
        """The new lines as tuples: unit, debtor, item, first day, day after the last, fen."""
        return rows(self.lines)

    def to_columns(self) -> dict[str, list[object]]:
        """The new lines as columns, ready for any table library; amounts in fen."""
        names = ("unit", "debtor", "item", "from", "until", "fen")
        columns = list(zip(*self.rows(), strict=True)) or [()] * len(names)
        return {name: list(column) for name, column in zip(names, columns, strict=True)}

    def of_unit(self, unit: str) -> tuple[Bill, ...]:
        """The bills for a unit: one, or one for each who owes for it in the period."""
        return tuple(bill for bill in self.bills if bill.unit == unit)

    def of_debtor(self, debtor: str) -> tuple[Bill, ...]:
        """The bills of a debtor, ready for :meth:`wuye.Account.of`."""
        return tuple(bill for bill in self.bills if bill.debtor == debtor)
