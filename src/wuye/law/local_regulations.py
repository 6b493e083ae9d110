"""The regulations of 23 places, as read: which rule on which topic, and where none.

The day of a source is the day from which the edition read applies; where the text of an
amended edition does not give it, the day on which it was adopted.

>>> len(SOURCES), sum(isinstance(entry, LocalRule) for entry in RULES)
(23, 61)
"""

from __future__ import annotations

from datetime import date

from ..money import Money
from .local_entries import (
    Answer,
    Ban,
    Disclosure,
    Entry,
    Lead,
    LocalRule,
    NextMonth,
    Prepayment,
    PriceChange,
    Silence,
    Terms,
    Topic,
    Vacancy,
)
from .property_regulations import article
from .reference import Article, Certainty, Source

_BEIJING = Source("北京市物业管理条例", since=date(2024, 3, 29))
_SHANGHAI = Source("上海市住宅物业管理规定", since=date(2020, 12, 30))
_ZHEJIANG = Source("浙江省物业管理条例", since=date(2009, 11, 27))
_HANGZHOU = Source("杭州市物业管理条例", since=date(2022, 3, 1))
_NINGBO = Source("宁波市住宅小区物业管理条例", since=date(2022, 4, 1))
_WENZHOU = Source("温州市物业管理条例", since=date(2017, 5, 1))
_JIAXING = Source("嘉兴市住宅物业管理条例", since=date(2022, 3, 1))
_HUZHOU = Source("湖州市物业管理条例", since=date(2021, 5, 1))
_SHAOXING = Source("绍兴市物业管理条例", since=date(2021, 1, 1))
_ZHOUSHAN = Source("舟山市物业管理条例", since=date(2019, 9, 1))
_TAIZHOU = Source("台州市物业管理条例", since=date(2021, 5, 1))
_LISHUI = Source("丽水市物业管理条例", since=date(2019, 7, 1))
_SHANDONG = Source("山东省物业管理条例", since=date(2021, 12, 3))
_QINGDAO = Source("青岛市物业管理条例", since=date(2021, 5, 1))
_ZIBO = Source("淄博市物业管理条例", since=date(2021, 12, 1))
_WEIFANG = Source("潍坊市物业管理条例", since=date(2022, 3, 1))
_RIZHAO = Source("日照市物业管理条例", since=date(2018, 1, 1))
_BINZHOU = Source("滨州市住宅物业管理条例", since=date(2019, 10, 1))
_LIAOCHENG = Source("聊城市物业管理条例", since=date(2021, 3, 1))
_HEZE = Source("菏泽市物业管理条例", since=date(2022, 1, 21))
_HENAN = Source("河南省物业管理条例", since=date(2018, 1, 1))
_ZHENGZHOU = Source("郑州市物业管理条例", since=date(2021, 10, 1))
_QINGYUAN = Source("清远市住宅小区物业管理条例", since=date(2023, 2, 1))

#: The regulations read, each for its place.
SOURCES: tuple[tuple[str, Source], ...] = (
    ("北京", _BEIJING),
    ("上海", _SHANGHAI),
    ("浙江", _ZHEJIANG),
    ("浙江/杭州", _HANGZHOU),
    ("浙江/宁波", _NINGBO),
    ("浙江/温州", _WENZHOU),
    ("浙江/嘉兴", _JIAXING),
    ("浙江/湖州", _HUZHOU),
    ("浙江/绍兴", _SHAOXING),
    ("浙江/舟山", _ZHOUSHAN),
    ("浙江/台州", _TAIZHOU),
    ("浙江/丽水", _LISHUI),
    ("山东", _SHANDONG),
    ("山东/青岛", _QINGDAO),
    ("山东/淄博", _ZIBO),
    ("山东/潍坊", _WEIFANG),
    ("山东/日照", _RIZHAO),
    ("山东/滨州", _BINZHOU),
    ("山东/聊城", _LIAOCHENG),
    ("山东/菏泽", _HEZE),
    ("河南", _HENAN),
    ("河南/郑州", _ZHENGZHOU),
    ("广东/清远", _QINGYUAN),
)


#: Topics whose rules are applied though there is nothing in them to compute.
_TOLD = frozenset({Topic.NAMING, Topic.VOTING_RIGHTS, Topic.RESALE})


def _rule(
    source: Source, number: str, topic: Topic, says: str, terms: Terms | None = None
) -> LocalRule:
    place = next(place for place, known in SOURCES if known is source)
    reference = terms is None and topic not in _TOLD
    return LocalRule(place, topic, source.article(number, says, reference=reference), terms)


_UTILITIES_ONLY = Ban(("utilities",))
_TEN_TO_FIFTY = (Money("10000"), Money("50000"))
_REDUCED = Vacancy("reduced", months=6, preliminary_only=True, ordinary_dwellings_only=True)
_INCOME = Disclosure(("公共收益收支",), every="quarter")

_VACANCY = (
    _rule(
        _SHANDONG,
        "62-2",
        Topic.VACANCY,
        "交付后长期空置的，收费标准应当在物业服务合同中约定",
        Vacancy("agreed"),
    ),
    _rule(
        _BINZHOU,
        "38-2",
        Topic.VACANCY,
        "前期物业服务中空置超过六个月的，收费不超过标准的百分之六十",
        Vacancy("capped", months=6, more_than=True, percent=60, preliminary_only=True),
    ),
    _rule(
        _LIAOCHENG,
        "40-2",
        Topic.VACANCY,
        "普通住宅交付后空置六个月以上的，前期物业费应当减收，比例按有关规定；其他物业由约定",
        _REDUCED,
    ),
    _rule(
        _HEZE,
        "24-1",
        Topic.VACANCY,
        "普通住宅交付后空置六个月以上的，前期物业费应当减收，减收标准按政府指导价",
        _REDUCED,
    ),
    _rule(
        _ZIBO,
        "54-3",
        Topic.VACANCY,
        "长期空置的收费标准由合同约定，普通住宅前期的约定不得超过省规定的标准",
        Vacancy("agreed"),
    ),
    _rule(_LISHUI, "35-2", Topic.VACANCY, "不得以房屋空置为由拒绝交纳", Vacancy("no-excuse")),
    _rule(_SHAOXING, "38-1", Topic.VACANCY, "不得以房屋空置为由拒绝支付", Vacancy("no-excuse")),
)

_FIRST_DAY = (
    _rule(
        _BEIJING,
        "22",
        Topic.FIRST_DAY,
        "交付当月止由建设单位承担，次月起由业主按买卖合同约定承担；未约定的由建设单位承担",
        NextMonth(developer_unless_agreed=True),
    ),
    _rule(
        _SHANGHAI,
        "49-2",
        Topic.FIRST_DAY,
        "交付当月止由建设单位承担，次月起由买受人按销售合同约定承担；未约定的由建设单位承担",
        NextMonth(developer_unless_agreed=True),
    ),
    _rule(
        _LISHUI,
        "35-1",
        Topic.FIRST_DAY,
        "签署交接单当月止由建设单位承担，次月起由业主承担；无理由拒收的，自统一交付次月起",
        NextMonth(or_agreed=True),
    ),
    _rule(_TAIZHOU, "39-1", Topic.FIRST_DAY, "交付次月起由业主交纳", NextMonth()),
)

_PREPAYMENT = (
    _rule(
        _HANGZHOU,
        "55-3",
        Topic.PREPAYMENT,
        "约定预收的，最长不得超过十二个月，且不得超过合同期限",
        Prepayment(months=12, within_contract=True),
    ),
    _rule(
        _ZHENGZHOU,
        "42-1",
        Topic.PREPAYMENT,
        "可以按月、季度预收，最长不得超过一年",
        Prepayment(months=12),
    ),
    _rule(
        _ZIBO,
        "52-2",
        Topic.PREPAYMENT,
        "不得强制要求业主预付物业服务费",
        Prepayment(voluntary=True),
    ),
)

_PRICE_CHANGE = (
    _rule(
        _HANGZHOU,
        "53",
        Topic.PRICE_CHANGE,
        "审计后将方案交业主委员会，公示三十日以上，由业主大会决定，并报告街道",
        PriceChange(days=30, audit=True, vote=True),
    ),
    _rule(
        _ZIBO,
        "53",
        Topic.PRICE_CHANGE,
        "审计报告公示三十日，拟调标准公示三十日并告知主管部门，表决后公示结果不少于七日",
        PriceChange(
            days=30, audit=True, audit_days=30, vote=True, result_days=7, preliminary_only=True
        ),
    ),
    _rule(
        _WENZHOU,
        "30",
        Topic.PRICE_CHANGE,
        "审计；表决三十日前公示；业主和企业同意；结果公示不少于七日（所印表决比例已由民法典取代）",
        PriceChange(days=30, audit=True, vote=True, result_days=7, preliminary_only=True),
    ),
    _rule(
        _SHANGHAI,
        "48",
        Topic.PRICE_CHANGE,
        "包干制调价前须公告经审计的收支或者第三方评估的标准；同一区域同一服务同一价格",
        PriceChange(audit=True, lump_sum_only=True),
    ),
    _rule(_WEIFANG, "53", Topic.PRICE_CHANGE, "政府指导价每三年评估一次"),
    _rule(
        _ZHOUSHAN,
        "42-1-2",
        Topic.PRICE_CHANGE,
        "未经业主大会同意不得提高收费标准",
        PriceChange(vote=True),
    ),
)

_BANS = (
    _rule(
        _ZHENGZHOU,
        "42-3",
        Topic.BANS,
        "不得停止或者限制水电热气，不得限制或者变相限制进出小区、入户、使用电梯以及车辆进出车位",
        Ban(("utilities", "entry", "lift", "vehicle")),
    ),
    _rule(
        _ZHENGZHOU,
        "67",
        Topic.BANS,
        "违反第四十二条第三款，逾期不改正的，处一万元以上五万元以下罚款",
        Ban(("utilities", "entry", "lift", "vehicle"), _TEN_TO_FIFTY),
    ),
    _rule(
        _WEIFANG,
        "55-2",
        Topic.BANS,
        "不得停止或者以限时、限量等方式变相停止水电热气，不得限制车辆进出",
        Ban(("utilities", "vehicle")),
    ),
    _rule(
        _WEIFANG,
        "72-1-2",
        Topic.BANS,
        "违反第五十五条，逾期未改正的，处二千元以上一万元以下罚款",
        Ban(("utilities", "vehicle"), (Money("2000"), Money("10000"))),
    ),
    _rule(
        _BINZHOU,
        "47-1-5",
        Topic.BANS,
        "不得限制、中断水电热气，不得利用门禁、电梯控制系统限制业主出入",
        Ban(("utilities", "entry", "lift")),
    ),
    _rule(_BINZHOU, "47-1-6", Topic.BANS, "不得泄露业主信息", Ban(("leak",))),
    _rule(_BINZHOU, "47-1-7", Topic.BANS, "不得骚扰、恐吓、威胁业主", Ban(("force",))),
    _rule(_HANGZHOU, "55-2", Topic.BANS, "不得采取停止水电气热等方式催交", _UTILITIES_ONLY),
    _rule(
        _HANGZHOU,
        "86-1-2",
        Topic.BANS,
        "以拖欠物业费为由停止水电气热的，可以警告或者处一万元以上五万元以下罚款",
        Ban(("utilities",), _TEN_TO_FIFTY),
    ),
    _rule(
        _TAIZHOU,
        "39-4",
        Topic.BANS,
        "不得采取停止供电、供水、供气或者暴力胁迫等方式催交",
        Ban(("utilities", "force")),
    ),
    _rule(_SHAOXING, "33-1-3", Topic.BANS, "不得停止水电热气", _UTILITIES_ONLY),
    _rule(_SHANDONG, "64-4", Topic.BANS, "不得采取停止水电气热等方式催交", _UTILITIES_ONLY),
    _rule(
        _HEZE,
        "25-1",
        Topic.BANS,
        "不得以捆绑收费或者强制停水、停电等方式催交",
        Ban(("utilities", "bundling")),
    ),
    _rule(_LIAOCHENG, "34-1-10", Topic.BANS, "不得采取停止供水、供电方式催交", _UTILITIES_ONLY),
    _rule(
        _ZHOUSHAN,
        "42-1-4",
        Topic.BANS,
        "未经业主大会同意或者合同无约定，不得将物业费、公摊、停车费等捆绑收费",
        Ban(("bundling",), unless="业主大会同意并且合同有约定"),
    ),
)

_DISCLOSURE = (
    _rule(
        _HANGZHOU,
        "54",
        Topic.DISCLOSURE,
        "公摊水电按收费周期公开用量、单价、金额；没有约定的按专有部分面积比例分摊；异议应当及时答复",
        Disclosure(("用量", "单价", "金额"), every="charging-period"),
    ),
    _rule(
        _NINGBO, "53-1", Topic.DISCLOSURE, "业主按合同交纳共用部位水电分摊费，约定由企业承担的除外"
    ),
    _rule(
        _LISHUI,
        "34",
        Topic.DISCLOSURE,
        "物业费已含电梯、消防、公共水电的，应当列明具体费用和标准",
        Disclosure(("电梯维修维护", "消防设施维修维护", "公共水电")),
    ),
    _rule(
        _LIAOCHENG,
        "35-1-7",
        Topic.RESALE,
        "转供水电的，定期公示损耗、到户价、交费凭证复印件和退补明细",
    ),
    _rule(_SHANGHAI, "66-2", Topic.DISCLOSURE, "每季度公布公共收益收支", _INCOME),
    _rule(_QINGYUAN, "57", Topic.DISCLOSURE, "至少每季度公示公共收益具体清单", _INCOME),
    _rule(_LIAOCHENG, "53", Topic.DISCLOSURE, "收益资金收支账目每季度公示", _INCOME),
    _rule(_HEZE, "33", Topic.DISCLOSURE, "收益资金收支账目每季度公示", _INCOME),
)

# These permissions are older than, or rank below, the law on personal information.
_NAMING = (
    _rule(_SHANDONG, "48-2", Topic.NAMING, "业主委员会督促交纳，并可以在显著位置公示"),
    _rule(_HENAN, "88", Topic.NAMING, "可以通过上门催交、公示等形式督促限期交纳"),
    _rule(_WENZHOU, "40-2", Topic.NAMING, "可以通过书面催交、显著位置公示等形式督促"),
    _rule(_RIZHAO, "74", Topic.NAMING, "可以通过显著位置公示等形式督促"),
    _rule(_BINZHOU, "49-2", Topic.NAMING, "可以通过书面催交、显著位置公示、仲裁、诉讼等形式督促"),
    _rule(_LIAOCHENG, "41", Topic.NAMING, "可以通过显著位置公示、书面催交通知等方式督促"),
    _rule(_ZHOUSHAN, "41-3", Topic.NAMING, "业主委员会定期公布物业服务费交纳的情况"),
)

_OTHER = (
    _rule(
        _LIAOCHENG, "35-2", Topic.ANSWER, "业主对公示内容有异议的，应当在三日内答复", Answer(days=3)
    ),
    _rule(_SHAOXING, "33-1-1", Topic.DEPOSIT, "不得重复收取物业服务保证金、押金"),
    _rule(_LISHUI, "35-3", Topic.VOTING_RIGHTS, "业主大会可以在管理规约中限制共同管理权利"),
    _rule(_SHAOXING, "38-2", Topic.VOTING_RIGHTS, "业主大会可以在管理规约中限制共同管理权"),
    _rule(_BEIJING, "72-1", Topic.BAD_CREDIT, "拒不执行生效法律文书的，由法院纳入失信被执行人"),
    _rule(_TAIZHOU, "39-3", Topic.BAD_CREDIT, "生效法律文书确认后有能力而拒不履行的，列入名单"),
    _rule(_ZHOUSHAN, "41-2", Topic.BAD_CREDIT, "经仲裁或者判决仍不履行的，录入失信被执行人名单"),
    _rule(_TAIZHOU, "39-5", Topic.DEVELOPER, "约定减免的，由建设单位代业主足额交纳"),
    _rule(_HEZE, "24-2", Topic.DEVELOPER, "建设单位承诺减免的，由建设单位支付相应物业费"),
)

# One regulation on power for the province: no cutting off, no surcharge.
_HENAN_POWER = article("henan-power", "17")
_POWER = (
    LocalRule("河南", Topic.BANS, _HENAN_POWER, Ban(("utilities",))),
    LocalRule("河南", Topic.RESALE, _HENAN_POWER),
)

_NO_VACANCY = (
    _BEIJING,
    _SHANGHAI,
    _HANGZHOU,
    _ZHENGZHOU,
    _HENAN,
    _NINGBO,
    _TAIZHOU,
    _HUZHOU,
    _ZHOUSHAN,
    _QINGDAO,
    _WEIFANG,
)

_SILENT = (
    *(Silence(p, Topic.VACANCY, source) for p, source in SOURCES if source in _NO_VACANCY),
    *(Silence(place, Topic.PENALTY_CAP, source) for place, source in SOURCES),
)

_FIVE_TO_NINE = "空置收费折扣 50%-90% 不等，未读到文本"
_LEADS = (
    *(
        Lead(place, Topic.VACANCY, "报道：空置房物业费打折，最低五折", Certainty.SECONDARY)
        for place in ("甘肃/兰州", "山东/青岛", "江苏/镇江")
    ),
    Lead("江苏", Topic.VACANCY, "空置收费不超过 70%，未读到文本", Certainty.MEMORY),
    Lead("山东/济南", Topic.VACANCY, "空置收费约 60%，未读到文本", Certainty.MEMORY),
    Lead("山东/青岛", Topic.VACANCY, "空置收费约 60%，未读到文本", Certainty.MEMORY),
    *(
        Lead(place, Topic.VACANCY, _FIVE_TO_NINE, Certainty.MEMORY)
        for place in ("河北", "陕西", "贵州", "吉林", "江西", "内蒙古", "重庆")
    ),
)

#: What was read, found silent, or heard of.
RULES: tuple[Entry, ...] = (
    *_VACANCY,
    *_FIRST_DAY,
    *_PREPAYMENT,
    *_PRICE_CHANGE,
    *_BANS,
    *_DISCLOSURE,
    *_NAMING,
    *_OTHER,
    *_POWER,
    *_SILENT,
    *_LEADS,
)

#: The articles of these regulations; those of other sources stand in their own module.
ARTICLES: tuple[Article, ...] = tuple(
    entry.article
    for entry in RULES
    if isinstance(entry, LocalRule) and entry.article is not _HENAN_POWER
)
