"""What the draft of a programme says: titles, addresses, abstracts, presentations, who comes from where."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, and_, select

from conference import links
from conference.core.database import db
from conference.core.words import _
from conference.domain.checks.rules import Part, Place, Text
from conference.domain.events.models import Event
from conference.domain.programme.models import Appearance, Presentation, Session
from conference.domain.programme.queries import themes_of
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.queries import Card


def key_of(session_id: int) -> str:
    """What a session is known by."""
    return f"session:{session_id}"


def takes_place(event: Event) -> ColumnElement[bool]:
    """Sessions of the event but those that are cancelled, whose texts are asked about no more."""
    return and_(Session.event_id == event.id, Session.state != SessionState.CANCELLED)


def texts_of_themes(event: Event) -> Iterator[Text]:
    """The names of the themes (1 query)."""
    for theme in themes_of(event):
        url = f"{links.organise_themes(event.slug, theme.slug)}#name"
        place = Place(f"theme:{theme.id}:name", _("Theme “%(name)s”", name=theme.name), url)
        yield Text(place, Part.TITLE, theme.name)


def texts_of_sessions(event: Event, cards: Sequence[Card]) -> Iterator[Text]:
    """Title, address and abstract of each session; breaks have no abstract (1 query)."""
    query = select(Session.id, Session.abstract).where(Session.event_id == event.id)
    abstracts = {row.id: row.abstract for row in db.session.execute(query)}
    for card in cards:
        key, here = key_of(card.session_id), links.organise_session(event.slug, card.slug)
        title = _("Title of “%(title)s”", title=card.title)
        yield Text(Place(f"{key}:title", title, f"{here}#title"), Part.TITLE, card.title, key)
        address = _("Address of “%(title)s”", title=card.title)
        yield Text(Place(f"{key}:slug", address, f"{here}#slug"), Part.ADDRESS, card.slug, key)
        abstract = abstracts.get(card.session_id, "")
        if abstract or not card.is_break:
            words = _("What “%(title)s” is about", title=card.title)
            yield Text(Place(f"{key}:abstract", words, f"{here}#abstract"), Part.ABSTRACT, abstract, key)


def texts_of_presentations(event: Event) -> Iterator[Text]:
    """Title and abstract of each presentation (1 query)."""
    query = select(Presentation, Session.slug).join(Presentation.session)
    query = query.where(takes_place(event))
    order = (Session.starts_at, Session.id, Presentation.position, Presentation.id)
    for one, slug in db.session.execute(query.order_by(*order)):
        session, here = key_of(one.session_id), f"{links.organise_presentations(event.slug, slug)}{one.id}/"
        key, about = f"presentation:{one.id}", _("What the presentation “%(title)s” is about", title=one.title)
        title = Place(f"{key}:title", _("Title of the presentation “%(title)s”", title=one.title), f"{here}#title")
        yield Text(title, Part.TITLE, one.title, session)
        yield Text(Place(f"{key}:abstract", about, f"{here}#abstract"), Part.ABSTRACT, one.abstract, session)


def texts_of_appearances(event: Event) -> Iterator[Text]:
    """Where people come from, as it is printed for each session (1 query)."""
    columns = Appearance.id, Appearance.affiliation, Session.id, Session.slug, Session.title
    query = select(*columns).join(Appearance.session)
    query = query.where(takes_place(event))
    query = query.where(Appearance.affiliation != "").order_by(
        Session.starts_at, Session.id, Appearance.position, Appearance.id
    )
    for appearance_id, affiliation, session_id, slug, title in db.session.execute(query):
        here = f"{links.organise_session_people(event.slug, slug)}{appearance_id}/#affiliation"
        words = _("Affiliation in “%(title)s”", title=title)
        place = Place(f"appearance:{appearance_id}:affiliation", words, here)
        yield Text(place, Part.ORGANISATION, affiliation, key_of(session_id))
