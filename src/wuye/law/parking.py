"""To whom the rent of a parking space is due (车位租金), by what the space is in law.

- The belonging of planned spaces is agreed by sale, gift or lease (民法典 275-1): rent for a
  space that was sold is its owner's, for one that was not the developer's.
- A space on roads or grounds common to the owners is theirs together (民法典 275-2), and
  what it brings in is theirs after reasonable costs (民法典 282): public income (公共收益),
  no revenue of the company.
- Who may let a space in a civil-defence shelter, and to whom the rent belongs, stands in no
  table of this library; nor does the owners' priority under 民法典 276.  Nothing is decided.

>>> ground = rent("common-ground", on=date(2026, 10, 1))
>>> ground.due_to, ground.public_income, [str(cite) for cite in ground.cites]
('owners-together', True, ['民法典第275-2条（2021-01-01）', '民法典第282条（2021-01-01）'])
>>> rent("civil-defence", on=date(2026, 10, 1)).due_to is None
True
"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from attrs import frozen

from ..citation import Citation
from ..errors import RuleError
from . import civil_code

Kind = Literal["owned", "developer", "common-ground", "civil-defence"]
DueTo = Literal["owner", "developer", "owners-together"]


@frozen
class Rent:
    """To whom the rent of a space is due; None where the tables do not say.

    ``says`` tells staff why, in Chinese.
    """

    due_to: DueTo | None
    says: str
    cites: tuple[Citation, ...]

    @property
    def public_income(self) -> bool | None:
        """Whether it belongs to the owners together (公共收益); None where nobody is named."""
        return None if self.due_to is None else self.due_to == "owners-together"


def rent(kind: Kind, *, on: date) -> Rent:
    """Tell to whom the rent of a space of this kind is due, under the law as of ``on``."""
    if kind not in get_args(Kind):
        raise RuleError(
            "no such kind of space", kind, "law.parking", f"give one of {', '.join(get_args(Kind))}"
        )
    if kind == "civil-defence":
        says = "人防车位由谁出租、收益归谁，本库没有收录条文，应当查明地方规定和投资、使用手续"
        return Rent(None, says, ())
    if kind == "common-ground":
        says = "占用业主共有道路或者场地的车位属于业主共有，收入扣除合理成本之后归业主共有"
        cites = (civil_code.cite("275-2", on), civil_code.cite("282", on))
        return Rent("owners-together", says, cites)
    agreed = (civil_code.cite("275-1", on),)
    if kind == "owned":
        return Rent("owner", "车位已经出售、附赠，租金归车位的业主", agreed)
    return Rent("developer", "规划车位没有出售、附赠的，由建设单位出租", agreed)
