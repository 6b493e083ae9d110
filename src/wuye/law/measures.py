"""Measures of collection (催交措施): which are allowed, which risky, which prohibited.

民法典 944-2 names the way: a demand with a reasonable time, then a court or arbitration.
944-3 forbids stopping power, water, heat or gas "等方式"; lifts, doors and gates fall under
that 等 (最高人民法院 in a case of 2025-12-08, not verified; local rules word for word).
Where a place forbids more, its rule is added; where a place was not read, the answer says
so.  What is allowed is allowed under its ``conditions``.

:data:`Verdict.HIGH_RISK` means that no prohibition was read for the place and no basis
either.  :func:`require_lawful` lets neither it nor what is prohibited pass.

>>> today = date(2026, 10, 1)
>>> assess(Measure.LETTER, "杭州", today).verdict.value
'allowed'
>>> assess(Measure.BLOCK_VEHICLE, "潍坊", today).fine
(Money('2000.00'), Money('10000.00'))
>>> require_lawful(Measure.LIFT_CARD, "杭州", today)
Traceback (most recent call last):
wuye.errors.UnlawfulError: measure: 禁止：停用电梯卡或者把电梯卡与缴费挂钩；第944-3条没有列明，\
经“等方式”包括在内（2025-12-08最高人民法院案例，未核实；地方规定有明文）（民法典第944-3条（2021-01-01））: \
'lift-card'; 改为：书面催告并给出合理期限，期满申请支付令、起诉或者仲裁
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import partial

from attrs import field, frozen

from ..citation import Citation
from ..errors import NotInForceError, UnlawfulError
from ..money import Money
from . import civil_code, interpretations, personal_information, property_regulations
from .local_entries import Ban, Banned, Entry, LocalRule, Topic
from .local_regulations import RULES
from .local_rules import Found, Silent, Unknown, look_up
from .reference import Certainty, Source, find

_CASES = Source("最高人民法院物业服务合同纠纷典型案例", since=date(2025, 12, 8))
ARTICLES = (
    _CASES.article(
        "门禁电梯",
        "张某诉某物业公司：物业不得以限制使用门禁、电梯等方式催交物业费",
        Certainty.SECONDARY,
    ),
)


class Verdict(Enum):
    """What the law says of a measure."""

    ALLOWED = "allowed"
    HIGH_RISK = "high-risk"  # no basis read, no prohibition read either
    PROHIBITED = "prohibited"


class Measure(Enum):
    """Something done to make a debtor pay."""

    LETTER = "letter"  # 书面催告
    SMS = "sms"  # 短信
    WECHAT = "wechat"  # 微信，只发给本人
    CALL = "call"  # 合理时段内电话
    VISIT = "visit"  # 上门
    MEDIATION = "mediation"  # 调解
    PAYMENT_ORDER = "payment-order"  # 支付令
    LAWSUIT = "lawsuit"  # 起诉
    ARBITRATION = "arbitration"  # 仲裁
    PUBLISH_TOTALS = "publish-totals"  # 公布不含个人信息的汇总
    CUT_UTILITIES = "cut-utilities"  # 停水、停电、停气、停热
    LIMIT_UTILITIES = "limit-utilities"  # 限时、限量
    LOCK_METER = "lock-meter"  # 锁预付费电表，不交物业费不卖电
    LIFT_CARD = "lift-card"  # 停用电梯卡，或者按缴费续期
    DOOR = "door"  # 停用门禁、人脸，限制进出小区、入户
    BLOCK_VEHICLE = "block-vehicle"  # 限制车辆进出
    REFUSE_SERVICE = "refuse-service"  # 停止共用部位维修、保洁、秩序维护
    REFUSE_DECORATION = "refuse-decoration"  # 不办装修登记、不发出入证
    REFUSE_TRANSFER = "refuse-transfer"  # 不开过户证明
    REDIRECT_PAYMENT = "redirect-payment"  # 未经同意把水电、停车款充抵物业费
    BUNDLE = "bundle"  # 捆绑收费
    SET_OFF_DEPOSIT = "set-off-deposit"  # 未经同意以押金抵扣
    NAME_ON_BOARD = "name-on-board"  # 公告栏、电梯张贴姓名、房号、金额
    NAME_IN_GROUP = "name-in-group"  # 业主群点名
    REPORT_CREDIT = "report-credit"  # 报送征信
    THREATEN_CREDIT = "threaten-credit"  # 以“上征信”相威胁
    CALL_REPEATEDLY = "call-repeatedly"  # 一天多次拨打
    CALL_AT_NIGHT = "call-at-night"  # 夜间拨打
    THREATEN = "threaten"  # 恐吓、侮辱、纠缠、跟踪
    TELL_EMPLOYER = "tell-employer"  # 告知单位
    TELL_RELATIVES = "tell-relatives"  # 告知亲友
    WORKPLACE_VISIT = "workplace-visit"  # 到单位催收
    ASK_NEIGHBOURS = "ask-neighbours"  # 向邻居打听号码
    RESTRICT_VOTING = "restrict-voting"  # 限制共同管理权利


@frozen
class Assessment:
    """The verdict on a measure in a place on a day, with what it rests on.

    ``alternative`` is empty when the measure is allowed.  ``fine`` is the range a local
    rule sets.  ``local`` is what was read of the place, :class:`Unknown` included.
    ``conditions`` is what must hold before an allowed measure is taken; nobody has checked
    it here.
    """

    measure: Measure
    verdict: Verdict
    says: str
    cites: tuple[Citation, ...] = field(converter=tuple[Citation, ...])
    alternative: str
    local: Found | Silent | Unknown
    fine: tuple[Money, Money] | None = None
    conditions: tuple[str, ...] = field(default=(), converter=tuple[str, ...])


_At = Callable[[date], Citation]


@frozen
class _Row:
    verdict: Verdict
    says: str
    alternative: str
    cites: tuple[_At, ...]
    banned: Banned | None = None
    conditions: tuple[str, ...] = ()


def _code(number: str) -> _At:
    return partial(civil_code.cite, number)


_INFO = personal_information.cite
_CASE: _At = partial(find, ARTICLES, "门禁电梯")
_COURT = "书面催告并给出合理期限，期满申请支付令、起诉或者仲裁"
_DEMAND = "在合理时段向本人发出书面催告、短信、微信或者电话"
_WAY = _code("944-2")
_UTILITIES = _code("944-3")


def _allowed(says: str, *conditions: str) -> _Row:
    return _Row(Verdict.ALLOWED, says, "", (_WAY,), conditions=conditions)


def _risky(says: str, *cites: _At, banned: Banned | None = None, alternative: str = _COURT) -> _Row:
    return _Row(Verdict.HIGH_RISK, says, alternative, cites, banned)


def _no(says: str, *cites: _At, banned: Banned | None = None, alternative: str = _COURT) -> _Row:
    return _Row(Verdict.PROHIBITED, says, alternative, cites, banned)


_PUBLISHING = (
    partial(_INFO, "information", "25"),
    partial(_INFO, "information", "13-1-7"),
    _code("1038"),
)
_TELLING = (partial(_INFO, "information", "23"), _code("1038"))
_TOTALS = "向本人书面催告；公布的只能是不含姓名、房号的汇总数"
_CREDIT = "起诉；生效法律文书确定后仍不履行的，由法院决定是否列入失信被执行人"

_TO_THE_DEBTOR = "只向本人，不向他人透露欠费"
_HOURS = "在合理时段，不频繁，当地或者合同另有联系规则的从其规则"
_DEMANDED = "已经催告并给出合理期限"
_LAPSED = "合理期限届满仍不支付"
# 944-3 does not name lifts and doors: an interpretation, and told as such.
_OTHER_WAYS = (
    "第944-3条没有列明，经“等方式”包括在内（2025-12-08最高人民法院案例，未核实；地方规定有明文）"
)

_NATIONAL: Mapping[Measure, _Row] = {
    Measure.LETTER: _allowed("书面催告，写明每一期欠费和合理期限", _TO_THE_DEBTOR),
    Measure.SMS: _allowed("向本人发短信催告", _TO_THE_DEBTOR, _HOURS),
    Measure.WECHAT: _allowed("向本人发微信催告", _TO_THE_DEBTOR, _HOURS),
    Measure.CALL: _allowed("在合理时段给本人打电话", _TO_THE_DEBTOR, _HOURS),
    Measure.VISIT: _allowed("在合理时段上门催告", _TO_THE_DEBTOR, _HOURS),
    Measure.MEDIATION: _allowed("申请人民调解", "业主同意调解"),
    Measure.PAYMENT_ORDER: _allowed(
        "催告期满后申请支付令", _DEMANDED, _LAPSED, "没有其他债务纠纷，支付令能够送达"
    ),
    Measure.LAWSUIT: _allowed("催告期满后起诉", _DEMANDED, _LAPSED),
    Measure.ARBITRATION: _allowed(
        "有仲裁协议的，催告期满后申请仲裁", _DEMANDED, _LAPSED, "双方有仲裁协议"
    ),
    Measure.PUBLISH_TOTALS: _Row(
        Verdict.ALLOWED,
        "公布无法识别个人的汇总数",
        "",
        (partial(_INFO, "information", "73-4"),),
        conditions=("汇总数中认不出任何一户",),
    ),
    Measure.CUT_UTILITIES: _no("停止供电、供水、供热、供燃气", _UTILITIES, banned="utilities"),
    Measure.LIMIT_UTILITIES: _no(
        "限时、限量供电、供水、供热、供燃气", _UTILITIES, banned="utilities"
    ),
    Measure.LOCK_METER: _no("锁预付费电表，不交物业费不卖水电", _UTILITIES, banned="utilities"),
    Measure.LIFT_CARD: _no(
        f"停用电梯卡或者把电梯卡与缴费挂钩；{_OTHER_WAYS}", _UTILITIES, _CASE, banned="lift"
    ),
    Measure.DOOR: _no(
        f"停用门禁卡、人脸识别，限制进出小区、入户；{_OTHER_WAYS}",
        _UTILITIES,
        _CASE,
        banned="entry",
    ),
    Measure.BLOCK_VEHICLE: _risky("限制车辆进出", _UTILITIES, banned="vehicle"),
    Measure.REFUSE_SERVICE: _no(
        "停止共用部位的维修、保洁、秩序维护（义务及于全体业主，此为推论）",
        _code("942"),
        _code("577"),
    ),
    Measure.REFUSE_DECORATION: _risky("以缴费为条件办理装修登记，没有读到依据", _WAY),
    Measure.REFUSE_TRANSFER: _risky("以缴费为条件开具过户证明，没有读到依据", _WAY),
    Measure.REDIRECT_PAYMENT: _no(
        "未经同意把业主交的水电费、停车费充抵物业费",
        _code("560"),
        banned="bundling",
        alternative="按付款人的指定入账；没有指定的按民法典第560条",
    ),
    Measure.BUNDLE: _risky(
        "捆绑收费，不交物业费就不收、不办其他费用",
        _code("560"),
        banned="bundling",
        alternative="分项列账、分项收取，由业主指定交哪一项",
    ),
    Measure.SET_OFF_DEPOSIT: _risky(
        "未经同意以押金抵扣物业费",
        partial(property_regulations.cite, "decoration", "16"),
        partial(interpretations.cite, "contracts", "67-1"),
        alternative="退还押金；业主书面同意的，记为退还后另行付款",
    ),
    Measure.NAME_ON_BOARD: _no(
        "未经单独同意张贴欠费业主的姓名、房号、金额",
        *_PUBLISHING,
        alternative=_TOTALS,
    ),
    Measure.NAME_IN_GROUP: _no(
        "未经单独同意在业主群点名欠费业主", *_PUBLISHING, alternative=_TOTALS
    ),
    Measure.REPORT_CREDIT: _no(
        "未经本人同意向征信机构报送欠费",
        partial(_INFO, "credit", "13"),
        alternative=_CREDIT,
    ),
    Measure.THREATEN_CREDIT: _no(
        "以“不交物业费上征信”相告，误导业主",
        partial(_INFO, "credit", "13"),
        alternative=_CREDIT,
    ),
    Measure.CALL_REPEATEDLY: _risky(
        "一天多次拨打，侵扰生活安宁",
        _code("1033"),
        partial(_INFO, "public-order", "50"),
        partial(_INFO, "collection", "通话"),
        alternative=_DEMAND,
    ),
    Measure.CALL_AT_NIGHT: _risky(
        "夜间拨打，侵扰生活安宁",
        _code("1033"),
        partial(_INFO, "collection", "时段"),
        alternative=_DEMAND,
    ),
    Measure.THREATEN: _no(
        "恐吓、侮辱、纠缠、跟踪",
        _code("1033"),
        partial(_INFO, "public-order", "50"),
        banned="force",
        alternative=_DEMAND,
    ),
    Measure.TELL_EMPLOYER: _no(
        "未经单独同意把欠费告诉业主的单位", *_TELLING, banned="leak", alternative=_DEMAND
    ),
    Measure.TELL_RELATIVES: _no(
        "未经单独同意把欠费告诉业主的亲友", *_TELLING, banned="leak", alternative=_DEMAND
    ),
    Measure.WORKPLACE_VISIT: _risky(
        "到工作单位催收，容易泄露欠费、侵扰安宁",
        _code("1033"),
        _code("1038"),
        alternative="到物业所在的住处上门，或者书面催告",
    ),
    Measure.ASK_NEIGHBOURS: _risky(
        "向邻居打听业主的号码",
        _code("1034"),
        _code("1035"),
        alternative="用业主自己留下的联系方式，或者邮寄到约定地址",
    ),
    Measure.RESTRICT_VOTING: _risky("限制欠费业主的共同管理权利，没有读到依据", _WAY),
}


_NAMING = frozenset({Measure.NAME_ON_BOARD, Measure.NAME_IN_GROUP})


def assess(measure: Measure, place: str, on: date, rules: Iterable[Entry] = RULES) -> Assessment:
    """Judge a measure in a place, under the law as of ``on``.

    Raises :class:`~wuye.errors.NotInForceError` for a day before what was read applies.
    """
    table = tuple(rules)
    row = _NATIONAL[measure]
    cites = _in_force(row.cites, on)
    if measure in _NAMING:
        return _naming(measure, cites, look_up(place, Topic.NAMING, on=on, rules=table))
    if measure is Measure.RESTRICT_VOTING:
        return _voting(row, cites, look_up(place, Topic.VOTING_RIGHTS, on=on, rules=table))
    local = look_up(place, Topic.BANS, on=on, rules=table)
    bans = _bans(local, row.banned)
    verdict = Verdict.PROHIBITED if bans else row.verdict
    fines = [ban.fine for _, ban in bans if ban.fine is not None]
    says = row.says
    if verdict is not row.verdict and all(ban.unless for _, ban in bans):
        says += "；除外：" + "、".join(ban.unless for _, ban in bans)
    return Assessment(
        measure,
        verdict,
        says,
        # what forbids it in the place comes first where the nation leaves it open
        (
            *(rule.article.cite for rule, _ in bans if verdict is not row.verdict),
            *cites,
            *(rule.article.cite for rule, _ in bans if verdict is row.verdict),
        ),
        row.alternative,
        local,
        max(fines, key=lambda fine: fine[1], default=None),
        row.conditions,
    )


def require_lawful(
    measure: Measure, place: str, on: date, rules: Iterable[Entry] = RULES
) -> Assessment:
    """Judge a measure and let only what is allowed pass.

    To pass is no clearance of the case at hand: the answer's ``conditions`` are told, not
    checked, and what was not read of the place (``local``) stays unread.

    Raises :class:`~wuye.errors.UnlawfulError`, which cites the rule and names what is
    lawful instead.
    """
    found = assess(measure, place, on, rules)
    if found.verdict is Verdict.ALLOWED:
        return found
    word = "禁止" if found.verdict is Verdict.PROHIBITED else "高风险，没有依据"
    raise UnlawfulError(
        f"{word}：{found.says}（{found.cites[0]}）",
        measure.value,
        "measure",
        f"改为：{found.alternative}",
    )


def _in_force(cites: Iterable[_At], on: date) -> tuple[Citation, ...]:
    """The citations that apply on the day; the first error when none does."""
    found: list[Citation] = []
    first: NotInForceError | None = None
    for at in cites:
        try:
            found.append(at(on))
        except NotInForceError as error:
            first = first or error
    if not found and first is not None:
        raise first
    return tuple(found)


def _bans(
    local: Found | Silent | Unknown, banned: Banned | None
) -> tuple[tuple[LocalRule, Ban], ...]:
    if banned is None or not isinstance(local, Found):
        return ()
    return tuple(
        (rule, rule.terms)
        for rule in local.rules
        if isinstance(rule.terms, Ban) and banned in rule.terms.measures
    )


def _naming(
    measure: Measure, cites: tuple[Citation, ...], local: Found | Silent | Unknown
) -> Assessment:
    """A local rule that lets debtors be named ranks too low to stand in for their consent."""
    row = _NATIONAL[measure]
    says, rules = row.says, local.rules if isinstance(local, Found) else ()
    if rules:
        says += "；当地规定虽可公示，但不是法律、行政法规，不能代替单独同意"
    told = (*cites, *(rule.article.cite for rule in rules))
    return Assessment(measure, row.verdict, says, told, row.alternative, local)


def _voting(row: _Row, cites: tuple[Citation, ...], local: Found | Silent | Unknown) -> Assessment:
    """A local rule is quoted and never lets the company pass: it speaks of the owners.

    Such a rule has no terms that tell a permission from a prohibition.
    """
    says, rules = row.says, local.rules if isinstance(local, Found) else ()
    if rules:
        told = "、".join(f"{rule.article.cite}：{rule.article.says}" for rule in rules)
        says = (
            "物业企业不得自行限制欠费业主的共同管理权利；"
            f"当地规定许可的，也只能由业主大会在管理规约中限制（{told}）"
        )
    told_by = (*(rule.article.cite for rule in rules), *cites)
    return Assessment(Measure.RESTRICT_VOTING, row.verdict, says, told_by, row.alternative, local)
