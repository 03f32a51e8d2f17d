"""The form of an expression of interest."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of an older version
from wtforms.validators import DataRequired, Length, ValidationError

from conference.core.words import _
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.events.rules import AttendanceMode
from conference.domain.interest.rules import Answers
from conference.web.forms.base import Form
from conference.web.forms.fields import email, line, ticks

LEANINGS = (
    (AttendanceMode.IN_PERSON, _("In person")),
    (AttendanceMode.ONLINE, _("Online")),
    (AttendanceMode.HYBRID, _("Either way")),
)


class TopicsField(SelectMultipleField):
    """Ticks whose list may change while a visitor reads it."""

    def pre_validate(self, form: Any) -> None:
        """Say that a topic is gone; the others stay ticked."""
        offered = {value for value, *_rest in self.iter_choices()}
        if not set(self.data or ()) <= offered:
            raise ValidationError(_("The list of topics has changed. Please look at it, and send the form again."))


class InterestForm(Form):
    """Who is interested, how they would come, in what, and what may be written to them.

    A tick of `topics` carries the words of its topic, so that it means the same when the list was changed meanwhile.
    `leave_empty` is for programs that fill in whatever they find.
    """

    name = line(_("Your name"), 200, sentence=_("Please give your name."))
    email = email(_("Your e-mail address"))
    organisation = line(_("Your organisation"), 200, required=False)
    leaning = RadioField(
        _("How would you like to come?"), [DataRequired(_("Please choose one."))],
        choices=[SelectChoice(mode.value, words) for mode, words in LEANINGS],
    )  # fmt: skip
    topics = ticks(_("What would you like to hear about?"), kind=TopicsField)
    purposes = ticks(
        _("What may we write to you about?"),
        DataRequired(_("Please tick at least one, so that we may write to you.")),
    )
    leave_empty = StringField(
        _("Leave this field empty"), [Length(max=0, message=_("Please leave the last field of the form empty."))]
    )

    def __init__(
        self,
        mode: AttendanceMode,
        topics: Sequence[str],
        wordings: Mapping[ConsentPurpose, str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mode = mode
        self.topics.choices = [SelectChoice(topic, topic) for topic in topics]
        self.purposes.choices = [SelectChoice(purpose.value, text) for purpose, text in wordings.items()]
        if mode is not AttendanceMode.HYBRID:
            del self.leaning
        if not topics:
            del self.topics

    @property
    def answers(self) -> Answers:
        """What was told."""
        return Answers(
            name=self.name.data, organisation=self.organisation.data or "",
            leaning=AttendanceMode(self.leaning.data) if "leaning" in self else self.mode,
            topics=tuple(self.topics.data or ()) if "topics" in self else (),
            purposes=tuple(ConsentPurpose(value) for value in self.purposes.data or ()),
        )  # fmt: skip
