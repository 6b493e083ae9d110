"""What a run hands to the office: CSV tables, and bills as one page to read or print."""

from __future__ import annotations

from collections.abc import Iterable

from .. import dunning, fees
from ..bills import Bill
from ..exchange import write_table
from ..ledger import State
from .folder import Office

REASONS = {
    "disputed": "异议处理中",
    "not-overdue": "未逾期",
    "before-first-stage": "未到首次提醒的天数",
    "credit-covers": "预存足以抵付",
    "below-minimum": "低于催缴起点",
    "cool-down": "距上次提醒不足间隔",
    "area-missing": "缺计费面积",
    "cost-missing": "缺本期费用金额",
    "reading-missing": "缺读数",
    "weight-missing": "缺分摊依据",
    "coefficient-missing": "缺约定的系数",
    "floor-missing": "缺楼层",
    "division-by-zero": "公式中除数为零",
    "below-zero": "公式结果小于零",
    "plate-unknown": "车牌未登记",
    "stay-open": "车辆未离场",
    "unit-ended": "房屋已合并、拆分或注销",
    "issued-otherwise": "已出账，与现在应计的不同",
}


def bills_table(bills: Iterable[Bill]) -> str:
    """One row a line, with its calculation."""
    headings = "账单 房号 业主编号 项目 名称 服务起 服务止 金额 计算"
    rows: list[tuple[object, ...]] = []
    for bill in bills:
        for line in bill.lines:
            days = (line.service.start, line.service.last)
            about = (bill.id, bill.unit, bill.debtor, line.code, line.name)
            rows.append((*about, *days, line.amount, line.why()))
    return write_table(headings.split(), rows)


def bills_page(office: Office, bills: Iterable[Bill]) -> str:
    """Every bill as a notice to read or print; what the folder does not tell is marked."""
    parties = office.community.parties()
    project = office.community.name
    notices = (
        fees.notice(bill, parties, ways=(), telephone="", project=project, draft=True)
        for bill in bills
    )
    return fees.notices_page(notices, title=f"{project} 物业费账单")


def balances_table(states: Iterable[State]) -> str:
    """One row a debtor; billed + penalty = credited + applied + outstanding."""
    headings = "业主编号 日期 应收 累计违约金 冲减 已抵充 未付 其中异议 实收 预存"
    rows: list[tuple[object, ...]] = []
    for state in states:
        t = state.totals
        charged = (t.billed, t.penalty, t.credited, t.applied, t.outstanding, state.disputed)
        rows.append((state.debtor, state.day, *charged, t.received, t.prepaid))
    return write_table(headings.split(), rows)


def dunning_table(states: Iterable[State], decisions: Iterable[dunning.Decision]) -> str:
    """What to send today and within which hours; what is left alone, and why."""
    headings = "业主编号 账单明细 处理 原因 本金 违约金 预存抵减 金额 时段"
    rows: list[tuple[object, ...]] = []
    for state, decision in zip(states, decisions, strict=True):
        for action in decision.actions:
            hours = "-".join(f"{hour:%H:%M}" for hour in action.hours)
            amounts = (action.principal, action.penalty, action.credit, action.total)
            rows.append((state.debtor, " ".join(action.items), action.stage, "", *amounts, hours))
        for left in decision.withheld:
            reason = f"{REASONS[left.reason]} {left.detail}".strip()
            rows.append((state.debtor, left.item, "不催缴", reason, "", "", "", left.amount, ""))
    return write_table(headings.split(), rows)


def skipped_table(run: fees.Run) -> str:
    """What was not charged, and why, and what was billed otherwise than it would be now."""
    rows = [(skip.unit, skip.item, REASONS[skip.reason], skip.detail) for skip in run.skipped]
    rows += [
        (found.unit, found.item, REASONS["issued-otherwise"], str(found))
        for found in run.differences
    ]
    return write_table(("房号", "项目", "原因", "说明"), rows)
