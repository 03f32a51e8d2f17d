"""`conference backup FILE` and `conference restore FILE`: everything in one file, and back, on either database."""

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from zipfile import ZipFile

import click
from flask import Flask

import conference
from conference.app import create_app
from conference.cli.database import fault_of_tables, revision, upgrade_database
from conference.core.backup import Manifest, write_backup
from conference.core.clock import real_now
from conference.core.database import transaction
from conference.core.errors import Conflict, Refusal
from conference.core.jobs import hold_unfinished
from conference.core.restore import (
    check_target_is_empty,
    check_whole,
    drop_files,
    open_backup,
    read_manifest,
    restore_files,
    restore_rows,
)
from conference.mail.outbox import hold_unsent
from conference.settings import PREFIX, Settings, load_settings

ABOUT_LINKS = (
    "Links in mails that were sent before work here only with the same secret key: set CONFERENCE_SECRET_KEY, or take"
    " the file secret-key over."
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write all rows and files, and the settings without secrets, into one new FILE."""
    app = create_app(load_settings())
    with app.app_context():
        try:
            manifest = write_backup(file, manifest_of(app))
        except Refusal as refusal:
            raise click.ClickException(refusal.sentence) from None
    click.echo(f"Wrote {manifest.count_rows()} rows and {manifest.count_files()} files to {file}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Fill an empty installation from a backup FILE; what was not sent is held until an organiser releases it."""
    app = create_app(load_settings())
    upgrade_database(app)
    with app.app_context():
        try:
            manifest, held, jobs = restore_backup(file)
        except Refusal as refusal:
            raise click.ClickException(f"{refusal.sentence} Nothing was changed.") from None
    click.echo(f"Restored {manifest.count_rows()} rows and {manifest.count_files()} files.")
    for name, value in manifest.settings.items():
        click.echo(f"Set there: {name}={value}")
    click.echo(ABOUT_LINKS)
    if held:
        click.echo(f"{held} mails were not sent yet. They are held: release them on the page Outbox.")
    if jobs:
        click.echo(f"{jobs} tasks that may write mails were not done yet. They are held: release them there, too.")


def manifest_of(app: Flask) -> Manifest:
    """What a backup of this installation says about itself, without parts.

    Raises Conflict where the tables are not those of this version.
    """
    settings: Settings = app.config["SETTINGS"]
    fault = fault_of_tables()
    if fault:
        raise Conflict(fault)
    return Manifest(version=conference.__version__, revision=revision(), made_at=real_now().isoformat(),
                    settings=_without_secrets(settings))  # fmt: skip


def _without_secrets(settings: Settings) -> dict[str, str]:
    told = {"BASE_URL": settings.base_url, "SMTP_URL": _without_password(settings.smtp_url),
            "OWNER_EMAIL": settings.owner_email}  # fmt: skip
    return {PREFIX + name: value for name, value in told.items() if value}


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if address else ""


def restore_backup(file: Path) -> tuple[Manifest, int, int]:
    """Check the whole file, then fill the empty installation; the manifest, and how many mails and jobs are held.

    Raises Invalid for a file that is no whole backup, Conflict where there is data already; then nothing is changed.
    """
    with open_backup(file) as archive:
        manifest = read_manifest(archive, revision())
        check_target_is_empty()
        check_whole(archive, manifest)
        try:
            return manifest, *_fill(archive, manifest)
        except BaseException:
            drop_files(manifest)
            raise


def _fill(archive: ZipFile, manifest: Manifest) -> tuple[int, int]:
    with transaction():
        check_target_is_empty()
        restore_rows(archive)
        restore_files(archive, manifest)
        return hold_unsent(), hold_unfinished()
