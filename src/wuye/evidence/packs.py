"""The evidence pack (证据包): what there is for a purpose, numbered, and what is missing.

For a bill, some lines, or everything that a debtor owes.  As data, as plain text and as one
page that loads nothing: printed, each exhibit begins on a sheet of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from ..authority import Staff
from ..citation import Citation
from ..dates import a_day
from ..errors import UnknownError
from ..estate import Owner
from ..html import Markup, element, page, table
from ..law import civil_procedure
from ..ledger import Account
from .archive import Archive
from .archive_exhibits import of_archive
from .exhibits import Exhibit, Missing, Reason
from .kinds import KINDS, Kind
from .ledger_exhibits import of_ledger
from .matter import Matter, ids, matter
from .privacy import named, shown_to
from .purposes import PURPOSES, Asked

_TITLE = "证据材料"
LIST = ("编号", "证据名称", "来源", "证明对象", "证明力", "页码")


@frozen(kw_only=True)
class Pack:
    """An evidence pack; make one with :func:`pack`.

    ``lines`` are the ids of the bill lines it is about.  ``exhibits`` are numbered from 1 in
    their order; ``missing`` lists what the purposes need and is not there.
    """

    purposes: tuple[str, ...]
    creditor: str
    debtor: str
    owner: Owner | None
    on: date
    known: date | None
    lines: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]
    missing: tuple[Missing, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing that the purposes need is missing."""
        return not self.missing

    @property
    def cites(self) -> tuple[Citation, ...]:
        """Why evidence is listed and numbered (证据清单)."""
        return (civil_procedure.cite("evidence", "19-1", self.on),)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The list of evidence (证据清单): number, name, source, what it proves, strength, pages.

        Pages are filled in when the copies are bound.
        """
        return tuple(
            (str(number), each.name, each.kept, each.proves, each.remark, "")
            for number, each in enumerate(self.exhibits, 1)
        )

    def text(self, reader: Staff | None = None) -> str:
        """Write index, what is missing and every exhibit as plain text.

        Names are masked unless ``reader`` has the right to see personal data; see
        :func:`~.privacy.shown_to`.
        """
        show = shown_to(reader, self.owner, on=self.on)
        told = [_TITLE, *self._facts(), "证据清单", *map(_row, (LIST, *self.rows()))]
        told += ["缺少的材料", *self._lacking()]
        for number, each in enumerate(self.exhibits, 1):
            told += [f"证据{number}　{each.name}", *_about(each)]
            told += map(_row, [each.head, *each.rows] if each.rows else [])
        return show("\n".join(told)) + "\n"

    def html(self, reader: Staff | None = None) -> str:
        """Write it as one page to print; masked as :meth:`text` is."""
        show = shown_to(reader, self.owner, on=self.on)
        index = element(
            "section",
            *(element("p", show(fact)) for fact in self._facts()),
            element("h2", "证据清单"),
            _table(show, LIST, self.rows()),
            element("h2", "缺少的材料"),
            *(element("p", show(each)) for each in self._lacking()),
        )
        sections = (self._section(show, n, each) for n, each in enumerate(self.exhibits, 1))
        return page(_TITLE, index, *sections)

    def _section(self, show: Callable[[str], str], number: int, each: Exhibit) -> Markup:
        return element(
            "section",
            element("h2", show(f"证据{number}　{each.name}")),
            *(element("p", show(told)) for told in _about(each)),
            *([_table(show, each.head, each.rows)] if each.rows else []),
        )

    def _facts(self) -> Iterator[str]:
        yield f"用途：{'、'.join(self.purposes)}"
        yield f"收费单位：{self.creditor}"
        yield f"对方：{named(self.owner, self.debtor)}"
        yield f"整理日期：{self.on}" + (f"（截至入账日{self.known}）" if self.known else "")
        yield f"清单依据：{'、'.join(map(str, self.cites))}"

    def _lacking(self) -> list[str]:
        return [f"{each.in_words()}。涉及：{'、'.join(each.lines)}" for each in self.missing] or [
            "没有发现缺少的材料"
        ]


def pack(
    account: Account,
    purposes: Iterable[str],
    archive: Archive | None = None,
    *,
    on: date,
    about: Iterable[str] = (),
    owner: Owner | None = None,
    known: date | None = None,
    asked: Mapping[str, Asked] = PURPOSES,
) -> Pack:
    """Put together the evidence for some purposes, as of a day and as known on a day.

    ``about`` names bills or lines; without it, all that is open.  What a line does not rest
    on is not asked for: a meter reading only where a reading was charged.  A weak proof, such
    as a notice on the door, is put in and fills no need.

    Raises :class:`~wuye.errors.UnknownError` for a purpose, bill or line that is not known,
    and :class:`~wuye.errors.RuleError` when nothing is open.

    >>> from ..bills import Bill
    >>> from ..dates import Period
    >>> bill = Bill(
    ...     id="B-1", creditor="锦苑物业", debtor="O-1", unit="1-101", lines=[], penalty=None,
    ...     period=Period.month(2026, 10), on=date(2026, 10, 1), due=date(2026, 10, 25),
    ... )
    >>> pack(Account.of([bill]), ["amount"], on=date(2026, 12, 21))
    Traceback (most recent call last):
    wuye.errors.RuleError: account of O-1: nothing is open, so nothing is to be proved; give about=...
    """
    wanted = tuple(dict.fromkeys([purposes] if isinstance(purposes, str) else purposes))
    unknown = [purpose for purpose in wanted if purpose not in asked]
    if unknown or not wanted:
        raise UnknownError("no such purpose", unknown, "pack", f"give some of {sorted(asked)}")
    mine = matter(account, about, on=a_day(on), known=known, owner=owner)
    found = (*of_ledger(mine), *of_archive(mine, archive or Archive()))
    needs: list[Kind] = [
        kind for kind in KINDS if any(kind in asked[each].needs for each in wanted)
    ]
    helps = {kind for each in wanted for kind in asked[each].helps}
    order = list(KINDS)
    exhibits = [each for each in found if each.lines and each.kind in {*needs, *helps}]
    return Pack(
        purposes=tuple(asked[each].name for each in wanted),
        creditor=account.creditor,
        debtor=account.debtor,
        owner=owner,
        on=mine.on,
        known=known,
        lines=ids(mine.items),
        exhibits=tuple(sorted(exhibits, key=lambda e: (order.index(e.kind), e.on, e.name))),
        missing=tuple(_missing(mine, needs, found)),
    )


def _missing(mine: Matter, needs: Iterable[Kind], found: tuple[Exhibit, ...]) -> Iterator[Missing]:
    natures = mine.natures
    for kind in needs:
        need = KINDS[kind]
        there = [exhibit for exhibit in found if exhibit.kind == kind]
        lacking: dict[Reason, list[str]] = {}
        for line in natures:
            bearing = [exhibit for exhibit in there if line in exhibit.lines]
            met = any(not exhibit.weakness for exhibit in bearing)
            if not met and (not need.of or need.of in natures[line]):
                reason: Reason = "weak" if bearing else "elsewhere" if there else "absent"
                lacking.setdefault(reason, []).append(line)
        for reason, lines in lacking.items():
            yield Missing(kind=kind, lines=tuple(lines), reason=reason, cites=need.cites(mine.on))


def _about(each: Exhibit) -> Iterator[str]:
    """What is told of an exhibit above its table."""
    yield f"证明对象：{each.proves}"
    yield f"日期：{each.on}"
    yield f"来源：{each.kept or '没有记录'}"
    if each.remark:
        yield f"证明力：{each.remark}"
    if each.cites:
        yield f"依据：{'、'.join(map(str, each.cites))}"
    yield from each.told


def _row(cells: Iterable[str]) -> str:
    return "　".join(filter(None, cells))


def _table(
    show: Callable[[str], str], head: Iterable[str], rows: Iterable[Iterable[str]]
) -> Markup:
    return table(head, ([show(cell) for cell in row] for row in rows))
