"""Release an event's programme again and again, each time with every title changed, until killed (run as a module)."""

from itertools import count

from sqlalchemy import func, select

from conference.app import create_app
from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.queries import get_event
from conference.domain.programme.models import Session
from conference.domain.schedule.actions import publish_release
from conference.domain.schedule.models import Release
from conference.settings import load_settings


def release(slug: str, edition: int) -> None:
    """Give every session the title of this edition, and release it."""
    with transaction():
        event = get_event(slug)
        for place, session in enumerate(db.session.scalars(select(Session).order_by(Session.id))):
            session.title = f"Edition {edition} part {place}"
        db.session.flush()
        publish_release(event, actor=SYSTEM, now=real_now())


def main() -> None:
    """Never stop by itself."""
    with create_app(load_settings()).app_context():
        newest = db.session.scalar(select(func.max(Release.number))) or 0
        for edition in count(newest + 1):
            release("wide-open", edition)


if __name__ == "__main__":
    main()
