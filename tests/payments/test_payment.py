"""Payments: channel, payer and remark, and what is no payment."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import pytest

from wuye import Account, Payment, payments
from wuye.errors import InexactError, MoneyError, PeriodError, RuleError
from wuye.exchange import decode, encode
from wuye.payments import CHANNELS, channel_name

ON = date(2026, 11, 3)


def test_the_payer_is_masked_and_the_remark_is_not_shown() -> None:
    payment = Payment("p", "100", on=ON, channel="cash", payer="赵某某", remark="代赵某某交")

    assert "赵**" in repr(payment)
    assert "赵某" not in repr(payment)
    assert "赵某某" not in str(payment)


def test_all_that_was_said_travels_on_the_wire() -> None:
    payment = Payment(
        "p", "100", on=ON, channel="wechat", payer="孙某", remark="十月", restricted=["parking"]
    )
    (receipt,) = Account("锦苑物业", "O-1").receive(payment).documents
    data = json.loads(json.dumps(encode(receipt)))

    assert receipt == decode(data)
    assert ["parking"] == data["data"]["payment"]["restricted"]
    assert payment == pickle.loads(pickle.dumps(payment))


def test_a_payment_of_an_earlier_release_has_none_of_it() -> None:
    payment = Payment("p", "100", on=ON)

    assert ("", "", "", ()) == (
        payment.channel,
        payment.payer,
        payment.remark,
        payment.restricted,
    )


@pytest.mark.parametrize(
    ("amount", "facts", "error"),
    [
        ("0", {}, MoneyError),
        ("-1", {}, MoneyError),
        (1.5, {}, InexactError),
        ("1", {"on": "2026-11-03"}, PeriodError),
        ("1", {"designated": "bill"}, RuleError),
        ("1", {"restricted": "parking"}, RuleError),
    ],
)
def test_what_is_no_payment_is_refused(
    amount: Any, facts: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        Payment("p", amount, **{"on": ON, **facts})


def test_channels_have_names_and_a_code_of_the_host_stands_for_itself() -> None:
    assert ["现金", "微信支付", "支付宝", "银行转账", "银行代扣"] == [
        channel_name(code) for code in CHANNELS
    ]
    assert "WeChat Pay" == channel_name("wechat", "en")
    assert "pos-3" == channel_name("pos-3", "en")


def test_what_payments_do_not_have_is_missing() -> None:
    assert payments.instalments.plan("100", 1, ON).parts
    with pytest.raises(AttributeError, match="no attribute 'tips'"):
        vars(payments)["__getattr__"]("tips")
