"""The rules that go out with an invitation give the instant that was meant, to readers that know no zone names."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.tz import tzical  # type: ignore[import-untyped]
from icalendar import Calendar, Timezone

from conference.formats.ical import CalendarEntry, Mailbox, calendar, invitation
from conference.formats.ical_zones import vtimezone
from tests.formats.ical_reader import lines_of, properties_of

ZONES = [
    "Europe/London", "Europe/Dublin", "Europe/Berlin", "America/New_York", "America/St_Johns", "America/Havana",
    "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Beirut", "America/Asuncion", "Asia/Kolkata",
]  # fmt: skip
CANNOT_BE_SAID = ["Africa/Casablanca", "America/Santiago", "Asia/Jerusalem"]
YEARS = [2021, 2022, 2026]
SOMEBODY = Mailbox("a@example.org", "A")


def edges(zone: str, year: int) -> list[datetime]:
    """Instants around each clock change of the year: two hours before to two hours after, every half hour."""
    info, hour = ZoneInfo(zone), timedelta(hours=1)
    hours = [datetime(year, 1, 1, tzinfo=UTC) + hour * count for count in range(366 * 24)]
    changes = [at for at in hours if at.astimezone(info).utcoffset() != (at + hour).astimezone(info).utcoffset()]
    return [at + timedelta(minutes=30 * step) for at in changes or hours[::4000] for step in range(-4, 6)]


def invited(zone: str, instant: datetime) -> bytes:
    entry = CalendarEntry("uid", 0, "Keynote", instant, instant + timedelta(minutes=90), zone, instant)
    return invitation(entry, SOMEBODY, SOMEBODY, instant)


def read_by_dateutil(data: bytes) -> list[datetime]:
    """Start and end, by dateutil's reader of VTIMEZONE, which has no zone names."""
    times = [
        (parameters, value)
        for name, parameters, value in properties_of(data, "VEVENT")
        if name[:5] in {"DTSTA", "DTEND"}
    ]
    found = []
    for parameters, value in [one for one in times if one[1][:2] == "20"][-2:]:
        if "TZID" not in parameters:
            found.append(datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC))
            continue
        rules = tzical(RulesFile(data)).get(parameters["TZID"])
        found.append(datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=rules).astimezone(UTC))
    return found


class RulesFile:
    """A file as dateutil wants it: the VTIMEZONE alone."""

    def __init__(self, data: bytes) -> None:
        lines = lines_of(data)
        self.text = "\r\n".join(lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE") + 1])

    def read(self) -> str:
        return self.text


def read_by_library(data: bytes) -> list[datetime]:
    """Start and end, by icalendar with the rules in the file, not with the zone of that name."""
    whole = Calendar.from_ical(data)
    (event,) = whole.walk("VEVENT")
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    rules = [part.to_tz(lookup_tzid=False) for part in whole.walk("VTIMEZONE") if isinstance(part, Timezone)]
    if not rules:
        return [start, end]
    return [time.replace(tzinfo=rules[0]).astimezone(UTC) for time in (start, end)]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("zone", [*ZONES, *CANNOT_BE_SAID])
def test_the_instants_around_every_clock_change_are_read_as_meant(zone: str, year: int) -> None:
    instants = edges(zone, year)
    meant = [[at, at + timedelta(minutes=90)] for at in instants]
    assert [read_by_dateutil(invited(zone, at)) for at in instants] == meant
    published = [calendar("", [CalendarEntry("uid", 0, "", at, at, zone, at)], zone) for at in instants]
    assert [read_by_library(data)[0] for data in published] == instants


@pytest.mark.parametrize("zone", ZONES)
def test_icalendar_reads_the_rules_as_meant(zone: str) -> None:
    """Around noon: its own reader of rules is an hour late in the night of the change."""
    days = [datetime(2022, month, 10, 12, tzinfo=UTC) for month in range(1, 13)]
    assert [read_by_library(invited(zone, at))[0] for at in days] == days


def test_every_set_of_rules_has_two_yearly_rules_or_a_single_standard() -> None:
    shapes = set()
    for zone in sorted(available_timezones()):
        component = vtimezone(zone, 2026)
        if component is not None:
            shapes.add(tuple((part.name, "RRULE" in part) for part in component.subcomponents))
    assert shapes == {(("STANDARD", True), ("DAYLIGHT", True)), (("STANDARD", False),)}


@pytest.mark.parametrize("zone", CANNOT_BE_SAID)
def test_a_zone_without_two_yearly_rules_is_written_in_utc(zone: str) -> None:
    lines = lines_of(invited(zone, datetime(2026, 9, 8, 9, tzinfo=UTC)))
    assert [line for line in lines if line.startswith(("DTSTART", "DTEND", "BEGIN"))] == [
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20260908T090000Z", "DTEND:20260908T103000Z",
    ]  # fmt: skip


def test_the_second_pass_of_a_doubled_hour_is_written_in_utc() -> None:
    first, second = datetime(2022, 10, 30, 0, 30, tzinfo=UTC), datetime(2022, 10, 30, 1, 30, tzinfo=UTC)
    starts = [
        [line for line in lines_of(invited("Europe/London", at)) if "DTSTART" in line][-1] for at in (first, second)
    ]
    assert starts == ["DTSTART;TZID=Europe/London:20221030T013000", "DTSTART:20221030T013000Z"]
