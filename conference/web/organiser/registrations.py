"""Who registered for an event: the list, one person with what was decided, cancelling, how many places there are."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.personal import is_mark
from conference.core.text import clean_line
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode, Phase, modes_offered
from conference.domain.registration.actions.capacity import CapacityChange, change_capacity
from conference.domain.registration.actions.ending import cancel_registration
from conference.domain.registration.actions.queue import give_place
from conference.domain.registration.actions.registering import approve_registration, refuse_registration
from conference.domain.registration.models import Registration
from conference.domain.registration.notices import key_of
from conference.domain.registration.queries import (
    Filter,
    Tally,
    catalogue_of,
    count_places,
    count_registrations,
    count_waiting_before,
    get_registration,
    held_words,
    list_registrations,
    position_of,
    window_of,
    wish_words,
)
from conference.domain.registration.rules.places import Places
from conference.domain.registration.rules.states import ENDED, HOLDING, RegistrationState
from conference.domain.registration.rules.windows import is_past
from conference.domain.registration.rules.words import where_words
from conference.mail.outbox import list_envelopes
from conference.web.access import get_account, may, requires
from conference.web.cards import decision_rows, instant_words, mode_words, phase_of, place_name, zone_of_event
from conference.web.forms.base import ButtonForm
from conference.web.forms.registration import ApprovalForm, CapacityForm, GivingForm
from conference.web.organiser.asking import form_page
from conference.web.organiser.listing import chosen, options_of, pages_of, short_moment
from conference.web.organiser.outbox import state_words as mail_state_words
from conference.web.organiser.paging import Paging, page_number
from conference.web.responses import page

blueprint = Blueprint("registrations", __name__)
LONGEST_SEARCH = 100
TONES = {
    RegistrationState.PENDING: "warn", RegistrationState.WAITING: "warn", RegistrationState.OFFERED: "good",
    RegistrationState.CONFIRMED: "good", RegistrationState.EXPIRED: "neutral", RegistrationState.CANCELLED: "neutral",
}  # fmt: skip


def state_words(state: RegistrationState) -> str:
    """A state in words."""
    return {
        RegistrationState.PENDING: _("Needs approval"),
        RegistrationState.WAITING: _("Waits"),
        RegistrationState.OFFERED: _("A place is held"),
        RegistrationState.CONFIRMED: _("Has a place"),
        RegistrationState.EXPIRED: _("Did not take the place"),
        RegistrationState.CANCELLED: _("Cancelled"),
    }[state]


@blueprint.get("/<slug:event_slug>/registrations/")
@requires(Permission.SEE_REGISTRATIONS)
def index(event_slug: str) -> ResponseReturnValue:
    """The registrations in the order of asking; the filter stands in the address."""
    event, wanted = get_event(event_slug), _filter()
    paging = Paging(page_number(request.args.get("page", "")), count_registrations(event, wanted))
    found = list_registrations(event, wanted, limit=paging.size, offset=paging.offset)
    address = links.organise_registrations(event.slug)
    sent = {"state": wanted.state or "", "mode": wanted.mode or "", "words": wanted.words}
    return page(
        event=event, rows=[_row(event, one, position) for one, position in found], paging=paging,
        url_of=pages_of(address, sent), fields=_filter_fields(event, wanted),
        figures=_figures(event, count_places(event)), clear_url=address if wanted != Filter() else None,
        zone=zone_of_event(event),
        places_link=links.organise_capacity(event.slug) if _may_edit(event) else None,
        tickets_link=links.organise_tickets(event.slug) if _may_edit(event) else None,
    )  # fmt: skip


def _may_edit(event: Event) -> bool:
    return may(Permission.EDIT_REGISTRATIONS, event.slug)


def _filter() -> Filter:
    mode = chosen(AttendanceMode, "mode")
    return Filter(
        state=chosen(RegistrationState, "state"), mode=None if mode is AttendanceMode.HYBRID else mode,
        words=clean_line(request.args.get("words", ""))[:LONGEST_SEARCH],
    )  # fmt: skip


def _filter_fields(event: Event, wanted: Filter) -> list[dict[str, Any]]:
    states = options_of({one: state_words(one) for one in RegistrationState}, wanted.state)
    modes = options_of({one: mode_words(one) for one in modes_offered(event.mode)}, wanted.mode)
    return [
        {"name": "words", "label": _("Name, address or organisation"), "value": wanted.words},
        {"name": "state", "label": _("State"), "options": states},
        {"name": "mode", "label": _("How they come"), "options": modes},
    ]


def _row(event: Event, registration: Registration, position: int | None) -> dict[str, Any]:
    state = state_words(registration.state)
    return {
        "number": str(registration.number),
        "name": {"text": registration.name, "url": links.organise_registration(event.slug, registration.id)},
        "email": registration.email,
        "organisation": registration.organisation,
        "mode": where_words({registration.mode} if registration.mode else registration.accepts),
        "state": _("Waits, number %(position)s", position=position) if position else state,
        "when": short_moment(event, registration.registered_at),
    }


def _figures(event: Event, tally: Tally) -> list[dict[str, str]]:
    """How many places are taken in each way of attending, and how many wait."""
    figures = [
        {"label": mode_words(mode), "value": str(tally.places.taken.get(mode, 0)), "note": _of(tally.places, mode)}
        for mode in modes_offered(event.mode)
    ]
    return [*figures, {"label": _("Waiting"), "value": str(tally.waiting_in_all), "note": ""}]


def _of(places: Places, mode: AttendanceMode) -> str:
    capacity, over = places.capacity.get(mode, 0), places.over(mode)
    if capacity is None:
        return _("places taken, without limit")
    if over:
        return _("of %(capacity)s places taken, %(over)s too many", capacity=capacity, over=over)
    return _("of %(capacity)s places taken", capacity=capacity)


@blueprint.get("/<slug:event_slug>/registrations/<id:registration_id>/")
@requires(Permission.SEE_REGISTRATIONS)
def show(event_slug: str, registration_id: int) -> ResponseReturnValue:
    """One person: what they asked for, what was decided and why, which mails they got."""
    event = get_event(event_slug)
    found = get_registration(event, registration_id)
    may_cancel = found.state not in ENDED and phase_of(event, now()) is not Phase.OVER
    return page(
        event=event, registration=found, state=state_words(found.state), tone=TONES[found.state],
        facts=_facts(event, found), history=decision_rows(found, event), mails=_mails(event, found),
        erase_link=links.organise_erase_registered(found.id) if _may_erase(found) else None,
        cancel_link=links.organise_cancellation(event.slug, found.id) if may_cancel and _may_edit(event) else None,
        **_deeds(event, found),
    )  # fmt: skip


def _may_erase(registration: Registration) -> bool:
    return may(Permission.EDIT_PEOPLE) and not is_mark(registration.email)


def _deeds(event: Event, registration: Registration) -> dict[str, str]:
    """What an organiser may do now for somebody who has no place yet: addresses, or ""."""
    is_open = _may_edit(event) and not is_past(window_of(event), now())
    waits = registration.state in {RegistrationState.WAITING, RegistrationState.OFFERED}
    is_pending = registration.state is RegistrationState.PENDING
    return {
        "give_link": links.organise_giving(event.slug, registration.id) if is_open and waits else "",
        "decide_link": links.organise_approval(event.slug, registration.id) if is_open and is_pending else "",
    }


def _facts(event: Event, registration: Registration) -> list[dict[str, str]]:
    position = position_of(registration)
    return [
        {"term": _("E-mail address"), "text": registration.email},
        {"term": _("Organisation"), "text": registration.organisation},
        {"term": _("Place"), "text": held_words(registration)},
        {"term": _("Accepts"), "text": wish_words(registration)},
        {"term": _("On the waiting list"), "text": _("Number %(position)s", position=position) if position else ""},
        {"term": _("Asked"), "text": instant_words(registration.registered_at, event)},
    ]


def _mails(event: Event, registration: Registration) -> list[dict[str, str]]:
    found = list_envelopes(about=key_of(registration))
    return [
        {
            "subject": one.letter.subject,
            "when": instant_words(one.created_at, event),
            "state": mail_state_words(one.state),
        }
        for one in found
    ]


@blueprint.route("/<slug:event_slug>/registrations/<id:registration_id>/cancel/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def cancel(event_slug: str, registration_id: int) -> ResponseReturnValue:
    """Ask, saying what will happen; then end the registration."""
    form, back = ButtonForm(), links.organise_registration(event_slug, registration_id)

    def end() -> tuple[str, str]:
        found = get_registration(get_event(event_slug), registration_id)
        movers = cancel_registration(found, actor=get_account(), now=now())
        return back, " ".join(
            [_("The registration is cancelled, and the person is told by mail."), *moved_words(movers)]
        )

    done = form.perform(end)
    if done is not None:
        return done
    event = get_event(event_slug)
    found = get_registration(event, registration_id)
    return page(form=form, event=event, registration=found, back=back,
                has_place=found.state in HOLDING, is_invited=bool(found.invited_by))  # fmt: skip


def moved_words(movers: Sequence[Registration]) -> list[str]:
    """How many moved up, or are offered a place, in words; nothing where nobody did."""
    number = len(movers)
    held = ngettext("A place is held for %(num)s person from the waiting list, who is told.",
                    "Places are held for %(num)s people from the waiting list, who are told.", number)  # fmt: skip
    if movers and movers[0].state is RegistrationState.OFFERED:
        return [held]
    words = ngettext("%(num)s person moved up from the waiting list and is told.",
                     "%(num)s people moved up from the waiting list and are told.", number)  # fmt: skip
    return [words] if number else []


@blueprint.route("/<slug:event_slug>/registrations/<id:registration_id>/give/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def give(event_slug: str, registration_id: int) -> ResponseReturnValue:
    """Give somebody who waits a place out of turn, with the reason."""
    event, back = get_event(event_slug), links.organise_registration(event_slug, registration_id)
    catalogue = catalogue_of(event)
    kinds = {one.key: one for one in catalogue.places}
    form = GivingForm([(key, place_name(one, catalogue)) for key, one in kinds.items()])

    def hand_out() -> tuple[str, str]:
        found = get_registration(get_event(event_slug), registration_id)
        give_place(found, kinds[form.place.data], reason=form.reason.data, is_beyond=form.is_beyond.data,
                   actor=get_account(), now=now())  # fmt: skip
        return back, _("%(name)s has a place now, and is told by mail.", name=found.name)

    if (done := form.perform(hand_out)) is not None:
        return done
    found = get_registration(event, registration_id)
    before = count_waiting_before(found)
    lead = ngettext("%(num)s person waits before %(name)s.", "%(num)s people wait before %(name)s.", before,
                    name=found.name)  # fmt: skip
    return form_page(form, title=_("A place out of turn for %(name)s", name=found.name), button=_("Give the place"),
                     back=back, lead=lead, event=event)  # fmt: skip


@blueprint.route("/<slug:event_slug>/registrations/<id:registration_id>/decide/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def decide(event_slug: str, registration_id: int) -> ResponseReturnValue:
    """Agree or not that somebody comes whose ticket type needs approval."""
    event, form = get_event(event_slug), ApprovalForm()
    back = links.organise_registration(event_slug, registration_id)

    def answer() -> tuple[str, str]:
        found = get_registration(get_event(event_slug), registration_id)
        if form.answer.data == "yes":
            approve_registration(found, actor=get_account(), now=now())
            return back, _("%(name)s may come, and is told by mail.", name=found.name)
        refuse_registration(found, form.reason.data or "", actor=get_account(), now=now())
        return back, _("%(name)s may not come, and is told by mail.", name=found.name)

    if (done := form.perform(answer)) is not None:
        return done
    found = get_registration(event, registration_id)
    lead = _("Asks for a place %(place)s.", place=wish_words(found))
    return form_page(form, title=_("Decide about %(name)s", name=found.name), button=_("Decide"), back=back, lead=lead,
                     event=event)  # fmt: skip


@blueprint.route("/<slug:event_slug>/registrations/places/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def places(event_slug: str) -> ResponseReturnValue:
    """How many places there are; more places move people up at once, fewer take nobody's."""
    event = get_event(event_slug)
    known = {"in_person": event.capacity_in_person, "online": event.capacity_online, "offer_hours": event.offer_hours}
    form = CapacityForm(event.mode, data=known)

    def change() -> tuple[str, str]:
        found = get_event(event_slug)
        done = change_capacity(
            found, in_person=form.places("in_person", found.capacity_in_person),
            online=form.places("online", found.capacity_online), offer_hours=form.offer_hours.data,
            actor=get_account(), now=now(),
        )  # fmt: skip
        return links.organise_registrations(found.slug), _what_changed(done)

    done = form.perform(change)
    if done is not None:
        return done
    event = get_event(event_slug)
    return page(form=form, event=event, figures=_figures(event, count_places(event)))


def _what_changed(done: CapacityChange) -> str:
    over = [
        _("%(over)s more have a place %(where)s than there are places now: nobody loses theirs.",
          over=number, where=where_words({mode}))
        for mode, number in done.over.items() if number
    ]  # fmt: skip
    return " ".join([_("The number of places is saved."), *moved_words(done.movers), *over])
