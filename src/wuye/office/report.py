"""What a run hands to the office: CSV tables, and pages to read or print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from .. import disputes, dunning, fees
from ..bills import Bill
from ..disputes import complaints
from ..exchange import write_table
from ..ledger import CreditNote, State
from . import letters, pages
from .chasing import MEANS
from .clocks import Clock
from .columns import CHANNELS
from .deliveries import Undelivered
from .reasons import REASONS
from .reported import KINDS, STATUSES
from .result import Result


def texts(result: Result) -> Iterator[tuple[str, str]]:
    """Each file that a run writes: its name, and what stands in it."""
    yield "bills.csv", bills_table(result.bills)
    yield "bills.html", pages.bills_page(result.office, result.bills)
    yield "balances.csv", balances_table(result)
    yield "dunning.csv", dunning_table(result.states, result.decisions)
    yield "withheld.csv", withheld_table(result.states, result.decisions)
    yield "notices.html", letters.notices_page(result.papers, result.office)
    yield "cases.csv", cases_table(result)
    yield "clocks.csv", clocks_table(result.clocks)
    yield "skipped.csv", skipped_table(result.issued.skipped, result.differences)
    yield "reliefs.csv", reliefs_table(result.issued)
    yield "changes.csv", changes_table(result.changes)
    yield "corrections.csv", corrections_table(result.corrections)
    yield "undelivered.csv", undelivered_table(result.undelivered)
    yield "disclosure.csv", disclosure_table(result.disclosures)
    yield "disclosure.html", pages.disclosures_page(result.disclosures)
    yield "publication.html", pages.price_page(result.office)


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


def balances_table(result: Result) -> str:
    """One row an account, for which two sums hold.

    billed + penalty = credited + applied + outstanding; received = applied + prepaid + refunded.
    """
    headings = "业主编号 收款单位 日期 应收 累计违约金 冲减 已抵充 未付 其中异议 实收 预存 已退 未结异议 未结工单"
    open_ = (case for case in result.disputes if case.status.open)
    disputed = Counter((case.creditor, case.debtor) for case in open_)
    rows: list[tuple[object, ...]] = []
    for state in result.states:
        t = state.totals
        charged = (t.billed, t.penalty, t.credited, t.applied, t.outstanding, state.disputed)
        about = (state.debtor, state.creditor, state.day)
        tickets = result.complaints.get(state.debtor, ())
        cases = (disputed[state.creditor, state.debtor], sum(x.is_open for x in tickets))
        rows.append((*about, *charged, t.received, t.prepaid, t.refunded, *cases))
    return write_table(headings.split(), rows)


def dunning_table(states: Iterable[State], decisions: Iterable[dunning.Decision]) -> str:
    """What to send today, how, and within which hours: the work list."""
    headings = "业主编号 收款单位 阶段 方式 账单明细 本金 违约金 预存抵减 金额 期限 时段"
    rows: list[tuple[object, ...]] = []
    for state, decision in zip(states, decisions, strict=True):
        for action in decision.actions:
            hours = "-".join(f"{hour:%H:%M}" for hour in action.hours)
            amounts = (action.principal, action.penalty, action.credit, action.total)
            who = (state.debtor, state.creditor)
            way = (action.stage, MEANS[action.means.value], " ".join(action.items))
            rows.append((*who, *way, *amounts, action.deadline or "", hours))
    return write_table(headings.split(), rows)


def withheld_table(states: Iterable[State], decisions: Iterable[dunning.Decision]) -> str:
    """What is left alone, why, and when to look at the debtor again."""
    headings = "业主编号 收款单位 账单明细 金额 原因 说明 再看日"
    rows = [
        (
            state.debtor,
            state.creditor,
            left.item,
            left.amount,
            REASONS[left.reason],
            left.detail,
            decision.again or "",
        )
        for state, decision in zip(states, decisions, strict=True)
        for left in decision.withheld
    ]
    return write_table(headings.split(), rows)


def cases_table(result: Result) -> str:
    """The disputes and tickets that are not ended: what each is about, and where it stands."""
    headings = "类型 编号 业主编号 房号 事由 提出 状态 异议金额 逾期提出 待补证据"
    rows: list[tuple[object, ...]] = [
        (
            "异议",
            case.id,
            case.debtor,
            case.unit,
            case.ground.zh,
            case.on,
            case.status.zh,
            case.amount - case.upheld,
            "是" if case.late else "",
            " ".join(disputes.EVIDENCE.get(kind, kind) for kind in case.missing),
        )
        for case in result.disputes
        if case.status.open
    ]
    named = {row["工单号"]: row["业主编号"] or "" for row in result.office.complaints}
    for ticket in result.tickets:
        if ticket.is_open:
            about = (KINDS[ticket.kind], ticket.id, named[ticket.id], ticket.unit)
            category = complaints.CATEGORIES[ticket.category]
            status = STATUSES[ticket.status]
            rows.append((*about, category, _when(ticket.at), status, "", "", ""))
    return write_table(headings.split(), rows)


def clocks_table(clocks: Iterable[Clock]) -> str:
    """What must be done soon, or should have been."""
    rows = [
        (each.kind, each.id, each.clock, _when(each.since), _when(each.due), _LATE[each.late])
        for each in clocks
    ]
    return write_table(["类型", "编号", "时限", "起算", "截止", "状态"], rows)


_LATE = {True: "已到期", False: "即将到期"}


def _when(when: date) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else str(when)


def skipped_table(skips: Iterable[fees.Skip], differences: Iterable[fees.Difference]) -> str:
    """What was not charged, and why, and what was billed otherwise than it would be now."""
    rows = [(skip.unit, skip.item, REASONS[skip.reason], skip.detail) for skip in skips]
    rows += [
        (found.unit, found.item, REASONS[_otherwise(found)], str(found)) for found in differences
    ]
    return write_table(("房号", "项目", "原因", "说明"), rows)


def _otherwise(found: fees.Difference) -> str:
    return "price-changed" if found.unsaid else "issued-otherwise"


def reliefs_table(run: fees.Run) -> str:
    """What waivers took off each charge, and discounts off each item, and who bears it."""
    headings = "减免 房号 业主编号 项目 服务起 服务止 金额 承担方"
    rows: list[tuple[object, ...]] = [
        (
            relief.waiver,
            relief.unit,
            relief.debtor,
            relief.item,
            relief.days.start,
            relief.days.last,
            relief.amount,
            relief.bearer.id if relief.bearer else run.schedule.creditor,
        )
        for relief in run.reliefs
    ]
    rows += [
        (each.discount, "", "", each.item, "", "", each.amount, each.bearer) for each in run.rebates
    ]
    return write_table(headings.split(), rows)


def changes_table(changes: Iterable[fees.Change]) -> str:
    """What changed since the month before, and the units that it is the same for."""
    rows = [(c.item, str(c), c.was, c.now, len(c.units), " ".join(c.units)) for c in changes]
    return write_table(("项目", "变动", "原为", "现为", "户数", "房号"), rows)


def corrections_table(documents: Iterable[Bill | CreditNote]) -> str:
    """The credits and supplements that were posted: one row an amount."""
    headings = "凭证 类别 业主编号 账单明细 金额 缴费截止日 计算"
    rows: list[tuple[object, ...]] = []
    for document in documents:
        about = (document.id, "补收" if isinstance(document, Bill) else "冲减", document.debtor)
        if isinstance(document, Bill):
            lines = document.lines
            rows += [(*about, x.id, x.amount, document.due, x.why()) for x in lines]
        else:
            rows.append((*about, document.item, document.amount, "", document.reason))
    return write_table(headings.split(), rows)


def undelivered_table(missed: Iterable[Undelivered]) -> str:
    """Which bills have reached nobody, how often that was tried, and what to try next."""
    rows = [
        (
            each.bill.id,
            each.bill.unit,
            each.bill.payer or each.bill.debtor,
            len(each.tried),
            CHANNELS[each.next] if each.next else "",
        )
        for each in missed
    ]
    return write_table(("账单", "房号", "业主编号", "已送次数", "下一渠道"), rows)


def disclosure_table(disclosures: Iterable[fees.Disclosure]) -> str:
    """The shares of each shared cost by room; a name stands nowhere."""
    rows = [
        (each.item, each.name, each.service.start, each.service.last, *share)
        for each in disclosures
        for share in each.rows()
    ]
    return write_table(("项目", "名称", "服务起", "服务止", "房号", "权数", "分摊金额"), rows)
