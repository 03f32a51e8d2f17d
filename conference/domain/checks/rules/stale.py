"""Words of an edition that still speak of the one that it was opened from. Pure."""

from collections.abc import Iterator

from conference.core.words import _
from conference.domain.checks.rules.facts import Facts, Part
from conference.domain.checks.rules.findings import Check, Finding, excerpt_of
from conference.domain.editions.rules.stale import find_stale

OWN_TEXTS = {"event", "deadline", "theme", "session", "presentation"}


def words_of_the_last_edition(facts: Facts) -> Iterator[Finding]:
    """The old year, dates, names, number and address in the texts that an edition took over, or was given since.

    What stands in addresses of sessions is another check; what was said or posted speaks of its own day.
    """
    if facts.turn is None:
        return
    old = facts.turn.old.name if facts.turn.old.is_public else _("another edition")
    sentence = _("It speaks of %(event)s, from which this edition was opened.", event=old)
    for text in facts.texts:
        if text.place.kind in OWN_TEXTS and text.part is not Part.ADDRESS:
            for phrase in find_stale(text.text, facts.turn):
                found = excerpt_of(text.text, phrase.start, phrase.end)
                yield Finding(Check.STALE, text.place, sentence, text.sentence_at(phrase.start), (found,))
