"""What can go wrong, and how it is told.

Every error names the value, the place where it stood and the way out, and carries
a stable ``code`` for programs.  Each leaf is also a builtin, so ``except ValueError``
catches bad values.  All of them pickle.

>>> try:
...     raise MoneyError("more than two decimal places", "1.005", "Money", "round first")
... except ValueError as error:
...     print(error, "|", error.code)
Money: more than two decimal places: '1.005'; round first | money
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from attrs import Attribute, field, frozen


class WuyeError(Exception):
    """The root of all errors of wuye; itself never raised.

    ``problem`` says what is wrong, ``value`` is what was given, ``place`` where it
    stood, ``way_out`` what to write or do instead.
    """

    code: ClassVar[str] = "wuye"

    def __init__(
        self, problem: str, value: object = None, place: str = "", way_out: str = ""
    ) -> None:
        super().__init__(problem, value, place, way_out)
        self.problem, self.value, self.place, self.way_out = problem, value, place, way_out

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        value = "" if self.value is None else f": {self.value!r}"
        way_out = f"; {self.way_out}" if self.way_out else ""
        return f"{place}{self.problem}{value}{way_out}"


class MoneyError(WuyeError, ValueError):
    """An amount, rate, area or count is not an exact, finite number in range."""

    code = "money"


class InexactError(WuyeError, TypeError):
    """A float, or another type that is not exact, stood where money is made."""

    code = "inexact"


class ExceedsError(WuyeError, ValueError):
    """An amount goes beyond what there is to pay, credit, hold or uphold."""

    code = "exceeds"


class AllocationError(WuyeError, ValueError):
    """A total cannot be split over these weights."""

    code = "allocation"


class PeriodError(WuyeError, ValueError):
    """A period is empty or turned round, or a day does not exist."""

    code = "period"


class NotInForceError(WuyeError, LookupError):
    """Nothing is in force on the day asked for."""

    code = "not-in-force"


class UnknownError(WuyeError, LookupError):
    """An id names nothing that is known here."""

    code = "unknown"


class DuplicateError(WuyeError, ValueError):
    """One id is given to two things."""

    code = "duplicate"


class ConflictError(WuyeError, ValueError):
    """An id that is already posted comes again with other content."""

    code = "conflict"


class TransitionError(WuyeError, ValueError):
    """An event does not fit the state of a case."""

    code = "transition"


class RuleError(WuyeError, ValueError):
    """A rule, schedule, policy or document contradicts itself."""

    code = "rule"


class UnlawfulError(WuyeError, ValueError):
    """What was asked for is against the law, or nothing in the law carries it.

    The problem cites the rule; ``way_out`` names what is lawful instead.
    """

    code = "unlawful"


def one_of(*choices: object) -> Callable[[object, Attribute[Any], Any], None]:
    """Check that an attribute is one of a few values."""

    def check(instance: object, attribute: Attribute[Any], value: Any) -> None:
        if value not in choices:
            name = f"{type(instance).__name__}.{attribute.name}"
            allowed = ", ".join(map(repr, choices))
            raise RuleError("not one of the choices", value, name, f"give one of {allowed}")

    return check


class PhoneError(WuyeError, ValueError):
    """A text is no telephone number; the value is masked."""

    code = "phone"


class IdentityError(WuyeError, ValueError):
    """A text is no identity number; the value is masked."""

    code = "identity"


class RoomError(WuyeError, ValueError):
    """A room number contradicts what stands beside it, or has become something else."""

    code = "room"


class WireError(WuyeError, ValueError):
    """Stored data does not have the shape of the wire format."""

    code = "wire"


class MissingLibraryError(WuyeError, ImportError):
    """A library that this function needs is not installed."""

    code = "missing-library"


@frozen
class RowIssue:
    """One fault in one cell of an office file, told in Chinese to who can mend it.

    ``row`` counts as the spreadsheet does, from 1; 0 means the sheet or file as a whole.
    ``sheet`` is empty where a file has but one.  ``severity`` is ``"error"`` (nothing is
    written) or ``"warning"``.
    """

    file: str
    row: int
    column: str
    code: str
    message: str
    value: str = field(default="", repr=False)  # a cell may hold a name or a telephone
    severity: str = "error"
    sheet: str = ""

    def __str__(self) -> str:
        sheet = f"「{self.sheet}」表" if self.sheet else ""
        row = f"第{self.row}行" if self.row else ""
        column = f"「{self.column}」" if self.column else ""
        value = f"（{self.value}）" if self.value else ""
        return f"{self.file}{sheet}{row}{column}：{self.message}{value} [{self.code}]"


class FolderError(WuyeError, ValueError):
    """Faults found in office files; all of them come together in ``issues``."""

    code = "folder"

    def __init__(self, issues: Iterable[RowIssue]) -> None:
        self.issues = tuple(issues)
        super().__init__("\n".join(map(str, self.issues)))

    def __reduce__(self) -> tuple[type[FolderError], tuple[tuple[RowIssue, ...]]]:
        return FolderError, (self.issues,)
