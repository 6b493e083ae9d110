"""Every example in a docstring runs and prints what it says."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import wuye

MODULES = sorted(
    found.name for found in walk_packages(wuye.__path__, "wuye.") if found.name != "wuye.__main__"
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert 0 == doctest.testmod(import_module(name)).failed


def test_most_modules_have_an_example() -> None:
    """A package's face and tables of sources may go without."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    modules = {name: import_module(name) for name in MODULES}
    plain = {name for name, module in modules.items() if not hasattr(module, "__path__")}
    silent = {
        name
        for name in plain
        if not any(test.examples for test in finder.find(modules[name], name))
    }

    assert len(silent) < len(plain) / 3, sorted(silent)
