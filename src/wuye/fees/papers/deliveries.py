"""Deliveries of bills (送达): channel, day, who took it in, proof, and what to try next.

Windows and clocks run from the first good delivery: something told from a distance counts
when it arrives (民法典 137-2).  What is pasted on a door or hung in a lobby is sent, proves
no arrival, and shows to everyone what is one household's business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Literal, get_args

from attrs import field, frozen

from ...bills import Bill
from ...dates import a_day, in_china
from ...errors import PeriodError, RuleError, one_of
from ...law.interruptions import Evidence

Channel = Literal[
    "hand", "registered", "mailbox", "door", "message", "wechat", "email", "app", "lobby"
]
Recipient = Literal["owner", "occupier", "adult-at-home", "agent", "other", "nobody"]
Failure = Literal["", "vacant", "number-changed", "no-answer", "refused", "moved", "bounced"]

#: What a delivery by each channel proves, where there is proof of it at all.
_PROVES: Mapping[Channel, Evidence] = {
    "hand": Evidence.SIGNED,  # 当面签收
    "registered": Evidence.MESSAGE,  # 挂号信、快递，寄往约定的地址
    "mailbox": Evidence.DELIVERED,  # 投入信箱并留存照片
    "door": Evidence.POSTED,  # 张贴在门上
    "message": Evidence.MESSAGE,  # 短信
    "wechat": Evidence.MESSAGE,  # 微信，只发给本人
    "email": Evidence.MESSAGE,
    "app": Evidence.MESSAGE,
    "lobby": Evidence.POSTED,  # 大堂告示，不写姓名、房号、金额
}
#: After a failure, or after a delivery that proves nothing, these are tried in order.  A
#: lobby notice comes last: it tells that bills are out, and nobody's bill.
FALLBACKS: Mapping[Failure, tuple[Channel, ...]] = {
    "": ("hand", "mailbox", "registered", "email", "lobby"),
    "vacant": ("registered", "email", "message", "wechat", "lobby"),
    "number-changed": ("wechat", "email", "hand", "registered", "lobby"),
    "no-answer": ("mailbox", "message", "registered", "email", "lobby"),
    "refused": ("registered", "email", "lobby"),
    "moved": ("registered", "email", "message", "lobby"),
    "bounced": ("message", "wechat", "registered", "lobby"),
}


@frozen(kw_only=True)
class Delivery:
    """One attempt to deliver a bill (送达记录): by which channel, when, to whom, how proved.

    ``recipient`` is who took it in: the ``owner`` or the ``occupier`` who owes it, an
    ``adult-at-home`` (同住成年家属), an ``agent`` (授权代收人), another (门卫、邻居), or
    nobody where it was left or sent.  ``proof`` says where the proof is kept.  ``failed`` is
    why it did not arrive.  ``at`` is the instant, where it is known.

    >>> signed = Delivery(
    ...     bill="2026-10:3-1-502:O-17", channel="hand", on=date(2026, 10, 3),
    ...     recipient="owner", proof="签收单 118",
    ... )
    >>> signed.evidence.value, signed.arrived
    ('signed', True)
    """

    bill: str
    channel: Channel = field(validator=one_of(*get_args(Channel)))
    on: date = field(converter=a_day)
    recipient: Recipient = field(default="nobody", validator=one_of(*get_args(Recipient)))
    proof: str = ""
    failed: Failure = field(default="", validator=one_of(*get_args(Failure)))
    at: datetime | None = None

    def __attrs_post_init__(self) -> None:
        place = f"delivery of {self.bill}"
        if self.at is not None and in_china(self.at).date() != self.on:
            raise PeriodError("an instant on another day", str(self.at), place, f"not {self.on}")
        if self.failed and self.recipient != "nobody":
            raise RuleError(
                "what failed was taken in by nobody", self.recipient, place, "leave it out"
            )
        if not self.failed and self.channel == "hand" and self.recipient == "nobody":
            raise RuleError(
                "what is handed over is taken in by somebody", self.channel, place, "say by whom"
            )

    @property
    def evidence(self) -> Evidence:
        """What it proves; the door and the lobby prove nothing, nor does a stranger's hand."""
        if self.failed or not self.proof.strip() or self.recipient == "other":
            return Evidence.UNPROVEN
        return _PROVES[self.channel]

    @property
    def arrived(self) -> bool:
        """Whether it counts as delivered."""
        return not self.evidence.weak


def delivered(bill: Bill, deliveries: Iterable[Delivery]) -> Delivery | None:
    """Find the first good delivery of a bill; None while there is none.

    Raises :class:`~wuye.errors.PeriodError` for one before the bill was entered.
    """
    good = [each for each in _of(bill, deliveries) if each.arrived]
    return good[0] if good else None


def next_channel(
    bill: Bill,
    deliveries: Iterable[Delivery],
    *,
    reachable: Collection[Channel],
    fallbacks: Mapping[Failure, tuple[Channel, ...]] = FALLBACKS,
) -> Channel | None:
    """Say which channel to try next; None once it was delivered, or when all were tried.

    ``reachable`` are the channels for which an address or number is known; before the
    first attempt they are taken in their order.  A lobby notice needs none.  Why the last
    attempt failed decides what comes next, and nothing is tried twice.

    >>> from ...dates import Period
    >>> bill = Bill(
    ...     id="B-1", creditor="锦苑物业", debtor="O-1", unit="1-101", lines=[], penalty=None,
    ...     period=Period.month(2026, 10), on=date(2026, 10, 1), due=date(2026, 10, 25),
    ... )
    >>> changed = Delivery(
    ...     bill="B-1", channel="message", on=date(2026, 10, 2), failed="number-changed"
    ... )
    >>> next_channel(bill, [changed], reachable=["message", "registered"])
    'registered'
    """
    made = _of(bill, deliveries)
    if any(each.arrived for each in made):
        return None
    tried = {each.channel for each in made}
    order = fallbacks[made[-1].failed] if made else tuple(reachable)
    usable = {*reachable, "lobby"} - tried
    return next((channel for channel in order if channel in usable), None)


def _of(bill: Bill, deliveries: Iterable[Delivery]) -> list[Delivery]:
    """The deliveries of a bill, by day; those of one day as they were given."""
    mine = sorted((each for each in deliveries if each.bill == bill.id), key=lambda each: each.on)
    if mine and mine[0].on < bill.booked:
        raise PeriodError(
            "delivered before it was entered",
            mine[0].on.isoformat(),
            f"bill {bill.id}",
            f"it was entered on {bill.booked}",
        )
    return mine
