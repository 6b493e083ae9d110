"""Receipts and cash: what is handed over, in figures and capitals, to the fen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye import Money, Payment
from wuye.errors import ExceedsError, InexactError, MoneyError, RuleError, UnknownError
from wuye.payments import Part
from wuye.payments.cash import CashTaken, take_cash
from wuye.payments.receipts import Slip, slip

ON = date(2026, 11, 3)
PAYMENT = Payment("p", "1409.50", on=ON, channel="cash", payer="钱<某>", remark="电话13800000000")
PARTS = [
    Part("a", "principal", Money("1000"), "order"),
    Part("a", "penalty", Money("9.50"), "order"),
]


def receipt(**facts: Any) -> Slip:
    values: dict[str, Any] = {"payment": PAYMENT, "parts": PARTS, "names": {"a": "物业费<10月>"}}
    return slip("SJ-0101", creditor="锦苑物业", room="3-1-502", **(values | facts))


def test_a_receipt_says_what_came_in_what_it_paid_and_what_is_left() -> None:
    assert [
        "收据 SJ-0101",
        "日期：2026-11-03",
        "房号：3-1-502",
        "交款人：钱***",
        "金额：¥1,409.50 人民币壹仟肆佰零玖元伍角（现金）",
        "物业费<10月>：1000.00 元",
        "物业费<10月> 违约金：9.50 元",
        "转为预存：400.00 元",
        "收款单位：锦苑物业",
        "本收据不是发票。",
    ] == receipt().text().splitlines()


def test_the_page_says_the_same_and_is_escaped() -> None:
    text = receipt().html()

    assert "<td>物业费&lt;10月&gt;</td><td>1000.00 元</td>" in text
    for said in ("SJ-0101", "3-1-502", "人民币壹仟肆佰零玖元伍角", "转为预存", "本收据不是发票"):
        assert said in text


@pytest.mark.parametrize("shown", [receipt().text(), receipt().html(), repr(receipt())])
def test_no_name_remark_or_telephone_is_shown(shown: str) -> None:
    assert "某" not in shown
    assert "138" not in shown


def test_what_was_not_said_is_left_out() -> None:
    plain = receipt(payment=Payment("p", "1009.50", on=ON)).text()

    assert "交款人" not in plain
    assert "预存" not in plain
    assert "（" not in plain


def test_what_makes_no_receipt_is_refused() -> None:
    with pytest.raises(UnknownError, match="the item has no name: 'a'"):
        receipt(names={})
    with pytest.raises(ExceedsError, match=r"more was paid off than came in: '0\.01'"):
        receipt(payment=Payment("p", "1009.49", on=ON))
    with pytest.raises(RuleError, match="a receipt has a number"):
        slip("", PAYMENT, [], {}, creditor="c", room="r")


# -- cash ---------------------------------------------------------------------------------------


def told(taken: CashTaken) -> list[str]:
    return [
        str(amount)
        for amount in (taken.received, taken.change, taken.waived, taken.prepaid, taken.open)
    ]


@pytest.mark.parametrize(
    ("handed", "unit", "odd", "expected"),
    [
        ("123.45", "fen", "waive", ["123.45", "0.00", "0.00", "0.00", "0.00"]),
        ("123.40", "jiao", "waive", ["123.40", "0.00", "0.05", "0.00", "0.00"]),
        ("123.39", "jiao", "waive", ["123.39", "0.00", "0.00", "0.00", "0.06"]),
        ("123.45", "jiao", "waive", ["123.45", "0.00", "0.00", "0.00", "0.00"]),
        ("123.50", "jiao", "waive", ["123.40", "0.10", "0.05", "0.00", "0.00"]),
        ("123.00", "yuan", "waive", ["123.00", "0.00", "0.45", "0.00", "0.00"]),
        ("123.50", "jiao", "prepay", ["123.50", "0.00", "0.00", "0.05", "0.00"]),
        ("123.49", "jiao", "prepay", ["123.49", "0.00", "0.00", "0.04", "0.00"]),
        ("123.44", "jiao", "prepay", ["123.44", "0.00", "0.00", "0.00", "0.01"]),
        ("200.00", "yuan", "prepay", ["124.00", "76.00", "0.00", "0.55", "0.00"]),
    ],
)
def test_odd_fen_are_rounded_off_or_kept(
    handed: str, unit: Any, odd: Any, expected: list[str]
) -> None:
    assert expected == told(take_cash("123.45", handed, unit=unit, odd=odd, limit="0.99"))


def test_rounding_off_stays_within_the_authority() -> None:
    assert take_cash("123.45", "123", unit="yuan", odd="waive", limit="0.45").waived
    with pytest.raises(ExceedsError, match=r"'0\.45'; up to 0\.44"):
        take_cash("123.45", "123", unit="yuan", odd="waive", limit="0.44")
    with pytest.raises(ExceedsError, match=r"up to 0\.00"):
        take_cash("123.45", "123.40", unit="jiao", odd="waive")


@pytest.mark.parametrize(
    ("due", "handed", "limit", "unit", "odd", "error"),
    [
        ("0", "1", "0", "jiao", "waive", MoneyError),
        ("1", "0", "0", "jiao", "waive", MoneyError),
        ("1", "1", "-1", "jiao", "waive", MoneyError),
        (1.5, "1", "0", "jiao", "waive", InexactError),
        ("1", "1", "0", "mao", "waive", RuleError),
        ("1", "1", "0", "jiao", "tip", RuleError),
    ],
)
def test_what_is_no_cash_is_refused(
    due: Any, handed: str, limit: str, unit: Any, odd: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        take_cash(due, handed, unit=unit, odd=odd, limit=limit)


fens = st.integers(1, 10**7)


@given(fens, fens, st.sampled_from(["fen", "jiao", "yuan"]), st.sampled_from(["waive", "prepay"]))
def test_cash_adds_up_and_whole_units_are_asked_for(
    due: int, handed: int, unit: Any, odd: Any
) -> None:
    taken = take_cash(Money.of_fen(due), Money.of_fen(handed), unit=unit, odd=odd, limit="1")
    size = {"fen": 1, "jiao": 10, "yuan": 100}[unit]
    received, change = taken.received.fen, taken.change.fen

    assert handed == received + change
    assert due == received - taken.prepaid.fen + taken.waived.fen + taken.open.fen
    assert min(received, change, taken.waived.fen, taken.prepaid.fen, taken.open.fen) >= 0
    assert max(taken.waived.fen, taken.prepaid.fen) < size
    assert not (taken.waived and (taken.open or taken.prepaid))
    if change:
        assert received % size == 0
