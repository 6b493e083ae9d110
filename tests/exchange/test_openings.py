"""Sheets of older books: which rows open what, and where each fault stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import books
from wuye.dates import DueDay
from wuye.exchange import (
    ARREARS,
    PAID_THROUGH,
    WIDE,
    Faults,
    Row,
    read_arrears,
    read_paid_through,
    read_records,
    read_sheets,
    read_wide,
    with_rooms,
)
from wuye.ledger.opening import Named, Opening

ITEMS = {"": Named("property", "物业服务费"), "物业费": Named("property", "物业服务费")}
OWNERS = {"3-1-502": "O-17", "3-1-503": "O-18"}
TAKEN = date(2026, 10, 1)


def rows(columns: Any, table: books.Rows, faults: Faults) -> list[Row]:
    sheets = read_sheets(books.xlsx({"3栋": table}), "旧账.xlsx")
    return with_rooms(read_records(sheets, columns, faults), faults)


def told(openings: list[Opening]) -> list[tuple[str, str, str, str]]:
    return [(o.unit, o.debtor, str(o.service), str(o.amount)) for o in openings]


def codes(faults: Faults) -> list[tuple[str, int, str]]:
    return [(issue.code, issue.row, issue.column) for issue in faults.issues]


def test_paid_through_dates_become_months() -> None:
    faults = Faults()
    table: books.Rows = [
        ["房号", "业主ID", "费用项目", "已交至", "每月物业费"],
        ["1-502", "", "物业费", "2026-08", 280],
        ["1-503", "O-99", "", "2026年9月30日", 280],
    ]
    found = read_paid_through(
        rows(PAID_THROUGH, table, faults),
        faults,
        debtors=OWNERS,
        until=TAKEN,
        items=ITEMS,
        due=DueDay(25),
    )

    assert [] == faults.issues
    assert [("3-1-502", "O-17", "2026-09-01 to 2026-09-30", "280.00")] == told(found)
    assert "旧账.xlsx「3栋」表第2行" == found[0].source


def test_marks_and_amounts_of_a_wide_sheet_are_read() -> None:
    faults = Faults()
    table: books.Rows = [
        ["房间号", "月费", "7月", "八月份", "09月", "10月"],
        ["1-502", 280, "√", "欠", 100, ""],
        ["1-503", 280, 280, "已缴", "", ""],
    ]
    read = rows(WIDE, table, faults)
    about: dict[str, Any] = {
        "debtors": OWNERS,
        "year": 2026,
        "until": TAKEN,
        "items": ITEMS,
        "due": None,
    }

    assert [
        ("3-1-502", "O-17", "2026-08-01 to 2026-08-31", "280.00"),
        ("3-1-502", "O-17", "2026-09-01 to 2026-09-30", "180.00"),
        ("3-1-503", "O-18", "2026-09-01 to 2026-09-30", "280.00"),
    ] == told(read_wide(read, faults, cells="paid", **about))
    owed = read_wide(read, faults, cells="owed", **about)
    assert ["280.00", "100.00", "280.00"] == [str(o.amount) for o in owed]
    assert {("due-unknown",)} == {o.doubts for o in owed}
    assert [] == faults.issues


def test_an_old_list_of_arrears_opens_what_it_says_and_no_more() -> None:
    faults = Faults()
    table: books.Rows = [
        ["房号", "欠费金额", "滞纳金", "已缴至", "起始日", "结束日", "到期日"],
        ["1-502", 840, 5.13, "2026-06", "", "", ""],
        ["1-503", 280, "", "", "2026-09-01", "2026-09-30", "2026-09-25"],
        ["1-503", 99, "", "", "", "", ""],
    ]
    found = read_arrears(
        rows(ARREARS, table, faults), faults, debtors=OWNERS, taken=TAKEN, items=ITEMS
    )

    assert [] == faults.issues
    assert [
        ("3-1-502", "O-17", "2026-07-01 to 2026-09-30", "840.00"),
        ("3-1-503", "O-18", "2026-09-01 to 2026-09-30", "280.00"),
        ("3-1-503", "O-18", "None", "99.00"),
    ] == told(found)
    assert [
        ("due-unknown", "penalty-left"),
        (),
        ("due-unknown", "period-unknown"),
    ] == [o.doubts for o in found]


def test_every_row_that_cannot_be_taken_is_told() -> None:
    faults = Faults()
    table: books.Rows = [
        ["房号", "项目", "已缴至", "月费"],
        ["1-502", "", "2026-08", ""],
        ["1-504", "", "2026-08", 280],
        ["1-502", "游泳费", "2026-08", 280],
        ["1-503", "", "不知", 280],
    ]
    read = rows(PAID_THROUGH, table, faults)
    found = read_paid_through(
        read, faults, debtors=OWNERS, until=TAKEN, items=ITEMS, due=DueDay(25)
    )

    assert [] == found
    assert [
        ("period", 5, "已缴至"),
        ("empty", 2, "月费"),
        ("unknown", 3, "房号"),
        ("unknown", 4, "项目"),
    ] == codes(faults)


def test_a_mark_without_a_price_and_an_amount_of_nothing_are_told_at_their_row() -> None:
    faults = Faults()
    read = rows(WIDE, [["房号", "8月"], ["1-502", "欠"]], faults)
    about: Any = {"debtors": OWNERS, "items": ITEMS}
    assert [] == read_wide(read, faults, year=2026, until=TAKEN, cells="owed", due=None, **about)
    read = rows(ARREARS, [["房号", "欠费"], ["1-503", 0]], faults)
    assert [] == read_arrears(read, faults, taken=TAKEN, **about)

    assert [("rule", 2, ""), ("money", 2, "")] == codes(faults)
