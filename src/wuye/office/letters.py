"""The papers of dunning that a run writes, as drafts to look at, to print or to send.

What the folder does not tell is marked to be filled in, as on bills.  One goes to law with
the papers of the court, so nothing is written for those stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from ..dunning import Action, Decision, Means
from ..dunning.means import TO_LAW
from ..dunning.notices import DoorNotice, Paper, Sender, demand, papers_page, write
from ..format import masked_name
from ..html import element, page
from ..ledger import State
from .folder import Office

_NO_PAPER = TO_LAW | {Means.MEDIATION}


def papers(
    office: Office, states: Iterable[State], decisions: Iterable[Decision]
) -> Iterator[Paper]:
    """Write what is to go out; one notice for doors, whoever it is for."""
    door: Action | None = None
    for state, decision in zip(states, decisions, strict=True):
        for action in decision.actions:
            if action.unnamed:
                door = action
            elif action.means not in _NO_PAPER:
                owner = office.people.get(action.debtor)
                name = masked_name(owner.name) if owner and owner.name else action.debtor
                yield write(demand(action, state, _sender(office, state, action), name=name))
    if door:
        creditor = office.schedule.creditor
        yield write(DoorNotice(creditor=creditor, sender=_office(office), on=door.on))


def notices_page(written: Iterable[Paper], office: Office) -> str:
    """Every paper on a page of its own."""
    title, told = f"{office.community.name} 催缴文书", tuple(written)
    return papers_page(told, title) if told else page(title, element("p", "今天没有要发的文书。"))


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
    said = {name: terms.rules.letters[name] for name in ("contact", "contract", "counter")}
    return Sender(
        telephone=terms.telephone or _to_fill("电话"),
        project=project or terms.schedule.project,
        payee=payee or terms.schedule.payee or _to_fill("收款账户"),
        ways=terms.ways,
        clause=terms.rules.letters["clause"] or _to_fill("违约金条款"),
        law_office=terms.rules.letters["law_office"] or _to_fill("律师事务所"),
        lawyer=terms.rules.letters["lawyer"] or _to_fill("律师"),
        **said,
    )


def _to_fill(what: str) -> str:
    return f"（待填：{what}）"
