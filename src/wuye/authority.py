"""Authority (权限): who may do what, up to which amount, alone or with a second person.

Posts, rights and limits are data of the office; the functions here only read them.
Signing in is the host's: :func:`lockout` tells it how long to refuse after failures.

>>> cashier = Role("收银员", [Grant(Right.TAKE_MONEY), Grant(Right.WAIVE, alone="1.00")])
>>> manager = Role("项目经理", [Grant(Right.WAIVE, alone="5000.00")])
>>> wang = Staff("S-1", [(date(2026, 1, 1), [cashier])])
>>> may(wang, Right.TAKE_MONEY, "300.00", on=date(2026, 11, 3)).allowed
True
>>> may(wang, Right.WAIVE, "8.00", on=date(2026, 11, 3)).reason
'above-limit'
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Literal

from attrs import field, frozen

from .citation import Dated
from .dates import a_day
from .errors import PeriodError, RuleError
from .format import masked_name
from .money import Money

Reason = Literal["within-authority", "no-post", "no-right", "above-limit", "needs-approval"]


class Right(Enum):
    """What an office lets its people do."""

    BILL = "bill"  # 开单
    TAKE_MONEY = "take-money"  # 收款
    CORRECT = "correct"  # 更正、冲红
    WAIVE = "waive"  # 减免、抹零
    REFUND = "refund"  # 退款
    WRITE_OFF = "write-off"  # 核销
    CHANGE_SCHEDULE = "change-schedule"  # 调整收费标准
    SEE_PERSONAL_DATA = "see-personal-data"  # 查看个人信息


def _limit(value: Money | str | None) -> Money | None:
    return None if value is None else Money(value)


@frozen
class Grant:
    """A right (权限) with its limits.

    Up to ``alone``, the amount included, the right is used alone; without it, whatever
    the amount.  Above that, up to ``most``, someone with one of the roles in
    ``approved_by`` must approve; without such roles nothing above ``alone`` is allowed.
    """

    right: Right
    alone: Money | None = field(converter=_limit, default=None)
    most: Money | None = field(converter=_limit, default=None)
    approved_by: tuple[str, ...] = field(converter=tuple[str, ...], default=())

    def __attrs_post_init__(self) -> None:
        alone, most = self.alone, self.most
        if (
            any(limit is not None and limit.fen < 0 for limit in (alone, most))
            or (most is not None and (alone is None or most < alone or not self.approved_by))
            or (self.approved_by and alone is None)
        ):
            raise RuleError(
                "the limits of a right contradict each other",
                f"alone {self.alone}, most {self.most}, approved by {list(self.approved_by)}",
                self.right.value,
                "alone is 0 or more, most is not below it, and above alone someone approves",
            )


@frozen
class Role:
    """A role (岗位角色): a name and the rights that go with it, each granted once."""

    name: str
    grants: tuple[Grant, ...] = field(converter=tuple[Grant, ...])

    def __attrs_post_init__(self) -> None:
        rights = [grant.right for grant in self.grants]
        if len(set(rights)) < len(rights):
            raise RuleError(
                "a right is granted twice",
                [right.value for right in rights],
                f"role {self.name}",
                "grant each right once",
            )


def _posts(steps: Iterable[tuple[date, Iterable[Role]]]) -> Dated[tuple[Role, ...]]:
    return Dated("posts", tuple((a_day(day), tuple(roles)) for day, roles in steps))


@frozen
class Staff:
    """Someone who works in the office: an id, the roles held from each day on, a name.

    No roles from a day on means that the person has left the post.
    """

    id: str
    posts: Dated[tuple[Role, ...]] = field(converter=_posts)
    name: str = field(default="", repr=masked_name)

    def roles(self, on: date) -> tuple[Role, ...]:
        """The roles held on a day; none before the first post."""
        return self.posts.on(on) if on >= self.posts.steps[0][0] else ()


@frozen
class Verdict:
    """Whether someone may do something alone, and why; if not, who may approve it."""

    allowed: bool
    reason: Reason
    approved_by: tuple[str, ...] = ()


def may(staff: Staff, right: Right, amount: Money | str | None = None, *, on: date) -> Verdict:
    """Say whether ``staff`` may use a right on a day, for an amount if it is about one.

    Of several roles the one that lets most counts.
    """
    roles, size = staff.roles(a_day(on)), abs(_limit(amount) or Money("0"))
    if not roles:
        return Verdict(allowed=False, reason="no-post")
    grants = [grant for role in roles for grant in role.grants if grant.right is right]
    if not grants:
        return Verdict(allowed=False, reason="no-right")
    if any(grant.alone is None or size <= grant.alone for grant in grants):
        return Verdict(allowed=True, reason="within-authority")
    approvers = [
        role
        for grant in grants
        if grant.most is None or size <= grant.most
        for role in grant.approved_by
    ]
    if approvers:
        approved_by = tuple(dict.fromkeys(approvers))
        return Verdict(allowed=False, reason="needs-approval", approved_by=approved_by)
    return Verdict(allowed=False, reason="above-limit")


@frozen
class Act:
    """Who did what (操作记录): a right used by someone, about something, on a day."""

    right: Right
    about: str
    by: str
    on: date
    amount: Money | None = None
    approved_by: str | None = None
    reason: str = ""


def act(
    staff: Staff,
    right: Right,
    about: str,
    amount: Money | str | None = None,
    *,
    on: date,
    approver: Staff | None = None,
    reason: str = "",
) -> Act:
    """Record the use of a right, approved by a second person where it must be (四眼原则).

    An approver is someone else, holds one of the roles asked for and may use the right
    alone for that amount.  Raises :class:`~wuye.errors.RuleError` otherwise.

    >>> clerk = Role("客服", [Grant(Right.REFUND, alone="0", approved_by=["项目经理"])])
    >>> manager = Role("项目经理", [Grant(Right.REFUND, alone="5000")])
    >>> a, b = (Staff(id_, [(date(2026, 1, 1), [role])]) for id_, role in zip("ab", (clerk, manager)))
    >>> act(a, Right.REFUND, "O-17", "80.00", on=date(2026, 11, 3), approver=b).approved_by
    'b'
    """
    place = f"{right.value} {about}"
    verdict = may(staff, right, amount, on=on)
    if approver is not None and approver.id == staff.id:
        raise RuleError(
            "nobody approves a request of their own", staff.id, place, "ask a second person"
        )
    if not verdict.allowed and (approver is None or not verdict.approved_by):
        way_out = f"by {', '.join(verdict.approved_by)}" if verdict.approved_by else ""
        raise RuleError(f"not allowed: {verdict.reason}", staff.id, place, way_out)
    if approver is not None:
        held = {role.name for role in approver.roles(on)}
        fits = verdict.allowed or held & set(verdict.approved_by)
        if not fits or not may(approver, right, amount, on=on).allowed:
            raise RuleError(
                "the approver may not do this alone",
                approver.id,
                place,
                f"ask {', '.join(verdict.approved_by) or 'someone'} with the right to it",
            )
    return Act(
        right, about, staff.id, a_day(on), _limit(amount), approver.id if approver else None, reason
    )


@frozen
class LockoutPolicy:
    """After ``failures`` failed sign-ins ``within`` a time, refuse for ``lasting`` long."""

    failures: int = 5
    within: timedelta = timedelta(minutes=15)
    lasting: timedelta = timedelta(minutes=30)

    def __attrs_post_init__(self) -> None:
        if self.failures < 1 or min(self.within, self.lasting) <= timedelta(0):
            raise RuleError(
                "a lockout takes a failure or more and some time",
                f"{self.failures} within {self.within}, for {self.lasting}",
                "LockoutPolicy",
            )


@frozen
class Lockout:
    """Whether signing in is refused: ``until`` when, or None; else how many ``left``."""

    until: datetime | None
    left: int


def _aware(value: datetime) -> datetime:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise PeriodError(
            "an instant needs its offset from UTC", str(value), "lockout", "give an aware datetime"
        )
    return value


def lockout(failures: Iterable[datetime], policy: LockoutPolicy, at: datetime) -> Lockout:
    """Say whether signing in is refused at an instant, from the failures since a success.

    Failures during a lockout don't lengthen it, and those after ``at`` are not seen.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 3, 12, tzinfo=UTC)
    >>> times = [noon + timedelta(minutes=m) for m in range(5)]
    >>> lockout(times, LockoutPolicy(), times[-1]).until
    datetime.datetime(2026, 11, 3, 12, 34, tzinfo=datetime.timezone.utc)
    """
    _aware(at)
    until: datetime | None = None
    recent: list[datetime] = []
    for failure in sorted(map(_aware, failures)):
        if failure > at:
            break
        if until and failure < until:
            continue
        recent = [*(time for time in recent if failure - time < policy.within), failure]
        if len(recent) == policy.failures:
            until, recent = failure + policy.lasting, []
    if until and at < until:
        return Lockout(until, 0)
    counted = sum(at - time < policy.within for time in recent)
    return Lockout(None, policy.failures - counted)
