"""The editor of a speaker's write-up, and how readers would see it."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.tokens import random_key
from conference.core.words import _
from conference.domain.reflections.actions import save_draft, submit_write_up, text_of
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.queries import get_own_write_up
from conference.domain.reflections.rules import EDITABLE, WriteUpState, is_public
from conference.domain.schedule.queries import current_sessions
from conference.web.access import by_link
from conference.web.forms.base import ButtonForm
from conference.web.forms.reflections import WriteUpForm, write_up_values
from conference.web.responses import page
from conference.web.speaker.sessions import get_speaker, state_words

blueprint = Blueprint("write_ups", __name__)
OK = 200


@blueprint.route("/<token:token>/write-ups/<id:write_up_id>/", methods=["GET", "POST"])
@by_link(links.Purpose.SPEAKER)
def edit(token: str, write_up_id: int) -> ResponseReturnValue:
    """Write, save, and look at it; what is with the editors can only be read."""
    write_up = get_own_write_up(get_speaker(), write_up_id)
    form = WriteUpForm(data=write_up_values(text_of(write_up), write_up.version))

    def save() -> tuple[str, str]:
        found = get_own_write_up(get_speaker(), write_up_id)
        save_draft(found, form.text, form.began_from, now=now())
        if request.form.get("then") == "look":
            return links.speak_preview(token, write_up_id), _("Your text is saved.")
        return links.speak_write_up(token, write_up_id), _("Your text is saved. Nobody else sees it yet.")

    return form.perform(save) or _editor(token, get_own_write_up(get_speaker(), write_up_id), form)


def _editor(token: str, write_up: WriteUp, form: WriteUpForm) -> ResponseReturnValue:
    """The form; after a saving elsewhere with what was saved there, so that the next saving can replace it."""
    is_refused = form.refused_with != OK
    stored = text_of(write_up) if is_refused and form.began_from != write_up.version else None
    form.version.data = str(write_up.version)
    if is_refused:
        form.form_key.data = random_key()  # whoever came back by the browser's button can save anew
    return page(form=form, stored=stored, is_form=is_refused or write_up.state in EDITABLE, **_values(token, write_up))


def _values(token: str, write_up: WriteUp) -> dict[str, Any]:
    return {
        "write_up": write_up, "session": write_up.session, "event": write_up.session.event, "token": token,
        "state": state_words(write_up.state), "public_url": _public_url(write_up),
    }  # fmt: skip


def _public_url(write_up: WriteUp) -> str | None:
    """Where everybody reads it, once that is so."""
    if write_up.state is not WriteUpState.PUBLISHED or not is_public(write_up.published_at, now()):
        return None
    session = current_sessions([write_up.session_id]).get(write_up.session_id)
    return links.write_up(session.release.event.slug, session.slug, write_up.number) if session else None


@blueprint.route("/<token:token>/write-ups/<id:write_up_id>/preview/", methods=["GET", "POST"])
@by_link(links.Purpose.SPEAKER)
def preview(token: str, write_up_id: int) -> ResponseReturnValue:
    """What is saved, as readers would see it, with the button that sends it to the editors."""
    form = ButtonForm()

    def send() -> tuple[str, str]:
        submit_write_up(get_own_write_up(get_speaker(), write_up_id), now=now())
        return links.speak(token), _("Your write-up is with the editors. They write to you when they have read it.")

    answer = form.perform(send)
    if answer is not None:
        return answer
    write_up = get_own_write_up(get_speaker(), write_up_id)
    return page(form=form, may_send=write_up.state in EDITABLE, **_values(token, write_up))
