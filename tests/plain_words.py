"""Words that staff know and residents do not; no answer to a resident may have one."""

from __future__ import annotations

JARGON = (
    *("滞纳金", "抵充", "科目", "口径", "权数", "尾差", "余数", "进位线", "基数", "应收", "实收"),
    *("债务人", "债权人", "诉讼时效", "抗辩", "连带责任", "核销", "冲红", "冲减", "账龄"),
    *("accrual", "basis", "largest remainder", "cut-off", "principal", "appropriat"),
    *("debtor", "creditor", "limitation", "receivable", "ageing"),
)


def jargon(text: str) -> list[str]:
    """The words in a text that a resident would have to ask about."""
    return [word for word in JARGON if word in text]
