"""What an event leaves behind, made for tests with the least that it needs; every value may be given."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from conference.core.database import transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.models import Event
from conference.domain.materials.models import Material
from conference.domain.materials.rules import MaterialKind
from conference.domain.people.models import Person
from conference.domain.people.queries import find_person
from conference.domain.programme.models import Session
from conference.domain.reflections.models import (
    BlogAuthor,
    BlogPost,
    BlogPostEvent,
    BlogPostSession,
    Highlight,
    Quote,
    Takeaway,
    WriteUp,
)
from conference.domain.reflections.rules import WriteUpState
from conference.domain.schedule.actions import publish_release
from tests.factories import NOW, make_appearance, make_event, make_person, make_session, make_site, save

START = datetime(2021, 9, 9, 8, 0, tzinfo=UTC)
_numbers = count(1)


def make_held_event(sessions: int = 1, **values: Any) -> tuple[Event, list[Session], Person]:
    """SOC21, over since September 2021, released, with sessions on two days that one person spoke in."""
    make_site()
    given = {"slug": "soc21", "title": "Social Outcomes Conference 2021", "short_title": "SOC21", **values}
    event = make_event(starts_at=START, ends_at=START + timedelta(hours=33), **given)
    person = find_person("ada-lovelace") or make_person("Ada Lovelace", slug="ada-lovelace", email="ada@example.org")
    held = []
    for number in range(sessions):
        starts = START + timedelta(days=number % 2, hours=1 + number // 2)
        session = make_session(event, slug=f"session-{number + 1}", title=f"Session {number + 1}", starts_at=starts,
                               ends_at=starts + timedelta(hours=1))  # fmt: skip
        make_appearance(session, person, job_title="Countess", affiliation="Analytical Engines")
        held.append(session)
    with transaction():
        publish_release(event, actor=SYSTEM, now=START - timedelta(days=30))
    return event, held, person


def make_write_up(session: Session, person: Person, **values: Any) -> WriteUp:
    """A published write-up with one takeaway and one quote with consent."""
    number = next(_numbers)
    defaults = {
        "session_id": session.id, "person_id": person.id, "number": 1, "state": WriteUpState.PUBLISHED,
        "title": f"What we learned {number}", "standfirst": "In short.", "body": "It *worked*.", "saved_at": NOW,
        "byline": f"{person.name}, Countess, Analytical Engines", "submitted_at": NOW,
        "published_at": NOW - timedelta(days=1),
    }  # fmt: skip
    write_up = WriteUp(**{**defaults, **values})
    write_up.takeaways = [Takeaway(session_id=session.id, text="Measure what matters.")]
    write_up.quotes = [Quote(session_id=session.id, text="Outcomes are knotty.", person_id=person.id,
                             attributed_as=f"{person.name}, Countess", has_consent=True)]  # fmt: skip
    return save(write_up)


def make_post(*, sessions: tuple[Session, ...] = (), events: tuple[Event, ...] = (), author: Person | None = None,
              role: str = "Executive Director", **values: Any) -> BlogPost:  # fmt: skip
    """A post of October 2021 that may be read, on these sessions and events."""
    number = next(_numbers)
    defaults = {
        "slug": f"post-{number}", "title": f"Post {number}", "url": f"https://blog.example.org/{number}",
        "publication": "Government Outcomes Lab", "posted_on": datetime(2021, 10, 5, tzinfo=UTC).date(),
        "summary": "What we think.", "published_at": datetime(2021, 10, 5, 12, tzinfo=UTC), "changed_at": NOW,
    }  # fmt: skip
    post = BlogPost(**{**defaults, **values})
    post.session_links = [BlogPostSession(session_id=session.id) for session in sessions]
    post.event_links = [BlogPostEvent(event_id=event.id) for event in events]
    if author is not None:
        post.authors = [BlogAuthor(name=author.name, person_id=author.id, role=role)]
    return save(post)


def make_takeaway(session: Session, text: str = "Start small.", **values: Any) -> Takeaway:
    """A takeaway of an editor."""
    return save(Takeaway(session_id=session.id, text=text, **values))


def make_quote(session: Session, text: str = "We were surprised.", **values: Any) -> Quote:
    """A quote of an editor, with consent."""
    return save(Quote(session_id=session.id, text=text,
                      **{"attributed_as": "Somebody", "has_consent": True, **values}))  # fmt: skip


def make_highlight(event: Event, text: str = "A full room.", **values: Any) -> Highlight:
    """A highlight that may be read; of a session or a day where that is given."""
    return save(Highlight(event_id=event.id, text=text, **{"published_at": NOW - timedelta(days=1), **values}))


def make_material(session: Session, **values: Any) -> Material:
    """A recording by link that may be read."""
    defaults = {"kind": MaterialKind.RECORDING, "title": "Recording", "url": "https://video.example.org/1",
                "published_at": NOW - timedelta(days=1), "created_at": NOW}  # fmt: skip
    return save(Material(session_id=session.id, **{**defaults, **values}))
