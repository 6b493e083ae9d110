"""Capitals: the printed examples of the rule, there and back, and nothing else is read.

The examples are those that 《正确填写票据和结算凭证的基本规定》 prints.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies import amounts
from wuye.capitals import capitals, from_capitals
from wuye.errors import MoneyError
from wuye.money import Money

PRINTED = [
    ("1409.50", "人民币壹仟肆佰零玖元伍角"),
    ("6007.14", "人民币陆仟零柒元壹角肆分"),
    ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
    ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
    ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
    ("107000.53", "人民币壹拾万零柒仟元伍角叁分"),
    ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
    ("325.04", "人民币叁佰贰拾伍元零肆分"),
]
WORKED = [
    ("0", "人民币零元整"),
    ("0.05", "人民币伍分"),
    ("0.50", "人民币伍角"),
    ("10.00", "人民币壹拾元整"),
    ("110.00", "人民币壹佰壹拾元整"),
    ("1001.00", "人民币壹仟零壹元整"),
    ("1010.01", "人民币壹仟零壹拾元零壹分"),
    ("10000.00", "人民币壹万元整"),
    ("10010.00", "人民币壹万零壹拾元整"),
    ("100000000.00", "人民币壹亿元整"),
    ("100000001.00", "人民币壹亿零壹元整"),
    ("100010000.00", "人民币壹亿零壹万元整"),
    ("400005194.80", "人民币肆亿零伍仟壹佰玖拾肆元捌角"),
    ("1000000000000.00", "人民币壹万亿元整"),
    ("-12.30", "人民币负壹拾贰元叁角"),
]
LARGEST = "9999999999999999.99"

sizes = st.one_of(
    amounts,
    st.integers(0, 10**4).map(Money.of_fen),
    st.lists(st.sampled_from("0009"), min_size=3, max_size=17).map(
        lambda digits: Money.of_fen(int("".join(digits)))
    ),
)


@pytest.mark.parametrize(("amount", "text"), [*PRINTED, *WORKED])
def test_the_examples_are_read(amount: str, text: str) -> None:
    assert Money(amount) == from_capitals(text)


@pytest.mark.parametrize(("amount", "text"), [*dict(reversed(PRINTED)).items(), *WORKED])
def test_the_examples_are_written_as_the_rule_prints_them_first(amount: str, text: str) -> None:
    assert text == capitals(Money(amount))


@given(sizes)
@example(Money(LARGEST))
@example(Money("-0.01"))
@example(Money("1000000000000000.01"))
def test_an_amount_is_read_back_from_its_capitals(amount: Money) -> None:
    assert amount == from_capitals(capitals(amount))


@given(sizes, sizes)
def test_other_amounts_have_other_capitals(one: Money, other: Money) -> None:
    assert (one == other) == (capitals(one) == capitals(other))


@given(sizes)
def test_only_the_characters_of_the_rule_are_written_and_never_two_zeros(amount: Money) -> None:
    text = capitals(amount)

    assert re.fullmatch("人民币负?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分]+整?", text)
    assert "零零" not in text
    assert not text.endswith("零")
    assert (amount.fen < 0) == ("负" in text)
    assert (amount.fen % 10 != 0) == text.endswith("分")
    assert (abs(amount.fen) % 100 == 0) == text.endswith("元整")


@given(sizes)
def test_ten_keeps_its_one(amount: Money) -> None:
    assert not re.search("(^|[^壹贰叁肆伍陆柒捌玖])拾", capitals(amount))


@given(sizes)
def test_a_credit_is_written_as_its_bill_with_a_sign(amount: Money) -> None:
    size = abs(amount)
    sign = "负" if size else ""

    assert capitals(-size) == capitals(size).replace("人民币", f"人民币{sign}")


@given(sizes)
def test_what_is_left_to_the_writer_does_not_count(amount: Money) -> None:
    text = capitals(amount)

    assert amount == from_capitals(text.removeprefix("人民币"))
    assert amount == from_capitals(text.replace("整", "正"))
    assert amount == from_capitals(text.replace("元", "圆"))
    assert amount == from_capitals(f" {text}\n")
    if text.endswith("角"):
        assert amount == from_capitals(f"{text}整")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "人民币",
        "整",
        "元",
        "元整",
        "零",
        "负零元整",
        "拾元整",
        "壹",
        "壹拾",
        "十元整",
        "一元整",
        "1元整",
        "¥1.00",
        "壹贰元整",
        "壹佰贰佰元整",
        "壹拾壹佰元整",
        "壹元壹元整",
        "壹元整整",
        "壹元伍分伍角",
        "壹元壹贰角",
        "壹元拾角",
        "壹角元",
        "整壹元",
        "壹元整伍角",
        "负负壹元整",
        "壹负元整",
        "壹元 整伍",
        "人民币人民币壹元整",
        "人民币壹元整人民币",
        "壹亿亿元整",
        "壹元整<script>",
    ],
)
def test_text_that_makes_no_amount_is_refused(text: str) -> None:
    with pytest.raises(MoneyError) as caught:
        from_capitals(text)

    assert text == caught.value.value


@pytest.mark.parametrize(
    "text",
    [
        "壹零拾元整",  # inside a digit and its unit
        "壹佰零零伍元整",  # twice
        "零零零元整",
        "零壹元整",  # in front
        "壹元零",  # at the end
        "伍分整",  # 分 closes the amount itself
        "壹元伍角伍分整",
    ],
)
def test_a_zero_or_an_end_that_the_rule_has_nowhere_is_refused(text: str) -> None:
    with pytest.raises(MoneyError):
        from_capitals(text)


@given(st.text(alphabet="零壹贰玖拾佰仟万亿元角分整正圆负人民币 ", max_size=14))
def test_any_text_is_an_amount_or_an_error(text: str) -> None:
    try:
        amount = from_capitals(text)
    except MoneyError:
        return

    digits = re.sub("[^壹贰叁肆伍陆柒捌玖]", "", text)

    assert digits == re.sub("[^壹贰叁肆伍陆柒捌玖]", "", capitals(amount))


@pytest.mark.parametrize("unit", list("拾佰仟万亿"))
def test_a_long_text_is_refused_like_a_short_one(unit: str) -> None:
    with pytest.raises(MoneyError):
        from_capitals(f"壹{unit * 5000}元整")


@pytest.mark.parametrize("amount", ["10000000000000000", "-10000000000000000"])
def test_an_amount_too_large_for_the_characters_is_refused(amount: str) -> None:
    with pytest.raises(MoneyError, match="too large"):
        capitals(Money(amount))
