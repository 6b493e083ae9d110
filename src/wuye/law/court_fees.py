"""Court fees (案件受理费、申请费) for a money claim, by how the case is brought or ends.

The fee is cumulative by bracket (诉讼费用交纳办法 13-1): 50 yuan up to 10,000, and of what
lies above it a part that falls from 2.5 % to 1 %.  It is halved by summary procedure (16)
and where a case ends by mediation or is withdrawn (15); a payment order costs a third
(14-3).  The brackets kept here end at one million yuan.

>>> fee = court_fee(
...     "25000.00", Track.PAYMENT_ORDER, rounding=Rounding.fen(each="line"), on=date(2026, 10, 1)
... )
>>> fee.amount, fee.basis.why("en")
(Money('141.67'), '(50.00 yuan + 15000.00 yuan × 0.025) ÷ 3 = 141.666666… yuan, rounded half-up \
to the fen: 141.67 yuan')
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import frozen

from ..errors import ExceedsError, MoneyError
from ..explain import Basis, Expr, Input, Rounded
from ..money import Money
from ..rounding import Rounding
from . import civil_procedure


class Track(Enum):
    """How a case is brought or ends, as far as its fee depends on it."""

    ORDINARY = "ordinary"  # 普通程序
    SUMMARY = "summary"  # 简易程序：减半
    MEDIATED = "mediated"  # 调解结案：减半
    WITHDRAWN = "withdrawn"  # 申请撤诉：减半
    PAYMENT_ORDER = "payment-order"  # 支付令：三分之一


_PART: Mapping[Track, tuple[int, str]] = {
    Track.ORDINARY: (1, ""),
    Track.SUMMARY: (2, "16"),
    Track.MEDIATED: (2, "15"),
    Track.WITHDRAWN: (2, "15"),
    Track.PAYMENT_ORDER: (3, "14-3"),
}
_FIRST = Money("10000")
_FLAT = Decimal(50)
#: (up to so much, so much of the part in this bracket)
_BRACKETS = (
    (Money("100000"), Decimal("0.025")),
    (Money("200000"), Decimal("0.02")),
    (Money("500000"), Decimal("0.015")),
    (Money("1000000"), Decimal("0.01")),
)


@frozen
class CourtFee:
    """A court fee, and the calculation that it rests on."""

    amount: Money
    basis: Basis


def court_fee(
    claim: Money | str, track: Track = Track.ORDINARY, *, rounding: Rounding, on: date
) -> CourtFee:
    """Compute the fee for a money claim; it is rounded once, at the end.

    6,000 costs 50.00, by summary procedure 25.00, as a payment order 16.67; 25,000 costs
    425.00, 212.50 and 141.67; 120,000 costs 2,700.00, 1,350.00 and 900.00.  One reduction
    applies, never two.

    Raises :class:`~wuye.errors.ExceedsError` beyond the last bracket kept here.
    """
    amount = Money(claim)
    top = _BRACKETS[-1][0]
    if amount.fen <= 0:
        raise MoneyError("a claim is above 0", str(amount), "court_fee", "give what is asked for")
    if amount > top:
        raise ExceedsError(
            f"the brackets kept here end at {top}",
            str(amount),
            "court_fee",
            "ask the court, or split off what is no claim for fees",
        )
    expr: Expr = Input("flat", "yuan")
    inputs = [("flat", _FLAT)]
    floor = _FIRST
    for number, (ceiling, rate) in enumerate(_BRACKETS, start=2):
        if amount > floor:
            part = min(amount, ceiling) - floor
            expr += Input(f"part-{number}", "yuan") * Input(f"rate-{number}")
            inputs += [(f"part-{number}", part.yuan), (f"rate-{number}", rate)]
        floor = ceiling
    cites = [civil_procedure.cite("fees", "13-1", on)]
    divisor, number_of_article = _PART[track]
    if divisor > 1:
        expr /= Input("divisor")
        inputs.append(("divisor", Decimal(divisor)))
        cites.append(civil_procedure.cite("fees", number_of_article, on))
    basis = Basis(Rounded(expr, rounding), tuple(inputs), tuple(cites))
    return CourtFee(basis.evaluate(), basis)
