"""What did I pay (我交了什么): the money of a stretch of days, what it paid, what is left.

>>> from ..ledger import Account
>>> from ..payments import Payment
>>> account = Account("锦苑物业", "O-1")
>>> account = account.receive(Payment("wx-1", "300", on=date(2026, 11, 3), channel="wechat")).account
>>> print(what_i_paid(account, since=date(2026, 11, 1), until=date(2026, 12, 1)).text())
2026年11月1日至2026年11月30日
之前的预存：0.00 元
2026年11月3日付 300.00 元（微信支付）：没有付到任何账单，300.00 元留作预存
留到以后的预存：300.00 元
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from attrs import field, frozen

from ..bills import Bill, BillLine
from ..dates import ONE_DAY, Period
from ..errors import PeriodError
from ..explain import Language
from ..format import day, days
from ..ledger import (
    Account,
    Application,
    Document,
    Reallocation,
    Receipt,
    Refund,
    Reversal,
    State,
    TransferOut,
)
from ..money import Money
from ..payments import Part, channel_name

Went = Literal["refund", "reversal", "transfer", "refund-reversed"]

_NOTHING = Money("0")
_WENT: Mapping[Went, tuple[str, str]] = {
    "refund": ("退给您", "given back to you"),
    "reversal": ("这笔钱没有收到或者撤销了", "did not arrive or was undone"),
    "transfer": ("这笔钱是别人的，已经转走", "was another's and went over to him"),
    "refund-reversed": ("退款没有退成，还在账上", "a refund that failed, and is here again"),
}


@frozen
class PaidFor:
    """What was paid of one bill line: of the charge, and of the penalty on it (违约金).

    ``name`` is empty for a bill that was finished before the account's checkpoint.
    """

    name: str
    service: Period | None
    charge: Money
    penalty: Money

    @property
    def amount(self) -> Money:
        """Both together."""
        return self.charge + self.penalty

    def text(self, language: Language = "zh") -> str:
        """Write what was paid, and for which days."""
        en = language == "en"
        penalty = ""
        if self.penalty:
            penalty = (
                f"（其中违约金 {self.penalty} 元）",
                f" (of which penalty for late payment {self.penalty} yuan)",
            )[en]
        return f"{self.what(language)} {self.amount} {('元', 'yuan')[en]}{penalty}"

    def what(self, language: Language = "zh") -> str:
        """Write of what, and for which days."""
        en = language == "en"
        name = self.name or ("以前的账单", "earlier bills")[en]
        on = days(self.service.start, self.service.last, language) if self.service else ""
        return name + (on and (f"（{on}）", f" ({on})")[en])


@frozen(kw_only=True)
class Settled:
    """Money that came in, or prepayment that was used (``amount`` 0): what it paid.

    ``kept`` is what it left as prepayment, below 0 what it took of that.  ``undone`` tells
    that it counts no more.
    """

    id: str
    on: date
    channel: str
    amount: Money
    paid: tuple[PaidFor, ...] = field(converter=tuple[PaidFor, ...])
    undone: bool

    @property
    def kept(self) -> Money:
        """What is left of it as prepayment."""
        return self.amount - Money.total(each.amount for each in self.paid)

    def text(self, language: Language = "zh") -> str:
        """Write it as one sentence."""
        en, on = language == "en", day(self.on, language)
        how = channel_name(self.channel, language) if self.channel else ""
        how = how and (f"（{how}）", f" ({how})")[en]
        told = [each.text(language) for each in self.paid if each.amount.fen > 0]
        uses = bool(told)
        told += [_over(each, language) for each in self.paid if each.amount.fen < 0]
        if not told:
            told = [("没有付到任何账单", "for no bill yet")[en]]
        if self.amount and self.kept.fen > 0:
            told.append((f"{self.kept} 元留作预存", f"{self.kept} yuan kept as prepayment")[en])
        if self.undone:
            told.append(("已经撤销，不再算数", "undone since, and counts no more")[en])
        came = (f"付 {self.amount} 元", f": paid {self.amount} yuan")[en]
        if not self.amount:
            came = ("用预存付", ": paid from prepayment")[en] if uses else ""
        listed = ("，", ", ")[en].join(told)
        return f"{on}{came}{how}{('：', ': ')[en]}{listed}"


def _over(of: PaidFor, language: Language) -> str:
    """Write what a line was paid beyond its worth and is prepayment now."""
    if language == "en":
        return f"{-of.amount} yuan too much for {of.what('en')} became prepayment"
    return f"{of.what()}多付的 {-of.amount} 元转为预存"


@frozen
class Returned:
    """Money that went back or over, or below 0 a refund that failed."""

    on: date
    amount: Money
    how: Went

    def text(self, language: Language = "zh") -> str:
        """Write it as one sentence."""
        en = language == "en"
        amount = abs(self.amount)
        told = (f"{amount} 元", f": {amount} yuan")[en]
        return (
            f"{day(self.on, language)}{('，', '')[en]}{told}{('，', ', ')[en]}{_WENT[self.how][en]}"
        )


@frozen(kw_only=True)
class WhatIPaid:
    """Payments of a stretch of days, what they paid, and what is left (缴费说明).

    opening + what came − what was returned = what ``paid_for`` sums to + closing, to the fen.
    """

    since: date | None
    until: date
    opening: Money
    payments: tuple[Settled, ...] = field(converter=tuple[Settled, ...])
    returned: tuple[Returned, ...] = field(converter=tuple[Returned, ...])
    paid_for: tuple[PaidFor, ...] = field(converter=tuple[PaidFor, ...])
    closing: Money

    @property
    def came(self) -> Money:
        """What was paid in."""
        return Money.total(each.amount for each in self.payments)

    def text(self, language: Language = "zh") -> str:
        """Write it for the resident, a sentence a line."""
        return "\n".join(self._sentences(language))

    def _sentences(self, language: Language) -> Iterator[str]:
        en, last = language == "en", self.until - ONE_DAY
        if self.since is None:
            yield f"Up to {day(last, language)}" if en else f"截至{day(last, language)}"
        else:
            yield days(self.since, last, language)
        before, after = (
            ("Prepayment before: {} yuan", "Prepayment left: {} yuan")
            if en
            else ("之前的预存：{} 元", "留到以后的预存：{} 元")
        )
        yield before.format(self.opening)
        moved: list[Settled | Returned] = [*self.payments, *self.returned]
        moved.sort(key=lambda each: each.on)
        yield from (each.text(language) for each in moved)
        if self.paid_for:
            yield ("这段时间一共付了：", "Paid in these days, in all:")[en]
            yield from (each.text(language) for each in self.paid_for)
        yield after.format(self.closing)


def what_i_paid(
    account: Account, *, since: date | None = None, until: date | None = None
) -> WhatIPaid:
    """Say what was paid from ``since`` to ``until``, the day after the last, and what is left.

    Without ``since`` it begins with the first document, without ``until`` it ends with the
    last.  What was booked late counts from its own day.

    Raises :class:`~wuye.errors.PeriodError` for days in the wrong order, and
    :class:`~wuye.errors.RuleError` for days before the checkpoint of the account.
    """
    documents = account.documents
    until = until or max((each.on for each in documents), default=since or date.min) + ONE_DAY
    if since is not None and since >= until:
        raise PeriodError(
            "the days end before they begin",
            f"{since} to {until}",
            "what_i_paid",
            "turn them round",
        )
    after = account.on(until - ONE_DAY)
    before = account.on(since - ONE_DAY) if since else None
    lines = {x.id: x for each in documents if isinstance(each, Bill) for x in each.lines}
    within = [each for each in documents if (since or date.min) <= each.on < until]
    undone = {x.of for x in documents if isinstance(x, Reversal | TransferOut) and x.on < until}
    return WhatIPaid(
        since=since,
        until=until,
        opening=before.prepaid if before else _NOTHING,
        payments=_payments(within, documents, lines, undone),
        returned=_returned(within, {each.id: each for each in documents}),
        paid_for=_paid_for(before, after),
        closing=after.prepaid,
    )


def _payments(
    within: Iterable[Document],
    documents: Iterable[Document],
    lines: Mapping[str, BillLine],
    undone: set[str],
) -> Iterator[Settled]:
    moves = [m for each in documents if isinstance(each, Reallocation) for m in each.moves]
    for each in within:
        if not isinstance(each, Receipt | Application):
            continue
        parts = (*each.parts, *(move.part for move in moves if move.payment == each.id))
        came = each.payment if isinstance(each, Receipt) else None
        yield Settled(
            id=each.id,
            on=each.on,
            channel=came.channel if came else "",
            amount=came.amount if came else _NOTHING,
            paid=_by_line(parts, lines),
            undone=each.id in undone,
        )


def _by_line(parts: Iterable[Part], lines: Mapping[str, BillLine]) -> Iterator[PaidFor]:
    """Parts put together by line; what was taken back again is left out."""
    sums: dict[str, list[Money]] = {}
    for part in parts:
        both = sums.setdefault(part.item, [_NOTHING, _NOTHING])
        both[part.component == "penalty"] += part.amount
    for item, (charge, penalty) in sums.items():
        if charge or penalty:
            line = lines.get(item)
            yield PaidFor(
                line.name if line else "", line.service if line else None, charge, penalty
            )


def _returned(within: Iterable[Document], documents: Mapping[str, Document]) -> Iterator[Returned]:
    for each in within:
        match each:
            case Refund(amount=amount):
                yield Returned(each.on, amount, "refund")
            case Reversal(of=of) | TransferOut(of=of):
                source = documents.get(of)
                if isinstance(source, Receipt):
                    how: Went = "reversal" if isinstance(each, Reversal) else "transfer"
                    yield Returned(each.on, source.payment.amount, how)
                elif isinstance(source, Refund):
                    yield Returned(each.on, -source.amount, "refund-reversed")


def _paid_for(before: State | None, after: State) -> Iterator[PaidFor]:
    """What each line was paid between two days."""
    paid = {item.id: item for item in before.items} if before else {}
    earlier = after.brought.applied - (before.brought.applied if before else _NOTHING)
    if earlier:
        yield PaidFor("", None, earlier, _NOTHING)
    for item in after.items:
        then = paid.get(item.id)
        charge = item.applied - (then.applied if then else _NOTHING)
        penalty = item.penalty_applied - (then.penalty_applied if then else _NOTHING)
        if charge or penalty:
            yield PaidFor(item.line.name, item.line.service, charge, penalty)
