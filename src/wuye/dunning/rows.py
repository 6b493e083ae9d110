"""The stage of today, from the facts alone: what a decision rests on, and many at once.

>>> from .presets import MESSAGE_THEN_LETTER
>>> due = date(2026, 10, 25)
>>> rows = [
...     Arrears(date(2026, 10, 25), due, 30000),
...     Arrears(date(2026, 10, 26), due, 30000),
...     Arrears(date(2026, 10, 27), due, 30000, sent=1, attempts=1, last=date(2026, 10, 26)),
... ]
>>> for stage, again in decide_rows(rows, MESSAGE_THEN_LETTER):
...     print(stage, again)
not-overdue 2026-10-26
0 2026-10-27
cool-down 2026-11-02
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from ..dates import ONE_DAY, WorkdayCalendar
from ..errors import PeriodError, RuleError
from .arrears import Arrears
from .decisions import Reason
from .policy import Policy, Stage

_FAR = 60  # days; no holiday is longer

#: The number of a stage, or why there is none; and the next day on which it may change.
Step = tuple[int | Reason, date | None]
#: Why a stage may not be begun on a day although it is reached, and until when; or None.
Gate = Callable[[int, date], tuple[Reason, date | None] | None]


def decide_rows(
    rows: Iterable[Arrears], policy: Policy, calendar: WorkdayCalendar | None = None
) -> list[Step]:
    """Decide about many debtors by what :class:`~.arrears.Arrears` tell of each.

    These are the rules of :func:`~.deciding.decide` about due days, amounts, contacts,
    stages and days of rest, by the same code.  What a row does not tell is for `decide`:
    proof, deadlines, checks, approval, pauses, and what is known of the debtor.  Each row
    gives the number of the stage to act on today, to be looked at again tomorrow, or the
    reason why there is none, and when that may change.

    Raises :class:`~wuye.errors.RuleError` where days of rest are to be left alone and no
    calendar is given.
    """
    return [_step(policy, row, calendar) for row in rows]


def _step(policy: Policy, facts: Arrears, calendar: WorkdayCalendar | None) -> Step:
    found = reached(policy, facts)
    if isinstance(found[0], str):
        return found

    def acts(day: date) -> bool:
        return not isinstance(reached(policy, facts._replace(day=day))[0], str)

    until = resting(policy, facts.day, calendar, acts)
    return ("quiet-day", until) if until else found


def resting(
    policy: Policy, day: date, calendar: WorkdayCalendar | None, acts: Callable[[date], bool]
) -> date | None:
    """Until when a notice waits for the end of days of rest; None if it may go out.

    It waits for a day that is worked, or that has another reason, on which it no longer ``acts``.
    """
    if not policy.quiet:
        return None
    if calendar is None:
        raise RuleError(
            "a policy that leaves days of rest alone needs a calendar",
            None,
            f"policy {policy.name}",
            "give calendar=..., or quiet=False",
        )
    if calendar.is_workday(day):
        return None
    for away in range(1, _FAR):
        later = day + timedelta(away)
        if calendar.is_workday(later) or not acts(later):
            return later
    raise PeriodError("no day is worked", day.isoformat(), "calendar", "check the calendar")


def reached(policy: Policy, facts: Arrears, gate: Gate | None = None) -> Step:
    """The stage that is reached, without a look at days of rest.

    ``gate`` tells what stands before a stage.  The tests stand in this
    order so that each answer has one day on which it ends: none before it depends on time
    but by the penalty that grows.
    """
    day, oldest, fen = facts.day, facts.oldest, facts.fen
    if not fen and facts.held:
        return "disputed", None
    if day <= oldest:
        return "not-overdue", oldest + ONE_DAY
    tomorrow = day + ONE_DAY
    asked = fen - facts.credit
    if asked <= 0:
        return "credit-covers", tomorrow if facts.bearing else None
    if asked < policy.minimum.fen:
        return "below-minimum", tomorrow if facts.bearing else None
    if facts.last:
        end = facts.last + timedelta(policy.cool_down)
        if day < end:
            return "cool-down", _cooled(policy, facts, end, gate)
    if facts.full and policy.cap:
        end = facts.full + timedelta(policy.cap.days)
        if day < end:
            return "contact-limit", end
    stages, number, awaited = policy.stages, facts.sent, False
    first: date | None = None
    if number < len(stages):
        first = stages[number].when.first_day(facts)
        if first and first <= day:
            shut = gate(number, day) if gate else None
            if not shut:
                return number, tomorrow
            if shut[0] != "proof-awaited":
                return shut[0], earlier(shut[1], stages[number].when.ends(day))
            first, awaited = None, True
    if not number:
        return ("proof-awaited" if awaited else "before-first-stage"), first
    return _repeated(stages[number - 1], facts, gate, first, awaited=awaited)


def _cooled(policy: Policy, facts: Arrears, end: date, gate: Gate | None) -> date | None:
    """When the days between contacts are over, and those between notices of one stage too."""
    every = timedelta(policy.stages[facts.sent - 1].every) if facts.sent else timedelta(0)
    if facts.since is None or facts.since + every <= end:
        return end
    later, until = reached(policy, facts._replace(day=end), gate)
    return until if later == "cool-down" else end


def _repeated(
    stage: Stage, facts: Arrears, gate: Gate | None, first: date | None, *, awaited: bool
) -> Step:
    """The last stage that was sent, once more, until ``first``, the day of the next one."""
    day, since = facts.day, facts.since
    if stage.attempts is not None and facts.attempts >= stage.attempts:
        return ("proof-awaited" if awaited else "attempts"), first
    again = stage.when.first_day(facts._replace(since=date.min))
    if again is None or again > day:
        return "attempts", earlier(first, again)
    if since and (end := since + timedelta(stage.every)) > day:
        return "cool-down", earlier(earlier(first, end), stage.when.ends(day))
    shut = gate(facts.sent - 1, day) if gate else None
    if shut:
        return shut[0], earlier(earlier(first, shut[1]), stage.when.ends(day))
    return facts.sent - 1, day + ONE_DAY


def earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two days, of which there may be none."""
    return min(one, other) if one and other else one or other
