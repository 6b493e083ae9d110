"""Tax inside a price (价税分离): net and tax to the fen, over one line or many.

A price includes its tax (增值税法 7: the tax is shown apart).  Tax is price ÷ (1 + rate) ×
rate, half up to the fen, once for all lines of one rate; over the lines it is shared by
largest remainder, so the taxes of the lines add up to the tax of their total.  A credit
is the mirror of its charge.

>>> split("1272.00", "0.06")
Taxed(gross=Money('1272.00'), tax=Money('72.00'), rate=Decimal('0.06'))
>>> split("280.00", "0.06").net, split("-280.00", "0.06").net
(Money('264.15'), Money('-264.15'))
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from ..allocation import by_largest_remainder
from ..errors import MoneyError, RuleError
from ..money import Money, exact, scaled
from ..rounding import Rounding
from .vat import VatRate

#: to the fen, half up
ROUNDING = Rounding.fen(each="line")


@frozen
class Taxed:
    """A price that includes tax (价税合计), and the tax in it; a credit is negative."""

    gross: Money = field(converter=Money)
    tax: Money = field(converter=Money)
    rate: Decimal | None

    @property
    def net(self) -> Money:
        """The amount without tax (金额)."""
        return self.gross - self.tax

    def mirror(self) -> Taxed:
        """The same with the opposite sign, as a red-letter invoice (红字发票) has it."""
        return Taxed(-self.gross, -self.tax, self.rate)


def _fraction(rate: VatRate | Decimal | str) -> Decimal | None:
    value = rate.rate if isinstance(rate, VatRate) else exact(rate, place="vat")
    if value is not None and not 0 <= value < 1:
        raise MoneyError(
            "a rate lies between 0 and 1", str(value), "vat", 'for six percent write "0.06"'
        )
    return value


def split(gross: Money | str, rate: VatRate | Decimal | str) -> Taxed:
    """Split a price into net and tax: price ÷ (1 + rate) × rate, half up to the fen.

    >>> split("1272.00", "0.06").tax, split("-280.00", "0.06").tax
    (Money('72.00'), Money('-15.85'))
    """
    gross, value = Money(gross), _fraction(rate)
    whole, scale = scaled(value) if value is not None else (0, 1)
    return Taxed(gross, Money.of_fen(ROUNDING.of(gross.fen * whole, scale + whole)), value)


def split_lines(grosses: Iterable[Money | str], rate: VatRate | Decimal | str) -> tuple[Taxed, ...]:
    """Split several prices at one rate, so that their taxes add up to the tax of their total.

    The fen that rounding leaves go by largest remainder.  Charges and credits come apart.

    >>> [str(line.tax) for line in split_lines(["0.09", "0.09", "0.09"], "0.06")]
    ['0.01', '0.01', '0.00']
    """
    lines = [Money(gross) for gross in grosses]
    sizes = [abs(line.fen) for line in lines]
    total = split(Money.total(lines), rate)
    if sum(sizes) != abs(total.gross.fen):
        raise RuleError(
            "charges and credits stand in one list",
            [str(line) for line in lines],
            "split_lines",
            "split the charges and the credits each for themselves",
        )
    shares = by_largest_remainder(total.tax.fen, sizes) if any(sizes) else [0] * len(sizes)
    return tuple(
        Taxed(line, Money.of_fen(fen), total.rate) for line, fen in zip(lines, shares, strict=True)
    )
