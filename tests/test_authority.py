"""Authority: limits, four eyes, change of post, and how long a sign-in is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye import Money
from wuye.authority import (
    Grant,
    Lockout,
    LockoutPolicy,
    Right,
    Role,
    Staff,
    act,
    lockout,
    may,
)
from wuye.errors import InexactError, PeriodError, RuleError

START, ON = date(2026, 1, 1), date(2026, 11, 3)
CASHIER = Role(
    "收银员",
    [
        Grant(Right.TAKE_MONEY),
        Grant(Right.WAIVE, alone="1.00", most="500.00", approved_by=["项目经理"]),
    ],
)
MANAGER = Role("项目经理", [Grant(Right.WAIVE, alone="300.00"), Grant(Right.SEE_PERSONAL_DATA)])
DIRECTOR = Role("总经理", [Grant(Right.WAIVE)])
WANG = Staff("S-1", [(START, [CASHIER])], name="王某某")
LI = Staff("S-2", [(START, [MANAGER])], name="李某")
ZHAO = Staff("S-3", [(START, [DIRECTOR])])


@pytest.mark.parametrize(
    ("staff", "right", "amount", "expected"),
    [
        (WANG, Right.TAKE_MONEY, "100000", "within-authority"),
        (WANG, Right.WAIVE, "1.00", "within-authority"),
        (WANG, Right.WAIVE, "1.01", "needs-approval"),
        (WANG, Right.WAIVE, "500.00", "needs-approval"),
        (WANG, Right.WAIVE, "500.01", "above-limit"),
        (WANG, Right.REFUND, "1.00", "no-right"),
        (LI, Right.WAIVE, "300.00", "within-authority"),
        (LI, Right.WAIVE, "300.01", "above-limit"),
        (LI, Right.WAIVE, "-300.01", "above-limit"),
        (LI, Right.SEE_PERSONAL_DATA, None, "within-authority"),
        (ZHAO, Right.SEE_PERSONAL_DATA, None, "no-right"),
    ],
)
def test_a_right_goes_as_far_as_its_limits(
    staff: Staff, right: Right, amount: str | None, expected: str
) -> None:
    verdict = may(staff, right, amount, on=ON)

    assert expected == verdict.reason
    assert (expected == "within-authority") == verdict.allowed
    assert (("项目经理",) if expected == "needs-approval" else ()) == verdict.approved_by


def test_a_post_changes_on_its_day_and_ends_when_it_is_left() -> None:
    moving = Staff("S-4", [(START, [CASHIER]), (ON, [MANAGER]), (ON + timedelta(30), [])])

    def reason(day: date) -> str:
        return may(moving, Right.WAIVE, "200.00", on=day).reason

    assert "no-post" == reason(START - timedelta(1))
    assert "needs-approval" == reason(ON - timedelta(1))
    assert "within-authority" == reason(ON)
    assert "no-post" == reason(ON + timedelta(30))


def test_of_several_roles_the_one_that_lets_most_counts() -> None:
    both = Staff("S-5", [(START, [CASHIER, MANAGER])])

    assert "within-authority" == may(both, Right.WAIVE, "300.00", on=ON).reason
    assert "needs-approval" == may(both, Right.WAIVE, "300.01", on=ON).reason


def test_four_eyes_are_the_eyes_of_two() -> None:
    done = act(WANG, Right.WAIVE, "O-17", "8.00", on=ON, approver=LI, reason="抹零")

    assert ("S-1", "S-2", Money("8.00"), "抹零") == (
        done.by,
        done.approved_by,
        done.amount,
        done.reason,
    )
    with pytest.raises(RuleError, match="request of their own"):
        act(WANG, Right.WAIVE, "O-17", "8.00", on=ON, approver=WANG)
    with pytest.raises(RuleError, match="request of their own"):
        act(LI, Right.WAIVE, "O-17", "8.00", on=ON, approver=LI)


@pytest.mark.parametrize(
    ("staff", "right", "amount", "approver", "message"),
    [
        (WANG, Right.WAIVE, "8.00", None, "not allowed: needs-approval.*; by 项目经理"),
        (WANG, Right.WAIVE, "300.01", LI, "approver may not"),  # above the approver's own limit
        (WANG, Right.WAIVE, "8.00", ZHAO, "approver may not"),  # not the role asked for
        (WANG, Right.WAIVE, "600.00", ZHAO, "above-limit"),
        (WANG, Right.REFUND, "1.00", LI, "no-right"),
        (WANG, Right.TAKE_MONEY, "1.00", LI, "approver may not"),  # who has no such right
    ],
)
def test_what_is_not_allowed_is_refused_without_names(
    staff: Staff, right: Right, amount: str, approver: Staff | None, message: str
) -> None:
    with pytest.raises(RuleError, match=message) as caught:
        act(staff, right, "O-17", amount, on=ON, approver=approver)

    assert "王" not in str(caught.value)


def test_what_needs_no_approval_may_still_have_it() -> None:
    assert act(WANG, Right.TAKE_MONEY, "O-17", "80", on=ON).approved_by is None
    assert "S-3" == act(LI, Right.WAIVE, "O-17", "80", on=ON, approver=ZHAO).approved_by


@pytest.mark.parametrize(
    "limits",
    [
        {"alone": "-1"},
        {"alone": "5", "most": "4", "approved_by": ["x"]},
        {"alone": "5", "most": "0", "approved_by": ["x"]},
        {"most": "5", "approved_by": ["x"]},
        {"approved_by": ["x"]},
        {"alone": "5", "most": "6"},
    ],
)
def test_limits_that_contradict_each_other_are_refused(limits: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match="waive: the limits"):
        Grant(Right.WAIVE, **limits)


def test_a_role_grants_each_right_once_and_floats_are_no_limits() -> None:
    with pytest.raises(RuleError, match="granted twice"):
        Role("x", [Grant(Right.BILL), Grant(Right.BILL)])
    with pytest.raises(InexactError):
        Grant(Right.WAIVE, alone=1.5)  # type: ignore[arg-type]


def test_names_are_masked() -> None:
    assert "王某" not in repr(WANG)
    assert "王**" in repr(WANG)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_who_may_do_more_alone_may_do_less(one: int, other: int) -> None:
    less, more = sorted([one, other])
    allowed = [may(LI, Right.WAIVE, Money.of_fen(fen), on=ON).allowed for fen in (less, more)]

    assert [less <= 30000, more <= 30000] == allowed


# -- signing in --------------------------------------------------------------------------------

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)
POLICY = LockoutPolicy(failures=3, within=timedelta(minutes=15), lasting=timedelta(minutes=30))


def times(*minutes: float) -> list[datetime]:
    return [NOON + timedelta(minutes=minute) for minute in minutes]


def at(minute: float, *failures: float) -> Lockout:
    return lockout(times(*failures), POLICY, *times(minute))


@pytest.mark.parametrize(
    ("minute", "failures", "until", "left"),
    [
        (0, [], None, 3),
        (5, [0, 5], None, 1),
        (5, [0, 4, 5], 35, 0),
        (34.9, [0, 4, 5], 35, 0),
        (35, [0, 4, 5], None, 3),
        (15, [0, 1, 15], None, 1),  # the first is 15 minutes old
        (14.9, [0, 1, 14.9], 44.9, 0),
        (20, [0, 1], None, 3),
        (36, [0, 4, 5, 20, 21, 22, 36], None, 2),  # tries during a lockout count for nothing
        (5, [0, 4, 5, 6], 35, 0),  # what comes later is not seen
        (40, [35, 36, 37, 0, 4, 5], 67, 0),  # whatever their order
    ],
)
def test_failures_lock_a_sign_in_for_a_time(
    minute: float, failures: list[float], until: float | None, left: int
) -> None:
    expected = None if until is None else NOON + timedelta(minutes=until)

    assert Lockout(expected, left) == at(minute, *failures)


def test_instants_are_instants_whatever_their_offset() -> None:
    china = timezone(timedelta(hours=8))
    here = [time.astimezone(china) for time in times(0, 4, 5)]

    assert lockout(here, POLICY, NOON + timedelta(minutes=6)).until == at(6, 0, 4, 5).until


@pytest.mark.parametrize(
    ("failures", "now"),
    [([NAIVE], NOON), ([], NAIVE), ([], ON)],
)
def test_a_naive_instant_is_refused(failures: list[datetime], now: Any) -> None:
    with pytest.raises(PeriodError, match="aware"):
        lockout(failures, POLICY, now)


@pytest.mark.parametrize(
    "facts", [{"failures": 0}, {"within": timedelta(0)}, {"lasting": -timedelta(1)}]
)
def test_a_policy_that_never_ends_or_never_begins_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match="lockout"):
        LockoutPolicy(**facts)


@given(st.lists(st.integers(0, 200), max_size=20), st.integers(0, 260))
def test_a_lockout_ends_within_its_time_and_needs_its_failures(
    failures: list[int], minute: int
) -> None:
    found = at(minute, *failures)
    past = [failure for failure in failures if failure <= minute]

    if found.until:
        assert NOON + timedelta(minutes=minute) < found.until
        assert found.until <= NOON + timedelta(minutes=max(past) + 30)
        assert sum(minute - 45 < failure for failure in past) >= 3
    else:
        assert 0 < found.left <= 3
        assert 3 - found.left <= sum(minute - 15 < failure for failure in past)
