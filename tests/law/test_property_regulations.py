"""The table of regulations: days, displaced articles, and that each row is used or marked."""

from __future__ import annotations

import ast
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from wuye.errors import NotInForceError, UnknownError
from wuye.law import property_regulations as regulations
from wuye.law.reference import Certainty

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("key", "number", "first"),
    [
        ("regulations", "44", date(2018, 3, 19)),
        ("charges", "16", date(2004, 1, 1)),
        ("marking", "8", date(2022, 7, 1)),
        ("marking-2004", "公示内容", date(2004, 10, 1)),
        ("decoration", "16", date(2002, 5, 1)),
        ("henan-power", "17", date(2013, 1, 1)),
    ],
)
def test_each_edition_applies_from_its_first_day(
    key: regulations.Key, number: str, first: date
) -> None:
    eve = date.fromordinal(first.toordinal() - 1)

    assert first.isoformat() == regulations.cite(key, number, first).edition
    with pytest.raises(NotInForceError, match=first.isoformat()):
        regulations.cite(key, number, eve)


@pytest.mark.parametrize("number", ["11", "12"])
def test_the_old_thresholds_of_votes_send_to_the_civil_code(number: str) -> None:
    with pytest.raises(NotInForceError, match="民法典第278条"):
        regulations.cite("regulations", number, TODAY)


def test_article_16_is_about_the_developer_and_says_it_is_no_discount_for_vacancy() -> None:
    says = regulations.article("charges", "16").says

    assert "由建设单位全额交纳" in says
    assert "不是业主空置减免" in says


def test_decoration_has_no_article_on_deposits() -> None:
    assert "没有规定装修押金" in regulations.article("decoration", "16").says


@pytest.mark.parametrize(
    ("key", "number", "certainty"),
    [
        ("marking-2004", "公示内容", Certainty.MEMORY),
        ("resale-2018", "转供电价", Certainty.SECONDARY),
        ("charges", "9", Certainty.OFFICIAL),
        ("regulations", "44", Certainty.READ),
    ],
)
def test_what_was_not_read_says_so(key: regulations.Key, number: str, certainty: Certainty) -> None:
    row = regulations.article(key, number)

    assert certainty is row.certainty
    assert certainty.verified is regulations.cite(key, number, TODAY).verified


def test_what_is_not_in_the_table_is_unknown() -> None:
    with pytest.raises(UnknownError, match="no such article"):
        regulations.cite("regulations", "999", TODAY)
    with pytest.raises(UnknownError, match="no such article"):
        regulations.article("regulations", "999")
    with pytest.raises(UnknownError, match="give one of regulations"):
        regulations.cite("no-such-law", "1", TODAY)  # type: ignore[arg-type]


def test_no_article_stands_twice() -> None:
    rows = [str(row.cite) for row in regulations.ARTICLES]

    assert len(set(rows)) == len(rows)


def test_every_row_is_used_or_marked_reference() -> None:
    """A row is used where its key and number stand as literals in a call."""
    used: set[tuple[object, object]] = set()
    for path in Path(regulations.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                literals = [a.value for a in node.args if isinstance(a, ast.Constant)]
                used |= set(pairwise(literals))
    keys = {source: key for key, source in regulations.SOURCES.items()}
    rows = {(keys[row.source], row.number): row.reference for row in regulations.ARTICLES}

    assert [] == [row for row, reference in rows.items() if not reference and row not in used]
    assert [] == [row for row, reference in rows.items() if reference and row in used]
