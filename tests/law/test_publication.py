"""Publication: lists of debtors are refused, and nobody stands in a small group."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.citation import Citation
from wuye.errors import MoneyError, NotInForceError, RuleError, UnlawfulError
from wuye.law.publication import Group, Owing, Shown, publication
from wuye.money import Money

TODAY = date(2026, 10, 1)
OWING = [Owing("1", "10"), Owing("1", "20"), Owing("1", "30"), Owing("2", "5"), Owing("2", "5")]
LOCAL = Citation("山东省物业管理条例", "48-2", edition="2009-05-01")


@pytest.mark.parametrize("shown", sorted(set(get_args(Shown)) - {"statistics"}))
@pytest.mark.parametrize("local_rule", [None, LOCAL])
def test_lists_of_debtors_are_refused_even_where_a_local_rule_permits_them(
    shown: Shown, local_rule: Citation | None
) -> None:
    """Trap 13: a local rule is no ground under 个人信息保护法 13-1-7."""
    with pytest.raises(UnlawfulError, match="个人信息保护法第25条") as refused:
        publication(OWING, fewest=3, on=TODAY, show=["statistics", shown], local_rule=local_rule)

    assert ("13-1-7" in str(refused.value)) == (local_rule is not None)
    assert "944-2" in refused.value.way_out


def test_what_is_published_are_counts_and_sums() -> None:
    third = [*OWING, Owing("2", "1")]
    published = publication(third, fewest=3, on=TODAY, local_rule=LOCAL)

    assert (Group("1", 3, Money("60")), Group("2", 3, Money("11"))) == published.groups


def test_a_group_that_is_too_small_takes_the_next_with_it() -> None:
    assert (Group("其他", 5, Money("70")),) == publication(OWING, fewest=3, on=TODAY).groups


def test_where_all_together_are_too_few_nothing_is_shown() -> None:
    assert () == publication(OWING, fewest=6, on=TODAY).groups
    assert (Group("其他", 5, Money("70")),) == publication(OWING, fewest=5, on=TODAY).groups


@given(st.lists(st.tuples(st.sampled_from("ABCDEF"), st.integers(1, 10**6))), st.integers(3, 8))
def test_nobody_stands_in_a_small_group_and_no_fen_is_lost(
    debts: list[tuple[str, int]], fewest: int
) -> None:
    owing = [Owing(name, Money.of_fen(fen)) for name, fen in debts]
    groups = publication(owing, fewest=fewest, on=TODAY).groups

    assert all(group.households >= fewest for group in groups)
    if len(debts) >= fewest:
        assert Money.total(one.amount for one in owing) == Money.total(g.amount for g in groups)
        assert len(debts) == sum(group.households for group in groups)
    else:
        assert () == groups


def test_two_are_too_few_to_hide_among() -> None:
    with pytest.raises(RuleError, match="3 or more"):
        publication(OWING, fewest=2, on=TODAY)


@pytest.mark.parametrize(
    "label",
    ["1-101 张三", "1-1-101", "3栋501", "2单元1102", "101室", "1 － 101", "1栋-12", "13800000000"],
)
def test_a_group_that_names_a_room_is_refused_without_repeating_it(label: str) -> None:
    owing = [*OWING, Owing(label, "5")]
    with pytest.raises(UnlawfulError, match="个人信息保护法第25条") as refused:
        publication(owing, fewest=3, on=TODAY)

    assert label not in str(refused.value)


@pytest.mark.parametrize(
    "label", ["1", "1号楼", "12栋", "1-3号楼", "10-12栋", "2期", "3单元", "北区"]
)
def test_a_building_or_a_phase_is_a_group(label: str) -> None:
    published = publication([Owing(label, "5")] * 3, fewest=3, on=TODAY)

    assert (Group(label, 3, Money("15")),) == published.groups


def test_who_owes_nothing_is_not_counted() -> None:
    with pytest.raises(MoneyError):
        Owing("1", "0")


def test_only_known_things_can_be_shown() -> None:
    with pytest.raises(RuleError, match="statistics"):
        publication(OWING, fewest=3, on=TODAY, show=["photo"])  # type: ignore[list-item]
    with pytest.raises(RuleError):
        publication(OWING, fewest=3, on=TODAY, show=[])


def test_before_the_law_publication_is_not_judged() -> None:
    with pytest.raises(NotInForceError, match="2021-11-01"):
        publication(OWING, fewest=3, on=date(2021, 10, 31), show=["name"])
