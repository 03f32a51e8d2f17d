"""`conference serve`: bring the data up to date, then serve the site; one process also does the background work."""

import errno
import socket
import sys
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.cli.demo import DAY, prepare_demo
from conference.cli.staff import sign_in_link
from conference.core.addresses import clean_address
from conference.core.clock import find_demo_start, now
from conference.core.database import db, transaction
from conference.core.errors import Invalid
from conference.core.words import _
from conference.domain.accounts.actions import SYSTEM, add_staff
from conference.domain.accounts.queries import find_first_owner
from conference.domain.accounts.rules import Role
from conference.domain.site.actions import set_up_site
from conference.domain.site.queries import find_site
from conference.settings import DEFAULT_PORT, load_settings, unknown_settings
from conference.worker import start_worker, stop_worker, wake_after_commits

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SECONDS_TO_STOP = 30
QUIET = "warning"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--at", type=click.DateTime([DAY]), help="Serve the demo as of this day, like 2022-06-20.")
@click.option("--empty", is_flag=True, help="Start without the demo, for your own events.")
@click.option("--yes", is_flag=True, help="Replace a demo of another day without asking.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True,
              help="Processes; with more than one, run `conference worker` beside them.")  # fmt: skip
@click.option("--threads", type=click.IntRange(1, 256), default=8, show_default=True, help="Threads of each process.")
def serve(port: int, host: str, at: datetime | None, empty: bool, yes: bool, workers: int, threads: int) -> None:
    """Serve the site; on first start make the database and load the demo."""
    for sentence in unknown_settings():
        click.echo(sentence, err=True)
    settings = load_settings(port=port)
    check_address_is_free(host, port)
    app = create_app(settings)
    upgrade_database(app)
    prepare_owner(app) if empty else prepare_demo(app, at, yes)
    settings.keep_address()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    Server(app, host, port, workers, threads).run()


def check_address_is_free(host: str, port: int) -> None:
    """Raise ClickException, saying what to do, where nothing can be served at this address: before anything is done."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        sentence = _("Nothing can be served at %(host)s, port %(port)s. Choose others with --host and --port.")
        if error.errno == errno.EADDRINUSE:
            sentence = _("Port %(port)s is in use already. Stop what runs there, or choose another with --port.")
        raise click.ClickException(sentence % {"host": host, "port": port}) from None


def prepare_owner(app: Flask) -> None:
    """On a new database: the row of settings and the first owner, from the setting or by asking.

    Raises ClickException where the demo is in it, or the address is none.
    """
    with app.app_context():
        if find_demo_start() is not None:
            raise click.ClickException(_(
                "This database holds the demo, so it cannot start empty. Set CONFERENCE_DATA_DIR to another folder."
            ))  # fmt: skip
        if find_site() is not None:
            return
        email = app.config["SETTINGS"].owner_email or _ask_for_owner()
        try:
            address = clean_address(email)
        except Invalid as error:
            raise click.ClickException(error.sentence) from None
        with transaction():
            set_up_site(name=_("Conference"), sender_email=address)
            add_staff(address, "", Role.OWNER, actor=SYSTEM, now=now())


def _ask_for_owner() -> str:
    if not sys.stdin.isatty():
        raise click.ClickException(_("Set CONFERENCE_OWNER_EMAIL to the address of the first owner."))
    return str(click.prompt(_("Your address (the first owner)")))


def options_of(host: str, port: int, workers: int, threads: int) -> dict[str, Any]:
    """How gunicorn runs."""
    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers, "threads": threads, "worker_class": "gthread", "proc_name": "conference",
        "preload_app": True, "graceful_timeout": SECONDS_TO_STOP, "loglevel": QUIET, "keepalive": 5,
        "control_socket_disable": True,
    }  # fmt: skip


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn around our application; with one process the worker runs in it."""

    def __init__(self, app: Flask, host: str, port: int, workers: int, threads: int) -> None:
        self.app = app
        self.is_embedding = workers == 1
        self.is_loopback = host in LOOPBACK and urlsplit(app.config["ADDRESS"]).hostname in LOOPBACK
        self.options = {
            **options_of(host, port, workers, threads), "post_worker_init": self._started, "worker_exit": self._ended,
        }  # fmt: skip
        super().__init__()

    def load_config(self) -> None:
        """Our options and nothing from files or the environment."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return self.app

    def _started(self, worker: Any) -> None:
        if self.is_embedding:
            start_worker(self.app)
        else:
            wake_after_commits(self.app)
        if worker.age == 1:
            announce(self.app, self.is_loopback)

    def _ended(self, _arbiter: Any, _worker: Any) -> None:
        if self.is_embedding:
            stop_worker(self.app)
        with self.app.app_context():
            db.engine.dispose()


def announce(app: Flask, is_loopback: bool) -> None:
    """Say where the site is; on this machine also how to sign in as the first owner."""
    click.echo(f"Open: {app.config['ADDRESS']}/")
    with app.app_context():
        owner = find_first_owner() if is_loopback else None
        if owner is not None:
            click.echo(f"Sign in: {sign_in_link(app, owner)}")
    sys.stdout.flush()
