"""What stands beside the programme: materials, write-ups, highlights, takeaways, quotes, and posts on the event."""

from collections.abc import Iterator, Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from conference import links
from conference.core.database import db
from conference.core.words import _
from conference.domain.checks.queries.programme_texts import key_of, takes_place
from conference.domain.checks.rules import Part, Place, Text
from conference.domain.events.models import Event
from conference.domain.materials.queries import materials_by_session
from conference.domain.programme.models import Session
from conference.domain.reflections.models import (
    BlogPost,
    BlogPostEvent,
    BlogPostSession,
    Highlight,
    Quote,
    Takeaway,
    WriteUp,
)
from conference.domain.reflections.rules import WriteUpState
from conference.domain.schedule.queries import Card

Cards = Mapping[int, Card]


def texts_of_materials(event: Event, cards: Cards) -> Iterator[Text]:
    """Title and address of each material; `cards` are the sessions, by their ids (1 query)."""
    for session_id, materials in materials_by_session(event).items():
        for one in materials if session_id in cards else ():
            card, key = cards[session_id], f"material:{one.id}"
            here, names = (
                links.organise_session_materials(event.slug, card.slug),
                {"name": one.title, "title": card.title},
            )
            title = _("Material “%(name)s” of “%(title)s”", **names)
            yield Text(Place(f"{key}:title", title, here), Part.LABEL, one.title, key_of(session_id))
            address = _("Address of the material “%(name)s” of “%(title)s”", **names)
            yield Text(Place(f"{key}:url", address, here), Part.ADDRESS, one.url, key_of(session_id))


def texts_of_write_ups(event: Event) -> Iterator[Text]:
    """What speakers sent or published; drafts are theirs alone, and samples are nobody's (1 query)."""
    query = select(WriteUp).join(WriteUp.session).where(takes_place(event), WriteUp.is_sample.is_(False))
    query = query.where(WriteUp.state.in_((WriteUpState.SUBMITTED, WriteUpState.PUBLISHED))).order_by(WriteUp.id)
    for one in db.session.scalars(query):
        here, key = links.organise_write_up(event.slug, one.id), f"write-up:{one.id}"
        words = _("Write-up “%(title)s”", title=one.title)
        parts = {"standfirst": one.standfirst, "body": one.body, "open_question": one.open_question}
        yield Text(Place(f"{key}:title", words, here), Part.TITLE, one.title, key_of(one.session_id))
        for name, text in parts.items():
            yield Text(Place(f"{key}:{name}", words, here), Part.PROSE, text, key_of(one.session_id))


def texts_of_notes(event: Event, cards: Cards) -> Iterator[Text]:
    """Highlights, takeaways and quotes; `cards` are the sessions, by their ids (3 queries)."""
    days = f"{links.organise_reflections(event.slug)}days/"
    for one in db.session.scalars(select(Highlight).where(Highlight.event_id == event.id).order_by(Highlight.id)):
        card = cards.get(one.session_id or 0)
        if one.session_id and card is None:
            continue
        here = links.organise_session_reflections(event.slug, card.slug) if card else days
        words = _("Highlight of “%(title)s”", title=card.title) if card else _("Highlight of a day")
        place = Place(f"highlight:{one.id}:text", words, here)
        yield Text(place, Part.PROSE, one.text, key_of(one.session_id) if one.session_id else "")
    takeaways = select(Takeaway).join(Takeaway.session).options(contains_eager(Takeaway.session))
    for point in db.session.scalars(takeaways.where(takes_place(event)).order_by(Takeaway.id)):
        place = _noted_at(event, point)
        yield Text(place, Part.PROSE, point.text, key_of(point.session_id))
    quotes = select(Quote).join(Quote.session).options(contains_eager(Quote.session))
    for quote in db.session.scalars(quotes.where(takes_place(event)).order_by(Quote.id)):
        place = _noted_at(event, quote)
        yield Text(place, Part.SAID, quote.text, key_of(quote.session_id))


def _noted_at(event: Event, one: Takeaway | Quote) -> Place:
    """Where a takeaway or a quote is mended: in the write-up that it belongs to, or among what editors noted."""
    title, is_quote = one.session.title, isinstance(one, Quote)
    words = _("Quote of “%(title)s”", title=title) if is_quote else _("Takeaway of “%(title)s”", title=title)
    here = links.organise_session_reflections(event.slug, one.session.slug)
    if one.write_up_id is not None:
        here = links.organise_write_up(event.slug, one.write_up_id)
    return Place(f"{one.__tablename__}:{one.id}:text", words, here)


def texts_of_posts(event: Event) -> Iterator[Text]:
    """Title and summary of the posts that reflect on the event or on its sessions, published or not (1 query)."""
    on_event = select(BlogPostEvent.blog_post_id).where(BlogPostEvent.event_id == event.id)
    on_session = select(BlogPostSession.blog_post_id).join(BlogPostSession.session).where(Session.event_id == event.id)
    query = select(BlogPost).where(or_(BlogPost.id.in_(on_event), BlogPost.id.in_(on_session)))
    for one in db.session.scalars(query.order_by(BlogPost.id)):
        here, words = f"{links.organise_post(one.id)}edit/", _("Blog post “%(title)s”", title=one.title)
        yield Text(Place(f"post:{one.id}:title", words, f"{here}#title"), Part.POST, one.title)
        yield Text(Place(f"post:{one.id}:summary", words, f"{here}#summary"), Part.POST, one.summary)
