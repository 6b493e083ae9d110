"""Money that goes back or over: reversals, refunds, transfers; and months that are closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import OCTOBER, estate, october, schedule
from wuye import Account, Payment, fees
from wuye.errors import ConflictError, ExceedsError, MoneyError, RuleError, UnknownError
from wuye.ledger import (
    Application,
    Close,
    CreditNote,
    Move,
    Posted,
    Reallocation,
    Receipt,
    Refund,
    Reversal,
    TransferOut,
    refund,
    reverse,
    transfer,
)
from wuye.money import Money
from wuye.payments import Part

BILL = october().of_unit("3-1-502")[0]
NEXT = fees.issue(estate(), schedule(), OCTOBER.shift(1), costs={"hall-power": "2150"})
SECOND = NEXT.of_debtor("O-17")[0]
NOVEMBER_3, DECEMBER_21 = date(2026, 11, 3), date(2026, 12, 21)


def paid(fen: int = 30000, on: date = NOVEMBER_3) -> Account:
    return Account.of([BILL]).receive(Payment("p", Money.of_fen(fen), on=on)).account


def credit(item: str, amount: str, on: date = BILL.on, booked: date = DECEMBER_21) -> CreditNote:
    return CreditNote(
        id=f"c:{item}",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=on,
        booked=booked,
        item=item,
        amount=amount,
        reason="面积有误",
    )


# -- reversal --------------------------------------------------------------------------------------


def test_a_debit_that_bounced_stopped_no_penalty() -> None:
    bounced = reverse(paid(), "r", of="p", on=date(2026, 11, 20), reason="退票").account
    never = Account.of([BILL])

    assert "5.13" == str(bounced.on(DECEMBER_21).penalty)
    for day in (date(2026, 11, 20), DECEMBER_21):
        assert never.on(day) == bounced.on(day)
    assert paid().on(date(2026, 11, 19)) == bounced.on(date(2026, 11, 19))


def test_money_given_back_by_agreement_was_there_until_then() -> None:
    """300.00 bears 9 days to 3 November and 32 days from 20 November on: 41 days."""
    account = reverse(
        paid(), "r", of="p", on=date(2026, 11, 20), reason="协商退款", since="reversal"
    ).account
    state = account.on(DECEMBER_21)

    assert ("300.00", "3.69") == (str(state.quote().principal), str(state.penalty))
    assert "0.81" == str(account.on(date(2026, 11, 19)).penalty)
    assert "0.90" == str(account.on(date(2026, 11, 20)).penalty)


def test_a_reversal_on_the_day_of_the_payment_is_as_if_it_had_never_been() -> None:
    account = reverse(paid(), "r", of="p", on=NOVEMBER_3, reason="误录", since="reversal").account

    assert Account.of([BILL]).on(DECEMBER_21) == account.on(DECEMBER_21)


def test_before_a_reversal_was_booked_the_account_was_as_it_was() -> None:
    account = reverse(
        paid(), "r", of="p", on=NOVEMBER_3, reason="误录", booked=date(2026, 12, 1)
    ).account
    november_30 = date(2026, 11, 30)

    assert "0.00" == str(account.on(november_30, known=november_30).quote().principal)
    assert "300.00" == str(account.on(november_30).quote().principal)


@given(
    st.lists(st.tuples(st.integers(1, 40000), st.integers(-30, 90)), min_size=1, max_size=5),
    st.integers(0, 60),
    st.integers(0, 120),
)
def test_reversing_the_last_receipt_restores_the_exact_state(
    payments: list[tuple[int, int]], after: int, look: int
) -> None:
    def receive(account: Account, number: int, fen: int, offset: int) -> Account:
        payment = Payment(f"p{number}", Money.of_fen(fen), on=NOVEMBER_3 + timedelta(offset))
        return account.receive(payment).account

    before = Account.of([BILL, SECOND])
    for number, (fen, offset) in enumerate(payments[:-1]):
        before = receive(before, number, fen, offset)
    fen, offset = payments[-1]
    account = receive(before, 99, fen, offset)
    on = NOVEMBER_3 + timedelta(offset + after)
    account = reverse(account, "r", of="p99", on=on, reason="退票").account

    day = on + timedelta(look)
    assert before.on(day) == account.on(day)


def test_a_reversal_is_refused_where_it_means_nothing_and_the_account_stays() -> None:
    account = reverse(paid(), "r", of="p", on=NOVEMBER_3, reason="退票").account
    earlier = NOVEMBER_3 - timedelta(1)

    for of, error in (
        ("p", RuleError),
        ("r", RuleError),
        ("x", UnknownError),
        (BILL.id, UnknownError),
    ):
        with pytest.raises(error):
            reverse(account, "r2", of=of, on=DECEMBER_21, reason="退票")
    with pytest.raises(RuleError, match="before what it is about"):
        reverse(paid(), "r", of="p", on=earlier, reason="退票", booked=DECEMBER_21)
    with pytest.raises(ConflictError):
        reverse(account, "r", of="p", on=NOVEMBER_3, reason="别的")
    assert () == reverse(account, "r", of="p", on=NOVEMBER_3, reason="退票").documents
    assert 3 == account.version


def test_applications_of_the_money_go_first_and_no_more_than_it_takes() -> None:
    """600.00 and 50.00 wait; 300.00 and 301.50 are applied; the 600.00 bounces."""
    account = Account("锦苑物业", "O-17")
    account = account.receive(Payment("p", "600.00", on=date(2026, 9, 20))).account
    account = account.receive(Payment("q", "50.00", on=date(2026, 9, 21))).account
    account = account.post(BILL).account.apply(BILL.on).account
    account = account.post(SECOND).account.apply(SECOND.on).account
    applied = [d.id for d in account.documents if isinstance(d, Application)]
    posted = reverse(account, "r", of="p", on=date(2026, 11, 5), reason="退票")
    state = posted.account.on(date(2026, 11, 5))

    assert [*reversed(applied), "p"] == [d.of for d in posted.documents if isinstance(d, Reversal)]
    assert ("0.00", "50.00") == (str(state.applied), str(state.prepaid))
    again = posted.account.apply(date(2026, 11, 5)).account.on(date(2026, 11, 5))
    assert ("50.00", "0.00") == (str(again.applied), str(again.prepaid))


def test_the_small_receipt_bounces_and_only_the_last_application_gives_way() -> None:
    account = Account("锦苑物业", "O-17")
    account = account.receive(Payment("p", "600.00", on=date(2026, 9, 20))).account
    account = account.receive(Payment("q", "1.50", on=date(2026, 9, 21))).account
    account = account.post(BILL).account.apply(BILL.on).account
    account = account.post(SECOND).account.apply(SECOND.on).account
    posted = reverse(account, "r", of="q", on=date(2026, 11, 5), reason="退票")

    assert 2 == len(posted.documents)
    assert "300.00" == str(posted.account.on(DECEMBER_21).applied)


def test_what_has_been_refunded_cannot_bounce_until_the_refund_is_reversed() -> None:
    account = Account("锦苑物业", "O-17")
    account = account.receive(Payment("p", "600.00", on=date(2026, 9, 20))).account
    account = refund(account, "f", "100.00", on=date(2026, 9, 25), reason="多交").account

    with pytest.raises(ExceedsError, match=r"100\.00"):
        reverse(account, "r", of="p", on=date(2026, 9, 26), reason="退票")
    account = reverse(account, "rf", of="f", on=date(2026, 9, 26), reason="退款退回").account
    assert "600.00" == str(account.on(date(2026, 9, 26)).prepaid)
    account = reverse(account, "r", of="p", on=date(2026, 9, 26), reason="退票").account
    assert "0.00" == str(account.on(date(2026, 9, 26)).prepaid)


# -- refund ----------------------------------------------------------------------------------------


def test_only_what_is_prepaid_goes_back() -> None:
    account = paid(35000, on=date(2026, 10, 20))
    state = refund(account, "f", "50.00", on=DECEMBER_21, reason="多交").account.on(DECEMBER_21)

    assert ("350.00", "300.00", "0.00", "50.00") == (
        str(state.totals.received),
        str(state.totals.applied),
        str(state.totals.prepaid),
        str(state.totals.refunded),
    )
    with pytest.raises(ExceedsError, match=r"0\.01"):
        refund(account, "f", "50.01", on=DECEMBER_21, reason="多交")
    with pytest.raises(MoneyError):
        refund(account, "f", "0", on=DECEMBER_21, reason="多交")


def test_money_that_is_applied_later_does_not_go_back_before() -> None:
    account = paid(60000, on=date(2026, 10, 20))
    account = account.post(SECOND).account.apply(date(2026, 11, 1)).account

    with pytest.raises(ExceedsError):
        refund(account, "f", "1.00", on=date(2026, 10, 21), reason="多交")


def test_an_area_was_wrong_and_what_was_overpaid_goes_back() -> None:
    account = paid(30000, on=date(2026, 10, 20)).post(credit(BILL.lines[0].id, "3.92")).account
    posted = refund(account, "f", "3.92", on=DECEMBER_21, reason="面积更正", to="6222 0000")
    state = posted.account.on(DECEMBER_21)

    assert ("0.00", "0.00", "3.92") == (
        str(state.outstanding),
        str(state.prepaid),
        str(state.refunded),
    )
    assert "6222" not in repr(posted.documents)
    with pytest.raises(ExceedsError):
        refund(account, "f", "3.93", on=DECEMBER_21, reason="面积更正")
    assert (
        ()
        == refund(
            posted.account, "f", "3.92", on=DECEMBER_21, reason="面积更正", to="6222 0000"
        ).documents
    )


def test_what_spends_money_is_booked_no_earlier_than_what_is_posted() -> None:
    """Else the past would show money gone that had not come in."""
    account = Account.of([BILL])
    late = Payment("p", "400.00", on=date(2026, 10, 20))
    account = account.receive(late, booked=DECEMBER_21).account
    early = Refund(
        id="f",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=date(2026, 10, 21),
        amount="1.00",
        reason="多交",
    )

    with pytest.raises(RuleError, match="2026-12-21"):
        account.post(early)
    (posted,) = refund(account, "f", "1.00", on=date(2026, 10, 21), reason="多交").documents
    assert DECEMBER_21 == posted.booked


# -- transfer --------------------------------------------------------------------------------------


def move(source: Account, target: Account, of: str = "p", **more: object) -> tuple[Posted, Posted]:
    given: dict[str, object] = {"booked": date(2026, 12, 24), "reason": "串户"} | more
    return transfer("t", of=of, source=source, target=target, **given)  # type: ignore[arg-type]


def test_the_wrong_account_is_as_if_it_never_came_and_the_right_one_as_if_it_did() -> None:
    wrong = Account("锦苑物业", "O-18")
    wrong = wrong.receive(Payment("p", "100.00", on=NOVEMBER_3)).account
    out, came = move(wrong, Account.of([BILL]))

    assert "3.69" == str(came.account.on(DECEMBER_21).penalty)
    assert "5.13" == str(came.account.on(DECEMBER_21, known=DECEMBER_21).penalty)
    for day in (NOVEMBER_3 - timedelta(1), NOVEMBER_3, DECEMBER_21):
        for known in (None, DECEMBER_21, date(2026, 12, 24)):
            both = out.account.on(day, known).received + came.account.on(day, known).received
            assert wrong.on(day, known).received == both
    again = move(out.account, came.account)
    assert ((), ()) == (again[0].documents, again[1].documents)
    assert () == came.account.receive(Payment("p", "100.00", on=NOVEMBER_3)).documents


def test_a_transfer_that_was_a_mistake_goes_back() -> None:
    wrong = Account("锦苑物业", "O-18")
    wrong = wrong.receive(Payment("p", "100.00", on=NOVEMBER_3)).account
    out, came = move(wrong, Account.of([BILL]))
    back, again = transfer(
        "t2",
        of="t:in",
        source=came.account,
        target=out.account,
        booked=date(2026, 12, 25),
        reason="串户",
    )

    assert Account.of([BILL]).on(DECEMBER_21) == back.account.on(DECEMBER_21)
    assert wrong.on(DECEMBER_21) == again.account.on(DECEMBER_21)


def test_a_transfer_is_refused_where_money_may_not_go() -> None:
    wrong = paid()
    other = Account("锦苑物业", "O-18")
    reversed_ = reverse(wrong, "r", of="p", on=NOVEMBER_3, reason="退票").account

    for target in (Account("别的物业", "O-18"), wrong):
        with pytest.raises(RuleError, match="one creditor"):
            move(wrong, target)
    with pytest.raises(UnknownError):
        move(wrong, other, of=BILL.id)
    with pytest.raises(RuleError, match="undone already"):
        move(reversed_, other)
    late = TransferOut(
        id="t",
        creditor=wrong.creditor,
        debtor=wrong.debtor,
        of="p",
        to="O-18",
        on=DECEMBER_21,
        reason="串户",
        booked=DECEMBER_21,
    )
    with pytest.raises(RuleError, match="2026-11-03"):
        wrong.post(late)


def test_a_designation_goes_over_only_if_the_right_account_knows_it() -> None:
    payment = Payment("p", "100.00", on=NOVEMBER_3, designated=[BILL.id])
    wrong = Account.of([BILL]).receive(payment).account
    other = Account("锦苑物业", "O-18")

    with pytest.raises(UnknownError):
        move(wrong, other)
    assert "100.00" == str(move(wrong, other, designated=[])[1].account.on(DECEMBER_21).prepaid)


def test_a_payment_is_not_received_twice_under_two_names() -> None:
    payment = Payment("p", "100.00", on=NOVEMBER_3)
    receipt = Receipt(
        creditor=BILL.creditor, debtor=BILL.debtor, payment=payment, parts=[], transfer="t"
    )

    with pytest.raises(ConflictError, match="here already"):
        paid().post(receipt)


# -- reallocation ----------------------------------------------------------------------------------


def reallocation(*moves: Move) -> Reallocation:
    return Reallocation(
        id="m",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        moves=moves,
        reason="更正",
        booked=DECEMBER_21,
    )


def part(line: int, amount: str, of: str = "p", on: date = NOVEMBER_3) -> Move:
    return Move(of, on, Part(BILL.lines[line].id, "principal", Money(amount), "order"))


def test_parts_move_from_the_day_of_their_payment_and_are_undone_with_it() -> None:
    account = paid(10000)  # 93.33 and 6.67
    moved = account.post(reallocation(part(0, "-13.33"), part(1, "13.33"))).account
    reversed_ = reverse(moved, "r", of="p", on=DECEMBER_21, reason="退票").account

    assert ["80.00", "20.00"] == [str(i.applied) for i in moved.on(NOVEMBER_3).items]
    assert ["93.33", "6.67"] == [
        str(i.applied) for i in moved.on(NOVEMBER_3, known=NOVEMBER_3).items
    ]
    assert Account.of([BILL]).on(DECEMBER_21) == reversed_.on(DECEMBER_21)


@pytest.mark.parametrize(
    ("moves", "error"),
    [
        ([part(1, "0.01")], ExceedsError),
        ([part(1, "-6.68"), part(0, "6.68")], ExceedsError),
        ([part(1, "-1.00", of="x")], UnknownError),
        ([part(1, "-1.00", on=DECEMBER_21)], RuleError),
        ([Move("p", NOVEMBER_3, Part("x", "principal", Money("-1"), "order"))], UnknownError),
    ],
)
def test_what_a_payment_does_not_have_cannot_be_moved(
    moves: list[Move], error: type[Exception]
) -> None:
    account = paid(10000)

    with pytest.raises(error):
        account.post(reallocation(*moves))
    assert 2 == account.version


def test_a_payment_does_not_pay_what_is_billed_only_later() -> None:
    item = SECOND.lines[0].id
    account = Account.of([BILL, SECOND])
    payment = Payment("p", "1.00", on=date(2026, 10, 20))
    early = Part(item, "principal", Money("1.00"), "order")
    receipt = Receipt(creditor=BILL.creditor, debtor=BILL.debtor, payment=payment, parts=[early])

    with pytest.raises(RuleError, match="apply it on 2026-11-01"):
        account.post(receipt)
    with pytest.raises(RuleError, match="moves nothing"):
        reallocation()


# -- closing a month -------------------------------------------------------------------------------


def close(through: date, **more: date) -> Close:
    return Close(
        id=f"close:{through}",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        through=through,
        **more,
    )


def test_nothing_is_booked_in_a_month_that_is_closed() -> None:
    october_31 = date(2026, 10, 31)
    account = Account.of([BILL, close(october_31, booked=date(2026, 11, 5))])
    payment = Payment("p", "100.00", on=date(2026, 10, 20))

    for booked in (None, october_31):
        with pytest.raises(RuleError, match="give booked=2026-11-01 or later"):
            account.receive(payment, booked=booked)
    assert account.receive(payment, booked=date(2026, 11, 1)).documents
    assert () == account.post(BILL).documents


def test_a_closed_month_stays_as_it_was_reported_and_late_news_counts_from_its_own_day() -> None:
    november_30 = date(2026, 11, 30)
    account = Account.of([BILL, close(november_30)])
    reported = account.on(november_30)
    payment = Payment("p", "100.00", on=NOVEMBER_3)
    account = account.receive(payment, booked=DECEMBER_21).account
    account = account.post(credit(BILL.lines[1].id, "5.00")).account
    account = reverse(account, "r", of="p", on=NOVEMBER_3, reason="退票").account

    assert evolve(reported, known=november_30) == account.on(november_30, known=november_30)
    assert "3.24" == str(reported.penalty)
    # 280.00 and 15.00 over 36 days: 3.024 and 0.162
    assert "3.18" == str(account.on(november_30).penalty)


def test_months_are_closed_in_order_and_not_before_they_end() -> None:
    account = Account.of([BILL, close(date(2026, 11, 30))])

    for through in (date(2026, 11, 30), date(2026, 10, 31)):
        with pytest.raises(RuleError, match="closed already"):
            account.post(evolve(close(through, booked=DECEMBER_21), id="again"))
    with pytest.raises(RuleError, match="last day or later"):
        close(date(2026, 11, 30), booked=date(2026, 11, 29))
    assert account.post(close(date(2026, 12, 31))).documents


def test_what_is_applied_or_reversed_by_itself_is_booked_in_the_open_month() -> None:
    account = paid(40000, on=date(2026, 10, 20)).post(close(date(2026, 11, 30))).account
    account = account.post(evolve(SECOND, booked=date(2026, 12, 1))).account
    (application,) = account.apply(SECOND.on).documents
    (reversal,) = reverse(account, "r", of="p", on=date(2026, 11, 2), reason="退票").documents

    assert (date(2026, 12, 1), SECOND.on) == (application.booked, application.on)
    assert (date(2026, 12, 1), date(2026, 11, 2)) == (reversal.booked, reversal.on)
