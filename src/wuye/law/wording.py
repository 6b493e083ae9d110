"""What a notice may not say (催缴用语): phrases that mislead, threaten, or cite what moved.

- Threats with what is unlawful: cutting supplies off or keeping people out (民法典 944-3),
  posting names (个人信息保护法 25), telling others (23), the credit register (征信业管理条例
  13), or the list of those who disobey judgments, which is the court's alone.
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
    threat: bool = False  # right when the notice says that it will or may not be done
    by_court: bool = False  # right when told of a court after its judgment

    def cite(self, on: date) -> Citation:
        key, number = self.where
        if key == "civil":
            return civil_code.cite(number, on)
        if key == "procedure":
            return civil_procedure.cite(key, number, on)
        return personal_information.cite(key, number, on)


_OTHERS = (
    "(?:(?:工作|用人|所在)单位|[您你](?:的)?(?:单位|公司)|单位领导|"
    "家人|家属|家庭成员|配偶|亲属|亲友|子女|父母|同事)"
)
_DISPUTES = "(?:物业(?:服务)?(?:合同)?(?:纠纷)?(?:案件[^《。；，]{0,16})?(?:司法)?|旧)解释"
_STOP = "(?:停用|停止使用|注销|锁定|冻结|禁用|取消|关闭|限制|收回)"
_KEEP_OUT = "(?:禁止|限制|不准|不让|拒绝|阻止|无法|不能)"
_IN_OR_OUT = "(?:进出|出入|进入|驶入|驶出|通行|入内|入场)"
_POST = "(?:公布|公示|公开|张贴|通报)"
_NO_TOTAL = "(?!的?(?:总|汇总|合计|户数|率|统计))"
_PHRASES = (
    _Phrase(
        "credit-threat",
        "征信|信用(?:记录|污点|黑名单|报告|评分|档案)|个人信用|(?<=影响您的)信用|(?<=影响)信用",
        "物业费欠费不能直接上报，采集个人信息须经本人同意",
        ("credit", "13"),
        threat=True,
    ),
    _Phrase(
        "bad-credit-threat",
        "失信(?:被执行人|人员|名单|黑名单|记录|惩戒)|老赖",
        "欠费本身不会列入；物业只能起诉或者申请仲裁，此后是否列入由法院决定",
        ("civil", "944-2"),
        threat=True,
        by_court=True,
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
        "法定(?:的)?(?:滞纳金|违约金)"
        "|(?:依法|(?:国家|法律|法规|政府|政策|民法典|条例|有关|相关)》?(?:有关|相关|的)*规定)"
        "[^。；约税]{0,12}?(?:千分之|万分之|百分之|‰|加收)"
        "|(?:千分之|万分之|‰)[^。；约]{0,8}(?:法律|国家)规定",
        "违约金出于约定，没有法定标准",
        ("civil", "585-1"),
    ),
    _Phrase(
        "cut-off-threat",
        "(?:停止?|断|限制?|掐|切断|中断)(?:供|送|用)?(?:水|电(?!梯)|暖|热|气|燃气)"
        "|(?:停止|暂停|中断)[为对向][^。；，]{0,6}供(?:水|电|暖|热|气)"
        "|(?:停|断)[您你][^。；，]{0,3}(?:水|电(?!梯)|暖|气)"
        "|拉闸|(?:关闭?|锁|拆)[^。；，]{0,4}(?:阀|电闸|总闸|水表|电表|气表)"
        "|(?:不予?|无法|不能|停止|暂停|限制)(?:卖|售|购|买)(?:水|电|气)",
        "不得以停水、停电、停热、停气等方式催交",
        ("civil", "944-3"),
        threat=True,
    ),
    _Phrase(
        "access-threat",
        f"{_STOP}[^。；，]{{0,8}}(?:门禁|电梯|梯控|人脸|门卡|车牌|道闸)"
        "|(?:门禁|电梯|梯控|人脸识别|门)(?:卡|权限|功能)?(?:将|会|即|被|予以|一律)*"
        f"(?:无法|不能|失效|{_STOP})"
        "|(?:门禁|电梯|门)卡?[^。；，]{0,4}不予续|移出[^。；，]{0,6}白名单"
        f"|{_KEEP_OUT}[^。；，]{{0,10}}(?:车|人员|业主|住户)[^。；，]{{0,6}}{_IN_OR_OUT}"
        f"|(?:车|车辆|人员|业主|住户)(?:将|一律|均)*(?:不得|{_KEEP_OUT})[^。；，]{{0,2}}{_IN_OR_OUT}"
        f"|{_KEEP_OUT}[^。；，]{{0,4}}{_IN_OR_OUT}(?:本)?(?:小区|单元|楼|地库|车库)",
        "不得以限制门禁、电梯、出入等方式催交；车辆另看当地规定",
        ("civil", "944-3"),
        threat=True,
    ),
    _Phrase(
        "publication-threat",
        f"曝光|{_POST}(?!栏)[^。；，]{{0,12}}"
        f"(?:姓名|房号|门牌|名单|[您你][^。；，]{{0,4}}欠|欠费{_NO_TOTAL})"
        f"|(?:欠费|拖欠)[^。；，]{{0,6}}(?:将|会|予以|被)[^。；，]{{0,8}}{_POST}(?!栏)"
        "|(?:群|公告栏|宣传栏|电梯|大堂|楼道|单元门)(?:内|里|中|口)?(?:予以|进行|公开)?"
        "(?:通报|点名)",
        "不得公开业主的个人信息",
        ("information", "25"),
        threat=True,
    ),
    _Phrase(
        "third-party-threat",
        f"(?:通知|联系|告知|告诉|通报|致函|发函)[^。；，]{{0,6}}{_OTHERS}"
        f"|[向给到]{_OTHERS}[^。；，]{{0,6}}(?:通报|反映|告知|发函|催)",
        "未经单独同意，不得向他人透露欠费",
        ("information", "23"),
        threat=True,
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
    authorities may stand in Chinese quotation marks, as a quotation, and what is denied or
    forbidden in its clause (不得, 不会, 禁止, 不应) is no threat.  Finding nothing does not
    make a notice right.
    """
    found = []
    for phrase in _PHRASES:
        for hit in re.finditer(phrase.pattern, text):
            if on < phrase.since or _excused(phrase, text, hit.start()):
                continue
            says = f"「{hit[0]}」：{phrase.says}"
            cite = phrase.cite(on)
            found.append(Misleading(phrase.code, says, cite, phrase=hit[0], start=hit.start()))
    return tuple(sorted(found, key=lambda one: (one.start, one.code)))


#: What denies, and then nothing that begins a new thought.  不得不 and 不得已 deny nothing,
#: and 不得欠费 speaks to the debtor.
_DENIED = re.compile(
    "(?:不得(?![不已])|不会(?!不)|不应当?(?!不)|禁止)"
    "(?:[因以对将把向在][^否但则就并]{0,20}|[^欠逾拖交缴否但则就并]{0,16})"
)
_JUDGED = re.compile("生效|判决|裁决|裁定|调解书|支付令")


def _excused(phrase: _Phrase, text: str, at: int) -> bool:
    if phrase.quotable and _quoted(text, at):
        return True
    sentence = re.split("[。；！？\n]", text[:at])[-1]
    if phrase.by_court and "法院" in sentence and _JUDGED.search(sentence):
        return True
    clause = re.split("[，,：:]", sentence)[-1]
    return phrase.threat and any(_DENIED.fullmatch(clause, start) for start in range(len(clause)))


def _quoted(text: str, at: int) -> bool:
    """Whether a quotation that opened before a position is still open there."""
    return any(text.rfind(a, 0, at) > text.rfind(b, 0, at) for a, b in ("“”", "「」", "『』"))
