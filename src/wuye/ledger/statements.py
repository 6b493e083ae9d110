"""The statement of an account (对账单): how the balance of one day became that of another.

The balance is what is owed less what is prepaid, as known on a day; below 0 the creditor
owes.  Penalty has no document of its own day by day: it is entered at the end of each
month, on the last day of the period, and where something else depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from ..bills import Bill
from ..dates import ONE_DAY, Period
from ..errors import PeriodError
from ..html import element, page, table
from ..money import Money
from .corrections import Refund, Reversal, TransferOut
from .documents import CreditNote, Document, Receipt
from .state import Totals

if TYPE_CHECKING:
    from .account import Account
    from .book import Book

Kind = Literal["bill", "receipt", "credit", "refund", "reversal", "transfer", "penalty"]

#: What each kind of entry is called (摘要).
KINDS: Mapping[Kind, str] = {
    "bill": "账单",
    "receipt": "收款",
    "credit": "冲减",
    "refund": "退款",
    "reversal": "冲正",
    "transfer": "转出",
    "penalty": "违约金",
}

_HEAD = ("日期", "入账日", "摘要", "凭证", "金额", "余额")


@frozen
class Entry:
    """A change of the balance: above 0 more is owed, below 0 less.

    ``document`` is the id of what made it; empty for penalty.  ``balance`` is what stands
    after it.
    """

    day: date
    booked: date
    kind: Kind
    document: str
    amount: Money
    balance: Money


@frozen(kw_only=True)
class Statement:
    """What happened on an account from the first day of a period to the last (对账单).

    ``before`` are the sums of the day before the period and ``after`` those of its last
    day, both as known on ``known``.  opening + billed + penalty = paid + credited + closing.
    """

    creditor: str
    debtor: str
    period: Period
    known: date | None
    before: Totals = field(repr=False)
    after: Totals = field(repr=False)
    entries: tuple[Entry, ...] = field(converter=tuple[Entry, ...])

    @property
    def opening(self) -> Money:
        """The balance before the first day (期初余额)."""
        return self.before.balance

    @property
    def closing(self) -> Money:
        """The balance at the end of the last day (期末余额)."""
        return self.after.balance

    @property
    def billed(self) -> Money:
        """What was charged (本期应收)."""
        return self.after.billed - self.before.billed

    @property
    def penalty(self) -> Money:
        """The penalty that accrued (本期违约金)."""
        return self.after.penalty - self.before.penalty

    @property
    def credited(self) -> Money:
        """What was credited (本期冲减)."""
        return self.after.credited - self.before.credited

    @property
    def paid(self) -> Money:
        """What came in, less what went back (本期实收)."""
        came = self.after.received - self.before.received
        return came - (self.after.refunded - self.before.refunded)

    def _sums(self) -> Iterator[tuple[str, Money]]:
        yield "期初余额", self.opening
        yield "本期应收", self.billed
        yield "本期违约金", self.penalty
        yield "本期实收", self.paid
        yield "本期冲减", self.credited
        yield "期末余额", self.closing

    def _facts(self) -> Iterator[tuple[str, str]]:
        yield "收款单位", self.creditor
        yield "业主编号", self.debtor
        yield "期间", f"{self.period.start} 至 {self.period.last}"
        if self.known:
            yield "截至入账日", str(self.known)

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for entry in self.entries:
            days = str(entry.day), str(entry.booked)
            yield *days, KINDS[entry.kind], entry.document, str(entry.amount), str(entry.balance)

    def text(self) -> str:
        """The statement as plain text, an entry a line; it names nobody but by number."""
        return "\n".join(
            [
                "对账单",
                *(f"{name}：{value}" for name, value in self._facts()),
                "  ".join(_HEAD),
                *("  ".join(filter(None, row)) for row in self._rows()),
                *(f"{name}：{amount} 元" for name, amount in self._sums()),
            ]
        )

    def html(self) -> str:
        """The statement as a page that loads nothing; it names nobody but by number."""
        return page(
            "对账单",
            *(element("p", f"{name}：{value}") for name, value in self._facts()),
            table(_HEAD, self._rows()),
            table(("项目", "金额"), self._sums()),
        )


def statement(account: Account, period: Period, known: date | None = None) -> Statement:
    """Draw up the statement of a period, from what had been booked by ``known``.

    What was booked late and takes effect before the period is in the opening balance.

    Raises :class:`~wuye.errors.RuleError` for days from before the checkpoint that the
    account was resumed from.

    >>> from ..payments import Payment
    >>> from .account import Account
    >>> account = Account("锦苑物业", "O-1")
    >>> account = account.receive(Payment("wx-1", "300.00", on=date(2026, 11, 3))).account
    >>> november = statement(account, Period.month(2026, 11))
    >>> november.opening, november.paid, november.closing
    (Money('0.00'), Money('300.00'), Money('-300.00'))
    """
    if period.start == date.min:
        raise PeriodError("nothing is before the first day", str(period), "statement")
    with account.book.lock:
        book = account.book.at(account.version)
        by_day: dict[date, list[Document]] = {}
        for document in book.documents:
            if document.on in period and (known is None or document.booked <= known):
                by_day.setdefault(document.on, []).append(document)
        marks = _ends(period)
        states = account.days(sorted({period.start - ONE_DAY, *by_day, *marks}), known)
    entries: list[Entry] = []
    balance = states[0].totals.balance
    for state in states[1:]:
        for kind, document, booked, amount in _changes(book, by_day.get(state.day, [])):
            balance += amount
            entries.append(Entry(state.day, booked, kind, document, amount, balance))
        rest = state.totals.balance - balance
        if state.day in marks and rest:
            balance += rest
            entries.append(Entry(state.day, state.day, "penalty", "", rest, balance))
    return Statement(
        creditor=account.creditor,
        debtor=account.debtor,
        period=period,
        known=known,
        before=states[0].totals,
        after=states[-1].totals,
        entries=entries,
    )


def _ends(period: Period) -> set[date]:
    """The last day of every month that ends in the period, and its own last day."""
    ends, day = {period.last}, period.last.replace(day=1)
    while day > period.start:
        ends.add(day - ONE_DAY)
        day = (day - ONE_DAY).replace(day=1)
    return ends


def _changes(book: Book, documents: list[Document]) -> Iterator[tuple[Kind, str, date, Money]]:
    """What the documents of a day do to the balance; those that do nothing are left out."""
    kind: Kind
    for document in documents:
        match document:
            case Bill(total=amount):
                kind, fen = "bill", amount.fen
            case CreditNote(amount=amount):
                kind, fen = "credit", -amount.fen
            case Receipt():
                kind, fen = "receipt", -document.payment.amount.fen
            case Refund(amount=amount):
                kind, fen = "refund", amount.fen
            case Reversal(of=of):
                kind, fen = "reversal", book.sources[of].fen
            case TransferOut(of=of):
                kind, fen = "transfer", book.sources[of].fen
            case _:
                continue
        if fen:
            yield kind, document.id, document.booked, Money.of_fen(fen)
