"""Room numbers (房号): the many ways of writing one, and the one by which units are told apart.

``3#1-502``, ``3栋1单元502``, ``3号楼1单元502室`` and ``３－１－５０２`` are one room, ``3-1-502``.  What
cannot be read for certain is kept as it stands and marked: two rooms must never become one.
"""

from __future__ import annotations

import re

from attrs import frozen

from ..errors import RoomError
from .cells import NOTHING, plain

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣─~～", "-"))
_ONE = "[一二三四五六七八九]"
_NUMERAL = re.compile(rf"(?<![百零])({_ONE}?十{_ONE}?|{_ONE})(?=号楼|[#栋幢座]|单元|门)")
_BUILDING = re.compile(r"(?:号楼|#楼?|栋楼?|幢|座|号(?=[^-]*[0-9]))-?")
_ENTRANCE = re.compile(r"(?:单元|门)-?(?=.)")
_BASEMENT = re.compile(r"(?:地下室?|负|^-)([0-9]+)$")
_LABEL = re.compile(r"[\u4e00-\u9fff]{0,4}[A-Z0-9]{1,6}|[\u4e00-\u9fff]{1,4}")
_ENTRANCE_LABEL = re.compile(r"[A-Z0-9]{1,4}|[东西南北中]")
_ROOM = re.compile(r"(?:商铺|商|铺|门面|门市|店面|车库|车位|储藏[室间])?[A-Z0-9]{1,12}")
_DATE = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_DIGITS = "零一二三四五六七八九"


@frozen
class RoomNumber:
    """A room number in its parts; as text, the parts that are known with dashes between.

    ``clear`` is false when the text could not be taken apart with certainty.
    """

    room: str
    building: str = ""
    entrance: str = ""
    clear: bool = True

    def __str__(self) -> str:
        return "-".join(filter(None, (self.building, self.entrance, self.room)))


def room_number(text: str, building: str = "", entrance: str = "", pair: str = "") -> RoomNumber:
    """Read a room number, with what the columns of building and entrance say beside it.

    >>> {str(room_number(text)) for text in ("3#1-502", "3栋1单元502", "３号楼一单元502室", "03-01-502")}
    {'3-1-502'}
    >>> str(room_number("502", "3栋", "1单元")), str(room_number("3-1-502", building="3"))
    ('3-1-502', '3-1-502')
    >>> str(room_number("地下101")), room_number("1-502/503")
    ('B101', RoomNumber(room='1-502/503', building='', entrance='', clear=False))

    Of two bare parts, as in ``1-502`` beside building 1, nobody can know whether the first
    is the building or the entrance, unless ``pair`` says ``"building"`` or ``"entrance"``.
    A :class:`~wuye.errors.RoomError` is raised when the columns say otherwise than the
    number, or when a spreadsheet has made a date of it.
    """
    kept = plain(text)
    building, entrance = building_label(building), entrance_label(entrance)
    if _DATE.fullmatch(kept):
        raise RoomError("a room number has become a date", kept, "room", "write it anew, as text")
    parts = _parts(kept)
    if parts is None:
        named = building and not kept.startswith(building)
        return RoomNumber(kept, building if named else "", entrance if named else "", clear=False)
    own_building, own_entrance, first, room = parts
    if first:
        taken = _first_part(first, building, entrance, pair)
        if taken is None:
            return RoomNumber(kept, clear=False)
        own_building, own_entrance = taken
    if _differ(own_building, building) or _differ(own_entrance, entrance):
        raise RoomError(
            "the room number names another building or entrance than its columns",
            kept,
            f"building {building or 'none'}, entrance {entrance or 'none'}",
            "mend one of them",
        )
    return RoomNumber(room, own_building or building, own_entrance or entrance)


def _first_part(first: str, building: str, entrance: str, pair: str) -> tuple[str, str] | None:
    """The first of two bare parts as (building, entrance), or None when it may be either."""
    if not building:
        return None if first == entrance else (first, "")
    if entrance:
        return ("", first) if first == entrance else (first, "")
    if first != building or pair == "entrance":
        return "", first
    return (first, "") if pair == "building" else None


def _differ(own: str, column: str) -> bool:
    return bool(own and column and own != column)


def _parts(text: str) -> tuple[str, str, str, str] | None:
    """Take a number apart: building, entrance, a first part that may be either, room."""
    text = "".join(text.translate(_DASHES).upper().split())
    text = _NUMERAL.sub(lambda found: _arabic(found[1]), text)
    text = _BASEMENT.sub(r"B\1", text)
    marked = _ENTRANCE.sub("!-", _BUILDING.sub("?-", text))
    *front, room = marked.split("-")
    room = re.sub(r"[室房号户]{1,2}$", "", room)
    houses = [i for i, part in enumerate(front) if part.endswith("?")]
    doors = [i for i, part in enumerate(front) if part.endswith("!")]
    labels = [_label(part.rstrip("?!")) for part in front]
    if not _ROOM.fullmatch(room) or not all(map(_LABEL.fullmatch, labels)):
        return None
    if len(houses) > 1 or len(doors) > 1 or (doors and doors[0] != len(front) - 1):
        return None
    if houses and houses[0] < len(front) - 2:
        return None
    if not houses and not doors and len(labels) == 1:
        return "", "", labels[0], room
    entrance = labels.pop() if labels and not (houses and houses[0] == len(labels) - 1) else ""
    if entrance and not _ENTRANCE_LABEL.fullmatch(entrance):
        return None
    if not entrance and len(labels) > 1:
        return None  # written out, its second part would be an entrance
    return "-".join(labels), entrance, "", room


def own_building(text: str) -> str:
    """Return the building that a number names for certain; empty when it names none."""
    parts = _parts(plain(text))
    return parts[0] if parts else ""


def bare_pair(text: str) -> str:
    """Return the first of two bare parts, as in ``1-502``; empty for any other number."""
    parts = _parts(plain(text))
    return parts[2] if parts else ""


def building_label(text: str) -> str:
    """Write a building as room numbers name it.

    >>> building_label("03栋"), building_label("3号楼"), building_label("三#"), building_label("A座")
    ('3', '3', '3', 'A')
    """
    return _bare(text, r"(?:号楼|#楼?|栋楼?|幢|座|号)$")


def entrance_label(text: str) -> str:
    """Write an entrance as room numbers name it.

    >>> entrance_label("一单元"), entrance_label("01"), entrance_label("/")
    ('1', '1', '')
    """
    return _bare(text, r"(?:单元|门)$")


def _bare(text: str, mark: str) -> str:
    text = plain(text)
    if text in NOTHING:
        return ""
    text = "".join(text.translate(_DASHES).upper().split())
    text = _NUMERAL.sub(lambda found: _arabic(found[1]), text)
    return _label(re.sub(mark, "", text))


def _label(text: str) -> str:
    text = text.removeprefix("第")
    return text.lstrip("0") or "0" if text.isdigit() else text


def _arabic(text: str) -> str:
    """Write one to ninety-nine in digits: a ten with nothing before it is one ten."""
    tens, ten, ones = text.rpartition("十")
    high = _DIGITS.index(tens) if tens else 1
    return str(10 * high * bool(ten) + (_DIGITS.index(ones) if ones else 0))
