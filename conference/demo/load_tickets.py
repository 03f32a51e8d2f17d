"""Sample ticket types of the conferences: by way of attending, and a hidden one with a code that shares the seats."""

from conference.core.database import db
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode, EventKind
from conference.domain.tickets.models import AccessCode, Quota, TicketType

CODE = "sample"
GUESTS = 10


def load_ticket_types(event: Event) -> dict[AttendanceMode, TicketType]:
    """Make the ticket types of a conference; those that everybody sees, by way of attending. None for other events."""
    if event.kind is not EventKind.CONFERENCE or event.mode is not AttendanceMode.HYBRID:
        return {}
    seats = Quota(event_id=event.id, name="Seats in Oxford", size=event.capacity_in_person)
    guests = Quota(event_id=event.id, name="Guests of speakers", size=GUESTS)
    room = _type(event, 1, "Both days", AttendanceMode.IN_PERSON, "All sessions in the room, with lunch.", seats)
    stream = _type(event, 2, "Stream", AttendanceMode.ONLINE, "All sessions that are streamed.")
    hidden = _type(event, 3, "Guest", AttendanceMode.IN_PERSON, "For guests of our speakers.", seats, guests)
    hidden.needs_code = True
    hidden.codes = [AccessCode(event_id=event.id, code=CODE, folded_code=CODE, uses=GUESTS)]
    db.session.add_all([room, stream, hidden])
    db.session.flush()
    return {AttendanceMode.IN_PERSON: room, AttendanceMode.ONLINE: stream}


def _type(event: Event, position: int, name: str, mode: AttendanceMode, words: str, *quotas: Quota) -> TicketType:
    return TicketType(event=event, name=name, mode=mode, description=words, position=position, quotas=list(quotas))
