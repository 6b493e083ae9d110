"""What no file of the library may contain, read from its syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import wuye

SOURCE = Path(wuye.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in FILES}

#: the packages that may touch files, by the first part of their path
AT_THE_EDGE = {"__main__.py", "exchange.py", "office.py", "exchange", "office"}
INTEGERS_ALONE = {
    "allocation.py",
    "capitals.py",
    "citation.py",
    "dates.py",
    "errors.py",
    "format.py",
    "html.py",
    "money.py",
    "rounding.py",
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "models", "base", "types"}
ATTRS_MAKERS = {"attrs", "define", "mutable", "attributes", "s", "dataclass", "frozen"}
MUTABLE = {
    *("list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"),
    *("List", "Dict", "Set", "DefaultDict", "Deque", "MutableSequence", "MutableMapping"),
    "MutableSet",
}
WRITING = {
    *("write_text", "write_bytes", "open", "mkdir", "rmdir", "unlink", "touch", "rename"),
    *("symlink_to", "hardlink_to", "chmod", "makedirs", "rmtree", "read_text", "read_bytes"),
}
CLOCKS = {"now", "today", "utcnow", "time_ns", "perf_counter", "monotonic", "localtime", "gmtime"}
WORLDLY = {"os", "time", "random", "secrets", "socket", "subprocess", "urllib", "http", "sqlite3"}
DISCOVERY = {"importlib.resources", "importlib.metadata", "pkgutil", "pkg_resources"}
CONTEXT = {"getcontext", "setcontext", "localcontext", "DefaultContext"}

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))


def edge(path: Path) -> bool:
    return path.relative_to(SOURCE).parts[0] in AT_THE_EDGE


def found(path: Path, fault: Callable[[ast.AST], bool]) -> list[str]:
    """List the places in a file where a node has the fault."""
    faults = [node for node in ast.walk(TREES[path]) if fault(node)]
    return [
        f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)}"
        for node in faults
    ]


def named(node: ast.AST) -> str:
    """Give the last part of a name or attribute."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def imported(node: ast.AST) -> Iterator[str]:
    """Give the modules that a statement imports by their absolute names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        yield node.module or ""
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_of(node: ast.AST, modules: set[str]) -> bool:
    names = set(imported(node))
    return any(name == of or name.startswith(f"{of}.") for name in names for of in modules)


def called(node: ast.AST) -> str:
    return named(node.func) if isinstance(node, ast.Call) else ""


def test_the_library_was_found() -> None:
    assert {"__init__.py", "money.py", "tree.py"} <= {path.name for path in FILES}


@every_file
def test_the_library_never_imports_itself_by_name(path: Path) -> None:
    assert not found(path, lambda node: imports_of(node, {"wuye"}))


@every_file
def test_validation_never_rests_on_assert(path: Path) -> None:
    assert not found(path, lambda node: isinstance(node, ast.Assert))


@every_file
def test_nothing_asks_the_time(path: Path) -> None:
    assert not found(path, lambda node: called(node) in CLOCKS)


@every_file
def test_only_the_edge_touches_the_world(path: Path) -> None:
    if edge(path):
        assert not found(path, lambda node: imports_of(node, WORLDLY - {"os"}))
    else:
        assert not found(path, lambda node: imports_of(node, {*WORLDLY, "pathlib", "shutil", "io"}))
        assert not found(path, lambda node: called(node) in WRITING)


@every_file
def test_no_environment_variable_is_read(path: Path) -> None:
    assert not found(path, lambda node: named(node) in {"environ", "environb", "getenv", "putenv"})
    assert not found(
        path, lambda node: imports_of(node, {"os.environ", "os.environb", "os.getenv"})
    )


@every_file
def test_there_are_no_floats(path: Path) -> None:
    assert not found(
        path,
        lambda node: isinstance(node, ast.Constant) and isinstance(node.value, float | complex),
    )
    assert not found(path, lambda node: called(node) in {"float", "complex", "fsum", "sqrt"})


@pytest.mark.parametrize("name", sorted(INTEGERS_ALONE))
def test_the_kernel_divides_integers_alone(name: str) -> None:
    assert not found(SOURCE / name, lambda node: isinstance(node, ast.Div))
    assert not found(SOURCE / name, lambda node: called(node) in {"truediv", "round"})


@every_file
def test_the_decimal_context_of_the_host_is_never_touched(path: Path) -> None:
    assert not found(path, lambda node: named(node) in CONTEXT)
    assert not found(path, lambda node: imports_of(node, {f"decimal.{name}" for name in CONTEXT}))


@every_file
def test_a_copy_needs_nothing_but_its_modules(path: Path) -> None:
    assert not found(path, lambda node: named(node) in {"__file__", "__path__", "entry_points"})
    assert not found(path, lambda node: imports_of(node, DISCOVERY))


@every_file
def test_dateutil_and_babel_are_imported_where_they_belong(path: Path) -> None:
    foreign = {"dateutil", "babel"}
    allowed = {SOURCE / "dates.py": {"dateutil"}, SOURCE / "format.py": {"babel"}}
    strange = foreign - allowed.get(path, set())

    assert not found(path, lambda node: imports_of(node, strange))


@every_file
def test_a_file_is_named_by_a_noun_of_the_trade(path: Path) -> None:
    assert not FORBIDDEN_NAMES & {part.removesuffix(".py") for part in path.parts[-3:]}


# -- values --------------------------------------------------------------------------------------


def decorators(cls: ast.ClassDef) -> Iterator[tuple[str, ast.expr]]:
    for decorator in cls.decorator_list:
        yield named(decorator) or called(decorator), decorator


def made_by_attrs(path: Path) -> list[ast.ClassDef]:
    return [
        node
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.ClassDef)
        and any(name in ATTRS_MAKERS for name, _ in decorators(node))
    ]


def test_there_are_values_to_look_at() -> None:
    assert len(made_by_attrs(SOURCE / "explain" / "tree.py")) >= 5


@every_file
def test_every_value_is_frozen_and_has_slots(path: Path) -> None:
    for cls in made_by_attrs(path):
        makers = [pair for pair in decorators(cls) if pair[0] in ATTRS_MAKERS]
        loosened = [
            keyword.arg
            for _, maker in makers
            if isinstance(maker, ast.Call)
            for keyword in maker.keywords
            if keyword.arg in {"slots", "frozen", "dict"}
        ]

        assert ["frozen"] == [name for name, _ in makers], f"{path.name}: {cls.name}"
        assert not loosened, f"{path.name}: {cls.name}"


@every_file
def test_no_value_holds_what_can_be_changed(path: Path) -> None:
    for cls in made_by_attrs(path):
        fields = [node for node in cls.body if isinstance(node, ast.AnnAssign)]
        mutable = [
            ast.unparse(node)
            for node in fields
            if MUTABLE & {named(part) for part in ast.walk(node.annotation)}
        ]

        assert not mutable, f"{path.name}: {cls.name}"


@every_file
def test_a_value_says_the_type_of_each_field(path: Path) -> None:
    for cls in made_by_attrs(path):
        bare = [
            ast.unparse(node)
            for node in cls.body
            if isinstance(node, ast.Assign) and called(node.value) in {"field", "ib", "attrib"}
        ]

        assert not bare, f"{path.name}: {cls.name}"


# -- prose -----------------------------------------------------------------------------------------


@every_file
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(TREES[path])


@every_file
def test_every_public_class_and_function_says_what_it_does(path: Path) -> None:
    silent = [
        node.name
        for node in TREES[path].body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert not silent


# -- the rules themselves ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("import wuye.money", lambda node: imports_of(node, {"wuye"})),
        ("from wuye import Money", lambda node: imports_of(node, {"wuye"})),
        ("from importlib import metadata", lambda node: imports_of(node, DISCOVERY)),
        ("from os import environ", lambda node: imports_of(node, {"os.environ"})),
        (
            "from decimal import localcontext",
            lambda node: imports_of(node, {"decimal.localcontext"}),
        ),
        ("datetime.now()", lambda node: called(node) in CLOCKS),
        ("Path(x).write_text(y)", lambda node: called(node) in WRITING),
        ("open(x)", lambda node: called(node) in WRITING),
        ("a / b", lambda node: isinstance(node, ast.Div)),
        ("decimal.getcontext().prec", lambda node: named(node) in CONTEXT),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_sees_what_it_forbids(text: str, rule: Callable[[ast.AST], bool]) -> None:
    assert any(rule(node) for node in ast.walk(ast.parse(text)))
    assert not any(rule(node) for node in ast.walk(ast.parse("from .money import Money\nx = 1")))
