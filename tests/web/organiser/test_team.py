"""Who is on the staff: adding, changing roles, closing accounts, teams of single events."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from conference.core.database import db
from conference.domain.accounts.models import Account, JournalEntry
from conference.domain.accounts.queries import find_account, roles_of
from conference.domain.accounts.rules import Role
from conference.domain.events.models import TeamMember
from conference.domain.events.rules import TeamRole
from conference.mail.models import Envelope
from tests.factories import make_account, make_event, make_site
from tests.pages import Page, PageClient


@pytest.fixture
def owner(app: Flask, client: PageClient) -> Account:
    """The owner, signed in."""
    make_site()
    account = make_account(Role.OWNER, email="owner@example.org", name="Olga Owner")
    client.sign_in(account)
    return account


def staff(email: str) -> Account:
    db.session.rollback()
    account = find_account(email)
    assert account is not None
    return account


def test_an_owner_adds_somebody_who_is_told_by_mail(client: PageClient, owner: Account) -> None:
    answer = client.send("/organise/team/", email="Anna@Example.org", name="Anna", role="editor")
    assert "Anna@example.org can sign in now. A mail tells them how." in Page(answer.text).text
    assert roles_of(staff("Anna@example.org")) == {Role.EDITOR}
    assert db.session.scalars(select(Envelope.recipient_email)).all() == ["Anna@example.org"]


def test_an_address_is_added_once(client: PageClient, owner: Account) -> None:
    answer = client.send("/organise/team/", email="owner@example.org", status=422)
    assert "This address has an account already." in Page(answer.text).text
    assert Page(answer.text).fields_of(-1)["email"] == "owner@example.org"


def test_an_address_is_the_same_in_upper_and_lower_case(client: PageClient, owner: Account) -> None:
    anna = make_account(None, email="Anna@example.org")
    make_event(slug="soc22")
    answer = client.send("/organise/team/", email="ANNA@Example.org", status=422)
    assert "This address has an account already." in Page(answer.text).text
    client.send("/organise/soc22/team/", email="anna@example.org", role=TeamRole.EDITOR.value)
    assert staff("anna@EXAMPLE.org").id == anna.id
    assert db.session.scalars(select(Account.email).order_by(Account.id)).all() == [
        "owner@example.org", "Anna@example.org",
    ]  # fmt: skip
    assert [member.account_id for member in db.session.scalars(select(TeamMember))] == [anna.id]


def test_the_database_itself_keeps_one_account_for_an_address(app: Flask, owner: Account) -> None:
    with pytest.raises(IntegrityError):
        make_account(None, email="OWNER@example.org")


def test_another_role_counts_at_once(app: Flask, client: PageClient, owner: Account) -> None:
    anna = make_account(Role.ORGANISER, email="anna@example.org")
    other = PageClient(app).sign_in(anna)
    client.send(f"/organise/team/{anna.id}/", form=1, role="editor")
    assert roles_of(staff("anna@example.org")) == {Role.EDITOR}
    other.get("/organise/", follow=False, status=302)


def test_the_last_owner_stays(client: PageClient, owner: Account) -> None:
    refused = client.send(f"/organise/team/{owner.id}/", form=1, role="none", status=422)
    assert "This is the last owner. Make somebody else an owner first." in Page(refused.text).text
    refused = client.send(f"/organise/team/{owner.id}/", status=422)
    assert "This is the last owner. Make somebody else an owner first." in Page(refused.text).text
    assert (staff("owner@example.org").active, roles_of(owner)) == (True, {Role.OWNER})


def test_closing_and_opening_an_account(app: Flask, client: PageClient, owner: Account) -> None:
    anna = make_account(Role.ORGANISER, email="anna@example.org")
    other = PageClient(app).sign_in(anna)
    path = f"/organise/team/{anna.id}/"
    assert client.page(path).forms[-1]["action"] == path + "close/"
    client.send(path)
    other.get("/organise/", follow=False, status=302)
    assert client.page(path).forms[-1]["action"] == path + "open/"
    client.send(path)
    assert staff("anna@example.org").active is True
    assert [entry.action for entry in db.session.scalars(select(JournalEntry).order_by(JournalEntry.id))][-2:] == [
        "close account",
        "open account again",
    ]


def test_a_team_member_works_on_one_event_alone(app: Flask, client: PageClient, owner: Account) -> None:
    make_event(slug="soc22", title="Social Outcomes Conference 2022")
    make_event(slug="soc23", title="Social Outcomes Conference 2023")
    client.send("/organise/soc22/team/", email="bert@example.org", name="Bert", role=TeamRole.ORGANISER.value)
    helper = PageClient(app).sign_in(staff("bert@example.org"))
    page = helper.page("/organise/")
    assert "Social Outcomes Conference 2022" in page.text
    assert "Social Outcomes Conference 2023" not in page.text
    assert helper.page("/organise/soc22/").headings == ["Social Outcomes Conference 2022"]
    for path in (
        "/organise/soc23/",
        "/organise/soc23/journal/",
        "/organise/team/",
        "/organise/outbox/",
        "/organise/site/",
    ):
        helper.get(path, status=404)
    client.send("/organise/soc22/team/", form=1)
    helper.get("/organise/soc22/", status=404)


def test_somebody_with_the_longest_address_can_sign_in_and_act(app: Flask, client: PageClient) -> None:
    make_site()
    address = f"{'a' * 64}@{'.'.join('b' * 60 for _part in range(3))}.org"
    client.sign_in(make_account(Role.OWNER, email=address))
    client.send("/organise/venues/new/", name="Town Hall")
    assert set(db.session.scalars(select(JournalEntry.actor))) == {address}
