"""What a pack is for (用途): each purpose with the evidence it needs and what else helps.

A host with rules of its own passes a mapping of its own to :func:`~.packs.pack`.

>>> PURPOSES["share"].needs
('schedule', 'publication', 'bill', 'working', 'disclosure', 'cost', 'correspondence')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from .kinds import Kind

Purpose = Literal[
    "amount",
    "area",
    "reading",
    "share",
    "already-paid",
    "fees",
    "penalty",
    "cost-share",
    "payment-order",
]


@frozen
class Asked:
    """What a purpose asks for: ``needs`` is told where it is missing, ``helps`` is not."""

    name: str
    needs: tuple[Kind, ...]
    helps: tuple[Kind, ...] = ()


_CHARGED: tuple[Kind, ...] = ("schedule", "publication", "bill", "working")
_OWED: tuple[Kind, ...] = (
    *("contract", "due-clause", "liability", *_CHARGED, "service"),
    *("delivery", "demand", "statement"),
)
_TOLD: tuple[Kind, ...] = ("interruption", "correspondence", "payment")

PURPOSES: Mapping[str, Asked] = {
    "amount": Asked(
        "金额异议", (*_CHARGED, "correspondence"), ("contract", "delivery", "payment", "statement")
    ),
    "area": Asked("面积异议", (*_CHARGED, "area", "correspondence"), ("contract",)),
    "reading": Asked("读数异议", (*_CHARGED, "reading", "meter-check", "correspondence")),
    "share": Asked(
        "公摊异议", (*_CHARGED, "disclosure", "cost", "correspondence"), ("contract", "reading")
    ),
    "already-paid": Asked(
        "已交费异议", ("bill", "payment", "statement", "correspondence"), ("delivery",)
    ),
    "fees": Asked("起诉物业费", _OWED, (*_TOLD, "area", "reading", "disclosure")),
    "penalty": Asked("起诉并请求违约金", (*_OWED, "penalty-clause", "penalty"), _TOLD),
    "cost-share": Asked("起诉公摊费用", (*_OWED, "disclosure", "cost"), (*_TOLD, "reading")),
    "payment-order": Asked(
        "申请支付令",
        (
            *("contract", "due-clause", "penalty-clause", "liability", "bill", "working"),
            *("demand", "address", "penalty", "statement"),
        ),
        (*_TOLD, "schedule", "delivery"),
    ),
}
