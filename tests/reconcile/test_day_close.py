"""The close of a day: sums, receipt numbers, cash counted, and equations that hold."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye import Money, Payment
from wuye.errors import DuplicateError, InexactError, MoneyError, RuleError, UnknownError
from wuye.reconcile import CashCount, DayClose, Taking, close_day

ON = date(2026, 11, 3)


def taking(number: str, cashier: str, amount: str, channel: str = "cash") -> Taking:
    return Taking(number, cashier, Payment(f"p-{number}", amount, on=ON, channel=channel))


TAKINGS = [
    taking("SJ-0101", "S-1", "300.00"),
    taking("SJ-0102", "S-1", "80.00", "wechat"),
    taking("SJ-0103", "S-2", "20.50"),
    taking("SJ-0104", "S-1", "99.50"),
]
FIRST = CashCount("S-1", opening="200", paid_out="50", banked="300", counted="249.50")
SECOND = CashCount("S-2", counted="20.50")


def test_a_day_that_agrees() -> None:
    closed = close_day(ON, TAKINGS, [FIRST, SECOND], follows=["SJ-0100"])

    assert closed.agrees
    assert "500.00" == str(closed.total)
    assert ("249.50", "0.00") == (str(closed.expected("S-1")), str(closed.difference("S-1")))
    assert ["SJ-0101–SJ-0104"] == [str(numbers) for numbers in closed.ranges]
    assert (
        ("收款人", "收款方式", "金额"),
        ("S-1", "现金", "399.50"),
        ("S-1", "微信支付", "80.00"),
        ("S-2", "现金", "20.50"),
        ("合计", "", "500.00"),
    ) == closed.rows()
    assert ("S-1", "WeChat Pay", "80.00") == closed.rows("en")[2]


@pytest.mark.parametrize(
    ("counted", "difference"), [("249.49", "0.01"), ("249.51", "-0.01"), ("0", "249.50")]
)
def test_what_is_missing_or_too_much_is_told(counted: str, difference: str) -> None:
    count = CashCount("S-1", opening="200", paid_out="50", banked="300", counted=counted)
    closed = close_day(ON, TAKINGS, [count, SECOND])

    assert difference == str(closed.difference("S-1"))
    assert not closed.agrees


def test_the_proofs_are_equations_on_paper() -> None:
    closed = close_day(ON, TAKINGS, [CashCount("S-1", counted="400"), SECOND])

    assert (
        (
            "S-1 备用金 + 现金收入 − 现金支出 − 存行 = 实点 + 差额："
            "0.00 + 399.50 − 0.00 − 0.00 = 400.00 − 0.50"
        ),
        (
            "S-2 备用金 + 现金收入 − 现金支出 − 存行 = 实点 + 差额："
            "0.00 + 20.50 − 0.00 − 0.00 = 20.50 + 0.00"
        ),
        "按收款人：479.50 + 20.50 = 500.00",
        "按收款方式：420.00 + 80.00 = 500.00",
    ) == closed.proofs()
    assert "by channel: 420.00 + 80.00 = 500.00" == closed.proofs("en")[-1]


def numbered(*numbers: str, **facts: Any) -> DayClose:
    return close_day(ON, [taking(n, "S-1", "1", "bank") for n in numbers], [], **facts)


@pytest.mark.parametrize(
    ("numbers", "facts", "gaps"),
    [
        (["A-8", "A-9", "A-10"], {}, []),
        (["A-08", "A-11"], {}, ["A-09–A-10"]),
        (["A-8", "A-11"], {}, ["A-9–A-10"]),
        (["A-1", "A-3"], {}, ["A-2"]),
        (["A-3", "A-1"], {"voided": ["A-2"]}, []),
        (["A-3"], {"follows": ["A-1"]}, ["A-2"]),
        (["A-1", "B-3"], {}, []),
        (["7", "9", "B1", "B3"], {}, ["8", "B2"]),
        (["1", "999999999999"], {}, ["2–999999999998"]),
        ([], {}, []),
    ],
)
def test_skipped_numbers_are_told(
    numbers: list[str], facts: dict[str, Any], gaps: list[str]
) -> None:
    closed = numbered(*numbers, **facts)

    assert gaps == [str(gap) for gap in closed.gaps]
    assert (not gaps) == closed.agrees


def test_a_number_used_twice_is_told() -> None:
    twice = close_day(
        ON,
        [
            Taking("A-1", "S-1", Payment("p", "1", on=ON)),
            Taking("A-1", "S-1", Payment("q", "1", on=ON)),
        ],
        [],
    )

    assert ("A-1",) == twice.duplicates
    assert ("A-1",) == numbered("A-1", voided=["A-1"]).duplicates
    assert ("A-1",) == numbered("A-1", follows=["A-1"]).duplicates
    assert not twice.agrees


def test_what_cannot_be_closed_is_refused() -> None:
    with pytest.raises(RuleError, match=r"not counted: \['S-2'\]"):
        close_day(ON, TAKINGS, [FIRST])
    with pytest.raises(DuplicateError, match="a drawer is counted twice"):
        close_day(ON, TAKINGS, [FIRST, SECOND, FIRST])
    with pytest.raises(DuplicateError, match="a payment is taken twice"):
        close_day(ON, [TAKINGS[0], TAKINGS[0]], [FIRST])
    with pytest.raises(RuleError, match="ends in digits: 'A'"):
        numbered("A")
    with pytest.raises(MoneyError, match="drawer of S-1"):
        CashCount("S-1", counted="-1")
    with pytest.raises(UnknownError, match="no count of this drawer"):
        close_day(ON, [], []).difference("S-1")


entries = st.lists(
    st.tuples(
        st.sampled_from(["S-1", "S-2", "S-3"]),
        st.sampled_from(["cash", "wechat", "bank"]),
        st.integers(1, 10**7),
        st.integers(1, 60),
    ),
    max_size=12,
)
purses = st.lists(st.integers(0, 10**7), min_size=4, max_size=4)


@given(entries, st.lists(purses, min_size=3, max_size=3))
def test_every_proof_holds_and_the_sums_agree_with_plain_counting(
    rows: list[tuple[str, str, int, int]], drawers: list[list[int]]
) -> None:
    takings = [
        Taking(f"A{number}", who, Payment(str(i), Money.of_fen(fen), on=ON, channel=how))
        for i, (who, how, fen, number) in enumerate(rows)
    ]
    counts = [
        CashCount(f"S-{n}", *map(Money.of_fen, amounts)) for n, amounts in enumerate(drawers, 1)
    ]
    closed = close_day(ON, takings, counts)

    for proof in closed.proofs():
        left, right = re.sub(r"^.*：", "", proof).replace("−", "-").replace(" ", "").split("=")
        sums = [
            sum(Fraction(term) for term in re.findall(r"[+-]?[0-9.]+", side))
            for side in (left, right)
        ]
        assert sums[0] == sums[1]
    for n, (opening, out, banked, counted) in enumerate(drawers, 1):
        cash = sum(fen for who, how, fen, _ in rows if (who, how) == (f"S-{n}", "cash"))
        assert opening + cash - out - banked - counted == closed.difference(f"S-{n}").fen
    assert sum(fen for *_, fen, _ in rows) == closed.total.fen
    used = sorted({number for *_, number in rows})
    skipped = set(range(used[0], used[-1])) - set(used) if used else set()
    told = {n for gap in closed.gaps for n in range(int(gap.first[1:]), int(gap.last[1:]) + 1)}
    assert skipped == told
    assert bool(closed.duplicates) == (len(used) < len(rows))


def test_a_float_is_no_cash() -> None:
    with pytest.raises(InexactError, match="float"):
        CashCount("S-1", counted=1.5)
