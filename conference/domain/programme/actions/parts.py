"""Writing what stands in a session: presentations, and people in their roles."""

from datetime import datetime

from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.order import move_among
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.programme.models import Appearance, Presentation, Session
from conference.domain.programme.rules import AppearanceRole

Actor = Account | str


def add_presentation(session: Session, title: str, abstract: str, *, actor: Actor, now: datetime) -> Presentation:
    """Add a presentation to a session, behind the others."""
    last = max((one.position for one in session.presentations), default=-1)
    presentation = Presentation(title=title, abstract=abstract, position=last + 1)
    session.presentations.append(presentation)
    record("add presentation", presentation, actor=actor, now=now, event_id=session.event_id, within=session)
    return presentation


def edit_presentation(
    presentation: Presentation, title: str, abstract: str, *, actor: Actor, now: datetime
) -> None:  # fmt: skip
    """Change the words of a presentation."""
    session, changes = presentation.session, change(presentation, {"title": title, "abstract": abstract})
    record("edit presentation", presentation, actor=actor, now=now, event_id=session.event_id, within=session,
           changes=changes)  # fmt: skip


def move_presentation(presentation: Presentation, by: int, *, actor: Actor, now: datetime) -> None:
    """Put a presentation so many places further on (-1: one forward); readers see it with the next release."""
    session = presentation.session
    lock(session)
    move_among(session.presentations, presentation, by)
    db.session.flush()
    db.session.expire(session, ["presentations"])
    record("move presentation", presentation, actor=actor, now=now, event_id=session.event_id, within=session,
           position=presentation.position)  # fmt: skip


def remove_presentation(presentation: Presentation, *, actor: Actor, now: datetime) -> None:
    """Take a presentation away; its presenters stay in the session."""
    session = presentation.session
    record("remove presentation", presentation, actor=actor, now=now, event_id=session.event_id, within=session,
           title=presentation.title)  # fmt: skip
    session.presentations.remove(presentation)


def edit_appearance(
    appearance: Appearance, *, role: AppearanceRole, job_title: str, affiliation: str,
    presentation: Presentation | None, actor: Actor, now: datetime,
) -> None:  # fmt: skip
    """Say in what role somebody appears, and what they are on that day."""
    values = {"role": role, "job_title": job_title, "affiliation": affiliation, "presentation": presentation}
    session, changes = appearance.session, change(appearance, values)
    record("edit appearance", appearance, actor=actor, now=now, event_id=session.event_id, within=session,
           changes=changes, name=appearance.person.name)  # fmt: skip


def remove_appearance(appearance: Appearance, *, actor: Actor, now: datetime) -> None:
    """Take a person out of a session in one role."""
    session = appearance.session
    record("remove appearance", appearance, actor=actor, now=now, event_id=session.event_id, within=session,
           name=appearance.person.name)  # fmt: skip
    session.appearances.remove(appearance)
