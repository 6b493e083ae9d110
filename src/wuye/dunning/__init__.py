"""Dunning (催缴): a policy is data, and one pure function decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from . import guard, notices, presets, reasons, teams, treatments
    from .arrears import Arrears
    from .cases import Case, advance, replay
    from .deciding import decide
    from .decisions import Action, Decision, Withheld
    from .events import (
        Answered,
        Approved,
        Broken,
        Closed,
        Delivered,
        Disputed,
        Eased,
        Failed,
        HandedOver,
        Hardship,
        Paid,
        PlanAgreed,
        Promised,
        Sent,
    )
    from .legal.claim_sheets import ClaimSheet, claim_sheet
    from .legal.files import LegalFacts, LegalFile, legal_file
    from .legal.limitation_watch import Watched, watch_limitation
    from .means import Means
    from .policy import Cap, Policy, Stage, When
    from .presets import (
        FOUR_PERIODS,
        LETTER_SERIES,
        MESSAGE_THEN_LETTER,
        THIRTY_DAYS,
        THREE_NOTICES,
    )
    from .profiles import Override, Profile
    from .rows import decide_rows
    from .simulation.behaviours import NEVER, ON_TIME, Behaviour, assigned
    from .simulation.simulating import Simulation, side_by_side, simulate

__all__ = [
    "FOUR_PERIODS",
    "LETTER_SERIES",
    "MESSAGE_THEN_LETTER",
    "NEVER",
    "ON_TIME",
    "THIRTY_DAYS",
    "THREE_NOTICES",
    "Action",
    "Answered",
    "Approved",
    "Arrears",
    "Behaviour",
    "Broken",
    "Cap",
    "Case",
    "ClaimSheet",
    "Closed",
    "Decision",
    "Delivered",
    "Disputed",
    "Eased",
    "Failed",
    "HandedOver",
    "Hardship",
    "LegalFacts",
    "LegalFile",
    "Means",
    "Override",
    "Paid",
    "PlanAgreed",
    "Policy",
    "Profile",
    "Promised",
    "Sent",
    "Simulation",
    "Stage",
    "Watched",
    "When",
    "Withheld",
    "advance",
    "assigned",
    "claim_sheet",
    "decide",
    "decide_rows",
    "guard",
    "legal_file",
    "notices",
    "presets",
    "reasons",
    "replay",
    "side_by_side",
    "simulate",
    "teams",
    "treatments",
    "watch_limitation",
]

_HOMES = {
    "Action": "decisions",
    "Answered": "events",
    "Approved": "events",
    "Arrears": "arrears",
    "Behaviour": "simulation.behaviours",
    "Broken": "events",
    "Cap": "policy",
    "Case": "cases",
    "ClaimSheet": "legal.claim_sheets",
    "Closed": "events",
    "Decision": "decisions",
    "Delivered": "events",
    "Disputed": "events",
    "Eased": "events",
    "FOUR_PERIODS": "presets",
    "Failed": "events",
    "HandedOver": "events",
    "Hardship": "events",
    "LETTER_SERIES": "presets",
    "LegalFacts": "legal.files",
    "LegalFile": "legal.files",
    "MESSAGE_THEN_LETTER": "presets",
    "Means": "means",
    "NEVER": "simulation.behaviours",
    "ON_TIME": "simulation.behaviours",
    "Override": "profiles",
    "Paid": "events",
    "PlanAgreed": "events",
    "Policy": "policy",
    "Profile": "profiles",
    "Promised": "events",
    "Sent": "events",
    "Simulation": "simulation.simulating",
    "Stage": "policy",
    "THIRTY_DAYS": "presets",
    "THREE_NOTICES": "presets",
    "Watched": "legal.limitation_watch",
    "When": "policy",
    "Withheld": "decisions",
    "advance": "cases",
    "assigned": "simulation.behaviours",
    "claim_sheet": "legal.claim_sheets",
    "decide": "deciding",
    "decide_rows": "rows",
    "guard": "",
    "legal_file": "legal.files",
    "notices": "",
    "presets": "",
    "reasons": "",
    "replay": "cases",
    "side_by_side": "simulation.simulating",
    "simulate": "simulation.simulating",
    "teams": "",
    "treatments": "",
    "watch_limitation": "legal.limitation_watch",
}

__getattr__, __dir__ = names(__name__, _HOMES)
