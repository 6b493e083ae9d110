"""Penalties: each convention by example, on both sides of its boundary."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from wuye import Money, Period, Rounding, fees
from wuye.bills import BalanceTimeline
from wuye.citation import Citation
from wuye.errors import InexactError, MoneyError, NotInForceError, PeriodError, RuleError
from wuye.fees.penalties import bears_until
from wuye.law import penalty_review
from wuye.rounding import Mode
from wuye.terms import PenaltyTerms, Suspension

DUE = date(2026, 10, 25)
DECEMBER_21 = date(2026, 12, 21)
BILLED = (date(2026, 10, 1), 30000)
OWED = BalanceTimeline.of([BILLED])
PART_PAID = BalanceTimeline.of([BILLED, (bears_until(date(2026, 11, 3)), -10000)])


def late(
    day: date = DECEMBER_21,
    owed: BalanceTimeline = OWED,
    daily: str = "0.0003",
    **clause: Any,
) -> fees.Penalty:
    return fees.penalty(PenaltyTerms(daily, **clause), owed, due=DUE, day=day)


def paid(days: int, fen: int = 30000) -> BalanceTimeline:
    """300.00 of which so much was paid so many days after the due day."""
    return BalanceTimeline.of([BILLED, (bears_until(DUE + timedelta(days=days)), -fen)])


def after(days: int) -> date:
    return DUE + timedelta(days=days)


# -- the numbers --------------------------------------------------------------------------


def test_fifty_seven_days_on_300_bear_5_13() -> None:
    assert "5.13" == str(late().amount)
    assert [57] == [segment.counted for segment in late().segments]


def test_with_100_paid_on_3_november_it_is_3_69() -> None:
    assert "3.69" == str(late(owed=PART_PAID).amount)


def test_nothing_runs_up_to_the_due_day_and_day_one_is_the_next() -> None:
    assert [0, 0, 9] == [late(after(days)).fen for days in (-5, 0, 1)]


def test_once_everything_is_paid_the_penalty_stays_what_it_was() -> None:
    assert [9, 81, 81, 81] == [late(after(days), paid(9)).fen for days in (1, 9, 10, 300)]


# -- rates over time ----------------------------------------------------------------------


def test_a_new_rate_counts_from_its_day_on() -> None:
    changes = [(after(10), "0.0005"), (after(20), "0")]

    assert [81, 96, 231, 231] == [
        late(after(days), changes=changes).fen for days in (9, 10, 19, 30)
    ]
    segments = late(changes=changes).segments
    assert [(9, "0.0003", "rate"), (10, "0.0005", "rate")] == [
        (segment.counted, str(segment.rate), segment.ended) for segment in segments
    ]


def test_rates_from_before_the_debt_hold_from_its_first_day() -> None:
    changes = [(date(2020, 1, 1), "0.0004"), (date(2026, 1, 1), "0.0005")]

    assert [("0.0005", 57)] == [
        (str(segment.rate), segment.counted) for segment in late(changes=changes).segments
    ]


# -- grace --------------------------------------------------------------------------------


def test_grace_that_shifts_leaves_out_its_days() -> None:
    assert [0, 0, 9, 18] == [late(after(days), grace=5).fen for days in (1, 5, 6, 7)]


def test_grace_as_a_threshold_counts_from_day_one_once_it_is_over() -> None:
    clause: dict[str, Any] = {"grace": 5, "grace_as": "threshold"}

    assert [0, 0, 54, 63] == [late(after(days), **clause).fen for days in (1, 5, 6, 7)]


def test_what_is_paid_within_a_threshold_bears_nothing_and_a_day_later_everything() -> None:
    clause: dict[str, Any] = {"grace": 5, "grace_as": "threshold"}

    assert [0, 54] == [late(after(50), paid(days), **clause).fen for days in (5, 6)]
    # 100.00 paid within the grace bear nothing; 200.00 bear from day one
    assert 300 == late(after(50), paid(5, 10000), **clause).fen
    assert [50] == [s.counted for s in late(after(50), paid(5, 10000), **clause).segments]


# -- caps ---------------------------------------------------------------------------------


def test_a_share_caps_the_penalty_from_its_day_on() -> None:
    cap = fees.Cap("本金的30%", share="0.3")
    amounts = [str(late(after(days), caps=[cap]).amount) for days in (999, 1000, 1001)]

    assert ["89.91", "90.00", "90.00"] == amounts
    assert [None, None, cap] == [
        late(after(days), caps=[cap]).capped_by for days in (999, 1000, 1001)
    ]


def test_a_share_is_of_what_first_fell_due_even_when_part_is_paid() -> None:
    cap = fees.Cap("本金的1%", share="0.01")

    assert "3.00" == str(late(owed=PART_PAID, caps=[cap]).amount)
    # what was paid in time was never overdue
    assert "2.00" == str(late(owed=paid(0, 10000), caps=[cap]).amount)


def test_what_falls_due_the_day_after_raises_no_cap_yet() -> None:
    """A line that was held and is released on 1 November."""
    owed = BalanceTimeline.of([BILLED, (date(2026, 11, 1), 30000)])
    terms = PenaltyTerms("0.01", caps=[fees.Cap("本金的5%", share="0.05")])
    row = (DUE.toordinal(), tuple((day.toordinal(), fen) for day, fen in owed.steps))

    for day, fen in ((date(2026, 10, 31), 1500), (date(2026, 11, 1), 2400)):
        held = fees.penalty(terms, owed, due=DUE, day=day)
        assert fen == held.fen == held.basis.recompute().fen
        assert [fen] == fees.penalty_rows(terms, [row], day=day)


def test_a_cap_holds_before_rounding_up() -> None:
    """66.67 bear 2.0001 fen on the first day."""
    caps = [fees.Cap("封顶", amount="0.02")]
    up = Rounding.fen(each="line", mode=Mode.UP)
    row = (DUE.toordinal(), ((BILLED[0].toordinal(), 6667),))
    owed = BalanceTimeline(((BILLED[0], 6667),))

    for held_to, fen in (([], 3), (caps, 2)):
        terms = PenaltyTerms("0.0003", up, caps=held_to)
        assert fen == fees.penalty(terms, owed, due=DUE, day=after(1)).fen
        assert [fen] == fees.penalty_rows(terms, [row], day=after(1))


def test_the_lowest_of_several_caps_holds_and_is_named() -> None:
    caps = [
        fees.Cap("不超过本金", share="1"),
        fees.Cap("封顶", amount="4.00"),
        fees.Cap("本金的30%", share="0.3"),
    ]
    held = late(caps=caps)

    assert "4.00" == str(held.amount) == str(held.basis.evaluate()) == str(held.basis.recompute())
    assert held.capped_by == caps[1]
    assert "[300.00 元 × 0.0003/天 × 57 天 = 5.13 元，以封顶为限：4.00 元] = 4.00 元" == held.why(
        "zh"
    )


def test_a_penalty_never_above_its_principal_is_a_share_of_one() -> None:
    cap = fees.Cap("不超过本金", share="1")
    amounts = [
        str(late(after(days), daily="0.0099", caps=[cap]).amount) for days in (101, 102, 400)
    ]

    assert ["299.97", "300.00", "300.00"] == amounts


def test_the_source_of_a_cap_is_cited_only_when_it_bites() -> None:
    source = Citation("某市物业管理条例", "12", edition="2030-01-01", verified=False)
    cap = fees.Cap("地方上限", share="0.01", cite=source)

    assert source in late(caps=[cap]).basis.cites
    assert source not in late(after(10), caps=[cap]).basis.cites


# -- suspensions --------------------------------------------------------------------------


def test_on_suspended_days_nothing_runs_and_the_reason_is_told() -> None:
    court = Suspension(Period(after(11), after(21)), "法院停止办公")
    held = late(after(30), suspensions=[court])

    assert 180 == held.fen
    assert [(10, "suspension", "法院停止办公"), (10, "day", "")] == [
        (segment.counted, segment.ended, segment.reason) for segment in held.segments
    ]


def test_on_the_last_day_before_a_suspension_it_is_the_day_that_ends_the_count() -> None:
    court = Suspension(Period(after(11), after(21)), "法院停止办公")

    assert [("day", "")] == [
        (segment.ended, segment.reason) for segment in late(after(10), suspensions=[court]).segments
    ]


def test_suspensions_that_overlap_count_once_and_a_whole_one_leaves_nothing() -> None:
    first = Suspension(Period(after(1), after(21)), "协议")
    second = Suspension(Period(after(11), after(31)), "裁定")

    assert [9] == [late(after(31), suspensions=[first, second]).fen]
    always = Suspension(Period(date(2000, 1, 1), date(9999, 1, 1)), "协议")
    assert (0, ()) == (late(suspensions=[always]).fen, late(suspensions=[always]).segments)
    assert "0.00" == str(late(suspensions=[always]).basis.recompute())


# -- what counts --------------------------------------------------------------------------


def test_the_due_day_counts_where_the_clause_says_so() -> None:
    assert [0, 18, 27] == [late(after(days), first_day="due").fen for days in (0, 1, 2)]
    # for what is not paid on it
    assert [0, 18] == [late(after(9), paid(days), first_day="due").fen for days in (0, 1)]


def test_the_last_day_of_a_shifting_grace_counts_as_the_due_day_would() -> None:
    clause: dict[str, Any] = {"first_day": "due", "grace": 5}

    assert [0, 18, 27] == [late(after(days), **clause).fen for days in (5, 6, 7)]
    assert [0, 18] == [late(after(9), paid(days), **clause).fen for days in (5, 6)]


def test_less_than_the_minimum_bears_nothing() -> None:
    assert [513, 0] == [late(minimum=least).fen for least in ("300.00", "300.01")]
    # until 100.00 are paid
    assert [("9", "balance")] == [
        (str(segment.counted), segment.ended)
        for segment in late(owed=PART_PAID, minimum="200.01").segments
    ]


@pytest.mark.parametrize(
    ("due", "day", "counted"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), 27),
        (date(2026, 1, 31), date(2026, 2, 28), 30),
        (date(2026, 1, 31), date(2026, 3, 31), 60),
        (date(2026, 1, 31), date(2026, 3, 30), 60),
        (date(2024, 1, 31), date(2024, 2, 28), 28),
        (date(2024, 1, 31), date(2024, 2, 29), 30),
        (date(2026, 1, 25), date(2027, 1, 25), 360),
        (date(2026, 10, 30), date(2026, 10, 31), 0),
    ],
)
def test_in_months_of_30_days_the_last_day_is_the_30th(due: date, day: date, counted: int) -> None:
    terms = PenaltyTerms("0.01", day_count="30-day-months")
    owed = BalanceTimeline(((due - timedelta(days=9), 10000),))

    held = fees.penalty(terms, owed, due=due, day=day)
    assert 100 * counted == held.fen
    assert ([counted] if counted else []) == [segment.counted for segment in held.segments]


# -- the point of rounding ----------------------------------------------------------------


def test_rounding_every_day_charges_more_than_the_clause_gives() -> None:
    """93.37 bear 2.8011 fen a day: 57 days are 1.60, or 1.71 in days of 3 fen."""
    owed = BalanceTimeline.of([(BILLED[0], 9337)])
    amounts = {
        each: str(late(owed=owed, rounding=Rounding.fen(each=each)).amount)
        for each in ("line", "segment", "day")
    }

    assert {"line": "1.60", "segment": "1.60", "day": "1.71"} == amounts
    every_day = late(owed=owed, rounding=Rounding.fen(each="day"))
    assert "[93.37 元 × 0.0003/天，四舍五入到分：0.03 元] × 57 天 = 1.71 元" == every_day.why("zh")
    assert "1.71" == str(every_day.basis.recompute())


def test_rounding_every_segment_is_not_rounding_once() -> None:
    """Two segments of half a fen."""
    owed = BalanceTimeline.of([(BILLED[0], 5000), (after(2), -2500)])
    clause: dict[str, Any] = {"daily": "0.0001", "owed": owed}

    # 0.5 fen on the first day, 0.25 on each of the two next
    assert 1 == late(after(3), **clause).fen
    assert 2 == late(after(3), rounding=Rounding.fen(each="segment"), **clause).fen


def test_a_bill_knows_no_rounding_by_day_or_segment() -> None:
    for each in ("day", "segment"):
        with pytest.raises(RuleError, match="a penalty is rounded so, no bill"):
            fees.FeeSchedule(
                "2026",
                creditor="锦苑物业",
                in_force=Period.year(2026),
                items=[],
                terms=fees.Terms(fees.DueDay(25)),
                rounding=Rounding.fen(each=each),
            )


# -- the explanation ----------------------------------------------------------------------


def test_every_segment_tells_its_days_principal_rate_and_end() -> None:
    court = Suspension(Period(date(2026, 12, 11), date(2026, 12, 16)), "法院停止办公")
    changes = [(date(2026, 12, 1), "0.0002")]
    held = late(owed=PART_PAID, changes=changes, suspensions=[court])

    assert """\
2026-10-26 至 2026-11-03：300.00 元 × 0.0003/天 × 9 天 = 0.81 元；此后本金变动
2026-11-04 至 2026-11-30：200.00 元 × 0.0003/天 × 27 天 = 1.62 元；此后费率变动
2026-12-01 至 2026-12-10：200.00 元 × 0.0002/天 × 10 天 = 0.40 元；此后中止计算（法院停止办公）
2026-12-16 至 2026-12-21：200.00 元 × 0.0002/天 × 6 天 = 0.24 元；计至该日
300.00 元 × 0.0003/天 × 9 天 + 200.00 元 × 0.0003/天 × 27 天\
 + 200.00 元 × 0.0002/天 × 10 天 + 200.00 元 × 0.0002/天 × 6 天 = 3.07 元""" == held.details("zh")
    assert held.details("en").splitlines()[2] == (
        "2026-12-01 to 2026-12-10: 200.00 yuan × 0.0002 a day × 10 days = 0.40 yuan; "
        "then suspended (法院停止办公)"
    )


def test_a_cap_that_bites_is_told_and_one_that_does_not_is_not() -> None:
    held = late(caps=[fees.Cap("本金的1%", share="0.01")])

    assert (
        "[300.00 yuan × 0.0003 a day × 57 days = 5.13 yuan, capped (本金的1%): "
        "300.00 yuan × 0.01] = 3.00 yuan" == held.why("en")
    )
    assert late().why("zh") == late(caps=[fees.Cap("本金的30%", share="0.3")]).why("zh")


def test_the_segments_go_to_the_review_of_a_clause() -> None:
    held = late(owed=PART_PAID)
    seen = penalty_review.review(
        [(segment.days, segment.principal) for segment in held.segments],
        daily=held.terms.daily,
        rates=[(date(2025, 5, 20), "0.03")],
        rounding=held.terms.rounding,
        on=DECEMBER_21,
    )

    assert held.amount == seen.contractual


def test_equal_facts_make_equal_penalties_that_pickle() -> None:
    none = (after(3), 0)
    there_and_back = [(after(4), 500), (after(4), -500)]
    same = BalanceTimeline.of([BILLED, none, *there_and_back])

    assert late() == late(owed=same)
    assert hash(late()) == hash(late(owed=same))
    assert late() == pickle.loads(pickle.dumps(late()))
    assert late().terms.scale == pickle.loads(pickle.dumps(late())).terms.scale


def test_terms_that_are_changed_count_with_their_new_numbers() -> None:
    terms = evolve(PenaltyTerms("0.0003"), daily="0.0005")

    assert 855 == fees.penalty(terms, OWED, due=DUE, day=DECEMBER_21).fen


def test_days_at_the_end_of_the_calendar_count_alike() -> None:
    owed = BalanceTimeline(((date(9999, 1, 1), 10000),))
    due, far = date(9999, 12, 1), Suspension(Period.year(2000), "过去")
    for day in (date(9999, 12, 30), date.max):
        plain = fees.penalty(PenaltyTerms("0.01"), owed, due=due, day=day)
        laid_out = fees.penalty(PenaltyTerms("0.01", suspensions=[far]), owed, due=due, day=day)

        assert 2900 == plain.fen == laid_out.fen == plain.basis.evaluate().fen
    assert 0 == fees.penalty(PenaltyTerms("0.01"), owed, due=date.max, day=date.max).fen
    assert () == fees.penalty(PenaltyTerms("0.01"), owed, due=date.max, day=date.max).segments


# -- posting ------------------------------------------------------------------------------


def test_what_is_posted_month_by_month_is_what_has_accrued() -> None:
    """0.54 on 31 October, 3.24 on 30 November, 5.13 on 21 December."""
    terms, before, posted = PenaltyTerms("0.0003"), Money("0"), []
    for day in (date(2026, 10, 31), date(2026, 11, 30), DECEMBER_21):
        step = fees.posting(terms, OWED, due=DUE, day=day, before=before)
        posted.append(str(step.amount))
        before += step.amount
        assert step.amount == step.basis.evaluate() == step.basis.recompute()

    assert ["0.54", "2.70", "1.89"] == posted
    assert "5.13" == str(before)


def test_a_payment_found_late_takes_back_what_was_posted_too_much() -> None:
    step = fees.posting(PenaltyTerms("0.0003"), PART_PAID, due=DUE, day=DECEMBER_21, before="5.13")

    assert "-1.44" == str(step.amount)
    assert step.why("zh").endswith("− 5.13 元 = -1.44 元")


def test_less_than_nothing_cannot_have_been_posted() -> None:
    with pytest.raises(MoneyError, match="no less than nothing"):
        fees.posting(PenaltyTerms("0.0003"), OWED, due=DUE, day=DECEMBER_21, before="-0.01")


# -- estimates ----------------------------------------------------------------------------


def estimate(**asked: Any) -> fees.Estimate:
    given: dict[str, Any] = {
        "due": DUE,
        "day": DECEMBER_21,
        "rates": [(date(2025, 5, 20), "0.03"), (date(2026, 12, 1), "0.0285")],
        "rounding": Rounding.fen(each="line"),
    }
    return fees.litigation_estimate(PART_PAID, **given | asked)


def test_an_estimate_has_a_segment_for_each_rate_and_principal_and_says_what_it_is() -> None:
    loss = estimate(multiplier="1.3")

    assert [(9, "0.03", "balance"), (27, "0.03", "rate"), (21, "0.0285", "day")] == [
        (segment.counted, str(segment.rate), segment.ended) for segment in loss.segments
    ]
    # (300 × 9 × 0.03 + 200 × 27 × 0.03 + 200 × 21 × 0.0285) × 1.3 ÷ 365
    assert "1.29" == str(loss.amount) == str(loss.basis.recompute())
    assert loss.why("zh").endswith("（估算，不入账）")
    assert loss.details("en").splitlines()[0] == (
        "2026-10-26 to 2026-11-03: 300.00 yuan × 0.03 a year × 1.3 ÷ 365 days/year × 9 days"
        " = 0.288493… yuan; then the principal changes"
    )


def test_an_estimate_without_arrears_is_nothing() -> None:
    assert ("0.00", ()) == (str(estimate(day=DUE).amount), estimate(day=DUE).segments)


def test_an_estimate_needs_a_rate_for_each_of_its_days() -> None:
    with pytest.raises(NotInForceError, match="2026-11-01"):
        estimate(rates=[(date(2026, 11, 1), "0.03")])
    # where nothing was owed none is needed
    owed = BalanceTimeline(((date(2026, 11, 5), 10000),))
    rates = [(date(2026, 11, 5), "0.03")]
    loss = fees.litigation_estimate(
        owed, due=DUE, day=DECEMBER_21, rates=rates, rounding=Rounding.fen(each="line")
    )
    assert [47] == [segment.counted for segment in loss.segments]


# -- what is refused ----------------------------------------------------------------------

WRONG: dict[str, tuple[Callable[[], object], type[Exception], str]] = {
    "a rate of 0": (lambda: PenaltyTerms("0"), MoneyError, "between 0 and 1"),
    "a rate of 1": (lambda: PenaltyTerms("1"), MoneyError, "between 0 and 1"),
    "a float": (lambda: PenaltyTerms(0.0003), InexactError, "not exact"),
    "a change below 0": (
        lambda: PenaltyTerms("0.1", changes=[(DUE, "-0.1")]),
        MoneyError,
        "not below 0",
    ),
    "a change to 1": (lambda: PenaltyTerms("0.1", changes=[(DUE, "1")]), MoneyError, "below 1"),
    "a float in a change": (
        lambda: PenaltyTerms("0.1", changes=[(DUE, 0.1)]),
        InexactError,
        "not exact",
    ),
    "a change on no day": (
        lambda: PenaltyTerms("0.1", changes=[("2026-01-01", "0.1")]),  # type: ignore[list-item]
        PeriodError,
        "not a day",
    ),
    "two changes on a day": (
        lambda: PenaltyTerms("0.1", changes=[(DUE, "0.1"), (DUE, "0.2")]),
        RuleError,
        "strictly",
    ),
    "changes that fall": (
        lambda: PenaltyTerms("0.1", changes=[(after(1), "0.1"), (DUE, "0.2")]),
        RuleError,
        "strictly",
    ),
    "grace below 0": (lambda: PenaltyTerms("0.1", grace=-1), PeriodError, "number of days"),
    "grace in words": (
        lambda: PenaltyTerms("0.1", grace="5"),  # type: ignore[arg-type]
        PeriodError,
        "number of days",
    ),
    "grace without end": (lambda: PenaltyTerms("0.1", grace=10**9), PeriodError, "number of days"),
    "grace of another kind": (
        lambda: PenaltyTerms("0.1", grace_as="never"),  # type: ignore[arg-type]
        RuleError,
        "choices",
    ),
    "another first day": (
        lambda: PenaltyTerms("0.1", first_day="monday"),  # type: ignore[arg-type]
        RuleError,
        "choices",
    ),
    "another day count": (
        lambda: PenaltyTerms("0.1", day_count="lunar"),  # type: ignore[arg-type]
        RuleError,
        "choices",
    ),
    "a minimum below 0": (lambda: PenaltyTerms("0.1", minimum="-1"), MoneyError, "not below 0"),
    "a cap of nothing": (lambda: fees.Cap("封顶"), RuleError, "a share or an amount"),
    "a cap of both": (
        lambda: fees.Cap("封顶", share="1", amount="1"),
        RuleError,
        "a share or an amount",
    ),
    "a cap without a name": (lambda: fees.Cap("", share="1"), RuleError, "has a name"),
    "a share of 0": (lambda: fees.Cap("封顶", share="0"), MoneyError, "above 0"),
    "a cap of 0.00": (lambda: fees.Cap("封顶", amount="0"), MoneyError, "above 0"),
    "a suspension without a reason": (
        lambda: Suspension(Period(DUE, after(5)), ""),
        RuleError,
        "says why",
    ),
    "a year of 366 days": (lambda: estimate(year=366), RuleError, "choices"),
    "a multiplier of 0": (lambda: estimate(multiplier=0), MoneyError, "not above 0"),
    "a yearly rate of 0": (lambda: estimate(rates=[(DUE, "0")]), MoneyError, "not above 0"),
    "no yearly rates": (lambda: estimate(rates=[]), RuleError, "at least one"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_clause_is_refused(case: str) -> None:
    make, error, message = WRONG[case]
    with pytest.raises(error, match=message):
        make()


def test_the_rate_on_a_day_is_the_last_that_has_begun() -> None:
    terms = PenaltyTerms("0.0005", changes=[(DUE, "0.0003")])

    assert [Decimal("0.0005"), Decimal("0.0003")] == [
        terms.rate_on(day) for day in (DUE - timedelta(days=1), DUE)
    ]
