"""A contract's penalty (违约金) seen beside the law.

The law sets no rate and no cap for late property fees: the contract does, and without a
clause there is no penalty, only the loss (民法典 583 to 585).  A clause whose penalty
exceeds the loss by more than 30 % is generally held too high (合同编通则解释 65-2).  It is
reduced on request alone, by a court or an arbitrator, so a biller computes the contract's
figure and shows the estimate beside it.

The loss of late money is estimated at LPR (贷款市场报价利率), from a table given by the host.
That the loss is LPR is an inference, no rule of law; the result says so.  Simple interest,
365 days a year; nothing bears interest on interest.

>>> year = [(Period(date(2025, 10, 1), date(2026, 10, 1)), "3000.00")]
>>> seen = review(
...     year,
...     daily="0.003",
...     rates=[(date(2025, 5, 20), "0.03")],
...     rounding=Rounding.fen(each="line"),
...     on=date(2026, 10, 1),
... )
>>> seen.contractual, seen.annual, seen.loss, seen.supportable
(Money('3285.00'), Decimal('1.095'), Money('90.00'), Money('117.00'))
>>> [finding.code for finding in seen.findings]
['generally-too-high']
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from ..citation import Citation, Dated
from ..dates import Period, a_day
from ..errors import ExceedsError, MoneyError, PeriodError
from ..money import Money, exact, exact_sum
from ..rounding import Rounding
from . import civil_code, interpretations
from .reference import Finding

Owed = tuple[Period, Money | str]
Number = Decimal | int | str

TOO_HIGH = Fraction(13, 10)  # 合同编通则解释 65-2: the loss and thirty per cent of it
DAYS_OF_YEAR = 365
DOUBLED_DAILY = Fraction(175, 1_000_000)  # 迟延履行利息解释 1-3: 日万分之一点七五

_ORDER = "先清偿全部判决金额，再清偿加倍部分利息；判决金额之内先抵计息的本金，是推论，当事人另有约定的除外"
_ESTIMATE = "以LPR估算损失是推论，不是法律规定；实际损失由当事人举证，由法院或者仲裁机构认定"


@frozen
class Segment:
    """A stretch of days with one principal and one yearly rate."""

    days: Period
    principal: Money
    rate: Decimal


@frozen
class Review:
    """The contract's figure and the yardstick beside it.

    ``contractual`` is what the clause gives, 0.00 without one; ``annual`` its simple yearly
    rate, such as 1.095 for 109.5 %.  ``loss`` is estimated, ``supportable`` is the loss
    times the multiple asked for.  ``doubts`` tell what is estimated, in Chinese.
    """

    contractual: Money
    annual: Decimal | None
    loss: Money
    supportable: Money
    segments: tuple[Segment, ...]
    findings: tuple[Finding, ...]
    doubts: tuple[str, ...]
    cites: tuple[Citation, ...]


def annualised(daily: Number) -> Decimal:
    """Turn a daily rate into the simple yearly rate, 365 days.

    >>> annualised("0.003"), annualised("0.0005")
    (Decimal('1.095'), Decimal('0.1825'))
    """
    return exact_sum([_rate(daily, "daily")] * DAYS_OF_YEAR)


def review(
    owed: Iterable[Owed],
    *,
    daily: Number | None,
    rates: Iterable[tuple[date, Number]],
    rounding: Rounding,
    on: date,
    multiple: Number = "1.3",
) -> Review:
    """Set the penalty of a clause beside the loss estimated at LPR.

    ``owed`` are the stretches of days in delay with the principal unpaid on them;
    ``daily`` the rate of the clause, None when the contract has none; ``rates`` the yearly
    LPR, each from its day on.  Whether the penalty is too high is compared before rounding
    and always with the 30 % of the rule, whatever ``multiple`` of the loss is shown.
    Raises :class:`~wuye.errors.NotInForceError` for days before the first rate.
    """
    stretches = _stretches(owed)
    segments = _segments(stretches, rates)
    loss = sum(
        (
            _interest(part.days, part.principal, Fraction(part.rate), DAYS_OF_YEAR)
            for part in segments
        ),
        Fraction(0),
    )
    clause = None if daily is None else _rate(daily, "daily")
    penalty = sum(
        (_interest(days, principal, Fraction(clause or 0)) for days, principal in stretches),
        Fraction(0),
    )
    findings = []
    if clause is None:
        says = "合同没有违约金条款，不得收取违约金；只能就实际损失请求赔偿"
        findings.append(Finding("no-penalty-clause", says, civil_code.cite("585-1", on)))
    elif penalty > loss * TOO_HIGH:
        says = "违约金超过估算损失的百分之三十，一般会被认定过高；仅由法院、仲裁机构依请求减少"
        rule = interpretations.cite("contracts", "65-2", on)
        findings.append(Finding("generally-too-high", says, rule, stops=False))
    return Review(
        _rounded(penalty, rounding),
        None if clause is None else annualised(clause),
        _rounded(loss, rounding),
        _rounded(loss * Fraction(_rate(multiple, "multiple")), rounding),
        segments,
        tuple(findings),
        (_ESTIMATE,),
        (
            *(civil_code.cite(number, on) for number in ("583", "584", "585-2", "585-3")),
            *(
                interpretations.cite("contracts", number, on)
                for number in ("64-1", "64-2", "64-3", "65-1", "65-3", "66")
            ),
        ),
    )


@frozen
class Adjudged:
    """A judgment debt on a day: what is left of it, and of the doubled interest.

    ``debt_left`` is what is left of the money that bears doubled interest, ``other_left``
    of the general interest adjudged.  ``doubts`` tell what the order rests on, in Chinese.
    """

    debt_left: Money
    interest: Money
    interest_left: Money
    cites: tuple[Citation, ...] = field(converter=tuple[Citation, ...])
    other_left: Money = field(default=Money("0.00"), kw_only=True)
    doubts: tuple[str, ...] = field(default=(), kw_only=True, converter=tuple[str, ...])


def doubled_interest(
    debt: Money | str,
    payments: Iterable[tuple[date, Money | str]] = (),
    *,
    other: Money | str = "0.00",
    expired: date,
    rounding: Rounding,
    on: date,
) -> Adjudged:
    """Count the doubled part of interest on a judgment debt (加倍部分债务利息), up to a day.

    ``debt`` is the money adjudged without general interest (一般债务利息); ``other`` is that
    interest, which bears no doubled interest.  ``expired`` is the last day of the period
    for performance, the next is day one and the day of payment counts.  A payment goes to
    all that was adjudged first and only then to the doubled part, other than before judgment
    and unless agreed otherwise (迟延履行利息解释 4).  The rule sets no order within what was
    adjudged; ``debt`` comes first here, so that the interest is the least that can be, and
    the result says so.

    >>> paid = doubled_interest(
    ...     "10000.00",
    ...     [(date(2026, 1, 11), "10000.00")],
    ...     expired=date(2026, 1, 1),
    ...     rounding=Rounding.fen(each="line"),
    ...     on=date(2026, 1, 31),
    ... )
    >>> paid.debt_left, paid.interest_left
    (Money('0.00'), Money('17.50'))
    """
    left, other_left, since = Money(debt).fen, Money(other).fen, a_day(expired)
    if left < 0 or other_left < 0:
        raise MoneyError(
            "what was adjudged is not below 0",
            f"{debt} / {other}",
            "doubled_interest",
            "leave out what there is none of",
        )
    interest, to_interest = Fraction(0), 0
    given = sorted((a_day(day), _above_zero(amount, "payment")) for day, amount in payments)
    for day, amount in [(day, amount) for day, amount in given if day <= on]:
        if day > since:
            interest += left * DOUBLED_DAILY * (day - since).days
            since = day
        to_debt = min(left, amount.fen)
        to_other = min(other_left, amount.fen - to_debt)
        left, other_left = left - to_debt, other_left - to_other
        to_interest += amount.fen - to_debt - to_other
    interest += left * DOUBLED_DAILY * max(0, (on - since).days)
    total = _rounded(interest, rounding)
    if to_interest > total.fen:
        raise ExceedsError(
            "more was paid than was owed",
            str(Money.of_fen(to_interest - total.fen)),
            "doubled_interest",
            "give as other what else was adjudged; pay back a surplus and leave it out",
        )
    cites = (
        interpretations.cite("delay-interest", number, on) for number in ("1-3", "2", "3-1", "4")
    )
    return Adjudged(
        Money.of_fen(left),
        total,
        Money.of_fen(total.fen - to_interest),
        cites,
        other_left=Money.of_fen(other_left),
        doubts=(_ORDER,),
    )


def _rate(value: Number, place: str) -> Decimal:
    rate = exact(value, place=place)
    if rate.is_signed() or rate.is_zero():
        raise MoneyError("a rate is above 0", str(rate), place, "leave out what there is none of")
    return rate


def _above_zero(amount: Money | str, place: str) -> Money:
    money = Money(amount)
    if money.fen <= 0:
        raise MoneyError("an amount is above 0", str(money), place, "leave out what is not owed")
    return money


def _stretches(owed: Iterable[Owed]) -> tuple[tuple[Period, Money], ...]:
    found = tuple(sorted((days, _above_zero(principal, "owed")) for days, principal in owed))
    for (before, _), (after, _) in pairwise(found):
        if after.start < before.end:
            raise PeriodError(
                "two stretches of days overlap",
                f"{before} and {after}",
                "owed",
                "review each period's debt on its own",
            )
    return found


def _segments(
    stretches: Iterable[tuple[Period, Money]], rates: Iterable[tuple[date, Number]]
) -> tuple[Segment, ...]:
    table = Dated("LPR", tuple((a_day(since), _rate(rate, "LPR")) for since, rate in rates))
    changes = [since for since, _ in table.steps]
    return tuple(
        Segment(part, principal, table.on(part.start))
        for days, principal in stretches
        for part in days.split(*changes)
    )


def _interest(days: Period, principal: Money, rate: Fraction, per: int = 1) -> Fraction:
    """Simple interest in fen, exactly."""
    return principal.fen * rate * days.days / per


def _rounded(fen: Fraction, rounding: Rounding) -> Money:
    return Money.of_fen(rounding.of(fen.numerator, fen.denominator))
