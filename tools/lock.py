"""Write the three lock files again, with the newest versions that pyproject.toml allows: `python -m tools.lock`.

requirements.lock serves, requirements-dev.lock tests (the same versions and more), requirements-setup.lock holds what
./run installs first. They carry hashes and name no package index. With `--keep` what is locked stays as far as it can.
"""

import subprocess
import sys

COMMON = ("--generate-hashes", "--no-emit-index-url", "--no-header", "--python-version", "3.11", "--system-certs")
LOCKS = (
    ("requirements.lock", "pyproject.toml", "--all-extras"),
    ("requirements-dev.lock", "pyproject.toml", "--all-extras", "--group", "dev", "-c", "requirements.lock"),
    ("requirements-setup.lock", "--group", "pyproject.toml:setup", "-c", "requirements-dev.lock"),
)


def main() -> None:
    """Compile each lock in turn; later ones keep to the versions of earlier ones."""
    upgrade = () if "--keep" in sys.argv[1:] else ("--upgrade",)
    for lock, *sources in LOCKS:
        print(f"Locking {lock}")
        subprocess.run([".venv/bin/uv", "pip", "compile", "-q", *sources, *COMMON, *upgrade, "-o", lock], check=True)


if __name__ == "__main__":
    main()
