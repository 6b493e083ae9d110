"""The roster of a community (业主台账): its units and who holds them, read from sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen

from ..errors import FolderError, RowIssue, RuleError
from ..estate import Community, Owner, Person, Unit
from ..estate.people import Kind as OwnerKind
from ..estate.units import AreaKind, Use
from ..format import masked_name, masked_phone
from .cells import (
    area,
    day,
    identity_checks,
    identity_numbers,
    masked_identity,
    names,
    phones,
    plates,
    through,
)
from .faults import Cell, Faults
from .headers import Column, spellings
from .places import PLACE, with_rooms
from .records import read_records
from .rows import Row
from .sheets import Sheet

#: The kinds of area that a roster may hold, and the heading of each.
AREAS = {"charge": "计费面积", "building": "建筑面积", "interior": "套内面积"}
#: What a unit is used for, by what offices call it.
USES: Mapping[str, Use] = {
    **dict.fromkeys(("住宅", "住房", "居住", "别墅", "公寓"), "residential"),
    **dict.fromkeys(("商铺", "商业", "商用", "底商", "门面", "店铺"), "shop"),
    **dict.fromkeys(("写字楼", "办公", "办公室", "办公楼"), "office"),
    **dict.fromkeys(("厂房", "工业"), "industrial"),
    **dict.fromkeys(("仓库", "仓储", "储藏室", "地下室"), "storage"),
    "其他": "other",
}  # fmt: skip
ROSTER = (
    *PLACE,
    Column("楼层", optional=True),
    *(Column(heading, area, optional=True, sums=True) for heading in AREAS.values()),
    Column("业主编号", optional=True),
    Column("业主", names, optional=True, mask=masked_name),
    Column("电话", phones, optional=True, mask=masked_phone),
    Column("身份证号", identity_numbers, optional=True, mask=masked_identity),
    Column("用途", optional=True),
    Column("交付日", day, optional=True),
    Column("缴至", through, optional=True),
    Column("车位", optional=True),
    Column("车牌号", plates, optional=True, mask=masked_name),
)


def _masked(mask: Any) -> Any:
    return lambda texts: f"({', '.join(map(mask, texts))})"


@frozen
class Entry:
    """What a roster says of one unit; personal data is masked in the repr.

    ``areas`` are pairs of kind (``"charge"``, ``"building"``, ``"interior"``) and ㎡; a
    kind that the roster does not give is missing.  ``at`` is the row it was read from.
    """

    room: str
    building: str = ""
    entrance: str = ""
    floor: int | None = None
    areas: tuple[tuple[str, Decimal], ...] = ()
    owner_id: str = ""
    names: tuple[str, ...] = field(default=(), repr=_masked(masked_name))
    phones: tuple[str, ...] = field(default=(), repr=_masked(masked_phone))
    identity_numbers: tuple[str, ...] = field(default=(), repr=_masked(masked_identity))
    use: Use | None = None
    handed_over: date | None = None
    paid_through: date | None = None
    spaces: tuple[str, ...] = ()
    plates: tuple[str, ...] = field(default=(), repr=_masked(masked_name))
    at: Cell = field(default=Cell(""), eq=False)

    def area(self, kind: str) -> Decimal | None:
        """The area of a kind in ㎡, or None when the roster does not give it."""
        return dict(self.areas).get(kind)


@frozen
class Roster:
    """The units that a roster names, in its order, and what was found wrong with it."""

    entries: tuple[Entry, ...] = field(converter=tuple[Entry, ...])
    issues: tuple[RowIssue, ...] = field(converter=tuple[RowIssue, ...], default=())

    @property
    def warnings(self) -> tuple[RowIssue, ...]:
        """What should be looked at, and does not stop the import."""
        return tuple(issue for issue in self.issues if issue.severity == "warning")

    def raise_for_errors(self) -> None:
        """Raise :class:`~wuye.errors.FolderError` with every issue when one is an error."""
        if len(self.warnings) < len(self.issues):
            raise FolderError(self.issues)

    def owner_ids(self) -> tuple[str, ...]:
        """The id of each entry's owner, as a rule that does not hang on the order of rows.

        The 业主编号 of the row, where there is one.  Otherwise rows with the same names and
        the same telephones are one owner: with the 业主编号 that another of them has, or
        with ``O-`` and the first of their rooms by name.  A row without a name or without
        a telephone is an owner of its own, ``O-`` and its room.
        """
        given: dict[object, set[str]] = {}
        rooms: dict[object, str] = {}
        for entry in self.entries:
            person = _person(entry)
            rooms[person] = min(entry.room, rooms.get(person, entry.room))
            if entry.owner_id:
                given.setdefault(person, set()).add(entry.owner_id)
        ids: list[str] = []
        for entry in self.entries:
            person = _person(entry)
            known = given.get(person, set())
            other = next(iter(known)) if len(known) == 1 else f"O-{rooms[person]}"
            ids.append(entry.owner_id or other)
        return tuple(ids)

    def community(self, name: str, *, area: AreaKind = "charge") -> Community:
        """Build the community; ``area`` says which kind the contract charges by.

        Raises :class:`~wuye.errors.FolderError` when the roster has errors, and
        :class:`~wuye.errors.RuleError` when it has no area of the kind that is asked for.
        """
        self.raise_for_errors()
        kinds = {kind for entry in self.entries for kind, _ in entry.areas}
        if area not in {"charge", *kinds}:
            raise RuleError(
                "the roster has no area of this kind",
                area,
                name,
                f"one of {', '.join(kind for kind in AREAS if kind in {'charge', *kinds})}",
            )
        return Community(
            name,
            [
                Unit(
                    entry.room,
                    entry.area(area),
                    owner_of(id_, entry.names, entry.phones),
                    building=entry.building,
                    entrance=entry.entrance,
                    floor=entry.floor,
                    use=entry.use or "residential",
                    building_area=entry.area("building"),
                    interior_area=entry.area("interior"),
                    handed_over=entry.handed_over,
                )
                for id_, entry in zip(self.owner_ids(), self.entries, strict=True)
            ],
        )


def _person(entry: Entry) -> object:
    """What makes two rows one owner: names and telephones, both given and equal."""
    whole = entry.names and entry.phones
    return (entry.names, entry.phones) if whole else entry.room


def owner_of(
    id_: str, names: tuple[str, ...], phones: tuple[str, ...], kind: OwnerKind = "person"
) -> Owner:
    """Make the owner of a unit: several names are co-owners, each with the telephone beside it.

    >>> owner = owner_of("O-18", ("钱某", "孙某"), ("13800000018", "13800000019"))
    >>> owner.name, owner.people[1].id, owner.people[1].phone
    ('钱某、孙某', 'O-18.2', '13800000019')
    """
    beside = phones if len(phones) == len(names) else ("",) * len(names)
    people = [
        Person(f"{id_}.{number}", *person)
        for number, person in enumerate(zip(names, beside, strict=True), 1)
    ]
    return Owner(
        id_,
        "、".join(names),
        phones[0] if phones else "",
        people=people if len(people) > 1 else (),
        kind=kind,
    )


def read_roster(sheets: Iterable[Sheet]) -> Roster:
    r"""Read a roster: every unit it names and every fault it has, and nothing half done.

    >>> from wuye.exchange import read_sheets
    >>> text = "房屋编号,建筑面积(㎡),户主,手机号\n3#1-502,100.00,赵某某,13800000017\n"
    >>> roster = read_roster(read_sheets(text.encode("gb18030"), "业主.csv"))
    >>> entry = roster.entries[0]
    >>> entry.room, entry.area("building"), roster.community("锦苑", area="building").units[0].id
    ('3-1-502', Decimal('100'), '3-1-502')

    A row with an error is no entry; its faults are among the ``issues``.
    """
    faults = Faults()
    rows = with_rooms(read_records(sheets, ROSTER, faults), faults, unique=True)
    _tell_people(rows, faults)
    _tell_bare_areas(rows, faults)
    bad = {_line(issue) for issue in faults.issues if issue.severity == "error"}
    entries = [_entry(row, faults) for row in rows if _line(row.at) not in bad]
    return Roster(entries, faults.issues)


def _line(at: Cell | RowIssue) -> tuple[str, str, int]:
    return at.file, at.sheet, at.row


def _entry(row: Row, faults: Faults) -> Entry:
    areas = [(kind, row[heading]) for kind, heading in AREAS.items() if row[heading] is not None]
    if not areas:
        there = row.header.places if row.header else {}
        heading = next((heading for heading in AREAS.values() if heading in there), "计费面积")
        faults.add(
            row.cell(heading), "area-missing", "没有面积，按面积的费用不能计算", warning=True
        )
    for number in row["身份证号"] or ():
        if not identity_checks(number):
            told = evolve(row.cell("身份证号"), value=masked_identity(number))
            faults.add(told, "identity-check", "不是校验无误的身份证号码，请核对", warning=True)
    return Entry(
        row["房号"],
        row["楼栋"] or "",
        row["单元"] or "",
        floor_of(row, faults),
        tuple(areas),
        row["业主编号"] or "",
        row["业主"] or (),
        row["电话"] or (),
        row["身份证号"] or (),
        use_of(row, faults),
        row["交付日"],
        row["缴至"],
        tuple(filter(None, re.split(r"[、,/;#&|\s]+", row["车位"] or ""))),
        row["车牌号"] or (),
        row.at,
    )


def use_of(row: Row, faults: Faults) -> Use | None:
    """Read what a unit is used for; an unknown use is another one, with a warning."""
    text = row["用途"]
    if text is None:
        return None
    if text not in USES:
        faults.add(row.cell("用途"), "use", "不认识这种用途，按其他用途读入", warning=True)
    return USES.get(text, "other")


def floor_of(row: Row, faults: Faults) -> int | None:
    """Read the floor of a unit; one that cannot be read is not known, with a warning."""
    text = row["楼层"]
    if text is None:
        return None
    found = re.fullmatch(r"(-|负|地下|B)?第?([0-9]{1,3})[层楼F]?", text.upper())
    if not found:
        faults.add(row.cell("楼层"), "floor", "看不出是第几层，没有读入", warning=True)
        return None
    return -int(found[2]) if found[1] else int(found[2])


def _tell_people(rows: Iterable[Row], faults: Faults) -> None:
    """Note an owner's id that stands for two persons."""
    people: dict[str, Row] = {}
    for row in rows:
        if row["业主编号"] is None:
            continue
        first = people.setdefault(row["业主编号"], row)
        if (first["业主"], first["电话"]) != (row["业主"], row["电话"]):
            message = f"同一编号在第{first.at.row}行写了另外的姓名或电话"
            faults.add(row.cell("业主编号"), "rule", message)


def _tell_bare_areas(rows: Iterable[Row], faults: Faults) -> None:
    """Note headings that call an area just 面积: it is taken for the charge area."""
    sheets = {(row.at.file, row.at.sheet): row for row in rows}
    for row in sheets.values():
        told = row.header.told(AREAS["charge"]) if row.header else ""
        if {"面积", "房屋面积"}.intersection(spellings(told)):
            at = Cell(row.at.file, column=told, sheet=row.at.sheet)
            faults.add(at, "area-kind", "没有写明是哪一种面积，按计费面积读入", warning=True)
