"""The house keeps its shape: sizes, layers at run time, plug-in contracts, and a README that tells the truth."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cookietui"
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("textual", "rich", "jinja2", "babel", "selectolax", "publicsuffixlist", "asyncio")


def identifier(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=identifier)
def test_a_module_is_small_and_says_its_decision(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(tree), "the module docstring says the decision taken"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 40, f"{node.name} has {length} lines"


def test_nothing_is_left_unfinished() -> None:
    words = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    found = [identifier(p) for p in MODULES if words.search(p.read_text(encoding="utf-8"))]
    assert not found


def test_no_module_is_a_grab_bag() -> None:
    assert not [identifier(p) for p in MODULES if p.stem in ("utils", "util", "helpers", "common", "misc")]


def loaded(code: str) -> set[str]:
    """The top-level modules in sys.modules after running `code` in a fresh interpreter."""
    run = subprocess.run(
        [sys.executable, "-c", code + "\nimport sys; print(*sorted({m.split('.')[0] for m in sys.modules}))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(run.stdout.splitlines()[-1].split())


def test_core_needs_neither_faces_nor_parsers() -> None:
    names = [f"cookietui.core.{p.stem}" for p in (PACKAGE / "core").glob("*.py") if p.stem != "__init__"]
    present = loaded("import " + ", ".join(names))
    assert not present & {"textual", "rich", "click", "jinja2", "selectolax", "sqlite3"}


def test_the_command_line_starts_without_the_screen_and_the_parsers() -> None:
    assert not loaded("import cookietui.__main__, cookietui.cli.main") & set(HEAVY)


def test_the_tests_mirror_the_package() -> None:
    folders = {p.relative_to(PACKAGE).parts[0] for p in MODULES if len(p.relative_to(PACKAGE).parts) > 1}
    missing = sorted(f for f in folders if not (ROOT / "tests" / f).is_dir())
    assert not missing


def test_readers_and_deliveries_keep_their_contract() -> None:
    from cookietui import deliveries, readers
    from cookietui.plugins import load, names

    for name in names(readers):
        module = load(readers, name)
        assert isinstance(module.TITLE, str)
        assert module.KIND in ("page", "file", "either", "lines")
        assert callable(module.identify)
        assert callable(module.read)
    for name in names(deliveries):
        module = load(deliveries, name)
        assert isinstance(module.TITLE, str)
        assert callable(module.ready)
        assert callable(module.deliver)


def test_the_readme_names_every_command() -> None:
    from cookietui.cli import commands
    from cookietui.plugins import names

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = [name.replace("_", "-") for name in names(commands)]
    assert not [c for c in known if f"`{c}" not in text and f"cookietui {c}" not in text]


def test_no_markup_is_built_from_data() -> None:
    calls = re.compile(r"from_markup|markup=True")
    found = [identifier(p) for p in (PACKAGE / "tui").rglob("*.py") if calls.search(p.read_text(encoding="utf-8"))]
    assert not found


def test_no_machine_is_named() -> None:
    places = re.compile(r"(^|[^A-Za-z0-9_.])/(work|farm|root)/|pypi\.org/simple|extra-index")
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    found = []
    for name in files:
        file = ROOT / name
        if file.suffix in (".py", ".md", ".toml", ".txt", ".j2", ".csv", ".html") and file.name != Path(__file__).name:
            found += [name] if places.search(file.read_text(encoding="utf-8", errors="replace")) else []
    assert not found
