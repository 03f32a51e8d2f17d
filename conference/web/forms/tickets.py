"""Forms of ticket types, quotas and access codes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of an older version

from conference.core.words import _
from conference.core.zones import days_words, to_utc, zone_words
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode, modes_offered
from conference.domain.tickets.models import Quota, TicketType
from conference.domain.tickets.rules import LARGEST_QUOTA, LONGEST_DOMAINS, TicketTypeDetails, domains_in
from conference.web.forms.base import Form
from conference.web.forms.fields import line, local_time, one_of, ticks, whole_number

MOST_USES = 100_000


class TicketTypeForm(Form):
    """One ticket type. Times are wall-clock times in the event's zone."""

    name = line(_("Name"), 80, sentence=_("Please give the ticket type a name."))
    description = line(_("What it is, in a sentence"), 400, required=False)
    mode = one_of(_("How one attends with it"), (), radios=True)
    days = ticks(_("Days"), description=_("Tick none for all days."))
    quotas = ticks(_("Quotas that it draws on"), description=_("Besides the places of the event."))
    sells_from = local_time(_("Can be had from"))
    sells_until = local_time(_("Can be had until"))
    email_domains = line(
        _("Only for addresses of"), LONGEST_DOMAINS, required=False,
        description=_("Domains such as ox.ac.uk, with blanks between them. Empty for everybody."),
    )  # fmt: skip
    needs_approval = BooleanField(_("An organiser decides about each registration"))
    needs_code = BooleanField(_("Hidden: only those with an access code see it"))

    def __init__(self, event: Event, days: Sequence[date], quotas: Sequence[Quota], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = event.zone
        hint = _("Times are %(zone)s.", zone=zone_words(event.starts_at, event.zone, event.zone_place))
        self.sells_from.description = self.sells_until.description = hint
        words = {AttendanceMode.IN_PERSON: _("In person"), AttendanceMode.ONLINE: _("Online")}
        self.mode.choices = [SelectChoice(one.value, words[one]) for one in modes_offered(event.mode)]
        self.days.choices = [SelectChoice(one.isoformat(), days_words(one, one)) for one in days]
        self.quotas.choices = [SelectChoice(str(one.id), one.name) for one in quotas]
        if len(self.mode.choices) == 1:
            self.mode.data = self.mode.data or self.mode.choices[0].value
        if len(days) < 2:
            del self.days
        if not quotas:
            del self.quotas

    @property
    def details(self) -> TicketTypeDetails:
        """What was typed; raises Invalid for a time that the clock never shows and for what is no domain."""
        days = self.days.data or () if "days" in self else ()
        return TicketTypeDetails(
            name=self.name.data, mode=AttendanceMode(self.mode.data), description=self.description.data or "",
            days=tuple(map(date.fromisoformat, days)), sells_from=self._instant("sells_from"),
            sells_until=self._instant("sells_until"), needs_code=self.needs_code.data,
            needs_approval=self.needs_approval.data, email_domains=domains_in(self.email_domains.data or ""),
        )  # fmt: skip

    def _instant(self, name: str) -> Any:
        typed = self[name].data
        return to_utc(typed, self.zone, name) if typed else None

    @property
    def quota_ids(self) -> list[int]:
        """The quotas that were ticked."""
        return [int(one) for one in self.quotas.data or ()] if "quotas" in self else []


def shown_values(ticket_type: TicketType, zone_time: Any) -> dict[str, Any]:
    """What the form shows of a ticket type; `zone_time` turns an instant into a wall-clock time."""
    names = ("name", "description", "days", "email_domains", "needs_approval", "needs_code")
    return {
        **{name: getattr(ticket_type, name) for name in names}, "mode": ticket_type.mode.value,
        "quotas": [str(one.id) for one in ticket_type.quotas], "sells_from": zone_time(ticket_type.sells_from),
        "sells_until": zone_time(ticket_type.sells_until),
    }  # fmt: skip


class QuotaForm(Form):
    """A number of places that ticket types share."""

    name = line(_("Name"), 80, sentence=_("Please give the quota a name."))
    size = whole_number(_("Places"), most=LARGEST_QUOTA, description=_("Leave it empty for no limit."))


class AccessCodeForm(Form):
    """Words that open a hidden ticket type."""

    code = line(_("Code"), 40, sentence=_("Please write a code of letters or digits."))
    uses = whole_number(_("How often it may be used"), least=1, most=MOST_USES,
                        description=_("Leave it empty for no limit."))  # fmt: skip
