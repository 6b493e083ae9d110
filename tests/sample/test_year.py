"""The example run as an office runs it: a month from the folder, and the whole year."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from wuye import Money, office, sample
from wuye.__main__ import main
from wuye.bills import Bill
from wuye.ledger import Document

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "yangbanyuan"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns("journal.jsonl")
    return Path(shutil.copytree(EXAMPLE, tmp_path / "office", ignore=ignore))


def run(folder: Path, month: str, on: str) -> int:
    out = folder.parent / "out"
    return main(["run", str(folder), "--month", month, "--on", on, "--out", str(out), "--json"])


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder.parent / "out" / name).read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def yuan(text: str) -> int:
    return int(text.replace(".", ""))


def test_a_month_of_the_example_runs_and_again_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == run(folder, "2026-01", "2026-01-31")
    told = json.loads(capsys.readouterr().out)
    journal = (folder / "journal.jsonl").read_bytes()
    billed = rows(folder, "bills.csv")
    skipped = rows(folder, "skipped.csv")

    assert 198_898_07 == sum(yuan(row["金额"]) for row in billed)
    assert 327 == len({row["账单"] for row in billed})
    assert told["exit"] == 1
    assert {"property-shop", "litter"} <= {row["项目"] for row in skipped}
    for row in rows(folder, "balances.csv"):
        fen = {name: yuan(value) for name, value in row.items() if "." in value}
        assert fen["应收"] + fen["累计违约金"] == fen["冲减"] + fen["已抵充"] + fen["未付"]
        assert fen["实收"] == fen["已抵充"] + fen["预存"]

    assert 1 == run(folder, "2026-01", "2026-01-31")
    assert journal == (folder / "journal.jsonl").read_bytes()


def test_a_line_of_the_example_explains_itself(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, "2026-01", "2026-01-31")
    capsys.readouterr()
    water = next(row for row in rows(folder, "bills.csv") if row["项目"] == "water")

    assert 0 == main(["explain", str(folder), water["账单"], "water"])
    assert "一致" in capsys.readouterr().out


def test_a_year_of_a_small_community_runs_month_by_month(tmp_path: Path) -> None:
    town = sample.community(seed=7, units=40)
    office.write(tmp_path / "office", sample.files(town))
    read = office.load(tmp_path / "office")
    journal: list[Document] = []
    for month in town.months():
        result = office.compute(read, journal, month, on=month.last)
        direct = town.issue(month)

        assert direct.total == result.issued.total
        assert [bill.id for bill in direct.bills] == [bill.id for bill in result.issued.bills]
        assert direct.skipped == result.issued.skipped
        journal += result.posted
        for state in result.states:
            sums = state.totals
            assert sums.billed + sums.penalty == sums.credited + sums.applied + sums.outstanding
            assert sums.received == sums.applied + sums.prepaid
    last = town.months()[-1]
    again = office.compute(read, journal, last, on=last.last)

    assert () == again.posted
    received = Money.total(one.payment.amount for one in town.payments)
    assert received == Money.total(state.received for state in again.states)
    billed = Money.total(d.total for d in journal if isinstance(d, Bill))
    assert billed == Money.total(state.totals.billed for state in again.states)
