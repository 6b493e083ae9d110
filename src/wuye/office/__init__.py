"""The folder of an office: check it, run a month, explain a line."""

from .explaining import changed, explain
from .folder import Office, load
from .journal import Journal
from .keys import office_day
from .result import Result
from .run import Progress, compute, run
from .writing import write

__all__ = [
    "Journal",
    "Office",
    "Progress",
    "Result",
    "changed",
    "compute",
    "explain",
    "load",
    "office_day",
    "run",
    "write",
]
