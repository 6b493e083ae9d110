"""Civil procedure: numbers that moved, editions, and what is sure."""

from __future__ import annotations

from datetime import date

import pytest

from wuye.errors import NotInForceError, UnknownError
from wuye.law.civil_procedure import ARTICLES, MOVED_2012, MOVED_2021, Key, cite
from wuye.law.reference import Certainty

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(("old", "new"), MOVED_2012 + MOVED_2021)
def test_an_old_number_is_refused_and_the_new_one_named(old: str, new: str) -> None:
    """Trap 11: training material still cites the numbers before 2022 and 2024."""
    with pytest.raises(NotInForceError, match=f"民事诉讼法第{new}条"):
        cite("procedure", old, TODAY)


def test_what_the_old_payment_order_numbers_became_is_known() -> None:
    moved = dict(MOVED_2012)

    assert ["225", "226", "227", "228"] == [moved[str(old)] for old in range(214, 218)]
    assert "165" == moved["162"]


@pytest.mark.parametrize("new", sorted({new for _, new in MOVED_2012 + MOVED_2021}))
def test_every_new_number_can_be_cited(new: str) -> None:
    assert new == cite("procedure", new, TODAY).article


@pytest.mark.parametrize(
    ("key", "number", "first"),
    [
        ("procedure", "225", date(2024, 1, 1)),
        ("interpretation", "427", date(2022, 4, 10)),
        ("evidence", "19-1", date(2020, 5, 1)),
        ("fees", "13-1", date(2007, 4, 1)),
        ("mediation", "33", date(2011, 1, 1)),
        ("arbitration", "27", date(2026, 3, 1)),
    ],
)
def test_an_edition_applies_from_its_first_day(key: Key, number: str, first: date) -> None:
    """Trap 22 for the arbitration law, whose article 27 is that of 2026."""
    before = first.replace(year=first.year - 1)

    assert first.isoformat() == cite(key, number, first).edition
    with pytest.raises(NotInForceError, match=first.isoformat()):
        cite(key, number, before)


def test_the_days_in_force_are_less_sure_than_the_articles() -> None:
    days = {(row.source.name, row.source.since, row.source.since_certainty) for row in ARTICLES}

    read = {"仲裁法", "民事诉讼证据规定"}
    assert read == {name for name, _, certainty in days if certainty.verified}
    assert {Certainty.MEMORY} == {each for _, _, each in days if not each.verified}
    with pytest.raises(NotInForceError, match="2007-04-01, a day that is not verified"):
        cite("fees", "13-1", date(2007, 3, 31))
    with pytest.raises(NotInForceError, match=r"2026-03-01$"):
        cite("arbitration", "27", date(2026, 2, 28))
    assert "民事诉讼法第227条（2024-01-01）" == str(cite("procedure", "227", TODAY))


def test_an_unknown_source_or_number_is_refused() -> None:
    with pytest.raises(UnknownError, match="procedure, interpretation"):
        cite("appeals", "1", TODAY)  # type: ignore[arg-type]
    with pytest.raises(UnknownError):
        cite("procedure", "1", TODAY)
    with pytest.raises(UnknownError):
        cite("fees", "225", TODAY)


def test_whatever_a_rule_may_rest_on_was_read() -> None:
    assert [] == [row for row in ARTICLES if not row.reference and not row.cite.verified]


def test_no_number_stands_twice_in_one_edition() -> None:
    assert len(ARTICLES) == len({row.cite for row in ARTICLES})
