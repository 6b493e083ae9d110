"""Limitation in a folder: bills whose period has ended or ends within half a year are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from folders import BILL, CLAUSE, FEES, rows, run, write

NOTICES = "业主编号,阶段,日期,账单明细,送达日,送达证明\n"


def told(folder: Path) -> list[tuple[str, str, str]]:
    found = [row for row in rows(folder, "clocks.csv") if row["类型"] == "时效"]
    return [(r["编号"], r["截止"], r["状态"]) for r in found if r["编号"] == BILL]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2029-04-27", None),
        ("2029-04-28", "即将到期"),  # 180 days before
        ("2029-10-25", "即将到期"),  # three years after it was due
        ("2029-10-26", "已到期"),
    ],
)
def test_a_bill_is_told_half_a_year_before_its_three_years_end(
    day: str, state: str | None, tmp_path: Path
) -> None:
    folder = write(tmp_path / "office", FEES, CLAUSE)
    assert 0 == run(folder, on=day)

    assert ([(BILL, "2029-10-25", state)] if state else []) == told(folder)


@pytest.mark.parametrize(
    ("arrived", "expected"),
    [
        ("2028-11-06,签收", []),
        (",", [(BILL, "2029-10-25", "已到期")]),  # nobody knows that it arrived
        ("2029-10-26,签收", [(BILL, "2029-10-25", "已到期")]),  # too late
    ],
)
def test_a_demand_that_arrived_in_time_begins_the_years_anew(
    arrived: str, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    notices = f"{NOTICES}O-1,缴费提醒,2028-11-05,{BILL}:property {BILL}:lift,{arrived}\n"
    folder = write(tmp_path / "office", FEES, CLAUSE, notices=notices)
    run(folder, on="2029-10-26")

    assert expected == told(folder)


def test_a_demand_leaves_running_what_it_does_not_name(tmp_path: Path) -> None:
    later = "2026-11:1-1-101:O-1"
    notices = f"{NOTICES}O-1,缴费提醒,2028-11-05,{later}:property {later}:lift,2028-11-06,签收\n"
    folder = write(tmp_path / "office", FEES, CLAUSE)
    run(folder, "2026-10", on="2026-12-01")
    run(folder, "2026-11", on="2026-12-01")
    write(folder, FEES, CLAUSE, notices=notices)
    run(folder, "2026-11", on="2029-12-01")

    assert [(BILL, "2029-10-25", "已到期")] == told(folder)
    assert later not in {row["编号"] for row in rows(folder, "clocks.csv")}


def test_what_is_paid_has_no_clock(tmp_path: Path) -> None:
    payments = "收款号,业主编号,金额,收款日\nw-1,O-1,400.00,2026-11-20\n"
    folder = write(tmp_path / "office", FEES, CLAUSE, payments=payments)
    run(folder, on="2029-10-26")

    assert [] == told(folder)
