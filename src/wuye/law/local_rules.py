"""Local rules (地方规定): what holds in a place, what was found silent, what is unknown.

A place is a province, a city inside one, or a district inside that: ``"山东/滨州"``,
``"河南/郑州/金水区"``; ``"滨州"`` is found as well.  A spelling that runs names together
(``"郑州市金水区"``) is refused, for it would miss the rules of the city.
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
from ..errors import RuleError, UnknownError
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
        return told + _beside(self.unread, self.leads)


@frozen
class Silent:
    """The regulation of the place was read and says nothing of it.

    ``unread`` lists places above it, its province say, whose rules on the topic were not
    read: there silence proves nothing.
    """

    sources: tuple[Source, ...]
    leads: tuple[Lead, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """Which regulation was read."""
        names = "、".join(f"{source.name}（{source.since}）" for source in self.sources)
        return f"已读{names}全文，没有规定" + _beside(self.unread, self.leads)


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
        return told + _beside((), self.leads)


def _beside(unread: Iterable[str], leads: Iterable[Lead]) -> str:
    """What stands beside an answer and is none: places not read, leads not confirmed."""
    told = "".join(f"；{place}本级规定没有读过" for place in unread)
    return told + "".join(f"；线索（未核实）：{lead.says}" for lead in leads)


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
    """Say what holds in a place on a day; whatever the place lies in counts with it.

    Where nothing was read the answer is :class:`Unknown`.  Raises
    :class:`~wuye.errors.RuleError` for a spelling that hides a place that is known.
    """
    table = tuple(rules)
    path = _path(place, table)
    parts = path.split("/")
    levels = ["/".join(parts[:depth]) for depth in range(len(parts), 0, -1)]
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
        return Silent(tuple(entry.source for entry in silent), leads, unread)
    return Unknown(place, topic, on, leads)


def _path(place: str, rules: Iterable[Entry]) -> str:
    """The full name of a place: ``"滨州"`` and ``"山东省/滨州市"`` are ``"山东/滨州"``."""
    parts = [_plain(part) for part in place.split("/")]
    if "" in parts:
        raise RuleError("a place has an empty part", place, "law", 'write "河南/郑州"')
    known = {entry.place for entry in rules}
    known |= {name.split("/")[0] for name in known}
    if parts[0] not in known:
        homes = sorted(name for name in known if name.endswith(f"/{parts[0]}"))
        if len(homes) > 1:
            way_out = f"write one of {', '.join(homes)}"
            raise RuleError("several places have this name", place, "law", way_out)
        parts[:1] = homes[0].split("/") if homes else parts[:1]
    for depth, part in enumerate(parts):
        _refuse_hidden(place, parts, depth, part, known)
    return "/".join(parts)


def _plain(part: str) -> str:
    return part.removesuffix("自治区").removesuffix("省").removesuffix("市")


def _refuse_hidden(place: str, parts: list[str], depth: int, part: str, known: set[str]) -> None:
    """Refuse a part that contains the name of a known place but is not one.

    In the first part any place can hide, later only one that lies in what stands before:
    天津/河北区 has nothing to do with 河北.
    """
    above = "/".join(parts[:depth])
    if "/".join([*parts[:depth], part]) in known:
        return
    near = {name for name in known if not above or name.rpartition("/")[0] == above}
    hidden = [name for name in near if name.split("/")[-1] in part]
    if not hidden:
        return
    name = max(sorted(hidden), key=lambda name: name.count("/"))
    rest = part.rpartition(name.split("/")[-1])[2].lstrip("省市自治区/ ")
    right = "/".join([name, *([rest] if rest else []), *parts[depth + 1 :]])
    raise RuleError("a known place is hidden in this spelling", place, "law", f'write "{right}"')
