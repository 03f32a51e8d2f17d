"""Write the next migration from what the table classes say: `python -m tools.migration "Give events a colour"`.

It compares the tables of an empty, fully migrated database with the table classes. Read what it wrote before it is
committed: it sees neither renamed columns nor moved data.
"""

import sys
import tempfile
from pathlib import Path

from flask_migrate import revision, upgrade

from conference.app import create_app
from conference.core.database import db
from conference.settings import load_settings


def main() -> None:
    """Migrate a database in a temporary folder, then write the difference to migrations/versions/."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(load_settings(data_dir=Path(folder), database_url=""))
        with app.app_context():
            upgrade()
            revision(message=sys.argv[1], autogenerate=True)
            db.engine.dispose()


if __name__ == "__main__":
    main()
