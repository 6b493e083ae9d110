"""The grounds of a dispute, as data: what is said, and what evidence answers it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen


@frozen
class Ground:
    """One ground (异议理由) and the evidence that the company has to show."""

    name: str
    evidence: tuple[str, ...]


GROUNDS: Mapping[str, Ground] = {
    "amount": Ground("金额有误", ("账单", "计算过程")),
    "area": Ground("面积有误", ("不动产权证", "测绘报告")),
    "share-not-published": Ground("公摊未公示", ("费用单据", "分摊明细", "公示记录")),
    "already-paid": Ground("已经缴费", ("收款记录", "对账记录")),
}
