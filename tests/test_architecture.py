"""The package's shape: imports point one way, importing it is quick, every module is documented and short."""

from __future__ import annotations

import ast
import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.folders import ROOT, DataFolder, run_python

PACKAGE = ROOT / "geo"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "node_modules" not in path.parts
}

# A module may import from the levels above its own, and within a package (`geo.page`, `geo.exchange`, `geo.reading`).
LEVELS: tuple[tuple[str, ...], ...] = (
    ("dates", "names", "files"),
    ("store", "model", "countries"),
    ("shape", "claims"),
    ("rules", "presence"),
    ("dataset",),
    ("table_files",),
    ("frames", "history", "measures", "tables"),
    ("exchange", "figure", "page", "reading"),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: number for number, names in enumerate(LEVELS) for name in names}

# Conveniences that look downwards: imported when they are called, and good for nothing else.
LOOKING_DOWN = {
    ("dataset", "frames"): "Dataset.frame() and Presences.frame(), for notebooks",
}

LONGER_THAN_FOUR_SCREENS = {
    "geo.cli": "one section a command",
    "geo.dataset": "loading and asking, until asking has a module of its own",
    "geo.rules": "one function a rule",
    "geo.store": "the one list of keys beside those who go by it",
}
FOUR_SCREENS = 300


def part(module: str) -> str:
    """The part of the package that a module belongs to: `page` for geo.page.map."""
    return module.split(".")[1]


def imports(tree: ast.AST, module: str) -> Iterator[str]:
    """The modules of the package that a module imports, in functions too, but not for the type checker alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "geo")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots, line {node.lineno}"
            if node.module == "geo":
                yield from (f"geo.{alias.name}" for alias in node.names)
            elif node.module and node.module.startswith("geo."):
                yield node.module
        yield from imports(node, module)


def imported_parts(module: str) -> set[str]:
    return {part(name) for name in imports(ast.parse(MODULES[module].read_text(encoding="utf-8")), module)}


INNER = [module for module in MODULES if module != "geo"]


@pytest.mark.parametrize("module", INNER)
def test_module_has_a_level(module: str) -> None:
    assert part(module) in LEVEL


@pytest.mark.parametrize("module", INNER)
def test_imports_point_one_way(module: str) -> None:
    own = part(module)
    allowed = {name for name in LEVEL if LEVEL[name] < LEVEL[own]} | {own}
    allowed |= {name for (importer, name) in LOOKING_DOWN if importer == own}
    assert imported_parts(module) - allowed == set()


@pytest.mark.parametrize(("importer", "imported"), LOOKING_DOWN)
def test_exception_from_one_way_is_one_that_is_made(importer: str, imported: str) -> None:
    assert imported in imported_parts(f"geo.{importer}")


@pytest.mark.parametrize("module", MODULES)
def test_module_has_a_docstring(module: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))


def undocumented(tree: ast.Module | ast.ClassDef) -> Iterator[str]:
    """The public functions, classes and methods without a docstring."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        overloaded = any(isinstance(each, ast.Name) and each.id == "overload" for each in node.decorator_list)
        if not ast.get_docstring(node) and not overloaded:
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from undocumented(node)


@pytest.mark.parametrize("module", MODULES)
def test_everything_public_has_a_docstring(module: str) -> None:
    assert list(undocumented(ast.parse(MODULES[module].read_text(encoding="utf-8")))) == []


def lines(module: str) -> int:
    return len(MODULES[module].read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("module", [module for module in MODULES if module not in LONGER_THAN_FOUR_SCREENS])
def test_module_fits_on_four_screens(module: str) -> None:
    assert lines(module) <= FOUR_SCREENS


@pytest.mark.parametrize("module", LONGER_THAN_FOUR_SCREENS)
def test_module_listed_as_long_is_long(module: str) -> None:
    assert lines(module) > FOUR_SCREENS


# --- the page's own code -------------------------------------------------------------------------------------------

SOURCES = sorted((PACKAGE / "page" / "source").glob("*.ts"))
# The page's map, and the layer for anybody's folium map.
KNOW_LEAFLET = {"map.ts", "layer.ts"}


def test_the_page_has_modules() -> None:
    assert len(SOURCES) > 50


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_page_module_is_short_and_says_what_it_is(source: Path) -> None:
    text = source.read_text("utf-8").splitlines()
    assert len(text) <= FOUR_SCREENS
    assert text[0].startswith("// ")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_one_page_module_knows_leaflet(source: Path) -> None:
    assert ('from "leaflet"' in source.read_text("utf-8")) == (source.name in KNOW_LEAFLET)


# --- importing it --------------------------------------------------------------------------------------------------

HEAVY = {"geopandas", "pandas", "numpy", "shapely", "pyproj", "folium", "branca", "jinja2", "babel", "requests"}


def test_importing_the_package_takes_nothing_heavy_along() -> None:
    loaded = run_python("-c", "import geo, json, sys; print(json.dumps(sorted(sys.modules)))").stdout
    assert HEAVY & set(json.loads(loaded)) == set()


def test_loading_data_and_asking_takes_no_map_or_table_along(data: DataFolder) -> None:
    program = "import geo, json, sys; geo.load(sys.argv[1]).on(); print(json.dumps(sorted(sys.modules)))"
    loaded = run_python("-c", program, str(data.path)).stdout
    assert (HEAVY - {"babel"}) & set(json.loads(loaded)) == set()


def seconds(program: str) -> float:
    begun = time.perf_counter()
    assert run_python("-c", program).returncode == 0
    return time.perf_counter() - begun


def test_importing_the_package_takes_a_tenth_of_importing_geopandas_at_most() -> None:
    # Whole processes, Python's own start included on both sides; side by side, so that a busy machine slows both.
    pairs = [(seconds("import geo"), seconds("import geopandas")) for _ in range(9)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    assert ours <= theirs / 10
