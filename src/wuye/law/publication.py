"""What may be published of who owes (欠费公示): counts and sums in which nobody can be made out.

Personal information is not published without separate consent (个人信息保护法 25), and only
laws and administrative regulations stand in for consent (13-1-7): a local rule that speaks
of publication does not.  So names, rooms, amounts and telephone numbers are refused, and
what is left are figures by group that are anonymous (匿名化, 73-4); each debtor is asked in
writing instead (民法典 944-2).  No article read says how few households are too few; three
is the least taken here.

>>> owing = [Owing("1", "280.00")] * 4 + [Owing("2", "300.00")] * 2 + [Owing("3", "90.00")]
>>> published = publication(owing, fewest=3, on=date(2026, 10, 1))
>>> [(group.name, group.households, str(group.amount)) for group in published.groups]
[('1', 4, '1120.00'), ('其他', 3, '690.00')]
>>> publication(owing, fewest=3, on=date(2026, 10, 1), show=["name"])
Traceback (most recent call last):
wuye.errors.UnlawfulError: publication: 个人信息保护法第25条（2021-11-01）：不得公开业主的个人信息: \
['name']; publish statistics, and demand of each in writing (民法典第944-2条（2021-01-01）)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

from attrs import field, frozen

from ..citation import Citation
from ..errors import MoneyError, RuleError, UnlawfulError
from ..money import Money
from . import civil_code, personal_information

Shown = Literal["statistics", "name", "room", "amount", "telephone"]


#: A room in a label: 1-101, 3栋501, 2单元1102, 101室; not the range 1-3号楼.
_ROOM = re.compile(
    r"\d\s*[-－—–~～/#_]\s*\d+(?!\d|\s*(?:栋|幢|座|号楼|期|区))"
    r"|(?:栋|幢|座|楼|单元)\s*[-－—–/#_]?\s*\d{2,}|\d{2,}\s*(?:室|房|户)|\d{7}"
)


def _owed(value: Money | str) -> Money:
    amount = Money(value)
    if amount.fen <= 0:
        raise MoneyError("a debt is above 0", str(amount), "Owing", "leave out who owes nothing")
    return amount


@frozen
class Owing:
    """One household that owes, by the group it is counted in: a building, say.

    A group is a label that is published, so no room and no name of a person.
    """

    group: str
    amount: Money = field(converter=_owed)


@frozen
class Group:
    """How many households of a group owe, and how much together."""

    name: str
    households: int
    amount: Money


@frozen
class Publication:
    """What may be published: figures in which nobody can be made out (匿名化)."""

    groups: tuple[Group, ...]
    cites: tuple[Citation, ...]


def publication(
    owing: Iterable[Owing],
    *,
    fewest: int,
    on: date,
    show: Iterable[Shown] = ("statistics",),
    local_rule: Citation | None = None,
) -> Publication:
    """Count debts by group so that they may be published.

    No group is shown with fewer than ``fewest`` households: small ones are put together
    as 其他, with the next larger where need be, and where all together are too few nothing
    is shown.  Three is the least, since of two each could work out the other's debt.

    Raises :class:`~wuye.errors.UnlawfulError` when names, rooms, amounts or telephone
    numbers of debtors are asked for, or where a group is labelled with a room (房号); that a
    label is a person's name cannot be seen, so keep names out.  A ``local_rule`` that permits it changes nothing:
    only laws and administrative regulations stand in for consent (个人信息保护法 13-1-7).
    """
    wanted = sorted(set(show))
    unknown = [what for what in wanted if what not in get_args(Shown)]
    if unknown or not wanted:
        raise RuleError("no such thing to show", unknown, "publication", "show statistics")
    personal = [what for what in wanted if what != "statistics"]
    if personal:
        problem = f"{personal_information.cite('information', '25', on)}：不得公开业主的个人信息"
        if local_rule is not None:
            ground = personal_information.cite("information", "13-1-7", on)
            problem += f"；{local_rule}是地方规定，不是{ground}所称的法律、行政法规"
        raise UnlawfulError(
            problem,
            personal,
            "publication",
            f"publish statistics, and demand of each in writing ({civil_code.cite('944-2', on)})",
        )
    if fewest < 3:
        raise RuleError("too few to hide among", fewest, "publication.fewest", "give 3 or more")
    cites = (personal_information.cite("information", "73-4", on),)
    counted = _counted(owing)
    if rooms := [group.name for group in counted if _ROOM.search(group.name)]:
        raise UnlawfulError(
            f"{personal_information.cite('information', '25', on)}：分组名称像是房号或者电话",
            f"{len(rooms)} of {len(counted)} groups",
            "publication",
            "group by building or phase, such as 1号楼",
        )
    return Publication(_merged(counted, fewest), cites)


def _counted(owing: Iterable[Owing]) -> list[Group]:
    groups: dict[str, list[Money]] = {}
    for one in owing:
        groups.setdefault(one.group, []).append(one.amount)
    return [Group(name, len(debts), Money.total(debts)) for name, debts in groups.items()]


def _merged(groups: list[Group], fewest: int) -> tuple[Group, ...]:
    small = [group for group in groups if group.households < fewest]
    large = [group for group in groups if group.households >= fewest]
    while small and large and sum(group.households for group in small) < fewest:
        least = min(large, key=lambda group: group.households)
        large.remove(least)
        small.append(least)
    count = sum(group.households for group in small)
    rest = Group("其他", count, Money.total(group.amount for group in small))
    return (*large, rest) if count >= fewest else tuple(large)
