"""One file with everything: from SQLite to PostgreSQL and back, and no file that is not whole is taken."""

import hashlib
import json
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import pytest
from click.testing import CliRunner
from flask import Flask, has_app_context
from sqlalchemy import select

from conference.cli import conference
from conference.cli.backup import manifest_of, restore_backup
from conference.cli.database import revision
from conference.core import files, jobs
from conference.core.backup import MANIFEST, Manifest, write_backup
from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid, Refusal
from conference.core.jobs import queue_job
from conference.core.restore import open_backup, read_manifest
from conference.core.tables import tables_with_rows
from conference.demo.loader import load_demo
from conference.domain.accounts.actions import SYSTEM, add_staff
from conference.domain.accounts.rules import Role
from conference.domain.site.actions import set_up_site, store_upload
from conference.mail.compose import Composed
from conference.mail.models import Envelope, EnvelopeState
from conference.mail.outbox import Recipient, post, release_held
from conference.settings import Settings
from conference.worker import run_due_jobs
from tests.databases import BothDatabases

NOW = datetime(2021, 11, 1, 12, tzinfo=UTC)
ENVELOPES = "rows/envelope.jsonl"
Entries = dict[str, bytes]


@contextmanager
def empty(databases: BothDatabases, engine: str) -> Iterator[Flask]:
    """The application on this engine, without rows and files."""
    if has_app_context():
        db.session.remove()  # of the context around: its connection would hold the file that is put in place anew
    app = databases.fresh(engine)
    with app.app_context():
        yield app
        db.session.remove()


def back_up(app: Flask, file: Path) -> Manifest:
    db.session.rollback()
    return write_backup(file, manifest_of(app))


def fill() -> str:
    """The demo, an uploaded file and a mail that is not sent; the key of the file."""
    load_demo(date(2022, 10, 15), lambda _part: None)
    with transaction():
        stored = store_upload(b"%PDF-1.7 slides", "slides.pdf", "application/pdf", NOW)
        composed = Composed("About", "text", "<p>text</p>", "GO Lab", "events@example.org", "")
        post(composed, Recipient("ann@example.org"), kind="test", now=NOW, key="ann")
        return stored.storage_key


def states() -> list[EnvelopeState]:
    db.session.expire_all()
    return list(db.session.scalars(select(Envelope.state)))


def test_from_sqlite_to_postgresql_and_back(databases: BothDatabases, tmp_path: Path) -> None:
    made: list[Manifest] = []
    with empty(databases, "sqlite") as app:
        key = fill()
        made.append(back_up(app, tmp_path / "0.zip"))
    for number, engine in enumerate(("postgresql", "sqlite"), start=1):
        with empty(databases, engine) as app:
            restored, held, _jobs = restore_backup(tmp_path / f"{number - 1}.zip")
            assert restored == made[-1]
            assert (held, states()) == (1, [EnvelopeState.HELD])
            assert files.read(key) == b"%PDF-1.7 slides"
            made.append(back_up(app, tmp_path / f"{number}.zip"))
            with transaction():
                assert add_staff("new@example.org", "New", Role.EDITOR, actor=SYSTEM, now=NOW).id == 3
                assert release_held() == 1
            assert states() == [EnvelopeState.WAITING]
    first, second, third = ({name: part for name, part in one.parts.items() if name != ENVELOPES} for one in made)
    assert first == second == third
    assert made[1].parts[ENVELOPES] == made[2].parts[ENVELOPES] != made[0].parts[ENVELOPES]
    assert made[0].count_files() == 1
    assert made[0].count_rows() > 500


def test_what_may_write_mails_waits_after_a_restore_until_it_is_released(
    databases: BothDatabases, tmp_path: Path
) -> None:  # fmt: skip
    with empty(databases, "sqlite") as app:
        with transaction():
            set_up_site(name="Ours", sender_email="ours@example.org")
            queue_job("speaker-link", {"email": "ada@example.org"}, NOW)
            queue_job("reminders of a later version", {}, NOW)
            queue_job("check", {}, NOW)
        back_up(app, tmp_path / "jobs.zip")
    for engine in ("sqlite", "postgresql"):
        with empty(databases, engine):
            _manifest, *held = restore_backup(tmp_path / "jobs.zip")
            assert held == [0, 2]
            assert run_due_jobs("a worker") == 1
            with transaction():
                assert jobs.release_held() == 2
            assert run_due_jobs("a worker") == 2


def test_a_backup_is_for_its_owner_only_and_replaces_nothing(databases: BothDatabases, tmp_path: Path) -> None:
    with empty(databases, "sqlite") as app:
        back_up(app, tmp_path / "one.zip")
        before = (tmp_path / "one.zip").read_bytes()
        with pytest.raises(Conflict):
            back_up(app, tmp_path / "one.zip")
        with pytest.raises(Conflict):
            back_up(app, tmp_path / "nowhere" / "one.zip")
    assert (tmp_path / "one.zip").read_bytes() == before
    assert stat.S_IMODE((tmp_path / "one.zip").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["one.zip"]


def test_what_is_not_empty_is_left_alone(app: Flask, tmp_path: Path) -> None:
    back_up(app, tmp_path / "empty.zip")
    with transaction():
        set_up_site(name="Ours", sender_email="ours@example.org")
    with pytest.raises(Conflict) as refusal:
        restore_backup(tmp_path / "empty.zip")
    assert refusal.value.sentence == "There is data here already. A backup is restored into an empty installation only."
    assert tables_with_rows() == ["site"]


def make(app: Flask, file: Path) -> Entries:
    """A small backup, as its parts."""
    with transaction():
        set_up_site(name="Ours", sender_email="ours@example.org")
        add_staff("owner@example.org", "Owner", Role.OWNER, actor=SYSTEM, now=NOW)
        store_upload(b"%PDF-1.7 slides", "slides.pdf", "application/pdf", NOW)
    back_up(app, file)
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(file: Path, entries: Entries, compression: int = ZIP_DEFLATED) -> None:
    with ZipFile(file, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(ZipInfo(name) if compression == ZIP_DEFLATED else name, data, compression)


def declare(entries: Entries, name: str, data: bytes) -> Entries:
    """The parts with this one put in, and rightly declared in the manifest."""
    manifest = json.loads(entries[MANIFEST])
    rows = data.count(b"\n") if name.startswith("rows/") else 0
    manifest["parts"][name] = {"size": len(data), "rows": rows, "sha256": hashlib.sha256(data).hexdigest()}
    return {**entries, name: data, MANIFEST: json.dumps(manifest).encode()}


def say(entries: Entries, **values: object) -> Entries:
    return {**entries, MANIFEST: json.dumps({**json.loads(entries[MANIFEST]), **values}).encode()}


def without(entries: Entries, name: str) -> Entries:
    return {key: data for key, data in entries.items() if key != name}


def edited(entries: Entries, table: str, change: Callable[[dict[str, object]], object]) -> Entries:
    """The parts with the first row of a table changed, hashes mended."""
    first, _end, rest = entries[f"rows/{table}.jsonl"].partition(b"\n")
    row = json.loads(first)
    change(row)
    return declare(entries, f"rows/{table}.jsonl", json.dumps(row).encode() + b"\n" + rest)


DAMAGES: dict[str, tuple[Callable[[Entries], Entries], str]] = {
    "a changed row": (
        lambda e: {**e, "rows/site.jsonl": e["rows/site.jsonl"].replace(b"Ours", b"Mine")},
        "A part of this backup was changed or damaged: rows/site.jsonl.",
    ),
    "a part left out": (
        lambda e: without(e, "rows/site.jsonl"),
        "The parts of this backup are not those that its manifest names.",
    ),
    "a part added": (lambda e: {**e, "rows/more.jsonl": b""}, "The parts of this backup are not those that its"),
    "a table that is none": (lambda e: declare(e, "rows/more.jsonl", b""), "The tables of this backup are not those"),
    "a path upwards": (lambda e: declare(e, "files/../../evil", b"x"), "This backup holds a file with a name"),
    "a path from the root": (lambda e: declare(e, "files//etc/evil", b"x"), "This backup holds a file with a name"),
    "a path with a drive": (lambda e: declare(e, "files/C:\\evil", b"x"), "This backup holds a file with a name"),
    "a hidden file": (lambda e: declare(e, "files/.ssh/evil", b"x"), "This backup holds a file with a name"),
    "a bomb": (lambda e: declare(e, "files/aa/bomb", b"\0" * 80_000_000), "This backup would unpack to far more"),
    "a wrong length": (
        lambda e: say(e, parts={**json.loads(e[MANIFEST])["parts"],
                                "rows/site.jsonl": {"size": 1, "rows": 1, "sha256": ""}}),
        "A part of this backup has another length than its manifest says.",
    ),
    "no manifest": (lambda e: without(e, MANIFEST), "This file is no backup of Conference."),
    "a manifest of another program": (lambda e: {**e, MANIFEST: b'{"name": "x"}'}, "This file is no backup of"),
    "a manifest with more": (lambda e: say(e, more=1), "This file is no backup of Conference."),
    "another form": (lambda e: say(e, format="conference-backup/9"), "This backup has another form"),
    "another revision": (
        lambda e: say(e, revision="9999", version="9.0"),
        "This backup was made by version 9.0, whose tables differ. Restore it with that version, then upgrade.",
    ),
    "a column too many": (lambda e: edited(e, "site", lambda row: row.update(more=1)), "A row of site cannot be read."),
    "a row that is none": (lambda e: declare(e, "rows/site.jsonl", b"[1]\n"), "A row of site cannot be read."),
    "a row cut off": (lambda e: declare(e, "rows/site.jsonl", e["rows/site.jsonl"][:-1]), "A row of site cannot be"),
    "a day that is none": (
        lambda e: edited(e, "account", lambda row: row.update(created_at="yesterday")),
        "A row of account cannot be read.",
    ),
    "a time without a zone": (
        lambda e: edited(e, "account", lambda row: row.update(created_at="2021-11-01T12:00:00")),
        "A row of account cannot be stored.",
    ),
    "text that is too long": (
        lambda e: edited(e, "site", lambda row: row.update(name="x" * 121)),
        "A row of site cannot be stored.",
    ),
    "a row that points at nothing": (
        lambda e: edited(e, "account_role", lambda row: row.update(role_id=99)),
        "A row of account_role cannot be stored.",
    ),
    "a row twice": (
        lambda e: declare(e, "rows/account.jsonl", e["rows/account.jsonl"] * 2),
        "A row of account cannot be stored.",
    ),
}  # fmt: skip


def test_a_damaged_or_hostile_file_changes_nothing(app: Flask, databases: BothDatabases, tmp_path: Path) -> None:
    good = make(app, tmp_path / "good.zip")
    with empty(databases, db.engine.dialect.name):
        for damage, (change, sentence) in DAMAGES.items():
            pack(tmp_path / "bad.zip", change(good))
            with pytest.raises(Invalid) as refusal:
                restore_backup(tmp_path / "bad.zip")
            assert refusal.value.sentence.startswith(sentence), damage
            assert (tables_with_rows(), files.list_keys()) == ([], []), damage
        restore_backup(tmp_path / "good.zip")
        assert "site" in tables_with_rows()
    assert not list(tmp_path.glob("**/evil"))


def test_a_file_that_was_cut_off_is_refused(app: Flask, databases: BothDatabases, tmp_path: Path) -> None:
    make(app, tmp_path / "good.zip")
    whole = (tmp_path / "good.zip").read_bytes()
    with empty(databases, db.engine.dialect.name):
        for share in (0, 1, 30, 50, 99):
            (tmp_path / "bad.zip").write_bytes(whole[: len(whole) * share // 100])
            with pytest.raises(Invalid) as refusal:
                restore_backup(tmp_path / "bad.zip")
            assert refusal.value.sentence == (
                f"{tmp_path / 'bad.zip'} cannot be read: it is no backup, or it is damaged."
            )


def test_bytes_that_were_changed_on_the_way_are_noticed(app: Flask, databases: BothDatabases, tmp_path: Path) -> None:
    make(app, tmp_path / "good.zip")
    whole = (tmp_path / "good.zip").read_bytes()
    with open_backup(tmp_path / "good.zip") as archive:
        parts = read_manifest(archive, revision()).parts
    engine = db.engine.dialect.name
    for place in range(40, len(whole), len(whole) // 12):
        changed = bytes([whole[place] ^ 0x55])
        (tmp_path / "bad.zip").write_bytes(whole[:place] + changed + whole[place + 1 :])
        with empty(databases, engine):
            try:
                restored, *_held = restore_backup(tmp_path / "bad.zip")
            except Refusal:
                assert (tables_with_rows(), files.list_keys()) == ([], [])
            else:
                assert restored.parts == parts, "only what is not data may differ"


def test_another_way_of_packing_is_refused(app: Flask, databases: BothDatabases, tmp_path: Path) -> None:
    pack(tmp_path / "bad.zip", make(app, tmp_path / "good.zip"), ZIP_LZMA)
    with empty(databases, db.engine.dialect.name), pytest.raises(Invalid):
        restore_backup(tmp_path / "bad.zip")


def test_settings_are_told_without_secrets(databases: BothDatabases, tmp_path: Path) -> None:
    with empty(databases, "sqlite") as app:
        former = app.config["SETTINGS"]
        app.config["SETTINGS"] = Settings(
            data_dir=tmp_path, secret_key="s" * 40, smtp_url="smtp://me:hidden@mail.example.org:25",
            base_url="https://events.example.org", owner_email="owner@example.org",
        )  # fmt: skip
        try:
            manifest = manifest_of(app)
        finally:
            app.config["SETTINGS"] = former
    assert manifest.settings == {
        "CONFERENCE_BASE_URL": "https://events.example.org",
        "CONFERENCE_SMTP_URL": "smtp://mail.example.org:25",
        "CONFERENCE_OWNER_EMAIL": "owner@example.org",
    }


def test_the_commands_move_an_installation(tmp_path: Path) -> None:
    run, file = CliRunner(), str(tmp_path / "all.zip")
    old, new = ({"CONFERENCE_DATA_DIR": str(tmp_path / name)} for name in ("old", "new"))
    assert run.invoke(conference, ["demo", "load"], env=old).exit_code == 0
    told = run.invoke(conference, ["backup", file], env=old)
    assert (told.exit_code, told.output.endswith(f" rows and 0 files to {file}.\n")) == (0, True)
    told = run.invoke(conference, ["restore", file], env=new)
    assert (told.exit_code, told.output.splitlines()[0].startswith("Restored ")) == (0, True)
    told = run.invoke(conference, ["restore", file], env=new)
    assert told.exit_code == 1
    assert told.output.startswith("Error: There is data here already.")
    assert told.output.endswith("Nothing was changed.\n")
