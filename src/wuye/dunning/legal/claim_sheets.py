"""The claim sheet (诉讼请求、支付令请求): what is asked for, line by line, to a day.

Claimed is what is overdue and free: not disputed or held, not written off, not under an agreement,
not collected for another.  The rest is listed with its reason, so that claimed and left out
together make the quote of the account for the day, and what stands apart from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from ...bills import BalanceTimeline, OpenItem
from ...capitals import capitals
from ...dates import Period
from ...evidence.matter import due_day
from ...fees.penalties import Estimate, Segment, litigation_estimate
from ...law import interpretations
from ...law.reference import Finding
from ...ledger import ItemState, State
from ...ledger.purse import spend
from ...money import Money
from ...rounding import Rounding

Forum = Literal["suit", "arbitration", "payment-order"]
Why = Literal[
    "not-due",
    "disputed",
    "held",
    "written-off",
    "deferral",
    "plan",
    "promise",
    "collected-for-another",
]
Rate = Decimal | int | str

#: Why an amount is not claimed, as it is told on paper.
LEFT_OUT: dict[Why, str] = {
    "not-due": "尚未到期",
    "disputed": "有异议，处理中",
    "held": "暂停催收，处理中",
    "written-off": "已核销，债权保留，未列入请求",
    "deferral": "已同意缓缴",
    "plan": "已同意分期",
    "promise": "已承诺付款，等待中",
    "collected-for-another": "代收款，不是本公司的债权",
}
#: A clause is compared with the loss and thirty per cent of it (合同编通则解释 65-2).
MULTIPLE = "1.3"

_HELD: dict[str, Why] = {"dispute": "disputed"}
_HEAD = ("收费项目", "服务期间", "到期日", "本金（元）", "违约金（元）", "违约金计算")


@frozen(kw_only=True)
class Claimed:
    """One bill line as it is claimed: principal, and the penalty up to the day.

    ``segments`` tell how the penalty accrued; ``accrued`` is what did so on the part that is
    not disputed, and ``penalty`` what is left of it after what was paid or given up.
    ``estimate`` is the loss at LPR, beside the clause; None where no rates were given.
    ``due`` is None where the books of before do not tell.
    """

    line: str
    bill: str
    unit: str
    item: str
    name: str
    service: Period
    due: date | None
    principal: Money
    penalty: Money
    accrued: Money
    segments: tuple[Segment, ...] = field(repr=False)
    worked: str = field(repr=False)
    estimate: Estimate | None = field(repr=False)


@frozen
class LeftOut:
    """What is open of a line and not claimed, and why; ``hold`` names what holds it."""

    line: str
    principal: Money
    penalty: Money
    reason: Why
    hold: str = ""


@frozen(kw_only=True)
class ClaimSheet:
    """What is asked for on a day; make one with :func:`claim_sheet`.

    ``credit`` is the prepayment that may pay some of it; it is taken off the total.
    """

    forum: Forum
    day: date
    rows: tuple[Claimed, ...]
    left_out: tuple[LeftOut, ...]
    credit: Money

    @property
    def principal(self) -> Money:
        """The principal claimed."""
        return Money.total(row.principal for row in self.rows)

    @property
    def penalty(self) -> Money:
        """The penalty claimed, up to the day."""
        return Money.total(row.penalty for row in self.rows)

    @property
    def total(self) -> Money:
        """What is asked for."""
        return self.principal + self.penalty - self.credit

    @property
    def estimate(self) -> Money | None:
        """The loss at LPR for all lines together; None where no rates were given."""
        estimates = [row.estimate.amount for row in self.rows if row.estimate]
        return Money.total(estimates) if estimates else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should look at: a penalty that goes far beyond the loss."""
        loss = self.estimate
        if loss is None or Money.total(row.accrued for row in self.rows) <= loss:
            return ()
        says = "违约金超过估算损失的百分之三十，一般会被认定过高；仅由法院、仲裁机构依请求减少"
        cite = interpretations.cite("contracts", "65-2", self.day)
        return (Finding("generally-too-high", says, cite, stops=False),)

    def requests(self) -> tuple[str, ...]:
        """The requests (请求事项) as sentences, the total in capitals too."""
        if not self.rows:
            return ()
        asked = _ASKED[self.forum]
        after = f"，已扣除预存{self.credit}元" if self.credit else ""
        told = [f"{asked[0]}支付物业费等本金{self.principal}元"] if self.principal else []
        if self.penalty:
            told.append(
                f"{asked[0]}支付逾期付款违约金{self.penalty}元（计至{self.day}，之后按约定计至实际付清之日）"
            )
        told.append(f"以上合计{self.total}元（{capitals(self.total)}）{after}")
        told.append(asked[1])
        return tuple(f"{number}. {each}。" for number, each in enumerate(told, 1))

    def table(self) -> tuple[tuple[str, ...], ...]:
        """The lines as rows of a table, with the head first."""
        return (
            _HEAD,
            *(
                (
                    row.name,
                    f"{row.service.start}至{row.service.last}",
                    str(row.due or "不明"),
                    str(row.principal),
                    str(row.penalty),
                    row.worked or "合同没有违约金条款",
                )
                for row in self.rows
            ),
        )

    def notes(self) -> Iterator[str]:
        """What is not claimed and why, and the estimate beside the clause."""
        for each in self.left_out:
            amount = f"本金{each.principal}元、违约金{each.penalty}元"
            yield f"未列入请求：{each.line}，{amount}（{LEFT_OUT[each.reason]}）"
        if self.estimate is None:
            yield "没有给出贷款市场报价利率（LPR），未估算损失"
        else:
            yield (
                f"逾期付款损失按LPR的{MULTIPLE}倍估算为{self.estimate}元；"
                "以LPR估算是推论，不是法律规定，由法院或者仲裁机构认定"
            )
        yield from (f"{finding.says}（{finding.cite}）" for finding in self.findings)


_ASKED: dict[Forum, tuple[str, str]] = {
    "suit": ("请求判令被告", "请求判令被告负担本案诉讼费用"),
    "arbitration": ("请求裁决被申请人", "请求裁决被申请人负担本案仲裁费用"),
    "payment-order": ("请求发出支付令，督促被申请人", "申请费由被申请人负担"),
}


def claim_sheet(
    state: State, forum: Forum, *, rates: Iterable[tuple[date, Rate]] = ()
) -> ClaimSheet:
    """Draw up what can be claimed of an account on the day of ``state``.

    ``rates`` are the yearly LPR, each from its day on, for the estimate.

    >>> from ...ledger import Account
    >>> sheet = claim_sheet(Account("锦苑物业", "O-1").on(date(2026, 12, 21)), "suit")
    >>> sheet.total, sheet.requests()
    (Money('0.00'), ())
    """
    table = tuple(rates)
    rows: list[Claimed] = []
    left: list[LeftOut] = []
    for item in state.items:
        if item.settled:
            continue
        open_ = item.open_item(state.day)
        free = (open_.claimable, open_.claimable_penalty)
        if open_.written_off:
            left.append(LeftOut(item.id, open_.principal, open_.penalty, "written-off"))
            continue
        left += [
            LeftOut(item.id, held.principal, held.penalty, _HELD.get(held.kind, "held"), held.id)
            for held in open_.holds
        ]
        if not any(free):
            continue
        if why := _why(open_, state.day):
            left.append(LeftOut(item.id, *free, why))
        else:
            rows.append(_claimed(item, open_, state.day, table))
    asked = [(row.item, row.principal.fen + row.penalty.fen) for row in rows]
    return ClaimSheet(
        forum=forum,
        day=state.day,
        rows=tuple(rows),
        left_out=tuple(left),
        credit=Money.of_fen(spend(state.purses, asked)[0]),
    )


def _why(item: OpenItem, day: date) -> Why | None:
    if item.collected:
        return "collected-for-another"
    if item.due >= day:
        return "not-due"
    return item.paused or None


def _claimed(
    item: ItemState, open_: OpenItem, day: date, rates: tuple[tuple[date, Rate], ...]
) -> Claimed:
    late = item.penalty
    # What is disputed bears no part of the claim, so the loss is that of the free principal.
    owed = (
        late.timeline
        if late and not open_.held
        else BalanceTimeline(((item.bill.on, open_.claimable.fen),))
    )
    return Claimed(
        line=item.id,
        bill=item.bill.id,
        unit=item.bill.unit,
        item=item.line.item,
        name=item.line.name,
        service=item.line.service,
        due=due_day(item.bill),
        principal=open_.claimable,
        penalty=open_.claimable_penalty,
        accrued=item.penalty_accrued - open_.penalty_held,
        segments=late.segments if late else (),
        worked=_worked(item, open_),
        estimate=litigation_estimate(
            owed,
            due=item.bill.due,
            day=day,
            rates=rates,
            multiplier=MULTIPLE,
            rounding=Rounding.fen(each="line"),
        )
        if rates
        else None,
    )


def _worked(item: ItemState, open_: OpenItem) -> str:
    """How the penalty came about, and what is taken off it before it is claimed."""
    if not item.penalty:
        return ""
    told = item.penalty.details().replace("\n", "。")
    off = (
        ("已付", item.penalty_applied),
        ("减免、抹零", item.penalty_waived + item.penalty_rounded_off),
        ("有异议", open_.penalty_held),
    )
    return told + "".join(f"；{label}{amount} 元" for label, amount in off if amount)
