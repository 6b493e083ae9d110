"""Disputes counted by their cause: what was lodged, and how it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from ..money import Money
from .cases import Dispute


@frozen(kw_only=True)
class Counted:
    """The disputes on one ground: how many, how they ended, and what they were about.

    ``disputed`` is what was disputed in all of them, ``credited`` what was upheld of it.
    """

    ground: str
    zh: str
    lodged: int
    open: int
    upheld: int
    in_part: int
    rejected: int
    withdrawn: int
    late: int
    disputed: Money
    credited: Money


def counted_by_cause(cases: Iterable[Dispute]) -> tuple[Counted, ...]:
    """Count disputes by ground; the ground of which most was credited comes first.

    >>> counted_by_cause([])
    ()
    """
    by_ground: dict[str, list[Dispute]] = {}
    for case in cases:
        by_ground.setdefault(case.ground.code, []).append(case)
    counted = []
    for code, mine in by_ground.items():
        ended = Counter(case.outcome for case in mine)
        counted.append(
            Counted(
                ground=code,
                zh=mine[0].ground.zh,
                lodged=len(mine),
                open=ended[None],
                upheld=ended["upheld"],
                in_part=ended["in-part"],
                rejected=ended["rejected"],
                withdrawn=ended["withdrawn"],
                late=sum(case.late for case in mine),
                disputed=Money.total(case.amount for case in mine),
                credited=Money.total(case.upheld for case in mine),
            )
        )
    return tuple(sorted(counted, key=lambda each: (-each.credited.fen, each.ground)))
