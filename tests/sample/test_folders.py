"""The sample as an office's files: quirks and all, they say what the values say."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import fewer
from wuye import office, sample
from wuye.__main__ import main
from wuye.errors import ConflictError

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "yangbanyuan"


@cache
def files() -> dict[str, bytes]:
    return dict(sample.folder(seed=7))


def text(name: str, encoding: str) -> str:
    return files()[name].decode(encoding)


def told(generated: sample.Sample, folder: Path) -> office.Office:
    office.write(folder, sample.files(generated))
    return office.load(folder)


# -- the files -----------------------------------------------------------------------------


def test_the_example_in_the_documentation_is_what_the_generator_makes() -> None:
    there = {path.name: path.read_bytes() for path in EXAMPLE.iterdir()}
    there.pop("journal.jsonl", None)

    assert sorted(files()) == sorted(there)
    assert [] == [name for name, content in files().items() if content != there[name]]


def test_every_file_says_that_it_is_generated() -> None:
    encodings = ("utf-16", "utf-8-sig", "gb18030")
    for name, content in files().items():
        texts = []
        for encoding in encodings:
            try:
                texts.append(content.decode(encoding))
            except UnicodeError:
                continue
        assert any("程序生成的样例" in each for each in texts), name


def test_the_example_is_small() -> None:
    assert sum(map(len, files().values())) < 1_500_000


def test_the_roster_has_the_quirks_of_an_offices_own() -> None:
    page = text("units.xls", "utf-8")

    assert page.startswith("<!doctype html>")
    assert "同上" in page
    assert "1栋小计" in page
    assert "13800000002.0" in page
    assert "、" in page
    assert "<tr></tr>" in page
    assert any(f"{n}#" in page for n in range(1, 12))
    assert any("０" <= sign <= "９" for sign in page)


def test_tables_come_in_several_encodings_and_with_tabs() -> None:
    assert text("transfers.csv", "gb18030").startswith("样板苑")
    with pytest.raises(UnicodeDecodeError):
        text("transfers.csv", "utf-8")
    assert "\t" in text("spaces.csv", "gb18030")
    assert files()["costs.csv"].startswith(b"\xef\xbb\xbf")
    assert "合计" in text("costs.csv", "utf-8-sig")
    assert "12月小计" in text("payments.csv", "gb18030")
    assert files()["replacements.csv"][:2] in {b"\xff\xfe", b"\xfe\xff"}


# -- what they say -------------------------------------------------------------------------


@fewer(5)
@given(st.integers(0, 10**6), st.integers(12, 40))
def test_the_files_say_what_the_values_say(seed: int, units: int) -> None:
    generated = sample.community(seed=seed, units=units)
    with TemporaryDirectory() as folder:
        read = told(generated, Path(folder) / "office")

    assert generated.estate == read.community
    assert generated.schedule == read.schedule
    assert generated.costs == dict(read.costs)
    assert generated.readings == read.readings
    assert generated.stays == read.stays
    assert generated.waivers == read.waivers
    assert [one.payment.id for one in generated.payments] == [r["收款号"] for r in read.payments]
    assert [one.payment.amount for one in generated.payments] == [r["金额"] for r in read.payments]
    assert [one.payment.on for one in generated.payments] == [r["收款日"] for r in read.payments]
    assert [one.booked for one in generated.payments] == [
        row["登记日"] or row["收款日"] for row in read.payments
    ]
    assert [one.id for one in generated.disputes] == [row["异议号"] for row in read.disputes]


def test_what_is_wrong_with_the_files_is_told_and_stops_nothing(tmp_path: Path) -> None:
    warnings = told(sample.community(seed=7), tmp_path / "office").warnings

    assert Counter({"filled-down": 1, "area-missing": 1}) == Counter(w.code for w in warnings)


# -- writing them --------------------------------------------------------------------------


def test_the_command_writes_a_folder_that_checks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "office"

    assert 0 == main(["sample", str(folder), "--seed", "3", "--units", "20"])
    assert "程序生成的样例" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == dict(
        sample.folder(seed=3, units=20)
    )
    assert 1 == main(["check", str(folder)])


def test_the_command_tells_machines_what_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == main(["sample", str(tmp_path / "office"), "--units", "20", "--json"])
    assert '"command": "sample"' in capsys.readouterr().out


def test_files_of_an_office_are_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "units.csv").write_text("房号\n", "utf-8")

    assert 2 == main(["sample", str(tmp_path), "--units", "20"])
    assert "[conflict]" in capsys.readouterr().err
    assert ["units.csv"] == [path.name for path in tmp_path.iterdir()]
    with pytest.raises(ConflictError):
        office.write(tmp_path, [("a.csv", b"")])


def test_a_community_of_an_impossible_size_writes_nothing(tmp_path: Path) -> None:
    assert 2 == main(["sample", str(tmp_path / "office"), "--units", "3"])
    assert [] == list(tmp_path.iterdir())
