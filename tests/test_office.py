"""The command over a folder: a month, a check, an explanation; and every bad input."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import books
from wuye import Money
from wuye.__main__ import main
from wuye.errors import WireError
from wuye.office import Journal

KINDS = {"application", "bill", "credit-note", "hold", "receipt", "release"}
EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "jinyuan"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns("journal.jsonl")
    return Path(shutil.copytree(EXAMPLE, tmp_path / "office", ignore=ignore))


def run(folder: Path, month: str = "2026-10", *more: str, on: str = "2026-12-21") -> int:
    out = folder.parent / "out"
    return main(["run", str(folder), "--month", month, "--on", on, "--out", str(out), *more])


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder.parent / "out" / name).read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def balance(folder: Path, owner: str) -> dict[str, str]:
    (row,) = [row for row in rows(folder, "balances.csv") if row["业主编号"] == owner]
    return row


def test_october_bills_each_owner_for_his_days(folder: Path) -> None:
    assert 0 == run(folder)

    amounts = {(r["账单"], r["项目"]): r["金额"] for r in rows(folder, "bills.csv")}
    assert "280.00" == amounts["2026-10:3-1-502:O-17", "property"]
    assert "20.00" == amounts["2026-10:3-1-502:O-17", "hall-power"]
    assert "144.52" == amounts["2026-10:3-1-503:O-18", "property"]
    assert "135.48" == amounts["2026-10:3-1-503:O-19", "property"]


def test_a_day_is_shown_as_known_then_and_as_known_later(folder: Path) -> None:
    run(folder)
    assert "5.13" == balance(folder, "O-17")["累计违约金"]

    run(folder, "2026-10", "--known", "2026-12-24")
    assert "3.69" == balance(folder, "O-17")["累计违约金"]

    run(folder)
    assert "5.13" == balance(folder, "O-17")["累计违约金"]


def test_the_buyers_payment_leaves_the_sellers_arrears(folder: Path) -> None:
    run(folder)

    assert ("135.48", "0.00") == (balance(folder, "O-19")["实收"], balance(folder, "O-19")["未付"])
    # 144.52 less 45.00 credited on S-01; 1.70 of penalty; 20.06 in dispute
    assert "121.28" == balance(folder, "O-18")["未付"]


def test_balances_hold_the_identities(folder: Path) -> None:
    for month in ("2026-10", "2026-11"):
        run(folder, month)
        for row in rows(folder, "balances.csv"):
            cents = {k: int(v.replace(".", "")) for k, v in row.items() if "." in v}
            assert (
                cents["应收"] + cents["累计违约金"]
                == cents["冲减"] + cents["已抵充"] + cents["未付"]
            )
            assert cents["实收"] == cents["已抵充"] + cents["预存"] + cents["已退"]


def test_what_is_left_alone_says_why(folder: Path) -> None:
    run(folder)

    assert ["催缴通知书", "缴费提醒"] == [row["阶段"] for row in rows(folder, "dunning.csv")]
    (left,) = rows(folder, "withheld.csv")
    assert ("异议处理中", "D-1", "20.06") == (left["原因"], left["说明"], left["金额"])


def test_the_bill_page_masks_names_and_writes_capitals(folder: Path) -> None:
    run(folder)
    page = (folder.parent / "out" / "bills.html").read_text("utf-8")

    assert "赵**" in page
    assert "赵某某" not in page
    assert "13800000017" not in page
    assert "人民币叁佰元整" in page
    assert "滞纳金" not in page


def test_the_bill_page_marks_what_the_folder_does_not_tell(folder: Path) -> None:
    run(folder)
    page = (folder.parent / "out" / "bills.html").read_text("utf-8")

    assert (
        4
        == page.count("<section>")
        == page.count("样稿，发出前应当补齐：收款账户、缴费方式、联系电话")
    )
    assert 4 == page.count("项目：锦苑")
    assert "数量" in page
    assert "2.80 元/㎡·月" in page


def test_running_again_changes_nothing_and_november_knows_october(folder: Path) -> None:
    run(folder)
    journal = (folder / "journal.jsonl").read_bytes()
    run(folder)
    assert journal == (folder / "journal.jsonl").read_bytes()

    run(folder, "2026-11")
    later = (folder / "journal.jsonl").read_bytes()
    assert later.startswith(journal)
    assert "601.50" == balance(folder, "O-17")["应收"]


def test_an_explanation_prints_both_languages_and_checks_itself(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    capsys.readouterr()

    assert 0 == main(["explain", str(folder), "2026-10:3-1-503:O-18", "property"])
    text = capsys.readouterr().out
    assert "100.00 ㎡ × 2.80 元/㎡·月 × 16 天 ÷ 31 天/月" in text
    assert "另行复算：144.52 元，一致" in text
    assert 0 == main(["explain", str(folder), "2026-10:3-1-502:O-17", "hall-power"])
    assert "民法典第283条" in capsys.readouterr().out


def test_an_explanation_says_why_the_amount_is_another_than_the_time_before(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for month in ("2026-10", "2026-11"):
        run(folder, month)
    capsys.readouterr()

    main(["explain", str(folder), "2026-11:3-1-502:O-17", "hall-power"])
    text = capsys.readouterr().out
    assert "相差 +1.50 元" in text
    assert "公摊电费：要分摊的总费用由 2000.00 元变为 2150.00 元，+1.50 元" in text

    main(["explain", str(folder), "2026-11:3-1-502:O-17", "hall-power", "--json"])
    told = json.loads(capsys.readouterr().out)["changed"]
    assert ("1.50", ["cost"]) == (told["more"], [each["cause"] for each in told["why"]])
    for bill, item in (
        ("2026-11:3-1-502:O-17", "property"),  # the same
        ("2026-10:3-1-502:O-17", "hall-power"),  # the first
        ("2026-11:3-1-503:O-19", "hall-power"),  # the seller's before
    ):
        main(["explain", str(folder), bill, item])
        assert "与上一次相比" not in capsys.readouterr().out


def test_quarters_flat_charges_and_hand_overs_are_written_in_the_folder(folder: Path) -> None:
    edit(folder, "office.toml", 'rate = "2.80"', 'rate = "1.85"\nevery_months = 3')
    edit(folder, "office.toml", "due_day = 25", 'due_day = 25\nfirst_day = "next-month"')
    edit(folder, "office.toml", 'round_each = "line"', 'round_each = "month"')
    edit(folder, "units.csv", "3-1-502,100.00", "3-1-502,93.37")
    edit(folder, "transfers.csv", "电话\n", "电话,交付\n")
    edit(folder, "transfers.csv", "13800000019", "13800000019,是")
    more = '\n[[items]]\ncode = "parking"\nname = "车位服务费"\ntariff = "flat"\nrate = "80"\n'
    with (folder / "office.toml").open("a", encoding="utf-8") as file:
        file.write(more)
    for name in ("payments.csv", "disputes.csv", "notices.csv"):
        (folder / name).unlink()

    assert 0 == run(folder)
    amounts = {(r["账单"], r["项目"]): r["金额"] for r in rows(folder, "bills.csv")}
    assert "518.19" == amounts["2026-10:3-1-502:O-17", "property"]
    assert "80.00" == amounts["2026-10:3-1-502:O-17", "parking"]
    # handed over on 17 October: the developer owes October, the buyer the two months after
    assert "185.00" == amounts["2026-10:3-1-503:O-18", "property"]
    assert "370.00" == amounts["2026-10:3-1-503:O-19", "property"]
    assert ("2026-10:3-1-503:O-19", "parking") not in amounts


def test_what_cannot_be_charged_is_listed_and_the_code_says_so(folder: Path) -> None:
    edit(folder, "units.csv", "3-1-502,100.00,", "3-1-502,,")
    (folder / "disputes.csv").unlink()
    (folder / "notices.csv").unlink()
    assert 1 == run(folder)

    skipped = rows(folder, "skipped.csv")
    assert {"3-1-502"} == {row["房号"] for row in skipped if row["项目"] == "property"}
    assert 3 == sum(row["项目"] == "hall-power" for row in skipped)
    assert {"3-1-502"} == {row["说明"] for row in skipped if row["项目"] == "hall-power"}


def test_tables_as_offices_keep_them_give_the_same_bills(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    expected = rows(folder, "bills.csv"), rows(folder, "balances.csv")
    (folder / "journal.jsonl").unlink()
    (folder / "units.csv").unlink()
    units: books.Rows = [
        ["锦苑业主台账", "", "", "", "", ""],
        ["楼号", "室号", "收费面积（㎡）", "客户编号", "户主", "手机号"],
        ["3#", "1-502", 100, "O-17", "赵某某", 13800000017],
        ["", "1-503", "１００．００", "O-18", "钱某", 13800000018],
        ["", "S-01", "9,800.00㎡", "O-18", "同上", "同上"],
        ["合计", "", 10000, "", "", ""],
    ]
    (folder / "units.xlsx").write_bytes(books.xlsx({"业主": units}))
    edit(folder, "payments.csv", "收款号,业主编号,金额,收款日", "收据号,客户编号,实收金额,缴费时间")
    edit(folder, "payments.csv", "29400.00,2026-10-20", '"￥29,400.00",2026年10月20日')
    edit(folder, "costs.csv", "2026-10,", "2026年10月,")
    edit(folder, "transfers.csv", "3-1-503,", "3号楼1单元503,")
    for name in ("payments.csv", "costs.csv", "transfers.csv"):
        text = (folder / name).read_text("utf-8-sig")
        (folder / name).write_bytes(text.encode("gb18030"))

    capsys.readouterr()
    assert 1 == run(folder)
    assert "空白的楼栋、单元按上一行补齐，共 1 行" in capsys.readouterr().out
    assert expected == (rows(folder, "bills.csv"), rows(folder, "balances.csv"))


def test_a_table_that_is_there_twice_is_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "units.xlsx").write_bytes(books.xlsx({"a": [["房号"]]}))

    assert 2 == run(folder)
    assert "units.xlsx：与 units.csv 是同一张表" in capsys.readouterr().err


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def untouched(folder: Path) -> Iterator[Path]:
    """Hold the folder against itself afterwards: nothing may be written."""
    yield folder
    assert not (folder / "journal.jsonl").exists()
    assert not (folder.parent / "out").exists()


#: file, what stands there, what is written instead, and what the office is told
FAULTS: dict[str, tuple[str, str, str, list[str]]] = {
    "NaN": ("payments.csv", ",100.00,", ",NaN,", ["payments.csv第2行「金额」", "NaN", "[money]"]),
    "an amount of 0": ("payments.csv", ",100.00,", ",0,", ["payments.csv第2行「金额」", "[money]"]),
    "an area of 0": ("units.csv", "503,100.00", "503,0.00", ["units.csv第3行「计费面积」", "（0.00）"]),
    "an area with a comma out of place": ("units.csv", "9800.00", '"98,00.00"', ["「计费面积」", "98,00.00"]),
    "a unit twice": ("units.csv", "3-1-503,", "3-1-502,", ["units.csv第3行「房号」", "[duplicate]"]),
    "an unknown column": ("units.csv", "电话", "宠物", ["「宠物」", "不认识"]),
    "a missing cell": ("units.csv", "O-17,赵某某", "赵某某", ["units.csv第2行", "列数"]),
    "an owner under two names": ("units.csv", "S-01,9800.00,O-18,钱某", "S-01,9800.00,O-18,李某", ["units.csv第4行「业主编号」", "（O-18）", "[rule]"]),
    "a payment for nobody": ("payments.csv", "wx-4202,O-19", "wx-4202,O-99", ["payments.csv第4行「业主编号」", "（O-99）", "[unknown]"]),
    "a receipt number twice": ("payments.csv", "wx-4202", "wx-4200", ["payments.csv第4行「收款号」", "[duplicate]"]),
    "a payment for no bill": ("payments.csv", "2026-10:S-01:O-18", "2026-10:S-02:O-18", ["payments.csv第3行", "2026-10:S-02:O-18", "[unknown]"]),
    "a day that is not": ("payments.csv", "2026-11-03", "2026-11-31", ["「收款日」", "（2026-11-31）", "[period]"]),
    "a period turned round": ("office.toml", "to = 2026-12-31", "to = 2025-12-31", ["office.toml", "[period]"]),
    "a float": ("office.toml", '"0.0003"', "0.0003", ["「penalty_daily」", "引号", "[inexact]"]),
    "a rate of 3 %": ("office.toml", '"0.0003"', '"3"', ["「penalty_daily」", "[money]"]),
    "no rate": ("office.toml", 'rate = "2.80"', "", ["office.toml [[items]] 第1项「rate」", "[rule]"]),
    "a cycle of five": ("office.toml", "arrears_months = 1", "every_months = 5", ["office.toml", "[period]"]),
    "an unknown key": ("office.toml", "due_day = 25", "due_day = 25\ngrace = 3", ["「grace」", "[unknown-column]"]),
    "day 32": ("office.toml", "due_day = 25", "due_day = 32", ["「due_day」", "（32）", "[period]"]),
    "broken TOML": ("office.toml", "[schedule]", "[schedule", ["office.toml", "[not-toml]"]),
    "a transfer of no unit": ("transfers.csv", "3-1-503,", "3-1-999,", ["transfers.csv第2行「房号」", "（3-1-999）"]),
    "a cost for no item": ("costs.csv", "2026-10,hall-power", "2026-10,lift", ["costs.csv第2行「项目」", "（lift）"]),
    "a dispute on no bill": ("disputes.csv", "3-1-503:O-18", "3-1-504:O-18", ["disputes.csv第2行", "[unknown]"]),
    "a dispute on no line": ("disputes.csv", "O-18,hall-power,公摊", "O-18,lift,公摊", ["disputes.csv第2行", "lift", "[unknown]"]),
    "more than the line": ("disputes.csv", ",60.00,", ",6000.00,", ["disputes.csv第3行", "6000.00", "[exceeds]"]),
    "half a decision": ("disputes.csv", "45.00,补计", "45.00,", ["disputes.csv第3行", "[rule]"]),
    "an unknown ground": ("disputes.csv", "面积有误", "太贵", ["「理由」", "（太贵）", "[unknown]"]),
    "a notice of no line": ("notices.csv", ":property", ":lift", ["notices.csv第2行「账单明细」", "[unknown]"]),
    "booked before it came": ("payments.csv", "2026-12-24", "2026-10-24", ["payments.csv第2行「登记日」", "[rule]"]),
    "a cost twice": ("costs.csv", "2026-11,", "2026-10,", ["costs.csv第3行", "[duplicate]"]),
    "a cost below 0": ("costs.csv", "2000.00", "-2000.00", ["costs.csv第2行「金额」", "[money]"]),
    "items that are none": ("office.toml", "[[items]]", "[[other]]", ["office.toml", "[type]"]),
    "a list for a name": ("office.toml", '"锦苑"', '["锦苑"]', ["「community」", "[type]"]),
    "a stage that is none": ("notices.csv", "缴费提醒", "停电通知", ["「阶段」", "（停电通知）", "[unknown]"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_named_with_file_row_and_value_and_nothing_is_written(
    fault: str, untouched: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, old, new, told = FAULTS[fault]
    edit(untouched, name, old, new)

    assert 2 == run(untouched)
    text = capsys.readouterr().err
    for words in told:
        assert words in text


def test_faults_of_many_files_come_together(
    untouched: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for fault in ("NaN", "an area of 0", "a float", "an unknown ground", "a transfer of no unit"):
        edit(untouched, *FAULTS[fault][:3])

    assert 2 == run(untouched)
    text = capsys.readouterr().err
    assert "发现 5 处问题" in text
    for name in ("payments", "units", "office.toml", "disputes", "transfers"):
        assert name in text


def test_check_finds_the_same_faults_and_writes_nothing(
    untouched: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == main(["check", str(untouched)])
    assert "锦苑：3 套房屋" in capsys.readouterr().out
    edit(untouched, *FAULTS["an area of 0"][:3])

    assert 2 == main(["check", str(untouched)])
    assert "units.csv第3行" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--month", "2026-13"], "2026-13"),
        (["--month", "october"], "YYYY-MM"),
        (["--on", "21.12.2026"], "YYYY-MM-DD"),
        (["--month", "2027-01"], "2027-01-01"),
    ],
)
def test_a_bad_option_is_an_error_and_nothing_is_written(
    arguments: list[str], told: str, untouched: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == run(untouched, "2026-10", *arguments)
    assert told in capsys.readouterr().err


def test_a_missing_folder_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == run(tmp_path / "nowhere")
    text = capsys.readouterr().err
    assert "office.toml" in text
    assert "units.csv" in text


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'"', b"", "房号\n".encode("gb18030")])
def test_a_table_that_cannot_be_read_is_an_error(
    content: bytes, untouched: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (untouched / "units.csv").write_bytes(content)

    assert 2 == run(untouched)
    assert "units.csv" in capsys.readouterr().err


def test_a_posted_payment_cannot_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "2026-10", "--known", "2026-12-24")
    journal = (folder / "journal.jsonl").read_bytes()
    edit(folder, "payments.csv", "O-17,100.00", "O-17,110.00")

    assert 2 == run(folder, "2026-10", "--known", "2026-12-24")
    assert "payments.csv第2行" in capsys.readouterr().err
    assert journal == (folder / "journal.jsonl").read_bytes()


def test_what_was_posted_and_is_gone_from_the_table_is_told_and_still_counts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    edit(folder, "payments.csv", "wx-4202,O-19,135.48,2026-10-24,,\n", "")

    assert 1 == run(folder)
    assert "payments.csv：已登记的这一笔不在表里" in capsys.readouterr().out
    assert "135.48" == balance(folder, "O-19")["实收"]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("office.toml", "锦苑物业服务有限公司", "新物业服务有限公司", "office.toml「creditor」"),
        ("payments.csv", "wx-4202,O-19", "wx-4202,O-17", "payments.csv第4行"),
        ("payments.csv", "2026-10-24,,", "2026-10-24,2026-11-01,", "payments.csv第4行"),
        ("disputes.csv", "60.00,2026-11-12", "50.00,2026-11-12", "disputes.csv第3行"),
    ],
)
def test_what_was_posted_cannot_be_told_otherwise(
    name: str, old: str, new: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    journal = (folder / "journal.jsonl").read_bytes()
    edit(folder, name, old, new)

    assert 2 == run(folder)
    assert told in capsys.readouterr().err
    assert journal == (folder / "journal.jsonl").read_bytes()


def test_a_cost_or_a_sale_that_comes_late_is_listed_and_bills_nobody_twice(folder: Path) -> None:
    costs = (folder / "costs.csv").read_text("utf-8")
    sale = (folder / "transfers.csv").read_text("utf-8")
    for name in ("disputes.csv", "notices.csv", "costs.csv", "transfers.csv", "payments.csv"):
        (folder / name).unlink()
    assert 1 == run(folder)
    (folder / "costs.csv").write_text(costs, "utf-8")
    (folder / "transfers.csv").write_text(sale, "utf-8")

    assert 1 == run(folder)
    billed = Money.total(Money(row["应收"]) for row in rows(folder, "balances.csv"))
    assert "28000.00" == str(billed)
    listed = [
        (row["房号"], row["项目"], row["说明"].partition(": ")[2])
        for row in rows(folder, "skipped.csv")
    ]
    assert ("3-1-503", "property", "280.00 -> 144.52") in listed
    assert ("3-1-503", "property", "none -> 135.48") in listed
    assert ("S-01", "hall-power", "none -> 1960.00") in listed


def test_it_does_not_matter_on_which_days_the_months_are_run(folder: Path) -> None:
    other = folder.parent / "other" / "office"
    shutil.copytree(folder, other)
    edit(folder, "payments.csv", "wx-4202", "wx-9,O-17,500.00,2026-12-05,,\nwx-4202")
    edit(other, "payments.csv", "wx-4202", "wx-9,O-17,500.00,2026-12-05,,\nwx-4202")
    for month in ("2026-10", "2026-11"):
        run(folder, month)
    run(other, "2026-10", on="2026-10-31")
    run(other, "2026-11", on="2026-11-30")
    run(other, "2026-11")

    assert rows(folder, "balances.csv") == rows(other, "balances.csv")


def test_a_broken_journal_is_told_by_line_and_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    journal = folder / "journal.jsonl"
    lines = journal.read_text("utf-8").splitlines()
    lines[1] = lines[1].replace('"28000"', "x").replace("2026-10-01", "2026-10-99", 1)
    broken = "\n".join(lines) + "\n"
    journal.write_text(broken, "utf-8")

    assert 2 == run(folder)
    assert "journal.jsonl line 2" in capsys.readouterr().err
    assert broken == journal.read_text("utf-8")
    with pytest.raises(WireError):
        Journal.of(folder).read()


def test_the_journal_is_plain_json_with_amounts_as_strings(folder: Path) -> None:
    run(folder)
    data = [json.loads(line) for line in (folder / "journal.jsonl").read_text("utf-8").splitlines()]

    assert {1} == {entry["wuye"] for entry in data}
    assert KINDS == {e["kind"] for e in data}


def test_a_run_that_fails_while_writing_leaves_the_journal_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    before = (folder / "journal.jsonl").read_bytes()

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("os.fsync", fail)

    assert 2 == run(folder, "2026-11")
    assert "the disk is full" in capsys.readouterr().err
    assert before == (folder / "journal.jsonl").read_bytes()
