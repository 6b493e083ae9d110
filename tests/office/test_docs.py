"""The pages on the folder say every key and column, and their example works as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from folders import rows, run
from wuye.dunning.presets import PRESETS
from wuye.exchange import Column
from wuye.office import (
    chasing,
    columns,
    disputed,
    items,
    promised,
    reported,
    rules,
    tariffs,
    terms,
)
from wuye.office.keys import AnyKey, Tables

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("office-files.md", "office-files.zh-CN.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$|^### (\w+\.csv)$", re.MULTILINE | re.DOTALL)
TABLES = {
    name: value
    for module in (columns, disputed, reported, chasing, promised)
    for name, value in vars(module).items()
    if isinstance(value, tuple)
    and value
    and isinstance(value[0], Column)
    and name[0] != "_"
    and name != "PLACE"
}


def example(page: str, folder: Path) -> Path:
    """Write the folder that the blocks of a page are, together."""
    folder.mkdir()
    toml, table = "", ""
    for kind, text, heading in BLOCK.findall((DOCS / page).read_text("utf-8")):
        table = heading or table
        if kind == "toml":
            toml += text + "\n"
        elif kind == "csv":
            (folder / table).write_text(text, "utf-8")
        elif kind == "json":
            (folder / "holidays-2026.json").write_text(text, "utf-8")
    (folder / "office.toml").write_text(toml, "utf-8")
    return folder


def keys(given: Iterable[AnyKey]) -> Iterator[str]:
    for key in given:
        yield key.name
        if isinstance(key, Tables):
            yield from keys(key.keys)


@pytest.mark.parametrize("page", PAGES)
def test_every_key_of_office_toml_is_on_the_page(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    said = {quoted.strip("[]") for quoted in re.findall(r"`([^`\n]*)`", text)}
    known = {
        *keys(terms._OFFICE),
        *keys(terms._SCHEDULE),
        *keys(terms._PENALTY),
        *keys(items._ITEM),
        *keys((*rules._DUNNING, *rules._DISPUTES, *rules._COMPLAINTS, *rules._LETTERS)),
        *(name for kind in tariffs.KINDS.values() for name in keys(kind.keys)),
    }

    assert set() == known - said
    assert set() == {f'"{name}"' for name in (*tariffs.KINDS, *PRESETS)} - said


@pytest.mark.parametrize("page", PAGES)
def test_every_column_of_every_table_is_on_the_page(page: str) -> None:
    small = (DOCS / page.replace("office-files", "office")).read_text("utf-8")
    text = (DOCS / page).read_text("utf-8") + small

    for name, table in TABLES.items():
        assert f"### {name.lower()}.csv" in text
        assert [] == [column.heading for column in table if column.heading not in text]


@pytest.mark.parametrize("page", PAGES)
def test_the_example_of_the_page_works(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example(page, tmp_path / "office")
    assert 1 == run(folder)  # for one dial that began again from 0

    said = capsys.readouterr().out
    assert 1 == said.count("[rolled-over]") == said.count(" [")
    assert billed(page) == [
        (row["房号"], row["业主编号"], row["项目"], row["计算"], row["金额"])
        for row in rows(folder, "bills.csv")
    ]


def billed(page: str) -> list[tuple[str, ...]]:
    """The rows of the last table of a page: what October comes to."""
    _, _, text = (DOCS / page).read_text("utf-8").rpartition("\n## ")
    cells = [tuple(cell.strip() for cell in line.split("|")[1:-1]) for line in text.splitlines()]
    return [row for row in cells if len(row) == 5 and row[4][:1].isdigit()]
