"""Writing TOML: the few forms that an office's terms take."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

_BARE = re.compile("[A-Za-z0-9_-]+")


def keys(table: Mapping[str, object]) -> Iterator[str]:
    """Write one key a line; what is None or empty is left out.

    >>> print(*keys({"rate": "2.80", "from": date(2026, 1, 1), "facts": {"面积": "area"}, "no": ""}))
    rate = "2.80" from = 2026-01-01 facts = {"面积" = "area"}
    """
    for key, value in table.items():
        if value is not None and value not in ("", (), [], {}):
            yield f"{key if _BARE.fullmatch(key) else _value(key)} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(keys(value))}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(str(value), ensure_ascii=False)
