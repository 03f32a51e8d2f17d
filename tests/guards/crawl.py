"""How the guards visit every route: an example for each parameter, taken from what stands in the house."""

from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from conference import links
from conference.core.clock import real_now
from conference.core.database import Base, db, transaction
from conference.domain.accounts.actions import prepare_sign_in
from conference.domain.accounts.models import Account
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.people.models import Person
from conference.domain.registration.models import Registration, Transfer
from conference.domain.schedule.models import Preview
from conference.links import Purpose
from conference.web.static import build
from tests.guards.house import DOOR_TOKEN
from tests.guards.routes import Route, routes
from tests.pages import PageClient

CALLED_OTHERWISE = {
    "mail": "envelope",
    "code": "access_code",
    "merge": "record_merge",
    "expression": "expression_of_interest",
    "post": "blog_post",
    "file": "stored_file",
    "import": "programme_import",
}
PURPOSE_OF_ENDPOINT = {"public.sign_in.follow": Purpose.SIGN_IN, "public.sign_in.follow_direct": Purpose.SIGN_IN_DIRECT}
FIXED = {
    "number": "1", "colour": "14566b", "day": "2022-09-08", "wanted": "announced", "export": "schedule.xml",
    "webinar_slug": "webinar-0",
}  # fmt: skip
ONE_OF = {"people": "person", "series": "series"}


class NoExample(LookupError):
    """A parameter that the crawl has no value for."""


class Crawl:
    """The addresses of an application's routes, filled in from the first row of each table."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.tables = {table.name: table for table in Base.metadata.sorted_tables}
        with transaction():
            account = db.session.scalars(select(Account).order_by(Account.id)).first()
            assert account is not None
            self.sign_in = prepare_sign_in(account, real_now()).id

    def visits(self, method: str) -> Iterator[tuple[Route, str]]:
        """Each route that answers this method, with an address."""
        for route in routes(self.app):
            if method in route.methods:
                yield route, self.address(route)

    def address(self, route: Route) -> str:
        """An address of the route; raises NoExample."""
        rule = next(rule for rule in self.app.url_map.iter_rules(route.endpoint) if rule.rule == route.path)
        values = {name: self._example(route, name, kind) for name, kind in route.parameters}
        built = rule.build(values)
        assert built is not None
        return built[1]

    def _example(self, route: Route, name: str, kind: str) -> Any:
        if name == "token":
            return self._token(route)
        if name == "build_hash":
            return build()
        if route.endpoint == "static_file":
            return "css/base.css"
        if kind == "AnyConverter":
            return route.path.partition("<any(")[2].partition(",")[0].strip("\"'")
        if name in FIXED:
            return FIXED[name]
        try:
            return self._column(f"{_thing_before(route, name)}_slug" if name == "slug" else name)
        except NoExample as fault:
            raise NoExample(f"{route.path}: {fault}") from None

    def _column(self, name: str) -> Any:
        """`session_slug` is the slug of the first session, `public_id` and `name` are those of the first file."""
        thing, _, column = name.rpartition("_") if name != "public_id" else ("file", "", name)
        thing, column = ("file", "name") if name == "name" else (thing, column)
        table = self.tables.get(CALLED_OTHERWISE.get(thing, thing))
        if table is None or column not in table.columns:
            raise NoExample(f"no table has an example for {name}; call it after its table, or say in crawl.py")
        found = db.session.scalar(select(table.columns[column]).order_by(*table.primary_key.columns).limit(1))
        if found is None:
            raise NoExample(f"the house has no {thing}; furnish it in house.py")
        return found

    def _token(self, route: Route) -> str:
        if route.access and route.access.is_at_door:
            return DOOR_TOKEN
        purpose = route.access.purpose if route.access else None
        purpose = purpose or PURPOSE_OF_ENDPOINT.get(route.endpoint)
        subject = {
            Purpose.REGISTRATION: lambda: self._of(Registration, "link_version"),
            Purpose.TRANSFER: lambda: self._of(Transfer, "asked"),
            Purpose.INTEREST: lambda: self._of(ExpressionOfInterest, "link_version"),
            Purpose.CONFIRM_INTEREST: lambda: self._of(ExpressionOfInterest, "proposal_number"),
            Purpose.PREVIEW: lambda: self._of(Preview, "link_version"),
            Purpose.SPEAKER: lambda: self._of(Person, "link_version"),
            Purpose.SIGN_IN: lambda: (self.sign_in, self._of(Account, "link_version")[1]),
            Purpose.SIGN_IN_DIRECT: lambda: (self.sign_in, self._of(Account, "link_version")[1]),
        }
        if purpose not in subject:
            raise NoExample(f"{route.path}: no example of its token; say in crawl.py whose it is")
        return links.sign(purpose, *subject[purpose]())

    def _of(self, table: Any, version: str) -> tuple[int, int]:
        found: Any = db.session.scalars(select(table).order_by(table.id)).first()
        return found.id, getattr(found, version)


def _thing_before(route: Route, name: str) -> str:
    """`/organise/venues/<slug:slug>/`: venue."""
    place = next(at for at, segment in enumerate(route.segments) if segment.endswith(f":{name}>"))
    word = route.segments[place - 1]
    return ONE_OF.get(word, word.removesuffix("s"))


def answer(who: PageClient, method: str, address: str, data: dict[str, Any] | None = None) -> TestResponse:
    """What the application answers, unchecked and read to its end."""
    response = who.http.open(address, method=method, base_url=who._fresh_base(), data=data)
    response.get_data()
    response.close()
    return response


def fingerprint(excepted: frozenset[str] = frozenset()) -> dict[str, tuple[int, int]]:
    """For each table but those excepted, how many rows it has and a hash of all that stands in them."""
    db.session.rollback()
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in excepted:
            rows = sorted(map(repr, db.session.execute(text(f'SELECT * FROM "{table.name}"'))))
            found[table.name] = len(rows), hash(tuple(rows))
    db.session.rollback()
    return found
