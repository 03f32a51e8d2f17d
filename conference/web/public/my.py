"""What a person sees behind the link in their mail: their registration, or their expression of interest."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.actions import ATTENDEE
from conference.domain.events.rules import Phase
from conference.domain.interest.actions import confirm_interest, link_does, withdraw_interest
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.notices import rows_of as rows_of_answers
from conference.domain.interest.queries import (
    answers_of,
    find_proposed_answers,
    get_interest,
    get_own_interest,
    wordings_of,
)
from conference.domain.interest.rules import Answers, InterestState, LinkDoes
from conference.domain.registration.actions.ending import cancel_registration
from conference.domain.registration.models import Registration
from conference.domain.registration.notices import calendar_file, join_link_of, may_enter, may_join, rows_of
from conference.domain.registration.queries import (
    catalogue_of,
    held_words,
    places_to_change_to,
    position_of,
    window_of,
)
from conference.domain.registration.rules.states import ENDED, HOLDING, RegistrationState
from conference.domain.registration.rules.windows import may_change
from conference.domain.schedule.queries import sessions_to_join
from conference.web.access import by_link, link_subject
from conference.web.cards import decision_rows, phase_of, session_when
from conference.web.forms.base import ButtonForm
from conference.web.public.own import own_registration, until_words
from conference.web.responses import calendar, page

blueprint = Blueprint("my", __name__, url_prefix="/my")


@blueprint.get("/<token:token>/")
@by_link(links.Purpose.REGISTRATION)
def show(token: str) -> ResponseReturnValue:
    """The registration: its state, the place in the queue, the calendar entry, what was decided."""
    mine = own_registration()
    event = mine.event
    current = phase_of(event, now())
    return page(
        registration=mine, event=event, state=mine.state.value, position=position_of(mine), rows=rows_of(mine),
        join_link=join_link_of(mine), joins=_joins(mine), phase=current.value, history=decision_rows(mine, event),
        show_link=links.event(event.slug),
        ticket=links.my_ticket(token) if may_enter(mine) else "",
        offer=links.my_offer(token) if mine.state is RegistrationState.OFFERED else "", until=until_words(mine),
        changes=_changes(mine, token), held=held_words(mine),
        invitation=links.my_invitation(token) if mine.state is RegistrationState.CONFIRMED else "",
        data_link=links.my_data(token),
        cancellation=links.my_cancellation(token) if _may_cancel(mine, current) else "",
    )  # fmt: skip


def _changes(registration: Registration, token: str) -> list[dict[str, str]]:
    """What somebody with a place can change by themselves, as `page.link_list` takes it."""
    event, at = registration.event, now()
    if registration.state is not RegistrationState.CONFIRMED or not may_change(window_of(event), at):
        return []
    others = places_to_change_to(registration, catalogue_of(event), at)
    swap = {"label": _("Change to another kind of place"), "url": links.my_place(token), "note": ""}
    hand_on = {"label": _("Hand the place on to somebody else"), "url": links.my_hand_on(token), "note": ""}
    return [*([swap] if others else []), hand_on]


def _joins(registration: Registration) -> list[dict[str, Any]]:
    """The sessions with a join link of their own, as `page.link_list` takes them; none for who may not join."""
    if not may_join(registration):
        return []
    event = registration.event
    return [{"label": one.title, "url": one.session.join_link, "note": session_when(one, event)}
            for one in sessions_to_join(event)]  # fmt: skip


def _may_cancel(registration: Registration, current: Phase) -> bool:
    return registration.state not in ENDED and current is not Phase.OVER


@blueprint.get("/<token:token>/invite.ics")
@by_link(links.Purpose.REGISTRATION)
def invitation(token: str) -> ResponseReturnValue:
    """The calendar entry of somebody who has a place; nobody else has one."""
    mine = own_registration()
    if mine.state is not RegistrationState.CONFIRMED:
        raise NotFound(_("There is a calendar entry as soon as you have a place."))
    response = calendar(calendar_file(mine), mine.event.slug)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.route("/<token:token>/cancel/", methods=["GET", "POST"])
@by_link(links.Purpose.REGISTRATION)
def cancel(token: str) -> ResponseReturnValue:
    """Ask, saying what will happen; then give the place back."""
    form = ButtonForm()

    def give_back() -> tuple[str, str]:
        cancel_registration(own_registration(), actor=ATTENDEE, now=now())
        return links.my_registration(token), _("Your registration is cancelled.")

    done = form.perform(give_back)
    if done is not None:
        return done
    mine = own_registration()
    return page(
        form=form, registration=mine, event=mine.event, back=links.my_registration(token),
        has_place=mine.state in HOLDING, is_invited=bool(mine.invited_by),
        may_cancel=_may_cancel(mine, phase_of(mine.event, now())),
    )  # fmt: skip


@blueprint.route("/<token:token>/interest/", methods=["GET", "POST"])
@by_link(links.Purpose.INTEREST)
def interest(token: str) -> ResponseReturnValue:
    """What was noted, and the button that withdraws it; the page stays readable afterwards."""
    form, subject = ButtonForm(), link_subject()

    def withdraw() -> tuple[str, str]:
        withdraw_interest(get_own_interest(subject.id, subject.version), now())
        return links.my_interest(token), _(
            "You have withdrawn your interest. We do not write to you about it any more."
        )

    done = form.perform(withdraw)
    if done is not None:
        return done
    mine = get_own_interest(subject.id, subject.version)
    return page(
        form=form, event=mine.event, has_withdrawn=mine.state is InterestState.WITHDRAWN,
        has_registered=mine.state is InterestState.REGISTERED, data_link=links.my_interest_data(token),
        **_told(answers_of(mine), mine),
    )  # fmt: skip


def _told(answers: Answers, expression: ExpressionOfInterest) -> dict[str, Any]:
    wordings = wordings_of(expression.event)
    return {
        "rows": [{"term": _("E-mail address"), "text": expression.email}, *rows_of_answers(answers, expression.event)],
        "wordings": [wordings[purpose] for purpose in answers.purposes if purpose in wordings],
    }


@blueprint.route("/<token:token>/confirm-interest/", methods=["GET", "POST"])
@by_link(links.Purpose.CONFIRM_INTEREST)
def confirm(token: str) -> ResponseReturnValue:
    """Show the answers that the mail was about; the button makes them count."""
    form, subject = ButtonForm(), link_subject()

    def apply() -> tuple[str, str]:
        mine = get_interest(subject.id)
        confirm_interest(mine, subject.version, now())
        token_of_own = links.sign(links.Purpose.INTEREST, mine.id, mine.link_version)
        return links.my_interest(token_of_own), _(
            "Thank you. Your answers are noted, and a mail with this link is on its way."
        )

    done = form.perform(apply)
    if done is not None:
        return done
    mine = get_interest(subject.id)
    does = link_does(mine, subject.version)
    newest = find_proposed_answers(mine) if does is LinkDoes.APPLY_NEWEST else None
    return page(
        form=form, event=mine.event, is_done=does is LinkDoes.NOTHING, is_newer=newest is not None,
        **_told(newest or answers_of(mine), mine),
    )  # fmt: skip
