"""How disputes are dealt with: in which days, and what the outcome does to money.

>>> Policy(answer=3, held_days="restored").window
10
"""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen
from attrs.validators import optional

from ..errors import PeriodError, RuleError, one_of

HeldDays = Literal["restored", "forgiven"]
PaysBack = Literal["prepayment", "refund"]


@frozen(kw_only=True)
class Policy:
    """How disputes are dealt with (异议处理规则); contract or assembly say so.

    ``window`` is how many days after the delivery of a bill one may dispute it, ``answer``
    within how many days of lodging one is answered (some places set fewer).  Penalty on
    what is disputed ``"stops"`` or ``"runs"`` (see :class:`wuye.ledger.Hold`).
    ``held_days`` says what becomes of days on which it stood still, where a dispute was
    rejected or withdrawn: counted after all (``"restored"``) or never (``"forgiven"``);
    where it says nothing, the decision must.  What was paid and is not owed goes to
    ``"prepayment"`` or comes back as a ``"refund"``.
    """

    window: int = 10
    answer: int = 5
    penalty: Literal["stops", "runs"] = field(default="stops", validator=one_of("stops", "runs"))
    held_days: HeldDays | None = field(
        default=None, validator=optional(one_of("restored", "forgiven"))
    )
    pays_back: PaysBack = field(default="prepayment", validator=one_of("prepayment", "refund"))

    def __attrs_post_init__(self) -> None:
        if any(type(days) is not int or days < 1 for days in (self.window, self.answer)):
            raise PeriodError(
                "window and answer are whole days, at least one",
                (self.window, self.answer),
                "Policy",
                "give whole days",
            )
        if self.penalty == "runs" and self.held_days == "forgiven":
            raise RuleError(
                "penalty that runs does not stand still on days to be forgiven",
                self.held_days,
                "Policy",
                "let it stop, or waive what ran (ledger.WaiverNote)",
            )
