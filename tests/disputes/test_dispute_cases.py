"""Disputes as a table: every pair of status and event is a transition or a declared error."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from typing import get_args

import pytest
from attrs import evolve

from community import october
from wuye import Account, Money, disputes
from wuye.dates import CHINA
from wuye.disputes import (
    OPEN,
    TRANSITIONS,
    Acknowledged,
    Answered,
    Audit,
    Closed,
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
    Status,
    Sued,
    Withdrawn,
)
from wuye.errors import ExceedsError, PeriodError, RuleError, TransitionError, UnknownError
from wuye.ledger import CreditNote, Hold, Release

BILL = october().of_unit("3-1-502")[0]  # 280.00 property, 20.00 hall-power
LODGED = date(2026, 11, 5)
LATER = date(2026, 11, 20)
FORGIVING = Policy(held_days="forgiven")
EVENTS: tuple[Event, ...] = (
    Acknowledged(),
    MeterCheck("W-1"),
    Audit("某会计师事务所"),
    Investigated("面积属实", ["area"]),
    Answered("已更正"),
    Mediating("某街道调解委员会"),
    NotSettled("未达成一致"),
    Mediated(mediator="某街道调解委员会", effective=LATER, agreed="减收一元", upheld="1.00"),
    Decided("1.00"),
    Withdrawn(),
    Closed(),
    Reopened("仍有疑问"),
    Sued("某区人民法院", "（2026）某0101民初1号"),
    Judged("1.00"),
)


def lodged(policy: Policy = FORGIVING) -> Dispute:
    return disputes.lodge("D-1", BILL, "hall-power", ground="amount", on=LODGED, policy=policy).case


def after(*events: Event, policy: Policy = FORGIVING) -> Dispute:
    case = lodged(policy)
    for event in events:
        case = disputes.advance(case, event, on=LODGED).case
    return case


def kinds(step: disputes.Step) -> list[str]:
    return [type(effect).__name__ for effect in step.effects]


# -- the table ------------------------------------------------------------------------------------


def test_an_event_of_each_kind_is_tried() -> None:
    assert set(get_args(Event)) == {type(event) for event in EVENTS}


@pytest.mark.parametrize(("status", "event"), list(product(Status, EVENTS)), ids=repr)
def test_every_pair_of_status_and_event_is_a_transition_or_a_declared_error(
    status: Status, event: Event
) -> None:
    case = evolve(lodged(), status=status)
    target = TRANSITIONS[status].get(type(event))

    if target:
        assert target is disputes.advance(case, event, on=LODGED).case.status
    else:
        with pytest.raises(TransitionError, match=rf"{status.value} cannot take this"):
            disputes.advance(case, event, on=LODGED)
        assert evolve(lodged(), status=status) == case


def test_every_status_is_reached_from_lodging_and_has_a_name() -> None:
    reached = {Status.LODGED}
    for _ in Status:
        reached |= {to for status in reached for to in TRANSITIONS[status].values()}

    assert set(Status) == reached == set(TRANSITIONS)
    assert len(Status) == len({status.zh for status in Status})


def test_only_outcomes_lead_from_what_is_held_to_what_is_not() -> None:
    ends = {
        event
        for status in OPEN
        for event, target in TRANSITIONS[status].items()
        if target not in OPEN
    }

    assert set(get_args(Outcome)) == ends
    assert all(status.open for status in TRANSITIONS for e in TRANSITIONS[status] if e in ends)


def test_from_every_status_but_a_judgment_something_leads_on() -> None:
    assert [Status.JUDGED] == [status for status in Status if not TRANSITIONS[status]]


def test_a_refusal_says_what_the_case_can_take() -> None:
    with pytest.raises(TransitionError, match="it can take: Closed, Reopened, Sued"):
        disputes.advance(after(Decided("1.00")), Answered(), on=LATER)
    with pytest.raises(TransitionError, match="lodge a new dispute"):
        disputes.advance(after(Sued(), Judged("0")), Reopened(), on=LATER)


def test_nothing_is_decided_while_a_third_party_is_asked() -> None:
    for asked in (MeterCheck(), Audit(), Mediating()):
        with pytest.raises(TransitionError, match="Decided"):
            disputes.advance(after(asked), Decided("1.00"), on=LATER)


# -- time -----------------------------------------------------------------------------------------


def test_events_never_run_backwards() -> None:
    case = disputes.advance(lodged(), Acknowledged(), on=LATER, booked=LATER).case
    yesterday = LATER - timedelta(days=1)

    with pytest.raises(TransitionError, match="lies before what happened last"):
        disputes.advance(case, Answered(), on=yesterday, booked=LATER)
    with pytest.raises(TransitionError, match=r"booked=2026-11-20"):
        disputes.advance(case, Answered(), on=LATER, booked=yesterday)
    with pytest.raises(TransitionError, match=r"on=2026-11-05"):
        disputes.advance(lodged(), Withdrawn(), on=LODGED - timedelta(days=1))
    assert Status.ANSWERED is disputes.advance(case, Answered(), on=LATER).case.status


def test_the_same_events_give_the_same_case_and_documents() -> None:
    opened = disputes.lodge("D-1", BILL, "hall-power", ground="amount", on=LODGED)
    way: list[tuple[Event, date]] = [
        (Acknowledged(), LODGED),
        (MeterCheck("W-1"), date(2026, 11, 6)),
        (Investigated("读错", ["readings"]), date(2026, 11, 9)),
        (Decided("4.00", "restored"), LATER),
        (Reopened(), LATER),
        (Withdrawn("forgiven"), date(2026, 12, 1)),
    ]
    case, documents = opened.case, list(opened.effects)
    for event, on in way:
        step = disputes.advance(case, event, on=on)
        case, documents = step.case, [*documents, *step.effects]
    again = disputes.replay(opened, case.log)

    assert case == again.case
    assert documents == list(again.effects)
    account = Account.of([BILL, *documents])
    assert account == account.post(*again.effects).account  # posted once is posted


# -- what is disputed -----------------------------------------------------------------------------


@pytest.mark.parametrize("amount", ["0", "-1", "20.01"])
def test_a_dispute_about_more_than_the_line_is_refused(amount: str) -> None:
    with pytest.raises(ExceedsError, match=r"up to 20\.00"):
        disputes.lodge("D-1", BILL, "hall-power", ground="amount", on=LODGED, amount=amount)


def test_unknown_lines_and_grounds_are_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownError, match="hall-power"):
        disputes.lodge("D-1", BILL, "lift", ground="amount", on=LODGED)
    with pytest.raises(UnknownError, match="share-not-published"):
        disputes.lodge("D-1", BILL, "hall-power", ground="too-dear", on=LODGED)


def test_no_more_is_upheld_than_was_disputed_and_the_case_stays() -> None:
    case = lodged()

    for upheld in ("20.01", "-0.01"):
        with pytest.raises(ExceedsError, match=r"up to 20\.00"):
            disputes.advance(case, Decided(upheld), on=LODGED)
    assert lodged() == case


def test_a_line_cannot_be_held_twice_over() -> None:
    account = Account.of([BILL])
    first = disputes.lodge("D-1", BILL, "hall-power", ground="amount", on=LODGED, amount="15.00")
    second = disputes.lodge("D-2", BILL, "hall-power", ground="area", on=LODGED + timedelta(1))
    account = account.post(*first.effects).account

    with pytest.raises(ExceedsError, match=r"up to 5\.00"):
        account.post(*second.effects)


def test_several_lines_are_disputed_together_and_each_has_its_hold() -> None:
    both = disputes.lodge(
        "D-1", BILL, {"property": "30.00", "hall-power": None}, ground="area", on=LODGED
    )
    named = disputes.lodge("D-2", BILL, ["property", "hall-power"], ground="area", on=LODGED)

    assert [("D-1", "30.00"), ("D-1:2", "20.00")] == [
        (hold.id, str(hold.amount)) for hold in both.effects if isinstance(hold, Hold)
    ]
    assert ("50.00", "300.00") == (str(both.case.amount), str(named.case.amount))
    with pytest.raises(RuleError, match="name lines"):
        disputes.lodge("D-3", BILL, [], ground="area", on=LODGED)
    with pytest.raises(RuleError, match="30"):
        disputes.lodge("D-3", BILL, ["property"], ground="area", on=LODGED, amount="30")


def test_of_several_lines_it_is_said_how_much_of_each_is_upheld() -> None:
    case = disputes.lodge(
        "D-1",
        BILL,
        {"property": "30.00", "hall-power": None},
        ground="area",
        on=LODGED,
        policy=FORGIVING,
    ).case
    part = disputes.advance(case, Decided({"property": "3.92"}), on=LATER)
    whole = disputes.advance(case, Decided("50.00"), on=LATER)

    assert ["CreditNote", "Release", "Release"] == kinds(part)
    assert ["3.92", "0.00"] == [str(point.upheld) for point in part.case.points]
    assert ("in-part", "upheld") == (part.case.outcome, whole.case.outcome)
    assert ["30.00", "20.00"] == [
        str(note.amount) for note in whole.effects if isinstance(note, CreditNote)
    ]
    with pytest.raises(RuleError, match="of which line"):
        disputes.advance(case, Decided("10.00"), on=LATER)
    with pytest.raises(UnknownError, match="lift"):
        disputes.advance(case, Decided({"lift": "1.00"}), on=LATER)
    with pytest.raises(ExceedsError, match=r"hall-power.*up to 20\.00"):
        disputes.advance(case, Decided({"hall-power": "21.00"}), on=LATER)


# -- again ----------------------------------------------------------------------------------------


def test_what_was_not_upheld_is_held_again_when_a_case_is_reopened_or_sued_over() -> None:
    for event in (Reopened("仍有疑问"), Sued("某区人民法院")):
        again = disputes.advance(after(Decided("5.00")), event, on=LATER)
        (hold,) = again.effects

        assert isinstance(hold, Hold)
        assert ("D-1:2", "15.00", LATER) == (hold.id, str(hold.amount), hold.on)
        assert again.case.outcome is None


def test_more_may_be_upheld_the_second_time_and_counts_with_the_first() -> None:
    case = after(Decided("5.00"), Reopened())
    step = disputes.advance(case, Decided("15.00", reason="复核更正"), on=LATER)
    (note, release) = step.effects

    assert isinstance(note, CreditNote)
    assert isinstance(release, Release)
    assert ("D-1:2:credit", "15.00", "复核更正") == (note.id, str(note.amount), note.reason)
    assert ("upheld", "20.00") == (step.case.outcome, str(step.case.upheld))
    with pytest.raises(ExceedsError, match=r"up to 15\.00"):
        disputes.advance(case, Decided("15.01"), on=LATER)


def test_where_all_was_upheld_nothing_is_left_to_dispute() -> None:
    for event in (Reopened(), Sued()):
        with pytest.raises(TransitionError, match="nothing is left"):
            disputes.advance(after(Decided("20.00")), event, on=LATER)


def test_the_court_speaks_last() -> None:
    step = disputes.advance(after(Answered(), Sued()), Judged("8.00"), on=LATER)

    assert ["CreditNote", "Release"] == kinds(step)
    assert (Status.JUDGED, "in-part") == (step.case.status, step.case.outcome)
    (note, _) = step.effects
    assert isinstance(note, CreditNote)
    assert "生效裁判" == note.reason


@pytest.mark.parametrize(
    ("events", "outcome"),
    [
        ([], None),
        ([Answered()], None),
        ([Decided("20.00"), Closed()], "upheld"),
        ([Decided("1.00")], "in-part"),
        ([Decided("0"), Closed()], "rejected"),
        ([Withdrawn()], "withdrawn"),
        ([Decided("1.00"), Reopened(), Withdrawn()], "in-part"),
        ([Decided("0"), Reopened(), Decided("0")], "rejected"),
    ],
)
def test_a_case_says_how_it_ended(events: list[Event], outcome: str | None) -> None:
    assert outcome == after(*events).outcome


# -- held days ------------------------------------------------------------------------------------


def released(step: disputes.Step) -> list[bool]:
    return [each.restores_penalty for each in step.effects if isinstance(each, Release)]


@pytest.mark.parametrize("event", [Decided("5.00"), Withdrawn(), Decided("0")])
def test_what_becomes_of_held_days_says_the_policy_or_the_event(event: Event) -> None:
    restoring = lodged(Policy(held_days="restored"))
    said = evolve(event, held_days="forgiven")  # type: ignore[arg-type]

    assert [True] == released(disputes.advance(restoring, event, on=LATER))
    assert [False] == released(disputes.advance(restoring, said, on=LATER))
    assert [False] == released(disputes.advance(lodged(), event, on=LATER))
    with pytest.raises(RuleError, match="nobody says"):
        disputes.advance(lodged(Policy()), event, on=LATER)


def test_where_all_is_upheld_no_day_was_held() -> None:
    assert [False] == released(disputes.advance(lodged(Policy()), Decided("20.00"), on=LATER))


def test_penalty_that_ran_is_not_forgiven_by_a_release() -> None:
    marked = lodged(Policy(penalty="runs"))
    step = disputes.lodge(
        "D-1", BILL, "hall-power", ground="amount", on=LODGED, policy=Policy(penalty="runs")
    )

    assert ["runs"] == [hold.penalty for hold in step.effects if isinstance(hold, Hold)]
    assert [True] == released(disputes.advance(marked, Decided("5.00"), on=LATER))
    with pytest.raises(RuleError, match="waive"):
        disputes.advance(marked, Decided("5.00", "forgiven"), on=LATER)
    with pytest.raises(RuleError, match="waive"):
        Policy(penalty="runs", held_days="forgiven")


# -- evidence -------------------------------------------------------------------------------------


def test_a_case_lists_the_evidence_that_is_still_missing() -> None:
    case = after(Investigated("核对中", ["bill", "working", "schedule"]))

    assert ("bill", "working", "schedule", "publication", "contract") == lodged().missing
    assert ("publication", "contract") == case.missing
    found = Investigated(evidence=["contract", "publication"])
    assert () == disputes.advance(case, found, on=LATER).case.missing


def test_what_was_said_of_people_is_not_printed() -> None:
    case = after(Investigated("赵某某家中无人"), Answered("致赵某某：已更正"))

    assert "赵某某" not in repr(case)
    assert "赵某某" not in repr(case.log)
    assert Money("20.00") == case.amount


def test_one_kind_of_evidence_is_found_as_a_word_and_not_as_its_letters() -> None:
    opened = disputes.lodge("D-1", BILL, "property", ground="area", on=LODGED)
    found = disputes.advance(opened.case, Investigated("已查", evidence="area"), on=LATER)

    assert ("contract", "working") == found.case.missing


def test_a_dispute_is_booked_on_a_day_and_not_at_an_instant() -> None:
    with pytest.raises(PeriodError, match="not a day"):
        disputes.lodge(
            "D-1",
            BILL,
            "property",
            ground="area",
            on=LODGED,
            booked=datetime(2026, 11, 5, 9, tzinfo=CHINA),
        )
