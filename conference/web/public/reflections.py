"""The newest reflections of all events, their feed, and all that came of one event, as a page and as a PDF."""

from itertools import groupby

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import NotFound
from conference.core.words import _
from conference.documents import name_of_reflections
from conference.domain.events.queries import get_public_event
from conference.domain.reflections.queries import Reflection, newest_reflections, reflection_of
from conference.domain.site.queries import get_site
from conference.formats import atom, markup
from conference.web.access import public
from conference.web.cards import accent_of, phase_of, reflection_card, when_values
from conference.web.public.afterwards import event_values
from conference.web.public.briefings import tag_of
from conference.web.public.handed_out import hand_out
from conference.web.responses import feed as feed_response
from conference.web.responses import html, kept
from conference.web.static import theme_url

blueprint = Blueprint("reflections", __name__)
NEWEST_IN_FEED = 30


@blueprint.get("/reflections/")
@public
@kept
def index() -> ResponseReturnValue:
    """All write-ups and posts, the newest first, by year."""
    by_year = groupby(newest_reflections(now()), key=lambda one: one.day.year)
    return html(years=[(year, [reflection_card(one) for one in found]) for year, found in by_year])


@blueprint.get("/reflections/feed.atom")
@public
@kept
def feed() -> ResponseReturnValue:
    """The newest reflections as an Atom feed."""
    found = newest_reflections(now(), NEWEST_IN_FEED)
    title = _("Reflections of %(site)s", site=get_site().name)
    changed = max((one.changed_at for one in found), default=now())
    address, own = links.absolute(links.all_reflections()), links.absolute(links.reflections_feed())
    return feed_response(atom.feed(title, tag_of("reflections"), address, own, [_entry(one) for one in found], changed))


def _entry(reflection: Reflection) -> atom.FeedEntry:
    return atom.FeedEntry(
        id=tag_of(reflection.id), title=reflection.title, url=links.absolute(reflection.path),
        published_at=reflection.published_at, changed_at=reflection.changed_at, author=reflection.byline,
        summary=reflection.summary, html=markup.to_html(reflection.body) if reflection.body else "",
    )  # fmt: skip


@blueprint.get("/<slug:event_slug>/reflections/")
@public
@kept
def show(event_slug: str) -> ResponseReturnValue:
    """All that came of an event, by day in programme order."""
    event = get_public_event(event_slug)
    at = now()
    reflection = reflection_of(event, at)
    item = event_values(reflection, event)
    return html(
        event=event, phase=phase_of(event, at), is_empty=reflection.is_empty, item=item,
        day_links=[{"label": day["label"], "url": f"#{day['anchor']}", "is_current": False} for day in item["days"]],
        theme_css=theme_url(accent_of(event)), **when_values(event),
    )  # fmt: skip


@blueprint.get("/<slug:event_slug>/reflections.pdf")
@public
def pdf(event_slug: str) -> ResponseReturnValue:
    """The same as a PDF, once the worker has made it."""
    event = get_public_event(event_slug)
    if reflection_of(event, now()).is_empty:
        raise NotFound(_("There are no reflections on this event yet."))
    title = _("Reflections on %(event)s", event=event.title)
    return hand_out(name_of_reflections(event), f"{event.slug}-reflections", title, links.reflections(event.slug))
