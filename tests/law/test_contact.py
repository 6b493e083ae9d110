"""Contact: boundaries at the minute, who is not approached, what is erased."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wuye.dates import CHINA, in_china
from wuye.errors import PeriodError, RuleError
from wuye.law.contact import (
    FINANCE_HOURS,
    Channel,
    Consent,
    Contact,
    ContactRules,
    Halt,
    History,
    Hours,
    Limit,
    Made,
    Party,
    Stop,
    permitted,
    retention,
)
from wuye.law.reference import Source

TODAY = date(2026, 10, 1)
NOON = datetime(2026, 10, 1, 12, tzinfo=CHINA)
RULES = ContactRules()
NOTHING = History()
CALL = Contact("call", "phone-1", party="debtor", tells_debt=True)
OTHER_CALL = evolve(CALL, to="phone-2")
SMS = evolve(CALL, channel="sms")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-10-01T{text}+08:00")


def codes(
    contact: Contact,
    history: History = NOTHING,
    rules: ContactRules = RULES,
    when: datetime = NOON,
) -> list[str]:
    return [finding.code for finding in permitted(contact, history, rules, at=when)]


# -- hours ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("08:59:59.999999", ["outside-hours"]),
        ("09:00:00", []),
        ("19:59:59.999999", []),
        ("20:00:00", ["outside-hours"]),
    ],
)
@pytest.mark.parametrize("channel", ["call", "sms", "wechat", "visit"])
def test_hours_begin_and_end_at_the_minute(
    channel: Channel, when: str, expected: list[str]
) -> None:
    assert expected == codes(evolve(CALL, channel=channel), when=at(when))


@pytest.mark.parametrize(("when", "expected"), [("07:59", ["outside-hours"]), ("08:00", []),
                                               ("21:59", []), ("22:00", ["outside-hours"])])  # fmt: skip
def test_a_host_may_take_the_hours_of_the_finance_sector(when: str, expected: list[str]) -> None:
    assert expected == codes(CALL, rules=ContactRules(hours=FINANCE_HOURS), when=at(when))


def test_a_letter_knows_no_hours() -> None:
    assert [] == codes(evolve(CALL, channel="letter"), when=at("03:00"))


def test_the_hours_are_those_of_china_wherever_the_host_is() -> None:
    evening = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)  # 20:00 in China
    new_york = evening.astimezone(timezone(timedelta(hours=-4))) - timedelta(minutes=1)

    assert ["outside-hours"] == codes(CALL, when=evening)
    assert [] == codes(CALL, when=new_york)


def test_an_instant_without_its_offset_is_refused() -> None:
    naive = datetime(2026, 10, 1, 12)  # noqa: DTZ001
    with pytest.raises(PeriodError, match="offset"):
        permitted(CALL, History(), RULES, at=naive)
    with pytest.raises(PeriodError):
        Made(CALL, naive)
    with pytest.raises(PeriodError):
        in_china(TODAY)  # type: ignore[arg-type]


def test_the_default_hours_say_that_they_are_prudence_and_no_law() -> None:
    (prudent,) = permitted(CALL, History(), RULES, at=at("21:00"))
    (finance,) = permitted(CALL, History(), ContactRules(hours=FINANCE_HOURS), at=at("23:00"))

    assert not prudent.cite.verified
    assert not finance.cite.verified
    assert prudent.says.endswith("（谨慎做法，非法律规定）")
    assert finance.says.endswith("贷后催收风控指引》，未核实）")


def test_a_verified_limit_is_told_without_doubt() -> None:
    clause = Source("前期物业服务合同", since=date(2024, 1, 1)).article("12", "10:00至18:00")
    rules = ContactRules(hours=Limit(Hours(time(10), time(18)), clause))
    (finding,) = permitted(CALL, History(), rules, at=at("18:00"))

    assert "此时18:00，不在10:00至18:00之间" == finding.says
    assert clause.cite == finding.cite


@pytest.mark.parametrize(("start", "end"), [(20, 9), (9, 9)])
def test_hours_that_do_not_rise_are_refused(start: int, end: int) -> None:
    with pytest.raises(RuleError):
        Hours(time(start), time(end))


# -- counts -----------------------------------------------------------------------------------


def calls(answered: int, tried: int, contact: Contact = CALL) -> History:
    made = [Made(contact, at(f"10:{n:02}"), answered=n < answered) for n in range(tried)]
    return History(made=made)


def test_after_three_answered_calls_the_day_is_over_on_every_number() -> None:
    assert [] == codes(CALL, calls(2, 2))
    assert ["calls-a-day"] == codes(CALL, calls(3, 3))
    assert ["calls-a-day"] == codes(OTHER_CALL, calls(3, 3))


def test_after_six_attempts_the_number_is_left_alone_but_not_another() -> None:
    assert [] == codes(CALL, calls(0, 5))
    assert ["attempts-a-day"] == codes(CALL, calls(0, 6))
    assert [] == codes(OTHER_CALL, calls(0, 6))


def test_calls_do_not_stop_a_message() -> None:
    assert [] == codes(SMS, calls(3, 6))


def test_a_day_ends_at_midnight_in_china() -> None:
    """23:59 on the 30th in China is still the 30th in UTC, and 07:59 on the 1st too."""
    yesterday = [Made(CALL, datetime(2026, 9, 30, 15, 59, tzinfo=UTC), answered=True)] * 3
    today = [Made(CALL, datetime(2026, 9, 30, 16, 0, tzinfo=UTC), answered=True)] * 3

    assert [] == codes(CALL, History(made=tuple(yesterday)))
    assert ["calls-a-day"] == codes(CALL, History(made=tuple(today)))


def test_what_was_done_later_is_not_looked_at() -> None:
    """The third call was at 10:02."""
    assert [] == codes(CALL, calls(3, 3), when=at("10:01:59"))
    assert ["calls-a-day"] == codes(CALL, calls(3, 3), when=at("10:02"))


@pytest.mark.parametrize("first", ["sms", "wechat"])
def test_exactly_a_day_after_a_message_the_next_may_go(first: Channel) -> None:
    history = History(made=(Made(evolve(CALL, channel=first), NOON),))
    day = timedelta(days=1)

    assert ["too-soon"] == codes(SMS, history, when=NOON + day - timedelta(minutes=1))
    assert [] == codes(SMS, history, when=NOON + day)
    assert [] == codes(CALL, history, when=NOON + timedelta(hours=1))


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 6))
def test_one_more_call_never_permits_what_was_forbidden(
    answered: int, tried: int, more: int
) -> None:
    answered = min(answered, tried)
    before = set(codes(CALL, calls(answered, tried)))

    assert before <= set(codes(CALL, calls(answered, tried + more)))


# -- stops ------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", get_args(Channel))
def test_do_not_contact_stops_every_channel_from_its_day(channel: Channel) -> None:
    contact = evolve(CALL, channel=channel)

    assert ["do-not-contact"] == codes(contact, History(stops=(Stop("do-not-contact", TODAY),)))
    tomorrow = Stop("do-not-contact", TODAY + timedelta(days=1))
    assert [] == codes(contact, History(stops=(tomorrow,)))


def test_a_stop_holds_until_before_its_last_day() -> None:
    def until(day: date) -> History:
        return History(stops=(Stop("dispute", date(2026, 9, 1), until=day),))

    assert [] == codes(CALL, until(TODAY))
    assert ["dispute"] == codes(CALL, until(TODAY + timedelta(days=1)))


def test_a_stop_may_be_for_one_number_or_one_channel() -> None:
    number = History(stops=(Stop("do-not-contact", TODAY, to="phone-1"),))
    channel = History(stops=(Stop("complaint", TODAY, channels=("call",)),))

    assert (["do-not-contact"], []) == (codes(CALL, number), codes(OTHER_CALL, number))
    assert (["complaint"], []) == (codes(CALL, channel), codes(SMS, channel))


DEMAND = Contact("letter", "address-1", party="debtor", tells_debt=True, demand=True)


@pytest.mark.parametrize("reason", sorted(set(get_args(Halt)) - {"deceased"}))
def test_a_halt_lets_the_written_demand_through_and_says_so(reason: Halt) -> None:
    history = History(stops=(Stop(reason, TODAY),))
    (demand,) = permitted(DEMAND, history, RULES, at=NOON)
    (letter,) = permitted(evolve(DEMAND, demand=False), history, RULES, at=NOON)

    assert (reason, False, "944-2") == (demand.code, demand.stops, demand.cite.article)
    assert "书面催告仍可寄送" in demand.says
    assert "第195条" in demand.says
    assert (reason, True) == (letter.code, letter.stops)


def test_a_demand_is_not_sent_to_who_has_died() -> None:
    (found,) = permitted(DEMAND, History(stops=(Stop("deceased", TODAY),)), RULES, at=NOON)

    assert found.stops


@pytest.mark.parametrize(("channel", "party"), [("sms", "debtor"), ("letter", "relative")])
def test_a_written_demand_is_a_letter_to_the_debtor(channel: Channel, party: Party) -> None:
    with pytest.raises(RuleError, match="channel='letter'"):
        evolve(DEMAND, channel=channel, party=party)
    assert evolve(DEMAND, party="agent").demand


# -- third parties ------------------------------------------------------------------------------

RELATIVE = Contact("call", "phone-9", party="relative", tells_debt=False)
OPEN = ContactRules(third_parties=True)


@pytest.mark.parametrize("party", ["relative", "employer", "other"])
def test_third_parties_are_not_contacted_by_default(party: Party) -> None:
    """Trap 13: calling relatives or the employer."""
    (finding,) = permitted(evolve(RELATIVE, party=party), History(), RULES, at=NOON)

    assert ("third-party", "23", True) == (finding.code, finding.cite.article, finding.stops)


@pytest.mark.parametrize("party", ["debtor", "agent"])
def test_the_debtor_and_an_agent_are_no_third_parties(party: Party) -> None:
    assert [] == codes(evolve(CALL, party=party))


def test_a_third_party_needs_separate_consent_for_that_number_on_that_day() -> None:
    def with_consent(consent: Consent) -> list[str]:
        return codes(RELATIVE, History(consents=(consent,)), OPEN)

    tomorrow = TODAY + timedelta(days=1)
    assert ["no-separate-consent"] == codes(RELATIVE, rules=OPEN)
    assert [] == with_consent(Consent("phone-9", TODAY, evidence="scan-1"))
    assert [] == with_consent(Consent("phone-9", TODAY, evidence="scan-1", withdrawn=tomorrow))
    assert ["no-separate-consent"] == with_consent(Consent("phone-8", TODAY, evidence="scan-1"))
    assert ["no-separate-consent"] == with_consent(Consent("phone-9", tomorrow, evidence="scan-1"))
    assert ["no-separate-consent"] == with_consent(
        Consent("phone-9", TODAY, evidence="scan-1", withdrawn=TODAY)
    )


@pytest.mark.parametrize("evidence", ["", " "])
def test_consent_without_evidence_does_not_hold(evidence: str) -> None:
    assert not Consent("phone-9", TODAY, evidence=evidence).holds("phone-9", TODAY)
    assert not Consent("phone-9", TODAY).holds("phone-9", TODAY)
    assert Consent("phone-9", TODAY, evidence="scan-1").holds("phone-9", TODAY)


def test_consent_does_not_permit_while_the_rules_do_not() -> None:
    assert ["third-party"] == codes(
        RELATIVE, History(consents=(Consent("phone-9", TODAY, evidence="scan-1"),))
    )


def test_a_third_party_is_never_told_the_debt() -> None:
    told = evolve(RELATIVE, tells_debt=True)
    history = History(consents=(Consent("phone-9", TODAY, evidence="scan-1"),))

    assert ["debt-told-to-another"] == codes(told, history, OPEN)


def test_numbers_are_not_printed() -> None:
    history = History(
        made=(Made(CALL, NOON),), consents=(Consent("phone-1", TODAY),),
        stops=(Stop("dispute", TODAY, to="phone-1"),),
    )  # fmt: skip

    assert "phone-1" not in repr(history)


def test_a_channel_that_is_not_known_is_refused() -> None:
    with pytest.raises(RuleError, match="wechat"):
        Contact("fax", "1", party="debtor", tells_debt=True)  # type: ignore[arg-type]


# -- retention ----------------------------------------------------------------------------------


def test_records_are_erased_after_their_months_and_proof_is_kept() -> None:
    old, proof = Made(CALL, NOON), Made(CALL, NOON, proof=True)
    history, rules = History(made=(old, proof)), ContactRules(keep_months=6)

    assert () == retention(history, rules, on=date(2027, 4, 1)).erase
    assert (old,) == retention(history, rules, on=date(2027, 4, 2)).erase


def test_how_long_to_keep_has_no_default() -> None:
    with pytest.raises(RuleError, match="个人信息保护法 19"):
        retention(History(), RULES, on=TODAY)
