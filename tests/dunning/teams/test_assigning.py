"""Assignment: by rules, within capacities, every case somewhere, and stable."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wuye.dunning.arrears import Arrears
from wuye.dunning.cases import Case
from wuye.dunning.events import HandedOver
from wuye.dunning.policy import When
from wuye.dunning.reasons import REASONS
from wuye.dunning.teams import (
    RULES,
    Assignment,
    Collector,
    Overflow,
    Rule,
    Work,
    assign,
    hand_overs,
    holder_of,
)
from wuye.dunning.treatments import TREATMENTS, Post
from wuye.errors import DuplicateError, MoneyError, RuleError
from wuye.exchange import to_columns

TODAY = date(2026, 12, 21)
DUE = date(2026, 10, 25)
LATE = Arrears(day=TODAY, oldest=DUE, fen=28000)
DESK, STEWARD, MANAGER = (
    Collector("desk", "desk", 9), Collector("steward", "steward", 9),
    Collector("manager", "manager", 9),
)  # fmt: skip
TEAM = (DESK, STEWARD, MANAGER)


def works(count: int, facts: Arrears = LATE) -> list[Work]:
    return [Work(f"O-{number}", facts) for number in range(count)]


def taken(assignment: Assignment) -> dict[str, str]:
    return {each.debtor: each.collector for each in assignment.assigned}


# -- whose work it is ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (LATE, "desk"),
        (LATE._replace(reason="forgot"), "desk"),
        (LATE._replace(reason="vacant"), "desk"),
        (LATE._replace(reason="service"), "steward"),
        (LATE._replace(reason="hardship"), "steward"),
        (LATE._replace(broken=True), "steward"),
        (LATE._replace(reason="refuses"), "manager"),
        (LATE._replace(oldest=date(2025, 12, 22)), "desk"),
        (LATE._replace(oldest=date(2025, 12, 21)), "manager"),
        (LATE._replace(oldest=date(2025, 12, 20), reason="service"), "manager"),
    ],
)
def test_ordinary_cases_go_to_the_desk_hard_ones_to_stewards_old_ones_to_the_manager(
    facts: Arrears, expected: str
) -> None:
    assert {"O-0": expected} == taken(assign(works(1, facts), TEAM))


@pytest.mark.parametrize("reason", REASONS)
def test_a_case_goes_to_the_post_that_treats_its_reason(reason: str) -> None:
    (given_,) = assign(works(1, LATE._replace(reason=reason)), TEAM).assigned

    assert TREATMENTS[reason].post == given_.post


@pytest.mark.parametrize(("cases", "expected"), [(1, 1), (2, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_the_desk_takes_a_third_rounded_up_and_stewards_the_rest(cases: int, expected: int) -> None:
    assignment = assign(works(cases), TEAM)

    assert expected == len(assignment.of("desk"))
    assert cases - expected == len(assignment.of("steward"))


def test_the_desk_takes_the_lightest_cases() -> None:
    given_ = [
        Work(f"O-{days}", LATE._replace(oldest=TODAY - timedelta(days=days)))
        for days in (90, 10, 40)
    ]

    assert ("O-10",) == assign(given_, TEAM).of("desk")


def test_the_heaviest_hard_cases_go_first_when_there_is_little_room() -> None:
    hard = LATE._replace(reason="service")
    given_ = [Work("O-1", hard), Work("O-2", hard._replace(fen=90000)), Work("O-3", hard)]
    assignment = assign(given_, [evolve(STEWARD, capacity=1)])

    assert {"O-2": "steward"} == taken(assignment)
    assert (Overflow("O-1", "steward", "full"), Overflow("O-3", "steward", "full")) == (
        assignment.overflow
    )


def test_a_full_post_passes_cases_on_and_what_nobody_has_room_for_is_told() -> None:
    hard = works(3, LATE._replace(reason="service"))
    assignment = assign(hard, [evolve(STEWARD, capacity=1), evolve(MANAGER, capacity=1)])

    assert {"steward": 1, "manager": 1} == Counter(taken(assignment).values())
    assert ["full"] == [each.why for each in assignment.overflow]
    assert {"steward"} == {each.asked for each in assignment.assigned}


def test_cases_of_one_post_are_spread_evenly() -> None:
    two = [evolve(STEWARD, id="a"), evolve(STEWARD, id="b")]
    assignment = assign(works(5, LATE._replace(reason="amount")), two)

    assert {"a": 3, "b": 2} == Counter(taken(assignment).values())


def test_what_is_not_overdue_is_nobodys_work() -> None:
    assignment = assign(works(1, LATE._replace(day=DUE)), TEAM)

    assert (Overflow("O-0", None, "no-rule"),) == assignment.overflow


# -- who has a case keeps it -------------------------------------------------------------------------


def test_who_has_a_case_keeps_it_though_the_rules_would_give_it_to_another() -> None:
    given_ = [Work("O-1", LATE._replace(reason="refuses"), holder="desk")]
    assignment = assign(given_, TEAM)

    assert {"O-1": "desk"} == taken(assignment)
    assert [("O-1", "manager")] == [(each.debtor, each.asked) for each in assignment.outgrown]
    assert () == assign([Work("O-1", LATE, holder="desk")], TEAM).outgrown
    assert () == assign([Work("O-1", LATE)], TEAM).outgrown


def test_who_left_hands_all_cases_on() -> None:
    assert {"O-1": "desk"} == taken(assign([Work("O-1", LATE, holder="gone")], TEAM))


def test_more_cases_than_room_leave_the_holder_the_heaviest() -> None:
    given_ = [
        Work("O-1", LATE, holder="steward"), Work("O-2", LATE._replace(fen=1), holder="steward"),
    ]  # fmt: skip
    assignment = assign(given_, [evolve(STEWARD, capacity=1), DESK])

    assert {"O-1": "steward", "O-2": "desk"} == taken(assignment)


def test_a_hand_over_is_told_once_and_read_back_from_its_day() -> None:
    assignment = assign(works(1), TEAM)
    (event,) = hand_overs(assignment, TODAY)
    case = Case("O-0", [event])

    assert HandedOver(id="O-0:2026-12-21:desk", on=TODAY, to="desk") == event
    assert "desk" == holder_of(case, TODAY)
    assert "" == holder_of(case, TODAY - timedelta(days=1))
    again = assign([Work("O-0", LATE, holder_of(case, TODAY))], TEAM)
    assert taken(assignment) == taken(again)
    assert () == hand_overs(again, TODAY)


def test_what_went_outside_is_in_nobodys_hands_here() -> None:
    inside = HandedOver(id="1", on=TODAY, to="desk")
    outside = HandedOver(id="2", on=TODAY + timedelta(days=1), to="律师", outside=True)
    case = Case("O-1", [outside, inside])

    assert "desk" == holder_of(case, TODAY)
    assert "" == holder_of(case, TODAY + timedelta(days=1))


# -- what is refused -----------------------------------------------------------------------------------


def test_one_debtor_or_collector_named_twice_is_refused() -> None:
    with pytest.raises(DuplicateError, match="debtor"):
        assign([*works(1), *works(1)], TEAM)
    with pytest.raises(DuplicateError, match="collector"):
        assign([], [DESK, DESK])


@pytest.mark.parametrize("capacity", [-1, 1.5, True, "3"])
def test_a_capacity_is_a_whole_number_not_below_nothing(capacity: object) -> None:
    with pytest.raises(MoneyError):
        Collector("a", "desk", capacity)  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [(0, 3), (4, 3), (-1, 3)])
def test_a_share_lies_above_nothing_and_up_to_all(share: tuple[int, int]) -> None:
    with pytest.raises(RuleError) as refused:
        Rule("desk", When(), share=share)

    assert share == refused.value.value
    assert 7 == Rule("desk", When(), share=(3, 3)).most(7)


def test_posts_are_named() -> None:
    with pytest.raises(RuleError):
        Collector("a", "boss", 1)  # type: ignore[arg-type]
    with pytest.raises(RuleError):
        Rule("desk", When(), then=["boss"])  # type: ignore[list-item]


def test_the_name_of_a_collector_is_masked() -> None:
    assert "陈某某" not in repr(evolve(DESK, name="陈某某"))


# -- always --------------------------------------------------------------------------------------------

facts = st.builds(
    Arrears,
    day=st.just(TODAY),
    oldest=st.integers(-1, 800).map(lambda days: TODAY - timedelta(days=days)),
    fen=st.integers(1, 10**6),
    reason=st.sampled_from(["", *REASONS]),
    broken=st.booleans(),
)
posts: list[Post] = ["desk", "steward", "manager"]
teams = st.lists(st.tuples(st.sampled_from(posts), st.integers(0, 4)), max_size=5).map(
    lambda given: [Collector(f"S-{n}", post, room) for n, (post, room) in enumerate(given)]
)
queues = st.lists(st.tuples(facts, st.sampled_from(["", "S-0", "S-1", "S-9"])), max_size=15).map(
    lambda given: [Work(f"O-{n}", facts, holder) for n, (facts, holder) in enumerate(given)]
)


@given(queues, teams)
def test_every_case_is_somewhere_once_and_nobody_has_too_many(
    queue: list[Work], team: list[Collector]
) -> None:
    assignment = assign(queue, team)
    placed = [each.debtor for each in assignment.assigned]
    placed += [each.debtor for each in assignment.overflow]
    load = Counter(taken(assignment).values())

    assert sorted(work.debtor for work in queue) == sorted(placed)
    assert all(load[person.id] <= person.capacity for person in team)
    assert set(load) <= {person.id for person in team}


@given(queues, teams, st.randoms(use_true_random=False))
def test_equal_facts_in_any_order_give_the_same_assignment(
    queue: list[Work], team: list[Collector], random: object
) -> None:
    before = assign(queue, team)
    random.shuffle(queue)  # type: ignore[attr-defined]
    random.shuffle(team)  # type: ignore[attr-defined]

    assert before == assign(queue, team)


@given(queues, teams)
def test_to_assign_again_changes_nothing(queue: list[Work], team: list[Collector]) -> None:
    before = assign(queue, team)
    held = taken(before)
    again = assign([evolve(work, holder=held.get(work.debtor, "")) for work in queue], team)

    assert taken(before) == taken(again)
    assert before.overflow == again.overflow
    assert all(each.kept for each in again.assigned)


@given(queues, teams)
def test_who_had_a_case_and_has_room_still_has_it(queue: list[Work], team: list[Collector]) -> None:
    held = taken(assign(queue, team))
    for person in team:
        mine = [work.debtor for work in queue if work.holder == person.id]
        kept = [debtor for debtor in mine if held.get(debtor) == person.id]
        assert min(len(mine), person.capacity) <= len(kept)


@given(queues, teams)
def test_new_cases_never_carry_the_desk_above_its_third(
    queue: list[Work], team: list[Collector]
) -> None:
    new = [evolve(work, holder="") for work in queue]
    desk = {person.id for person in team if person.post == "desk"}
    count = sum(each.collector in desk for each in assign(new, team).assigned)

    assert 3 * count < len(new) + 3


@given(queues, teams)
def test_no_room_is_left_at_a_post_whose_case_overflows(
    queue: list[Work], team: list[Collector]
) -> None:
    assignment = assign(queue, team, [rule for rule in RULES if rule.share is None])
    load = Counter(taken(assignment).values())
    for left in assignment.overflow:
        if left.why == "full":
            assert all(
                load[person.id] == person.capacity for person in team if person.post == left.asked
            )


def test_an_assignment_is_laid_out_as_columns() -> None:
    assignment = assign(works(3), [evolve(DESK, capacity=1)])

    assert {"debtor": ["O-1", "O-2"], "asked": ["desk", "desk"], "why": ["full", "full"]} == (
        to_columns(assignment.overflow, Overflow)
    )
    assert {"debtor": [], "asked": [], "why": []} == to_columns((), Overflow)
    with pytest.raises(RuleError, match="Assigned"):
        to_columns(assignment.assigned, Overflow)
    assert ["desk"] == to_columns(assignment.assigned)["post"]
