"""Forms of a registration: asking for a place, changing it, handing it on, how many places there are."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of an older version
from wtforms.validators import DataRequired, Length

from conference.core.words import _
from conference.domain.events.rules import IN_ORDER, AttendanceMode, modes_offered
from conference.domain.registration.actions.registering import Wish
from conference.domain.registration.rules.inviting import Slice
from conference.domain.registration.rules.windows import MOST_HOURS
from conference.domain.tickets.models import TicketType
from conference.web.forms.base import Form
from conference.web.forms.fields import email, line, one_of, prose, ticks, whole_number

EITHER = "either"
MOST_PLACES = 100_000
LONGEST_CODE = 40


class RegistrationForm(Form):
    """Who comes, and how: by a way of attending, or by a ticket type where the event has any.

    `leave_empty` is for programs that fill in whatever they find.
    """

    name = line(_("Your name"), 200, sentence=_("Please give your name."))
    email = email(_("Your e-mail address"))
    organisation = line(_("Your organisation"), 200, required=False)
    attend = RadioField(
        _("How would you like to attend?"), [DataRequired(_("Please choose how you would like to attend."))]
    )
    ticket = RadioField(_("Which ticket would you like?"), [DataRequired(_("Please choose a ticket."))])
    also = ticks(_("Would you also take another one, should that be full?"))
    code = line(_("Access code"), LONGEST_CODE, required=False)
    leave_empty = StringField(
        _("Leave this field empty"), [Length(max=0, message=_("Please leave the last field of the form empty."))]
    )

    def __init__(self, mode: AttendanceMode, tickets: Sequence[TicketType] | None, *args: Any, **kwargs: Any) -> None:
        """`tickets` are those that can be chosen, None at an event without any."""
        super().__init__(*args, **kwargs)
        self.mode = mode
        if tickets is None:
            del self.ticket, self.also, self.code
            self._offer_modes()
        else:
            del self.attend
            self._offer_tickets(tickets)

    def _offer_modes(self) -> None:
        self.attend.choices = [SelectChoice(value, words) for value, words in choices_of(self.mode)]
        if len(self.attend.choices) == 1:
            del self.attend

    def _offer_tickets(self, tickets: Sequence[TicketType]) -> None:
        choices = [SelectChoice(str(one.id), one.name) for one in tickets]
        self.ticket.choices, self.also.choices = choices, choices
        if len(choices) < 2:
            self.ticket.data = self.ticket.data or "".join(str(one.id) for one in tickets)
            del self.also

    @property
    def wish(self) -> Wish:
        """What was chosen; an event that has one way of attending only does not ask."""
        if "ticket" in self:
            also = [int(one) for one in self.also.data or ()] if "also" in self else []
            return Wish(ticket_types=[int(self.ticket.data), *also], code=self.code.data or "")
        if "attend" not in self:
            return Wish(modes_offered(self.mode))
        return Wish(IN_ORDER if self.attend.data == EITHER else (AttendanceMode(self.attend.data),))


def choices_of(mode: AttendanceMode) -> list[tuple[str, str]]:
    """What one may choose at an event of this mode."""
    words = {AttendanceMode.IN_PERSON: _("In person"), AttendanceMode.ONLINE: _("Online")}
    choices = [(one.value, words[one]) for one in modes_offered(mode)]
    return [*choices, (EITHER, _("In person if there is a place, otherwise online"))] if len(choices) > 1 else choices


class PlaceForm(Form):
    """Which kind of place somebody would rather have, or is given; `key_of_place` names each."""

    place = RadioField(_("Which place?"), [DataRequired(_("Please choose one."))])

    def __init__(self, places: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place.choices = [SelectChoice(value, words) for value, words in places]


class GivingForm(PlaceForm):
    """A place out of turn: which, why, and whether beyond what there is."""

    reason = line(_("Why?"), 300, sentence=_("Please say why: the person and the other organisers read it."))
    is_beyond = BooleanField(_("Even if there is none: one more than there are"))


class LinkForm(Form):
    """The address that a personal link goes to."""

    email = email(_("Your e-mail address"))


class HandOnForm(Form):
    """Who shall come instead."""

    name = line(_("Their name"), 200, sentence=_("Please give a name."))
    email = email(_("Their e-mail address"))


class ApprovalForm(Form):
    """What an organiser decides about a registration that needs approval."""

    answer = one_of(_("What do you decide?"), [("yes", _("They may come")), ("no", _("They may not"))], radios=True)
    reason = prose(_("Why not? The person reads it."), 300)


class InvitingForm(Form):
    """Whom to invite, how many, and how long each invitation holds a place."""

    leaning = one_of(_("Who lean to"), (), default="")
    most = whole_number(_("How many people at most, the earliest first"), required=True, least=1, most=MOST_PLACES)
    hours = whole_number(_("Hours that a place is held for each"), required=True, least=1, most=MOST_HOURS)

    def __init__(self, mode: AttendanceMode, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {AttendanceMode.IN_PERSON: _("In person"), AttendanceMode.ONLINE: _("Online"),
                 AttendanceMode.HYBRID: _("Either way")}  # fmt: skip
        leanings = [SelectChoice(one.value, label) for one, label in words.items()]
        self.leaning.choices = [SelectChoice("", _("Anybody")), *leanings]
        if mode is not AttendanceMode.HYBRID:
            del self.leaning

    @property
    def slice(self) -> Slice:
        """Whom to invite."""
        leaning = self.leaning.data if "leaning" in self else ""
        return Slice(AttendanceMode(leaning) if leaning else None, self.most.data)


class CapacityForm(Form):
    """How many places an event has; an empty field is no limit. A way of attending that is not offered is not asked."""

    in_person = whole_number(_("Places in person"), most=MOST_PLACES)
    online = whole_number(_("Places online"), most=MOST_PLACES)
    offer_hours = whole_number(_("Hours that a free place is held for who is next"), least=1, most=MOST_HOURS)

    def __init__(self, mode: AttendanceMode, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one, name in ((AttendanceMode.IN_PERSON, "in_person"), (AttendanceMode.ONLINE, "online")):
            if one not in modes_offered(mode):
                delattr(self, name)

    def places(self, name: str, now: int | None) -> int | None:
        """What was typed for "in_person" or "online"; what is not asked stays as it is now."""
        return self[name].data if name in self else now
