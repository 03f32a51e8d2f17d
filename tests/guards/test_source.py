"""Rules of the house that the syntax tree shows: who commits, who asks the clock, who may know the web framework."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, Source, name_of, sources, write

EDGES = ("conference/web/", "conference/cli/", "conference/worker.py", "conference/importing.py", "conference/demo/")
OPENS_TRANSACTIONS = (
    *EDGES,
    "conference/core/database.py",
    "conference/core/jobs.py",  # the progress of a job, which the worker runs outside of a transaction
    "conference/mail/drain.py",  # what the worker does with the outbox
    "conference/mail/claims.py",  # the worker takes and gives back leases around the sending
)
KNOWS_FLASK = (
    "conference/app.py",
    "conference/cli/",
    "conference/core/database.py",  # flask_sqlalchemy
    "conference/domain/accounts/models.py",  # the mixins of flask_security
    "conference/links.py",  # url_for
    "conference/web/",
    "conference/worker.py",
)
EMPTY_NAMES = {"common", "helper", "helpers", "manager", "misc", "service", "services", "util", "utils"}
EXPLAINED = re.compile(r"\b(?:TODO|FIXME|XXX)\b(?!: \S+ \S+ \S+)")
EXCUSED = re.compile(r"#\s*noqa(?!: [A-Z0-9, ]+ -- \S+)")


def commits(root: Path) -> Iterator[str]:
    """`transaction()` alone commits and rolls back."""
    for source in sources(root):
        if not source.is_below("conference/core/database.py"):
            for call in source.calls("commit", "rollback"):
                yield f"{source.path}:{call.lineno}: {name_of(call.func)}() stands in transaction() and nowhere else"


def transactions(root: Path) -> Iterator[str]:
    """The edge commits."""
    for source in sources(root):
        if not source.is_below(*OPENS_TRANSACTIONS):
            for call in source.calls("transaction"):
                yield f"{source.path}:{call.lineno}: transactions are opened by views, commands and the worker only"


def flask_imports(root: Path) -> Iterator[str]:
    """Below web/ nobody knows Flask, but for the places named above."""
    for source in sources(root):
        if source.is_below(*KNOWS_FLASK):
            continue
        for line, module, _ in source.imports():
            if module.split(".")[0] == "flask" or module.startswith("flask_"):
                yield f"{source.path}:{line}: {module} is not known below web/"


def aborts(root: Path) -> Iterator[str]:
    """What must not be is an error of `core.errors`."""
    for source in sources(root):
        if not source.is_below("conference/web/"):
            for call in source.calls("abort"):
                yield f"{source.path}:{call.lineno}: raise an error of conference.core.errors instead of abort()"


def empty_names(root: Path) -> Iterator[str]:
    """A module is called after what it is about."""
    for source in sources(root):
        path = Path(source.path)
        for name in (path.stem, path.parent.name):
            if name in EMPTY_NAMES:
                yield f"{source.path}: {name} says nothing; name the file after what it is about"


def unexplained_notes(root: Path) -> Iterator[str]:
    """A note on what is still to do says what and why."""
    for source in sources(root):
        for number, line in enumerate(source.text.splitlines(), start=1):
            if "#" in line and EXPLAINED.search(line[line.index("#") :]):
                yield f"{source.path}:{number}: a note on what is to do says what and why: `TODO: ...`"


def unexplained_noqa(root: Path) -> Iterator[str]:
    """An exception from a rule of the linter says which and why."""
    for source in sources(root):
        for number, line in enumerate(source.text.splitlines(), start=1):
            if EXCUSED.search(line):
                yield f"{source.path}:{number}: an exception says which rule and why: `noqa: CODE -- reason`"


def markup(root: Path) -> Iterator[str]:
    """Text becomes HTML in the filters and the formats only."""
    for source in sources(root):
        if not source.is_below("conference/web/filters.py", "conference/formats/"):
            for call in source.calls("Markup"):
                yield f"{source.path}:{call.lineno}: Markup() stands in web/filters.py and formats/ only"


def prints(root: Path) -> Iterator[str]:
    """Commands speak through click, everything else through the log."""
    for source in sources(root):
        for call in source.calls("print"):
            if isinstance(call.func, ast.Name):
                yield f"{source.path}:{call.lineno}: print() is for nobody; use click.echo or the log"


def clock_calls(root: Path) -> Iterator[str]:
    """Time is an argument."""
    for source in sources(root):
        if source.is_below(*EDGES, "conference/app.py", "conference/core/clock.py"):
            continue
        for line, module, name in source.imports():
            if module == "conference.core.clock" and name == "now":
                yield f"{source.path}:{line}: take `now` as an argument; only the edge asks the clock"
        for call in source.calls("now"):
            if isinstance(call.func, ast.Attribute) and name_of(call.func.value) == "clock":
                yield f"{source.path}:{call.lineno}: take `now` as an argument; only the edge asks the clock"


def database_in_views(root: Path) -> Iterator[str]:
    """Views read through queries and write through actions."""
    for source in sources(root, "conference/web"):
        if source.is_below("conference/web/security.py"):  # the store of the sign-in library
            continue
        for line, module, name in source.imports():
            if module == "conference.core.database" and name in ("db", "Base"):
                yield f"{source.path}:{line}: a view reads by queries and writes by actions; it has no {name}"


def legacy_models(root: Path) -> Iterator[str]:
    """Table classes derive from our typed Base and are asked with select()."""
    for source in sources(root):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and node.attr == "Model" and name_of(node.value) == "db":
                yield f"{source.path}:{node.lineno}: derive from conference.core.database.Base, not from db.Model"


def bare_columns(root: Path) -> Iterator[str]:
    """SQLite ignores lengths and zones, so columns hold to them themselves."""
    for source in sources(root):
        if source.is_below("conference/core/database.py") or not source.path.endswith("models.py"):
            continue
        for line, module, name in source.imports():
            if module.startswith("sqlalchemy") and name in ("DateTime", "Enum", "String", "Unicode"):
                yield f"{source.path}:{line}: use Line, Prose, UtcDateTime and choice() of core.database, not {name}"


def undocumented(root: Path) -> Iterator[str]:
    """What others may call says in plain English what it does."""
    for source in sources(root):
        if not source.is_below("conference/core/", "conference/formats/", "conference/mail/", "conference/domain/"):
            continue
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield f"{source.path}:{node.lineno}: {node.name} has no docstring"


Guard = Callable[[Path], Iterator[str]]
VIOLATIONS: tuple[tuple[Guard, str, str, str], ...] = (
    (
        commits,
        "conference/domain/events/actions.py",
        "db.session.commit()\n",
        "conference/domain/events/actions.py:1: commit() stands in transaction() and nowhere else",
    ),
    (
        commits,
        "conference/web/public/events.py",
        "x = 1\ndb.session.rollback()\n",
        "conference/web/public/events.py:2: rollback() stands in transaction() and nowhere else",
    ),
    (
        transactions,
        "conference/domain/events/actions.py",
        "with transaction():\n    pass\n",
        "conference/domain/events/actions.py:1: transactions are opened by views, commands and the worker only",
    ),
    (
        flask_imports,
        "conference/domain/events/queries.py",
        "from flask import g\n",
        "conference/domain/events/queries.py:1: flask is not known below web/",
    ),
    (
        flask_imports,
        "conference/mail/compose.py",
        "import flask_babel\n",
        "conference/mail/compose.py:1: flask_babel is not known below web/",
    ),
    (
        aborts,
        "conference/domain/events/queries.py",
        "abort(404)\n",
        "conference/domain/events/queries.py:1: raise an error of conference.core.errors instead of abort()",
    ),
    (
        empty_names,
        "conference/domain/events/utils.py",
        "",
        "conference/domain/events/utils.py: utils says nothing; name the file after what it is about",
    ),
    (
        empty_names,
        "conference/services/mail.py",
        "",
        "conference/services/mail.py: services says nothing; name the file after what it is about",
    ),
    (
        unexplained_notes,
        "conference/links.py",
        "x = 1  # TODO\n",
        "conference/links.py:1: a note on what is to do says what and why: `TODO: ...`",
    ),
    (
        unexplained_noqa,
        "conference/links.py",
        "import uuid  # noqa: TID251\n",
        "conference/links.py:1: an exception says which rule and why: `noqa: CODE -- reason`",
    ),
    (
        markup,
        "conference/web/public/events.py",
        "Markup(title)\n",
        "conference/web/public/events.py:1: Markup() stands in web/filters.py and formats/ only",
    ),
    (
        prints,
        "conference/worker.py",
        "print('done')\n",
        "conference/worker.py:1: print() is for nobody; use click.echo or the log",
    ),
    (
        clock_calls,
        "conference/domain/events/actions.py",
        "from conference.core.clock import now\n",
        "conference/domain/events/actions.py:1: take `now` as an argument; only the edge asks the clock",
    ),
    (
        clock_calls,
        "conference/domain/events/queries.py",
        "moment = clock.now()\n",
        "conference/domain/events/queries.py:1: take `now` as an argument; only the edge asks the clock",
    ),
    (
        database_in_views,
        "conference/web/public/events.py",
        "from conference.core.database import db, transaction\n",
        "conference/web/public/events.py:1: a view reads by queries and writes by actions; it has no db",
    ),
    (
        legacy_models,
        "conference/domain/events/models.py",
        "class Event(db.Model):\n    pass\n",
        "conference/domain/events/models.py:1: derive from conference.core.database.Base, not from db.Model",
    ),
    (
        bare_columns,
        "conference/domain/events/models.py",
        "from sqlalchemy import Integer, String\n",
        "conference/domain/events/models.py:1: use Line, Prose, UtcDateTime and choice() of core.database, not String",
    ),
    (
        undocumented,
        "conference/domain/events/rules.py",
        "def is_over():\n    return True\n",
        "conference/domain/events/rules.py:1: is_over has no docstring",
    ),
)
GUARDS = tuple(dict.fromkeys(guard for guard, *_ in VIOLATIONS))


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_the_package_keeps_to(guard: Guard) -> None:
    assert "\n".join(guard(ROOT)) == ""


@pytest.mark.parametrize(
    ("guard", "path", "text", "message"), VIOLATIONS, ids=[f"{guard.__name__}-{path}" for guard, path, *_ in VIOLATIONS]
)
def test_a_violation_is_named(tmp_path: Path, guard: Guard, path: str, text: str, message: str) -> None:
    write(tmp_path, path, text)
    assert list(guard(tmp_path)) == [message]


def test_what_is_allowed_is_not_named(tmp_path: Path) -> None:
    write(tmp_path, "conference/web/public/events.py", "with transaction():\n    moment = clock.now()\n")
    write(tmp_path, "conference/core/database.py", "session.commit()\n")
    write(tmp_path, "conference/links.py", "from flask import url_for  # TODO: wait for the address of speakers\n")
    assert [fault for guard in GUARDS for fault in guard(tmp_path)] == []


def test_a_source_knows_where_it_lies() -> None:
    source = Source("conference/web/access.py", "", ast.parse(""))
    assert source.is_below("conference/web/")
    assert source.is_below("conference/web/access.py")
    assert not source.is_below("conference/we")
