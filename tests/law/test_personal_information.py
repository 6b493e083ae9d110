"""Personal information: articles that moved, and what is only reported."""

from __future__ import annotations

from datetime import date

import pytest

from wuye.errors import NotInForceError, UnknownError
from wuye.law.personal_information import ARTICLES, Key, article, cite
from wuye.law.reference import Certainty

TODAY = date(2026, 10, 1)


def test_harassment_moved_from_article_42_to_50() -> None:
    """Trap 22."""
    with pytest.raises(NotInForceError, match="治安管理处罚法第50条"):
        cite("public-order", "42", TODAY)

    assert "50" == cite("public-order", "50", date(2026, 1, 1)).article


def test_the_day_before_the_revision_article_50_does_not_apply() -> None:
    with pytest.raises(NotInForceError, match="2026-01-01"):
        cite("public-order", "50", date(2025, 12, 31))


@pytest.mark.parametrize(
    ("key", "number", "first"),
    [
        ("information", "25", date(2021, 11, 1)),
        ("information", "13-1-7", date(2021, 11, 1)),
        ("criminal", "293-1", date(2021, 3, 1)),
        ("credit", "13", date(2013, 3, 15)),
        ("collection", "时段", date(2025, 2, 28)),
        ("banks", "拨打", date(2026, 1, 30)),
    ],
)
def test_an_edition_applies_from_its_first_day(key: Key, number: str, first: date) -> None:
    assert first.isoformat() == cite(key, number, first).edition
    with pytest.raises(NotInForceError):
        cite(key, number, date.fromordinal(first.toordinal() - 1))


def test_what_the_finance_sector_follows_is_reported_and_not_verified() -> None:
    reported = {row.source.name for row in ARTICLES if not row.cite.verified}

    assert {
        "互联网金融 个人网络消费信贷 贷后催收风控指引",
        "金融机构个人消费类贷款催收工作指引",
    } == reported
    assert Certainty.SECONDARY is article("collection", "时段").certainty


def test_laws_were_read() -> None:
    laws = [row for row in ARTICLES if row.source.name.endswith(("法", "条例"))]

    assert {Certainty.READ} == {row.certainty for row in laws}


def test_an_unknown_source_or_number_is_refused() -> None:
    with pytest.raises(UnknownError, match="information, public-order"):
        cite("privacy", "25", TODAY)  # type: ignore[arg-type]
    with pytest.raises(UnknownError):
        cite("information", "1000", TODAY)
    with pytest.raises(UnknownError):
        article("collection", "3.1")
