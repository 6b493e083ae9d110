"""Timed parking (临时停车): a price for each started block of minutes, up to a cap.

A stay of 211 minutes with half an hour free, three hours for 3.00 and 1.50 for each
half-hour begun after that:

>>> timed = Timed([Block(180, "3", until=180), Block(30, "1.5")], free=30, cap="30")
>>> came = datetime.fromisoformat("2026-10-03T08:00+08:00")
>>> basis = timed.fee(came, datetime.fromisoformat("2026-10-03T11:31+08:00"))
>>> print(basis.why("en"))  # doctest: +NORMALIZE_WHITESPACE
180 minutes ÷ 180 minutes a block × 3.00 yuan a block
+ [31 minutes ÷ 30 minutes a block, rounded up to a whole: 2 time blocks] × 1.50 yuan a block
= 6.00 yuan
>>> timed.fee(came, datetime.fromisoformat("2026-10-03T08:30+08:00")).evaluate()
Money('0.00')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Literal

from attrs import evolve, field, frozen

from ...dates import in_china
from ...errors import MoneyError, PeriodError, RuleError, one_of
from ...estate.parking import masked_plate
from ...explain import Basis, Between, Bounded, Expr, Input, Whole
from ...money import Money, exact
from ...rounding import Mode
from .charges import NOBODY, Charges, Job, OfDays, Skip

DAY = 24 * 60
MINUTE = timedelta(minutes=1)
CAP = Input("cap", "yuan")
Inputs = dict[str, Decimal]
#: How often, minutes, and how many of them are free.
Window = tuple[int, int, int]


def _price(value: Money | str) -> Money:
    price = Money(value)
    if price.fen < 0:
        raise MoneyError("a price is not negative", str(price), "Timed", "give 0 or more")
    return price


def _cap(value: Money | str | None) -> Money | None:
    return None if value is None else _price(value)


def _minutes(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 366 * DAY:
        raise PeriodError("not a number of minutes", value, "Timed", "give an int, such as 30")
    return value


@frozen
class Block:
    """A price for each started block of so many ``minutes``, ``until`` a minute of the stay.

    The minute is counted from the entry; the last block has none and goes on.

    >>> Block(180, "3", until=180)
    Block(minutes=180, price=Money('3.00'), until=180)
    """

    minutes: int = field(converter=_minutes)
    price: Money = field(converter=_price)
    until: int | None = None

    def __attrs_post_init__(self) -> None:
        if not self.minutes:
            raise PeriodError("a block has no minutes", 0, "Block", "give 1 or more")
        if self.until is not None:
            _minutes(self.until)


def _blocks(given: Sequence[Block]) -> tuple[Block, ...]:
    blocks = tuple(given)
    ends = [block.until for block in blocks]
    steps = [0, *(end for end in ends[:-1] if end is not None)]
    if not blocks or ends[-1] is not None or len(steps) < len(ends):
        raise RuleError(
            "blocks follow each other without end", ends, "Timed", "only the last has no until=..."
        )
    if any(end <= start for start, end in pairwise(steps)):
        raise RuleError("the ends of blocks rise", ends, "Timed", "give them in order")
    return blocks


@frozen
class Timed(OfDays):
    """Parking by the minute (临时停车): free minutes, started blocks, a cap.

    A stay of no more than ``free`` minutes costs nothing; a longer one is charged from its
    first minute, unless ``free_deducted`` (免费时间扣除) leaves those minutes out.  Blocks and
    free minutes are counted from the entry; free minutes are given once a stay.

    Each 24 hours from the entry cost at most the ``cap`` and then begin anew with the first
    block; with ``cap_per="calendar-day"`` each day in China does.  Without a cap nothing
    begins anew.  Seconds are dropped, or with ``seconds=Mode.UP`` a started minute counts.

    On a bill an item of this tariff charges the stays that ended in its service
    period, each to who owed for the unit on the day it ended; see ``stays`` of
    :func:`~wuye.fees.issue`.

    >>> per_day = Timed([Block(60, "5")], cap="30", cap_per="calendar-day")
    >>> came = datetime.fromisoformat("2026-10-03T22:00+08:00")
    >>> per_day.fee(came, datetime.fromisoformat("2026-10-05T01:00+08:00")).evaluate()
    Money('45.00')
    """

    blocks: tuple[Block, ...] = field(converter=_blocks)
    free: int = field(default=0, converter=_minutes, kw_only=True)
    free_deducted: bool = field(default=False, kw_only=True)
    cap: Money | None = field(default=None, converter=_cap, kw_only=True)
    cap_per: Literal["24-hours", "calendar-day"] = field(
        default="24-hours", validator=one_of("24-hours", "calendar-day"), kw_only=True
    )
    seconds: Mode = field(default=Mode.DOWN, validator=one_of(Mode.DOWN, Mode.UP), kw_only=True)

    def fee(self, entered: datetime, left: datetime) -> Basis:
        """What one stay costs, and why; instants are aware.

        Raises :class:`~wuye.errors.PeriodError` for a naive instant, or an end before the
        beginning.
        """
        came, went = in_china(entered), in_china(left)
        if went < came:
            raise PeriodError(
                "a stay ends before it begins",
                f"{entered} to {left}",
                "Timed.fee",
                "give the instants in order",
            )
        expr, inputs = self._fee(came, went, "")
        return Basis(expr, tuple(inputs.items()))

    def changes(self) -> None:
        """Stays are charged as they happened."""

    def lower(self, job: Job) -> Iterator[Charges]:
        """Charge each unit the sum of its stays that ended in the job's days."""
        for unit in job.units:
            fees: list[Expr] = []
            inputs: Inputs = {}
            for stay in job.facts.stays.get(unit.id, ()):
                if stay.left is not None and stay.left.date() in job.service:
                    fee, more = self._fee(stay.entered, stay.left, f":{stay.id}")
                    fees.append(fee)
                    inputs |= more
            if fees:
                yield Charges((unit,), _sum(fees), tuple(inputs.items()), "stretch")

    def unbilled(self, job: Job) -> Iterator[Skip]:
        """Stays that are on no bill: still going on, of an unknown plate, of no unit any more."""
        units = {unit.id: unit for unit in job.units}
        for id_, stays in job.facts.stays.items():
            for stay in stays:
                day = stay.day or stay.entered.date()
                if day >= job.service.end or (stay.left and day not in job.service):
                    continue
                if id_ == NOBODY:
                    detail = f"{stay.id} {masked_plate(stay.plate)}"
                    yield Skip(NOBODY, job.item, "plate-unknown", detail)
                elif id_ not in units:
                    continue
                elif stay.left is None:
                    yield job.skip(units[id_], "stay-open", stay.id)
                elif not job.estate.exists(id_, day):
                    yield job.skip(units[id_], "unit-ended", stay.id)

    def _fee(self, came: datetime, went: datetime, named: str) -> tuple[Expr, Inputs]:
        """The tree of one stay and its inputs, whose names end in ``named``."""
        minutes = (went - came) // MINUTE
        minutes += self.seconds is Mode.UP and bool((went - came) % MINUTE)
        whole = Input(f"minutes{named}", "minute")
        if minutes <= self.free:
            over, more = self._beyond_free(whole)
            return over, {whole.name: Decimal(minutes), **more}
        windows = self._windows(came, minutes)
        fees: list[Expr] = []
        inputs: Inputs = {}
        for number, (often, length, free) in enumerate(windows, 1):
            part = whole if len(windows) == 1 else evolve(whole, name=f"{whole.name}:{number}")
            if not (blocks := list(self._reached(part, length, free, inputs))):
                continue
            inputs[part.name] = Decimal(length)
            fee = _sum(blocks)
            if self.cap is not None:
                inputs[CAP.name] = _yuan(self.cap)
                fee = Bounded(fee, None, CAP)
            if often > 1:
                times = Input(f"days{named}:{number}", "day")
                inputs[times.name] = Decimal(often)
                fee *= times
            fees.append(fee)
        return _sum(fees), inputs

    def _windows(self, came: datetime, minutes: int) -> list[Window]:
        """The stretches after which blocks and cap begin anew, equal neighbours together."""
        lengths = [minutes]
        if self.cap is not None:
            midnight = DAY - 60 * came.hour - came.minute
            first = min(minutes, midnight if self.cap_per == "calendar-day" else DAY)
            days, rest = divmod(minutes - first, DAY)
            lengths = [first, *[DAY] * days, *[rest] * bool(rest)]
        free = self.free if self.free_deducted else 0
        parts: list[tuple[int, int]] = []
        for length in lengths:
            parts.append((length, min(free, length)))
            free -= parts[-1][1]
        return [(len(list(same)), *part) for part, same in groupby(parts)]

    def _reached(self, part: Input, length: int, free: int, inputs: Inputs) -> Iterator[Expr]:
        """What each block comes to that a stretch reaches; notes the inputs."""
        start = 0
        for number, block in enumerate(self.blocks, 1):
            low, high = max(start, free), block.until
            start = high or 0
            if low >= length or (high is not None and high <= low):
                continue
            bounds = [_at(minute, inputs) for minute in (low, high) if minute is not None]
            counted = Between(part, bounds[0], bounds[1] if len(bounds) > 1 else None)
            size, price = self._of_block(number, inputs)
            yield Whole(counted / size, Mode.UP, "block") * price

    def _beyond_free(self, whole: Input) -> tuple[Expr, Inputs]:
        """Nothing: there are no minutes beyond the free ones."""
        free, none = Input("free", "minute"), Input("none", "minute")
        inputs = {free.name: Decimal(self.free), none.name: Decimal(0)}
        size, price = self._of_block(1, inputs)
        return Bounded(whole - free, none, None) / size * price, inputs

    def _of_block(self, number: int, inputs: Inputs) -> tuple[Input, Input]:
        size, price = (
            Input(f"block:{number}", "minute/block"),
            Input(f"price:{number}", "yuan/block"),
        )
        block = self.blocks[number - 1]
        inputs[size.name], inputs[price.name] = Decimal(block.minutes), _yuan(block.price)
        return size, price


def _at(minute: int, inputs: Inputs) -> Input:
    """A minute of the stay, as a bound."""
    inputs[f"minute:{minute}"] = Decimal(minute)
    return Input(f"minute:{minute}", "minute")


def _yuan(amount: Money) -> Decimal:
    return exact(amount.yuan, place="Timed")


def _sum(parts: Sequence[Expr]) -> Expr:
    """Add up, so that many stays make a broad tree and no deep one."""
    half = len(parts) // 2
    return parts[0] if not half else _sum(parts[:half]) + _sum(parts[half:])
