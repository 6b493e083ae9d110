"""A copy inside another package works alone, with attrs and dateutil beside it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import golden
import wuye

#: what the library needs to compute, and what those need in turn where they need it
NEEDED = ("attr", "attrs", "dateutil")
IN_TURN = ("six",)

SCRIPT = """
import sys
sys.path.insert(0, {host!r})
import importlib.util
from datetime import date

for name in ("babel", "wuye"):
    if importlib.util.find_spec(name):
        raise SystemExit(name + " can be imported, so nothing is proved")

from golden import work
package = "host._vendor.wuye"
sys.stdout.buffer.write(work(package))

from host._vendor.wuye import Money, Period
from host._vendor.wuye.errors import MissingLibraryError
from host._vendor.wuye.format import day
try:
    day(date(2026, 10, 25))
except MissingLibraryError as error:
    sys.stdout.write("\\n" + str(error))
else:
    raise SystemExit("a day was written without babel")
if "wuye" in sys.modules or Money.__module__ != package + ".money":
    raise SystemExit("the copy reached for another wuye")
"""


def copied(name: str, to: Path) -> None:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        assert name in IN_TURN, f"{name} is not installed"
    elif spec.submodule_search_locations:
        shutil.copytree(Path(spec.origin).parent, to / name)
    else:
        shutil.copy(spec.origin, to)


def test_a_vendored_copy_gives_the_same_bytes_without_babel(tmp_path: Path) -> None:
    vendor = tmp_path / "host" / "_vendor"
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(Path(wuye.__file__).parent, vendor / "wuye", ignore=ignored)
    (tmp_path / "host" / "__init__.py").touch()
    (vendor / "__init__.py").touch()
    for name in (*NEEDED, *IN_TURN):
        copied(name, tmp_path)
    shutil.copy(golden.__file__, tmp_path)

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", "-c", SCRIPT.format(host=str(tmp_path))],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    bytes_here = golden.work()

    assert (0, "") == (done.returncode, done.stderr.decode())
    assert bytes_here == done.stdout[: len(bytes_here)]
    assert done.stdout[len(bytes_here) :].decode().endswith("pip install babel")
