"""Published calculations of payments, the repair fund and rates: the library gives the same.

The facts are data in ``tests/cases``; its README tells where each case is tried.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from community import october
from published import Case, cases, wrong
from strategies import plain
from wuye import Account, Money, Payment, Period, Rounding, disputes, payments
from wuye.analysis import rate
from wuye.bills import OpenItem
from wuye.dates import ONE_DAY
from wuye.disputes import Withdrawn
from wuye.fees import PenaltyTerms
from wuye.law import repair_fund
from wuye.law.vat_amounts import split
from wuye.law.votes import Tally, Vote
from wuye.payments import Order, settle
from wuye.payments.instalments import plan
from wuye.payments.refunds import unserved
from wuye.rounding import Mode, round_ratio

DUE, ON = date(2026, 10, 25), date(2026, 11, 3)


# -- payments -------------------------------------------------------------------------------


def debt(facts: Case) -> OpenItem:
    principal, penalty, secured = (
        Money(facts.get(name, "0")) for name in ("principal", "penalty", "secured")
    )
    return OpenItem(
        id=facts["id"],
        bill="b",
        unit="u",
        due=facts.get("due", DUE),
        principal=principal,
        penalty=penalty,
        secured=secured,
        daily=Decimal(facts.get("daily", "0")),
    )


@cases("settle")
def test_a_payment_pays_what_was_published(case: Case) -> None:
    order = (
        getattr(payments, case["order"])
        if "order" in case
        else Order("约定", case["rules"], case["within"])
    )
    money = Payment("p", case["paid"], on=case.get("on", ON))
    for debts in (case["debts"], case["debts"][::-1]):
        settlement = settle(map(debt, debts), money, order)

        assert case["expected"] == {
            f"{part.item} {part.component}": str(part.amount) for part in settlement.parts
        }
        assert case.get("left", "0.00") == str(settlement.unapplied)


@cases("plan")
def test_equal_parts_are_as_published(case: Case) -> None:
    agreed = plan(case["total"], case["parts"], DUE, remainder=case["remainder"])

    assert case["expected"] == [str(part.amount) for part in agreed.parts]


@cases("refund")
def test_what_was_paid_for_a_space_and_not_used_is_refunded(case: Case) -> None:
    basis = unserved(
        case["paid"],
        Period.parse(case["month"]),
        Period(*case["left"]),
        by=case["by"],
        rounding=Rounding.fen(each="line"),
    )

    assert case["expected"] == str(basis.evaluate()) == str(basis.recompute())


@cases("vat")
def test_a_price_holds_the_tax_that_was_published(case: Case) -> None:
    taxed = split(case["gross"], case["rate"])

    assert (case["net"], case["tax"]) == (str(taxed.net), str(taxed.tax))


# -- the repair fund ------------------------------------------------------------------------


def repair(case: Case) -> list[str]:
    stakes = [repair_fund.Stake(f"{at}", area) for at, area in enumerate(case["areas"])]
    return [str(part.amount) for part in repair_fund.share(case["cost"], stakes, on=ON)]


@cases("share")
def test_a_repair_is_shared_as_published(case: Case) -> None:
    assert case["expected"] == repair(case)


@wrong("share")
def test_a_wrong_share_of_a_repair_does_not_come_out(case: Case, figure: str) -> None:
    assert figure not in repair(case)


@cases("deposit")
def test_a_first_deposit_is_as_published(case: Case) -> None:
    deposit = repair_fund.first_deposit(case["area"], case["per_sqm"], on=ON)

    assert case["expected"] == str(deposit.amount)


@cases("vote")
def test_a_vote_on_a_repair_passes_by_the_percentages_published(case: Case) -> None:
    everyone, agreed = Tally(*case["all"]), Tally(*case["agreed"])

    assert repair_fund.decide_use(Vote(everyone, everyone, agreed), on=ON).passed
    assert case["percent"] == [
        ratio(100 * Fraction(part), Fraction(whole), 2)
        for part, whole in zip(case["agreed"], case["all"], strict=True)
    ]


# -- disputes -------------------------------------------------------------------------------


@cases("pause")
def test_a_dispute_pauses_the_days_of_delay_as_published(case: Case) -> None:
    terms = PenaltyTerms("0.0003", grace=case["grace"])
    bill = evolve(october().of_unit("3-1-502")[0], due=case["due"], penalty=terms)
    bill = evolve(bill, on=case["due"], booked=case["due"])
    account = Account.of([bill])
    for number, (start, end) in enumerate(case["pauses"]):
        opened = disputes.lodge(
            f"D-{number}", bill, "property", ground="amount", on=start + ONE_DAY
        )
        ended = disputes.advance(opened.case, Withdrawn("forgiven"), on=end + ONE_DAY)
        account = account.post(*opened.effects, *ended.effects).account
    found = [account.on(day).item(bill["property"].id).penalty for day in case["as_of"]]

    assert case["expected"] == [
        sum(segment.counted for segment in late.segments) if late else 0 for late in found
    ]
    assert case["past_due"] == [(day - bill.due).days for day in case["as_of"]]


# -- rates and quantities -------------------------------------------------------------------


def ratio(of: Fraction, by: Fraction, places: int, mode: str = "half-up") -> str:
    exact = of / by
    return plain(round_ratio(exact.numerator * 10**places, exact.denominator, Mode(mode)), places)


@cases("ratio")
def test_a_ratio_is_rounded_as_published(case: Case) -> None:
    of, by = Fraction(case["of"]), Fraction(case["by"])

    assert case["expected"] == ratio(of, by, case["places"], case.get("mode", "half-up"))


@cases("rate")
def test_a_rate_of_collection_is_as_published(case: Case) -> None:
    received = Money.total(map(Money, case["received"]))

    assert case["expected"] == str(rate(received, Money(case["of"])))


@cases("total")
def test_a_total_is_as_published(case: Case) -> None:
    assert case["expected"] == str(Money.total(map(Money, case["amounts"])))
