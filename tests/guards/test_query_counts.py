"""Pages ask the database as often for thirty things (200 in the soak) as for one."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import Base, db
from conference.domain.events.models import Event, Series
from conference.web import versions
from conference.web.access import public
from tests.guards.crawl import Crawl, answer
from tests.guards.house import AFTERWARDS, NOW, furnish
from tests.guards.routes import small_app
from tests.pages import PageClient
from tests.statements import statements

FEW, MANY = 1, 200 if os.environ.get("CONFERENCE_SOAK") else 30
Counts = dict[str, list[str]]


def count_queries(app: Flask, who: PageClient) -> Counts:
    """What each GET route asks the database, nothing being kept from before."""
    found = {}
    for route, address in Crawl(app).visits("GET"):
        forget_what_is_kept()
        with statements() as sent:
            answer(who, "GET", address)
        found[route.path] = sent
    return found


def forget_what_is_kept() -> None:
    """Let every page look the same things up (a page that was never asked for is made from nothing anyhow)."""
    versions.forget()
    db.session.remove()


def growing(few: Counts, many: Counts) -> Iterator[str]:
    """The pages that ask more often where there is more, with the statement that they repeat most."""
    for path in few:
        if len(few[path]) != len(many[path]):
            most = max(many[path], key=many[path].count)
            yield (f"{path}: {len(few[path])} queries for {FEW}, {len(many[path])} for {MANY}; "
                   f"{many[path].count(most)} times: {' '.join(most.split())[:300]}")  # fmt: skip


def _counted(app: Flask, number: int, client: PageClient, stand: Callable[[datetime], None], at: datetime) -> Counts:
    house = furnish(number)
    stand(at)
    client.sign_in(house.owner)
    return count_queries(app, client)


def _empty() -> None:
    db.session.remove()
    with db.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.mark.parametrize("at", [NOW, AFTERWARDS], ids=["open", "over"])
def test_every_page_asks_as_often_for_many_as_for_one(
    app: Flask, client: PageClient, stand_at: Callable[[datetime], None], at: datetime
) -> None:
    few = _counted(app, FEW, client, stand_at, at)
    _empty()
    client.sign_out()
    many = _counted(app, MANY, client, stand_at, at)
    assert "\n".join(growing(few, many)) == ""


def test_a_page_that_asks_for_each_is_named(app: Flask) -> None:
    @public
    def show() -> str:
        return " ".join(event.series.title for event in db.session.scalars(select(Event)) if event.series)

    wrong = small_app("/wrong/", show)
    wrong.config.update({name: app.config[name] for name in ("SQLALCHEMY_DATABASE_URI", "ADDRESS")})
    db.init_app(wrong)
    furnish(3)
    own_series = [*db.session.scalars(select(Series.id)), None, None, None]  # the webinars are in none
    for one, series_id in zip(db.session.scalars(select(Event).order_by(Event.id)), own_series, strict=True):
        one.series_id = series_id
    db.session.commit()
    with wrong.app_context():
        many = count_queries(wrong, PageClient(wrong))
        db.session.remove()
        db.engine.dispose()
    faults = list(growing({"/wrong/": many["/wrong/"][:2]}, many))
    assert faults[0].startswith(f"/wrong/: 2 queries for 1, 4 for {MANY}; 3 times: SELECT series.id")
