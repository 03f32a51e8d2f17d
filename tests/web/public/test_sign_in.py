"""Staff sign in with a mailed link or code; looking at a link changes nothing, and no answer tells who is known."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from conference import links
from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.domain.accounts.actions import change_role, deactivate, prepare_sign_in
from conference.domain.accounts.models import Account, JournalEntry, SignIn
from conference.domain.accounts.rules import Role
from conference.mail.models import Envelope, Letter
from conference.web.access import own_path
from conference.worker import run_once
from tests.factories import make_account, make_site
from tests.pages import Page, PageClient


def mails_to(app: Flask, email: str) -> list[Letter]:
    """What the worker has posted to this address, the newest first."""
    run_once(app)
    db.session.rollback()
    found = select(Letter).join(Envelope).where(Envelope.recipient_email == email).order_by(Letter.id.desc())
    return list(db.session.scalars(found))


def link_in(letter: Letter) -> str:
    found = re.search(r"http://[^/]+(/sign-in/\S+/)", letter.text)
    assert found, letter.text
    return found[1]


def code_in(letter: Letter) -> str:
    found = re.search(r"^ {4}(\d{3} \d{3})$", letter.text, re.MULTILINE)
    assert found, letter.text
    return found[1]


def ask(client: PageClient, email: str, next_path: str = "") -> str:
    """Ask for a mail; the text of the page that answers."""
    answer = client.send(links.ask_to_sign_in(next_path), email=email)
    assert answer.request.path == "/sign-in/code/"
    return Page(answer.text).text


def open_link(app: Flask, email: str) -> str:
    """A fresh link for this member of staff."""
    account = db.session.scalar(select(Account).where(Account.email == email))
    assert account is not None
    with transaction():
        sign_in = prepare_sign_in(account, real_now())
        token = links.sign(links.Purpose.SIGN_IN_DIRECT, sign_in.id, account.link_version)
    return links.sign_in_direct(token)


@pytest.fixture
def anna(app: Flask) -> Account:
    """An organiser with an address known to the site."""
    make_site()
    return make_account(Role.ORGANISER, email="anna@example.org", name="Anna")


def test_the_mailed_link_signs_in_by_its_button_once(app: Flask, client: PageClient, anna: Account) -> None:
    ask(client, "anna@example.org", "/organise/journal/")
    link = link_in(mails_to(app, "anna@example.org")[0])
    phone = PageClient(app)
    assert Page(phone.get(link).text).headings == ["Sign in for staff"]
    answer = phone.send(link, follow=False, status=303)
    assert answer.location == "/organise/journal/"
    assert phone.page("/organise/").headings == ["Events"]
    assert db.session.scalars(select(JournalEntry.action)).all() == ["sign in"]


def test_the_mail_goes_to_the_address_as_it_was_added_in_whatever_case_one_asks(
    app: Flask, client: PageClient, anna: Account
) -> None:
    ask(client, "Anna@EXAMPLE.org")
    assert len(mails_to(app, "anna@example.org")) == 1


def test_looking_at_a_link_changes_nothing(app: Flask, client: PageClient, anna: Account) -> None:
    link = open_link(app, anna.email)
    for _ in range(5):
        assert client.http.head(link).status_code == 200
        assert client.http.get(link).status_code == 200
        assert client.http.options(link).status_code == 200
    assert client.get("/organise/", follow=False, status=302).location == "/sign-in/?next=/organise/"
    assert db.session.scalar(select(SignIn.used_at)) is None


def test_a_link_signs_in_once(app: Flask, client: PageClient, anna: Account) -> None:
    link = open_link(app, anna.email)
    other = PageClient(app)
    form = other.page(link).fields_of(-1)
    client.send(link, follow=False, status=303)
    late = other.post(link, form)
    assert late.status_code == 404
    assert Page(late.text).headings == ["This link does not work any more"]
    assert Page(other.get(link, status=404).text).headings == ["This link does not work any more"]
    other.get("/organise/", follow=False, status=302)


def test_a_double_click_signs_in_too(app: Flask, client: PageClient, anna: Account) -> None:
    link = open_link(app, anna.email)
    form = client.page(link).fields_of(-1)
    cookie = client.http.get_cookie("conference", domain="127.0.0.1")
    assert client.post(link, form, follow=False).status_code == 303
    client.sign_out()
    assert cookie is not None
    client.http.set_cookie("conference", cookie.value, domain="127.0.0.1")
    assert client.post(link, form, follow=False).location == "/organise/"
    client.get("/organise/")
    assert db.session.scalars(select(JournalEntry.action)).all() == ["sign in"]


def test_the_code_signs_in_where_it_was_asked_for(app: Flask, client: PageClient, anna: Account) -> None:
    ask(client, "anna@example.org")
    letter = mails_to(app, "anna@example.org")[0]
    other = PageClient(app)
    ask(other, "bert@example.org")
    refused = other.send("/sign-in/code/", code=code_in(letter), status=422)
    assert "This is not the code, or it is too old." in Page(refused.text).text
    assert client.send("/sign-in/code/", code=code_in(letter), follow=False, status=303).location == "/organise/"
    client.get("/organise/")
    PageClient(app).get(link_in(letter), status=404)


def test_a_wrong_code_is_refused_five_times_and_then_the_right_one_too(
    app: Flask, client: PageClient, anna: Account
) -> None:
    ask(client, "anna@example.org")
    right = code_in(mails_to(app, "anna@example.org")[0])
    wrong = f"{(int(right.replace(' ', '')) + 1) % 1_000_000:06d}"
    for _ in range(5):
        client.send("/sign-in/code/", code=wrong, status=422)
    client.send("/sign-in/code/", code=right, status=422)
    client.get("/organise/", follow=False, status=302)
    assert db.session.scalar(select(SignIn.tries)) == 5


def test_an_old_code_and_an_old_link_are_refused(app: Flask, client: PageClient, anna: Account) -> None:
    ask(client, "anna@example.org")
    code = code_in(mails_to(app, "anna@example.org")[0])
    with transaction():
        db.session.execute(update(SignIn).values(asked_at=real_now() - timedelta(minutes=11)))
    client.send("/sign-in/code/", code=code, status=422)


def test_too_many_wrong_codes_from_one_place_are_answered_with_the_link(app: Flask, client: PageClient) -> None:
    make_site()
    ask(client, "nobody@example.org")
    for _ in range(30):
        client.send("/sign-in/code/", code="123456", status=422)
    answer = client.send("/sign-in/code/", code="123456", status=422)
    assert "Too many wrong codes came from where you are." in Page(answer.text).text


def test_the_answer_is_the_same_for_every_address(app: Flask, client: PageClient, anna: Account) -> None:
    make_account(Role.OWNER, email="gone@example.org", active=False)
    words = [ask(PageClient(app), email).replace(email, "…") for email in
             ("anna@example.org", "gone@example.org", "nobody@example.org")]  # fmt: skip
    assert words[0] == words[1] == words[2]
    assert [len(mails_to(app, email)) for email in ("anna@example.org", "gone@example.org", "nobody@example.org")] == [
        1,
        0,
        0,
    ]
    asked = db.session.scalar(select(func.count(SignIn.id)))
    assert asked == 3


def test_the_same_page_but_no_sixth_mail_in_an_hour(app: Flask, anna: Account) -> None:
    pages = {ask(PageClient(app), "anna@example.org") for _ in range(7)}
    assert len(pages) == 1
    assert len(mails_to(app, "anna@example.org")) == 5


def test_signing_out_ends_the_sign_in_also_in_a_copied_cookie(app: Flask, client: PageClient, anna: Account) -> None:
    client.sign_in(anna)
    copied = client.http.get_cookie("conference", domain="127.0.0.1")
    assert copied is not None
    client.send("/organise/", form=0, follow=False, status=303)
    thief = PageClient(app)
    thief.http.set_cookie("conference", copied.value, domain="127.0.0.1")
    thief.get("/organise/", follow=False, status=302)
    client.get("/organise/", follow=False, status=302)


def test_a_sign_in_ends_after_fourteen_days_whatever_is_done(app: Flask, client: PageClient, anna: Account) -> None:
    client.sign_in(anna)
    with transaction():
        db.session.execute(update(SignIn).values(used_at=real_now() - timedelta(days=14, minutes=1)))
    client.get("/organise/", follow=False, status=302)


@pytest.mark.parametrize("deed", ["role", "closed"])
def test_another_role_or_a_closed_account_ends_sessions_and_links(
    app: Flask, client: PageClient, anna: Account, deed: str
) -> None:
    client.sign_in(anna)
    link = open_link(app, anna.email)
    with transaction():
        if deed == "role":
            change_role(anna, Role.EDITOR, actor="system", now=real_now())
        else:
            deactivate(anna, actor="system", now=real_now())
    client.get("/organise/", follow=False, status=302)
    client.get(link, status=404)


def test_what_was_in_the_cookie_before_is_gone_after_signing_in(app: Flask, client: PageClient, anna: Account) -> None:
    ask(client, "anna@example.org")
    client.sign_in(anna)
    assert client.get("/sign-in/code/", follow=False, status=302).location == "/sign-in/"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "\\\\evil", "/a\tb",
        "/a b", "http:/evil.example", "evil", "//[", "/a\x00b", "/é", "/" + "a" * 400, "",
    ],
)  # fmt: skip
def test_only_paths_of_ours_are_gone_on_to(path: str) -> None:
    assert own_path(path) == ""


def test_a_path_of_ours_is_gone_on_to() -> None:
    assert own_path("/organise/soc22/?page=2") == "/organise/soc22/?page=2"


def test_no_page_of_the_sign_in_library_is_reachable(app: Flask) -> None:
    assert [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security.")] == []
