"""The folder of an office: check it, run a month, explain a line."""

from .folder import Office, load, office_day
from .journal import Journal
from .run import Result, compute, explain, run

__all__ = ["Journal", "Office", "Result", "compute", "explain", "load", "office_day", "run"]
