"""The pages of a run, to read or to print."""

from __future__ import annotations

from collections.abc import Iterable

from ..bills import Bill
from ..capitals import capitals
from ..format import day, masked_name, money
from ..html import Markup, element, page, table
from .folder import Office


def bills_page(office: Office, bills: Iterable[Bill]) -> str:
    """Every bill as a table, with its total in figures and capitals."""
    names = {id_: owner.name for id_, owner in office.people.items()}
    return page(
        f"{office.community.name} 物业费账单",
        *(part for bill in bills for part in _bill(bill, names.get(bill.debtor, ""))),
    )


def _bill(bill: Bill, name: str) -> tuple[Markup, ...]:
    rows = [
        (x.name, f"{day(x.service.start)}至{day(x.service.last)}", x.why(), x.amount)
        for x in bill.lines
    ]
    return (
        element("h2", f"{bill.unit}　{masked_name(name)}"),
        table(("收费项目", "服务期间", "计算", "金额（元）"), rows),
        element("p", f"合计：{money(bill.total)}（{capitals(bill.total)}）"),
        element("p", f"缴费截止日：{day(bill.due)}　收款单位：{bill.creditor}　账单号：{bill.id}"),
    )
