"""Results as columns (列), for whatever table library a host has: no library is needed.

Every result is a value or a tuple of values.  :func:`to_columns` lays a tuple out as lists
of the same length, by name; amounts are whole fen, so that they add up exactly anywhere.

>>> from ..fees import Skip
>>> to_columns([Skip("3-1-502", "property", "area-missing")])["reason"]
['area-missing']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from ..errors import RuleError, UnknownError

#: column -> where it is read, step by step from the value
Paths = Mapping[str, str]


@cache
def _paths() -> Mapping[type, Paths]:
    """The columns of every class that can be laid out."""
    from ..bills import Bill, BillLine, OpenItem
    from ..disputes import Counted, Dispute, Touched
    from ..disputes.complaints import Reading, Ticket
    from ..dunning import Action, Watched, Withheld
    from ..dunning.legal.claim_sheets import Claimed, LeftOut
    from ..dunning.teams import Ask, Assigned, FollowUp, Overflow, Result, Stuck
    from ..errors import RowIssue
    from ..fees import (
        Anomaly,
        Change,
        Delivery,
        Difference,
        Driver,
        NoUsage,
        Rebate,
        Relief,
        Skip,
        Usage,
    )
    from ..fees.papers.disclosures import RoomShare
    from ..law.reference import Finding
    from ..ledger import ItemState, State
    from ..payments import Part

    def same(*names: str, fen: str = "", **more: str) -> Paths:
        amounts = {f"{name}_fen": f"{name}.fen" for name in fen.split()}
        return {**{name: name for name in names}, **more, **amounts}

    days = {"from": "days.start", "until": "days.end"}
    return {
        Skip: same("unit", "item", "reason", "detail"),
        Difference: same("unit", "debtor", "creditor", "item", "unsaid", fen="was now more"),
        Relief: same(
            "waiver", "unit", "item", "debtor", fen="amount", bearer="bearer.id", **days
        ),
        Rebate: same("item", "discount", "bearer", fen="amount"),
        Change: same("kind", "item", "name", "input", "was", "now", "units"),
        Driver: same("name", "quantity", "unit", "price", fen="amount"),
        RoomShare: same("unit", "weight", fen="amount"),
        Delivery: same("bill", "channel", "on", "recipient", "proof", "failed", "arrived"),
        Usage: same("quantity", "estimated", meter="meter.id", unit="meter.unit", kind="meter.kind", **days),
        NoUsage: same("meter", "reason", "value", "detail", **{"from": "period.start", "until": "period.end"}),
        Anomaly: same("code", "meter", "on", "value", "message"),
        Bill: same(
            "id", "creditor", "debtor", "unit", "on", "due", "booked", "payer", fen="total"
        ),
        BillLine: {
            **same("id", "code", "name", "fen"),
            "from": "service.start",
            "until": "service.end",
        },
        OpenItem: same(
            "id", "bill", "unit", "due", "daily", fen="principal penalty held penalty_held"
        ),
        ItemState: same(
            "id",
            bill="bill.id",
            unit="bill.unit",
            debtor="bill.debtor",
            code="line.code",
            due="bill.due",
            fen="credited applied surplus held principal penalty_accrued penalty_applied"
            " penalty_open",
            billed_fen="line.fen",
        ),
        State: same(
            "creditor",
            "debtor",
            "day",
            fen="outstanding disputed",
            **{
                f"{name}_fen": f"totals.{name}.fen"
                for name in ("billed", "penalty", "credited", "applied", "received", "prepaid")
            },
        ),
        Dispute: same(
            "id", "creditor", "debtor", "unit", "bill", "on", "late", "outcome",
            fen="amount upheld", ground="ground.code", status="status.value",
        ),
        Counted: same(
            "ground", "lodged", "open", "upheld", "in_part", "rejected", "withdrawn", "late",
            fen="disputed credited",
        ),
        Touched: same(
            "bill", "unit", "debtor", "item", fen="amount",
            **{"from": "period.start", "until": "period.end"},
        ),
        Part: same("item", "component", "by", fen="amount"),
        Action: same(
            "debtor", "stage", "template", "on", "items", "deadline", "offers",
            fen="principal penalty credit total", means="means.value",
        ),
        Withheld: same("item", "reason", "detail", fen="amount"),
        Assigned: same("debtor", "collector", "post", "asked", "kept"),
        Overflow: same("debtor", "asked", "why"),
        FollowUp: same("debtor", "holder", "due", "event", "says"),
        Stuck: same("debtor", "holder", "since", "sent"),
        Result: same(
            "stage", "by", "contacts", "answered", "promised", "kept", "broken", "paid",
            "answer_rate", "promise_rate", "kept_rate", "paid_rate", fen="cash",
        ),
        Ask: same("by", "contacts", "rate", "says"),
        Ticket: same(
            "id", "kind", "category", "at", "channel", "urgency", "done", status="status.value"
        ),
        Reading: same("ticket", "clock", "since", "due", "stopped", "state"),
        Watched: same("bill", "due", "ends", "last", "left", fen="open"),
        Claimed: same(
            "line", "bill", "unit", "item", "name", "due", fen="principal penalty",
            **{"from": "service.start", "until": "service.end"},
        ),
        LeftOut: same("line", "reason", "hold", fen="principal penalty"),
        Finding: same("code", "says", "stops", source="cite.source", article="cite.article"),
        RowIssue: same("file", "sheet", "row", "column", "code", "severity", "message", "value"),
    }  # fmt: skip


def to_columns(values: Iterable[object], of: type | None = None) -> dict[str, list[object]]:
    """Lay values of one class out as columns; None stands where there is nothing.

    ``of`` names the class, so that no values at all still have its columns.

    Raises :class:`~wuye.errors.UnknownError` for a class that has no columns here, and
    :class:`~wuye.errors.RuleError` for values of several classes.
    """
    values = tuple(values)
    classes = {type(value) for value in values} | ({of} if of else set())
    if not classes:
        return {}
    if len(classes) > 1:
        names = sorted(each.__name__ for each in classes)
        raise RuleError("values of several classes", names, "to_columns", "lay out each alone")
    (kind,) = classes
    if kind not in _paths():
        known = ", ".join(sorted(each.__name__ for each in _paths()))
        raise UnknownError("no columns of this class", kind.__name__, "to_columns", known)
    paths = _paths()[kind]
    columns: dict[str, list[object]] = {name: [] for name in paths}
    for value in values:
        read: dict[str, object] = {"": value}
        for name, path in paths.items():
            columns[name].append(_read(path, read))
    return columns


def _read(path: str, read: dict[str, object]) -> object:
    """Read a path from a value, each step of it once."""
    if path not in read:
        before, _, name = path.rpartition(".")
        whole = _read(before, read)
        read[path] = None if whole is None else getattr(whole, name)
    return read[path]
