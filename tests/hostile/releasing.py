"""Release an event's programme again and again, each time with every session changed, until killed.

Run as a module it waits: each line on its standard input starts one who releases, as a process of its own, whose id
it prints; once that one is dead, it says so. So the one to be killed need not start a Python of its own each time.
"""

import os
import sys
from datetime import timedelta
from itertools import count

from flask import Flask
from sqlalchemy import func, select

from conference.app import create_app
from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.queries import get_event
from conference.domain.programme.models import Session
from conference.domain.schedule.actions import publish_release, releasing
from conference.domain.schedule.models import Release
from conference.settings import load_settings

SLUG = "wide-open"
LENGTH = timedelta(hours=1)
IN_PIECES = "--in-pieces"
GONE = "gone"


def release(edition: int) -> None:
    """Give every session the title and the times of this edition, and release it."""
    with transaction():
        event = get_event(SLUG)
        for place, session in enumerate(db.session.scalars(select(Session).order_by(Session.id))):
            session.title = f"Edition {edition} part {place}"
            session.starts_at = event.starts_at + place * LENGTH + timedelta(minutes=edition)
            session.ends_at = session.starts_at + LENGTH
        db.session.flush()
        publish_release(event, actor=SYSTEM, now=real_now())


def take_apart() -> None:
    """Make a release public before its notices are written, as two deeds (a control only)."""
    point_to = releasing._point_to

    def point_and_commit(release: Release) -> None:
        point_to(release)
        db.session.commit()

    releasing._point_to = point_and_commit


def release_for_ever(app: Flask) -> None:
    """Never stop by itself."""
    with app.app_context():
        newest = db.session.scalar(select(func.max(Release.number))) or 0
        for edition in count(newest + 1):
            release(edition)


def main() -> None:
    """Start one who releases for each line, and wait for its end."""
    if IN_PIECES in sys.argv:
        take_apart()
    app = create_app(load_settings())
    for _line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            release_for_ever(app)
        print(pid, flush=True)
        os.waitpid(pid, 0)
        print(GONE, flush=True)


if __name__ == "__main__":
    main()
