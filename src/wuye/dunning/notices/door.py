"""The notice for doors and lobbies (温馨提示), which names nobody.

What everyone can read holds no name, no room and no amount (个人信息保护法 25): there is
no field here to put one into, and it says of no household that it owes anything.

>>> told = DoorNotice(
...     creditor="锦苑物业",
...     sender=Sender(project="锦苑", telephone="010-00000000"),
...     on=date(2026, 11, 3),
... )
>>> sorted(name for name in told.fields() if name in {"name", "units", "lines", "total"})
[]
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen
from attrs.converters import optional

from ...dates import a_day
from ...errors import PeriodError
from ...explain import Language
from ...format import day
from .sender import Sender

_KEPT = ("telephone", "project", "contact", "counter", "ways")


@frozen(kw_only=True)
class DoorNotice:
    """What a notice says that everyone can read."""

    creditor: str
    sender: Sender
    on: date = field(converter=a_day)
    until: date | None = field(default=None, converter=optional(a_day))
    template: str = "温馨提示"

    def __attrs_post_init__(self) -> None:
        if self.until is not None and self.until < self.on:
            raise PeriodError(
                "the day to which days are counted has passed", str(self.until), "notice", "later"
            )

    def fields(self, language: Language = "zh") -> Mapping[str, str]:
        """What a template may say."""
        told = self.sender.fields(language)
        left = None if self.until is None else (self.until - self.on).days
        return {
            **{name: told[name] for name in _KEPT},
            "creditor": self.creditor,
            "on": day(self.on, language),
            "until": day(self.until, language) if self.until else "",
            "days_left": "" if left is None else str(left),
        }
