"""The estate: units and who holds them, who owes from when to when, parking spaces."""

from .agreements import Agreement
from .community import Community
from .lineage import Succession
from .owing import Stretch
from .parking import Space, Vehicle
from .people import Owner, Person
from .scopes import Scope
from .transfers import FirstDay, Transfer
from .units import Unit, charge_area

__all__ = [
    "Agreement",
    "Community",
    "FirstDay",
    "Owner",
    "Person",
    "Scope",
    "Space",
    "Stretch",
    "Succession",
    "Transfer",
    "Unit",
    "Vehicle",
    "charge_area",
]
