"""Deliveries: what counts as delivered, from which day, and what to try next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import community
from wuye import Period, fees
from wuye.errors import PeriodError, RuleError
from wuye.fees import Announcement, Delivery
from wuye.fees.papers.deliveries import FALLBACKS, Channel, Failure, Recipient
from wuye.law.interruptions import Evidence

BILL = community.october().of_unit("3-1-502")[0]
DAY = date(2026, 10, 3)


def attempt(channel: Channel = "mailbox", on: date = DAY, **more: Any) -> Delivery:
    told: dict[str, Any] = {"proof": "照片 3"} | more
    return Delivery(bill=BILL.id, channel=channel, on=on, **told)


@pytest.mark.parametrize(
    ("channel", "recipient", "evidence", "arrived"),
    [
        ("hand", "owner", Evidence.SIGNED, True),
        ("hand", "occupier", Evidence.SIGNED, True),
        ("hand", "adult-at-home", Evidence.SIGNED, True),
        ("hand", "agent", Evidence.SIGNED, True),
        ("hand", "other", Evidence.UNPROVEN, False),
        ("registered", "owner", Evidence.MESSAGE, True),
        ("registered", "other", Evidence.UNPROVEN, False),
        ("mailbox", "nobody", Evidence.DELIVERED, True),
        ("message", "nobody", Evidence.MESSAGE, True),
        ("wechat", "nobody", Evidence.MESSAGE, True),
        ("email", "nobody", Evidence.MESSAGE, True),
        ("app", "nobody", Evidence.MESSAGE, True),
        ("door", "nobody", Evidence.POSTED, False),
        ("lobby", "nobody", Evidence.POSTED, False),
    ],
)
def test_what_each_way_of_delivery_proves(
    channel: Channel, recipient: Recipient, evidence: Evidence, arrived: bool
) -> None:
    made = attempt(channel, recipient=recipient)

    assert evidence == made.evidence
    assert arrived is made.arrived
    assert (made if arrived else None) == fees.delivered(BILL, [made])


@pytest.mark.parametrize("proof", ["", "   "])
def test_without_proof_nothing_is_delivered(proof: str) -> None:
    assert Evidence.UNPROVEN == attempt(proof=proof).evidence
    assert fees.delivered(BILL, [attempt(proof=proof)]) is None


def test_clocks_start_from_the_first_good_delivery() -> None:
    failed = attempt("message", DAY, failed="number-changed")
    door = attempt("door", DAY + timedelta(days=1))
    letter = attempt("registered", DAY + timedelta(days=5))
    later = attempt("hand", DAY + timedelta(days=9), recipient="owner")
    other = evolve(letter, bill="2026-10:S-01:O-18", on=DAY)

    assert letter == fees.delivered(BILL, [later, other, letter, door, failed])
    assert fees.delivered(BILL, []) is None
    assert fees.delivered(BILL, [failed, door, other]) is None


def test_a_bill_is_not_delivered_before_it_was_entered() -> None:
    assert fees.delivered(BILL, [attempt(on=BILL.booked)])
    with pytest.raises(PeriodError, match="before it was entered"):
        fees.delivered(BILL, [attempt(on=BILL.booked - timedelta(days=1))])


def test_an_instant_is_aware_and_of_the_day_in_china() -> None:
    late = datetime(2026, 10, 2, 16, 0, tzinfo=UTC)

    assert DAY == attempt(at=late).on
    with pytest.raises(PeriodError, match="another day"):
        attempt(at=late - timedelta(seconds=1))
    with pytest.raises(PeriodError, match="offset"):
        attempt(at=datetime(2026, 10, 3, 9, 0))  # noqa: DTZ001


@pytest.mark.parametrize(
    "wrong",
    [
        {"channel": "pigeon"},
        {"recipient": "dog"},
        {"failed": "bored"},
        {"channel": "hand"},
        {"failed": "refused", "recipient": "owner"},
    ],
)
def test_what_contradicts_itself_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleError):
        attempt(**wrong)


# -- what to try next -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failed", "reachable", "next_"),
    [
        ("vacant", ["message", "registered", "email"], "registered"),
        ("vacant", ["message", "email"], "email"),
        ("number-changed", ["message", "wechat", "registered"], "wechat"),
        ("number-changed", ["message", "registered"], "registered"),
        ("refused", ["hand", "mailbox"], "lobby"),
        ("moved", ["message"], "lobby"),
        ("bounced", ["wechat"], "wechat"),
    ],
)
def test_why_it_failed_decides_what_comes_next(
    failed: Failure, reachable: list[Channel], next_: Channel
) -> None:
    first: Channel = "mailbox" if failed == "vacant" else "message"
    made = [attempt(first, failed=failed)]

    assert next_ == fees.next_channel(BILL, made, reachable=reachable)


def test_the_first_attempt_is_the_first_that_is_reachable() -> None:
    assert "email" == fees.next_channel(BILL, [], reachable=["email", "hand"])
    assert fees.next_channel(BILL, [], reachable=[]) is None


def test_a_delivery_that_proves_nothing_is_followed_by_another() -> None:
    made = [attempt("door")]

    assert "registered" == fees.next_channel(BILL, made, reachable=["registered", "email"])


def test_nothing_follows_what_was_delivered() -> None:
    assert fees.next_channel(BILL, [attempt()], reachable=["hand"]) is None


def test_a_host_may_bring_its_own_rule() -> None:
    rule: dict[Failure, tuple[Channel, ...]] = {**FALLBACKS, "vacant": ("email",)}
    made = [attempt("mailbox", failed="vacant")]

    assert "email" == fees.next_channel(
        BILL, made, reachable=["registered", "email"], fallbacks=rule
    )


@given(
    st.lists(st.sampled_from([f for f in get_args(Failure) if f]), max_size=12),
    st.sets(st.sampled_from(get_args(Channel))),
)
def test_trying_on_never_repeats_a_channel_and_comes_to_an_end(
    failures: list[Failure], reachable: set[Channel]
) -> None:
    order = sorted(reachable)
    made: list[Delivery] = []
    for n, failed in enumerate(failures):
        channel = fees.next_channel(BILL, made, reachable=order)
        if channel is None:
            break
        assert channel in {*reachable, "lobby"}
        assert channel not in {each.channel for each in made}
        made.append(attempt(channel, DAY + timedelta(days=n), failed=failed))
    assert len(made) <= len(reachable) + 1


def test_each_rule_ends_with_the_notice_that_names_nobody() -> None:
    assert set(get_args(Failure)) == set(FALLBACKS)
    assert {"lobby"} == {order[-1] for order in FALLBACKS.values()}
    assert not any("door" in order for order in FALLBACKS.values())


# -- the lobby --------------------------------------------------------------------------------------


def announced(**more: Any) -> Announcement:
    told: dict[str, Any] = {
        "project": "锦苑",
        "creditor": "锦苑物业",
        "period": Period.month(2026, 10),
        "counter": "物业服务中心",
        "telephone": "010-00000000",
        "on": DAY,
    }
    return Announcement(**(told | more))


def test_a_lobby_notice_names_nobody_and_no_amount() -> None:
    told = announced()

    for text in (told.text(), told.html(), told.text("en"), told.html("en")):
        assert "锦苑" in text
        assert "010-00000000" in text
        for hidden in ("赵", "3-1-502", "300", "¥", "元", BILL.id):
            assert hidden not in text
    assert "2026年10月1日至2026年10月31日" in told.text()
    assert ["个人信息保护法第25条（2021-11-01）"] == [str(cite) for cite in told.cites]


@pytest.mark.parametrize("name", ["project", "creditor", "counter", "telephone"])
def test_a_lobby_notice_says_whom_to_ask(name: str) -> None:
    with pytest.raises(RuleError) as error:
        announced(**{name: ""})

    assert [name] == error.value.value


def test_a_lobby_notice_is_escaped() -> None:
    assert "<script" not in announced(counter="<script>x</script>").html()
