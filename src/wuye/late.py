"""Names that are loaded when they are first used (PEP 562), so that importing is cheap.

Each value class costs about a millisecond to make; a host that only computes penalties
does not pay for meters.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def names(
    package: str, homes: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Make ``__getattr__`` and ``__dir__`` of a package from where each name lives.

    A home is a module beside the package (``"schedules"``), above it (``"..dates"``) or
    empty: then the name is that of a module.
    """

    def getattr_(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home = homes[name] or name
        module = import_module(home if home.startswith(".") else f".{home}", package)
        value: object = getattr(module, name) if homes[name] else module
        setattr(sys.modules[package], name, value)
        return value

    return getattr_, lambda: sorted(homes)
