"""The command: staff, demo, doctor, and settings that cannot be used, on a data folder of its own."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select, text

from conference.app import create_app
from conference.cli import conference
from conference.cli import main as run_command
from conference.cli.database import upgrade_database
from conference.cli.demo import prepare_demo
from conference.cli.serve import prepare_owner
from conference.core.clock import set_demo_start
from conference.core.database import db, on_commit, transaction
from conference.domain.accounts.queries import find_account, find_first_owner, roles_of
from conference.domain.accounts.rules import Role
from conference.domain.site.queries import find_site
from conference.mail.models import Letter
from conference.settings import load_settings
from conference.worker import start_worker, stop_worker
from tests.cli.test_serve import free_port
from tests.pages import PageClient


@pytest.fixture
def own_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An application on a new data folder, as the commands make it."""
    monkeypatch.setenv("CONFERENCE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CONFERENCE_OWNER_EMAIL", "owner@example.org")
    app = create_app(load_settings())
    upgrade_database(app)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    on_commit(None)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(conference, arguments)


def test_the_first_owner_comes_from_the_settings_once(own_app: Flask) -> None:
    prepare_owner(own_app)
    prepare_owner(own_app)
    owner, site = find_first_owner(), find_site()
    assert owner is not None
    assert site is not None
    assert (owner.email, roles_of(owner), site.is_set_up) == ("owner@example.org", {Role.OWNER}, False)


def test_staff_is_added_and_gets_a_link_that_signs_in_once(own_app: Flask) -> None:
    prepare_owner(own_app)
    added = run("staff", "add", "anna@example.org", "--role", "door-helper", "--name", "Anna")
    assert (added.exit_code, added.output) == (0, "anna@example.org can sign in now, as door helper.\n")
    db.session.rollback()
    anna = find_account("anna@example.org")
    assert anna is not None
    assert roles_of(anna) == {Role.DOOR_HELPER}
    link = run("staff", "link", "anna@example.org").output.strip().removeprefix("http://127.0.0.1:8000")
    db.session.rollback()
    browser = PageClient(own_app)
    form = browser.page(link).fields_of(-1)
    assert browser.post(link, form, follow=False).location == "/organise/"
    browser.get("/organise/")
    assert PageClient(own_app).http.get(link).status_code == 404


def test_links_and_mails_of_commands_point_to_where_the_site_is_served(own_app: Flask, tmp_path: Path) -> None:
    prepare_owner(own_app)
    load_settings(port=8123).keep_address()
    link = run("staff", "link", "owner@example.org").output
    run("staff", "add", "anna@example.org", "--role", "owner")
    db.session.rollback()
    mail = db.session.scalars(select(Letter)).one()
    assert link.startswith("http://127.0.0.1:8123/sign-in/direct/")
    assert re.findall(r"http://[^/\s]+", mail.text) == ["http://127.0.0.1:8123"]


@pytest.mark.parametrize("command", [["serve"], ["doctor"]])
def test_a_data_folder_that_cannot_be_used_ends_the_command_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.setenv("CONFERENCE_DATA_DIR", "/proc/x")
    monkeypatch.setattr("sys.argv", ["conference", *command, *(["--port", str(free_port())] * (command == ["serve"]))])
    with pytest.raises(SystemExit) as ended:
        run_command()
    assert ended.value.code != 0
    assert capsys.readouterr().err == (
        "CONFERENCE_DATA_DIR: nothing can be kept in the folder /proc/x (No such file or directory).\n"
    )


def test_what_cannot_be_done_is_said_in_a_sentence(own_app: Flask) -> None:
    prepare_owner(own_app)
    again = run("staff", "add", "owner@example.org", "--role", "owner")
    assert (again.exit_code, again.output) == (1, "Error: This address has an account already.\n")
    nobody = run("staff", "link", "nobody@example.org")
    assert (nobody.exit_code, nobody.output) == (
        1,
        "Error: Nobody with the address nobody@example.org is on the staff.\n",
    )


def test_the_demo_is_not_loaded_over_data_of_ones_own(own_app: Flask) -> None:
    prepare_owner(own_app)
    refused = run("demo", "load")
    assert refused.exit_code == 1
    assert "This database holds data of its own, so the demo is not loaded." in refused.output
    prepare_demo(own_app, None, is_sure=False)
    assert find_first_owner() is not None


def test_the_demo_is_not_served_where_an_empty_site_is_asked_for(own_app: Flask) -> None:
    prepare_owner(own_app)
    with transaction():
        set_demo_start(datetime(2021, 11, 1, 12, tzinfo=UTC))
    told = run("serve", "--empty", "--port", str(free_port()))
    assert (told.exit_code, told.output) == (
        1,
        "Error: This database holds the demo, so it cannot start empty. Set CONFERENCE_DATA_DIR to another folder.\n",
    )


def test_settings_that_cannot_be_used_end_the_command_with_2(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONFERENCE_BASE_URL", "nonsense")
    monkeypatch.setenv("CONFERENCE_SMTP_URL", "http://mail")
    monkeypatch.setattr("sys.argv", ["conference", "staff", "link", "anna@example.org"])
    with pytest.raises(SystemExit) as ended:
        run_command()
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines() == [
        "CONFERENCE_BASE_URL: must be a web address without a path, such as https://events.example.org.",
        "CONFERENCE_SMTP_URL: must begin with smtp:// or smtps://.",
    ]


def test_serving_tables_from_before_the_first_version_ends_with_a_sentence(own_app: Flask) -> None:
    with own_app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    for command in (["serve", "--empty", "--port", str(free_port())], ["db", "upgrade"]):
        told = run(*command)
        assert (told.exit_code, "Traceback" in told.output, told.output.splitlines()[0][:63]) == (
            1, False, "Error: The database has tables from before the first version of",
        )  # fmt: skip


def test_tables_of_another_version_are_named_by_every_command_that_needs_them(own_app: Flask, tmp_path: Path) -> None:
    prepare_owner(own_app)
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE job ADD COLUMN mood TEXT NOT NULL DEFAULT ''"))
    sentence = (
        "The database was made by another version of Conference, whose tables differ. Use that version, or set "
        "CONFERENCE_DATA_DIR (or CONFERENCE_DATABASE_URL) to an empty place, for new data or a backup of this "
        "version.\n"
    )
    for command in (["serve", "--port", str(free_port())], ["db", "upgrade"], ["backup", str(tmp_path / "all.zip")]):
        told = run(*command)
        assert (told.exit_code, told.output) == (1, f"Error: {sentence}")
    told = run("doctor")
    assert (told.exit_code, told.output) == (1, sentence)


def test_the_doctor_says_where_tables_are_to_be_made(
    own_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONFERENCE_DATA_DIR", str(tmp_path / "new"))
    told = run("doctor")
    assert (told.exit_code, told.output) == (
        1,
        "The database has not the tables of this version. Run `conference db upgrade`.\n",
    )


def test_the_doctor_names_every_faulty_and_unknown_setting(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFERENCE_BASE_URL", "nonsense")
    monkeypatch.setenv("CONFERENCE_SECRET_KEY", "short")
    monkeypatch.setenv("CONFERENCE_SMPT_URL", "smtp://mail")
    told = run("doctor")
    assert told.exit_code == 1
    assert told.stderr.splitlines() == [
        "CONFERENCE_SMPT_URL is not a setting. Did you mean CONFERENCE_SMTP_URL?",
        "CONFERENCE_SECRET_KEY: must have at least 32 characters.",
        "CONFERENCE_BASE_URL: must be a web address without a path, such as https://events.example.org.",
    ]


@pytest.mark.parametrize(
    ("base_url", "proxies", "fault"),
    [
        ("https://events.example.org", "0", "CONFERENCE_TRUSTED_PROXIES is 0, so all visitors seem to come from"),
        ("https://events.example.org", "1", ""),
        ("", "1", "CONFERENCE_TRUSTED_PROXIES is set without CONFERENCE_BASE_URL: is there really a proxy"),
    ],
)  # fmt: skip
def test_the_doctor_asks_how_many_proxies_there_are(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch, base_url: str, proxies: str, fault: str
) -> None:
    monkeypatch.setattr("conference.cli.doctor.PATIENCE_SECONDS", 0.2)
    monkeypatch.setenv("CONFERENCE_BASE_URL", base_url)
    monkeypatch.setenv("CONFERENCE_TRUSTED_PROXIES", proxies)
    said = [line[: len(fault)] for line in run("doctor").stderr.splitlines() if "PROXIES" in line]
    assert said == ([fault] if fault else [])


def test_the_doctor_finds_all_well_where_a_worker_runs(own_app: Flask) -> None:
    prepare_owner(own_app)
    start_worker(own_app)
    try:
        told = run("doctor")
    finally:
        stop_worker(own_app)
    assert (told.exit_code, told.output) == (0, "All is well.\n")


def test_the_doctor_says_what_is_missing(own_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conference.cli.doctor.PATIENCE_SECONDS", 0.2)
    monkeypatch.setenv("CONFERENCE_SMTP_URL", "smtp://127.0.0.1:1")
    (tmp_path / "files").write_text("not a folder")
    told = run("doctor")
    lines = told.stderr.splitlines()
    assert told.exit_code == 1
    assert lines[0] == "Nothing is set up yet. Run `conference serve` once."
    assert lines[1].startswith("Mail cannot go out. The mail server cannot be used:")
    assert lines[2].startswith("Files cannot be kept in the data folder:")
    assert lines[3:] == ["No worker takes up work. Run `conference serve`, or `conference worker`."]


def test_the_doctor_says_when_the_database_is_away(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFERENCE_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    told = run("doctor")
    assert told.stderr.splitlines() == ["The database does not answer. Look at CONFERENCE_DATABASE_URL."]
