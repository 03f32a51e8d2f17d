"""`conference worker`: the background work alone, where several processes serve."""

import click

from conference.app import create_app
from conference.settings import load_settings
from conference.worker import run_worker


@click.command()
def worker() -> None:
    """Send mail and do background work until stopped (for sites with several serving processes)."""
    run_worker(create_app(load_settings()))
