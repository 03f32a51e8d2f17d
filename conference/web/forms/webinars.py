"""Forms of webinars: what those of a series share, and new ones."""

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField

from conference.core.words import _
from conference.domain.editions.rules import Rhythm, TemplateDetails, WebinarPlan
from conference.domain.events.rules import AttendanceMode
from conference.web.forms.base import Form
from conference.web.forms.events import MOST_PLACES
from conference.web.forms.fields import clock_time, day, line, markup, one_of, ticks, whole_number
from conference.web.forms.programme import chosen

LONGEST_AHEAD = 400
MINUTES_OF_A_DAY = 24 * 60
MOST_SPEAKERS = 4


def weekday_names() -> list[tuple[str, str]]:
    """The days of the week from Monday as 0."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return [(str(number), name) for number, name in enumerate(names)]


class TemplateForm(Form):
    """What a new webinar of a series begins with."""

    weekday = one_of(_("Usual day of the week"), weekday_names())
    rhythm = one_of(_("How often"), Rhythm)
    starts = clock_time(_("Starts at"), required=True)
    minutes = whole_number(_("Length in minutes"), required=True, least=5, most=MINUTES_OF_A_DAY)
    zone = line(_("Time zone"), 60, description=_("An IANA name such as Europe/London. All times are read in it."))
    zone_place = line(_("Place that stands for the zone"), 60, required=False,
                      description=_("Oxford makes it “Oxford time”."))  # fmt: skip
    mode = one_of(_("How people take part"), AttendanceMode)
    format = one_of(_("Format of its session"), [], validators=[chosen()])
    online_platform = line(_("Online on"), 80, required=False, description=_("Such as Zoom."))
    capacity_in_person = whole_number(_("Places in person"), most=MOST_PLACES, description=_("Empty: no limit."))
    capacity_online = whole_number(_("Places online"), most=MOST_PLACES, description=_("Empty: no limit."))
    opens_days_before = whole_number(_("Registration opens, days before"), most=LONGEST_AHEAD)
    closes_minutes_before = whole_number(_("Registration closes, minutes before the start"), most=30 * MINUTES_OF_A_DAY)

    @property
    def details(self) -> TemplateDetails:
        """What was said."""
        numbers = {name: self[name].data for name in ("capacity_in_person", "capacity_online", "opens_days_before",
                                                      "closes_minutes_before")}  # fmt: skip
        return TemplateDetails(
            int(self.weekday.data), Rhythm(self.rhythm.data), self.starts.data, self.minutes.data, self.zone.data,
            AttendanceMode(self.mode.data), self.zone_place.data or "", self.online_platform.data or "", **numbers,
        )  # fmt: skip


class WebinarsForm(Form):
    """New webinars; `for_number` adds a title and a day for each, and for a single one its text and its speakers."""

    number: int = 0

    @classmethod
    def for_number(cls, number: int, people: list[tuple[str, str]]) -> "type[WebinarsForm]":
        """A form of so many webinars; `people` are the slugs and names to choose speakers from."""
        fields: dict[str, Any] = {"number": number}
        for at in range(number):
            fields[f"title_{at}"] = line(_("Title"), 200, required=number == 1)
            fields[f"day_{at}"] = day(_("Day"), required=number == 1)
        if number == 1:
            fields["text"] = markup(_("What it is about"), 20000)
            for at in range(MOST_SPEAKERS):
                fields[f"speaker_{at}"] = one_of(_("Speaker %(number)s", number=at + 1), people)
        return type("WebinarsOfSeriesForm", (cls,), fields)

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of each webinar: its title and its day."""
        return [(self[f"title_{at}"], self[f"day_{at}"]) for at in range(self.number)]

    @property
    def speakers(self) -> list[Any]:
        """The fields of the speakers of a single one."""
        return [self[f"speaker_{at}"] for at in range(MOST_SPEAKERS)] if self.number == 1 else []

    @property
    def plans(self) -> list[WebinarPlan]:
        """What was asked for: a row without a title or without a day is left out."""
        text = self["text"].data or "" if self.number == 1 else ""
        speakers = tuple(field.data for field in self.speakers if field.data)
        return [WebinarPlan(title.data, when.data, text, speakers) for title, when in self.rows
                if title.data and when.data]  # fmt: skip


class AnnounceForm(Form):
    """Which drafts of a series are announced and released; `seen` are the marks of what the page showed of each."""

    seen = HiddenField()
    webinars = ticks(_("Webinars that are drafts"), choices=[], validate_choice=False)

    @property
    def marks(self) -> dict[str, str]:
        """The marks that were shown, by the address of the webinar."""
        return dict(one.split("=", 1) for one in (self.seen.data or "").split() if "=" in one)

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Remember what marks the page shows now."""
        self.seen.data = " ".join(f"{slug}={mark}" for slug, mark in marks.items())
