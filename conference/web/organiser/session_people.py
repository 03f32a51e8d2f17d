"""Who is in a session, in what role, and what they were on the day."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.queries import get_event
from conference.domain.people.queries import get_person, list_everybody
from conference.domain.programme.actions import edit_appearance, remove_appearance
from conference.domain.programme.models import Appearance, Presentation, Session
from conference.domain.programme.queries import get_appearance, get_presentation, get_session
from conference.domain.programme.rules import AppearanceRole
from conference.domain.schedule.actions import add_appearance
from conference.web.access import get_account, requires
from conference.web.forms.base import ButtonForm
from conference.web.forms.programme import AppearanceForm, NewAppearanceForm
from conference.web.organiser.asking import ask_page, choices, form_page
from conference.web.responses import page

blueprint = Blueprint("session_people", __name__)
START = "/<slug:event_slug>/programme/sessions/<slug:session_slug>/people/"


@blueprint.route(START, methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def show(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """Everybody in a session, and the form that adds somebody."""
    event = get_event(event_slug)
    session = get_session(event, session_slug)
    form = NewAppearanceForm(data={"role": AppearanceRole.SPEAKER.value, "presentation": "", "person": ""})
    people = [(one.slug, ", ".join(filter(None, [one.name, one.affiliation]))) for one in list_everybody()]
    form.person.choices = choices(people, nothing=_("Choose somebody"))
    form.presentation.choices = _presentations(session)
    here = links.organise_session_people(event_slug, session_slug)

    def add() -> tuple[str, str]:
        known = get_session(get_event(event_slug), session_slug)
        person = get_person(form.person.data)
        add_appearance(
            known,
            person,
            role=AppearanceRole(form.role.data),
            job_title=form.job_title.data or "",
            affiliation=form.affiliation.data or "",
            presentation=_presentation(known, form.presentation.data),
            actor=get_account(),
            now=now(),
        )
        return here, _("%(name)s is in %(title)s.", name=person.name, title=known.title)

    rows = [_row(one, here) for one in session.appearances]
    return form.perform(add) or page(form=form, event=event, session=session, rows=rows)


def _row(appearance: Appearance, here: str) -> dict[str, Any]:
    presentation = appearance.presentation
    return {
        "name": {"text": appearance.person.name, "url": f"{here}{appearance.id}/"},
        "role": _(appearance.role.value).capitalize(),
        "what": ", ".join(filter(None, [appearance.job_title, appearance.affiliation])),
        "presents": presentation.title if presentation else "",
        "remove": {"text": _("Remove"), "url": f"{here}{appearance.id}/remove/"},
    }


def _presentations(session: Session) -> list[tuple[str, str]]:
    return choices([(one.id, one.title) for one in session.presentations], nothing=_("Nothing in particular"))


def _presentation(session: Session, raw: str) -> Presentation | None:
    return get_presentation(session, int(raw)) if raw else None


@blueprint.route(f"{START}<id:appearance_id>/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(event_slug: str, session_slug: str, appearance_id: int) -> ResponseReturnValue:
    """In what role somebody appears, and what they are on that day."""
    event = get_event(event_slug)
    session = get_session(event, session_slug)
    found = get_appearance(session, appearance_id)
    form = AppearanceForm(
        data={
            "role": found.role.value,
            "job_title": found.job_title,
            "affiliation": found.affiliation,
            "presentation": str(found.presentation_id or ""),
        }
    )
    form.presentation.choices = _presentations(session)
    back = links.organise_session_people(event_slug, session_slug)

    def save() -> tuple[str, str]:
        known = get_session(get_event(event_slug), session_slug)
        edit_appearance(
            get_appearance(known, appearance_id),
            role=AppearanceRole(form.role.data),
            job_title=form.job_title.data or "",
            affiliation=form.affiliation.data or "",
            presentation=_presentation(known, form.presentation.data),
            actor=get_account(),
            now=now(),
        )
        return back, _("It is saved.")

    title = _("%(name)s in %(title)s", name=found.person.name, title=session.title)
    return form.perform(save) or form_page(form, title=title, button=_("Save"), back=back, event=event)


@blueprint.route(f"{START}<id:appearance_id>/remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def remove(event_slug: str, session_slug: str, appearance_id: int) -> ResponseReturnValue:
    """Ask before a person is taken out of a session."""
    form, back = ButtonForm(), links.organise_session_people(event_slug, session_slug)

    def take_out() -> tuple[str, str]:
        session = get_session(get_event(event_slug), session_slug)
        remove_appearance(get_appearance(session, appearance_id), actor=get_account(), now=now())
        return back, _("They are not in this session any more.")

    if (done := form.perform(take_out)) is not None:
        return done
    event = get_event(event_slug)
    session = get_session(event, session_slug)
    name = get_appearance(session, appearance_id).person.name
    consequence = _(
        "%(name)s is not in %(title)s any more. The next release tells them.", name=name, title=session.title
    )
    return ask_page(
        form, title=_("Remove somebody"), button=_("Take them out"), back=back, event=event, consequences=[consequence]
    )
