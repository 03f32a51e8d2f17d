"""What the pages behind a personal link have in common: whose registration it opens."""

from conference.domain.registration.models import Registration
from conference.domain.registration.queries import get_own_registration
from conference.web.access import link_subject
from conference.web.cards import instant_words


def own_registration() -> Registration:
    """The registration that the link of this request opens; raises NotFound for a link that was revoked."""
    subject = link_subject()
    return get_own_registration(subject.id, subject.version)


def until_words(registration: Registration) -> str:
    """Until when a place is held for somebody, in words; "" where none is."""
    until = registration.offered_until
    return instant_words(until, registration.event) if until else ""
