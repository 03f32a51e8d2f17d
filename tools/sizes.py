"""Print the longest files, functions and templates: `./run sizes`. It never fails."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 15
Measured = tuple[int, str]


def lines_of(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def files(folder: str, pattern: str) -> list[Measured]:
    """Every file with its length."""
    return [(lines_of(path), str(path.relative_to(ROOT))) for path in (ROOT / folder).rglob(pattern)]


def functions(folder: str) -> Iterator[Measured]:
    """Every function with its length, docstring included."""
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield length, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def report(title: str, measured: list[Measured], goal: str) -> None:
    """Print the longest, and how long they are usually."""
    lengths = [length for length, _ in measured if length]
    if len(lengths) < 2:
        return
    usual = f"median {median(lengths):.0f}, 95 of 100 under {quantiles(lengths, n=20)[-1]:.0f}"
    print(f"\n{title}: {len(lengths)}, {usual} ({goal})")
    for length, name in sorted(measured, reverse=True)[:SHOWN]:
        print(f"  {length:4}  {name}")


def main() -> None:
    """Print all reports."""
    report("Files of the package", files("conference", "*.py"), "aim: median under 110, 95 of 100 under 220")
    report("Functions", list(functions("conference")), "aim: median under 10, 95 of 100 under 30")
    report("Templates", files("templates", "*.html"), "over 150 lines, look for two things in one")
    report("Test files", files("tests", "*.py"), "no aim")


if __name__ == "__main__":
    main()
