"""What was agreed about paying later: pauses, their ends, repairs that are waited for."""

from __future__ import annotations

from pathlib import Path

import pytest

from folders import BILL, CLAUSE, FEES, LINES, balance, journal, rows, run, write

HEAD = "约定号,业主编号,约定,约定日,账单明细,金额,付款日,期数,工单号,违约金,解除日,暂停期间违约金\n"
DEFERRAL = f"A-1,O-1,缓缴,2026-11-04,{LINES},,2026-12-20,,,停止,,\n"
PLAN = f"A-1,O-1,分期,2026-11-04,{LINES},300.00,2026-11-30,3,,继续,,\n"
PROMISE = f"A-1,O-1,承诺,2026-11-04,{LINES},300.00,2026-12-20,,,停止,,\n"
REPAIRED = PROMISE.replace("2026-12-20,,,", "2026-11-10,,T-1,")
TICKETS = "工单号,类型,类别,时间,房号\nT-1,报修,漏水、渗水,2026-11-03 09:00,1-1-101\n"
EVENTS = "工单号,时间,事项,非责任\nT-1,2026-11-03 09:10,响应,\n"
DONE = f"{EVENTS}T-1,2026-12-19 10:00,完成,\n"


def office(folder: Path, table: str, **more: str) -> Path:
    return write(folder / "office", FEES, CLAUSE, promises=HEAD + table, **more)


def why(folder: Path) -> set[str]:
    return {row["原因"] for row in rows(folder, "withheld.csv") if row["业主编号"] == "O-1"}


@pytest.mark.parametrize(
    ("table", "reason"),
    [(DEFERRAL, "缓缴期内"), (PROMISE, "承诺付款期内")],
)
def test_what_is_paid_later_is_left_alone_until_its_day(
    table: str, reason: str, tmp_path: Path
) -> None:
    folder = office(tmp_path, table)
    for day, expected in (
        ("2026-11-04", {reason}),
        ("2026-12-20", {reason}),
        ("2026-12-21", set()),
    ):
        run(folder, on=day)
        assert expected == why(folder)

    # penalty stood still from 4 November to 20 December: 9 days before, 1 since
    assert "0.90" == balance(folder)["累计违约金"]


def test_instalments_end_on_the_day_after_one_that_was_not_paid(tmp_path: Path) -> None:
    payments = "收款号,业主编号,金额,收款日\nw-1,O-1,100.00,2026-11-29\n"
    folder = office(tmp_path, PLAN, payments=payments)
    for day, expected in (("2026-12-30", {"分期履行中"}), ("2026-12-31", set())):
        run(folder, on=day)
        assert expected == why(folder)


def test_an_agreement_that_is_ended_counts_the_days_as_said(tmp_path: Path) -> None:
    for said, owed in (("补计", "305.13"), ("免计", "302.70")):
        ended = DEFERRAL.replace("停止,,", f"停止,2026-12-01,{said}")
        folder = office(tmp_path / said, ended)
        run(folder, on="2026-12-21")
        assert (set(), owed) == (why(folder), balance(folder)["未付"])


def test_who_waits_for_a_repair_is_told_on_the_day_it_is_done(tmp_path: Path) -> None:
    folder = office(tmp_path, REPAIRED, complaints=TICKETS, complaint_events=DONE)

    run(folder, on="2026-12-18")  # past the day that was named: the repair is not done
    assert {"承诺付款期内"} == why(folder)
    assert [] == told(folder)

    run(folder, on="2026-12-19")
    assert {"承诺付款期内"} == why(folder)
    assert [("当日联系", "2026-12-19", "即将到期")] == told(folder)

    run(folder, on="2026-12-20")
    assert set() == why(folder)
    assert [("当日联系", "2026-12-19", "已到期")] == told(folder)
    first = (folder / "journal.jsonl").read_bytes()
    run(folder, on="2026-12-20")
    assert first == (folder / "journal.jsonl").read_bytes()
    assert 1 == journal(folder).count("condition-met")


def told(folder: Path) -> list[tuple[str, str, str]]:
    found = rows(folder, "clocks.csv")
    return [(r["时限"], r["截止"], r["状态"]) for r in found if r["类型"] == "承诺"]


def test_who_was_contacted_or_has_paid_need_not_be_told_again(tmp_path: Path) -> None:
    tables = {"complaints": TICKETS, "complaint_events": DONE}
    notices = "业主编号,阶段,日期,方式\nO-1,其他联系,2026-12-19,电话\n"
    folder = office(tmp_path / "called", REPAIRED, notices=notices, **tables)
    run(folder, on="2026-12-19")
    assert [] == told(folder)

    payments = "收款号,业主编号,金额,收款日\nw-1,O-1,400.00,2026-12-19\n"
    folder = office(tmp_path / "paid", REPAIRED, payments=payments, **tables)
    run(folder, on="2026-12-20")
    assert [] == told(folder)


@pytest.mark.parametrize("end", ["T-1,2026-12-19 10:00,撤回,\n", "T-1,2026-12-19 10:00,完成,是\n"])
def test_a_repair_that_comes_to_nothing_asks_to_agree_anew(end: str, tmp_path: Path) -> None:
    events = EVENTS + end
    folder = office(tmp_path, REPAIRED, complaints=TICKETS, complaint_events=events)
    run(folder, on="2026-12-19")

    assert [("另行约定", "2026-12-19", "即将到期")] == told(folder)
    assert {"承诺付款期内"} == why(folder)
    assert "condition-met" not in journal(folder)


@pytest.mark.parametrize("end", ["完成", "撤回"])
def test_nobody_waits_for_a_repair_that_was_over_before(
    end: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = f"{EVENTS}T-1,2026-11-03 10:00,{end},\n"
    folder = office(tmp_path, REPAIRED, complaints=TICKETS, complaint_events=events)

    assert 2 == run(folder, on="2026-12-19")
    assert "promises.csv第2行「工单号」" in capsys.readouterr().err


def test_a_repair_done_on_the_day_of_the_promise_is_done(tmp_path: Path) -> None:
    events = f"{EVENTS}T-1,2026-11-04 10:00,完成,\n"
    folder = office(tmp_path, REPAIRED, complaints=TICKETS, complaint_events=events)
    run(folder, on="2026-11-10")

    assert {"承诺付款期内"} == why(folder)  # until the day that was named
    run(folder, on="2026-11-11")
    assert set() == why(folder)


def test_an_agreement_that_was_entered_and_is_gone_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = office(tmp_path, DEFERRAL)
    run(folder, on="2026-11-10")
    (folder / "promises.csv").unlink()

    assert 1 == run(folder, on="2026-11-10")
    assert "promises.csv：已登记的这一笔不在表里" in capsys.readouterr().out
    assert {"缓缴期内"} == why(folder)


#: a row of promises.csv, and what is told
FAULTS: dict[str, tuple[str, list[str]]] = {
    "another's lines": (DEFERRAL.replace("O-1,缓缴", "O-2,缓缴"), ["promises.csv第2行「业主编号」", "O-1 名下"]),
    "no such line": (DEFERRAL.replace(LINES, f"{BILL}:gym"), ["promises.csv第2行", ":gym", "[unknown]"]),
    "nobody known": (DEFERRAL.replace("O-1,缓缴", "O-9,缓缴"), ["「业主编号」", "（O-9）"]),
    "no such agreement": (DEFERRAL.replace("缓缴", "免交"), ["「约定」", "应为：承诺、缓缴、分期"]),
    "a promise of nothing": (PROMISE.replace("300.00", ""), ["「金额」", "承诺要写这一栏"]),
    "an amount deferred": (DEFERRAL.replace(",,2026-12-20", ",9,2026-12-20"), ["「金额」", "缓缴不写这一栏"]),
    "more than is owed": (PLAN.replace("300.00", "500.00"), ["promises.csv第2行", "500.00", "[exceeds]"]),
    "no parts": (PLAN.replace(",3,,", ",0,,"), ["「期数」", "至少一期"]),
    "parts not said": (PLAN.replace(",3,,", ",,,"), ["「期数」", "分期要写这一栏"]),
    "paid before": (DEFERRAL.replace("2026-12-20", "2026-11-03"), ["「付款日」", "早于约定日"]),
    "ended before": (DEFERRAL.replace("停止,,", "停止,2026-11-03,补计"), ["「解除日」", "早于约定日"]),
    "days not said": (DEFERRAL.replace("停止,,", "停止,2026-12-01,"), ["「暂停期间违约金」", "[rule]"]),
    "days of none": (PLAN.replace("继续,,", "继续,2026-12-01,补计"), ["「暂停期间违约金」", "[rule]"]),
    "no such ticket": (REPAIRED.replace("T-1", "T-9"), ["「工单号」", "没有这张工单"]),
    "a ticket deferred": (DEFERRAL.replace(",,停止", ",T-1,停止"), ["「工单号」", "缓缴不写这一栏"]),
    "paused already": (DEFERRAL + DEFERRAL.replace("A-1", "A-2"), ["promises.csv第3行", "[rule]"]),
    "before the bill": (DEFERRAL.replace("2026-11-04", "2026-09-04"), ["promises.csv第2行"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_of_an_agreement_says_where_and_what_and_nothing_is_written(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, words = FAULTS[fault]

    assert 2 == run(office(tmp_path, table, complaints=TICKETS), on="2026-12-21")
    text = capsys.readouterr().err
    for each in words:
        assert each in text
    assert not (tmp_path / "out").exists()


def test_what_was_agreed_cannot_be_told_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = office(tmp_path, DEFERRAL)
    run(folder, on="2026-11-10")
    office(tmp_path, DEFERRAL.replace("2026-12-20", "2026-12-30"))

    assert 2 == run(folder, on="2026-11-10")
    assert "promises.csv第2行" in capsys.readouterr().err
