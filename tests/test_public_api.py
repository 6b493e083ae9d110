"""The public face: its names, where they live, what it costs to import, what they take.

The names and signatures are kept in ``public_api.txt``.  When a change of them is meant,
write the file anew with ``python tests/test_public_api.py`` and say why in the commit.
"""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import wuye

SNAPSHOT = Path(__file__).with_name("public_api.txt")
INIT = Path(wuye.__file__)
HEAVY = ("attr", "babel", "cattrs", "dateutil", "numpy", "pandas", "polars", "pyarrow", "openpyxl")


# -- the names ------------------------------------------------------------------------------------


def promised() -> dict[str, str]:
    """Read the names that type checkers see, each with its home."""
    homes: dict[str, str] = {}
    for block in ast.parse(INIT.read_text("utf-8")).body:
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING":
            for line in block.body:
                assert isinstance(line, ast.ImportFrom), ast.unparse(line)
                assert 1 == line.level, ast.unparse(line)
                homes |= {alias.asname or alias.name: line.module or "" for alias in line.names}
    return homes


def homes() -> dict[str, str]:
    """Read where the library itself looks for each name."""
    for line in ast.parse(INIT.read_text("utf-8")).body:
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "_HOMES":
            table: dict[str, str] = ast.literal_eval(line.value)
            return table
    raise AssertionError("there is no table of homes")


def test_the_public_names_are_sorted_and_told_once() -> None:
    assert sorted(set(wuye.__all__)) == wuye.__all__
    assert wuye.__all__ == dir(wuye)


def test_type_checkers_and_the_library_see_the_same_names_in_the_same_places() -> None:
    assert set(wuye.__all__) == set(promised())
    assert promised() == homes()


@pytest.mark.parametrize("name", wuye.__all__)
def test_every_public_name_can_be_used(name: str) -> None:
    value: Any = getattr(wuye, name)
    home = promised()[name]

    if home:
        assert value is getattr(import_module(f"wuye.{home}"), name)
        assert name == value.__name__
    else:
        assert value is import_module(f"wuye.{name}")


def test_a_name_that_is_not_public_is_missing() -> None:
    with pytest.raises(AttributeError, match="'wuye' has no attribute 'Invoice_'"):
        vars(wuye)["__getattr__"]("Invoice_")


def test_the_version_is_a_literal() -> None:
    values = [
        ast.literal_eval(line.value)
        for line in ast.parse(INIT.read_text("utf-8")).body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "__version__"
    ]

    assert [wuye.__version__] == values


def test_importing_the_library_imports_nothing_heavy() -> None:
    code = f"import sys, wuye; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )

    assert (0, "\n", "") == (done.returncode, done.stdout, done.stderr)


def test_using_money_imports_neither_babel_nor_dateutil() -> None:
    code = f"import sys, wuye; wuye.Money; print(*[n for n in {HEAVY[1:]!r} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )

    assert (0, "\n", "") == (done.returncode, done.stdout, done.stderr)


def test_using_every_name_imports_nothing_heavy_but_attrs() -> None:
    code = (
        "import sys, wuye; [getattr(wuye, name) for name in wuye.__all__]; "
        f"print(*[n for n in {HEAVY[1:]!r} if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )

    assert (0, "\n", "") == (done.returncode, done.stdout, done.stderr)


# -- the signatures ---------------------------------------------------------------------------------


def _type(annotation: object) -> str:
    return (
        annotation
        if isinstance(annotation, str)
        else getattr(annotation, "__name__", repr(annotation))
    )


def _default(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 50 else f"{type(value).__name__}(…)"


def _signature(value: Any) -> str:
    signature = inspect.signature(value)
    fields = {field.alias: field.type for field in getattr(value, "__attrs_attrs__", ())}
    told: list[str] = []
    kinds: dict[object, str] = {
        inspect.Parameter.VAR_POSITIONAL: "*",
        inspect.Parameter.VAR_KEYWORD: "**",
    }
    starred = False
    for parameter in signature.parameters.values():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            told.append("*")
        starred = starred or parameter.kind in {
            inspect.Parameter.KEYWORD_ONLY,
            inspect.Parameter.VAR_POSITIONAL,
        }
        text = kinds.get(parameter.kind, "") + parameter.name
        annotation = parameter.annotation
        if annotation is inspect.Parameter.empty:
            annotation = fields.get(parameter.name, annotation)
        if annotation is not inspect.Parameter.empty:
            text += f": {_type(annotation)}"
        if parameter.default is not inspect.Parameter.empty:
            text += f" = {_default(parameter.default)}"
        told.append(text)
    result = signature.return_annotation
    arrow = "" if result in {inspect.Signature.empty, None, "None"} else f" -> {_type(result)}"
    return f"({', '.join(told)}){arrow}"


def _of_class(name: str, cls: type) -> Iterator[str]:
    if issubclass(cls, Enum):
        yield f"{name}: {', '.join(f'{member.name}={member.value!r}' for member in cls)}"
        return
    bases = ", ".join(base.__name__ for base in cls.__bases__ if base is not object)
    yield f"{name}({bases})" if issubclass(cls, Exception) else f"{name}{_signature(cls)}"
    fields: Any = getattr(cls, "__attrs_attrs__", ())
    for member in sorted(set(dir(cls)) - {field.name for field in fields}):
        value = inspect.getattr_static(cls, member)
        if member.startswith("_") or not any(
            member in vars(base) for base in cls.__mro__ if base.__module__.startswith("wuye")
        ):
            continue
        if isinstance(value, property) and value.fget:
            result = inspect.signature(value.fget).return_annotation
            yield f"{name}.{member}: {_type(result)}"
        elif callable(value) or isinstance(value, classmethod | staticmethod):
            yield f"{name}.{member}{_signature(getattr(cls, member))}"


def _of(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, ModuleType):
        public: list[str] | None = getattr(value, "__all__", None)
        names = public or [
            key
            for key, item in vars(value).items()
            if not key.startswith("_") and getattr(item, "__module__", "") == value.__name__
        ]
        for key in sorted(names):
            yield from _of(f"{name}.{key}", getattr(value, key))
    elif inspect.isclass(value):
        yield from _of_class(name, value)
    elif callable(value) and hasattr(value, "__name__"):
        yield f"{name}{_signature(value)}"
    else:
        yield f"{name}: {type(value).__name__}"


def snapshot() -> str:
    """Tell every public name with what it takes and gives."""
    lines = [line for name in wuye.__all__ for line in _of(name, getattr(wuye, name))]
    return "\n".join(lines) + "\n"


def test_names_and_signatures_are_those_that_were_agreed() -> None:
    agreed = (
        SNAPSHOT.read_text("utf-8") if SNAPSHOT.exists() else "(python tests/test_public_api.py)"
    )

    assert agreed.splitlines() == snapshot().splitlines()


if __name__ == "__main__":
    SNAPSHOT.write_text(snapshot(), "utf-8")
