"""A model answer (常见问题解答): a question, what to say, when it holds, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from attrs import field, frozen

from ...citation import Citation
from ...errors import DuplicateError, RuleError
from ...explain import Language
from ...law import (
    civil_code,
    interpretations,
    measures,
    personal_information,
    property_regulations,
    tax,
)
from ...law.reference import find as article

Source = Literal[
    "civil-code",
    "answers",
    "case",
    "charges",
    "contracts",
    "decoration",
    "information",
    "invoices",
    "property",
    "regulations",
]


class Words(NamedTuple):
    """The same in Chinese and in English."""

    zh: str
    en: str


#: What is said under every answer.
_GENERAL = Words(
    "这是一般的说明，不是法律意见；具体的事以合同和事实为准，当地另有规定的从其规定。",
    "This is a general explanation and no legal advice; contract and facts decide, and local"
    " rules may differ.",
)
_LABELS: Mapping[str, tuple[str, str]] = {
    "question": ("问：", "Question: "),
    "answer": ("答：", "Answer: "),
    "holds": ("什么时候是这样：", "When this holds: "),
    "rests": ("依据：", "It rests on: "),
}


def _words(given: tuple[str, str]) -> Words:
    return Words(*given)


def _rests(given: Iterable[tuple[Source, str]]) -> tuple[tuple[Source, str], ...]:
    return tuple(given)


@frozen(kw_only=True)
class Answer:
    """One question and its answer, each in Chinese and English.

    ``holds`` says when the answer is right; ``rests`` names articles by source and number,
    which are cited as they apply on the day of the answer; ``also`` are citations of the
    host's own, such as a clause of its contract.  ``words`` are what people say when they
    ask.

    >>> from datetime import date
    >>> answer = Answer(
    ...     id="gate", question=("大门几点关？", "When does the gate close?"),
    ...     answer=("晚上十一点。", "At eleven."), holds=("平时。", "On ordinary days."),
    ...     words=["大门", "gate"], also=[Citation("管理规约", "12", edition="2025-06-01")],
    ... )
    >>> find("小区大门", answers=[answer])[0].cites(date(2026, 10, 1))[0].source
    '管理规约'
    """

    id: str
    question: Words = field(converter=_words)
    answer: Words = field(converter=_words)
    holds: Words = field(converter=_words)
    words: tuple[str, ...] = field(converter=tuple[str, ...])
    rests: tuple[tuple[Source, str], ...] = field(default=(), converter=_rests)
    also: tuple[Citation, ...] = field(default=(), converter=tuple[Citation, ...])

    def __attrs_post_init__(self) -> None:
        if not (self.rests or self.also):
            raise RuleError(
                "an answer rests on nothing", self.id, "Answer", "name an article, clause or rule"
            )

    def cites(self, on: date) -> tuple[Citation, ...]:
        """What it rests on, as it applies on a day.

        Raises :class:`~wuye.errors.NotInForceError` for a day on which an article does not
        apply, so that no answer is given from law that was not yet, or is no more.
        """
        return (*(_cite(source, number, on) for source, number in self.rests), *self.also)

    def text(self, language: Language = "zh", *, on: date) -> str:
        """Write it for who asked on a day, with what it rests on and how sure that is."""
        en = language == "en"
        unsure = " (not verified)" if en else ""  # in Chinese the citation says so itself
        cites = ("；", "; ")[en].join(
            f"{cite}{unsure * (not cite.verified)}" for cite in self.cites(on)
        )
        told = {
            "question": self.question[en],
            "answer": self.answer[en],
            "holds": self.holds[en],
            "rests": cites,
        }
        return "\n".join([*(f"{_LABELS[name][en]}{told[name]}" for name in told), _GENERAL[en]])


def find(asked: str, *, answers: Iterable[Answer] | None = None) -> tuple[Answer, ...]:
    """Find the answers to a question; those of whose words it has most come first.

    A host passes its own after the model ones, ``answers=(*MODEL_ANSWERS, *mine)``.

    Raises :class:`~wuye.errors.DuplicateError` for two answers of one id.
    """
    from .model import MODEL_ANSWERS

    known = MODEL_ANSWERS if answers is None else tuple(answers)
    ids = [answer.id for answer in known]
    if len(set(ids)) < len(ids):
        raise DuplicateError("two answers have one id", ids, "answers.find", "keep one of each")
    text = asked.casefold()
    fits = [sum(len(w) for w in answer.words if w.casefold() in text) for answer in known]
    found = [(fit, answer) for fit, answer in zip(fits, known, strict=True) if fit]
    return tuple(answer for _, answer in sorted(found, key=lambda each: -each[0]))


def _cite(source: Source, number: str, on: date) -> Citation:
    match source:
        case "civil-code":
            return civil_code.cite(number, on)
        case "answers" | "contracts" | "property":
            return interpretations.cite(source, number, on)
        case "information":
            return personal_information.cite(source, number, on)
        case "regulations" | "charges" | "decoration":
            return property_regulations.cite(source, number, on)
        case "invoices":
            return tax.cite(source, number, on)
        case "case":
            return article(measures.ARTICLES, number, on)
    raise RuleError("no such source", source, "Answer.rests", "see answers.Source")
