"""Deposits: they stay their party's, and pay nothing without a signature."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from community import OCTOBER, october
from wuye import Account, analysis
from wuye.errors import ExceedsError, RuleError
from wuye.trust import Consent, Fund, deduct, give_back, held_for, take

BILL = october().of_unit("3-1-502")[0]
DAY, LATER = date(2026, 11, 1), date(2026, 11, 9)
CONSENT = Consent(signed_by="O-17", on=DAY, amount="300.00", bills=[BILL.id], evidence="同意书 12")


def fund() -> Fund:
    empty = Fund("装修押金", "deposits")
    two = take(empty, "1", "O-17", "2000", on=DAY, purpose="装修押金", evidence="条 1")
    return take(two, "2", "O-18", "500", on=DAY, purpose="装修押金", evidence="条 2")


def test_a_deposit_goes_back_to_its_party_and_pays_nobody_elses() -> None:
    left = give_back(fund(), "3", "O-18", "500.00", on=LATER, evidence="收条")

    assert ("2000.00", "0.00") == tuple(str(held_for(left, o, LATER)) for o in ("O-17", "O-18"))
    assert "500.00" == str(held_for(left, "O-18", DAY))
    with pytest.raises(ExceedsError, match="has not so much"):
        give_back(fund(), "3", "O-18", "500.01", on=LATER, evidence="收条")
    with pytest.raises(ExceedsError, match="has not so much"):
        give_back(fund(), "3", "O-19", "0.01", on=LATER, evidence="收条")


def test_what_was_consented_to_goes_back_and_pays_the_bills_named() -> None:
    left, payment = deduct(fund(), "3", "O-17", "300.00", CONSENT, on=LATER)
    account = Account.of([BILL]).receive(payment).account

    assert "1700.00" == str(held_for(left, "O-17", LATER))
    assert "0.00" == str(account.on(LATER).outstanding - account.on(LATER).penalty)
    assert (left, payment) == deduct(left, "3", "O-17", "300.00", CONSENT, on=LATER)


def test_a_deposit_counts_in_no_rate_of_collection_until_it_pays() -> None:
    account = Account.of([BILL])
    before = analysis.collection([account], OCTOBER, on=LATER)
    _, payment = deduct(fund(), "3", "O-17", "150.00", CONSENT, on=LATER)
    after = analysis.collection([account.receive(payment).account], OCTOBER, on=LATER)

    assert ("0.00", "150.00") == (str(before.collected), str(after.collected))


@pytest.mark.parametrize(
    "consent",
    [None, evolve(CONSENT, signed_by="O-18"), evolve(CONSENT, on=date(2026, 11, 10))],
)
def test_a_deposit_is_not_netted_without_its_partys_consent(consent: Consent | None) -> None:
    with pytest.raises(RuleError, match="not netted"):
        deduct(fund(), "3", "O-17", "1.00", consent, on=LATER)


def test_a_consent_is_used_up_by_what_was_deducted_under_it() -> None:
    left, _ = deduct(fund(), "3", "O-17", "200.00", CONSENT, on=LATER)
    with pytest.raises(ExceedsError, match="beyond what was consented"):
        deduct(left, "4", "O-17", "100.01", CONSENT, on=LATER)

    rest, _ = deduct(left, "4", "O-17", "100.00", CONSENT, on=LATER)
    assert "1700.00" == str(held_for(rest, "O-17", LATER))


def test_more_than_the_deposit_is_not_deducted_whatever_was_signed() -> None:
    consent = evolve(CONSENT, amount="9000.00")
    with pytest.raises(ExceedsError, match="has not so much"):
        deduct(fund(), "3", "O-17", "2000.01", consent, on=LATER)


@pytest.mark.parametrize(
    "missing", [{"evidence": ""}, {"bills": []}, {"amount": "0.00"}], ids=lambda d: next(iter(d))
)
def test_a_consent_says_for_what_and_how_much_and_is_signed(missing: dict[str, object]) -> None:
    with pytest.raises(RuleError, match="a consent is signed"):
        evolve(CONSENT, **missing)  # type: ignore[arg-type]


def test_a_deposit_is_taken_into_a_fund_of_deposits_and_has_a_party() -> None:
    with pytest.raises(RuleError, match="not a fund of deposits"):
        take(Fund("f", "commission"), "1", "O-17", "1", on=DAY, purpose="押金", evidence="")
    with pytest.raises(RuleError, match="somebody's"):
        take(fund(), "3", "", "1", on=DAY, purpose="押金", evidence="")
