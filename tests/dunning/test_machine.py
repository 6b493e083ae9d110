"""Dunning over an account on which anything happens, held against the plain rules."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from debtor import Weekdays, bill
from wuye import Account, Bill, Money, Payment
from wuye.dunning import (
    Approved,
    Broken,
    Cap,
    Closed,
    Decision,
    Delivered,
    Eased,
    Failed,
    HandedOver,
    Hardship,
    Policy,
    Profile,
    Sent,
    Stage,
    When,
    decide,
)
from wuye.dunning.events import Event
from wuye.dunning.means import MEANS
from wuye.law.contact import Contact, ContactRules, History, Stop, permitted
from wuye.law.interruptions import Evidence
from wuye.ledger import Hold, Pause, Release
from wuye.payments.instalments import Instalment, Plan, Promise

ONE_DAY = timedelta(days=1)
CALENDAR = Weekdays(off=frozenset(date(2026, 10, each) for each in range(1, 8)))
POLICIES = (
    Policy(
        "两步",
        [
            Stage("提醒", When(), ["message"], attempts=None, every=5),
            Stage("通知", When(16), ["letter"], attempts=2),
        ],
        cool_down=3,
    ),
    Policy(
        "到诉讼",
        [
            Stage("提醒", When(days=3), ["message", "phone"], attempts=2),
            Stage("催缴函", When(months=1), ["letter"], proof="proved", deadline=15, attempts=2),
            Stage("律师函", When(months=1, after=20), ["lawyers-letter"], proof="arrived"),
            Stage("起诉", When(months=2, periods=2), ["suit"], approved=True),
        ],
        cap=Cap(3, 30),
        quiet=True,
    ),
    Policy(
        "看金额",
        [
            Stage("提醒", When(2, month_end=True), ["message"]),
            Stage("通知", When(40, amount="301.00"), ["letter"], attempts=3, every=10),
            Stage("失约", When(45, amount="301.00", broken=True), ["visit"]),
            Stage("年终", When(50, amount="301.00", broken=True, year_end=31), ["letter"]),
        ],
        minimum="20.05",
        cool_down=1,
    ),
)
NO_CALLS = Stop(
    "do-not-contact", date(2026, 2, 10), until=date(2026, 6, 1), channels=["sms", "call"]
)
PROFILES = (
    Profile(),
    Profile(prefers="phone", reachable=["phone", "letter"]),
    Profile(cash=True),
    Profile(contacts=History(stops=[NO_CALLS])),
)


class Dunning(RuleBasedStateMachine):
    """Pay, pay a part, dispute, complain, promise, book late, send, prove, move the day."""

    def __init__(self) -> None:
        super().__init__()
        self.account = Account("锦苑物业", "O-17")
        self.bills: list[Bill] = []
        self.events: list[Event] = []
        self.holds: list[Hold] = []
        self.day = date(2026, 1, 20)
        self.policy, self.profile = POLICIES[0], PROFILES[0]
        self.daily: str | None = None
        self.number = 0

    @initialize(
        policy=st.integers(0, len(POLICIES) - 1),
        profile=st.integers(0, len(PROFILES) - 1),
        daily=st.sampled_from([None, "0.0003", "0.01"]),
    )
    def begin(self, policy: int, profile: int, daily: str | None) -> None:
        self.policy, self.profile, self.daily = POLICIES[policy], PROFILES[profile], daily
        self.bill()

    def new(self) -> str:
        self.number += 1
        return f"N-{self.number}"

    def decide(self, day: date | None = None, events: list[Event] | None = None) -> Decision:
        return decide(
            self.account.on(day or self.day),
            self.policy,
            self.events if events is None else events,
            profile=self.profile,
            calendar=CALENDAR,
        )

    # -- what happens -------------------------------------------------------------------

    @rule()
    def bill(self) -> None:
        month = len(self.bills) + 1
        if month <= 12 and date(2026, month, 1) <= self.day:
            made = bill(month, daily=self.daily)
            self.bills.append(made)
            self.account = self.account.post(made).account

    @rule(days=st.sampled_from([1, 1, 3, 7, 16, 31, 60]))
    def move_the_day(self, days: int) -> None:
        self.day += timedelta(days)
        self.bill()

    @rule(fen=st.integers(1, 70000), late=st.integers(0, 20))
    def pay(self, fen: int, late: int) -> None:
        on = self.day - timedelta(late)
        payment = Payment(self.new(), Money.of_fen(fen), on=on)
        self.account = self.account.receive(payment, booked=self.day).account

    @rule(which=st.integers(0, 9), part=st.integers(1, 100), kind=st.integers(0, 2))
    def dispute(self, which: int, part: int, kind: int) -> None:
        free = [i for i in self.account.on(self.day).open_items if i.claimable.fen and not i.paused]
        if free:
            item = free[which % len(free)]
            hold = Hold(
                id=self.new(),
                creditor="锦苑物业",
                debtor="O-17",
                on=self.day,
                item=item.id,
                amount=Money.of_fen(max(item.claimable.fen * part // 100, 1)),
                kind=("dispute", "complaint", "audit")[kind],
            )
            self.holds.append(hold)
            self.account = self.account.post(hold).account

    @precondition(lambda self: self.holds)
    @rule(restores=st.booleans())
    def release(self, restores: bool) -> None:
        self.let_go(self.holds.pop().id, restores)

    def let_go(self, what: str, restores: bool) -> None:
        release = Release(
            id=self.new(),
            creditor="锦苑物业",
            debtor="O-17",
            on=self.day,
            hold=what,
            restores_penalty=restores,
        )
        self.account = self.account.post(release).account

    @rule(days=st.integers(1, 40), kind=st.sampled_from(["deferral", "plan", "promise"]))
    def agree(self, days: int, kind: str) -> None:
        open_ = [i for i in self.account.on(self.day).open_items if not i.paused and not i.held]
        if open_ and (total := sum(i.principal.fen for i in open_)) > 1:
            last = self.day + timedelta(days)
            half = Money.of_fen(total // 2)
            parts = [
                Instalment(last, half),
                Instalment(last + timedelta(9), Money.of_fen(total) - half),
            ]
            terms: dict[str, dict[str, Any]] = {
                "deferral": {"through": last},
                "plan": {"plan": Plan(Money.of_fen(total), parts)},
                "promise": {"promise": Promise(Money.of_fen(total), last)},
            }
            pause = Pause(
                id=self.new(),
                creditor="锦苑物业",
                debtor="O-17",
                on=self.day,
                items=[i.id for i in open_],
                penalty="stops",
                **terms[kind],
            )
            self.account = self.account.post(pause).account

    @rule(arrives=st.sampled_from([None, Evidence.SIGNED, Evidence.POSTED]))
    def send(self, arrives: Evidence | None) -> None:
        for action in self.decide().actions:
            id_ = self.new()
            sent = Sent(
                id=id_,
                on=self.day,
                stage=action.stage,
                means=action.means,
                items=action.items,
                deadline=action.deadline,
            )
            self.events += [sent, sent]
            if arrives:
                told = Delivered(id=self.new(), on=self.day, notice=id_, evidence=arrives)
                self.events.append(told)
            else:
                self.events.append(Failed(id=self.new(), on=self.day, notice=id_, why="refused"))

    @rule(guard=st.booleans(), broken=st.booleans())
    def say(self, guard: bool, broken: bool) -> None:
        if guard:
            word = Sent(id=self.new(), on=self.day, stage="", means="visit", items=[])
            self.events.append(word)
        elif broken:
            self.events.append(Broken(id=self.new(), on=self.day))
        else:
            self.events.append(Approved(id=self.new(), on=self.day, stage="起诉", by="经理"))

    @rule(what=st.integers(0, 9))
    def seldom(self, what: int) -> None:
        if what == 0:
            self.events.append(Hardship(id=self.new(), on=self.day))
        if what == 1:
            self.events.append(HandedOver(id=self.new(), on=self.day, to="律师", outside=True))
        if what in {2, 3}:
            self.events.append(Closed(id=self.new(), on=self.day))
        if what in {4, 5}:
            self.events.append(Eased(id=self.new(), on=self.day))
        if what in {6, 7}:
            self.events.append(HandedOver(id=self.new(), on=self.day, to="前台"))

    @precondition(lambda self: any(isinstance(event, Sent) for event in self.events))
    @rule(which=st.integers(0, 99), came=st.booleans())
    def hear(self, which: int, came: bool) -> None:
        """News of an old notice, the other way round it may be."""
        old = [event for event in self.events if isinstance(event, Sent)]
        notice = old[which % len(old)].id
        if came:
            news: Event = Delivered(
                id=self.new(), on=self.day, notice=notice, evidence=Evidence.SIGNED
            )
        else:
            news = Failed(id=self.new(), on=self.day, notice=notice, why="bounced")
        self.events.append(news)

    # -- what must hold -----------------------------------------------------------------

    @invariant()
    def equal_facts_give_equal_decisions(self) -> None:
        decision = self.decide()

        assert decision == self.decide()
        assert decision == self.decide(events=[*self.events, *self.events])

    @invariant()
    def every_open_fen_is_acted_on_or_has_a_reason(self) -> None:
        decision = self.decide()
        found: dict[str, int] = {}
        for left in decision.withheld:
            found[left.item] = found.get(left.item, 0) + left.amount.fen
        open_ = self.account.on(self.day).open_items
        asked = {item for action in decision.actions for item in action.items}
        for item in open_:
            free = (item.claimable + item.claimable_penalty).fen if item.id in asked else 0
            assert (item.principal + item.penalty).fen == found.pop(item.id, 0) + free
        assert {} == found
        for action in decision.actions:
            mine = [item for item in open_ if item.id in asked]
            assert Money.total(item.claimable for item in mine) == action.principal
            assert Money.total(item.claimable_penalty for item in mine) == action.penalty
            assert action.total > Money("0")
            assert action.total >= self.policy.minimum

    @invariant()
    def nothing_apart_gets_a_notice_and_no_stage_is_skipped(self) -> None:
        for action in self.decide().actions:
            by_id = {item.id: item for item in self.account.on(self.day).open_items}
            mine = [by_id[item] for item in action.items]
            assert all(item.due < self.day and not item.paused for item in mine)
            assert all((item.claimable + item.claimable_penalty).fen > 0 for item in mine)
            handed = [e for e in self.since_closed() if isinstance(e, HandedOver)]
            assert not (handed and handed[-1].outside)
            need = [e for e in self.since_closed() if isinstance(e, Hardship | Eased)]
            hardship = bool(need and isinstance(need[-1], Hardship))
            assert hardship == (action.stage == self.policy.help.name)
            if hardship:
                continue
            oldest = min(mine, key=lambda item: (item.due, item.id)).id
            sent = {e.stage for e in self.events if isinstance(e, Sent) and oldest in e.items}
            names = [stage.name for stage in self.policy.stages]
            number = names.index(action.stage)
            assert set(names[:number]) <= sent
            stage = self.policy.stages[number]
            assert (self.day - min(item.due for item in mine)).days >= stage.when.days
            if action.stage == "起诉":
                self.was_demanded(action.items)

    def was_demanded(self, asked: tuple[str, ...]) -> None:
        arrived: dict[str, date] = {}
        for told in self.events:
            if isinstance(told, Delivered):
                arrived[told.notice] = told.on
            elif isinstance(told, Failed):
                arrived.pop(told.notice, None)
        for item in asked:
            lasts = [
                arrived[e.id] + timedelta(e.deadline)
                for e in self.events
                if isinstance(e, Sent) and e.deadline and item in e.items and e.id in arrived
            ]
            assert lasts
            assert self.day > max(lasts)

    def since_closed(self) -> list[Event]:
        last = max((n for n, e in enumerate(self.events) if isinstance(e, Closed)), default=-1)
        return self.events[last + 1 :]

    @invariant()
    def contacts_keep_their_distance(self) -> None:
        if self.decide().actions:
            days = {e.id: e.on for e in self.events if isinstance(e, Sent)}.values()
            assert all((self.day - on).days >= self.policy.cool_down for on in days)
            if cap := self.policy.cap:
                assert cap.most > sum((self.day - on).days < cap.days for on in days)
            assert not self.policy.quiet or CALENDAR.is_workday(self.day)

    @invariant()
    def what_goes_out_is_permitted_from_the_first_of_its_hours_to_the_last(self) -> None:
        for action in self.decide().actions:
            about = MEANS[action.means]
            if about.channel is None:
                continue
            letter = about.channel == "letter" and action.deadline is not None
            contact = Contact(
                about.channel, "", party="debtor", tells_debt=about.named, demand=letter
            )
            for hour in (action.hours[0], time(action.hours[1].hour - 1, 59)):
                at = datetime.combine(self.day, hour, timezone(timedelta(hours=8)))
                found = permitted(contact, self.profile.contacts, ContactRules(), at=at)
                assert [each for each in found if each.stops] == []

    @invariant()
    def again_is_the_day_on_which_the_answer_is_another(self) -> None:
        today = self.decide()
        if today.actions:
            assert self.day + ONE_DAY == today.again
            return
        again = today.again
        away = [1, 2, 5, 13, 34, 89, 233, 700]
        for day in [self.day + timedelta(n) for n in away] + ([again - ONE_DAY] if again else []):
            if self.day < day and (again is None or day < again):
                assert key(today) == key(self.decide(day)), day
        if again and self.daily is None:
            assert self.day < again
            assert key(today) != key(self.decide(again))


def key(decision: Decision) -> object:
    """What is done and what is not, and why, whatever the penalty has come to."""
    done = [(action.stage, action.means, action.items) for action in decision.actions]
    left = sorted((left.item, left.reason, left.detail) for left in decision.withheld)
    return done, left


test_dunning = Dunning.TestCase
test_dunning.settings = settings(
    max_examples=settings().max_examples, stateful_step_count=25, deadline=None
)
