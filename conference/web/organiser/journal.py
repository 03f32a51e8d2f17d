"""The journal: who did what, newest first."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.domain.accounts.queries import count_journal, list_journal, subject_names
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.web.access import requires
from conference.web.organiser.deeds import clock_of, journal_row
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
    event_id, clock = of.id if of else None, clock_of(of)
    paging = Paging(page_number(request.args.get("page", "")), count_journal(event_id))
    entries = list_journal(event_id, paging.size, paging.offset)
    names = subject_names(entries)
    rows = [journal_row(entry, names, clock) for entry in entries]

    def url_of(number: int) -> str:
        return links.organise_journal(of.slug if of else "", number)

    return page(rows=rows, paging=paging, url_of=url_of)
