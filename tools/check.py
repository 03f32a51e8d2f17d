"""Run every check once, two at a time, and say how long each took: `./run check`. Output is shown only where something
is wrong.

Of the guards those run here that read files only; the others look at the running application and are part of the tests.
"""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
FILE_GUARDS = ("contracts", "documents", "locks", "repository", "source", "templates", "vendor", "words")
CHECKS = (
    ("Types", "mypy --no-error-summary"),  # it takes longest, so it begins
    ("Format", "ruff format --check --quiet --diff"),
    ("Lint", "ruff check --quiet"),
    ("Imports", "lint-imports --no-logo"),
    ("Templates", "djlint --lint --quiet templates"),
    ("Scripts", "oxlint --import-plugin -D correctness -D suspicious -A no-array-sort --deny-warnings static/js"),
    ("Dependencies", "deptry --no-ansi ."),
    ("Spelling", "codespell"),
    (
        "Guards",
        "python -m pytest -q --no-header -n 2 -p no:cacheprovider "
        + " ".join(f"tests/guards/test_{name}.py" for name in FILE_GUARDS),
    ),
)
AT_ONCE = 2
ALL = {title.lower() for title, _ in CHECKS}


def run(title: str, command: str) -> bool:
    """Run one check from the root of the project, print one line about it, and say whether it is content."""
    program, *arguments = command.split()
    started = time.monotonic()
    result = subprocess.run(
        [BIN / program, *arguments], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    content = result.returncode == 0
    line = f"{title:<14}{'good' if content else 'NOT GOOD':<10}{time.monotonic() - started:5.1f} s\n"
    sys.stdout.write(line if content else f"{line}  {command}\n{result.stdout}\n")
    sys.stdout.flush()
    return content


def main() -> None:
    """Run all checks, also after one has failed; the exit status is 1 when any did.

    With names: only those. With --no-guards: all but those, for the tests run them too.
    """
    names = {name.lower() for name in sys.argv[1:]}
    wanted = ALL - {"guards"} if names == {"--no-guards"} else names or ALL
    if not wanted <= ALL:
        sys.exit(f"There is no check called {min(wanted - ALL)}; there are {', '.join(sorted(ALL))}.")
    titles, commands = zip(*(check for check in CHECKS if check[0].lower() in wanted), strict=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sys.exit(not all(list(pool.map(run, titles, commands))))


if __name__ == "__main__":
    main()
