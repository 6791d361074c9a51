"""The shape of the code, as `docs/architecture.md` promises it."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "storage")
TOP_LEVEL = {
    ".ci",
    ".env.example",
    ".git",
    ".gitignore",
    "CONTRIBUTING.md",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "bot",
    "compose.yml",
    "docs",
    "handlers",
    "manifest.yml",
    "pyproject.toml",
    "requirements.lock",
    "storage",
    "tests",
}
BLOCKS = {"actions", "context", "divider", "header", "rich_text", "section"}
PRESENT = {"now", "today", "utcnow"}

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {
    contract["id"]: contract for contract in PYPROJECT["tool"]["importlinter"]["contracts"]
}


@pytest.mark.parametrize("contract", CONTRACTS)
def test_imports_keep_the_contract(contract: str, tmp_path: Path) -> None:
    """Who may import whom is written in pyproject.toml, and kept."""
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"

    done = run(lint, "--no-logo", "--cache-dir", str(tmp_path), "--contract", contract)

    assert done.returncode == 0, done.stdout


def test_every_part_of_the_bot_has_its_layer() -> None:
    """A new file beside bot/app.py is placed in the contract before it is used."""
    placed = set(re.findall(r"bot\.(\w+)", " ".join(CONTRACTS["arrows"]["layers"])))

    parts = {path.stem for path in (ROOT / "bot").iterdir() if is_python(path)}

    assert parts - placed - {"__init__"} == set()


def test_no_file_is_longer_than_300_lines() -> None:
    """A file that cannot be read in one sitting holds two things."""
    lengths = {name(path): len(lines_of(path)) for path in sources(*ROOMS, "tests")}

    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    """A function fits on a screen, its docstring included."""
    assert {where: lines for where, lines in functions() if lines > 40} == {}


def test_most_functions_are_small() -> None:
    """Half of them have at most 8 lines, nine in ten at most 25."""
    lengths = [lines for _, lines in functions()]

    median, ninetieth = statistics.median(lengths), statistics.quantiles(lengths, n=10)[-1]

    assert median <= 8.5
    assert ninetieth <= 25


def test_the_hinge_stays_small() -> None:
    """bot/app.py builds and wires, in under 120 lines."""
    assert len(lines_of(ROOT / "bot" / "app.py")) < 120


def test_importing_the_bot_builds_nothing() -> None:
    """Importing needs no setting, starts no thread, says nothing and warns of nothing."""
    code = "import threading, bot.app; assert threading.active_count() == 1"

    done = run(code)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_top_level_holds_only_what_a_newcomer_expects() -> None:
    """Everything else is built by make, and ignored by git."""
    ignored = [line.strip("/") for line in lines_of(ROOT / ".gitignore")]

    found = {path.name for path in ROOT.iterdir()}
    built = {entry for entry in found if any(fnmatch(entry, pattern) for pattern in ignored)}

    assert found - built - TOP_LEVEL == set()


def test_only_the_clock_knows_what_time_it_is() -> None:
    """The present is an argument; whoever must ask, asks a clock."""
    asked = {
        f"{name(path)}:{call.lineno}"
        for path in sources(*ROOMS)
        if path != ROOT / "bot" / "clock.py"
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call) and reads_the_present(call.func)
    }

    assert asked == set()


def test_blocks_are_drawn_in_one_folder() -> None:
    """Block Kit is written in handlers/blocks/; the local Slack only reads it."""
    drawn = {
        f"{name(path)}:{node.lineno}"
        for path in sources(*ROOMS)
        if not name(path).startswith(("handlers/blocks/", "bot/simulator/"))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Dict) and is_block(node)
    }

    assert drawn == set()


def test_hardly_anything_catches_everything() -> None:
    """Two places may: the error listener and the delivery loop."""
    greedy = [
        f"{name(path)}:{node.lineno}"
        for path in sources(*ROOMS)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler) and catches_everything(node)
    ]

    assert len(greedy) <= 2, greedy


def test_there_is_one_file_of_tool_settings() -> None:
    """What checks the code is set up in pyproject.toml and nowhere else."""
    others = {"setup.cfg", "tox.ini", "pytest.ini", "mypy.ini", "ruff.toml", ".coveragerc"}

    assert {path.name for path in ROOT.iterdir()} & others == set()


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a line of Python in the root folder, with an empty environment and strict warnings."""
    command = [sys.executable, "-W", "error", "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)


def reads_the_present(called: ast.expr) -> bool:
    """Say whether a call asks Python or the database, and not a clock, for the present."""
    if not isinstance(called, ast.Attribute) or called.attr not in PRESENT:
        return False
    return ast.unparse(called.value).rpartition(".")[2] in {"date", "datetime", "dt", "func"}


def is_block(node: ast.Dict) -> bool:
    """Say whether a dictionary is a block of Block Kit."""
    pairs = zip(node.keys, node.values, strict=True)
    constants = {
        (key.value, value.value)
        for key, value in pairs
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
    }
    return any(("type", block) in constants for block in BLOCKS)


def catches_everything(node: ast.ExceptHandler) -> bool:
    """Say whether an except clause is bare, or names Exception or its base."""
    if node.type is None:
        return True
    names = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)}
    return bool(names & {"Exception", "BaseException"})


def functions() -> Iterator[tuple[str, int]]:
    """Yield every function of the product with the number of its lines."""
    for path in sources(*ROOMS):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name(path)}:{node.lineno}", (node.end_lineno or 0) - node.lineno + 1


def sources(*folders: str) -> list[Path]:
    """List the Python files of the folders; a migration is as long as its tables."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def is_python(path: Path) -> bool:
    """Say whether a path is a module or a package."""
    return path.suffix == ".py" or (path / "__init__.py").exists()


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file."""
    return path.read_text(encoding="utf-8").splitlines()


def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """Return a path as it is spoken of, from the root folder on."""
    return path.relative_to(ROOT).as_posix()
