"""The command `conference`: one file for each group of commands."""

import sys

import click

from conference.cli import backup, database, demo, doctor, serve, staff, worker
from conference.settings import FaultySettings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="conference")
def conference() -> None:
    """Run an organisation's events: serve the site, work in the background, look after data and staff."""


for command in (
    serve.serve, worker.worker, database.db_group, demo.demo, staff.staff, doctor.doctor, backup.backup, backup.restore,
):  # fmt: skip
    conference.add_command(command)


def main() -> None:
    """Run the command; settings that cannot be used are named, one sentence a line, and nothing is done."""
    try:
        conference()
    except FaultySettings as fault:
        click.echo(str(fault), err=True)
        sys.exit(2)
