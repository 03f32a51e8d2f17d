"""A speaker's own page: all their sessions over the years, and what they wrote on them."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.programme.rules import SessionState
from conference.domain.reflections.actions import begin_write_up
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.queries import get_author, own_write_ups
from conference.domain.reflections.rules import EDITABLE, WriteUpState
from conference.domain.schedule.models import ReleasedAppearance, ReleasedSession
from conference.domain.schedule.queries import Planned, appearances_of_person, planned_of_person, preview_token
from conference.web.access import by_link, link_subject
from conference.web.cards import session_when
from conference.web.forms.base import ButtonForm
from conference.web.responses import page

blueprint = Blueprint("sessions", __name__)


def get_speaker() -> Person:
    """The person whose link this is; raises NotFound once it was revoked."""
    subject = link_subject()
    return get_author(subject.id, subject.version)


def state_words(state: WriteUpState) -> str:
    """The state of a write-up in words for its author."""
    return {
        WriteUpState.DRAFT: _("Draft"),
        WriteUpState.SUBMITTED: _("With the editors"),
        WriteUpState.RETURNED: _("Returned with a note"),
        WriteUpState.PUBLISHED: _("Published"),
        WriteUpState.WITHDRAWN: _("Withdrawn"),
    }[state]


@blueprint.get("/<token:token>/")
@by_link(links.Purpose.SPEAKER)
def show(token: str) -> ResponseReturnValue:
    """My sessions, the newest first, and my write-ups."""
    person = get_speaker()
    write_ups = {one.session_id: one for one in own_write_ups(person)}
    appearances = _by_session(appearances_of_person(person))
    planned = [_planned(one, token) for one in planned_of_person(person, now())]
    rows = [_row(one, write_ups.get(one.released_session.session_id), token) for one in appearances]
    shown = {one.released_session.session_id for one in appearances}
    others = [_other(one, token) for one in write_ups.values() if one.session_id not in shown]
    return page(person=person, planned=planned, rows=[*rows, *others], data_link=links.speak_data(token))


def _planned(one: Planned, token: str) -> dict[str, Any]:
    """A session of a draft that may be seen, with the time and room that readers do not know yet."""
    session, is_cancelled = one.session, one.session.state is SessionState.CANCELLED
    return {
        "title": session.title, "url": links.preview_session(preview_token(one.preview), session.slug),
        "event": one.event.title, "role": _(one.appearance.role.value),
        "when": session_when(session, one.event) or _("Time not known yet"), "room": session.room_name,
        "is_cancelled": is_cancelled, "said": one.objection.words if one.objection else None,
        "object": None if is_cancelled else links.speak_object(token, session.session_id),
    }  # fmt: skip


def _by_session(appearances: list[ReleasedAppearance]) -> list[ReleasedAppearance]:
    """Who does two things in a session sees it once."""
    return list({one.released_session.session_id: one for one in reversed(appearances)}.values())[::-1]


def _row(appearance: ReleasedAppearance, write_up: WriteUp | None, token: str) -> dict[str, Any]:
    session = appearance.released_session
    event = session.release.event
    return {
        "title": session.title, "url": links.session(event.slug, session.slug), "event": event.title,
        "role": _(appearance.role.value), "when": session_when(session, event),
        "begin": links.speak_begin(token, session.session_id) if _may_begin(session, write_up) else None,
        "is_coming": not _has_begun(session), **_of_write_up(write_up, token),
    }  # fmt: skip


def _has_begun(session: ReleasedSession) -> bool:
    return (session.starts_at or session.release.event.starts_at) <= now()


def _may_begin(session: ReleasedSession, write_up: WriteUp | None) -> bool:
    is_free = write_up is None or write_up.state is WriteUpState.WITHDRAWN
    return is_free and _has_begun(session) and not session.is_break


def _other(write_up: WriteUp, token: str) -> dict[str, Any]:
    """A session that readers do not see, or in which the author does not stand (a rapporteur)."""
    session = write_up.session
    return {"title": session.title, "url": None, "event": session.event.title, "role": None, "when": None,
            "begin": None, "is_coming": False, **_of_write_up(write_up, token)}  # fmt: skip


def _of_write_up(write_up: WriteUp | None, token: str) -> dict[str, Any]:
    if write_up is None or write_up.state is WriteUpState.WITHDRAWN:
        return {"state": None, "tone": "neutral", "open": None, "may_write": False}
    tones = {WriteUpState.RETURNED: "warn", WriteUpState.PUBLISHED: "good"}
    return {
        "state": state_words(write_up.state), "tone": tones.get(write_up.state, "neutral"),
        "open": links.speak_write_up(token, write_up.id), "may_write": write_up.state in EDITABLE,
    }  # fmt: skip


@blueprint.post("/<token:token>/sessions/<id:session_id>/begin/")
@by_link(links.Purpose.SPEAKER)
def begin(token: str, session_id: int) -> ResponseReturnValue:
    """Begin to write one of my sessions up."""
    form = ButtonForm()

    def start() -> str:
        person = get_speaker()
        write_up = begin_write_up(_own_session(person, session_id), person, now=now())
        return links.speak_write_up(token, write_up.id)

    return form.perform(start) or page(form=form, back=links.speak(token))


def _own_session(person: Person, session_id: int) -> Session:
    """A session that the person stands in, as readers see it, once it has begun; raises NotFound."""
    for appearance in appearances_of_person(person):
        session = appearance.released_session
        if session.session_id == session_id and _has_begun(session) and not session.is_break:
            return session.session
    raise NotFound(_("This session is not among yours, or has not begun yet."))
