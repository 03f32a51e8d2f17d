"""What the shared schedules and conference calendars hold, by the counts of their READMEs, or what they are instead.

A count of people is one of different names, as there. The times of files without a zone are read in that of the place.
"""

from dataclasses import dataclass
from pathlib import Path

from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.read import read_programme
from conference.formats.programmes.values import FileFormat, Kind, Programme

FOLDERS = ("schedules", "ical/conf")
ALSO = " Programmes are read from frab XML, c3voc, pretalx and Sessionize JSON, iCalendar, CSV and XLSX."


@dataclass(frozen=True)
class Expected:
    """The zone to read in, the format, and what must be counted."""

    zone: str
    format: FileFormat
    sessions: int
    rooms: int
    names: int
    without_people: int
    oddities: dict[Kind, int]


EXPECTED = {
    "ical/conf/bristol-data-week.ics": Expected("Europe/London", FileFormat.ICALENDAR, 9, 3, 0, 9,
        {}),
    "ical/conf/devrel-japan-2022-manga.ics": Expected("UTC", FileFormat.ICALENDAR, 1, 0, 0, 1,
        {Kind.ZONE: 1}),
    "ical/conf/devrel-japan-2022-new_bee.ics": Expected("UTC", FileFormat.ICALENDAR, 1, 0, 0, 1,
        {Kind.ZONE: 1}),
    "ical/conf/emf-2018.ics": Expected("Europe/London", FileFormat.ICALENDAR, 355, 26, 0, 355,
        {Kind.HEADING: 2, Kind.OVERLAP: 27}),
    "ical/conf/kielux-2020.ics": Expected("Europe/Berlin", FileFormat.ICALENDAR, 24, 4, 20, 0,
        {Kind.HEADING: 1, Kind.MARKUP: 1}),
    "ical/conf/linux-conf-au-2020.ics": Expected("UTC", FileFormat.ICALENDAR, 262, 7, 0, 262,
        {Kind.MARKUP: 1}),
    "ical/conf/pyconuk-2015.ics": Expected("Europe/London", FileFormat.ICALENDAR, 162, 11, 0, 162,
        {Kind.TEXT: 4, Kind.IDENTITY: 1, Kind.OVERLAP: 7, Kind.HEADING: 1}),
    "schedules/csv/altconf-2018-sessions.csv": Expected("America/Los_Angeles", FileFormat.CSV, 47, 2, 0, 47,
        {Kind.TEXT: 1, Kind.IDENTITY: 1, Kind.MARKUP: 1}),
    "schedules/emf-2018.frab.xml": Expected("Europe/London", FileFormat.FRAB_XML, 214, 8, 191, 0,
        {Kind.HEADING: 4, Kind.PERSON: 3, Kind.TEXT: 1, Kind.MIDNIGHT: 1}),
    "schedules/frab-31c3-2014.xml": Expected("Europe/Berlin", FileFormat.FRAB_XML, 138, 4, 197, 0,
        {Kind.HEADING: 1, Kind.LINK: 5, Kind.PERSON: 1, Kind.IDENTITY: 1, Kind.MIDNIGHT: 1, Kind.TEXT: 1,
         Kind.MARKUP: 3}),
    "schedules/frab-35c3-2018.xml": Expected("Europe/Berlin", FileFormat.FRAB_XML, 163, 5, 215, 0,
        {Kind.LINK: 40, Kind.LEFT_OUT: 1, Kind.MARKUP: 3, Kind.MIDNIGHT: 1, Kind.TEXT: 1}),
    "schedules/frab-froscon-2013.xml": Expected("Europe/Berlin", FileFormat.FRAB_XML, 123, 17, 108, 1,
        {Kind.HEADING: 5, Kind.LINK: 3, Kind.ROOM: 9, Kind.PERSON: 1, Kind.IDENTITY: 1, Kind.TEXT: 1, Kind.MARKUP: 2}),
    "schedules/frab-privacyweek-2017-dst.xml": Expected("Europe/Vienna", FileFormat.FRAB_XML, 109, 5, 80, 11,
        {Kind.ROOM: 15, Kind.LINK: 8, Kind.TEXT: 1, Kind.LEFT_OUT: 1, Kind.MARKUP: 2}),
    "schedules/hub-38c3-2024.xml": Expected("UTC", FileFormat.FRAB_XML, 1007, 72, 567, 118,
        {Kind.OVERLAP: 2, Kind.PERSON: 4, Kind.LEFT_OUT: 3, Kind.MIDNIGHT: 1, Kind.LANGUAGE: 2, Kind.MARKUP: 2}),
    "schedules/json/c3voc-v1-frab-camp2019.json": Expected("UTC", FileFormat.VOC_JSON, 79, 2, 90, 1,
        {Kind.HEADING: 1, Kind.LINK: 13, Kind.TEXT: 1, Kind.LEFT_OUT: 1, Kind.MARKUP: 3}),
    "schedules/json/c3voc-v1-invalid-example.json": Expected("UTC", FileFormat.VOC_JSON, 1, 1, 1, 0,
        {Kind.HEADING: 2, Kind.IDENTITY: 1, Kind.MARKUP: 1}),
    "schedules/json/c3voc-v1-pretalx-democon.json": Expected("UTC", FileFormat.VOC_JSON, 36, 2, 27, 0,
        {Kind.ROOM: 1, Kind.ZONE: 1}),
    "schedules/json/c3voc-v2-hub-38c3-extract.json": Expected("UTC", FileFormat.VOC_JSON_2, 2, 5, 4, 0,
        {Kind.IDENTITY: 2, Kind.LEFT_OUT: 9}),
    "schedules/json/pretalx-api-pyconfr-2024.json": Expected("Europe/Paris", FileFormat.PRETALX, 76, 11, 77, 0,
        {Kind.LEFT_OUT: 2, Kind.TIME: 1}),
    "schedules/json/pretalx-api-speakers-synthetic.json": Expected("UTC", FileFormat.PRETALX, 0, 0, 1, 0,
        {Kind.LEFT_OUT: 3}),
    "schedules/json/pretalx-api-submissions-synthetic.json": Expected("UTC", FileFormat.PRETALX, 2, 0, 3, 0,
        {Kind.TIME: 2, Kind.LEFT_OUT: 2}),
    "schedules/json/sessionize-linz-2021.json": Expected("Europe/Vienna", FileFormat.SESSIONIZE, 37, 5, 40, 0,
        {Kind.OVERLAP: 1, Kind.LEFT_OUT: 2, Kind.ZONE: 1}),
    "schedules/manual-muccc-hackfriday-1event.xml": Expected("Europe/Berlin", FileFormat.FRAB_XML, 1, 1, 1, 0,
        {}),
    "schedules/other-denog8.xml": Expected("Europe/Berlin", FileFormat.FRAB_XML, 17, 1, 14, 2,
        {Kind.HEADING: 5, Kind.TEXT: 1}),
    "schedules/other-pydata-berlin-2014.xml": Expected("Europe/Berlin", FileFormat.FRAB_XML, 35, 2, 35, 0,
        {Kind.HEADING: 7, Kind.TIME: 1, Kind.IDENTITY: 1}),
    "schedules/pentabarf-fosdem-2018.xml": Expected("Europe/Brussels", FileFormat.FRAB_XML, 689, 33, 651, 2,
        {Kind.HEADING: 5, Kind.LINK: 13, Kind.ROOM: 10, Kind.IDENTITY: 1, Kind.MARKUP: 4, Kind.TEXT: 1}),
    "schedules/pretalx-denog16-2024.xml": Expected("UTC", FileFormat.FRAB_XML, 35, 7, 40, 1,
        {Kind.IDENTITY: 1}),
    "schedules/synthetic-pentabarf-tiny.xml": Expected("UTC", FileFormat.FRAB_XML, 6, 2, 2, 0,
        {Kind.HEADING: 5, Kind.IDENTITY: 4, Kind.OVERLAP: 2, Kind.LEFT_OUT: 1, Kind.LANGUAGE: 1, Kind.MARKUP: 2}),
    "schedules/wafer-debconf17.xml": Expected("America/Montreal", FileFormat.FRAB_XML, 181, 6, 126, 29,
        {Kind.HEADING: 17, Kind.ROOM: 5, Kind.TEXT: 2, Kind.LEFT_OUT: 3, Kind.ZONE: 1, Kind.IDENTITY: 1,
         Kind.MARKUP: 1}),
}  # fmt: skip
REFUSED = {
    "schedules/MANIFEST.tsv":
        "This is a list of files with their checksums.",
    "schedules/README.md":
        "This is a text without columns.",
    "schedules/indico/indico-http-api-event.rst":
        "This is a text about Indico's exports, not an export itself.",
    "schedules/indico/indico-http-api-timetable.rst":
        "This is a text about Indico's exports, not an export itself.",
    "schedules/json/c3voc-submission-frab-event.json":
        "This is a single event of frab, not a whole schedule.",
    "schedules/json/c3voc-submission-pretalx.json":
        "This is a text that begins with a comment, so it is not JSON, even if JSON follows.",
    "schedules/json/drupal-republica-2018-sample.json":
        "This is a list of sessions of a Drupal site.",
    "schedules/json/emf-2014.json":
        "This is the programme of an EMF camp in the JSON of its own website.",
    "schedules/json/emf-2018.json":
        "This is the programme of an EMF camp in the JSON of its own website.",
    "schedules/json/frab-halfnarp-33c3.json":
        "This is the list of talks of a halfnarp (frab), without days and people.",
    "schedules/json/opass-sitcon-2022.json":
        "This is a programme of OPass (as at SITCON), with texts in two languages.",
    "schedules/json/open-event-pycon2017/event.json":
        "This is the event of an Open Event (eventyay) export, without its sessions.",
    "schedules/json/open-event-pycon2017/microlocations.json":
        "This is a list of the rooms of an Open Event (eventyay) export.",
    "schedules/json/open-event-pycon2017/sessions.json":
        "This is a list of the sessions of an Open Event (eventyay) export.",
    "schedules/json/open-event-pycon2017/tracks.json":
        "This is a list of the tracks of an Open Event (eventyay) export.",
    "schedules/json/oreilly-oscon-2014.json":
        "This is the programme feed of an O'Reilly conference.",
    "schedules/json/sessionize-derived-kotlinconf-2025.json":
        "This is the programme of the KotlinConf app, made from Sessionize; please take Sessionize's own JSON (All).",
    "schedules/pentabarf-fosdem-2014.xcal":
        "This is an xCal file (iCalendar written as XML); please take the schedule.xml or the .ics of the same "
        "programme.",
    "schedules/schema/emf-frabs_schema.xml":
        "This is an XML schema, which describes a format but holds no programme.",
    "schedules/schema/voc-schedule-v1.schema.json":
        "This is a JSON schema, which describes a format but holds no programme.",
    "schedules/schema/voc-schedule-v2.schema.json":
        "This is a JSON schema, which describes a format but holds no programme.",
    "schedules/schema/voc-schedule-without-person.xml.xsd":
        "This is an XML schema, which describes a format but holds no programme.",
    "schedules/schema/voc-schedule.xml.xsd":
        "This is an XML schema, which describes a format but holds no programme.",
    "schedules/schema/wafer-frab.xml.xsd":
        "This is an XML schema, which describes a format but holds no programme.",
}  # fmt: skip


def read(shared: Path, name: str, believes_offsets: bool = True) -> Programme:
    """The programme of a file, its name given below the data of the shared folder."""
    path = shared / "data" / name
    zone = EXPECTED[name].zone if name in EXPECTED else "UTC"
    return read_programme(path.name, path.read_bytes(), HowToRead(zone=zone, believes_offsets=believes_offsets))
