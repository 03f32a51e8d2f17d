"""Forms of formats, themes, sessions, presentations and appearances."""

from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from conference.core.text import SLUG_LENGTH
from conference.core.words import _
from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.rules import AppearanceRole, FormatDetails, SessionDetails
from conference.web.forms.base import Form
from conference.web.forms.fields import line, markup, one_of, web_address, whole_number

DAY = 24 * 60


def chosen() -> DataRequired:
    """What makes a select one that must be chosen from."""
    return DataRequired(_("Please choose one."))


class FormatForm(Form):
    """A format."""

    name = line(_("Name"), 60)
    minutes = whole_number(_("Usual length in minutes"), required=True, least=5, most=DAY)
    is_streamed = BooleanField(_("Usually streamed"))
    is_break = BooleanField(_("A break: shown in the programme, with no page of its own in calendars"))
    is_offered = BooleanField(_("Offered at every event; otherwise only where sessions have it already"))

    @property
    def details(self) -> FormatDetails:
        """What was said."""
        return FormatDetails(self.name.data, self.minutes.data, self.is_streamed.data, self.is_break.data,
                             self.is_offered.data)  # fmt: skip


class ThemeForm(Form):
    """A theme."""

    name = line(_("Name"), 200)


class NewSessionForm(Form):
    """A session."""

    title = line(_("Title"), 250)
    code = line(_("Code"), 20, required=False, description=_("Such as DD3."))
    format = one_of(_("Format"), [], validators=[chosen()])
    theme = one_of(_("Theme"), [])
    mode = one_of(_("How people take part"), AttendanceMode)
    minutes = whole_number(_("Length in minutes"), required=True, least=5, most=DAY)
    language = line(_("Language"), 10, description=_("A code such as en."))
    abstract = markup(_("What it is about"), 20000)
    join_link = web_address(_("Link to join"), description=_("Shown to confirmed people only."))

    @property
    def details(self) -> SessionDetails:
        """What was said."""
        return SessionDetails(self.title.data, AttendanceMode(self.mode.data), self.minutes.data, self.code.data or "",
                              self.abstract.data or "", self.language.data, self.join_link.data or "")  # fmt: skip


class SessionForm(NewSessionForm):
    """A known session; `version` is the one that the editor saw."""

    slug = line(_("Address"), SLUG_LENGTH, description=_("Old addresses go on working."))
    version = HiddenField()

    @property
    def seen_version(self) -> int:
        """The version that the editor saw; 0 for nonsense."""
        raw = str(self.version.data)
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else 0


class PresentationForm(Form):
    """A presentation."""

    title = line(_("Title"), 300)
    abstract = markup(_("Abstract"), 20000)


class AppearanceForm(Form):
    """In what role somebody appears, and what they are on the day."""

    role = one_of(_("Role"), AppearanceRole)
    job_title = line(_("Job title on the day"), 300, required=False)
    affiliation = line(_("Affiliation on the day"), 300, required=False)
    presentation = one_of(_("Presents"), [])


class NewAppearanceForm(Form):
    """A person to be put into a session."""

    person = one_of(_("Person"), [], validators=[chosen()])
    role = one_of(_("Role"), AppearanceRole)
    job_title = line(_("Job title on the day"), 300, required=False,
                     description=_("Left empty, it is what they are today."))  # fmt: skip
    affiliation = line(_("Affiliation on the day"), 300, required=False)
    presentation = one_of(_("Presents"), [])
