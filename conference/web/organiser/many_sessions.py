"""Many sessions changed at once."""

from collections.abc import Iterator

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.many import Seen
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.models import Format, Theme
from conference.domain.programme.queries import offered_formats, themes_of
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.actions import change_many_sessions
from conference.domain.schedule.queries import rooms_by_id
from conference.domain.schedule.queries.rows import SessionRow, session_rows
from conference.domain.schedule.rules import SessionFacts, SessionsChange
from conference.web.access import get_account, may, requires
from conference.web.cards import mode_words
from conference.web.forms.fields import NONE
from conference.web.forms.many import Choices, SessionsChangeForm
from conference.web.organiser.many_page import Many, many_page
from conference.web.organiser.session_words import readers_words, state_words
from conference.web.organiser.tables.sessions import sessions_table

blueprint = Blueprint("many_sessions", __name__)


@blueprint.route("/<slug:event_slug>/programme/many/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def show(event_slug: str) -> ResponseReturnValue:
    """Change what many sessions of the draft are."""

    def change(to: SessionsChange, seen: Seen) -> int:
        return change_many_sessions(get_event(event_slug), to, seen, actor=get_account(), now=now())

    event = get_event(event_slug)
    words = _("What becomes of each is shown before it is done. %(readers)s", readers=readers_words(event))
    return many_page(
        lambda: _many(get_event(event_slug)), change, event=event, title=_("Change many sessions"), lead=words,
        afterwards=readers_words(event),
    )  # fmt: skip


def _many(event: Event) -> Many[SessionRow]:
    rows, formats, themes = session_rows(event), offered_formats(event), themes_of(event)
    return Many(
        sessions_table(event, rows, themes), rows, links.organise_programme(event.slug),
        lambda row: row.session_id, _facts, SessionsChangeForm, _choices(event, formats, themes), _notes,
    )  # fmt: skip


def _choices(event: Event, formats: list[Format], themes: list[Theme]) -> Choices:
    rooms = rooms_by_id(event).values() if may(Permission.EDIT_SCHEDULE, event.slug) else ()
    return {
        "state": [(one.value, state_words(one)) for one in SessionState],
        "format": [(one.slug, one.name) for one in formats],
        "theme": [*((one.slug, one.name) for one in themes), (NONE, _("No theme"))],
        "room": [*((str(one.id), one.name) for one in rooms), (NONE, _("No room"))],
        "mode": [(one.value, mode_words(one)) for one in AttendanceMode],
    }


def _facts(row: SessionRow) -> SessionFacts:
    return SessionFacts(row.state, row.format_slug, row.theme_slug, row.mode, row.language, row.expected,
                        str(row.room_id or ""), row.starts_at is not None, row.version)  # fmt: skip


def _notes(to: SessionsChange, row: SessionRow) -> Iterator[str]:
    if to.room is not None:
        yield _("Clashes that come of other rooms are listed in the schedule, where it can be undone.")
    if row.state is SessionState.CANCELLED and to.state not in {None, SessionState.CANCELLED}:
        yield _("What was cancelled and is taken up again has no time and no room.")
