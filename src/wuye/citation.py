"""Where a rule comes from, and which value holds on which day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from attrs import field, frozen

from .errors import NotInForceError, RuleError

T = TypeVar("T")


@frozen
class Citation:
    """One place in one source (依据): law, regulation, contract clause or document.

    ``verified`` says whether the wording was read in a stored full text; what is not
    verified is never a default that moves money.

    >>> print(Citation("民法典", "283", edition="2021-01-01"))
    民法典第283条（2021-01-01）
    """

    source: str
    article: str
    edition: str = field(kw_only=True)
    verified: bool = field(default=True, kw_only=True)

    def __str__(self) -> str:
        doubt = "" if self.verified else "，未核实"
        number = f"第{self.article}条" if self.article[:1].isdigit() else self.article
        return f"{self.source}{number}（{self.edition}{doubt}）"


@frozen
class Dated(Generic[T]):
    """A value that changes on known days; each holds until the next begins.

    >>> rate = Dated("rate", ((date(2025, 1, 1), "2.50"), (date(2026, 7, 1), "2.80")))
    >>> rate.on(date(2026, 6, 30)), rate.on(date(2026, 7, 1))
    ('2.50', '2.80')

    Asking for a day before the first raises :class:`~wuye.errors.NotInForceError`.
    """

    name: str
    steps: tuple[tuple[date, T], ...] = field(converter=tuple[tuple[date, T], ...])

    def __attrs_post_init__(self) -> None:
        days = [day for day, _ in self.steps]
        if not days or any(b <= a for a, b in pairwise(days)):
            raise RuleError(
                "the days of a dated value must rise strictly",
                [day.isoformat() for day in days],
                self.name,
                "give at least one value, each from its own day, earliest first",
            )

    def on(self, day: date) -> T:
        """Return the value in force on ``day``."""
        found = [value for since, value in self.steps if since <= day]
        if not found:
            raise NotInForceError(
                f"no value is in force; the first begins on {self.steps[0][0]}",
                day.isoformat(),
                self.name,
                "ask for a later day or add the earlier value",
            )
        return found[-1]
