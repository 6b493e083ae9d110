"""The desk: who gets a ticket, who may see it, where it came from."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from desk import START, ticket
from wuye.authority import Grant, Right, Role, Staff
from wuye.disputes import complaints
from wuye.disputes.complaints import CHANNELS, REASONS, Feedback, Reason, Route, reply_form
from wuye.errors import RuleError, UnknownError
from wuye.estate import Person
from wuye.law.contact import Hours

ON = date(2026, 11, 3)
WHO = Person("O-17", name="赵某某", phone="13800000017")
MANAGER = Staff("S-1", [(date(2026, 1, 1), [Role("主管", [Grant(Right.SEE_PERSONAL_DATA)])])])
GUARD = Staff("S-2", [(date(2026, 1, 1), [Role("保安", [])])])


# -- who gets it --------------------------------------------------------------------------

ROUTES = [
    Route("leak", "工程部", person="S-9", urgency="emergency"),
    Route("leak", "工程部"),
    Route("cleaning", "环境部", person="S-4"),
]


@pytest.mark.parametrize(
    ("category", "urgency", "expected"),
    [
        ("leak", "emergency", ("工程部", "S-9")),
        ("leak", "ordinary", ("工程部", "")),
        ("leak", "priority", ("工程部", "")),
        ("cleaning", "emergency", ("环境部", "S-4")),
    ],
)
def test_the_first_route_that_fits_takes_it(
    category: str, urgency: str, expected: tuple[str, str]
) -> None:
    found = complaints.route(ticket(category=category, urgency=urgency), ROUTES)

    assert expected == (found.department, found.person)


def test_a_category_that_nobody_handles_is_an_error() -> None:
    with pytest.raises(UnknownError, match="'lift'; add a route; there are leak, cleaning"):
        complaints.route(ticket(category="lift"), ROUTES)


# -- who may see it -----------------------------------------------------------------------

SAYS = "我是3-1-502的赵某某，电话13800000017，找过王某，她的电话是139 0000 0018，已等30分钟"


def test_what_is_forwarded_does_not_say_who_complained() -> None:
    seen = complaints.shown(ticket(kind="complaint", reporter=WHO, says=SAYS))
    told = f"{seen.unit}{seen.reporter}{seen.name}{seen.phone}{seen.says}"

    assert ("3-*-***", "", "赵**", "138****0017") == (
        seen.unit,
        seen.reporter,
        seen.name,
        seen.phone,
    )
    for secret in ("502", "O-17", "赵某", "13800000017", "0000 0018"):
        assert secret not in told
    assert "30分钟" in seen.says


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("3号楼1单元502室漏水", "3号楼1单元***室漏水"),
        ("欠1502元", "欠1502元"),
        ("电话１３９００００００１８", "电话１３９****００１８"),
        ("电话139.0000.0018", "电话139****0018"),
        ("电话010—6512—3456", "电话010****3456"),
    ],
)
def test_rooms_and_numbers_are_hidden_however_they_are_written(says: str, expected: str) -> None:
    assert expected == complaints.shown(ticket(reporter=WHO, says=says)).says


def test_in_full_it_is_shown_to_who_may_see_and_the_repr_hides_it_still() -> None:
    seen = complaints.unmasked(ticket(reporter=WHO, says=SAYS), to=MANAGER, on=ON)

    assert ("3-1-502", "O-17", "赵某某", "13800000017", SAYS) == (
        seen.unit,
        seen.reporter,
        seen.name,
        seen.phone,
        seen.says,
    )
    for secret in ("502", "赵某", "13800000017"):
        assert secret not in repr(seen)


@pytest.mark.parametrize(
    ("staff", "day", "reason"),
    [(GUARD, ON, "no-right"), (MANAGER, date(2025, 12, 31), "no-post")],
)
def test_nobody_else_sees_it_in_full(staff: Staff, day: date, reason: str) -> None:
    with pytest.raises(RuleError, match=f"may not see who reported this: {reason}") as caught:
        complaints.unmasked(ticket(reporter=WHO, says=SAYS), to=staff, on=day)

    assert staff.id in str(caught.value)
    assert not any(secret in str(caught.value) for secret in ("502", "赵", "O-17"))


def test_one_without_a_name_can_be_shown_too() -> None:
    nameless = ticket(unit="", says="路灯不亮")

    assert ("", "", "路灯不亮") == (
        (seen := complaints.shown(nameless)).unit,
        seen.name,
        seen.says,
    )
    assert "" == complaints.unmasked(nameless, to=MANAGER, on=ON).reporter


# -- where it came from -------------------------------------------------------------------


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("wants", ["complaint", "repair"])
def test_feedback_from_any_channel_opens_a_ticket(channel: str, wants: Any) -> None:
    said = Feedback(
        id="F-1",
        channel=channel,
        at=START,
        wants=wants,
        says="漏水",
        category="leak",
        unit="3-1-502",
        reporter=WHO,
    )

    expected = ticket(kind=wants, channel=channel, says="漏水", reporter=WHO, urgency="emergency")
    assert expected == said.opens("T-1", urgency="emergency")


@pytest.mark.parametrize("wants", ["question", "suggestion", "praise"])
def test_what_asks_for_no_work_opens_no_ticket(wants: Any) -> None:
    said = Feedback(id="F-1", channel="phone", at=START, wants=wants, says="谢谢", category="other")

    with pytest.raises(RuleError, match="F-1: this feedback is no complaint and no repair"):
        said.opens("T-1")


def test_feedback_does_not_show_who_gave_it() -> None:
    said = Feedback(
        id="F-1", channel="app", at=START, wants="repair", says=SAYS, unit="3-1-502", reporter=WHO
    )

    assert not any(secret in repr(said) for secret in ("502", "赵某", "13800000017"))
    with pytest.raises(UnknownError, match="no such category: ''"):
        said.opens("T-1")


@pytest.mark.parametrize(
    ("reason", "kind", "category"),
    [
        ("service", "complaint", "other"),
        ("repair-open", "repair", "other"),
        ("amount", "complaint", "fees"),
        ("already-paid", "complaint", "fees"),
        ("staff", "complaint", "staff"),
    ],
)
def test_a_reply_form_that_comes_back_opens_its_complaint(
    reason: str, kind: str, category: str
) -> None:
    form = reply_form(
        "R-1",
        letter="L-7",
        reason=reason,
        at=START,
        unit="3-1-502",
        call_within=Hours(time(18), time(20)),
    )
    opened = form.opens("T-1")

    assert (kind, category, "reply-form", START) == (
        opened.kind,
        opened.category,
        opened.channel,
        opened.at,
    )
    assert (REASONS[reason].name, "L-7", time(18)) == (
        opened.says,
        form.letter,
        form.call_within and form.call_within.start,
    )


def test_what_the_resident_wrote_and_the_category_that_the_desk_gives_come_first() -> None:
    form = reply_form(
        "R-1", letter="L-7", reason="repair-open", at=START, unit="1", says="厨房漏水"
    )

    assert ("厨房漏水", "leak") == (
        (opened := form.opens("T-1", category="leak")).says,
        opened.category,
    )


def test_difficulty_in_paying_is_no_complaint_and_unknown_reasons_are_refused() -> None:
    hard = reply_form("R-1", letter="L-7", reason="hardship", at=START, unit="1")

    with pytest.raises(RuleError, match="answer it"):
        hard.opens("T-1")
    with pytest.raises(UnknownError, match=r"L-7: no such reason on the form: 'rain'; .*'service'"):
        reply_form("R-1", letter="L-7", reason="rain", at=START, unit="1")
    own = {"rain": Reason("漏雨", "repair", "leak")}
    assert (
        "repair"
        == reply_form("R-1", letter="L-7", reason="rain", at=START, unit="1", reasons=own)
        .opens("T-1")
        .kind
    )
