"""Words that the pages of sessions share."""

from conference.domain.events.models import Event
from conference.domain.events.rules import EventState
from conference.web.organiser.session_words import readers_words


def test_a_release_alone_shows_readers_nothing_of_a_draft_event() -> None:
    assert {state: readers_words(Event(state=state)) for state in (EventState.DRAFT, EventState.OPEN)} == {
        EventState.DRAFT: "Readers see it once it is released and the event is announced.",
        EventState.OPEN: "Readers see it with the next release.",
    }
