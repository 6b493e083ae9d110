"""Bills and their lines as values: written when read, and whole wherever they go."""

from __future__ import annotations

import copy
import pickle

import pytest
from attrs import evolve

from community import OCTOBER, SELLER, october, schedule
from wuye import Bill, Community, Unit, fees
from wuye.bills import BillLine
from wuye.errors import DuplicateError, MoneyError


def bill() -> Bill:
    return october().of_unit("3-1-502")[0]


def test_a_bill_is_the_same_before_and_after_its_lines_are_read() -> None:
    read, unread = bill(), bill()
    codes = [line.code for line in read.lines]

    assert ["property", "hall-power"] == codes
    assert "300.00" == str(unread.total)
    assert read == unread
    assert hash(read) == hash(bill())
    assert repr(read) == repr(bill())


def test_a_bill_travels_without_its_neighbours() -> None:
    units = [Unit(f"1-{i}", f"{50 + i}.25", SELLER) for i in range(500)]
    run = fees.issue(Community("锦苑", units), schedule(), OCTOBER, costs={"hall-power": "2000"})
    made = run.bills[7]
    packed = pickle.dumps(made)

    assert len(packed) < 10_000
    assert made == pickle.loads(packed) == copy.deepcopy(made)
    assert made.lines[1].why() == pickle.loads(pickle.dumps(made.lines[1])).why()


def test_a_change_to_a_bill_keeps_its_lines() -> None:
    made = bill()

    assert made.lines == evolve(bill(), payee="账户二").lines
    assert made != evolve(bill(), lines=made.lines[:1])


@pytest.mark.parametrize(
    ("lines", "error"), [((0, 0), DuplicateError), ((0, 1), None), ((1, 1), DuplicateError)]
)
def test_two_lines_of_one_bill_never_share_an_id(
    lines: tuple[int, ...], error: type[Exception] | None
) -> None:
    made = bill()
    chosen = [made.lines[i] for i in lines]
    if error is None:
        assert tuple(chosen) == evolve(made, lines=chosen).lines
        return
    with pytest.raises(error):
        evolve(made, lines=chosen)


def test_a_line_below_nothing_is_refused() -> None:
    made = bill()
    line = made.lines[0]
    below = BillLine("x", "x", "x", line.service, -1, line.basis)
    with pytest.raises(MoneyError, match="credit note"):
        evolve(made, lines=[below])


def test_a_line_is_only_equal_to_a_line_with_the_same_basis() -> None:
    line = bill().lines[0]
    other = evolve(line, basis=bill().lines[1].basis)

    assert line == bill().lines[0]
    assert line != other
    assert line != "line"
