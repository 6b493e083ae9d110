"""Chance that can be had again: numbers that hang on a seed and a name alone."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

from attrs import frozen

T = TypeVar("T")


@frozen
class Chance:
    """Numbers that look drawn by lot, each from the seed and the name of what is drawn.

    Nothing is drawn in a row, so one more drawing changes no other, and every Python
    draws alike.

    >>> chance = Chance(7)
    >>> chance.below(100, "floor", "3-1-502") == Chance(7).below(100, "floor", "3-1-502")
    True
    """

    seed: int

    def below(self, most: int, *name: object) -> int:
        """A whole number from 0 to below ``most``."""
        text = "\n".join(map(str, (self.seed, *name)))
        drawn = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
        return drawn * most >> 64

    def between(self, least: int, most: int, *name: object) -> int:
        """A whole number from ``least`` to ``most``, both included."""
        return least + self.below(most - least + 1, *name)

    def happens(self, times: int, *name: object) -> bool:
        """Whether something happens that does so many ``times`` in a hundred."""
        return self.below(100, *name) < times

    def pick(self, things: Sequence[T], *name: object) -> T:
        """One of several things."""
        return things[self.below(len(things), *name)]
