"""The purse: prepaid money over time (预存), added up by day.

There is one for free money, and one for each set of items that money was restricted to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

#: The codes of the items that money is restricted to, sorted; none when it is free.
Restriction = tuple[str, ...]
#: Prepaid money in fen, by what it is restricted to; the free comes last.
Purses = tuple[tuple[Restriction, int], ...]


class Purse:
    """What came in and was not applied: changes by day, their sum, and the last day."""

    __slots__ = ("changes", "last", "total")

    def __init__(self, changes: Iterable[tuple[date, int]] = ()) -> None:
        self.changes: dict[date, int] = {}
        self.last, self.total = date.min, 0
        for on, fen in changes:
            self.add(on, fen)

    def add(self, on: date, fen: int) -> None:
        """Put money in, or take it out, from a day on."""
        self.changes[on] = self.changes.get(on, 0) + fen
        self.last, self.total = max(self.last, on), self.total + fen

    def without(self, other: Purse) -> Iterator[tuple[date, int]]:
        """The changes that the other purse lacks, by day."""
        for on in sorted(self.changes):
            if fen := self.changes[on] - other.changes.get(on, 0):
                yield on, fen

    def least(self, since: date, *more: tuple[date, int]) -> int:
        """The least that is in it on ``since`` and every later day, with ``more`` changes."""
        if since >= self.last and all(on <= since for on, _ in more):
            return self.total + sum(fen for _, fen in more)  # nothing happens later
        return lowest([*self.changes.items(), *more], since)


def lowest(changes: Iterable[tuple[date, int]], since: date = date.min) -> int:
    """The lowest that the running sum of changes comes to, on ``since`` and later.

    >>> changes = [(date(2026, 1, 5), -70), (date(2026, 1, 1), 100), (date(2026, 1, 9), 20)]
    >>> lowest(changes, date(2026, 1, 2))
    30
    """
    by_day = {since: 0}
    for on, fen in changes:
        day = max(on, since)
        by_day[day] = by_day.get(day, 0) + fen
    least, balance = None, 0
    for day in sorted(by_day):
        balance += by_day[day]
        least = balance if least is None else min(least, balance)
    return least or 0


def spend(purses: Purses, asked: Iterable[tuple[str, int]]) -> tuple[int, Purses]:
    """What purses may pay of so many fen for each item code, and what then is left in them.

    >>> spend(((("water",), 300), ((), 100)), [("property", 280), ("water", 20)])
    (120, ((('water',), 280), ((), 0)))
    """
    wants = list(asked)
    total, left = 0, list[tuple[Restriction, int]]()
    for codes, fen in purses:
        rest = fen
        for i, (code, want) in enumerate(wants):
            if rest > 0 and want and (not codes or code in codes):
                paid = min(want, rest)
                wants[i], rest = (code, want - paid), rest - paid
        left.append((codes, rest))
        total += fen - rest
    return total, tuple(left)
