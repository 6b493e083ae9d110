"""A dunning policy (催缴策略), as data.

Only lawful channels can be named.  Cutting power, water, heat or gas, and barring
lifts, gates or parking to collect fees are not among them (民法典第944条第3款), nor is
naming debtors in public (个人信息保护法第25条).
"""

from __future__ import annotations

from datetime import time
from enum import Enum

from attrs import field, frozen

from ..errors import RuleError, one_of
from ..money import Money


class Channel(Enum):
    """How a debtor may be reached."""

    MESSAGE = "message"  # 短信、微信
    LETTER = "letter"  # 书面催告


@frozen
class Stage:
    """One stage: from how many days overdue, by which channel, within which hours."""

    name: str
    from_day: int
    channel: Channel = field(validator=one_of(*Channel))
    hours: tuple[time, time] = (time(9), time(20))


@frozen
class Policy:
    """Stages in order, the least amount worth a notice, and the days between notices.

    ``cool_down`` counts from any notice to the debtor.  Raises
    :class:`~wuye.errors.RuleError` when the stages overlap.

    >>> Policy("只发短信", [Stage("缴费提醒", 3, Channel.MESSAGE)], minimum="10").cool_down
    7
    """

    name: str
    stages: tuple[Stage, ...] = field(converter=tuple[Stage, ...])
    minimum: Money = field(converter=Money, default=Money("0"))
    cool_down: int = 7

    def __attrs_post_init__(self) -> None:
        days = [stage.from_day for stage in self.stages]
        if not days or days != sorted(set(days)) or days[0] < 1:
            raise RuleError(
                "stages must begin on rising days, from the first day overdue",
                days,
                f"policy {self.name}",
                "order the stages and give each its own day, 1 or later",
            )
        if len({stage.name for stage in self.stages}) < len(self.stages):
            raise RuleError("two stages have one name", None, f"policy {self.name}", "rename one")
        if self.minimum.fen < 0 or self.cool_down < 0:
            raise RuleError("minimum and cool-down are not below 0", None, f"policy {self.name}")


MESSAGE_THEN_LETTER = Policy(
    "先短信后书面",
    (Stage("缴费提醒", 1, Channel.MESSAGE), Stage("催缴通知书", 16, Channel.LETTER)),
)
