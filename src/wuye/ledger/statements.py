"""The statement of an account (对账单): how the balance of one day became that of another.

The balance is what is owed less what is prepaid, as known on a day; below 0 the creditor
owes.  What is written off is not in it, until it is recovered.  Penalty has no document of its own day by day: it is entered at the end of each
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
from .concessions import RoundingOff, WaiverNote
from .corrections import Refund, Reversal, TransferOut
from .documents import CreditNote, Document, Receipt
from .state import State, Totals

if TYPE_CHECKING:
    from .account import Account
    from .book import Book

Kind = Literal[
    "bill",
    "receipt",
    "credit",
    "waiver",
    "rounding-off",
    "write-off",
    "recovery",
    "refund",
    "reversal",
    "transfer",
    "penalty",
]

#: What each kind of entry is called (摘要).
KINDS: Mapping[Kind, str] = {
    "bill": "账单",
    "receipt": "收款",
    "credit": "冲减",
    "waiver": "减免",
    "rounding-off": "抹零",
    "write-off": "核销",
    "recovery": "核销收回",
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
    day, both as known on ``known``.  opening + billed + penalty
    = paid + credited + waived + rounded off + written off + closing.
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

    @property
    def waived(self) -> Money:
        """What was waived (本期减免)."""
        return self.after.waived - self.before.waived

    @property
    def rounded_off(self) -> Money:
        """What was rounded off (本期抹零)."""
        return self.after.rounded_off - self.before.rounded_off

    @property
    def written_off(self) -> Money:
        """What was written off, less what was recovered or revived of it (本期核销)."""
        return self.after.written_off - self.before.written_off

    def _sums(self) -> Iterator[tuple[str, Money]]:
        yield "期初余额", self.opening
        yield "本期应收", self.billed
        yield "本期违约金", self.penalty
        yield "本期实收", self.paid
        yield "本期冲减", self.credited
        given = (("减免", self.waived), ("抹零", self.rounded_off), ("核销", self.written_off))
        yield from ((f"本期{name}", amount) for name, amount in given if amount)
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
    sheet = _Sheet(states[0].totals)
    for state in states[1:]:
        for document in by_day.get(state.day, []):
            sheet.enter(state.day, document.booked, *_effect(book, document), document.id)
        sheet.keep_up(state, ended=state.day in marks)
    return Statement(
        creditor=account.creditor,
        debtor=account.debtor,
        period=period,
        known=known,
        before=states[0].totals,
        after=states[-1].totals,
        entries=sheet.entries,
    )


def _ends(period: Period) -> set[date]:
    """The last day of every month that ends in the period, and its own last day."""
    ends, day = {period.last}, period.last.replace(day=1)
    while day > period.start:
        ends.add(day - ONE_DAY)
        day = (day - ONE_DAY).replace(day=1)
    return ends


class _Sheet:
    """Entries as they come, and the balance after them."""

    def __init__(self, before: Totals) -> None:
        self.entries: list[Entry] = []
        self.balance, self.written_off = before.balance, before.written_off

    def enter(self, day: date, booked: date, kind: Kind, amount: Money, document: str = "") -> None:
        """Enter a change; what changes nothing is left out."""
        if amount:
            self.balance += amount
            self.entries.append(Entry(day, booked, kind, document, amount, self.balance))

    def keep_up(self, state: State, *, ended: bool) -> None:
        """Enter penalty and what is written off, at an end or where the one depends on the other."""
        totals = state.totals
        more = totals.written_off - self.written_off
        if ended or more:
            self.written_off = totals.written_off
            rest = totals.balance + more - self.balance
            self.enter(state.day, state.day, "penalty", rest)
            kind: Kind = "write-off" if more.fen > 0 else "recovery"
            self.enter(state.day, state.day, kind, -more)


def _effect(book: Book, document: Document) -> tuple[Kind, Money]:
    """What a document of its own does to the balance."""
    match document:
        case Bill(total=amount):
            return "bill", amount
        case CreditNote(amount=amount):
            return "credit", -amount
        case WaiverNote(principal=principal, penalty=penalty):
            return "waiver", -(principal + penalty)
        case RoundingOff(principal=principal, penalty=penalty):
            return "rounding-off", -(principal + penalty)
        case Receipt():
            return "receipt", -document.payment.amount
        case Refund(amount=amount):
            return "refund", amount
        case Reversal(of=of):
            return "reversal", Money.of_fen(book.sources[of].fen)
        case TransferOut(of=of):
            return "transfer", Money.of_fen(book.sources[of].fen)
        case _:
            return "bill", Money("0")
