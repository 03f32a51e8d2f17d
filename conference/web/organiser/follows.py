"""Which earlier sessions of its series a session takes up: found by title or code, shown on the pages of both."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import Invalid
from conference.core.text import clean_line
from conference.core.words import _
from conference.core.zones import days_words
from conference.domain.accounts.rules import Permission
from conference.domain.events.queries import get_event
from conference.domain.programme.actions import follow_session, unfollow_session
from conference.domain.programme.models import Session
from conference.domain.programme.queries import earlier_sessions, followed_by, get_earlier_session, get_session
from conference.web.access import get_account, requires
from conference.web.cards import days_of_event
from conference.web.forms.base import ButtonForm
from conference.web.responses import page

blueprint = Blueprint("follows", __name__)
START = "/<slug:event_slug>/programme/sessions/<slug:session_slug>/follows/"
LONGEST_SEARCH, MOST_FOUND, LARGEST_ID = 100, 20, 2**31 - 1


@blueprint.get(START)
@requires(Permission.EDIT_PROGRAMME)
def show(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """What a session takes up, what takes it up, and a search for more."""
    event = get_event(event_slug)
    session = get_session(event, session_slug)
    search = clean_line(request.args.get("search", ""))[:LONGEST_SEARCH]
    earlier, later = followed_by(session)
    known = {one.id for one in earlier}
    found = [one for one in earlier_sessions(session, search, MOST_FOUND) if one.id not in known]
    return page(
        event=event, session=session, search=search, here=links.organise_follows(event.slug, session.slug),
        earlier=[_item(one) for one in earlier], later=[_item(one) for one in later],
        found=[_item(one) for one in found], fields=[{"name": "search", "label": _("Title or code"), "value": search}],
    )  # fmt: skip


def _item(session: Session) -> dict[str, Any]:
    event = session.event
    return {
        "id": session.id, "title": session.title, "code": session.code, "event": event.name,
        "days": days_words(*days_of_event(event)), "url": links.organise_session(event.slug, session.slug),
    }  # fmt: skip


@blueprint.post(f"{START}add/")
@requires(Permission.EDIT_PROGRAMME)
def add(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """Say that the session takes up an earlier one."""
    form, here = ButtonForm(), links.organise_follows(event_slug, session_slug)

    def say() -> tuple[str, str]:
        session = get_session(get_event(event_slug), session_slug)
        earlier = get_earlier_session(session, _earlier_id())
        follow_session(session, earlier, actor=get_account(), now=now())
        return here, _("It takes up %(title)s now. Both pages say so.", title=earlier.title)

    return form.perform(say) or page(form=form, back=here)


@blueprint.post(f"{START}remove/")
@requires(Permission.EDIT_PROGRAMME)
def remove(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """Say so no more."""
    form, here = ButtonForm(), links.organise_follows(event_slug, session_slug)

    def unsay() -> tuple[str, str]:
        session = get_session(get_event(event_slug), session_slug)
        unfollow_session(session, _earlier_id(), actor=get_account(), now=now())
        return here, _("Neither page says so any more.")

    return form.perform(unsay) or page(form=form, back=here)


def _earlier_id() -> int:
    raw = request.form.get("earlier", "")
    if not raw.isascii() or not raw.isdigit() or len(raw) > len(str(LARGEST_ID)) or int(raw) > LARGEST_ID:
        raise Invalid(_("Choose a session."))
    return int(raw)
