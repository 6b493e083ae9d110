"""Debtors: each for the whole, heirs within the estate, and whom a demand reaches."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.errors import DuplicateError, MoneyError, NotInForceError, RuleError, UnknownError
from wuye.law.debtors import Heir, Receiver, of_heirs, of_owners, reaches
from wuye.money import Money

TODAY = date(2026, 10, 1)


def test_a_sole_owner_owes_alone() -> None:
    (owner,) = of_owners("840.00", ["O-17"], on=TODAY)

    assert ("O-17", Money("840.00"), False) == (owner.person, owner.most, owner.jointly)
    assert ["944-1"] == [cite.article for cite in owner.cites]


def test_co_owners_each_owe_the_whole() -> None:
    couple = of_owners("840.00", ["O-17", "O-18"], on=TODAY)

    assert [Money("840.00")] * 2 == [owner.most for owner in couple]
    assert all(owner.jointly for owner in couple)
    assert ["944-1", "307"] == [cite.article for cite in couple[0].cites]


def test_an_occupier_who_agreed_to_pay_comes_first_and_the_owner_owes_too() -> None:
    occupier, owner = of_owners("840.00", ["O-17"], occupier="T-3", on=TODAY)

    assert [("T-3", "occupier"), ("O-17", "owner")] == [
        (each.person, each.role) for each in (occupier, owner)
    ]
    assert [Money("840.00")] * 2 == [occupier.most, owner.most]
    assert occupier.jointly
    assert owner.jointly
    assert ["物业管理条例第41-1条"] == [str(cite).split("（")[0] for cite in occupier.cites]
    assert ["944-1", "41-1"] == [cite.article for cite in owner.cites]


def test_heirs_pay_no_more_than_they_inherited() -> None:
    heirs = [Heir("H-1", "500.00"), Heir("H-2", "840.01"), Heir("H-3", "0.00")]

    assert [Money("500.00"), Money("840.00"), Money("0.00")] == [
        debtor.most for debtor in of_heirs("840.00", heirs, on=TODAY)
    ]


@given(debt=st.integers(1, 10**9), estate=st.integers(0, 10**9))
def test_no_heir_is_asked_for_more_than_the_debt_or_the_estate(debt: int, estate: int) -> None:
    heirs = [Heir("H-1", Money.of_fen(estate))]
    (heir,) = of_heirs(Money.of_fen(debt), heirs, on=TODAY)

    assert Money.of_fen(min(debt, estate)) == heir.most


def test_an_heir_who_waived_is_left_out_and_the_article_cited() -> None:
    (heir,) = of_heirs("840.00", [Heir("H-1", "900.00"), Heir("H-2", waived=True)], on=TODAY)

    assert "H-1" == heir.person
    assert ["1161-1", "1161-2"] == [cite.article for cite in heir.cites]


def test_while_the_estate_is_not_known_no_amount_is_named() -> None:
    (heir,) = of_heirs("840.00", [Heir("H-1")], on=TODAY)

    assert heir.most is None
    assert "遗产价值未知" in heir.says


@pytest.mark.parametrize(
    "receiver", [Receiver.DEBTOR, Receiver.HOUSEHOLD, Receiver.AUTHORISED, Receiver.AGENT]
)
def test_a_demand_on_one_joint_debtor_reaches_all(receiver: Receiver) -> None:
    everyone = of_owners("840.00", ["O-17", "O-18"], occupier="T-3", on=TODAY)
    reach = reaches(everyone, "O-18", receiver, on=TODAY)

    assert ("T-3", "O-17", "O-18") == reach.debtors
    assert "15-2" == reach.cites[-1].article


def test_a_demand_on_one_heir_reaches_that_heir() -> None:
    heirs = of_heirs("840.00", [Heir("H-1", "500.00"), Heir("H-2", "500.00")], on=TODAY)

    assert ("H-2",) == reaches(heirs, "H-2", Receiver.DEBTOR, on=TODAY).debtors


def test_a_demand_on_the_surviving_owners_does_not_reach_the_heirs_of_another() -> None:
    owners = of_owners("840.00", ["O-17", "O-18"], on=TODAY)
    heirs = of_heirs("840.00", [Heir("H-1", "500.00")], on=TODAY)

    assert ("O-17", "O-18") == reaches((*owners, *heirs), "O-17", Receiver.DEBTOR, on=TODAY).debtors
    assert ("H-1",) == reaches((*owners, *heirs), "H-1", Receiver.ADMINISTRATOR, on=TODAY).debtors


def test_an_administrator_of_the_estate_stands_for_every_heir() -> None:
    heirs = of_heirs("840.00", [Heir("H-1", "500.00"), Heir("H-2", "500.00")], on=TODAY)

    assert ("H-1", "H-2") == reaches(heirs, "H-2", Receiver.ADMINISTRATOR, on=TODAY).debtors
    with pytest.raises(RuleError, match="of_heirs"):
        reaches(of_owners("1.00", ["O-17"], on=TODAY), "O-17", Receiver.ADMINISTRATOR, on=TODAY)


def test_a_neighbour_reaches_nobody() -> None:
    couple = of_owners("840.00", ["O-17", "O-18"], on=TODAY)
    reach = reaches(couple, "O-17", Receiver.OTHER, on=TODAY)

    assert () == reach.debtors
    assert "不得向其透露欠费" in reach.says


def test_who_owes_nothing_is_not_addressed() -> None:
    with pytest.raises(UnknownError, match="O-17"):
        reaches(of_owners("1.00", ["O-17"], on=TODAY), "O-99", Receiver.DEBTOR, on=TODAY)


def test_what_cannot_be_owed_is_refused() -> None:
    for amount in ("0.00", "-1.00"):
        with pytest.raises(MoneyError, match="above 0"):
            of_owners(amount, ["O-17"], on=TODAY)
    with pytest.raises(RuleError, match="at least one"):
        of_owners("1.00", [], on=TODAY)
    with pytest.raises(RuleError, match="no list of names"):
        of_owners("1.00", "O-17", on=TODAY)
    with pytest.raises(DuplicateError):
        of_owners("1.00", ["O-17", "O-17"], on=TODAY)
    with pytest.raises(DuplicateError, match="owner and occupier"):
        of_owners("1.00", ["O-17"], occupier="O-17", on=TODAY)
    with pytest.raises(DuplicateError):
        of_heirs("1.00", [Heir("H-1"), Heir("H-1")], on=TODAY)
    with pytest.raises(MoneyError, match="less than nothing"):
        of_heirs("1.00", [Heir("H-1", "-0.01")], on=TODAY)


def test_before_the_code_nothing_is_cited() -> None:
    with pytest.raises(NotInForceError):
        of_owners("1.00", ["O-17", "O-18"], on=date(2020, 12, 31))
