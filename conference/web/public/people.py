"""A person: all that they did here, over the years, each with the role held that day."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference.core.clock import now
from conference.core.errors import NotFound
from conference.core.words import _
from conference.core.zones import to_local
from conference.domain.people.queries import get_person
from conference.domain.reflections.queries import quotes_by, reflections_by
from conference.domain.schedule.models import ReleasedAppearance
from conference.domain.schedule.queries import appearances_of_person
from conference.web.access import public
from conference.web.cards import appearance_card, reflection_card
from conference.web.public.afterwards import said_in
from conference.web.responses import html, kept

blueprint = Blueprint("people", __name__)


@blueprint.get("/people/<slug:person_slug>/")
@public
@kept
def show(person_slug: str) -> ResponseReturnValue:
    """A person who stands in a released session, or wrote something published, or is quoted: whom public pages name."""
    person = get_person(person_slug)
    appearances = appearances_of_person(person, with_cancelled=True)
    written, quoted = reflections_by(person, now()), quotes_by(person, now())
    if not appearances and not written and not quoted:
        raise NotFound(_("There is no such person."))
    return html(
        person=person, years=_by_year(appearances), written=[reflection_card(one) for one in written],
        quotes=[said_in(quote, session) for quote, session in quoted],
    )  # fmt: skip


def _by_year(appearances: list[ReleasedAppearance]) -> list[tuple[int, list[dict[str, Any]]]]:
    years: dict[int, list[dict[str, Any]]] = {}
    for appearance in appearances:
        event = appearance.released_session.release.event
        at = appearance.released_session.starts_at or event.starts_at
        years.setdefault(to_local(at, event.zone).year, []).append(appearance_card(appearance))
    return list(years.items())
