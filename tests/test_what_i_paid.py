"""What did I pay: every payment with what it paid, and sums that reconcile to the fen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import OCTOBER, estate, october, schedule
from plain_words import jargon
from strategies import fewer
from wuye import Account, Money, Payment, fees
from wuye.disputes import WhatIPaid, what_i_paid
from wuye.errors import PeriodError, RuleError
from wuye.ledger import (
    CreditNote,
    Move,
    Reallocation,
    refund,
    refund_surplus,
    reverse,
    transfer,
)
from wuye.payments import Part

BILL = october().of_unit("3-1-502")[0]  # 280.00 and 20.00, due 25 October, 0.03 % a day
NEXT = fees.issue(estate(), schedule(), OCTOBER.shift(1), costs={"hall-power": "2150"}).of_debtor(
    "O-17"
)[0]
PROPERTY, HALL = (line.id for line in BILL.lines)
NOVEMBER_3 = date(2026, 11, 3)


def account(*payments: Payment) -> Account:
    made = Account.of([BILL])
    for payment in payments:
        made = made.receive(payment).account
    return made


def reconciled(told: WhatIPaid) -> WhatIPaid:
    went = Money.total(each.amount for each in told.returned)
    used = Money.total(each.amount for each in told.paid_for)
    assert told.opening + told.came - went == used + told.closing
    assert [] == jargon(told.text() + told.text("en"))
    return told


def test_a_payment_tells_what_it_paid_and_what_is_left() -> None:
    paid = account(Payment("wx-1", "350.00", on=date(2026, 10, 20), channel="wechat"))
    told = reconciled(what_i_paid(paid, since=date(2026, 10, 1), until=date(2026, 11, 1)))

    assert told.text().splitlines() == [
        "2026年10月1日至2026年10月31日",
        "之前的预存：0.00 元",
        (
            "2026年10月20日付 350.00 元（微信支付）："
            "物业服务费（2026年10月1日至2026年10月31日） 280.00 元，"
            "公摊电费（2026年9月1日至2026年9月30日） 20.00 元，50.00 元留作预存"
        ),
        "这段时间一共付了：",
        "物业服务费（2026年10月1日至2026年10月31日） 280.00 元",
        "公摊电费（2026年9月1日至2026年9月30日） 20.00 元",
        "留到以后的预存：50.00 元",
    ]
    assert "October 20, 2026: paid 350.00 yuan (WeChat Pay): 物业服务费" in told.text("en")
    assert "50.00 yuan kept as prepayment" in told.text("en")
    assert (Money("350.00"), Money("50.00")) == (told.came, told.closing)


def test_a_penalty_that_was_paid_is_told_apart() -> None:
    """300.00 for nine days at 0.03 %: 0.81, which comes after the charges."""
    told = reconciled(what_i_paid(account(Payment("wx-1", "300.81", on=NOVEMBER_3))))

    assert ["0.76", "0.05"] == [str(each.penalty) for each in told.paid_for]
    assert "280.76 元（其中违约金 0.76 元）" in told.text()
    assert "(of which penalty for late payment 0.76 yuan)" in told.text("en")
    assert "截至2026年11月3日" == told.text().splitlines()[0]


def test_prepayment_that_is_used_later_is_no_payment_of_that_day() -> None:
    paid = account(Payment("wx-1", "400.00", on=date(2026, 10, 20)))
    used = paid.post(NEXT).account.apply(date(2026, 11, 1)).account
    told = reconciled(what_i_paid(used, since=date(2026, 11, 1), until=date(2026, 12, 1)))

    assert (Money("100.00"), Money("0.00"), Money("0.00")) == (
        told.opening,
        told.came,
        told.closing,
    )
    assert "2026年11月1日用预存付：" in told.text()
    assert ["-100.00"] == [str(each.kept) for each in told.payments]


def test_money_that_never_arrived_and_money_given_back_are_told() -> None:
    paid = account(Payment("dd-1", "300.00", on=date(2026, 10, 20)))
    paid = reverse(paid, "R-1", of="dd-1", on=date(2026, 10, 22), reason="退票").account
    paid = paid.receive(Payment("wx-1", "350.00", on=date(2026, 10, 23))).account
    paid = refund(paid, "F-1", "50.00", on=date(2026, 10, 24), reason="多交", to="赵某某").account
    told = reconciled(what_i_paid(paid))

    assert [True, False] == [each.undone for each in told.payments]
    assert [("300.00", "reversal"), ("50.00", "refund")] == [
        (str(each.amount), each.how) for each in told.returned
    ]
    assert "已经撤销，不再算数" in told.text()
    assert "2026年10月24日，50.00 元，退给您" in told.text()
    assert "October 24, 2026: 50.00 yuan, given back to you" in told.text("en")
    assert "赵某某" not in told.text() + repr(told)


def test_a_refund_that_failed_and_money_of_another_are_told() -> None:
    paid = account(Payment("wx-1", "350.00", on=date(2026, 10, 20)))
    paid = refund(paid, "F-1", "50.00", on=date(2026, 10, 24), reason="多交").account
    paid = reverse(paid, "R-1", of="F-1", on=date(2026, 10, 26), reason="退回").account

    assert ["50.00", "-50.00"] == [
        str(each.amount) for each in reconciled(what_i_paid(paid)).returned
    ]
    assert "退款没有退成" in what_i_paid(paid).text()


def test_money_of_another_goes_over_to_him_and_is_in_one_account_alone() -> None:
    left, came = transfer(
        "T-1",
        of="wx-1",
        source=account(Payment("wx-1", "350.00", on=date(2026, 10, 20))),
        target=Account(BILL.creditor, "O-9"),
        booked=date(2026, 10, 28),
        reason="串户",
    )
    told = reconciled(what_i_paid(left.account))

    assert (["transfer"], ()) == ([each.how for each in told.returned], told.paid_for)
    assert Money("350.00") == reconciled(what_i_paid(came.account)).closing


def test_what_was_moved_to_another_line_is_told_where_it_is_now() -> None:
    paid = account(Payment("wx-1", "20.00", on=date(2026, 10, 20), designated=[HALL]))
    moves = [
        Move("wx-1", date(2026, 10, 20), Part(item, "principal", Money(amount), "designation"))
        for item, amount in ((HALL, "-20.00"), (PROPERTY, "20.00"))
    ]
    moved = Reallocation(
        id="M-1", creditor=BILL.creditor, debtor=BILL.debtor, moves=moves,
        reason="更正", booked=date(2026, 10, 28),
    )  # fmt: skip
    told = reconciled(what_i_paid(paid.post(moved).account))

    assert [["物业服务费"]] == [[each.name for each in one.paid] for one in told.payments]
    assert ["物业服务费"] == [each.name for each in told.paid_for]


def test_a_credit_on_what_was_paid_leaves_prepayment() -> None:
    note = CreditNote(
        id="C-1", creditor=BILL.creditor, debtor=BILL.debtor, on=BILL.on,
        booked=date(2026, 11, 2), item=PROPERTY, amount="80.00", reason="面积有误",
    )  # fmt: skip
    paid = account(Payment("wx-1", "300.00", on=date(2026, 10, 20))).post(note).account
    told = reconciled(what_i_paid(paid))

    assert Money("80.00") == told.closing
    assert ["200.00", "20.00"] == [str(each.amount) for each in told.paid_for]


def test_what_was_paid_too_much_and_goes_back_is_told_as_such() -> None:
    note = CreditNote(
        id="C-1", creditor=BILL.creditor, debtor=BILL.debtor, on=BILL.on,
        booked=date(2026, 11, 2), item=PROPERTY, amount="80.00", reason="面积有误",
    )  # fmt: skip
    paid = account(Payment("wx-1", "300.00", on=date(2026, 10, 20))).post(note).account
    back = refund_surplus(paid, "F-1", [PROPERTY], on=date(2026, 11, 2), reason="面积有误")
    told = reconciled(what_i_paid(back.account))

    zh, en = told.text().splitlines(), told.text("en").splitlines()
    assert "2026年11月2日：物业服务费（2026年10月1日至2026年10月31日）多付的 80.00 元转为预存" in zh
    assert "2026年11月2日，80.00 元，退给您" in zh
    assert any(
        line.endswith(
            "80.00 yuan too much for 物业服务费 (October 1, 2026 to October 31, 2026)"
            " became prepayment"
        )
        for line in en
    )
    assert "用预存付" not in told.text()
    assert "-" not in told.text()


def test_bills_from_before_a_checkpoint_are_one_sum() -> None:
    paid = account(Payment("wx-1", "300.00", on=date(2026, 10, 20))).post(NEXT).account
    paid = paid.receive(Payment("wx-2", "100.00", on=date(2026, 11, 5))).account
    resumed = Account.resume(paid.checkpoint(keep=date(2026, 11, 1)))
    told = what_i_paid(resumed)

    assert "以前的账单 300.00 元" in told.text()
    assert "earlier bills 300.00 yuan" in told.text("en")
    since = reconciled(what_i_paid(resumed, since=date(2026, 11, 3)))
    assert Money("100.00") == since.came
    with pytest.raises(RuleError, match="checkpoint"):
        what_i_paid(resumed, since=date(2026, 10, 1))


def test_an_empty_account_and_days_turned_round() -> None:
    told = what_i_paid(Account("锦苑物业", "O-1"), since=NOVEMBER_3, until=date(2026, 12, 1))

    assert ((), Money("0.00")) == (told.payments, told.closing)
    with pytest.raises(PeriodError, match="end before they begin"):
        what_i_paid(account(), since=NOVEMBER_3, until=NOVEMBER_3)


@fewer(2)
@given(
    st.lists(st.tuples(st.integers(1, 50000), st.integers(0, 90)), max_size=5),
    st.integers(0, 100),
    st.integers(1, 100),
    st.integers(0, 20000),
    st.booleans(),
)
def test_the_sums_reconcile_over_any_days(
    payments: list[tuple[int, int]], start: int, long: int, credited: int, undo: bool
) -> None:
    """Whatever is paid, credited, applied and undone; received is counted apart, in ints."""
    first = date(2026, 10, 1)
    made = Account.of([BILL, NEXT])
    came: list[tuple[date, int]] = []
    for number, (fen, offset) in enumerate(payments):
        on = first + timedelta(offset)
        made = made.receive(Payment(f"p{number}", Money.of_fen(fen), on=on)).account
        came.append((on, fen))
    if credited:
        note = CreditNote(
            id="C", creditor=BILL.creditor, debtor=BILL.debtor, on=BILL.on,
            booked=date(2027, 1, 1), item=PROPERTY, amount=Money.of_fen(credited), reason="更正",
        )  # fmt: skip
        made = made.post(note).account
    made = made.apply(date(2027, 1, 1)).account
    gone: list[tuple[date, int]] = []
    if undo and payments:
        on = max(day for day, _ in came) + timedelta(3)
        made = reverse(made, "R", of="p0", on=on, reason="退票").account
        gone.append((on, payments[0][0]))
    since, until = first + timedelta(start), first + timedelta(start + long)
    told = reconciled(what_i_paid(made, since=since, until=until))

    assert told.came.fen == sum(fen for day, fen in came if since <= day < until)
    assert [fen for day, fen in gone if since <= day < until] == [
        each.amount.fen for each in told.returned
    ]
    whole = reconciled(what_i_paid(made))
    assert whole.came.fen == sum(fen for _, fen in came)
    assert made.on(date(2028, 1, 1)).prepaid == whole.closing
    for each in told.payments:
        assert str(each.amount) in told.text() or not each.amount
    assert evolve(told) == told
