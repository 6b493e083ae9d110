"""A corrected cause touches other bills: of other months and years, closed ones too."""

from __future__ import annotations

from datetime import date

import pytest

from wuye import (
    Account,
    Bill,
    Community,
    FeeSchedule,
    Owner,
    Period,
    Rounding,
    Unit,
    disputes,
    fees,
)
from wuye.disputes import Policy, Proposal, propose
from wuye.errors import ExceedsError
from wuye.ledger import Close, CreditNote, Document

LODGED, FOUND, DUE = date(2026, 12, 10), date(2026, 12, 14), date(2027, 1, 25)
MONTHS = [Period.month(2025 + n // 12, n % 12 + 1) for n in range(24)]
POWER = fees.Item("hall-power", "公摊电费", fees.Shared(by="area"), fees.Cycle.arrears(months=1))


def schedule(year: int, *items: fees.Item) -> FeeSchedule:
    return FeeSchedule(
        f"{year}",
        creditor="锦苑物业",
        in_force=Period.year(year),
        rounding=Rounding.fen(each="line"),
        items=[fees.Item("property", "物业服务费", fees.PerArea("2.80")), *items],
        terms=fees.Terms(fees.DueDay(25), fees.PenaltyTerms("0.0003")),
    )


SCHEDULES = [schedule(2025), schedule(2026)]


def estate(area: str) -> Community:
    others = [Unit("1-102", "100.00", Owner("O-2")), Unit("1-103", "800.00", Owner("O-3"))]
    return Community("锦苑", [Unit("1-101", area, Owner("O-1")), *others])


def billed(debtor: str = "O-1") -> Account:
    """Two years, all closed but the last month."""
    account = Account("锦苑物业", debtor)
    for month in MONTHS:
        plan = SCHEDULES[month.start.year - 2025]
        account = account.post(*fees.issue(estate("100.00"), plan, month).of_debtor(debtor)).account
        if month != MONTHS[-1]:
            shut = Close(
                id=f"close:{month.start}", creditor="锦苑物业", debtor=debtor, through=month.last
            )
            account = account.post(shut).account
    return account


def disputed(account: Account, amount: str | None = "3.92") -> tuple[disputes.Dispute, Account]:
    bill = [d for d in account.documents if isinstance(d, Bill)][-1]
    step = disputes.lodge(
        "D-1",
        bill,
        "property",
        ground="area",
        on=LODGED,
        amount=amount,
        policy=Policy(held_days="forgiven"),
    )
    return step.case, disputes.post(account, step).account


def found(case: disputes.Dispute, account: Account, area: str = "98.60") -> Proposal:
    return propose(case, estate(area), SCHEDULES, account.documents, on=FOUND, due=DUE)


def test_an_area_of_98_60_instead_of_100_comes_to_94_08_in_24_months() -> None:
    case, account = disputed(billed())
    proposal = found(case, account)

    assert ("-94.08", 24) == (str(proposal.total), len(proposal.touched))
    assert {"-3.92"} == {str(each.amount) for each in proposal.touched}
    assert [month.start for month in MONTHS] == [each.period.start for each in proposal.touched]
    assert {("1-101", "O-1", "property")} == {
        (each.unit, each.debtor, each.item) for each in proposal.touched
    }
    assert {FOUND} == {document.booked for document in proposal.documents}
    assert [month.start for month in MONTHS] == [document.on for document in proposal.documents]


def test_the_proposal_is_posted_and_the_decision_credits_nothing_twice() -> None:
    case, account = disputed(billed())
    proposal = found(case, account)
    step = disputes.advance(case, proposal.decided(), on=FOUND)
    after = disputes.post(account.post(*proposal.documents).account, step).account
    right = Account("锦苑物业", "O-1")
    for month in MONTHS:
        plan = SCHEDULES[month.start.year - 2025]
        right = right.post(*fees.issue(estate("98.60"), plan, month).of_debtor("O-1")).account

    assert ("upheld", "3.92") == (step.case.outcome, str(step.case.upheld))
    assert ["Release"] == [type(effect).__name__ for effect in step.effects]
    state, as_if = after.on(DUE), right.on(DUE)
    assert as_if.outstanding == state.outstanding
    assert as_if.penalty == state.penalty
    assert "94.08" == str(state.totals.credited)
    assert "0.00" == str(state.disputed)
    assert () == found(step.case, after).documents


def test_what_is_disputed_beyond_the_correction_is_rejected() -> None:
    case, account = disputed(billed(), "10.00")
    proposal = found(case, account)
    step = disputes.advance(case, proposal.decided("restored", "实测 98.60 ㎡"), on=FOUND)
    after = disputes.post(account.post(*proposal.documents).account, step).account

    assert ("in-part", "3.92") == (step.case.outcome, str(step.case.upheld))
    assert "0.00" == str(after.on(DUE).disputed)
    assert "94.08" == str(after.on(DUE).totals.credited)


def test_what_is_corrected_beyond_the_dispute_is_credited_too() -> None:
    case, account = disputed(billed(), "3.00")
    proposal = found(case, account)
    notes = [d for d in proposal.documents if isinstance(d, CreditNote)]

    assert [("3.00", "D-1"), ("0.92", None)] == [(str(d.amount), d.hold) for d in notes[-2:]]
    assert "-94.08" == str(proposal.total)
    assert 24 == len(proposal.touched)
    assert (("property", "3.00"),) == tuple(
        (code, str(amount))
        for code, amount in dict(proposal.decided().upheld).items()  # type: ignore[arg-type]
    )


def test_a_larger_area_is_proposed_as_a_supplement_to_each_month() -> None:
    case, account = disputed(billed())
    proposal = found(case, account, "101.00")

    assert "67.20" == str(proposal.total)  # 1.00 × 2.80 × 24
    assert {DUE} == {d.due for d in proposal.documents if isinstance(d, Bill)}
    assert {each.bill for each in proposal.touched}.isdisjoint(account.book.index)
    with pytest.raises(ExceedsError):
        disputes.advance(case, disputes.Decided("3.93"), on=FOUND)


def test_all_is_booked_after_the_last_month_that_was_closed() -> None:
    case, account = disputed(billed())
    december = MONTHS[-1].last
    shut = Close(id="shut", creditor="锦苑物业", debtor="O-1", through=december, booked=december)
    account = account.post(shut).account
    proposal = found(case, account)

    assert {date(2027, 1, 1)} == {document.booked for document in proposal.documents}
    before = account.on(december, december)
    assert before == account.post(*proposal.documents).account.on(december, december)


def test_a_shared_cost_is_corrected_for_the_neighbours_too_if_they_are_asked_about() -> None:
    """1,000.00 over 1,000.00 ㎡; 101-1 has 50.00 and not 100.00 of now 950.00 ㎡."""
    plan, month = schedule(2026, POWER), Period.month(2026, 10)
    costs = {"hall-power": "1000.00"}
    run = fees.issue(estate("100.00"), plan, month, costs=costs)
    documents: list[Document] = list(run.bills)
    step = disputes.lodge(
        "D-1", run.of_unit("1-101")[0], "hall-power", ground="area", on=LODGED, policy=Policy()
    )
    proposal = propose(
        step.case,
        estate("50.00"),
        [plan],
        [*documents, *step.effects],
        on=FOUND,
        due=DUE,
        costs={month: costs},
    )

    assert [("O-1", "-47.37"), ("O-2", "5.26"), ("O-3", "42.11")] == [
        (each.debtor, str(each.amount)) for each in proposal.touched
    ]
    assert "0.00" == str(proposal.total)
    assert {"hall-power"} == {each.item for each in proposal.touched}


def test_what_is_right_needs_no_proposal() -> None:
    case, account = disputed(billed())

    assert () == found(case, account, "100.00").documents
