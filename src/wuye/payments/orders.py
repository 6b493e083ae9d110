"""Orders of appropriation (抵充顺序), as data: which debt, and which part of it, is paid first.

民法典 560 and 561 leave the order to the parties; failing an agreement the debtor
designates, failing that the law decides.  The creditor never does, so every order but
:data:`CIVIL_CODE` needs a clause of the contract or an agreement.

>>> [order.name for order in ORDERS]
['民法典第560条，违约金后于本金', '民法典第560条，违约金视同利息先于本金（有争议）', '先本金后违约金', \
'先到期先付', '当月先付']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

from attrs import field, frozen

from ..citation import Citation
from ..errors import RuleError
from ..law import civil_code
from .claims import COMPONENTS, Columns, Component
from .payment import names


class Rule(NamedTuple):
    """A rule gives claims their ranks by one of their facts: the lowest is paid first.

    ``rank`` makes ranks of facts, given the day of the payment; without it the facts are
    the ranks.
    """

    fact: Literal["due", "secured", "daily"]
    rank: Callable[[Sequence[Any], date], Sequence[Any]] | None = None

    def ranks(self, columns: Columns, on: date) -> Sequence[Any]:
        """The ranks of claims; none if they are all the same."""
        ranks: Sequence[Any] = getattr(columns, self.fact)
        if self.rank and ranks.count(ranks[0]) < len(ranks):
            ranks = self.rank(ranks, on)
        return ranks if ranks.count(ranks[0]) < len(ranks) else ()


def _not_due(dues: Sequence[date], on: date) -> list[bool]:
    return [due > on for due in dues]


def _another_month(dues: Sequence[date], on: date) -> list[bool]:
    return [(due.year, due.month) != (on.year, on.month) for due in dues]


def _burden(rates: Sequence[Decimal], _: date) -> list[Decimal]:
    return [daily.copy_negate() for daily in rates]  # the dearer debt, not the larger


#: The rules that an order may name; equals go to the next rule.
RULES: Mapping[str, Rule] = {
    "due": Rule("due", _not_due),  # 已经到期的债务优先
    "current-month": Rule("due", _another_month),  # 当月到期的优先
    "least-secured": Rule("secured"),  # 缺乏担保或者担保最少
    "heavier-burden": Rule("daily", _burden),  # 负担较重
    "earlier-due": Rule("due"),  # 到期的先后顺序
}
#: Stands among the rules where the parts of a debt are told apart; unsaid, after them all.
COMPONENT = "component"


@frozen
class Order:
    """An order of appropriation, as data.

    ``rules`` rank the debts; what ranks the same is paid pro rata.  ``within`` is the
    order inside one debt; the costs of collecting it (实现债权的费用), when they have no
    place there, come first.  With ``"component"`` after all rules, or unsaid, money goes
    debt by debt (horizontal); with it first, component by component over all debts
    (vertical); in between, over the debts that rank the same by the rules before it.
    ``only`` names the item codes that undesignated money may pay, all when empty.

    Whether a penalty counts as interest under art. 561 is not settled; the order of this
    library puts it after principal, so it never inflates what bears penalty.
    """

    name: str
    rules: tuple[str, ...] = field(converter=tuple[str, ...])
    within: tuple[Component, ...] = field(converter=tuple[Component, ...])
    cites: tuple[Citation, ...] = field(converter=tuple[Citation, ...], default=())
    only: tuple[str, ...] = field(converter=names, default=())

    def __attrs_post_init__(self) -> None:
        known = [*RULES, COMPONENT]
        unknown = [rule for rule in self.rules if rule not in known]
        if unknown or self.rules.count(COMPONENT) > 1 or sorted(self.turns) != sorted(COMPONENTS):
            raise RuleError(
                "no such rule or component",
                unknown or [*self.rules, *self.within],
                f"order {self.name}",
                f"rules: {', '.join(known)}; within: principal and penalty, perhaps cost",
            )

    @property
    def turns(self) -> tuple[Component, ...]:
        """The order inside one debt, costs included."""
        return self.within if "cost" in self.within else ("cost", *self.within)


@cache
def ranking(rules: tuple[str, ...]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules before and after the place where the components are told apart."""
    at = rules.index(COMPONENT) if COMPONENT in rules else len(rules)
    before, after = rules[:at], rules[at + 1 :]
    return tuple(RULES[rule] for rule in before), tuple(RULES[rule] for rule in after)


_560 = ("due", "least-secured", "heavier-burden", "earlier-due")
_CITES = (
    civil_code.cite("560", civil_code.SOURCE.since),
    civil_code.cite("561", civil_code.SOURCE.since),
)

CIVIL_CODE = Order("民法典第560条，违约金后于本金", _560, ("principal", "penalty"), _CITES)
#: Reads 违约金 as the 利息 of art. 561.  The text does not settle it: choose it only where
#: the contract says so.
PENALTY_FIRST = Order(
    "民法典第560条，违约金视同利息先于本金（有争议）", _560, ("penalty", "principal"), _CITES
)
#: Agreed: the principal of all that is due before any penalty on it.
PRINCIPAL_FIRST = Order("先本金后违约金", ("due", COMPONENT, *_560[1:]), ("principal", "penalty"))
#: Agreed: what fell due first, whatever the security or the burden.
OLDEST_FIRST = Order("先到期先付", ("earlier-due",), ("principal", "penalty"))
#: Agreed: what falls due in the month of the payment, then the oldest.
CURRENT_MONTH_FIRST = Order("当月先付", ("current-month", "earlier-due"), ("principal", "penalty"))
ORDERS = (CIVIL_CODE, PENALTY_FIRST, PRINCIPAL_FIRST, OLDEST_FIRST, CURRENT_MONTH_FIRST)
