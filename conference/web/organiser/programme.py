"""The draft of an event's programme: its sessions, what is said about each, its themes."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.programme.actions import add_session, change_session_state, edit_session
from conference.domain.programme.models import Session
from conference.domain.programme.queries import (
    get_format,
    get_session,
    get_theme,
    offered_formats,
    themes_of,
)
from conference.domain.programme.rules import MOVES, SessionState
from conference.domain.schedule.queries.rows import SessionRow, session_rows
from conference.web.access import get_account, requires
from conference.web.cards import zone_of_event
from conference.web.forms.base import ButtonForm
from conference.web.forms.programme import NewSessionForm, SessionForm
from conference.web.organiser.asking import choices, form_page
from conference.web.organiser.session_words import parts_of, readers_words, said_now, shown_in_form, state_words
from conference.web.organiser.tables.pages import table_page
from conference.web.organiser.tables.picks import Picks, to_change
from conference.web.organiser.tables.sessions import sessions_table
from conference.web.organiser.tables.shown import shown
from conference.web.responses import page

blueprint = Blueprint("programme", __name__)
OVERTAKEN = 409


@blueprint.get("/<slug:event_slug>/programme/")
@requires(Permission.EDIT_PROGRAMME)
def show(event_slug: str) -> ResponseReturnValue:
    """The table of an event's sessions."""
    event = get_event(event_slug)
    rows = session_rows(event)
    of = shown(sessions_table(event, rows, themes_of(event)), rows, links.organise_programme(event_slug))
    lead = _("The draft; all times are %(zone)s. Readers see what is released.", zone=zone_of_event(event))
    picks: Picks[SessionRow] = Picks(lambda row: row.session_id, [to_change(links.organise_many_sessions(event_slug))])
    return table_page(of, title=_("Programme"), lead=lead, event=event, picks=picks)


@blueprint.route("/<slug:event_slug>/programme/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def new(event_slug: str) -> ResponseReturnValue:
    """Add a session as a draft."""
    event = get_event(event_slug)
    form = NewSessionForm(data={"mode": event.mode.value, "minutes": 60, "language": "en", "theme": ""})
    _fill_choices(form, event)

    def add() -> tuple[str, str]:
        at = get_event(event_slug)
        theme = get_theme(at, form.theme.data) if form.theme.data else None
        session = add_session(
            at, form.details, session_format=get_format(form.format.data), theme=theme, actor=get_account(), now=now()
        )
        return links.organise_session(at.slug, session.slug), _("%(title)s is a draft now.", title=session.title)

    return form.perform(add) or form_page(
        form,
        title=_("New session"),
        button=_("Add the session"),
        event=event,
        back=links.organise_programme(event_slug),
    )


def _fill_choices(form: NewSessionForm, event: Event) -> None:
    form.format.choices = choices([(one.slug, one.name) for one in offered_formats(event)])
    form.theme.choices = choices([(one.slug, one.name) for one in themes_of(event)], nothing=_("None"))


@blueprint.route("/<slug:event_slug>/programme/sessions/<slug:session_slug>/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """What is said about a session. Who comes second is shown what the first one changed."""
    event = get_event(event_slug)
    session = get_session(event, session_slug)
    form = SessionForm(data=shown_in_form(session))
    _fill_choices(form, event)

    def save() -> tuple[str, str]:
        at = get_event(event_slug)
        known = get_session(at, session_slug)
        theme = get_theme(at, form.theme.data) if form.theme.data else None
        edit_session(
            known,
            form.details,
            slug=form.slug.data,
            session_format=get_format(form.format.data),
            theme=theme,
            version=form.seen_version,
            actor=get_account(),
            now=now(),
        )
        return links.organise_session(at.slug, known.slug), _(
            "What is said about %(title)s is saved.", title=known.title
        )

    done = form.perform(save)
    return done or _edit_page(form, event, get_session(get_event(event_slug), session_slug))


def _edit_page(form: SessionForm, event: Event, session: Session) -> ResponseReturnValue:
    theirs = said_now(session, form.seen_version) if form.is_submitted() else []
    if theirs:
        form.refused_with = OVERTAKEN
        form.version.data = str(session.version)
    return form_page(
        form,
        title=session.title,
        button=_("Save"),
        back=links.organise_programme(event.slug),
        event=event,
        lead=readers_words(event),
        history=f"{links.organise_session(event.slug, session.slug)}history/",
        theirs=theirs,
        parts=parts_of(event, session),
    )


@blueprint.get("/<slug:event_slug>/programme/sessions/<slug:session_slug>/state/")
@requires(Permission.EDIT_PROGRAMME)
def state(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """What a session is, and the steps that it may take from there."""
    return _state_page(ButtonForm(), event_slug, session_slug)


def _state_page(form: ButtonForm, event_slug: str, session_slug: str) -> ResponseReturnValue:
    event = get_event(event_slug)
    session = get_session(event, session_slug)
    wanted = sorted(MOVES[session.state] - {SessionState.CANCELLED}, key=list(SessionState).index)
    steps = [{"state": one.value, "label": _step_words(one)} for one in wanted]
    cancel = ""
    if SessionState.CANCELLED in MOVES[session.state]:
        cancel = links.organise_session_cancel(event.slug, session.slug)
    return page(form=form, event=event, session=session, steps=steps, cancel=cancel, words=state_words(session.state))


def _step_words(state: SessionState) -> str:
    return {
        SessionState.DRAFT: _("Back to draft"),
        SessionState.CONFIRMED: _("Confirm it"),
        SessionState.HELD: _("It was held"),
        SessionState.CANCELLED: _("Cancel it"),
    }[state]


@blueprint.post("/<slug:event_slug>/programme/sessions/<slug:session_slug>/state/<any(draft, confirmed, held):wanted>/")
@requires(Permission.EDIT_PROGRAMME)
def move(event_slug: str, session_slug: str, wanted: str) -> ResponseReturnValue:
    """Take one step."""
    form = ButtonForm()

    def take() -> tuple[str, str]:
        session = get_session(get_event(event_slug), session_slug)
        change_session_state(session, SessionState(wanted), actor=get_account(), now=now())
        words = _(
            "%(title)s: %(state)s. %(readers)s",
            title=session.title,
            state=state_words(session.state),
            readers=readers_words(session.event),
        )
        return links.organise_session(event_slug, session.slug), words

    return form.perform(take) or _state_page(form, event_slug, session_slug)
