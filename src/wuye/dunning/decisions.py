"""What a decision says: what to send, what is left alone and why, and when to look again."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from attrs import frozen

from ..money import Money
from .means import Means
from .policy import Offer

Reason = Literal[
    "disputed",  # 异议处理中
    "complaint",  # 投诉处理中
    "held",  # 其他暂停
    "written-off",  # 已核销
    "deferral",  # 缓缴
    "plan",  # 分期正在履行
    "promise",  # 承诺未到期
    "not-overdue",  # 未到期
    "not-delivered",  # 账单未送达
    "before-first-stage",  # 未到第一阶段
    "credit-covers",  # 预存足以抵扣
    "below-minimum",  # 低于起催金额
    "cool-down",  # 间隔未满
    "contact-limit",  # 联系次数已满
    "attempts",  # 本阶段次数已满
    "proof-awaited",  # 等待送达证明
    "deadline-runs",  # 催告期限未满
    "collected",  # 代收款，不由本单位起诉
    "not-demanded",  # 未催告，不能起诉或者申请仲裁
    "check-failed",  # 公示、合同或者服务核查未通过
    "approval-awaited",  # 等待批准
    "quiet-day",  # 休息日
    "quiet-hours",  # 不在可联系时段
    "do-not-contact",  # 已要求不再联系
    "no-means",  # 没有可用的联系方式
    "excluded",  # 个别约定不催
    "hardship",  # 困难，已给帮助
    "handed-over",  # 已移交
    "closed",  # 案件已结
]


@frozen
class Action:
    """A notice to send, on ``on`` within ``hours``: one for all its items together.

    ``credit`` is money of the debtor's that pays nothing yet; it is taken off first.
    ``to`` are those who answer for it together (:mod:`.guard`); a notice to one counts for
    all.  ``deadline`` is the days it gives from its arrival.  ``counter`` asks to tell the
    hours of the counter; ``unnamed`` notices show neither name, room nor amount.
    """

    debtor: str
    stage: str
    means: Means
    template: str
    on: date
    hours: tuple[time, time]
    items: tuple[str, ...]
    principal: Money
    penalty: Money
    credit: Money
    deadline: int | None = None
    offers: tuple[Offer, ...] = ()
    to: tuple[str, ...] = ()
    counter: bool = False
    unnamed: bool = False

    @property
    def total(self) -> Money:
        """What the notice asks for."""
        return self.principal + self.penalty - self.credit


@frozen
class Withheld:
    """An amount that is not chased, and why."""

    item: str
    amount: Money
    reason: Reason
    detail: str = ""


#: The same in plain values: item, whole fen, reason, and a day or word about it.
Left = tuple[str, int, Reason, object]


@frozen
class Decision:
    """What to do today (at most one action for a debtor), and what is left alone.

    ``left`` holds the latter in plain values, from which ``withheld`` is written when read.
    Until before ``again`` nothing changes unless something happens; None where nothing but
    news can change it.  What is to be done today and is not is looked at again tomorrow.
    """

    actions: tuple[Action, ...]
    left: tuple[Left, ...]
    again: date | None = None

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """What is left alone, and why."""
        return tuple(
            Withheld(item, Money.of_fen(fen), reason, str(detail))
            for item, fen, reason, detail in self.left
        )
