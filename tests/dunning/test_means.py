"""Means of dunning: the lawful ones have names, every other measure is refused with the rule."""

from __future__ import annotations

from datetime import date

import pytest

from wuye.dunning.means import MEANS, Means, means
from wuye.errors import UnknownError, UnlawfulError
from wuye.law.measures import Measure, Verdict, assess

TODAY = date(2026, 10, 1)
LAWFUL = {about.measure for about in MEANS.values()}
#: what the issue names, one by one, and what it is to be answered with
NAMED = {
    "cut-utilities": ("民法典第944-3条", "支付令"),
    "limit-utilities": ("民法典第944-3条", "支付令"),
    "lock-meter": ("民法典第944-3条", "支付令"),
    "lift-card": ("民法典第944-3条", "支付令"),
    "door": ("民法典第944-3条", "支付令"),
    "block-vehicle": ("民法典第944-3条", "支付令"),
    "call-repeatedly": ("民法典第1033条", "在合理时段"),
    "workplace-visit": ("民法典第1033条", "住处"),
    "ask-neighbours": ("民法典第1034条", "业主自己留下的联系方式"),
    "name-on-board": ("个人信息保护法第25条", "不含姓名、房号的汇总数"),
    "threaten-credit": ("征信业管理条例第13条", "起诉"),
}


@pytest.mark.parametrize("measure", [each for each in Measure if each not in LAWFUL])
@pytest.mark.parametrize("day", [date(2021, 1, 1), TODAY])
def test_every_measure_without_a_name_here_is_refused_with_its_rule_and_the_lawful_way(
    measure: Measure, day: date
) -> None:
    verdict = assess(measure, "全国", day)
    with pytest.raises(UnlawfulError) as refused:
        means(measure.value, on=day)

    assert str(measure.value) == refused.value.value
    assert str(verdict.cites[0]) in refused.value.problem
    assert f"改为：{verdict.alternative}" == refused.value.way_out


@pytest.mark.parametrize(("name", "told"), NAMED.items())
def test_what_training_material_teaches_is_answered_with_the_article_and_what_to_do_instead(
    name: str, told: tuple[str, str]
) -> None:
    with pytest.raises(UnlawfulError) as refused:
        means(name)

    assert told[0] in refused.value.problem
    assert told[1] in refused.value.way_out


@pytest.mark.parametrize("measure", sorted(LAWFUL, key=str))
def test_every_lawful_measure_is_a_means(measure: Measure) -> None:
    assert Verdict.ALLOWED is assess(measure, "全国", TODAY).verdict
    same = [each for each in Means if MEANS[each].measure is measure]
    if measure.value in {each.value for each in same}:
        assert means(measure.value) in same
    else:
        with pytest.raises(UnknownError) as told:
            means(measure.value)
        assert f"write one of {[each.value for each in same]}" == told.value.way_out


def test_the_lawful_measures_are_all_those_that_the_law_allows() -> None:
    allowed = {each for each in Measure if assess(each, "全国", TODAY).verdict is Verdict.ALLOWED}

    assert allowed == LAWFUL
    assert set(Means) == set(MEANS)


@pytest.mark.parametrize("means_", Means)
def test_a_means_is_taken_by_its_name_or_as_itself(means_: Means) -> None:
    assert means_ is means(means_.value)
    assert means_ is means(means_)


def test_what_is_no_means_and_no_measure_is_unknown() -> None:
    with pytest.raises(UnknownError, match="no such means"):
        means("pigeon")


def test_a_local_rule_is_cited_where_the_place_has_one() -> None:
    with pytest.raises(UnlawfulError, match="潍坊"):
        means("block-vehicle", "潍坊", TODAY)
