"""Whom to remind today, of what, how, and why everything else is left alone.

One pure function of the account's state, the policy, what happened so far and what is known
of the debtor: equal facts give equal decisions.  No stage is reached before the one below it
was sent; when the oldest item is paid, or prepayment covers it, what was sent for it counts
no more; a debtor gets one notice.

>>> from ..ledger import Account
>>> from .presets import MESSAGE_THEN_LETTER
>>> nothing_owed = Account("锦苑物业", "O-1").on(date(2026, 12, 21))
>>> decide(nothing_owed, MESSAGE_THEN_LETTER)
Decision(actions=(), left=(), again=None)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from attrs import evolve

from ..dates import ONE_DAY, WorkdayCalendar, in_china
from ..errors import RuleError
from ..ledger import State
from ..ledger.purse import spend
from ..money import Money
from .arrears import Arrears
from .cases import Case
from .claims import Claim, Claims, alone, asked, claims
from .decisions import Action, Decision, Left, Reason
from .events import Event, Sent
from .gates import Shut, shut, undemanded
from .means import MEANS, TO_LAW, Means
from .past import Past
from .policy import Policy, Stage
from .profiles import Profile
from .reaching import reach
from .rows import earlier, reached, resting
from .signs import told

_NOBODY = Profile()
#: Reasons that the next stage may have as well, so that its day need not change the answer.
_MASKING = {"no-means", "check-failed", "approval-awaited"}


def decide(
    state: State,
    policy: Policy,
    case: Case | Iterable[Event] = (),
    *,
    profile: Profile = _NOBODY,
    calendar: WorkdayCalendar | None = None,
    at: datetime | None = None,
) -> Decision:
    """Decide about one account, on the day of ``state``.

    Every open amount, what is written off too, is either in an action or withheld with a
    reason.  ``calendar`` tells days of rest, for a policy that leaves them alone and for
    the last day of a deadline, which rolls over them (民法典 203); without one the last day
    is the earliest it can be.  ``at`` is the instant at which it is to be done, if the
    hours matter.

    Raises :class:`~wuye.errors.RuleError` where a calendar is needed and not given, or
    ``at`` lies on another day, and :class:`~wuye.errors.ConflictError` for two events with
    one id.
    """
    if at is not None and in_china(at).date() != state.day:
        raise RuleError(
            "the instant lies on another day",
            at.isoformat(),
            f"state of {state.day}",
            "give an instant of the day in China",
        )
    past = Past.of(case.events if isinstance(case, Case) else case, state.day)
    found = claims(state, policy, past, profile)
    if not found.overdue:
        return Decision((), tuple(found.left), found.soon)
    matter = _Matter(state, policy, past, profile, calendar, at, found)
    today = matter.course(state.day)
    if isinstance(today.found, str):
        waits = alone(found.overdue, today.found, today.detail)
        return Decision((), (*found.left, *waits), earlier(matter.again(today), found.soon))
    stage, way = today.found
    ripe, left = matter.ripe(stage)
    principal, penalty = sum([c.principal for c in ripe]), sum([c.penalty for c in ripe])
    credit = found.credit and spend(found.purses, asked(ripe))[0]
    if credit == principal + penalty:
        left += alone(ripe, "credit-covers", state.prepaid)
        return Decision((), (*found.left, *left), today.again)
    action = Action(
        debtor=state.debtor,
        stage=stage.name,
        means=way,
        template=stage.template or stage.name,
        on=state.day,
        hours=stage.hours,
        items=tuple([each.id for each in ripe]),
        principal=Money.of_fen(principal),
        penalty=Money.of_fen(penalty),
        credit=Money.of_fen(credit),
        deadline=stage.deadline,
        offers=stage.offers,
        to=_to(state.debtor, ripe),
        counter=profile.cash,
        unnamed=not MEANS[way].named,
    )
    return Decision((action,), (*found.left, *left), today.again)


class _Course(NamedTuple):
    """A stage with the means of its notice, or the reason for none; and when that may change."""

    found: tuple[Stage, Means] | Reason
    detail: object
    again: date | None


class _Matter:
    """What is overdue of one account, to be decided about on any day from its own on."""

    __slots__ = (
        "at",
        "calendar",
        "claims",
        "day",
        "named",
        "oldest",
        "past",
        "policy",
        "profile",
        "state",
    )

    def __init__(
        self,
        state: State,
        policy: Policy,
        past: Past,
        profile: Profile,
        calendar: WorkdayCalendar | None,
        at: datetime | None,
        found: Claims,
    ) -> None:
        self.state, self.day, self.policy, self.past = state, state.day, policy, past
        self.profile, self.calendar, self.at, self.claims = profile, calendar, at, found
        self.oldest: Claim = min(found.overdue)
        self.named: list[Sent] = [sent for sent in past.sent if self.oldest.id in sent.items]

    def course(self, day: date) -> _Course:
        """What is to be done on a day, if nothing happens until then."""
        found = self._open(day)
        if isinstance(found.found, str):
            return found
        until = resting(self.policy, day, self.calendar, self._acts)
        if until:
            return _Course("quiet-day", "", until)
        stage, way = found.found
        if self.at and day == self.day and MEANS[way].channel not in {None, "letter"}:
            now, (start, end) = in_china(self.at).time(), stage.hours
            if not start <= now < end:
                return _Course("quiet-hours", "", day if now < start else day + ONE_DAY)
        return found

    def _acts(self, day: date) -> bool:
        return not isinstance(self._open(day).found, str)

    def _open(self, day: date) -> _Course:
        """The same without a look at days of rest and hours."""
        policy = self.policy
        if self.past.hardship or self.profile.overrides:
            own = self._own_policy(day)
            if isinstance(own, str):
                return _Course("excluded", own, None)
            policy = own
        facts = self._facts(policy, day)

        def gate(number: int, day: date) -> Shut | None:
            return shut(policy, number, self.oldest, self.past, self.profile, self.calendar, day)

        found, again = reached(policy, facts, gate)
        if isinstance(found, str):
            if self.past.hardship and found == "attempts":
                found = "hardship"
            return _Course(found, self._detail(policy, found), again)
        stage, lost = policy.stages[found], self.past.failed
        failed = [each.means for each in self.named if each.id in lost] if lost else ()
        way = reach(stage, self.profile, day, failed)
        if isinstance(way, str):
            return _Course(way, "", self._next_stage(policy, facts, found))
        return _Course((stage, way), "", again)

    def again(self, today: _Course) -> date | None:
        """The first day on which the answer is another, if nothing happens until then."""
        overrides, stops = self.profile.overrides, self.profile.contacts.stops
        searched = overrides or stops or today.found in _MASKING
        if (
            not searched
            or today.found == "quiet-day"
            or today.again in {self.day, self.day + ONE_DAY}
        ):
            return today.again
        edges = [each.until for each in overrides]
        for stop in stops:
            edges += [stop.since, stop.until]
        found, day = today, self.day
        while days := [each for each in (found.again, *edges) if each and each > day]:
            day = min(days)
            found = self._open(day)  # whether that day is worked need not be known yet
            if found[:2] != today[:2]:
                return day
        return None

    def ripe(self, stage: Stage) -> tuple[list[Claim], list[Left]]:
        """The claims for which a stage may be begun, and the others with the reason.

        One goes to law only for what is one's own, and a demand has named whose days are
        over, and for more than the prepayment would pay.
        """
        if TO_LAW.isdisjoint(stage.means):
            return self.claims.overdue, []
        ripe: list[Claim] = []
        apart: list[Left] = []
        for each in self.claims.overdue:
            found = None
            if stage.demanded_first:
                found = undemanded(each.id, each.due, self.past, self.day, self.calendar)
            if not each.own:
                apart += alone([each], "collected")
            elif found:
                apart += alone([each], found[0])
            else:
                ripe.append(each)
        return ripe, apart

    def _own_policy(self, day: date) -> Policy | str:
        """The policy as it goes for this debtor; if he is left alone, the reason."""
        policy = self.policy
        if self.past.hardship:
            policy = evolve(policy, stages=[policy.help])
        for each in self.profile.overrides:
            if each.until is not None and each.until <= day:
                continue
            if each.stop:
                return each.reason
            if each.minimum is not None:
                policy = evolve(policy, minimum=each.minimum)
            if each.at_most and not self.past.hardship:
                policy = evolve(policy, stages=_up_to(policy, each.at_most))
        return policy

    def _facts(self, policy: Policy, day: date) -> Arrears:
        overdue, sent, cap = self.claims.overdue, self.past.sent, policy.cap
        names = {each.stage for each in self.named}
        number = 0
        for stage in policy.stages:
            if stage.name not in names:
                break
            number += 1
        last = policy.stages[number - 1] if number else None
        latest = [each for each in self.named if last and each.stage == last.name]
        return Arrears(
            day,
            self.oldest.due,
            self.claims.fen,
            periods=_periods(overdue) if "periods" in policy.asks else 1,
            credit=self.claims.credit,
            held=self.claims.held,
            reason=self._reason() if "reasons" in policy.asks else "",
            # a promise broken before the oldest item was due was about something else
            broken=self.past.broken is not None and self.past.broken >= self.oldest.due,
            sent=number,
            attempts=self._attempts(last, latest, day) if last else 0,
            since=latest[-1].on if latest else None,
            last=sent[-1].on if sent else None,
            full=sent[-cap.most].on if cap and len(sent) >= cap.most else None,
            bearing=self.claims.bearing,
        )

    def _attempts(self, stage: Stage, sent: list[Sent], day: date) -> int:
        """How many notices of a stage count, on which one more is left for a means untried.

        That is where all of them failed, and another means reaches the debtor.
        """
        count, lost = len(sent), self.past.failed
        if stage.attempts is None or count < stage.attempts or not lost.issuperset(_ids(sent)):
            return count
        way = reach(stage, self.profile, day, tried := {each.means for each in sent})
        return count if isinstance(way, str) or way in tried else stage.attempts - 1

    def _reason(self) -> str:
        """Why the debtor does not pay, as far as what happened tells."""
        known = told(self.past.events)
        return known.reason if known else ""

    def _next_stage(self, policy: Policy, facts: Arrears, found: int) -> date | None:
        """When another stage comes, which may have other means, or this one ends."""
        ends = policy.stages[found].when.ends(facts.day)
        if facts.sent == len(policy.stages):
            return ends
        first = policy.stages[facts.sent].when.first_day(facts)
        return earlier(first if first and first > facts.day else None, ends)

    def _detail(self, policy: Policy, reason: Reason) -> object:
        """What there is to say about a reason: a day, an amount, checks."""
        if reason == "below-minimum":
            return policy.minimum
        if reason in {"cool-down", "contact-limit"}:
            return self.past.sent[-1].on
        if reason == "check-failed":
            return " ".join(self.profile.failed)
        return ""


def _ids(sent: list[Sent]) -> set[str]:
    return {each.id for each in sent}


def _periods(overdue: list[Claim]) -> int:
    """How many periods are unpaid."""
    return len({each.bill.period for each in overdue})


def _to(debtor: str, asked: list[Claim]) -> tuple[str, ...]:
    """The debtor, and those who answer beside him for everything that is asked."""
    beside = asked[0].bill.beside
    if not beside:
        return (debtor,)
    return debtor, *(one for one in beside if all(one in each.bill.beside for each in asked))


def _up_to(policy: Policy, last: str) -> tuple[Stage, ...]:
    names = [stage.name for stage in policy.stages]
    if last not in names:
        raise RuleError(
            "an override names no stage of the policy",
            last,
            f"policy {policy.name}",
            f"stages: {names}",
        )
    return policy.stages[: names.index(last) + 1]
