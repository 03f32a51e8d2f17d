"""An event with many people and a door or two, on data of its own, for the real server."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask

from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.core.tokens import new_uid
from conference.domain.attendance.actions import open_door
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.states import RegistrationState
from conference.settings import Settings
from tests.factories import make_event, make_session, make_site
from tests.hostile.server import SECRET

SLUG = "full-house"
TOKENS = ("a-token-of-the-main-entrance", "a-token-of-the-garden-entrance")
HALF = timedelta(days=1)


@dataclass
class House:
    """Where the data lies, and the keys of the tickets."""

    app: Flask
    folder: Path
    url: str
    keys: list[str]


def furnish(folder: Path, url: str, people: int) -> House:
    """So many people with a place, and two doors of one session that is on: days do not matter there."""
    app = create_app(Settings(data_dir=folder, database_url=url, secret_key=SECRET))
    upgrade_database(app)
    with app.app_context():
        make_site()
        now = real_now()
        event = make_event(slug=SLUG, mode=AttendanceMode.IN_PERSON, starts_at=now - HALF, ends_at=now + HALF)
        session = make_session(event, title="The dinner", starts_at=now - HALF, ends_at=now + HALF)
        with transaction():
            db.session.add_all(_people(event.id, people, now))
            for token in TOKENS:
                open_door(event, name=token[11:], day=None, session=session, token=token, actor="system",
                          now=now - HALF)  # fmt: skip
        keys = list(db.session.scalars(db.select(Registration.ticket_key).order_by(Registration.number)))
        db.session.remove()
        db.engine.dispose()
    return House(app, folder, url, keys)


def _people(event_id: int, number: int, now: object) -> list[Registration]:
    return [
        Registration(
            event_id=event_id, number=at + 1, email=f"p{at}@example.org", name=f"Person {at}", uid=new_uid(),
            state=RegistrationState.CONFIRMED, mode=AttendanceMode.IN_PERSON, accepts_in_person=True,
            accepts_online=False, registered_at=now, confirmed_at=now,
        )
        for at in range(number)
    ]  # fmt: skip
