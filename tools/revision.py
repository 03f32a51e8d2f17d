"""Write the migration that leads from the newest revision to the tables as the models say them now.

.venv/bin/python -m tools.revision "Give events an accent colour"
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from flask_migrate import revision

from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.settings import Settings

VERSIONS = Path(__file__).parents[1] / "migrations" / "versions"


def write(message: str) -> None:
    """Compare a migrated, empty SQLite file with the models; the new file is numbered on."""
    VERSIONS.mkdir(exist_ok=True)
    number = f"{len(list(VERSIONS.glob('[0-9]*.py'))) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data_dir=Path(folder), database_url="", secret_key="only-for-comparing-" * 2))
        upgrade_database(app)
        with app.app_context():
            revision(message=message, autogenerate=True, rev_id=number)
    files = sorted(VERSIONS.glob(f"{number}_*.py"))
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.strip().startswith("# ###")), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", *files], check=True)
    subprocess.run([sys.executable, "-m", "ruff", "check", "-q", "--fix", *files], check=True)
    print("\n".join(f"Wrote {file.relative_to(VERSIONS.parents[1])}; read it before you commit it." for file in files))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write(sys.argv[1])
