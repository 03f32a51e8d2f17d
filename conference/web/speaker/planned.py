"""A speaker tells the organisers that the planned time of one of their sessions does not suit them."""

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import Conflict
from conference.core.words import _
from conference.domain.people.models import Person
from conference.domain.programme.queries import get_session
from conference.domain.schedule.actions import object_to_time
from conference.domain.schedule.queries import Planned, place_of_draft, planned_of_person
from conference.web.access import by_link
from conference.web.cards import session_when
from conference.web.forms.schedule import ObjectionForm
from conference.web.responses import page
from conference.web.speaker.sessions import get_speaker

blueprint = Blueprint("planned", __name__)


@blueprint.route("/<token:token>/sessions/<id:session_id>/does-not-suit/", methods=["GET", "POST"])
@by_link(links.Purpose.SPEAKER)
def does_not_suit(token: str, session_id: int) -> ResponseReturnValue:
    """Say why; the organisers read it beside the session. What is public by now stands on the speaker's own page."""
    form, there = ObjectionForm(), links.speak(token)

    def say() -> tuple[str, str]:
        one = _find_planned(get_speaker(), session_id)
        if one is None:
            raise Conflict(_("This session is not planned any more, or it is public by now."))
        session = get_session(one.event, one.session.slug)
        object_to_time(session, get_speaker(), form.words.data, now=now(), seen=form.seen.data or "")
        return there, _("The organisers read what you wrote. Thank you.")

    if (done := form.perform(say)) is not None:
        return done
    person = get_speaker()
    one = _find_planned(person, session_id)
    if one is None:
        return redirect(there)
    form.seen.data = place_of_draft(get_session(one.event, one.session.slug)).mark
    when = session_when(one.session, one.event) or _("Time not known yet")
    return page(form=form, person=person, title=one.session.title, event=one.event.title, back=there,
                planned=", ".join(filter(None, [when, one.session.room_name])))  # fmt: skip


def _find_planned(person: Person, session_id: int) -> Planned | None:
    """The session of a draft that this person may see and stands in, or None."""
    return next((one for one in planned_of_person(person, now()) if one.session.session_id == session_id), None)
