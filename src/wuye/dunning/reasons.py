"""Why somebody does not pay (欠费原因), as far as it is known, and from when.

A reason is known from structured facts alone: what the debtor answered, notices that did
not arrive, need, a dispute or complaint that stands, a waiver.  Words in a note only
*suggest* one (:func:`suggest`), with the phrase, for a person to say yes or no to.

>>> from .events import Answered, Failed
>>> SIGNS["unreachable"].times
3
>>> for hint in suggest("租客接的电话，说上个月刚失业"):
...     print(hint.start, hint.phrase, REASONS[hint.reason])
0 租客 已搬走或者出租
12 失业 生活困难
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import takewhile

from attrs import frozen

from ..fees.waivers import Ground, Waiver
from ..law.contact import Stop
from ..ledger import State
from .cases import Case
from .events import (
    Answered,
    Closed,
    Delivered,
    Disputed,
    Event,
    Failed,
    Failure,
    Hardship,
    Paid,
    PlanAgreed,
    Promised,
)

#: The reasons (:data:`~wuye.dunning.arrears.Cause`) and their names, as staff read them.
REASONS: Mapping[str, str] = {
    "forgot": "忘记",
    "moved": "已搬走或者出租",
    "hardship": "生活困难",
    "service": "对服务不满",
    "amount": "对金额有异议",
    "vacant": "房屋空置",
    "unreachable": "联系不上",
    "refuses": "拒绝支付",
}


@frozen(kw_only=True)
class Signs:
    """What tells a reason, beside the debtor who tells it himself.

    One of the ``events``; ``times`` failed notices in a row, each for one of ``failures``;
    a hold or a stop of contact of one of the kinds ``holds`` that stands; a waiver on one of
    the ``waivers`` grounds in force.  It is known no longer after one of ``ended``.
    """

    events: tuple[type[Event], ...] = ()
    failures: frozenset[Failure] = frozenset()
    times: int = 1
    holds: tuple[str, ...] = ()
    waivers: tuple[Ground, ...] = ()
    ended: tuple[type[Event], ...] = ()


SIGNS: Mapping[str, Signs] = {
    "forgot": Signs(ended=(Paid,)),
    "moved": Signs(failures=frozenset({"moved"})),
    "hardship": Signs(events=(Hardship,), waivers=("low-income", "disability", "illness")),
    "service": Signs(holds=("complaint",), waivers=("service",)),
    "amount": Signs(events=(Disputed,), holds=("dispute",)),
    "vacant": Signs(failures=frozenset({"vacant"}), waivers=("vacancy",)),
    "unreachable": Signs(
        failures=frozenset({"no-answer", "number-changed", "bounced"}),
        times=3,
        ended=(Answered, Delivered, Promised, PlanAgreed, Paid),
    ),
    # not to take one notice in is not yet to refuse payment
    "refuses": Signs(
        failures=frozenset({"refused"}), times=2, ended=(Promised, PlanAgreed, Paid)
    ),
}  # fmt: skip


@frozen
class Known:
    """A reason that is known: since which day, and from what (the id of the fact)."""

    reason: str
    since: date
    source: str

    @property
    def name(self) -> str:
        """The reason as staff read it."""
        return REASONS[self.reason]


def reason_of(
    case: Case, state: State, *, stops: Iterable[Stop] = (), waivers: Iterable[Waiver] = ()
) -> Known | None:
    """Tell why the debtor does not pay, on the day of ``state``; None where nobody knows.

    What stands on the day goes before what was said: a hold on an open item, or one of the
    ``stops`` of contact, such as an open complaint.  Of the rest the latest counts, and an
    event before a waiver of the same day.
    """
    day, items = state.day, state.open_items
    standing = [(hold.kind, day, hold.id) for item in items for hold in item.holds]
    standing += [
        (stop.reason, stop.since, stop.reason)
        for stop in stops
        if stop.since <= day and (stop.until is None or day < stop.until)
    ]
    for reason, signs in SIGNS.items():
        for kind, since, source in standing:
            if kind in signs.holds:
                return Known(reason, since, source)
    told = _told([event for event in case.events if event.on <= day])
    units = {item.unit for item in items}
    found = [
        Known(reason, waiver.since, waiver.id)
        for waiver in waivers
        for reason, signs in SIGNS.items()
        if waiver.reason in signs.waivers and waiver.unit in units
        if waiver.since <= day < waiver.until
    ]
    if told:
        found.append(told)
    return max(found, key=lambda known: (known.since, known is told), default=None)


def _told(events: list[Event]) -> Known | None:
    """What the events tell, in the order of their days."""
    known: Known | None = None
    failed: list[Failed] = []
    for event in sorted(events, key=lambda event: event.on):
        if isinstance(event, Closed) or (known and isinstance(event, SIGNS[known.reason].ended)):
            known = None
        if isinstance(event, Failed):
            failed.append(event)
        elif isinstance(event, (Answered, Delivered, Closed)):
            failed = []
        if reason := _tells(event, failed):
            known = Known(reason, event.on, event.id)
    return known


def _tells(event: Event, failed: list[Failed]) -> str:
    """The reason that an event tells, ``failed`` being the failures in a row up to it."""
    if isinstance(event, Answered):
        return event.reason
    for reason, signs in SIGNS.items():
        if isinstance(event, signs.events):
            return reason
        if isinstance(event, Failed) and _in_a_row(failed, signs.failures) >= signs.times:
            return reason
    return ""


def _in_a_row(failed: list[Failed], failures: frozenset[Failure]) -> int:
    """How many of the last notices failed for one of some causes; 0 with no causes."""
    return len(tuple(takewhile(lambda each: each.why in failures, reversed(failed))))


# -- words --------------------------------------------------------------------------------------

#: Phrases that suggest a reason.  None spans a gap, so that no name is ever part of one.
PHRASES: Mapping[str, tuple[str, ...]] = {
    "forgot": ("忘了", "忘记", "没注意", "没看到", "没收到账单", "不知道要交"),
    "moved": ("搬走", "搬家", "租客", "租户", "出租", "租出去", "房东", "已卖", "卖掉了", "过户"),
    "hardship": (
        "失业", "下岗", "没有?工作", "没有?收入", "没有?钱", "手头紧", "低保", "生病", "住院",
        "残疾", "困难", "周转",
    ),
    "service": (
        "不满意?", "没人管", "漏水", "漏雨", "电梯坏", "卫生差", "不干净", "保安不管", "没有?修好?",
        "修好再交", "服务差", "服务不好", "投诉",
    ),
    "amount": (
        "算错", "多收", "重复收", "金额不对", "面积不对", "公摊不对", "没有?公示", "已经交过",
        "交过了", "单价不对", "违约金太高",
    ),
    "vacant": ("空置", "没有?入住", "没有?住过?", "没有?装修", "毛坯", "空着"),
    "unreachable": ("打不通", "停机", "空号", "关机", "无人接听", "没人接", "联系不上"),
    "refuses": ("不交了?", "不会交", "不想交", "拒绝", "拒交", "随便告", "去告吧", "爱告不告"),
}  # fmt: skip
_DENIED = re.compile(r"(?:不是|并非|没有?|不算|无)\Z")


@frozen
class Suggestion:
    """A reason that a note may tell: the ``phrase`` that stands in it at ``start``."""

    reason: str
    phrase: str
    start: int


def suggest(text: str) -> tuple[Suggestion, ...]:
    """Find phrases that suggest a reason, in the order of the text; it decides nothing.

    Of phrases that overlap the longest is told; what is denied right before it (不是忘记)
    is left out.
    """
    found = [
        Suggestion(reason, hit[0], hit.start())
        for reason, phrases in PHRASES.items()
        for phrase in phrases
        for hit in re.finditer(phrase, text)
        if not _DENIED.search(text[: hit.start()])
    ]
    taken: list[Suggestion] = []
    for hint in sorted(found, key=lambda each: (-len(each.phrase), each.start)):
        end = hint.start + len(hint.phrase)
        if all(end <= t.start or t.start + len(t.phrase) <= hint.start for t in taken):
            taken.append(hint)
    return tuple(sorted(taken, key=lambda each: each.start))
