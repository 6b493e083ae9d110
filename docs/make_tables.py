"""Draw the tables of transitions into the pages: ``python docs/make_tables.py``.

A page holds a table between ``<!-- table: disputes -->`` and ``<!-- end -->``; what stands
there is written anew from the code, in English in ``disputes.md`` and in Chinese in
``disputes.zh-CN.md``.  A page for another table needs a line in :data:`TABLES`.
"""  # noqa: INP001

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args

import attrs

from wuye import disputes

DOCS = Path(__file__).parent
MARKED = "<!-- table: {} -->\n"
END = "<!-- end -->"

Language = Literal["en", "zh"]


@attrs.frozen
class Table:
    """A table of transitions: the page it is in, its statuses, its events, where they lead."""

    title: str
    statuses: type[Enum]
    events: tuple[type, ...]
    transitions: Mapping[Any, Mapping[Any, Any]]

    @property
    def pages(self) -> Mapping[Language, Path]:
        """The pages that it is drawn into."""
        return {"en": DOCS / f"{self.title}.md", "zh": DOCS / f"{self.title}.zh-CN.md"}


TABLES = (Table("disputes", disputes.Status, get_args(disputes.Event), disputes.TRANSITIONS),)


_HEAD: Mapping[Language, str] = {
    "en": "| status | what may happen, and where it leads |",
    "zh": "| 状态 | 可以发生什么，然后到哪里 |",
}


def status_name(status: Enum, language: Language) -> str:
    """What a status is called."""
    return str(getattr(status, "zh", status.value)) if language == "zh" else str(status.value)


def event_name(event: type, language: Language) -> str:
    """What an event is called: in Chinese as its docstring has it in brackets."""
    found = re.search(r"\(([\u4e00-\u9fff、]+)\)", event.__doc__ or "")
    return f"{found[1]} `{event.__name__}`" if language == "zh" and found else f"`{event.__name__}`"


def drawn(table: Table, language: Language) -> Iterator[str]:
    """Draw a table line by line; statuses that lead to the same share a row."""
    yield _HEAD[language]
    yield "| --- | --- |"
    rows: dict[tuple[tuple[type, Enum], ...], list[Enum]] = {}
    for status in table.statuses:
        leads = table.transitions[status]
        told = tuple((event, leads[event]) for event in table.events if event in leads)
        rows.setdefault(told, []).append(status)
    for told, alike in rows.items():
        names = "<br>".join(status_name(status, language) for status in alike)
        ways = "<br>".join(
            f"{event_name(event, language)} → {status_name(target, language)}"
            for event, target in told
        )
        yield f"| {names} | {ways or '—'} |"


def page(table: Table, language: Language) -> str:
    """Write a page with its table as it is now."""
    text = table.pages[language].read_text("utf-8")
    before, mark, rest = text.partition(MARKED.format(table.title))
    _, end, after = rest.partition(END)
    if not (mark and end):
        raise LookupError(f"{table.pages[language].name} has no place for the table")
    lines = "\n".join(drawn(table, language))
    return f"{before}{mark}\n{lines}\n\n{end}{after}"


def main() -> None:
    """Write all pages."""
    for table in TABLES:
        for language, path in table.pages.items():
            path.write_text(page(table, language), "utf-8")


if __name__ == "__main__":
    main()
