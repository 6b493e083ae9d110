"""Personal information and peace at home (个人信息、生活安宁): the sources.

个人信息保护法 25 forbids publishing personal information without separate consent, and 13
lets only laws and administrative regulations, not local ones, stand in for consent.
治安管理处罚法 was revised: harassment was article 42 and is 50 since 1 January 2026.

What the finance sector follows in collection does not bind property companies, and was
read in reports alone; its clauses stand here under a word, their numbers being unknown.

>>> from datetime import date
>>> print(cite("information", "25", date(2026, 10, 1)))
个人信息保护法第25条（2021-11-01）
>>> cite("public-order", "42", date(2026, 10, 1))
Traceback (most recent call last):
wuye.errors.NotInForceError: 治安管理处罚法第42条（2006-03-01）: the article does not apply on that \
day: '2026-10-01'; see 治安管理处罚法第50条
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from ..citation import Citation
from ..errors import UnknownError
from .reference import Article, Certainty, Source, find

Key = Literal["information", "public-order", "criminal", "credit", "collection", "banks"]

#: Days that no source read for this table gives.
_DAY = Certainty.MEMORY
INFORMATION = Source("个人信息保护法", since=date(2021, 11, 1))
PUBLIC_ORDER = Source("治安管理处罚法", since=date(2026, 1, 1), issued_as="2025年修订")
PUBLIC_ORDER_2012 = Source(
    "治安管理处罚法", since=date(2006, 3, 1), until=date(2026, 1, 1), since_certainty=_DAY
)
#: 第293条之一 came with the eleventh amendment, in force from this day
CRIMINAL = Source(
    "刑法", since=date(2021, 3, 1), issued_as="刑法修正案（十一）", since_certainty=_DAY
)
CREDIT = Source(
    "征信业管理条例", since=date(2013, 3, 15), issued_as="国务院令第631号", since_certainty=_DAY
)
COLLECTION = Source(
    "互联网金融 个人网络消费信贷 贷后催收风控指引",
    since=date(2025, 2, 28),
    issued_as="GB/T 45251-2025",
)
BANKS = Source(
    "金融机构个人消费类贷款催收工作指引", since=date(2026, 1, 30), issued_as="中国银行业协会"
)

_INFORMATION = (
    INFORMATION.article("5", "合法、正当、必要和诚信，不得误导、胁迫", reference=True),
    INFORMATION.article("6", "与处理目的直接相关，采取对个人权益影响最小的方式", reference=True),
    INFORMATION.article("10", "不得非法提供或者公开他人个人信息"),
    INFORMATION.article("13-1-2", "为订立、履行个人作为一方当事人的合同所必需", reference=True),
    INFORMATION.article("13-1-7", "法律、行政法规规定的其他情形（不含地方性法规）"),
    INFORMATION.article("19", "保存期限应当为实现处理目的所必要的最短时间"),
    INFORMATION.article("21", "委托处理须约定并监督；未经同意，受托人不得转委托", reference=True),
    INFORMATION.article("23", "向他人提供个人信息，应当告知并取得个人的单独同意"),
    INFORMATION.article("25", "不得公开其处理的个人信息，取得个人单独同意的除外"),
    INFORMATION.article("26", "公共场所采集的图像和身份识别信息只能用于公共安全", reference=True),
    INFORMATION.article("28", "金融账户、行踪轨迹、生物识别等是敏感个人信息", reference=True),
    INFORMATION.article("29", "处理敏感个人信息应当取得单独同意", reference=True),
    INFORMATION.article("44", "个人对其个人信息的处理享有知情权、决定权", reference=True),
    INFORMATION.article("45", "个人有权查阅、复制其个人信息", reference=True),
    INFORMATION.article("46", "个人有权请求更正、补充其个人信息", reference=True),
    INFORMATION.article("47", "处理目的已实现或者保存期限届满的，应当删除"),
    INFORMATION.article("55", "委托、提供、公开个人信息前应当进行影响评估", reference=True),
    INFORMATION.article("56", "影响评估报告和处理情况记录至少保存三年", reference=True),
    INFORMATION.article(
        "66", "罚款一百万元以下；情节严重的五千万元以下或者上年营业额百分之五", reference=True
    ),
    INFORMATION.article("69", "不能证明自己没有过错的，应当承担侵权责任", reference=True),
    INFORMATION.article("73-4", "匿名化：无法识别特定自然人且不能复原"),
)
_PUBLIC_ORDER = (
    PUBLIC_ORDER.article("47-3", "非法侵入他人住宅、限制人身自由", reference=True),
    PUBLIC_ORDER.article("50", "恐吓、侮辱、滋扰、纠缠、跟踪等，处拘留或者罚款"),
    PUBLIC_ORDER.article(
        "50-1-5",
        "多次发送侮辱、恐吓等信息，或者滋扰、纠缠、跟踪，干扰他人正常生活",
        reference=True,
    ),
    PUBLIC_ORDER.article("50-2", "可以责令一定期限内禁止接触被侵害人", reference=True),
    PUBLIC_ORDER_2012.article(
        "42", "旧条号，现为第50条", superseded_by="治安管理处罚法第50条", reference=True
    ),
)
_CRIMINAL = (
    CRIMINAL.article("293", "寻衅滋事：追逐、拦截、辱骂、恐吓他人，情节恶劣", reference=True),
    CRIMINAL.article(
        "293-1",
        "第二百九十三条之一，催收非法债务罪：针对高利放贷等非法债务，不针对合法的物业费",
        reference=True,
    ),
)
_CREDIT = (
    CREDIT.article("13", "采集个人信息应当经本人同意"),
    CREDIT.article("15", "提供个人不良信息应当事先告知本人", reference=True),
    CREDIT.article("16", "不良信息自行为终止之日起保存五年", reference=True),
)
_COLLECTION = (
    COLLECTION.article(
        "时段",
        "双方未约定的，每日22:00至次日8:00不应催收",
        Certainty.SECONDARY,
    ),
    COLLECTION.article("通话", "与单一债务人主动有效通话每日不应超过3次", Certainty.SECONDARY),
    COLLECTION.article(
        "对象",
        "只向债务人催收；失联时方可联系他人，不得透露欠款信息，拒绝即停",
        Certainty.SECONDARY,
        reference=True,
    ),
)
_BANKS = (
    BANKS.article(
        "时段", "未经债务人同意，严禁在22:00至8:00催收", Certainty.SECONDARY, reference=True
    ),
    BANKS.article("拨打", "未接通时，同一联系方式当天尝试不超过6次", Certainty.SECONDARY),
    BANKS.article(
        "第三人",
        "原则上严禁对无关第三人催收；失联时方可联系，严禁透露债务信息，拒绝即停",
        Certainty.SECONDARY,
        reference=True,
    ),
)

TABLES: Mapping[Key, tuple[Article, ...]] = {
    "information": _INFORMATION,
    "public-order": _PUBLIC_ORDER,
    "criminal": _CRIMINAL,
    "credit": _CREDIT,
    "collection": _COLLECTION,
    "banks": _BANKS,
}
ARTICLES: tuple[Article, ...] = tuple(row for table in TABLES.values() for row in table)


def article(source_key: Key, number: str) -> Article:
    """Look up a row with what it says and how sure it is, on whatever day.

    Raises :class:`~wuye.errors.UnknownError` when it is not here.
    """
    for row in _table(source_key):
        if row.number == number:
            return row
    raise UnknownError("no such article in the table", number, source_key, "see TABLES")


def cite(source_key: Key, number: str, on: date) -> Citation:
    """Cite an article of one of the :data:`TABLES` as it applies on a day.

    Raises :class:`~wuye.errors.UnknownError` for a source or a number that is not here
    and :class:`~wuye.errors.NotInForceError` for one that is displaced or does not apply.
    """
    return find(_table(source_key), number, on)


def _table(source_key: Key) -> tuple[Article, ...]:
    if source_key not in TABLES:
        raise UnknownError(
            "no such source", source_key, "law", f"give one of {', '.join(get_args(Key))}"
        )
    return TABLES[source_key]
