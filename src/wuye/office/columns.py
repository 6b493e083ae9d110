"""The columns of an office's tables; see docs/office-files.md.

>>> [column.heading for column in COSTS]
['月份', '项目', '金额']
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..errors import MoneyError
from ..estate.parking import masked_plate, plate_number
from ..exchange import PLACE, Column, room_number
from ..exchange.cells import (
    amount,
    area,
    day,
    instant,
    month,
    names,
    number,
    part,
    phones,
    plain,
    several,
)
from ..fees.meters.meter import KINDS
from ..fees.waivers import REASONS
from ..format import masked_name, masked_phone
from ..money import Money, exact
from .keys import choice, whole

_FACTOR = re.compile(r"([^=:]+)[=:](.+)")

#: How bills are delivered, by the code of the channel.
CHANNELS: Mapping[str, str] = {
    "hand": "当面",
    "registered": "挂号信",
    "mailbox": "信箱",
    "door": "门贴",
    "message": "短信",
    "wechat": "微信",
    "email": "邮件",
    "app": "应用",
    "lobby": "大堂",
}
_RECIPIENTS: Mapping[str, str] = {
    "业主": "owner",
    "使用人": "occupier",
    "同住成年人": "adult-at-home",
    "代收人": "agent",
    "其他": "other",
    "无人": "nobody",
}
FAILURES: Mapping[str, str] = {
    "无人居住": "vacant",
    "号码变更": "number-changed",
    "无人应答": "no-answer",
    "拒收": "refused",
    "搬走": "moved",
    "退回": "bounced",
}


def _cost(text: str) -> Money:
    cost = amount(text)
    if cost.fen < 0:
        raise MoneyError("a cost is not below 0", text, "costs.csv", "credit it")
    return cost


def above_nothing(text: str) -> Money:
    """Read an amount that was received."""
    received = amount(text)
    if received.fen <= 0:
        raise MoneyError("an amount above 0 is expected", text, "payments.csv", "see refunds")
    return received


def _factors(text: str) -> Mapping[str, Decimal]:
    """Read the agreed factors of a unit, such as ``lift=1.2 floor=0.9``."""
    found = [_FACTOR.fullmatch(each) for each in several(text)]
    if not all(found):
        raise MoneyError("not a factor", text, "units.csv", "write name=1.2")
    return {each[1]: exact(each[2], place=each[1]) for each in found if each}


def ids(text: str) -> tuple[str, ...]:
    """Read ids with spaces between."""
    return tuple(text.split())


def _rooms(text: str) -> tuple[str, ...]:
    return tuple(str(room_number(each)) for each in several(text))


def _plate(text: str) -> str:
    return plate_number(plain(text))


YES = choice({"是": True, "否": False})
#: A unit's place, where no unit need be named.
_ANYWHERE = (*PLACE[:2], Column("房号", optional=True))
_PEOPLE: Mapping[str, Any] = {"个人": "person", "单位": "company", "建设单位": "developer"}
_METERS = choice({name: kind for kind, (name, _) in KINDS.items()})


def _person(id_: str, name: str, *, optional: bool = False) -> tuple[Column, ...]:
    return (
        Column(id_, optional=optional),
        Column(name, names, optional=True, mask=masked_name),
        Column("电话", phones, optional=True, mask=masked_phone),
    )


_AREAS = tuple(
    Column(kind, area, optional=True, sums=True) for kind in ("计费面积", "建筑面积", "套内面积")
)
_OWNER = (
    *_person("业主编号", "业主"),
    Column("业主类别", choice(_PEOPLE), optional=True),
)
UNITS = (
    *PLACE,
    Column("楼层", optional=True),
    *_AREAS,
    Column("用途", optional=True),
    Column("户数", whole, optional=True),
    Column("人口", whole, optional=True),
    Column("交付日", day, optional=True),
    Column("启用日", day, optional=True),
    Column("停用日", day, optional=True),
    Column("系数", _factors, optional=True),
    *_OWNER,
)
AREAS = (*PLACE, Column("起始日", day), *_AREAS)
TRANSFERS = (*PLACE, Column("过户日", day), *_OWNER, Column("交付", YES, optional=True))
SUCCESSIONS = (Column("日期", day), Column("原房号", _rooms), Column("新房号", _rooms))
AGREEMENTS = (
    *PLACE,
    Column("约定", choice({"使用人": "occupier", "代缴人": "payer", "保证人": "guarantor"})),
    *_person("对方编号", "对方"),
    Column("对方类别", choice(_PEOPLE), optional=True),
    Column("起始日", day, optional=True),
    Column("结束日", day, optional=True),
    Column("项目", several, optional=True),
)
SPACES = (
    Column("车位"),
    Column(
        "车位类别",
        choice(
            {
                "产权": "owned",
                "开发商": "developer",
                "公共场地": "common-ground",
                "人防": "civil-defence",
            }
        ),
    ),
    *_ANYWHERE,
    Column("起始日", day, optional=True),
)
VEHICLES = (
    Column("车牌号", _plate, unique=True, mask=masked_plate),
    *PLACE,
    Column("车位", optional=True),
)
STAYS = (
    Column("记录号", unique=True),
    Column("车牌号", _plate, optional=True, mask=masked_plate),
    *_ANYWHERE,
    Column("入场时间", instant),
    Column("出场时间", instant, optional=True),
)
METERS = (
    Column("表号", unique=True),
    Column("表类", _METERS),
    *_ANYWHERE,
    Column("倍率", number, optional=True),
    Column("位数", whole, optional=True),
    Column("小数位", whole, optional=True),
    Column("计量单位", optional=True),
    Column("启用日", day, optional=True),
    Column("停用日", day, optional=True),
    Column("总表", optional=True),
)
READINGS = (
    Column("表号", optional=True),
    *_ANYWHERE,
    Column("表类", _METERS, optional=True),
    Column("抄表日", day),
    Column("本次读数", number),
    Column(
        "读数类型",
        choice(
            {
                "抄见": "read",
                "底数": "first",
                "自报": "reported",
                "交接": "special",
                "估抄": "estimated",
            }
        ),
        optional=True,
    ),
)
REPLACEMENTS = (
    Column("旧表号"),
    Column("新表号"),
    Column("换表日", day),
    Column("旧表读数", number),
    Column("新表读数", number, optional=True),
)
COSTS = (Column("月份", month), Column("项目"), Column("金额", _cost, sums=True))
DRIVERS = (
    Column("月份", month),
    Column("项目"),
    Column("用途"),
    Column("用量", number),
    Column("单位"),
    Column("单价", number, optional=True),
    Column("金额", _cost, optional=True, sums=True),
)
WAIVERS = (
    Column("减免号", unique=True),
    *PLACE,
    Column("项目", several),
    Column("减免原因", choice({name: reason for reason, name in REASONS.items()})),
    Column("依据"),
    Column("起始日", day),
    Column("结束日", day),
    Column("减免比例", part, optional=True),
    Column("减免金额", amount, optional=True),
    *_person("承担方编号", "承担方", optional=True),
    Column("承担方类别", choice(_PEOPLE), optional=True),
    Column("规则", optional=True),
    Column("含公摊", YES, optional=True),
)
PAYMENTS = (
    Column("收款号", unique=True),
    Column("业主编号"),
    Column("金额", above_nothing, sums=True),
    Column("收款日", day),
    Column("登记日", day, optional=True),
    Column("指定账单", ids, optional=True),
    Column("收款单位", optional=True),
)
DELIVERIES = (
    Column("账单"),
    Column("渠道", choice({name: channel for channel, name in CHANNELS.items()})),
    Column("日期", day),
    Column("签收人", choice(_RECIPIENTS), optional=True),
    Column("凭证", optional=True),
    Column("失败原因", choice(FAILURES), optional=True),
)
