"""The command as machines use it: JSON, progress, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from folders import run, write
from wuye import Period
from wuye.__main__ import main
from wuye.office import run as run_month

ITEM = """
[[items]]
code = "x"
name = "物业服务费"
tariff = "per-area"
rate = "2.80"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "office", ITEM)


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What was printed: one object, and nothing on standard error."""
    printed = capsys.readouterr()
    assert "" == printed.err
    found: dict[str, Any] = json.loads(printed.out)
    return found


def test_a_run_tells_machines_what_it_came_to(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(folder, "2026-10", "--json")

    found = told(capsys)
    assert ("run", 0, "2026-10") == (found["command"], found["exit"], found["month"])
    assert {"new": 3, "total": "681.44", "existing": 0} == found["bills"]
    assert {"O-1": "280.00", "O-2": "261.44", "O-3": "140.00"} == {
        account["debtor"]: account["outstanding"] for account in found["accounts"]
    }
    assert str(folder.parent / "out" / "bills.csv") in found["files"]
    assert all(Path(file).exists() for file in found["files"])
    assert [] == found["skipped"] == found["warnings"] == found["differences"]


def test_what_was_left_is_listed_and_the_code_is_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / "office.toml").read_text("utf-8")
    (folder / "office.toml").write_text(f'{text}area = "building"\n', "utf-8")
    assert 1 == run(folder, "2026-10", "--json")

    found = told(capsys)
    (skipped,) = found["skipped"]
    assert ("2-1-201", "x", "area-missing") == (
        skipped["unit"], skipped["item"], skipped["reason"],
    )  # fmt: skip
    assert 1 == found["exit"]


def test_corrections_and_changes_are_told_to_machines(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    units = (folder / "units.csv").read_text("utf-8").replace("100.00,110", "98.60,110")
    (folder / "units.csv").write_text(units, "utf-8")
    capsys.readouterr()

    assert 1 == run(folder, "2026-10", "--json")
    (difference,) = told(capsys)["differences"]
    assert ("O-1", "280.00", "276.08") == (
        difference["debtor"], difference["was"], difference["now"],
    )  # fmt: skip
    assert 0 == run(folder, "2026-10", "--json", "--correct")
    (credit,) = told(capsys)["corrections"]
    assert ("credit", "O-1", "3.92") == (credit["kind"], credit["debtor"], credit["amount"])


def test_errors_are_an_object_too_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = (folder / "units.csv").read_text("utf-8").replace("93.37", "-1")
    (folder / "units.csv").write_text(units, "utf-8")

    assert 2 == run(folder, "2026-10", "--json")
    found = told(capsys)
    (fault,) = found["errors"]
    assert (2, "units.csv", 3, "计费面积", "money", "error") == (
        found["exit"], fault["file"], fault["row"], fault["column"], fault["code"], fault["severity"],
    )  # fmt: skip
    assert not (folder / "journal.jsonl").exists()

    assert 2 == run(folder, "2026-13", "--json")
    assert "period" == told(capsys)["errors"][0]["code"]


def test_check_and_explain_tell_machines_as_well(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == main(["check", str(folder), "--json"])
    assert ("锦苑", 3) == ((found := told(capsys))["community"], found["units"])
    assert 0 == main(["check", str(folder), "--month", "2026-10", "--json"])
    assert "681.44" == told(capsys)["bills"]["total"]
    assert not (folder / "journal.jsonl").exists()

    run(folder)
    capsys.readouterr()
    assert 0 == main(["explain", str(folder), "2026-10:1-1-101:O-1", "x", "--json"])
    line = told(capsys)
    assert ("280.00", "280.00") == (line["amount"], line["recomputed"])
    assert "100.00 ㎡ × 2.80 元/㎡·月" in line["why"]["zh"]
    assert "outstanding" not in line
    arguments = ["explain", str(folder), "2026-10:1-1-101:O-1", "x", "--on", "2026-12-01", "--json"]
    assert 0 == main(arguments)
    assert "280.00" == told(capsys)["outstanding"]
    assert 2 == main(["explain", str(folder), "2026-10:9:O", "x", "--json"])
    assert "unknown" == told(capsys)["errors"][0]["code"]


def test_progress_goes_to_standard_error_and_only_when_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    assert "" == capsys.readouterr().err

    run(folder, "2026-11", "--progress", "--json", on="2026-11-30")
    printed = capsys.readouterr()
    assert "2026-11" == json.loads(printed.out)["month"]
    assert printed.err.endswith("100%\n")


def test_a_callback_is_told_how_far_the_work_is(folder: Path) -> None:
    steps: list[tuple[int, int | None]] = []

    run_month(
        folder,
        Period.month(2026, 10),
        on=Period.month(2026, 10).last,
        out=folder.parent / "out",
        progress=lambda done, total: steps.append((done, total)),
    )
    assert [(0, None), (1, 3), (2, 3), (3, 3)] == steps
