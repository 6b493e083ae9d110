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
from wuye.disputes import complaints
from wuye.disputes.complaints.transitions import What
from wuye.dunning import cases

DOCS = Path(__file__).parent
MARKED = "<!-- table: {} -->\n"
END = "<!-- end -->"

Language = Literal["en", "zh"]


@attrs.frozen
class Table:
    """A table of transitions: the page it is in, its statuses, its events, where they lead.

    An event is a class or a word.  ``names`` are those in Chinese which neither the ``zh``
    of a status nor the docstring of an event tells.
    """

    title: str
    statuses: type[Enum]
    events: tuple[Any, ...]
    transitions: Mapping[Any, Mapping[Any, Any]]
    names: Mapping[str, str] = {}

    @property
    def pages(self) -> Mapping[Language, Path]:
        """The pages that it is drawn into."""
        return {"en": DOCS / f"{self.title}.md", "zh": DOCS / f"{self.title}.zh-CN.md"}


_OF_TICKETS = {
    "received": "已受理",
    "in-hand": "处理中",
    "assigned": "已派单",
    "on-site": "已到场",
    "waiting": "等待住户",
    "done": "已完成",
    "followed-up": "已回访",
    "closed": "已关闭",
    "withdrawn": "已撤回",
    "respond": "响应",
    "assign": "派单",
    "arrive": "到场",
    "wait": "等待住户",
    "resume": "住户已回复",
    "finish": "完成",
    "follow-up": "回访",
    "close": "关闭",
    "reopen": "重开",
    "raise": "提高紧急程度",
    "withdraw": "撤回",
}
_OF_DUNNING = {
    "open": "未催",
    "reminded": "已催",
    "agreed": "已有约定",
    "disputed": "有异议",
    "hardship": "困难",
    "handed-over": "已移交",
    "closed": "已结",
    "Sent": "发出通知",
    "Delivered": "送达",
    "Failed": "未送达",
    "Answered": "答复",
    "Promised": "承诺付款",
    "PlanAgreed": "约定分期或者缓缴",
    "Broken": "没有履行",
    "Paid": "付款",
    "Disputed": "提出异议",
    "Hardship": "困难",
    "Eased": "困难缓解",
    "HandedOver": "移交",
    "Approved": "批准",
    "Closed": "结案",
}
TABLES = (
    Table("disputes", disputes.Status, get_args(disputes.Event), disputes.TRANSITIONS),
    Table("complaints", complaints.Status, get_args(What), complaints.TRANSITIONS, _OF_TICKETS),
    Table("dunning", cases.Status, get_args(cases.Event), cases.TRANSITIONS, _OF_DUNNING),
)


_HEAD: Mapping[Language, str] = {
    "en": "| status | what may happen, and where it leads |",
    "zh": "| 状态 | 可以发生什么，然后到哪里 |",
}


def status_name(table: Table, status: Enum, language: Language) -> str:
    """What a status is called."""
    word = str(status.value)
    if language == "en":
        return word
    return table.names.get(word) or str(getattr(status, "zh", word))


def event_name(table: Table, event: type | str, language: Language) -> str:
    """What an event is called: a class in Chinese as its docstring has it in brackets."""
    word = event if isinstance(event, str) else event.__name__
    if language == "en":
        return f"`{word}`"
    found = re.search(r"\(([\u4e00-\u9fff、]+)\)", event.__doc__ or "")
    name = table.names.get(word) or (found[1] if found else "")
    return f"{name} `{word}`".strip()


def drawn(table: Table, language: Language) -> Iterator[str]:
    """Draw a table line by line; statuses that lead to the same share a row."""
    yield _HEAD[language]
    yield "| --- | --- |"
    rows: dict[tuple[tuple[Any, Enum], ...], list[Enum]] = {}
    for status in table.statuses:
        leads = table.transitions[status]
        told = tuple((event, leads[event]) for event in table.events if event in leads)
        rows.setdefault(told, []).append(status)
    for told, alike in rows.items():
        names = "<br>".join(status_name(table, status, language) for status in alike)
        ways = "<br>".join(
            f"{event_name(table, event, language)} → {status_name(table, target, language)}"
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
