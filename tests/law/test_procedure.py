"""Procedure: both sides of every day and every threshold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wuye.dates import Period
from wuye.errors import MoneyError, NotInForceError, PeriodError, RuleError
from wuye.law.interruptions import Evidence
from wuye.law.procedure import (
    Claim,
    Clock,
    Demand,
    Exclusion,
    check_demand,
    check_payment_order,
    deadline,
    small_claims,
)
from wuye.money import Money

TODAY = date(2026, 10, 1)


# -- demand first ---------------------------------------------------------------------------

DUE = date(2026, 8, 31)
AUGUST = Period.month(2026, 8)


def asked(reached: date, days: int = 15) -> Demand:
    return Demand(reached, days, periods=[AUGUST], evidence=Evidence.SIGNED)


DEMAND = asked(date(2026, 9, 1))  # the last day to pay is 16 September


def codes(on: date, demand: Demand | None = DEMAND, due: date | None = DUE) -> list[str]:
    found = check_demand(due, demand, "suit", periods=[AUGUST], arbitration_agreed=False, on=on)
    return [finding.code for finding in found]


def test_the_day_on_which_a_demand_arrives_does_not_count() -> None:
    assert date(2026, 9, 16) == DEMAND.last


def test_one_may_sue_on_the_day_after_the_reasonable_period() -> None:
    assert ["period-still-runs"] == codes(date(2026, 9, 16))
    assert [] == codes(date(2026, 9, 17))


def test_on_the_last_day_to_pay_nothing_is_overdue() -> None:
    assert ["not-overdue", "not-demanded"] == codes(DUE, demand=None)
    assert ["not-demanded"] == codes(date(2026, 9, 1), demand=None)


def test_a_demand_while_there_was_time_to_pay_is_none() -> None:
    later = date(2026, 10, 1)

    assert ["demanded-too-early"] == codes(later, asked(DUE))
    assert [] == codes(later, asked(DUE + timedelta(days=1)))


def test_arbitration_needs_an_agreement() -> None:
    def found(*, agreed: bool) -> list[str]:
        checked = check_demand(
            DUE, DEMAND, "arbitration", periods=[AUGUST], arbitration_agreed=agreed, on=TODAY
        )
        return [f"{finding.code} {finding.cite.source}" for finding in checked]

    assert ["no-arbitration-agreement 仲裁法"] == found(agreed=False)
    assert [] == found(agreed=True)


def test_a_demand_gives_at_least_one_day_and_a_forum_is_one_of_two() -> None:
    with pytest.raises(PeriodError, match="at least one day"):
        asked(TODAY, 0)
    with pytest.raises(RuleError, match="suit"):
        check_demand(
            DUE,
            DEMAND,
            "court",  # type: ignore[arg-type]
            periods=[AUGUST],
            arbitration_agreed=True,
            on=TODAY,
        )
    with pytest.raises(RuleError, match="some period"):
        check_demand(DUE, DEMAND, "suit", periods=[], arbitration_agreed=True, on=TODAY)


def test_a_demand_of_fewer_than_fifteen_days_is_for_a_person_to_look_at() -> None:
    def found(days: int) -> list[tuple[str, bool]]:
        demand = asked(date(2026, 9, 1), days)
        checked = check_demand(
            DUE, demand, "suit", periods=[AUGUST], arbitration_agreed=False, on=TODAY
        )
        assert all("推论" in finding.says for finding in checked)
        return [(finding.code, finding.stops) for finding in checked]

    assert [("short-period", False)] == found(1)
    assert [("short-period", False)] == found(14)
    assert [] == found(15)


def test_a_demand_that_names_another_period_is_none_for_this_one() -> None:
    july, june = Period.month(2026, 7), Period.month(2026, 6)

    def found(*named: Period) -> list[tuple[str, bool]]:
        checked = check_demand(
            DUE,
            evolve(DEMAND, periods=named),
            "suit",
            periods=[july, AUGUST],
            arbitration_agreed=False,
            on=TODAY,
        )
        assert not any("2026-06" in finding.says for finding in checked)
        return [(finding.code, finding.stops) for finding in checked]

    assert [] == found(july, AUGUST) == found(Period.year(2026))
    assert [("period-not-named", True)] == found(july) == found(june) == found()
    (told,) = check_demand(
        DUE, DEMAND, "suit", periods=[july, AUGUST], arbitration_agreed=False, on=TODAY
    )
    assert "2026-07-01至2026-07-31" in told.says
    assert "2026-08" not in told.says


@pytest.mark.parametrize("evidence", Evidence)
def test_weak_evidence_of_a_demand_is_told(evidence: Evidence) -> None:
    def found(*, missing: bool) -> list[str]:
        return codes(TODAY, evolve(DEMAND, evidence=evidence, missing=missing))

    announced = evidence is Evidence.ANNOUNCED
    assert (["weak-evidence"] if evidence.weak or announced else []) == found(missing=False)
    assert (["weak-evidence"] if evidence.weak else []) == found(missing=True)


def test_without_an_agreed_due_day_the_period_of_the_demand_makes_it_overdue() -> None:
    assert ["no-due-day", "not-demanded"] == codes(TODAY, None, None)
    assert ["no-due-day", "period-still-runs"] == codes(date(2026, 9, 16), due=None)
    assert ["no-due-day"] == codes(date(2026, 9, 17), due=None)


# -- payment order --------------------------------------------------------------------------

CLAIM = Claim(
    due=date(2026, 9, 30),
    amount=Money("6000"),
    penalty=Money("0"),
    penalty_agreed=False,
    address="3-1-502",
    can_be_served=True,
    debtor_present=True,
    owes_in_return=False,
    other_disputes=False,
    disputed=False,
    preserved=False,
)


def test_a_plain_claim_passes() -> None:
    assert () == check_payment_order(CLAIM, on=TODAY)


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"due": TODAY}, "not-due", "427"),
        ({"amount": None}, "amount-not-fixed", "427"),
        ({"address": " "}, "no-address", "225"),
        ({"can_be_served": False}, "cannot-be-served", "225"),
        ({"debtor_present": False}, "debtor-absent", "427"),
        ({"owes_in_return": True}, "owes-in-return", "427"),
        ({"other_disputes": True}, "other-disputes", "225"),
        ({"preserved": True}, "preservation-applied-for", "427"),
        ({"penalty": "0.01"}, "penalty-without-clause", "428-2"),
    ],
)
def test_each_obstacle_stops_and_is_told_with_its_article(
    change: dict[str, Any], code: str, article: str
) -> None:
    (finding,) = check_payment_order(evolve(CLAIM, **change), on=TODAY)

    assert (code, article, True) == (finding.code, finding.cite.article, finding.stops)


def test_a_penalty_without_a_clause_has_the_application_dismissed() -> None:
    """Trap 10: only what the contract grants may be asked for."""
    silent = evolve(CLAIM, penalty="109.50")

    assert ["428-2"] == [found.cite.article for found in check_payment_order(silent, on=TODAY)]
    assert () == check_payment_order(evolve(silent, penalty_agreed=True), on=TODAY)


def test_an_open_dispute_is_for_a_person_to_look_at() -> None:
    (finding,) = check_payment_order(evolve(CLAIM, disputed=True), on=TODAY)

    assert ("open-dispute", "435-4", False) == (finding.code, finding.cite.article, finding.stops)


def test_all_obstacles_are_told_together() -> None:
    bad = evolve(CLAIM, amount=None, address="", can_be_served=False)

    assert 3 == len(check_payment_order(bad, on=TODAY))


@pytest.mark.parametrize("change", [{"amount": "0"}, {"amount": "-1"}, {"penalty": "-0.01"}])
def test_a_claim_of_nothing_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(MoneyError):
        evolve(CLAIM, **change)


def test_the_address_of_a_debtor_is_not_printed() -> None:
    assert "3-1-502" not in repr(CLAIM)


# -- clocks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "last"),
    [
        (Clock.ANSWER, date(2026, 10, 6)),
        (Clock.ISSUE, date(2026, 10, 16)),
        (Clock.OBJECT, date(2026, 10, 16)),
        (Clock.SERVE, date(2026, 10, 31)),
        (Clock.DECLINE, date(2026, 10, 8)),
        (Clock.CONFIRM, date(2026, 10, 31)),
        (Clock.ENFORCE, date(2028, 10, 1)),
    ],
)
def test_a_period_runs_from_the_day_after_the_event(clock: Clock, last: date) -> None:
    assert last == deadline(clock, TODAY, on=TODAY).last


def test_a_deadline_is_past_on_the_day_after_its_last() -> None:
    confirm = deadline(Clock.CONFIRM, TODAY, on=TODAY)

    assert not confirm.past(date(2026, 10, 31))
    assert confirm.past(date(2026, 11, 1))


def test_two_years_from_a_leap_day_end_on_the_last_of_february() -> None:
    assert date(2030, 2, 28) == deadline(Clock.ENFORCE, date(2028, 2, 29), on=TODAY).last


def test_a_last_day_of_rest_moves_to_the_first_day_after() -> None:
    rest = {date(2026, 10, day) for day in range(1, 8)}

    assert date(2026, 10, 8) == deadline(Clock.ANSWER, TODAY, on=TODAY, closed=rest).last
    assert (
        date(2026, 10, 9) == deadline(Clock.DECLINE, date(2026, 10, 2), on=TODAY, closed=rest).last
    )


def test_rest_days_without_end_are_refused() -> None:
    class Always:
        def __contains__(self, day: object) -> bool:
            return True

    with pytest.raises(RuleError, match="rest days on end"):
        deadline(Clock.ANSWER, TODAY, on=TODAY, closed=Always())
    first = date(2026, 10, 6)
    sixty = {first + timedelta(days=day) for day in range(60)}
    last = deadline(Clock.ANSWER, TODAY, on=TODAY, closed=sixty).last
    assert first + timedelta(days=60) == last
    with pytest.raises(RuleError, match="closed"):
        deadline(Clock.ANSWER, TODAY, on=TODAY, closed=sixty | {last})


def test_findings_state_effects_and_give_no_advice() -> None:
    bad = evolve(CLAIM, penalty="1", disputed=True, amount=None, address="")
    found = [
        *check_payment_order(bad, on=TODAY),
        *check_demand(DUE, None, "suit", periods=[AUGUST], arbitration_agreed=False, on=DUE),
    ]

    assert not [each.says for each in found if "请只" in each.says or "建议" in each.says]
    assert not [each.says for each in found if "请先" in each.says or "请重新" in each.says]


def test_confirmation_rests_on_both_laws() -> None:
    cites = deadline(Clock.CONFIRM, TODAY, on=TODAY).cites

    assert ["人民调解法第33条", "民事诉讼法第205条"] == [str(c).partition("（")[0] for c in cites][
        :2
    ]


@given(
    st.sampled_from(Clock),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.sets(st.integers(0, 60), max_size=40),
    st.sets(st.integers(0, 60), max_size=40),
)
def test_a_day_of_rest_never_shortens_a_period(
    clock: Clock, since: date, some: set[int], more: set[int]
) -> None:
    base = deadline(clock, since, on=TODAY).last

    def last(days: set[int]) -> date:
        closed = {base + timedelta(days=day) for day in days}
        found = deadline(clock, since, on=TODAY, closed=closed).last
        assert found not in closed
        return found

    assert base <= last(some) <= last(some | more)


def test_before_2024_the_numbers_were_others() -> None:
    with pytest.raises(NotInForceError, match="2024-01-01"):
        deadline(Clock.OBJECT, TODAY, on=date(2023, 12, 31))


# -- small claims -----------------------------------------------------------------------------

WAGE = "100000.00"


@pytest.mark.parametrize(
    ("amount", "outcome", "article"),
    [
        ("50000.00", "applies", "165-1"),
        ("50000.01", "by-agreement", "165-2"),
        ("200000.00", "by-agreement", "165-2"),
        ("200000.01", "too-large", "165-2"),
    ],
)
def test_half_the_wage_and_twice_the_wage_are_within(
    amount: str, outcome: str, article: str
) -> None:
    found = small_claims(amount, WAGE, simple=True, exclusions=(), on=TODAY)

    assert (outcome, article) == (found.outcome, found.cites[0].article)


def test_half_of_an_odd_wage_is_not_rounded() -> None:
    def outcome(amount: str) -> str:
        return small_claims(amount, "100000.01", simple=True, exclusions=(), on=TODAY).outcome

    assert "applies" == outcome("50000.00")
    assert "by-agreement" == outcome("50000.01")


@pytest.mark.parametrize("exclusion", Exclusion)
def test_an_exclusion_keeps_the_smallest_claim_out(exclusion: Exclusion) -> None:
    found = small_claims("0.01", WAGE, simple=True, exclusions=[exclusion], on=TODAY)

    assert ("excluded", "166") == (found.outcome, found.cites[0].article)


def test_a_case_that_is_not_simple_stays_out() -> None:
    found = small_claims("1", WAGE, simple=False, exclusions=(), on=TODAY)

    assert "not-simple" == found.outcome


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_larger_claim_never_comes_nearer_to_small_claims(fen: int, more: int, wage: int) -> None:
    order = ["applies", "by-agreement", "too-large"]

    def rank(size: int) -> int:
        found = small_claims(
            Money.of_fen(size), Money.of_fen(wage), simple=True, exclusions=(), on=TODAY
        )
        return order.index(found.outcome)

    assert rank(fen) <= rank(fen + more)


@pytest.mark.parametrize(("amount", "wage"), [("0", WAGE), ("1", "0"), ("-1", WAGE)])
def test_a_claim_and_a_wage_are_above_nothing(amount: str, wage: str) -> None:
    with pytest.raises(MoneyError):
        small_claims(amount, wage, simple=True, exclusions=(), on=TODAY)
