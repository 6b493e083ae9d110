r"""The columns of the registers that offices keep beside their roster (台账).

Each is read by :func:`~wuye.exchange.records.read_records`, and its rows are given the one
room number by :func:`~wuye.exchange.places.with_rooms`.

>>> from wuye.exchange import Faults, read_records, read_sheets, with_rooms
>>> text = "房间,上期读数,本期读数,抄表日期\n3#1-502,100,112.5,2026/10/5\n"
>>> faults = Faults()
>>> rows = read_records(read_sheets(text.encode(), "water.csv"), READINGS, faults)
>>> [row] = with_rooms(rows, faults)
>>> row["房号"], row["本次读数"], row["抄表日"]
('3-1-502', Decimal('112.5'), datetime.date(2026, 10, 5))
"""

from __future__ import annotations

from ..format import masked_name
from .cells import amount, day, mark, names, number, through
from .headers import Column
from .places import PLACE

OWNER = (
    Column("业主编号", optional=True),
    Column("业主", names, optional=True, mask=masked_name),
)
#: Meter readings (抄表).
READINGS = (
    *PLACE,
    Column("表号", optional=True),
    Column("上次读数", number, optional=True, sums=True),
    Column("本次读数", number, sums=True),
    Column("抄表日", day),
)
#: Money received (收款).
RECEIPTS = (
    Column("收款号", optional=True, unique=True),
    *PLACE,
    *OWNER,
    Column("项目", optional=True),
    Column("金额", amount, sums=True),
    Column("收款日", day),
    Column("起始日", day, optional=True),
    Column("结束日", day, optional=True),
)
#: What was open when the books were taken over (欠费).
ARREARS = (
    *PLACE,
    *OWNER,
    Column("项目", optional=True),
    Column("起始日", day, optional=True),
    Column("结束日", day, optional=True),
    Column("应缴金额", amount, sums=True),
    Column("违约金", amount, optional=True, sums=True),
    Column("缴至", through, optional=True),
    Column("应缴日", day, optional=True),
)
#: Until when each room has paid (已缴至), and what a month costs it.
PAID_THROUGH = (
    *PLACE,
    *OWNER,
    Column("项目", optional=True),
    Column("缴至", through),
    Column("月费", amount, optional=True, sums=True),
)
#: A month in each column: an amount, or a mark (√、欠).
WIDE = (
    *PLACE,
    *OWNER,
    Column("项目", optional=True),
    Column("月费", amount, optional=True, sums=True),
    *(Column(f"{number}月", mark, optional=True) for number in range(1, 13)),
)
