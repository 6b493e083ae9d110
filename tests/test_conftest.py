"""The rules of the suite hold: no silent skip, and a hostile host that is left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import golden

CONFTEST = Path(golden.__file__).with_name("conftest.py")


def ran(folder: Path, test: str, *options: str) -> tuple[int, str]:
    """Run one test under the rules, and tell the exit code and what was printed."""
    shutil.copy(CONFTEST, folder)
    (folder / "test_it.py").write_text(f"from decimal import *\nimport pytest\n{test}")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(folder)],
        cwd=folder,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(("reason", "code"), [("no browser here", 0), ("too slow", 1)])
@pytest.mark.parametrize(
    "test",
    ["def test_it(): pytest.skip({!r})", "pytest.skip({!r}, allow_module_level=True)"],
    ids=["a test", "a module"],
)
def test_a_skip_is_told_and_fails_the_run_unless_its_reason_is_allowed(
    test: str, reason: str, code: int, tmp_path: Path
) -> None:
    passing = "\nimport sys\n" if "module" in test else "\ndef test_other(): pass\n"
    (tmp_path / "test_passing.py").write_text("def test_passing(): pass")
    exit_code, told = ran(tmp_path, test.format(reason) + passing)

    assert code == exit_code
    assert f"{reason} [{'NOT ALLOWED' if code else 'allowed'}" in told


@pytest.mark.parametrize(
    ("body", "option", "code"),
    [
        ("assert getcontext().prec == 3", "--hostile", 0),
        ("assert getcontext().prec == 3", "-v", 1),
        ("getcontext().prec = 28", "--hostile", 1),
        ("getcontext().flags[Rounded] = True", "--hostile", 1),
        ("getcontext().traps[Inexact] = False", "--hostile", 1),
        ("Decimal(1) / 3", "--hostile", 1),
        ("getcontext().prec = 28", "-v", 0),
    ],
)
def test_a_hostile_host_is_there_when_asked_for_and_must_be_left_alone(
    body: str, option: str, code: int, tmp_path: Path
) -> None:
    exit_code, told = ran(tmp_path, f"def test_it():\n    {body}\n", option)

    assert code == exit_code, told
