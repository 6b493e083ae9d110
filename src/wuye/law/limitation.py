"""Limitation (诉讼时效): until when at the earliest a debtor may plead that time is up.

Every period's fee is a debt of its own with a clock of its own (民法典 188).  Three years
from the due day, the due day not counted (201), to the same day of the month or the last
of a shorter one (202), rolled over statutory rest days (203); never beyond twenty years.
A demand, an acknowledgement or a procedure starts the three years again (195), for the
periods it names and if it can be proved to have arrived (诉讼时效规定 8 and 9).  An
obstacle in the last six months suspends (194).

What comes out is the *earliest* expiry: what is doubtful does not extend it.  Expiry gives
the debtor a defence and does nothing else: no court applies it of its own motion (193),
what is paid stays paid (192), so a bill is never deleted or refused for it.  Agreements on
period, start or interruption are void (197), so nothing here takes one.

>>> january = Claim(Period.month(2023, 1), ["O-17"], due=date(2023, 1, 31))
>>> weekend = lambda day: day.weekday() >= 5
>>> clock(january, on=date(2025, 6, 30), rest_day=weekend).earliest_expiry
datetime.date(2026, 2, 2)
>>> letter = Event(
...     Kind.DEMAND, date(2025, 6, 1), "O-17", [Period.year(2023)], Evidence.SIGNED
... )
>>> clock(january, [letter], on=date(2025, 6, 30)).earliest_expiry
datetime.date(2028, 6, 1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal, get_args

from attrs import field, frozen
from attrs.converters import optional

from ..citation import Citation
from ..dates import ONE_DAY, Period, a_day, anniversary
from ..errors import PeriodError, RuleError, one_of
from . import civil_code, interpretations
from .interruptions import CALLED, Event, Evidence, Kind, names

State = Literal["not-started", "running", "lapsed"]
Ground = Literal["force-majeure", "no-guardian", "no-heir-yet", "controlled", "other"]
RestDay = Callable[[date], bool]

THREE_YEARS, TWENTY_YEARS, SIX_MONTHS = 36, 240, 6  # in months

_LONGEST_REST = 60  # days: no holiday is as long, so a longer one is a fault in the table


@frozen
class Claim:
    """The fee of one period: a debt with a clock of its own.

    ``debtors`` are those who owe it jointly, so that what interrupts for one interrupts
    for all.  ``due`` is the agreed due day.  Without one the clock starts when the period
    set by the demand lapses (``grace_until``, its last day), or on the day on which the
    debtor, asked for the first time, clearly refused (``refused``), whichever is earlier.
    Kinds of fees are separate debts: ``item`` narrows the claim to one of a bill.
    """

    period: Period
    debtors: tuple[str, ...] = field(converter=names)
    due: date | None = field(default=None, kw_only=True, converter=optional(a_day))
    grace_until: date | None = field(default=None, kw_only=True, converter=optional(a_day))
    refused: date | None = field(default=None, kw_only=True, converter=optional(a_day))
    item: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.debtors:
            raise RuleError("somebody owes it", (), "Claim.debtors", "name at least one debtor")
        if self.due and (self.grace_until or self.refused):
            raise RuleError(
                "an agreed due day starts the clock, nothing else does",
                self.due.isoformat(),
                "Claim",
                "leave out grace_until and refused; 民法典第197条 lets nobody agree otherwise",
            )

    @property
    def start(self) -> date | None:
        """The day that the three years count from, itself not counted; None if not yet."""
        # A refusal after the period granted comes too late to displace its end.
        asked = [day for day in (self.refused, self.grace_until) if day]
        return self.due or min(asked, default=None)


@frozen
class Obstacle:
    """What keeps the creditor from claiming (民法典 194): since when, until it was removed."""

    ground: Ground = field(validator=one_of(*get_args(Ground)))
    since: date = field(converter=a_day)
    removed: date | None = field(default=None, converter=optional(a_day))

    def __attrs_post_init__(self) -> None:
        if self.removed and self.removed < self.since:
            raise PeriodError(
                "an obstacle is removed after it arises",
                f"{self.since} to {self.removed}",
                "Obstacle",
                "give the day it arose and the day it was removed",
            )


@frozen
class Step:
    """One step of the count: the day it is about, what it does, what it rests on."""

    day: date
    says: str
    cites: tuple[Citation, ...]
    restarts: bool = False


@frozen
class Clock:
    """Where a claim's clock stands on a day.

    ``earliest_expiry`` is the last day of the period as far as known on ``on``; None while
    it cannot be told.  ``defence_of`` names the debtors who may refuse, if they plead it;
    the claim exists all the same.  Who promised to pay after expiry is not among them, the
    other joint debtors are: an interruption is carried over to them (诉讼时效规定 15), the
    loss of the defence (民法典 192) is not.  ``doubts`` tell what the count leaves open, in
    Chinese.
    """

    on: date
    state: State
    earliest_expiry: date | None
    steps: tuple[Step, ...]
    doubts: tuple[str, ...]
    defence_of: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    @property
    def defence_available(self) -> bool:
        """Whether any of the debtors may plead that time is up; which, ``defence_of`` tells."""
        return bool(self.defence_of)

    @property
    def cites(self) -> tuple[Citation, ...]:
        """What the steps rest on, each once."""
        return tuple(dict.fromkeys(cite for step in self.steps for cite in step.cites))


@frozen
class _Law:
    """The articles as they apply on a day."""

    on: date

    def code(self, *numbers: str) -> tuple[Citation, ...]:
        return tuple(civil_code.cite(number, self.on) for number in numbers)

    def rule(self, *numbers: str) -> tuple[Citation, ...]:
        return tuple(interpretations.cite("limitation", number, self.on) for number in numbers)

    def general(self, *numbers: str) -> tuple[Citation, ...]:
        return tuple(interpretations.cite("general", number, self.on) for number in numbers)

    def separate(self) -> tuple[Citation, ...]:
        """Each period is a debt of its own: an answer for judges, from its day on."""
        if self.on < interpretations.ANSWERS.since:
            return ()
        return (interpretations.cite("answers", "3", self.on),)


@frozen
class _Count:
    """How a count of three years ends: what suspends it, what rolls it, what bounds it."""

    law: _Law
    start: date
    obstacles: tuple[Obstacle, ...]
    rest_day: RestDay | None

    def end(self, anchor: date) -> tuple[date, list[Step]]:
        law, last = self.law, _later(anchor, THREE_YEARS)
        says = f"自{anchor}的次日起三年，至{last}"
        steps = [Step(last, says, law.code("188", "201-1", "202"))]
        for obstacle in sorted(self.obstacles, key=lambda obstacle: obstacle.since):
            removed = min(obstacle.removed or law.on, law.on)
            resumed = _later(removed, SIX_MONTHS)
            # Later than the end means that it stood within the last six months.
            if obstacle.since <= min(last, law.on) and resumed > last:
                last = resumed
                gone = "消除" if obstacle.removed == removed else "尚未消除，按当日消除计算"
                says = f"最后六个月内有障碍，{removed}{gone}，满六个月，至{last}"
                steps.append(Step(last, says, law.code("194-1", "194-2")))
        if self.rest_day and (rolled := roll(last, self.rest_day)) > last:
            last = rolled
            steps.append(Step(last, f"最后一日是法定休假日，顺延至{last}", law.code("203-1")))
        bound = _later(self.start, TWENTY_YEARS)
        if bound < last:
            last = bound
            cites = (*law.code("188"), *law.general("35"))
            steps.append(Step(last, f"最长二十年，至{last}，不再中止、中断", cites))
        return last, steps


def _later(day: date, months: int) -> date:
    try:
        return anniversary(day, months)
    except (ValueError, OverflowError):
        raise PeriodError(
            "no calendar reaches so far", day.isoformat(), "limitation", "check the day"
        ) from None


def roll(day: date, rest_day: RestDay, place: str = "rest_day") -> date:
    """Move a last day over the statutory rest days that it falls on.

    Raises :class:`~wuye.errors.RuleError` where they never end.

    >>> roll(date(2026, 1, 31), lambda day: day.weekday() >= 5)
    datetime.date(2026, 2, 2)
    """
    last = day
    while rest_day(last):
        last += ONE_DAY
        if (last - day).days > _LONGEST_REST:
            raise RuleError(
                f"more than {_LONGEST_REST} rest days on end",
                day.isoformat(),
                place,
                "let it hold the statutory rest days alone",
            )
    return last


def clock(
    claim: Claim,
    events: Iterable[Event] = (),
    *,
    on: date,
    obstacles: Iterable[Obstacle] = (),
    rest_day: RestDay | None = None,
) -> Clock:
    """Count the clock of one claim, from what had happened by ``on`` and its law.

    A procedure stated to be pending, or an obstacle not removed by then, is taken to end on
    that day, the earliest it can; a procedure of which neither an end nor that it is
    pending is stated restarts the clock on the day it began, and the result says so.
    ``rest_day`` tells statutory rest days; without it nothing is rolled and the result says
    so.  Raises :class:`~wuye.errors.NotInForceError` for days before the interpretations
    cited.
    """
    law, start = _Law(a_day(on)), claim.start
    doubts = _doubts(claim, rest_day)
    if start is None:
        says = "没有约定到期日，也没有催告期满或者明确拒绝，时效未起算"
        step = Step(on, says, (*law.code("511-4"), *law.rule("4")))
        return Clock(on, "not-started", None, (step,), doubts)
    count = _Count(law, start, tuple(obstacles), rest_day)
    anchor, steps, given_up = start, [_first(claim, start, law)], set[str]()
    for event in sorted(events, key=lambda event: (event.on, event.kind.value)):
        if event.on > on:
            continue
        refused = _refuse(claim, event, law)
        if refused:
            steps.append(refused)
        elif event.on > count.end(anchor)[0]:
            steps.append(_late(claim, event, law))
            if event.kind is Kind.ACKNOWLEDGEMENT:
                given_up.add(event.debtor)
        else:
            restart, doubt = _restart_day(event, on)
            steps.append(_restart(claim, event, restart, law, anchor))
            doubts += doubt
            anchor = max(anchor, restart)  # a letter during a lawsuit takes nothing away
    last, ending = count.end(anchor)
    steps += ending
    lapsed = on > last
    if lapsed:
        says = "时效届满：义务人可以抗辩；不抗辩的，法院不主动适用；债权仍在"
        steps.append(Step(last, says, (*law.code("192-1", "193"), *law.rule("2", "3-1"))))
    state: State = "lapsed" if lapsed else "running" if on > start else "not-started"
    may_plead = [debtor for debtor in claim.debtors if lapsed and debtor not in given_up]
    return Clock(on, state, last, tuple(steps), doubts, may_plead)


def _restart_day(event: Event, on: date) -> tuple[date, tuple[str, ...]]:
    """From when an event counts the three years anew, and what that leaves open."""
    called = CALLED[event.kind][0]
    if not event.runs_on:
        return event.on, ()
    if event.pending or (event.ended and event.ended > on):
        return on, (f"{called}的程序到{on}尚未终结，按当日终结计算",)
    if event.ended is None:
        return event.on, (f"{called}的程序没有填写终结日，也未注明尚在进行，按{event.on}重新计算",)
    return event.ended, ()


def _first(claim: Claim, start: date, law: _Law) -> Step:
    if claim.due:
        says = f"{start}到期，次日起算；各期分别起算，另有约定无效"
        return Step(start, says, (*law.code("188", "197-1"), *law.separate()))
    ground = "明确拒绝" if start == claim.refused else "催告的宽限期届满"
    says = f"没有约定到期日，自{start}{ground}起算"
    return Step(start, says, (*law.code("188", "511-4"), *law.rule("4")))


def _refuse(claim: Claim, event: Event, law: _Law) -> Step | None:
    """Why an event does not interrupt at all, or None."""
    if event.debtor not in claim.debtors:
        why, cites = "对方不是本笔债务的义务人", law.code("195")
    elif not event.names(claim.period, claim.item):
        why, cites = "没有写明本期费用，各期是独立之债", (*law.rule("9"), *law.separate())
    elif event.kind is Kind.BALANCE_SIGNED:
        why, cites = "只签收对账单不等于同意履行，应当另写明同意", law.rule("14")
    elif event.evidence.weak:
        why, cites = "张贴、群公告或者没有证据的，不能证明到达", law.rule("8-1")
    elif event.weak:
        why, cites = "未注明义务人下落不明，媒体公告不能证明到达", law.rule("8-1")
    else:
        return None
    return Step(event.on, f"{CALLED[event.kind][0]}不中断：{why}", cites)


def _late(claim: Claim, event: Event, law: _Law) -> Step:
    called = CALLED[event.kind][0]
    if event.kind is Kind.ACKNOWLEDGEMENT:
        says = f"{called}在届满之后：不得再以时效抗辩；新的期间由人判断"
        if len(claim.debtors) > 1:
            says += "；只及于其本人，不及于其他连带债务人"
        return Step(event.on, says, (*law.code("192-2"), *law.rule("19-1")))
    if event.kind is Kind.PART_PAYMENT:
        says = f"{called}在届满之后：已付的不得请求返还；其余是否同意履行由人判断"
        return Step(event.on, says, law.code("192-2"))
    return Step(event.on, f"{called}在届满之后，不再中断", law.code("195"))


def _restart(claim: Claim, event: Event, restart: date, law: _Law, anchor: date) -> Step:
    called, rules = CALLED[event.kind]
    cites = (*law.code("195"), *law.rule(*rules))
    if restart <= anchor:
        return Step(event.on, f"{called}：不改变自{anchor}的起算", cites)
    says = f"{called}，自{restart}重新计算"
    if event.evidence is Evidence.MESSAGE:
        cites = (*cites, *law.code("137-2"))
    if claim.start and anchor > claim.start:
        says, cites = f"{says}（再次中断）", (*cites, *law.general("38-1"))
    if len(claim.debtors) > 1:
        says, cites = f"{says}，对其他连带债务人也中断", (*cites, *law.rule("15-2"))
    return Step(event.on, says, cites, restarts=True)


def _doubts(claim: Claim, rest_day: RestDay | None) -> tuple[str, ...]:
    doubts = ["各期分别起算（不适用民法典第189条）依据的法答网答问未核实原文"]
    if rest_day is None:
        doubts.append("没有给出法定休假日，最后一日未顺延")
    if claim.start and claim.start < civil_code.SOURCE.since:
        doubts.append("起算日在民法典施行以前，当时的法律未核对")
    return tuple(doubts)
