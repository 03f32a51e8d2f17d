"""Run the hostile tests with the numbers of a long night: `./run soak [NAME]`; `machine` tries an empty machine."""

import os
import subprocess
import sys

TESTS = ("tests/hostile", "tests/guards/test_query_counts.py", "tests/real/test_imports.py",
         "tests/real/test_large_import.py", "tests/browser/test_door.py")  # fmt: skip


def arguments_of(name: str, rest: list[str]) -> list[str]:
    """What pytest is told: all hostile tests, those whose names contain `name`, or those of an empty machine."""
    common = ["-m", "soak or not soak", "-p", "no:randomly", "--timeout=0", "-s", "-rs", *rest]
    if name == "machine":
        return ["tests/machine", *common]
    return [*TESTS, *(["-k", name] if name else []), *common]


def main() -> None:
    """Hand over to pytest, with CONFERENCE_SOAK set for the tests that choose their numbers by it."""
    name, *rest = sys.argv[1:] or [""]
    command = [sys.executable, "-m", "pytest", *arguments_of(name, rest)]
    sys.exit(subprocess.run(command, env={**os.environ, "CONFERENCE_SOAK": "1"}, check=False).returncode)


if __name__ == "__main__":
    main()
