"""`conference staff`: members of staff, for an owner without mail."""

import click
from flask import Flask

from conference import links
from conference.app import create_app
from conference.core.clock import now, real_now
from conference.core.database import transaction
from conference.core.errors import Refusal
from conference.domain.accounts import notices
from conference.domain.accounts.actions import SYSTEM, add_staff, prepare_sign_in
from conference.domain.accounts.models import Account
from conference.domain.accounts.queries import find_account
from conference.domain.accounts.rules import Role
from conference.domain.site.queries import find_site
from conference.settings import load_settings

ROLES = {role.value.replace(" ", "-"): role for role in Role}


@click.group()
def staff() -> None:
    """Look after the people who can sign in."""


@staff.command()
@click.argument("email")
@click.option("--role", type=click.Choice(list(ROLES)), required=True, help="What they may do on the whole site.")
@click.option("--name", default="", help="Their name.")
def add(email: str, role: str, name: str) -> None:
    """Let somebody sign in; a mail tells them how."""
    with create_app(load_settings()).app_context():
        try:
            with transaction():
                account = add_staff(email, name, ROLES[role], actor=SYSTEM, now=now())
                if find_site() is not None:
                    notices.added(account, ROLES[role].value, "", now())
        except Refusal as refusal:
            raise click.ClickException(refusal.sentence) from None
        click.echo(f"{account.email} can sign in now, as {role.replace('-', ' ')}.")


@staff.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a link that signs somebody in once, within 24 hours."""
    app = create_app(load_settings())
    with app.app_context():
        account = find_account(email)
        if account is None:
            raise click.ClickException(f"Nobody with the address {email} is on the staff.")
        click.echo(sign_in_link(app, account))


def sign_in_link(app: Flask, account: Account) -> str:
    """A whole address that signs the account in once, within 24 hours."""
    try:
        with app.app_context(), transaction():
            sign_in = prepare_sign_in(account, real_now())
            token = links.sign(links.Purpose.SIGN_IN_DIRECT, sign_in.id, account.link_version)
            return links.absolute(links.sign_in_direct(token))
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from None
