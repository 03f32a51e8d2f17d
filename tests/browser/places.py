"""Every page of the running site, with things of the demo in its address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import Table, select
from werkzeug.routing import Rule

from conference import links
from conference.core.clock import now, real_now
from conference.core.database import Base, db, transaction
from conference.domain.accounts.actions import SYSTEM, prepare_sign_in
from conference.domain.accounts.models import Account
from conference.domain.attendance.actions import open_door
from conference.domain.events.queries import get_event
from conference.domain.schedule.actions import open_preview
from conference.domain.schedule.queries import preview_token

# What stands in an address where nothing else is said: of which table, and the thing that has most to show.
FAVOURITES = {"event": "soc21", "session": "keynote-stiglitz", "series": "engaging-with-evidence",
              "person": "joseph-stiglitz", "briefing": "october-2021", "room": "lecture-theatre-1"}  # fmt: skip
# Words of addresses whose table is called otherwise.
TABLES = {
    "expression": "expression_of_interest",
    "post": "blog_post",
    "import": "programme_import",
    "merge": "record_merge",
    "people": "person",
    "series": "series",
    "code": "access_code",
}
COMING = "commissioning-better-outcomes"  # an event of the demo that is still to come, and its session
# Pages that look different for different things: each of these is opened.
CASES: dict[str, list[dict[str, Any]]] = {
    "public.events.show": [{"event_slug": slug} for slug in (
        "soc21", "soc22", "commissioning-better-outcomes", "cameroon-kangaroo-mother-care")],
    "public.programme.index": [{"event_slug": slug} for slug in ("soc21", "soc22", "soc20")],
    "public.interest.express": [{"event_slug": "soc22"}, {"event_slug": "soc21"}],
    "public.interest.sent": [{"event_slug": "soc22"}],
    "public.registration.register": [{"event_slug": "commissioning-better-outcomes"}, {"event_slug": "soc21"}],
    "public.registration.sent": [{"event_slug": "commissioning-better-outcomes"}],
    "public.reflections.show": [{"event_slug": "soc21"}, {"event_slug": "soc22"}],
    "public.write_ups.show": [{"session_slug": "sample-session-1"}],
    "public.preview.session": [{"session_slug": COMING}],
    "public.people.show": [{"person_slug": slug} for slug in ("joseph-stiglitz", "nigel-ball", "sample-person-1")],
    "organiser.presentations.edit": [{"session_slug": "awarding-social-outcomes-contracts"}],
    "organiser.history.presentation": [{"session_slug": "awarding-social-outcomes-contracts"}],
    "organiser.presentations.remove": [{"session_slug": "awarding-social-outcomes-contracts"}],
    "organiser.editions.new": [{"slug": "soc22"}],
    "organiser.many_changes.rooms": [{"slug": "soc21"}],
    "organiser.many_removals.rooms": [{"slug": "soc21"}],
    "organiser.runs.edit": [{"webinar_slug": "commissioning-better-outcomes"}],
    "organiser.webinars.new": [{"slug": "engaging-with-evidence"}],
    "organiser.webinars.template": [{"slug": "engaging-with-evidence"}],
    "organiser.editor.day": [{"event_slug": "soc21", "day": "2021-09-09"}],
    "organiser.start.event": [{"event_slug": "soc21"}, {"event_slug": "soc22"}],
}  # fmt: skip
NOT_PAGES = {"static_file", "theme_file", "health.alive", "health.ready", "organiser.outbox.html_of"}


@dataclass(frozen=True)
class Place:
    """One address of one page."""

    endpoint: str
    path: str
    is_of_event: bool

    @property
    def is_of_staff(self) -> bool:
        """Whether one must be signed in."""
        return self.endpoint.startswith("organiser.")


def list_places(app: Flask) -> list[Place]:
    """All pages of the application that can be opened, each with one address or more."""
    with app.app_context(), app.test_request_context():
        return list(dict.fromkeys(_places(app)))


def first_account(app: Flask) -> str:
    """The address of the demo's organiser."""
    with app.app_context():
        return str(db.session.scalars(select(Account.email).order_by(Account.id)).first())


def _places(app: Flask) -> Iterator[Place]:
    for rule in app.url_map.iter_rules():
        if _is_page(rule):
            for case in CASES.get(rule.endpoint, [{}]):
                built = rule.build(_values_of(rule, case))
                assert built is not None, f"{rule} cannot be built"
                yield Place(rule.endpoint, built[1], "event_slug" in rule.arguments)


def _is_page(rule: Rule) -> bool:
    return "GET" in (rule.methods or ()) and rule.endpoint not in NOT_PAGES and rule.rule.endswith("/")


def _values_of(rule: Rule, case: dict[str, Any]) -> dict[str, Any]:
    values = dict(case)
    order = ["event_slug", "session_slug"]
    for name in sorted(rule.arguments, key=lambda one: (order.index(one) if one in order else len(order), one)):
        if name not in values:
            values[name] = _value_of(name, rule, values)
    return values


def _value_of(name: str, rule: Rule, known: dict[str, Any]) -> Any:
    if name == "number":
        return 1
    if name == "token":
        return _token(rule)
    thing, _, kind = name.rpartition("_")
    thing = thing or rule.rule.split("<")[0].rstrip("/").rpartition("/")[2]
    thing = TABLES.get(thing) or thing.removesuffix("s")
    table = Base.metadata.tables.get(thing)
    assert table is not None, f"{rule}: say in tests/browser/places.py what {name} may be"
    return _of_table(table, thing, kind, known)


def _of_table(table: Table, thing: str, kind: str, known: dict[str, Any]) -> Any:
    column = table.c[kind]
    query = select(column).order_by(table.c.id)
    if "event_id" in table.c and "event_slug" in known:
        event = Base.metadata.tables["event"]
        query = query.join(event, event.c.id == table.c.event_id).where(event.c.slug == known["event_slug"])
    if "session_id" in table.c and "session_slug" in known:
        session = Base.metadata.tables["session"]
        query = query.join(session, session.c.id == table.c.session_id).where(session.c.slug == known["session_slug"])
    if thing == "write_up":  # one that an editor may return, and whose speaker has a page
        query = query.order_by(None).order_by(table.c.state != "submitted", table.c.id)
    if thing in FAVOURITES and "slug" in table.c:
        query = query.order_by(None).order_by(table.c.slug != FAVOURITES[thing], table.c.id)
    value = db.session.execute(query.limit(1)).scalar()
    assert value is not None, f"the demo has no {thing} for {known}"
    return value


def _token(rule: Rule) -> str:
    if rule.endpoint.startswith("public.sign_in."):
        return _sign_in_token(rule.endpoint.endswith("_direct"))
    if rule.endpoint.startswith("public.preview."):
        with transaction():
            preview = open_preview(get_event(COMING), actor=SYSTEM, now=now())
        return preview_token(preview)
    if rule.endpoint.startswith("public.door"):
        return _door_token()
    purpose, table = {
        "public.my.interest": (links.Purpose.INTEREST, "expression_of_interest"),
        "public.my_data.interested": (links.Purpose.INTEREST, "expression_of_interest"),
        "public.my.confirm": (links.Purpose.CONFIRM_INTEREST, "expression_of_interest"),
        "public.my_place.take_over_place": (links.Purpose.TRANSFER, "transfer"),
    }.get(rule.endpoint, (links.Purpose.REGISTRATION, "registration"))
    if rule.endpoint.startswith("speaker."):
        purpose, table = links.Purpose.SPEAKER, "person"
    rows = Base.metadata.tables[table]
    version = rows.c.asked if purpose is links.Purpose.TRANSFER else rows.c.link_version
    query = select(rows.c.id, version).order_by(rows.c.id)
    if purpose is links.Purpose.SPEAKER:
        write_ups = Base.metadata.tables["write_up"]
        query = query.join(write_ups, write_ups.c.person_id == rows.c.id).where(write_ups.c.state == "submitted")
    if purpose is links.Purpose.CONFIRM_INTEREST:
        query = query.with_only_columns(rows.c.id, rows.c.proposal_number).where(rows.c.state == "unconfirmed")
    if rule.endpoint.startswith("public.ticket."):
        query = query.where(rows.c.state == "confirmed", rows.c.mode == "in person")
    found = db.session.execute(query).first()
    assert found is not None, f"the demo has no {table}"
    return links.sign(purpose, *found)


def _door_token() -> str:
    event = get_event(FAVOURITES["event"])
    with transaction():
        open_door(event, name="Back door", day=None, session=None, token="a-door-of-the-browser-tests", actor=SYSTEM,
                  now=now())  # fmt: skip
    return "a-door-of-the-browser-tests"


def _sign_in_token(is_direct: bool) -> str:
    with transaction():
        account = db.session.scalars(select(Account).order_by(Account.id)).first()
        assert account is not None
        sign_in = prepare_sign_in(account, real_now())
        purpose = links.Purpose.SIGN_IN_DIRECT if is_direct else links.Purpose.SIGN_IN
        return links.sign(purpose, sign_in.id, account.link_version)
