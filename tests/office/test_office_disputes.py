"""Disputes in a folder: what each event does to balances, dunning and lists; every fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folders import BILL, CLAUSE, FEES, LINES, balance, journal, rows, run, write
from wuye import disputes
from wuye.office import disputed

DISPUTES = "异议号,账单,项目,理由,异议金额,提出日,处理日,支持金额,暂停期间违约金\n"
EVENTS = "异议号,日期,事项,支持金额,暂停期间违约金,证据,第三方,说明\n"
LIFT = f"{DISPUTES}D-1,{BILL},lift,金额有误,,2026-11-05,,,\n"
DAY = "2026-12-21"


def office(folder: Path, table: str = LIFT, events: str = "", rules: str = "", **more: str) -> Path:
    told = EVENTS + events if events else EVENTS
    return write(
        folder / "office", FEES + rules, CLAUSE, disputes=table, dispute_events=told, **more
    )


def chased(folder: Path, owner: str = "O-1") -> str:
    (row,) = [row for row in rows(folder, "dunning.csv") if row["业主编号"] == owner]
    return row["金额"]


def test_the_disputed_part_is_not_chased_and_the_rest_is(tmp_path: Path) -> None:
    folder = office(tmp_path)
    assert 0 == run(folder, on=DAY)

    # 280.00 and 4.79 of penalty; on the 20.00 penalty stands still at 0.06 from 5 November
    assert "284.79" == chased(folder)
    (left,) = rows(folder, "withheld.csv")
    assert ("异议处理中", "D-1", "20.06") == (left["原因"], left["说明"], left["金额"])
    row = balance(folder)
    assert ("304.85", "20.06", "1") == (row["未付"], row["其中异议"], row["未结异议"])


@pytest.mark.parametrize(
    ("held_days", "owed"),
    [("补计", "305.13"), ("免计", "304.86")],
)
def test_a_rejected_dispute_counts_the_days_it_was_held_as_said(
    held_days: str, owed: str, tmp_path: Path
) -> None:
    table = f"{DISPUTES}D-1,{BILL},lift,金额有误,,2026-11-05,{DAY},0,{held_days}\n"
    folder = office(tmp_path, table)
    run(folder, on=DAY)

    assert owed == balance(folder)["未付"]
    assert owed == chased(folder)
    assert "0" == balance(folder)["未结异议"]


def test_what_the_rules_of_the_office_say_of_held_days_need_not_be_said_again(
    tmp_path: Path,
) -> None:
    table = f"{DISPUTES}D-1,{BILL},lift,金额有误,,2026-11-05,{DAY},0,\n"
    folder = office(tmp_path, table, rules='\n[disputes]\nheld_days = "restored"\n')
    assert 0 == run(folder, on=DAY)

    assert "305.13" == balance(folder)["未付"]


def test_penalty_that_runs_is_only_marked(tmp_path: Path) -> None:
    folder = office(tmp_path, rules='\n[disputes]\npenalty = "runs"\n')
    run(folder, on=DAY)

    assert ("305.13", "20.34") == (balance(folder)["未付"], balance(folder)["其中异议"])


def test_what_is_upheld_is_credited_as_if_never_charged(tmp_path: Path) -> None:
    table = f"{DISPUTES}D-1,{BILL},lift,金额有误,,2026-11-05,{DAY},20,\n"
    folder = office(tmp_path, table)
    run(folder, on=DAY)

    assert ("20.00", "284.79") == (balance(folder)["冲减"], balance(folder)["未付"])


@pytest.mark.parametrize(
    ("pays_back", "prepaid", "refunded"),
    [("prepayment", "100.00", "0.00"), ("refund", "0.00", "100.00")],
)
def test_what_was_paid_and_is_not_owed_waits_or_goes_back_once(
    pays_back: str, prepaid: str, refunded: str, tmp_path: Path
) -> None:
    folder = office(
        tmp_path,
        f"{DISPUTES}D-1,{BILL},property,已经缴费,,2026-11-05,2026-11-09,100,补计\n",
        rules=f'\n[disputes]\npays_back = "{pays_back}"\n',
        payments="收款号,业主编号,金额,收款日\nw-1,O-1,300.00,2026-10-20\n",
    )
    run(folder, on=DAY)
    first = (folder / "journal.jsonl").read_bytes()
    run(folder, on=DAY)

    row = balance(folder)
    assert (prepaid, refunded) == (row["预存"], row["已退"])
    assert ("300.00", "200.00", "0.00") == (row["实收"], row["已抵充"], row["未付"])
    assert first == (folder / "journal.jsonl").read_bytes()
    assert (pays_back == "refund") is ("refund" in journal(folder))


def test_several_items_are_disputed_together(tmp_path: Path) -> None:
    folder = office(tmp_path, f"{DISPUTES}D-1,{BILL},property、lift,服务不到位,,2026-11-05,,,\n")
    run(folder, on=DAY)

    assert [] == [row for row in rows(folder, "dunning.csv") if row["业主编号"] == "O-1"]
    assert LINES.split() == [row["账单明细"] for row in rows(folder, "withheld.csv")]
    assert "300.00" == rows(folder, "cases.csv")[0]["异议金额"]


def test_a_dispute_goes_through_investigation_mediation_and_settlement(tmp_path: Path) -> None:
    folder = office(
        tmp_path,
        events="D-1,2026-11-05,受理,,,,,\n"
        "D-1,2026-11-06,核查,,,账单 计算过程 物业服务合同,,看过合同\n"
        "D-1,2026-11-08,答复,,,,,按合同\n"
        "D-1,2026-11-10,调解,,,,街道调委会,\n"
        "D-1,2026-11-20,调解成功,5,免计,,街道调委会,减收五元\n",
    )
    run(folder, on="2026-11-10")
    (case,) = rows(folder, "cases.csv")
    assert ("调解中", "20.00", "收费标准 收费标准公示记录") == (
        case["状态"],
        case["异议金额"],
        case["待补证据"],
    )

    run(folder, on="2026-11-20")
    assert [] == rows(folder, "cases.csv")
    assert "5.00" == balance(folder)["冲减"]


def test_mediation_that_failed_goes_on_to_court(tmp_path: Path) -> None:
    folder = office(
        tmp_path,
        events="D-1,2026-11-10,调解,,,,街道,\nD-1,2026-11-11,调解不成,,,,,各说各的\n"
        "D-1,2026-11-12,起诉,,,,区法院,(2026)1号\nD-1,2026-12-20,裁判,20,,,,判决生效\n",
    )
    run(folder, on="2026-12-19")
    assert ["诉讼中"] == [case["状态"] for case in rows(folder, "cases.csv")]

    run(folder, on=DAY)
    assert "20.00" == balance(folder)["冲减"]


@pytest.mark.parametrize(
    ("event", "status"),
    [("受理", "已受理"), ("核表", "现场核表"), ("审计", "第三方审计"), ("核查", "已核查")],
)
def test_where_a_dispute_stands_is_told(event: str, status: str, tmp_path: Path) -> None:
    folder = office(tmp_path, events=f"D-1,2026-11-05,{event},,,,,\n")
    run(folder, on=DAY)

    assert [status] == [case["状态"] for case in rows(folder, "cases.csv")]


def test_a_dispute_that_is_withdrawn_is_over(tmp_path: Path) -> None:
    folder = office(tmp_path, events="D-1,2026-11-20,撤回,,补计,,,\n")
    run(folder, on=DAY)

    assert ([], "305.13") == (rows(folder, "cases.csv"), balance(folder)["未付"])


def test_on_one_day_the_decision_of_the_row_comes_before_what_follows_it(tmp_path: Path) -> None:
    folder = office(
        tmp_path,
        f"{DISPUTES}D-1,{BILL},lift,金额有误,,2026-11-05,2026-11-05,0,补计\n",
        "D-1,2026-11-05,受理,,,,,\nD-1,2026-11-05,结案,,,,,\n"
        "D-1,2026-11-05,重新提出,,,,,仍有异议\nD-1,2026-11-05,处理,5,补计,,,\n",
    )
    assert 0 == run(folder, on=DAY)

    assert "5.00" == balance(folder)["冲减"]


def test_a_day_shows_the_disputes_of_that_day_whatever_is_known_since(tmp_path: Path) -> None:
    events = "D-1,2026-11-20,撤回,,补计,,,\n"
    folder = office(tmp_path, events=events)
    run(folder, "2026-10", "--known", "2026-11-30", on="2026-11-10")
    assert ["已提出"] == [case["状态"] for case in rows(folder, "cases.csv")]
    assert "1" == balance(folder)["未结异议"]

    run(folder, "2026-10", "--known", "2026-11-30", on="2026-11-04")
    assert ([], "0") == (rows(folder, "cases.csv"), balance(folder)["未结异议"])


@pytest.mark.parametrize(("lodged", "late"), [("2026-10-30", ""), ("2026-10-31", "是")])
def test_a_dispute_after_the_window_is_marked(lodged: str, late: str, tmp_path: Path) -> None:
    folder = office(
        tmp_path,
        f"{DISPUTES}D-1,{BILL},lift,金额有误,,{lodged},,,\n",
        deliveries=f"账单,渠道,日期,签收人,凭证\n{BILL},当面,2026-10-20,业主,单1\n",
    )
    run(folder, on="2026-10-18")  # the bill is there before it is delivered
    run(folder, on=DAY)

    assert [late] == [case["逾期提出"] for case in rows(folder, "cases.csv")]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-11-07", None),
        ("2026-11-08", "即将到期"),
        ("2026-11-10", "即将到期"),
        ("2026-11-11", "已到期"),
    ],
)
def test_the_clock_to_answer_is_told_two_days_before_its_end(
    day: str, state: str | None, tmp_path: Path
) -> None:
    folder = office(tmp_path)
    run(folder, on=day)

    assert ([state] if state else []) == [row["状态"] for row in rows(folder, "clocks.csv")]


def test_a_last_day_of_rest_moves_the_clock(tmp_path: Path) -> None:
    folder = office(tmp_path, LIFT.replace("2026-11-05", "2026-11-09"))  # 5 days: Saturday
    run(folder, on="2026-11-16")

    (clock,) = rows(folder, "clocks.csv")
    assert ("2026-11-16", "即将到期") == (clock["截止"], clock["状态"])


#: what stands in the rows of disputes.csv and of dispute_events.csv, and what is told
FAULTS: dict[str, tuple[str, str, list[str]]] = {
    "half a decision": (f"D-1,{BILL},lift,金额有误,,2026-11-05,2026-11-09,,", "", ["disputes.csv第2行", "[rule]"]),
    "decided before": (f"D-1,{BILL},lift,金额有误,,2026-11-05,2026-11-04,0,补计", "", ["「处理日」", "早于提出日"]),
    "a part of several": (f"D-1,{BILL},property lift,金额有误,9,2026-11-05,,,", "", ["「异议金额」", "分开写"]),
    "a part of several upheld": (f"D-1,{BILL},property lift,金额有误,,2026-11-05,2026-11-09,5,补计", "", ["「支持金额」", "一项一个异议"]),
    "an item twice": (f"D-1,{BILL},none,金额有误,,2026-11-05,,,", "", ["disputes.csv第2行", "none", "[unknown]"]),
    "held days not said": (f"D-1,{BILL},lift,金额有误,,2026-11-05,2026-11-09,5,", "", ["「暂停期间违约金」", "held_days"]),
    "more than disputed": (f"D-1,{BILL},lift,金额有误,5,2026-11-05,2026-11-09,6,补计", "", ["disputes.csv第2行", "6.00", "[exceeds]"]),
    "no such ground": (f"D-1,{BILL},lift,太贵,,2026-11-05,,,", "", ["「理由」", "应为：金额有误、面积有误"]),
    "an event of no dispute": ("", "D-9,2026-11-05,受理,,,,,", ["dispute_events.csv第2行「异议号」", "D-9"]),
    "an event before it": (LIFT[len(DISPUTES) :], "D-1,2026-11-04,受理,,,,,", ["dispute_events.csv第2行「日期」", "早于提出日"]),
    "no such event": (LIFT[len(DISPUTES) :], "D-1,2026-11-06,听证,,,,,", ["「事项」", "应为：受理、核表"]),
    "an event that does not fit": (LIFT[len(DISPUTES) :], "D-1,2026-11-06,结案,,,,,", ["dispute_events.csv第2行", "[transition]"]),
    "a decision of nothing": (LIFT[len(DISPUTES) :], "D-1,2026-11-06,处理,,补计,,,", ["「支持金额」", "写 0"]),
    "settled by nobody": (LIFT[len(DISPUTES) :], "D-1,2026-11-06,调解成功,5,补计,,,", ["「第三方」", "[empty]"]),
    "evidence that is none": (LIFT[len(DISPUTES) :], "D-1,2026-11-06,核查,,,照片,,", ["「证据」", "（照片）"]),
    "evidence of an answer": (LIFT[len(DISPUTES) :], "D-1,2026-11-06,答复,,,账单,,", ["「证据」", "不写这一栏"]),
    "an amount of an answer": (LIFT[len(DISPUTES) :], "D-1,2026-11-06,答复,5,,,,", ["「支持金额」", "不写这一栏"]),
    "a day that is not": (LIFT[len(DISPUTES) :], "D-1,2026-11-31,答复,,,,,", ["「日期」", "2026-11-31"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_of_a_dispute_says_where_and_what_and_nothing_is_written(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row, event, told = FAULTS[fault]
    folder = office(tmp_path, f"{DISPUTES}{row.strip()}\n", f"{event}\n" if event else "")

    assert 2 == run(folder, on=DAY)
    text = capsys.readouterr().err
    for words in told:
        assert words in text
    assert not (folder / "journal.jsonl").exists()
    assert not (tmp_path / "out").exists()


def test_faults_of_disputes_come_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = f"{LIFT}D-2,{BILL},lift,太贵,,2026-11-05,,,\nD-3,{BILL},lift,金额有误,,2026-11-05,2026-11-01,0,\n"
    assert 2 == run(office(tmp_path, table, "D-9,2026-11-05,受理,,,,,\n"), on=DAY)

    assert "发现 3 处问题" in capsys.readouterr().err


def test_a_dispute_that_was_lodged_and_is_gone_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = office(tmp_path)
    run(folder, on=DAY)
    (folder / "disputes.csv").unlink()

    assert 1 == run(folder, on=DAY)
    assert "disputes.csv：已登记的这一笔不在表里" in capsys.readouterr().out
    assert "20.06" == balance(folder)["其中异议"]


def test_every_ground_event_and_kind_of_evidence_has_its_word() -> None:
    assert {ground.zh for ground in disputes.GROUNDS} == {
        word
        for word in (ground.zh for ground in disputes.GROUNDS)
        if disputed.DISPUTES[3].read(word) is not None
    }
    assert {kind for moves in disputes.TRANSITIONS.values() for kind in moves} == set(
        disputed._EVENTS.values()
    )
    assert [] == [name for name in disputes.EVIDENCE.values() if len(name.split()) > 1]


@settings(max_examples=8, deadline=None)
@given(
    upheld=st.integers(0, 2000),
    paid=st.integers(0, 30000),
    held=st.sampled_from(["补计", "免计"]),
    pays_back=st.sampled_from(["prepayment", "refund"]),
)
def test_the_sums_hold_whatever_is_upheld_and_was_paid(
    tmp_path_factory: pytest.TempPathFactory, upheld: int, paid: int, held: str, pays_back: str
) -> None:
    def yuan(fen: int) -> str:
        return f"{fen // 100}.{fen % 100:02}"

    folder = office(
        tmp_path_factory.mktemp("sums"),
        f"{DISPUTES}D-1,{BILL},lift,金额有误,,2026-11-05,2026-11-09,{yuan(upheld)},{held}\n",
        rules=f'\n[disputes]\npays_back = "{pays_back}"\n',
        payments="收款号,业主编号,金额,收款日\n"
        + (f"w-1,O-1,{yuan(paid)},2026-10-20\n" if paid else ""),
    )
    run(folder, on=DAY)
    run(folder, on=DAY)

    fen = {k: int(v.replace(".", "")) for k, v in balance(folder).items() if "." in v}
    assert fen["应收"] + fen["累计违约金"] == fen["冲减"] + fen["已抵充"] + fen["未付"]
    assert fen["实收"] == fen["已抵充"] + fen["预存"] + fen["已退"] == paid
    assert upheld == fen["冲减"]
    if pays_back == "prepayment":
        assert max(paid - (30000 - upheld), 0) == fen["预存"]
