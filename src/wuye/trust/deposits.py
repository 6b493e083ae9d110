"""Deposits (押金): taken, given back, and deducted from only with signed consent.

A deposit stays the depositor's.  It is a liability and no revenue, pays no bill by itself,
and takes no part in rates of collection.  What the depositor signs for becomes two things:
money that goes back, and a payment of the depositor's for the bills named.

>>> fund = take(Fund("装修押金", "deposits"), "D-1", "O-17", "2000.00", on=date(2026, 3, 1),
...             purpose="装修押金", evidence="押金条 0031")
>>> consent = Consent(signed_by="O-17", on=date(2026, 6, 1), amount="300.00",
...                   bills=["2026-05:3-1-502:O-17"], evidence="同意书 12")
>>> fund, payment = deduct(fund, "D-2", "O-17", "280.00", consent, on=date(2026, 6, 1))
>>> str(held_for(fund, "O-17", date(2026, 6, 1))), str(payment.amount), payment.designated
('1720.00', '280.00', ('2026-05:3-1-502:O-17',))
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from ..dates import a_day
from ..errors import ExceedsError, RuleError
from ..money import Money
from ..payments import Payment
from .funds import Entry, Fund


@frozen(kw_only=True)
class Consent:
    """What a depositor signed: up to which amount may go to which bills or lines.

    ``signed_by`` is the id of the party; ``evidence`` says where the signed paper is.
    """

    signed_by: str
    on: date = field(converter=a_day)
    amount: Money = field(converter=Money)
    bills: tuple[str, ...] = field(converter=tuple[str, ...])
    evidence: str = field(repr=False)

    def __attrs_post_init__(self) -> None:
        if not (self.evidence and self.bills) or self.amount.fen <= 0:
            raise RuleError(
                "a consent is signed, for an amount and for bills that it names",
                str(self.amount),
                "Consent",
                "give amount, bills, and evidence of the signature",
            )


def take(
    fund: Fund,
    id_: str,
    party: str,
    amount: Money | str,
    *,
    on: date,
    purpose: str,
    evidence: str,
    booked: date | None = None,
) -> Fund:
    """Take a deposit from a party."""
    return _of(fund).post(
        Entry(
            id=id_,
            on=on,
            way="in",
            amount=amount,
            purpose=purpose,
            evidence=evidence,
            party=party,
            booked=booked or on,
        )
    )


def give_back(
    fund: Fund,
    id_: str,
    party: str,
    amount: Money | str,
    *,
    on: date,
    evidence: str,
    purpose: str = "退还押金",
    booked: date | None = None,
) -> Fund:
    """Give a deposit back (退还), or part of it.

    Raises :class:`~wuye.errors.ExceedsError` for more than the party has in the fund on
    the day or later.
    """
    return _of(fund).post(
        Entry(
            id=id_,
            on=on,
            way="out",
            amount=amount,
            purpose=purpose,
            evidence=evidence,
            party=party,
            booked=booked or on,
        )
    )


def deduct(
    fund: Fund,
    id_: str,
    party: str,
    amount: Money | str,
    consent: Consent | None,
    *,
    on: date,
    booked: date | None = None,
) -> tuple[Fund, Payment]:
    """Deduct from a deposit what its party signed for: it goes back, and pays bills.

    The payment bears the entry's id and is designated for the bills of the consent; the
    host posts it to the party's account.  What was deducted under one consent is told from
    the others by its evidence, and adds up to no more than the consent.

    Raises :class:`~wuye.errors.RuleError` without the party's own consent of that day or
    before, and :class:`~wuye.errors.ExceedsError` beyond it or beyond the deposit.
    """
    place = f"{fund.name}, entry {id_}"
    if consent is None or consent.signed_by != party or consent.on > on:
        raise RuleError(
            "a deposit is not netted against what its party owes without signed consent",
            None if consent is None else f"signed on {consent.on}",
            place,
            "give the party's own consent, or give the deposit back and ask for the debt",
        )
    used = Money.total(
        entry.amount
        for entry in fund.entries
        if entry.way == "out" and entry.evidence == consent.evidence and entry.id != id_
    )
    if Money(amount) + used > consent.amount:
        raise ExceedsError(
            "beyond what was consented to",
            str(amount),
            place,
            f"{consent.amount} was, of which {used} is used",
        )
    left = give_back(
        fund,
        id_,
        party,
        amount,
        on=on,
        evidence=consent.evidence,
        purpose="经书面同意抵付",
        booked=booked,
    )
    payment = Payment(
        id_, amount, on=on, designated=consent.bills, channel="deposit", remark=consent.evidence
    )
    return left, payment


def held_for(fund: Fund, party: str, day: date, known: date | None = None) -> Money:
    """What a party has in the fund on a day."""
    return fund.balance(day, known, party=party)


def _of(fund: Fund) -> Fund:
    if fund.kind != "deposits":
        raise RuleError("not a fund of deposits", fund.kind, fund.name, 'open Fund(…, "deposits")')
    return fund
