"""The penalty for paying late (违约金), what it adds to what was posted, and an estimate beside it.

:func:`penalty` computes what the clause of the contract gives; without a clause there is
none (民法典 585-1).  Whether a clause goes too far is for :mod:`wuye.law.penalty_review`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...late import names

if TYPE_CHECKING:
    from .accrual import Segment
    from .contractual import Penalty, Posting, bears_until, penalty, posting
    from .estimate import Estimate, litigation_estimate
    from .rows import penalty_rows

__all__ = [
    "Estimate",
    "Penalty",
    "Posting",
    "Segment",
    "bears_until",
    "litigation_estimate",
    "penalty",
    "penalty_rows",
    "posting",
]

_HOMES = {
    "Estimate": "estimate",
    "Penalty": "contractual",
    "Posting": "contractual",
    "Segment": "accrual",
    "bears_until": "contractual",
    "litigation_estimate": "estimate",
    "penalty": "contractual",
    "penalty_rows": "rows",
    "posting": "contractual",
}

__getattr__, __dir__ = names(__name__, _HOMES)
