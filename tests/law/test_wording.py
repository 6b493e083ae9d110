"""Wording: phrases that mislead are found where they stand, and others are left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.law import civil_procedure
from wuye.law.wording import misleading

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("text", "code", "phrase"),
    [
        ("逾期将上报征信", "credit-threat", "征信"),
        ("影响您的信用记录", "credit-threat", "信用记录"),
        ("按日加收滞纳金", "surcharge-word", "滞纳金"),
        ("依法按日千分之三加收", "statutory-penalty", "依法按日千分之"),
        ("收取法定违约金", "statutory-penalty", "法定违约金"),
        ("否则停水停电", "cut-off-threat", "停水"),
        ("将停止供暖", "cut-off-threat", "停止供暖"),
        ("将公示欠费业主名单", "publication-threat", "公示欠费业主名单"),
        ("将通知您的工作单位", "third-party-threat", "通知您的工作单位"),
        ("根据旧解释第6条", "old-interpretation", "旧解释第6条"),
        (
            "《最高人民法院关于审理物业服务纠纷案件具体应用法律若干问题的解释》第六条",
            "old-interpretation",
            "物业服务纠纷案件具体应用法律若干问题的解释》第六条",
        ),
        ("物业服务纠纷解释第十三条", "old-interpretation", "物业服务纠纷解释第十三条"),
        ("依据《治安管理处罚法》第四十二条", "old-article", "治安管理处罚法》第四十二条"),
        ("《民事诉讼法》第二百一十四条", "old-article", "民事诉讼法》第二百一十四条"),
        ("民诉法第162条", "old-article", "民诉法第162条"),
        ("民事诉讼法（2021修正）第二百零一条", "old-article", "民事诉讼法（2021修正）第二百零一条"),
    ],
)
def test_a_phrase_that_misleads_is_found_where_it_stands(text: str, code: str, phrase: str) -> None:
    """Traps 11, 14 and 22 in the wording of notices."""
    found = misleading(text, on=TODAY)[0]

    assert (code, phrase, text.index(phrase)) == (found.code, found.phrase, found.start)
    assert found.stops


@pytest.mark.parametrize(
    "text",
    [
        "请于2026年10月16日前交纳物业费280.00元，逾期按合同约定支付违约金。",
        "依据《民法典》第九百四十四条第二款，催告后仍不支付的，我公司可以起诉或者申请仲裁。",
        "依法按合同约定的日万分之三计算违约金",
        "《物业服务纠纷解释》第二条、第三条",
        "依据民诉法解释第428条、民事诉讼法第二百二十五条",
        "适用总则编解释第8条",
        "《治安管理处罚法》第五十条",
        "本小区公示收费标准，停车费另计，水电费以抄表为准",
        "如有疑问请联系本单位客服",
        "",
    ],
)
def test_what_does_not_mislead_is_left_alone(text: str) -> None:
    assert () == misleading(text, on=TODAY)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("逾期将停用您的门禁卡", ["access-threat"]),
        ("禁止欠费车辆进入小区", ["access-threat"]),
        ("欠费车辆一律不得进入小区", ["access-threat"]),
        ("电梯卡将无法使用", ["access-threat"]),
        ("限制进出小区", ["access-threat"]),
        ("我公司将拉闸", ["cut-off-threat"]),
        ("将停止为您供电", ["cut-off-threat"]),
        ("将切断您家的水电", ["cut-off-threat"]),
        ("电梯卡到期不予续期", ["access-threat"]),
        ("车牌移出道闸白名单", ["access-threat"]),
        ("我们会告诉您的父母", ["third-party-threat"]),
        ("关闭水阀", ["cut-off-threat"]),
        ("不交物业费不予售电", ["cut-off-threat"]),
        ("在公告栏公示您的欠费", ["publication-threat"]),
        ("您的欠费情况将在公告栏公示", ["publication-threat"]),
        ("将在业主群通报", ["publication-threat"]),
        ("列入失信被执行人名单", ["bad-credit-threat"]),
        ("我公司向法院申请列入失信被执行人名单", ["bad-credit-threat"]),
        ("通知您家属", ["third-party-threat"]),
        ("向您的单位发函", ["third-party-threat"]),
        ("影响您的个人信用", ["credit-threat"]),
        ("不得欠费否则停水", ["cut-off-threat"]),
        ("不得逾期，逾期停水", ["cut-off-threat"]),
        ("我公司不得不停水", ["cut-off-threat"]),
        ("我公司不会客气并停水", ["cut-off-threat"]),
    ],
)
def test_a_threat_with_what_is_unlawful_is_found(text: str, codes: list[str]) -> None:
    """Traps 1, 13 and 14 in the wording of notices."""
    found = misleading(text, on=TODAY)

    assert codes == [finding.code for finding in found]
    assert all(finding.stops for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "本公司不会停水停电",
        "不得停止供水",
        "物业服务人不得采取停止供电、供水、供热、供燃气等方式催交物业费",
        "我公司不会因您欠费停水",
        "不得限制车辆进出小区",
        "本公司不会停用您的门禁卡",
        "不应拉闸",
        "禁止公示业主姓名",
        "我公司不会在公告栏公示您的欠费",
        "不会通知您的家属",
        "欠费不会影响您的个人信用",
        "在公告栏公示收费标准",
        "您可以要求公开公共收益收支情况",
        "电梯维修基金不在本次催缴范围，停车费每月300元",
        "公布欠费汇总数",
        "判决生效后仍不履行的，由人民法院决定是否列入失信被执行人名单",
    ],
)
def test_what_denies_or_forbids_a_threat_is_left_alone(text: str) -> None:
    assert () == misleading(text, on=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "按国家规定每日加收千分之三",
        "依照民法典规定按日万分之五计算",
        "根据有关规定加收违约金",
        "每日千分之五，这是法律规定的",
        "收取法定违约金",
    ],
)
def test_a_rate_told_as_statutory_is_found(text: str) -> None:
    """Trap 9 in the wording of notices."""
    assert ["statutory-penalty"] == [finding.code for finding in misleading(text, on=TODAY)]


@pytest.mark.parametrize(
    "text",
    [
        "按合同约定每日加收万分之三",
        "依照民法典规定和合同约定按日万分之三计算",
        "按国家规定的税率百分之六开具发票",
    ],
)
def test_a_rate_that_was_agreed_or_a_tax_is_left_alone(text: str) -> None:
    assert () == misleading(text, on=TODAY)


def test_the_surcharge_word_may_be_quoted() -> None:
    assert () == misleading("合同原文为“按日加收滞纳金”，应理解为违约金", on=TODAY)
    assert ["surcharge-word"] == [f.code for f in misleading("“合同”所称滞纳金", on=TODAY)]


def test_findings_come_in_the_order_of_the_text() -> None:
    found = misleading("停水，滞纳金，征信，滞纳金", on=TODAY)

    assert [0, 3, 7, 10] == [finding.start for finding in found]


@pytest.mark.parametrize("old", [old for old, _ in civil_procedure.MOVED_2012])
def test_an_old_number_leads_to_the_new_one(old: str) -> None:
    (found,) = misleading(f"民事诉讼法第{old}条", on=TODAY)
    new = dict(civil_procedure.MOVED_2012)[old]

    assert f"现为第{new}条" in found.says


@pytest.mark.parametrize(
    ("text", "last"),
    [("治安管理处罚法第42条", date(2025, 12, 31)), ("民事诉讼法第214条", date(2023, 12, 31))],
)
def test_an_old_number_is_not_reported_while_it_was_right(text: str, last: date) -> None:
    assert () == misleading(text, on=last)
    assert 1 == len(misleading(text, on=last + timedelta(days=1)))


@given(st.text(alphabet="停水电征信滞纳金曝光物业解释第6条依法千分之，。“”"))
def test_each_finding_stands_where_it_says(text: str) -> None:
    for found in misleading(text, on=TODAY):
        assert found.phrase == text[found.start : found.start + len(found.phrase)]
        assert found.phrase
