"""Sentences on what a file says and we have no place for. Pure."""

from collections import Counter
from collections.abc import Iterator

from conference.core.words import _, ngettext
from conference.domain.exchange.rules.appearances import ROLES
from conference.domain.exchange.rules.sessions import MODES
from conference.formats.programmes.values import FileSession, Programme

SHOWN_WORDS = 5


def left_out(programme: Programme, home: str) -> tuple[str, ...]:
    """What is not taken over, counted."""
    sessions = programme.sessions
    counted = (
        *_links(sessions, home),
        *_unknown_words(sessions),
        _recording(sum(bool(one.recording_licence or one.may_be_recorded is not None) for one in sessions)),
        _subtitles(sum(bool(one.subtitle) for one in sessions)),
        _colours(sum(bool(theme.colour) for theme in programme.themes)),
        _addresses_of_people(sum(bool((one.url and not one.url.startswith(home)) or one.links)
                                 for one in programme.people)),
    )  # fmt: skip
    return tuple(filter(None, counted))


def _links(sessions: tuple[FileSession, ...], home: str) -> Iterator[str]:
    links = sum(len(one.links) + len(one.attachments) for one in sessions)
    pages = sum(bool((one.url and not one.url.startswith(home)) or one.origin_url) for one in sessions)
    feedback = sum(bool(one.feedback_url) for one in sessions)
    if links:
        yield ngettext("One link or attachment is not taken over; add it as material.",
                       "%(num)s links and attachments are not taken over; add them as material.", links)  # fmt: skip
    if pages:
        yield ngettext("The address of one session's page elsewhere is not taken over.",
                       "The addresses of %(num)s sessions' pages elsewhere are not taken over.", pages)  # fmt: skip
    if feedback:
        yield ngettext("One address for feedback is not taken over.",
                       "%(num)s addresses for feedback are not taken over.", feedback)  # fmt: skip


def _unknown_words(sessions: tuple[FileSession, ...]) -> Iterator[str]:
    modes = Counter(one.mode for one in sessions if one.mode and one.mode not in MODES)
    roles = Counter(who.role for one in sessions for who in one.appearances if who.role not in ROLES)
    if modes:
        yield _("These ways of taking part are not known here, and passed over: %(words)s.", words=_some(modes))
    if roles:
        yield _("These roles are not known here, so people stand there as speakers: %(words)s.", words=_some(roles))


def _some(words: Counter[str]) -> str:
    named = ", ".join(word[:60] for word, _number in words.most_common(SHOWN_WORDS))
    return f"{named}, ..." if len(words) > SHOWN_WORDS else named


def _recording(number: int) -> str:
    return "" if not number else ngettext(
        "What one session says on being recorded is not taken over.",
        "What %(num)s sessions say on being recorded is not taken over.", number)  # fmt: skip


def _subtitles(number: int) -> str:
    return "" if not number else ngettext(
        "One subtitle stands before the text of its session.",
        "%(num)s subtitles stand before the texts of their sessions.", number)  # fmt: skip


def _colours(number: int) -> str:
    return "" if not number else ngettext(
        "The colour of one theme is not taken over.",
        "The colours of %(num)s themes are not taken over.", number)  # fmt: skip


def _addresses_of_people(number: int) -> str:
    return "" if not number else ngettext(
        "The links of one person are not taken over.",
        "The links of %(num)s people are not taken over.", number)  # fmt: skip
