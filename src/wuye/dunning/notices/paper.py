"""A paper (文书) as it is written: text, a page to print, and what to look at before it goes.

>>> paper = Paper("缴费提醒", "缴费提醒", ["您有300.00元未缴，", "必须缴纳。"], message=True)
>>> print(paper.text())
您有300.00元未缴，必须缴纳。
>>> paper.length, paper.messages
(17, 1)
>>> [(found.phrase, found.better) for found in paper.tone]
[('必须', '请')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from ...explain import Language
from ...html import Markup, element, page, table
from .template import Part, Table, parts_of
from .tone import OffPutting, off_putting

# A short message holds 70 characters, one of several parts 67 (3GPP TS 23.040, UCS-2).
_ALONE, _TOGETHER = 70, 67


@frozen
class Paper:
    """A paper that may go out: nothing is missing in it, and nothing misleads.

    Made by :func:`~.writing.write`.  ``name`` is that of its template.
    """

    name: str
    title: str
    body: tuple[Part | Table, ...] = field(converter=parts_of, repr=False)
    language: Language = field(default="zh", kw_only=True)
    message: bool = field(default=False, kw_only=True)

    def text(self) -> str:
        """Write it as plain text; a message is one line."""
        if self.message:
            return "".join(text for part in self.body for text in part.texts)
        return "\n".join([self.title, *self._lines()]) + "\n"

    def html(self) -> str:
        """Write it as one page to read or print."""
        return page(self.title, *self._elements("h2"), language=self.language)

    def section(self) -> Markup:
        """Write it as a part of a page."""
        return element("section", element("h2", self.title), *self._elements("h3"))

    @property
    def length(self) -> int:
        """How many characters a short message of it has (字数)."""
        return len(self.text().encode("utf-16-le")) // 2

    @property
    def messages(self) -> int:
        """How many short messages it is charged as (短信条数)."""
        return 1 if self.length <= _ALONE else -(-self.length // _TOGETHER)

    @property
    def tone(self) -> tuple[OffPutting, ...]:
        """Phrases that put residents off, each with a better one; they stop nothing."""
        return off_putting(self.text())

    def _lines(self) -> Iterator[str]:
        for part in self.body:
            if isinstance(part, Part):
                yield part.text
                continue
            yield "　".join(part.head)
            for number, row in enumerate(part.rows, 1):
                yield f"{number}. " + "　".join(row)

    def _elements(self, heading: str) -> Iterator[Markup]:
        if self.message:
            yield element("p", self.text())
            return
        for part in self.body:
            if isinstance(part, Table):
                yield table(part.head, part.rows)
            else:
                yield element(heading if part.heading else "p", part.text)


def papers_page(papers: Iterable[Paper], title: str, *, language: Language = "zh") -> str:
    """Put many papers on one page; printed, each begins on a sheet of its own."""
    return page(title, *(paper.section() for paper in papers), language=language)
