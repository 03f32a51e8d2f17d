"""Taking the place that is held for one, changing to another kind of place, handing it on to somebody else."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import Conflict
from conference.core.words import _
from conference.domain.registration.actions.changing import ask_to_hand_on, change_place, take_over
from conference.domain.registration.actions.queue import accept_offer
from conference.domain.registration.models import Registration
from conference.domain.registration.notices import rows_of, token_of
from conference.domain.registration.queries import (
    catalogue_of,
    count_places,
    find_transfer,
    get_transfer,
    held_words,
    may_change_to,
    places_to_change_to,
)
from conference.domain.registration.rules.states import RegistrationState
from conference.web.access import by_link, link_subject
from conference.web.cards import place_name
from conference.web.forms.base import ButtonForm
from conference.web.forms.registration import HandOnForm, PlaceForm
from conference.web.limits import may_mail
from conference.web.public.own import own_registration, until_words
from conference.web.responses import page

blueprint = Blueprint("my_place", __name__, url_prefix="/my")


@blueprint.route("/<token:token>/offer/", methods=["GET", "POST"])
@by_link(links.Purpose.REGISTRATION)
def offer(token: str) -> ResponseReturnValue:
    """Say until when the place is held; the button takes it."""
    form, back = ButtonForm(), links.my_registration(token)

    def take() -> tuple[str, str]:
        accept_offer(own_registration(), now())
        return back, _taken()

    if (done := form.perform(take)) is not None:
        return done
    mine = own_registration()
    return page(
        form=form, registration=mine, event=mine.event, back=back, leave=links.my_cancellation(token),
        is_held=mine.state is RegistrationState.OFFERED, place=held_words(mine), until=until_words(mine),
    )  # fmt: skip


def _taken() -> str:
    return _("The place is yours. A mail with the calendar entry is on its way.")


@blueprint.route("/<token:token>/place/", methods=["GET", "POST"])
@by_link(links.Purpose.REGISTRATION)
def place(token: str) -> ResponseReturnValue:
    """Change to a place of another kind, where one is free."""
    mine = own_registration()
    event, back = mine.event, links.my_registration(token)
    catalogue = catalogue_of(event)
    others = {one.key: one for one in places_to_change_to(mine, catalogue, now())}
    form = PlaceForm([(key, place_name(one, catalogue)) for key, one in others.items()])

    def swap() -> tuple[str, str]:
        change_place(own_registration(), others[form.place.data], now())
        return back, _("Your place is changed. A mail with the new calendar entry is on its way.")

    if (done := form.perform(swap)) is not None:
        return done
    tally = count_places(event, catalogue)
    free = {key: _("There are free places.") if may_change_to(mine, one, catalogue, tally) else _("Full at the moment.")
            for key, one in others.items()}  # fmt: skip
    return page(form=form, registration=mine, event=event, back=back, held=held_words(mine), hints=free,
                may_change=bool(others))  # fmt: skip


@blueprint.route("/<token:token>/hand-on/", methods=["GET", "POST"])
@by_link(links.Purpose.REGISTRATION)
def hand_on(token: str) -> ResponseReturnValue:
    """Name who shall come instead: they are asked by mail, and nothing changes until they agree."""
    form, back = HandOnForm(), links.my_registration(token)

    def ask() -> tuple[str, str]:
        if not may_mail(form.email.data, "hand on"):
            raise Conflict(_("This address was asked several times in this hour. Please wait a while."), "email")
        asked = ask_to_hand_on(own_registration(), name=form.name.data, email=form.email.data, now=now())
        return back, _("%(name)s is asked by mail. You keep your place until they agree.", name=asked.name)

    if (done := form.perform(ask)) is not None:
        return done
    mine = own_registration()
    return page(
        form=form, registration=mine, event=mine.event, back=back, asked=find_transfer(mine),
        may_hand_on=mine.state is RegistrationState.CONFIRMED and now() < mine.event.starts_at,
    )  # fmt: skip


@blueprint.route("/<token:token>/take-over/", methods=["GET", "POST"])
@by_link(links.Purpose.TRANSFER)
def take_over_place(token: str) -> ResponseReturnValue:
    """What is handed on and by whom; the button agrees, and leads to the new owner's own page."""
    form, subject = ButtonForm(), link_subject()

    def take() -> tuple[str, str]:
        registration = take_over(get_transfer(subject.id, subject.version), now())
        return links.my_registration(token_of(registration)), _taken()

    if (done := form.perform(take)) is not None:
        return done
    transfer = get_transfer(subject.id, subject.version)
    registration = transfer.registration
    return page(form=form, transfer=transfer, event=registration.event, rows=_rows(registration),
                owner=registration.name, is_there=registration.state is RegistrationState.CONFIRMED)  # fmt: skip


def _rows(registration: Registration) -> list[dict[str, Any]]:
    """What the place is, without the links that are its owner's own."""
    return [row for row in rows_of(registration) if not row["url"]]
