"""Deciding about 100,000 debtors, beside a plain loop of Decimals.

    python benchmarks/dunning.py [debtors]

The loop is what one would write first: frozen attrs objects and Decimals.  It looks at due
days, a small amount, three contacts in thirty days, the days between notices of one stage,
what is held, and days of rest; it keeps no reasons by item, and knows nothing of credit,
proof, checks or means.  All find the same stage, items and amounts for every debtor, or the
same reason and day, which is checked.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from attrs import frozen

from settling import yuan
from timing import best
from wuye import Bill, Money, Period
from wuye.bills import BillLine, Held
from wuye.dunning import (
    Arrears,
    Cap,
    Decision,
    Policy,
    Sent,
    Stage,
    When,
    decide,
    decide_rows,
)
from wuye.dunning.rows import Step
from wuye.explain import Basis, Input
from wuye.ledger import ItemState, State

DAY = date(2026, 12, 18)
NOTHING = Money("0")
BASIS = Basis(Input("fee", "yuan"), (("fee", Decimal(1)),))
DUES = [DAY - timedelta(days=number) for number in range(-20, 120)]
STAGES = (("缴费提醒", 1, 7), ("催缴通知书", 16, 14), ("电话沟通", 31, 10), ("催缴函", 61, 30))
POLICY = Policy(
    "四步",
    [
        Stage(name, When(days), ["letter"], every=every, attempts=None)
        for name, days, every in STAGES
    ],
    minimum="50.00",
    cool_down=0,
    cap=Cap(3, 30),
    quiet=True,
)


class Weekdays:
    """Saturdays and Sundays are days of rest."""

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5


# -- the plain loop -------------------------------------------------------------------------


@frozen
class Debt:
    """An open item of the plain loop."""

    id: str
    due: date
    principal: Decimal
    penalty: Decimal
    held: bool


@frozen
class Notice:
    """A notice that was sent."""

    stage: int
    on: date
    items: tuple[str, ...]


@frozen
class Outcome:
    """What the plain loop finds: a stage or a reason, what is asked for, when to look again."""

    stage: int | None
    reason: str
    items: tuple[str, ...]
    principal: Decimal
    penalty: Decimal
    again: date | None


def plain(debts: list[Debt], notices: list[Notice], day: date) -> Outcome:
    """Decide the way one would write it first."""
    nothing, least = Decimal(0), Decimal("50.00")
    free = [debt for debt in debts if not debt.held]
    late = [debt for debt in free if debt.due < day]
    principal = sum((debt.principal for debt in late), nothing)
    penalty = sum((debt.penalty for debt in late), nothing)
    items = tuple(debt.id for debt in late)

    def wait(reason: str, again: date | None) -> Outcome:
        return Outcome(None, reason, items, principal, penalty, again)

    if not free:
        return wait("disputed", None)
    if not late:
        return wait("not-overdue", min(debt.due for debt in free) + timedelta(days=1))
    if principal + penalty < least:
        return wait("below-minimum", None)
    recent = [n for n in notices if n.on > day - timedelta(days=30)]
    if len(recent) >= 3:
        return wait("contact-limit", recent[-3].on + timedelta(days=30))
    oldest = min(late, key=lambda debt: (debt.due, debt.id))
    about = [n for n in notices if oldest.id in n.items]
    days = (day - oldest.due).days
    highest = max(number for number, stage in enumerate(STAGES) if stage[1] <= days)
    sent = {n.stage for n in about}
    unsent = next((n for n in range(len(STAGES)) if n not in sent), len(STAGES))
    if unsent <= highest:
        stage = unsent
    else:
        stage = unsent - 1
        if stage > highest:
            dues = [oldest.due + timedelta(days=STAGES[n][1]) for n in range(stage, len(STAGES))]
            return wait("attempts", min(dues))
        again = max(n.on for n in about if n.stage == stage) + timedelta(days=STAGES[stage][2])
        if day < again:
            if unsent < len(STAGES):
                again = min(again, oldest.due + timedelta(days=STAGES[unsent][1]))
            return wait("cool-down", again)
    if day.weekday() >= 5:
        return wait("quiet-day", day + timedelta(days=7 - day.weekday()))
    return Outcome(stage, "", items, principal, penalty, day + timedelta(days=1))


# -- the debtors ----------------------------------------------------------------------------


class Line(NamedTuple):
    """An open item, from which each side makes its own; amounts are whole fen."""

    id: str
    due: date
    principal: int
    penalty: int
    held: bool


class Debtor(NamedTuple):
    """A debtor on a day: what is open, and the stage, day and items of each notice."""

    day: date
    lines: list[Line]
    sent: list[tuple[int, date, tuple[str, ...]]]


def debtors(count: int) -> Iterator[Debtor]:
    """Debtors with up to six items and four notices, the same at every run."""
    chance = random.Random(944)
    for number in range(count):
        day = DAY + timedelta(days=chance.randrange(7))
        lines = [
            Line(
                f"{number}:{each}",
                chance.choice(DUES),
                chance.randint(500, 60000),
                chance.randint(0, 900),
                not chance.randrange(8),
            )
            for each in range(chance.randint(1, 6))
        ]
        days = sorted(
            day - timedelta(days=chance.randrange(60)) for _ in range(chance.randrange(5))
        )
        if min(line.due for line in lines) >= day:
            days = []
        sent = [
            (stage, on, tuple(line.id for line in lines if line.due < on))
            for stage, on in enumerate(days)
        ]
        yield Debtor(day, lines, sent)


def plainly(debtor: Debtor) -> tuple[list[Debt], list[Notice], date]:
    """What the plain loop takes."""
    debts = [
        Debt(line.id, line.due, yuan(line.principal), yuan(line.penalty), line.held)
        for line in debtor.lines
    ]
    return debts, [Notice(*each) for each in debtor.sent], debtor.day


def objects(debtor: Debtor) -> tuple[State, list[Sent]]:
    """What `decide` takes."""
    state = State(
        creditor="锦苑物业", debtor="O", day=debtor.day, known=None,
        items=[item(line) for line in debtor.lines], received=NOTHING,
    )  # fmt: skip
    sent = [
        Sent(id=str(stage), on=on, stage=STAGES[stage][0], means="letter", items=items)
        for stage, on, items in debtor.sent
    ]
    return state, sent


def bill(due: date) -> Bill:
    """A bill; its lines stand beside it, and many items share one."""
    month = Period.month(due.year, due.month)
    return Bill(
        id=str(due), creditor="锦苑物业", debtor="O", unit="1", period=month, on=month.start,
        due=due, lines=(), penalty=None,
    )  # fmt: skip


BILLS = {due: bill(due) for due in DUES}


def item(line: Line) -> ItemState:
    """An item as the ledger tells it."""
    of, amounts = BILLS[line.due], (Money.of_fen(line.principal), Money.of_fen(line.penalty))
    return ItemState(
        line=BillLine(line.id, "property", "物业服务费", of.period, line.principal, BASIS),
        bill=of, credited=NOTHING, waived=NOTHING, rounded_off=NOTHING, applied=NOTHING,
        surplus=NOTHING, holds=(Held("D", "dispute", *amounts),) if line.held else (),
        written_off=NOTHING, penalty=None, penalty_accrued=amounts[1], penalty_posted=NOTHING,
        penalty_waived=NOTHING, penalty_rounded_off=NOTHING, penalty_applied=NOTHING,
        penalty_surplus=NOTHING, penalty_written_off=NOTHING, recovered=NOTHING, paused="",
    )  # fmt: skip


def row(debtor: Debtor) -> Arrears:
    """What `decide_rows` takes."""
    free = [line for line in debtor.lines if not line.held]
    late = [line for line in free if line.due < debtor.day]
    oldest = min(late or free or debtor.lines, key=lambda line: (line.due, line.id))
    about = [(stage, on) for stage, on, items in debtor.sent if oldest.id in items]
    number = min(set(range(len(STAGES) + 1)) - {stage for stage, _ in about})
    last = [on for stage, on in about if stage == number - 1]
    return Arrears(
        day=debtor.day,
        oldest=oldest.due,
        fen=sum(line.principal + line.penalty for line in late or free),
        held=sum(line.principal + line.penalty for line in debtor.lines if line.held),
        sent=number,
        attempts=len(last),
        since=last[-1] if last else None,
        last=debtor.sent[-1][1] if debtor.sent else None,
        full=debtor.sent[-3][1] if len(debtor.sent) >= 3 else None,
    )


def same(debtor: Debtor, outcome: Outcome, decision: Decision, step: Step) -> bool:
    """Whether all three say the same of a debtor."""
    stage = outcome.reason if outcome.stage is None else STAGES[outcome.stage][0]
    found = outcome.reason if outcome.stage is None else outcome.stage
    asked = outcome.items, str(outcome.principal), str(outcome.penalty)
    if decision.actions:
        (action,) = decision.actions
        mine = action.stage, (action.items, str(action.principal), str(action.penalty))
    else:
        free = [line for line in debtor.lines if not line.held]
        why = {left.item: left.reason for left in decision.withheld}
        first = outcome.items[0] if outcome.items else (free or debtor.lines)[0].id
        mine = why[first], asked
    return mine == (stage, asked) and step == (found, outcome.again)


def main(count: int = 100_000) -> tuple[float, float]:
    """Print, and give, how many times as fast decisions and compact rows are."""
    people, calendar = list(debtors(count)), Weekdays()
    one, two = [plainly(each) for each in people], [objects(each) for each in people]
    three = [row(each) for each in people]
    base, outcomes = best(lambda: [plain(*each) for each in one])
    mine, decisions = best(lambda: [decide(s, POLICY, sent, calendar=calendar) for s, sent in two])
    compact, steps = best(lambda: decide_rows(three, POLICY, calendar))
    for told in zip(people, outcomes, decisions, steps, strict=True):
        if not same(*told):
            raise SystemExit(f"not the same: {told}")
    print(f"deciding about {count:,} debtors with up to 6 items and 4 notices")
    print(f"  plain loop of Decimals  {base:6.2f} s")
    print(f"  decide, objects         {mine:6.2f} s  {base / mine:5.2f} x")
    print(f"  decide_rows, compact    {compact:6.2f} s  {base / compact:5.2f} x")
    return base / mine, base / compact


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
