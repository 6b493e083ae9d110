"""Measures of collection: verdicts, local rules, refusals that name what is lawful."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.errors import NotInForceError, UnlawfulError
from wuye.law.local_entries import Ban, LocalRule, Topic
from wuye.law.local_regulations import RULES, SOURCES
from wuye.law.local_rules import Unknown
from wuye.law.measures import Measure, Verdict, assess, require_lawful
from wuye.law.reference import Source
from wuye.money import Money

TODAY = date(2026, 10, 1)
PLACES = ("成都", *(place for place, _ in SOURCES))
ALLOWED = {
    Measure.LETTER,
    Measure.SMS,
    Measure.WECHAT,
    Measure.CALL,
    Measure.VISIT,
    Measure.MEDIATION,
    Measure.PAYMENT_ORDER,
    Measure.LAWSUIT,
    Measure.ARBITRATION,
    Measure.PUBLISH_TOTALS,
}
RISKY = {
    Measure.BLOCK_VEHICLE,
    Measure.REFUSE_DECORATION,
    Measure.REFUSE_TRANSFER,
    Measure.BUNDLE,
    Measure.SET_OFF_DEPOSIT,
    Measure.CALL_REPEATEDLY,
    Measure.CALL_AT_NIGHT,
    Measure.WORKPLACE_VISIT,
    Measure.ASK_NEIGHBOURS,
    Measure.RESTRICT_VOTING,
}


def test_the_verdicts_of_the_nation() -> None:
    """成都 was not read, so only the law of the nation speaks."""
    verdicts = {measure: assess(measure, "成都", TODAY).verdict for measure in Measure}

    assert ALLOWED == {m for m, verdict in verdicts.items() if verdict is Verdict.ALLOWED}
    assert RISKY == {m for m, verdict in verdicts.items() if verdict is Verdict.HIGH_RISK}
    assert set(Measure) - ALLOWED - RISKY == {
        m for m, verdict in verdicts.items() if verdict is Verdict.PROHIBITED
    }


@pytest.mark.parametrize("place", PLACES)
def test_no_prohibition_rests_only_on_what_was_not_read(place: str) -> None:
    for measure in Measure:
        found = assess(measure, place, TODAY)
        if found.verdict is Verdict.PROHIBITED:
            assert any(cite.verified for cite in found.cites), measure
            assert found.cites[0].verified, measure


@pytest.mark.parametrize("place", PLACES)
def test_whatever_is_not_allowed_names_a_lawful_way(place: str) -> None:
    for measure in Measure:
        found = assess(measure, place, TODAY)
        assert found.cites
        assert (found.verdict is Verdict.ALLOWED) == (found.alternative == ""), measure


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        ("郑州", Verdict.PROHIBITED),
        ("潍坊", Verdict.PROHIBITED),
        ("杭州", Verdict.HIGH_RISK),
        ("成都", Verdict.HIGH_RISK),
    ],
)
def test_blocking_cars_is_prohibited_where_the_place_says_so(place: str, verdict: Verdict) -> None:
    assert verdict is assess(Measure.BLOCK_VEHICLE, place, TODAY).verdict


def test_a_local_prohibition_is_cited_first_and_only_from_its_first_day() -> None:
    eve, first = date(2021, 9, 30), date(2021, 10, 1)

    assert "郑州市物业管理条例" == assess(Measure.BLOCK_VEHICLE, "郑州", first).cites[0].source
    assert Verdict.HIGH_RISK is assess(Measure.BLOCK_VEHICLE, "郑州", eve).verdict


@pytest.mark.parametrize(
    ("measure", "place", "fine"),
    [
        (Measure.CUT_UTILITIES, "杭州", (Money("10000"), Money("50000"))),
        (Measure.LIFT_CARD, "郑州", (Money("10000"), Money("50000"))),
        (Measure.LOCK_METER, "潍坊", (Money("2000"), Money("10000"))),
        (Measure.LIFT_CARD, "滨州", None),
        (Measure.CUT_UTILITIES, "成都", None),
    ],
)
def test_fines_come_from_the_place(
    measure: Measure, place: str, fine: tuple[Money, Money] | None
) -> None:
    assert fine == assess(measure, place, TODAY).fine


@pytest.mark.parametrize(
    "measure", [Measure.CUT_UTILITIES, Measure.LIMIT_UTILITIES, Measure.LOCK_METER]
)
def test_utilities_rest_on_944_3_everywhere(measure: Measure) -> None:
    for place in PLACES:
        found = assess(measure, place, TODAY)
        assert Verdict.PROHIBITED is found.verdict
        assert "944-3" == found.cites[0].article


@pytest.mark.parametrize("measure", [Measure.LIFT_CARD, Measure.DOOR])
def test_the_case_on_lifts_and_doors_is_shown_beside_944_3_once_published(
    measure: Measure,
) -> None:
    before = assess(measure, "成都", date(2025, 12, 7))
    after = assess(measure, "成都", date(2025, 12, 8))

    assert ["944-3"] == [cite.article for cite in before.cites]
    assert [True, False] == [cite.verified for cite in after.cites]


@pytest.mark.parametrize("place", ["菏泽", "舟山"])
def test_bundling_is_prohibited_where_the_place_says_so(place: str) -> None:
    assert Verdict.PROHIBITED is assess(Measure.BUNDLE, place, TODAY).verdict


@pytest.mark.parametrize("place", ["成都", "山东", "舟山", "河南"])
@pytest.mark.parametrize("measure", [Measure.NAME_ON_BOARD, Measure.NAME_IN_GROUP])
def test_a_local_permission_to_publish_does_not_let_debtors_be_named(
    measure: Measure, place: str
) -> None:
    found = assess(measure, place, TODAY)

    assert Verdict.PROHIBITED is found.verdict
    assert ("个人信息保护法", "25") == (found.cites[0].source, found.cites[0].article)
    assert ("不能代替单独同意" in found.says) is (place != "成都")


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("丽水", True),
        ("绍兴", True),
        ("杭州", False),
        ("成都", False),
    ],
)
def test_the_company_never_restricts_votes_and_is_told_who_may_and_how(
    place: str, told: bool
) -> None:
    found = assess(Measure.RESTRICT_VOTING, place, TODAY)

    assert Verdict.HIGH_RISK is found.verdict
    assert told is ("只能由业主大会在管理规约中限制" in found.says)
    with pytest.raises(UnlawfulError, match="高风险"):
        require_lawful(Measure.RESTRICT_VOTING, place, TODAY)


def test_a_host_rule_that_forbids_to_restrict_votes_is_no_permission() -> None:
    source = Source("成都市物业管理条例", since=date(2022, 1, 1))
    article = source.article("8", "不得限制业主的共同管理权利")
    rules = (*RULES, LocalRule("四川/成都", Topic.VOTING_RIGHTS, article))

    found = assess(Measure.RESTRICT_VOTING, "成都", TODAY, rules)

    assert Verdict.HIGH_RISK is found.verdict
    assert "不得限制业主的共同管理权利" in found.says
    assert article.cite == found.cites[0]


@pytest.mark.parametrize("measure", list(Measure))
def test_what_is_allowed_tells_its_conditions_and_nothing_else_has_any(measure: Measure) -> None:
    assert (measure in ALLOWED) is bool(assess(measure, "杭州", TODAY).conditions)


@pytest.mark.parametrize("measure", [Measure.PAYMENT_ORDER, Measure.LAWSUIT, Measure.ARBITRATION])
def test_a_court_is_gone_to_after_a_demand_and_a_period_that_lapsed(measure: Measure) -> None:
    found = require_lawful(measure, "成都", TODAY)

    assert ("已经催告并给出合理期限", "合理期限届满仍不支付") == found.conditions[:2]
    assert (measure is Measure.ARBITRATION) is ("双方有仲裁协议" in found.conditions)
    orders = "没有其他债务纠纷，支付令能够送达" in found.conditions
    assert (measure is Measure.PAYMENT_ORDER) is orders


@pytest.mark.parametrize("measure", [Measure.LIFT_CARD, Measure.DOOR])
def test_the_refusal_of_lifts_and_doors_says_that_944_3_reaches_them_by_interpretation(
    measure: Measure,
) -> None:
    with pytest.raises(UnlawfulError, match=r"没有列明，经“等方式”包括在内.*未核实"):
        require_lawful(measure, "成都", TODAY)


def test_zhoushan_lets_charges_be_bundled_with_consent_and_contract_and_heze_does_not() -> None:
    with pytest.raises(UnlawfulError, match="除外：业主大会同意并且合同有约定"):
        require_lawful(Measure.BUNDLE, "舟山", TODAY)
    assert "除外" not in assess(Measure.BUNDLE, "菏泽", TODAY).says
    assert "除外" not in assess(Measure.REDIRECT_PAYMENT, "舟山", TODAY).says
    (ban,) = [r for r in RULES if isinstance(r, LocalRule) and r.article.number == "42-1-4"]
    assert "未经业主大会同意或者合同无约定" in ban.article.says


def test_an_unknown_place_says_unknown() -> None:
    assert isinstance(assess(Measure.LIFT_CARD, "成都", TODAY).local, Unknown)


def test_a_host_adds_a_ban_of_its_own_place() -> None:
    source = Source("成都市物业管理条例", since=date(2022, 1, 1))
    ban = LocalRule("四川/成都", Topic.BANS, source.article("9", "不得限制车辆"), Ban(("vehicle",)))

    found = assess(Measure.BLOCK_VEHICLE, "成都", TODAY, (*RULES, ban))

    assert Verdict.PROHIBITED is found.verdict
    assert ban.article.cite == found.cites[0]


@pytest.mark.parametrize("measure", [m for m in Measure if m in ALLOWED])
def test_what_is_allowed_passes(measure: Measure) -> None:
    assert measure is require_lawful(measure, "成都", TODAY).measure


@pytest.mark.parametrize("measure", [m for m in Measure if m not in ALLOWED])
def test_what_is_not_allowed_is_refused_with_the_rule_and_the_way_out(measure: Measure) -> None:
    found = assess(measure, "成都", TODAY)

    with pytest.raises(UnlawfulError) as refused:
        require_lawful(measure, "成都", TODAY)

    assert "unlawful" == refused.value.code
    assert str(found.cites[0]) in str(refused.value)
    assert found.alternative in refused.value.way_out
    assert str(refused.value) == str(pickle.loads(pickle.dumps(refused.value)))


def test_refusals_tell_what_is_forbidden_from_what_is_risky() -> None:
    with pytest.raises(UnlawfulError, match="禁止：停用电梯卡"):
        require_lawful(Measure.LIFT_CARD, "成都", TODAY)
    with pytest.raises(UnlawfulError, match="高风险，没有依据：未经同意以押金抵扣"):
        require_lawful(Measure.SET_OFF_DEPOSIT, "成都", TODAY)


def test_days_before_the_civil_code_are_refused() -> None:
    assert Verdict.ALLOWED is assess(Measure.LETTER, "成都", date(2021, 1, 1)).verdict
    with pytest.raises(NotInForceError, match="2021-01-01"):
        assess(Measure.LETTER, "成都", date(2020, 12, 31))


@given(st.sampled_from(Measure), st.sampled_from(PLACES))
def test_a_place_never_softens_a_prohibition_of_the_nation(measure: Measure, place: str) -> None:
    if assess(measure, "成都", TODAY).verdict is Verdict.PROHIBITED:
        assert Verdict.PROHIBITED is assess(measure, place, TODAY).verdict
