"""The preview for speakers: open or closed, the mail that tells of it, and what speakers say to their times."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _, ngettext
from conference.core.zones import moment_words
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.people.models import Person
from conference.domain.schedule.actions import (
    close_preview,
    open_preview,
    settle_objection,
    tell_speakers_of_preview,
)
from conference.domain.schedule.models import Objection
from conference.domain.schedule.notices import preview_mail
from conference.domain.schedule.queries import (
    Audience,
    audience_of_preview,
    clock_of,
    draft_release,
    find_open_preview,
    get_objection,
    objections_of,
    place_of_draft,
    preview_token,
    rooms_by_id,
)
from conference.domain.schedule.rules import SessionPlace, may_be_previewed
from conference.web.access import get_account, requires
from conference.web.forms.base import ButtonForm
from conference.web.forms.schedule import SettlingForm
from conference.web.organiser.asking import ask_page
from conference.web.responses import page

blueprint = Blueprint("preview", __name__)
START = "/<slug:event_slug>/release/preview/"
NOBODY = Audience((), (), ())


@blueprint.get(START)
@requires(Permission.RELEASE)
def show(event_slug: str) -> ResponseReturnValue:
    """Whether the draft may be seen, by which address, who was told, and what speakers said."""
    event = get_event(event_slug)
    preview = find_open_preview(event, now())
    return page(
        event=event, address=links.absolute(links.preview(preview_token(preview))) if preview else None,
        opened=moment_words(preview.opened_at, event.zone, event.zone_place) if preview else "",
        audience=audience_of_preview(preview, draft_release(event, now())) if preview else NOBODY,
        objections=_rows(event), may_open=may_be_previewed(event.state, event.ends_at, now()),
    )  # fmt: skip


def _rows(event: Event) -> list[dict[str, Any]]:
    rooms = {room_id: room.name for room_id, room in rooms_by_id(event).items()}
    return [_row(event, one, rooms) for one in objections_of(event)]


def _row(event: Event, one: Objection, rooms: dict[int, str]) -> dict[str, Any]:
    then = SessionPlace.of_mark(one.planned)
    return {
        "id": one.id, "who": one.person.name, "words": one.words, "seen": one.mark, "is_settled": one.is_settled,
        "title": one.session.title, "url": links.organise_place(event.slug, one.session.slug),
        "said": moment_words(one.said_at, event.zone, event.zone_place), "iso": one.said_at.isoformat(),
        "planned": then.in_words(clock_of(event), rooms), "is_moved": not then.is_same(place_of_draft(one.session)),
    }  # fmt: skip


@blueprint.post(f"{START}open/")
@requires(Permission.RELEASE)
def begin(event_slug: str) -> ResponseReturnValue:
    """Open the preview."""
    form, there = ButtonForm(), links.organise_preview(event_slug)

    def let_in() -> tuple[str, str]:
        open_preview(get_event(event_slug), actor=get_account(), now=now())
        return there, _("The preview is open. Nobody was told yet.")

    return form.perform(let_in) or ask_page(
        form, title=_("Open the preview"), button=_("Open it"), back=there, event=get_event(event_slug),
        consequences=[_("Everybody who has the link sees the draft as it is at that moment.")],
    )  # fmt: skip


@blueprint.route(f"{START}close/", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def close(event_slug: str) -> ResponseReturnValue:
    """Ask before the link stops working."""
    form, there = ButtonForm(), links.organise_preview(event_slug)

    def shut() -> tuple[str, str]:
        close_preview(get_event(event_slug), actor=get_account(), now=now())
        return there, _("The preview is closed. The link that was given out does not work any more.")

    return form.perform(shut) or ask_page(
        form, title=_("Close the preview"), button=_("Close it"), back=there, event=get_event(event_slug),
        consequences=[
            _("The link that was given out stops working, for everybody and for good."),
            _("Speakers do not see planned times on their own pages any more."),
        ],
        undo=_("It can be opened again with a new link, which speakers can be told by a new mail."),
    )  # fmt: skip


@blueprint.route(f"{START}mail/", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def mail(event_slug: str) -> ResponseReturnValue:
    """The mail to speakers as they will see it, who gets it, and the button that sends it."""
    form, there = ButtonForm(), links.organise_preview(event_slug)

    def send() -> tuple[str, str]:
        count = tell_speakers_of_preview(get_event(event_slug), actor=get_account(), now=now())
        return there, ngettext("%(num)s person gets the mail.", "%(num)s people get the mail.", count)

    if (done := form.perform(send)) is not None:
        return done
    event = get_event(event_slug)
    preview = find_open_preview(event, now())
    audience = audience_of_preview(preview, draft_release(event, now())) if preview else NOBODY
    return page(form=form, event=event, is_open=preview is not None, audience=audience,
                mail=_mail(event, audience.waiting),
                rows=[{"name": one.name, "email": one.email} for one in audience.waiting])  # fmt: skip


def _mail(event: Event, people: tuple[Person, ...]) -> dict[str, str] | None:
    """The mail to the first of them, the links hidden; None where nobody is to be told."""
    if not people:
        return None
    name = people[0].name
    composed = preview_mail(
        event, name, _("(the personal link of %(name)s)", name=name), _("(the link of the preview)")
    )
    return {"subject": composed.subject, "text": composed.text}


@blueprint.post(f"{START}objections/<id:objection_id>/settle/")
@requires(Permission.RELEASE)
def settle(event_slug: str, objection_id: int) -> ResponseReturnValue:
    """Note that somebody has seen to what a speaker said."""
    form, there = SettlingForm(), links.organise_preview(event_slug)

    def note() -> tuple[str, str]:
        objection = get_objection(get_event(event_slug), objection_id)
        settle_objection(objection, actor=get_account(), now=now(), seen=form.seen.data or "")
        return there, _("What %(name)s said is settled.", name=objection.person.name)

    if (done := form.perform(note)) is not None:
        return done
    event = get_event(event_slug)
    objection = get_objection(event, objection_id)
    form.seen.data = objection.mark
    said = _("%(name)s says now: %(words)s", name=objection.person.name, words=objection.words)
    return ask_page(
        form, title=_("Settle it"), button=_("It is settled"), back=there, event=event,
        consequences=[said, _("Once it is settled, it is not among the things that need you any more.")],
    )  # fmt: skip
