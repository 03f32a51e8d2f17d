"""The presentations of a session, and the table of all of an event."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.queries import get_event
from conference.domain.programme.actions import (
    add_presentation,
    edit_presentation,
    move_presentation,
    remove_presentation,
)
from conference.domain.programme.models import Presentation, Session
from conference.domain.programme.queries import get_presentation, get_session
from conference.domain.schedule.queries.rows import PresentationRow, presentation_rows
from conference.web.access import get_account, requires
from conference.web.cards import zone_of_event
from conference.web.forms.base import ButtonForm
from conference.web.forms.programme import PresentationForm
from conference.web.organiser.asking import ask_page, form_page
from conference.web.organiser.ordering import DIRECTIONS, button_after, direction
from conference.web.organiser.tables.pages import table_page
from conference.web.organiser.tables.picks import Picks, to_remove
from conference.web.organiser.tables.presentations import presentations_table
from conference.web.organiser.tables.shown import shown
from conference.web.responses import page

blueprint = Blueprint("presentations", __name__)
START = "/<slug:event_slug>/programme/sessions/<slug:session_slug>/presentations/"


@blueprint.get("/<slug:event_slug>/programme/presentations/")
@requires(Permission.EDIT_PROGRAMME)
def every(event_slug: str) -> ResponseReturnValue:
    """The table of the presentations of all sessions."""
    event, here = get_event(event_slug), links.organise_all_presentations(event_slug)
    rows = presentation_rows(event)
    of = shown(presentations_table(event, rows), rows, here)
    lead = _(
        "What has a title of its own inside the sessions of the draft; all times are %(zone)s.",
        zone=zone_of_event(event),
    )
    deeds = [to_remove(links.organise_remove_presentations(event_slug))]
    picks: Picks[PresentationRow] = Picks(lambda row: row.presentation_id, deeds)
    return table_page(of, title=_("Presentations"), lead=lead, event=event, picks=picks)


@blueprint.route(START, methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def show(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """The presentations of a session, and the form that adds one."""
    event = get_event(event_slug)
    session = get_session(event, session_slug)
    form, here = PresentationForm(), links.organise_presentations(event_slug, session_slug)

    def add() -> tuple[str, str]:
        known = get_session(get_event(event_slug), session_slug)
        made = add_presentation(known, form.title.data, form.abstract.data or "", actor=get_account(), now=now())
        return here, _("%(title)s is added.", title=made.title)

    rows = [_row(place, one, session, here) for place, one in enumerate(session.presentations)]
    return form.perform(add) or page(form=form, event=event, session=session, rows=rows)


def _row(place: int, presentation: Presentation, session: Session, here: str) -> dict[str, Any]:
    presenters = [one for one in session.appearances if one.presentation_id == presentation.id]
    names = dict.fromkeys(one.person.name for one in presenters)
    return {
        "id": presentation.id,
        "title": presentation.title,
        "url": f"{here}{presentation.id}/",
        "people": ", ".join(names),
        "abstract": _("With abstract") if presentation.abstract else _("No abstract yet"),
        "remove_url": f"{here}{presentation.id}/remove/",
        "move_url": f"{here}{presentation.id}/move/",
        "is_first": place == 0,
        "is_last": place == len(session.presentations) - 1,
    }


@blueprint.post(f"{START}<id:presentation_id>/move/")
@requires(Permission.EDIT_PROGRAMME)
def move(event_slug: str, session_slug: str, presentation_id: int) -> ResponseReturnValue:
    """Put a presentation before or behind its neighbour."""
    form, here = ButtonForm(), links.organise_presentations(event_slug, session_slug)

    def put() -> tuple[str, str]:
        session = get_session(get_event(event_slug), session_slug)
        known, asked = get_presentation(session, presentation_id), direction()
        move_presentation(known, DIRECTIONS[asked], actor=get_account(), now=now())
        place, count = known.position, len(session.presentations)
        return f"{here}{button_after(known.id, asked, place, count)}", _(
            "%(title)s is number %(number)s of %(count)s now.", title=known.title, number=place + 1, count=count
        )

    return form.perform(put) or page(form=form, back=here)


@blueprint.route(f"{START}<id:presentation_id>/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(event_slug: str, session_slug: str, presentation_id: int) -> ResponseReturnValue:
    """Title and abstract of a presentation."""
    event = get_event(event_slug)
    form = PresentationForm(obj=get_presentation(get_session(event, session_slug), presentation_id))
    back = links.organise_presentations(event_slug, session_slug)

    def save() -> tuple[str, str]:
        known = get_presentation(get_session(get_event(event_slug), session_slug), presentation_id)
        edit_presentation(known, form.title.data, form.abstract.data or "", actor=get_account(), now=now())
        return back, _("%(title)s is saved.", title=known.title)

    done = form.perform(save)
    history = f"{back}{presentation_id}/history/"
    return done or form_page(form, title=_("Presentation"), button=_("Save"), back=back, event=event, history=history)


@blueprint.route(f"{START}<id:presentation_id>/remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def remove(event_slug: str, session_slug: str, presentation_id: int) -> ResponseReturnValue:
    """Ask before a presentation goes."""
    form, back = ButtonForm(), links.organise_presentations(event_slug, session_slug)

    def take_away() -> tuple[str, str]:
        known = get_presentation(get_session(get_event(event_slug), session_slug), presentation_id)
        remove_presentation(known, actor=get_account(), now=now())
        return back, _("The presentation is gone.")

    if (done := form.perform(take_away)) is not None:
        return done
    event = get_event(event_slug)
    title = get_presentation(get_session(event, session_slug), presentation_id).title
    consequence = _("%(title)s goes with its abstract; its presenters stay in the session.", title=title)
    return ask_page(
        form,
        title=_("Remove a presentation"),
        button=_("Remove it"),
        back=back,
        event=event,
        consequences=[consequence],
    )
