"""Penalty terms on the wire: what was written once is read for ever, and computes alike."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wuye import Bill, Period, Rounding, fees
from wuye.bills import BalanceTimeline, BillLine
from wuye.citation import Citation
from wuye.errors import WireError
from wuye.exchange import decode, encode
from wuye.terms import PenaltyTerms, Suspension

GOLDEN = Path(__file__).parent.parent / "wire" / "golden" / "v1"
DUE = date(2026, 10, 25)
SOURCE = Citation("某市物业管理条例", "12", edition="2030-01-01", verified=False)
TERMS = PenaltyTerms(
    "0.0005",
    Rounding.fen(each="segment"),
    changes=[(date(2026, 12, 1), "0.0003")],
    grace=5,
    grace_as="threshold",
    caps=[fees.Cap("本金的1%", share="0.01", cite=SOURCE), fees.Cap("封顶", amount="500.00")],
    suspensions=[Suspension(Period(date(2026, 11, 10), date(2026, 11, 20)), "法院停止办公")],
    minimum="10.00",
    first_day="due",
    day_count="30-day-months",
)


def bill() -> Bill:
    """A bill that charges a penalty posted before, under terms that say everything."""
    owed = BalanceTimeline.of([(date(2026, 9, 1), 30000)])
    held = fees.penalty(TERMS, owed, due=date(2026, 9, 25), day=date(2026, 10, 31))
    month = Period.month(2026, 10)
    line = BillLine("b:penalty", "penalty", "违约金", month, held.fen, held.basis)
    return Bill(
        id="b",
        creditor="锦苑物业",
        debtor="O-17",
        unit="3-1-502",
        period=month,
        on=month.start,
        due=DUE,
        lines=[line],
        penalty=TERMS,
    )


def golden(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))


def test_terms_that_say_everything_read_as_they_were_written() -> None:
    data = golden("bill-penalty-terms")

    assert bill() == decode(data) == decode(json.loads(json.dumps(encode(bill()))))
    assert "[300.00 元 × 0.0005/天" in bill().lines[0].why("zh")
    assert "3.00" == str(bill().total) == str(bill().lines[0].recompute())


def test_terms_written_before_read_as_a_clause_that_says_no_more() -> None:
    before = decode(golden("bill"))

    assert isinstance(before, Bill)
    assert PenaltyTerms("0.0003") == before.penalty


def broken(**changed: object) -> dict[str, Any]:
    data = golden("bill-penalty-terms")
    data["data"]["penalty"] |= changed
    return data  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"changes": [["2026-12-01", 0.1]]}, r"changes\[0\]\[1\]"),
        ({"changes": [["2026-12-01", "0.1"], ["2026-11-01", "0.1"]]}, "rise strictly"),
        ({"grace": "5"}, r"\$\.penalty\.grace"),
        ({"grace_as": "never"}, r"\$\.penalty\.grace_as"),
        (
            {"caps": [{"name": "封顶", "share": None, "amount": None, "cite": None}]},
            "a share or an",
        ),
        ({"suspensions": [{"days": {"start": "2026-11-10"}, "reason": ""}]}, "missing"),
        ({"scale": 1}, "unknown"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_terms_that_are_none_are_refused_with_their_path(
    changed: dict[str, object], message: str
) -> None:
    with pytest.raises(WireError, match=message):
        decode(broken(**changed))


if __name__ == "__main__":
    path = GOLDEN / "bill-penalty-terms.json"
    if not path.exists():
        path.write_text(json.dumps(encode(bill()), ensure_ascii=False, indent=1) + "\n", "utf-8")
