"""What a run came to, for the screen and for machines; amounts are strings.

>>> from ..errors import PeriodError
>>> of_error(PeriodError("no such month", "2026-13"))["errors"][0]["code"]
'period'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .. import fees
from ..bills import Bill
from ..errors import FolderError, RowIssue, WuyeError
from ..ledger import ItemState
from ..money import Money
from .folder import Office
from .result import Result


def lines(result: Result) -> Iterator[str]:
    """Tell a run in a few lines."""
    issued = result.issued
    yield (
        f"新账单 {len(issued.bills)} 张，合计 {issued.total} 元；"
        f"原有 {len(issued.existing)} 张；未能计费或与已出账不同 {result.left} 笔"
    )
    yield from map(str, result.changes)
    if result.corrections:
        supplements = [each for each in result.corrections if isinstance(each, Bill)]
        more = Money.total(each.total for each in supplements)
        less = Money.total(c.amount for c in result.corrections if not isinstance(c, Bill))
        yield f"更正：补收 {len(supplements)} 张，{more} 元；冲减 {less} 元，见 corrections.csv"
    yield from map(str, result.warnings)
    for state in result.states:
        yield (
            f"{state.debtor}：未付 {state.outstanding}，其中违约金 {state.penalty}，"
            f"异议 {state.disputed}；预存 {state.prepaid}"
        )
    actions, withheld = _dunning(result)
    yield f"{result.on} 应发提醒 {actions} 份；不催缴 {withheld} 元，原因见 withheld.csv"
    if result.clocks:
        late = sum(clock.late for clock in result.clocks)
        yield f"时限：已到期 {late} 项，即将到期 {len(result.clocks) - late} 项，见 clocks.csv"


def of_run(result: Result) -> dict[str, Any]:
    """A run as plain data for JSON."""
    issued = result.issued
    actions, withheld = _dunning(result)
    return {
        **of_office(result.office),
        "month": result.month.start.isoformat()[:7],
        "on": str(result.on),
        "bills": {
            "new": len(issued.bills),
            "total": str(issued.total),
            "existing": len(issued.existing),
        },
        "accounts": [
            {
                "debtor": state.debtor,
                "creditor": state.creditor,
                "outstanding": str(state.outstanding),
                "penalty": str(state.penalty),
                "disputed": str(state.disputed),
                "prepaid": str(state.prepaid),
            }
            for state in result.states
        ],
        "dunning": {"actions": actions, "withheld": str(withheld)},
        "disputes": sum(case.status.open for case in result.disputes),
        "complaints": sum(ticket.is_open for ticket in result.tickets),
        "clocks": [
            {
                "kind": clock.kind,
                "id": clock.id,
                "clock": clock.clock,
                "due": str(clock.due),
                "late": clock.late,
            }
            for clock in result.clocks
        ],
        "skipped": [
            {"unit": skip.unit, "item": skip.item, "reason": skip.reason, "detail": skip.detail}
            for skip in issued.skipped
        ],
        "differences": [
            {
                "unit": found.unit,
                "debtor": found.debtor,
                "item": found.item,
                "was": _amount(found.was),
                "now": _amount(found.now),
            }
            for found in result.differences
        ],
        "changes": [str(change) for change in result.changes],
        "corrections": [
            {
                "id": each.id,
                "kind": "supplement" if isinstance(each, Bill) else "credit",
                "debtor": each.debtor,
                "amount": str(each.total if isinstance(each, Bill) else each.amount),
            }
            for each in result.corrections
        ],
        "warnings": of_issues(result.warnings),
    }


def of_office(office: Office) -> dict[str, Any]:
    """What a folder says, in a few numbers."""
    return {
        "community": office.community.name,
        "units": len(office.community.units),
        "warnings": of_issues(office.warnings),
    }


def of_item(item: ItemState, changed: fees.WhyChanged | None = None, *, on: bool) -> dict[str, Any]:
    """A line with its working; what became of it ``on`` a day, where one was asked for."""
    line, penalty = item.line, item.penalty
    told: dict[str, Any] = {
        "line": line.id,
        "name": line.name,
        "from": str(line.service.start),
        "to": str(line.service.last),
        "amount": str(line.amount),
        "why": {"zh": line.why("zh"), "en": line.why("en")},
        "recomputed": str(line.recompute()),
        "cites": [str(cite) for cite in line.basis.cites],
    }
    if changed:
        told["changed"] = {
            "more": str(changed.more),
            "why": [
                {"cause": part.cause.value, "amount": str(part.amount), "text": part.text()}
                for part in changed.parts
            ],
        }
    if on:
        told |= {
            "applied": str(item.applied),
            "credited": str(item.credited),
            "outstanding": str(item.principal),
            "disputed": str(item.held),
            "penalty": str(item.penalty_accrued),
            "penalty_applied": str(item.penalty_applied),
            "penalty_why": penalty.why("zh") if penalty and penalty.segments else "",
        }
    return told


def of_error(error: WuyeError | OSError) -> dict[str, Any]:
    """Faults as plain data."""
    if isinstance(error, FolderError):
        return {"errors": of_issues(error.issues)}
    code = error.code if isinstance(error, WuyeError) else "file"
    return {"errors": [{"code": code, "message": str(error)}]}


def of_issues(issues: Iterable[RowIssue]) -> list[dict[str, Any]]:
    """Faults and warnings, each with its place."""
    names = ("file", "sheet", "row", "column", "code", "severity", "message", "value")
    return [{name: getattr(issue, name) for name in names} for issue in issues]


def _amount(amount: Money | None) -> str | None:
    return None if amount is None else str(amount)


def _dunning(result: Result) -> tuple[int, Money]:
    actions = sum(len(decision.actions) for decision in result.decisions)
    return actions, Money.total(w.amount for d in result.decisions for w in d.withheld)
