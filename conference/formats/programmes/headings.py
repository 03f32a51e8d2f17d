"""The heading of a file of the frab family: names, zone, first and last day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from conference.core.words import _
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.lengths import length_of
from conference.formats.programmes.moments import day_of, stamp_of, time_of, zone_named
from conference.formats.programmes.values import Heading, Kind


@dataclass(frozen=True)
class FrabHeading:
    """A heading as the file has it: strings, cleaned, but not understood. `dates` are those of its days, sorted."""

    title: str = ""
    acronym: str = ""
    version: str = ""
    generator: str = ""
    zone: str = ""
    start: str = ""
    end: str = ""
    day_change: str = ""
    slot: str = ""
    url: str = ""
    base_url: str = ""
    days: str = ""
    dates: tuple[date, ...] = ()
    description: str = ""


def gather_heading(gathering: Gathering, place: str, said: FrabHeading) -> None:
    """Understand the heading, and say what is odd about it."""
    zone = zone_named(said.zone)
    if said.zone and not zone:
        gathering.odd(place, Kind.ZONE, _("%(name)s is not a time zone; %(zone)s is taken.", name=said.zone[:60],
                                          zone=gathering.how.zone))  # fmt: skip
    gathering.heading = Heading(
        title=said.title, acronym=said.acronym, version=said.version, generator=said.generator,
        zone=zone or gathering.how.zone, has_zone=bool(zone), starts_on=day_of(said.start), ends_on=day_of(said.end),
        starts_at=_instant(said.start), ends_at=_instant(said.end), day_change=time_of(said.day_change),
        slot_minutes=_slot(said.slot), description=said.description,
        base_url=said.base_url if said.base_url.startswith(("http://", "https://")) else "",
    )  # fmt: skip
    url = gathering.address(said.url, place)
    gathering.heading = Heading(**{**vars(gathering.heading), "url": url})
    _look_at_days(gathering, place, said)


def _instant(raw: str) -> datetime | None:
    stamp = stamp_of(raw)
    return None if stamp is None or stamp.tzinfo is None else stamp.astimezone(UTC)


def _slot(raw: str) -> int | None:
    """Pentabarf writes the grid as hours, minutes and seconds, whatever the padding."""
    parts = raw.split(":")
    return length_of(":".join(parts[:2])).minutes if raw else None


def _look_at_days(gathering: Gathering, place: str, said: FrabHeading) -> None:
    heading = gathering.heading
    for name, day, raw in (("start", heading.starts_on, said.start), ("end", heading.ends_on, said.end)):
        if day is None:
            gathering.odd(place, Kind.HEADING, _("The %(name)s is not a date.", name=name) if raw else
                          _("There is no %(name)s.", name=name))  # fmt: skip
    if heading.starts_on and heading.ends_on and heading.ends_on < heading.starts_on:
        gathering.odd(place, Kind.HEADING, _("The end, %(end)s, is before the start, %(start)s.",
                                             start=heading.starts_on, end=heading.ends_on))  # fmt: skip
    elif said.dates and None not in (span := (heading.starts_on, heading.ends_on)):
        first, last = said.dates[0], said.dates[-1]
        sentence = _("The heading says %(start)s to %(end)s, but the days are %(first)s to %(last)s.",
                     start=heading.starts_on, end=heading.ends_on, first=first, last=last)  # fmt: skip
        gathering.odd(place, Kind.HEADING, sentence if span != (first, last) else "")
    if said.days and said.days != str(len(said.dates)):
        gathering.odd(place, Kind.HEADING, _("The heading says %(said)s days, but there are %(number)s.",
                                             said=said.days[:10], number=len(said.dates)))  # fmt: skip
