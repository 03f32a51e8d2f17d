"""The draft of a programme for those who have its link: what the next release would show, and nothing that is kept."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.events.rules import EventState
from conference.domain.schedule.queries import draft_release, find_current_release, get_drafted_session, get_preview
from conference.web.access import by_link, link_subject
from conference.web.cards import instant_words, person_card
from conference.web.public.programme_page import programme_page, session_page
from conference.web.responses import page

blueprint = Blueprint("preview", __name__)


def _event() -> Event:
    """The event whose draft this link shows; raises NotFound once nobody may see it any more."""
    subject = link_subject()
    return get_preview(subject.id, subject.version, now()).event


@blueprint.get("/preview/<token:token>/")
@by_link(links.Purpose.PREVIEW)
def show(token: str) -> ResponseReturnValue:
    """The whole draft, day by day."""
    event, at = _event(), now()
    release = draft_release(event, at)
    values = programme_page(
        event, release, release.sessions, links.preview(token), lambda one: links.preview_session(token, one.slug)
    )
    return page(**values, phase="draft", clock_offset=0, page_links=_page_links(event), as_of=instant_words(at, event))


def _page_links(event: Event) -> list[dict[str, Any]]:
    if event.state is EventState.DRAFT or find_current_release(event) is None:
        return []
    return [{"label": _("The public programme"), "url": links.programme(event.slug), "icon": "calendar-event"}]


@blueprint.get("/preview/<token:token>/sessions/<slug:session_slug>/")
@by_link(links.Purpose.PREVIEW)
def session(token: str, session_slug: str) -> ResponseReturnValue:
    """One session of the draft."""
    event, at = _event(), now()
    found = get_drafted_session(draft_release(event, at), session_slug)
    return page(
        **session_page(event, found), programme_url=links.preview(token), may_be_chosen=False,
        people=[person_card(one) | {"url": None} for one in found.appearances if one.presentation_id is None],
        found={"presentations": {}}, as_of=instant_words(at, event),
    )  # fmt: skip
