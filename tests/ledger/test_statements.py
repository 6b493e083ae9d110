"""Statements: from one balance to another, entry by entry."""

from __future__ import annotations

from datetime import date

import pytest

from community import october
from wuye import Account, Money, Payment, Period
from wuye.errors import PeriodError, RuleError
from wuye.ledger import CreditNote, Entry, refund, reverse

BILL = october().of_unit("3-1-502")[0]  # 280.00 and 20.00, due 25 October, 0.03 % a day
LINE = BILL.lines[0].id
NOVEMBER = Period.month(2026, 11)


def paid() -> Account:
    """100.00 came on 3 November and was booked on 24 December."""
    payment = Payment("wx-4200", "100.00", on=date(2026, 11, 3), designated=[LINE])
    return Account.of([BILL]).receive(payment, booked=date(2026, 12, 24)).account


def short(entries: tuple[Entry, ...]) -> list[tuple[int, str, str, str]]:
    return [(e.day.day, e.kind, str(e.amount), str(e.balance)) for e in entries]


def test_a_month_with_a_payment() -> None:
    """9 days of 300.00 and 27 days of 200.00: 0.81 + 1.62 = 2.43, of which 0.54 in October."""
    told = paid().statement(NOVEMBER)

    assert ("300.54", "1.89", "202.43") == (
        str(told.opening),
        str(told.penalty),
        str(told.closing),
    )
    assert [
        (3, "receipt", "-100.00", "200.54"),
        (30, "penalty", "1.89", "202.43"),
    ] == short(told.entries)
    assert (date(2026, 12, 24), "wx-4200") == (told.entries[0].booked, told.entries[0].document)


def test_as_known_before_the_payment_was_booked() -> None:
    told = paid().statement(NOVEMBER, known=date(2026, 12, 23))

    assert [(30, "penalty", "2.70", "303.24")] == short(told.entries)
    assert Money("0.00") == told.paid


def test_what_goes_back_and_what_is_undone_on_the_day() -> None:
    account = Account.of([BILL]).receive(Payment("a", "350.00", on=BILL.due)).account
    day = date(2026, 11, 2)
    account = refund(account, "F-1", "20.00", on=day, reason="多交", to="赵某某").account
    account = reverse(account, "R-1", of="F-1", on=day, reason="退回").account
    note = CreditNote(
        id="c",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=day,
        item=LINE,
        amount="30.00",
        reason="核减",
    )
    told = account.post(note).account.statement(NOVEMBER)

    assert [
        (2, "refund", "20.00", "-30.00"),
        (2, "reversal", "-20.00", "-50.00"),
        (2, "credit", "-30.00", "-80.00"),
    ] == short(told.entries)
    assert "赵" not in told.text() + told.html() + repr(told)


def test_a_period_of_several_months_enters_penalty_month_by_month() -> None:
    told = paid().statement(Period(date(2026, 10, 1), date(2026, 12, 22)))

    assert [
        (date(2026, 10, 31), "0.54"),
        (date(2026, 11, 30), "1.89"),
        (date(2026, 12, 21), "1.26"),
    ] == [(e.day, str(e.amount)) for e in told.entries if e.kind == "penalty"]
    assert ("0.00", "300.00", "3.69", "100.00", "203.69") == tuple(
        map(str, (told.opening, told.billed, told.penalty, told.paid, told.closing))
    )


def test_text_and_page_tell_the_same() -> None:
    told = paid().statement(NOVEMBER)

    assert """对账单
收款单位：锦苑物业
业主编号：O-17
期间：2026-11-01 至 2026-11-30
日期  入账日  摘要  凭证  金额  余额
2026-11-03  2026-12-24  收款  wx-4200  -100.00  200.54
2026-11-30  2026-11-30  违约金  1.89  202.43
期初余额：300.54 元
本期应收：0.00 元
本期违约金：1.89 元
本期实收：100.00 元
本期冲减：0.00 元
期末余额：202.43 元""" == told.text()
    assert "<td>-100.00</td><td>200.54</td>" in told.html()


def test_what_comes_in_is_escaped() -> None:
    account = Account("<b>", "O-1")
    account = account.receive(Payment("<i>", "1.00", on=date(2026, 11, 3))).account

    assert "<i>" not in account.statement(NOVEMBER).html()
    assert "&lt;i&gt;" in account.statement(NOVEMBER).html()


def test_a_statement_needs_a_day_before() -> None:
    account = Account.of([BILL])
    with pytest.raises(PeriodError):
        account.statement(Period(date.min, date(2026, 1, 1)))
    finished = account.receive(Payment("a", BILL.total, on=BILL.due)).account
    resumed = Account.resume(finished.checkpoint(keep=date(2027, 1, 1)))
    with pytest.raises(RuleError, match="resumed"):
        resumed.statement(Period.month(2026, 10))
    assert Money("0.00") == resumed.statement(NOVEMBER).opening
