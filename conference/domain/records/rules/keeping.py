"""How long what is kept: one table of rules, in whole months. Pure."""

import calendar
import enum
from collections.abc import Mapping
from datetime import datetime

from conference.core.errors import Invalid
from conference.core.purposes import Purpose
from conference.core.words import _, ngettext

MOST_MONTHS = 240
Months = Mapping["Rule", int | None]


class Rule(enum.StrEnum):
    """What is kept for a time, each counted from an instant of its own."""

    REGISTRATIONS = "registrations"  # from the end of the event
    INTEREST = "interest"  # from the end of the event
    UNCONFIRMED = "unconfirmed"  # from when it was said
    WITHDRAWN = "withdrawn"  # from when it was taken back
    PLANNING = "planning"  # from the end of the event
    MAILS = "mails"  # from when it was written
    JOURNAL = "journal"  # from the deed


USUAL: dict[Rule, int | None] = {
    Rule.REGISTRATIONS: 24, Rule.INTEREST: 12, Rule.UNCONFIRMED: 1, Rule.WITHDRAWN: 1, Rule.PLANNING: 12, Rule.MAILS: 3,
    Rule.JOURNAL: 36,
}  # fmt: skip
FOR: dict[Purpose, Rule] = {
    Purpose.REGISTRATION: Rule.REGISTRATIONS, Purpose.INTEREST: Rule.INTEREST, Purpose.PLANNING: Rule.PLANNING,
    Purpose.MAIL: Rule.MAILS, Purpose.JOURNAL: Rule.JOURNAL,
}  # fmt: skip


def months_before(now: datetime, months: int) -> datetime:
    """The same day and time so many calendar months earlier; the last day of a shorter month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, calendar.monthrange(year, month + 1)[1]))


def check_months(months: int | None, field: str) -> None:
    """Raise Invalid for a time that is none; None keeps for ever."""
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise Invalid(_("Write a number of months from 1 to %(most)s, or nothing.", most=MOST_MONTHS), field)


def what_words(rule: Rule) -> str:
    """What a rule is about, and what becomes of it."""
    return {
        Rule.REGISTRATIONS: _("Names and addresses of who registered, after the end of the event"),
        Rule.INTEREST: _("Names and addresses of who was interested, after the end of the event"),
        Rule.UNCONFIRMED: _("Interest that nobody confirmed by mail"),
        Rule.WITHDRAWN: _("Interest that was withdrawn"),
        Rule.PLANNING: _("When and from where speakers can come, after the end of the event"),
        Rule.MAILS: _("Mails, after they were written"),
        Rule.JOURNAL: _("What exactly a deed changed, in the journal; that it was done stays"),
    }[rule]


def kept_words(purpose: Purpose, months: Months) -> str:
    """How long what is held for a purpose is kept."""
    rule = FOR.get(purpose)
    if rule is not None:
        return long_words(months[rule], is_from_event=rule in {Rule.REGISTRATIONS, Rule.INTEREST, Rule.PLANNING})
    return {
        Purpose.PROGRAMME: _("As long as the event has its page: it is the record of what took place"),
        Purpose.CONSENT: _("As long as we may write to you, and as proof of it"),
        Purpose.STAFF: _("As long as the account is there"),
        Purpose.SIGN_IN: _("30 days"),
        Purpose.IMPORT: _("Seven days"),
        Purpose.RUNNING: _("A few days"),
    }[purpose]


def long_words(months: int | None, *, is_from_event: bool) -> str:
    """A time in words, from the end of the event or from when it was written."""
    if months is None:
        return _("Until you ask us to erase it")
    if is_from_event:
        return ngettext("%(num)s month after the end of the event", "%(num)s months after the end of the event", months)
    return ngettext("%(num)s month", "%(num)s months", months)
