"""One debtor's months in a simulation: what is sent to him, and what he does about it."""

from __future__ import annotations

from datetime import date, timedelta
from heapq import heappop, heappush
from typing import Literal

from attrs import frozen

from ...bills import Bill
from ...dates import ONE_DAY, WorkdayCalendar
from ...errors import RuleError
from ...ledger import Account, Document, Hold, Pause, Release, State
from ...money import Money
from ...payments import Payment
from ...payments.instalments import Promise
from ..deciding import decide
from ..decisions import Action, Reason
from ..events import Broken, Delivered, Disputed, Event, Paid, Promised, Sent
from ..means import MEANS, Means
from ..policy import Policy
from ..profiles import Profile
from .behaviours import Behaviour, drawn

#: What a debtor has set himself to do: to pay, or to let the day of his promise go by.
_Act = Literal["pay", "break"]


@frozen
class Contacted:
    """One notice, call or visit of a simulation."""

    on: date
    debtor: str
    stage: str
    means: Means


@frozen
class Cash:
    """Money that one debtor paid on a day of a simulation, in fen."""

    on: date
    debtor: str
    fen: int


class Rehearsal:
    """One debtor while the days go by; what happened to him stays in it."""

    def __init__(self, account: Account, behaviour: Behaviour, seed: int, since: date) -> None:
        self.account = account
        self.contacts: list[Contacted] = []
        self.cash: list[Cash] = []
        #: on how many days each item was left alone for a reason
        self.left: dict[tuple[Reason, str], int] = {}
        self._behaviour, self._seed = behaviour, seed
        self._events: list[Event] = []
        self._acts: list[tuple[date, _Act, tuple[str, ...]]] = []  # a heap; the holds of each
        self._answers = 0
        self._notices = 0  # since he last did something
        self._busy = False  # about to do something: no notice makes him do more
        for document in account.documents:
            if isinstance(document, Bill):
                if not behaviour.after:
                    heappush(self._acts, (document.due + self._lot(document.id), "pay", ()))
            elif document.on > since:
                raise RuleError(
                    f"the account knows already what happens after {since}",
                    document.id,
                    f"account of {account.debtor}",
                    "give it as it was that day, and the bills to come",
                )

    def run(
        self,
        policy: Policy,
        profile: Profile,
        calendar: WorkdayCalendar | None,
        since: date,
        until: date,
    ) -> None:
        """Let the days go by, from ``since`` until before ``until``."""
        bills = [each.on for each in self.account.documents if isinstance(each, Bill)]
        day, spoken = since, False
        while day < until:
            self._act(day)
            state = self.account.on(day)
            decision = decide(state, policy, self._events, profile=profile, calendar=calendar)
            if decision.actions and not spoken:
                for action in decision.actions:
                    self._send(action, state)
                spoken = True
                continue  # the day is looked at again, now that this was said
            coming = [*bills, *(on for on, _, _ in self._acts[:1]), decision.again]
            later = min((each for each in coming if each and each > day), default=until)
            later = min(later, until)
            for withheld in decision.withheld:
                key = withheld.reason, withheld.item
                self.left[key] = self.left.get(key, 0) + (later - day).days
            day, spoken = later, False

    def _send(self, action: Action, state: State) -> None:
        """Let a notice go out and arrive, and the debtor answer it if it is the one to move him."""
        day, means, behaviour = action.on, action.means, self._behaviour
        self.contacts.append(Contacted(day, action.debtor, action.stage, means))
        notice = self._id("notice", len(self.contacts))
        sent = Sent(
            id=notice,
            on=day,
            stage=action.stage,
            means=means,
            items=action.items,
            deadline=action.deadline,
        )
        arrived = Delivered(
            id=f"{notice}:arrived", on=day, notice=notice, evidence=MEANS[means].proves
        )
        self._events += [sent, arrived]
        if self._busy or not behaviour.after or behaviour.answer == "nothing":
            return
        self._notices += 1
        if self._notices >= behaviour.after:
            self._answer(action, state)

    def _answer(self, action: Action, state: State) -> None:
        """Do at once what the behaviour says, and set a day for the rest."""
        self._answers += 1
        self._notices, self._busy = 0, True
        then = action.on + self._lot(str(self._answers))
        match self._behaviour.answer:
            case "promises":
                self._promise(action, then)
                heappush(self._acts, (then, "pay", ()))
            case "breaks":
                self._promise(action, then)
                heappush(self._acts, (then + ONE_DAY, "break", ()))
            case "disputes":
                heappush(self._acts, (then, "pay", self._dispute(action, state)))
            case _:
                heappush(self._acts, (then, "pay", ()))

    def _promise(self, action: Action, by: date) -> None:
        pause = Pause(
            id=self._id("promise", self._answers),
            creditor=self.account.creditor,
            debtor=self.account.debtor,
            on=action.on,
            items=action.items,
            penalty="runs",
            promise=Promise(action.total, by),
        )
        self._post(pause)
        self._events.append(Promised(id=f"{pause.id}:told", on=action.on))

    def _dispute(self, action: Action, state: State) -> tuple[str, ...]:
        """Dispute all principal that a notice asks for; the ids of the holds."""
        name = self._id("dispute", self._answers)
        holds = [
            Hold(
                id=f"{name}:{item.id}",
                creditor=self.account.creditor,
                debtor=self.account.debtor,
                on=action.on,
                item=item.id,
                amount=item.claimable,
            )
            for item in state.open_items
            if item.id in action.items and item.claimable
        ]
        self._post(*holds)
        self._events.append(Disputed(id=f"{name}:told", on=action.on))
        return tuple(hold.id for hold in holds)

    def _act(self, day: date) -> None:
        """Do what the debtor had set himself for the day."""
        while self._acts and self._acts[0][0] <= day:
            _, act, holds = heappop(self._acts)
            self._busy = False
            if act == "break":
                self._events.append(Broken(id=self._id("broken", self._answers), on=day))
                continue
            releases = (
                Release(
                    id=f"{hold}:settled",
                    creditor=self.account.creditor,
                    debtor=self.account.debtor,
                    on=day,
                    hold=hold,
                    restores_penalty=True,
                )
                for hold in holds
            )
            self._post(*releases)
            self._pay(day)

    def _pay(self, day: date) -> None:
        """Pay a share of what is due and not held, once prepayment has paid what it may."""
        self.account = self.account.apply(day).account
        state = self.account.on(day)
        due = [item for item in state.open_items if item.due <= day and not item.written_off]
        owed = sum(item.claimable.fen + item.claimable_penalty.fen for item in due)
        fen = owed * self._behaviour.percent // 100
        if not fen:
            return
        payment = Payment(
            self._id("paid", len(self.cash) + 1),
            Money.of_fen(fen),
            on=day,
            designated=[item.id for item in due],
        )
        self.account = self.account.receive(payment).account
        self._events.append(Paid(id=f"{payment.id}:told", on=day))
        self.cash.append(Cash(day, state.debtor, fen))

    def _post(self, *documents: Document) -> None:
        self.account = self.account.post(*documents).account

    def _id(self, what: str, number: int) -> str:
        return f"simulated:{self.account.debtor}:{what}:{number}"

    def _lot(self, name: str) -> timedelta:
        """How many days later, by lot: the same under every policy."""
        least, most = self._behaviour.days
        lot = drawn(self._seed, f"{self.account.debtor}\n{name}", most - least + 1)
        return timedelta(days=least + lot)
