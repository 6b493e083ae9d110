"""Regulations on property services, their prices, resold power and decoration.

One table of what was read.  A source is named by a short key, an article by its number;
paragraphs and items follow after hyphens.  Where the number is not known a word stands in
its place, and the row is not verified.

物业管理条例 11 and 12 still print the old thresholds of votes; 民法典 278 displaces
them.  物业服务收费管理办法 16 makes the *developer* pay in full for what it has not sold or
not handed over; it grants owners of vacant flats nothing.

>>> from datetime import date
>>> print(cite("regulations", "44", date(2026, 10, 1)))
物业管理条例第44条（2018-03-19）
>>> cite("regulations", "12", date(2026, 10, 1))
Traceback (most recent call last):
wuye.errors.NotInForceError: 物业管理条例第12条（2018-03-19）: the article does not apply on that \
day: '2026-10-01'; see 民法典第278条
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from ..citation import Citation
from ..errors import UnknownError
from .reference import Article, Certainty, Source, find

Key = Literal[
    "regulations",
    "charges",
    "marking",
    "marking-2004",
    "price-law",
    "price-offences",
    "power-law",
    "power-supply",
    "henan-power",
    "resale-2018",
    "decoration",
]

#: Days that no source read for this table gives.
_DAY = Certainty.MEMORY
_REGULATIONS = Source("物业管理条例", since=date(2018, 3, 19), issued_as="国务院令第379号")
_CHARGES = Source(
    "物业服务收费管理办法", since=date(2004, 1, 1), issued_as="发改价格〔2003〕1864号"
)
_MARKING = Source(
    "明码标价和禁止价格欺诈规定", since=date(2022, 7, 1), issued_as="市场监管总局令第56号"
)
_MARKING_2004 = Source(
    "物业服务收费明码标价规定", since=date(2004, 10, 1), issued_as="发改价检〔2004〕1428号"
)
_PRICE_LAW = Source("价格法", since=date(1998, 5, 1), since_certainty=_DAY)
_PRICE_OFFENCES = Source("价格违法行为行政处罚规定", since=date(2010, 12, 4), since_certainty=_DAY)
_POWER_LAW = Source("电力法", since=date(2018, 12, 29), since_certainty=_DAY)
_POWER_SUPPLY = Source("电力供应与使用条例", since=date(2019, 3, 2), since_certainty=_DAY)
_HENAN_POWER = Source("河南省供用电条例", since=date(2013, 1, 1))
# The day of the press report; the notice itself was not read.
_RESALE_2018 = Source("发改办价格〔2018〕787号", since=date(2018, 8, 26))
_DECORATION = Source(
    "住宅室内装饰装修管理办法", since=date(2002, 5, 1), issued_as="建设部令第110号"
)

SOURCES: Mapping[Key, Source] = {
    "regulations": _REGULATIONS,
    "charges": _CHARGES,
    "marking": _MARKING,
    "marking-2004": _MARKING_2004,
    "price-law": _PRICE_LAW,
    "price-offences": _PRICE_OFFENCES,
    "power-law": _POWER_LAW,
    "power-supply": _POWER_SUPPLY,
    "henan-power": _HENAN_POWER,
    "resale-2018": _RESALE_2018,
    "decoration": _DECORATION,
}


def _displaced(number: str, says: str) -> Article:
    return _REGULATIONS.article(number, says, superseded_by="民法典第278条", reference=True)


def _read(source: Source, number: str, says: str, *, reference: bool = False) -> Article:
    return source.article(number, says, Certainty.READ, reference=reference)


def _official(source: Source, number: str, says: str, *, reference: bool = False) -> Article:
    return source.article(number, says, Certainty.OFFICIAL, reference=reference)


ARTICLES: tuple[Article, ...] = (
    _read(
        _REGULATIONS,
        "7",
        "业主按照国家有关规定交纳专项维修资金，按时交纳物业服务费用",
        reference=True,
    ),
    _displaced("11", "业主共同决定的事项（旧）"),
    _displaced("12", "业主大会的参加与表决比例（旧，以全体业主为分母）"),
    _read(
        _REGULATIONS,
        "40",
        "收费遵循合理、公开以及费用与服务水平相适应的原则，在合同中约定",
    ),
    _read(
        _REGULATIONS,
        "41-1",
        "业主按合同交纳；约定由使用人交纳的从其约定，业主负连带责任",
    ),
    _read(
        _REGULATIONS,
        "41-2",
        "已竣工但尚未出售或者尚未交给买受人的物业，物业服务费用由建设单位交纳",
    ),
    _read(_REGULATIONS, "43", "合同约定以外的服务，报酬由双方约定", reference=True),
    _read(
        _REGULATIONS,
        "44",
        "水、电、气、热、通信、有线电视等单位向最终用户收取；代收的，不得向业主收取手续费",
    ),
    _read(_REGULATIONS, "45", "对违法行为应当制止并报告", reference=True),
    _read(_REGULATIONS, "46", "协助做好安全防范工作", reference=True),
    _read(_REGULATIONS, "47-2", "物业使用人违反规定的，有关业主承担连带责任", reference=True),
    _read(_REGULATIONS, "48", "主管部门应当及时处理投诉", reference=True),
    _read(_REGULATIONS, "52", "装饰装修应当事先告知物业服务企业", reference=True),
    _read(_REGULATIONS, "53", "业主应当交纳专项维修资金", reference=True),
    _read(_REGULATIONS, "54", "利用共用部位经营的收益主要用于补充专项维修资金", reference=True),
    _read(
        _REGULATIONS,
        "64",
        "逾期不交纳的，业主委员会应当督促其限期交纳；仍不交纳的，可以起诉",
        reference=True,
    ),
    _official(_CHARGES, "6", "物业服务收费区分政府指导价和市场调节价", reference=True),
    _official(_CHARGES, "7", "政府指导价由基准价及其浮动幅度构成，收费标准在其内约定"),
    _official(_CHARGES, "8", "明码标价，在显著位置公示服务内容、服务标准、收费项目、收费标准"),
    _official(
        _CHARGES,
        "9",
        "包干制：费用固定，盈亏归企业；酬金制：提取酬金，其余用于约定支出，结余归业主",
    ),
    _official(_CHARGES, "10", "买卖合同应当约定计费方式及计费起始时间"),
    _official(
        _CHARGES,
        "11",
        "成本含共用设施运行维护等九项；大修、中修和更新、改造费用不得计入",
    ),
    _official(
        _CHARGES,
        "12",
        "酬金制下预收的物业服务资金属于代管性质，为所交纳的业主所有；每年至少公布一次收支",
    ),
    _official(_CHARGES, "13", "业主大会可以要求对酬金制收支进行审计", reference=True),
    _official(_CHARGES, "14", "质价相符", reference=True),
    _official(_CHARGES, "15-1", "业主按时足额交纳；企业可以依法追缴", reference=True),
    _official(_CHARGES, "15-2", "约定由使用人交纳的，业主负连带责任", reference=True),
    _official(_CHARGES, "15-3", "物业产权转移时，业主应当结清物业服务费用", reference=True),
    _official(
        _CHARGES,
        "16",
        "已竣工未售或者因建设单位原因未按时交付的，由建设单位全额交纳；不是业主空置减免的依据",
    ),
    _official(_CHARGES, "17", "代收可以向委托单位收手续费，不得向业主收取", reference=True),
    _official(_CHARGES, "18", "利用共用部位经营的收益主要补充维修资金", reference=True),
    _official(_CHARGES, "19", "已经收取的服务费用，不得重复收取", reference=True),
    _official(
        _CHARGES, "21", "违反规定的，依照价格法和价格违法行为行政处罚规定处罚", reference=True
    ),
    _read(_MARKING, "5", "提供服务应当明码标价", reference=True),
    _read(_MARKING, "6", "以显著方式标价；价格变动时及时调整标价", reference=True),
    _read(_MARKING, "7", "提供服务应当标示服务项目、服务内容和价格或者计价方法"),
    _read(_MARKING, "8", "不得收取任何未予标明的费用"),
    _read(_MARKING, "13", "网络交易也应当明码标价", reference=True),
    _read(_MARKING, "15", "先消费后结算的，结算前出具结算清单，列明项目、价格和总额"),
    _read(_MARKING, "19-1", "谎称价格为政府定价或者政府指导价的，是价格欺诈", reference=True),
    _MARKING_2004.article(
        "公示内容",
        "公示计费方式、起始时间、收费依据等；指导价另标基准、浮动幅度；变更提前一个月公示",
        Certainty.MEMORY,
    ),
    _read(_PRICE_LAW, "13", "明码标价，不得收取任何未予标明的费用", reference=True),
    _read(_PRICE_OFFENCES, "9", "超出浮动幅度、自立项目、重复收费等：违法所得五倍以下罚款"),
    _read(_PRICE_OFFENCES, "13", "违反明码标价规定：可以并处5000元以下罚款", reference=True),
    _read(_POWER_LAW, "43", "任何单位不得超越电价管理权限制定电价", reference=True),
    _read(_POWER_LAW, "44", "禁止任何单位和个人在电费中加收其他费用"),
    _read(
        _POWER_SUPPLY,
        "39",
        "逾期三十日经催交仍不交电费的，供电企业可以按程序停电；违约金属于供电企业",
        reference=True,
    ),
    _read(
        _HENAN_POWER,
        "17",
        "受委托转供电单位、物业小区不得无故拉闸停电，不得提高电价或者加收其他费用",
    ),
    _RESALE_2018.article(
        "转供电价",
        "按国家销售电价收取而不加收，或者按总表电费由各用户按分表电量公平分摊",
        Certainty.SECONDARY,
        reference=True,
    ),
    _official(_DECORATION, "13", "装修开工前向物业服务企业申报登记", reference=True),
    _official(
        _DECORATION,
        "16",
        "签订装修管理服务协议，约定管理服务费用；没有规定装修押金",
    ),
    _official(_DECORATION, "17", "发现违规装修应当制止、报告", reference=True),
)


def article(source_key: Key, number: str) -> Article:
    """Look up a row with what it says and how sure it is, on whatever day."""
    for row in _table(source_key):
        if row.number == number:
            return row
    raise UnknownError("no such article in the table", number, source_key, "see ARTICLES")


def cite(source_key: Key, number: str, on: date) -> Citation:
    """Cite an article of one of the :data:`SOURCES` as it applies on a day.

    Raises :class:`~wuye.errors.UnknownError` for a key or a number that is not in the
    tables and :class:`~wuye.errors.NotInForceError` on a day on which it does not apply.
    """
    return find(_table(source_key), number, on)


def _table(source_key: Key) -> tuple[Article, ...]:
    source = SOURCES.get(source_key)
    if source is None:
        raise UnknownError(
            "no such source", source_key, "law", f"give one of {', '.join(get_args(Key))}"
        )
    return tuple(row for row in ARTICLES if row.source is source)
