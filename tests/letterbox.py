"""Debtors to write to: one worked by hand, and any number drawn; all names invented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen
from hypothesis import assume
from hypothesis import strategies as st

from community import october
from wuye import Account, Money, Payment, Period, fees
from wuye.bills import Bill, BillLine, OpenItem
from wuye.dunning.decisions import Action
from wuye.dunning.events import Sent
from wuye.dunning.means import Means
from wuye.dunning.notices import (
    TEMPLATES,
    Agreement,
    Demand,
    DoorNotice,
    Sender,
    Service,
    Template,
    demand,
)
from wuye.dunning.policy import Offer
from wuye.explain import Basis, Input, Rounded
from wuye.ledger import Hold, State
from wuye.payments.instalments import plan
from wuye.rounding import Rounding
from wuye.terms import PenaltyTerms

BILL = evolve(october().of_unit("3-1-502")[0], project="锦苑", payee="示例银行 0000-0000")
DAY = date(2026, 12, 21)
SENDER = Sender(
    telephone="010-00000000",
    contact="周某",
    counter="物业服务中心，每日9:00至18:00",
    ways=[fees.Way("qr", "示例二维码")],
    contract="《前期物业服务合同》",
    clause="《前期物业服务合同》第十二条",
    law_office="示例律师事务所",
    lawyer="吴某",
)
NAME = "赵某某"
#: Templates about a debtor; the others are about nobody, a plan, or a paper that went out.
ABOUT_ALL, ABOUT_A_PLAN, ABOUT_A_PAPER = "温馨提示", "分期协议", "送达回证"


def action(
    state: State, items: Iterable[OpenItem], stage: str = "催缴通知书", **more: Any
) -> Action:
    """What a decision would say of items, all of them asked for."""
    items = list(items)
    principal = Money.total(item.claimable for item in items)
    penalty = Money.total(item.claimable_penalty for item in items)
    facts: dict[str, Any] = {
        "debtor": state.debtor,
        "stage": stage,
        "means": Means.LETTER,
        "template": "",
        "on": state.day,
        "hours": (time(9), time(20)),
        "items": tuple(item.id for item in items),
        "principal": principal,
        "penalty": penalty,
        "credit": min(state.prepaid, principal + penalty),
        "deadline": 15,
    }
    return Action(**facts | more)


def asked(account: Account, day: date = DAY, sender: Sender = SENDER, **more: Any) -> Demand:
    """A demand for all that is open and free on a day."""
    state = account.on(day)
    items = [item for item in state.open_items if item.claimable or item.claimable_penalty]
    return demand(action(state, items, **more), state, sender, name=NAME)


def part_paid() -> Account:
    """300.00 due on 25 October, of which 100.00 came on 3 November: 203.69 on 21 December."""
    return Account.of([BILL]).receive(Payment("p", "100", on=date(2026, 11, 3))).account


def content(template: Template, about: Demand) -> Demand | DoorNotice | Agreement | Service:
    """What a shipped template is about."""
    if template.name == ABOUT_ALL:
        return DoorNotice(creditor=about.creditor, sender=about.sender, on=about.on)
    if template.name == ABOUT_A_PLAN:
        first = about.on + timedelta(days=20)
        return Agreement(about, plan(about.total, min(3, about.total.fen), first), penalty="stops")
    if template.name == ABOUT_A_PAPER:
        items = about.action.items
        sent = Sent(id="N-1", on=about.on, stage="催缴通知书", means="letter", items=items)
        return Service(about, sent)
    return about


PERSONAL = tuple(each for each in TEMPLATES if each.name != ABOUT_ALL)

# -- any debtor ---------------------------------------------------------------------------

_ITEMS = (("property", "物业服务费"), ("parking", "车位服务费"), ("water", "生活用水"))
_BASIS = Basis(
    Rounded(Input("amount", "yuan"), Rounding.fen(each="line")), (("amount", Decimal(1)),)
)


@frozen
class Case:
    """A demand that was drawn, with the account it came from."""

    demand: Demand
    state: State
    set_apart: tuple[str, ...]


@st.composite
def bills(draw: st.DrawFn, debtor: str = "O-17") -> list[Bill]:
    """A few bills of one debtor, some with a penalty clause."""
    count = draw(st.integers(1, 4))
    terms = PenaltyTerms(draw(st.sampled_from(["0.0003", "0.0005"])))
    clause = draw(st.booleans())
    made = []
    for number in range(count):
        month = Period.month(2026, draw(st.integers(1, 9)))
        unit = draw(st.sampled_from(["3-1-502", "车位 B-07"]))
        id_ = f"{debtor}:{number}"
        lines = [
            BillLine(f"{id_}:{code}", code, name, month, draw(st.integers(1, 10**6)), _BASIS)
            for code, name in _ITEMS[: draw(st.integers(1, 3))]
        ]
        made.append(
            Bill(
                id=id_,
                creditor="锦苑物业",
                debtor=debtor,
                unit=unit,
                period=month,
                on=month.start,
                due=month.start + timedelta(days=draw(st.integers(5, 40))),
                lines=lines,
                penalty=terms if clause else None,
                payee="示例银行 0000-0000",
                project="锦苑",
            )
        )
    return made


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Debtors who paid something, dispute something, or have money waiting."""
    drawn = draw(bills())
    account, lines = Account.of(drawn), [line for bill in drawn for line in bill.lines]
    day = draw(st.dates(date(2026, 11, 20), date(2026, 12, 30)))
    paid = draw(st.integers(0, sum(line.fen for line in lines) * 2 // 3))
    if paid:
        payment = Payment("p", Money.of_fen(paid), on=draw(st.dates(date(2026, 10, 15), day)))
        account = account.receive(payment).account
    disputed = [line for line in lines[1:] if draw(st.booleans()) and line.fen > 1]
    for line in disputed:
        open_ = account.on(day).item(line.id).principal.fen
        if open_:
            held = Money.of_fen(draw(st.sampled_from([open_, (open_ + 1) // 2])))
            on = draw(st.dates(date(2026, 10, 15), day))
            hold = Hold(
                id=f"h:{line.id}",
                creditor=account.creditor,
                debtor=account.debtor,
                on=max(on, *(said.on for said in account.documents)),
                item=line.id,
                amount=held,
                penalty=draw(st.sampled_from(["stops", "runs"])),
            )
            if hold.on <= day:
                account = account.post(hold).account
    state = account.on(day)
    free = [item for item in state.open_items if item.claimable]
    offers: tuple[Offer, ...] = ("deferral", "instalments", "help")
    said = action(state, free, offers=offers)
    assume(said.total.fen > 1)
    if draw(st.booleans()):
        said = evolve(said, credit=Money.of_fen(draw(st.integers(1, said.total.fen - 1))))
    apart = tuple(item.id for item in state.open_items if not item.claimable)
    asked_for = demand(said, state, SENDER, name=NAME)
    return Case(asked_for, state, apart)
