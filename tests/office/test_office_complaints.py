"""Complaints and repairs in a folder: clocks at their boundaries, pauses, whom they protect."""

from __future__ import annotations

from pathlib import Path

import pytest

from folders import CLAUSE, FEES, balance, rows, run, write
from wuye.disputes import complaints
from wuye.office import reported

TICKETS = "工单号,类型,类别,时间,房号,业主编号,紧急程度,内容\n"
EVENTS = "工单号,时间,事项,部门,人员,紧急程度,满意度,非责任\n"
CLEANING = "T-1,投诉,保洁,2026-12-20 09:00,1-1-101,,,楼道不干净\n"
LEAK = "T-1,报修,漏水、渗水,2026-12-20 09:00,1-1-101,,,\n"
DAY = "2026-12-21"


def office(folder: Path, table: str, events: str = "", rules: str = "", **more: str) -> Path:
    tables = {"complaints": TICKETS + table, "complaint_events": EVENTS + events, **more}
    return write(folder / "office", FEES + rules, CLAUSE, **tables)


def clocks(folder: Path) -> list[tuple[str, str, str]]:
    return [(row["时限"], row["截止"], row["状态"]) for row in rows(folder, "clocks.csv")]


def chased(folder: Path) -> set[str]:
    return {row["业主编号"] for row in rows(folder, "dunning.csv")}


@pytest.mark.parametrize(
    ("table", "events", "told"),
    [
        (CLEANING, "", ("首次响应", "2026-12-20 09:15", "已到期")),
        (CLEANING, "", ("答复", "2026-12-21 09:00", "已到期")),
        (LEAK, "T-1,2026-12-20 09:15,响应,,,,,\n", ("维修完成", "2026-12-23 09:00", "即将到期")),
        (LEAK.replace(",,,\n", ",,急修,\n"), "", ("急修到场", "2026-12-20 09:15", "已到期")),
        (
            LEAK,
            "T-1,2026-12-20 09:05,响应,,,,,\nT-1,2026-12-20 10:00,升级,,,优先,,\n",
            ("快修完成", "2026-12-21 10:00", "已到期"),
        ),
        (
            LEAK,
            "T-1,2026-12-20 09:05,响应,,,,,\nT-1,2026-12-20 10:00,完成,,,,,\n",
            ("回访", "2026-12-23 10:00", "即将到期"),
        ),
    ],
)
def test_a_clock_that_has_ended_or_ends_soon_is_told(
    table: str, events: str, told: tuple[str, str, str], tmp_path: Path
) -> None:
    folder = office(tmp_path, table, events)
    assert 0 == run(folder, on=DAY)

    assert told in clocks(folder)


@pytest.mark.parametrize(
    ("received", "day", "state"),
    [
        ("2026-12-18 23:59", "2026-12-18", "即将到期"),  # answered by 23:59 on the 19th
        ("2026-12-18 23:59", "2026-12-19", "已到期"),
        ("2026-12-19 00:00", "2026-12-19", "即将到期"),  # due as the day ends
        ("2026-12-19 00:00", "2026-12-20", "已到期"),
    ],
)
def test_a_day_of_24_hours_runs_over_midnight(
    received: str, day: str, state: str, tmp_path: Path
) -> None:
    folder = office(tmp_path, CLEANING.replace("2026-12-20 09:00", received))
    run(folder, on=day)

    assert [state] == [s for name, _, s in clocks(folder) if name == "答复"]


def test_a_clock_stands_still_while_the_resident_is_waited_for(tmp_path: Path) -> None:
    events = "T-1,2026-12-20 09:10,响应,,,,,\nT-1,2026-12-20 10:00,等待住户,,,,,\n"
    folder = office(tmp_path, LEAK, events)
    run(folder, on="2026-12-30")
    assert [] == clocks(folder)
    assert ["等待住户"] == [row["状态"] for row in rows(folder, "cases.csv")]

    more = "T-1,2026-12-30 10:00,住户回复,,,,,\n"
    run(office(tmp_path, LEAK, events + more), on="2026-12-31")
    assert [("维修完成", "2027-01-02 09:00", "即将到期")] == clocks(folder)


def test_a_ticket_that_was_reopened_begins_anew(tmp_path: Path) -> None:
    events = """\
T-1,2026-12-01 09:10,响应,,,,,
T-1,2026-12-02 10:00,完成,,,,,
T-1,2026-12-20 10:00,重开,,,,,
"""
    folder = office(tmp_path, LEAK.replace("2026-12-20", "2026-12-01"), events)
    run(folder, on="2026-12-21")

    assert [
        ("首次响应", "2026-12-20 10:15", "已到期"),
        ("维修完成", "2026-12-23 10:00", "即将到期"),
    ] == clocks(folder)


def test_beijing_has_clocks_of_its_own(tmp_path: Path) -> None:
    rules = '\n[complaints]\nstandard = "beijing"\ngrade = 3\n'
    folder = office(tmp_path, LEAK, rules=rules)
    run(folder, on="2026-12-20")

    assert [("响应", "2026-12-20 10:00", "已到期")] == clocks(folder)


def test_who_has_complained_is_not_called_about_debts_until_it_is_done(tmp_path: Path) -> None:
    done = "T-1,2026-12-20 09:10,响应,,,,,\nT-1,2026-12-23 10:00,完成,,,,,\n"
    folder = office(tmp_path, CLEANING, done)
    for day, expected in (
        ("2026-12-19", {"O-1", "O-2", "O-3"}),
        ("2026-12-20", {"O-2", "O-3"}),
        ("2026-12-22", {"O-2", "O-3"}),
        ("2026-12-23", {"O-1", "O-2", "O-3"}),
    ):
        run(folder, on=day)
        assert expected == chased(folder)

    run(folder, on="2026-12-22")
    left = rows(folder, "withheld.csv")
    assert {"投诉处理中"} == {row["原因"] for row in left}
    assert {""} == {row["再看日"] for row in left}  # nobody knows when it is done
    assert ("1", "0.00") == (balance(folder)["未结工单"], balance(folder)["其中异议"])


def test_a_repair_stops_no_dunning(tmp_path: Path) -> None:
    folder = office(tmp_path, LEAK)
    run(folder, on=DAY)

    assert {"O-1", "O-2", "O-3"} == chased(folder)
    assert "1" == balance(folder)["未结工单"]


def test_who_sold_before_the_complaint_is_called_about_old_debts(tmp_path: Path) -> None:
    transfers = "房号,过户日,业主编号,业主\n1-1-101,2026-12-01,O-9,新某\n"
    folder = office(tmp_path, CLEANING, transfers=transfers)
    run(folder, on=DAY)

    assert "O-1" in chased(folder)
    assert "0" == balance(folder)["未结工单"]


def test_a_complaint_of_a_person_is_that_persons_alone(tmp_path: Path) -> None:
    folder = office(tmp_path, CLEANING.replace("1-1-101,,", "1-1-101,O-2,"))
    run(folder, on=DAY)

    assert {"O-1", "O-3"} == chased(folder)


def test_a_day_shows_the_tickets_of_that_day_whatever_is_known_since(tmp_path: Path) -> None:
    folder = office(tmp_path, CLEANING, "T-1,2026-12-22 10:00,撤回,,,,,\n")
    run(folder, "2026-10", "--known", "2026-12-24", on=DAY)
    assert ["已受理"] == [row["状态"] for row in rows(folder, "cases.csv")]

    run(folder, "2026-10", "--known", "2026-12-24", on="2026-12-19")
    assert [] == rows(folder, "cases.csv")


#: what stands in the rows of complaints.csv and of complaint_events.csv, and what is told
FAULTS: dict[str, tuple[str, str, list[str]]] = {
    "no such kind": ("T-1,建议,保洁,2026-12-20 09:00,,,,", "", ["complaints.csv第2行「类型」", "应为：投诉、报修"]),
    "no such category": ("T-1,投诉,伙食,2026-12-20 09:00,,,,", "", ["「类别」", "（伙食）"]),
    "no time": ("T-1,投诉,保洁,2026-12-20,,,,", "", ["「时间」", "（2026-12-20）"]),
    "no such room": ("T-1,投诉,保洁,2026-12-20 09:00,9-9-999,,,", "", ["「房号」", "9-9-999", "[unknown]"]),
    "nobody known": ("T-1,投诉,保洁,2026-12-20 09:00,,O-99,,", "", ["「业主编号」", "（O-99）"]),
    "twice": (CLEANING + CLEANING.strip(), "", ["complaints.csv第3行「工单号」", "[duplicate]"]),
    "no such ticket": ("", "T-9,2026-12-20 09:10,响应,,,,,", ["complaint_events.csv第2行「工单号」", "没有这张工单"]),
    "before it came": (CLEANING, "T-1,2026-12-20 08:00,响应,,,,,", ["complaint_events.csv第2行", "[transition]"]),
    "out of order": (CLEANING, "T-1,2026-12-20 09:10,关闭,,,,,", ["complaint_events.csv第2行", "[transition]"]),
    "given to nobody": (CLEANING, "T-1,2026-12-20 09:10,派单,,,,,", ["complaint_events.csv第2行", "[rule]"]),
    "content with no call": (CLEANING, "T-1,2026-12-20 09:10,响应,,,,满意,", ["complaint_events.csv第2行", "[rule]"]),
    "no such content": (CLEANING, "T-1,2026-12-20 09:10,回访,,,,还行,", ["「满意度」", "应为：满意、基本满意、不满意"]),
    "an urgency that falls": (CLEANING, "T-1,2026-12-20 09:10,升级,,,普通,,", ["complaint_events.csv第2行", "[transition]"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_of_a_ticket_says_where_and_what_and_nothing_is_written(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, event, told = FAULTS[fault]
    folder = office(tmp_path, f"{table}\n", f"{event}\n")

    assert 2 == run(folder, on=DAY)
    text = capsys.readouterr().err
    for words in told:
        assert words in text
    assert not (tmp_path / "out").exists()


def test_every_status_of_open_tickets_has_its_word_and_every_event_too() -> None:
    words = complaints.Status
    open_ = {words.RECEIVED, words.IN_HAND, words.ASSIGNED, words.ON_SITE, words.WAITING}
    assert open_ == set(reported.STATUSES)
    moves = {what for each in complaints.TRANSITIONS.values() for what in each}
    assert moves == set(reported._EVENTS.values())
