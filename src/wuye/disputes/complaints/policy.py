"""What an office promises about tickets (服务承诺), as data: clocks, escalation, targets.

>>> answer = Clock("first-response", timedelta(minutes=15), ["respond", "arrive"])
>>> Policy("x", [answer], [Level(timedelta(0), "主管"), Level(timedelta(hours=4), "经理")]).name
'x'
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, get_args

from attrs import field, frozen

from ...citation import Citation
from ...errors import RuleError, UnknownError, one_of
from ...law.contact import Hours
from .transitions import Kind, Urgency, What


@frozen
class Clock:
    """So long until one of some events (时限), from receipt or from the finish.

    ``hours`` are ``"round-the-clock"`` or those of ``"service"``.  ``kind`` and ``urgency``
    restrict it; one for an urgency begins when the ticket has it, and runs on.  What is
    finished, closed or withdrawn ends every clock of the work; a clock from the finish ends
    when the ticket is closed.  What cites nothing is a promise of the office.
    """

    name: str
    within: timedelta
    until: tuple[What, ...] = field(converter=tuple[What, ...])
    since: Literal["received", "finish"] = field(
        default="received", validator=one_of("received", "finish"), kw_only=True
    )
    hours: Literal["round-the-clock", "service"] = field(
        default="round-the-clock", validator=one_of("round-the-clock", "service"), kw_only=True
    )
    kind: Kind | None = field(default=None, validator=one_of(None, *get_args(Kind)), kw_only=True)
    urgency: Urgency | None = field(
        default=None, validator=one_of(None, *get_args(Urgency)), kw_only=True
    )
    cite: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        unknown = sorted(set(self.until) - set(get_args(What)))
        if unknown or not self.until:
            raise UnknownError(
                "a clock waits for events", unknown, self.name, f"events: {list(get_args(What))}"
            )
        if self.within <= timedelta(0):
            raise RuleError("a clock gives some time", str(self.within), self.name, "above 0")


@frozen
class Level:
    """Whom to tell when a clock has been over for so long (升级)."""

    after: timedelta
    to: str


@frozen
class Target:
    """A rate to reach for tickets of a kind, in whole percent; ``clock`` for timeliness."""

    rate: Literal["timely", "followed-up", "satisfied"] = field(
        validator=one_of("timely", "followed-up", "satisfied")
    )
    kind: Kind = field(validator=one_of(*get_args(Kind)))
    percent: int
    clock: str = ""
    cite: Citation | None = field(default=None, kw_only=True)


@frozen
class Policy:
    """How tickets are to be handled (服务承诺): clocks, levels of escalation, targets.

    ``service`` are the hours of a working day; which days are worked, the host's calendar
    says.  From ``satisfied_from`` on, of 1 to 5, a resident is content (基本满意及以上).
    """

    name: str
    clocks: tuple[Clock, ...] = field(converter=tuple[Clock, ...])
    levels: tuple[Level, ...] = field(default=(), converter=tuple[Level, ...])
    targets: tuple[Target, ...] = field(default=(), converter=tuple[Target, ...])
    service: Hours | None = None
    satisfied_from: int = 3

    def __attrs_post_init__(self) -> None:
        names = [clock.name for clock in self.clocks]
        if len(set(names)) < len(names):
            raise RuleError("two clocks have one name", names, f"policy {self.name}", "rename one")
        if self.service is None and any(clock.hours == "service" for clock in self.clocks):
            raise RuleError(
                "a clock in service hours needs them", None, f"policy {self.name}", "give service="
            )
        after = [level.after for level in self.levels]
        if after != sorted(set(after)) or any(each < timedelta(0) for each in after):
            raise RuleError(
                "levels come later and later",
                [str(each) for each in after],
                f"policy {self.name}",
                "order them by the time after the clock's end",
            )
        strange = {target.clock for target in self.targets} - {"", *names}
        if strange:
            raise UnknownError(
                "no such clock", sorted(strange), f"policy {self.name}", f"clocks: {names}"
            )
