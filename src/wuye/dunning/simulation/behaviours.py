"""How debtors behave (付款行为) in a simulation: small values, told by whoever simulates.

Nothing here is known of people.  A behaviour is an assumption, and what comes out of a
simulation is worth as much as the assumptions that went in.

>>> late = Behaviour("second notice", after=2, days=(1, 5))
>>> Behaviour("half", percent=50).answer
'pays'
>>> sorted(set(assigned(["O-1", "O-2", "O-3", "O-4"], {late: 1, NEVER: 1}, seed=7)))
['O-1', 'O-2', 'O-3', 'O-4']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Literal

from attrs import field, frozen

from ...errors import RuleError, one_of

#: What a debtor does when he does something.
Answer = Literal["pays", "promises", "breaks", "disputes", "nothing"]


@frozen
class Behaviour:
    """How one kind of debtor behaves.

    He acts on every ``after``-th notice; with ``after=0`` he needs none and pays each bill
    when it is due.  Acting is one of:

    - ``"pays"``: he pays, so many ``days`` later;
    - ``"promises"``: he promises at once to pay so many days later, and does;
    - ``"breaks"``: he promises likewise, and does not;
    - ``"disputes"``: he disputes at once all that the notice asks for; so many days later
      it is settled against him and he pays;
    - ``"nothing"``: no notice moves him.

    ``days`` are the least and the most, both included; which of them is drawn by lot.  He
    pays ``percent`` of what is overdue then, in whole fen, rounded down.

    Raises :class:`~wuye.errors.RuleError` for what cannot be: counts below 0, more than 100
    %, days that fall.
    """

    name: str
    after: int = field(default=1, kw_only=True)
    answer: Answer = field(
        default="pays",
        validator=one_of("pays", "promises", "breaks", "disputes", "nothing"),
        kw_only=True,
    )
    days: tuple[int, int] = field(default=(0, 0), kw_only=True)
    percent: int = field(default=100, kw_only=True)

    def __attrs_post_init__(self) -> None:
        least, most = self.days
        if not (self.after >= 0 and 0 <= least <= most and 1 <= self.percent <= 100):
            raise RuleError(
                "not a behaviour",
                f"after {self.after}, {least} to {most} days, {self.percent} %",
                f"behaviour {self.name}",
                "count from 0, the least days first, and from 1 to 100 %",
            )
        if not self.after and self.answer != "pays":
            raise RuleError(
                "who acts without a notice can only pay",
                self.answer,
                f"behaviour {self.name}",
                "give after=1 or more",
            )


ON_TIME = Behaviour("on time", after=0)
NEVER = Behaviour("never", answer="nothing")


def drawn(seed: int, name: str, below: int) -> int:
    """Draw a whole number from 0 to under ``below``, from a seed and a name alone.

    Nothing is drawn in a row, so one more debtor or notice changes no other drawing.

    >>> drawn(7, "O-1", 100) == drawn(7, "O-1", 100) < 100
    True
    """
    text = sha256(f"{seed}\n{name}".encode()).digest()
    return int.from_bytes(text[:8], "big") * below >> 64


def assigned(
    debtors: Iterable[str], shares: Mapping[Behaviour, int], *, seed: int
) -> dict[str, Behaviour]:
    """Give each debtor a behaviour by lot, so that the behaviours come about in ``shares``.

    A debtor's lot hangs on the seed and his id: neither on the order nor on who else is there.

    Raises :class:`~wuye.errors.RuleError` for shares below 0, or none above it.
    """
    whole = sum(shares.values())
    if whole <= 0 or min(shares.values()) < 0:
        raise RuleError(
            "no shares to draw from", list(shares.values()), "assigned", "give counts above 0"
        )
    lots = [behaviour for behaviour, share in shares.items() for _ in range(share)]
    return {debtor: lots[drawn(seed, debtor, whole)] for debtor in debtors}
