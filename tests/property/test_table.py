"""The table of properties is complete, and each test that it names exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TABLE = Path(__file__).with_name("README.md")
ROOT = TABLE.parents[2]
NUMBERS = range(1, 35)
ROW = re.compile(r"\| *(\d+) *\| *(.*?) *\| *(.*?) *\|")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+(?:::\w+)?)`")


def rows() -> list[tuple[int, str, str]]:
    """Read number, property and proof from every row."""
    found = map(ROW.fullmatch, TABLE.read_text("utf-8").splitlines())
    return [(int(row[1]), row[2], row[3]) for row in found if row]


@cache
def listed(path: Path) -> frozenset[str]:
    """List the tests in a file, those in classes as ``Class::test``."""
    names: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.ClassDef):
            names |= {f"{node.name}::{x.name}" for x in node.body if isinstance(x, ast.FunctionDef)}
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names.add(node.targets[0].id)  # a stateful machine's TestCase
    return frozenset(name for name in names if "test" in name.lower())


def test_each_number_has_one_row() -> None:
    assert list(NUMBERS) == [number for number, _, _ in rows()]


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row[0]))
def test_a_row_names_what_must_hold_and_tests_that_exist(row: tuple[int, str, str]) -> None:
    _, must_hold, proof = row
    named = NAMED.findall(proof)
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).is_file() or name not in listed(ROOT / path)
    ]

    assert len(must_hold) > 20
    assert not missing
    assert len(named) == proof.count("::"), "a test is not written as `tests/…py::name`"


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row[0]))
def test_no_row_is_open(row: tuple[int, str, str]) -> None:
    _, _, proof = row

    assert NAMED.search(proof) or proof.startswith("cannot apply: ")
    assert "open" != proof.strip("` ")
