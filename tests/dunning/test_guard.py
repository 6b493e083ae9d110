"""The guard: only who is liable, in lawful hours, not too often, in lawful words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import october
from wuye import Account
from wuye.dates import CHINA
from wuye.dunning import Policy, Stage, When, decide
from wuye.dunning.decisions import Action
from wuye.dunning.guard import Sending, addressees, check, forbidden
from wuye.dunning.means import MEANS, Means
from wuye.dunning.profiles import Profile
from wuye.errors import RuleError, UnknownError
from wuye.estate import Agreement, Owner, Person
from wuye.law.contact import (
    Channel,
    Consent,
    Contact,
    ContactRules,
    Halt,
    History,
    Made,
    Stop,
)
from wuye.law.debtors import Heir
from wuye.law.measures import Measure, Verdict, assess
from wuye.money import Money

TODAY = date(2026, 12, 1)
RULES = ContactRules()
NOON = datetime(2026, 12, 1, 12, tzinfo=CHINA)
BILL = october().of_unit("3-1-502")[0]
COUPLE = Owner("O-17", people=[Person("P-1"), Person("P-2")])
MESSAGE = Contact("sms", "phone-1", party="debtor", tells_debt=True)
CALM = "您好，10月物业服务费280.00元尚未缴纳，如已缴纳请忽略。"
SENDING = Sending(
    means=Means.MESSAGE, contact=MESSAGE, debtors=["O-17"], person="O-17", text=CALM
)  # fmt: skip
ACTION = Action(
    "O-17", "缴费提醒", Means.MESSAGE, "", TODAY, (time(9), time(20)), ("B:property",),
    Money("280.00"), Money("0.00"), Money("0.00"),
)  # fmt: skip


def codes(
    sending: Sending = SENDING, profile: Profile | None = None, at: datetime = NOON
) -> list[str]:
    return [finding.code for finding in check(sending, profile or Profile(), RULES, at=at)]


def who(*, beside: tuple[str, ...] = (), **facts: object) -> list[tuple[str, str]]:
    bill = evolve(BILL, beside=beside)
    found = addressees([bill], "280.00", on=TODAY, **facts)  # type: ignore[arg-type]
    return [(debtor.person, debtor.role) for debtor in found]


# -- who may be asked ---------------------------------------------------------------------------


def test_an_owner_alone_is_asked_alone() -> None:
    (debtor,) = addressees([BILL], "280.00", on=TODAY)

    assert ("O-17", "owner", Money("280.00"), False) == (
        debtor.person,
        debtor.role,
        debtor.most,
        debtor.jointly,
    )


def test_co_owners_of_one_account_are_each_asked_for_the_whole() -> None:
    found = addressees([BILL], "280.00", on=TODAY, people=[COUPLE])

    assert [("P-1", True), ("P-2", True)] == [(each.person, each.jointly) for each in found]
    assert {Money("280.00")} == {each.most for each in found}


def test_behind_an_occupier_who_agreed_to_pay_stands_the_owner() -> None:
    assert [("O-17", "occupier"), ("O-1", "owner")] == who(beside=("O-1",))


def test_a_guarantor_is_told_from_an_owner_by_the_agreement() -> None:
    bound = Agreement("3-1-502", Owner("G-1"), kind="guarantor")

    assert [("O-17", "owner"), ("G-1", "guarantor")] == who(beside=("G-1",), agreements=[bound])
    assert [("O-17", "occupier"), ("O-1", "owner"), ("G-1", "guarantor")] == who(
        beside=("O-1", "G-1"), agreements=[bound]
    )


def test_who_guarantees_for_another_unit_is_no_guarantor_here() -> None:
    elsewhere = Agreement("S-01", Owner("O-1"), kind="guarantor")
    payer = Agreement("3-1-502", Owner("O-1"), kind="payer")

    assert [("O-17", "occupier"), ("O-1", "owner")] == who(
        beside=("O-1",), agreements=[elsewhere, payer]
    )


def test_the_heirs_of_an_occupier_answer_for_what_he_agreed_to_pay() -> None:
    assert [("O-1", "owner"), ("H-1", "heir")] == who(
        beside=("O-1",), heirs={"O-17": [Heir("H-1", "1.00")]}
    )


def test_a_payer_owes_nothing_and_is_not_asked() -> None:
    bill = evolve(BILL, payer="T-9")

    assert ["O-17"] == [each.person for each in addressees([bill], "280.00", on=TODAY)]


def test_heirs_stand_in_the_place_of_who_died_within_what_they_inherited() -> None:
    heirs = [Heir("H-1", "100.00"), Heir("H-2", waived=True), Heir("H-3")]
    found = addressees([BILL], "280.00", on=TODAY, heirs={"O-17": heirs})

    assert [("H-1", Money("100.00")), ("H-3", None)] == [(each.person, each.most) for each in found]
    assert {"heir"} == {each.role for each in found}


def test_the_widow_still_owes_the_whole_and_is_no_heir_beside() -> None:
    found = addressees(
        [BILL], "280.00", on=TODAY, people=[COUPLE],
        heirs={"P-1": [Heir("P-2", "50.00"), Heir("H-1", "50.00")]},
    )  # fmt: skip

    assert [("P-2", "owner", "280.00"), ("H-1", "heir", "50.00")] == [
        (each.person, each.role, str(each.most)) for each in found
    ]


def test_who_died_without_heirs_leaves_nobody_to_ask() -> None:
    assert [] == who(heirs={"O-17": []})


def test_who_answers_for_some_of_the_bills_is_not_told_of_the_others() -> None:
    bound = [Agreement("3-1-502", Owner(name), kind="guarantor") for name in ("G-1", "G-2")]
    october_, november = (
        evolve(BILL, id=id_, beside=beside)
        for id_, beside in (("a", ("G-1", "G-2")), ("b", ("G-2",)))
    )
    found = addressees([october_, november], "560.00", on=TODAY, agreements=bound)

    assert ["O-17", "G-2"] == [each.person for each in found]


def test_bills_of_several_debtors_or_none_are_no_one_notice() -> None:
    with pytest.raises(RuleError, match="one debtor"):
        addressees([BILL, evolve(BILL, debtor="O-18")], "1", on=TODAY)
    with pytest.raises(RuleError, match="one debtor"):
        addressees([], "1", on=TODAY)


# -- right before it goes out ------------------------------------------------------------------------


def test_a_calm_message_to_the_debtor_at_noon_may_go() -> None:
    assert [] == codes()
    assert [] == codes(Sending.of(ACTION, MESSAGE, CALM))


def test_only_who_answers_is_asked() -> None:
    assert ["not-liable"] == codes(evolve(SENDING, person="O-1"))
    assert [] == codes(evolve(SENDING, debtors=["O-17", "O-1"], person="O-1"))
    beside = Sending.of(evolve(ACTION, to=("T-1", "O-17")), MESSAGE, CALM, person="O-17")
    assert [] == codes(beside)
    assert "T-1" == Sending.of(evolve(ACTION, to=("T-1", "O-17")), MESSAGE, CALM).person


def test_one_of_several_owners_is_asked_where_the_persons_are_named() -> None:
    assert ["not-liable"] == codes(Sending.of(ACTION, MESSAGE, CALM, "P-2"))
    together = Sending.of(ACTION, MESSAGE, CALM, "P-2", debtors=["P-1", "P-2"])
    assert [] == codes(together)
    assert "P-1" == Sending.of(ACTION, MESSAGE, CALM, debtors=["P-1", "P-2"]).person


def test_a_relative_is_asked_with_consent_alone_and_never_told_the_debt() -> None:
    relative = evolve(MESSAGE, to="phone-2", party="relative", tells_debt=False)
    consent = Consent("phone-2", date(2026, 1, 1), evidence="签字")
    profile = Profile(contacts=History(consents=[consent]))
    rules = ContactRules(third_parties=True)

    def found(text: str, profile: Profile) -> list[str]:
        sending = evolve(SENDING, contact=relative, text=text)
        return [each.code for each in check(sending, profile, rules, at=NOON)]

    assert ["third-party"] == codes(evolve(SENDING, contact=relative, text="请本人与前台联系"))
    assert ["no-separate-consent"] == found("请转告本人与前台联系", Profile())
    assert [] == found("请转告本人与前台联系", profile)
    assert ["debt-told-to-another"] == found("他还有物业费未缴", profile)
    assert ["debt-told-to-another"] == found("请转告交280元", profile)


@pytest.mark.parametrize(
    "text", ["合计280.00元", "共¥280", "欠八百四十元", "一共 1,200 元", "280.00"]
)
def test_a_guard_or_a_repairman_names_no_amount(text: str) -> None:
    visit = Contact("visit", "door", party="debtor", tells_debt=True)
    word = evolve(SENDING, means="visit", contact=visit, text=text)

    assert [] == codes(word)
    for by in ("guard", "repair"):
        (finding,) = check(evolve(word, by=by), Profile(), RULES, at=NOON)
        assert "amount-by-bystander" == finding.code
        assert not finding.cite.verified
        assert finding.says.endswith("（谨慎做法，非法律规定）")
        assert [] == codes(evolve(word, by=by, text="您好，请有空到前台核对一下账单"))


def test_a_number_of_months_or_a_day_is_no_amount() -> None:
    visit = Contact("visit", "door", party="debtor", tells_debt=True)
    text = "2026.10.25已出3个月账单，请到1号楼前台核对，电话12345678"

    assert [] == codes(evolve(SENDING, means="visit", contact=visit, by="guard", text=text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("温馨提示：如您尚未缴纳本季度物业费，请抽空到前台办理。", []),
        ("温馨提示：您家本季度物业费840.00元尚未缴纳。", ["shown-to-all"]),
        ("请于2026-12-25前到前台，电话010-88881234", []),
        ("3-1-502请交物业费", ["shown-to-all"]),
        ("3栋502请交物业费", ["shown-to-all"]),
        ("502室请交物业费", ["shown-to-all"]),
        ("O-17请交物业费", ["shown-to-all"]),
    ],
)
def test_a_notice_on_the_door_shows_neither_name_room_nor_amount(
    text: str, expected: list[str]
) -> None:
    paper = Contact("letter", "door", party="debtor", tells_debt=False)

    assert expected == codes(evolve(SENDING, means="door-notice", contact=paper, text=text))


def test_an_id_that_is_but_a_number_is_not_looked_for_in_days() -> None:
    paper = Contact("letter", "door", party="debtor", tells_debt=False)
    door = evolve(
        SENDING, means="door-notice", contact=paper, text="请于17日前来前台，100号窗口",
        debtors=["17", "T-1"], person="17",
    )  # fmt: skip

    assert [] == codes(door)
    assert ["shown-to-all"] == codes(evolve(door, debtors=["17", "100"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不交将影响您的征信", "credit-threat"),
        ("逾期加收滞纳金", "surcharge-word"),
        ("再不交就停电", "cut-off-threat"),
        ("将停用您的电梯卡", "access-threat"),
        ("将公布欠费名单", "publication-threat"),
    ],
)
def test_words_that_threaten_stop_it(text: str, expected: str) -> None:
    assert expected in codes(evolve(SENDING, text=text))


def test_the_fourth_answered_call_of_a_day_and_the_seventh_try_stop() -> None:
    call = Contact("call", "phone-1", party="debtor", tells_debt=True)
    ringing = evolve(SENDING, means="phone", contact=call)

    def after(answered: int, tried: int) -> list[str]:
        made = [Made(call, NOON, answered=n < answered) for n in range(tried)]
        return codes(ringing, Profile(contacts=History(made=made)))

    assert [] == after(2, 5)
    assert ["calls-a-day"] == after(3, 3)
    assert ["attempts-a-day"] == after(0, 6)


@pytest.mark.parametrize("measure", Measure)
def test_a_measure_that_goes_with_it_stops_it_unless_the_law_allows_it(measure: Measure) -> None:
    verdict = assess(measure, "全国", TODAY)
    found = check(evolve(SENDING, measures=[measure.value]), Profile(), RULES, at=NOON)
    if verdict.verdict is Verdict.ALLOWED:
        assert () == found
    else:
        (finding,) = found
        assert (measure.value, True) == (finding.code, finding.stops)
        assert verdict.cites[0] == finding.cite
        prohibited = verdict.verdict is Verdict.PROHIBITED
        word = "禁止" if prohibited else "高风险，没有依据"
        assert f"{word}：{verdict.says}；改为：{verdict.alternative}" == finding.says
        assert verdict.alternative


def test_a_list_of_measures_is_read_in_its_order() -> None:
    taught = ["call-repeatedly", "letter", "ask-neighbours", "name-on-board", "lift-card"]

    assert ["call-repeatedly", "ask-neighbours", "name-on-board", "lift-card"] == [
        each.code for each in forbidden(taught, on=TODAY)
    ]
    with pytest.raises(UnknownError, match="no such measure"):
        forbidden(["pigeon"], on=TODAY)
    with pytest.raises(UnknownError):
        evolve(SENDING, measures=["pigeon"])


def test_a_contact_of_another_channel_than_the_means_is_refused() -> None:
    with pytest.raises(RuleError, match="another channel"):
        evolve(SENDING, means="phone")


def test_neither_the_words_nor_the_number_stand_in_a_repr() -> None:
    assert "280.00" not in repr(SENDING)
    assert "phone-1" not in repr(SENDING)


# -- never broken ------------------------------------------------------------------------------------

CHANNELS = get_args(Channel)
HALTS = get_args(Halt)
MEANS_OF = {"call": "phone", "sms": "message", "wechat": "wechat", "visit": "visit",
            "letter": "letter"}  # fmt: skip
minutes = st.integers(0, 4 * 24 * 60)
past = st.lists(
    st.tuples(st.sampled_from(CHANNELS), st.sampled_from(["a", "b"]), minutes, st.booleans())
)
halts = st.lists(
    st.tuples(st.sampled_from(HALTS), st.integers(0, 4), st.integers(1, 5)), max_size=2
)


def oracle(
    channel: str,
    to: str,
    now: int,
    before: Sequence[tuple[str, str, int, bool]],
    stopped: Sequence[tuple[str, int, int]],
) -> bool:
    """Whether the rules let it go, in whole minutes since a midnight."""
    day = now // 1440
    if any(since <= day < since + lasts for _, since, lasts in stopped):
        return False
    if channel != "letter" and not 540 <= now % 1440 < 1200:
        return False
    calls = [b for b in before if b[0] == "call" and b[2] // 1440 == day and b[2] <= now]
    if channel == "call" and (sum(b[3] for b in calls) > 2 or sum(b[1] == to for b in calls) > 5):
        return False
    texts = [b[2] for b in before if b[0] in {"sms", "wechat"} and b[2] <= now]
    return channel not in {"sms", "wechat"} or not texts or now - max(texts) >= 1440


@given(st.sampled_from(CHANNELS), st.sampled_from(["a", "b"]), minutes, past, halts)
def test_what_passes_is_what_the_rules_let_pass(
    channel: Channel,
    to: str,
    now: int,
    before: list[tuple[Channel, str, int, bool]],
    stopped: list[tuple[Halt, int, int]],
) -> None:
    midnight = datetime(2026, 12, 1, tzinfo=CHINA)
    made = [
        Made(
            Contact(c, t, party="debtor", tells_debt=True),
            midnight + timedelta(minutes=m),
            answered=a,
        )
        for c, t, m, a in before
    ]
    first = midnight.date()
    stops = [
        Stop(halt, first + timedelta(days=since), until=first + timedelta(days=since + lasts))
        for halt, since, lasts in stopped
    ]
    contact = Contact(channel, to, party="debtor", tells_debt=True)
    sending = evolve(SENDING, means=MEANS_OF[channel], contact=contact)
    profile = Profile(contacts=History(made=made, stops=stops))
    found = check(sending, profile, RULES, at=midnight + timedelta(minutes=now))

    assert oracle(channel, to, now, before, stopped) == (not any(f.stops for f in found))


@given(halts, st.sampled_from(["message", "phone", "letter", "door-notice"]), st.booleans())
def test_what_is_decided_passes_the_last_gate(
    stopped: list[tuple[Halt, int, int]], way: str, demand: bool
) -> None:
    """With equal facts on who may not be asked, nothing decided is stopped at noon."""
    first = BILL.due + timedelta(days=1)
    stops = [
        Stop(
            halt, first + timedelta(days=since - 2), until=first + timedelta(days=since + lasts - 2)
        )
        for halt, since, lasts in stopped
    ]
    profile = Profile(contacts=History(stops=stops))
    deadline = 15 if demand and way == "letter" else None
    policy = Policy("一步", [Stage("一", When(), [way], deadline=deadline)], since=TODAY)
    decision = decide(Account.of([BILL]).on(first), policy, profile=profile)
    for action in decision.actions:
        channel = MEANS[action.means].channel
        assert channel is not None
        named = MEANS[action.means].named
        contact = Contact(
            channel, "", party="debtor", tells_debt=named, demand=action.deadline is not None
        )
        sending = Sending.of(action, contact, CALM if named else "温馨提示：请留意交费时间")
        at = datetime.combine(first, time(12), CHINA)
        assert [] == [found.code for found in check(sending, profile, RULES, at=at) if found.stops]
    stopping = any(stop.since <= first < (stop.until or first) for stop in stops)
    assert decision.actions or stopping
