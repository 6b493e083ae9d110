"""HTML in one place: everything that comes in is escaped.

>>> str(table(["收费项目"], [["<b>"]]))
'<table><thead><tr><th>收费项目</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_STYLE = (
    "body{font-family:'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;"
    "max-width:52rem;margin:2rem auto;padding:0 1rem;line-height:1.5}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}"
    "th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "@media print{body{margin:0;max-width:none}section+section{break-before:page}"
    "tr{break-inside:avoid}}"
)


class Markup(str):
    """Text that is already HTML; only this module makes it."""

    __slots__ = ()


def _safe(part: object) -> str:
    return part if isinstance(part, Markup) else escape(str(part))


def element(tag: str, *parts: object) -> Markup:
    """Wrap parts in a tag; all that is not already markup is escaped."""
    return Markup(f"<{tag}>{''.join(map(_safe, parts))}</{tag}>")


def table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> Markup:
    """Build a table from plain values."""
    top = element("tr", *(element("th", cell) for cell in head))
    body = [element("tr", *(element("td", cell) for cell in row)) for row in rows]
    return element("table", element("thead", top), element("tbody", *body))


def page(title: str, *parts: object, language: str = "zh") -> str:
    """Build a whole page that opens anywhere and loads nothing."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>\n"
        f"<body>{element('h1', title)}\n{chr(10).join(map(_safe, parts))}</body></html>\n"
    )
