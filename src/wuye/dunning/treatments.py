"""What to do about a reason (分类处理): first steps, means, offers, and whose work it is.

A treatment is data; a host takes another table with :func:`treatments`.  It is advice to
staff and stops nothing by itself: holds, pauses and hardship do that where it is decided.

>>> vacant = treat("vacant")
>>> vacant.first, [str(cite) for cite in vacant.cites(date(2026, 12, 1))]
('explain', ['民法典第944-1条（2021-01-01）'])
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from attrs import field, frozen

from ..citation import Citation
from ..errors import RuleError, UnknownError, one_of
from ..law import civil_code, property_regulations
from .means import Means, means
from .policy import Offer
from .reasons import REASONS

#: Who works on a case: 前台, 管家, 经理.
Post = Literal["desk", "steward", "manager"]
POSTS: Mapping[Post, str] = {"desk": "前台", "steward": "管家", "manager": "经理"}

First = Literal[
    "remind",  # 提醒
    "new-address",  # 核实新地址和应交人
    "help",  # 先给帮助
    "complaint",  # 先处理投诉
    "dispute",  # 先答复异议
    "explain",  # 解释规定
    "find",  # 查找联系方式
    "formal",  # 转书面催告和法律程序
]
Source = Literal["civil", "regulations"]


def _means(names: tuple[Means | str, ...]) -> tuple[Means, ...]:
    return tuple(map(means, names))


@frozen(kw_only=True)
class Treatment:
    """What to do about one reason.

    ``first`` is what comes before anything else, ``steps`` tell staff the rest in order;
    ``means`` are the fitting ones, the best first, ``offers`` what may be offered.  ``post``
    is whose work it is.  ``formal`` says whether demands with a deadline and what follows
    may go on meanwhile.  ``rests_on`` are the articles it rests on, 民法典 or 物业管理条例.
    """

    first: First = field(validator=one_of(*get_args(First)))
    steps: tuple[str, ...] = field(converter=tuple[str, ...])
    means: tuple[Means, ...] = field(converter=_means)
    offers: tuple[Offer, ...] = field(default=(), converter=tuple[Offer, ...])
    post: Post = field(validator=one_of(*get_args(Post)))
    formal: bool
    rests_on: tuple[tuple[Source, str], ...] = ()

    def cites(self, on: date) -> tuple[Citation, ...]:
        """What it rests on, as it applies on a day."""
        return tuple(
            civil_code.cite(number, on)
            if source == "civil"
            else property_regulations.cite("regulations", number, on)
            for source, number in self.rests_on
        )


TREATMENTS: Mapping[str, Treatment] = {
    "forgot": Treatment(
        first="remind",
        steps=("友好提醒金额和交费方式", "建议自动代扣或者到期前提醒"),
        means=("message", "wechat", "phone"),
        post="desk",
        formal=True,
    ),
    "moved": Treatment(
        first="new-address",
        steps=(
            "核实新的通讯地址和电话，由本人提供",
            "租出的，核对业主与使用人有没有约定由使用人交费；有约定的业主负连带责任",
            "已过户的，按交接日分清各自应交的部分",
        ),
        means=("phone", "message", "registered"),
        post="steward",
        formal=True,
        rests_on=(("civil", "944-1"), ("regulations", "41-1")),
    ),
    "hardship": Treatment(
        first="help",
        steps=("了解情况，不催不逼", "商量分期或者缓缴", "告知可以申请的减免和社会救助"),
        means=("visit", "phone", "letter"),
        offers=("help", "deferral", "instalments"),
        post="steward",
        formal=False,
    ),
    "service": Treatment(
        first="complaint",
        steps=("先登记投诉并派工", "处理完当日回访", "回访满意后再谈费用，出示服务记录"),
        means=("phone", "visit"),
        post="steward",
        formal=False,
        rests_on=(("civil", "942"),),
    ),
    "amount": Treatment(
        first="dispute",
        steps=("登记异议，暂停争议部分", "出示计算过程、面积和公示", "按结果更正或者书面答复"),
        means=("phone", "visit", "letter"),
        post="steward",
        formal=False,
        rests_on=(("civil", "943"),),
    ),
    "vacant": Treatment(
        first="explain",
        steps=(
            "解释已按约定提供服务的，不得以未接受或者无需接受服务为由拒付",
            "核对合同和当地的空置减免规定，符合条件的帮助申请",
        ),
        means=("phone", "message", "registered"),
        offers=("instalments",),
        post="desk",
        formal=True,
        rests_on=(("civil", "944-1"),),
    ),
    "unreachable": Treatment(
        first="find",
        steps=(
            "核对本人登记过的电话、邮箱和送达地址",
            "向约定的送达地址寄挂号信，保存回执",
            "不向邻居、单位和亲友打听",
        ),
        means=("registered", "letter", "email"),
        post="steward",
        formal=True,
        rests_on=(("civil", "1034"),),
    ),
    "refuses": Treatment(
        first="formal",
        steps=(
            "经理面谈一次，听完理由",
            "书面催告，列明各期金额并给出合理期限",
            "期满申请调解、支付令、起诉或者仲裁",
        ),
        means=("letter", "registered", "lawyers-letter"),
        offers=("instalments",),
        post="manager",
        formal=True,
        rests_on=(("civil", "944-2"),),
    ),
}


def treat(reason: str, table: Mapping[str, Treatment] = TREATMENTS) -> Treatment:
    """Look up the treatment of a reason.

    Raises :class:`~wuye.errors.UnknownError` for what is no reason.
    """
    if reason not in table:
        raise UnknownError("no such reason", reason, "treat", f"reasons: {list(REASONS)}")
    return table[reason]


def treatments(
    replaced: Mapping[str, Treatment], base: Mapping[str, Treatment] = TREATMENTS
) -> Mapping[str, Treatment]:
    """The table with some treatments replaced; every reason still has one.

    Raises :class:`~wuye.errors.RuleError` for what is no reason, or when one is left out.
    """
    table = {**base, **replaced}
    if set(table) != set(REASONS):
        raise RuleError(
            "every reason has one treatment",
            sorted(set(table) ^ set(REASONS)),
            "treatments",
            f"reasons: {list(REASONS)}",
        )
    return {reason: table[reason] for reason in REASONS}
