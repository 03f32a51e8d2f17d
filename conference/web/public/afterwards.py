"""What came of sessions and events, in the words that the macros of components/afterwards.html take."""

from typing import Any

from conference import links
from conference.core.words import _
from conference.core.zones import date_words
from conference.domain.events.models import Event
from conference.domain.materials.models import Material
from conference.domain.materials.rules import MaterialKind
from conference.domain.reflections.models import BlogPost, Highlight, Quote, WriteUp
from conference.domain.reflections.queries import (
    Afterwards,
    EventReflection,
    ReflectedDay,
    ReflectedSession,
    of_post,
    of_write_up,
)
from conference.domain.reflections.rules import role_in
from conference.domain.schedule.models import ReleasedSession
from conference.web.cards import names, reflection_card

ICONS = {
    MaterialKind.RECORDING: "camera-video",
    MaterialKind.AUDIO: "mic",
    MaterialKind.SLIDES: "easel",
    MaterialKind.PHOTO: "image",
    MaterialKind.LINK: "link-45deg",
}


def afterwards_values(found: Afterwards, session: ReleasedSession) -> dict[str, Any]:
    """What came of one session; `presentations` holds the materials that belong to one of them, by its id."""
    whole = [one for one in found.materials if one.presentation_id is None]
    single: dict[int, list[dict[str, Any]]] = {}
    for one in found.materials:
        if one.presentation_id is not None:
            single.setdefault(one.presentation_id, []).append(material_link(one))
    return {
        "highlights": [highlight_values(one) for one in found.highlights],
        "takeaways": [one.text for one in found.takeaways],
        "quotes": [quote_values(one) for one in found.quotes],
        "write_ups": [write_up_card(one, session) for one in found.write_ups],
        "posts": [post_card(one, session.release.event) for one in found.posts],
        "materials": [material_link(one) for one in whole], "presentations": single,
    }  # fmt: skip


def highlight_values(highlight: Highlight) -> dict[str, Any]:
    """The text of a highlight, and where it was told first."""
    return {"text": highlight.text, "source_url": highlight.source_url or None}


def quote_values(quote: Quote) -> dict[str, Any]:
    """The values of `lists.quote`: who spoke as on the day, linked to what else they did."""
    person = quote.person
    if person is None:
        return {"text": quote.text, "speaker": quote.attributed_as, "role": None, "url": quote.source_url or None}
    role = role_in(quote.attributed_as, person.name) or None
    return {"text": quote.text, "speaker": person.name, "role": role, "url": person.url}


def said_in(quote: Quote, session: ReleasedSession) -> dict[str, Any]:
    """The values of `lists.quote` on the page of who said it: the session that it was said in, linked."""
    event = session.release.event
    where = _("%(session)s, %(event)s", session=session.title, event=event.name)
    return {"text": quote.text, "speaker": where, "url": links.session(event.slug, session.slug)}


def write_up_card(write_up: WriteUp, session: ReleasedSession) -> dict[str, Any]:
    """The values of `lists.reflection_item` for a public write-up."""
    return reflection_card(of_write_up(write_up, session, write_up.published_at or write_up.saved_at))


def post_card(post: BlogPost, event: Event) -> dict[str, Any]:
    """The values of `lists.reflection_item` for a public post on an event."""
    return reflection_card(of_post(post, post.published_at or post.changed_at, event.zone))


def material_link(material: Material) -> dict[str, Any]:
    """The values of `link_row`: a material by its title, to its address or its file."""
    file = material.file
    return {
        "label": material.title, "icon": ICONS.get(material.kind, "file-text"),
        "url": links.file(file.public_id, file.name) if file else material.url,
    }  # fmt: skip


def event_values(reflection: EventReflection, event: Event) -> dict[str, Any]:
    """What came of an event: highlights of the whole, its days, posts on the whole."""
    return {
        "highlights": [highlight_values(one) for one in reflection.highlights],
        "days": [_day_values(day, event) for day in reflection.days],
        "posts": [post_card(one, event) for one in reflection.posts],
    }


def _day_values(day: ReflectedDay, event: Event) -> dict[str, Any]:
    return {
        "label": date_words(day.day) if day.day else _("Time not known"),
        "anchor": f"day-{day.day.isoformat()}" if day.day else "day-not-known",
        "highlights": [highlight_values(one) for one in day.highlights],
        "sessions": [_session_values(one, event) for one in day.sessions],
    }


def _session_values(one: ReflectedSession, event: Event) -> dict[str, Any]:
    session, values = one.session, afterwards_values(one.afterwards, one.session)
    return {
        "title": session.title, "url": links.session(event.slug, session.slug), "format": session.format_name,
        "code": session.code or None, "people": names(session.appearances) or None,
        **values, "materials": [material_link(material) for material in one.afterwards.materials],
        "readings": [_reading(card) for card in (*values["write_ups"], *values["posts"])],
    }  # fmt: skip


def _reading(card: dict[str, Any]) -> dict[str, Any]:
    """A write-up or post as one line of `link_list`: title, and below it what it is, by whom, of when."""
    return {"label": card["title"], "url": card["url"],
            "note": ", ".join(filter(None, [card["kind"], card["byline"], card["date_text"]]))}  # fmt: skip
