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
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from community import schedule
from wuye import Account, Bill, Community, Owner, Payment, Period, Unit, disputes, dunning, fees
from wuye.errors import ConflictError, ExceedsError, RuleError, TransitionError, UnknownError
from wuye.exchange import decode, encode
from wuye.ledger import (
    Application,
    Close,
    ConditionMet,
    CreditNote,
    Document,
    ItemState,
    Move,
    Pause,
    PenaltyNote,
    Reallocation,
    Receipt,
    Refund,
    Release,
    Reversal,
    RoundingOff,
    State,
    TransferOut,
    WaiverNote,
    WriteOff,
    refund,
    reverse,
    transfer,
)
from wuye.money import Money
from wuye.payments import Part, instalments

START = date(2026, 1, 1)
DAYS = 200
DAILY = Fraction(3, 10000)
days = st.integers(0, DAYS)


def day(number: int) -> date:
    return START + timedelta(days=number)


@define
class Moved:
    """A document that moves money, as the oracle reads it from the documents."""

    id: str
    on: date
    fen: int
    parts: dict[tuple[str, str], int]
    undone: Reversal | TransferOut | None = None

    @property
    def counts(self) -> bool:
        """Whether its penalty-stopping days count, although it may be undone."""
        return not self.undone or (
            isinstance(self.undone, Reversal) and self.undone.since == "reversal"
        )

    def stands(self, today: date) -> bool:
        """Whether what it paid bears no penalty on a day."""
        if not self.counts or today <= self.on:
            return False
        return not self.undone or today < self.undone.on


def moneys(documents: list[Document]) -> dict[str, Moved]:
    """Read the documents that move money, with what later ones did to them."""
    found: dict[str, Moved] = {}
    for d in documents:
        if isinstance(d, Receipt | Application):
            fen = d.payment.amount.fen if isinstance(d, Receipt) else 0
            found[d.id] = Moved(d.id, d.on, fen, {})
            for part in d.parts:
                key = (part.item, part.component)
                found[d.id].parts[key] = found[d.id].parts.get(key, 0) + part.amount.fen
        elif isinstance(d, Refund):
            found[d.id] = Moved(d.id, d.on, -d.amount.fen, {})
        elif isinstance(d, Reversal | TransferOut):
            found[d.of].undone = d
        elif isinstance(d, Reallocation):
            for move in d.moves:
                if move.payment in found:  # else its payment takes effect later
                    key = (move.part.item, move.part.component)
                    parts = found[move.payment].parts
                    parts[key] = parts.get(key, 0) + move.part.amount.fen
    return found


@define
class Case:
    """A dispute as the oracle remembers it."""

    case: disputes.Dispute
    item: str
    since: date
    known: date
    held: int
    credited: int = 0
    until: date | None = None
    until_known: date | None = None
    restored: bool = False
    runs: bool = False


class LedgerMachine(RuleBasedStateMachine):
    """Bills, payments, disputes and corrections in any order, some booked late, months closed."""

    def __init__(self) -> None:
        super().__init__()
        self.account = Account("锦苑物业", "O-1")
        self.estate = Community(
            "锦苑", [Unit("1", "93.37", Owner("O-1")), Unit("2", "61.20", Owner("N"))]
        )
        self.cases: dict[str, Case] = {}
        self.months: dict[int, date] = {}
        self.number = 0
        self.closed = START - timedelta(days=1)
        self.reports: list[State] = []
        self.other = Account("锦苑物业", "O-2")

    def booking(self, number: int) -> date:
        """The day, or the first open one."""
        return max(day(number), self.closed + timedelta(days=1))

    def new_id(self, letter: str) -> str:
        self.number += 1
        return f"{letter}-{self.number}"

    def standing(self, *kinds: type) -> list[Document]:
        """The documents of some kinds that are not undone."""
        undone = {d.of for d in self.account.documents if isinstance(d, Reversal | TransferOut)}
        documents = self.account.documents
        return [d for d in documents if isinstance(d, kinds) and d.id not in undone]

    # -- what happens -------------------------------------------------------------------

    @rule(month=st.integers(1, 6))
    def bill(self, month: int) -> None:
        plan = schedule(
            fees.Item("property", "物业服务费", fees.PerArea("1.85")),
            fees.Item("power", "公摊电费", fees.Shared(by="area")),
        )
        period = Period.month(2026, month)
        booked = self.months.get(month, max(period.start, self.closed + timedelta(days=1)))
        run = fees.issue(self.estate, plan, period, costs={"power": "77.01"}, booked=booked)
        posted = self.account.post(*run.of_debtor("O-1"))
        assert bool(posted.documents) == (month not in self.months)
        self.months[month] = booked
        self.account = posted.account

    @rule(fen=st.integers(1, 60000), on=days, late=st.integers(0, 60), named=st.booleans())
    def pay(self, fen: int, on: int, late: int, *, named: bool) -> None:
        open_items = self.account.on(day(on)).open_items
        designated = [open_items[0].id] if named and open_items else []
        self.number += 1
        payment = Payment(f"p{self.number}", Money.of_fen(fen), on=day(on), designated=designated)
        posted = self.account.receive(payment, booked=self.booking(on + late))
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

    @rule(
        data=st.data(),
        fen=st.integers(0, 30000),
        penalty=st.integers(0, 300),
        on=days,
        rounding=st.booleans(),
    )
    def give_up(
        self, data: st.DataObject, fen: int, penalty: int, on: int, *, rounding: bool
    ) -> None:
        """What is waived or rounded off is open and undisputed, on the day and all since."""
        items = self.account.on(day(on)).items
        if not items or not (fen or penalty):
            return
        item = data.draw(st.sampled_from(items))
        about: dict[str, Any] = {
            "id": self.new_id("W"),
            "creditor": "锦苑物业",
            "debtor": "O-1",
            "on": day(on),
            "item": item.id,
            "principal": Money.of_fen(fen),
            "penalty": Money.of_fen(penalty),
            "booked": max(self.booking(on), item.bill.booked),
        }
        later = [state.item(item.id) for state in self.account.days(self.later(day(on)))]
        document = (
            RoundingOff(**about, limit=Money.of_fen(fen + penalty))
            if rounding
            else WaiverNote(**about, reason="困难")
        )
        try:
            self.account = self.account.post(document).account
        except ExceedsError:
            principal = min(x.line.fen - x.credited.fen - x.applied.fen for x in later)
            beyond = min(x.penalty_accrued.fen - x.penalty_applied.fen for x in later)
            standing = sum(c.held for c in self.cases.values() if c.item == item.id)
            given = [d for d in self.given() if d.item == item.id]
            standing += sum(d.principal.fen for d in given)
            held = max(x.penalty_held.fen for x in later)
            beyond -= sum(d.penalty.fen for d in given) + held
            assert fen > principal - standing or penalty > beyond
            return
        assert all(x.principal.fen - x.held.fen >= fen for x in later)
        assert all(x.penalty_open.fen - x.penalty_held.fen >= penalty for x in later)

    def given(self) -> list[WaiverNote | RoundingOff]:
        return [d for d in self.account.documents if isinstance(d, WaiverNote | RoundingOff)]

    @rule(data=st.data(), on=days, stops=st.booleans())
    def write_off(self, data: st.DataObject, on: int, *, stops: bool) -> None:
        items = self.account.on(day(on)).items
        if not items:
            return
        item = data.draw(st.sampled_from(items))
        document = WriteOff(
            id=self.new_id("X"),
            creditor="锦苑物业",
            debtor="O-1",
            on=day(on),
            item=item.id,
            penalty="stops" if stops else "runs",
            reason="无法收回",
            booked=max(self.booking(on), item.bill.booked),
        )
        released = self.released()
        standing = [d for d in self.written() if d.item == item.id and d.id not in released]
        try:
            self.account = self.account.post(document).account
        except RuleError:
            assert standing
            return
        except ExceedsError:
            states = self.account.days(self.later(day(on)))
            assert any(state.item(item.id).settled for state in states)
            return
        assert not standing
        state = self.account.on(day(on)).item(item.id)
        whole = state.written_off + state.penalty_written_off
        assert whole == state.principal + state.penalty_open > Money("0")

    def written(self) -> list[WriteOff]:
        return [d for d in self.account.documents if isinstance(d, WriteOff)]

    def released(self) -> dict[str, Release]:
        return {d.hold: d for d in self.account.documents if isinstance(d, Release)}

    @rule(data=st.data(), after=st.integers(0, 60), restored=st.booleans())
    def revive(self, data: st.DataObject, after: int, *, restored: bool) -> None:
        released = self.released()
        standing = [d for d in self.written() if d.id not in released]
        if not standing:
            return
        document = data.draw(st.sampled_from(standing))
        on = document.on + timedelta(days=after)
        release = Release(
            id=self.new_id("V"),
            creditor="锦苑物业",
            debtor="O-1",
            on=on,
            hold=document.id,
            restores_penalty=restored,
            booked=max(on, self.closed + timedelta(days=1), document.booked),
        )
        self.account = self.account.post(release).account
        with pytest.raises(RuleError):
            self.account.post(evolve(release, id="again"))

    @rule(
        data=st.data(),
        on=days,
        length=st.integers(0, 60),
        fen=st.integers(3, 40000),
        stops=st.booleans(),
        kind=st.sampled_from(["deferral", "plan", "promise", "condition"]),
    )
    def pause(
        self, data: st.DataObject, on: int, length: int, fen: int, *, stops: bool, kind: str
    ) -> None:
        state = self.account.on(day(on))
        if not state.items:
            return
        items = data.draw(st.lists(st.sampled_from(state.items), min_size=1, max_size=3))
        items = list({item.id: item for item in items}.values())
        first, amount = day(on + length), Money.of_fen(fen)
        agreed: dict[str, Any] = {"through": first}
        if kind == "plan":
            agreed = {"plan": instalments.plan(amount, 3, first)}
        elif kind != "deferral":
            condition = f"维修-{self.number % 3}" if kind == "condition" else ""
            agreed = {"promise": instalments.Promise(amount, first, condition)}
        document = Pause(
            id=self.new_id("P"),
            creditor="锦苑物业",
            debtor="O-1",
            on=day(on),
            items=[item.id for item in items],
            penalty="stops" if stops else "runs",
            booked=max([self.booking(on), *(item.bill.booked for item in items)]),
            **agreed,
        )
        try:
            self.account = self.account.post(document).account
        except RuleError:
            assert any(item.paused for item in items)
        except ExceedsError:
            later = self.account.days(self.later(day(on)))
            least = [
                min(s.item(i.id).principal.fen + s.item(i.id).penalty_open.fen for s in later)
                for i in items
            ]
            assert sum(least) < (1 if kind == "deferral" else fen)
        else:
            assert all(self.account.on(day(on)).item(item.id).paused for item in items)

    def pauses(self) -> list[Pause]:
        return [d for d in self.account.documents if isinstance(d, Pause)]

    @precondition(lambda self: self.pauses())
    @rule(data=st.data(), after=st.integers(0, 60), restored=st.booleans())
    def end_pause(self, data: st.DataObject, after: int, *, restored: bool) -> None:
        pause = data.draw(st.sampled_from(self.pauses()))
        on = pause.on + timedelta(days=after)
        release = Release(
            id=self.new_id("E"),
            creditor="锦苑物业",
            debtor="O-1",
            on=on,
            hold=pause.id,
            restores_penalty=restored,
            booked=max(on, self.closed + timedelta(days=1), pause.booked),
        )
        if pause.id in self.released():
            with pytest.raises(RuleError):
                self.account.post(release)
            return
        self.account = self.account.post(release).account

    @rule(on=days, number=st.integers(0, 2))
    def meet(self, on: int, number: int) -> None:
        waiting = [p for p in self.pauses() if p.promise and p.promise.condition]
        met = {d.condition for d in self.account.documents if isinstance(d, ConditionMet)}
        document = ConditionMet(
            id=self.new_id("K"),
            creditor="锦苑物业",
            debtor="O-1",
            on=day(on),
            condition=f"维修-{number}",
            booked=max([self.booking(on), *(p.booked for p in waiting)]),
        )
        if document.condition in met:
            return
        if any(p.promise and p.promise.condition == document.condition for p in waiting):
            self.account = self.account.post(document).account
            return
        with pytest.raises(UnknownError):
            self.account.post(document)

    def ends(self, pause: Pause, state: State, documents: list[Document]) -> date:
        """Until when a pause has effect, counted from the documents that are seen."""
        ends = [d.on for d in documents if isinstance(d, Release) and d.hold == pause.id]
        if pause.through:
            ends.append(pause.through + timedelta(days=1))
        if pause.promise and not pause.promise.condition:
            ends.append(pause.promise.by + timedelta(days=1))
        elif pause.promise:
            after = self.account.documents[self.account.documents.index(pause) :]
            met = [d for d in documents if isinstance(d, ConditionMet) and d in after]
            ends += [
                max(pause.promise.by, d.on) + timedelta(days=1)
                for d in met
                if d.condition == pause.promise.condition
            ]
        if pause.plan:
            ends.append(pause.plan.parts[-1].due + timedelta(days=1))
            reached = 0
            for part in pause.plan.parts:
                reached += part.amount.fen
                if part.due < state.day and self.down(pause, part.due, state) < reached:
                    ends.append(part.due + timedelta(days=1))
        return min(ends, default=date.max)

    def down(self, pause: Pause, by: date, state: State) -> int:
        """What was paid, credited or given up on the items of a plan since it was agreed."""
        undone: dict[str, Document] = {}
        found: list[tuple[bool, date, int, str]] = []
        new = False
        for d in self.account.documents:
            new = new or d is pause
            if state.known and d.booked > state.known:
                continue
            if isinstance(d, Reversal | TransferOut) and d.on <= state.day:
                undone[d.of] = d
            elif isinstance(d, CreditNote) and d.item in pause.items:
                found.append((new, d.on, d.amount.fen, ""))
            elif isinstance(d, WaiverNote | RoundingOff) and d.item in pause.items:
                found.append((new, d.on, (d.principal + d.penalty).fen, ""))
            elif isinstance(d, Receipt | Application):
                parts = [part for part in d.parts if part.item in pause.items]
                found += [(new, d.on, part.amount.fen, d.id) for part in parts]
            elif isinstance(d, Reallocation):
                moves = [m for m in d.moves if m.part.item in pause.items]
                found += [(new, m.on, m.part.amount.fen, m.payment) for m in moves]
        total = 0
        for later, on, fen, source in found:
            if on > min(by, state.day) or not (later or on > pause.on):
                continue
            back = undone.get(source)
            agreed = isinstance(back, Reversal) and back.since == "reversal"
            if not back or (agreed and by < back.on):
                total += fen
        return total

    @rule(on=days)
    def post_penalty(self, on: int) -> None:
        """What is posted is what has accrued, however often and whatever came before."""
        notes = [d for d in self.account.documents if isinstance(d, PenaltyNote)]
        try:
            posted = self.account.post_penalty(day(on))
        except RuleError:
            assert any(d.on > day(on) for d in notes)
            return
        self.account = posted.account
        state = self.account.on(day(on))
        if not any(d.on > day(on) for d in notes):
            sums: dict[str, int] = {}
            for d in self.account.documents:
                for part in d.parts if isinstance(d, PenaltyNote) else ():
                    sums[part.item] = sums.get(part.item, 0) + part.amount.fen
            assert {id_: fen for id_, fen in sums.items() if fen} == {
                item.id: item.penalty_accrued.fen for item in state.items if item.penalty_accrued
            }
            assert state.totals.penalty_posted == state.totals.penalty
            assert self.account.post_penalty(day(on)).documents == ()

    @rule()
    def pay_off(self) -> None:
        """Paying the quote leaves nothing open that day but what is disputed."""
        last = max([START, *(document.on for document in self.account.documents)])
        before = self.account.on(last)
        account, quote = self.account, self.account.quote(last)
        if quote.total:
            payment = Payment("payoff", quote.total, on=last)
            account = account.receive(payment, booked=self.booking(2 * DAYS)).account
        after = account.apply(last).account.on(last)
        assert before.disputed == after.disputed == after.outstanding
        assert not after.quote().total

    def bills(self) -> list[Bill]:
        return [d for d in self.account.documents if isinstance(d, Bill)]

    @precondition(lambda self: self.months)
    @rule(data=st.data(), on=days, runs=st.booleans())
    def lodge(self, data: st.DataObject, on: int, *, runs: bool) -> None:
        bill = data.draw(st.sampled_from(self.bills()))
        line = data.draw(st.sampled_from(bill.lines))
        since = max(day(on), bill.on)
        fen = data.draw(st.integers(1, line.fen))
        self.number += 1
        id_ = f"D-{self.number}"
        amount = Money.of_fen(fen)
        known = max(since, self.closed + timedelta(days=1), bill.booked)
        step = disputes.lodge(
            id_,
            bill,
            line.code,
            ground="amount",
            on=since,
            amount=amount,
            booked=known,
            policy=disputes.Policy(penalty="runs" if runs else "stops"),
        )
        try:
            self.account = self.account.post(*step.effects).account
        except ExceedsError:
            cases = [c for c in self.cases.values() if c.item == line.id]
            standing = sum(c.held for c in cases if c.until is None)
            assert fen + standing + sum(c.credited for c in cases) > line.fen
            return
        self.cases[step.case.id] = Case(step.case, line.id, since, known, fen, runs=runs)

    @precondition(lambda self: any(c.until is None for c in self.cases.values()))
    @rule(data=st.data(), after=st.integers(0, 60), restored=st.booleans(), withdrawn=st.booleans())
    def decide(self, data: st.DataObject, after: int, *, restored: bool, withdrawn: bool) -> None:
        case = data.draw(st.sampled_from([c for c in self.cases.values() if c.until is None]))
        held_days: disputes.HeldDays = "restored" if restored or case.runs else "forgiven"
        upheld = 0 if withdrawn else data.draw(st.integers(0, case.held))
        event = (
            disputes.Withdrawn(held_days)
            if withdrawn
            else disputes.Decided(Money.of_fen(upheld), held_days)
        )
        until = case.since + timedelta(days=after)
        known = max(until, self.closed + timedelta(days=1), case.known)
        step = disputes.advance(case.case, event, on=until, booked=known)
        self.account = self.account.post(*step.effects).account
        case.credited, case.until, case.restored = upheld, until, restored
        case.until_known = known
        with pytest.raises(TransitionError):
            disputes.advance(step.case, event, on=until)

    @precondition(lambda self: self.standing(Receipt, Application, Refund))
    @rule(data=st.data(), after=st.integers(0, 40), agreed=st.booleans())
    def reverse(self, data: st.DataObject, after: int, *, agreed: bool) -> None:
        document = data.draw(st.sampled_from(self.standing(Receipt, Application, Refund)))
        on, id_, before = document.on + timedelta(days=after), self.new_id("R"), self.account
        try:
            posted = reverse(
                self.account,
                id_,
                of=document.id,
                on=on,
                reason="退票",
                since="reversal" if agreed else "payment",
            )
        except ExceedsError:  # then money went back, or was taken back, for a time
            documents = self.account.documents
            assert any(isinstance(each, Refund | Application) for each in documents)
            assert before == self.account
            return
        again = reverse(
            posted.account,
            id_,
            of=document.id,
            on=on,
            reason="退票",
            since="reversal" if agreed else "payment",
        )
        assert again.documents == ()
        for of in (document.id, id_):
            with pytest.raises(RuleError):
                reverse(posted.account, "again", of=of, on=on, reason="退票")
        self.account = posted.account

    @rule(fen=st.integers(1, 30000), on=days)
    def refund(self, fen: int, on: int) -> None:
        sums = [self.account.on(d).prepaid.fen for d in self.later(day(on))]
        free = min(self.naive_purse(d) for d in self.later(day(on)))
        try:
            posted = refund(
                self.account, self.new_id("F"), Money.of_fen(fen), on=day(on), reason=""
            )
        except ExceedsError:
            assert fen > free
            return
        assert fen <= min(sums)
        self.account = posted.account

    def later(self, first: date) -> list[date]:
        """A day, and each later one on which something happens."""
        return [first, *sorted({d.on for d in self.account.documents if d.on > first})]

    def naive_purse(self, last: date) -> int:
        found = moneys([d for d in self.account.documents if d.on <= last]).values()
        return sum(m.fen - sum(m.parts.values()) for m in found if not m.undone)

    @precondition(lambda self: self.standing(Receipt))
    @rule(data=st.data(), after=st.integers(0, 60))
    def transfer(self, data: st.DataObject, after: int) -> None:
        """What leaves one account comes to the other, on every day."""
        receipt = data.draw(st.sampled_from(self.standing(Receipt)))
        booked = max([receipt.booked, *(d.booked for d in self.account.documents)])
        booked = max(booked, self.closed) + timedelta(days=1)
        number = self.new_id("T")
        try:
            out, came = transfer(
                number,
                of=receipt.id,
                source=self.account,
                target=self.other,
                booked=booked,
                reason="串户",
                designated=[],
            )
        except ExceedsError:
            return
        for on in (START, receipt.on, day(DAYS)):
            for known in (receipt.booked, booked):
                was = self.account.on(on, known).received + self.other.on(on, known).received
                now = out.account.on(on, known).received + came.account.on(on, known).received
                assert was == now
        self.account, self.other = out.account, came.account

    @precondition(lambda self: self.standing(Receipt) and self.months)
    @rule(
        data=st.data(),
        fen=st.integers(1, 20000),
        component=st.sampled_from(["principal", "penalty"]),
    )
    def reallocate(self, data: st.DataObject, fen: int, component: Any) -> None:
        receipt = data.draw(st.sampled_from(self.standing(Receipt)))
        assert isinstance(receipt, Receipt)
        lines = [x for bill in self.bills() if bill.on <= receipt.on for x in bill.lines]
        if not lines:
            return
        given = data.draw(st.sampled_from(lines)).id
        moves = [Move(receipt.id, receipt.on, Part(given, component, Money.of_fen(fen), "order"))]
        if receipt.parts:
            taken = data.draw(st.sampled_from(receipt.parts))
            less = evolve(taken, amount=-min(taken.amount, Money.of_fen(fen)))
            moves.append(Move(receipt.id, receipt.on, less))
        booked = max(d.booked for d in self.account.documents)
        document = Reallocation(
            id=self.new_id("M"),
            creditor="锦苑物业",
            debtor="O-1",
            moves=moves,
            reason="更正",
            booked=max(booked, self.closed + timedelta(days=1)),
        )
        try:
            self.account = self.account.post(document).account
        except ExceedsError:
            return

    @rule(through=days)
    def close(self, through: int) -> None:
        document = Close(
            id=self.new_id("C"), creditor="锦苑物业", debtor="O-1", through=day(through)
        )
        if document.through <= self.closed:
            with pytest.raises(RuleError):
                self.account.post(document)
            return
        self.account = self.account.post(document).account
        self.closed = document.through
        self.reports += self.account.days([self.closed, day(DAYS // 2)], self.closed)
        late = Payment("late", "1.00", on=day(0))
        with pytest.raises(RuleError, match=str(self.closed + timedelta(days=1))):
            self.account.receive(late, booked=self.closed)

    @rule()
    def what_was_reported_stays(self) -> None:
        for report in self.reports:
            assert report == self.account.on(report.day, report.known)

    # -- what must hold, on any day, as known on any day -----------------------------------

    @rule(on=days, known=st.none() | days)
    def look(self, on: int, known: int | None) -> None:
        state = self.account.on(day(on), None if known is None else day(known))
        self.balances(state)
        self.agrees(state)
        self.decides(state)

    @invariant()
    def holds_after_every_step(self) -> None:
        for state in self.account.days([day(40), day(DAYS)]):
            self.balances(state)
            self.agrees(state)

    @rule()
    def store_and_fold_again(self) -> None:
        documents = self.account.documents
        if documents:
            assert Account.of(documents) == self.account
            assert self.account.post(*documents).documents == ()
            assert tuple(decode(encode(document)) for document in documents) == documents
            assert pickle.loads(pickle.dumps(self.account)) == self.account

    @rule(first=days, length=st.integers(1, 70), known=st.none() | days)
    def draw_up(self, first: int, length: int, known: int | None) -> None:
        """A statement leads from one balance to the other, entry by entry."""
        seen = None if known is None else day(known)
        told = self.account.statement(Period(day(first), day(first + length)), seen)
        before, after = self.account.days([day(first - 1), day(first + length - 1)], seen)
        assert before.outstanding - before.prepaid == told.opening
        assert after.outstanding - after.prepaid == told.closing
        assert told.opening + Money.total(e.amount for e in told.entries) == told.closing
        came = told.opening + told.billed + told.penalty
        given = told.credited + told.waived + told.rounded_off + told.written_off
        assert came == told.paid + given + told.closing

    def balances(self, state: State) -> None:
        t = state.totals
        given = t.credited + t.waived + t.rounded_off
        assert t.billed + t.penalty == given + t.applied + t.written_off + t.outstanding
        assert t.received == t.applied + t.prepaid + t.refunded
        assert all(money.fen >= 0 for money in (t.applied, t.outstanding, t.prepaid, t.credited))
        assert state.unapplied.fen >= 0
        for item in state.items:
            assert item.principal.fen >= item.held.fen >= 0
            assert item.penalty_open.fen >= 0

    def agrees(self, state: State) -> None:
        """Count every item day by day, from the documents as they stand."""

        def seen(document: Document) -> bool:
            return document.on <= state.day and (not state.known or document.booked <= state.known)

        documents = [d for d in self.account.documents if seen(d)]
        sources = moneys(documents)
        standing = [m for m in sources.values() if not m.undone]
        assert sum(m.fen for m in standing if m.fen > 0) == state.received.fen
        assert sum(m.fen for m in standing if m.fen < 0) == -state.refunded.fen
        here = {item.id for item in state.items}
        spent = sum(fen for m in standing for (item, _), fen in m.parts.items() if item in here)
        assert sum(m.fen for m in standing) - spent == state.unapplied.fen
        bills = [d for d in documents if isinstance(d, Bill)]
        assert [line.id for b in bills for line in b.lines] == [item.id for item in state.items]
        for item in state.items:
            self.agrees_on(item, state, documents, sources)

    def agrees_on(
        self, item: ItemState, state: State, documents: list[Document], sources: dict[str, Moved]
    ) -> None:
        line = item.line
        released = {d.hold: d for d in documents if isinstance(d, Release)}
        given = [d for d in documents if isinstance(d, WaiverNote | RoundingOff)]
        cases = [self.as_seen(c, state) for c in self.cases.values() if c.item == line.id]
        paid = [(m, m.parts.get((line.id, "principal"), 0)) for m in sources.values()]
        relief = [d for d in given if d.item == line.id]
        pauses = [d for d in documents if isinstance(d, Pause) and line.id in d.items]
        ends = [(p, self.ends(p, state, documents)) for p in pauses]
        still = [
            (p.on, end)
            for p, end in ends
            if p.penalty == "stops" and not (p.id in released and released[p.id].restores_penalty)
        ]
        kinds = [p.kind for p, end in ends if state.day < end]
        assert item.paused == (kinds[0] if kinds else "")
        written = [d for d in documents if isinstance(d, WriteOff) and d.item == line.id]
        worth = line.fen - sum(c.credited for c in cases)
        whole = sum(fen for m, fen in paid if not m.undone)
        penalty = free = Fraction(0)
        apart = [c for c in cases if c.until is None and c.since <= state.day]
        today = item.bill.due
        while today < state.day:
            today += timedelta(days=1)
            if any(stopped(d, released.get(d.id), today) for d in written):
                continue
            if any(start <= today < end for start, end in still):
                continue
            waived = sum(d.principal.fen for d in relief if d.on <= today)
            base = worth - waived - sum(fen for m, fen in paid if m.stands(today))
            base -= sum(c.held - c.credited for c in cases if stands_still(c, today))
            penalty += max(base, 0) * DAILY
            if any(c.held for c in apart):
                lasting = sum(c.held - c.credited for c in apart)
                undisputed = worth - waived - lasting
                undisputed -= sum(fen for m, fen in paid if m.stands(today))
                undisputed -= sum(
                    c.held - c.credited
                    for c in cases
                    if c.until is not None and stands_still(c, today)
                )
                free += max(undisputed, 0) * DAILY
        accrued = floor(penalty + Fraction(1, 2))
        gone = any(d.id not in released for d in written)
        if gone:
            assert item.principal == item.written_off
            assert item.penalty_open == item.penalty_written_off
            assert item.held == item.penalty_held == Money("0")
        elif sum(c.held - c.credited for c in apart):
            disputed = accrued - floor(free + Fraction(1, 2))
            assert min(disputed, item.penalty_open.fen) == item.penalty_held.fen
        worth -= sum(d.principal.fen for d in relief)
        assert worth - min(whole, worth) == item.principal.fen
        forgiven = sum(d.penalty.fen for d in relief)
        told = (item.penalty_waived + item.penalty_rounded_off).fen
        assert min(forgiven, accrued) == told
        assert accrued == item.penalty_accrued.fen
        held = sum(c.held - c.credited for c in cases if c.since <= state.day and not c.until)
        assert gone or min(held, item.principal.fen) == item.held.fen

    @staticmethod
    def as_seen(case: Case, state: State) -> Case:
        """A case as far as it was known; a credit is seen when it was booked."""
        until, known = case.until, state.known
        if known and case.known > known:
            return evolve(case, held=0, credited=0, since=date.max)
        if case.until_known and known and case.until_known > known:
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
        assert state.outstanding.fen + state.written_off.fen == asked + left
        held = sum(w.amount.fen for w in decision.withheld if w.reason == "disputed")
        assert state.disputed.fen == held
        asked_items = {item for action in decision.actions for item in action.items}
        free = {
            i.id
            for i in state.open_items
            if (i.claimable or i.claimable_penalty) and not i.paused and not i.written_off
        }
        assert asked_items <= free
        assert len(decision.actions) <= 1


def stopped(document: WriteOff, release: Release | None, today: date) -> bool:
    if document.penalty == "runs" or today < document.on:
        return False
    return release is None or (not release.restores_penalty and today < release.on)


def stands_still(case: Case, today: date) -> bool:
    if today < case.since or case.runs:
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
