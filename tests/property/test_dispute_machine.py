"""Disputes with an account, in any order, against a naive count with whole numbers.

The oracle knows how much of each line was held from when to when, and what was upheld;
it counts every day by itself.  What the account says must be the same on every day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from attrs import define, evolve, field
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from community import october
from wuye import Account, Money, Payment, disputes
from wuye.disputes import (
    TRANSITIONS,
    Acknowledged,
    Answered,
    Audit,
    Decided,
    Dispute,
    Event,
    Investigated,
    Judged,
    Mediated,
    Mediating,
    MeterCheck,
    NotSettled,
    Outcome,
    Policy,
    Reopened,
    Step,
    Sued,
    Withdrawn,
)
from wuye.errors import ExceedsError, TransitionError
from wuye.fees import PenaltyTerms
from wuye.ledger import (
    Application,
    CreditNote,
    Document,
    Hold,
    Receipt,
    Release,
    State,
    WaiverNote,
)

DAILY = 30  # of 10,000: a day of it shows in fen
BILL = evolve(
    october().of_unit("3-1-502")[0], due=date(2026, 10, 5), penalty=PenaltyTerms("0.0030")
)
CHARGED = {line.id: line.fen for line in BILL.lines}
CODES = {line.id: line.code for line in BILL.lines}
FIRST = BILL.on
ON_THE_WAY = (
    Acknowledged(),
    MeterCheck(),
    Audit(),
    Investigated(),
    Answered(),
    Mediating(),
    NotSettled(),
    Sued(),
)
waits = st.integers(0, 40)
policies = st.builds(
    Policy,
    penalty=st.just("stops"),
    held_days=st.sampled_from(["restored", "forgiven", None]),
    pays_back=st.sampled_from(["prepayment", "refund"]),
) | st.builds(Policy, penalty=st.just("runs"), held_days=st.sampled_from(["restored", None]))


@define
class Round:
    """A stretch of days on which so much of a line was held, as the oracle remembers it."""

    item: str
    fen: int
    since: date
    runs: bool
    until: date | None = None
    upheld: int = 0
    restored: bool = False

    @property
    def left(self) -> int:
        return self.fen - self.upheld

    def open(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def still(self, today: date, day: date) -> int:
        """What of it bears no penalty today, as seen on a later day."""
        released = self.until is not None and self.until <= day
        if self.runs or today < self.since or (released and self.restored):
            return 0
        return 0 if released and self.until is not None and today >= self.until else self.left


@define
class Known:
    """A dispute as the oracle remembers it."""

    opened: Step
    case: Dispute
    documents: list[Document]
    rounds: list[Round] = field(factory=list)

    def left(self) -> dict[str, int]:
        return {point.item: point.left.fen for point in self.case.points if point.left}


class DisputeMachine(RuleBasedStateMachine):
    """One bill of two lines; disputes on both, payments booked late, corrections, waivers, time."""

    def __init__(self) -> None:
        super().__init__()
        self.account = Account.of([BILL])
        self.today = FIRST
        self.cases: list[Known] = []
        self.number = 0
        self.reports: list[State] = []
        self.given: list[WaiverNote] = []
        self.corrected: dict[str, int] = dict.fromkeys(CHARGED, 0)

    def rounds(self, item: str) -> list[Round]:
        return [each for known in self.cases for each in known.rounds if each.item == item]

    def free(self, item: str) -> int:
        """What is neither upheld nor held now."""
        rounds = self.rounds(item)
        apart = sum(each.left for each in rounds if each.until is None)
        return self.worth(item, self.today) - apart

    def worth(self, item: str, day: date) -> int:
        """What is charged and neither upheld nor corrected nor, by a day, waived."""
        upheld = sum(each.upheld for each in self.rounds(item))
        waived = sum(x.principal.fen for x in self.given if x.item == item and x.on <= day)
        return CHARGED[item] - upheld - self.corrected[item] - waived

    def some(self, data: st.DataObject, *, open_: bool) -> Known:
        return data.draw(st.sampled_from([k for k in self.cases if k.case.status.open == open_]))

    # -- what happens -------------------------------------------------------------------

    def pass_time(self, days: int) -> None:
        """What was reported before stays, and nothing goes back before what happened last."""
        if days:
            self.reports.append(self.account.on(self.today, self.today))
        self.today += timedelta(days=days)
        for known in self.cases:
            before = known.case
            for event in (Withdrawn("restored"), Reopened(), Sued()):
                with pytest.raises(TransitionError):
                    disputes.advance(before, event, on=before.last[0] - timedelta(days=1))
            assert before == known.case

    @rule(days=waits, ago=st.integers(0, 90))
    def time_passes(self, days: int, ago: int) -> None:
        self.pass_time(days)
        self.agrees(max(self.today - timedelta(days=ago), FIRST))

    @rule(
        fen=st.integers(1, 9000) | st.integers(1, 40000),
        ago=st.integers(0, 60),
        named=st.sampled_from([*CHARGED, ""]),
        days=waits,
    )
    def pay(self, fen: int, ago: int, named: str, days: int) -> None:
        self.pass_time(days)
        self.number += 1
        on = max(self.today - timedelta(days=ago), FIRST)
        designated = [named] if named else []
        payment = Payment(f"p-{self.number}", Money.of_fen(fen), on=on, designated=designated)
        self.account = self.account.receive(payment, booked=self.today).account

    @precondition(lambda self: any(self.free(item) for item in CHARGED))
    @rule(data=st.data(), days=waits)
    def correct(self, data: st.DataObject, days: int) -> None:
        """What is not disputed was charged too high, from the day of the bill."""
        self.pass_time(days)
        item = data.draw(st.sampled_from([item for item in CHARGED if self.free(item)]))
        fen = data.draw(st.integers(1, self.free(item)))
        self.number += 1
        note = CreditNote(
            id=f"C-{self.number}",
            creditor=BILL.creditor,
            debtor=BILL.debtor,
            on=BILL.on,
            item=item,
            amount=Money.of_fen(fen),
            reason="计费更正",
            booked=self.today,
        )
        self.account = self.account.post(note).account
        self.corrected[item] += fen
        self.refuses_more_than_is_free(item)

    @rule(data=st.data(), item=st.sampled_from(list(CHARGED)), days=waits)
    def waive(self, data: st.DataObject, item: str, days: int) -> None:
        self.pass_time(days)
        state = self.account.on(self.today).item(item)
        open_ = min((state.principal - state.held).fen, self.free(item))
        fen = data.draw(st.integers(1, max(open_, 1)))
        self.number += 1
        note = WaiverNote(
            id=f"W-{self.number}",
            creditor=BILL.creditor,
            debtor=BILL.debtor,
            on=self.today,
            item=item,
            principal=Money.of_fen(fen),
            reason="困难减免",
        )
        if fen > open_:
            with pytest.raises(ExceedsError):
                self.account.post(note)
            return
        self.account = self.account.post(note).account
        self.given.append(note)

    @precondition(lambda self: any(self.free(item) for item in CHARGED))
    @rule(data=st.data(), policy=policies, ground=st.sampled_from(disputes.GROUNDS), days=waits)
    def lodge(
        self, data: st.DataObject, policy: Policy, ground: disputes.Ground, days: int
    ) -> None:
        self.pass_time(days)
        lines = st.lists(st.sampled_from([i for i in CHARGED if self.free(i)]), min_size=1)
        amounts = {
            item: data.draw(st.just(self.free(item)) | st.integers(1, self.free(item)))
            for item in dict.fromkeys(data.draw(lines))
        }
        self.number += 1
        opened = disputes.lodge(
            f"D-{self.number}",
            BILL,
            {CODES[item]: Money.of_fen(fen) for item, fen in amounts.items()},
            ground=ground.code,
            on=self.today,
            policy=policy,
        )
        known = Known(opened, opened.case, list(opened.effects))
        self.account = disputes.post(self.account, opened).account
        self.hold(known, amounts)
        self.cases.append(known)
        for item in amounts:
            self.refuses_more_than_is_free(item)

    def hold(self, known: Known, amounts: dict[str, int]) -> None:
        runs = known.case.policy.penalty == "runs"
        known.rounds += [Round(item, fen, self.today, runs) for item, fen in amounts.items()]

    def refuses_more_than_is_free(self, item: str) -> None:
        too_much = Money.of_fen(self.free(item) + 1)
        before = self.account
        with pytest.raises(ExceedsError):
            disputes.post(
                before,
                disputes.lodge(
                    "D", BILL, CODES[item], ground="area", on=self.today, amount=too_much
                ),
            )
        assert self.account == before

    @precondition(lambda self: any(k.case.status.open for k in self.cases))
    @rule(data=st.data(), days=waits)
    def go_on(self, data: st.DataObject, days: int) -> None:
        self.pass_time(days)
        known = self.some(data, open_=True)
        able = TRANSITIONS[known.case.status]
        ways = [event for event in ON_THE_WAY if type(event) in able]
        if not ways:  # only an end is left
            return
        step = disputes.advance(known.case, data.draw(st.sampled_from(ways)), on=self.today)
        assert () == step.effects
        known.case = step.case

    @precondition(lambda self: any(k.case.status.open for k in self.cases))
    @rule(data=st.data(), days=waits, restored=st.booleans(), all_=st.booleans())
    def end(self, data: st.DataObject, days: int, *, restored: bool, all_: bool) -> None:
        self.pass_time(days)
        known = self.some(data, open_=True)
        ends = [e for e in TRANSITIONS[known.case.status] if e in get_args(Outcome)]
        kind = data.draw(st.sampled_from(ends))
        policy = known.case.policy
        said = policy.held_days or (
            "restored" if restored or policy.penalty == "runs" else "forgiven"
        )
        left = known.left()
        upheld = {
            item: 0 if kind is Withdrawn else fen if all_ else data.draw(st.integers(0, fen))
            for item, fen in left.items()
        }
        by_code = {CODES[item]: Money.of_fen(fen) for item, fen in upheld.items()}
        event = outcome(kind, by_code, said, self.today)
        step = disputes.advance(known.case, event, on=self.today)
        posted = disputes.post(self.account, step)
        self.account, known.case = posted.account, step.case
        known.documents += step.effects
        for each in known.rounds:
            if each.until is None:
                each.until, each.restored = self.today, said == "restored"
                each.upheld = upheld[each.item]
        assert disputes.post(self.account, step).documents == ()
        if policy.pays_back == "refund" and known.case.upheld:
            items = [self.account.on(self.today).item(item) for item in left]
            assert all(item.surplus == item.penalty_surplus == Money("0") for item in items)

    @precondition(lambda self: any(not k.case.status.open for k in self.cases))
    @rule(data=st.data(), days=waits, sued=st.booleans())
    def take_up_again(self, data: st.DataObject, days: int, *, sued: bool) -> None:
        self.pass_time(days)
        known = self.some(data, open_=False)
        event: Event = Sued() if sued else Reopened()
        left = known.left()
        if type(event) not in TRANSITIONS[known.case.status] or not left:
            with pytest.raises(TransitionError):
                disputes.advance(known.case, event, on=self.today)
            return
        step = disputes.advance(known.case, event, on=self.today)
        if any(fen > self.free(item) for item, fen in left.items()):  # another holds it now
            with pytest.raises(ExceedsError):
                disputes.post(self.account, step)
            return
        self.account = disputes.post(self.account, step).account
        known.case = step.case
        known.documents += step.effects
        self.hold(known, left)

    # -- what must hold -----------------------------------------------------------------

    @invariant()
    def agrees_today(self) -> None:
        self.agrees(self.today)

    def agrees(self, day: date) -> None:
        state = self.account.on(day)
        t = state.totals
        assert t.billed + t.penalty == t.credited + t.waived + t.applied + t.outstanding
        assert t.received == t.applied + t.prepaid + t.refunded
        for item in state.items:
            rounds = self.rounds(item.id)
            worth = self.worth(item.id, day)
            paid = self.paid(item.id, day)
            principal = max(worth - paid, 0)
            held = min(sum(each.left for each in rounds if each.open(day)), principal)
            assert (worth, principal, held) == (
                item.line.fen - item.credited.fen - item.waived.fen,
                item.principal.fen,
                item.held.fen,
            )
            assert max(paid - worth, 0) == item.surplus.fen
            bears, free = self.bears(item.id, day)
            assert bears == item.penalty_accrued.fen
            assert min(bears - free, item.penalty_open.fen) == item.penalty_held.fen
            # the parts make the whole
            assert item.principal == item.held + item.open_item(day).claimable
            made = {d.id for known in self.cases for d in known.documents}
            assert {hold.id for hold in item.holds} <= made
            if not worth and not item.waived:
                assert item.settled

    def paid(self, item: str, day: date) -> int:
        return sum(fen for on, fen in self.payments(item) if on <= day)

    def payments(self, item: str) -> list[tuple[date, int]]:
        return [
            (d.on, part.amount.fen)
            for d in self.account.documents
            if isinstance(d, Receipt | Application)
            for part in d.parts
            if part.item == item and part.component == "principal"
        ]

    def bears(self, item: str, day: date) -> tuple[int, int]:
        """The penalty of a line in fen, and what of it is on no part that is held."""
        rounds, whole, free = self.rounds(item), 0, 0
        apart = [each for each in rounds if each.open(day)]
        others = [each for each in rounds if not each.open(day)]
        today = BILL.due
        while today < day:
            today += timedelta(days=1)
            base = self.worth(item, today) - sum(
                fen for on, fen in self.payments(item) if on < today
            )
            whole += max(base - sum(each.still(today, day) for each in rounds), 0)
            base -= sum(each.still(today, day) for each in others)
            free += max(base - sum(each.left for each in apart), 0)
        return half_up(whole), half_up(free)

    @invariant()
    def is_as_if_never_disputed(self) -> None:
        """Where nothing was upheld and all days count, once all is over."""
        rounds = [each for known in self.cases for each in known.rounds]
        if any(
            each.upheld or not each.until or not (each.restored or each.runs) for each in rounds
        ):
            return
        never = Account.of(d for d in self.account.documents if not isinstance(d, Hold | Release))
        assert never.on(self.today) == self.account.on(self.today)

    @invariant()
    def cases_are_what_happened_to_them(self) -> None:
        for known in self.cases:
            again = disputes.replay(known.opened, known.case.log)
            assert known.case == again.case
            assert known.documents == list(again.effects)
            days = [known.case.on, *(each.on for each in known.case.log)]
            assert days == sorted(days)
            for clock in disputes.clocks_of(known.case):
                assert known.case.on <= clock.since <= clock.last
            assert known.case.upheld.fen == sum(each.upheld for each in known.rounds)

    def teardown(self) -> None:
        for then in self.reports:  # what was reported stays as it was reported
            assert then == self.account.on(then.day, then.day)


def half_up(fen_days: int) -> int:
    return (2 * fen_days * DAILY + 10_000) // 20_000


def outcome(kind: type[Event], upheld: dict[str, Money], said: Any, today: date) -> Event:
    if kind is Withdrawn:
        return Withdrawn(said)
    if kind is Mediated:
        return Mediated(
            mediator="某调解委员会",
            effective=today,
            agreed="调解协议",
            upheld=upheld,
            held_days=said,
        )
    return Judged(upheld, said) if kind is Judged else Decided(upheld, said)


DisputeMachine.TestCase.settings = settings(
    max_examples=settings().max_examples, stateful_step_count=25, deadline=None
)
test_disputes = DisputeMachine.TestCase
