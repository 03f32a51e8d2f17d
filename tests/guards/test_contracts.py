"""The contracts on imports and the bans of the linter are awake: a wrong line in a copy of the package is caught."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, write

BIN = Path(sys.executable).parent

FLOORS = "Floors"
ORDER = "Order of the features"
INSIDE = "Inside a feature"
FACES = "The faces do not know each other"
PURE = "Rules are pure"
FRAMEWORK = "The domain does not know the web framework"
SQL = "Views write no SQL"
DOORS = "One door to each library"
CIRCLES = "No circles anywhere"

IMPORTS = (
    ("conference/core/text.py", "import conference.domain.events.rules", FLOORS),
    ("conference/core/text.py", "import conference.settings", CIRCLES),
    ("conference/formats/ical.py", "import conference.mail.outbox", FLOORS),
    ("conference/mail/outbox.py", "import conference.domain.people.models", FLOORS),
    ("conference/worker.py", "import conference.web.access", FLOORS),
    ("conference/web/access.py", "import conference.demo", FLOORS),
    ("conference/helpers.py", "", FLOORS),
    ("conference/domain/interest/wrong/models.py", "", INSIDE),
    ("conference/domain/interest/rules.py", "import conference.domain.registration.models", ORDER),
    ("conference/domain/people/models.py", "import conference.domain.briefings.models", ORDER),
    ("conference/domain/gossip/rules.py", "", ORDER),
    ("conference/domain/accounts/queries.py", "import conference.domain.accounts.actions", INSIDE),
    ("conference/domain/events/models.py", "import conference.domain.events.queries", INSIDE),
    ("conference/domain/events/rules.py", "import conference.domain.events.models", INSIDE),
    ("conference/domain/events/utils.py", "", INSIDE),
    ("conference/web/public/wrong.py", "import conference.web.organiser", FACES),
    ("conference/web/access.py", "import conference.web.public", FACES),
    ("conference/web/forms/wrong.py", "import conference.web.errors", FACES),
    ("conference/web/helpers.py", "", FACES),
    ("conference/domain/events/rules.py", "import sqlalchemy", PURE),
    ("conference/domain/events/rules.py", "import conference.core.clock", PURE),
    ("conference/domain/events/rules.py", "import conference.core.database", PURE),
    ("conference/domain/events/queries.py", "import flask", FRAMEWORK),
    ("conference/formats/ical.py", "import wtforms", FRAMEWORK),
    ("conference/web/public/wrong.py", "import sqlalchemy", SQL),
    ("conference/web/organiser/wrong.py", "import conference.mail.transport", SQL),
    ("conference/web/public/wrong.py", "import icalendar", DOORS),
    ("conference/domain/people/models.py", "import PIL", DOORS),
    ("conference/mail/outbox.py", "import smtplib", DOORS),
    ("conference/web/errors.py", "import markdown_it", DOORS),
)

CLOCK = "Take `now` as an argument; only conference.core.clock asks the clock."
CHANCE = "Use conference.core.tokens, the one door to randomness."
ENVIRONMENT = "Only conference.settings reads the environment."
BANS = (
    ("domain/events/rules.py", "from datetime import datetime\n\nNOW = datetime.now()\n", CLOCK),
    ("domain/events/rules.py", "import datetime\n\nTODAY = datetime.date.today()\n", CLOCK),
    ("worker.py", "import time\n\nSTARTED = time.time()\n", "Use conference.core.clock."),
    ("mail/compose.py", "import os\n\nHOST = os.environ\n", ENVIRONMENT),
    ("web/access.py", "import os\n\nHOST = os.environ\n", ENVIRONMENT),
    ("app.py", "import os\n\nHOST = os.getenv('HOST')\n", ENVIRONMENT),
    ("domain/events/actions.py", "import secrets\n\nKEY = secrets.token_hex()\n", CHANCE),
    ("domain/events/rules.py", "import random\n\nPICK = random.random()\n", CHANCE),
    ("formats/ical.py", "from uuid import uuid4\n\nUID = uuid4()\n", CHANCE),
    (
        "web/public/events.py",
        "from flask import session\n\nNAME = session\n",
        "Only conference.web.access touches the cookie.",
    ),
    (
        "domain/events/queries.py",
        "from sqlalchemy.orm import Session\n\nKIND = Session\n",
        "The database is db.session; a Session is a session of the conference.",
    ),
    (
        "web/public/events.py",
        "from . import people\n\nNAME = people\n",
        "Prefer absolute imports over relative imports",
    ),
)


def broken_contracts(root: Path) -> list[str]:
    """The names of the contracts that the package below `root` breaks."""
    command = [str(BIN / "lint-imports"), "--no-cache", "--no-logo"]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert "Contracts: " in result.stdout, result.stdout + result.stderr
    return [line.split(" BROKEN")[0] for line in result.stdout.splitlines() if " BROKEN" in line]


def banned(root: Path, path: str) -> list[str]:
    """What the linter says of the imports of one file."""
    command = [str(BIN / "ruff"), "check", "--select", "TID", "--output-format", "concise", "--no-cache", path]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return [
        line.split(": TID")[1][4:].split(" is banned: ")[-1] for line in result.stdout.splitlines() if ": TID" in line
    ]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package and its settings, copied once."""
    root = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT / "conference", root / "conference", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


@pytest.mark.parametrize(("path", "line", "contract"), IMPORTS, ids=[f"{line} in {path}" for path, line, _ in IMPORTS])
def test_a_wrong_import_breaks_its_contract(copied: Path, path: str, line: str, contract: str) -> None:
    target = copied / path
    before = target.read_text(encoding="utf-8") if target.exists() else None
    made = [folder for folder in target.parents if not folder.exists()]
    write(copied, path, f"{before or ''}\n{line}\n")
    for folder in made:
        (folder / "__init__.py").touch()
    try:
        assert contract in broken_contracts(copied)
    finally:
        target.unlink()
        if before is not None:
            write(copied, path, before)
        for folder in made:
            shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize(("path", "text", "message"), BANS, ids=[f"{path}-{message}" for path, _, message in BANS])
def test_the_linter_bans(tmp_path: Path, path: str, text: str, message: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    write(tmp_path, f"conference/{path}", text)
    assert set(banned(tmp_path, f"conference/{path}")) == {message}


def test_the_doors_may_open(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    write(tmp_path, "conference/core/clock.py", "from datetime import datetime\n\nNOW = datetime.now()\n")
    write(tmp_path, "conference/core/tokens.py", "import secrets\n\nKEY = secrets.token_hex()\n")
    write(tmp_path, "conference/settings.py", "import os\n\nHOST = os.environ\n")
    for path in ("core/clock.py", "core/tokens.py", "settings.py"):
        assert banned(tmp_path, f"conference/{path}") == []
