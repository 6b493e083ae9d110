"""Filling a template: all of it or nothing, in lawful words, with any template of the host's."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given as given_by
from hypothesis import strategies as st

from letterbox import BILL, SENDER, asked, part_paid
from wuye import Account, Money
from wuye.dunning.notices import (
    TEMPLATES,
    Demand,
    DoorNotice,
    Part,
    Table,
    Template,
    given,
    heading,
    write,
)
from wuye.errors import (
    ConflictError,
    NotInForceError,
    RuleError,
    UnknownError,
    UnlawfulError,
)

ABOUT = asked(part_paid())
DOOR = DoorNotice(creditor="锦苑物业", sender=evolve(SENDER, project="锦苑"), on=date(2026, 12, 21))


def mine(*body: Part | Table | str, name: str = "催缴通知书", message: bool = False) -> Template:
    return Template(name, "通知", body, message=message)


def text(*body: Part | Table | str, about: Demand | DoorNotice = ABOUT) -> str:
    return write(about, "催缴通知书", templates=[mine(*body)]).text()


# -- whose template -------------------------------------------------------------------------------


def test_the_template_of_the_stage_is_taken_or_another_by_its_name() -> None:
    assert "催缴通知书" == write(ABOUT).name
    assert "催缴函" == write(evolve(ABOUT, action=evolve(ABOUT.action, template="催缴函"))).name
    assert "上门记录" == write(ABOUT, "上门沟通").title


def test_a_host_replaces_a_template_by_one_of_its_own() -> None:
    own = mine("{name}，您有{total}元未缴。")
    paper = write(ABOUT, templates=(own, *TEMPLATES))

    assert "通知\n赵某某，您有203.69元未缴。\n" == paper.text()
    assert "催缴函" == write(ABOUT, "催缴函", templates=(own, *TEMPLATES)).title


@pytest.mark.parametrize(("name", "language"), [("没有这一种", "zh"), ("律师函", "en")])
def test_a_template_that_nobody_has_is_unknown(name: str, language: str) -> None:
    with pytest.raises(UnknownError, match="no such template") as error:
        write(ABOUT, name, language="en" if language == "en" else "zh")

    assert name == error.value.value
    assert "催缴通知书" in error.value.way_out


def test_a_template_may_tell_facts_of_the_host() -> None:
    own = mine("缴费码：{code}")

    assert "缴费码：A-17" in write(ABOUT, templates=[own], facts={"code": "A-17"}).text()
    with pytest.raises(RuleError, match="cannot be filled"):
        write(ABOUT, templates=[own])
    with pytest.raises(ConflictError) as error:
        write(ABOUT, templates=[own], facts={"total": "1.00", "code": "A-17"})
    assert ["total"] == error.value.value


# -- all of it or nothing -------------------------------------------------------------------------


def test_all_that_is_missing_or_unknown_comes_in_one_error() -> None:
    bare = evolve(ABOUT, sender=evolve(ABOUT.sender, payee="", clause=""))
    own = mine("{payee}", "{nmae}", given("debt", "x"), given("penalty", "依据{clause}"), "{name}")
    with pytest.raises(RuleError, match="template 催缴通知书") as error:
        write(bare, templates=[own])

    assert [
        "clause: missing",
        "debt: no such field",
        "nmae: no such field",
        "payee: missing",
    ] == error.value.value


def test_no_value_is_told_in_an_error() -> None:
    with pytest.raises(RuleError) as error:
        text("{nmae}")

    assert "赵某某" not in str(error.value)
    assert "203.69" not in str(error.value)


def test_a_penalty_without_its_clause_is_not_written() -> None:
    bare = asked(part_paid(), sender=evolve(SENDER, clause=""))
    free = asked(Account.of([evolve(BILL, penalty=None)]), sender=evolve(SENDER, clause=""))

    with pytest.raises(RuleError, match="clause: missing"):
        write(bare)
    assert "违约金" not in write(free).text()


@pytest.mark.parametrize("name", ["催缴函", "律师函"])
def test_a_demand_without_a_deadline_is_not_written(name: str) -> None:
    with pytest.raises(RuleError, match="deadline: missing"):
        write(asked(part_paid(), deadline=None), name)


def test_a_notice_gives_days_where_the_stage_does() -> None:
    without = write(asked(part_paid(), deadline=None), "催缴通知书").text()

    assert "日内" not in without
    assert "944" not in without
    assert "请您核对后缴纳。" in without


def test_a_lawyers_letter_without_a_lawyer_is_not_written() -> None:
    nobody = evolve(SENDER, law_office="", lawyer="")
    with pytest.raises(RuleError) as error:
        write(asked(part_paid(), sender=nobody), "律师函")

    assert ["law_office: missing", "lawyer: missing"] == error.value.value


def test_a_part_stands_only_where_its_field_has_something_to_say() -> None:
    part = given("credit", "已扣除{credit}元")

    more = evolve(ABOUT, action=evolve(ABOUT.action, credit=Money("3.69")))

    assert "通知\n" == text(part)
    assert "通知\n已扣除3.69元\n" == write(more, templates=[mine(part)]).text()


def test_a_table_stands_alone() -> None:
    assert "1. 物业服务费" in text("{lines}")
    for wrong in ("明细：{lines}", Table(["a"], [["{lines}"]])):
        with pytest.raises(RuleError, match="lines: a table stands alone"):
            text(wrong)


def test_a_notice_for_all_has_no_field_for_anybody() -> None:
    for private in ("{name}", "{units}", "{total}", "{lines}", "{periods}", "{payee}"):
        with pytest.raises(RuleError, match="no such field"):
            text(private, about=DOOR)
    with pytest.raises(RuleError, match="no such field"):
        write(DOOR, "催缴通知书")


@pytest.mark.parametrize("wrong", ["{", "}", "{Total}", "{total!r}", "{name.x}", "{0}}", "{}"])
def test_a_brace_that_names_no_field_is_refused_when_the_template_is_made(wrong: str) -> None:
    for part in (wrong, Table(["a"], [[wrong]]), heading(wrong)):
        with pytest.raises(RuleError, match="names no field"):
            mine(part)


def test_a_body_is_a_list_and_a_table_is_even() -> None:
    with pytest.raises(RuleError, match="list of parts"):
        Template("x", "x", "{total}")
    with pytest.raises(RuleError, match="as wide as the head"):
        Table(["a", "b"], [["1"]])


@given_by(st.text(max_size=30))
def test_what_a_field_holds_is_never_read_as_a_template(name: str) -> None:
    about = evolve(ABOUT, name=f"{{total}}{name}{{nobody}}")

    assert f"{{total}}{name}{{nobody}}" in write(about, templates=[mine("{name}")]).text()


# -- articles -------------------------------------------------------------------------------------


def test_an_article_is_cited_as_it_applies_on_the_day() -> None:
    assert "依据《民法典》第944条第2款、《民法典》第195条" in text("依据{944-2}、{195}")


def test_an_article_that_nobody_entered_is_unknown() -> None:
    with pytest.raises(UnknownError, match="no such article"):
        text("依据{9999}")


def test_an_article_is_not_cited_for_a_day_before_it_applied() -> None:
    early = evolve(DOOR, on=date(2020, 12, 31))
    template = mine("{944-2}", name="温馨提示")

    assert "第944条" in write(evolve(early, on=date(2021, 1, 1)), templates=[template]).text()
    with pytest.raises(NotInForceError):
        write(early, templates=[template])


# -- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "cite"),
    [
        ("逾期将按日加收滞纳金。", "民法典第585-1条"),
        ("逾期将上报征信。", "征信业管理条例第13条"),
        ("您将被列入失信名单。", "民法典第944-2条"),
        ("否则停水停电。", "民法典第944-3条"),
        ("否则停用您的门禁卡。", "民法典第944-3条"),
        ("将公示欠费业主名单。", "个人信息保护法第25条"),
        ("我们会通知您的工作单位。", "个人信息保护法第23条"),
    ],
)
def test_words_that_mislead_stop_a_template_of_the_host(words: str, cite: str) -> None:
    with pytest.raises(UnlawfulError) as error:
        text("您有{total}元未缴。", words)

    assert cite in error.value.problem
    assert "template 催缴通知书" == error.value.place


def test_words_over_two_parts_of_a_message_and_in_the_title_stop_it_too() -> None:
    split = mine("逾期收滞", "纳金。", message=True)
    titled = Template("催缴通知书", "滞纳金通知", ["请缴费。"])

    for template in (split, titled):
        with pytest.raises(UnlawfulError, match="滞纳金"):
            write(ABOUT, templates=[template])


def test_words_that_come_with_the_facts_stop_it_too() -> None:
    threat = evolve(ABOUT, sender=evolve(ABOUT.sender, counter="物业中心，不缴则停水"))
    with pytest.raises(UnlawfulError, match="停水"):
        write(threat)


def test_what_is_true_of_a_court_after_its_judgment_may_be_said() -> None:
    assert "失信" in text("判决生效后仍不履行的，人民法院可以依法纳入失信被执行人名单。")


def test_a_name_is_not_read_as_words() -> None:
    assert "李征信：" in write(evolve(ABOUT, name="李征信")).text()


def test_an_off_putting_tone_is_told_and_stops_nothing() -> None:
    paper = write(ABOUT, templates=[mine("这是公司规定，您必须缴费，与我司无关。")])

    assert ["这是公司规定", "必须", "与我司无关"] == [found.phrase for found in paper.tone]
    assert all(found.better for found in paper.tone)
