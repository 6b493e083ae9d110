"""Meters, readings and tiers as a clerk keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from folders import amounts, rows, run, write

METERED = """
[[items]]
code = "water"
name = "生活用水"
tariff = "metered"
meter = "water"
rate = "3.00"
units = ["1-1-101"]
arrears_months = 1
"""
METERS = """
表号,表类,房号,位数
W-1,水表,1-1-101,4
"""
READINGS = """
表号,房号,抄表日,本次读数
W-1,,2026-09-01,100
,1栋1单元101,2026-10-01,112
"""


def test_usage_is_charged_wherever_the_reading_names_the_meter_or_the_room(tmp_path: Path) -> None:
    folder = write(tmp_path / "office", METERED, meters=METERS, readings=READINGS)
    assert 0 == run(folder)

    assert {("1-1-101", "water"): "36.00"} == amounts(folder)


def test_a_missing_reading_is_skipped_and_never_zero(tmp_path: Path) -> None:
    readings = "表号,抄表日,本次读数\nW-1,2026-10-01,112\n"
    folder = write(tmp_path / "office", METERED, meters=METERS, readings=readings)
    assert 1 == run(folder)

    assert {} == amounts(folder)
    assert ["缺读数"] == [row["原因"] for row in rows(folder, "skipped.csv")]


def test_without_any_meters_everything_of_usage_is_skipped(tmp_path: Path) -> None:
    folder = write(tmp_path / "office", METERED)
    assert 1 == run(folder)

    assert ["缺读数"] == [row["原因"] for row in rows(folder, "skipped.csv")]


def test_a_price_that_changes_inside_a_period_needs_a_reading_or_counts_by_days(
    tmp_path: Path,
) -> None:
    rates = 'rates = [{from = 2026-01-01, rate = "3.00"}, {from = 2026-09-16, rate = "6.00"}]'
    items = METERED.replace('rate = "3.00"', rates)
    folder = write(tmp_path / "office", items, meters=METERS, readings=READINGS)
    assert 1 == run(folder)  # nobody read the meter on 16 September

    by_days = items + 'at_change = "by-days"\n'
    folder = write(tmp_path / "other", by_days, meters=METERS, readings=READINGS)
    assert 0 == run(folder)
    assert {("1-1-101", "water"): "54.00"} == amounts(folder)  # half at 3.00, half at 6.00


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ('tiers = [{upto = "10", rate = "2"}, {rate = "3"}]\nper = "month"', "26.00"),
        ('tiers = [{upto = "10", rate = "2"}, {rate = "3"}]\nper = "month"\nbase = "1"', "38.00"),
        ('tiers = [{upto = "10", rate = "2"}, {rate = "3"}]\nper = "month"\npersons = 2\nmore_per_person = "1"', "25.00"),
        ('tiers = [{from = 2026-01-01, rate = "2"}, {from = 2026-09-01, upto = "6", rate = "4"}, {from = 2026-09-01, rate = "5"}]\nper = "month"', "54.00"),
        ('tiers = [{upto = "10", rate = "2"}, {rate = "3"}]\nper = "year"\nyear_from = 9', "26.00"),
    ],
)  # fmt: skip
def test_tiers_are_written_as_a_list(keys: str, expected: str, tmp_path: Path) -> None:
    tiered = METERED.replace('"metered"', '"tiered"').replace('rate = "3.00"', keys)
    units = "房号,人口,业主编号\n1-1-101,3,O-1\n"
    folder = write(tmp_path / "office", tiered, units=units, meters=METERS, readings=READINGS)
    run(folder)

    assert {("1-1-101", "water"): expected} == amounts(folder)


def test_a_cost_is_shared_by_usage(tmp_path: Path) -> None:
    shared = """
[[items]]
code = "pump"
name = "二次供水电费"
tariff = "shared"
by = "usage"
meter = "water"
agreed = "决议3号"
arrears_months = 1
building = "1"
"""
    meters = METERS + "W-2,水表,1-1-102,4\n"
    readings = READINGS + "W-2,,2026-09-01,10\nW-2,,2026-10-01,46\n"
    costs = "月份,项目,金额\n2026-10,pump,100.00\n"
    folder = write(tmp_path / "office", shared, meters=meters, readings=readings, costs=costs)
    assert 0 == run(folder)

    assert {("1-1-101", "pump"): "25.00", ("1-1-102", "pump"): "75.00"} == amounts(folder)
    assert ["12", "36"] == [row["权数"] for row in rows(folder, "disclosure.csv")]


def test_what_is_odd_about_readings_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readings = """
表号,抄表日,本次读数
W-1,2026-06-01,60
W-1,2026-07-01,70
W-1,2026-08-01,80
W-1,2026-09-01,90
W-1,2026-10-01,300
"""
    folder = write(tmp_path / "office", METERED, meters=METERS, readings=readings)

    assert 1 == run(folder)
    said = capsys.readouterr().out
    assert 1 == said.count("readings.csv：W-1，2026-10-01：用量210")
    assert "[spike]" in said
    assert {("1-1-101", "water"): "630.00"} == amounts(folder)


def test_a_sub_meter_and_a_replacement_are_told_in_the_tables(tmp_path: Path) -> None:
    meters = METERS + "W-9,水表,1-1-101,4\nM,水表,,6\n"
    changed = "旧表号,新表号,换表日,旧表读数,新表读数\nW-1,W-9,2026-09-11,105,3\n"
    readings = "表号,抄表日,本次读数\nW-1,2026-09-01,100\nW-9,2026-10-01,10\nM,2026-10-01,5\n"
    folder = write(
        tmp_path / "office", METERED, meters=meters, readings=readings, replacements=changed
    )
    assert 0 == run(folder)

    assert {("1-1-101", "water"): "36.00"} == amounts(folder)  # 105 - 100 + 10 - 3 = 12


#: table, its text, and what the office is told
FAULTS: dict[str, tuple[dict[str, str], list[str]]] = {
    "a reading of no meter": ({"readings": "表号,抄表日,本次读数\nZ,2026-09-01,1\n"}, ["readings.csv第2行「表号」", "（Z）", "[unknown]"]),
    "a reading of a room with two": ({"meters": METERS + "W-2,水表,1-1-101,4\n"}, ["readings.csv第3行「表号」", "正好有一只", "[unknown]"]),
    "a reading of a room without one": ({"readings": "房号,抄表日,本次读数\n1-1-102,2026-09-01,1\n"}, ["readings.csv第2行", "[unknown]"]),
    "two values of one day": ({"readings": READINGS + "W-1,,2026-10-01,113\n"}, ["readings.csv", "[conflict]"]),
    "a meter twice": ({"meters": METERS + "W-1,水表,1-1-101,4\n"}, ["meters.csv第3行「表号」", "[duplicate]"]),
    "a meter of no kind": ({"meters": "表号,表类\nW-1,油表\n"}, ["「表类」", "（油表）"]),
    "a meter of no room": ({"meters": "表号,表类,房号\nW-1,水表,9-9\n"}, ["meters.csv第2行「房号」", "[unknown]"]),
    "a heat meter without a measure": ({"meters": METERS + "H,热量表,1-1-102,4\n"}, ["meters.csv第3行", "[rule]"]),
    "a dial of twelve digits": ({"meters": "表号,表类,房号,位数\nW-1,水表,1-1-101,12\n"}, ["meters.csv第2行", "[rule]"]),
    "a sub-meter of nothing": ({"meters": "表号,表类,房号,总表\nW-1,水表,1-1-101,M\n"}, ["meters.csv第2行「总表」", "[unknown]"]),
    "a replacement by nothing": ({"replacements": "旧表号,新表号,换表日,旧表读数\nW-1,W-9,2026-09-11,105\n"}, ["replacements.csv第2行「新表号」", "[unknown]"]),
    "a reading below 0": ({"readings": "表号,抄表日,本次读数\nW-1,2026-09-01,-1\n"}, ["readings.csv第2行", "[money]"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_of_meters_is_told_with_its_place(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed, told = FAULTS[fault]
    tables = {"meters": METERS, "readings": READINGS, **changed}
    folder = write(tmp_path / "office", METERED, **tables)

    assert 2 == run(folder)
    found = capsys.readouterr().err
    for words in told:
        assert words in found


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ('tiers = [{upto = "10", rate = "2"}]\nper = "month"', "[rule]"),
        ('tiers = [{upto = "9", rate = "2"}, {upto = "5", rate = "2"}, {rate = "3"}]\nper = "month"', "[rule]"),
        ('tiers = [{from = 2026-01-01, upto = "9", rate = "2"}, {rate = "3"}]\nper = "month"', "「tiers」"),
        ('tiers = [{rate = "3"}]\nper = "month"\npersons = 4', "「persons」"),
        ('tiers = [{rate = "3"}]', "「per」"),
        ('tiers = [{rate = "3"}]\nper = "month"\nreadings = "guess"', "「readings」"),
    ],
)  # fmt: skip
def test_tiers_that_cannot_be_are_told(
    keys: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiered = METERED.replace('"metered"', '"tiered"').replace('rate = "3.00"', keys)
    folder = write(tmp_path / "office", tiered, meters=METERS, readings=READINGS)

    assert 2 == run(folder)
    assert told in capsys.readouterr().err
