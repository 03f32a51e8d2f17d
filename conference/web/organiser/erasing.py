"""Erasing somebody who asked for it: what goes, what stays and why, and the one button."""

from collections.abc import Callable

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.interest.queries import get_interest
from conference.domain.people.queries import get_person
from conference.domain.records.actions.erasing import erase
from conference.domain.records.queries.erasing import (
    Subject,
    get_registered,
    subject_of,
    subject_of_person,
)
from conference.domain.records.queries.in_the_way import in_the_way
from conference.web.access import get_account, requires
from conference.web.forms.base import first_answer
from conference.web.forms.records import EraseForm
from conference.web.organiser.erase_words import what_erasing_does
from conference.web.responses import page

blueprint = Blueprint("erasing", __name__)


@blueprint.route("/people/<slug:slug>/erase/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def person(slug: str) -> ResponseReturnValue:
    """Somebody with a record: all of it, and what stands under their addresses."""

    def find() -> tuple[str, Subject]:
        found = get_person(slug)
        return found.name, subject_of_person(found)

    return _ask(find, back=links.organise_person(slug), after=links.organise_people())


@blueprint.route("/people/registered/<id:registration_id>/erase/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def registered(registration_id: int) -> ResponseReturnValue:
    """Somebody who registered: all that stands under their address, at whatever event."""

    def find() -> tuple[str, Subject]:
        found = get_registered(registration_id)
        return found.name, subject_of(found)

    event = get_registered(registration_id).event
    back = links.organise_registration(event.slug, registration_id)
    return _ask(find, back=back, after=links.organise_registrations(event.slug))


@blueprint.route("/people/interested/<id:expression_id>/erase/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def interested(expression_id: int) -> ResponseReturnValue:
    """Somebody who told us of their interest: all that stands under their address."""

    def find() -> tuple[str, Subject]:
        found = get_interest(expression_id)
        return found.name, subject_of(found)

    back = links.organise_interest(get_interest(expression_id).event.slug)
    return _ask(find, back=back, after=back)


def _ask(find: Callable[[], tuple[str, Subject]], *, back: str, after: str) -> ResponseReturnValue:
    """The page that asks; what it leads to says no name, for that would be kept with the form."""
    form = EraseForm()

    def deed() -> tuple[str, str]:
        subject = find()[1]
        wanted = subject.with_families() if form.with_families.data else subject
        erase(wanted, actor=get_account(), now=now())
        return after, _("They are erased. Public pages follow at once, PDFs are being made again.")

    if (done := form.perform(deed) or first_answer()) is not None:
        return done
    name, subject = find()
    told = what_erasing_does(subject)
    return page(form=form, name=name, back=back, goes=told.goes, stays=told.stays, alone=told.alone,
                in_the_way=in_the_way(subject, now()), namesakes=sorted(subject.namesakes))  # fmt: skip
