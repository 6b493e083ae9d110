"""Reasons: known from facts and their days, only suggested by words, each with a treatment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import october
from wuye import Account
from wuye.dunning.arrears import Cause
from wuye.dunning.cases import Case
from wuye.dunning.events import (
    Answered,
    Closed,
    Delivered,
    Disputed,
    Event,
    Failed,
    Failure,
    Hardship,
    Paid,
    Promised,
)
from wuye.dunning.reasons import PHRASES, REASONS, SIGNS, Known, reason_of, suggest
from wuye.dunning.treatments import POSTS, TREATMENTS, treat, treatments
from wuye.errors import RuleError, UnknownError
from wuye.fees import Waiver
from wuye.law.contact import Stop
from wuye.law.wording import misleading
from wuye.ledger import Hold, Release

BILL = october().of_unit("3-1-502")[0]
ACCOUNT = Account.of([BILL])
START = date(2026, 11, 1)
TODAY = date(2026, 12, 21)


def day(number: int) -> date:
    return START + timedelta(days=number - 1)


def known(*events: Event, on: date = TODAY) -> tuple[str, date] | None:
    found = reason_of(Case("O-17", events), ACCOUNT.on(on))
    return (found.reason, found.since) if found else None


def failed(number: int, why: Failure) -> Failed:
    return Failed(id=f"F-{number}", on=day(number), notice=f"N-{number}", why=why)


# -- from events ------------------------------------------------------------------------------------


def test_the_reasons_are_those_that_a_policy_knows() -> None:
    assert get_args(Cause) == tuple(REASONS)


@pytest.mark.parametrize("reason", get_args(Cause))
def test_what_the_debtor_answers_is_known_from_its_day(reason: Cause) -> None:
    told = Answered(id="A", on=day(5), reason=reason)

    assert (reason, day(5)) == known(told)
    assert (reason, day(5)) == known(told, on=day(5))
    assert None is known(told, on=day(4))


def test_nothing_said_is_no_reason() -> None:
    assert None is known()
    assert None is known(Answered(id="A", on=day(5)))


def test_the_latest_answer_counts_whatever_the_order_in_which_it_was_entered() -> None:
    first = Answered(id="A-1", on=day(2), reason="forgot")
    later = Answered(id="A-2", on=day(9), reason="moved")

    assert ("moved", day(9)) == known(first, later)
    assert ("moved", day(9)) == known(later, first)


def test_need_and_a_dispute_tell_their_reason() -> None:
    assert ("hardship", day(3)) == known(Hardship(id="H", on=day(3)))
    assert ("amount", day(3)) == known(Disputed(id="D", on=day(3)))


@pytest.mark.parametrize(("why", "reason"), [("moved", "moved"), ("vacant", "vacant")])
def test_a_notice_that_fails_tells_that_nobody_lives_there(why: Failure, reason: str) -> None:
    assert (reason, day(3)) == known(failed(3, why))


def test_two_failed_tries_are_not_yet_unreachable_and_three_in_a_row_are() -> None:
    tries = [failed(1, "no-answer"), failed(2, "bounced"), failed(3, "number-changed")]

    assert None is known(*tries[:2])
    assert ("unreachable", day(3)) == known(*tries)


@pytest.mark.parametrize(
    "between",
    [
        Answered(id="A", on=day(2)),
        Delivered(id="D", on=day(2), notice="N-1"),
        failed(2, "moved"),
    ],
)
def test_what_comes_between_begins_the_count_anew(between: Event) -> None:
    tries = [failed(n, "no-answer") for n in (1, 3, 4)]
    found = known(tries[0], between, *tries[1:])

    assert found is None or found[0] == "moved"
    assert ("unreachable", day(5)) == known(tries[0], between, *tries[1:], failed(5, "bounced"))


def test_who_answers_is_unreachable_no_more() -> None:
    tries = [failed(n, "no-answer") for n in (1, 2, 3)]

    assert None is known(*tries, Answered(id="A", on=day(4)))
    assert ("forgot", day(4)) == known(*tries, Answered(id="A", on=day(4), reason="forgot"))
    assert ("unreachable", day(3)) == known(*tries, Answered(id="A", on=day(4)), on=day(3))


def test_not_to_take_one_notice_in_is_no_refusal_to_pay() -> None:
    assert None is known(failed(1, "refused"))
    assert ("refuses", day(2)) == known(failed(1, "refused"), failed(2, "refused"))
    assert None is known(
        failed(1, "refused"), failed(2, "refused"), Promised(id="P", on=day(3))
    )  # fmt: skip


def test_who_pays_has_forgotten_no_more_but_may_still_be_in_need() -> None:
    paid = Paid(id="P", on=day(6))

    assert None is known(Answered(id="A", on=day(5), reason="forgot"), paid)
    assert ("hardship", day(5)) == known(Hardship(id="H", on=day(5)), paid)


def test_a_closed_case_has_no_reason_left() -> None:
    closed = Closed(id="C", on=day(6))

    assert None is known(Hardship(id="H", on=day(5)), closed)
    assert None is known(failed(1, "bounced"), failed(2, "bounced"), closed, failed(7, "bounced"))


# -- from what stands ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "reason"), [("dispute", "amount"), ("complaint", "service")])
def test_a_hold_that_stands_goes_before_what_was_said(kind: str, reason: str) -> None:
    hold = Hold(
        id="D-1", creditor=BILL.creditor, debtor=BILL.debtor, on=day(2), item=BILL.lines[0].id,
        amount="100.00", kind=kind,
    )  # fmt: skip
    release = Release(
        id="R-1", creditor=BILL.creditor, debtor=BILL.debtor, on=day(20), hold="D-1",
        restores_penalty=True,
    )  # fmt: skip
    case = Case("O-17", [Answered(id="A", on=day(9), reason="forgot")])
    held = ACCOUNT.post(hold).account
    released = held.post(release).account

    assert Known(reason, day(10), "D-1") == reason_of(case, held.on(day(10)))
    assert Known("forgot", day(9), "A") == reason_of(case, released.on(day(20)))
    assert Known("forgot", day(9), "A") == reason_of(case, held.on(day(20), known=day(1)))


def test_an_open_complaint_tells_it_while_contact_is_stopped() -> None:
    case = Case("O-17", [Answered(id="A", on=day(9), reason="forgot")])
    stop = Stop("complaint", day(3), until=day(12))

    def found(number: int, stop: Stop = stop) -> Known | None:
        return reason_of(case, ACCOUNT.on(day(number)), stops=[stop])

    assert None is found(2)
    assert Known("service", day(3), "complaint") == found(3) == found(11)
    assert Known("forgot", day(9), "A") == found(12)
    assert Known("amount", day(3), "dispute") == found(12, Stop("dispute", day(3)))
    assert Known("forgot", day(9), "A") == found(12, Stop("do-not-contact", day(3)))


WAIVER = Waiver(
    id="W-1", unit="3-1-502", items=["property"], share="0.3", reason="vacancy", rule="合同第九条",
    evidence="空置登记", since=day(3), until=day(30),
)  # fmt: skip


def test_a_waiver_for_vacancy_tells_it_while_it_lasts() -> None:
    def found(on: date, waiver: Waiver = WAIVER, *events: Event) -> tuple[str, str] | None:
        told = reason_of(Case("O-17", events), ACCOUNT.on(on), waivers=[waiver])
        return (told.reason, told.source) if told else None

    assert None is found(day(2))
    assert ("vacant", "W-1") == found(day(3))
    assert ("vacant", "W-1") == found(day(29))
    assert None is found(day(30))
    assert None is found(day(3), evolve(WAIVER, unit="3-1-503"))
    assert ("hardship", "W-1") == found(day(3), evolve(WAIVER, reason="illness"))
    assert None is found(day(3), evolve(WAIVER, reason="donation"))
    told = Answered(id="A", on=day(3), reason="moved")
    assert ("moved", "A") == found(day(9), WAIVER, told)
    assert ("vacant", "W-1") == found(day(9), WAIVER, evolve(told, on=day(2)))


# -- words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("业主说忘了，明天交", [("forgot", "忘了", 3)]),
        ("房子租出去了，租客交", [("moved", "租出去", 2), ("moved", "租客", 7)]),
        ("家里没钱，刚失业", [("hardship", "没钱", 2), ("hardship", "失业", 6)]),
        ("漏水没人管，我不交了", [("service", "漏水", 0), ("service", "没人管", 2), ("refuses", "不交了", 7)]),
        ("说面积不对，算错了", [("amount", "面积不对", 1), ("amount", "算错", 6)]),
        ("一直没有入住，空置", [("vacant", "没有入住", 2), ("vacant", "空置", 7)]),
        ("电话打不通", [("unreachable", "打不通", 2)]),
        ("没修好再交", [("service", "没修好", 0)]),
        ("不想交过户费", [("refuses", "不想交", 0), ("moved", "过户", 3)]),
        ("不想交过了", [("refuses", "不想交", 0)]),
        ("忘了联系不上", [("forgot", "忘了", 0), ("unreachable", "联系不上", 2)]),
        ("不是忘记", []),
        ("没有困难，也不是没钱", []),
        ("好的，明天来前台", []),
        ("", []),
    ],
)  # fmt: skip
def test_words_suggest_a_reason_with_the_phrase_and_where_it_stands(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert expected == [(hint.reason, hint.phrase, hint.start) for hint in suggest(text)]


phrases = [phrase.replace("?", "") for each in PHRASES.values() for phrase in each]


@given(
    st.lists(st.one_of(st.text(max_size=4), st.sampled_from([*phrases, "不是", "没有"]))).map(
        "".join
    )
)
def test_a_suggestion_always_carries_what_stands_in_the_text(text: str) -> None:
    end = 0
    for hint in suggest(text):
        assert hint.phrase
        assert hint.phrase == text[hint.start : hint.start + len(hint.phrase)]
        assert hint.reason in REASONS
        assert end <= hint.start  # none overlaps the one before
        end = hint.start + len(hint.phrase)


@pytest.mark.parametrize("reason", REASONS)
def test_every_phrase_suggests_its_reason(reason: str) -> None:
    for phrase in PHRASES[reason]:
        text = phrase.replace("?", "")
        assert {(reason, 0, text)} == {
            (hint.reason, hint.start, hint.phrase) for hint in suggest(text)
        }


# -- treatments -----------------------------------------------------------------------------------------


def test_every_reason_has_its_signs_its_phrases_and_a_treatment() -> None:
    assert list(REASONS) == list(SIGNS) == list(PHRASES) == list(TREATMENTS)


@pytest.mark.parametrize(
    ("reason", "first", "post", "formal"),
    [
        ("forgot", "remind", "desk", True),
        ("moved", "new-address", "steward", True),
        ("hardship", "help", "steward", False),
        ("service", "complaint", "steward", False),
        ("amount", "dispute", "steward", False),
        ("vacant", "explain", "desk", True),
        ("unreachable", "find", "steward", True),
        ("refuses", "formal", "manager", True),
    ],
)
def test_each_reason_is_treated_in_its_own_way(
    reason: str, first: str, post: str, formal: bool
) -> None:
    found = treat(reason)

    assert (first, post, formal) == (found.first, found.post, found.formal)
    assert found.post in POSTS
    assert found.steps
    assert [] == [hit for step in found.steps for hit in misleading(step, on=TODAY)]
    assert all(cite.verified for cite in found.cites(TODAY))


def test_articles_stand_where_a_treatment_rests_on_law() -> None:
    told = {reason: [cite.article for cite in treat(reason).cites(TODAY)] for reason in REASONS}

    assert ["944-1"] == told["vacant"]
    assert ["944-1", "41-1"] == told["moved"]
    assert ["944-2"] == told["refuses"]


def test_a_host_replaces_a_treatment_and_none_goes_missing() -> None:
    own = evolve(treat("vacant"), post="manager")
    table = treatments({"vacant": own})

    assert own == treat("vacant", table)
    assert treat("moved") == treat("moved", table)
    assert list(REASONS) == list(table)
    with pytest.raises(RuleError, match="lazy"):
        treatments({"lazy": own})
    with pytest.raises(RuleError, match="moved"):
        treatments({}, {"vacant": own})
    with pytest.raises(UnknownError, match="no such reason"):
        treat("lazy")
