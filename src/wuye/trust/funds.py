"""Funds kept apart (专户): what came in, what went out, and what is there on a day.

Every entry has two days, as the ledger's documents have: ``on``, from which it counts, and
``booked``, when it was entered.

>>> fund = Fund("维修资金", "repair-fund").post(
...     Entry(id="1", on=date(2026, 1, 5), way="in", amount="14005.50", purpose="首期交存"),
... )
>>> fund.balance(date(2026, 1, 4)), fund.balance(date(2026, 1, 5))
(Money('0.00'), Money('14005.50'))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from attrs import Factory, evolve, field, frozen

from ..citation import Citation
from ..dates import a_day
from ..errors import ConflictError, ExceedsError, MoneyError, RuleError, UnlawfulError, one_of
from ..law import civil_code, property_regulations, repair_fund
from ..money import Money

Kind = Literal["deposits", "repair-fund", "public-income", "commission"]

#: kind -> (Chinese, English)
KINDS: Mapping[Kind, tuple[str, str]] = {
    "deposits": ("押金", "deposits"),
    "repair-fund": ("维修资金", "repair fund"),
    "public-income": ("公共收益", "public income"),
    "commission": ("酬金制物业服务资金", "commission account"),
}


@frozen(kw_only=True)
class Entry:
    """Money that came into a fund or went out of it.

    ``purpose`` says what for and ``evidence`` what shows it; ``party`` is the id of whose
    money it is, where it is somebody's.  ``use`` is what the repair fund pays for.  What is
    ``revenue`` goes to the company as its own: under commission that is the commission
    (酬金), and of any other fund it is refused.
    """

    id: str
    on: date = field(converter=a_day)
    way: Literal["in", "out"] = field(validator=one_of("in", "out"))
    amount: Money = field(converter=Money)
    purpose: str
    evidence: str = field(default="", repr=False)
    party: str = ""
    use: repair_fund.Use | None = None
    revenue: bool = False
    booked: date = field(default=Factory(lambda self: self.on, takes_self=True), converter=a_day)

    def __attrs_post_init__(self) -> None:
        if self.amount.fen <= 0:
            raise MoneyError(
                "what comes in or goes out is above 0",
                str(self.amount),
                f"entry {self.id}",
                'say way="out" for what goes out',
            )
        if not self.purpose:
            raise RuleError("an entry says what for", self.purpose, f"entry {self.id}", "say it")

    @property
    def fen(self) -> int:
        """What it adds to the fund, below 0 for what goes out."""
        return self.amount.fen if self.way == "in" else -self.amount.fen


@frozen
class Fund:
    """A fund: its name, its kind, and its entries in the order in which they were posted."""

    name: str
    kind: Kind = field(validator=one_of(*KINDS))
    entries: tuple[Entry, ...] = field(default=(), init=False, repr=lambda of: str(len(of)))

    def post(self, *entries: Entry) -> Fund:
        """Post entries; one that is there already, with the same content, is passed over.

        Raises :class:`~wuye.errors.ConflictError` for an id with other content,
        :class:`~wuye.errors.ExceedsError` for more than there is, on its day or a later
        one, :class:`~wuye.errors.UnlawfulError` for what is no revenue and for what the
        repair fund may not pay, and :class:`~wuye.errors.RuleError` for a deposit without
        its party, and for spending that is booked before what was posted already.
        """
        known = {entry.id: entry for entry in self.entries}
        last_on = max((entry.on for entry in self.entries), default=date.min)
        last_booked = max((entry.booked for entry in self.entries), default=date.min)
        total = sum(entry.fen for entry in self.entries)
        for entry in entries:
            before = known.get(entry.id)
            if before == entry:
                continue
            if before:
                raise ConflictError(
                    "the id is posted already, with other content",
                    entry.id,
                    self.name,
                    "an entry never changes: post another that sets it right",
                )
            self._allow(entry)
            if entry.way == "out":
                self._spend(entry, last_booked)
                there = total
                if self.kind == "deposits":  # nobody's deposit pays for another's
                    there = _least((x for x in known.values() if x.party == entry.party), entry.on)
                elif entry.on < last_on:
                    there = _least(known.values(), entry.on)
                if there < entry.amount.fen:
                    raise ExceedsError(
                        "the fund has not so much",
                        str(entry.amount),
                        f"{self.name}, entry {entry.id}",
                        f"there is {Money.of_fen(there)}",
                    )
            known[entry.id] = entry
            last_on, last_booked = max(last_on, entry.on), max(last_booked, entry.booked)
            total += entry.fen
        fund = evolve(self)
        object.__setattr__(fund, "entries", tuple(known.values()))
        return fund

    def _spend(self, entry: Entry, last_booked: date) -> None:
        if entry.booked < last_booked:
            raise RuleError(
                "what spends money is booked with the last entry or later",
                entry.booked.isoformat(),
                f"{self.name}, entry {entry.id}",
                f"give booked={last_booked} or later",
            )

    def _allow(self, entry: Entry) -> None:
        place = f"{self.name}, entry {entry.id}"
        if self.kind == "deposits" and not entry.party:
            raise RuleError("a deposit is somebody's", entry.party, place, "name the party")
        if entry.revenue and (self.kind != "commission" or entry.way == "in"):
            source = _whose(self.kind, entry.on)
            raise UnlawfulError(
                f"{KINDS[self.kind][0]}不是企业的收入{f'（{source}）' if source else ''}",
                str(entry.amount),
                place,
                "what the company is owed, bill; only commission is taken from a fund",
            )
        if self.kind == "repair-fund" and entry.way == "out":
            if entry.use is None:
                raise RuleError("no use is named", None, place, "say use=repair_fund.Use....")
            for finding in repair_fund.check_use(entry.use, on=entry.on):
                raise UnlawfulError(
                    f"{finding.says}（{finding.cite}）",
                    str(entry.amount),
                    place,
                    "whoever bears it pays it",
                )

    def balance(self, day: date, known: date | None = None, *, party: str | None = None) -> Money:
        """What is in the fund at the end of ``day``, as known on ``known``; of one ``party``."""
        return Money.of_fen(
            sum(
                entry.fen
                for entry in self.entries
                if entry.on <= day
                and (known is None or entry.booked <= known)
                and (party is None or entry.party == party)
            )
        )


def _least(entries: Iterable[Entry], since: date) -> int:
    """The least that is there on ``since`` and every later day."""
    by_day = {since: 0}
    for entry in entries:
        day = max(entry.on, since)
        by_day[day] = by_day.get(day, 0) + entry.fen
    balances: list[int] = []
    for day in sorted(by_day):
        balances.append(by_day[day] + (balances[-1] if balances else 0))
    return min(balances)


def _whose(kind: Kind, on: date) -> Citation | None:
    """The source that says whose money a fund is; no text that was read says it of deposits."""
    if kind == "repair-fund":
        return repair_fund.cite("9", on)
    if kind == "public-income":
        return civil_code.cite("282", on)
    return property_regulations.cite("charges", "12", on) if kind == "commission" else None
