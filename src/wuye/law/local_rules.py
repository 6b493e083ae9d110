"""Local rules (地方规定): what holds in a place, what was found silent, what is unknown.

A place is a province, or a city inside one: ``"山东/滨州"``; ``"滨州"`` is found as well.
:class:`Found`: these rules hold.  :class:`Silent`: the regulation was read and says
nothing of it.  :class:`Unknown`: it was not read, which never means that there is no rule.
Leads stand beside an answer and are never one.

A host adds its own places by passing a longer tuple: ``look_up(..., rules=RULES + OURS)``.

>>> look_up("滨州", Topic.VACANCY, on=date(2026, 10, 1)).says.partition("；")[0]
'滨州市住宅物业管理条例第38-2条（2019-10-01）：前期物业服务中空置超过六个月的，收费不超过标准的百分之六十'
>>> look_up("成都", Topic.VACANCY, on=date(2026, 10, 1)).says
'未知：没有读过成都在2026-10-01适用的规定，不等于没有规定'
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from ..citation import Citation
from ..errors import UnknownError
from .local_entries import Entry, Lead, LocalRule, Silence, Topic
from .local_regulations import ARTICLES, RULES, SOURCES
from .reference import Source, find


@frozen
class Found:
    """Rules that hold, the nearest place first; ``unread`` lists places not read."""

    rules: tuple[LocalRule, ...]
    unread: tuple[str, ...] = ()
    leads: tuple[Lead, ...] = ()

    @property
    def own_unread(self) -> bool:
        """Whether a city's province was read, but not the city."""
        return any("/" in place for place in self.unread)

    @property
    def says(self) -> str:
        """The rules in Chinese, each with its place in the law."""
        told = "；".join(f"{rule.article.cite}：{rule.article.says}" for rule in self.rules)
        return told + "".join(f"；{place}本级规定没有读过" for place in self.unread)


@frozen
class Silent:
    """The regulation of the place was read and says nothing of it."""

    sources: tuple[Source, ...]
    leads: tuple[Lead, ...] = ()

    @property
    def says(self) -> str:
        """Which regulation was read."""
        names = "、".join(f"{source.name}（{source.since}）" for source in self.sources)
        return f"已读{names}全文，没有规定"


@frozen
class Unknown:
    """Nothing was read for the place, the topic or the day."""

    place: str
    topic: Topic
    on: date
    leads: tuple[Lead, ...] = ()

    @property
    def says(self) -> str:
        """What was not read, and leads that are still to be confirmed."""
        told = f"未知：没有读过{self.place}在{self.on}适用的规定，不等于没有规定"
        return told + "".join(f"；线索（未核实）：{lead.says}" for lead in self.leads)


def cite(place: str, number: str, on: date) -> Citation:
    """Cite an article of the regulation of a place as it applies on a day."""
    path = _path(place, RULES)
    for known, source in SOURCES:
        if known == path:
            return find((a for a in ARTICLES if a.source is source), number, on)
    raise UnknownError("no regulation was read for the place", place, "law", "see SOURCES")


def look_up(
    place: str, topic: Topic, *, on: date, rules: Iterable[Entry] = RULES
) -> Found | Silent | Unknown:
    """Say what holds in a place on a day; a city's province counts with it.

    Never raises: where nothing was read the answer is :class:`Unknown`.
    """
    table = tuple(rules)
    path = _path(place, table)
    levels = [path, *([path.split("/")[0]] if "/" in path else [])]
    about = [entry for entry in table if entry.place in levels and entry.topic is topic]
    leads = tuple(entry for entry in about if isinstance(entry, Lead))
    valid = [entry for entry in about if not isinstance(entry, Lead) and entry.in_force(on)]
    found = [entry for entry in valid if isinstance(entry, LocalRule)]
    silent = [entry for entry in valid if isinstance(entry, Silence)]
    unread = tuple(level for level in levels if all(entry.place != level for entry in valid))
    if found:
        ordered = sorted(found, key=lambda rule: levels.index(rule.place))
        return Found(tuple(ordered), unread, leads)
    if any(entry.place == path for entry in silent):
        return Silent(tuple(entry.source for entry in silent), leads)
    return Unknown(place, topic, on, leads)


def _path(place: str, rules: Iterable[Entry]) -> str:
    """The full name of a place: ``"滨州"`` and ``"山东省/滨州市"`` are ``"山东/滨州"``."""
    plain = "/".join(part.removesuffix("省").removesuffix("市") for part in place.split("/"))
    known = {entry.place for entry in rules}
    return next((name for name in sorted(known) if name.endswith(f"/{plain}")), plain)
