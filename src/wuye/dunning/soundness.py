"""Whether a policy can work: every fault of it, told together.

A stage follows on the one before when whoever has reached it has reached that one too, and
something more is asked: later, more, a reason, days after the last notice, a proof.  Then
no facts reach two stages at once, and none are reached in another order than they stand.

>>> from .policy import Policy, Stage, When
>>> Policy("乱序", [Stage("二", When(16), ["letter"]), Stage("一", When(8), ["message"])])
Traceback (most recent call last):
wuye.errors.RuleError: policy 乱序: 一: reached before the stage that stands before it; mend it
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

from ..errors import RuleError
from ..law.measures import require_lawful
from .arrears import Cause
from .means import MEANS

if TYPE_CHECKING:
    from .policy import Policy, Stage, When

#: The fewest days that so many months have, from any day of a year: 28, 59, 89 and more.
_FEWEST, _MOST = 30, 31


def check(policy: Policy) -> None:
    """Refuse a policy that can't work, with all its faults."""
    for stage in (*policy.stages, policy.help):
        for each in stage.means:
            require_lawful(MEANS[each].measure, policy.place, policy.since)
    if faults := tuple(_faults(policy)):
        raise RuleError("; ".join(faults), None, f"policy {policy.name}", "mend it")


def _faults(policy: Policy) -> Iterator[str]:
    if not policy.stages:
        yield "no stage; to leave somebody alone write an Override"
    stages = policy.stages if policy.help in policy.stages else (*policy.stages, policy.help)
    names = [stage.name for stage in stages]
    if len(set(names)) < len(names) or "" in names:
        yield "stages have names of their own"
    if policy.minimum.fen < 0 or not _count(policy.cool_down, 0):
        yield "the minimum and the days to cool down are not below 0"
    if policy.cap and not (_count(policy.cap.most, 1) and _count(policy.cap.days, 1)):
        yield "a cap is at least one contact in at least one day"
    for stage in stages:
        yield from (f"{stage.name}: {fault}" for fault in _alone(stage))
    if policy.help.formal:
        yield f"{policy.help.name}: nothing formal goes to who is in need"
    if policy.stages and policy.stages[0].when.after:
        yield f"{policy.stages[0].name}: no stage stands before the first"
    demanded = False
    for stage in policy.stages:
        if stage.demanded_first and not demanded:
            yield f"{stage.name}: no demand with a deadline stands before it (民法典 944-2)"
        demanded = demanded or stage.deadline is not None
    for before, stage in pairwise(policy.stages):
        if not _implies(stage.when, before.when):
            yield f"{stage.name}: reached before the stage that stands before it"
        elif stage.when == before.when and not _waits(before, stage):
            yield f"{stage.name}: reached by the same facts as {before.name}"
        if before.proof != "sent" and not _can_give(before):
            yield f"{stage.name}: never reached, {before.name} can't be proved to be {before.proof}"


def _alone(stage: Stage) -> Iterator[str]:
    """The faults of one stage."""
    when = stage.when
    if not stage.means:
        yield "no means"
    if not _count(when.days, 1):
        yield "it begins on the day after the due day or later"
    rest = (when.months, when.periods, when.after, when.year_end, stage.every)
    if when.amount.fen < 0 or not all(_count(each, 0) for each in rest):
        yield "a bound is below 0 or no whole number"
    if unknown := sorted(set(when.reasons) - set(get_args(Cause))):
        yield f"no such reason: {', '.join(unknown)}"
    if stage.attempts is not None and not _count(stage.attempts, 1):
        yield "at least one attempt, or None without limit"
    if stage.deadline is not None:
        if not _count(stage.deadline, 1):
            yield "a deadline gives at least one day"
        if not any(MEANS[each].named and MEANS[each].channel for each in stage.means):
            yield "none of its means can make a demand"
    start, end = stage.hours
    if start.tzinfo or end.tzinfo or start >= end:
        yield "not hours of one day"


def _count(value: object, least: int) -> bool:
    return type(value) is int and value >= least


def _implies(later: When, earlier: When) -> bool:
    """Whether whatever reaches the later stage has reached the earlier one."""
    if later.after:  # it counts from the notice of the one before
        return True
    days = max(later.days, _FEWEST * later.months - 2)
    both = earlier.month_end and later.month_end
    return (
        days >= earlier.days + (_FEWEST if earlier.month_end and not both else 0)
        and (later.months >= earlier.months or later.days >= _MOST * earlier.months)
        and later.periods >= earlier.periods
        and later.amount >= earlier.amount
        and (not earlier.reasons or (set(later.reasons) or {""}) <= set(earlier.reasons))
        and later.broken >= earlier.broken
        and (not earlier.year_end or 0 < later.year_end <= earlier.year_end)
    )


def _waits(before: Stage, stage: Stage) -> bool:
    """Whether something has to come in between: a proof, or the end of a deadline."""
    return before.proof != "sent" or stage.demanded_first


def _can_give(stage: Stage) -> bool:
    """Whether one of its means can give the proof that the next stage waits for."""
    ways = [MEANS[each] for each in stage.means]
    if stage.proof == "arrived":
        return any(way.channel and way.named for way in ways)
    return any(not way.proves.weak for way in ways)
