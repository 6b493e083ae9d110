"""Interpretations: what is gone says what to use instead."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import cast

import pytest

from wuye.errors import NotInForceError, UnknownError
from wuye.law.interpretations import ARTICLES, SourceKey, cite

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize("number", ["1", "2", "3", "4", "5"])
def test_the_interpretation_on_property_services_has_five_articles(number: str) -> None:
    assert "2021-01-01" == cite("property", number, TODAY).edition


@pytest.mark.parametrize(
    ("number", "instead"),
    [
        ("6", "民法典第944-2条"),
        ("7", "物业管理条例第41-1条"),
        ("8", "民法典第937条至第950条"),
        ("9", "现行第3条"),
        ("10", "民法典第937条至第950条"),
        ("11", "民法典第937条至第950条"),
        ("12", "现行第4条"),
        ("13", "现行第5条"),
    ],
)
def test_an_article_of_the_old_edition_names_what_to_use_instead(number: str, instead: str) -> None:
    with pytest.raises(NotInForceError, match=instead):
        cite("property", number, TODAY)


def test_there_was_never_a_fourteenth() -> None:
    with pytest.raises(UnknownError, match="14"):
        cite("property", "14", TODAY)


@pytest.mark.parametrize(
    ("source", "number", "first"),
    [
        ("property", "3", date(2021, 1, 1)),
        ("contracts", "65-2", date(2023, 12, 5)),
        ("limitation", "9", date(2021, 1, 1)),
        ("general", "38-1", date(2022, 3, 1)),
        ("delay-interest", "4", date(2014, 8, 1)),
        ("answers", "3", date(2025, 6, 21)),
    ],
)
def test_each_applies_from_its_first_day(source: SourceKey, number: str, first: date) -> None:
    assert number == cite(source, number, first).article
    with pytest.raises(NotInForceError, match=first.isoformat()):
        cite(source, number, date.fromordinal(first.toordinal() - 1))


def test_the_answers_for_judges_alone_are_not_verified() -> None:
    assert {"法答网精选答问（第二十批）"} == {
        row.source.name for row in ARTICLES if not row.cite.verified
    }


def test_an_unknown_key_names_the_known_ones() -> None:
    with pytest.raises(UnknownError, match="delay-interest"):
        cite(cast("SourceKey", "civil-procedure"), "427", TODAY)


def test_every_article_stands_once() -> None:
    counted = Counter((row.source, row.number) for row in ARTICLES)

    assert [] == [key for key, times in counted.items() if times > 1]


def test_a_day_in_force_that_was_not_read_is_marked() -> None:
    unsure = {row.source.name for row in ARTICLES if not row.source.since_certainty.verified}

    assert {"总则编解释", "迟延履行利息解释"} == unsure
