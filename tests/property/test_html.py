"""HTML: whatever comes in comes out as text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wuye.html import element, page, table

HOSTILE = [
    "<script>alert(1)</script>",
    "</td></tr></table><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt;",
    "&",
    "&#60;",
    "</title><script>x</script>",
    "</style><style>*{display:none}",
    "<!-- ",
    "]]>",
    "javascript:alert(1)",
]

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=20
    ),
)


class Reader(HTMLParser):
    """Reads a page as a browser would: tags, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.comments: list[str] = []
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


@given(texts)
def test_the_content_of_an_element_is_text(text: str) -> None:
    read = Reader(element("p", text))

    assert ["p"] == read.tags
    assert [text] == read.cells
    assert not read.attributes
    assert not read.comments


@given(
    st.lists(texts, min_size=1, max_size=3),
    st.lists(st.lists(texts, min_size=1, max_size=3), max_size=3),
)
def test_every_cell_of_a_table_is_text(head: list[str], rows: list[list[str]]) -> None:
    read = Reader(table(head, rows))
    cells = [cell for tag, cell in zip(read.tags, read.cells, strict=True) if tag in {"th", "td"}]

    assert head + [cell for row in rows for cell in row] == cells
    assert {"table", "thead", "tbody", "tr", "th", "td"} >= set(read.tags)
    assert not read.attributes


@given(texts, texts, texts)
@example("</title><script>x</script>", "<script>y</script>", 'zh" onload="z')
def test_a_page_runs_nothing_that_it_was_given(title: str, part: str, language: str) -> None:
    read = Reader(page(title, part, language=language))

    assert ["html", "meta", "title", "style", "body", "h1"] == read.tags
    assert [("lang", language), ("charset", "utf-8")] == read.attributes
    assert title == read.cells[2]
    assert f"{title}\n{part}\n" == read.cells[5]


def test_a_page_loads_nothing() -> None:
    text = page("账单", table(["收费项目"], [["物业服务费"]]))

    assert "http" not in text
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.parametrize("char", list("<>&\"'"))
def test_each_special_character_is_escaped(char: str) -> None:
    inside = element("p", char).removeprefix("<p>").removesuffix("</p>")

    assert char != inside
    assert inside.startswith("&")
    assert inside.endswith(";")


def test_markup_nests_and_is_escaped_once() -> None:
    inner = element("b", "<&>")

    assert "<p><b>&lt;&amp;&gt;</b>&lt;</p>" == element("p", inner, "<")


def test_joining_text_to_markup_makes_text_again() -> None:
    joined = element("b", "x") + "<script>"

    assert "<p>&lt;b&gt;x&lt;/b&gt;&lt;script&gt;</p>" == element("p", joined)


def test_values_that_are_no_text_are_written_and_escaped() -> None:
    class Tag:
        def __str__(self) -> str:
            return "<i>"

    assert "<td>&lt;i&gt;5None</td>" == element("td", Tag(), 5, None)
