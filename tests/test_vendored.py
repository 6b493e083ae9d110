"""A copy inside another package works alone, with attrs and dateutil beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import golden
import wuye

#: what the library needs to compute, and what those need in turn where they need it
NEEDED = ("attr", "attrs", "dateutil")
IN_TURN = ("six",)
GOLDEN = Path(__file__).parent / "wire" / "golden" / "v1"

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


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A host package with a copy of the library and what it needs, and nothing else."""
    vendor = tmp_path / "host" / "_vendor"
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(Path(wuye.__file__).parent, vendor / "wuye", ignore=ignored)
    (tmp_path / "host" / "__init__.py").touch()
    (vendor / "__init__.py").touch()
    for name in (*NEEDED, *IN_TURN):
        copied(name, tmp_path)
    shutil.copy(golden.__file__, tmp_path)
    return tmp_path


def run(host: Path, script: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", "-c", script.format(host=str(host))],
        capture_output=True,
        check=False,
        cwd=host,
    )


def test_a_vendored_copy_gives_the_same_bytes_without_babel(host: Path) -> None:
    done = run(host, SCRIPT)
    bytes_here = golden.work()

    assert (0, "") == (done.returncode, done.stderr.decode())
    assert bytes_here == done.stdout[: len(bytes_here)]
    assert done.stdout[len(bytes_here) :].decode().endswith("pip install babel")


DOCUMENTS = """
import sys
sys.path.insert(0, {host!r})
import json
from pathlib import Path
from host._vendor.wuye import Account
from host._vendor.wuye.exchange import decode, encode

for path in sorted(Path({host!r}, "v1").glob("*.json")):
    document = decode(json.loads(path.read_text("utf-8")))
    if path.stem == "bill":
        state = Account.of([document]).on(document.due.replace(month=12, day=21))
        print(state.penalty, [line.recompute() == line.amount for line in document.lines])
    print(json.dumps(encode(document)))
"""


def test_a_vendored_copy_writes_the_golden_documents(host: Path) -> None:
    shutil.copytree(GOLDEN, host / "v1")
    done = run(host, DOCUMENTS)
    texts = [json.loads(p.read_text("utf-8")) for p in sorted(GOLDEN.glob("*.json"))]

    assert (0, "") == (done.returncode, done.stderr.decode())
    lines = done.stdout.decode().splitlines()
    assert "5.13 [True, True]" in lines
    written = [json.loads(line) for line in lines if line.startswith("{")]
    assert texts == [golden.written_before(w, g) for w, g in zip(written, texts, strict=True)]
