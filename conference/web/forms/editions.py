"""Forms of editions: what the next one takes over, and when it is."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField

from conference.core.text import SLUG_LENGTH
from conference.core.words import _
from conference.domain.editions.rules import EditionPlan, Part
from conference.domain.events.models import Deadline
from conference.web.forms.base import Form
from conference.web.forms.fields import line, local_time

DATES = ("starts", "ends", "registration_opens", "registration_closes")


class EditionForm(Form):
    """The next edition of an event; `for_deadlines` adds a field for each deadline of the earlier one."""

    deadlines: tuple[int, ...] = ()

    title = line(_("Title"), 200)
    short_title = line(_("Short title"), 40, required=False)
    edition = line(_("Edition"), 20, required=False)
    slug = line(_("Address"), SLUG_LENGTH)
    starts = local_time(_("Starts"), required=True)
    ends = local_time(_("Ends"), required=True)
    registration_opens = local_time(_("Registration opens"))
    registration_closes = local_time(_("Registration closes"))
    texts = BooleanField(
        _("The texts: in one sentence, what it is about, topics"),
        description=_("Those that still speak of the last edition are listed afterwards."),
    )
    themes = BooleanField(_("The themes"))
    venue = BooleanField(_("The venue with its rooms"))
    hours = BooleanField(_("The opening hours"))
    capacity = BooleanField(_("How many places there are, in person and online"))
    tickets = BooleanField(_("Ticket types and quotas, without access codes"))
    team = BooleanField(_("The team"), description=_("Each gets a mail that says so."))
    sessions = BooleanField(
        _("The bare programme"),
        description=_("Titles, formats, lengths, times and rooms of its sessions, as drafts without people and texts."),
    )

    @classmethod
    def for_deadlines(cls, deadlines: Iterable[Deadline]) -> "type[EditionForm]":
        """A form that asks when each of these deadlines is now."""
        fields: dict[str, Any] = {_name(one): local_time(one.name) for one in deadlines}
        return type("EditionOfEventForm", (cls,), {**fields, "deadlines": tuple(one.id for one in deadlines)})

    @property
    def dates(self) -> list[Any]:
        """The fields that hold dates, in the order of the page."""
        return [self[name] for name in (*DATES, *(f"deadline_{key}" for key in self.deadlines))]

    @property
    def parts(self) -> list[Any]:
        """The ticks of what may be taken over."""
        return [self[part.value] for part in Part if part.value in self]

    @property
    def plan(self) -> EditionPlan:
        """What was decided."""
        deadlines = {key: self[f"deadline_{key}"].data for key in self.deadlines}
        return EditionPlan(
            self.title.data, self.slug.data, self.starts.data, self.ends.data, self.short_title.data or "",
            self.edition.data or "", self.registration_opens.data, self.registration_closes.data,
            {key: at for key, at in deadlines.items() if at is not None},
            frozenset(part for part in Part if part.value in self and self[part.value].data),
        )  # fmt: skip


def _name(deadline: Deadline) -> str:
    return f"deadline_{deadline.id}"
