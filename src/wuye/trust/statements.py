"""Statements of a fund (收支明细): opening balance, entries, closing balance.

>>> from .funds import Entry
>>> fund = Fund("公共收益", "public-income").post(
...     Entry(id="1", on=date(2026, 9, 5), way="in", amount="900.00", purpose="电梯广告"),
...     Entry(id="2", on=date(2026, 10, 8), way="out", amount="120.00", purpose="布展成本"),
... )
>>> print(statement(fund, Period.month(2026, 10)).text("en"))
public income, 公共收益, 2026-10-01 to 2026-10-31
opening balance 900.00
2026-10-08 out 120.00 布展成本, balance 780.00
closing balance 780.00
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import field, frozen

from .. import html
from ..dates import ONE_DAY, Period
from ..explain import Language
from ..money import Money
from .funds import KINDS, Entry, Fund, Kind

_WORDS = {
    "opening": ("期初余额", "opening balance"),
    "closing": ("期末余额", "closing balance"),
    "balance": ("余额", "balance"),
    "in": ("收入", "in"),
    "out": ("支出", "out"),
    "day": ("日期", "day"),
    "purpose": ("用途", "purpose"),
}


@frozen(kw_only=True)
class Statement:
    """What a fund held when a period began, what came and went, and what it held at the end."""

    fund: str
    kind: Kind
    period: Period
    known: date | None
    opening: Money
    entries: tuple[Entry, ...] = field(converter=tuple[Entry, ...])

    @property
    def closing(self) -> Money:
        """What was there at the end of the period."""
        return self.opening + Money.of_fen(sum(entry.fen for entry in self.entries))

    def _balances(self) -> Iterator[tuple[Entry, Money]]:
        balance = self.opening
        for entry in self.entries:
            balance += Money.of_fen(entry.fen)
            yield entry, balance

    def text(self, language: Language = "zh") -> str:
        """Write it for an office to read; the parties are not named."""
        say = {code: words[language == "en"] for code, words in _WORDS.items()}
        comma = ", " if language == "en" else "，"
        lines = [
            f"{self.kind_name(language)}{comma}{self.fund}{comma}{self.period}",
            f"{say['opening']} {self.opening}",
            *(
                f"{e.on} {say[e.way]} {e.amount} {e.purpose}{comma}{say['balance']} {balance}"
                for e, balance in self._balances()
            ),
            f"{say['closing']} {self.closing}",
        ]
        return "\n".join(lines)

    def html(self, language: Language = "zh") -> str:
        """Write it as a page; the parties are not named."""
        say = {code: words[language == "en"] for code, words in _WORDS.items()}
        head = [say[code] for code in ("day", "purpose", "in", "out", "balance")]
        rows = [["", say["opening"], "", "", str(self.opening)]]
        for entry, balance in self._balances():
            amounts = [str(entry.amount) if entry.way == way else "" for way in ("in", "out")]
            rows.append([str(entry.on), entry.purpose, *amounts, str(balance)])
        rows.append(["", say["closing"], "", "", str(self.closing)])
        return html.page(f"{self.fund} {self.period}", html.table(head, rows), language=language)

    def kind_name(self, language: Language = "zh") -> str:
        """The kind of the fund, in words."""
        return KINDS[self.kind][language == "en"]


def statement(fund: Fund, period: Period, known: date | None = None) -> Statement:
    """Make the statement of a fund over a period, from what was booked by ``known``."""
    seen = [entry for entry in fund.entries if known is None or entry.booked <= known]
    return Statement(
        fund=fund.name,
        kind=fund.kind,
        period=period,
        known=known,
        opening=fund.balance(period.start - ONE_DAY, known),
        entries=sorted((e for e in seen if e.on in period), key=lambda entry: entry.on),
    )
