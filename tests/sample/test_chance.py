"""Numbers from a seed: the same everywhere, and none that leans to one side."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from wuye.sample.chance import Chance

seeds = st.integers(-(10**6), 10**12)
names = st.lists(st.one_of(st.integers(), st.text(max_size=8)), max_size=3)


@given(seeds, st.integers(1, 10**9), names)
def test_a_number_is_a_part_of_a_hash_of_seed_and_name(
    seed: int, most: int, name: list[object]
) -> None:
    digest = sha256("\n".join(map(str, [seed, *name])).encode()).hexdigest()

    assert int(digest[:16], 16) * most // 2**64 == Chance(seed).below(most, *name)


@given(seeds, st.integers(-50, 50), st.integers(0, 50), names)
def test_both_ends_of_a_range_can_come(
    seed: int, least: int, more: int, name: list[object]
) -> None:
    assert least <= Chance(seed).between(least, least + more, *name) <= least + more


def test_every_number_comes_about_as_often() -> None:
    chance = Chance(1)
    drawn = Counter(chance.below(10, "die", throw) for throw in range(10_000))

    assert set(range(10)) == set(drawn)
    assert all(900 < times < 1100 for times in drawn.values())


def test_what_happens_so_many_times_in_a_hundred_does() -> None:
    chance = Chance(1)

    assert 2_700 < sum(chance.happens(30, "rain", day) for day in range(10_000)) < 3_300
    assert not any(chance.happens(0, "never", day) for day in range(1_000))
    assert all(chance.happens(100, "always", day) for day in range(1_000))


def test_each_of_several_things_can_be_picked() -> None:
    assert {"a", "b", "c"} == {Chance(seed).pick("abc") for seed in range(50)}
