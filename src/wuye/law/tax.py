"""Value-added tax and invoices (增值税、发票): the sources, and how sure we are of each.

The VAT law is new: it applies from 1 January 2026 and knows 13 %, 9 % and 6 %, and one
levy rate of 3 %.  What eases it for small-scale taxpayers in 2026 and 2027 was read in
reports alone, and how the new digital invoice looks in an answer of one tax office and
in programs that fill it in.  Rows without an article number of their own carry a word.

>>> from datetime import date
>>> print(cite("vat", "10", date(2026, 1, 1)))
增值税法第10条（2026-01-01）
>>> cite("notice-2026-10", "征收率", date(2027, 12, 31)).verified
False
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from ..citation import Citation
from ..errors import UnknownError
from .reference import Certainty, Source, find

Key = Literal["vat", "vat-regulations", "notice-2026-10", "before-2026", "invoices", "digital"]

VAT = Source("增值税法", since=date(2026, 1, 1), issued_as="主席令第四十一号")
VAT_REGULATIONS = Source("增值税法实施条例", since=date(2026, 1, 1), issued_as="国务院令第826号")
NOTICE_2026_10 = Source(
    "财政部 税务总局公告2026年第10号",
    since=date(2026, 1, 1),
    until=date(2028, 1, 1),
    issued_as="2026-01-30",
)
#: no text of the years before the law was read; the days are those it was asked about for
BEFORE_2026 = Source("增值税法施行前的规定", since=date(2016, 5, 1), until=date(2026, 1, 1))
INVOICES = Source("发票管理办法", since=date(2023, 7, 20))
#: the day is that of the national roll-out, which is from memory
DIGITAL = Source(
    "全面数字化的电子发票", since=date(2024, 12, 1), issued_as="国家税务总局公告2024年第11号"
)

VAT_ARTICLES = (
    VAT.article("7", "价外税；税额应当在交易凭证上单独列明", reference=True),
    VAT.article("9", "小规模纳税人：年应征增值税销售额不超过五百万元", reference=True),
    VAT.article("10", "税率：货物（含电）13%，不动产租赁、自来水等9%，其他服务6%"),
    VAT.article("11", "适用简易计税方法的征收率为3%"),
    VAT.article("12", "兼营不同税率的项目未分别核算的，从高适用税率", reference=True),
    VAT.article("13", "一项交易涉及两个以上税率的，按主要业务适用", reference=True),
    VAT.article("17", "销售额为取得的与之相关的全部价款"),
    VAT.article("23", "小规模纳税人销售额未达到起征点的，免征", reference=True),
    VAT.article("26", "优惠项目应当单独核算", reference=True),
    VAT.article("27", "可以放弃优惠；放弃后36个月内不得享受，小规模纳税人除外", reference=True),
    VAT.article(
        "28", "收讫款项或者取得索取凭据当日发生纳税义务；先开票的，为开票当日", reference=True
    ),
    VAT.article("34", "电子发票与纸质发票具有同等法律效力", reference=True),
)

REGULATIONS_ARTICLES = (
    VAT_REGULATIONS.article(
        "施行", "2025-12-25公布，2026-01-01起施行", Certainty.SECONDARY, reference=True
    ),
)

NOTICE_ARTICLES = (
    NOTICE_2026_10.article(
        "起征点",
        "小规模纳税人月10万元、季30万元、按次1000元；等于或者超过的，全额计税",
        Certainty.SECONDARY,
    ),
    NOTICE_2026_10.article(
        "征收率", "3%征收率减按1%，销售、出租不动产和转让土地使用权除外", Certainty.SECONDARY
    ),
    NOTICE_2026_10.article("个人出租住房", "3%征收率减按1.5%", Certainty.SECONDARY, reference=True),
    NOTICE_2026_10.article(
        "停止执行",
        "2025-12-31前出台的国内增值税优惠，未明确继续的停止执行",
        Certainty.SECONDARY,
        reference=True,
    ),
)

BEFORE_ARTICLES = (
    BEFORE_2026.article(
        "不动产租赁", "小规模纳税人出租不动产（含车辆停放），征收率5%", Certainty.MEMORY
    ),
    BEFORE_2026.article(
        "自来水差额",
        "国税公告2016年第54号：差额，3%；2026年后是否有效未核实",
        Certainty.MEMORY,
        reference=True,
    ),
    BEFORE_2026.article(
        "老不动产",
        "一般纳税人2016-04-30前的不动产，简易计税5%；2026年后是否有效未核实",
        Certainty.MEMORY,
        reference=True,
    ),
)

INVOICE_ARTICLES = (
    INVOICES.article("3", "电子发票与纸质发票具有同等效力", reference=True),
    INVOICES.article("18", "收款方应当向付款方开具发票"),
    INVOICES.article("19", "取得发票时，不得要求变更品名和金额"),
    INVOICES.article("21", "如实开具；不得虚开", reference=True),
    INVOICES.article("23-1-5", "不得以其他凭证代替发票使用"),
)

DIGITAL_ARTICLES = (
    DIGITAL.article(
        "票面",
        "项目名称、规格型号、单位、数量、单价、金额、税率、税额、合计、价税合计、备注、开票人等",
        Certainty.SECONDARY,
        reference=True,
    ),
    DIGITAL.article("号码", "发票号码20位，没有代码、校验码、收款人、复核", Certainty.SECONDARY),
    DIGITAL.article("推广", "2024-12-01起在全国推广", Certainty.MEMORY, reference=True),
    DIGITAL.article(
        "物业管理服务编码", "3040801010000000000，物业管理服务，税率6%", Certainty.IN_CODE
    ),
    DIGITAL.article(
        "车辆停放编码",
        "3040502020200000000，属于304050202不动产经营租赁，税率9%",
        Certainty.IN_CODE,
    ),
    DIGITAL.article(
        "不动产经营租赁",
        "地址（合计120字以内，含街、路、村、乡、镇、道、巷或者号）、租期起止、跨地（市）标志、"
        "产权证号、面积单位；停车到分钟，车牌号最多3个",
        Certainty.IN_CODE,
    ),
)

TABLES = (
    VAT_ARTICLES,
    REGULATIONS_ARTICLES,
    NOTICE_ARTICLES,
    BEFORE_ARTICLES,
    INVOICE_ARTICLES,
    DIGITAL_ARTICLES,
)

_BY_KEY = {
    "vat": VAT_ARTICLES,
    "vat-regulations": REGULATIONS_ARTICLES,
    "notice-2026-10": NOTICE_ARTICLES,
    "before-2026": BEFORE_ARTICLES,
    "invoices": INVOICE_ARTICLES,
    "digital": DIGITAL_ARTICLES,
}


def cite(source: Key, number: str, on: date) -> Citation:
    """Cite an article of one of the sources as it applies on a day.

    Raises :class:`~wuye.errors.UnknownError` for a source or an article that is not here
    and :class:`~wuye.errors.NotInForceError` for a day on which it does not apply.
    """
    if source not in _BY_KEY:
        raise UnknownError("no such source", source, "tax.cite", f"give one of {list(_BY_KEY)}")
    return find(_BY_KEY[source], number, on)
