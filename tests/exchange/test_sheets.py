"""Files of tables: what they are, what is read from them, and what is told of the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import books
from wuye.errors import FolderError, MissingLibraryError
from wuye.exchange import old_workbooks, read_sheets, sheets, web_tables

ROWS = [["房号", "业主", "计费面积"], ["3-1-502", "赵某某", "100.00"], ["3-1-503", "钱某", "98.60"]]
AS_TEXT = tuple(map(tuple, ROWS))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_is_read_in_the_encodings_and_delimiters_of_offices(
    encoding: str, delimiter: str
) -> None:
    [sheet] = read_sheets(books.comma(ROWS, encoding, delimiter), "units.csv")

    assert AS_TEXT == sheet.rows


def test_a_tab_that_keeps_digits_as_text_is_no_delimiter() -> None:
    [sheet] = read_sheets("房号,电话\t\n101\t,\t13800000000\n".encode(), "units.csv")

    assert [2, 2] == [len(row) for row in sheet.rows]


@pytest.mark.parametrize("write", [books.xlsx, books.xls])
def test_spreadsheets_are_read_as_the_office_sees_them(write: Callable[..., bytes]) -> None:
    rows = [["电话", "房号", "面积", "日期"], [13800000000, 1001, 2.35, date(2026, 10, 5)]]
    [sheet] = read_sheets(write({"3栋": rows}), "units.xls")

    assert ("units.xls", "3栋") == (sheet.file, sheet.name)
    assert ("13800000000", "1001", "2.35", "2026-10-05") == sheet.rows[1]


@pytest.mark.parametrize("write", [books.xlsx, books.xls])
def test_merged_cells_and_rows_keep_their_places(write: Callable[..., bytes]) -> None:
    rows = [
        ["", "", ""],
        ["楼栋", "房号", ""],
        ["3栋", "101", ""],
        ["", "102", ""],
        ["", "103", "x"],
    ]
    [sheet] = read_sheets(write({"a": rows}, merged=[(2, 0, 4, 0)]), "units.xls")

    assert ((2, 0, 4, 0),) == sheet.merged
    assert "102" == sheet.rows[3][1]


def test_a_hidden_sheet_is_known_for_one() -> None:
    found = read_sheets(books.xlsx({"a": ROWS, "旧": ROWS}, hidden=["旧"]), "units.xlsx")

    assert [("a", False), ("旧", True)] == [(sheet.name, sheet.hidden) for sheet in found]


def test_a_web_page_under_the_name_of_a_spreadsheet_is_read() -> None:
    [sheet] = read_sheets(books.page(ROWS), "units.xls")

    assert AS_TEXT == sheet.rows


def test_spanned_cells_of_a_web_page_are_merged_cells() -> None:
    text = """<TABLE><tr><td colspan=3>锦苑<style>td{}</style></td></tr>
    <tr><td rowspan="2">3栋<td>101<td>赵&amp;<br>某 <b>某</b>
    <tr><td>102<td><table><tr><td>钱某</td></tr></table></tr></TABLE>"""
    [sheet] = read_sheets(text.encode(), "units.xls")

    assert (("锦苑", "", ""), ("3栋", "101", "赵&\n某 某"), ("", "102", "钱某")) == sheet.rows
    assert ((0, 0, 0, 2), (1, 0, 2, 0)) == sheet.merged


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(books.comma(ROWS, "gb18030"))

    assert [("units.csv", AS_TEXT)] == [(sheet.file, sheet.rows) for sheet in read_sheets(path)]


def zipped(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def with_sheet(sheet: bytes) -> bytes:
    """Replace the sheet of a workbook."""
    with ZipFile(BytesIO(books.xlsx({"a": ROWS}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, "xl/worksheets/sheet1.xml": sheet})


SPACE = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CORNERS = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
UNPLACED = b'<row r="1"><c><v>1</v></c></row><row r="1048576">' + b"<c><v>1</v></c>" * 10
END = b"</row></sheetData></worksheet>"

REFUSED: dict[str, tuple[bytes, str]] = {
    "not text": (b"\x89PNG\r\n\xff\xff\xff", "not-text"),
    "half a character": (b"\xff\xfe\x00", "not-text"),
    "a quote left open": (b'"', "not-csv"),
    "zeros": (b"\0\0\0\0", "not-text"),
    "a zip that is no workbook": (zipped({"a.txt": b"a"}), "damaged"),
    "a zip cut off": (books.xlsx({"a": ROWS})[:700], "damaged"),
    "an old workbook cut off": (books.xls({"a": ROWS})[:1000], "damaged"),
    "a page without a table": (b"<html><body>nothing</body></html>", "not-a-table"),
    "an XML spreadsheet": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "not-a-table",
    ),
    "a web archive": (b"MIME-Version: 1.0\r\n", "not-a-table"),
    "a value in the last corner": (with_sheet(SPACE + CORNERS + END), "too-large"),
    "a value that says no place": (with_sheet(SPACE + UNPLACED + END), "too-large"),
    "a page of spans": (b"<table>" + b"<td colspan=999>a" * 9999, "too-large"),
    "a page as wide as deep": (b"<table>" + b"<td>" * 9000 + b"<tr>" * 9000, "too-large"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_table_is_one_clear_fault(case: str) -> None:
    data, code = REFUSED[case]

    with pytest.raises(FolderError) as caught:
        read_sheets(data, "units.xls")
    [issue] = caught.value.issues
    assert ("units.xls", code) == (issue.file, issue.code)


def test_a_sheet_that_fits_is_not_refused_for_its_styles() -> None:
    styled = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/>'
    [sheet] = read_sheets(with_sheet(SPACE + styled + END), "units.xlsx")

    assert "1" == sheet.rows[0][0]


@pytest.mark.parametrize(("deep", "wide"), [(1, 1), (3, 7), (2000, 14)])
def test_the_cells_of_an_old_workbook_are_counted_before_it_is_read(deep: int, wide: int) -> None:
    rows = [[x + y / 2 if x % 2 else f"{x}" for x in range(wide)] for y in range(deep)]
    data = books.xls({"a": rows, "b": rows})

    assert 2 * deep * wide == old_workbooks.old_workbook_cells(data)
    assert [deep, deep] == [len(sheet.rows) for sheet in read_sheets(data, "t.xls")]


def test_an_old_workbook_larger_than_its_first_table_of_sectors_is_read() -> None:
    rows = [[f"{'房' * 200}{x}-{y}" for x in range(10)] for y in range(2200)]
    data = books.xls({"a": rows})

    assert len(data) > 109 * 128 * 512
    assert 22_000 == old_workbooks.old_workbook_cells(data)
    assert rows[-1][-1] == read_sheets(data, "t.xls")[0].rows[-1][-1]


@pytest.mark.parametrize("spoilt", [b"\0\0\xff\0\3\0\0\0", b"\0\0\0\0\3\0\0\xff"])
def test_an_old_workbook_that_declares_too_many_rows_is_damaged(spoilt: bytes) -> None:
    data = books.xls({"a": ROWS})
    declared = b"\0\2\x0e\0" + b"\0\0\0\0\3\0\0\0"
    assert 1 == data.count(declared)

    with pytest.raises(FolderError, match="damaged"):
        read_sheets(data.replace(declared, declared[:4] + spoilt), "t.xls")


def test_an_old_workbook_with_a_value_in_the_last_corner_is_too_large() -> None:
    corner = [["a"], *[[]] * 65534, [*[""] * 255, "b"]]

    with pytest.raises(FolderError, match="too-large"):
        read_sheets(books.xls({"a": corner}), "t.xls")


def test_a_path_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="missing-file"):
        read_sheets(tmp_path / "units.csv")


def test_a_file_beyond_all_size_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"xl/worksheets/a.xml": b"0" * 1_000_000})
    monkeypatch.setattr(sheets, "MOST_BYTES", 500_000)
    assert len(bomb) < 500_000
    for data in (bomb, b"a" * 500_001):
        with pytest.raises(FolderError, match="too-large"):
            read_sheets(data, "units.csv")
    monkeypatch.undo()
    monkeypatch.setattr(sheets, "MOST_CELLS", 5)
    with pytest.raises(FolderError, match="too-large"):
        read_sheets(b"a,b,c,d,e,f,g\n", "units.csv")


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)

    with pytest.raises(MissingLibraryError, match=r"pip install wuye\[excel\]"):
        read_sheets(books.xlsx({"a": ROWS}), "units.xlsx")
    assert AS_TEXT == read_sheets(books.comma(ROWS), "units.csv")[0].rows


# -- whatever comes ---------------------------------------------------------------------------

WORKBOOKS = [books.xlsx({"a": ROWS}), books.xls({"a": ROWS})]


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"\xff\xfe"]),
)
def test_random_bytes_are_a_table_or_a_fault(data: bytes, start: bytes) -> None:
    with suppress(FolderError):
        assert read_sheets(start + data, "x")


@given(
    st.sampled_from(WORKBOOKS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_spoilt_workbook_is_a_table_or_a_fault(
    book: bytes, spoilt: list[tuple[float, int]]
) -> None:
    data = bytearray(book)
    for place, byte in spoilt:
        data[int(place * (len(data) - 1))] = byte
    with suppress(FolderError):
        assert isinstance(read_sheets(bytes(data), "x.xlsx"), tuple)


@given(st.text("<>/=&;!-[]tabledrhspancol \"'1", max_size=200))
def test_random_markup_is_a_table_or_a_fault(text: str) -> None:
    tables = web_tables.read_web_tables(f"<table>{text}", 10_000)

    assert tables is None or all(len({len(row) for row in rows}) <= 1 for rows, _ in tables)
