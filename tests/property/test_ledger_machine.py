"""The ledger against a naive count, day by day, with whole numbers and fractions."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from attrs import define, evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from community import schedule
from wuye import Account, Bill, Community, Owner, Payment, Period, Unit, disputes, dunning, fees
from wuye.errors import ConflictError, ExceedsError, TransitionError
from wuye.exchange import decode, encode
from wuye.ledger import Application, Document, Receipt, State
from wuye.money import Money

START = date(2026, 1, 1)
DAYS = 200
DAILY = Fraction(3, 10000)
days = st.integers(0, DAYS)


def day(number: int) -> date:
    return START + timedelta(days=number)


@define
class Case:
    """A dispute as the oracle remembers it."""

    case: disputes.Dispute
    item: str
    since: date
    held: int
    credited: int = 0
    until: date | None = None
    restored: bool = False


class LedgerMachine(RuleBasedStateMachine):
    """Bills, payments and disputes in any order, some of them booked late."""

    def __init__(self) -> None:
        super().__init__()
        self.account = Account("锦苑物业", "O-1")
        self.estate = Community(
            "锦苑", [Unit("1", "93.37", Owner("O-1")), Unit("2", "61.20", Owner("N"))]
        )
        self.cases: dict[str, Case] = {}
        self.months: set[int] = set()
        self.number = 0

    # -- what happens -------------------------------------------------------------------

    @rule(month=st.integers(1, 6))
    def bill(self, month: int) -> None:
        plan = schedule(
            fees.Item("property", "物业服务费", fees.PerArea("1.85")),
            fees.Item("power", "公摊电费", fees.Shared(by="area")),
        )
        run = fees.issue(self.estate, plan, Period.month(2026, month), costs={"power": "77.01"})
        posted = self.account.post(*run.of_debtor("O-1"))
        assert bool(posted.documents) == (month not in self.months)
        self.months.add(month)
        self.account = posted.account

    @rule(fen=st.integers(1, 60000), on=days, late=st.integers(0, 60), named=st.booleans())
    def pay(self, fen: int, on: int, late: int, *, named: bool) -> None:
        open_items = self.account.on(day(on)).open_items
        designated = [open_items[0].id] if named and open_items else []
        self.number += 1
        payment = Payment(f"p{self.number}", Money.of_fen(fen), on=day(on), designated=designated)
        posted = self.account.receive(payment, booked=day(on + late))
        assert posted.account.receive(payment).documents == ()
        other = Payment(payment.id, Money.of_fen(fen + 1), on=day(on))
        with pytest.raises(ConflictError):
            posted.account.receive(other)
        self.account = posted.account

    @rule(on=days)
    def apply(self, on: int) -> None:
        before = self.account.on(day(on))
        posted = self.account.apply(day(on))
        state = posted.account.on(day(on))
        assert before.received == state.received
        assert before.prepaid >= state.prepaid
        assert posted.account.apply(day(on)).documents == ()
        self.account = posted.account

    @rule()
    def pay_off(self) -> None:
        """Paying the quote leaves nothing open that day but what is disputed."""
        last = max([START, *(document.on for document in self.account.documents)])
        before = self.account.on(last)
        account, quote = self.account, self.account.quote(last)
        if quote.total:
            payment = Payment("payoff", quote.total, on=last)
            account = account.receive(payment).account
        after = account.apply(last).account.on(last)
        assert before.disputed == after.disputed == after.outstanding
        assert not after.quote().total

    def bills(self) -> list[Bill]:
        return [d for d in self.account.documents if isinstance(d, Bill)]

    @precondition(lambda self: self.months)
    @rule(data=st.data(), on=days)
    def lodge(self, data: st.DataObject, on: int) -> None:
        bill = data.draw(st.sampled_from(self.bills()))
        line = data.draw(st.sampled_from(bill.lines))
        since = max(day(on), bill.on)
        fen = data.draw(st.integers(1, line.fen))
        self.number += 1
        id_ = f"D-{self.number}"
        amount = Money.of_fen(fen)
        step = disputes.lodge(id_, bill, line.code, ground="amount", on=since, amount=amount)
        try:
            self.account = self.account.post(*step.effects).account
        except ExceedsError:
            cases = [c for c in self.cases.values() if c.item == line.id]
            standing = sum(c.held for c in cases if c.until is None)
            assert fen + standing + sum(c.credited for c in cases) > line.fen
            return
        self.cases[step.case.id] = Case(step.case, line.id, since, fen)

    @precondition(lambda self: any(c.until is None for c in self.cases.values()))
    @rule(data=st.data(), after=st.integers(0, 60), restored=st.booleans(), withdrawn=st.booleans())
    def decide(self, data: st.DataObject, after: int, *, restored: bool, withdrawn: bool) -> None:
        case = data.draw(st.sampled_from([c for c in self.cases.values() if c.until is None]))
        held_days: disputes.HeldDays = "restored" if restored else "forgiven"
        upheld = 0 if withdrawn else data.draw(st.integers(0, case.held))
        event = (
            disputes.Withdrawn(held_days)
            if withdrawn
            else disputes.Decided(Money.of_fen(upheld), held_days)
        )
        until = case.since + timedelta(days=after)
        step = disputes.advance(case.case, event, on=until)
        self.account = self.account.post(*step.effects).account
        case.credited, case.until, case.restored = upheld, until, restored
        with pytest.raises(TransitionError):
            disputes.advance(step.case, event, on=until)

    # -- what must hold, on any day, as known on any day -----------------------------------

    @rule(on=days, known=st.none() | days)
    def look(self, on: int, known: int | None) -> None:
        state = self.account.on(day(on), None if known is None else day(known))
        self.balances(state)
        self.agrees(state)
        self.decides(state)

    @rule()
    def store_and_fold_again(self) -> None:
        documents = self.account.documents
        if documents:
            assert Account.of(documents) == self.account
            assert self.account.post(*documents).documents == ()
            assert tuple(decode(encode(document)) for document in documents) == documents
            assert pickle.loads(pickle.dumps(self.account)) == self.account

    def balances(self, state: State) -> None:
        t = state.totals
        assert t.billed + t.penalty == t.credited + t.applied + t.outstanding
        assert t.received == t.applied + t.prepaid
        assert all(money.fen >= 0 for money in (t.applied, t.outstanding, t.prepaid, t.credited))
        for item in state.items:
            assert item.principal.fen >= item.held.fen >= 0
            assert item.penalty_open.fen >= 0

    def agrees(self, state: State) -> None:
        """Count every item day by day, from the documents as they stand."""

        def seen(document: Document) -> bool:
            return document.on <= state.day and (not state.known or document.booked <= state.known)

        documents = [d for d in self.account.documents if seen(d)]
        receipts = [d for d in documents if isinstance(d, Receipt | Application)]
        bills = [d for d in documents if isinstance(d, Bill)]
        assert [line.id for b in bills for line in b.lines] == [item.id for item in state.items]
        for bill in bills:
            for line in bill.lines:
                item = next(item for item in state.items if item.id == line.id)
                cases = [self.as_seen(c, state) for c in self.cases.values() if c.item == line.id]
                paid: list[tuple[date, str, int]] = [
                    (r.on, part.component, part.amount.fen)
                    for r in receipts
                    for part in r.parts
                    if part.item == line.id
                ]
                worth = line.fen - sum(c.credited for c in cases)
                whole = sum(fen for _, component, fen in paid if component == "principal")
                penalty = free = Fraction(0)
                apart = [c for c in cases if c.until is None and c.since <= state.day]
                today = bill.due
                while today < state.day:
                    today += timedelta(days=1)
                    base = worth - sum(f for on, c, f in paid if c == "principal" and on < today)
                    base -= sum(c.held - c.credited for c in cases if stands_still(c, today))
                    penalty += max(base, 0) * DAILY
                    if any(c.held for c in apart):
                        lasting = sum(c.held - c.credited for c in apart)
                        undisputed = worth - lasting
                        undisputed -= sum(f for on, c, f in paid if c == "principal" and on < today)
                        undisputed -= sum(
                            c.held - c.credited
                            for c in cases
                            if c.until is not None and stands_still(c, today)
                        )
                        free += max(undisputed, 0) * DAILY
                accrued = floor(penalty + Fraction(1, 2))
                if sum(c.held - c.credited for c in apart):
                    disputed = accrued - floor(free + Fraction(1, 2))
                    assert min(disputed, item.penalty_open.fen) == item.penalty_held.fen
                assert worth - min(whole, worth) == item.principal.fen
                assert accrued == item.penalty_accrued.fen
                standing = sum(
                    c.held - c.credited for c in cases if c.since <= state.day and not c.until
                )
                assert min(standing, item.principal.fen) == item.held.fen

    @staticmethod
    def as_seen(case: Case, state: State) -> Case:
        """A case as far as it was known; a credit is seen when it was booked."""
        until, known = case.until, state.known
        if known and case.since > known:
            return evolve(case, held=0, credited=0, since=date.max)
        if until and known and until > known:
            return evolve(case, credited=0, until=None, restored=False)
        if until and until > state.day:
            # the credit takes effect from the day of the bill, the release only later
            return evolve(case, until=None, restored=False)
        return case

    def decides(self, state: State) -> None:
        """Every open fen is asked for or withheld, once; what is held is never asked for."""
        decision = dunning.decide(state, dunning.MESSAGE_THEN_LETTER)
        assert decision == dunning.decide(state, dunning.MESSAGE_THEN_LETTER)
        asked = sum(a.principal.fen + a.penalty.fen for a in decision.actions)
        left = sum(w.amount.fen for w in decision.withheld)
        assert state.outstanding.fen == asked + left
        held = sum(w.amount.fen for w in decision.withheld if w.reason == "disputed")
        assert state.disputed.fen == held
        asked_items = {item for action in decision.actions for item in action.items}
        free = {i.id for i in state.open_items if i.claimable or i.claimable_penalty}
        assert asked_items <= free
        assert len(decision.actions) <= 1


def stands_still(case: Case, today: date) -> bool:
    if today < case.since:
        return False
    if case.until is None:
        return True
    return not case.restored and today < case.until


LedgerMachine.TestCase.settings = settings(
    max_examples=settings().max_examples, stateful_step_count=25, deadline=None
)
test_ledger = LedgerMachine.TestCase


def test_parties_never_mix() -> None:
    from wuye.errors import RuleError

    estate = Community("a", [Unit("1", "10", Owner("A")), Unit("2", "10", Owner("B"))])
    plan = schedule(fees.Item("p", "物业服务费", fees.PerArea(Decimal(1))))
    run: Any = fees.issue(estate, plan, Period.month(2026, 1))

    with pytest.raises(RuleError):
        Account.of(run.bills)
