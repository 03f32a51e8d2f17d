"""Looking changes nothing, and nothing is changed without a token against forgery."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.web.access import public
from tests.guards.crawl import Crawl, answer, fingerprint
from tests.guards.house import AFTERWARDS, NOW, START, House, furnish
from tests.guards.routes import small_app
from tests.pages import Page, PageClient
from tests.statements import statements

LEADS_ON = {
    "/sign-in/code/": "to /sign-in/ in a browser that did not ask for a mail",
    "/organise/<slug:event_slug>/schedule/": "to the day of the schedule that matters most now",
    "/speak/<token:token>/sessions/<id:session_id>/does-not-suit/": "to the speaker's page, for what is public by now",
    "/sign-in/": "to the workbench where somebody is signed in",
}
NOT_OF_THIS_HOUSE = {
    "/organise/events/<slug:slug>/run/": "its event is a conference, and only webinars have a run",
    '/organise/<slug:event_slug>/door/badges/<any("90x55", "85x55", "a6"):size>.pdf': "nobody asked for badges",
}
GONE_AFTERWARDS = {  # of an event that is over there is no draft to look forward to
    "/preview/<token:token>/", "/preview/<token:token>/sessions/<slug:session_slug>/",
}  # fmt: skip
MAIL_AS_IT_IS = "/organise/outbox/<id:envelope_id>/html/"  # not a page of ours: styles stand where mail programs read
READS = ("SELECT", "PRAGMA", "BEGIN DEFERRED", "ROLLBACK")
REFUSALS = {302, 303, 400, 403, 404, 405, 422}


class Watch:
    """Which tables were changed. Reading them all takes as long as a page: only after what was no SELECT."""

    def __init__(self) -> None:
        self.before = fingerprint()
        self.changed: list[str] = []

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Note in `changed` which tables the block changed."""
        with statements() as sent:
            yield
        self.changed = [] if all(one.startswith(READS) for one in sent) else self.changed_unseen()

    def changed_unseen(self) -> list[str]:
        """The tables that are not as they were at the last look."""
        before, self.before = self.before, fingerprint()
        return [name for name in before if before[name] != self.before[name]]


def changed_by_looking(app: Flask, who: PageClient) -> Iterator[str]:
    """GET and HEAD of every route leave every row as it was, and never fail."""
    crawl = Crawl(app)
    watch = Watch()
    for method in ("GET", "HEAD"):
        for route, address in crawl.visits(method):
            with watch.looking():
                response = answer(who, method, address)
            if response.status_code >= 500:
                yield f"{method} {route.path}: {response.status_code}"
            yield from (f"{method} {route.path}: the table {name} was changed" for name in watch.changed)
    yield from (f"something unseen: the table {name} was changed" for name in watch.changed_unseen())


def changed_without_token(app: Flask, who: PageClient) -> Iterator[str]:
    """A POST with all that a page's form holds, but without its token, is refused and changes no row."""
    crawl = Crawl(app)
    watch = Watch()
    for route, address in crawl.visits("POST"):
        if route.access is None:
            continue
        typed = _forms_at(who, address) if "GET" in route.methods else [{}]
        for fields in typed or [{}]:
            with watch.looking():
                response = answer(who, "POST", address, {**fields, "csrf_token": "forged"})
            yield from (f"POST {route.path}: without a token it changed the table {name}" for name in watch.changed)
            if response.status_code not in REFUSALS:
                yield f"POST {route.path}: without a token it answered {response.status_code}"
    yield from (f"something unseen: the table {name} was changed" for name in watch.changed_unseen())


def _forms_at(who: PageClient, address: str) -> list[dict[str, object]]:
    page = Page(answer(who, "GET", address).text)
    return [page.fields_of(index) for index, form in enumerate(page.forms) if form["method"].lower() == "post"]


@pytest.fixture
def house(app: Flask) -> House:
    """One of everything, while the event is open."""
    del app
    return furnish(1)


@pytest.fixture(params=["owner", "editor", "stranger"])
def who(request: pytest.FixtureRequest, house: House, client: PageClient) -> PageClient:
    """A browser of the owner, of an editor, and of somebody whom nobody knows."""
    accounts: dict[str, Account] = {"owner": house.owner, "editor": house.editor}
    return client.sign_in(accounts[request.param]) if request.param in accounts else client


def test_looking_changes_nothing(app: Flask, who: PageClient) -> None:
    assert "\n".join(changed_by_looking(app, who)) == ""


@pytest.mark.parametrize("at", [NOW, START, AFTERWARDS], ids=["open", "live", "over"])
def test_the_owner_finds_every_page_in_order(
    app: Flask, house: House, client: PageClient, stand_at: Callable[[datetime], None], at: datetime
) -> None:
    stand_at(at)
    client.sign_in(house.owner)
    gone = {*NOT_OF_THIS_HOUSE, *(GONE_AFTERWARDS if at == AFTERWARDS else ())}
    assert "\n".join(_faults(client, Crawl(app), gone)) == ""


def _faults(client: PageClient, crawl: Crawl, gone: Collection[str]) -> Iterator[str]:
    for route, address in crawl.visits("GET"):
        if route.path == MAIL_AS_IT_IS:
            continue
        try:
            status = 302 if route.path in LEADS_ON else 404 if route.path in gone else 200
            client.get(address, status=status, follow=False).close()
        except AssertionError as error:
            yield f"{route.path}: {str(error)[:300]}"


def test_nothing_is_changed_without_a_token(app: Flask, house: House, client: PageClient) -> None:
    assert "\n".join(changed_without_token(app, client.sign_in(house.owner))) == ""


@contextmanager
def _wrong(app: Flask, method: str) -> Iterator[PageClient]:
    """A browser of an application on the same database, whose one view changes something for everybody."""

    @public
    def rename() -> str:
        with transaction():
            event = db.session.scalars(select(Event).order_by(Event.id)).first()
            assert event is not None
            event.title += " again"
        return "renamed"

    wrong = small_app("/wrong/", rename, (method,))
    wrong.config.update({name: app.config[name] for name in ("SQLALCHEMY_DATABASE_URI", "ADDRESS")})
    db.init_app(wrong)
    yield PageClient(wrong)
    with wrong.app_context():
        db.engine.dispose()


def test_a_look_that_writes_is_named(app: Flask, house: House) -> None:
    with _wrong(app, "GET") as client:
        faults = list(changed_by_looking(client.app, client))
    assert faults == [
        "GET /wrong/: the table event was changed",
        "HEAD /wrong/: the table event was changed",
    ]


def test_a_forged_deed_is_named(app: Flask, house: House) -> None:
    with _wrong(app, "POST") as client:
        faults = list(changed_without_token(client.app, client))
    assert faults == [
        "POST /wrong/: without a token it changed the table event",
        "POST /wrong/: without a token it answered 200",
    ]
