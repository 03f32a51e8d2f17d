"""Write the next migration from what the table classes say: `python -m tools.migration "Give events a colour"`.

It compares the tables of an empty, fully migrated database with the table classes. Read what it wrote before it is
committed: it sees neither renamed columns nor moved data.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from flask_migrate import revision, upgrade

from conference.app import create_app
from conference.core.database import db
from conference.settings import load_settings

VERSIONS = Path(__file__).parents[1] / "migrations" / "versions"


def main() -> None:
    """Migrate a database in a temporary folder, then write the difference to migrations/versions/, numbered on."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    VERSIONS.mkdir(exist_ok=True)
    number = f"{len(list(VERSIONS.glob('[0-9]*_*.py'))) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(load_settings(data_dir=Path(folder), database_url=""))
        with app.app_context():
            upgrade()
            revision(message=sys.argv[1], autogenerate=True, rev_id=number)
            db.engine.dispose()
    for file in VERSIONS.glob(f"{number}_*.py"):
        _tidy(file)
        print(f"Wrote {file.relative_to(VERSIONS.parents[1])}; read it before it is committed.")


def _tidy(file: Path) -> None:
    """Take the generator's remarks out, and format."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.strip().startswith("# ###")), encoding="utf-8")
    for command in ("format", "check --fix"):
        subprocess.run([sys.executable, "-m", "ruff", *command.split(), "-q", file], check=True)


if __name__ == "__main__":
    main()
