"""Quotes of a session or of a write-up, put as somebody says them now."""

from collections.abc import Callable, Sequence

from conference.domain.people.actions import hold_standing
from conference.domain.reflections.models import Quote
from conference.domain.reflections.rules import QuoteText

SAME: tuple[Callable[[Quote, QuoteText], bool], ...] = (
    lambda quote, one: quote.text == one.text,
    lambda quote, one: quote.person_id == one.person_id,
)


def quotes_as_said(session_id: int, before: Sequence[Quote], texts: Sequence[QuoteText]) -> list[Quote]:
    """A quote for each text, in order. One of the same words, else of the same person, stays the same row.

    So a merge of people can be undone after an edit. Who was merged meanwhile is named by the record that stands.
    """
    left, found = list(before), dict[int, Quote]()
    for is_same in SAME:
        for at, one in enumerate(texts):
            same = None if at in found else next((quote for quote in left if is_same(quote, one)), None)
            if same is not None:
                left.remove(same)
                found[at] = same
    standing = hold_standing(one.person_id for one in texts if one.person_id is not None)
    return [_put(found.get(at) or Quote(session_id=session_id), one, at, standing.get(one.person_id or 0))
            for at, one in enumerate(texts)]  # fmt: skip


def _put(quote: Quote, said: QuoteText, position: int, person_id: int | None) -> Quote:
    quote.text, quote.attributed_as, quote.has_consent = said.text, said.attributed_as, said.has_consent
    quote.source_url, quote.person_id, quote.position = said.source_url, person_id, position
    return quote
