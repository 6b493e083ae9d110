"""Going to court (民事诉讼): procedure, court fees, mediation and arbitration.

The numbers of 民事诉讼法 moved with the revisions of 2021 and 2023.  Older guides still
quote the payment order as 214 to 217 and small claims as 162; those numbers now stand
for other things.  Asking for one that moved raises
:class:`~wuye.errors.NotInForceError`, whatever the day, and names the new one.

>>> from datetime import date
>>> print(cite("procedure", "227", date(2026, 10, 1)))
民事诉讼法第227条（2024-01-01）
>>> cite("procedure", "216", date(2026, 10, 1))
Traceback (most recent call last):
wuye.errors.NotInForceError: 民事诉讼法第216条（2013-01-01，未核实）: the article does not apply on \
that day: '2026-10-01'; see 民事诉讼法第227条
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from ..citation import Citation
from ..errors import UnknownError
from .reference import Article, Certainty, Source, find

Key = Literal["procedure", "interpretation", "evidence", "fees", "mediation", "arbitration"]

# The articles were read; the days from which these editions apply were not.
_DAY = Certainty.MEMORY
PROCEDURE = Source(
    "民事诉讼法", since=date(2024, 1, 1), issued_as="主席令第十一号", since_certainty=_DAY
)
PROCEDURE_2021 = Source(
    "民事诉讼法", since=date(2022, 1, 1), until=date(2024, 1, 1), since_certainty=_DAY
)
PROCEDURE_2012 = Source(
    "民事诉讼法", since=date(2013, 1, 1), until=date(2022, 1, 1), since_certainty=_DAY
)
INTERPRETATION = Source(
    "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释",
    since=date(2022, 4, 10),
    since_certainty=_DAY,
)
EVIDENCE = Source("民事诉讼证据规定", since=date(2020, 5, 1), issued_as="2019年修正")
FEES = Source(
    "诉讼费用交纳办法",
    since=date(2007, 4, 1),
    issued_as="国务院令第481号",
    since_certainty=_DAY,
)
MEDIATION = Source("人民调解法", since=date(2011, 1, 1), since_certainty=_DAY)
ARBITRATION = Source("仲裁法", since=date(2026, 3, 1), issued_as="2025年修订")

#: (old number, new number), as the revisions of 2021 and 2023 moved them
MOVED_2012 = (
    ("162", "165"),
    ("214", "225"),
    ("215", "226"),
    ("216", "227"),
    ("217", "228"),
    ("239", "250"),
    ("253", "264"),
)
MOVED_2021 = (
    ("201", "205"),
    ("202", "206"),
    ("221", "225"),
    ("222", "226"),
    ("223", "227"),
    ("224", "228"),
    ("246", "250"),
    ("260", "264"),
)
# These were read where a judicial interpretation quotes them; 214 to 217 were not.
_QUOTED = frozenset({"162", "239", "253"})


def _moved(source: Source, old: str, new: str, certainty: Certainty) -> Article:
    return source.article(
        old,
        f"旧条号，现为第{new}条",
        certainty,
        superseded_by=f"民事诉讼法第{new}条",
        reference=True,
    )


_PROCEDURE = (
    PROCEDURE.article("24", "合同纠纷由被告住所地或者合同履行地人民法院管辖", reference=True),
    PROCEDURE.article("85", "期间开始的日不计算在内；最后一日是法定休假日的，顺延到其后第一日"),
    PROCEDURE.article("164", "简易程序三个月内审结，可以延长一个月", reference=True),
    PROCEDURE.article("165", "小额诉讼的程序：简单金钱给付案件，一审终审", reference=True),
    PROCEDURE.article(
        "165-1", "简单金钱给付案件，不超过上年度就业人员年平均工资百分之五十的，适用小额诉讼"
    ),
    PROCEDURE.article("165-2", "超过百分之五十但在二倍以下的，当事人可以约定适用小额诉讼"),
    PROCEDURE.article(
        "166", "人身关系和财产确权、涉外、评估鉴定、一方下落不明、反诉等，不适用小额诉讼"
    ),
    PROCEDURE.article("168", "小额诉讼两个月内审结，可以延长一个月", reference=True),
    PROCEDURE.article("205", "双方自调解协议生效之日起三十日内共同申请司法确认"),
    PROCEDURE.article("206", "经确认的调解协议，一方不履行的，对方可以申请执行", reference=True),
    PROCEDURE.article("225", "没有其他债务纠纷，且支付令能够送达债务人的，可以申请支付令"),
    PROCEDURE.article("226", "法院在五日内通知债权人是否受理"),
    PROCEDURE.article(
        "227", "受理后十五日内发出支付令；债务人收到后十五日内清偿或者提出书面异议，否则可申请执行"
    ),
    PROCEDURE.article(
        "228",
        "异议成立的，支付令失效，转入诉讼程序，申请人不同意起诉的除外",
        reference=True,
    ),
    PROCEDURE.article("250", "申请执行的期间为二年，从履行期间的最后一日起计算，可以中止、中断"),
    PROCEDURE.article(
        "264", "未按指定的期间履行金钱义务的，加倍支付迟延履行期间的债务利息", reference=True
    ),
    *(_moved(PROCEDURE_2021, old, new, Certainty.READ) for old, new in MOVED_2021),
    *(
        _moved(PROCEDURE_2012, old, new, Certainty.READ if old in _QUOTED else Certainty.MEMORY)
        for old, new in MOVED_2012
    ),
)
_INTERPRETATION = (
    INTERPRETATION.article("272", "年平均工资以已经公布的最近年度为准"),
    INTERPRETATION.article(
        "427", "金钱已到期且数额确定，无对待给付义务，债务人在境内且未下落不明，未申请诉前保全"
    ),
    INTERPRETATION.article("428-2", "证明文件没有约定利息或者违约金，债权人坚持要求的，驳回申请"),
    INTERPRETATION.article("429", "债务人拒绝接收支付令的，可以留置送达", reference=True),
    INTERPRETATION.article("430-2", "发出支付令之日起三十日内无法送达的，终结督促程序"),
    INTERPRETATION.article("432", "对其中一项请求提出异议，不影响其他请求", reference=True),
    INTERPRETATION.article("435-4", "对是否符合发出支付令条件产生合理怀疑的，异议成立"),
    INTERPRETATION.article(
        "436", "只提出缺乏清偿能力、延期、变更方式的，不影响支付令；口头异议无效", reference=True
    ),
    INTERPRETATION.article("438", "不同意起诉的，自收到终结督促程序裁定之日起七日内提出"),
    INTERPRETATION.article("439", "七日内未表明的，视为自申请支付令之时起诉", reference=True),
    INTERPRETATION.article("440", "支付令的申请执行期间，适用民事诉讼法现第250条", reference=True),
)
_EVIDENCE = (
    EVIDENCE.article("15-2", "电子数据应当提供原件；直接来源于电子数据的打印件视为原件"),
    EVIDENCE.article("19-1", "证据逐一分类编号，说明来源、证明对象和内容，签名盖章，注明提交日期"),
)
_FEES = (
    FEES.article("13-1", "财产案件按请求金额分段累计交纳案件受理费"),
    FEES.article("14-3", "申请支付令，比照财产案件受理费标准的三分之一交纳"),
    FEES.article("15", "以调解方式结案或者申请撤诉的，减半交纳"),
    FEES.article("16", "适用简易程序审理的，减半交纳"),
)
_MEDIATION = (
    MEDIATION.article("31", "调解协议具有法律约束力", reference=True),
    MEDIATION.article("33", "自调解协议生效之日起三十日内共同申请司法确认"),
)
_ARBITRATION = (ARBITRATION.article("27", "申请仲裁须有书面的仲裁协议或者仲裁条款"),)

TABLES: Mapping[Key, tuple[Article, ...]] = {
    "procedure": _PROCEDURE,
    "interpretation": _INTERPRETATION,
    "evidence": _EVIDENCE,
    "fees": _FEES,
    "mediation": _MEDIATION,
    "arbitration": _ARBITRATION,
}
ARTICLES: tuple[Article, ...] = tuple(row for table in TABLES.values() for row in table)


def cite(source_key: Key, number: str, on: date) -> Citation:
    """Cite an article of one of the :data:`TABLES` as it applies on a day.

    Raises :class:`~wuye.errors.UnknownError` for a source or a number that is not here
    and :class:`~wuye.errors.NotInForceError` for one that moved or does not apply.
    """
    if source_key not in TABLES:
        raise UnknownError(
            "no such source", source_key, "law", f"give one of {', '.join(get_args(Key))}"
        )
    return find(TABLES[source_key], number, on)
