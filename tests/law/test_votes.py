"""Votes: both sides of every threshold, exactly at the fraction."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.errors import NotInForceError, RuleError
from wuye.law.votes import Leg, Matter, Tally, Vote, decide

TODAY = date(2026, 10, 1)


def vote(area: tuple[str, str, str], heads: tuple[int, int, int]) -> Vote:
    return Vote(*(Tally(a, h) for a, h in zip(area, heads, strict=True)))


@pytest.mark.parametrize(
    ("took_part", "heads", "missing"),
    [
        ("6000", 60, ()),
        ("5999.99", 60, ("quorum-area",)),
        ("6000", 59, ("quorum-heads",)),
    ],
)
def test_two_thirds_must_take_part_and_exactly_two_thirds_is_enough(
    took_part: str, heads: int, missing: tuple[Leg, ...]
) -> None:
    cast = vote(("9000", took_part, took_part), (90, heads, heads))

    assert missing == decide(cast, Matter.OTHER, on=TODAY).missing


@pytest.mark.parametrize(
    ("agreed", "heads", "missing"),
    [
        ("4000.01", 41, ()),
        ("4000", 41, ("agreed-area",)),
        ("4000.01", 40, ("agreed-heads",)),
    ],
)
def test_exactly_half_is_no_majority(agreed: str, heads: int, missing: tuple[Leg, ...]) -> None:
    cast = vote(("9000", "8000", agreed), (90, 80, heads))

    assert missing == decide(cast, Matter.SERVICE_COMPANY, on=TODAY).missing


@pytest.mark.parametrize("matter", [Matter.RAISE_REPAIR_FUND, Matter.REBUILD, Matter.COMMON_PARTS])
def test_exactly_three_quarters_is_enough(matter: Matter) -> None:
    enough = vote(("9000", "8000", "6000"), (90, 80, 60))
    short = vote(("9000", "8000", "5999.99"), (90, 80, 60))

    assert decide(enough, matter, on=TODAY).passed
    assert ("agreed-area",) == decide(short, matter, on=TODAY).missing


def test_using_the_repair_fund_takes_a_majority_of_those_who_take_part() -> None:
    """Not two thirds of all owners, as the rules of 2008 have it."""
    assert decide(
        vote(("9000", "6000", "3001"), (90, 60, 31)), Matter.USE_REPAIR_FUND, on=TODAY
    ).passed


@given(st.data())
def test_one_more_in_favour_never_loses_a_vote(data: st.DataObject) -> None:
    everyone = data.draw(st.integers(1, 500))
    took_part = data.draw(st.integers(0, everyone))
    agreed = data.draw(st.integers(0, took_part))
    more = data.draw(st.integers(agreed, took_part))
    matter = data.draw(st.sampled_from(Matter))

    def passed(count: int) -> bool:
        areas = (str(everyone), str(took_part), str(count))
        return decide(vote(areas, (everyone, took_part, count)), matter, on=TODAY).passed

    assert passed(agreed) <= passed(more)


def test_votes_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(RuleError, match="within the one before"):
        vote(("9000", "6000", "6001"), (90, 60, 60))
    with pytest.raises(RuleError):
        vote(("0", "0", "0"), (0, 0, 0))


def test_before_2021_the_article_does_not_apply() -> None:
    with pytest.raises(NotInForceError, match="2021-01-01"):
        decide(vote(("9", "9", "9"), (9, 9, 9)), Matter.OTHER, on=date(2020, 12, 31))
