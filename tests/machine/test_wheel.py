"""The wheel carries templates, static files and migrations, and what is installed from it elsewhere finds them."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, names_of

CARRIED = ("templates/", "static/", "migrations/")
PROGRAM = """
import json
import conference
from conference.app import create_app
from conference.cli.database import newest_revision, revision, upgrade_database
from conference.settings import load_settings
from conference.web.static import build, folder

app = create_app(load_settings(secret_key="x" * 40))
sheet = app.test_client().get(f"/static/{build()}/css/base.css")
upgrade_database(app)
with app.app_context():
    stands_at = revision()
print(json.dumps({
    "is_migrated": stands_at == newest_revision(),
    "package": conference.__file__,
    "folders": [str(folder(name)) for name in ("templates", "static", "migrations")],
    "layout": app.jinja_env.get_template("layouts/base.html").filename,
    "sheet": sheet.get_data(as_text=True),
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tracked files only."""
    checkout, out = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("wheel")
    for name in names_of(ROOT):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(checkout)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_carries_everything_that_runs(wheel: Path) -> None:
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {name for name in names_of(ROOT) if name.startswith(("conference/", *CARRIED))}
    assert carried == {f"conference/{name}" if name.startswith(CARRIED) else name for name in ours}


def test_the_wheel_carries_the_licences(wheel: Path) -> None:
    carried = {name.split("/licenses/")[1] for name in zipfile.ZipFile(wheel).namelist() if "/licenses/" in name}
    vendored = {name for name in names_of(ROOT) if name.startswith("static/vendor/") and "/LICENSE" in name}
    assert carried == {"LICENSE", *vendored}


@pytest.fixture(scope="module")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is installed: far from the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def environment(place: Path, tmp_path: Path) -> dict[str, str]:
    """What runs here finds the installed package before the one of the checkout, and keeps its data here."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CONFERENCE_")}
    return ours | {"PYTHONPATH": str(place), "CONFERENCE_DATA_DIR": str(tmp_path / "data")}


def test_an_installed_wheel_finds_its_parts(place: Path, environment: dict[str, str], tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    package = place / "conference"
    assert json.loads(result.stdout.splitlines()[-1]) == {
        "is_migrated": True,
        "package": str(package / "__init__.py"),
        "folders": [str(package / name) for name in ("templates", "static", "migrations")],
        "layout": str(package / "templates" / "layouts" / "base.html"),
        "sheet": (ROOT / "static" / "css" / "base.css").read_text(encoding="utf-8"),
    }


def test_an_installed_wheel_serves_the_demo(environment: dict[str, str], tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from conference.cli import main; main()", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == f"Open: http://127.0.0.1:{port}/\n"
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/soc21/") as page:
                assert "Joseph Stiglitz" in page.read().decode()
            process.terminate()
            assert process.wait(60) == 0
        finally:
            process.kill()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]
