"""`conference demo load`: the demo, as of a day; never over data of one's own."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module

import click
from flask import Flask
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from sqlalchemy import delete

from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.core.clock import find_demo_start
from conference.core.database import Base, db, transaction
from conference.domain.site.queries import find_site
from conference.settings import load_settings

DAY = "%Y-%m-%d"
FIRST_DAY = datetime(2021, 11, 1)  # noqa: DTZ001 -- a day as it is typed; it gets its hour and zone below
HOUR = 9
OWN_DATA = "This database holds data of its own, so the demo is not loaded. Set CONFERENCE_DATA_DIR to another folder."


@click.group()
def demo() -> None:
    """Look after the demo."""


@demo.command()
@click.option("--at", type=click.DateTime([DAY]), help="As of this day, like 2022-06-20 (else 2021-11-01).")
def load(at: datetime | None) -> None:
    """Load the demo into an empty database, or in place of another demo."""
    app = create_app(load_settings())
    upgrade_database(app)
    with app.app_context():
        if find_site() is not None and find_demo_start() is None:
            raise click.ClickException(OWN_DATA)
    load_demo(app, at or FIRST_DAY)


def prepare_demo(app: Flask, at: datetime | None, is_sure: bool) -> None:
    """Load the demo on first start; with `at` let it stand at that day, after asking where one of another day is."""
    with app.app_context():
        is_new, start = find_site() is None, find_demo_start()
    if is_new:
        load_demo(app, at or FIRST_DAY)
    elif at is not None and start is None:
        raise click.ClickException(OWN_DATA.replace("loaded", "moved to another day"))
    elif at is not None and start is not None and start != _instant(at):
        if not is_sure:
            _ask_to_replace(start, at)
        load_demo(app, at)


def _ask_to_replace(start: datetime, at: datetime) -> None:
    question = f"The demo stands at {start:%Y-%m-%d}. Replace it by that of {at:%Y-%m-%d}, with all that was changed?"
    if not sys.stdin.isatty():
        raise click.ClickException(f"{question} Say --yes to do so.")
    click.confirm(question, abort=True)


def _instant(day: datetime) -> datetime:
    return day.replace(hour=HOUR, tzinfo=UTC)


def load_demo(app: Flask, day: datetime) -> None:
    """Empty the database and load the demo as of the morning of this day, with a progress bar."""
    loader = import_module("conference.demo.loader")
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with app.app_context(), Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("Loading the demo", total=1.0)
        empty_database()
        loader.load_demo(_instant(day), _progress(bar, task))
        bar.update(task, completed=1.0)


def _progress(bar: Progress, task: object) -> Callable[[float], None]:
    def show(part: float) -> None:
        bar.update(task, completed=part)  # type: ignore[arg-type]

    return show


def empty_database() -> None:
    """Delete every row of every table."""
    with transaction():
        for table in reversed(Base.metadata.sorted_tables):
            db.session.execute(delete(table))
