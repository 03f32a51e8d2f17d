"""The journal: who did what, newest first."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.words import _
from conference.domain.accounts.models import JournalEntry
from conference.domain.accounts.queries import count_journal, list_journal, subject_names
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.site.queries import get_site
from conference.web.access import requires
from conference.web.organiser.paging import Paging, page_number
from conference.web.responses import page

blueprint = Blueprint("journal", __name__)


@blueprint.get("/journal/")
@requires(Permission.MANAGE_SITE)
def show() -> ResponseReturnValue:
    """What was done anywhere."""
    return _journal(None)


@blueprint.get("/<slug:event_slug>/journal/")
@requires(Permission.EDIT_EVENTS)
def event(event_slug: str) -> ResponseReturnValue:
    """What was done at one event."""
    return _journal(get_event(event_slug))


def _journal(of: Event | None) -> ResponseReturnValue:
    event_id, zone = (of.id, of.zone) if of else (None, get_site().home_zone)
    paging = Paging(page_number(request.args.get("page", "")), count_journal(event_id))
    entries = list_journal(event_id, paging.size, paging.offset)
    names = subject_names(entries)
    rows = [_row(entry, names.get((entry.subject_kind, entry.subject_id), ""), zone) for entry in entries]

    def url_of(number: int) -> str:
        return links.organise_journal(of.slug if of else "", number)

    return page(rows=rows, paging=paging, url_of=url_of)


def _row(entry: JournalEntry, subject: str, zone: str) -> dict[str, Any]:
    words = _(entry.action)
    detail = ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in entry.detail.items() if _is_plain(value))
    text = words[:1].upper() + words[1:] + (f": {subject}" if subject else "") + (f" ({detail})" if detail else "")
    who = (entry.account.name or entry.account.email) if entry.account else _(entry.actor)
    return {"when": zones.moment_words(entry.at, zone), "iso": entry.at.isoformat(), "text": text, "who": who}


def _is_plain(value: object) -> bool:
    return value not in ("", None) and isinstance(value, str | int)
