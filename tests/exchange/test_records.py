"""Tables of an office: headings, fills, totals, and each fault where it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import books
from wuye import Money
from wuye.errors import FolderError, RowIssue
from wuye.exchange import (
    ARREARS,
    HEADINGS,
    READINGS,
    RECEIPTS,
    Column,
    Faults,
    Row,
    read_records,
    read_sheets,
    with_rooms,
    write_table,
)
from wuye.exchange.cells import amount, number
from wuye.exchange.headers import spellings

TABLE = (
    Column("楼栋", optional=True),
    Column("单元", optional=True),
    Column("房号"),
    Column("计费面积", number, optional=True, sums=True),
    Column("业主", optional=True, mask=lambda name: name[:1] + "*"),
)


def read(rows: books.Rows, columns: Any = TABLE, **how: Any) -> tuple[list[Row], list[RowIssue]]:
    faults = Faults()
    found = read_records(read_sheets(books.comma(rows), "t.csv"), columns, faults, **how)
    return found, faults.issues


def codes(issues: list[RowIssue]) -> list[tuple[str, int, str]]:
    return [(issue.code, issue.row, issue.severity) for issue in issues]


def values(rows: list[Row], heading: str) -> list[Any]:
    return [row[heading] for row in rows]


# -- headings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_spelling_of_a_heading_is_that_heading(heading: str) -> None:
    for alias in (heading, *HEADINGS[heading]):
        for written in (alias, f" {alias} ", f"*{alias}", f"{alias}（必填）", " ".join(alias)):
            rows, issues = read([[written], ["x"], ["y"]], [Column(heading)])

            assert (["x", "y"], []) == (values(rows, heading), issues), written


@pytest.mark.parametrize(
    "written", ["建筑面积（㎡）", "建筑面积(平方米)", "建筑面积 ㎡", "建筑\n面积[m2]", "建筑面积m²"]
)
def test_the_unit_of_a_heading_is_no_part_of_it(written: str) -> None:
    assert "建筑面积" in spellings(written)


def test_a_bracket_that_says_whose_is_part_of_the_heading() -> None:
    rows, issues = read([["房号", "业主(租户)"], ["101", "赵某"]])

    assert ([None], [("unknown-column", 1, "warning")]) == (values(rows, "业主"), codes(issues))


def test_an_entrance_ends_in_the_word_for_yuan_and_keeps_it() -> None:
    assert {"单元"} == set(spellings("单元"))


@pytest.mark.parametrize("titles", range(11))
def test_titles_above_the_headings_are_passed_over_within_ten_rows(titles: int) -> None:
    title = [["锦苑小区业主台账"], ["2026年10月"], []]
    rows, issues = read([*[title[i % 3] for i in range(titles)], ["房号", "业主"], ["101", "赵某"]])

    if titles < 10:
        assert (["101"], [titles + 2], []) == (
            values(rows, "房号"),
            [r.at.row for r in rows],
            issues,
        )
    else:
        assert ([], ["no-header"]) == (rows, [issue.code for issue in issues])


def test_headings_in_two_rows_of_merged_cells_are_read_together() -> None:
    table: books.Rows = [
        ["房号", "业主信息", "", "计费面积"],
        ["", "姓名", "电话", ""],
        ["101", "赵某", "13800000000", 100.5],
    ]
    faults = Faults()
    data = books.xlsx({"a": table}, merged=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)])
    [row] = read_records(read_sheets(data, "t.xlsx"), (*TABLE, Column("电话")), faults)

    assert ("101", "赵某", "13800000000") == (row["房号"], row["业主"], row["电话"])
    assert Decimal("100.5") == row["计费面积"]
    assert [] == faults.issues


def test_two_columns_that_claim_one_heading_are_a_fault() -> None:
    rows, issues = read([["房号", "房间号"], ["101", "102"]])

    assert ([], [("two-columns", 1, "error")]) == (rows, codes(issues))
    assert ("房间号", "与「房号」是同一列，只能保留一列") == (issues[0].column, issues[0].message)


def test_a_column_that_nobody_knows_is_a_warning_or_a_fault_when_strict() -> None:
    table = [["序号", "房号", "宠物", "备注"], ["1", "101", "猫", "x"]]
    rows, issues = read(table)
    assert (["101"], [("unknown-column", 1, "warning")]) == (values(rows, "房号"), codes(issues))

    rows, issues = read(table, strict=True)
    assert ([], [("unknown-column", 1, "error")]) == (rows, codes(issues))


def test_a_needed_column_that_is_missing_is_a_fault() -> None:
    rows, issues = read([["业主", "面积"], ["赵某", "100"]])

    assert ([], [("missing-column", 1, "error")]) == (rows, codes(issues))
    assert "房号" == issues[0].column


# -- rows ---------------------------------------------------------------------------------------


def test_blank_rows_and_instructions_to_the_right_are_passed_over() -> None:
    rows, issues = read(
        [
            ["房号", "业主", "", "填表说明", ""],
            ["101", "赵某", "", "一、房号必填", "x"],
            ["", "", "", "二、面积单位为㎡", ""],
            ["", "", "", "", ""],
            ["102", "钱某", "", "", ""],
        ]
    )

    assert (["101", "102"], []) == (values(rows, "房号"), issues)


def test_notes_below_the_table_are_passed_over_and_told() -> None:
    rows, issues = read(
        [["房号", "业主"], ["101", "赵某"], ["制表人：孙某", ""], ["注：以上为示例", ""]]
    )

    assert ["101"] == values(rows, "房号")
    assert [("note", 3, "warning"), ("note", 4, "warning")] == codes(issues)


@pytest.mark.parametrize(
    "word", ["合计", "合 计", "总计：", "共计", "小计", "本页合计", "3栋小计", "合计（㎡）"]
)
def test_a_row_of_totals_is_held_against_its_column(word: str) -> None:
    table = [["房号", "面积"], ["101", "100.50"], ["102", "98.60"], [word]]
    rows, issues = read([*table[:3], [word, "199.1"]])
    assert (["101", "102"], []) == (values(rows, "房号"), issues)

    rows, issues = read([*table[:3], [word, "199.2"]])
    assert 2 == len(rows)
    assert [("total", 4, "warning")] == codes(issues)
    assert "199.10" in issues[0].message


def test_subtotals_count_from_the_last_and_the_total_counts_all() -> None:
    table = [
        ["房号", "面积"],
        ["101", "1"],
        ["102", "2"],
        ["小计", "3"],
        ["201", "4"],
        ["小计", "4"],
    ]

    assert [] == read([*table, ["总计", "7"]])[1]
    assert [("total", 7, "warning")] == codes(read([*table, ["总计", "6"]])[1])


def test_totals_of_money_are_counted_in_fen() -> None:
    columns = [Column("房号"), Column("金额", amount, sums=True)]
    rows, issues = read([["房号", "实收"], *[["a", "0.10"]] * 3, ["合计", "0.30"]], columns)

    assert (3, []) == (len(rows), issues)


# -- filling down -------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [books.xlsx, books.xls])
def test_merged_cells_are_filled_down(write: Any) -> None:
    table = [
        ["楼栋", "单元", "房号", "业主"],
        ["3栋", "1", "101", "赵某"],
        ["", "", "102", ""],
        ["", "2", "101", "钱某"],
    ]
    faults = Faults()
    data = write({"a": table}, merged=[(1, 0, 3, 0), (1, 1, 2, 1), (1, 3, 2, 3)])
    rows = read_records(read_sheets(data, "t.xls"), TABLE, faults)

    assert ["3栋", "3栋", "3栋"] == values(rows, "楼栋")
    assert ["1", "1", "2"] == values(rows, "单元")
    assert ["赵某", "赵某", "钱某"] == values(rows, "业主")
    assert [] == faults.issues


def test_a_number_in_merged_cells_counts_once() -> None:
    table: books.Rows = [["房号", "面积"], ["101", 100], ["102", ""]]
    faults = Faults()
    rows = read_records(
        read_sheets(books.xlsx({"a": table}, merged=[(1, 1, 2, 1)]), "t"), TABLE, faults
    )

    assert [Decimal(100), None] == values(rows, "计费面积")
    assert [("merged", 3, "warning")] == codes(faults.issues)


@pytest.mark.parametrize("sign", ["同上", "〃", '"', "″", "同上 "])
def test_a_sign_for_the_row_above_is_that_value(sign: str) -> None:
    rows, issues = read(
        [["房号", "业主", "面积"], ["101", "赵某", "98.6"], ["102", sign, sign], ["103", sign, "1"]]
    )

    assert (["赵某", "赵某", "赵某"], []) == (values(rows, "业主"), issues)
    assert [Decimal("98.6"), Decimal("98.6"), Decimal(1)] == values(rows, "计费面积")


def test_a_sign_for_the_row_above_needs_one() -> None:
    assert [("ditto", 2, "error")] == codes(read([["房号", "业主"], ["101", "同上"]])[1])


def test_an_owner_is_never_filled_down_without_a_sign() -> None:
    assert ["赵某", None] == values(
        read([["房号", "业主"], ["101", "赵某"], ["102", ""]])[0], "业主"
    )


# -- sheets -------------------------------------------------------------------------------------


def book(**sheets: books.Rows) -> tuple[list[Row], list[RowIssue]]:
    faults = Faults()
    data = books.xlsx(dict(sheets), hidden=["旧"])
    return read_records(read_sheets(data, "t.xlsx"), TABLE, faults), faults.issues


GOOD = [["房号", "业主"], ["101", "赵某"]]


def test_sheets_are_read_together_and_blank_ones_passed_over() -> None:
    rows, issues = book(a=GOOD, Sheet2=[], b=GOOD)

    assert (["a", "b"], []) == ([row.at.sheet for row in rows], issues)


def test_instructions_and_hidden_sheets_are_passed_over_and_told() -> None:
    rows, issues = book(填表说明=[["房号", "必填"]], a=GOOD, 旧=GOOD, 封面=[["锦苑"]])

    assert ["a"] == [row.at.sheet for row in rows]
    assert ["other-sheet", "hidden-sheet", "other-sheet"] == [issue.code for issue in issues]
    assert {"warning"} == {issue.severity for issue in issues}


def test_a_table_without_headings_is_a_fault_even_beside_a_good_one() -> None:
    _, issues = book(a=GOOD, b=[["201", "钱某"], ["202", "孙某"]])

    assert [("no-header", 0, "error")] == codes(issues)
    assert "t.xlsx「b」表：" in str(issues[0])


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,\n", "填表说明".encode()])
def test_a_file_that_holds_no_table_is_a_fault(data: bytes) -> None:
    faults = Faults()
    assert [] == read_records(read_sheets(data, "t.csv"), TABLE, faults)
    with pytest.raises(FolderError, match=r"t\.csv.*房号.*no-header"):
        faults.stop()


# -- faults -------------------------------------------------------------------------------------


def test_a_fault_names_file_sheet_row_column_and_value() -> None:
    faults = Faults()
    table = [["房号", "面积(㎡)"], ["101", "约100"]]
    read_records(read_sheets(books.xlsx({"3栋": table}), "t.xlsx"), TABLE, faults)

    [issue] = faults.issues
    assert ("t.xlsx", "3栋", 2, "面积(㎡)", "money", "error", "约100") == (
        issue.file,
        issue.sheet,
        issue.row,
        issue.column,
        issue.code,
        issue.severity,
        issue.value,
    )
    assert str(issue).startswith("t.xlsx「3栋」表第2行「面积(㎡)」：数字无法使用")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["", "赵某", "1"], "empty"),
        (["-", "赵某", "#REF!"], "broken-formula"),
        (["101", "赵某", "#N/A"], "broken-formula"),
        (["101", "赵某", "1e5"], "money"),
        (["101", "赵某"], "cells"),
        (["101", "赵某", "9", "800.00"], "cells"),
    ],
)
def test_each_fault_has_its_code(row: list[str], code: str) -> None:
    assert code in {issue.code for issue in read([["房号", "业主", "面积"], row])[1]}


def test_signs_for_nothing_are_nothing_where_that_is_allowed() -> None:
    for sign in ("-", "—", "/", "无", "N/A"):
        rows, issues = read([["房号", "业主", "面积"], ["101", sign, sign]])
        assert ([None], [None], []) == (values(rows, "业主"), values(rows, "计费面积"), issues)


def test_a_value_that_stands_twice_names_both_rows() -> None:
    _, issues = read([["房号"], ["101"], ["102"], ["101"]], [Column("房号", unique=True)])

    assert [("duplicate", 4, "error")] == codes(issues)
    assert "第2行" in issues[0].message


def test_personal_data_is_masked_wherever_it_is_told() -> None:
    columns = [Column("业主", number, mask=lambda name: name[:1] + "**"), Column("房号")]
    rows, issues = read([["业主", "房号"], ["赵某某", "101"]], columns)

    assert "赵某某" not in f"{issues} {issues[0]} {issues[0].value} {rows}"
    assert "赵**" in str(issues[0])


def test_what_was_written_safe_for_spreadsheets_is_read_as_it_was() -> None:
    text = write_table(["房号", "业主"], [["-1", "=1+1"]])
    faults = Faults()
    [row] = read_records(read_sheets(text.encode(), "t.csv"), TABLE, faults)

    assert ("-1", "=1+1") == (row["房号"], row["业主"])


# -- registers ----------------------------------------------------------------------------------


def register(columns: Any, rows: books.Rows) -> list[Row]:
    faults = Faults()
    found = with_rooms(
        read_records(read_sheets(books.xlsx({"3栋": rows}), "t"), columns, faults), faults
    )
    assert [] == faults.issues
    return found


def test_readings_are_read() -> None:
    [row] = register(
        READINGS,
        [
            ["房屋", "水表号", "起度", "止度", "抄表时间"],
            ["1-502", "W-1", 100, 112.5, date(2026, 10, 5)],
        ],
    )

    assert ("3-1-502", "W-1", date(2026, 10, 5)) == (row["房号"], row["表号"], row["抄表日"])
    assert (Decimal(100), Decimal("112.5")) == (row["上次读数"], row["本次读数"])


def test_receipts_are_read() -> None:
    [row] = register(
        RECEIPTS,
        [
            ["房间", "收费项目", "实收金额", "缴费时间", "收据号"],
            ["1单元502", "物业费", "￥1,960.00", "2026-10-5 08:30:00", "A1"],
        ],
    )

    assert ("3-1-502", "物业费", Money("1960"), date(2026, 10, 5)) == (
        row["房号"],
        row["项目"],
        row["金额"],
        row["收款日"],
    )


def test_arrears_are_read_and_an_old_word_for_penalty_is_understood() -> None:
    [row, _] = register(
        ARREARS,
        [
            ["楼号", "单元", "室号", "户主", "欠费金额", "滞纳金", "已缴至"],
            ["3#", "1", 502, "赵某某", 840, 5.13, "2026年9月"],
            ["〃", "〃", 503, "", 0.1, "", ""],
            ["合计", "", "", "", 840.1, 5.13, ""],
        ],
    )

    assert ("3-1-502", Money("840"), Money("5.13"), date(2026, 9, 30)) == (
        row["房号"],
        row["应缴金额"],
        row["违约金"],
        row["缴至"],
    )
