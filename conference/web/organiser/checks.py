"""The checks of an event: what is worth another look, by kind, with "This is right" for each; never in the way."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import clock
from conference.core.errors import NotAllowed
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.checks.actions import accept_finding, ask_again
from conference.domain.checks.models import AcceptedFinding
from conference.domain.checks.queries import Found, findings_of, get_findings
from conference.domain.checks.rules import Check, Finding, Place
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.web.access import get_account, requires
from conference.web.cards import instant_words
from conference.web.forms.base import ButtonForm
from conference.web.organiser.frame import event_of_page, is_open_to_me
from conference.web.responses import page

blueprint = Blueprint("checks", __name__)
START = "/<slug:event_slug>/checks/"
SHOWN, MOST_OF_A_KIND = 6, 100


@blueprint.get(START)
@requires(Permission.SEE_WORKBENCH)
def show(event_slug: str) -> ResponseReturnValue:
    """What the checks find at an event, and what was said to be right."""
    return _page(get_event(event_slug), ButtonForm())


def _page(event: Event, form: ButtonForm) -> ResponseReturnValue:
    found = findings_of(event, clock.now())
    right = [_item(finding) | {"note": right_words(accepted, event)} for finding, accepted in found.right]
    return page(event=event, form=form, groups=_groups(found.open), right=right, count=len(found.open))


def _groups(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    by_check: dict[Check, list[Finding]] = {}
    for finding in findings:
        by_check.setdefault(finding.check, []).append(finding)
    return [_group(check, found) for check, found in by_check.items()]


def _group(check: Check, found: list[Finding]) -> dict[str, Any]:
    """The findings of one kind: as many as one may want to see at once, and what says that all of those are right."""
    items = [_item(one) for one in found[:MOST_OF_A_KIND]]
    mine = [item["fingerprint"] for item in items if item["url"]]
    return {"heading": check.heading, "items": items, "more": len(found) - len(items), "mine": mine}


def _item(finding: Finding) -> dict[str, Any]:
    """A finding as templates show it; without an address where the place is not open to who reads it."""
    return {
        "place": finding.place.words, "url": finding.place.url if is_mine(finding) else "",
        "sentence": finding.sentence, "excerpts": finding.excerpts, "fingerprint": finding.fingerprint,
        "other": _other(finding.place, finding.other) if finding.other else None,
    }  # fmt: skip


def _other(place: Place, other: Place) -> dict[str, str]:
    """The second place; one in another event, which may be a draft, is not named where it is not open to me."""
    if is_open_to_me(other.page):
        return {"place": other.words, "url": other.url}
    is_elsewhere = event_of_page(other.page) not in {None, event_of_page(place.page)}
    return {"place": _("Another event of the series") if is_elsewhere else other.words, "url": ""}


def is_mine(finding: Finding) -> bool:
    """Whether the member of staff who is signed in may mend what was found, and so may say that it is right."""
    return is_open_to_me(finding.place.page)


def right_words(accepted: AcceptedFinding, event: Event) -> str:
    """Who said that something is right, and when."""
    who = accepted.account.shown_name if accepted.account else _("Somebody")
    return _("%(who)s, %(when)s", who=who, when=instant_words(accepted.at, event))


@blueprint.post(f"{START}right/")
@requires(Permission.SEE_WORKBENCH)
def accept(event_slug: str) -> ResponseReturnValue:
    """Say that what was found is right: one finding, or all of one kind."""
    form = ButtonForm()

    def say() -> tuple[str, str]:
        event = get_event(event_slug)
        asked = _asked(event)
        for finding in asked:
            accept_finding(event, finding, actor=get_account(), now=clock.now())
        sentence = ngettext(
            "It is right, and not asked about again unless it changes.",
            "All %(num)s are right, and not asked about again unless they change.", len(asked),
        )  # fmt: skip
        return links.organise_checks(event_slug), sentence

    return form.perform(say) or _page(get_event(event_slug), form)


@blueprint.post(f"{START}again/")
@requires(Permission.SEE_WORKBENCH)
def undo(event_slug: str) -> ResponseReturnValue:
    """Take back that something is right."""
    form = ButtonForm()

    def take_back() -> tuple[str, str]:
        event = get_event(event_slug)
        for finding in _asked(event):
            ask_again(event, finding, actor=get_account(), now=clock.now())
        return links.organise_checks(event_slug), _("It is asked about again.")

    return form.perform(take_back) or _page(get_event(event_slug), form)


def _asked(event: Event) -> list[Finding]:
    """The findings that the button names; raises NotAllowed where one stands in a place for others."""
    found = get_findings(event, set(request.form.get("fingerprints", "").split()), clock.now())
    if not all(is_mine(one) for one in found):
        raise NotAllowed(_("Only who may change a text can say that it is right."))
    return found


def shown_above(event: Event, findings: Iterable[Finding]) -> dict[str, Any]:
    """What a page with a publishing button shows above it: the first findings, and the way to all of them."""
    found = list(findings)
    items = [_item(one) for one in found[:SHOWN]]
    return {"items": items, "more": len(found) - SHOWN, "url": links.organise_checks(event.slug)}


def found_at(event: Event) -> Found:
    """What the checks find at an event now."""
    return findings_of(event, clock.now())


def shown_of_page(event: Event, path: str) -> dict[str, Any]:
    """As `shown_above`, of what is mended on one page: a write-up, the materials of a session."""
    return shown_above(event, found_at(event).mended_at(path))
