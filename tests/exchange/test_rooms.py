"""Room numbers: many spellings of one, and never one for two rooms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.errors import RoomError
from wuye.exchange import RoomNumber, room_number

SPELLINGS = (
    "{b}#{e}-{r}",
    "{b}栋{e}单元{r}",
    "{b}号楼{e}单元{r}室",
    "{b}-{e}-{r}",
    "{b}幢{e}单元{r}号",
    "{b}座{e}单元{r}房",
    "{b}#楼{e}单元{r}",
    "第{b}栋{e}单元{r}",
    "{b}栋-{e}单元-{r}",
    " {b} － {e} － {r} ",
    "{b}—{e}—{r}",
    "0{b}-0{e}-{r}",
)
WIDE = str.maketrans("0123456789#-", "０１２３４５６７８９＃－")


@given(
    st.integers(1, 99),
    st.integers(1, 9),
    st.integers(101, 3399),
    st.sampled_from(SPELLINGS),
    st.booleans(),
)
def test_every_spelling_is_the_one_room(
    building: int, entrance: int, room: int, spelling: str, wide: bool
) -> None:
    text = spelling.format(b=building, e=entrance, r=room)

    found = room_number(text.translate(WIDE) if wide else text)
    assert RoomNumber(str(room), str(building), str(entrance)) == found
    assert f"{building}-{entrance}-{room}" == str(found)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三栋一单元502", "3-1-502"),
        ("十二号楼二单元1203", "12-2-1203"),
        ("二十一栋十单元502", "21-10-502"),
        ("a座1001", "A-1001"),
        ("东区3栋1单元502", "东区3-1-502"),
        ("3号502室", "3-502"),
        ("3栋502", "3-502"),
        ("S-01", "S-01"),
        ("502室", "502"),
        ("商铺12", "商铺12"),
        ("地下101", "B101"),
        ("负101", "B101"),
        ("3-1-地下101", "3-1-B101"),
        ("1-3-1-502", "1-3-1-502"),
        ("3-0-101", "3-0-101"),
    ],
)
def test_what_is_known_of_a_room_is_its_number(text: str, number: str) -> None:
    found = room_number(text)

    assert (number, True) == (str(found), found.clear)


@pytest.mark.parametrize(
    "text",
    [
        "12弄3号502室",
        "3-1-502、503",
        "3-1-502/503",
        "3--101",
        "3栋1单元",
        "地下1层023",
        "3栋1单元5层502",
        "3-1-502(空置)",
        "3.502",
        "物业用房",
    ],
)
def test_what_cannot_be_known_is_kept_as_it_stands(text: str) -> None:
    found = room_number(text)

    assert (text, False) == (str(found), found.clear)


@pytest.mark.parametrize(
    ("room", "building", "entrance", "number"),
    [
        ("502", "3栋", "1单元", "3-1-502"),
        ("502", "03", "01", "3-1-502"),
        ("502", "3", "", "3-502"),
        ("1-502", "3", "", "3-1-502"),
        ("1单元502", "3号楼", "", "3-1-502"),
        ("1-502", "3", "1", "3-1-502"),
        ("3-502", "3", "1", "3-1-502"),
        ("3-1-502", "3栋", "1", "3-1-502"),
        ("502", "三栋", "一单元", "3-1-502"),
        ("502", "3", "/", "3-502"),
    ],
)
def test_columns_say_what_the_number_leaves_out(
    room: str, building: str, entrance: str, number: str
) -> None:
    assert number == str(room_number(room, building, entrance))


@pytest.mark.parametrize(
    ("room", "building", "entrance"),
    [("3-1-502", "4", ""), ("3-1-502", "3", "2"), ("5-502", "3", "1"), ("3栋502", "4栋", "")],
)
def test_columns_that_say_otherwise_are_a_fault(room: str, building: str, entrance: str) -> None:
    with pytest.raises(RoomError):
        room_number(room, building, entrance)


def test_a_bare_pair_beside_its_own_building_is_not_guessed() -> None:
    assert not room_number("1-502", "1").clear
    assert "1-1-502" == str(room_number("1-502", "1", pair="entrance"))
    assert "1-502" == str(room_number("1-502", "1", pair="building"))
    assert not room_number("1-502", "", "1").clear


def test_a_room_that_became_a_date_is_a_fault() -> None:
    with pytest.raises(RoomError):
        room_number("2003-01-02")


@given(st.text(max_size=12) | st.text("0123456789AB-#栋单元号楼室地下负一二十层 ", max_size=12))
def test_a_number_that_was_read_reads_as_itself(text: str) -> None:
    try:
        found = room_number(text)
    except RoomError:
        return

    again = room_number(str(found))
    assert (str(found), found.clear) == (str(again), again.clear)


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 4), st.integers(101, 120)), unique=True),
    st.sampled_from(SPELLINGS),
)
def test_two_rooms_never_become_one(rooms: list[tuple[int, int, int]], spelling: str) -> None:
    numbers = {str(room_number(spelling.format(b=b, e=e, r=r))) for b, e, r in rooms}

    assert len(rooms) == len(numbers)
