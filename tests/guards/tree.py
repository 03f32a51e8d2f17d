"""What the guards share: a look at the source files below a root, and a way to write a wrong one."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_KEPT = (".git/", ".venv/", "instance/", "dist/", ".mypy_cache/", ".ruff_cache/", ".pytest_cache/", ".hypothesis/")


@dataclass(frozen=True)
class Source:
    """One Python file: its path below the root, with slashes, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def is_below(self, *places: str) -> bool:
        """Whether the file is one of these files, or lies in one of these folders (which end in a slash)."""
        return any(self.path == place or (place.endswith("/") and self.path.startswith(place)) for place in places)

    def calls(self, *names: str) -> Iterator[ast.Call]:
        """Calls of a function or method with one of these names."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and name_of(node.func) in names:
                yield node

    def imports(self) -> Iterator[tuple[int, str, str]]:
        """Each import as line, module and name (the name is "" for `import module`)."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((node.lineno, node.module, alias.name) for alias in node.names)


def name_of(node: ast.expr) -> str:
    """The last part of what is called: `commit` of `db.session.commit`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def sources(root: Path, folder: str = "conference") -> Iterator[Source]:
    """The Python files of a folder, in order of their names."""
    for path in sorted((root / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        yield Source(path.relative_to(root).as_posix(), text, parsed(text))


@cache
def parsed(text: str) -> ast.Module:
    """The syntax tree of a file, made once for all guards of one module (they look, and change nothing)."""
    return ast.parse(text)


def write(root: Path, path: str, text: str) -> None:
    """Write a file below the root, with the folders on the way."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def names_of(root: Path) -> list[str]:
    """The files of the repository: what git keeps; where there is no git, all but what is made by running."""
    if (root / ".git").exists() and (git := shutil.which("git")):
        command = [git, "-c", f"safe.directory={root}", "ls-files", "-z"]
        names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    else:
        found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
        names = [name for name in found if not name.startswith(NOT_KEPT) and "__pycache__/" not in name]
    return sorted(name for name in names if (root / name).is_file())
