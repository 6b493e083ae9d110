"""What was billed otherwise: listed by a run, put right when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from folders import UNITS, rows, run, write

ITEM = """
[[items]]
code = "x"
name = "物业服务费"
tariff = "per-area"
rate = "2.80"
"""


def corrections(folder: Path) -> list[tuple[str, str, str]]:
    return [(row["类别"], row["账单明细"], row["金额"]) for row in rows(folder, "corrections.csv")]


def balance(folder: Path, owner: str) -> str:
    (row,) = [row for row in rows(folder, "balances.csv") if row["业主编号"] == owner]
    return row["未付"]


def test_a_wrong_area_is_credited_in_every_month_that_was_billed(tmp_path: Path) -> None:
    folder = write(tmp_path / "office", ITEM)
    for month in ("2026-08", "2026-09", "2026-10"):
        assert 0 == run(folder, month, on="2026-10-10")
    (folder / "units.csv").write_text(UNITS.replace("100.00,110", "98.60,110").lstrip(), "utf-8")

    assert 1 == run(folder, on="2026-10-10")
    (left,) = rows(folder, "skipped.csv")
    assert "O-1: 280.00 -> 276.08" == left["说明"]
    assert [] == corrections(folder)

    assert 0 == run(folder, "2026-10", "--correct", on="2026-10-10")
    assert [
        ("冲减", "2026-08:1-1-101:O-1:x", "3.92"),
        ("冲减", "2026-09:1-1-101:O-1:x", "3.92"),
        ("冲减", "2026-10:1-1-101:O-1:x", "3.92"),
    ] == corrections(folder)
    assert "828.24" == balance(folder, "O-1")  # 3 × 276.08

    journal = (folder / "journal.jsonl").read_bytes()
    assert 0 == run(folder, "2026-10", "--correct", on="2026-10-10")
    assert [] == corrections(folder)
    assert [] == rows(folder, "skipped.csv")
    assert journal == (folder / "journal.jsonl").read_bytes()


def test_a_sale_told_late_credits_the_seller_and_bills_the_buyer(tmp_path: Path) -> None:
    folder = write(tmp_path / "office", ITEM)
    assert 0 == run(folder)
    sale = "房号,过户日,业主编号\n1-1-101,2026-10-17,O-9\n"
    (folder / "transfers.csv").write_text(sale, "utf-8")

    assert 0 == run(folder, "2026-10", "--correct", on="2026-12-01")
    assert [
        ("冲减", "2026-10:1-1-101:O-1:x", "135.48"),
        ("补收", "2026-10:1-1-101:O-9::1:x", "135.48"),
    ] == corrections(folder)
    assert "144.52" == balance(folder, "O-1")
    assert "135.48" == balance(folder, "O-9")
    (supplement,) = [row for row in rows(folder, "corrections.csv") if row["类别"] == "补收"]
    assert "2026-12-31" == supplement["缴费截止日"]  # 30 days after its day


def test_a_cost_that_comes_late_is_shared_after_all(tmp_path: Path) -> None:
    shared = '\n[[items]]\ncode = "power"\nname = "公摊电费"\ntariff = "shared-by-area"\n'
    folder = write(tmp_path / "office", ITEM + shared)
    assert 1 == run(folder)
    (folder / "costs.csv").write_text("月份,项目,金额\n2026-10,power,100.00\n", "utf-8")

    assert 0 == run(folder, "2026-10", "--correct", on="2026-11-05")
    assert ["41.09", "38.37", "20.54"] == [amount for _, _, amount in corrections(folder)]
    assert ["41.09", "38.37", "20.54"] == [r["分摊金额"] for r in rows(folder, "disclosure.csv")]


def test_what_a_dispute_gave_is_not_billed_again(tmp_path: Path) -> None:
    folder = write(tmp_path / "office", ITEM)
    assert 0 == run(folder)
    dispute = """异议号,账单,项目,理由,异议金额,提出日,处理日,支持金额,暂停期间违约金
D-1,2026-10:1-1-101:O-1,x,金额有误,,2026-11-05,2026-11-06,80.00,免计
"""
    (folder / "disputes.csv").write_text(dispute, "utf-8")

    assert 0 == run(folder, "2026-10", "--correct", on="2026-11-10")
    assert [] == corrections(folder)
    assert "200.00" == balance(folder, "O-1")


def test_a_price_that_changes_on_days_billed_before_needs_a_clause(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    yearly = ITEM + "every_months = 12\n"
    folder = write(tmp_path / "office", yearly)
    assert 0 == run(folder, "2026-01", on="2026-01-10")
    risen = 'rates = [{from = 2026-01-01, rate = "2.80"}, {from = 2026-07-01, rate = "3.00"}]'
    text = (folder / "office.toml").read_text("utf-8").replace('rate = "2.80"', risen)
    (folder / "office.toml").write_text(text, "utf-8")

    assert 1 == run(folder, "2026-01", "--correct", on="2026-07-10")
    assert "price_change" in rows(folder, "skipped.csv")[0]["原因"]
    assert [] == corrections(folder)

    locked = text + 'price_change = "locked"\n'
    (folder / "office.toml").write_text(locked, "utf-8")
    assert 0 == run(folder, "2026-01", "--correct", on="2026-07-10")
    assert [] == corrections(folder)

    (folder / "office.toml").write_text(locked.replace("locked", "top-up"), "utf-8")
    assert 0 == run(folder, "2026-01", "--correct", on="2026-07-10")
    assert ("补收", "2026-01:1-1-101:O-1::1:x:2026-07-01", "120.00") == corrections(folder)[0]


def test_what_changed_since_the_month_before_is_told_before_bills_go_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from wuye.__main__ import main

    quarterly = ITEM.replace('"x"', '"q"') + "every_months = 3\n"
    folder = write(tmp_path / "office", ITEM + quarterly)
    assert 0 == run(folder, "2026-09", on="2026-09-30")
    (folder / "areas.csv").write_text("房号,起始日,计费面积\n1-1-101,2026-10-01,98.60\n", "utf-8")
    (folder / "transfers.csv").write_text("房号,过户日,业主编号\n1-1-102,2026-10-01,O-9\n", "utf-8")
    journal = (folder / "journal.jsonl").read_bytes()
    capsys.readouterr()

    assert 0 == main(["check", str(folder), "--month", "2026-10"])
    told = capsys.readouterr().out
    assert "1-1-101 物业服务费：计费面积 100 → 98.6" in told
    assert "1-1-102 物业服务费：缴费人 O-2 → O-9" in told
    assert "新增收费项目" not in told  # the quarter begins; nothing is new
    assert journal == (folder / "journal.jsonl").read_bytes()

    assert 0 == run(folder)
    changed = [(row["项目"], row["原为"], row["现为"]) for row in rows(folder, "changes.csv")]
    assert [("x", "100", "98.6"), ("x", "O-2", "O-9")] == changed


def test_the_first_month_has_nothing_before_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "office", ITEM)
    assert 0 == run(folder)

    assert [] == rows(folder, "changes.csv")
