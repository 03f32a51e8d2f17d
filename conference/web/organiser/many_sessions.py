"""Many sessions changed at once: which, and to what, stands in the address; what they become is seen before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from conference import links
from conference.core.clock import now
from conference.core.errors import Invalid
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.queries import list_formats, themes_of
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.actions import change_many_sessions
from conference.domain.schedule.queries import rooms_by_id
from conference.domain.schedule.queries.rows import SessionRow, session_rows
from conference.domain.schedule.rules import SessionFacts
from conference.web.access import get_account, may, requires
from conference.web.cards import mode_words
from conference.web.forms.many_sessions import NONE, PREFIX, ManyChangeForm, ManyForm, many_change_form
from conference.web.organiser.session_words import state_words
from conference.web.organiser.tables.sessions import sessions_table
from conference.web.organiser.tables.sifting import sifted
from conference.web.organiser.tables.wanted import Wanted, wanted_of
from conference.web.responses import page

blueprint = Blueprint("many_sessions", __name__)
PICK, ALL = "pick", "all"
MOST_ASKED = 100_000  # letters of what a page was asked
Choices = Mapping[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Asked:
    """What an address asks for: which sessions, the table that they were chosen in, and what becomes of them."""

    rows: list[SessionRow]
    wanted: Wanted
    form: ManyChangeForm
    choices: Choices
    kept: list[tuple[str, str]]

    @property
    def is_to_be_done(self) -> bool:
        """Whether it says what becomes of which sessions, and that can be."""
        return bool(self.rows and self.form.validate() and self.form.change.wanted)


@blueprint.route("/<slug:event_slug>/programme/many/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def show(event_slug: str) -> ResponseReturnValue:
    """Ask what becomes of many sessions, show what each is and would be, and do it."""
    form, event = ManyForm(), get_event(event_slug)
    query = (form.asked.data if form.is_submitted() else request.query_string.decode("ascii", "replace")) or ""
    asked = _asked(event, query)
    back = links.organise_programme(event_slug, asked.wanted.query())

    def change() -> tuple[str, str]:
        if not asked.is_to_be_done:
            raise Invalid(_("Please say what becomes of which sessions."))
        at = get_event(event_slug)
        count = change_many_sessions(at, asked.form.change, form.versions, actor=get_account(), now=now())
        words = ngettext("%(num)s session is changed.", "%(num)s sessions are changed.", count)
        return back, _("%(words)s Readers see it with the next release.", words=words)

    if (done := form.perform(change)) is not None:
        return done
    if form.is_submitted():  # what was read before is not what stands there after a refusal
        event = get_event(event_slug)
        asked = _asked(event, query)
    return _show(form, event, asked, query, back)


def _show(form: ManyForm, event: Event, asked: Asked, query: str, back: str) -> ResponseReturnValue:
    is_shown = asked.is_to_be_done
    steps = [_step(event, asked, row) for row in asked.rows] if is_shown else []
    changed = [step for step in steps if step["differs"] and not step["why_not"]]
    form.asked.data = query
    form.show_versions({step["id"]: step["version"] for step in changed})
    return page(
        form=form, event=event, back=back, asking=asked.form, kept=asked.kept, is_shown=is_shown,
        counted=ngettext("%(num)s session", "%(num)s sessions", len(asked.rows)),
        titles=[row.title for row in asked.rows], changed=changed,
        refused=[step for step in steps if step["why_not"]],
        same=len([step for step in steps if not step["differs"]]),
        columns=_columns(asked.form) if is_shown else [],
        takes_place=is_shown and asked.form.change.room is not None,
        loses_place=any(step["was_cancelled"] for step in changed),
    )  # fmt: skip


def _asked(event: Event, query: str) -> Asked:
    sent: MultiDict[str, str] = MultiDict(parse_qsl(query[:MOST_ASKED]))
    rows, formats, themes = session_rows(event), list_formats(), themes_of(event)
    rooms = rooms_by_id(event).values() if may(Permission.EDIT_SCHEDULE, event.slug) else ()
    table = sessions_table(event, rows, formats, themes)
    wanted = wanted_of(table, sent.to_dict(flat=False))
    picked = set(sent.getlist(PICK))
    found = sifted(table, rows, wanted) if sent.get(ALL) else [row for row in rows if str(row.session_id) in picked]
    choices = {
        "state": [(one.value, state_words(one)) for one in SessionState],
        "format": [(one.slug, one.name) for one in formats],
        "theme": [*((one.slug, one.name) for one in themes), (NONE, _("No theme"))],
        "room": [*((str(one.id), one.name) for one in rooms), (NONE, _("No room"))],
        "mode": [(one.value, mode_words(one)) for one in AttendanceMode],
    }
    kept = [(name, value) for name, value in sent.items(multi=True) if not name.startswith(PREFIX)]
    return Asked(found, wanted, many_change_form(sent, choices), choices, kept)


def _step(event: Event, asked: Asked, row: SessionRow) -> dict[str, Any]:
    """What a session is and would be, as a row of the page."""
    change, facts = asked.form.change, _facts(row)
    cells = {name: _words_of(pair, asked.choices.get(name, [])) for name, pair in change.differences(facts).items()}
    return {
        "id": row.session_id, "version": row.version, "differs": bool(cells),
        "why_not": change.why_not(facts) if cells else "",
        "title": {"text": row.title, "url": links.organise_session(event.slug, row.slug)},
        "was_cancelled": row.state is SessionState.CANCELLED and "state" in cells,
        **{name: cells.get(name, _("As it is")) for name in change.wanted},
    }  # fmt: skip


def _facts(row: SessionRow) -> SessionFacts:
    return SessionFacts(row.state, row.format_slug, row.theme_slug, row.mode, row.language, row.expected,
                        str(row.room_id or ""), row.starts_at is not None)  # fmt: skip


def _words_of(pair: tuple[object, object], choices: list[tuple[str, str]]) -> str:
    labels = dict(choices)
    before, after = (labels.get(str(value or NONE), "" if value is None else str(value)) for value in pair)
    return _("%(before)s, becomes %(after)s", before=before or _("Nothing"), after=after or _("Nothing"))


def _columns(form: ManyChangeForm) -> list[dict[str, str]]:
    wanted = form.change.wanted
    named = [{"key": field.short_name, "label": field.label.text} for field in form if field.short_name in wanted]
    return [{"key": "title", "label": _("Title")}, *named]
