"""What a demand lists (欠费明细): each line and period with its amounts, the penalty worked out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from ...dates import Period
from ...explain import Language
from ...fees.penalties import Penalty
from ...format import day, days
from ...ledger import ItemState
from ...money import Money
from .template import Table

_HEADS = (
    ("收费项目", "房号", "服务期间", "到期日", "未缴本金（元）", "违约金（元）"),
    ("Item", "Room", "Period", "Due", "Unpaid (yuan)", "Penalty (yuan)"),
)
_WORKINGS = (
    ("收费项目", "房号", "服务期间", "违约金计算"),
    ("Item", "Room", "Period", "How the penalty is made up"),
)
_LESS = (
    ("减免", "waived"),
    ("抹零", "rounded off"),
    ("已缴", "paid"),
    ("正在处理、不在此列", "set apart and not asked for"),
)


@frozen(kw_only=True)
class Line:
    """One bill line as a demand names it: what is asked of it, nothing that is disputed.

    ``working`` explains the whole penalty; ``less`` is what of it was waived, rounded off,
    paid and is disputed, and therefore not asked for.
    """

    item: str
    name: str
    unit: str
    service: Period
    due: date
    principal: Money
    penalty: Money
    working: Penalty | None = field(default=None, repr=False)
    less: tuple[Money, ...] = field(default=(Money("0"),) * 4, repr=False)

    @classmethod
    def of(cls, item: ItemState) -> Line:
        """What is asked of an item on the day of its state."""
        return cls(
            item=item.id,
            name=item.line.name,
            unit=item.bill.unit,
            service=item.line.service,
            due=item.bill.due,
            principal=item.principal - item.held,
            penalty=item.penalty_open - item.penalty_held,
            working=item.penalty,
            less=(
                item.penalty_waived,
                item.penalty_rounded_off,
                item.penalty_applied,
                item.penalty_held,
            ),
        )

    def workings(self, language: Language) -> list[str]:
        """How the penalty came about, a text for each stretch of days, and what is off it."""
        if not self.penalty or self.working is None:
            return []
        en, segments = language == "en", self.working.segments
        told = self.working.details(language).splitlines()
        if len(segments) == 1:
            stretch = segments[0].days
            to, colon = (" to ", ": ") if en else (" 至 ", "：")
            told = [f"{stretch.start}{to}{stretch.last}{colon}{self.working.why(language)}"]
        off = [
            f"{words[en]}{f' {amount} yuan' if en else f' {amount} 元'}"
            for words, amount in zip(_LESS, self.less, strict=True)
            if amount
        ]
        if off and en:
            told.append(f"less {', '.join(off)}: {self.penalty} yuan")
        elif off:
            told.append(f"减去{'、'.join(off)}，计 {self.penalty} 元")
        return told


def listed(lines: Iterable[Line], language: Language) -> Table:
    """A row for each line, with the penalty where there is any."""
    lines = tuple(lines)
    rows = [
        (
            line.name,
            line.unit,
            days(line.service.start, line.service.last, language),
            day(line.due, language),
            str(line.principal),
            str(line.penalty),
        )
        for line in lines
    ]
    width = 6 if any(line.penalty for line in lines) else 5
    return Table(_HEADS[language == "en"][:width], [row[:width] for row in rows])


def worked_out(lines: Iterable[Line], language: Language) -> Table:
    """The annex: a row for each step of each penalty."""
    rows = []
    for line in lines:
        about = line.name, line.unit, days(line.service.start, line.service.last, language)
        rows += [(*about, told) for told in line.workings(language)]
    return Table(_WORKINGS[language == "en"], rows)


def periods(lines: Iterable[Line], language: Language) -> str:
    """All service periods in few words: neighbours together, whole months as months.

    >>> october = Line(
    ...     item="B:1", name="物业服务费", unit="3-1-502", service=Period.month(2026, 10),
    ...     due=date(2026, 10, 25), principal=Money("280.00"), penalty=Money("4.79"),
    ... )
    >>> periods([october], "zh")
    '2026年10月'
    """
    merged: list[Period] = []
    for service in sorted({line.service for line in lines}):
        if merged and service.start <= merged[-1].end:
            last = merged.pop()
            service = Period(last.start, max(last.end, service.end))  # noqa: PLW2901
        merged.append(service)
    return ("、", ", ")[language == "en"].join(_stretch(each, language) for each in merged)


def _stretch(period: Period, language: Language) -> str:
    if language == "en" or period.start.day != 1 or period.end.day != 1:
        return days(period.start, period.last, language)
    first, last = period.start, period.last
    text = f"{first.year}年{first.month}月"
    if first.year != last.year:
        return f"{text}至{last.year}年{last.month}月"
    return text if first.month == last.month else f"{text}至{last.month}月"
