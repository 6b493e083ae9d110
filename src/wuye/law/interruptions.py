"""What interrupts limitation (诉讼时效中断): demands, acknowledgements, procedures.

An event tells what happened, to whom it went, which periods it *names* and how it can be
proved.  What 诉讼时效规定 8 does not list, such as a notice in the lift or a message to the
owners' group, is weak: it may be kept, and restarts no clock.

>>> notice = Event(
...     Kind.DEMAND, date(2025, 6, 1), "O-17", [Period.year(2023)], Evidence.POSTED
... )
>>> notice.evidence.weak, notice.names(Period.month(2023, 5)), notice.names(Period.month(2022, 5))
(True, True, False)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen
from attrs.converters import optional

from ..dates import Period, a_day
from ..errors import RuleError


class Kind(Enum):
    """What may interrupt (民法典 195, 诉讼时效规定 8 to 14)."""

    DEMAND = "demand"  # 权利人提出履行请求
    ACKNOWLEDGEMENT = "acknowledgement"  # 义务人明示同意履行：分期、担保、延期、清偿计划
    PART_PAYMENT = "part-payment"  # 部分履行
    BALANCE_SIGNED = "balance-signed"  # 只在对账单上签收，没有写同意履行
    LAWSUIT = "lawsuit"  # 起诉
    ARBITRATION = "arbitration"  # 申请仲裁
    PAYMENT_ORDER = "payment-order"  # 申请支付令
    PRESERVATION = "preservation"  # 诉前财产保全
    ENFORCEMENT = "enforcement"  # 申请强制执行
    SET_OFF = "set-off"  # 诉讼中主张抵销
    MEDIATION = "mediation"  # 向人民调解委员会等提出请求
    REPORT = "report"  # 报案、控告


#: What staff call each kind, and the article of 诉讼时效规定 on it.
CALLED: dict[Kind, tuple[str, tuple[str, ...]]] = {
    Kind.DEMAND: ("催告", ("8-1",)),
    Kind.ACKNOWLEDGEMENT: ("义务人同意履行", ("14",)),
    Kind.PART_PAYMENT: ("部分履行", ("14",)),
    Kind.BALANCE_SIGNED: ("对账签收", ("14",)),
    Kind.LAWSUIT: ("起诉", ("10",)),
    Kind.ARBITRATION: ("申请仲裁", ()),
    Kind.PAYMENT_ORDER: ("申请支付令", ("11",)),
    Kind.PRESERVATION: ("诉前保全", ("11",)),
    Kind.ENFORCEMENT: ("申请强制执行", ("11",)),
    Kind.SET_OFF: ("诉讼中主张抵销", ("11",)),
    Kind.MEDIATION: ("申请调解", ("12",)),
    Kind.REPORT: ("报案", ("13",)),
}

#: After these the three years run from the end of the procedure.  A mediation is not among
#: them: the rule names the day of the request alone, and that is the earlier day.
_PROCEDURES = frozenset(
    {
        *(Kind.LAWSUIT, Kind.ARBITRATION, Kind.PAYMENT_ORDER, Kind.PRESERVATION),
        *(Kind.ENFORCEMENT, Kind.SET_OFF, Kind.REPORT),
    }
)


class Evidence(Enum):
    """How an event is proved; what 诉讼时效规定 8 does not list is weak."""

    SIGNED = "signed"  # 签名、盖章、按指印；可以代收的人见 debtors.reaches
    DELIVERED = "delivered"  # 未签收，但能够以其他方式证明到达
    MESSAGE = "message"  # 信件、数据电文，到达或者应当到达
    ANNOUNCED = "announced"  # 下落不明，在国家级或者省级有影响的媒体公告
    RECORD = "record"  # 法院、仲裁、调解机构的文书，付款记录
    POSTED = "posted"  # 电梯、公告栏张贴
    GROUP = "group"  # 业主群公告、@所有人
    UNPROVEN = "unproven"  # 没有留下证据

    @property
    def weak(self) -> bool:
        """Whether it does not restart a clock."""
        return self in {Evidence.POSTED, Evidence.GROUP, Evidence.UNPROVEN}


def names(given: Iterable[str]) -> tuple[str, ...]:
    """Take a list of names; one text is none."""
    if isinstance(given, str):
        raise RuleError("one text is no list of names", given, "names", "write [name]")
    return tuple(given)


@frozen
class Event:
    """Something that may interrupt: what, when, by or to whom, for which periods, how proved.

    ``on`` is the day it arrived, was filed or was paid.  ``debtor`` is who was asked,
    promised or paid; a demand that reached an agent counts for whom the agent stands.
    ``periods`` are those it *names*: part of a claim is enough for the whole of it
    (诉讼时效规定 9), an undesignated payment names none.  ``items`` are the kinds of fees
    it names; empty means the whole bills of these periods.  ``ended`` is the day on which
    a procedure ended, ``pending`` states that it still goes on; with neither it counts as
    of the day it began.  ``missing`` states that the debtor cannot be found (下落不明), without
    which a public announcement proves nothing (诉讼时效规定 8).
    """

    kind: Kind
    on: date = field(converter=a_day)
    debtor: str
    periods: tuple[Period, ...] = field(converter=tuple[Period, ...])
    evidence: Evidence
    items: tuple[str, ...] = field(default=(), kw_only=True, converter=names)
    ended: date | None = field(default=None, kw_only=True, converter=optional(a_day))
    pending: bool = field(default=False, kw_only=True)
    missing: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.ended and (self.kind not in _PROCEDURES or self.ended < self.on):
            raise RuleError(
                "only a procedure ends, and not before it begins",
                f"{self.kind.value}, {self.on} to {self.ended}",
                "Event.ended",
                "leave it out, or give the day on which the procedure ended",
            )
        if self.pending and (self.kind not in _PROCEDURES or self.ended):
            raise RuleError(
                "only a procedure that has not ended is pending",
                f"{self.kind.value}, ended {self.ended}",
                "Event.pending",
                "leave it out, or give the day on which the procedure ended",
            )

    @property
    def weak(self) -> bool:
        """Whether its proof restarts no clock: weak evidence, or announced to who is not missing.

        >>> Event(Kind.DEMAND, date(2025, 6, 1), "O-17", [], Evidence.ANNOUNCED).weak
        True
        """
        return self.evidence.weak or (self.evidence is Evidence.ANNOUNCED and not self.missing)

    @property
    def runs_on(self) -> bool:
        """Whether it is a procedure, after which the three years run from its end."""
        return self.kind in _PROCEDURES

    def names(self, period: Period, item: str = "") -> bool:
        """Whether it names the fee of a period, or one kind of it, in whole or in part."""
        overlaps = any(
            named.start < period.end and period.start < named.end for named in self.periods
        )
        return overlaps and (not self.items or item in self.items)
