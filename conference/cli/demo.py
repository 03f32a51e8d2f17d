"""`conference demo load`: the demo, as of a day; never over data of one's own."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from multiprocessing import get_context

import click
from flask import Flask
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.core.clock import find_demo_start
from conference.core.errors import Conflict
from conference.demo import loader
from conference.domain.site.queries import find_site
from conference.settings import load_settings

DAY = "%Y-%m-%d"
OWN_DATA = "This database holds data of its own, so the demo is not %s. Set CONFERENCE_DATA_DIR to another folder."


@click.group()
def demo() -> None:
    """Look after the demo."""


@demo.command()
@click.option("--at", type=click.DateTime([DAY]), help="As of this day, like 2022-06-20 (else 2021-11-01).")
@click.option("--yes", is_flag=True, help="Replace a demo that is there without asking.")
def load(at: datetime | None, yes: bool) -> None:
    """Load the demo into an empty database, or in place of another demo."""
    app = create_app(load_settings())
    upgrade_database(app)
    day = at.date() if at else loader.FIRST_DAY
    with app.app_context():
        start = find_demo_start()
    if start is not None and not yes:
        _ask_to_replace(start, day)
    load_demo(app, day)


def prepare_demo(app: Flask, at: datetime | None, is_sure: bool) -> None:
    """Load the demo on first start; with `at` let it stand at that day, after asking where one of another day is."""
    with app.app_context():
        is_new, start = find_site() is None, find_demo_start()
    day = at.date() if at else loader.FIRST_DAY
    if is_new:
        load_apart(app, day)
    elif at is not None and start is None:
        raise click.ClickException(OWN_DATA % "moved to another day")
    elif at is not None and start is not None and start != loader.demo_start(day):
        if not is_sure:
            _ask_to_replace(start, day)
        load_apart(app, day)


def _ask_to_replace(start: datetime, day: date) -> None:
    question = f"The demo stands at {start:%Y-%m-%d}. Replace it by that of {day:%Y-%m-%d}, with all that was changed?"
    if not sys.stdin.isatty():
        raise click.ClickException(f"{question} Say --yes to do so.")
    click.confirm(question, abort=True)


def load_apart(app: Flask, day: date) -> None:
    """Load the demo in a process of its own: a server that forks must not have opened the file store before.

    The memory that loading takes is given back, too.
    """
    child = get_context("fork").Process(target=load_demo, args=(app, day))
    child.start()
    child.join()
    if child.exitcode:
        raise click.ClickException("The demo was not loaded.")


def load_demo(app: Flask, day: date) -> None:
    """Load the demo as of this day, with a progress bar."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with app.app_context(), Progress(*columns, console=Console(stderr=True)) as bar:
        try:
            loader.load_demo(day, _progress(bar, bar.add_task("Loading the demo", total=1.0)))
        except Conflict:
            raise click.ClickException(OWN_DATA % "loaded") from None


def _progress(bar: Progress, task: TaskID) -> Callable[[float], None]:
    def show(part: float) -> None:
        bar.update(task, completed=part)

    return show
