"""What is held about somebody, shown behind their own link, and the same as one file."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, make_response
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from conference import links
from conference.core.clock import now
from conference.core.purposes import Purpose
from conference.core.words import _, ngettext
from conference.domain.interest.queries import get_own_interest
from conference.domain.records.queries.erasing import Subject, subject_of
from conference.domain.records.queries.keeping import months_kept
from conference.domain.records.queries.own_data import file_of, own_data
from conference.domain.records.rules.keeping import kept_words
from conference.domain.registration.queries import get_own_registration
from conference.domain.site.queries import get_site
from conference.web.access import by_link, link_subject
from conference.web.responses import page

blueprint = Blueprint("my_data", __name__, url_prefix="/my")
NAME = "my-data.json"


def _by_registration() -> Subject:
    link = link_subject()
    return subject_of(get_own_registration(link.id, link.version))


def _by_interest() -> Subject:
    link = link_subject()
    return subject_of(get_own_interest(link.id, link.version))


@blueprint.get("/<token:token>/data/")
@by_link(links.Purpose.REGISTRATION)
def registered(token: str) -> ResponseReturnValue:
    """What is held, for somebody who registered."""
    return _page(_by_registration(), links.my_registration(token), links.my_data_file(token))


@blueprint.get("/<token:token>/my-data.json")
@by_link(links.Purpose.REGISTRATION)
def registered_file(token: str) -> ResponseReturnValue:
    """All of it, for somebody who registered."""
    return _file(_by_registration())


@blueprint.get("/<token:token>/interest/data/")
@by_link(links.Purpose.INTEREST)
def interested(token: str) -> ResponseReturnValue:
    """What is held, for somebody who told us of their interest."""
    return _page(_by_interest(), links.my_interest(token), links.my_interest_data_file(token))


@blueprint.get("/<token:token>/interest/my-data.json")
@by_link(links.Purpose.INTEREST)
def interested_file(token: str) -> ResponseReturnValue:
    """All of it, for somebody who told us of their interest."""
    return _file(_by_interest())


def _page(subject: Subject, back: str, file: str) -> ResponseReturnValue:
    held, months = own_data(subject), months_kept()
    rows = [{"what": words(len(held[name])), "why": _purpose_words(purpose), "long": kept_words(purpose, months)}
            for name, purpose, words in _kinds() if name in held]  # fmt: skip
    return page(addresses=sorted(subject.traces.addresses), rows=rows, back=back, file=file)


def _file(subject: Subject) -> Response:
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
