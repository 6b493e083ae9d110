"""What is usually charged (常见收费项目), by kind of property: a list to start from.

It holds names and ways of charging and no price: what is charged follows from the contract
alone, and nothing here is a default.

>>> [item.name for item in usual_items("office")][:2]
['物业服务费', '空调使用费']
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from ..errors import UnknownError

Way = Literal["per-area", "flat", "per-space", "shared", "metered"]


@frozen
class UsualItem:
    """An item by code and name, the way it is usually charged, and what to look at first."""

    code: str
    name: str
    way: Way
    note: str = ""


_PARKING = (
    UsualItem("parking", "车位服务费", "per-space", "停车服务，不是租金"),
    UsualItem("parking-rent", "车位租金", "per-space", "归谁由车位的权属决定，见 law.parking"),
)
_RESIDENTIAL = (
    UsualItem("property", "物业服务费", "per-area", "分项：保洁、绿化、电梯、秩序维护"),
    UsualItem("shared-power", "公摊电费", "shared", "物业费已含的不得另收"),
    UsualItem("shared-water", "公摊水费", "shared", "物业费已含的不得另收"),
    UsualItem("lift", "电梯运行费", "shared", "物业费已含的不得另收；分摊方式有约定的从约定"),
    *_PARKING,
    UsualItem("rubbish", "生活垃圾处理费", "flat", "代收的须有委托，不得加手续费"),
)
_COMMERCIAL = (
    UsualItem("property", "物业服务费", "per-area"),
    UsualItem("air", "空调使用费", "metered", "或按面积、按时段，以合同为准"),
    UsualItem("security", "秩序维护服务费", "per-area"),
    UsualItem("advertising", "广告位使用费", "flat", "利用共有部分的，收入属于业主"),
    UsualItem("power", "电费", "metered", "转供电不得加价"),
    *_PARKING,
)
_OFFICE = (
    UsualItem("property", "物业服务费", "per-area"),
    UsualItem("air", "空调使用费", "per-area", "加时另计，以合同为准"),
    UsualItem("cleaning", "室内保洁费", "per-area", "自愿选择的特约服务"),
    UsualItem("power", "电费", "metered", "转供电不得加价"),
    *_PARKING,
)
_LISTS: Mapping[str, tuple[UsualItem, ...]] = {
    "residential": _RESIDENTIAL,
    "commercial": _COMMERCIAL,
    "office": _OFFICE,
}


def usual_items(use: Literal["residential", "commercial", "office"]) -> tuple[UsualItem, ...]:
    """List what is usually charged for a kind of property."""
    if use not in _LISTS:
        raise UnknownError("no list for this property", use, "usual_items", f"see {list(_LISTS)}")
    return _LISTS[use]
