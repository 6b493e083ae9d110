"""Joint debtors and guarantors: one debt, several who answer for it."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from community import OCTOBER, schedule
from wuye import Account, Bill, Community, Owner, Payment, Transfer, Unit, fees
from wuye.errors import UnknownError
from wuye.estate import Agreement, Person
from wuye.law.debtors import Receiver
from wuye.ledger import CreditNote, Hold, State
from wuye.ledger.joint import answering, liabilities, reached
from wuye.money import Money

ROOM, DAY, LATER = "3-1-502", date(2026, 10, 25), date(2026, 12, 21)
COUPLE = Owner("O-17", people=[Person("P-1", name="赵某某"), Person("P-2", name="钱某某")])
TENANT, SURETY = Owner("T-1"), Owner("G-1")
ITEMS = (
    fees.Item("property", "物业服务费", fees.PerArea("2.80")),
    fees.Item("parking", "车位服务费", fees.Flat("80")),
)


def estate(*agreements: Agreement, owner: Owner = COUPLE) -> Community:
    return Community("锦苑", [Unit(ROOM, "100.00", owner)], agreements=agreements)


def bills(community: Community) -> tuple[Bill, ...]:
    return fees.issue(community, schedule(*ITEMS), OCTOBER).bills


def told(state: State, community: Community) -> list[tuple[str, str, str, bool]]:
    return [(d.person, d.role, str(d.most), d.jointly) for d in answering(state, community)]


def test_co_owners_owe_all_of_one_account_each() -> None:
    state = Account.of(bills(estate())).on(DAY)

    assert [("P-1", "owner", "360.00", True), ("P-2", "owner", "360.00", True)] == told(
        state, estate()
    )
    assert "360.00" == str(state.outstanding)
    assert {"944-1", "307"} == {cite.article for cite in answering(state, estate())[0].cites}


def test_a_sole_owner_owes_alone() -> None:
    alone = estate(owner=Owner("O-1"))

    assert [("O-1", "owner", "360.00", False)] == told(Account.of(bills(alone)).on(DAY), alone)


def test_the_owner_answers_beside_the_occupier_who_agreed_to_pay() -> None:
    community = estate(Agreement(ROOM, TENANT, items=["parking"]))
    own, tenants = sorted(bills(community), key=lambda bill: bill.debtor)

    assert [("P-1", "owner", "280.00", True), ("P-2", "owner", "280.00", True)] == told(
        Account.of([own]).on(DAY), community
    )
    assert [
        ("T-1", "occupier", "80.00", True),
        ("P-1", "owner", "80.00", True),
        ("P-2", "owner", "80.00", True),
    ] == told(Account.of([tenants]).on(DAY), community)


def test_a_guarantor_answers_for_the_items_of_the_guarantee_and_not_jointly() -> None:
    community = estate(
        Agreement(ROOM, SURETY, kind="guarantor", items=["parking"]), owner=Owner("O-1")
    )
    (bill,) = bills(community)

    assert ("G-1",) == bill.beside
    assert [("O-1", "owner", "360.00", False), ("G-1", "guarantor", "80.00", False)] == told(
        Account.of([bill]).on(DAY), community
    )


@pytest.mark.parametrize(
    ("since", "until", "answers"),
    [
        (date(2026, 10, 31), None, True),
        (date(2026, 11, 1), None, False),
        (None, date(2026, 10, 2), True),
        (None, date(2026, 10, 1), False),
    ],
)
def test_a_guarantee_reaches_the_days_it_holds(
    since: date | None, until: date | None, answers: bool
) -> None:
    at_issue = estate(Agreement(ROOM, SURETY, kind="guarantor"), owner=Owner("O-1"))
    now = estate(
        Agreement(ROOM, SURETY, kind="guarantor", since=since, until=until), owner=Owner("O-1")
    )
    people = [d.person for d in answering(Account.of(bills(at_issue)).on(DAY), now)]

    assert ["O-1", "G-1"][: 1 + answers] == people


def test_what_one_pays_the_others_owe_no_longer() -> None:
    account = Account.of(bills(estate()))
    paid = account.receive(Payment("p", "100.00", on=DAY, payer="钱某某")).account

    assert ["260.00", "260.00"] == [most for _, _, most, _ in told(paid.on(DAY), estate())]
    rest = paid.receive(Payment("q", "260.00", on=DAY, payer="赵某某")).account
    assert [] == told(rest.on(DAY), estate())


def test_penalty_is_answered_for_and_what_is_disputed_or_credited_is_not_asked() -> None:
    (bill,) = bills(estate())
    about = {"creditor": bill.creditor, "debtor": bill.debtor, "on": bill.on}
    hold = Hold(id="h", item=bill["property"].id, amount="100.00", **about)  # type: ignore[arg-type]
    note = CreditNote(id="c", item=bill["parking"].id, amount="80.00", reason="错账", **about)  # type: ignore[arg-type]
    account = Account.of([bill, hold, note])
    (liability,) = liabilities(account.on(LATER), estate())

    # 180.00 x 0.03 % x 57 days
    assert ("183.08", bill["property"].id) == (str(liability.amount), liability.item)
    assert {Money("183.08")} == {debtor.most for debtor in liability.debtors}


def test_one_demand_counts_for_all_who_owe_jointly_and_not_for_the_guarantor() -> None:
    community = estate(Agreement(ROOM, SURETY, kind="guarantor"))
    state = Account.of(bills(community)).on(LATER)
    ways = {
        ("P-2", Receiver.DEBTOR): ("P-1", "P-2"),
        ("P-1", Receiver.HOUSEHOLD): ("P-1", "P-2"),
        ("G-1", Receiver.DEBTOR): ("G-1",),
        ("P-1", Receiver.OTHER): (),
    }
    for (addressee, receiver), people in ways.items():
        found = reached(state, community, addressee, receiver)
        assert [people] * 2 == [reach.debtors for _, reach in found]


def test_a_demand_reaches_only_the_items_that_the_addressee_answers_for() -> None:
    community = estate(Agreement(ROOM, SURETY, kind="guarantor", items=["parking"]))
    (bill,) = bills(community)
    state = Account.of([bill]).on(LATER)

    assert [bill["parking"].id] == [
        item for item, _ in reached(state, community, "G-1", Receiver.DEBTOR)
    ]
    with pytest.raises(UnknownError, match="nobody of that id answers"):
        reached(state, community, "O-99", Receiver.DEBTOR)


def test_a_buyer_does_not_answer_for_the_sellers_months() -> None:
    sold = Community(
        "锦苑",
        [Unit(ROOM, "100.00", Owner("O-1"))],
        [Transfer(ROOM, date(2026, 11, 1), Owner("O-2"))],
    )
    state = Account.of(bills(sold)).on(LATER)

    assert ["O-1"] == [debtor.person for debtor in answering(state, sold)]


def test_a_party_that_the_community_does_not_know_stands_for_itself() -> None:
    (bill,) = bills(estate())
    stranger = evolve(bill, debtor="O-99")

    assert ["O-99"] == [d.person for d in answering(Account.of([stranger]).on(DAY), estate())]
