"""What a notice may not say (催缴用语): phrases that mislead, threaten, or cite what moved.

- Threats with what is unlawful: cutting supplies off (民法典 944-3), posting names
  (个人信息保护法 25), telling others (23), or the credit register (征信业管理条例 13).
- A penalty called by the name of an administrative surcharge, or called statutory; it rests
  on the contract (民法典 585-1).
- Articles that were deleted or moved: 物业服务纠纷解释 6 to 13, 民事诉讼法 by the numbers of
  before 2024, 治安管理处罚法 42, which is 50 since 2026.

It is a list of phrases, not a reading of the text.  Each one found stops the notice; finding
none does not make a notice right.

>>> for found in misleading("不交物业费将影响征信", on=date(2026, 10, 1)):
...     print(found.start, found.says, found.cite)
8 「征信」：物业费欠费不能直接上报，采集个人信息须经本人同意 征信业管理条例第13条（2013-03-15）
>>> misleading("逾期按合同约定支付违约金", on=date(2026, 10, 1))
()
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from attrs import field, frozen

from ..citation import Citation
from . import civil_code, civil_procedure, personal_information
from .reference import Finding


@frozen
class Misleading(Finding):
    """A phrase that misleads or threatens with what is unlawful, and where it stands."""

    phrase: str = field(kw_only=True)
    start: int = field(kw_only=True)


def _number(value: int) -> str:
    """Write a number below a thousand as articles are counted: 二百零一."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    middle = f"{digits[tens] * (value >= 20)}十" if tens else "零" * bool(hundreds and ones)
    return f"{digits[hundreds]}百" * bool(hundreds) + middle + digits[ones] * bool(ones)


def _either(*numbers: int) -> str:
    return "|".join(f"{number}|{_number(number)}" for number in numbers)


def _article(law: str, number: int) -> str:
    return rf"{law}》?(?:（[^）]{{0,12}}）)?第\s*(?:{_either(number)})\s*条"


_Where = tuple[Literal["civil", "procedure", "information", "public-order", "credit"], str]


@frozen
class _Phrase:
    code: str
    pattern: str
    says: str
    where: _Where
    since: date = date.min  # before this day the words may be right
    quotable: bool = False  # right when somebody else is quoted

    def cite(self, on: date) -> Citation:
        key, number = self.where
        if key == "civil":
            return civil_code.cite(number, on)
        if key == "procedure":
            return civil_procedure.cite(key, number, on)
        return personal_information.cite(key, number, on)


_OTHERS = "(?:(?:工作|用人|所在)单位|单位领导|家人|亲属|亲友|子女|父母)"
_DISPUTES = "(?:物业(?:服务)?(?:合同)?(?:纠纷)?(?:案件[^《。；，]{0,16})?(?:司法)?|旧)解释"
_PHRASES = (
    _Phrase(
        "credit-threat",
        "征信|信用(?:记录|污点|黑名单)",
        "物业费欠费不能直接上报，采集个人信息须经本人同意",
        ("credit", "13"),
    ),
    _Phrase(
        "surcharge-word",
        "滞纳金",
        "这是行政机关加收的名目，物业合同约定的是违约金",
        ("civil", "585-1"),
        quotable=True,
    ),
    _Phrase(
        "statutory-penalty",
        "法定(?:的)?(?:滞纳金|违约金)|(?:依法|法律规定)[^。；约]{0,12}(?:千分之|万分之|‰)",
        "违约金出于约定，没有法定标准",
        ("civil", "585-1"),
    ),
    _Phrase(
        "cut-off-threat",
        "(?:停止?|断|限制?|掐|切断|中断)(?:供|送|用)?(?:水|电|暖|热|气|燃气)",
        "不得以停水、停电、停热、停气等方式催交",
        ("civil", "944-3"),
    ),
    _Phrase(
        "publication-threat",
        "曝光|(?:公布|公示|公开|张贴)[^。；，]{0,12}(?:姓名|房号|门牌|名单)",
        "不得公开业主的个人信息",
        ("information", "25"),
    ),
    _Phrase(
        "third-party-threat",
        f"(?:通知|联系|告知)[^。；，]{{0,6}}{_OTHERS}",
        "未经单独同意，不得向他人透露欠费",
        ("information", "23"),
    ),
    _Phrase(
        "old-interpretation",
        rf"{_DISPUTES}[^第。；]{{0,14}}第\s*(?:{_either(*range(6, 14))})\s*条",
        "修正后的解释只有五条；催告后合理期限届满仍不支付即可起诉",
        ("civil", "944-2"),
        since=civil_code.SOURCE.since,
    ),
    _Phrase(
        "old-article",
        _article("治安管理处罚法", 42),
        "旧条号，现为第50条",
        ("public-order", "50"),
        since=personal_information.PUBLIC_ORDER.since,
    ),
    *(
        _Phrase(
            "old-article",
            _article("民(?:事)?诉(?:讼)?法", int(old)),
            f"旧条号，现为第{new}条",
            ("procedure", new),
            since=civil_procedure.PROCEDURE.since,
        )
        for old, new in civil_procedure.MOVED_2012 + civil_procedure.MOVED_2021
    ),
)


def misleading(text: str, *, on: date) -> tuple[Misleading, ...]:
    """Find phrases in a notice that mislead, threaten, or cite articles that moved.

    Reports what stands in the text, with its position, in the order of the text.  An old
    number is not reported for a day on which it was right.  The word for the surcharge of
    authorities may stand in Chinese quotation marks, as a quotation.  Finding nothing
    does not make a notice right.
    """
    found = []
    for phrase in _PHRASES:
        for hit in re.finditer(phrase.pattern, text):
            if on < phrase.since or (phrase.quotable and _quoted(text, hit.start())):
                continue
            says = f"「{hit[0]}」：{phrase.says}"
            cite = phrase.cite(on)
            found.append(Misleading(phrase.code, says, cite, phrase=hit[0], start=hit.start()))
    return tuple(sorted(found, key=lambda one: (one.start, one.code)))


def _quoted(text: str, at: int) -> bool:
    """Whether a quotation that opened before a position is still open there."""
    return any(text.rfind(a, 0, at) > text.rfind(b, 0, at) for a, b in ("“”", "「」", "『』"))
