"""The reply form, the call script, the agreement and the proof of service."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from attrs import evolve

from letterbox import ABOUT_A_PLAN, BILL, DAY, asked, part_paid
from wuye import Account
from wuye.dates import CHINA
from wuye.disputes import complaints
from wuye.dunning.events import Delivered, Sent
from wuye.dunning.means import Means
from wuye.dunning.notices import (
    OBJECTIONS,
    REPLY_FORM,
    TEMPLATES,
    Agreement,
    Objection,
    Question,
    Service,
    Template,
    answers,
    form,
    ticked,
    write,
)
from wuye.dunning.notices.service import EVIDENCE_WORDS, MEANS_WORDS
from wuye.errors import ExceedsError, PeriodError, RuleError
from wuye.law.interruptions import Evidence
from wuye.payments.instalments import Instalment, Plan, plan

# -- the reply form -------------------------------------------------------------------------------


def test_codes_of_questions_and_boxes_stay_as_they_are() -> None:
    """Hosts store them: a change here breaks what came back before."""
    assert {
        "reason": (
            *("forgot", "moved", "hardship", "service", "repair-open", "staff"),
            *("amount", "vacant", "not-received", "already-paid", "other"),
        ),
        "problem": (),
        "wish": (),
        "arrangement": ("now", "undisputed", "instalments", "deferral", "talk"),
        "phone": (),
        "call": ("morning", "afternoon", "evening", "weekend"),
    } == {each.code: tuple(code for code, _ in each.boxes) for each in REPLY_FORM}


def test_a_form_that_came_back_is_taken_by_its_codes() -> None:
    back = ticked({"problem": ["电梯常停"], "reason": ["service", "amount"], "wish": []})

    assert {"reason": ("service", "amount"), "problem": ("电梯常停",)} == back
    assert ["reason", "problem"] == list(back)


def test_every_reason_that_opens_a_ticket_is_on_the_form() -> None:
    """A form that came back is fed to complaints by the code that was ticked."""
    on_the_form = {code for code, _ in REPLY_FORM[0].boxes}

    assert set(complaints.REASONS) <= on_the_form
    back = ticked({"reason": ["repair-open"], "problem": ["厨房漏水未修"]})
    feedback = complaints.reply_form(
        "R-1",
        letter="N-1",
        reason=back["reason"][0],
        at=datetime(2026, 12, 28, 10, tzinfo=CHINA),
        unit="3-1-502",
        says=back["problem"][0],
    )
    assert "repair" == feedback.opens("T-1", category="leak").kind


def test_all_faults_of_a_form_come_together() -> None:
    with pytest.raises(RuleError) as error:
        ticked({"reason": ["lazy"], "colour": ["red"], "arrangement": ["now", "talk"]})

    assert ["no question 'colour'", "reason: no box 'lazy'", "arrangement: one answer"] == (
        error.value.value
    )


def test_a_host_asks_questions_of_its_own() -> None:
    own = (Question("pet", "家里有宠物吗", [("yes", "有"), ("no", "没有")]),)
    template = Template("回执", "回执", [form(own)])

    assert (
        "1. 家里有宠物吗　□ 有　□ 没有"
        in write(asked(part_paid()), "回执", templates=[template]).text()
    )
    assert {"pet": ("yes",)} == ticked({"pet": ["yes"]}, own)


# -- the call script ------------------------------------------------------------------------------


def test_every_objection_is_answered_in_four_steps() -> None:
    for one in OBJECTIONS:
        assert all((one.says, one.calm, one.confirm, one.show, one.resolve))
    assert len(OBJECTIONS) == len({one.says for one in OBJECTIONS})


def test_the_script_holds_every_answer() -> None:
    text = write(asked(part_paid()), "电话沟通").text()

    for one in OBJECTIONS:
        assert all(step in text for step in (one.says, one.calm, one.confirm, one.resolve))
    assert "《民法典》第944条第1款：不能以没有接受服务为由拒付" in text


def test_a_host_answers_in_its_own_way() -> None:
    own = answers([Objection("太贵了", "明白", "贵在哪里", "收费公示", "一项一项看")])
    paper = write(asked(part_paid()), "应答", templates=[Template("应答", "应答", [own])])

    assert "1. 太贵了　明白　贵在哪里　收费公示　一项一项看" in paper.text()


# -- the agreement --------------------------------------------------------------------------------


def test_an_agreement_pays_what_is_asked_to_the_fen() -> None:
    about = asked(part_paid())

    assert Agreement(about, plan("203.69", 2, DAY), penalty="runs").plan.total == about.total
    with pytest.raises(ExceedsError, match="does not pay what is asked"):
        Agreement(about, plan("203.68", 2, DAY), penalty="runs")


def test_no_part_is_due_before_the_agreement() -> None:
    late = Plan("203.69", [Instalment(date(2026, 12, 20), "203.69")])
    with pytest.raises(PeriodError, match="before the agreement"):
        Agreement(asked(part_paid()), late, penalty="stops")


@pytest.mark.parametrize(
    ("penalty", "said", "not_said"),
    [
        ("stops", "停止计算违约金", "继续计算违约金"),
        ("runs", "按《前期物业服务合同》第十二条继续计算违约金", "停止计算违约金"),
    ],
)
def test_an_agreement_says_whether_penalty_runs(penalty: Any, said: str, not_said: str) -> None:
    about = asked(part_paid())
    text = write(Agreement(about, plan(about.total, 2, DAY), penalty=penalty)).text()

    assert said in text
    assert not_said not in text


def test_an_agreement_without_a_clause_says_nothing_of_penalty() -> None:
    about = asked(Account.of([evolve(BILL, penalty=None)]))
    paper = write(Agreement(about, plan(about.total, 2, DAY), penalty="stops"))

    assert ABOUT_A_PLAN == paper.name
    assert "违约金" not in paper.text()


def test_whether_penalty_runs_is_said_in_known_words() -> None:
    about = asked(part_paid())
    wrong: Any = "maybe"
    with pytest.raises(RuleError, match="not one of the choices"):
        Agreement(about, plan(about.total, 2, DAY), penalty=wrong)


# -- proof of service -----------------------------------------------------------------------------

ABOUT = asked(part_paid())
SENT = Sent(id="N-1", on=DAY, stage="催缴通知书", means="registered", items=ABOUT.action.items)


def test_a_receipt_names_the_paper_how_it_went_and_what_it_lists() -> None:
    text = write(Service(ABOUT, SENT)).text()

    for told in ("文书　催缴通知书", "编号　N-1", "送达方式　挂号信或者快递", "203.69"):
        assert told in text
    assert "签收只表示收到文书，不表示同意其中的金额。" in text


def test_a_receipt_is_for_the_very_paper() -> None:
    other = evolve(SENT, items=SENT.items[:1])
    arrived = Delivered(id="D-1", on=DAY, notice="N-1")

    assert Service(ABOUT, SENT, arrived).arrived
    with pytest.raises(RuleError, match="names other items"):
        Service(ABOUT, other)
    with pytest.raises(RuleError, match="another paper arrived"):
        Service(ABOUT, SENT, evolve(arrived, notice="N-2"))
    with pytest.raises(PeriodError, match="before it was sent"):
        Service(ABOUT, SENT, evolve(arrived, on=date(2026, 12, 20)))


def test_every_means_and_every_evidence_has_words() -> None:
    assert set(Means) == set(MEANS_WORDS)
    assert set(Evidence) == set(EVIDENCE_WORDS)


def test_no_template_is_left_without_a_test_of_its_own() -> None:
    """A new one belongs into the lists of test_shipped, by name."""
    assert {
        *("缴费提醒", "年终催缴", "温馨提示", "困难帮助", "困难帮助信"),
        *("催缴通知书", "催缴函", "律师函", "律师函后函"),
        *("电话沟通", "上门沟通", "经理面谈", "送达回证", "分期协议"),
    } == {each.name for each in TEMPLATES}
