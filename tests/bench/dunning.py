"""Deciding about 100,000 debtors, beside a plain loop of Decimals.

    python benchmarks/dunning.py [debtors]

The loop is what one would write first: frozen attrs objects and Decimals.  It looks at due
days, a small amount, three contacts in thirty days, the days between notices of one stage,
what is held, and days of rest; it keeps no reasons by item.  All of them find the same
stage or the same reason and the same amount for every debtor, which is checked.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from decimal import Decimal

from attrs import frozen

from settling import yuan
from timing import best
from wuye import Bill, Money, Period
from wuye.bills import BillLine, Held
from wuye.dunning import Arrears, Cap, Policy, Sent, Stage, When, decide, decide_rows
from wuye.explain import Basis, Input
from wuye.ledger import ItemState, State

DAY = date(2026, 12, 18)
NOTHING = Money("0")
BASIS = Basis(Input("x", "元"), {"x": "1"})
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
    held: Decimal


@frozen
class Notice:
    """A notice that was sent."""

    stage: int
    on: date
    items: tuple[str, ...]


@frozen
class Outcome:
    """What the plain loop finds: a stage or a reason, the amount, the day to look again."""

    stage: int | None
    reason: str
    amount: Decimal
    again: date | None


def plain(debts: list[Debt], notices: list[Notice], day: date) -> Outcome:
    """Decide the way one would write it first."""
    nothing, least = Decimal(0), Decimal("50.00")
    free = [debt for debt in debts if not debt.held]
    late = [debt for debt in free if debt.due < day]
    amount = sum((debt.principal + debt.penalty for debt in late), nothing)
    if not free:
        return Outcome(None, "disputed", nothing, None)
    if not late:
        first = min(debt.due for debt in free)
        return Outcome(None, "not-overdue", nothing, first + timedelta(days=1))
    if amount < least:
        return Outcome(None, "below-minimum", amount, None)
    recent = [n for n in notices if n.on > day - timedelta(days=30)]
    if len(recent) >= 3:
        return Outcome(None, "contact-limit", amount, recent[-3].on + timedelta(days=30))
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
            return Outcome(None, "attempts", amount, min(dues))
        last = max(n.on for n in about if n.stage == stage)
        again = last + timedelta(days=STAGES[stage][2])
        if day < again:
            if unsent < len(STAGES):
                again = min(again, oldest.due + timedelta(days=STAGES[unsent][1]))
            return Outcome(None, "cool-down", amount, again)
    if day.weekday() >= 5:
        return Outcome(None, "quiet-day", amount, day + timedelta(days=7 - day.weekday()))
    return Outcome(stage, "", amount, day + timedelta(days=1))


# -- the debtors ----------------------------------------------------------------------------


def bill(due: date) -> Bill:
    """A bill whose lines are given beside it; many items may share one."""
    month = Period.month(due.year, due.month)
    return Bill(
        id=str(due), creditor="锦苑物业", debtor="O", unit="1", period=month, on=month.start,
        due=due, lines=(), penalty=None,
    )  # fmt: skip


def item(id_: str, of: Bill, principal: int, penalty: int, held: int) -> ItemState:
    """An item of an account, as the ledger would tell it."""
    apart = Money.of_fen(principal), Money.of_fen(penalty)
    holds = (Held("D", "dispute", *apart),) if held else ()
    return ItemState(
        line=BillLine(id_, "property", "物业服务费", of.period, principal, BASIS), bill=of,
        credited=NOTHING, waived=NOTHING, rounded_off=NOTHING, applied=NOTHING, surplus=NOTHING,
        holds=holds, written_off=NOTHING, penalty=None, penalty_accrued=Money.of_fen(penalty),
        penalty_posted=NOTHING, penalty_waived=NOTHING, penalty_rounded_off=NOTHING,
        penalty_applied=NOTHING, penalty_surplus=NOTHING, penalty_written_off=NOTHING,
        recovered=NOTHING, paused="",
    )  # fmt: skip


def main(count: int = 100_000) -> tuple[float, float]:
    """Print, and give, how many times as fast decisions and compact rows are."""
    chance = random.Random(944)
    days = [DAY - timedelta(days=number) for number in range(-20, 120)]
    bills = {due: bill(due) for due in days}
    plainly, objects, rows = [], [], []
    for number in range(count):
        day = DAY + timedelta(days=chance.randrange(7))
        debts = []
        for each in range(chance.randint(1, 6)):
            principal, penalty = chance.randint(500, 60000), chance.randint(0, 900)
            held = principal + penalty if not chance.randrange(8) else 0
            debts.append((f"{number}:{each}", chance.choice(days), principal, penalty, held))
        oldest = min(debts, key=lambda debt: debt[1])
        sent = []
        if oldest[1] < day:
            for stage in range(chance.randrange(5)):
                on = day - timedelta(days=chance.randrange(60))
                sent.append((stage, on, tuple(debt[0] for debt in debts if debt[1] < on)))
            sent.sort(key=lambda each: each[1])
            sent = [(stage, on, items) for stage, (_, on, items) in enumerate(sent)]
        plainly.append(
            (
                [Debt(i, due, yuan(p), yuan(late), yuan(h)) for i, due, p, late, h in debts],
                [Notice(*each) for each in sent],
                day,
            )
        )
        state = State(
            creditor="锦苑物业", debtor=f"O-{number}", day=day, known=None,
            items=[item(i, bills[due], p, late, h) for i, due, p, late, h in debts],
            received=NOTHING,
        )  # fmt: skip
        told = [
            Sent(id=f"{number}-{stage}", on=on, stage=STAGES[stage][0], means="letter", items=items)
            for stage, on, items in sent
        ]
        objects.append((state, told))
        rows.append(row(debts, sent, day))
    calendar = Weekdays()
    base, one = best(lambda: [plain(*each) for each in plainly])
    mine, two = best(lambda: [decide(s, POLICY, told, calendar=calendar) for s, told in objects])
    compact, three = best(lambda: decide_rows(rows, POLICY, calendar))
    for outcome, decision, (found, again), (debts, _, day) in zip(
        one, two, three, plainly, strict=True
    ):
        late = {debt.id for debt in debts if debt.due < day and not debt.held}
        if decision.actions:
            got = decision.actions[0].stage, str(decision.actions[0].total)
        else:
            why = {left.item: left.reason for left in decision.withheld}
            free = [why[debt.id] for debt in debts if not debt.held]
            got = next((why[item] for item in late), free[0] if free else "disputed"), ""
        stage = STAGES[outcome.stage][0] if outcome.stage is not None else outcome.reason
        if stage != got[0] or (outcome.stage is not None and str(outcome.amount) != got[1]):
            raise SystemExit(f"not the same: {outcome} {decision}")
        if (outcome.reason or outcome.stage) != found or outcome.again != again:
            raise SystemExit(f"not the same: {outcome} {found} {again}")
    print(f"deciding about {count:,} debtors with up to 6 items and 4 notices")
    print(f"  plain loop of Decimals  {base:6.2f} s")
    print(f"  decide, objects         {mine:6.2f} s  {base / mine:5.2f} x")
    print(f"  decide_rows, compact    {compact:6.2f} s  {base / compact:5.2f} x")
    return base / mine, base / compact


def row(
    debts: list[tuple[str, date, int, int, int]],
    sent: list[tuple[int, date, tuple[str, ...]]],
    day: date,
) -> Arrears:
    """The same debtor as a compact row."""
    free = [debt for debt in debts if not debt[4]]
    late = [debt for debt in free if debt[1] < day]
    oldest = min(late or free or debts, key=lambda debt: (debt[1], debt[0]))
    about = [each for each in sent if oldest[0] in each[2]]
    stages = {each[0] for each in about}
    number = next((n for n in range(len(STAGES)) if n not in stages), len(STAGES))
    last = [each[1] for each in about if each[0] == number - 1]
    return Arrears(
        day=day,
        oldest=oldest[1],
        fen=sum(debt[2] + debt[3] for debt in late or free),
        held=sum(debt[4] for debt in debts),
        sent=number,
        attempts=len(last),
        since=last[-1] if last else None,
        last=sent[-1][1] if sent else None,
        full=sent[-3][1] if len(sent) >= 3 else None,
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
