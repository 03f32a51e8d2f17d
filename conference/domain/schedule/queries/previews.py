"""The draft as it is shown to those who have its link, and what speakers say to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from conference import links
from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.people.models import Person
from conference.domain.people.queries import people_by_id
from conference.domain.programme.models import Appearance, Session
from conference.domain.schedule.models import Objection, Preview, Release, ReleasedAppearance, ReleasedSession
from conference.domain.schedule.queries.releases import find_current_release, people_of
from conference.domain.schedule.queries.snapshots import as_released, draft_snapshots
from conference.domain.schedule.rules import may_be_previewed
from conference.mail.models import Envelope

TELLS_OF_PREVIEW = "schedule/preview_ready"
STANDS = Person.merged_into_id.is_(None)  # what a record that went into another said stays behind with it


@dataclass(frozen=True)
class Planned:
    """A session of a draft in which a person stands, and how; `objection` is what they said to its time."""

    preview: Preview
    session: ReleasedSession
    appearance: ReleasedAppearance
    objection: Objection | None

    @property
    def event(self) -> Event:
        """The event whose draft it is."""
        return self.preview.event


@dataclass(frozen=True)
class Audience:
    """The people of a draft: whom a mail can tell of it, who was told before, and who has no address."""

    waiting: tuple[Person, ...]
    told: tuple[Person, ...]
    unreachable: tuple[Person, ...]


def find_preview(event: Event) -> Preview | None:
    """The preview of an event's draft, open or closed, or None where there never was one."""
    return db.session.scalar(select(Preview).where(Preview.event_id == event.id))


def find_open_preview(event: Event, now: datetime) -> Preview | None:
    """The preview of an event's draft if it may be seen at `now`; None also where the event is over or cancelled."""
    preview = find_preview(event)
    return preview if preview is not None and _is_seen(preview, now) else None


def _is_seen(preview: Preview, now: datetime) -> bool:
    return preview.is_open and may_be_previewed(preview.event.state, preview.event.ends_at, now)


def get_preview(preview_id: int, link_version: int, now: datetime) -> Preview:
    """The preview that a link leads to, its event loaded; raises NotFound once nobody may see it any more."""
    preview = db.session.get(Preview, preview_id, options=[joinedload(Preview.event)])
    if preview is None or not _is_seen(preview, now) or preview.link_version != link_version:
        raise NotFound(_("This preview is closed. The organisers have the link that works."))
    return preview


def preview_token(preview: Preview) -> str:
    """The token of the link that shows the draft, as long as this opening lasts."""
    return links.sign(links.Purpose.PREVIEW, preview.id, preview.link_version)


def draft_release(event: Event, now: datetime) -> Release:
    """What a release at `now` would be, with the next number; never stored (a constant number of queries).

    Its sessions have their people loaded, and ids that only tell them apart.
    """
    current = find_current_release(event)
    sessions = [as_released(snapshot, 0, now) for snapshot in draft_snapshots(event)]
    people = people_by_id({one.person_id for session in sessions for one in session.appearances})
    for number, session in enumerate(sessions, 1):
        session.id = number
        for appearance in session.appearances:
            appearance.person = people[appearance.person_id]
    return Release(event=event, number=(current.number if current else 0) + 1, released_at=now, sessions=sessions)


def get_drafted_session(release: Release, slug: str) -> ReleasedSession:
    """The session of a draft with this slug; raises NotFound."""
    found = next((one for one in release.sessions if one.slug == slug), None)
    if found is None:
        raise NotFound(_("There is no such session in the draft."))
    return found


def planned_of_person(person: Person, now: datetime) -> list[Planned]:
    """What is planned for a person where the draft may be seen and readers do not see the same, by time."""
    said = {one.session_id: one for one in _objections(Objection.person_id == person.id)}
    found = []
    for preview in _previews_with(person, now):
        public = _places(find_current_release(preview.event))
        for session in draft_release(preview.event, now).sessions:
            own = [one for one in session.appearances if one.person_id == person.id]
            if own and not session.is_break and _place(session) not in public:
                found.append(Planned(preview, session, own[0], said.get(session.session_id)))
    return found


def _previews_with(person: Person, now: datetime) -> Iterable[Preview]:
    """The open previews of events to come in whose draft a person stands."""
    theirs = select(Session.event_id).join(Appearance, Appearance.session_id == Session.id)
    theirs = theirs.where(Appearance.person_id == person.id)
    query = select(Preview).join(Preview.event).where(Preview.is_open, Preview.event_id.in_(theirs))
    found = db.session.scalars(query.options(contains_eager(Preview.event)).order_by(Event.starts_at, Event.id))
    return [preview for preview in found if _is_seen(preview, now)]


def _places(release: Release | None) -> set[tuple[object, ...]]:
    return {_place(session) for session in release.sessions} if release else set()


def _place(session: ReleasedSession) -> tuple[object, ...]:
    return session.session_id, session.starts_at, session.ends_at, session.room_name, session.state


def audience_of_preview(preview: Preview, release: Release) -> Audience:
    """The people of a draft by name, sorted by whether a mail about this opening went to them (1 query)."""
    keys = select(Envelope.key).where(Envelope.key.startswith(_key_of_opening(preview), autoescape=True))
    known = set(db.session.scalars(keys))
    people = [one.person for one in people_of(release, release.sessions)]
    told = {person.id for person in people if key_of_preview(preview, person.id) in known}
    return Audience(
        waiting=tuple(one for one in people if one.email and one.id not in told),
        told=tuple(one for one in people if one.id in told),
        unreachable=tuple(one for one in people if not one.email and one.id not in told),
    )


def key_of_preview(preview: Preview, person_id: int) -> str:
    """How the letters to a speaker about one opening of a preview are known, so that there is only one."""
    return f"{_key_of_opening(preview)}{person_id}"


def _key_of_opening(preview: Preview) -> str:
    return f"preview:{preview.event_id}:{preview.link_version}:person:"


def find_objection(session_id: int, person_id: int) -> Objection | None:
    """What a person said to the planned time of a session, or None."""
    return db.session.scalar(
        select(Objection).where(Objection.session_id == session_id, Objection.person_id == person_id)
    )


def objections_of(event: Event) -> list[Objection]:
    """What speakers said to the times of a draft, what is not settled first, with session and person (1 query)."""
    found = _objections(Session.event_id == event.id)
    return sorted(found, key=lambda one: (one.is_settled, one.said_at))


def objections_to(session: Session) -> list[Objection]:
    """What its people said to the planned time of a session, and nobody has settled yet, the oldest first."""
    return [one for one in _objections(Objection.session_id == session.id) if not one.is_settled]


def count_objections(event: Event) -> int:
    """How many times of a draft do not suit somebody, and nobody has settled it."""
    query = select(func.count(Objection.id)).join(Objection.session).join(Objection.person).where(STANDS)
    return db.session.scalar(query.where(Session.event_id == event.id, ~Objection.is_settled)) or 0


def get_objection(event: Event, objection_id: int) -> Objection:
    """What a speaker said to the time of a session of this event; raises NotFound."""
    found = next(iter(_objections(Session.event_id == event.id, Objection.id == objection_id)), None)
    if found is None:
        raise NotFound(_("There is no such message."))
    return found


def _objections(*which: object) -> Iterable[Objection]:
    query = select(Objection).join(Objection.session).join(Objection.person)
    query = query.where(STANDS, *which)  # type: ignore[arg-type]
    loaded = contains_eager(Objection.session).joinedload(Session.room), contains_eager(Objection.person)
    return db.session.scalars(query.options(*loaded).order_by(Objection.said_at, Objection.id)).all()
