"""Why somebody does not pay (欠费原因), as far as it is known, and from when.

A reason is known from structured facts alone: what the debtor answered, notices that did
not arrive, need, a dispute or complaint that stands, a waiver.  Words in a note only
*suggest* one (:func:`suggest`), with the phrase, for a person to say yes or no to.

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

from attrs import frozen

from ..fees.waivers import Waiver
from ..law.contact import Stop
from ..ledger import State
from .cases import Case
from .signs import REASONS, SIGNS, Known, told

__all__ = ["PHRASES", "REASONS", "SIGNS", "Known", "Suggestion", "reason_of", "suggest"]


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
    last = told(event for event in case.events if event.on <= day)
    units = {item.unit for item in items}
    found = [
        Known(reason, waiver.since, waiver.id)
        for waiver in waivers
        for reason, signs in SIGNS.items()
        if waiver.reason in signs.waivers and waiver.unit in units
        if waiver.since <= day < waiver.until
    ]
    if last:
        found.append(last)
    return max(found, key=lambda known: (known.since, known is last), default=None)


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
