"""Tone: what puts residents off is found with a better phrase, and plain words are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.dunning.notices import OffPutting, off_putting
from wuye.dunning.notices.tone import PHRASES, Phrase


@pytest.mark.parametrize(
    ("text", "kind", "phrase"),
    [
        ("这事与我司无关", "defensive", "与我司无关"),
        ("跟物业没关系", "defensive", "跟物业没关系"),
        ("这个不归我们管", "defensive", "不归我们管"),
        ("这是规定", "defensive", "这是规定"),
        ("公司规定如此", "defensive", "公司规定"),
        ("我们也没办法", "defensive", "我们也没办法"),
        ("那是您自己的问题", "defensive", "您自己的问题"),
        ("别人都交了", "defensive", "别人都交"),
        ("您必须今天缴清", "harsh", "必须"),
        ("务必缴清", "harsh", "务必"),
        ("恶意拖欠物业费", "harsh", "恶意拖欠"),
        ("拒不缴纳", "harsh", "拒不缴纳"),
        ("后果自负", "harsh", "后果自负"),
        ("最后通牒", "harsh", "最后通牒"),
        ("按抵充顺序", "jargon", "抵充"),
        ("记入该科目", "jargon", "科目"),
        ("应收账款", "jargon", "应收账款"),
        ("您的账龄", "jargon", "账龄"),
        ("已经冲红", "jargon", "冲红"),
        ("催收人员", "jargon", "催收"),
    ],
)
def test_a_phrase_that_puts_off_is_found_where_it_stands(text: str, kind: str, phrase: str) -> None:
    (found,) = off_putting(text)

    assert (kind, phrase, text.index(phrase)) == (found.kind, found.phrase, found.start)
    assert found.better


@pytest.mark.parametrize(
    "text",
    [
        "请您方便时缴纳。",
        "您不必须今天答复",
        "按收费规定公示",
        "我们帮您联系负责的一方",
        "大家都关心电梯",
        "应缴金额",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert () == off_putting(text)


def test_a_host_has_a_list_of_its_own() -> None:
    own = Phrase("jargon", "楼宇", "楼")

    assert (OffPutting("jargon", "楼宇", 2, "楼"),) == off_putting("本栋楼宇必须", [own])
    assert 2 == len(off_putting("本栋楼宇必须", (own, *PHRASES)))


@given(st.lists(st.sampled_from(["必须", "科目", "请缴费", "，", "与我司无关"]), max_size=8))
def test_findings_stand_in_the_order_of_the_text(words: list[str]) -> None:
    text = "".join(words)
    found = off_putting(text)

    assert sum(word in {"必须", "科目", "与我司无关"} for word in words) == len(found)
    assert all(text[one.start :].startswith(one.phrase) for one in found)
    assert sorted(one.start for one in found) == [one.start for one in found]
