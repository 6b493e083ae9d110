"""Exhibits (证据), and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from attrs import field, frozen

from ..citation import Citation
from ..law.interruptions import Evidence
from .kinds import KINDS, Kind

Rows = tuple[tuple[str, ...], ...]
Reason = Literal["absent", "weak", "elsewhere"]

#: How an arrival is proved, as it is told on paper.
STRENGTHS: Mapping[Evidence, str] = {
    Evidence.SIGNED: "签收",
    Evidence.DELIVERED: "未签收，能够证明到达",
    Evidence.MESSAGE: "信件或者数据电文，到达或者应当到达",
    Evidence.ANNOUNCED: "媒体公告",
    Evidence.RECORD: "机构文书或者付款记录",
    Evidence.POSTED: "张贴，不能证明到达",
    Evidence.GROUP: "群公告，不能证明到达",
    Evidence.UNPROVEN: "没有留下证据",
}
REASONS: Mapping[Reason, str] = {
    "absent": "没有这类材料",
    "weak": "已有的材料证明力弱",
    "elsewhere": "已有的材料没有写明、不涉及这些期间",
}


@frozen(kw_only=True)
class Exhibit:
    """One piece of evidence (一份证据): what it is, of which day, where the original is kept.

    ``lines`` are the bill lines that it bears on.  ``strength`` tells how an arrival is
    proved, None where nothing had to arrive; ``weakness`` what is wrong with it: such a one
    fills no need.  ``told`` and the table below it are what is printed of it.
    """

    kind: Kind
    name: str = field(repr=False)
    on: date
    lines: tuple[str, ...]
    kept: str
    strength: Evidence | None = None
    weakness: str = ""
    cites: tuple[Citation, ...] = ()
    told: tuple[str, ...] = field(default=(), repr=False)
    head: tuple[str, ...] = field(default=(), repr=False)
    rows: Rows = field(default=(), repr=False)

    @property
    def proves(self) -> str:
        """What it is to prove (证明对象)."""
        return KINDS[self.kind].proves

    @property
    def remark(self) -> str:
        """How strong it is, in words; nothing where there is nothing to say."""
        if self.strength and not self.weakness:
            return STRENGTHS[self.strength]
        return self.weakness


@frozen(kw_only=True)
class Missing:
    """Evidence that a purpose needs and the pack has not, for which lines and why.

    ``reason``: there is none (``"absent"``), only weak ones (``"weak"``), or none that
    names these lines (``"elsewhere"``).
    """

    kind: Kind
    lines: tuple[str, ...]
    reason: Reason
    cites: tuple[Citation, ...]

    @property
    def name(self) -> str:
        """What is missing."""
        return KINDS[self.kind].name

    @property
    def why(self) -> str:
        """Why it matters."""
        return KINDS[self.kind].why

    @property
    def how(self) -> str:
        """How to get it."""
        return KINDS[self.kind].how

    def in_words(self) -> str:
        """Tell it in one line of Chinese."""
        cites = "、".join(map(str, self.cites))
        law = f"（{cites}）" if cites else ""
        return f"{self.name}：{REASONS[self.reason]}。{self.why}{law}。办法：{self.how}"
