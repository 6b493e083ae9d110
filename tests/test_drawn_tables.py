"""The tables of transitions in the pages are those of the code."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

MAKER = Path(__file__).parents[1] / "docs" / "make_tables.py"


@cache
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_tables", MAKER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_tables"] = module
    spec.loader.exec_module(module)
    return module


DRAWN = [(table, language) for table in maker().TABLES for language in table.pages]


@pytest.mark.parametrize(("table", "language"), DRAWN, ids=lambda x: getattr(x, "title", x))
def test_a_table_is_not_stale(table: Any, language: str) -> None:
    """Run ``python docs/make_tables.py``."""
    path = table.pages[language]

    assert path.read_text("utf-8").splitlines() == maker().page(table, language).splitlines()


@pytest.mark.parametrize(("table", "language"), DRAWN, ids=lambda x: getattr(x, "title", x))
def test_a_table_tells_of_every_status_and_every_transition(table: Any, language: str) -> None:
    _, _, *rows = maker().drawn(table, language)
    told = [
        (status, way)
        for row in rows
        for status in row.split(" | ")[0].removeprefix("| ").split("<br>")
        for way in row.split(" | ")[1].removesuffix(" |").split("<br>")
        if way != "—"
    ]
    statuses = {status for row in rows for status in row.split(" | ")[0][2:].split("<br>")}

    assert len(table.statuses) == len(statuses)
    assert {
        (
            maker().status_name(table, status, language),
            f"{maker().event_name(table, event, language)} → {maker().status_name(table, target, language)}",
        )
        for status, leads in table.transitions.items()
        for event, target in leads.items()
    } == set(told)


def test_every_status_and_event_has_a_name_in_chinese() -> None:
    for table in maker().TABLES:
        for status in table.statuses:
            zh, en = (maker().status_name(table, status, each) for each in ("zh", "en"))
            assert zh != en
        for event in table.events:
            assert maker().event_name(table, event, "zh") != maker().event_name(table, event, "en")


def test_a_page_without_a_place_for_its_table_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker(), "DOCS", tmp_path)
    (tmp_path / "disputes.md").write_text("# Disputes\n", "utf-8")

    with pytest.raises(LookupError, match="no place"):
        maker().page(maker().TABLES[0], "en")
