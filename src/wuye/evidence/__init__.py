"""Evidence (证据): what proves a bill, a debt and that the debtor was told, and what is missing.

>>> from .purposes import PURPOSES
>>> sorted(PURPOSES)[:3]
['already-paid', 'amount', 'area']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from .archive import Archive, Paper, Proof, PublicPaper
    from .exhibits import Exhibit, Missing
    from .kinds import KINDS, Kind, Needed
    from .packs import Pack, pack
    from .purposes import PURPOSES, Asked, Purpose

__all__ = [
    "KINDS",
    "PURPOSES",
    "Archive",
    "Asked",
    "Exhibit",
    "Kind",
    "Missing",
    "Needed",
    "Pack",
    "Paper",
    "Proof",
    "PublicPaper",
    "Purpose",
    "pack",
]

_HOMES = {
    "Archive": "archive",
    "Asked": "purposes",
    "Exhibit": "exhibits",
    "KINDS": "kinds",
    "Kind": "kinds",
    "Missing": "exhibits",
    "Needed": "kinds",
    "PURPOSES": "purposes",
    "Pack": "packs",
    "Paper": "archive",
    "Proof": "archive",
    "PublicPaper": "archive",
    "Purpose": "purposes",
    "pack": "packs",
}

__getattr__, __dir__ = names(__name__, _HOMES)
