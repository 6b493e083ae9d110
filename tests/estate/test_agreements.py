"""Occupiers, payers and guarantors by agreement: who owes, who stands beside, who pays."""

from __future__ import annotations

from datetime import date

import pytest

from wuye import Community, Owner, Period, Transfer, Unit
from wuye.errors import PeriodError, RuleError, UnknownError
from wuye.estate import Agreement, Person, Space, Stretch

OCTOBER = Period.month(2026, 10)
MID = date(2026, 10, 17)
OWNER, BUYER = Owner("O-1"), Owner("O-2")
TENANT, FIRM, AUNT = Owner("T-1"), Owner("C-1", kind="company"), Owner("G-1")


def estate(*agreements: Agreement, transfers: tuple[Transfer, ...] = ()) -> Community:
    units = [Unit("1", "100", OWNER), Unit("2", "100", OWNER)]
    return Community("锦苑", units, transfers, agreements=agreements)


def owing(*agreements: Agreement, item: str = "") -> tuple[Stretch, ...]:
    return estate(*agreements).owing("1", OCTOBER, item=item)


def test_without_an_agreement_the_owner_owes_alone() -> None:
    assert (Stretch(OCTOBER, OWNER),) == owing()


def test_an_occupier_who_agreed_owes_and_the_owner_stands_beside() -> None:
    assert (Stretch(OCTOBER, TENANT, (OWNER,)),) == owing(Agreement("1", TENANT))


def test_a_payer_gets_the_bill_and_the_owner_owes() -> None:
    assert (Stretch(OCTOBER, OWNER, (), FIRM),) == owing(Agreement("1", FIRM, kind="payer"))


def test_one_payer_pays_for_many_units() -> None:
    paid = estate(Agreement(["1", "2"], FIRM, kind="payer"))

    assert [FIRM, FIRM] == [paid.owing(unit, OCTOBER)[0].payer for unit in ("1", "2")]


def test_guarantors_stand_beside_after_the_owner() -> None:
    other = Owner("G-2")
    agreed = [
        Agreement("1", AUNT, kind="guarantor"),
        Agreement("1", other, kind="guarantor"),
        Agreement("1", TENANT),
        Agreement("1", FIRM, kind="payer"),
    ]

    assert (Stretch(OCTOBER, TENANT, (OWNER, AUNT, other), FIRM),) == owing(*agreed)


def test_an_agreement_on_some_items_leaves_the_others() -> None:
    tenant = Agreement("1", TENANT, items=["water"])

    assert TENANT == owing(tenant, item="water")[0].debtor
    assert OWNER == owing(tenant, item="property")[0].debtor == owing(tenant)[0].debtor


def test_an_agreement_holds_from_its_first_day_until_the_day_before_its_end() -> None:
    parts = owing(Agreement("1", TENANT, since=date(2026, 10, 5), until=MID))

    assert [(4, OWNER), (12, TENANT), (15, OWNER)] == [(p.days.days, p.debtor) for p in parts]


def test_nothing_is_cut_where_nothing_changes() -> None:
    first = Agreement("1", TENANT, until=MID)
    second = Agreement("1", TENANT, since=MID)

    assert (Stretch(OCTOBER, TENANT, (OWNER,)),) == owing(first, second)


def test_the_owner_beside_an_occupier_is_the_owner_of_the_day() -> None:
    sold = estate(Agreement("1", TENANT), transfers=(Transfer("1", MID, BUYER),))

    assert [(16, (OWNER,)), (15, (BUYER,))] == [
        (part.days.days, part.beside) for part in sold.owing("1", OCTOBER)
    ]
    assert [OWNER, BUYER] == [owner for owner, _ in sold.liable("1", OCTOBER)]


def test_an_occupier_who_buys_the_unit_owes_as_its_owner() -> None:
    sold = estate(
        Agreement("1", TENANT),
        Agreement("1", TENANT, kind="payer"),
        Agreement("1", TENANT, kind="guarantor"),
        transfers=(Transfer("1", MID, TENANT),),
    )

    assert (
        Stretch(Period(OCTOBER.start, MID), TENANT, (OWNER,)),
        Stretch(Period(MID, OCTOBER.end), TENANT),
    ) == sold.owing("1", OCTOBER)


@pytest.mark.parametrize("kind", ["occupier", "payer"])
def test_two_of_a_kind_at_once_contradict_each_other(kind: str) -> None:
    def agree(who: Owner, **more: object) -> Agreement:
        return Agreement("1", who, kind=kind, **more)  # type: ignore[arg-type]

    for one, other in [
        (agree(TENANT), agree(FIRM)),
        (agree(TENANT), agree(FIRM, items=["water"])),
        (agree(TENANT, until=MID), agree(FIRM, since=date(2026, 10, 16))),
        (agree(TENANT, items=["water", "power"]), agree(FIRM, items=["power"])),
    ]:
        with pytest.raises(RuleError) as wrong:
            estate(one, other)
        assert ["1: T-1 and C-1"] == wrong.value.value
        with pytest.raises(RuleError, match="C-1 and T-1"):
            estate(other, one)
    for one, other in [
        (agree(TENANT, until=MID), agree(FIRM, since=MID)),
        (agree(TENANT, items=["water"]), agree(FIRM, items=["power"])),
    ]:
        assert estate(one, other)
        assert estate(other, one)


def test_an_agreement_is_about_units_and_ends_after_it_begins() -> None:
    for units in ([], ["1", "1"]):
        with pytest.raises(RuleError):
            Agreement(units, TENANT)
    with pytest.raises(RuleError, match="no list of items"):
        Agreement("1", TENANT, items="water")
    with pytest.raises(RuleError, match="not one of the choices"):
        Agreement("1", TENANT, kind="friend")  # type: ignore[arg-type]
    with pytest.raises(PeriodError, match="end after it begins"):
        Agreement("1", TENANT, since=MID, until=MID)
    with pytest.raises(PeriodError, match="not a day"):
        Agreement("1", TENANT, since="2026-10-17")


def test_agreements_on_units_that_are_not_here_come_together() -> None:
    with pytest.raises(UnknownError) as wrong:
        estate(Agreement(["1", "8"], TENANT), transfers=(Transfer("9", MID, BUYER),))

    assert ["transfer of 9", "agreement on 8"] == wrong.value.value


def test_everyone_who_is_named_is_found_by_id() -> None:
    parked = Space("B1", "developer", Owner("P-1"))
    all_ = Community(
        "锦苑",
        [Unit("1", "100", OWNER)],
        [Transfer("1", MID, BUYER)],
        agreements=[Agreement("1", FIRM, kind="payer")],
        spaces=[parked],
    )

    assert ["O-1", "O-2"] == list(all_.owners())
    assert ["O-1", "O-2", "C-1", "P-1"] == list(all_.parties())


def test_one_id_is_one_person_wherever_it_is_named() -> None:
    with pytest.raises(RuleError, match=r"two persons: \['O-1'\]"):
        estate(Agreement("1", Owner("O-1", name="李某")))
    couple = [Owner("A", people=[Person("P-1")]), Owner("B", people=[Person("P-1", name="李某")])]
    with pytest.raises(RuleError, match=r"two persons: \['P-1'\]"):
        Community("锦苑", [Unit(owner.id, "100", owner) for owner in couple])
