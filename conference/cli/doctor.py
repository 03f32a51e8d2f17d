"""`conference doctor`: is everything as it should be; each fault is named in words."""

import sys
from collections.abc import Callable, Iterator
from threading import Event

import click
from flask import Flask

from conference.app import create_app
from conference.cli.database import fault_of_tables
from conference.core import files
from conference.core.clock import monotonic, now
from conference.core.database import db, is_reachable, transaction
from conference.core.errors import NotFound
from conference.core.jobs import JobState, find_job, list_parked_jobs, queue_job
from conference.core.tokens import public_id
from conference.core.words import _, ngettext
from conference.domain.accounts.queries import count_owners
from conference.domain.site.queries import find_site
from conference.mail import outbox
from conference.mail.models import EnvelopeState
from conference.mail.transport import Refused
from conference.settings import FaultySettings, load_settings, unknown_settings
from conference.worker import worker_of

PATIENCE_SECONDS, LOOK_EVERY_SECONDS = 10.0, 0.1
Fault = Iterator[str]


@click.command()
def doctor() -> None:
    """Test settings, database, mail, storage and worker; name every fault; exit with 1 where there is one."""
    faults = [*unknown_settings()]
    try:
        app = create_app(load_settings())
    except FaultySettings as fault:
        faults += str(fault).splitlines()
    else:
        with app.app_context():
            faults += [sentence for look in LOOKS for sentence in look(app)]
    for sentence in faults:
        click.echo(sentence, err=True)
    if faults:
        sys.exit(1)
    click.echo(_("All is well."))


def _base_address(app: Flask) -> Fault:
    settings = app.config["SETTINGS"]
    if settings.base_url and not settings.is_secure and "//127.0.0.1" not in settings.address:
        yield _("CONFERENCE_BASE_URL begins with http://, so sign-in cookies can be read on the way. Use https://.")


def _proxies(app: Flask) -> Fault:
    settings = app.config["SETTINGS"]
    if settings.base_url and settings.is_secure and not settings.trusted_proxies:
        yield _(
            "CONFERENCE_TRUSTED_PROXIES is 0, so all visitors seem to come from the proxy. "
            "Set it to the number of proxies in front."
        )
    if settings.trusted_proxies and not settings.base_url:
        yield _("CONFERENCE_TRUSTED_PROXIES is set without CONFERENCE_BASE_URL: is there really a proxy in front?")


def _database(_app: Flask) -> Fault:
    if not is_reachable():
        yield _("The database does not answer. Look at CONFERENCE_DATABASE_URL.")
        return
    fault = fault_of_tables()
    if fault:
        yield fault
        return
    yield from _rows()


def _rows() -> Fault:
    if find_site() is None:
        yield _("Nothing is set up yet. Run `conference serve` once.")
    elif count_owners() == 0:
        yield _("Nobody is an owner. Run `conference staff add EMAIL --role owner`.")


def _mail(app: Flask) -> Fault:
    try:
        worker_of(app).transport.check()
    except Refused as refused:
        yield _("Mail cannot go out. %(reason)s", reason=refused.reason)


def _storage(_app: Flask) -> Fault:
    key = f"doctor/{public_id()}"
    try:
        files.keep(key, b"well")
        is_kept = files.read(key) == b"well"
        files.drop(key)
    except (OSError, NotFound) as error:
        yield _("Files cannot be kept in the data folder: %(error)s.", error=error)
        return
    if not is_kept:
        yield _("Files in the data folder do not keep what is written.")


def _worker(app: Flask) -> Fault:
    if not is_reachable() or fault_of_tables():
        return
    with transaction():
        job_id = queue_job("check", {}, now(), key="check").id
    worker_of(app).wake()
    if not _is_done(job_id):
        yield _("No worker takes up work. Run `conference serve`, or `conference worker`.")
    yield from _left_undone()


def _is_done(job_id: int) -> bool:
    until = monotonic() + PATIENCE_SECONDS
    while monotonic() < until:
        db.session.remove()
        job = find_job(job_id)
        if job is None or job.state not in {JobState.WAITING, JobState.RUNNING}:
            return True
        Event().wait(LOOK_EVERY_SECONDS)
    return False


def _left_undone() -> Fault:
    failed = outbox.count_by_state()[EnvelopeState.FAILED]
    if failed:
        yield ngettext(
            "%(num)s mail failed; the outbox says why.", "%(num)s mails failed; the outbox says why.", failed
        )
    parked = list_parked_jobs()
    if parked:
        yield _("Work of the kind %(kind)s was given up: %(error)s", kind=parked[0].kind, error=parked[0].error)


LOOKS: tuple[Callable[[Flask], Fault], ...] = (_base_address, _proxies, _database, _mail, _storage, _worker)
