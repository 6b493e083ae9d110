"""The rent of parking spaces: to whom it is due, and where nothing is decided."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from wuye.errors import NotInForceError, RuleError
from wuye.estate.parking import SpaceKind
from wuye.law.parking import Kind, rent

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("kind", "due_to", "public", "articles"),
    [
        ("owned", "owner", False, ["275-1"]),
        ("developer", "developer", False, ["275-1"]),
        ("common-ground", "owners-together", True, ["275-2", "282"]),
        ("civil-defence", None, None, []),
    ],
)
def test_rent_follows_the_kind_of_the_space(
    kind: Kind, due_to: str | None, public: bool | None, articles: list[str]
) -> None:
    found = rent(kind, on=TODAY)

    assert (due_to, public) == (found.due_to, found.public_income)
    assert articles == [cite.article for cite in found.cites]
    assert all(cite.verified for cite in found.cites)
    assert found.says


def test_every_kind_of_space_of_an_estate_has_its_answer() -> None:
    assert set(get_args(SpaceKind)) == set(get_args(Kind))
    with pytest.raises(RuleError, match="no such kind of space: 'garden'"):
        rent("garden", on=TODAY)  # type: ignore[arg-type]


def test_before_the_civil_code_there_is_no_answer() -> None:
    with pytest.raises(NotInForceError):
        rent("owned", on=date(2020, 12, 31))
    assert "owner" == rent("owned", on=date(2021, 1, 1)).due_to
