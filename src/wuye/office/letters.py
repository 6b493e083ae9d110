"""The papers of dunning that a run writes, as drafts to look at, to print or to send.

What the folder does not tell is marked to be filled in, as on bills.  One goes to law with
the papers of the court, so nothing is written for those stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from ..dunning import Action, Decision, Means
from ..dunning.means import TO_LAW
from ..dunning.notices import DoorNotice, Paper, Sender, demand, write
from ..format import masked_name
from ..html import Markup, element, page
from ..ledger import State
from .chasing import MEANS
from .folder import Office

_NO_PAPER = TO_LAW | {Means.MEDIATION}


@frozen
class Letter:
    """A paper, and how it goes out; ``to`` says to whom, empty for one that names nobody."""

    to: str
    way: str
    paper: Paper


def papers(
    office: Office, states: Iterable[State], decisions: Iterable[Decision]
) -> Iterator[Letter]:
    """Write what is to go out; one notice for doors, whoever it is for."""
    door: Action | None = None
    for state, decision in zip(states, decisions, strict=True):
        for action in decision.actions:
            if action.unnamed:
                door = action
            elif action.means not in _NO_PAPER:
                owner = office.people.get(action.debtor)
                name = masked_name(owner.name) if owner and owner.name else action.debtor
                told = demand(action, state, _sender(office, state, action), name=name)
                rooms = "、".join(dict.fromkeys(line.unit for line in told.lines))
                way = MEANS[action.means.value]
                yield Letter(f"{action.debtor}（{rooms}）", way, write(told))
    if door:
        creditor = office.schedule.creditor
        notice = write(DoorNotice(creditor=creditor, sender=_office(office), on=door.on))
        yield Letter("", MEANS[door.means.value], notice)


def notices_page(written: Iterable[Letter], office: Office) -> str:
    """Every paper on a page of its own, under a line that says how it goes out and to whom."""
    title, told = f"{office.community.name} 催缴文书", tuple(map(_section, written))
    return page(title, *(told or (element("p", "今天没有要发的文书。"),)))


def _section(letter: Letter) -> Markup:
    goes = f"【{letter.way}】{letter.to or '贴在门上，不写姓名、房号、金额'}"
    return element("section", element("p", goes), letter.paper.section())


def _sender(office: Office, state: State, action: Action) -> Sender:
    """The office, with the project and the account of the bills."""
    bills = [state.item(item).bill for item in action.items]
    projects = dict.fromkeys(bill.project for bill in bills if bill.project)
    payees = dict.fromkeys(bill.payee for bill in bills if bill.payee)
    sender = _office(office, "、".join(projects), "；".join(payees))
    if action.counter and not sender.counter:
        return evolve(sender, counter=_to_fill("柜台地点和时间"))
    return sender


def _office(office: Office, project: str = "", payee: str = "") -> Sender:
    terms = office.terms
    said = {name: terms.rules.letters[name] for name in ("contract", "counter")}
    return Sender(
        telephone=terms.telephone or _to_fill("电话"),
        project=project or terms.schedule.project,
        payee=payee or terms.schedule.payee or _to_fill("收款账户"),
        ways=terms.ways,
        contact=terms.rules.letters["contact"] or _to_fill("联系人"),
        clause=terms.rules.letters["clause"] or _to_fill("违约金条款"),
        law_office=terms.rules.letters["law_office"] or _to_fill("律师事务所"),
        lawyer=terms.rules.letters["lawyer"] or _to_fill("律师"),
        **said,
    )


def _to_fill(what: str) -> str:
    return f"（待填：{what}）"
