"""Tone (措辞): phrases that put residents off, and words that only accountants know.

No law forbids them, so they stop nothing; each comes with a better phrase.  What the law
forbids is in :mod:`wuye.law.wording`.

>>> for found in off_putting("电梯的事与我司无关，您必须先缴费。"):
...     print(found.start, found.kind, found.phrase, "→", found.better)
4 defensive 与我司无关 → 我们帮您联系负责的一方，并告诉您进展
11 harsh 必须 → 请
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from attrs import frozen

Kind = Literal["defensive", "harsh", "jargon"]


@frozen
class Phrase:
    """A phrase to avoid, as a pattern, and a better one."""

    kind: Kind
    pattern: str
    better: str


@frozen
class OffPutting:
    """A phrase that was found, where it stands, and a better one."""

    kind: Kind
    phrase: str
    start: int
    better: str


PHRASES: tuple[Phrase, ...] = (
    Phrase(
        "defensive",
        "[与跟和](?:我司|我们|我公司|本公司|物业)(?:公司)?(?:无关|没有?关系)",
        "我们帮您联系负责的一方，并告诉您进展",
    ),
    Phrase("defensive", "不(?:归|由)(?:我司|我们|物业)(?:公司)?[管负]", "我们帮您转给负责的一方"),
    Phrase(
        "defensive",
        "(?:这|那)(?:就)?是(?:公司)?(?:的)?规定|公司规定",
        "依据是这一条，可以给您看原文",
    ),
    Phrase("defensive", "我(?:们|司)?也?没(?:有)?办法", "我们现在能做的是"),
    Phrase("defensive", "[您你](?:们)?自己的(?:问题|事|原因)", "我们一起看看是哪一步出了问题"),
    Phrase(
        "defensive", "(?:别人|大家|其他业主|邻居)(?:们)?都(?:已经)?[交缴]", "这里只谈您自己的账单"
    ),
    Phrase("harsh", "(?<!不)必须", "请"),
    Phrase("harsh", "务必|责令|勒令|限令", "请"),
    Phrase(
        "harsh",
        "恶意(?:拖欠|欠费|欠缴)|拒不(?:缴|交|支付)[纳费]?|无故(?:拖欠|不[缴交])",
        "尚未缴纳",
    ),
    Phrase(
        "harsh", "(?:一切)?后果(?:由[您你])?自负|一切后果|严肃处理|最后通牒", "写明期满后会做什么"
    ),
    Phrase("jargon", "抵充", "这笔钱先缴哪一项"),
    Phrase("jargon", "科目", "收费项目"),
    Phrase("jargon", "应收(?:账款|款项?)", "应缴金额"),
    Phrase("jargon", "账龄", "逾期时间"),
    Phrase("jargon", "计提", "计算"),
    Phrase("jargon", "冲红|红冲", "更正"),
    Phrase("jargon", "口径", "计算方法"),
    Phrase("jargon", "催收|清欠", "提醒缴费"),
)


def off_putting(text: str, phrases: Iterable[Phrase] = PHRASES) -> tuple[OffPutting, ...]:
    """Find phrases that put residents off, in the order of the text.

    A host passes a longer or shorter list of its own.  Finding none says nothing of the
    rest of the text.
    """
    found = [
        OffPutting(phrase.kind, hit[0], hit.start(), phrase.better)
        for phrase in phrases
        for hit in re.finditer(phrase.pattern, text)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.phrase)))
