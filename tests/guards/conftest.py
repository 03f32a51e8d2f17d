"""What the guards of the running application share."""

from pathlib import Path

import pytest
from flask import Flask

from conference.app import create_app
from conference.settings import Settings


@pytest.fixture(scope="session")
def bare_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application without a database: for guards that read its routes and names only."""
    data: Path = tmp_path_factory.mktemp("bare")
    return create_app(Settings(data_dir=data, secret_key="a-key-of-the-guards-" * 3))
