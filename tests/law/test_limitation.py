"""Limitation: one clock per period, restarted by what names it and can be proved."""

from __future__ import annotations

import inspect
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wuye.dates import Period, anniversary
from wuye.errors import NotInForceError, PeriodError, RuleError
from wuye.law.interruptions import Event, Evidence, Kind
from wuye.law.limitation import Claim, Clock, Obstacle, clock

JANUARY = Period.month(2023, 1)
DUE = date(2023, 1, 31)
CLAIM = Claim(JANUARY, ["O-17"], due=DUE)


def weekend(day: date) -> bool:
    return day.weekday() >= 5


def event(
    kind: Kind,
    on: date,
    *periods: Period,
    debtor: str = "O-17",
    evidence: Evidence = Evidence.SIGNED,
    ended: date | None = None,
    pending: bool = False,
) -> Event:
    return Event(
        kind,
        on,
        debtor,
        periods or (JANUARY,),
        evidence,
        ended=ended,
        pending=pending,
        missing=evidence is Evidence.ANNOUNCED,
    )


def expiry(*events: Event, on: date, claim: Claim = CLAIM) -> date | None:
    return clock(claim, events, on=on).earliest_expiry


# -- the three years ------------------------------------------------------------------------


def test_three_years_roll_over_the_weekend() -> None:
    found = clock(CLAIM, on=date(2025, 6, 30), rest_day=weekend)

    assert date(2026, 2, 2) == found.earliest_expiry
    assert "203-1" in [cite.article for cite in found.cites]


def test_without_rest_days_nothing_is_rolled_and_the_result_says_so() -> None:
    found = clock(CLAIM, on=date(2025, 6, 30))

    assert date(2026, 1, 31) == found.earliest_expiry
    assert any("未顺延" in doubt for doubt in found.doubts)
    assert not any(
        "未顺延" in doubt for doubt in clock(CLAIM, on=date(2025, 6, 30), rest_day=weekend).doubts
    )


@pytest.mark.parametrize(
    ("due", "last"),
    [
        (date(2024, 2, 28), date(2027, 2, 28)),
        (date(2024, 2, 29), date(2027, 2, 28)),  # no such day: the last of the month
        (date(2025, 2, 28), date(2028, 2, 28)),
        (date(2023, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_same_day_of_the_month_or_its_last(due: date, last: date) -> None:
    assert last == clock(Claim(JANUARY, ["O-17"], due=due), on=due).earliest_expiry


@pytest.mark.parametrize(
    ("on", "state", "defence"),
    [
        (DUE, "not-started", False),
        (date(2023, 2, 1), "running", False),
        (date(2026, 1, 31), "running", False),  # the last day runs to its end
        (date(2026, 2, 1), "lapsed", True),
    ],
)
def test_the_last_day_still_counts(on: date, state: str, defence: bool) -> None:
    found = clock(CLAIM, on=on)

    assert (state, defence) == (found.state, found.defence_available)


def test_a_lapsed_clock_is_a_defence_and_takes_nothing_away() -> None:
    found = clock(CLAIM, on=date(2026, 10, 1))

    assert ["192-1", "193", "2", "3-1"] == [cite.article for cite in found.steps[-1].cites]
    assert "债权仍在" in found.steps[-1].says
    assert date(2026, 1, 31) == found.earliest_expiry


def test_each_period_has_a_clock_of_its_own() -> None:
    """民法典 188, not 189: not one clock from the last instalment."""
    february = Claim(Period.month(2023, 2), ["O-17"], due=date(2023, 2, 28))

    assert [date(2026, 1, 31), date(2026, 2, 28)] == [
        expiry(on=date(2025, 1, 1), claim=claim) for claim in (CLAIM, february)
    ]
    assert "189" not in [cite.article for cite in clock(CLAIM, on=date(2025, 1, 1)).cites]


def test_that_periods_are_separate_rests_on_an_answer_that_is_not_verified() -> None:
    found = clock(CLAIM, on=date(2026, 1, 1))

    assert [False] == [cite.verified for cite in found.cites if "法答网" in cite.source]
    assert any("未核实原文" in doubt for doubt in found.doubts)
    earlier = clock(CLAIM, on=date(2025, 6, 20))
    assert all(cite.verified for cite in earlier.cites)


def test_without_a_due_day_the_clock_waits_for_a_demand() -> None:
    never = clock(Claim(JANUARY, ["O-17"]), on=date(2026, 10, 1))

    assert ("not-started", None, False) == (
        never.state,
        never.earliest_expiry,
        never.defence_available,
    )
    assert ["511-4", "4"] == [cite.article for cite in never.cites]


def test_without_a_due_day_it_starts_when_the_period_demanded_lapses_or_at_a_refusal() -> None:
    lapsed = Claim(JANUARY, ["O-17"], grace_until=date(2025, 3, 31))
    refused = Claim(JANUARY, ["O-17"], grace_until=date(2025, 3, 31), refused=date(2025, 3, 2))

    assert date(2028, 3, 31) == expiry(on=date(2025, 4, 1), claim=lapsed)
    assert date(2028, 3, 2) == expiry(on=date(2025, 4, 1), claim=refused)


def test_only_a_refusal_within_the_period_granted_displaces_its_end() -> None:
    def last(refused: date) -> date | None:
        claim = Claim(JANUARY, ["O-17"], grace_until=date(2023, 1, 31), refused=refused)
        return expiry(on=date(2025, 4, 1), claim=claim)

    assert date(2026, 1, 31) == last(date(2023, 6, 1))
    assert date(2026, 1, 31) == last(date(2023, 2, 1))
    assert date(2026, 1, 30) == last(date(2023, 1, 30))
    late = Claim(JANUARY, ["O-17"], grace_until=date(2023, 1, 31), refused=date(2023, 6, 1))
    assert "宽限期届满" in clock(late, on=date(2025, 4, 1)).steps[0].says


def test_nothing_bends_the_clock_by_agreement() -> None:
    """民法典 197: period, start and interruption are the law's."""
    assert ["claim", "events", "on", "obstacles", "rest_day"] == list(
        inspect.signature(clock).parameters
    )
    with pytest.raises(RuleError, match="197"):
        Claim(JANUARY, ["O-17"], due=DUE, refused=date(2024, 1, 1))


def test_a_start_before_the_code_is_pointed_out() -> None:
    def doubts(due: date) -> tuple[str, ...]:
        return clock(Claim(JANUARY, ["O-17"], due=due), on=date(2026, 10, 1)).doubts

    assert any("当时的法律未核对" in doubt for doubt in doubts(date(2020, 12, 31)))
    assert not any("当时的法律未核对" in doubt for doubt in doubts(date(2021, 1, 1)))


# -- interruptions --------------------------------------------------------------------------


def test_a_letter_received_starts_three_years_again() -> None:
    found = clock(CLAIM, [event(Kind.DEMAND, date(2025, 6, 1))], on=date(2025, 6, 30))

    assert date(2028, 6, 1) == found.earliest_expiry
    assert [True] == [step.restarts for step in found.steps if "催告" in step.says]


def test_each_new_demand_starts_them_again() -> None:
    letters = [event(Kind.DEMAND, date(year, 6, 1)) for year in (2025, 2028, 2031)]
    found = clock(CLAIM, letters, on=date(2031, 7, 1))

    assert date(2034, 6, 1) == found.earliest_expiry
    assert "38-1" in [cite.article for cite in found.cites]


def test_a_demand_that_names_another_year_restarts_nothing_and_says_why() -> None:
    """A letter for 2024 does not save 2023."""
    found = clock(
        CLAIM, [event(Kind.DEMAND, date(2025, 6, 1), Period.year(2024))], on=date(2025, 6, 30)
    )

    assert date(2026, 1, 31) == found.earliest_expiry
    assert any("没有写明本期" in step.says and not step.restarts for step in found.steps)


@pytest.mark.parametrize("evidence", [Evidence.POSTED, Evidence.GROUP, Evidence.UNPROVEN])
def test_weak_evidence_restarts_nothing_and_says_why(evidence: Evidence) -> None:
    found = clock(
        CLAIM, [event(Kind.DEMAND, date(2025, 6, 1), evidence=evidence)], on=date(2025, 6, 30)
    )

    assert date(2026, 1, 31) == found.earliest_expiry
    assert any("不能证明到达" in step.says and not step.restarts for step in found.steps)


@pytest.mark.parametrize("evidence", [each for each in Evidence if not each.weak])
def test_evidence_that_the_rule_lists_restarts(evidence: Evidence) -> None:
    letter = event(Kind.DEMAND, date(2025, 6, 1), evidence=evidence)

    assert date(2028, 6, 1) == expiry(letter, on=date(2025, 6, 30))


def test_a_message_counts_from_the_day_it_arrived() -> None:
    letter = event(Kind.DEMAND, date(2025, 6, 1), evidence=Evidence.MESSAGE)
    found = clock(CLAIM, [letter], on=date(2025, 6, 30))

    assert ["137-2"] == [cite.article for cite in found.cites if cite.article.startswith("137")]


@pytest.mark.parametrize("kind", [Kind.PART_PAYMENT, Kind.ACKNOWLEDGEMENT, Kind.MEDIATION])
def test_paying_a_part_acknowledging_and_mediation_restart_on_their_day(kind: Kind) -> None:
    assert date(2028, 6, 1) == expiry(event(kind, date(2025, 6, 1)), on=date(2026, 6, 30))


def test_a_balance_signed_is_no_acknowledgement() -> None:
    found = clock(CLAIM, [event(Kind.BALANCE_SIGNED, date(2025, 6, 1))], on=date(2025, 6, 30))

    assert date(2026, 1, 31) == found.earliest_expiry
    assert any("对账单不等于同意履行" in step.says for step in found.steps)


def test_a_lawsuit_restarts_when_it_ends() -> None:
    suit = event(Kind.LAWSUIT, date(2025, 6, 1), ended=date(2026, 3, 1))

    assert date(2029, 3, 1) == expiry(suit, on=date(2026, 3, 1))


def test_a_lawsuit_that_goes_on_is_taken_to_end_today() -> None:
    for suit in (
        event(Kind.LAWSUIT, date(2025, 6, 1), pending=True),
        event(Kind.LAWSUIT, date(2025, 6, 1), ended=date(2026, 3, 2)),
    ):
        found = clock(CLAIM, [suit], on=date(2026, 3, 1))

        assert date(2029, 3, 1) == found.earliest_expiry
        assert any("尚未终结" in doubt for doubt in found.doubts)


def test_a_procedure_without_an_end_extends_nothing_unless_stated_to_be_pending() -> None:
    claim = Claim(JANUARY, ["O-17"], due=date(2023, 1, 31))
    silent = event(Kind.PAYMENT_ORDER, date(2024, 1, 1))
    asked = date(2040, 6, 1)
    found = clock(claim, [silent], on=asked)

    assert (date(2027, 1, 1), "lapsed") == (found.earliest_expiry, found.state)
    assert any("没有填写终结日" in doubt for doubt in found.doubts)
    stated = clock(claim, [evolve(silent, pending=True)], on=asked)
    assert (date(2043, 1, 31), "running") == (stated.earliest_expiry, stated.state)  # 20 years
    assert any("尚未终结" in doubt for doubt in stated.doubts)


def test_an_announcement_counts_only_for_a_debtor_who_is_missing() -> None:
    """诉讼时效规定 8(四)."""
    known = Event(Kind.DEMAND, date(2025, 6, 1), "O-17", [JANUARY], Evidence.ANNOUNCED)
    found = clock(CLAIM, [known], on=date(2025, 6, 30))

    assert date(2026, 1, 31) == found.earliest_expiry
    assert any("下落不明" in step.says and not step.restarts for step in found.steps)
    assert date(2028, 6, 1) == expiry(evolve(known, missing=True), on=date(2025, 6, 30))


def test_a_letter_during_a_lawsuit_takes_nothing_away() -> None:
    suit = event(Kind.LAWSUIT, date(2025, 6, 1), ended=date(2026, 3, 1))
    letter = event(Kind.DEMAND, date(2025, 9, 1))

    assert date(2029, 3, 1) == expiry(suit, letter, on=date(2026, 3, 1))


def test_a_reminder_before_the_due_day_moves_nothing() -> None:
    found = clock(CLAIM, [event(Kind.DEMAND, date(2023, 1, 20))], on=date(2025, 6, 30))

    assert date(2026, 1, 31) == found.earliest_expiry
    assert not any(step.restarts for step in found.steps)


def test_on_the_last_day_a_demand_still_interrupts_and_the_day_after_not() -> None:
    in_time = event(Kind.DEMAND, date(2026, 1, 31))
    late = event(Kind.DEMAND, date(2026, 2, 1))

    assert date(2029, 1, 31) == expiry(in_time, on=date(2026, 10, 1))
    assert date(2026, 1, 31) == expiry(late, on=date(2026, 10, 1))
    assert clock(CLAIM, [late], on=date(2026, 10, 1)).defence_available


def test_on_the_day_rolled_to_a_demand_still_interrupts() -> None:
    rolled = event(Kind.DEMAND, date(2026, 2, 2))

    assert (
        date(2029, 2, 2)
        == clock(CLAIM, [rolled], on=date(2026, 10, 1), rest_day=weekend).earliest_expiry
    )


def test_an_acknowledgement_after_expiry_takes_the_defence_and_starts_no_clock() -> None:
    promise = event(Kind.ACKNOWLEDGEMENT, date(2026, 5, 1))
    found = clock(CLAIM, [promise], on=date(2026, 10, 1))

    assert ("lapsed", date(2026, 1, 31), False) == (
        found.state,
        found.earliest_expiry,
        found.defence_available,
    )
    assert {"192-2", "19-1"} <= {cite.article for cite in found.cites}


def test_one_joint_debtors_promise_after_expiry_leaves_the_others_their_defence() -> None:
    """诉讼时效规定 15 carries an interruption over, not the loss of the defence (192-2)."""
    couple = Claim(JANUARY, ["O-17", "O-18"], due=DUE)
    hers = event(Kind.ACKNOWLEDGEMENT, date(2026, 5, 1), debtor="O-18")
    his = event(Kind.ACKNOWLEDGEMENT, date(2026, 6, 1))

    def found(*events: Event) -> tuple[tuple[str, ...], bool]:
        seen = clock(couple, events, on=date(2026, 10, 1))
        return seen.defence_of, seen.defence_available

    assert (("O-17", "O-18"), True) == found()
    assert (("O-17",), True) == found(hers)
    assert ((), False) == found(hers, his)
    told = clock(couple, [hers], on=date(2026, 10, 1)).steps[1]
    assert "不及于其他连带债务人" in told.says
    alone = clock(CLAIM, [his], on=date(2026, 10, 1)).steps[1]
    assert "连带" not in alone.says


@pytest.mark.parametrize(
    ("kind", "evidence"),
    [
        (Kind.BALANCE_SIGNED, Evidence.SIGNED),
        (Kind.PART_PAYMENT, Evidence.RECORD),
        (Kind.ACKNOWLEDGEMENT, Evidence.UNPROVEN),
    ],
)
def test_after_expiry_only_an_explicit_promise_that_is_proved_takes_the_defence(
    kind: Kind, evidence: Evidence
) -> None:
    late = event(kind, date(2026, 5, 1), evidence=evidence)

    assert clock(CLAIM, [late], on=date(2026, 10, 1)).defence_available


def test_what_happens_after_the_day_asked_for_is_not_seen() -> None:
    letter = event(Kind.DEMAND, date(2025, 6, 1))

    assert clock(CLAIM, on=date(2025, 5, 31)) == clock(CLAIM, [letter], on=date(2025, 5, 31))


def test_one_joint_debtor_stands_for_all() -> None:
    couple = Claim(JANUARY, ["O-17", "O-18"], due=DUE)
    letter = event(Kind.DEMAND, date(2025, 6, 1), debtor="O-18")
    found = clock(couple, [letter], on=date(2025, 6, 30))

    assert date(2028, 6, 1) == found.earliest_expiry
    assert "15-2" in [cite.article for cite in found.cites]
    assert "15-2" not in [
        cite.article for cite in clock(CLAIM, [event(Kind.DEMAND, date(2025, 6, 1))], on=DUE).cites
    ]


def test_a_demand_on_somebody_else_restarts_nothing() -> None:
    letter = event(Kind.DEMAND, date(2025, 6, 1), debtor="O-18")
    found = clock(CLAIM, [letter], on=date(2025, 6, 30))

    assert date(2026, 1, 31) == found.earliest_expiry
    assert any("不是本笔债务的义务人" in step.says for step in found.steps)


# -- suspension and bounds ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("removed", "last"),
    [
        (date(2025, 7, 31), date(2026, 1, 31)),  # gone before the last six months
        (date(2025, 8, 1), date(2026, 2, 1)),
        (date(2026, 1, 31), date(2026, 7, 31)),
        (date(2026, 5, 15), date(2026, 11, 15)),
    ],
)
def test_an_obstacle_in_the_last_six_months_leaves_six_months(removed: date, last: date) -> None:
    obstacle = Obstacle("no-heir-yet", date(2025, 7, 1), removed)
    found = clock(CLAIM, on=date(2026, 12, 1), obstacles=[obstacle])

    assert last == found.earliest_expiry


def test_an_obstacle_after_expiry_comes_too_late() -> None:
    for since, last in (
        (date(2026, 1, 31), date(2026, 9, 1)),
        (date(2026, 2, 1), date(2026, 1, 31)),
    ):
        obstacle = Obstacle("force-majeure", since, date(2026, 3, 1))
        found = clock(CLAIM, on=date(2026, 12, 1), obstacles=[obstacle])

        assert last == found.earliest_expiry


def test_an_obstacle_that_still_stands_is_taken_to_end_today() -> None:
    found = clock(CLAIM, on=date(2026, 4, 1), obstacles=[Obstacle("other", date(2025, 12, 1))])

    assert date(2026, 10, 1) == found.earliest_expiry
    assert any("尚未消除" in step.says for step in found.steps)


def test_twenty_years_are_the_end_whatever_is_demanded() -> None:
    claim = Claim(Period.month(2021, 1), ["O-17"], due=date(2021, 1, 31))
    letters = [
        event(Kind.DEMAND, date(year, 1, 31), Period.year(2021)) for year in range(2022, 2041)
    ]
    found = clock(claim, letters, on=date(2040, 6, 1))

    assert date(2041, 1, 31) == found.earliest_expiry
    assert "35" in [cite.article for cite in found.cites]


# -- bad input ------------------------------------------------------------------------------


def test_before_the_interpretation_of_the_general_part_it_cites_nothing_it_needs_not() -> None:
    assert date(2026, 1, 31) == expiry(on=date(2022, 2, 28))
    with pytest.raises(NotInForceError, match="2021-01-01"):
        clock(CLAIM, on=date(2020, 12, 31))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(RuleError, match="at least one debtor"):
        Claim(JANUARY, [], due=DUE)
    with pytest.raises(RuleError, match="no list of names"):
        Claim(JANUARY, "O-17", due=DUE)
    with pytest.raises(PeriodError, match="not a day"):
        Claim(JANUARY, ["O-17"], due="2023-01-31")
    with pytest.raises(PeriodError, match="removed after it arises"):
        Obstacle("other", DUE, DUE - timedelta(days=1))
    with pytest.raises(RuleError, match="not one of the choices"):
        Obstacle("holiday", DUE)  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="rest days on end"):
        clock(CLAIM, on=date(2025, 1, 1), rest_day=lambda _: True)
    with pytest.raises(PeriodError, match="no calendar"):
        clock(Claim(JANUARY, ["O-17"], due=date(9990, 1, 1)), on=date(2026, 1, 1))


# -- laws -----------------------------------------------------------------------------------

days = st.dates(date(2022, 3, 1), date(2050, 12, 31))


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind, on = draw(st.sampled_from(Kind)), draw(days)
    ended = draw(st.none() | st.integers(0, 2000).map(lambda n: on + timedelta(days=n)))
    periods = draw(st.lists(st.sampled_from([JANUARY, Period.year(2023), Period.year(2024)])))
    debtor, evidence = draw(st.sampled_from(["O-17", "O-18", "X"])), draw(st.sampled_from(Evidence))
    made = Event(kind, on, debtor, periods, evidence, missing=draw(st.booleans()))
    pending = ended is None and draw(st.booleans())
    return evolve(made, ended=ended, pending=pending) if made.runs_on else made


@st.composite
def obstacle_lists(draw: st.DrawFn) -> list[Obstacle]:
    made = []
    for since in draw(st.lists(days, max_size=3)):
        length = draw(st.none() | st.integers(0, 900))
        removed = None if length is None else since + timedelta(days=length)
        made.append(Obstacle("other", since, removed))
    return made


histories = st.lists(events(), max_size=8)


def last_day(found: Clock) -> date:
    assert found.earliest_expiry is not None
    return found.earliest_expiry


@given(histories, events(), obstacle_lists(), days, st.booleans())
def test_one_more_event_never_shortens(
    history: list[Event], more: Event, obstacles: list[Obstacle], on: date, rests: bool
) -> None:
    claim = Claim(JANUARY, ["O-17", "O-18"], due=DUE)
    rest_day = weekend if rests else None

    def until(*happened: Event) -> date:
        return last_day(clock(claim, happened, on=on, obstacles=obstacles, rest_day=rest_day))

    assert until(*history) <= until(*history, more)


@given(histories, obstacle_lists(), days, days)
def test_no_clock_runs_past_twenty_years_or_ends_before_three(
    history: list[Event], obstacles: list[Obstacle], due: date, on: date
) -> None:
    claim = Claim(JANUARY, ["O-17", "O-18"], due=due)
    found = last_day(clock(claim, history, on=on, obstacles=obstacles, rest_day=weekend))

    assert anniversary(due, 36) <= found <= anniversary(due, 240)


@given(histories, obstacle_lists(), days, days)
def test_time_alone_never_brings_the_expiry_nearer(
    history: list[Event], obstacles: list[Obstacle], one: date, other: date
) -> None:
    claim = Claim(JANUARY, ["O-17", "O-18"], due=DUE)
    before, after = sorted((one, other))

    assert last_day(clock(claim, history, on=before, obstacles=obstacles)) <= last_day(
        clock(claim, history, on=after, obstacles=obstacles)
    )


@given(histories, days)
def test_the_order_in_which_events_are_given_does_not_matter(
    history: list[Event], on: date
) -> None:
    assert last_day(clock(CLAIM, history, on=on)) == last_day(clock(CLAIM, history[::-1], on=on))


@given(histories, obstacle_lists(), days)
def test_a_defence_is_there_only_after_expiry(
    history: list[Event], obstacles: list[Obstacle], on: date
) -> None:
    found = clock(CLAIM, history, on=on, obstacles=obstacles)

    assert found.defence_available <= (on > last_day(found))
