"""The Civil Code: each article once, none before its day."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from wuye.errors import NotInForceError, UnknownError
from wuye.law.civil_code import ARTICLES, cite

TODAY = date(2026, 10, 1)


def test_every_article_stands_in_the_table_once() -> None:
    assert [] == [number for number, n in Counter(row.number for row in ARTICLES).items() if n > 1]


def test_every_article_was_read_and_says_something() -> None:
    assert [] == [row.number for row in ARTICLES if not (row.cite.verified and row.says)]


def test_it_applies_from_its_first_day() -> None:
    assert "307" == cite("307", date(2021, 1, 1)).article
    with pytest.raises(NotInForceError, match="2021-01-01"):
        cite("307", date(2020, 12, 31))


def test_an_article_that_was_not_read_is_unknown() -> None:
    with pytest.raises(UnknownError, match="308"):
        cite("308", TODAY)


def test_the_rule_on_loans_is_kept_to_be_looked_up_alone() -> None:
    """Overdue interest of 676 is for loans; no rule on fees rests on it."""
    assert [True] == [row.reference for row in ARTICLES if row.number == "676"]
