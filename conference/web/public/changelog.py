"""What changed in a programme from release to release: a page and a feed."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.events.queries import get_public_event
from conference.domain.schedule.models import Release
from conference.domain.schedule.queries import list_releases
from conference.formats import atom
from conference.web.access import public
from conference.web.cards import accent_of
from conference.web.public.briefings import tag_of
from conference.web.responses import feed as feed_response
from conference.web.responses import html, kept
from conference.web.static import theme_url

blueprint = Blueprint("changelog", __name__)


@blueprint.get("/<slug:event_slug>/programme/changelog/")
@public
@kept
def index(event_slug: str) -> ResponseReturnValue:
    """All releases with what each changed, the newest first."""
    event = get_public_event(event_slug)
    releases = [(one, what_changed(one)) for one in list_releases(event)]
    return html(event=event, releases=releases, theme_css=theme_url(accent_of(event)))


def what_changed(release: Release) -> list[str]:
    """What a release changed, a sentence each; the first one changes nothing: it is there from then on."""
    if release.number == 1:
        return [_("First version.")]
    return [change["words"] for change in release.changes] or [_("Small corrections only.")]


@blueprint.get("/<slug:event_slug>/programme/changelog.atom")
@public
@kept
def feed(event_slug: str) -> ResponseReturnValue:
    """The same as an Atom feed, one entry for each release."""
    event = get_public_event(event_slug)
    releases = list_releases(event)
    changed = releases[0].released_at if releases else event.changed_at
    return feed_response(atom.feed(
        _("Changes in the programme of %(event)s", event=event.title), tag_of(f"changelog/{event.id}"),
        links.absolute(links.changelog(event.slug)), links.absolute(links.changelog_feed(event.slug)),
        [_entry(event, one) for one in releases], changed,
    ))  # fmt: skip


def _entry(event: Event, release: Release) -> atom.FeedEntry:
    lines = [release.note, *what_changed(release)]
    return atom.FeedEntry(
        id=tag_of(f"changelog/{event.id}/{release.number}"),
        title=_("%(event)s: version %(number)s of the programme", event=event.title, number=release.number),
        url=links.absolute(links.released_programme(event.slug, release.number)),
        published_at=release.released_at, changed_at=release.released_at,
        summary="\n".join(filter(None, lines)),
    )  # fmt: skip
