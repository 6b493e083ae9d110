"""Commission (酬金制): what the company takes, and what is left to the owners.

The company takes an agreed share or amount; all the rest pays for the agreed service, and
what is left, or lacks, is the owners' (物业服务收费管理办法 9).  Money paid in advance is
held for them (12).

>>> terms = Commission("received", share="0.08", deficit="owners")
>>> result = settle(terms, "100000.00", "89500.00", on=date(2026, 12, 31))
>>> str(result.commission), str(result.surplus)
('8000.00', '2500.00')
>>> print(result.why("en"))
100000.00 yuan × 0.08 = 8000.00 yuan
100000.00 yuan − 89500.00 yuan − 8000.00 yuan = 2500.00 yuan
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen
from attrs.converters import optional

from ..citation import Citation
from ..dates import Period
from ..errors import MoneyError, RuleError, one_of
from ..explain import Basis, Expr, Input, Language, Rounded
from ..law import property_regulations
from ..money import Money, exact
from ..rounding import Rounding
from .funds import Fund

Of = Literal["received", "spent", "fixed"]
Bearer = Literal["owners", "company"]

RECEIVED, SPENT = Input("received", "yuan"), Input("spent", "yuan")
SHARE, COMMISSION = Input("share"), Input("commission", "yuan")
REST = RECEIVED - SPENT - COMMISSION


def _share(value: object) -> Decimal | None:
    return None if value is None else exact(value, place="Commission.share")


@frozen
class Commission:
    """The commission of a contract: a ``share`` of what was received or spent, or an amount.

    ``deficit`` says who bears it when the money does not suffice; the measure says the
    owners, and a contract may say otherwise, so there is no default.
    """

    of: Of = field(validator=one_of("received", "spent", "fixed"))
    share: Decimal | None = field(default=None, converter=_share, kw_only=True)
    amount: Money | None = field(default=None, converter=optional(Money), kw_only=True)
    deficit: Bearer = field(validator=one_of("owners", "company"), kw_only=True)
    rounding: Rounding = field(default=Rounding.fen(each="line"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        fixed = self.of == "fixed"
        if fixed != (self.share is None) or fixed != (self.amount is not None):
            raise RuleError(
                "a commission is a share of something, or a fixed amount",
                self.of,
                "Commission",
                'write Commission("received", share="0.08") or Commission("fixed", amount="…")',
            )
        if (self.share is not None and not 0 < self.share < 1) or (
            self.amount is not None and self.amount.fen <= 0
        ):
            raise MoneyError(
                "a share lies between 0 and 1, an amount above 0",
                str(self.share or self.amount),
                "Commission",
                'for 8 % write share="0.08"',
            )

    @property
    def expr(self) -> Expr:
        """How it is computed."""
        if self.of == "fixed":
            return COMMISSION
        return Rounded((RECEIVED if self.of == "received" else SPENT) * SHARE, self.rounding)


@frozen(kw_only=True)
class Result:
    """What a commission account came to over a time.

    ``commission`` is the company's; of ``rest``, a ``surplus`` is the owners' and a
    deficit is borne by ``bearer``.
    """

    received: Money
    spent: Money
    basis: Basis = field(repr=False)
    bearer: Bearer
    cites: tuple[Citation, ...] = field(converter=tuple[Citation, ...], repr=False)

    @property
    def commission(self) -> Money:
        """What the company takes (酬金)."""
        return self.basis.evaluate()

    @property
    def rest(self) -> Money:
        """What is left when all is paid; below 0 when it does not suffice."""
        return self.received - self.spent - self.commission

    @property
    def surplus(self) -> Money:
        """What is left to the owners (结余)."""
        return max(self.rest, Money("0"))

    @property
    def deficit(self) -> Money:
        """What lacks (不足), whoever bears it."""
        return max(-self.rest, Money("0"))

    def borne_by(self, bearer: Bearer) -> Money:
        """What the owners, or the company, have to add."""
        return self.deficit if bearer == self.bearer else Money("0")

    def why(self, language: Language = "zh") -> str:
        """Write both calculations, to be checked on paper."""
        inputs = (
            ("received", self.received.yuan),
            ("spent", self.spent.yuan),
            ("commission", self.commission.yuan),
        )
        return "\n".join([self.basis.why(language), Basis(REST, inputs).why(language)])


def settle(terms: Commission, received: Money | str, spent: Money | str, *, on: date) -> Result:
    """Settle a commission account: what was received, what was spent on the service.

    ``on`` is the day by which the law is cited.  Raises
    :class:`~wuye.errors.MoneyError` for amounts below 0.
    """
    came, went = Money(received), Money(spent)
    if min(came, went).fen < 0:
        raise MoneyError(
            "what was received or spent is not below 0", f"{came}, {went}", "settle", "give 0"
        )
    share = terms.share if terms.share is not None else Decimal(0)
    fixed = terms.amount if terms.amount is not None else Money("0")
    given = {
        "received": (("received", came.yuan), ("share", share)),
        "spent": (("spent", went.yuan), ("share", share)),
        "fixed": (("commission", fixed.yuan),),
    }
    cites = (
        property_regulations.cite("charges", "9", on),
        property_regulations.cite("charges", "12", on),
    )
    basis = Basis(terms.expr, given[terms.of], cites[:1])
    return Result(received=came, spent=went, basis=basis, bearer=terms.deficit, cites=cites)


def settle_fund(terms: Commission, fund: Fund, period: Period, known: date | None = None) -> Result:
    """Settle a commission account over a period, from its entries as known on a day.

    What the company has taken as commission already is no spending.
    """
    if fund.kind != "commission":
        raise RuleError("no commission account", fund.kind, fund.name, "settle one that is")
    entries = [
        entry
        for entry in fund.entries
        if entry.on in period and (known is None or entry.booked <= known) and not entry.revenue
    ]
    received = Money.total(entry.amount for entry in entries if entry.way == "in")
    spent = Money.total(entry.amount for entry in entries if entry.way == "out")
    return settle(terms, received, spent, on=period.last)
