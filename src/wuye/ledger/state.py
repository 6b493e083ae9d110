"""What an account looks like on a day: items, penalties, prepayment, and the identity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import field, fields, frozen

from ..bills import Bill, BillLine, Held, OpenItem, Paused
from ..errors import UnknownError
from ..fees.penalties import Penalty
from ..money import Money
from .purse import Purses, Restriction, spend


@frozen(kw_only=True)
class ItemState:
    """One bill line on a day: what was charged, credited and paid, and what is open.

    ``penalty`` tells how ``penalty_accrued`` came about; it is None without a clause.  Of
    it ``penalty_posted`` was posted, the rest is still to be.  ``holds`` say what is set
    apart, and what for.  ``waived`` and ``rounded_off`` were given up; ``written_off`` is open
    and no longer chased, and ``recovered`` was paid on it since.  ``paused`` names the
    agreement by which the line is left alone.  ``surplus`` and ``penalty_surplus`` were paid
    beyond what the line turned out to be worth; they count as prepayment.
    """

    line: BillLine
    bill: Bill = field(repr=False)
    credited: Money
    waived: Money
    rounded_off: Money
    applied: Money
    surplus: Money
    holds: tuple[Held, ...]
    written_off: Money
    penalty: Penalty | None = field(repr=False)
    penalty_accrued: Money
    penalty_posted: Money
    penalty_waived: Money
    penalty_rounded_off: Money
    penalty_applied: Money
    penalty_surplus: Money
    penalty_written_off: Money
    recovered: Money
    paused: Paused
    paused_until: date | None = None

    @property
    def id(self) -> str:
        """The id of the line."""
        return self.line.id

    @property
    def open_fen(self) -> tuple[int, int]:
        """The principal and the penalty that are open, in whole fen."""
        given = self.credited.fen + self.waived.fen + self.rounded_off.fen
        late = self.penalty_accrued.fen - self.penalty_applied.fen
        return (
            self.line.fen - given - self.applied.fen,
            late - self.penalty_waived.fen - self.penalty_rounded_off.fen,
        )

    @property
    def principal(self) -> Money:
        """What is open of the charge."""
        return Money.of_fen(self.open_fen[0])

    @property
    def penalty_open(self) -> Money:
        """The penalty that is not paid."""
        return Money.of_fen(self.open_fen[1])

    @property
    def held(self) -> Money:
        """What is set apart of the principal that is open."""
        return Money.of_fen(sum([hold.principal.fen for hold in self.holds]))

    @property
    def penalty_held(self) -> Money:
        """The penalty on what is set apart."""
        return Money.of_fen(sum([hold.penalty.fen for hold in self.holds]))

    @property
    def penalty_unposted(self) -> Money:
        """The penalty that is not posted yet; below 0 too much was."""
        return self.penalty_accrued - self.penalty_posted

    @property
    def settled(self) -> bool:
        """Whether nothing is open, neither principal nor penalty."""
        return not (self.principal or self.penalty_open)

    def open_item(self, on: date) -> OpenItem:
        """The item as payments and dunning see it on a day."""
        terms, code = self.bill.penalty, self.line.item
        return OpenItem(
            id=self.id,
            bill=self.bill.id,
            unit=self.bill.unit,
            due=self.bill.due,
            principal=self.principal,
            penalty=self.penalty_open,
            held=self.held,
            penalty_held=self.penalty_held,
            holds=self.holds,
            daily=terms.rate_on(on) if terms else Decimal(0),
            code=code,
            collected=code in self.bill.collected,
            written_off=bool(self.written_off or self.penalty_written_off),
            paused=self.paused,
        )


@frozen(kw_only=True)
class Totals:
    """The sums of an account on a day, for which two identities hold.

    billed + penalty = credited + waived + rounded off + written off + applied +
    outstanding, and received = applied + prepaid + refunded.  Of the penalty
    ``penalty_posted`` was posted, the rest is still to be.  What was received is without receipts that were reversed or went over to
    another account.
    """

    billed: Money
    penalty: Money
    credited: Money
    applied: Money
    outstanding: Money
    received: Money
    prepaid: Money
    refunded: Money
    waived: Money = Money("0")
    rounded_off: Money = Money("0")
    written_off: Money = Money("0")
    penalty_posted: Money = Money("0")

    @property
    def balance(self) -> Money:
        """What is owed less what is prepaid (余额); below 0 the creditor owes."""
        return self.outstanding - self.prepaid

    def __add__(self, other: Totals) -> Totals:
        names = [each.name for each in fields(Totals)]
        return Totals(**{name: getattr(self, name) + getattr(other, name) for name in names})


_ZERO = Money("0")
NOTHING = Totals(
    billed=_ZERO,
    penalty=_ZERO,
    credited=_ZERO,
    applied=_ZERO,
    outstanding=_ZERO,
    received=_ZERO,
    prepaid=_ZERO,
    refunded=_ZERO,
)


@frozen(kw_only=True)
class Quote:
    """The exact payoff (结清金额) of all that is neither disputed nor written off, for one day."""

    day: date
    principal: Money
    penalty: Money
    prepaid: Money
    covered: Money
    disputed: Money
    collected: Money = Money("0")

    @property
    def total(self) -> Money:
        """What to pay that day, less what is ``covered`` by the prepayment.

        Restricted prepayment covers its own items alone, and what is ``collected`` for
        another (代收) is paid only by money meant for it.
        """
        return self.principal + self.penalty - self.covered


@frozen(kw_only=True)
class State:
    """An account as of ``day``, as known on ``known`` (None: with all that is booked).

    ``tied`` is the prepayment that is restricted to items (专款预存), by their codes.
    ``brought`` is what finished bills come to, if the account was resumed from a
    checkpoint; they are in every sum and not among the ``items``.
    """

    creditor: str
    debtor: str
    day: date
    known: date | None
    items: tuple[ItemState, ...] = field(converter=tuple[ItemState, ...])
    received: Money
    refunded: Money = Money("0")
    tied: tuple[tuple[Restriction, Money], ...] = field(
        default=(), converter=tuple[tuple[Restriction, Money], ...]
    )
    brought: Totals = field(default=NOTHING, repr=False)

    def item(self, item: str) -> ItemState:
        """Find an item by the id of its line."""
        for state in self.items:
            if state.id == item:
                return state
        raise UnknownError("no such item on the day", item, f"account of {self.debtor}")

    @property
    def open_items(self) -> tuple[OpenItem, ...]:
        """What is not settled, principal or penalty, in order of billing."""
        return tuple(item.open_item(self.day) for item in self.items if not item.settled)

    @property
    def outstanding(self) -> Money:
        """Open principal and penalty, disputed parts included, without what is written off."""
        return Money.total(i.principal + i.penalty_open for i in self.items) - self.written_off

    @property
    def written_off(self) -> Money:
        """What is open of items that are no longer chased (核销)."""
        return Money.total(item.written_off + item.penalty_written_off for item in self.items)

    @property
    def recovered(self) -> Money:
        """What was paid on items after they were written off (核销收回)."""
        return Money.total(item.recovered for item in self.items)

    @property
    def penalty(self) -> Money:
        """The penalty accrued up to the day and not paid, without what is written off."""
        return Money.total(item.penalty_open - item.penalty_written_off for item in self.items)

    @property
    def disputed(self) -> Money:
        """What is held: principal and the penalty on it."""
        return Money.total(item.held + item.penalty_held for item in self.items)

    @property
    def applied(self) -> Money:
        """Money that has paid something."""
        here = Money.total(item.applied + item.penalty_applied for item in self.items)
        return self.brought.applied + here

    @property
    def penalty_posted(self) -> Money:
        """The penalty that was posted (已计提)."""
        here = Money.total(item.penalty_posted for item in self.items)
        return self.brought.penalty_posted + here

    @property
    def waived(self) -> Money:
        """Principal and penalty that were waived (减免)."""
        here = Money.total(item.waived + item.penalty_waived for item in self.items)
        return self.brought.waived + here

    @property
    def rounded_off(self) -> Money:
        """Principal and penalty that were rounded off (抹零)."""
        here = Money.total(item.rounded_off + item.penalty_rounded_off for item in self.items)
        return self.brought.rounded_off + here

    @property
    def prepaid(self) -> Money:
        """Money received that pays nothing yet (预存)."""
        return self.received - self.applied - self.refunded

    @property
    def purses(self) -> Purses:
        """The prepayment in fen, by the codes of the items it may pay; free money last."""
        tied = tuple((codes, max(amount.fen, 0)) for codes, amount in self.tied)
        free = self.prepaid.fen - sum(fen for _, fen in tied)
        return (*tied, ((), max(free, 0)))

    @property
    def unapplied(self) -> Money:
        """Prepayment that was never applied to anything: without any surplus."""
        return self.prepaid - Money.total(i.surplus + i.penalty_surplus for i in self.items)

    @property
    def totals(self) -> Totals:
        """The sums that must balance."""
        return Totals(
            billed=self.brought.billed + Money.total(item.line.amount for item in self.items),
            penalty=self.brought.penalty + Money.total(item.penalty_accrued for item in self.items),
            credited=self.brought.credited + Money.total(item.credited for item in self.items),
            applied=self.applied,
            outstanding=self.outstanding,
            received=self.received,
            prepaid=self.prepaid,
            refunded=self.refunded,
            waived=self.waived,
            rounded_off=self.rounded_off,
            written_off=self.written_off,
            penalty_posted=self.penalty_posted,
        )

    def quote(self) -> Quote:
        """The payoff of this day."""
        items = [item for item in self.open_items if not item.written_off]
        asked = [
            (item.code, item.claimable.fen + item.claimable_penalty.fen)
            for item in items
            if not item.collected
        ]
        return Quote(
            day=self.day,
            principal=Money.total(item.claimable for item in items),
            penalty=Money.total(item.claimable_penalty for item in items),
            prepaid=self.prepaid,
            covered=Money.of_fen(spend(self.purses, asked)[0]),
            disputed=self.disputed,
            collected=Money.total(
                item.claimable + item.claimable_penalty for item in items if item.collected
            ),
        )
