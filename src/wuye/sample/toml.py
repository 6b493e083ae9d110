"""Writing TOML: the few forms that an office's terms take."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date


def keys(table: Mapping[str, object]) -> Iterator[str]:
    """Write one key a line; what is None or empty is left out.

    >>> print(*keys({"rate": "2.80", "from": date(2026, 1, 1), "tiers": [{"upto": 15}], "no": ""}))
    rate = "2.80" from = 2026-01-01 tiers = [{upto = 15}]
    """
    for key, value in table.items():
        if value is not None and value not in ("", (), [], {}):
            yield f"{key} = {_value(value)}"


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
