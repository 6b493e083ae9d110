"""Judicial interpretations (司法解释) of the Supreme People's Court that bear on fees.

One source each, by a short key:

- ``"property"``: 物业服务纠纷解释 as amended in 2020.  It has five articles.  The edition of
  2009 had thirteen; what was deleted or renumbered is kept here only to say so.
- ``"contracts"``: 合同编通则解释.
- ``"limitation"``: 诉讼时效规定 as amended in 2020.
- ``"general"``: 总则编解释.
- ``"delay-interest"``: 迟延履行利息解释, interest in enforcement.
- ``"answers"``: 法答网精选答问, answers for judges.  They bind nobody and were read in a
  reprint alone, so they count as not verified.

>>> print(cite("contracts", "65-2", date(2026, 10, 1)))
合同编通则解释第65-2条（2023-12-05）
>>> cite("property", "6", date(2026, 10, 1))
Traceback (most recent call last):
wuye.errors.NotInForceError: 物业服务纠纷解释第6条（2009-10-01）: the article does not apply on \
that day: '2026-10-01'; see 民法典第944-2条：催告并给合理期限，期满可以起诉或者申请仲裁
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from ..citation import Citation
from ..errors import UnknownError
from .reference import Article, Certainty, Source, find

SourceKey = Literal["property", "contracts", "limitation", "general", "delay-interest", "answers"]

PROPERTY = Source("物业服务纠纷解释", since=date(2021, 1, 1), issued_as="2020年修正")
PROPERTY_2009 = Source("物业服务纠纷解释", since=date(2009, 10, 1), until=date(2021, 1, 1))
CONTRACTS = Source("合同编通则解释", since=date(2023, 12, 5), issued_as="法释〔2023〕13号")
LIMITATION = Source("诉讼时效规定", since=date(2021, 1, 1), issued_as="法释〔2020〕17号修正")
# Of these two the articles were read and the days from which they apply were not.
GENERAL = Source("总则编解释", since=date(2022, 3, 1), since_certainty=Certainty.MEMORY)
DELAY_INTEREST = Source(
    "迟延履行利息解释",
    since=date(2014, 8, 1),
    issued_as="法释〔2014〕8号",
    since_certainty=Certainty.MEMORY,
)
ANSWERS = Source("法答网精选答问（第二十批）", since=date(2025, 6, 21))

_PROPERTY = (
    PROPERTY.article(
        "1", "业主妨碍物业服务与管理的，应当停止侵害、排除妨碍、恢复原状", reference=True
    ),
    PROPERTY.article("2", "擅自扩大收费范围、提高标准或者重复收费的，业主可以抗辩、请求退还"),
    PROPERTY.article("3", "合同终止后，应当退还已经预收但尚未提供服务期间的物业费"),
    PROPERTY.article("4", "承租人等物业使用人引起的纠纷，参照关于业主的规定", reference=True),
    PROPERTY.article("5", "自2009年10月1日起施行", reference=True),
)

#: Numbers that the edition of 2009 had and today's has not; the amendment says which were
#: deleted and which only moved.
_PROPERTY_2009 = tuple(
    PROPERTY_2009.article(number, "2020年修正后没有此条", superseded_by=instead, reference=True)
    for number, instead in (
        ("6", "民法典第944-2条：催告并给合理期限，期满可以起诉或者申请仲裁"),
        ("7", "物业管理条例第41-1条、第47-2条：业主与使用人连带"),
        ("8", "民法典第937条至第950条：该条已删除"),
        ("9", "现行第3条"),
        ("10", "民法典第937条至第950条：该条已删除"),
        ("11", "民法典第937条至第950条：该条已删除"),
        ("12", "现行第4条"),
        ("13", "现行第5条"),
    )
)

_CONTRACTS = (
    CONTRACTS.article("9-1", "依据示范文本制作的条款仍可以是格式条款", reference=True),
    CONTRACTS.article("10-3", "电子合同仅以勾选、弹窗为由，不能认定已经提示", reference=True),
    CONTRACTS.article(
        "31-1", "不得以对方没有履行非主要债务为由拒绝履行自己的主要债务", reference=True
    ),
    CONTRACTS.article("56", "抵销时债务的顺序参照民法典第560条、第561条", reference=True),
    CONTRACTS.article("64-1", "可以通过反诉或者抗辩的方式请求调整违约金"),
    CONTRACTS.article("64-2", "违约方主张违约金过高的，应当承担举证责任"),
    CONTRACTS.article("64-3", "仅以合同约定不得调整违约金为由主张不予调整的，不予支持"),
    CONTRACTS.article("65-1", "以损失为基础，兼顾主体、交易类型、履行情况、过错程度等衡量"),
    CONTRACTS.article("65-2", "违约金超过造成损失的百分之三十的，一般可以认定为过分高于"),
    CONTRACTS.article("65-3", "恶意违约的当事人请求减少违约金的，一般不予支持"),
    CONTRACTS.article("66", "对方未主张调整违约金的，法院应当就是否请求调整进行释明"),
    CONTRACTS.article("67-1", "押金等没有约定定金性质的，不适用定金罚则"),
)

_LIMITATION = (
    LIMITATION.article("2", "当事人未提出诉讼时效抗辩的，法院不应释明"),
    LIMITATION.article("3-1", "时效抗辩应当在一审期间提出，有新证据的除外"),
    LIMITATION.article("4", "不能确定履行期限的，自宽限期届满或者明确拒绝之日起计算"),
    LIMITATION.article(
        "8-1", "文书签收或者能证明到达、信件或者数据电文到达的，中断；下落不明可公告"
    ),
    LIMITATION.article("8-2", "自然人的签收人：本人、同住的具有完全行为能力的亲属、被授权主体"),
    LIMITATION.article("9", "对同一债权中的部分主张权利的，中断及于剩余债权，明确放弃的除外"),
    LIMITATION.article("10", "诉讼时效从提交起诉状或者口头起诉之日起中断"),
    LIMITATION.article("11", "申请支付令、诉前保全、申请强制执行、诉讼中主张抵销等与起诉同等"),
    LIMITATION.article("12", "向人民调解委员会等提出请求的，从提出请求之日起中断"),
    LIMITATION.article("13", "向公安机关等报案或者控告的，从报案或者控告之日起中断"),
    LIMITATION.article("14", "分期履行、部分履行、提供担保、请求延期、制定清偿计划是同意履行"),
    LIMITATION.article("15-2", "对连带债务人中的一人中断的，对其他连带债务人也中断"),
    LIMITATION.article("19-1", "届满后同意履行或者自愿履行，又以时效抗辩的，不予支持"),
    LIMITATION.article("19-2", "就原债务达成新的协议的，视为放弃时效抗辩权", reference=True),
)

_GENERAL = (
    GENERAL.article("35", "三年期间可以中止、中断，不得延长；二十年期间不适用中止、中断"),
    GENERAL.article("38-1", "在新的诉讼时效期间内再次出现中断事由的，再次中断"),
    GENERAL.article("38-2", "向代理人、财产代管人或者遗产管理人等提出请求的，也中断"),
)

_DELAY_INTEREST = (
    DELAY_INTEREST.article("1-3", "尚未清偿的金钱债务（不含一般债务利息）×日万分之一点七五×期间"),
    DELAY_INTEREST.article("2", "自生效法律文书确定的履行期间届满之日起计算"),
    DELAY_INTEREST.article("3-1", "计算至履行完毕之日；分次履行的，计算至每次履行完毕之日"),
    DELAY_INTEREST.article("4", "先清偿文书确定的金钱债务，再清偿加倍部分利息，另有约定的除外"),
)

_ANSWERS = (
    ANSWERS.article(
        "3", "每笔物业费债务均系独立之债，依第188条分段起算，不适用第189条", Certainty.SECONDARY
    ),
)

_TABLES: dict[SourceKey, tuple[Article, ...]] = {
    "property": _PROPERTY + _PROPERTY_2009,
    "contracts": _CONTRACTS,
    "limitation": _LIMITATION,
    "general": _GENERAL,
    "delay-interest": _DELAY_INTEREST,
    "answers": _ANSWERS,
}

ARTICLES = tuple(article for table in _TABLES.values() for article in table)


def cite(source: SourceKey, number: str, on: date) -> Citation:
    """Cite an article of one interpretation as it applies on a day.

    Raises :class:`~wuye.errors.NotInForceError` for an article of the edition of 2009
    that is gone, naming what to use instead; :class:`~wuye.errors.UnknownError` for what
    is not in the tables.
    """
    table = _TABLES.get(source)
    if table is None:
        raise UnknownError(
            "no such interpretation", source, "interpretations", f"one of {', '.join(_TABLES)}"
        )
    return find(table, number, on)
