"""What is held about somebody, as their own pages show it and as the file of it."""

from collections.abc import Callable
from typing import Any

from flask import make_response
from flask.wrappers import Response

from conference.core.clock import now
from conference.core.purposes import Purpose
from conference.core.words import _, ngettext
from conference.domain.records.queries.erasing import Subject
from conference.domain.records.queries.keeping import months_kept
from conference.domain.records.queries.own_data import file_of, own_data
from conference.domain.records.rules.keeping import kept_words
from conference.domain.site.queries import get_site

NAME = "my-data.json"


def own_data_values(subject: Subject) -> dict[str, Any]:
    """The values of `public/my_data/registered.html`, apart from its addresses of pages."""
    held, months = own_data(subject), months_kept()
    rows = [{"what": words(len(held[name])), "why": _purpose_words(purpose), "long": kept_words(purpose, months)}
            for name, purpose, words in _kinds() if name in held]  # fmt: skip
    return {"addresses": sorted(subject.traces.addresses), "rows": rows}


def own_data_file(subject: Subject) -> Response:
    """All of it, to be kept."""
    response = make_response(file_of(subject, site=get_site().name, now=now()))
    response.headers.update({"Content-Type": "application/json", "Cache-Control": "private, no-store",
                             "Content-Disposition": f'attachment; filename="{NAME}"'})  # fmt: skip
    return response


def _purpose_words(purpose: Purpose) -> str:
    return {
        Purpose.REGISTRATION: _("Your place at an event"),
        Purpose.INTEREST: _("To tell you when an event opens"),
        Purpose.CONSENT: _("What you agreed to"),
        Purpose.MAIL: _("What we wrote to you"),
        Purpose.PROGRAMME: _("The programme, and what came of it"),
        Purpose.PLANNING: _("When you can come"),
        Purpose.JOURNAL: _("To account for what was done"),
        Purpose.STAFF: _("Your work for us"),
    }[purpose]


def _kinds() -> list[tuple[str, Purpose, Callable[[int], str]]]:
    """The tables that are shown, each with its purpose and what so many rows of it are called."""
    counted: dict[str, tuple[Purpose, Any]] = {
        "registration": (Purpose.REGISTRATION, lambda n: ngettext("%(num)s registration", "%(num)s registrations", n)),
        "decision": (Purpose.REGISTRATION, lambda n: ngettext("%(num)s decision on your place",
                                                              "%(num)s decisions on your place", n)),
        "scan": (Purpose.REGISTRATION, lambda n: ngettext("%(num)s scan of your ticket",
                                                          "%(num)s scans of your ticket", n)),
        "expression_of_interest": (Purpose.INTEREST, lambda n: ngettext("%(num)s expression of interest",
                                                                        "%(num)s expressions of interest", n)),
        "consent": (Purpose.CONSENT, lambda n: ngettext("%(num)s consent", "%(num)s consents", n)),
        "letter": (Purpose.MAIL, lambda n: ngettext("%(num)s mail", "%(num)s mails", n)),
        "person": (Purpose.PROGRAMME, lambda n: _("Your record as a speaker")),
        "appearance": (Purpose.PROGRAMME, lambda n: ngettext("%(num)s appearance in a session",
                                                             "%(num)s appearances in sessions", n)),
        "write_up": (Purpose.PROGRAMME, lambda n: ngettext("%(num)s write-up", "%(num)s write-ups", n)),
        "quote": (Purpose.PROGRAMME, lambda n: ngettext("%(num)s quote", "%(num)s quotes", n)),
        "blog_author": (Purpose.PROGRAMME, lambda n: ngettext("%(num)s byline", "%(num)s bylines", n)),
        "speaker_plan": (Purpose.PLANNING, lambda n: ngettext("%(num)s plan of when you can come",
                                                              "%(num)s plans of when you can come", n)),
        "journal_entry": (Purpose.JOURNAL, lambda n: ngettext("%(num)s deed", "%(num)s deeds", n)),
        "account": (Purpose.STAFF, lambda n: _("Your account")),
    }  # fmt: skip
    return [(name, purpose, words) for name, (purpose, words) in counted.items()]
