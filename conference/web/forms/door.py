"""Forms of the door: one scan, for browsers without script; a new link for helpers; taking an entry back."""

import re
from datetime import date, timedelta
from typing import Any

from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import Length

from conference.core.tokens import random_key
from conference.core.words import _
from conference.domain.attendance.rules import SentScan, typed_key
from conference.web.forms.base import Form
from conference.web.forms.fields import line

TOKEN = re.compile("[A-Za-z0-9_-]{43}")
LONGEST_TYPED = 100
IDS = 9  # digits of an id that is one


class ScanForm(Form):
    """A ticket key that was scanned or typed, or the registration of somebody who was found by name."""

    ticket = StringField(_("Scan or type the key of a ticket"), [Length(max=LONGEST_TYPED)])
    registration = HiddenField()

    @property
    def scan(self) -> SentScan:
        """The scan, made now; the key of the form is its own."""
        chosen = self.registration.data or ""
        its_id = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) <= IDS else None
        return SentScan(self.form_key.data or "", typed_key(self.ticket.data or ""), its_id, timedelta())


class DoorForm(Form):
    """A new link for helpers. Its secret part is made with the form, so that a form that is sent twice is one link."""

    name = line(_("Name of the door"), 100, sentence=_("Please give the door a name, such as “Main entrance”."))
    what_for = SelectField(_("For"))
    token = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not TOKEN.fullmatch(self.token.data or ""):
            self.token.data = random_key()

    @property
    def secret(self) -> str:
        """The secret part of the link."""
        return self.token.data or ""

    @property
    def day(self) -> date | None:
        """The only day that it is for, or None."""
        kind, _space, value = (self.what_for.data or "").partition(" ")
        return date.fromisoformat(value) if kind == "day" else None

    @property
    def session_slug(self) -> str:
        """The slug of the only session that it is for, or ""."""
        kind, _space, value = (self.what_for.data or "").partition(" ")
        return value if kind == "session" else ""


class UndoForm(Form):
    """Why an entry is taken back."""

    reason = line(_("Why?"), 200, sentence=_("Please say why, in a few words."))
