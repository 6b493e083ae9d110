"""The people in an office's tables: one id is one person, wherever it stands.

>>> from ..exchange import Cell
>>> told = {"业主编号": "O-1", "业主": ("赵某某",), "电话": None, "业主类别": None}
>>> rows = [Row(Cell("units.csv", 2), told), Row(Cell("units.csv", 3), {**told, "业主": None})]
>>> people([(rows, OWNERS)], Faults())
{'O-1': Owner(id='O-1', name=赵**, phone=, people=(), kind='person')}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..estate import Owner
from ..exchange import Faults, Row
from ..exchange.rosters import owner_of

Named = tuple[str, str, str]
#: Which columns name a person, by the file: id, name, and what kind of person.
OWNERS: Named = ("业主编号", "业主", "业主类别")
PARTNERS: Named = ("对方编号", "对方", "对方类别")
BEARERS: Named = ("承担方编号", "承担方", "承担方类别")


def people(tables: Iterable[tuple[Iterable[Row], Named]], faults: Faults) -> Mapping[str, Owner]:
    """Read everyone who is named, by id.

    A row may give an id alone where another names the person; two names, telephones or
    kinds under one id are a fault.
    """
    told: dict[str, dict[str, Any]] = {}
    for rows, (id_, name, kind) in tables:
        for row in rows:
            if row[id_] is None:
                continue
            person = told.setdefault(row[id_], {"name": None, "phone": None, "kind": None})
            mine = {
                "name": row[name],
                "phone": row["电话"],
                "kind": row[kind],
            }
            if any(mine[x] and person[x] and mine[x] != person[x] for x in mine):
                message = "同一编号在别处写了另外的姓名、电话或类别"
                faults.add(row.cell(id_), "rule", message)
            person |= {x: person[x] or mine[x] for x in mine}
    return {
        id_: owner_of(id_, who["name"] or (), who["phone"] or (), who["kind"] or "person")
        for id_, who in told.items()
    }
