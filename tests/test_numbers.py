"""The numbers that must come out, worked by hand, through the public API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from community import OCTOBER, october, schedule
from wuye import Account, Community, Money, Owner, Payment, Transfer, Unit, disputes, dunning, fees
from wuye.bills import OpenItem
from wuye.payments import settle

DECEMBER_21 = date(2026, 12, 21)


def texts(*amounts: Money) -> list[str]:
    return [str(amount) for amount in amounts]


def test_a_share_by_area_is_cost_times_area_over_all_areas() -> None:
    line = october().of_unit("3-1-502")[0]["hall-power"]

    assert "20.00" == str(line.amount) == str(line.recompute())
    assert "2000.00 元 × 100.00 ㎡ ÷ 10000.00 ㎡ = 20.00 元" == line.why("zh")
    assert "2000.00 yuan × 100.00 m² ÷ 10000.00 m² = 20.00 yuan" == line.why("en")


def test_seller_and_buyer_split_the_month_by_its_days() -> None:
    seller, buyer = october().of_unit("3-1-503")

    assert ["144.52", "135.48"] == texts(seller["property"].amount, buyer["property"].amount)
    assert (16, 15) == (seller["property"].service.days, buyer["property"].service.days)
    assert ["hall-power", "property"] == sorted(line.code for line in seller.lines)
    assert ["property"] == [line.code for line in buyer.lines]


def test_three_hundred_due_in_october_bear_5_13_on_21_december() -> None:
    state = Account.of(october().of_debtor("O-17")).on(DECEMBER_21)

    assert ["300.00", "5.13"] == texts(state.totals.billed, state.penalty)
    penalty = state.items[0].penalty
    assert penalty
    assert [57] == [segment.days.days for segment in penalty.segments]


def test_a_payment_of_3_november_leaves_3_69_even_if_booked_in_december() -> None:
    account = Account.of(october().of_debtor("O-17"))
    payment = Payment("wx-4200", "100.00", on=date(2026, 11, 3))

    in_time = account.receive(payment).account
    late = account.receive(payment, booked=date(2026, 12, 24)).account

    assert "3.69" == str(in_time.on(DECEMBER_21).penalty) == str(late.on(DECEMBER_21).penalty)
    assert "5.13" == str(late.on(DECEMBER_21, known=DECEMBER_21).penalty)
    assert "3.69" == str(late.on(DECEMBER_21, known=date(2026, 12, 24)).penalty)


def test_two_items_due_the_same_day_are_paid_pro_rata() -> None:
    account = Account.of(october().of_debtor("O-17"))
    state = account.receive(Payment("wx-1", "100.00", on=date(2026, 11, 3))).account.on(DECEMBER_21)

    assert ["93.33", "6.67"] == texts(*(item.applied for item in state.items))


def test_the_buyers_payment_leaves_the_sellers_arrears() -> None:
    seller = Owner("O-1")
    estate = Community(
        "锦苑",
        [Unit("1-101", "100", seller)],
        [Transfer("1-101", date(2026, 10, 1), Owner("O-2"))],
    )
    plan = schedule(fees.Item("property", "物业服务费", fees.PerArea("2.80")))
    bills = [
        bill
        for month in (7, 8, 9, 10)
        for bill in fees.issue(estate, plan, OCTOBER.shift(month - 10)).bills
    ]
    sellers = Account.of(bill for bill in bills if bill.debtor == "O-1")
    buyers = Account.of(bill for bill in bills if bill.debtor == "O-2")
    paid = buyers.receive(Payment("wx-2", "280.00", on=date(2026, 10, 5))).account

    assert "0.00" == str(paid.on(date(2026, 10, 31)).outstanding)
    assert "840.00" == str(sellers.quote(date(2026, 10, 31)).principal)


def test_of_two_equal_debts_only_the_one_with_a_penalty_is_paid() -> None:
    dear = fees.issue(
        Community("a", [Unit("1", "100", Owner("O"))]),
        schedule(fees.Item("property", "物业服务费", fees.PerArea("2.80"))),
        OCTOBER.shift(1),
    )
    plain = fees.issue(
        Community("a", [Unit("1", "100", Owner("O"))]),
        schedule(fees.Item("property", "物业服务费", fees.PerArea("2.80")), daily=None),
        OCTOBER,
    )
    account = Account.of([*plain.bills, *dear.bills])
    state = account.receive(Payment("wx-3", "280.00", on=date(2026, 11, 26))).account

    earlier, later = state.on(date(2026, 11, 26)).items

    assert ["0.00", "280.00"] == texts(earlier.applied, later.applied)


def test_a_disputed_part_is_not_chased_and_its_penalty_stands_still() -> None:
    account = Account.of(october().of_debtor("O-17"))
    bill = october().of_unit("3-1-502")[0]
    lodged = disputes.lodge("D-1", bill, "hall-power", ground="amount", on=date(2026, 10, 20))
    held = account.post(*lodged.effects).account
    decision = dunning.decide(held.on(DECEMBER_21), dunning.MESSAGE_THEN_LETTER)

    assert ["280.00", "4.79"] == texts(decision.actions[0].principal, decision.actions[0].penalty)
    assert [("disputed", "20.00")] == [(w.reason, str(w.amount)) for w in decision.withheld]


def test_a_rejected_dispute_with_its_days_restored_is_as_if_never_lodged() -> None:
    account = Account.of(october().of_debtor("O-17"))
    bill = october().of_unit("3-1-502")[0]
    lodged = disputes.lodge("D-1", bill, "hall-power", ground="amount", on=date(2026, 10, 20))
    rejected = disputes.advance(
        lodged.case, disputes.Decided("0", held_days="restored"), on=date(2026, 12, 1)
    )
    forgiven = disputes.advance(
        lodged.case, disputes.Decided("0", held_days="forgiven"), on=date(2026, 12, 1)
    )
    effects = (*lodged.effects, *rejected.effects)

    assert "5.13" == str(account.post(*effects).account.on(DECEMBER_21).penalty)
    # 280.00 × 57 days, and 20.00 × the 21 days from 1 December on
    effects = (*lodged.effects, *forgiven.effects)
    assert "4.92" == str(account.post(*effects).account.on(DECEMBER_21).penalty)


def test_a_dispute_upheld_in_part_credits_that_part_and_its_penalty() -> None:
    account = Account.of(october().of_debtor("O-17"))
    bill = october().of_unit("3-1-502")[0]
    lodged = disputes.lodge("D-1", bill, "hall-power", ground="amount", on=date(2026, 11, 5))
    upheld = disputes.advance(
        lodged.case, disputes.Decided("5.00", held_days="restored"), on=date(2026, 12, 1)
    )
    state = account.post(*lodged.effects, *upheld.effects).account.on(DECEMBER_21)
    totals = state.totals

    # 280.00 and 15.00 over 57 days: 4.788 and 0.2565
    assert ["5.00", "5.05", "300.05"] == texts(totals.credited, totals.penalty, totals.outstanding)
    assert "0.00" == str(state.disputed)


def test_days_forgiven_bear_no_penalty_and_what_is_credited_never_did() -> None:
    """20.00 disputed from 5 November to 1 December; 8.00 credited from the day of the bill."""
    bill = october().of_unit("3-1-502")[0]
    lodged = disputes.lodge("D-1", bill, "hall-power", ground="amount", on=date(2026, 11, 5))
    upheld = disputes.advance(
        lodged.case, disputes.Decided("8.00", held_days="forgiven"), on=date(2026, 12, 1)
    )
    state = Account.of([bill, *lodged.effects, *upheld.effects]).on(DECEMBER_21)

    # 12.00 over 10 days before the dispute and 21 after it: 0.1116
    assert ["12.00", "0.11"] == texts(state.items[1].principal, state.items[1].penalty_accrued)


def test_a_debt_is_due_on_its_due_day() -> None:
    """Due today comes before due tomorrow, though tomorrow's is the dearer."""
    today, tomorrow = date(2026, 10, 25), date(2026, 10, 26)
    debts = [
        OpenItem(id="t", bill="t", unit="u", due=today, principal=Money("100")),
        OpenItem(
            id="l", bill="l", unit="u", due=tomorrow, principal=Money("100"), daily=Decimal("0.1")
        ),
    ]

    assert ["t"] == [part.item for part in settle(debts, Payment("p", "50", on=today)).parts]


def test_the_whole_community_is_billed_exactly_once() -> None:
    run = october()

    assert "30000.00" == str(run.total)
    assert ["300.00", "164.52", "135.48", "29400.00"] == texts(*(b.total for b in run.bills))
    again = fees.issue(
        Community("锦苑", [Unit("3-1-502", "100.00", Owner("O-17"))]),
        schedule(fees.Item("property", "物业服务费", fees.PerArea("2.80"))),
        OCTOBER,
        existing=run.bills,
    )
    assert ((), run.bills) == (again.bills, again.existing)
