"""Local rules: found, silent and unknown are three answers, and leads are none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.dates import Period, anniversary
from wuye.errors import NotInForceError, RuleError, UnknownError
from wuye.law.local_entries import (
    Answer,
    Ban,
    Disclosure,
    Lead,
    LocalRule,
    NextMonth,
    Prepayment,
    PriceChange,
    Silence,
    Topic,
    Vacancy,
)
from wuye.law.local_regulations import ARTICLES, RULES, SOURCES
from wuye.law.local_rules import Found, Silent, Unknown, cite, look_up
from wuye.law.measures import Measure, Verdict, assess
from wuye.law.reference import Certainty, Source
from wuye.money import Money

TODAY = date(2026, 10, 1)
DAY = timedelta(days=1)
CAPPED = Vacancy("capped", months=6, more_than=True, percent=60, preliminary_only=True)
REDUCED = Vacancy("reduced", months=6, preliminary_only=True, ordinary_dwellings_only=True)


def found(place: str, topic: Topic, on: date = TODAY) -> Found:
    answer = look_up(place, topic, on=on)
    assert isinstance(answer, Found), answer.says
    return answer


def terms(place: str, topic: Topic) -> object:
    return found(place, topic).rules[0].terms


@pytest.mark.parametrize(
    ("place", "topic", "expected"),
    [
        ("滨州", Topic.VACANCY, CAPPED),
        ("聊城", Topic.VACANCY, REDUCED),
        ("菏泽", Topic.VACANCY, REDUCED),
        ("山东", Topic.VACANCY, Vacancy("agreed")),
        ("淄博", Topic.VACANCY, Vacancy("agreed")),
        ("丽水", Topic.VACANCY, Vacancy("no-excuse")),
        ("绍兴", Topic.VACANCY, Vacancy("no-excuse")),
        ("北京", Topic.FIRST_DAY, NextMonth(developer_unless_agreed=True)),
        ("上海", Topic.FIRST_DAY, NextMonth(developer_unless_agreed=True)),
        ("丽水", Topic.FIRST_DAY, NextMonth(or_agreed=True)),
        ("台州", Topic.FIRST_DAY, NextMonth()),
        ("杭州", Topic.PREPAYMENT, Prepayment(12, within_contract=True)),
        ("郑州", Topic.PREPAYMENT, Prepayment(12)),
        ("淄博", Topic.PREPAYMENT, Prepayment(voluntary=True)),
        ("杭州", Topic.PRICE_CHANGE, PriceChange(30, audit=True, vote=True)),
        ("聊城", Topic.ANSWER, Answer(3)),
        ("杭州", Topic.DISCLOSURE, Disclosure(("用量", "单价", "金额"), "charging-period")),
        ("上海", Topic.DISCLOSURE, Disclosure(("公共收益收支",), "quarter")),
    ],
)
def test_what_was_read_is_found_with_its_figures(
    place: str, topic: Topic, expected: object
) -> None:
    assert expected == terms(place, topic)


@pytest.mark.parametrize(
    ("place", "low", "high"),
    [("郑州", "10000", "50000"), ("杭州", "10000", "50000"), ("潍坊", "2000", "10000")],
)
def test_bans_name_their_fines(place: str, low: str, high: str) -> None:
    bans = [rule.terms for rule in found(place, Topic.BANS).rules]
    fines = {ban.fine for ban in bans if isinstance(ban, Ban) and ban.fine}

    assert {(Money(low), Money(high))} == fines


@pytest.mark.parametrize("place", ["北京", "上海", "杭州", "宁波", "台州", "湖州", "舟山"])
def test_a_place_read_and_found_without_a_vacancy_discount_is_silent(place: str) -> None:
    answer = look_up(place, Topic.VACANCY, on=TODAY)

    assert isinstance(answer, Silent)
    assert "没有规定" in answer.says


def test_a_silent_city_in_a_province_with_a_rule_has_the_rule_of_the_province() -> None:
    for place in ("潍坊", "青岛"):
        rules = found(place, Topic.VACANCY).rules

        assert ["山东"] == [rule.place for rule in rules]
        assert not found(place, Topic.VACANCY).own_unread


def test_a_city_that_was_not_read_says_so_beside_the_rule_of_its_province() -> None:
    answer = found("山东/济南", Topic.VACANCY)

    assert answer.own_unread
    assert "山东/济南本级规定没有读过" in answer.says
    assert answer.leads


@pytest.mark.parametrize("place", ["成都", "江苏/南京", "江苏", "江苏/镇江", "重庆"])
def test_an_unknown_place_never_counts_as_one_without_rules(place: str) -> None:
    answer = look_up(place, Topic.VACANCY, on=TODAY)

    assert isinstance(answer, Unknown)
    assert "不等于没有规定" in answer.says


def test_a_place_read_on_one_topic_is_unknown_on_another() -> None:
    assert isinstance(look_up("滨州", Topic.PREPAYMENT, on=TODAY), Unknown)


def test_leads_are_shown_and_never_applied() -> None:
    """Percentages from memory or the press stand in no rule."""
    leads = [entry for entry in RULES if isinstance(entry, Lead)]
    answer = look_up("江苏", Topic.VACANCY, on=TODAY)

    assert leads
    assert not any(lead.certainty.verified for lead in leads)
    assert isinstance(answer, Unknown)
    assert "线索（未核实）：空置收费不超过 70%" in answer.says


def test_no_rule_rests_on_what_was_not_read() -> None:
    unread = Source("某市物业管理条例", since=date(2020, 1, 1)).article(
        "1", "空置打七折", Certainty.MEMORY
    )

    with pytest.raises(RuleError, match="enter it as a Lead"):
        LocalRule("某市", Topic.VACANCY, unread)
    assert all(row.cite.verified for row in ARTICLES)


def test_none_of_the_regulations_read_caps_the_penalty() -> None:
    answers = [look_up(place, Topic.PENALTY_CAP, on=TODAY) for place, _ in SOURCES]

    assert 23 == len(answers)
    assert all(isinstance(answer, Silent) for answer in answers)


@pytest.mark.parametrize(("place", "source"), SOURCES)
def test_before_its_first_day_an_edition_is_unknown(place: str, source: Source) -> None:
    assert isinstance(look_up(place, Topic.PENALTY_CAP, on=source.since), Silent)
    assert isinstance(look_up(place, Topic.PENALTY_CAP, on=source.since - DAY), Unknown)


@pytest.mark.parametrize("name", ["滨州", "滨州市", "山东/滨州", "山东省/滨州市"])
def test_a_city_is_found_under_its_usual_names(name: str) -> None:
    assert found("滨州", Topic.VACANCY) == found(name, Topic.VACANCY)


@pytest.mark.parametrize(
    "name", ["河南/郑州/金水", "郑州/金水", "郑州市/金水", "河南省/郑州市/金水"]
)
def test_a_district_has_the_rules_of_its_city_and_province(name: str) -> None:
    answer = found(name, Topic.BANS)

    assert ["河南/郑州", "河南/郑州", "河南"] == [rule.place for rule in answer.rules]
    assert ("河南/郑州/金水",) == answer.unread
    verdict = assess(Measure.BLOCK_VEHICLE, name, TODAY).verdict
    assert Verdict.PROHIBITED is verdict


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("郑州市金水区", "河南/郑州/金水区"),
        ("河南省郑州市", "河南/郑州"),
        ("河南省郑州市金水区", "河南/郑州/金水区"),
        ("河南/郑州市金水区", "河南/郑州/金水区"),
        ("北京市朝阳区", "北京/朝阳区"),
        (" 郑州", "河南/郑州"),
        ("河南·郑州", "河南/郑州"),
    ],
)
def test_a_spelling_that_hides_a_known_place_is_refused_with_the_right_one(
    name: str, right: str
) -> None:
    with pytest.raises(RuleError, match="hidden in this spelling") as refused:
        look_up(name, Topic.BANS, on=TODAY)
    assert f'write "{right}"' == refused.value.way_out
    look_up(right, Topic.BANS, on=TODAY)


@pytest.mark.parametrize("name", ["", "河南//郑州", "/郑州", "郑州/"])
def test_an_empty_part_of_a_place_is_refused(name: str) -> None:
    with pytest.raises(RuleError, match="empty part"):
        look_up(name, Topic.BANS, on=TODAY)


def test_a_name_that_another_place_merely_shares_is_not_refused() -> None:
    assert isinstance(look_up("天津/河北区", Topic.BANS, on=TODAY), Unknown)
    assert isinstance(look_up("内蒙古自治区", Topic.VACANCY, on=TODAY), Unknown)


def test_a_name_of_several_places_is_refused() -> None:
    source = Source("某条例", since=date(2020, 1, 1))
    rules = tuple(Silence(place, Topic.VACANCY, source) for place in ("辽宁/朝阳", "北京/朝阳"))

    with pytest.raises(RuleError, match="several places"):
        look_up("朝阳", Topic.VACANCY, on=TODAY, rules=rules)
    assert isinstance(look_up("北京/朝阳", Topic.VACANCY, on=TODAY, rules=rules), Silent)


@pytest.mark.parametrize(("place", "unread"), [("杭州", ("浙江",)), ("郑州", ()), ("北京", ())])
def test_silence_carries_what_of_the_province_was_not_read(
    place: str, unread: tuple[str, ...]
) -> None:
    answer = look_up(place, Topic.VACANCY, on=TODAY)

    assert isinstance(answer, Silent)
    assert unread == answer.unread
    assert ("浙江本级规定没有读过" in answer.says) is bool(unread)


def test_leads_are_told_beside_what_was_found() -> None:
    answer = found("山东/济南", Topic.VACANCY)

    assert "线索（未核实）：空置收费约 60%" in answer.says
    assert "线索" not in found("滨州", Topic.VACANCY).says


def test_the_nearest_place_stands_first() -> None:
    places = [rule.place for rule in found("聊城", Topic.VACANCY).rules]

    assert ["山东/聊城", "山东"] == places


def test_a_host_adds_its_own_places_with_a_longer_tuple() -> None:
    source = Source("成都市物业管理条例", since=date(2022, 1, 1))
    ours = LocalRule("四川/成都", Topic.VACANCY, source.article("1", "由合同约定"))
    quiet = Silence("四川/成都", Topic.PREPAYMENT, source)
    rules = (*RULES, ours, quiet)

    answer = look_up("成都", Topic.VACANCY, on=TODAY, rules=rules)

    assert isinstance(answer, Found)
    assert (ours,) == answer.rules
    assert isinstance(look_up("成都", Topic.PREPAYMENT, on=TODAY, rules=rules), Silent)
    assert isinstance(look_up("成都", Topic.VACANCY, on=TODAY), Unknown)


@pytest.mark.parametrize(
    ("last", "more_than_six", "six_or_more"),
    [(date(2026, 6, 30), False, True), (date(2026, 7, 1), True, True)],
)
def test_six_months_are_reached_in_one_place_and_must_be_exceeded_in_another(
    last: date, more_than_six: bool, six_or_more: bool
) -> None:
    vacant = Period(date(2026, 1, 1), last + DAY)

    assert more_than_six == CAPPED.reached(vacant)
    assert six_or_more == Vacancy("reduced", months=6).reached(vacant)


def test_a_day_less_than_six_months_is_not_enough_anywhere() -> None:
    assert not Vacancy("reduced", months=6).reached(Period(date(2026, 1, 1), date(2026, 6, 30)))


def test_the_cap_is_rounded_down_and_no_cap_is_none() -> None:
    sixty = Vacancy("capped", percent=60)

    assert Money("168.00") == sixty.cap(Money("280.00"))
    assert Money("0.00") == sixty.cap(Money("0.01"))
    assert Vacancy("reduced", months=6).cap(Money("280.00")) is None


@given(st.integers(0, 10**9), st.integers(0, 100))
def test_a_cap_never_exceeds_its_share(fen: int, percent: int) -> None:
    cap = Vacancy("capped", percent=percent).cap(Money.of_fen(fen))

    assert cap is not None
    assert cap.fen * 100 <= fen * percent < (cap.fen + 1) * 100


@pytest.mark.parametrize(
    ("handed_over", "first"),
    [
        (date(2026, 10, 1), date(2026, 11, 1)),
        (date(2026, 10, 17), date(2026, 11, 1)),
        (date(2026, 10, 31), date(2026, 11, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_whole_month_of_hand_over_is_the_developers(handed_over: date, first: date) -> None:
    assert first == NextMonth().first_day(handed_over)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_owner_starts_on_a_first_after_hand_over(handed_over: date) -> None:
    first = NextMonth().first_day(handed_over)

    assert 1 == first.day
    assert handed_over < first <= anniversary(handed_over.replace(day=1), 1)


def test_terms_that_contradict_themselves_are_refused() -> None:
    article = Source("某市物业管理条例", since=date(2020, 1, 1)).article("1", "…")

    with pytest.raises(RuleError, match="a cap has a percentage"):
        Vacancy("capped", months=6)
    with pytest.raises(RuleError, match="a cap has a percentage"):
        Vacancy("agreed", percent=70)
    with pytest.raises(RuleError, match="not one of the choices"):
        Vacancy("discount")  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="another topic"):
        LocalRule("某市", Topic.VACANCY, article, Answer(3))
    with pytest.raises(RuleError, match="another topic"):
        LocalRule("某市", Topic.NAMING, article, Answer(3))


def test_articles_are_cited_by_place_number_and_day() -> None:
    assert "郑州市物业管理条例第42-3条（2021-10-01）" == str(cite("郑州", "42-3", TODAY))
    with pytest.raises(NotInForceError):
        cite("郑州", "42-3", date(2021, 9, 30))
    with pytest.raises(UnknownError, match="no such article"):
        cite("郑州", "999", TODAY)
    with pytest.raises(UnknownError, match="no regulation was read"):
        cite("成都", "1", TODAY)


def test_only_rows_that_nothing_rests_on_are_marked_reference() -> None:
    applied = {Topic.NAMING, Topic.VOTING_RIGHTS, Topic.RESALE}
    for entry in RULES:
        if isinstance(entry, LocalRule):
            rests = entry.terms is not None or entry.topic in applied
            assert rests is not entry.article.reference, entry.article.cite
