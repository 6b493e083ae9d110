"""Compact rows give the stages, reasons and days that decisions give."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtor import Weekdays, bill
from wuye import Account, Money, Payment
from wuye.dunning import Arrears, Cap, Policy, Sent, Stage, When, decide, decide_rows
from wuye.dunning.rows import Step
from wuye.errors import PeriodError, RuleError
from wuye.ledger import Hold

CALENDAR = Weekdays(off=frozenset([date(2026, 4, 6), date(2026, 5, 1)]))
STAGES = (
    Stage("提醒", When(), ["message"], attempts=3, every=4),
    Stage("通知", When(months=1), ["letter"], attempts=None, every=9),
    Stage("电话", When(months=1, periods=2, after=12), ["phone"]),
    Stage("上门", When(70, periods=2, amount="333.33"), ["visit"], attempts=2),
)
BILLS = [bill(month) for month in range(1, 6)]


@given(
    months=st.integers(1, 5),
    day=st.dates(date(2026, 1, 20), date(2026, 8, 31)),
    paid=st.integers(0, 40000),
    held=st.lists(st.integers(0, 9), max_size=6, unique=True),
    told=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 90), st.integers(1, 10)), max_size=5),
    minimum=st.sampled_from(["0", "15.00", "301.00"]),
    cool_down=st.sampled_from([0, 3, 7]),
    cap=st.sampled_from([None, Cap(2, 14), Cap(3, 30)]),
    quiet=st.booleans(),
)
def test_a_row_says_what_the_decision_says(
    months: int,
    day: date,
    paid: int,
    held: list[int],
    told: list[tuple[int, int, int]],
    minimum: str,
    cool_down: int,
    cap: Cap | None,
    quiet: bool,
) -> None:
    """The row is read from the account by plain counting, with nothing of the library's."""
    policy = Policy("x", STAGES, minimum=minimum, cool_down=cool_down, cap=cap, quiet=quiet)
    account = Account.of(BILLS[:months])
    lines = [(line.id, each) for each in BILLS[:months] for line in each.lines]
    if paid:
        first = [line for line, _ in lines[:2]]
        payment = Payment("p", Money.of_fen(paid), on=date(2026, 1, 1), designated=first)
        account = account.receive(payment).account
    for item in account.on(day).open_items:
        number = [line for line, _ in lines].index(item.id)
        if number in held:
            hold = Hold(
                id=f"H-{number}", creditor="锦苑物业", debtor="O-17", on=day, item=item.id,
                amount=item.principal,
            )  # fmt: skip
            account = account.post(hold).account
    sent = sorted((day - timedelta(days=ago), stage, some) for stage, ago, some in told)
    events = [
        Sent(
            id=f"N-{number}", on=on, stage=STAGES[stage].name, means="message",
            items=[line for line, _ in lines[:some]],
        )
        for number, (on, stage, some) in enumerate(sent)
    ]  # fmt: skip
    state = account.on(day)
    decision = decide(state, policy, events, calendar=CALENDAR)

    free = [
        (each.due, item.id, item.principal.fen, each.period)
        for item in state.open_items
        for line, each in lines
        if line == item.id and not item.held.fen
    ]
    late = [each for each in free if each[0] < day]
    if not free:
        assert {"disputed"} >= {left.reason for left in decision.withheld}
        return
    rest, behind = state.prepaid.fen, late
    for due in sorted({each[0] for each in behind}):  # prepayment is for what was due first
        owed = sum(each[2] for each in behind if each[0] == due)
        if owed > rest:
            break
        rest -= owed
        late = [each for each in late if each[0] != due]
    if behind and not late:
        covered = {each[1] for each in behind}
        why = {left.reason for left in decision.withheld if left.item in covered}
        assert ((), {"credit-covers"}) == (decision.actions, why)
        return
    oldest = min(late or free)
    about = [(on, stage) for on, stage, some in sent if oldest[1] in [x for x, _ in lines[:some]]]
    done = {stage for _, stage in about}
    number = min(set(range(5)) - done)
    mine = [on for on, stage in about if stage == number - 1]
    row = Arrears(
        day=day,
        oldest=oldest[0],
        fen=sum(each[2] for each in late or free),
        periods=len({each[3] for each in late}),
        credit=rest if late else 0,
        sent=number,
        attempts=len(mine),
        since=mine[-1] if mine else None,
        last=sent[-1][0] if sent else None,
        full=sent[-cap.most][0] if cap and len(sent) >= cap.most else None,
    )
    ((found, again),) = decide_rows([row], policy, CALENDAR)

    if isinstance(found, int):
        assert STAGES[found].name == decision.actions[0].stage
        assert tuple(each[1] for each in late) == decision.actions[0].items
        assert again == decision.again
        return
    assert () == decision.actions
    assert {found} == {left.reason for left in decision.withheld if left.item == oldest[1]}
    news = [each[0] + timedelta(days=1) for each in free if each[0] >= day]
    assert min([x for x in (again, *news) if x], default=None) == decision.again


def decided(row: Arrears, policy: Policy) -> Step:
    (step,) = decide_rows([row], policy)
    return step


def test_what_is_held_as_a_whole_is_disputed() -> None:
    policy = Policy("x", STAGES)
    row = Arrears(date(2026, 11, 2), date(2026, 10, 25), 0, held=30000)

    assert ("disputed", None) == decided(row, policy)
    assert ("disputed", None) == decided(row._replace(day=date(2026, 10, 1)), policy)


def test_credit_covers_what_it_reaches_to_the_fen() -> None:
    policy = Policy("x", STAGES)
    row = Arrears(date(2026, 11, 2), date(2026, 10, 25), 30000, credit=30000)

    assert ("credit-covers", None) == decided(row, policy)
    assert ("credit-covers", date(2026, 11, 3)) == decided(row._replace(bearing=True), policy)
    assert (0, date(2026, 11, 3)) == decided(row._replace(credit=29999), policy)


def test_a_policy_that_leaves_days_of_rest_alone_needs_a_calendar() -> None:
    row = Arrears(date(2026, 11, 2), date(2026, 10, 25), 30000)

    with pytest.raises(RuleError, match="needs a calendar"):
        decide_rows([row], Policy("x", STAGES, quiet=True))


def test_a_calendar_without_a_working_day_is_refused() -> None:
    class Never:
        def is_workday(self, day: date) -> bool:
            return False

    row = Arrears(date(2026, 11, 2), date(2026, 10, 25), 30000)

    with pytest.raises(PeriodError, match="no day is worked"):
        decide_rows([row], Policy("x", STAGES, quiet=True), Never())


def test_no_rows_give_no_steps() -> None:
    assert [] == decide_rows([], Policy("x", STAGES))
