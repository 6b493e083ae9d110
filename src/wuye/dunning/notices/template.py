"""Templates of papers (文书模板), as data: sentences with ``{fields}``, and tables.

A template knows no debtor and no amount.  A part may stand only where a field has
something to say: the sentence on the penalty where there is one.  A field that begins with
a digit is an article of the Civil Code, cited as it applies on the day of the paper.

>>> mine = Template(
...     "缴费提醒", "缴费提醒",
...     ["您有{total}元未缴，", given("credit", "已扣除预存{credit}元，"), "请方便时缴纳。"],
...     message=True,
... )
>>> mine.needs
('total',)
>>> fields(mine.body[1])
('credit',)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from attrs import field, frozen

from ...errors import RuleError
from ...explain import Language

FIELD = re.compile(r"\{([a-z][a-z_]*|[0-9]+(?:-[0-9]+)?)\}")


def _rows(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows)


@frozen
class Table:
    """A table in a paper; its cells may hold fields."""

    head: tuple[str, ...] = field(converter=tuple[str, ...])
    rows: tuple[tuple[str, ...], ...] = field(converter=_rows)

    def __attrs_post_init__(self) -> None:
        for row in (self.head, *self.rows):
            if len(row) != len(self.head):
                raise RuleError("a row as wide as the head", list(row), "Table", "fill up with ''")

    @property
    def texts(self) -> tuple[str, ...]:
        """All its cells."""
        return tuple(cell for row in (self.head, *self.rows) for cell in row)

    def each(self, change: Callable[[str], str]) -> Table:
        """The table with every cell changed."""
        return Table(
            [change(cell) for cell in self.head],
            [[change(cell) for cell in row] for row in self.rows],
        )


@frozen
class Part:
    """A paragraph of a paper, or a ``heading``; written only where ``given`` is told."""

    text: str
    given: str = field(default="", kw_only=True)
    heading: bool = field(default=False, kw_only=True)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written, as one text."""
        return (self.text,)


def given(name: str, text: str, *, heading: bool = False) -> Part:
    """A paragraph that is written only where the field ``name`` has something to say."""
    return Part(text, given=name, heading=heading)


def heading(text: str) -> Part:
    """A heading within a paper."""
    return Part(text, heading=True)


def fields(part: Part | Table) -> tuple[str, ...]:
    """The fields that a part names."""
    return tuple(name for text in part.texts for name in FIELD.findall(text))


def parts_of(parts: Iterable[Part | Table | str]) -> tuple[Part | Table, ...]:
    """Take parts; a text is a paragraph."""
    if isinstance(parts, str):
        raise RuleError("a body is a list of parts", parts, "Template.body", "put it in brackets")
    return tuple(part if isinstance(part, Part | Table) else Part(part) for part in parts)


@frozen
class Template:
    """One kind of paper: its ``name``, by which stages ask for it, its title and its body.

    A part that is nothing but ``{lines}``, or another field that holds a table, becomes that
    table.  The parts of a ``message`` run on in one line and have no title.
    """

    name: str
    title: str
    body: tuple[Part | Table, ...] = field(converter=parts_of)
    language: Language = field(default="zh", kw_only=True)
    message: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        texts = [text for part in self.body for text in part.texts]
        if wrong := [text for text in texts if set("{}") & set(FIELD.sub("", text))]:
            raise RuleError(
                "a brace that names no field",
                wrong,
                f"template {self.name}",
                "write {total}, or {944-2} for an article",
            )

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields without which it cannot be written."""
        always = (part for part in self.body if isinstance(part, Table) or not part.given)
        return tuple(dict.fromkeys(name for part in always for name in fields(part)))
