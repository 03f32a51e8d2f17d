"""What the guards of the running application share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from conference.app import create_app
from conference.settings import Settings
from tests.guards.tree import parsed


@pytest.fixture(scope="module", autouse=True)
def _trees() -> Iterator[None]:
    """Forget the syntax trees after each module of guards: together they take as much memory as the application."""
    yield
    parsed.cache_clear()


@pytest.fixture(scope="session")
def bare_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application without a database: for guards that read its routes and names only."""
    data: Path = tmp_path_factory.mktemp("bare")
    return create_app(Settings(data_dir=data, secret_key="a-key-of-the-guards-" * 3))
