"""The folder of an office: check it, run a month, explain a line."""

from .folder import Office, load
from .journal import Journal
from .keys import office_day
from .result import Result
from .run import Progress, compute, explain, run
from .writing import write

__all__ = [
    "Journal",
    "Office",
    "Progress",
    "Result",
    "compute",
    "explain",
    "load",
    "office_day",
    "run",
    "write",
]
