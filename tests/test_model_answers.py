"""Model answers: cited, dated, in plain words, and with nothing in them that may not be said."""

from __future__ import annotations

import pickle
import re
from datetime import date

import pytest
from attrs import evolve

from plain_words import jargon
from wuye import disputes, law
from wuye.citation import Citation
from wuye.disputes.answers import MODEL_ANSWERS, Answer, find
from wuye.errors import DuplicateError, NotInForceError, RuleError
from wuye.law import measures
from wuye.law.wording import misleading

TODAY = date(2026, 10, 1)
each_answer = pytest.mark.parametrize("answer", MODEL_ANSWERS, ids=lambda answer: answer.id)


def test_there_are_some_twenty_of_them_each_with_an_id_of_its_own() -> None:
    assert 15 <= len(MODEL_ANSWERS) <= 25
    assert len(MODEL_ANSWERS) == len({answer.id for answer in MODEL_ANSWERS})
    assert MODEL_ANSWERS is disputes.answers.MODEL_ANSWERS


@each_answer
def test_an_answer_is_told_in_both_languages_with_what_it_rests_on(answer: Answer) -> None:
    chinese, english = answer.text("zh", on=TODAY), answer.text("en", on=TODAY)

    for cite in answer.cites(TODAY):
        assert str(cite) in chinese
        assert str(cite) in english
        assert cite.verified or f"{cite} (not verified)" in english
    assert ["问", "答", "什", "依", "这"] == [line[0] for line in chinese.splitlines()]
    assert 5 == len(english.splitlines())
    prose = "".join((answer.question[1], answer.answer[1], answer.holds[1]))
    assert not re.search("[\u4e00-\u9fff]", prose)
    assert pickle.loads(pickle.dumps(answer)) == answer


@each_answer
def test_an_answer_has_no_jargon_and_nothing_that_misleads(answer: Answer) -> None:
    for language in ("zh", "en"):
        text = answer.text(language, on=TODAY)
        assert () == misleading(text, on=TODAY)
        assert [] == jargon(text)
    sentences = [each for each in re.split("[。；？]", answer.answer[0]) if each]
    assert max(map(len, sentences)) <= 60  # a sentence that one reads in one go


@each_answer
def test_an_answer_rests_on_no_row_that_is_kept_for_reference_alone(answer: Answer) -> None:
    rows = {row.cite: row for row in law.articles()} | {row.cite: row for row in measures.ARTICLES}

    assert not [cite for cite in answer.cites(TODAY) if rows[cite].reference]


@each_answer
def test_a_question_is_found_by_the_words_it_is_asked_in(answer: Answer) -> None:
    for language in (0, 1):
        assert answer in find(answer.question[language])[:2]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("房子空着没住也要交吗", "vacant"),
        ("我住底层从来不坐电梯", "ground-floor"),
        ("前业主欠的钱为什么找我", "seller-arrears"),
        ("Is my DEPOSIT refundable?", "deposit"),
        ("物业说要断电", "supplies"),
        ("会上征信吗", "credit-register"),
    ],
)
def test_the_best_answer_comes_first(asked: str, first: str) -> None:
    assert first == find(asked)[0].id


def test_a_question_of_no_known_words_has_no_answer() -> None:
    assert () == find("今天天气怎么样")


def test_an_article_is_cited_as_of_the_day_of_the_answer() -> None:
    vacant = find("空置")[0]
    with pytest.raises(NotInForceError):
        vacant.text(on=date(2020, 12, 31))
    assert "民法典第944-1条（2021-01-01）" in vacant.text(on=date(2021, 1, 1))


def test_what_was_not_read_in_an_official_text_says_so() -> None:
    old = find("好几年前的物业费")[0]

    assert "未核实" in old.text(on=TODAY)
    assert "(not verified)" in old.text("en", on=TODAY)


def mine(id_: str = "gate") -> Answer:
    return Answer(
        id=id_,
        question=("大门几点关？", "When does the gate close?"),
        answer=("晚上十一点。", "At eleven."),
        holds=("平时。", "On ordinary days."),
        words=["大门", "gate"],
        also=[Citation("管理规约", "12", edition="2025-06-01", verified=False)],
    )


def test_a_host_adds_answers_of_its_own() -> None:
    assert [mine()] == list(find("大门几点关", answers=(*MODEL_ANSWERS, mine())))
    assert "管理规约第12条（2025-06-01，未核实）" in mine().text(on=TODAY)


def test_answers_that_rest_on_nothing_or_share_an_id_are_refused() -> None:
    with pytest.raises(RuleError, match="rests on nothing"):
        evolve(mine(), also=())
    with pytest.raises(DuplicateError, match="one id"):
        find("大门", answers=(*MODEL_ANSWERS, mine("vacant")))
    unknown = evolve(mine(), rests=[("nowhere", "1")])  # type: ignore[list-item]
    with pytest.raises(RuleError, match="no such source"):
        unknown.cites(TODAY)
