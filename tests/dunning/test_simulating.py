"""Simulations: worked by hand, conserved, equal for equal seeds, and no more than the policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from debts import bill, owing
from strategies import fewer
from wuye import Account, Money, Payment, dunning
from wuye.dunning import (
    MESSAGE_THEN_LETTER,
    Behaviour,
    Cap,
    Override,
    Policy,
    Profile,
    Simulation,
    assigned,
    presets,
    side_by_side,
    simulate,
)
from wuye.dunning.simulation import rehearsal
from wuye.dunning.simulation.behaviours import NEVER, ON_TIME, drawn
from wuye.errors import DuplicateError, PeriodError, RuleError, UnknownError
from wuye.ledger import WriteOff

SINCE = date(2026, 10, 1)
DUES = [date(2026, 10, 25), date(2026, 11, 25), date(2026, 12, 25)]


def accounts(count: int) -> list[Account]:
    """Debtors with a bill a month, each of its own amount, under a penalty clause."""
    return [
        Account.of(
            [
                bill(f"O-{at}:{due}", due, f"{100 + at}.37", f"O-{at}", daily="0.0003")
                for due in DUES
            ]
        )
        for at in range(count)
    ]


def alone(behaviour: Behaviour, policy: Policy = presets.THIRTY_DAYS, **more: Any) -> Simulation:
    """One debtor with one bill of 280.00, due on 25 October, for three months."""
    given = {"since": SINCE, "months": 3, "seed": 7, **more}
    return simulate(policy, [owing(DUES[0])], {"O-1": behaviour}, **given)


def story(simulation: Simulation) -> list[str]:
    """What was sent and paid, in order."""
    sent = [(each.on, 0, each.stage) for each in simulation.contacts]
    paid = [(each.on, 1, str(Money.of_fen(each.fen))) for each in simulation.cash]
    return [f"{day:%m-%d} {what}" for day, _, what in sorted(sent + paid)]


def left(simulation: Simulation) -> dict[str, tuple[int, int]]:
    return {each.reason: (each.items, each.days) for each in simulation.left}


# -- by hand --------------------------------------------------------------------------------


def test_who_pays_on_time_hears_nothing() -> None:
    found = alone(ON_TIME)

    assert ["10-25 280.00"] == story(found)
    assert {"not-overdue": (1, 24)} == left(found)


def test_who_pays_after_the_second_notice_hears_two() -> None:
    found = alone(Behaviour("second", after=2, days=(3, 3)))

    assert ["10-26 缴费提醒", "11-02 催缴通知书", "11-05 280.00"] == story(found)
    # not due for 25 days, cooling down for 7 and for the 3 until he pays
    assert {"not-overdue": (1, 25), "cool-down": (1, 10)} == left(found)


def test_who_pays_half_hears_on_and_pays_half_of_what_is_left() -> None:
    half = Behaviour("half", percent=50)

    assert [
        "10-26 缴费提醒",
        "10-26 140.00",
        "11-02 催缴通知书",
        "11-02 70.00",
        "11-10 电话沟通",
        "11-10 35.00",
        "11-17 电话沟通",
        "11-17 17.50",
        "11-25 催缴函",
        "11-25 8.75",
    ] == story(alone(half))


def test_who_pays_half_on_every_second_notice_hears_two_for_each_half() -> None:
    half = Behaviour("half", after=2, percent=50)

    assert [
        "10-26 缴费提醒",
        "11-02 催缴通知书",
        "11-02 140.00",
        "11-10 电话沟通",
        "11-17 电话沟通",
        "11-17 70.00",
        "11-25 催缴函",
    ] == story(alone(half))


def test_who_promises_is_left_alone_until_his_day() -> None:
    found = alone(Behaviour("promises", answer="promises", days=(20, 20)))

    assert ["10-26 缴费提醒", "11-15 280.00"] == story(found)
    assert {"not-overdue": (1, 25), "promise": (1, 20)} == left(found)


def test_who_breaks_his_promise_is_reminded_on_the_day_after() -> None:
    found = alone(Behaviour("breaks", answer="breaks", days=(20, 20)), months=2)

    assert ["10-26 缴费提醒", "11-16 催缴通知书"] == story(found)
    assert {"not-overdue": (1, 25), "promise": (1, 21 + 15)} == left(found)


def test_who_disputes_is_left_alone_until_it_is_settled() -> None:
    found = alone(Behaviour("disputes", answer="disputes", days=(30, 30)))

    assert ["10-26 缴费提醒", "11-25 280.00"] == story(found)
    assert {"not-overdue": (1, 25), "disputed": (1, 30)} == left(found)


@pytest.mark.parametrize(
    ("answer", "days", "expected"),
    [
        ("pays", 20, "281.76"),  # 280.00 at 0.03 % for 21 days: 1.764
        ("promises", 20, "281.76"),
        ("disputes", 30, "282.60"),  # for 31 days: 2.604
    ],
)
def test_penalty_runs_on_while_a_promise_or_a_lost_dispute_lasts(
    answer: Any, days: int, expected: str
) -> None:
    owed = Account.of([bill("B", DUES[0], daily="0.0003")])
    moved = Behaviour("moved", answer=answer, days=(days, days))
    found = simulate(presets.FOUR_PERIODS, [owed], {"O-1": moved}, since=SINCE, months=3, seed=7)

    assert expected == str(found.received)
    assert Money("0") == found.closing.outstanding


def test_nothing_moves_who_never_pays_and_what_needs_approval_waits() -> None:
    found = alone(NEVER)

    assert [
        "10-26 缴费提醒",
        "11-02 催缴通知书",
        "11-10 电话沟通",
        "11-17 电话沟通",
        "11-25 催缴函",
    ] == story(found)
    assert (1, 7) == left(found)["approval-awaited"]  # from 25 December to the year's end


def test_old_arrears_are_paid_at_once_by_who_needs_no_notice() -> None:
    found = alone(ON_TIME, since=date(2026, 11, 10), months=1)

    assert ["11-10 280.00"] == story(found)


def short(account: Account, behaviour: Behaviour, **more: Any) -> Simulation:
    """A debtor under messages and letters, for three months."""
    given = {"since": SINCE, "months": 3, "seed": 7, **more}
    return simulate(MESSAGE_THEN_LETTER, [account], {"O-1": behaviour}, **given)


def test_a_penalty_alone_is_disputed_in_words_and_paid() -> None:
    late = Account.of([bill("B", DUES[0], daily="0.0003")])
    late = late.receive(Payment("p", "280.00", on=date(2026, 11, 5))).account
    disputes = Behaviour("disputes", answer="disputes", days=(5, 5))

    # 280.00 at 0.03 % for 11 days: 0.924
    assert ["11-10 缴费提醒", "11-15 0.92"] == story(
        short(late, disputes, since=date(2026, 11, 10))
    )


def test_nobody_pays_what_is_written_off() -> None:
    account = owing(DUES[0])
    gone = WriteOff(
        id="W",
        creditor="锦苑物业",
        debtor="O-1",
        on=SINCE,
        item=f"O-1:{DUES[0]}",
        reason="无法收回",
        penalty="stops",
    )

    assert [] == story(short(account.post(gone).account, ON_TIME))


def test_what_is_collected_for_another_is_paid_too() -> None:
    water = evolve(bill("B", DUES[0]), collected=("property",))

    assert Money("0") == short(Account.of([water]), Behaviour("pays")).closing.outstanding


def test_profiles_count() -> None:
    stop = Profile(overrides=[Override(reason="不催", stop=True)])
    found = short(owing(DUES[0]), NEVER, profiles={"O-1": stop})

    assert [] == story(found)
    assert {"not-overdue": (1, 25), "excluded": (1, 67)} == left(found)


def test_a_calendar_counts() -> None:
    class Mondays:
        def is_workday(self, day: date) -> bool:
            return day.weekday() == 0

    quiet = evolve(presets.THREE_NOTICES, quiet=True)

    assert ["11-02 缴费提醒", "11-09 电话沟通"] == story(alone(NEVER, quiet, calendar=Mondays()))[
        :2
    ]


def test_the_opening_is_how_the_first_day_stood() -> None:
    found = short(owing(*DUES), ON_TIME)

    assert ("280.00", "840.00") == (str(found.opening.billed), str(found.closing.billed))


# -- what always holds -----------------------------------------------------------------------

behaviours = st.builds(
    lambda after, answer, least, more, percent: Behaviour(
        "any",
        after=after,
        answer=answer if after else "pays",
        days=(least, least + more),
        percent=percent,
    ),
    st.integers(0, 3),
    st.sampled_from(["pays", "promises", "breaks", "disputes", "nothing"]),
    st.integers(0, 20),
    st.integers(0, 20),
    st.integers(1, 100),
)
policies = st.builds(
    lambda preset, minimum, cool_down, cap: evolve(
        preset, minimum=Money.of_fen(minimum), cool_down=cool_down, cap=cap
    ),
    st.sampled_from(list(presets.PRESETS.values())),
    st.integers(0, 30000),
    st.integers(0, 10),
    st.none() | st.builds(Cap, st.integers(1, 3), st.integers(1, 40)),
)


def tried(
    policy: Policy, mix: list[Behaviour], seed: int = 7, owed: list[Account] | None = None
) -> Simulation:
    owed = owed or accounts(len(mix))
    given = {f"O-{at}": behaviour for at, behaviour in enumerate(mix)}
    return simulate(policy, owed, given, since=SINCE, months=6, seed=seed)


@fewer(10)
@given(policies, st.lists(behaviours, min_size=1, max_size=4))
def test_no_fen_is_lost_or_made(policy: Policy, mix: list[Behaviour]) -> None:
    found = tried(policy, mix)
    closing = found.closing

    assert found.received == closing.received
    assert closing.billed == Money.total(
        Money(f"{100 + at}.37") for at in range(len(mix)) for _ in DUES
    )
    assert closing.billed + closing.penalty == closing.applied + closing.outstanding
    assert closing.received == closing.applied + closing.prepaid


@fewer(10)
@given(policies, st.lists(behaviours, min_size=1, max_size=4))
def test_contacts_keep_the_cool_down_and_the_cap(policy: Policy, mix: list[Behaviour]) -> None:
    found = tried(policy, mix)

    for at in range(len(mix)):
        days = [each.on for each in found.contacts if each.debtor == f"O-{at}"]
        assert all((later - day).days >= max(policy.cool_down, 1) for day, later in pairwise(days))
        if policy.cap:
            within = timedelta(days=policy.cap.days)
            assert all(
                sum(day <= each < day + within for each in days) <= policy.cap.most for day in days
            )


@fewer(10)
@given(policies, st.lists(behaviours, min_size=1, max_size=3))
def test_looking_every_day_finds_nothing_more(policy: Policy, mix: list[Behaviour]) -> None:
    decide = dunning.decide

    def daily(state: Any, *given: Any, **more: Any) -> dunning.Decision:
        return evolve(decide(state, *given, **more), again=state.day + timedelta(days=1))

    found = tried(policy, mix)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rehearsal, "decide", daily)
        every_day = tried(policy, mix)

    assert every_day == found


@fewer(10)
@given(policies, st.lists(behaviours, min_size=2, max_size=4), st.integers())
def test_equal_seeds_are_equal_in_whatever_order(
    policy: Policy, mix: list[Behaviour], seed: int
) -> None:
    owed = accounts(len(mix))

    assert tried(policy, mix, seed, owed) == tried(policy, mix, seed, owed[::-1])


@fewer(10)
@given(policies, st.integers(0, 3), st.integers(0, 20))
def test_nobody_who_has_paid_everything_hears_more(policy: Policy, after: int, days: int) -> None:
    pays = Behaviour("pays", after=after, days=(days, days))
    found = alone(pays, policy, months=12)

    for paid in found.cash:
        assert all(each.on <= paid.on for each in found.contacts)
    assert len(found.contacts) >= after or not found.cash


@given(st.integers(), st.integers(1, 4))
def test_a_debtor_draws_the_same_lot_under_every_policy(seed: int, after: int) -> None:
    wide = Behaviour("pays", after=after, days=(0, 5))
    delays = set()
    for policy in (presets.THIRTY_DAYS, presets.FOUR_PERIODS, MESSAGE_THEN_LETTER):
        found = alone(wide, policy, months=4, seed=seed)
        delays.add((found.cash[0].on - found.contacts[after - 1].on).days)

    assert 1 == len(delays)


def test_another_seed_draws_other_lots_from_the_first_to_the_last() -> None:
    wide = Behaviour("pays", after=0, days=(2, 4))
    days = {alone(wide, seed=seed).cash[0].on for seed in range(40)}

    assert {DUES[0] + timedelta(days=days) for days in (2, 3, 4)} == days


def test_money_that_waits_is_used_before_more_is_paid() -> None:
    prepaid = owing(DUES[0]).receive(Payment("p", "100.00", on=date(2026, 9, 1))).account
    found = simulate(
        MESSAGE_THEN_LETTER,
        [prepaid],
        {"O-1": Behaviour("pays")},
        since=SINCE,
        months=3,
        seed=1,
    )

    assert ["10-26 缴费提醒", "10-26 180.00"] == story(found)
    assert Money("100.00") == found.opening.received
    assert Money("0") == found.closing.outstanding == found.closing.prepaid


# -- results --------------------------------------------------------------------------------

COSTS = {"message": "0.05", "letter": "3.00", "registered": "8.50", "phone": "1.20"}
MIX: Mapping[Behaviour, int] = {ON_TIME: 6, Behaviour("second", after=2, days=(1, 6)): 3, NEVER: 1}


def community(policy: Policy) -> Simulation:
    owed = accounts(30)
    given = assigned((each.debtor for each in owed), MIX, seed=7)
    return simulate(policy, owed, given, since=SINCE, months=6, seed=7)


def test_columns_hold_every_contact_fen_and_day() -> None:
    found = community(presets.THIRTY_DAYS)
    stages, days, means = found.by_stage(), found.by_day(), found.by_means(COSTS)

    for columns in (stages, days, means, found.by_reason()):
        assert 1 == len({len(column) for column in columns.values()})
    assert len(found.contacts) == sum(stages["contacts"]) == sum(days["contacts"])
    assert len(found.contacts) == sum(means["contacts"])
    assert found.received.fen == sum(days["cash_fen"])
    assert ("缴费提醒", "message") == (stages["stage"][0], stages["means"][0])
    assert 90 == left(found)["not-overdue"][0]
    assert [each.on for each in found.contacts] == sorted(each.on for each in found.contacts)
    assert list(days["day"]) == sorted(set(days["day"]))


def test_a_contact_costs_what_the_host_says() -> None:
    found = alone(NEVER)
    priced: dict[str, int] = dict(
        zip(*(found.by_means(COSTS)[name] for name in ("means", "cost_fen")), strict=True)
    )

    assert {"message": 5, "letter": 300, "registered": 850, "phone": 240} == priced
    with pytest.raises(UnknownError, match="letter"):
        found.by_means({"message": "0.05", "registered": "8.50", "phone": "1.20"})


def test_policies_stand_beside_each_other() -> None:
    quick, slow = (community(each) for each in (presets.THIRTY_DAYS, presets.FOUR_PERIODS))
    columns = side_by_side(quick, slow, costs={**COSTS, "door-notice": "0.50", "visit": "20"})

    assert ("三十日四步法", "四段催缴") == columns["policy"]
    assert (len(quick.contacts), len(slow.contacts)) == columns["contacts"]
    assert (quick.received.fen, slow.received.fen) == columns["cash_fen"]
    assert columns["debtors"] == tuple(
        len({each.debtor for each in found.contacts}) for found in (quick, slow)
    )
    assert "cost_fen" not in side_by_side(quick, slow)
    for other in (alone(ON_TIME, seed=8), alone(ON_TIME, months=4), alone(NEVER)):
        with pytest.raises(RuleError, match="something else"):
            side_by_side(alone(ON_TIME), other)


def test_lots_come_about_in_their_shares() -> None:
    found = Counter(assigned(map(str, range(10_000)), MIX, seed=1).values())

    assert [6, 3, 1] == [round(found[behaviour] / 1000) for behaviour in MIX]
    assert set(range(6)) == {drawn(1, str(name), 6) for name in range(200)}


def test_a_lot_stays_what_it_is_in_every_release() -> None:
    assert [479, 16, 197, 285, 211] == [drawn(7, f"O-{at}", 1000) for at in range(5)]


def test_a_lot_hangs_on_the_debtor_and_the_seed_alone() -> None:
    many, few = (assigned(names, MIX, seed=3) for names in (["A", "B", "C"], ["C"]))

    assert many["C"] == few["C"]
    assert 1 < len({assigned(["C"], MIX, seed=seed)["C"] for seed in range(30)})


# -- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        lambda: Behaviour("x", after=-1),
        lambda: Behaviour("x", days=(3, 2)),
        lambda: Behaviour("x", days=(-1, 2)),
        lambda: Behaviour("x", percent=0),
        lambda: Behaviour("x", percent=101),
        lambda: Behaviour("x", answer="sings"),  # type: ignore[arg-type]
        lambda: Behaviour("x", after=0, answer="disputes"),
        lambda: assigned(["A"], {}, seed=1),
        lambda: assigned(["A"], {NEVER: 0}, seed=1),
        lambda: assigned(["A"], {NEVER: 2, ON_TIME: -1}, seed=1),
    ],
)
def test_what_is_no_behaviour_and_no_share_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(RuleError):
        make()


def test_an_account_that_knows_what_comes_is_refused() -> None:
    knows = owing(DUES[0]).receive(Payment("p", "280.00", on=date(2026, 10, 20))).account

    assert [] == story(short(knows, NEVER, since=date(2026, 10, 20)))
    with pytest.raises(RuleError, match="knows already"):
        short(knows, NEVER, since=date(2026, 10, 19))
    with pytest.raises(RuleError, match="knows already"):
        simulate(MESSAGE_THEN_LETTER, [knows], {"O-1": NEVER}, since=SINCE, months=1, seed=1)


def test_debtors_come_once_and_each_with_a_behaviour() -> None:
    owed = owing(DUES[0])

    with pytest.raises(UnknownError, match="without a behaviour"):
        simulate(MESSAGE_THEN_LETTER, [owed], {}, since=SINCE, months=1, seed=1)
    with pytest.raises(DuplicateError, match="two accounts"):
        simulate(MESSAGE_THEN_LETTER, [owed] * 2, {"O-1": NEVER}, since=SINCE, months=1, seed=1)
    with pytest.raises(PeriodError):
        alone(NEVER, months=0)
