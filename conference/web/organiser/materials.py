"""Recordings, slides and other material of sessions: links and files, shown or hidden."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.materials.actions import (
    add_material,
    move_material,
    publish_material,
    remove_material,
    unpublish_material,
)
from conference.domain.materials.models import Material
from conference.domain.materials.queries import get_material, materials_by_session, materials_of
from conference.domain.materials.rules import LARGEST_FILE
from conference.domain.programme.models import Session
from conference.domain.programme.queries import get_session, sessions_of
from conference.web.access import get_account, requires
from conference.web.cards import instant_words
from conference.web.forms.base import ButtonForm
from conference.web.forms.materials import MaterialForm
from conference.web.organiser.asking import ask_page
from conference.web.organiser.checks import shown_of_page
from conference.web.organiser.ordering import DIRECTIONS, button_after, direction
from conference.web.responses import page
from conference.web.sizes import takes_files

blueprint = Blueprint("materials", __name__)
START = "/<slug:event_slug>/materials/"
OF_SESSION = f"{START}<slug:session_slug>/"
ONE = f"{OF_SESSION}<id:material_id>/"
MEGABYTE = 1_000_000


@blueprint.get(START)
@requires(Permission.EDIT_MATERIALS)
def show(event_slug: str) -> ResponseReturnValue:
    """The sessions of an event with their materials."""
    event = get_event(event_slug)
    by_session = materials_by_session(event)
    sessions = [one for one in sessions_of(event) if not one.format.is_break]
    return page(event=event, rows=[_row(one, by_session.get(one.id, []), event) for one in sessions])


def _row(session: Session, materials: list[Material], event: Event) -> dict[str, Any]:
    hidden = sum(one.published_at is None for one in materials)
    return {
        "session": {"text": session.title, "url": links.organise_session_materials(event.slug, session.slug)},
        "materials": ", ".join(one.title for one in materials), "hidden": str(hidden or ""),
    }  # fmt: skip


@blueprint.route(OF_SESSION, methods=["GET", "POST"])
@requires(Permission.EDIT_MATERIALS)
@takes_files
def session(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """The materials of a session, and the form that adds one."""
    event = get_event(event_slug)
    found = get_session(event, session_slug)
    form = MaterialForm(found.presentations)

    def add() -> tuple[str, str]:
        there = get_session(get_event(event_slug), session_slug)
        published_at = form.public_from(there.event.zone, now())
        made = add_material(there, form.details, upload=form.upload, published_at=published_at, actor=get_account(),
                            now=now())  # fmt: skip
        return links.organise_session_materials(event_slug, session_slug), _("%(title)s is added.", title=made.title)

    if (done := form.perform(add)) is not None:
        return done
    there = materials_of(found)
    items = [_item(one, found, event) | {"is_first": one is there[0], "is_last": one is there[-1]} for one in there]
    findings = shown_of_page(event, links.organise_session_materials(event_slug, session_slug))
    return page(form=form, event=event, session=found, items=items, limit=LARGEST_FILE // MEGABYTE,
                zone=event.zone_place or event.zone, findings=findings)  # fmt: skip


def _item(material: Material, session: Session, event: Event) -> dict[str, Any]:
    file, shown_from = material.file, material.published_at
    start = f"{links.organise_session_materials(event.slug, session.slug)}{material.id}/"
    hide = {"label": _("Hide"), "url": f"{start}hide/"}
    publish = {"label": _("Publish") if shown_from is None else _("Publish now"), "url": f"{start}publish/"}
    values = {
        "id": material.id, "title": material.title, "kind": _(material.kind.value).capitalize(),
        "url": links.file(file.public_id, file.name) if file else material.url,
        "move_url": f"{start}move/", "remove_url": f"{start}remove/",
    }  # fmt: skip
    if shown_from is None:
        return {**values, "state": _("Hidden"), "tone": "neutral", "deeds": [publish]}
    if shown_from <= now():
        return {**values, "state": _("Published"), "tone": "good", "deeds": [hide]}
    when = instant_words(shown_from, event)
    return {**values, "state": _("Not before %(when)s", when=when), "tone": "warn", "deeds": [publish, hide]}


@blueprint.post(f"{ONE}move/")
@requires(Permission.EDIT_MATERIALS)
def move(event_slug: str, session_slug: str, material_id: int) -> ResponseReturnValue:
    """Put a material before or behind its neighbour."""
    form, back = ButtonForm(), links.organise_session_materials(event_slug, session_slug)

    def put() -> tuple[str, str]:
        found, asked = _found(event_slug, session_slug, material_id), direction()
        move_material(found, DIRECTIONS[asked], actor=get_account(), now=now())
        place, count = found.position, len(materials_of(found.session))
        return f"{back}{button_after(found.id, asked, place, count)}", _(
            "%(title)s is number %(number)s of %(count)s now.", title=found.title, number=place + 1, count=count
        )

    return form.perform(put) or page(form=form, back=back)


@blueprint.post(f"{ONE}publish/")
@requires(Permission.EDIT_MATERIALS)
def publish(event_slug: str, session_slug: str, material_id: int) -> ResponseReturnValue:
    """Show a material to everybody."""
    form, back = ButtonForm(), links.organise_session_materials(event_slug, session_slug)

    def make_public() -> tuple[str, str]:
        publish_material(_found(event_slug, session_slug, material_id), actor=get_account(), now=now())
        return back, _("Everybody can see it now.")

    return form.perform(make_public) or page(form=form, back=back)


@blueprint.post(f"{ONE}hide/")
@requires(Permission.EDIT_MATERIALS)
def hide(event_slug: str, session_slug: str, material_id: int) -> ResponseReturnValue:
    """Hide a material again."""
    form, back = ButtonForm(), links.organise_session_materials(event_slug, session_slug)

    def make_hidden() -> tuple[str, str]:
        unpublish_material(_found(event_slug, session_slug, material_id), actor=get_account(), now=now())
        return back, _("It is hidden.")

    return form.perform(make_hidden) or page(form=form, back=back)


@blueprint.route(f"{ONE}remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_MATERIALS)
def remove(event_slug: str, session_slug: str, material_id: int) -> ResponseReturnValue:
    """Ask before a material goes."""
    form, back = ButtonForm(), links.organise_session_materials(event_slug, session_slug)

    def take_away() -> tuple[str, str]:
        remove_material(_found(event_slug, session_slug, material_id), actor=get_account(), now=now())
        return back, _("The material is gone.")

    done = form.perform(take_away)
    if done is not None:
        return done
    title = _found(event_slug, session_slug, material_id).title
    return ask_page(
        form, title=_("Remove %(title)s", title=title), button=_("Remove it"), back=back, event=get_event(event_slug),
        consequences=[_("%(title)s disappears from all pages, and its file is deleted.", title=title)],
        undo=_("This cannot be undone. You can hide it instead."),
    )  # fmt: skip


def _found(event_slug: str, session_slug: str, material_id: int) -> Material:
    return get_material(get_session(get_event(event_slug), session_slug), material_id)
