"""The tables of a folder beside units and payments: what each changes, and its faults."""

from __future__ import annotations

from pathlib import Path

import pytest

import books
from folders import UNITS, amounts, rows, run, write

AREA = """
[[items]]
code = "x"
name = "物业服务费"
tariff = "per-area"
rate = "3.10"
"""
SHARED = """
[[items]]
code = "power"
name = "公摊电费"
tariff = "shared-by-area"
"""


def test_an_area_measured_anew_holds_from_its_day(tmp_path: Path) -> None:
    areas = "房号,起始日,计费面积,建筑面积\n1-1-101,2026-10-11,200.00,\n"
    folder = write(tmp_path / "office", AREA, areas=areas)
    assert 0 == run(folder)

    found = [row["金额"] for row in rows(folder, "bills.csv") if row["房号"] == "1-1-101"]
    assert ["100.00", "420.00"] == found  # 10 days of 100 ㎡, 21 of 200


def test_an_area_that_comes_later_is_not_known_before(tmp_path: Path) -> None:
    units = "房号,计费面积,业主编号\n101,,O-1\n"
    areas = "房号,起始日,计费面积\n101,2026-10-11,100.00\n"
    folder = write(tmp_path / "office", AREA, units=units, areas=areas)
    assert 1 == run(folder)

    assert ["210.00"] == [row["金额"] for row in rows(folder, "bills.csv")]
    assert ["缺计费面积"] == [row["原因"] for row in rows(folder, "skipped.csv")]


def test_an_occupier_who_agreed_owes_what_was_agreed(tmp_path: Path) -> None:
    agreements = """
房号,约定,对方编号,对方,电话,起始日,结束日,项目
1-1-101,使用人,T-1,丁某,13800000004,2026-10-11,2026-10-20,x
1-1-102,代缴人,O-3,,,,,
"""
    folder = write(tmp_path / "office", AREA, agreements=agreements)
    assert 0 == run(folder)

    owed = {(r["业主编号"], r["金额"]) for r in rows(folder, "bills.csv") if r["房号"] == "1-1-101"}
    assert {("O-1", "100.00"), ("T-1", "100.00"), ("O-1", "110.00")} == owed
    page = (tmp_path / "out" / "bills.html").read_text("utf-8")
    assert "代缴人：丙*" in page
    assert "丁某" not in page


def test_rooms_that_were_merged_are_charged_as_one_from_then_on(tmp_path: Path) -> None:
    units = """
房号,计费面积,业主编号
1-101,100.00,O-1
1-102,100.00,O-1
1-101A,210.00,O-1
"""
    merged = "日期,原房号,新房号\n2026-10-17,1-101、1-102,1-101A\n"
    folder = write(tmp_path / "office", AREA, units=units, successions=merged)
    assert 0 == run(folder)

    assert {
        ("1-101", "x"): "160.00",
        ("1-102", "x"): "160.00",
        ("1-101A", "x"): "315.00",
    } == amounts(folder)


def test_a_waiver_halves_the_fee_and_says_who_bears_it(tmp_path: Path) -> None:
    waivers = """
减免号,房号,项目,减免原因,依据,起始日,结束日,减免比例,减免金额,承担方编号,承担方,承担方类别
W-1,1-1-101,x,低保或低收入家庭,低保证,2026-07-01,2026-12-31,50%,,,,
W-2,2-1-201,x,第三方资助,协议,2026-10-01,2026-10-31,,20.00,C-1,某基金会,单位
"""
    folder = write(tmp_path / "office", AREA, waivers=waivers)
    assert 0 == run(folder)

    reliefs = {row["减免"]: (row["金额"], row["承担方"]) for row in rows(folder, "reliefs.csv")}
    assert {"W-1": ("155.00", "锦苑物业"), "W-2": ("20.00", "C-1")} == reliefs
    billed = {(r["房号"], r["业主编号"]): r["金额"] for r in rows(folder, "bills.csv")}
    assert "155.00" == billed["1-1-101", "O-1"]
    assert ("135.00", "20.00") == (billed["2-1-201", "O-3"], billed["2-1-201", "C-1"])


def test_a_shared_cost_is_made_public_by_room_with_what_drove_it(tmp_path: Path) -> None:
    drivers = "月份,项目,用途,用量,单位,单价,金额\n2026-10,power,楼道照明,200,度,0.50,100.00\n"
    costs = "月份,项目,金额\n2026-10,power,100.00\n"
    folder = write(tmp_path / "office", SHARED, costs=costs, drivers=drivers)
    assert 0 == run(folder)

    shares = [row["分摊金额"] for row in rows(folder, "disclosure.csv")]
    assert ["41.09", "38.37", "20.54"] == shares
    page = (tmp_path / "out" / "disclosure.html").read_text("utf-8")
    assert "楼道照明" in page
    assert "200 度" in page
    assert "甲" not in page
    assert 0 == run(folder)  # again: the bills are there, and the disclosure is the same
    assert shares == [row["分摊金额"] for row in rows(folder, "disclosure.csv")]


def test_drivers_that_make_another_sum_are_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drivers = "月份,项目,用途,用量,单位,金额\n2026-10,power,楼道照明,200,度,99.00\n"
    costs = "月份,项目,金额\n2026-10,power,100.00\n"
    folder = write(tmp_path / "office", SHARED, costs=costs, drivers=drivers)

    assert 2 == run(folder)
    assert "drivers.csv" in capsys.readouterr().err
    assert not (folder / "journal.jsonl").exists()


def test_bills_that_reached_nobody_are_listed_with_what_to_try_next(tmp_path: Path) -> None:
    deliveries = """
账单,渠道,日期,签收人,凭证,失败原因
2026-10:1-1-101:O-1,当面,2026-10-31,业主,签收单1,
2026-10:1-1-102:O-2,短信,2026-10-31,,,号码变更
2026-10:2-1-201:O-3,短信,2026-10-02,,截图,
"""
    folder = write(tmp_path / "office", AREA, deliveries=deliveries)
    assert 1 == run(folder)  # the last one lies before the day on which the bill was entered

    missed = [(r["房号"], r["已送次数"], r["下一渠道"]) for r in rows(folder, "undelivered.csv")]
    assert [("1-1-102", "1", "当面"), ("2-1-201", "0", "短信")] == missed


def test_the_price_sheet_tells_every_item(tmp_path: Path) -> None:
    folder = write(tmp_path / "office", AREA + 'service = "保洁、绿化"\n')
    assert 0 == run(folder)

    page = (tmp_path / "out" / "publication.html").read_text("utf-8")
    for words in ("物业服务费", "3.10 元/㎡·月", "保洁、绿化", "每月25日"):
        assert words in page


def test_a_due_day_moves_off_the_holidays_of_the_folder(tmp_path: Path) -> None:
    head = """
community = "锦苑"
creditor = "锦苑物业"
[schedule]
name = "2026"
from = 2026-01-01
to = 2026-12-31
rounding = "fen"
round_each = "line"
due_day = 1
due_roll = "next"
"""
    folder = write(tmp_path / "office", AREA, head)
    assert 2 == run(folder)  # nobody knows the holidays of 2026
    days = ",".join(
        f'{{"name": "国庆节", "date": "2026-10-0{n}", "isOffDay": true}}' for n in range(1, 8)
    )
    text = f'{{"year": 2026, "papers": [], "days": [{days}]}}'
    (folder / "holidays-2026.json").write_text(text, "utf-8")
    assert 0 == run(folder)

    assert "缴费截止日：2026年10月8日" in (tmp_path / "out" / "bills.html").read_text("utf-8")


def test_units_may_stand_in_a_workbook_with_a_sheet_for_each_building(tmp_path: Path) -> None:
    head = ["房号", "建筑面积（㎡）", "收费面积", "客户编号", "户主", "手机号", "房屋用途"]
    sheets: dict[str, books.Rows] = {
        "1栋": [
            ["1栋业主", "", "", "", "", "", ""],
            head,
            ["101", 120, 100.5, "O-1", "甲某、乙某", "13800000001/13800000002", "住宅"],
            ["合计", "", 100.5, "", "", "", ""],
        ],
        "2栋": [head, ["101", "", "50", "O-2", "丙某", 13800000003.0, "商铺"]],
    }
    folder = write(tmp_path / "office", AREA)
    (folder / "units.csv").unlink()
    (folder / "units.xlsx").write_bytes(books.xlsx(sheets))
    assert 0 == run(folder)

    assert {("1-101", "x"): "311.55", ("2-101", "x"): "155.00"} == amounts(folder)
    assert "户名：甲*、乙*" in (tmp_path / "out" / "bills.html").read_text("utf-8")


#: table, its text, and what the office is told
FAULTS: dict[str, tuple[str, str, list[str]]] = {
    "an area of no room": ("areas", "房号,起始日,计费面积\n9-9,2026-01-01,1\n", ["areas.csv第2行「房号」", "[unknown]"]),
    "an area twice from a day": ("areas", "房号,起始日,计费面积\n1-1-101,2026-01-01,1\n1-1-101,2026-01-01,2\n", ["areas.csv第3行", "[duplicate]"]),
    "an agreement that ends early": ("agreements", "房号,约定,对方编号,起始日,结束日\n1-1-101,使用人,T,2026-02-01,2026-01-01\n", ["agreements.csv第2行「结束日」", "[rule]"]),
    "an agreement on no item": ("agreements", "房号,约定,对方编号,项目\n1-1-101,使用人,T,water\n", ["agreements.csv第2行「项目」", "（water）", "[unknown]"]),
    "an agreement of no kind": ("agreements", "房号,约定,对方编号\n1-1-101,亲戚,T\n", ["「约定」", "（亲戚）"]),
    "two occupiers at once": ("agreements", "房号,约定,对方编号\n1-1-101,使用人,T\n1-1-101,使用人,U\n", ["[rule]"]),
    "one id for two persons": ("agreements", "房号,约定,对方编号,对方\n1-1-101,使用人,O-2,丁某\n", ["agreements.csv第2行「对方编号」", "[rule]"]),
    "a space of two kinds": ("spaces", "车位,车位类别,房号,起始日\nA,产权,1-1-101,\nA,人防,1-1-102,2026-05-01\n", ["spaces.csv第3行「车位类别」", "[rule]"]),
    "a space of no room": ("spaces", "车位,车位类别,房号\nA,产权,9-9\n", ["spaces.csv第2行「房号」", "[unknown]"]),
    "a vehicle in no space": ("vehicles", "车牌号,房号,车位\n京A00001,1-1-101,Z\n", ["vehicles.csv第2行「车位」", "[unknown]"]),
    "a vehicle twice": ("vehicles", "车牌号,房号\n京A00001,1-1-101\n京A·00001,1-1-102\n", ["vehicles.csv第3行「车牌号」", "[duplicate]"]),
    "a stay of nobody": ("stays", "记录号,入场时间,出场时间\nG,2026-10-01 08:00,2026-10-01 09:00\n", ["stays.csv第2行", "[empty]"]),
    "a stay turned round": ("stays", "记录号,车牌号,入场时间,出场时间\nG,京A00001,2026-10-01 08:00,2026-10-01 07:00\n", ["stays.csv第2行", "[period]"]),
    "a stay without an hour": ("stays", "记录号,车牌号,入场时间\nG,京A00001,2026-10-01\n", ["「入场时间」", "[period]"]),
    "an hour that is none": ("stays", "记录号,车牌号,入场时间\nG,京A00001,2026-10-01 25:00\n", ["「入场时间」", "[period]"]),
    "a waiver of nothing": ("waivers", "减免号,房号,项目,减免原因,依据,起始日,结束日\nW,1-1-101,x,其他,决定,2026-01-01,2026-12-31\n", ["waivers.csv第2行「减免比例」", "[rule]"]),
    "a vacancy without a rule": ("waivers", "减免号,房号,项目,减免原因,依据,起始日,结束日,减免比例\nW,1-1-101,x,空置,承诺书,2026-01-01,2026-12-31,0.3\n", ["waivers.csv第2行「规则」", "[rule]"]),
    "a waiver of more than all": ("waivers", "减免号,房号,项目,减免原因,依据,起始日,结束日,减免比例\nW,1-1-101,x,其他,决定,2026-01-01,2026-12-31,150%\n", ["waivers.csv第2行", "[money]"]),
    "a waiver of no item": ("waivers", "减免号,房号,项目,减免原因,依据,起始日,结束日,减免比例\nW,1-1-101,y,其他,决定,2026-01-01,2026-12-31,0.5\n", ["waivers.csv第2行「项目」", "[unknown]"]),
    "a cost of no shared item": ("costs", "月份,项目,金额\n2026-10,x,1.00\n", ["costs.csv第2行「项目」", "[unknown]"]),
    "a delivery of no bill": ("deliveries", "账单,渠道,日期\n2026-10:9:O,短信,2026-10-31\n", ["deliveries.csv第2行「账单」", "[unknown]"]),
    "a delivery by no channel": ("deliveries", "账单,渠道,日期\n2026-10:1-1-101:O-1,广播,2026-10-31\n", ["「渠道」", "（广播）"]),
    "money for nobody known": ("payments", "收款号,业主编号,金额,收款日,收款单位\np,O-1,1.00,2026-10-01,别家\n", ["payments.csv第2行「收款单位」", "[unknown]"]),
    "a factor that is none": ("units", UNITS.replace("lift=0.5", "0.5"), ["units.csv第2行「系数」", "[money]"]),
    "a room that becomes itself": ("successions", "日期,原房号,新房号\n2026-10-17,1-1-101,1-1-101\n", ["[rule]"]),
    "a room that becomes another one": ("successions", "日期,原房号,新房号\n2026-10-17,1-1-101,9-9\n", ["successions.csv第2行「新房号」", "[unknown]"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_of_a_table_is_told_with_file_and_row(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, text, told = FAULTS[fault]
    folder = write(tmp_path / "office", AREA, **{name: text})

    assert 2 == run(folder)
    found = capsys.readouterr().err
    for words in told:
        assert words in found
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "text",
    ["[]", "{", '{"year": "2026", "days": []}', '{"year": 2026, "days": [{"date": "2026-13-01", "isOffDay": true}]}'],
)  # fmt: skip
def test_a_file_of_holidays_that_is_none_is_an_error(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "office", AREA)
    (folder / "holidays-2026.json").write_text(text, "utf-8")

    assert 2 == run(folder)
    assert "holidays-2026.json" in capsys.readouterr().err
