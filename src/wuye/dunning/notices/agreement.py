"""The agreement on instalments (分期协议), from a demand and the plan that was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from attrs import field, frozen

from ...errors import ExceedsError, PeriodError, one_of
from ...explain import Language
from ...format import day
from ...payments.instalments import Plan
from .demands import Demand
from .template import Table

_HEADS = (("期数", "最后缴纳日", "金额（元）"), ("Part", "To be paid by", "Amount (yuan)"))


@frozen
class Agreement:
    """What was agreed: the debts of a demand, paid by a plan.

    ``penalty`` says whether it ``"stops"`` or ``"runs"`` meanwhile, as in
    :class:`wuye.ledger.Pause`, which holds the agreement in the account.  The plan pays
    what the demand asks for, to the fen.
    """

    demand: Demand
    plan: Plan
    penalty: Literal["stops", "runs"] = field(validator=one_of("stops", "runs"), kw_only=True)
    template: str = field(default="分期协议", kw_only=True)

    def __attrs_post_init__(self) -> None:
        place = f"agreement with {self.demand.action.debtor}"
        if self.plan.total != self.demand.total:
            raise ExceedsError(
                "the plan does not pay what is asked",
                str(self.plan.total),
                place,
                f"make a plan of {self.demand.total}",
            )
        if self.plan.parts[0].due < self.demand.on:
            raise PeriodError(
                "a part is due before the agreement", str(self.plan.parts[0].due), place, "later"
            )

    @property
    def on(self) -> date:
        """The day it is written."""
        return self.demand.on

    def fields(self, language: Language = "zh") -> Mapping[str, str | Table]:
        """What a template may say: what a demand does, and the plan."""
        rows = [
            (str(number), day(part.due, language), str(part.amount))
            for number, part in enumerate(self.plan.parts, 1)
        ]
        clause = any(line.working for line in self.demand.lines)
        sign = ("有", "yes")[language == "en"]
        return {
            **self.demand.fields(language),
            "parts": Table(_HEADS[language == "en"], rows),
            "parts_count": str(len(rows)),
            "last_day": day(self.plan.parts[-1].due, language),
            "penalty_stops": sign if clause and self.penalty == "stops" else "",
            "penalty_runs": sign if clause and self.penalty == "runs" else "",
        }
