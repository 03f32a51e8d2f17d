"""Sheets of badges: made by the worker when somebody asks, and handed out here."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from conference import links
from conference.core import files
from conference.core.clock import now
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.attendance.actions import ask_for_badges
from conference.domain.attendance.queries import counts_of, name_of_badges
from conference.domain.attendance.rules import BadgeSize
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.site.queries import find_document, find_making
from conference.web.access import get_account, requires
from conference.web.cards import instant_words, making_values
from conference.web.forms.base import ButtonForm
from conference.web.organiser.asking import ask_page
from conference.web.responses import page, pdf

blueprint = Blueprint("badges", __name__)
START = "/<slug:event_slug>/door/badges/"
SIZE = "<any(" + ", ".join(f'"{one}"' for one in BadgeSize) + "):size>"


def size_words(size: BadgeSize) -> str:
    """A size of badges in words."""
    return {
        BadgeSize.CARD: _("90 × 55 mm, ten on a sheet"),
        BadgeSize.SMALL_CARD: _("85 × 55 mm, ten on a sheet"),
        BadgeSize.FOLDED: _("A6, two on a sheet, folded to front and back"),
    }[size]


@blueprint.get(START)
@requires(Permission.MANAGE_DOOR)
def show(event_slug: str) -> ResponseReturnValue:
    """The sizes, each with its newest file and how far the worker is with a newer one."""
    event = get_event(event_slug)
    return page(event=event, sizes=[_size(event, one) for one in BadgeSize], expected=counts_of(event).expected)


def _size(event: Event, size: BadgeSize) -> dict[str, Any]:
    name = name_of_badges(event, size)
    document = find_document(name)
    making = find_making(name, is_old=document is None)
    is_given_up = making is not None and making.is_given_up
    return {
        "label": size_words(size), "is_given_up": is_given_up, "make": links.organise_make_badges(event.slug, size),
        "made": instant_words(document.made_at, event) if document else "",
        "file": links.organise_badges_pdf(event.slug, size) if document else None,
        "making": making_values(making) if making is not None and not is_given_up else None,
    }  # fmt: skip


@blueprint.post(f"{START}{SIZE}/")
@requires(Permission.MANAGE_DOOR)
def make(event_slug: str, size: str) -> ResponseReturnValue:
    """Have the sheets of a size made anew."""
    form = ButtonForm()

    def ask() -> tuple[str, str]:
        event = get_event(event_slug)
        ask_for_badges(event, BadgeSize(size), actor=get_account(), now=now())
        return links.organise_badges(event.slug), _("The badges are being made.")

    return form.perform(ask) or ask_page(
        form, title=_("Make badges"), button=_("Make them"), back=links.organise_badges(event_slug),
        consequences=[_("The worker makes a sheet for everybody with a place in person.")],
        event=get_event(event_slug),
    )  # fmt: skip


@blueprint.get(f"{START}{SIZE}.pdf")
@requires(Permission.MANAGE_DOOR)
def file(event_slug: str, size: str) -> Response:
    """The sheets of a size as they were made last."""
    event = get_event(event_slug)
    document = find_document(name_of_badges(event, BadgeSize(size)))
    if document is None:
        raise NotFound(_("These badges are not made yet."))
    response = pdf(files.read(document.file.storage_key), f"badges-{size}-{event.slug}")
    response.headers["Cache-Control"] = "private, no-store"
    return response
