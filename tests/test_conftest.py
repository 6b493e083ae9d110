"""The rules of the suite hold: no silent skip, and a hostile host that is left alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import golden

CONFTEST = Path(golden.__file__).with_name("conftest.py")


def ran(folder: Path, *options: str) -> tuple[int, str]:
    """Run the tests in a folder under the rules; give the exit code and what was printed."""
    shutil.copy(CONFTEST, folder)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", *options, str(folder)],
        cwd=folder,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("reason", "code", "verdict"),
    [("no browser here", 0, "allowed"), ("too slow", 1, "NOT ALLOWED, the run fails")],
)
@pytest.mark.parametrize("place", ["a test", "a module"])
def test_a_skip_is_told_and_fails_the_run_unless_its_reason_is_allowed(
    place: str, reason: str, code: int, verdict: str, tmp_path: Path
) -> None:
    skip = f"pytest.skip({reason!r}, allow_module_level=True)"
    test = f"def test_it():\n    {skip}" if place == "a test" else skip
    (tmp_path / "test_passing.py").write_text("def test_passing(): pass\n")
    (tmp_path / "test_skipped.py").write_text(f"import pytest\n{test}\n")
    exit_code, told = ran(tmp_path)

    assert code == exit_code, told
    assert f": {reason} [{verdict}]" in told


BODIES = {
    "is_calm": "assert getcontext().prec > 3",
    "is_hostile": "assert getcontext().prec == 3",
    "changes_precision": "getcontext().prec = 28",
    "changes_rounding": "getcontext().rounding = ROUND_DOWN",
    "leaves_a_flag": "getcontext().flags[Rounded] = True",
    "drops_a_trap": "getcontext().traps[Inexact] = False",
    "divides": "Decimal(1) / 3",
    "divides_in_private": "Context(prec=9).divide(Decimal(1), 3)",
}


@pytest.mark.parametrize(
    ("options", "failing"),
    [
        ((), {"is_hostile"}),
        (("--hostile",), set(BODIES) - {"is_hostile", "divides_in_private"}),
    ],
    ids=["calm", "hostile"],
)
def test_a_hostile_host_is_there_when_asked_for_and_must_be_left_alone(
    options: tuple[str, ...], failing: set[str], tmp_path: Path
) -> None:
    tests = [f"def test_{name}():\n    {body}\n" for name, body in BODIES.items()]
    (tmp_path / "test_it.py").write_text("\n".join(["from decimal import *", *tests]))
    _, told = ran(tmp_path, *options)

    assert failing == set(re.findall(r"^(?:FAILED|ERROR) .*::test_(\w+)", told, re.MULTILINE))
