"""Whom to remind today, of what, how, and why everything else is left alone.

One pure function of the account's state, the policy, what happened so far and what is known
of the debtor: equal facts give equal decisions.  No stage is reached before the one below it
was sent; when the oldest item is paid, what was sent for it counts no more; a debtor gets
one notice.

>>> from ..ledger import Account
>>> from .policy import MESSAGE_THEN_LETTER
>>> nothing_owed = Account("锦苑物业", "O-1").on(date(2026, 12, 21))
>>> decide(nothing_owed, MESSAGE_THEN_LETTER)
Decision(actions=(), withheld=(), again=None)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from attrs import evolve

from ..dates import ONE_DAY, WorkdayCalendar, in_china
from ..errors import RuleError
from ..law.limitation import roll
from ..ledger import ItemState, State
from ..money import Money
from .arrears import Arrears
from .cases import Case
from .decisions import Action, Decision, Reason, Withheld
from .events import Event, Sent
from .means import FORMAL, MEANS, Means
from .past import Past
from .policy import Policy, Stage
from .profiles import Profile
from .reaching import reach
from .rows import step

#: What the holds of the ledger are told as; any other kind is "held".
_HELD: Mapping[str, Reason] = {"dispute": "disputed", "complaint": "complaint"}
_NOBODY = Profile()


class _Course(NamedTuple):
    """A stage with the means of its notice, or the reason for none; and when that may change."""

    found: tuple[Stage, Means] | Reason
    detail: str
    again: date | None


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
    matter = _Matter(state, policy, past, profile, calendar, at)
    if not matter.overdue:
        return Decision((), tuple(matter.withheld), matter.soon)
    today = matter.course(state.day)
    if isinstance(today.found, str):
        why = today.found, today.detail
        withheld = (Withheld(item.id, _asked(item), *why) for item in matter.overdue)
        again = _earliest(matter.again(today), matter.soon)
        return Decision((), (*matter.withheld, *withheld), again)
    stage, way = today.found
    items, apart = matter.ripe(stage)
    action = Action(
        debtor=state.debtor,
        stage=stage.name,
        means=way,
        template=stage.template or stage.name,
        on=state.day,
        hours=stage.hours,
        items=tuple(item.id for item in items),
        principal=Money.of_fen(sum(_free(item)[0] for item in items)),
        penalty=Money.of_fen(sum(_free(item)[1] for item in items)),
        credit=Money.of_fen(_credit(state, items)),
        deadline=stage.deadline,
        offers=stage.offers,
        to=_to(state.debtor, items),
        counter=profile.cash,
        unnamed=not MEANS[way].named,
    )
    return Decision((action,), (*matter.withheld, *apart), state.day + ONE_DAY)


class _Matter:
    """One account to decide about, on any day from that of its state on."""

    def __init__(
        self,
        state: State,
        policy: Policy,
        past: Past,
        profile: Profile,
        calendar: WorkdayCalendar | None,
        at: datetime | None,
    ) -> None:
        self.state, self.policy, self.past, self.profile = state, policy, past, profile
        self.calendar, self.at = calendar, at
        self.withheld: list[Withheld] = []
        self.overdue: list[ItemState] = []
        self.held = 0
        self.soon: date | None = None
        self._sort()
        if self.overdue:
            self.oldest = min(self.overdue, key=lambda item: (item.bill.due, item.id))
            self.named = [sent for sent in past.sent if self.oldest.id in sent.items]

    def _sort(self) -> None:
        """Tell what is overdue and may be asked for from what is left alone by itself."""
        day, tomorrow = self.state.day, self.state.day + ONE_DAY
        for item in self.state.items:
            principal, penalty = item.principal, item.penalty_open
            if not (principal.fen or penalty.fen):
                continue
            if item.written_off.fen or item.penalty_written_off.fen:
                self._leave(item, principal.fen + penalty.fen, "written-off")
                continue
            for hold in item.holds:
                fen = hold.principal.fen + hold.penalty.fen
                self.held += fen
                self._leave(item, fen, _HELD.get(hold.kind, "held"), hold.id)
            asked = sum(_free(item))
            if not asked:
                continue
            due = item.bill.due
            if item.paused:
                self._leave(item, asked, item.paused)
                self.soon = tomorrow  # the state does not tell when a pause ends
            elif due >= day:
                self._leave(item, asked, "not-overdue", str(due))
                self.soon = _earliest(self.soon, due + ONE_DAY)
            elif self.past.closed and due <= self.past.closed:
                self._leave(item, asked, "closed", str(self.past.closed))
            elif self.past.handed:
                self._leave(item, asked, "handed-over", self.past.handed)
            elif self.policy.delivered and item.bill.id in self.profile.undelivered:
                self._leave(item, asked, "not-delivered", item.bill.id)
            else:
                self.overdue.append(item)

    def _leave(self, item: ItemState, fen: int, reason: Reason, detail: str = "") -> None:
        self.withheld.append(Withheld(item.id, Money.of_fen(fen), reason, detail))

    # -- what to do on a day ---------------------------------------------------------------

    def course(self, day: date) -> _Course:
        """The stage and its means on a day, if nothing happens until then."""
        policy, until = self._policy(day)
        if isinstance(policy, str):
            return _Course("excluded", policy, until)
        facts = self._facts(policy, day)

        def gate(number: int, day: date) -> tuple[Reason, date | None] | None:
            return self._gate(policy, number, day)

        found, again = step(policy, facts, self.calendar, gate)
        if isinstance(found, str):
            if self.past.hardship and found in {"attempts", "before-first-stage"}:
                found = "hardship"
            return _Course(found, self._detail(policy, found), again)
        stage = policy.stages[found]
        failed = {sent.means for sent in self.named if sent.id in self.past.failed}
        way = reach(stage, self.profile, day, failed)
        if isinstance(way, str):
            return _Course(way, "", self._other_stage(policy, facts))
        if (shut := self._hours(stage, way, day)) is not None:
            return _Course("quiet-hours", "", shut)
        return _Course((stage, way), "", again)

    def again(self, today: _Course) -> date | None:
        """The first day on which the answer is another, if nothing happens until then."""
        edges = [o.until for o in self.profile.overrides]
        for stop in self.profile.contacts.stops:
            edges += [stop.since, stop.until]
        found, day = today, self.state.day
        while True:
            days = [each for each in (found.again, *edges) if each and each > day]
            if not days:
                return found.again if found.again == self.state.day else None
            day = min(days)
            if not edges and found.found not in {"no-means", "do-not-contact"}:
                return day
            found = self.course(day)
            if found[:2] != today[:2] or day == self.state.day + ONE_DAY:
                return day

    def ripe(self, stage: Stage) -> tuple[list[ItemState], list[Withheld]]:
        """The items for which a stage may be begun, and the others with the reason.

        One goes to law only for what a demand has named whose days are over.
        """
        if not stage.demanded_first:
            return self.overdue, []
        items: list[ItemState] = []
        apart: list[Withheld] = []
        for item in self.overdue:
            shut = self._demanded(item, self.state.day)
            if shut:
                apart.append(Withheld(item.id, _asked(item), shut[0]))
            else:
                items.append(item)
        return items, apart

    def _policy(self, day: date) -> tuple[Policy | str, date | None]:
        """The policy as it goes for the debtor; the reason instead if he is left alone."""
        policy = self.policy
        if self.past.hardship:
            policy = evolve(policy, stages=[policy.help])
        for override in self.profile.overrides:
            if override.until is not None and override.until <= day:
                continue
            if override.stop:
                return override.reason, override.until
            if override.minimum is not None:
                policy = evolve(policy, minimum=override.minimum)
            if override.at_most and not self.past.hardship:
                policy = evolve(policy, stages=_up_to(policy, override.at_most))
        return policy, None

    def _facts(self, policy: Policy, day: date) -> Arrears:
        overdue, past = self.overdue, self.past
        by_stage: dict[str, list[Sent]] = {}
        for sent in self.named:
            by_stage.setdefault(sent.stage, []).append(sent)
        number = 0
        for stage in policy.stages:
            if stage.name not in by_stage:
                break
            number += 1
        latest = by_stage[policy.stages[number - 1].name] if number else []
        cap = policy.cap
        full = past.sent[-cap.most].on if cap and len(past.sent) >= cap.most else None
        return Arrears(
            day=day,
            oldest=self.oldest.bill.due,
            fen=sum(sum(_free(item)) for item in overdue),
            periods=len({item.bill.period for item in overdue}),
            credit=_credit(self.state, overdue),
            held=self.held,
            reason=past.reason,
            broken=past.broken,
            sent=number,
            attempts=len(latest),
            since=latest[-1].on if latest else None,
            last=past.sent[-1].on if past.sent else None,
            full=full,
            bearing=any(item.bill.penalty is not None for item in overdue),
        )

    # -- what stands before a stage --------------------------------------------------------

    def _gate(self, policy: Policy, number: int, day: date) -> tuple[Reason, date | None] | None:
        stage, profile = policy.stages[number], self.profile
        if stage.formal and profile.failed:
            return "check-failed", None
        if number and not self._proved(policy.stages[number - 1]):
            return "proof-awaited", None
        if stage.demanded_first and (shut := self._demanded(self.oldest, day)):
            return shut
        asks = stage.approved or (profile.protected and not FORMAL.isdisjoint(stage.means))
        if asks and stage.name not in self.past.approved:
            return "approval-awaited", None
        return None

    def _proved(self, stage: Stage) -> bool:
        """Whether the proof that a stage asks for is there, of one of its notices."""
        if stage.proof == "sent":
            return True
        found = (self.past.arrived.get(sent.id) for sent in self.named if sent.stage == stage.name)
        return any(each and (stage.proof == "arrived" or not each.evidence.weak) for each in found)

    def _demanded(self, item: ItemState, day: date) -> tuple[Reason, date | None] | None:
        """What still stands before a suit about an item (民法典 944-2)."""
        demands = [sent for sent in self.past.sent if sent.deadline and item.id in sent.items]
        if not demands:
            return "not-demanded", None
        lasts: list[date] = []
        for sent in demands:
            arrived = self.past.arrived.get(sent.id)
            if arrived and arrived.on > item.bill.due:
                lasts.append(self._last(arrived.on, sent.deadline or 0))
        if not lasts:
            return "proof-awaited", None
        return ("deadline-runs", max(lasts) + ONE_DAY) if day <= max(lasts) else None

    def _last(self, arrived: date, days: int) -> date:
        """The last day to pay; the day of arrival does not count."""
        last, calendar = arrived + timedelta(days), self.calendar
        return roll(last, lambda day: not calendar.is_workday(day)) if calendar else last

    def _hours(self, stage: Stage, way: Means, day: date) -> date | None:
        """When the hours begin, if they are not now; letters and courts know none."""
        if self.at is None or day != self.state.day or MEANS[way].channel in {None, "letter"}:
            return None
        start, end = stage.hours
        now = in_china(self.at).time()
        return day if now < start else day + ONE_DAY if now >= end else None

    def _other_stage(self, policy: Policy, facts: Arrears) -> date | None:
        """The day of the next stage, which may have other means."""
        if facts.sent == len(policy.stages):
            return None
        return policy.stages[facts.sent].when.first_day(facts)

    def _detail(self, policy: Policy, reason: Reason) -> str:
        """What there is to say about a reason: a day, an amount, checks."""
        past = self.past
        match reason:
            case "credit-covers":
                return str(self.state.prepaid)
            case "below-minimum":
                return str(policy.minimum)
            case "cool-down" | "contact-limit" | "attempts" | "proof-awaited":
                return str(past.sent[-1].on) if past.sent else ""
            case "before-first-stage":
                return policy.stages[0].name
            case "check-failed":
                return " ".join(self.profile.failed)
            case _:
                return ""


def _free(item: ItemState) -> tuple[int, int]:
    """Principal and penalty, in fen, that nothing sets apart."""
    principal, penalty = item.principal.fen, item.penalty_open.fen
    for hold in item.holds:
        principal -= hold.principal.fen
        penalty -= hold.penalty.fen
    return principal, penalty


def _asked(item: ItemState) -> Money:
    return Money.of_fen(sum(_free(item)))


def _credit(state: State, items: list[ItemState]) -> int:
    """The prepayment that may pay items: none of it what is collected for another."""
    if not state.received.fen:
        return 0
    own = sum(sum(_free(i)) for i in items if i.line.item not in i.bill.collected)
    return min(state.prepaid.fen, own)


def _to(debtor: str, items: list[ItemState]) -> tuple[str, ...]:
    """The debtor, and those who answer for everything that is asked beside him."""
    beside = [each for each in items[0].bill.beside if all(each in i.bill.beside for i in items)]
    return debtor, *beside


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


def _earliest(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other
