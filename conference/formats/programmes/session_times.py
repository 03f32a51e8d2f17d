"""The times of a session, for readers of every format: which instant, how long, and what is odd about it."""

from datetime import UTC, datetime

from conference.core.words import _, ngettext
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.lengths import LONGEST
from conference.formats.programmes.moments import Instant, contradicts, in_zone, offset_words
from conference.formats.programmes.values import Kind


def instant_of(gathering: Gathering, stamp: datetime, place: str) -> Instant:
    """The instant of a time that may carry an offset; one that is not the zone's is counted."""
    zone = gathering.heading.zone
    if stamp.tzinfo is None or not gathering.how.believes_offsets:
        return in_zone(stamp.replace(tzinfo=None), zone)
    gathering.stamps.append(stamp)
    if contradicts(stamp, zone):
        offset = offset_words(stamp)
        gathering.tally(Kind.ZONE, offset, place, lambda number: ngettext(
            "One time says %(offset)s, which is not the time of %(zone)s then; the offset is believed.",
            "%(num)s times say %(offset)s, which is not the time of %(zone)s then; the offset is believed.",
            number, offset=offset, zone=zone))  # fmt: skip
    return Instant(stamp.astimezone(UTC))


def checked_minutes(gathering: Gathering, place: str, until_end: int, said: int | None) -> int | None:
    """The minutes until the end, unless the end is before the start; where a length says otherwise, the end wins."""
    if until_end < 0:
        gathering.odd(place, Kind.TIME, _("The session ends before it begins; its end is not believed."))
        return said
    if until_end > LONGEST:
        gathering.odd(place, Kind.LENGTH, _("The session would last more than sixty days; its end is not believed."))
        return said
    if said is not None and said != until_end:
        gathering.odd(place, Kind.LENGTH, _(
            "The length says %(said)s minutes, but the end is %(minutes)s minutes after the start; the end is "
            "believed.", said=said, minutes=until_end))  # fmt: skip
    return until_end


def possible_minutes(gathering: Gathering, place: str, minutes: int | None) -> int | None:
    """The minutes, unless they are negative or more than sixty days."""
    if minutes is None or 0 <= minutes <= LONGEST:
        return minutes
    gathering.odd(place, Kind.LENGTH, _("A length of %(minutes)s minutes is not possible.", minutes=minutes))
    return None


def without_zone(gathering: Gathering, place: str) -> None:
    """Count a time that carries no zone."""
    zone = gathering.heading.zone
    gathering.tally(Kind.ZONE, "none", place, lambda number: ngettext(
        "One time carries no zone; it is read as the time of %(zone)s.",
        "%(num)s times carry no zone; they are read as the time of %(zone)s.", number, zone=zone))  # fmt: skip


def unplaced(gathering: Gathering, place: str) -> None:
    """Say that a session has no start."""
    gathering.odd(place, Kind.TIME, _("There is no start that can be read; the session is unplaced."))
