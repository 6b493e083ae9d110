"""Rosters: what an office keeps of its units, whatever the spelling, and every fault of it."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import books
from wuye.errors import FolderError, RuleError
from wuye.exchange import Entry, Roster, Sheet, read_roster, read_sheets
from wuye.exchange.cells import identity_checks

IDENTITY = "110101190001010006"
HEAD = ["楼栋", "单元", "房号", "建筑面积", "业主姓名", "手机号"]


def roster(*rows: list[object], head: list[str] | None = None, name: str = "t.csv") -> Roster:
    return read_roster(read_sheets(books.comma([head or HEAD, *rows]), name))


def codes(found: Roster) -> list[tuple[str, int, str]]:
    return [(issue.code, issue.row, issue.severity) for issue in found.issues]


def rooms(found: Roster) -> list[str]:
    return [entry.room for entry in found.entries]


def test_a_row_gives_all_that_it_says() -> None:
    head = [
        *(
            "楼号",
            "单元",
            "室号",
            "所在楼层",
            "收费面积（㎡）",
            "建筑面积（㎡）",
            "套内面积",
            "客户编号",
            "户主",
        ),
        *("联系电话", "身份证号码", "房屋类型", "交房日期", "已缴至", "车位号", "车牌号码"),
    ]
    row = [
        *("3#", "1单元", 502, "5层", "99.50", "100.00㎡", 80.25, "O-17", "赵某某、钱某"),
        *(13800000017, IDENTITY, "住宅", "2020-6-10", "2026年9月", "B-023", "京A·12345"),
    ]
    found = roster(row, head=head)

    assert () == found.issues
    entry = Entry(
        "3-1-502",
        "3",
        "1",
        5,
        (("charge", Decimal("99.5")), ("building", Decimal(100)), ("interior", Decimal("80.25"))),
        "O-17",
        ("赵某某", "钱某"),
        ("13800000017",),
        (IDENTITY,),
        "residential",
        date(2020, 6, 10),
        date(2026, 9, 30),
        ("B-023",),
        ("京A12345",),
    )
    assert (entry,) == found.entries
    assert ("t.csv", 2) == (found.entries[0].at.file, found.entries[0].at.row)


def test_personal_data_is_masked_in_reprs() -> None:
    head = ["房号", "业主", "手机", "身份证号", "车牌"]
    found = roster(["101", "赵某某", "13800000017", IDENTITY, "京A12345"], head=head)

    text = repr(found)
    for secret in ("赵某某", "13800000017", IDENTITY, "京A12345"):
        assert secret not in text
    assert "赵**" in text
    assert "138****0017" in text


def test_one_sheet_for_each_building_names_the_building() -> None:
    sheet: books.Rows = [["房号", "面积(建筑)"], ["1-101", 90], ["2-101", 90]]
    data = books.xlsx({"3栋": sheet, "4号楼": sheet, "Sheet3": []})
    found = read_roster(read_sheets(data, "t.xlsx"))

    assert ["3-1-101", "3-2-101", "4-1-101", "4-2-101"] == rooms(found)
    assert () == found.issues


def test_a_building_that_is_named_once_goes_down_and_is_told_once() -> None:
    head = ["楼栋", "单元", "房号", "建筑面积"]
    found = roster(
        ["3栋", "1", "101", "90"],
        ["", "", "102", "90"],
        ["", "2", "101", "90"],
        ["", "", "5#1-101", "90"],
        ["", "", "102", "90"],
        ["4栋", "", "101", "90"],
        ["", "", "102", "90"],
        head=head,
    )

    assert ["3-1-101", "3-1-102", "3-2-101", "5-1-101", "3-2-102", "4-101", "4-102"] == rooms(found)
    assert [("filled-down", 0, "warning")] == codes(found)
    assert "共 4 行" in found.issues[0].message


def test_a_column_of_buildings_counts_more_than_the_name_of_the_sheet() -> None:
    data = books.xlsx({"3栋": [HEAD, ["5栋", "1", "101", 90, "", ""]]})

    assert ["5-1-101"] == rooms(read_roster(read_sheets(data, "t.xlsx")))


def test_bare_pairs_begin_with_the_building_or_the_entrance_in_all_of_a_table() -> None:
    head = ["楼栋", "房号", "建筑面积"]
    entrances = roster(["1", "1-101", "90"], ["1", "2-101", "90"], ["2", "1-101", "90"], head=head)
    buildings = roster(["1", "1-101", "90"], ["2", "2-101", "90"], head=head)
    neither = roster(["1", "1-101", "90"], ["1", "1-102", "90"], head=head)

    assert (["1-1-101", "1-2-101", "2-1-101"], ()) == (rooms(entrances), entrances.issues)
    assert (["1-101", "2-101"], ()) == (rooms(buildings), buildings.issues)
    assert ["1-101", "1-102"] == rooms(neither)
    assert [("room-unclear", 2, "warning"), ("room-unclear", 3, "warning")] == codes(neither)


def test_a_room_that_stands_twice_names_both_rows_whatever_its_spelling() -> None:
    found = roster(
        ["", "", "3#1-502", "90", "", ""],
        ["", "", "3-1-503", "90", "", ""],
        ["3栋", "1单元", "502室", "90", "", ""],
    )

    assert [("duplicate", 4, "error")] == codes(found)
    assert "第2行已有" in found.issues[0].message
    with pytest.raises(FolderError, match="第4行「房号」：重复出现，第2行已有（3-1-502）"):
        found.raise_for_errors()


def test_a_room_that_stands_in_two_sheets_names_both() -> None:
    sheet: books.Rows = [["房号", "计费面积"], ["3-1-502", 90]]
    found = read_roster(read_sheets(books.xlsx({"甲": sheet, "乙": sheet}), "t.xlsx"))

    with pytest.raises(FolderError, match="「乙」表第2行「房号」：重复出现，「甲」表第2行已有"):
        found.raise_for_errors()


def test_an_area_that_is_not_known_is_a_warning() -> None:
    found = roster(["3", "1", "502", "", "", ""])

    assert [("area-missing", 2, "warning")] == codes(found)
    found.raise_for_errors()
    assert (None,) == (found.entries[0].area("building"),)


def test_an_area_of_no_kind_is_taken_for_the_charge_area_and_told() -> None:
    found = roster(["101", "90"], head=["房号", "面积"])

    assert [("area-kind", 0, "warning")] == codes(found)
    assert Decimal(90) == found.entries[0].area("charge")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("建筑面积", "0", "money"),
        ("建筑面积", "-90", "money"),
        ("建筑面积", "九十", "money"),
        ("手机号", "1380000", "phone"),
        ("手机号", "1.38E+10", "phone"),
        ("身份证号", "1.10101E+17", "identity"),
        ("交房日期", "2026-2-30", "period"),
        ("交房日期", "明年", "period"),
        ("缴至", "2026.1", "period"),
        ("房号", "2003-01-02", "room"),
        ("房号", "4栋101", "room"),
        ("房号", "", "empty"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_column_and_value(
    column: str, value: str, code: str
) -> None:
    given = {"楼栋": "3栋", "房号": "101", "建筑面积": "90", column: value}
    found = roster(list(given.values()), head=list(given))

    assert [(code, 2, "error")] == codes(found)
    assert column == found.issues[0].column
    assert () == found.entries
    with pytest.raises(FolderError):
        found.community("锦苑")


def test_a_fault_of_personal_data_is_told_masked() -> None:
    found = roster(["101", "1380000000", "1101011900010100060"], head=["房号", "电话", "身份证"])

    text = f"{found.issues!r}{[str(issue) for issue in found.issues]}"
    assert "phone" in text
    assert "1380000000" not in text
    assert "1101011900010100060" not in text


def test_an_identity_number_that_does_not_check_is_a_warning() -> None:
    found = roster(["101", "90", "110101190001010007"], head=["房号", "计费面积", "身份证"])

    assert [("identity-check", 2, "warning")] == codes(found)
    assert 1 == len(found.entries)


@pytest.mark.parametrize(
    ("text", "floor"),
    [("5", 5), ("5层", 5), ("负1层", -1), ("-1", -1), ("B1", -1), ("地下1", -1), ("跃层", None)],
)
def test_a_floor_is_read_or_told(text: str, floor: int | None) -> None:
    found = roster(["101", "90", text], head=["房号", "计费面积", "楼层"])

    assert floor == found.entries[0].floor
    assert [("floor", 2, "warning")] * (floor is None) == codes(found)


# -- owners -------------------------------------------------------------------------------------

PEOPLE = ["房号", "计费面积", "业主编号", "业主", "电话"]


def owners(*rows: list[object]) -> list[str]:
    found = roster(*rows, head=PEOPLE)
    found.raise_for_errors()
    return [unit.owner.id for unit in found.community("锦苑").units]


def test_owners_have_the_ids_that_the_office_gives() -> None:
    assert ["O-17", "O-18"] == owners(
        ["102", 90, "O-17", "赵某", "13800000017"], ["101", 90, "O-18", "赵某", "13800000017"]
    )


def test_the_same_name_and_telephone_are_one_owner_and_either_alone_is_not() -> None:
    assert ["O-101", "O-101", "O-103", "O-104", "O-105", "O-106"] == owners(
        ["102", 90, "", "赵某", "13800000017"],
        ["101", 90, "", "赵某", "138-0000-0017"],
        ["103", 90, "", "赵某", ""],
        ["104", 90, "", "赵某", ""],
        ["105", 90, "", "", "13800000017"],
        ["106", 90, "", "", "13800000017"],
    )


def test_an_owner_whose_id_is_given_once_has_it_everywhere() -> None:
    assert ["O-17", "O-17"] == owners(
        ["101", 90, "", "赵某", "13800000017"], ["102", 90, "O-17", "赵某", "13800000017"]
    )


@given(st.permutations(["101", "102", "103", "104"]))
def test_ids_of_owners_do_not_hang_on_the_order_of_rows(order: list[str]) -> None:
    people = {"101": ("赵某", "13800000017"), "103": ("赵某", "13800000017"), "104": ("", "")}
    found = owners(*([room, 90, "", *people.get(room, ("钱某", "13800000018"))] for room in order))

    assert {"101": "O-101", "102": "O-102", "103": "O-101", "104": "O-104"} == dict(
        zip(order, found, strict=True)
    )


def test_one_id_for_two_persons_is_an_error() -> None:
    found = roster(["101", 90, "O-17", "赵某", ""], ["102", 90, "O-17", "钱某", ""], head=PEOPLE)

    assert [("rule", 3, "error")] == codes(found)
    assert "第2行" in found.issues[0].message


def test_the_community_is_charged_by_the_kind_of_area_that_is_asked_for() -> None:
    found = roster(["3", "1", "502", "90", "赵某", "13800000017"])
    [unit] = found.community("锦苑", area="building").units
    [plain] = found.community("锦苑").units

    on = date(2026, 10, 1)
    assert ("3-1-502", Decimal(90), "赵某") == (unit.id, unit.area_on(on), unit.owner.name)
    assert (None, Decimal(90)) == (plain.area_on(on), plain.area_on(on, "building"))
    with pytest.raises(RuleError, match="charge, building"):
        found.community("锦苑", area="interior")


def test_a_unit_knows_where_it_stands_and_what_it_is_for() -> None:
    head = ["房号", "计费面积", "楼层", "房屋类型", "交房日期"]
    found = roster(
        ["3#1-502", 90, 5, "商铺", "2020-6-10"], ["3#1-503", 90, "", "船坞", ""], head=head
    )
    shop, other = found.community("锦苑").units

    assert ("3", "1", 5, "shop", date(2020, 6, 10)) == (
        shop.building,
        shop.entrance,
        shop.floor,
        shop.use,
        shop.handed_over,
    )
    assert "other" == other.use
    assert [("use", 3, "warning")] == codes(found)


def test_several_names_are_co_owners_with_the_telephones_beside_them() -> None:
    found = roster(
        ["101", 90, "O-17", "赵某、钱某", "13800000017、13800000018"],
        ["102", 90, "O-18", "孙某、李某", "13800000019"],
        ["103", 90, "O-19", "周某", "13800000020"],
        head=PEOPLE,
    )
    both, one, single = (unit.owner for unit in found.community("锦苑").units)

    assert ["13800000017", "13800000018"] == [person.phone for person in both.people]
    assert ["", ""] == [person.phone for person in one.people]
    assert ("孙某、李某", "13800000019") == (one.name, one.phone)
    assert ["O-18.1", "O-18.2"] == [person.id for person in one.people]
    assert ("周某", ()) == (single.name, single.people)


def test_reading_a_roster_says_everything_at_once_and_changes_nothing() -> None:
    sheets = read_sheets(
        books.comma(
            [
                HEAD,
                ["3", "1", "501", "0", "", ""],
                ["3", "1", "502", "x", "", "1"],
                ["3", "1", "503", "9", "", ""],
            ]
        ),
        "t.csv",
    )
    found = read_roster(sheets)

    assert [("money", 2, "error"), ("money", 3, "error"), ("phone", 3, "error")] == codes(found)
    assert ["3-1-503"] == rooms(found)
    assert found == read_roster(sheets)


# -- any spelling -------------------------------------------------------------------------------

ENTRIES = st.lists(
    st.builds(
        Entry,
        room=st.just(""),
        building=st.integers(1, 30).map(str),
        entrance=st.integers(1, 4).map(str),
        floor=st.none() | st.integers(1, 33),
        areas=st.integers(1, 10**6).map(lambda units: (("building", _hundredths(units)),)),
        names=st.lists(
            st.sampled_from(["赵某某", "钱某", "孙某某", "欧阳某某"]), max_size=2, unique=True
        ).map(tuple),
        phones=st.lists(
            st.integers(13000000000, 19999999999).map(str), max_size=2, unique=True
        ).map(tuple),
        handed_over=st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
        paid_through=st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda entry: (entry.building, entry.entrance),
)
TITLES: list[list[object]] = [["锦苑小区业主信息"], [], ["填报：2026年10月"]]


def _hundredths(units: int) -> Decimal:
    whole, part = divmod(units, 100)
    return Decimal(f"{whole}.{part:02}".rstrip("0").rstrip("."))


def _day(day: date | None, pen: Random) -> object:
    if day is None:
        return pen.choice(["", "/", "无"])
    y, m, d = day.year, day.month, day.day
    return pen.choice(
        [day, f"{y}-{m}-{d}", f"{y}/{m:02}/{d:02}", f"{y}年{m}月{d}日", f"{y}.{m}.{d}"]
    )


def table(entries: list[Entry], pen: Random) -> list[list[object]]:
    """Write entries as some office might."""
    head = [
        pen.choice(spelled)
        for spelled in (
            ["楼栋", "楼号", "楼 栋 号", "幢号"],
            ["单元", "单元号", "单元编号"],
            ["房号", "室号", "房间（必填）", "*房屋编号"],
            ["楼层", "所在楼层"],
            ["建筑面积", "建筑面积（㎡）", "建面"],
            ["业主", "户主", "业主姓名"],
            ["电话", "手机号", "联系电话"],
            ["交付日", "交房日期"],
            ["缴至", "已缴至"],
        )
    ]
    rows: list[list[object]] = [*TITLES[: pen.randint(0, 3)], ["序号", *head, "", "说明"]]
    total = Decimal(0)
    for number, entry in enumerate(entries, 1):
        b, e, r = entry.building, entry.entrance, f"{number}01"
        place: list[object] = pen.choice(
            [
                [b, e, int(r)],
                [f"{b}栋", f"{e}单元", f"{r}室"],
                [f"{b}#", "", f"{e}-{r}"] if b != e else [b, e, r],
                ["", "", f"{b}#{e}-{r}"],
                ["", "", f"{b}号楼{e}单元{r}室"],
                [f"{b}号楼", e, f"{b}－{e}－{r}"],
            ]
        )
        area = entry.areas[0][1]
        phones = [f"{p[:3]} {p[3:7]} {p[7:]}" if pen.random() < 0.3 else p for p in entry.phones]
        rows.append(
            [
                number,
                *place,
                "" if entry.floor is None else pen.choice([entry.floor, f"{entry.floor}层"]),
                pen.choice([str(area), f"{area}㎡", f" {area:,} "]),
                pen.choice(["、", "，", "/", ";"]).join(entry.names),
                pen.choice(["、", ",", "/", "\n"]).join(phones),
                _day(entry.handed_over, pen),
                _day(entry.paid_through, pen),
                "",
                pen.choice(["", "房号必填"]),
            ]
        )
        total = Decimal(_plus(total, area))
        if pen.random() < 0.2:
            rows.append([])
    if pen.random() < 0.5:
        rows.append(["合计", "", "", "", "", str(total)])
    wide = max(map(len, rows))
    return [[*row, *[""] * (wide - len(row))] for row in rows]


def _plus(one: Decimal, other: Decimal) -> str:
    hundredths = (Fraction(one) + Fraction(other)) * 100
    return str(_hundredths(int(hundredths)))


@given(ENTRIES, st.randoms(use_true_random=False), st.integers(0, 5))
def test_whatever_the_spelling_the_roster_is_the_same(
    entries: list[Entry], pen: Random, kind: int
) -> None:
    expected = [
        evolve(entry, room=f"{entry.building}-{entry.entrance}-{number}01")
        for number, entry in enumerate(entries, 1)
    ]
    rows = table(entries, pen)
    data: bytes = [
        lambda: books.comma(rows),
        lambda: books.comma(rows, "utf-8-sig", "\t"),
        lambda: books.comma(rows, "gb18030", ";"),
        lambda: books.xlsx({"业主": rows}),
        lambda: books.xls({"业主": rows}),
        lambda: books.page(rows),
    ][kind]()

    found = read_roster(read_sheets(data, "业主.xls"))
    assert [] == [str(issue) for issue in found.issues]
    assert expected == list(found.entries)


CELLS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            "房号",
            "楼栋",
            "单元",
            "面积",
            "业主",
            "电话",
            "身份证号",
            "同上",
            "合计",
            "3#1-502",
            "1-502",
            "502",
            "1e5",
            "-1",
            "2026-10-5",
            "注：",
        ]
    ),
)


@given(
    st.lists(st.lists(CELLS, max_size=6), max_size=12),
    st.lists(st.tuples(*[st.integers(0, 12)] * 4), max_size=3),
    st.sampled_from(["", "3栋", "说明"]),
)
def test_random_grids_are_a_roster_or_faults(
    rows: list[list[str]], merged: list[tuple[int, int, int, int]], name: str
) -> None:
    found = read_roster([Sheet("x", name, [["房号", "楼栋", "面积", "业主"], *rows], merged)])

    if any(issue.severity == "error" for issue in found.issues):
        with pytest.raises(FolderError):
            found.community("x")
    else:
        assert rooms(found) == [unit.id for unit in found.community("x").units]


def test_a_large_roster_is_read_in_time_that_grows_with_it() -> None:
    """Counted in calls and not in seconds: twice the rows take about twice the work."""

    def work(count: int) -> int:
        rows: list[list[str]] = [
            [str(i // 400), "1", str(i % 400), "90", f"赵{i}", ""] for i in range(count)
        ]
        calls = 0

        def count_call(*_: Any) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count_call)
        try:
            found = read_roster([Sheet("x", "", [HEAD, *rows])])
        finally:
            sys.setprofile(None)
        assert count == len(found.entries)
        return calls

    once, twice = work(500), work(1000)
    assert twice < 2.1 * once


def test_an_identity_number_of_the_examples_checks() -> None:
    assert identity_checks(IDENTITY)
