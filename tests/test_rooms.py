"""A room imports only rooms below it; `kg --help` stays light; every module says what it is for."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
FLOORS = ["model", "errors", "sources", "schema", "language", "reader", "link", "graph", "analyse", "view", "evaluate"]
DOORS = {"cli", "serve", "api", "__init__", "__main__"}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "node_modules" not in p.parts)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [f"{node.module}.{a.name}" for a in node.names] if node.module == "kg" else [node.module]
        elif isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        rooms |= {n.split(".")[1] for n in names if n.startswith("kg.")}
    return rooms


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_downward(path: Path) -> None:
    here = room(path)
    if here in DOORS:
        return
    above = {r for r in imported_rooms(path) if r in DOORS or FLOORS.index(r) > FLOORS.index(here)}
    assert not above, f"{path.name} of room {here} imports {sorted(above)} from above"


def test_every_room_has_a_floor() -> None:
    assert {room(p) for p in MODULES} <= set(FLOORS) | DOORS


def test_the_drawing_in_the_readme_is_current() -> None:
    readme = (PACKAGE.parent / "README.md").read_text(encoding="utf8")
    drawn = [room for room in FLOORS if f"kg/{room}/" in readme or f"kg/{room}.py" in readme or room == "errors"]
    assert drawn == FLOORS


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_have_docstrings(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf8"))), "say what it takes, gives and leaves out"


def test_help_is_light() -> None:
    code = "import sys; from kg.cli import main; main(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(ast.literal_eval(out.splitlines()[-1]))
    assert not loaded & {"spacy", "rdflib", "networkx", "pyvis", "pyoxigraph", "numpy"}
