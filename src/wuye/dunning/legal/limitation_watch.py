"""Watching limitation (诉讼时效预警): when each debt of an account may be pleaded to be too old.

One clock a bill; where kinds of fees or their service periods fare differently, one for
each.  A demand interrupts only what it *names*, by the days of service: a letter about
2024 leaves the clock of 2022 running.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from attrs import evolve, field, frozen

from ...dates import Period
from ...errors import PeriodError
from ...estate import Owner
from ...evidence.archive import Proof
from ...evidence.matter import answerable, due_day
from ...law.limitation import Claim, Clock, Obstacle, RestDay, clock
from ...ledger import State
from ...money import Money

Ends = Literal["ended", "given-up", "soon", "later", "not-started", "unknown"]

#: What staff read of each.
ENDS: dict[Ends, str] = {
    "ended": "已届满，对方可以抗辩",
    "given-up": "已届满，对方同意履行，不得再抗辩",
    "soon": "即将届满",
    "later": "尚未届满",
    "not-started": "未起算",
    "unknown": "到期日不明，无法判断",
}


@frozen(kw_only=True)
class Watched:
    """The clock of a bill, or of some of its lines: how much depends on it, when it ends.

    ``open`` is principal and penalty, disputed and written-off parts included: neither stops
    a clock.
    """

    bill: str
    lines: tuple[str, ...]
    periods: tuple[Period, ...]
    due: date | None
    open: Money
    ends: Ends
    clock: Clock = field(repr=False)

    @property
    def last(self) -> date | None:
        """The last day of the period, as early as it may be; None while it cannot be told."""
        return None if self.ends == "unknown" else self.clock.earliest_expiry

    @property
    def left(self) -> int | None:
        """How many days are left after today; below 0 it has ended."""
        return None if self.last is None else (self.last - self.clock.on).days

    def in_words(self) -> str:
        """Tell it in one line of Chinese."""
        days = "、".join(f"{each.start}至{each.last}" for each in self.periods)
        last = f"最早于{self.last}届满，" if self.last else ""
        return f"{self.bill}（{days}）{self.open} 元：{last}{ENDS[self.ends]}"


def watch_limitation(
    state: State,
    proofs: Iterable[Proof] = (),
    *,
    soon: int,
    owner: Owner | None = None,
    obstacles: Iterable[Obstacle] = (),
    rest_day: RestDay | None = None,
) -> tuple[Watched, ...]:
    """List the clock of all that is open, the earliest end first.

    ``soon`` is within how many days an end is near; ``owner`` makes a demand on one co-owner
    count for all.  Without ``rest_day`` no end is rolled and each clock says so.

    >>> from ...ledger import Account
    >>> watch_limitation(Account("锦苑物业", "O-1").on(date(2026, 12, 21)), soon=180)
    ()
    """
    if type(soon) is not int or soon < 0:
        raise PeriodError("soon is a number of days", soon, "watch_limitation", "give 0 or more")
    events, barred = [proof.event for proof in proofs], tuple(obstacles)
    found: dict[tuple[str, date | None, str], Watched] = {}
    for item in state.items:
        if item.settled:
            continue
        debtors, due = answerable(item.bill, owner), due_day(item.bill)
        claim = Claim(item.line.service, debtors, due=due, item=item.line.item)
        counted = clock(claim, events, on=state.day, obstacles=barred, rest_day=rest_day)
        ends = _ends(counted, soon) if due else "unknown"
        key = (item.bill.id, counted.earliest_expiry, ends)
        before = found.get(key)
        mine = Watched(
            bill=item.bill.id,
            lines=(item.id,),
            periods=(item.line.service,),
            due=due,
            open=item.principal + item.penalty_open,
            ends=ends,
            clock=counted,
        )
        found[key] = _together(before, mine) if before else mine
    return tuple(sorted(found.values(), key=lambda each: (each.last or date.max, each.bill)))


def _ends(counted: Clock, soon: int) -> Ends:
    if counted.state == "lapsed":
        return "ended" if counted.defence_available else "given-up"
    if counted.state == "not-started" or counted.earliest_expiry is None:
        return "not-started"
    return "soon" if (counted.earliest_expiry - counted.on).days <= soon else "later"


def _together(one: Watched, other: Watched) -> Watched:
    return evolve(
        one,
        lines=one.lines + other.lines,
        periods=tuple(dict.fromkeys(one.periods + other.periods)),
        open=one.open + other.open,
    )
