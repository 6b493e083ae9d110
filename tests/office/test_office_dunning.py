"""Dunning in a folder: policies, what was sent, proof, answers, profiles and the papers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from folders import BILL, CLAUSE, FEES, LINES, rows, run, write
from wuye.dunning import Means, presets
from wuye.office import chasing
from wuye.office.reasons import REASONS

NOTICES = "业主编号,阶段,日期,账单明细,方式,期限,送达日,送达证明,失败原因,经办\n"
FOLLOWUPS = "业主编号,日期,事项,内容,经办\n"
PROFILES = "业主编号,首选方式,可用方式,柜台缴费,特殊群体,勿扰起始日,勿扰结束日\n"
RENT = """
[[items]]
code = "rent"
name = "场地费"
tariff = "flat"
rate = "50"
creditor = "全体业主"
payee = "共有收益账户"
"""


def policy(name: str, more: str = "") -> str:
    return f'\n[dunning]\npolicy = "{name}"\n{more}'


def office(folder: Path, rules: str = "", **tables: str) -> Path:
    heads = {"notices": NOTICES, "followups": FOLLOWUPS, "profiles": PROFILES}
    told = {name: heads.get(name, "") + text for name, text in tables.items()}
    return write(folder / "office", FEES + rules, CLAUSE, **told)


def sent(*stages: tuple[str, str], more: str = ",,,,,") -> str:
    return "".join(f"O-1,{stage},{day},{LINES},{more}\n" for stage, day in stages)


def proposed(folder: Path, owner: str = "O-1") -> str:
    """What is proposed to the owner, or why nothing is."""
    found = {row["阶段"] for row in rows(folder, "dunning.csv") if row["业主编号"] == owner}
    left = {row["原因"] for row in rows(folder, "withheld.csv") if row["业主编号"] == owner}
    return "、".join(sorted(found | left))


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("message-then-letter", {"2026-10-25": "未逾期", "2026-10-26": "缴费提醒"}),
        ("thirty-days", {"2026-10-25": "未逾期", "2026-10-26": "缴费提醒"}),
        ("three-notices", {"2026-10-27": "未到首次提醒的天数", "2026-10-28": "缴费提醒"}),
        ("four-periods", {"2026-10-25": "未逾期", "2026-10-26": "缴费提醒"}),
        ("letter-series", {"2026-11-23": "未到首次提醒的天数", "2026-11-24": "催缴函"}),
    ],
)
def test_each_policy_begins_on_its_day(name: str, days: dict[str, str], tmp_path: Path) -> None:
    folder = office(tmp_path, policy(name))
    for day, expected in days.items():
        run(folder, on=day)
        assert expected == proposed(folder)


def test_the_office_may_name_every_policy_there_is() -> None:
    assert {
        "message-then-letter",
        "thirty-days",
        "three-notices",
        "four-periods",
        "letter-series",
    } == set(presets.PRESETS)


def test_thirty_days_goes_from_message_to_letter_to_call_as_each_was_sent(tmp_path: Path) -> None:
    rules = policy("thirty-days")
    timeline = [
        ([], "2026-11-01", "缴费提醒"),
        ([], "2026-11-10", "缴费提醒"),  # never sent, so nothing follows
        ([("缴费提醒", "2026-10-26")], "2026-11-01", "距上次提醒不足间隔"),
        ([("缴费提醒", "2026-10-26")], "2026-11-02", "催缴通知书"),
        ([("缴费提醒", "2026-10-26")], "2026-11-10", "催缴通知书"),
        ([("缴费提醒", "2026-10-26"), ("催缴通知书", "2026-11-02")], "2026-11-10", "电话沟通"),
    ]
    for number, (stages, day, expected) in enumerate(timeline):
        folder = office(tmp_path / str(number), rules, notices=sent(*stages))
        run(folder, on=day)
        assert expected == proposed(folder), day


@pytest.mark.parametrize(
    ("arrival", "day", "expected"),
    [
        (",,,,,", "2027-01-05", "等待送达证明"),
        (",15,2026-11-27,到达记录,,", "2026-12-25", "等待批准"),
        (",15,2026-11-27,到达记录,,", "2026-12-12", "已满"),
    ],
)
def test_the_law_waits_for_proof_the_deadline_and_approval(
    arrival: str, day: str, expected: str, tmp_path: Path
) -> None:
    stages = [
        ("缴费提醒", "2026-10-26"),
        ("催缴通知书", "2026-11-02"),
        ("电话沟通", "2026-11-10"),
    ]
    notices = sent(*stages) + sent(("催缴函", "2026-11-25"), more=arrival)
    folder = office(tmp_path, policy("thirty-days"), notices=notices)
    run(folder, on=day)

    assert expected in proposed(folder)


def test_a_person_approves_a_stage(tmp_path: Path) -> None:
    stages = [("缴费提醒", "2026-10-26"), ("催缴通知书", "2026-11-02"), ("电话沟通", "2026-11-10")]
    notices = sent(*stages) + sent(("催缴函", "2026-11-25"), more=",15,2026-11-27,到达记录,,")
    approved = "O-1,2026-12-25,批准,申请支付令,经理\n"
    folder = office(tmp_path, policy("thirty-days"), notices=notices, followups=approved)
    run(folder, on="2026-12-25")

    (row,) = [row for row in rows(folder, "dunning.csv") if row["业主编号"] == "O-1"]
    assert ("申请支付令", "支付令") == (row["阶段"], row["方式"])
    page = (folder.parent / "out" / "notices.html").read_text("utf-8")
    assert "O-1" not in page  # whoever goes to law writes to the court


@pytest.mark.parametrize(
    ("followups", "expected"),
    [
        ("O-1,2026-11-20,困难,,\n", "困难帮助"),
        ("O-1,2026-11-20,外部移交,某律所,\n", "已移交"),
        ("O-1,2026-11-20,移交,李经理,\n", "缴费提醒"),
        ("O-1,2026-11-20,结案,另行处理,\n", "案件已结"),
        ("O-1,2026-11-20,答复,对服务不满,\n", "缴费提醒"),
        ("O-1,2026-12-22,结案,另行处理,\n", "缴费提醒"),
    ],
)
def test_what_debtors_answer_changes_what_is_done(
    followups: str, expected: str, tmp_path: Path
) -> None:
    folder = office(tmp_path, followups=followups)
    run(folder, on="2026-12-21")

    assert expected == proposed(folder)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("O-1,微信,,,,,", "缴费提醒 微信"),
        ("O-1,,微信 电话,,,,", "缴费提醒 微信"),
        ("O-1,,电话,,,,", "没有可用的联系方式"),
        ("O-1,,,,,2026-12-21,", "已要求不再联系"),
        ("O-1,,,,,2026-12-22,", "缴费提醒 短信"),
        ("O-1,,,,,2026-11-01,2026-12-20", "缴费提醒 短信"),
    ],
)
def test_a_profile_says_how_a_debtor_is_reached(
    profile: str, expected: str, tmp_path: Path
) -> None:
    folder = office(tmp_path, policy("thirty-days"), profiles=f"{profile}\n")
    run(folder, on="2026-12-21")

    found = [r for r in rows(folder, "dunning.csv") if r["业主编号"] == "O-1"]
    told = f"{found[0]['阶段']} {found[0]['方式']}" if found else proposed(folder)
    assert expected == told


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-12-20", "休息日"), ("2026-12-21", "缴费提醒")]
)
def test_days_of_rest_are_left_alone_if_the_office_says_so(
    day: str, expected: str, tmp_path: Path
) -> None:
    folder = office(tmp_path, policy("thirty-days", "quiet = true\n"))
    run(folder, on=day)

    assert expected == proposed(folder)


def test_a_minimum_a_cool_down_and_delivery_are_as_the_office_says(tmp_path: Path) -> None:
    for more, tables, expected in (
        ('minimum = "305.14"\n', {}, "低于催缴起点"),
        ('minimum = "305.13"\n', {}, "缴费提醒"),
        (
            "cool_down = 30\n",
            {"notices": "O-1,其他联系,2026-11-30,,电话,,,,,保安\n"},
            "距上次提醒不足间隔",
        ),
        ("", {"notices": "O-1,其他联系,2026-11-30,,电话,,,,,保安\n"}, "缴费提醒"),
        (
            "delivered = true\n",
            {"deliveries": f"账单,渠道,日期\n{BILL},短信,2026-10-31\n"},
            "账单未送达",
        ),
        ("", {"deliveries": f"账单,渠道,日期\n{BILL},短信,2026-10-31\n"}, "缴费提醒"),
    ):
        folder = office(
            tmp_path / str(len(more) * 10 + len(tables)), policy("thirty-days", more), **tables
        )
        run(folder, on="2026-12-21")
        assert expected == proposed(folder), more


def test_each_creditor_has_a_list_of_his_own(tmp_path: Path) -> None:
    folder = office(tmp_path, RENT)
    run(folder, on="2026-12-21")

    found = [row for row in rows(folder, "dunning.csv") if row["业主编号"] == "O-1"]
    assert [("锦苑物业", "305.13"), ("全体业主", "50.86")] == [
        (row["收款单位"], row["金额"]) for row in found
    ]


def page(folder: Path) -> str:
    return (folder.parent / "out" / "notices.html").read_text("utf-8")


def test_papers_mark_what_is_to_be_filled_in_until_the_folder_tells_it(tmp_path: Path) -> None:
    told = """
[letters]
clause = "《物业服务合同》第十二条"
contact = "客服中心"
"""
    notices = sent(("缴费提醒", "2026-10-26"))
    folder = office(tmp_path, policy("message-then-letter"), notices=notices)
    run(folder, on="2026-12-21")
    assert "（待填：违约金条款）" in page(folder)
    assert "【书面】O-1（1-1-101）" in page(folder)
    assert "叁佰零伍元壹角叁分" in page(folder)
    assert "甲某" not in page(folder)

    office(tmp_path, policy("message-then-letter") + told, notices=notices)
    run(folder, on="2026-12-21")
    assert "依据《物业服务合同》第十二条" in page(folder)
    assert "违约金条款" not in page(folder)


def test_a_notice_for_doors_names_nobody_and_is_written_once(tmp_path: Path) -> None:
    notices = "".join(
        f"{o},缴费提醒,2026-10-26,2026-10:{u}:{o}:property 2026-10:{u}:{o}:lift,,,,,,\n"
        for o, u in (("O-1", "1-1-101"), ("O-2", "1-1-102"), ("O-3", "2-1-201"))
    )
    folder = office(tmp_path, policy("four-periods"), notices=notices)
    run(folder, on="2026-11-10")

    assert {"门贴"} == {row["方式"] for row in rows(folder, "dunning.csv")}
    text = re.sub(r"<style>.*?</style>", "", page(folder), flags=re.DOTALL)
    assert 1 == text.count("温馨提示")
    assert [] == re.findall(r"O-\d|1-1-10|\d\.\d\d", text)


def test_who_pays_at_the_counter_is_told_its_hours(tmp_path: Path) -> None:
    told = '\n[letters]\ncounter = "服务中心，九点到十八点"\n'
    folder = office(tmp_path, told, profiles="O-1,,,是,,,\n")
    run(folder, on="2026-12-21")

    assert 1 == page(folder).count("服务中心，九点到十八点")


def test_nothing_to_send_is_a_page_that_says_so(tmp_path: Path) -> None:
    folder = office(tmp_path)
    run(folder, on="2026-10-25")

    assert "今天没有要发的文书" in page(folder)


def test_lines_of_notices_that_come_later_are_not_looked_for(tmp_path: Path) -> None:
    notices = "O-1,缴费提醒,2026-12-01,2026-11:1-1-101:O-1:lift,,,,,,\n"
    folder = office(tmp_path, notices=notices)

    assert 0 == run(folder, on="2026-11-30")
    assert 2 == run(folder, on="2026-12-01")
    assert 0 == run(folder, "2026-11", on="2026-12-01")


#: tables and office.toml as they are written, and what is told
FAULTS: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "no such policy": (policy("soft"), {}, ["office.toml [dunning]「policy」", "应为：message-then-letter"]),
    "no such key": ("\n[dunning]\nhard = true\n", {}, ["[dunning]「hard」", "[unknown-column]"]),
    "a minimum below 0": ('\n[dunning]\nminimum = "-1"\n', {}, ["[dunning]「minimum」", "[money]"]),
    "no table": ("\n[[dunning]]\nquiet = true\n", {}, ["office.toml [dunning]", "[type]"]),
    "a window of no days": ("\n[disputes]\nwindow = 0\n", {}, ["[disputes]「window」", "（0）"]),
    "forgiven though it runs": ('\n[disputes]\npenalty = "runs"\nheld_days = "forgiven"\n', {}, ["[disputes]「held_days」", "[rule]"]),
    "a grade of 4": ("\n[complaints]\ngrade = 4\n", {}, ["[complaints]「grade」", "应为：1、2、3"]),
    "words that mislead": ('\n[letters]\nclause = "滞纳金条款"\n', {"notices": sent(("缴费提醒", "2026-10-26"))}, ["office.toml [letters]", "[unlawful]"]),
    "no such stage": ("", {"notices": f"O-1,停电通知,2026-11-01,{LINES},,,,,,\n"}, ["「阶段」", "（停电通知）"]),
    "no such means": ("", {"notices": f"O-1,缴费提醒,2026-11-01,{LINES},停水,,,,,\n"}, ["「方式」", "应为：短信、微信"]),
    "a stage of nothing": ("", {"notices": "O-1,缴费提醒,2026-11-01,,,,,,,\n"}, ["「账单明细」", "[empty]"]),
    "another's line": ("", {"notices": f"O-2,缴费提醒,2026-11-01,{BILL}:lift,,,,,,\n"}, ["「业主编号」", "O-1 名下"]),
    "no such line": ("", {"notices": f"O-1,缴费提醒,2026-11-01,{BILL}:gym,,,,,,\n"}, ["「账单明细」", ":gym"]),
    "arrived before it went": ("", {"notices": f"O-1,缴费提醒,2026-11-02,{LINES},,,2026-11-01,,,\n"}, ["「送达日」", "早于发出日"]),
    "arrived and failed": ("", {"notices": f"O-1,缴费提醒,2026-11-02,{LINES},,,2026-11-03,,拒收,\n"}, ["「失败原因」", "只写一个"]),
    "proof of nothing": ("", {"notices": f"O-1,缴费提醒,2026-11-02,{LINES},,,,签收,,\n"}, ["「送达日」", "[empty]"]),
    "a reason that is none": ("", {"followups": "O-1,2026-11-02,答复,没钱,\n"}, ["followups.csv第2行「内容」", "生活困难"]),
    "a stage approved that is none": ("", {"followups": "O-1,2026-11-02,批准,停电,经理\n"}, ["「内容」", "（停电）"]),
    "handed to nobody": ("", {"followups": "O-1,2026-11-02,移交,,\n"}, ["「内容」", "[empty]"]),
    "no such event": ("", {"followups": "O-1,2026-11-02,上门骂人,,\n"}, ["「事项」", "应为：答复"]),
    "means that are none": ("", {"profiles": "O-1,,短信 喊话,,,,\n"}, ["profiles.csv第2行「可用方式」", "喊话"]),
    "a profile twice": ("", {"profiles": "O-1,,,,,,\nO-1,,,,,,\n"}, ["profiles.csv第3行", "[duplicate]"]),
    "an end of nothing": ("", {"profiles": "O-1,,,,,,2026-12-01\n"}, ["「勿扰结束日」", "[rule]"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_of_dunning_says_where_and_what_and_nothing_is_written(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules, tables, told = FAULTS[fault]

    assert 2 == run(office(tmp_path, rules, **tables), on="2026-12-21")
    text = capsys.readouterr().err
    for words in told:
        assert words in text
    assert not (tmp_path / "out").exists()


def test_every_means_and_reason_has_its_word() -> None:
    assert {means.value for means in Means} == set(chasing.MEANS)
    assert set() == {""} & set(REASONS.values())
