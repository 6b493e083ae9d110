"""Allocation: no fen is lost, no line gets more than its quota, credits mirror bills."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import accumulate, pairwise
from math import ceil, floor
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies import Number, fens, fewer, hamilton, plain, weights
from wuye.allocation import by_largest_remainder, by_place, by_running_total, odd_fen, split
from wuye.errors import AllocationError, InexactError, MoneyError, RuleError
from wuye.explain import Basis, Input, Share

Splitter = Callable[[int, list[Any]], tuple[int, ...]]
Test = Callable[..., None]

TO_THE_FIRST, TO_THE_LAST = partial(by_place, to="first"), partial(by_place, to="last")
FAIR: list[Splitter] = [by_largest_remainder, by_running_total, TO_THE_FIRST]
SPLITTERS: list[Splitter] = [*FAIR, TO_THE_LAST]
COUNTEREXAMPLES = [
    (2, [4, 12]),
    (23, [1, 1, 4, 4]),
    (24, [1, 1, 4, 4]),
    (10, [2, 1, 1]),
    (-5, [7, 3]),
    (7_000_000_000_000_000, [1, 2]),
    (1, [1, 1, 1]),
    (10, [6, 6, 2]),
    (4, [3, 7, 7, 50]),
    (0, [1, 2]),
    (1, [0, 0, 1]),
]

splitters = st.sampled_from(SPLITTERS)


def with_counterexamples(test: Test) -> Test:
    """Add the splits on which other ways of sharing are known to fail."""
    for total, whole in COUNTEREXAMPLES:
        lines = [Number(weight, Fraction(weight)) for weight in whole]
        test = example(total=total, lines=lines)(test)
    return test


def given_of(lines: list[Number]) -> list[Any]:
    return [line.given for line in lines]


def quotas(total: int, lines: list[Number]) -> list[Fraction]:
    whole = sum((line.worth for line in lines), Fraction(0))
    return [total * line.worth / whole for line in lines]


# -- 7-10: what every split keeps ---------------------------------------------------------------


@with_counterexamples
@given(total=fens, lines=weights())
def test_the_shares_add_up_to_the_total(total: int, lines: list[Number]) -> None:
    for splitter in SPLITTERS:
        shares = splitter(total, given_of(lines))

        assert len(lines) == len(shares)
        assert total == sum(shares)


@with_counterexamples
@given(total=fens, lines=weights())
def test_every_share_is_its_quota_rounded_down_or_up(total: int, lines: list[Number]) -> None:
    shares = by_largest_remainder(total, given_of(lines))

    for quota, share in zip(quotas(total, lines), shares, strict=True):
        assert floor(quota) <= share <= ceil(quota)


@with_counterexamples
@given(total=fens, lines=weights())
def test_largest_remainder_agrees_with_handing_out_fen_by_fen(
    total: int, lines: list[Number]
) -> None:
    units = [int(line.worth * 10**4) for line in lines]

    assert tuple(hamilton(total, units)) == by_largest_remainder(total, given_of(lines))


@with_counterexamples
@given(total=fens, lines=weights())
def test_a_credit_note_mirrors_its_bill(total: int, lines: list[Number]) -> None:
    for splitter in SPLITTERS:
        bill, credit = splitter(total, given_of(lines)), splitter(-total, given_of(lines))

        assert [-share for share in bill] == list(credit)


@with_counterexamples
@given(total=fens, lines=weights())
def test_no_weight_no_share_and_no_share_against_the_sign(total: int, lines: list[Number]) -> None:
    for splitter in SPLITTERS:
        shares = splitter(total, given_of(lines))

        assert all(share == 0 for line, share in zip(lines, shares, strict=True) if not line.worth)
        assert all(share * total >= 0 for share in shares)


# -- 11: scale ----------------------------------------------------------------------------------


@given(
    fens,
    st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any),
    st.tuples(st.integers(1, 10**4), st.integers(1, 10**4)),
    st.integers(0, 6),
    splitters,
)
@example(2, [4, 12], (7, 3), 2, by_largest_remainder)
def test_only_the_proportion_of_weights_counts(
    total: int, units: list[int], factors: tuple[int, int], places: int, splitter: Splitter
) -> None:
    shares = splitter(total, [factors[0] * unit for unit in units])

    assert shares == splitter(total, [factors[1] * unit for unit in units])
    assert shares == splitter(total, [plain(factors[0] * unit, places) for unit in units])


@with_counterexamples
@given(total=fens, lines=weights())
def test_a_line_without_weight_changes_nothing(total: int, lines: list[Number]) -> None:
    for splitter in SPLITTERS:
        shares = splitter(total, given_of(lines))

        assert (*shares, 0) == splitter(total, [*given_of(lines), "0.00"])
        assert (0, *shares) == splitter(total, [0, *given_of(lines)])


@fewer(5)
@given(fens, weights(largest=4))
def test_the_form_of_a_weight_does_not_count(total: int, lines: list[Number]) -> None:
    texts = [plain(int(line.worth * 10**4), 4) for line in lines]

    assert split(total, given_of(lines)) == split(total, texts)
    assert split(total, given_of(lines)) == split(total, [Decimal(text) for text in texts])


# -- 12: fairness --------------------------------------------------------------------------------


@with_counterexamples
@given(total=fens, lines=weights())
def test_equal_weights_differ_by_a_fen_at_most(total: int, lines: list[Number]) -> None:
    for splitter in FAIR:
        groups: dict[Fraction, list[int]] = {}
        for line, share in zip(lines, splitter(total, given_of(lines)), strict=True):
            groups.setdefault(line.worth, []).append(share)

        assert all(max(group) - min(group) <= 1 for group in groups.values())


@with_counterexamples
@given(total=fens, lines=weights())
def test_the_larger_weight_never_gets_less(total: int, lines: list[Number]) -> None:
    shares = by_largest_remainder(total, given_of(lines))
    ranked = sorted((line.worth, abs(share)) for line, share in zip(lines, shares, strict=True))

    for (weight, share), (heavier, larger) in pairwise(ranked):
        assert share <= larger or weight == heavier


# -- 13: order ------------------------------------------------------------------------------------


@given(fens, weights(), st.randoms(use_true_random=False))
@example(2, [Number(4, Fraction(4)), Number(12, Fraction(12))], None)
def test_the_order_of_lines_counts_among_equal_weights_alone(
    total: int, lines: list[Number], random: Any
) -> None:
    other = lines[::-1] if random is None else random.sample(lines, len(lines))
    first, second = (by_largest_remainder(total, given_of(way)) for way in (lines, other))

    assert Counter(zip((line.worth for line in lines), first, strict=True)) == Counter(
        zip((line.worth for line in other), second, strict=True)
    )


def test_a_tie_goes_to_the_larger_weight_and_then_to_the_earlier_line() -> None:
    assert (0, 2) == by_largest_remainder(2, [4, 12])
    assert (2, 0) == by_largest_remainder(2, [12, 4])
    assert (1, 0, 0) == by_largest_remainder(1, [1, 1, 1])
    assert (34, 33, 33) == by_largest_remainder(100, ["0.1", "0.10", Decimal("0.100")])


# -- 14: errors -------------------------------------------------------------------------------------


@pytest.mark.parametrize("splitter", SPLITTERS)
@pytest.mark.parametrize("bad", [[], [0], ["0", "0.00"], [1, -1], ["-0.01", 5]], ids=repr)
def test_weights_that_share_nothing_are_refused(splitter: Splitter, bad: list[object]) -> None:
    with pytest.raises(AllocationError) as caught:
        splitter(100, bad)

    assert caught.value.way_out


@pytest.mark.parametrize("splitter", SPLITTERS)
@pytest.mark.parametrize("bad", [Decimal("NaN"), "NaN", Decimal("Infinity"), "1e5", ""], ids=repr)
def test_a_weight_that_is_no_number_is_refused(splitter: Splitter, bad: object) -> None:
    with pytest.raises(MoneyError) as caught:
        splitter(100, [1, bad])

    assert "weights" == caught.value.place


@pytest.mark.parametrize("splitter", SPLITTERS)
@pytest.mark.parametrize("bad", [0.5, float("nan"), True, None], ids=repr)
def test_a_weight_that_cannot_be_exact_is_refused(splitter: Splitter, bad: object) -> None:
    with pytest.raises(InexactError):
        splitter(100, [1, bad])


@pytest.mark.parametrize("splitter", SPLITTERS)
@pytest.mark.parametrize("total", [10.0, 10.5, Decimal(10), "10"], ids=repr)
def test_a_total_that_is_no_whole_number_of_fen_is_refused(splitter: Splitter, total: Any) -> None:
    with pytest.raises(TypeError):
        splitter(total, [1, 1])


@given(fens, weights(), splitters)
def test_the_weights_are_read_once_and_left_alone(
    total: int, lines: list[Number], splitter: Splitter
) -> None:
    handed = given_of(lines)
    kept = copy.deepcopy(handed)
    shares = splitter(total, handed)
    once: Any = (weight for weight in handed)

    assert shares == splitter(total, once)
    assert kept == handed
    assert [*map(repr, kept)] == [*map(repr, handed)]


# -- 15: over time ------------------------------------------------------------------------------------


@with_counterexamples
@given(total=fens, lines=weights())
def test_every_beginning_is_within_half_a_fen(total: int, lines: list[Number]) -> None:
    run = accumulate(by_running_total(total, given_of(lines)))
    exact = accumulate(quotas(total, lines))

    for reached, due in zip(run, exact, strict=True):
        assert abs(reached - due) <= Fraction(1, 2)


@given(
    fens,
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=12).filter(
        lambda pairs: any(a + b for a, b in pairs)
    ),
)
def test_cutting_finer_leaves_the_old_cuts_alone(total: int, pairs: list[tuple[int, int]]) -> None:
    coarse = by_running_total(total, [a + b for a, b in pairs])
    fine = by_running_total(total, [part for pair in pairs for part in pair])

    assert list(accumulate(coarse)) == list(accumulate(fine))[1::2]


@given(fens, st.lists(st.integers(0, 400), min_size=1, max_size=12).filter(any))
def test_equal_days_cost_the_same_to_a_fen_wherever_they_stand(total: int, days: list[int]) -> None:
    one = by_running_total(total, [1] * sum(days))

    assert max(one) - min(one) <= 1
    assert total == sum(one)


# -- by place ------------------------------------------------------------------------------------------


@with_counterexamples
@given(total=fens, lines=weights())
def test_by_place_all_are_rounded_down_and_the_first_or_the_last_take_the_odd_fen(
    total: int, lines: list[Number]
) -> None:
    down = [floor(abs(quota)) for quota in quotas(total, lines)]
    sharing = [place for place, line in enumerate(lines) if line.worth]
    first, last, spare = [*down], [*down], abs(total) - sum(down)
    last[sharing[-1]] += spare
    for place in sharing[:spare]:
        first[place] += 1
    sign = 1 if total >= 0 else -1

    assert [sign * share for share in first] == list(TO_THE_FIRST(total, given_of(lines)))
    assert [sign * share for share in last] == list(TO_THE_LAST(total, given_of(lines)))


def test_the_last_of_many_bears_what_all_others_were_spared() -> None:
    assert (*[0] * 99, 50) == by_place(50, [1] * 100, "last")
    assert (*[1] * 50, *[0] * 50) == by_place(50, [1] * 100, "first")


def test_there_is_no_other_place_for_odd_fen() -> None:
    to: Any = "middle"

    with pytest.raises(RuleError, match="first or last"):
        by_place(100, [1, 1, 1], to)
    with pytest.raises(AllocationError, match="not all zero"):
        odd_fen(100, [0, 0], "last")


# -- a share can be computed alone ---------------------------------------------------------------------


@with_counterexamples
@given(total=fens, lines=weights(largest=8))
def test_each_share_is_computed_alone_from_the_cutoff(total: int, lines: list[Number]) -> None:
    whole = split(total, given_of(lines))
    units = [int(line.worth * 10**4) for line in lines]
    names = ("total", "weight", "whole", "position")
    share = Share(
        Input("total", "yuan"), Input("weight"), Input("whole"), Input("position"), whole.cutoff
    )

    for position, fen in enumerate(whole.shares):
        texts = (plain(total, 2), plain(units[position], 4), plain(sum(units), 4), str(position))
        basis = Basis(share, tuple(zip(names, map(Decimal, texts), strict=True)))

        assert fen == basis.evaluate().fen
        assert fen == basis.recompute().fen


@fewer(30)
@given(fens, st.randoms(use_true_random=False))
def test_a_community_of_two_thousand_units_shares_to_the_fen(total: int, random: Random) -> None:
    areas = [random.randint(0, 20_000) for _ in range(2000)] + [1]
    lines = [Number(plain(area, 2), Fraction(area, 100)) for area in areas]
    shares = by_largest_remainder(total, given_of(lines))

    assert total == sum(shares)
    assert all(
        floor(quota) <= share <= ceil(quota)
        for quota, share in zip(quotas(total, lines), shares, strict=True)
    )


# -- 18: what is not promised ---------------------------------------------------------------------------


def test_a_larger_total_can_make_a_share_smaller() -> None:
    assert (1, 1, 1) == by_largest_remainder(3, [1, 3, 3])
    assert (0, 2, 2) == by_largest_remainder(4, [1, 3, 3])
    assert (3, 2, 9, 9) == by_largest_remainder(23, [1, 1, 4, 4])
    assert (2, 2, 10, 10) == by_largest_remainder(24, [1, 1, 4, 4])


def test_paying_pro_rata_in_two_goes_is_not_paying_at_once() -> None:
    open_amounts = [2, 1]
    first = by_largest_remainder(1, open_amounts)
    rest = [owed - paid for owed, paid in zip(open_amounts, first, strict=True)]
    second = by_largest_remainder(1, rest)

    assert (1, 1) == by_largest_remainder(2, open_amounts)
    assert (2, 0) == tuple(a + b for a, b in zip(first, second, strict=True))


def test_a_running_total_may_give_the_larger_weight_less() -> None:
    assert (1, 0, 1) == by_running_total(2, [2, 3, 2])
