"""Splitting a total without losing a fen.

:func:`by_largest_remainder` shares a cost over units; :func:`by_running_total` splits
over time; :func:`by_place` is for contracts that say whose the odd fen are.  All conserve
the total exactly and mirror at zero, so a credit note is the negative of its bill.

Largest remainder is *not* monotone in the total (the Alabama paradox): 3 over
``[1, 3, 3]`` gives ``[1, 1, 1]``, 4 gives ``[0, 2, 2]``.  So a split that was posted
is recorded, never computed again from a larger total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import lcm
from typing import Any, Literal

from attrs import frozen

from .errors import AllocationError, InexactError, RuleError
from .money import exact, scaled
from .rounding import Mode, round_ratio

#: Who takes the odd fen that are left of a split rounded down.
Odd = Literal["first", "last"]

_MOST = 10**18  # up to here money.exact reads whole numbers


@frozen
class Cutoff:
    """The last share that was given an extra fen: its remainder, weight and position.

    With it one share can be computed, or checked, without knowing the others.  Weight
    and remainder are integers: ``scale`` of them make one unit of weight (100 for areas
    with two places).
    """

    scale: int
    remainder: int
    weight: int
    position: int


@frozen
class Split:
    """A largest-remainder split: shares in fen, and what explains each of them."""

    shares: tuple[int, ...]
    cutoff: Cutoff | None


def _check(total: object) -> None:
    if isinstance(total, bool) or not isinstance(total, int):
        raise InexactError("fen are whole numbers", total, "allocation", "give an int")


def _integers(weights: Iterable[object]) -> tuple[tuple[int, ...], int]:
    """Bring exact weights (strings, ints, Decimals) to integers over one scale."""
    given: tuple[Any, ...] = tuple(weights)
    if set(map(type, given)) == {int} and min(given) >= 0 and 0 < max(given) < _MOST:
        return given, 1  # nothing to read, as with fen and days
    pairs = [scaled(exact(weight, place="weights")) for weight in given]
    scale = lcm(*(power for _, power in pairs)) if pairs else 1
    whole = tuple(n * (scale // power) for n, power in pairs)
    if not whole or min(whole) < 0 or not any(whole):
        raise _no_weights(len(whole))
    return whole, scale


def _no_weights(count: int) -> AllocationError:
    return AllocationError(
        "weights must be non-negative and not all zero",
        count,
        "allocation",
        "leave out who does not share, and give at least one weight above 0",
    )


def split(total: int, weights: Iterable[object]) -> Split:
    """Split ``total`` fen by largest remainder and keep what explains each share.

    Leftover fen go to the largest remainders; ties to the larger weight, then to the
    earlier position.

    >>> split(10000, ["1", "1", "1"]).shares
    (3334, 3333, 3333)
    """
    _check(total)
    return split_whole(total, *_integers(weights))


def split_whole(total: int, whole: Sequence[int], scale: int) -> Split:
    """Split by weights that are integers already, ``scale`` of them to one unit of weight."""
    width, size = sum(whole), abs(total)
    if not width or min(whole) < 0:
        raise _no_weights(len(whole))
    parts = [size * weight for weight in whole]
    rests = [part % width for part in parts]
    shares = [part // width for part in parts]
    spare = size - sum(shares)
    cutoff = None
    if spare:
        least = sorted(rests)[-spare]
        shares = [share + (rest > least) for share, rest in zip(shares, rests, strict=True)]
        spare = size - sum(shares)
        tied = sorted((i for i, rest in enumerate(rests) if rest == least), key=lambda i: -whole[i])
        for i in tied[:spare]:
            shares[i] += 1
        last = tied[spare - 1]
        cutoff = Cutoff(scale, least, whole[last], last)
    return Split(tuple(shares if total >= 0 else [-share for share in shares]), cutoff)


def by_largest_remainder(total: int, weights: Iterable[object]) -> tuple[int, ...]:
    """Split ``total`` fen in proportion to exact ``weights``.

    >>> by_largest_remainder(10000, ["280.00", "20.00"])
    (9333, 667)
    """
    _check(total)
    return split_whole(total, *_integers(weights)).shares


def odd_fen(total: int, whole: Sequence[int], to: Odd) -> tuple[int, ...]:
    """The fen that each share gets beyond its part rounded down, by weights that are integers.

    The first shares take a fen each (前几户各进一分), or the last takes them all (末户倒挤);
    a weight of 0 takes none.
    """
    width, size = sum(whole), abs(total)
    if not width or min(whole) < 0:
        raise _no_weights(len(whole))
    spare, sign = size - sum(size * weight // width for weight in whole), 1 if total >= 0 else -1
    sharing = [place for place, weight in enumerate(whole) if weight]
    extra = [0] * len(whole)
    if to == "last":
        extra[sharing[-1]] = sign * spare
    elif to == "first":
        for place in sharing[:spare]:
            extra[place] = sign
    else:
        raise RuleError("no such place for odd fen", to, "allocation", "first or last")
    return tuple(extra)


def by_place(total: int, weights: Iterable[object], to: Odd) -> tuple[int, ...]:
    """Split ``total`` fen rounded down; the first shares take a fen each, or the last all.

    For what was agreed so: by the last, a share may be as many fen above its part as there
    are shares, where by largest remainder none is a fen away.

    >>> by_place(10000, [1, 1, 1], "first"), by_place(10000, [1, 1, 1], "last")
    ((3334, 3333, 3333), (3333, 3333, 3334))
    """
    _check(total)
    whole, _ = _integers(weights)
    width = sum(whole)
    down = [round_ratio(total * weight, width, Mode.DOWN) for weight in whole]
    return tuple(part + odd for part, odd in zip(down, odd_fen(total, whole, to), strict=True))


def by_running_total(total: int, weights: Iterable[object]) -> tuple[int, ...]:
    """Split over time: round the running total, take the differences.

    Any beginning of the series is within half a fen of exact, so cutting a period finer
    never moves what is owed at the old cuts.

    >>> by_running_total(28000, [16, 15])
    (14452, 13548)
    """
    _check(total)
    whole, _ = _integers(weights)
    width, run, before = sum(whole), 0, 0
    shares = []
    for weight in whole:
        run += weight
        reached = round_ratio(total * run, width)
        shares.append(reached - before)
        before = reached
    return tuple(shares)
