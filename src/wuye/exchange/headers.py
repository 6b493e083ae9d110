"""Headings of tables in their many spellings, and the row in which they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from .cells import plain
from .faults import Cell, Faults
from .sheets import Sheet

_MONTHS = tuple(enumerate([*"一二三四五六七八九十", "十一", "十二"], 1))
#: How else offices write a heading, by the heading that stands for all of them.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "楼栋": ("楼栋号", "楼号", "楼栋编号", "楼栋名称", "栋号", "幢号", "座号", "楼幢", "楼幢号", "楼宇", "楼宇名称", "楼座", "号楼", "栋", "幢", "楼"),
    "单元": ("单元号", "单元编号", "单元名称", "楼门", "楼门号", "门洞", "梯号"),
    "房号": ("房间", "房间号", "房间编号", "房屋", "房屋号", "房屋编号", "房屋编码", "房屋名称", "房产", "房产编号", "门牌", "门牌号", "室号", "户号", "单元房号", "楼栋房号", "铺位号", "商铺号"),
    "楼层": ("房屋楼层", "所在楼层", "所在层", "层数", "层"),
    "计费面积": ("收费面积", "计价面积", "缴费面积", "物业费面积", "合同面积", "合同计费面积", "面积", "房屋面积"),
    "建筑面积": ("建面", "房屋建筑面积", "产权面积", "产权建筑面积", "面积(建筑)"),
    "套内面积": ("套内建筑面积", "室内面积", "面积(套内)"),
    "业主编号": ("业主ID", "业主代码", "客户编号", "客户编码", "客户代码"),
    "业主": ("业主姓名", "业主名称", "户主", "户主姓名", "姓名", "房主", "产权人", "产权人姓名", "客户名称", "客户姓名"),
    "电话": ("电话号码", "手机", "手机号", "手机号码", "联系电话", "联系手机", "联系方式", "移动电话", "业主电话", "业主手机", "业主手机号", "业主联系电话"),
    "身份证号": ("身份证", "身份证号码", "业主身份证号", "证件号", "证件号码", "证件编号"),
    "用途": ("房屋用途", "房屋类型", "房屋性质", "房产类型", "物业类型", "使用性质", "业态"),
    "交付日": ("交付日期", "交付时间", "交房日", "交房日期", "交房时间", "收房日期", "收楼日期", "接房日期"),
    "缴至": ("已缴至", "缴费至", "已缴费至", "交至", "已交至", "交费至", "费用缴至", "物业费缴至", "物业费已缴至", "缴清至"),
    "车位": ("车位号", "车位编号", "车位编码", "停车位", "停车位号"),
    "车牌号": ("车牌", "车牌号码"),
    "项目": ("收费项目", "费用项目", "费用名称", "费用类型", "收费科目", "收费名称"),
    "单价": ("计费单价", "收费单价", "收费标准"),
    "起始日": ("起始", "起始日期", "起始时间", "开始", "开始日期", "开始时间", "计费开始日期", "计费起始日期", "计费起始时间", "费用开始时间"),
    "结束日": ("结束", "结束日期", "结束时间", "终止日期", "截止日期", "计费结束日期", "计费结束时间", "计费终止日期", "费用结束时间"),
    "应缴金额": ("应缴", "应交金额", "应收", "应收金额", "应缴费用", "欠费", "欠费金额", "欠缴金额"),
    "实缴金额": ("实缴", "实交金额", "实收", "实收金额", "已缴金额", "收款金额", "缴费金额"),
    "金额": ("实缴金额", "实缴", "实收金额", "实收", "收款金额", "缴费金额", "费用金额", "总金额"),
    "违约金": ("滞纳金",),
    "收款日": ("收款日期", "收款时间", "缴费日", "缴费日期", "缴费时间", "交费日期", "付款日期", "支付时间", "到账日期"),
    "登记日": ("登记日期", "录入日期", "入账日期"),
    "收款号": ("收款单号", "收据号", "收据编号", "票据号", "单据号", "流水号", "交易流水号", "交易号", "订单号"),
    "过户日": ("过户日期", "过户时间"),
    "月份": ("账单月份", "费用月份", "账期"),
    "应缴日": ("应缴日期", "应交日期", "到期日", "到期日期", "缴费期限", "缴费截止日"),
    "月费": ("每月金额", "每月费用", "每月应缴", "月应缴", "月应收", "月收费", "每月物业费", "月物业费"),
    **{f"{n}月": (f"{n}月份", f"{n:02}月", f"{name}月", f"{name}月份") for n, name in _MONTHS},
    "表号": ("表编号", "仪表编号", "表具编号", "水表号", "水表编号", "电表号", "电表编号"),
    "上次读数": ("上期读数", "上月读数", "起始读数", "上次表底", "上期止码", "起度", "起码"),
    "本次读数": ("读数", "抄表读数", "本期读数", "本月读数", "当前读数", "截止读数", "本次表底", "本期止码", "止度", "止码"),
    "户数": ("家庭户数", "住户数"),
    "人口": ("人数", "家庭人口", "常住人口", "户籍人口"),
    "表类": ("表类型", "表具类型", "仪表类型", "表种类"),
    "倍率": ("变比", "表倍率"),
    "入场时间": ("进场时间", "入场", "驶入时间", "入口时间"),
    "出场时间": ("离场时间", "出场", "驶离时间", "出口时间"),
    "车位类别": ("车位类型", "车位性质", "车位权属"),
    "抄表日": ("抄表日期", "抄表时间", "本次抄表日期", "本次抄表时间", "读表日期"),
}  # fmt: skip
#: Headings of columns that tell a reader of the table something, and the library nothing.
PASSED_OVER = frozenset({"序号", "序", "No", "编号", "备注", "说明", "填写说明", "填表说明"})

#: What brackets may say without changing what a column holds: a unit, or how to fill it in.
_REMARK = re.compile(
    r"[(\[【{]\s*(?:单位[::]?)?(?:m2|m3|平方米?|平米|元[^()]*|度|吨|立方米?|kwh|人民币"
    r"|[^()]*填[^()]*|可空|格式[^()]*|例?如[^()]*|y{2,4}[^()]*)\s*[)\]】}]",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?<=..)(?:m2|平方米|平米|元/月|(?<!单)元|:)$", re.IGNORECASE)
_WITHIN = 10  # rows in which the headings are looked for
_DEEPEST = 3  # rows that headings in merged cells may take


@frozen
class Column:
    """A column: its heading, how a cell is read, and what is allowed in it.

    A column that ``sums`` holds numbers that a row of totals adds up.  ``mask`` hides
    personal data wherever a value is told.
    """

    heading: str
    read: Callable[[str], Any] = str
    optional: bool = False
    unique: bool = False
    sums: bool = False
    mask: Callable[[str], str] = str


@frozen
class Header:
    """Where the headings of a sheet stand: the first row below, and each column's place.

    ``width`` is the number of columns up to the last that has a heading.
    """

    below: int
    width: int
    places: Mapping[str, int]
    written: Mapping[str, str]

    def told(self, heading: str) -> str:
        """The heading as the sheet writes it."""
        return self.written.get(heading, heading)


def spellings(text: str) -> Iterator[str]:
    """Give a heading as it stands, without remarks in brackets, and without its unit.

    A bracket that says whose or which, as in 电话(租户), is part of the heading.

    >>> list(spellings(" *建筑面积（㎡）")), list(spellings("应缴金额 元"))
    (['建筑面积(m2)', '建筑面积', '建筑面积'], ['应缴金额元', '应缴金额元', '应缴金额'])
    """
    whole = "".join(plain(text).split()).strip("*")
    bare = _REMARK.sub("", whole)
    yield from (whole, bare, _UNIT.sub("", bare))


def find_header(
    sheet: Sheet, columns: Sequence[Column], faults: Faults, *, strict: bool = False
) -> Header | None:
    """Find the row that holds the headings, among the first ten.

    It is the row that names the most columns.  Titles above it are passed over.  A column
    that nobody knows is ignored with a warning, or is a fault when ``strict``; two that
    claim one heading are a fault, and so is a needed one that is missing.  A sheet in
    which no heading stands has no header; that is for the caller to judge.
    """
    known = _known(columns)
    best, most = -1, 0
    for row in range(min(_WITHIN, len(sheet.rows))):
        named = {_heading(cell, known) for cell in _headings(sheet, row)[0]} - {""}
        if len(named) > most:
            best, most = row, len(named)
    if best < 0:
        return None
    headings, below = _headings(sheet, best)
    at = Cell(sheet.file, best + 1, sheet=sheet.name)
    places: dict[str, int] = {}
    written: dict[str, str] = {}
    sound = True
    for place, text in enumerate(headings):
        heading = _heading(text, known)
        told = evolve(at, column=" ".join(text.split()))
        if heading in places:
            message = f"与「{written[heading]}」是同一列，只能保留一列"
            faults.add(told, "two-columns", message)
            sound = False
        elif heading:
            places[heading], written[heading] = place, told.column
        elif text and not PASSED_OVER.intersection(spellings(text)):
            names = "、".join(column.heading for column in columns)
            message = f"不认识这一列；应有：{names}" if strict else "不认识这一列，没有读入"
            faults.add(told, "unknown-column", message, warning=not strict)
            sound = sound and not strict
    for column in columns:
        if column.heading not in places and not column.optional:
            faults.add(evolve(at, column=column.heading), "missing-column", "缺少这一列")
            sound = False
    width = max(place for place, text in enumerate(headings, 1) if plain(text))
    return Header(below, width, places, written) if sound else None


def _known(columns: Sequence[Column]) -> dict[str, str]:
    known = {plain(column.heading): column.heading for column in columns}
    for column in columns:
        for alias in HEADINGS.get(column.heading, ()):
            known.setdefault(alias, column.heading)
    return known


def _heading(text: str, known: Mapping[str, str]) -> str:
    if not text:
        return ""
    return next((known[spelled] for spelled in spellings(text) if spelled in known), "")


def _headings(sheet: Sheet, row: int) -> tuple[list[str], int]:
    """The headings, and the row below: merged cells may make them two or three rows deep."""
    deep = max(
        (
            bottom
            for top, left, bottom, right in sheet.merged
            if top == row < bottom < row + _DEEPEST
        ),
        default=row,
    )
    headings = list(sheet.rows[row])
    for lower in sheet.rows[row + 1 : deep + 1]:
        for place, text in enumerate(lower[: len(headings)]):
            headings[place] = text if text.strip() else headings[place]
    return headings, deep + 1
