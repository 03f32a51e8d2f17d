"""Shared fixtures: the application on both databases, a client that checks its pages, a set clock."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from conference.core import clock
from conference.core.database import db, transaction
from conference.web.limits import forget_counts
from tests.children import made_once
from tests.databases import BothDatabases
from tests.pages import PageClient

NOW = datetime(2021, 11, 1, 12, 0, tzinfo=UTC)
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")  # speed is measured by ./run bench, not by a test on a busy machine
SLOW = ("browser", "demo", "worker")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the folders whose files take minutes, so that no process works on alone when the others have ended."""
    items.sort(key=lambda item: not any(f"tests/{folder}/" in item.nodeid for folder in SLOW))


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BothDatabases]:
    """The application on SQLite and on PostgreSQL, once for each test process."""
    both = BothDatabases(tmp_path_factory.mktemp("databases"))
    yield both
    both.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, databases: BothDatabases) -> Iterator[Flask]:
    """The application on an empty, migrated database; its context is entered. Every test runs on both."""
    application = databases.fresh(request.param)
    forget_counts(application)
    with made_once(), application.app_context():
        yield application
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser of a visitor: keeps cookies, checks every page it gets."""
    return PageClient(app)


@pytest.fixture
def now() -> datetime:
    """1 November 2021, noon: an instant to pass to actions."""
    return NOW


@pytest.fixture
def stand_at(app: Flask) -> Callable[[datetime], None]:
    """Set the application's clock for pages (it runs on from there)."""

    def stand(at: datetime) -> None:
        with transaction():
            clock.set_demo_start(at)
        clock.forget()

    return stand


@pytest.fixture
def shared() -> Path:
    """The folder of real and hostile files that are not part of the project."""
    folder = Path(os.environ.get("CONFERENCE_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the shared files are not at {folder}; set CONFERENCE_SHARED to where they are")
    return folder
