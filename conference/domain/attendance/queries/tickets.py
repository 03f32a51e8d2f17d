"""Reading tickets."""

from dataclasses import dataclass

from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.attendance.rules import spaced_key
from conference.domain.events.queries import where_of
from conference.domain.registration.models import Registration
from conference.domain.registration.notices import link_of, may_enter, span_of


@dataclass(frozen=True)
class Ticket:
    """What a ticket shows. `key` is what its code holds (nothing of the person), `letters` the same in groups."""

    event_title: str
    event_name: str
    name: str
    organisation: str
    when: str
    where: str
    key: str
    letters: str
    link: str


def ticket_of(registration: Registration) -> Ticket:
    """The ticket of somebody who has a place in person; raises NotFound for everybody else."""
    if not may_enter(registration):
        raise NotFound(_("There is a ticket as soon as you have a place in person."))
    event = registration.event
    return Ticket(
        event_title=event.title, event_name=event.name, name=registration.name,
        organisation=registration.organisation, when=span_of(event),
        where=where_of(event.venue) if event.venue else _("The place follows"), key=registration.ticket_key,
        letters=spaced_key(registration.ticket_key), link=link_of(registration),
    )  # fmt: skip
