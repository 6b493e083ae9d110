"""Exhibits from the ledger (账务系统材料): bills, workings, penalty, payments, statement."""

from __future__ import annotations

from collections.abc import Iterator

from ..bills import BillLine
from ..dates import ONE_DAY, Period
from ..ledger import Receipt, Reversal, TransferOut
from ..ledger.statements import KINDS
from ..money import Money
from ..payments import channel_name
from .exhibits import Exhibit
from .matter import Matter, days, due_day, ids

_KEPT = "账务系统"


def of_ledger(matter: Matter) -> Iterator[Exhibit]:
    """What the ledger says about the lines, and how each amount came about."""
    for make in (_bills, _workings, _penalty, _payments, _statement):
        yield from make(matter)


def _bills(matter: Matter) -> Iterator[Exhibit]:
    for bill, items in matter.bills:
        yield Exhibit(
            kind="bill",
            name=f"账单 {bill.id}",
            on=bill.on,
            lines=ids(items),
            kept=f"{_KEPT}，账单号 {bill.id}",
            told=(
                f"房号：{bill.unit}",
                f"收费单位：{bill.creditor}",
                f"交费期限：{due_day(bill) or '不明'}",
                f"合计：{bill.total} 元",
            ),
            head=("收费项目", "服务期间", "金额（元）"),
            rows=tuple((line.name, days(line.service), str(line.amount)) for line in bill.lines),
        )


def _workings(matter: Matter) -> Iterator[Exhibit]:
    for bill, items in matter.bills:
        lines = [item.line for item in items]
        cites = dict.fromkeys(cite for line in lines for cite in line.basis.cites)
        yield Exhibit(
            kind="working",
            name=f"账单 {bill.id} 的计算过程",
            on=bill.on,
            lines=ids(items),
            kept=f"{_KEPT}，账单号 {bill.id}",
            weakness="" if all(map(_right, lines)) else "复算不一致",
            cites=tuple(cites),
            head=("收费项目", "计算过程", "另一方法复算"),
            rows=tuple(
                (
                    line.name,
                    line.why(),
                    "一致" if _right(line) else f"{line.recompute()} 元，不一致",
                )
                for line in lines
            ),
        )


def _right(line: BillLine) -> bool:
    return line.recompute() == line.amount


def _penalty(matter: Matter) -> Iterator[Exhibit]:
    late = [item for item in matter.items if item.penalty and item.penalty_accrued]
    if late:
        yield Exhibit(
            kind="penalty",
            name=f"违约金明细，计至 {matter.on}",
            on=matter.on,
            lines=ids(late),
            kept=_KEPT,
            cites=tuple(
                dict.fromkeys(c for item in late if item.penalty for c in item.penalty.basis.cites)
            ),
            head=("收费项目", "服务期间", "逐段计算", "尚欠（元）"),
            rows=tuple(
                (
                    item.line.name,
                    days(item.line.service),
                    item.penalty.details().replace("\n", "。") if item.penalty else "",
                    str(item.penalty_open),
                )
                for item in late
            ),
        )


def _payments(matter: Matter) -> Iterator[Exhibit]:
    mine, known = set(ids(matter.items)), matter.known
    documents = [
        each
        for each in matter.account.documents
        if each.on <= matter.on and (known is None or each.booked <= known)
    ]
    undone = {each.of for each in documents if isinstance(each, Reversal | TransferOut)}
    came = [each for each in documents if isinstance(each, Receipt) and each.id not in undone]
    applied = {
        each.id: Money.total(part.amount for part in each.parts if part.item in mine)
        for each in came
    }
    if any(applied.values()):
        yield Exhibit(
            kind="payment",
            name="收款记录",
            on=max(each.on for each in came if applied[each.id]),
            lines=ids(matter.items),
            kept=_KEPT,
            head=("付款日", "收款号", "渠道", "金额（元）", "其中抵充本案项目（元）"),
            rows=tuple(
                (
                    str(each.on),
                    each.id,
                    channel_name(each.payment.channel),
                    str(each.payment.amount),
                    str(applied[each.id]),
                )
                for each in came
                if applied[each.id]
            ),
        )


def _statement(matter: Matter) -> Iterator[Exhibit]:
    account, first = matter.account, min(item.bill.on for item in matter.items)
    if account.book.start:  # nothing is known from before a checkpoint
        first = max(first, account.book.opens + ONE_DAY)
        if first > matter.on:
            return
    told = account.statement(Period(first, matter.on + ONE_DAY), matter.known)
    yield Exhibit(
        kind="statement",
        name=f"对账单 {days(told.period)}",
        on=matter.on,
        lines=ids(matter.items),
        kept=_KEPT,
        told=(f"期初余额：{told.opening} 元", f"期末余额：{told.closing} 元"),
        head=("日期", "入账日", "摘要", "凭证", "金额（元）", "余额（元）"),
        rows=tuple(
            (
                str(each.day),
                str(each.booked),
                KINDS[each.kind],
                each.document,
                str(each.amount),
                str(each.balance),
            )
            for each in told.entries
        ),
    )
