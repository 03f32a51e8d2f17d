"""Choosing of a report: the ticks in its list, kept with every page that is turned; the page that asks what to take.

Both are bound to the report that was seen: of another one nothing is taken, and a tick stays where it means the same.
"""

from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import find_event
from conference.domain.exchange.actions import choose_items, tick_items
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.queries import (
    choosable,
    find_event_of_file,
    mark_of,
    mark_of_report,
    report_of,
    seen_mark,
    ticked_items,
)
from conference.domain.exchange.rules import EMAIL, FRESH, Candidate, ImportState, Report, ReportItem, Thing
from conference.web.access import get_account, may, requires
from conference.web.forms.base import Form, find_first_answer
from conference.web.forms.imports import TicksForm, choice_form, choices_of, name_of_question
from conference.web.organiser.import_frames import frame_of, import_of, route
from conference.web.organiser.import_report import AddressOf, Sifting, list_values, questions_of, sifting
from conference.web.responses import page

blueprint = Blueprint("import_choices", __name__)
SEE_OTHER = 303
CHOOSE, FILTER, STAY = "choose", "filter", "stay"
ALL, NONE = "tick-all", "tick-none"


def report_page(one: ProgrammeImport, event_slug: str) -> ResponseReturnValue:
    """The report with its list. Whatever button is pressed, the ticks of the page are kept first."""
    report, asked = report_of(one), sifting(request.args)
    form, import_id, go = TicksForm(), one.id, request.form.get("go", STAY)

    def keep() -> str:
        there = import_of(event_slug, import_id)
        shown, ticked = _ticks(report_of(there), asked, form, go)
        tick_items(there, shown=shown, ticked=ticked, report=form.report.data or "", now=now())
        return _way_on(event_slug, import_id, asked, go)

    if (done := form.perform(keep)) is not None:
        return done
    form.report.data = mark_of_report(report)
    return _show(one, event_slug, report, asked, form)


def _show(
    one: ProgrammeImport, event_slug: str, report: Report, asked: Sifting, form: TicksForm
) -> ResponseReturnValue:  # fmt: skip
    possible, ticked = choosable(report.items), ticked_items(one, report)
    marks = {mark_of(item) for item in ticked}
    return page(
        **frame_of(one, event_slug), **list_values(report, asked, _address_in(event_slug)),
        **_fresh_values(possible), possible=len(possible),
        **_known_values(one, report), form=form, report=report, ticked=len(ticked), fallen=len(set(one.ticked) - marks),
        marks=marks | set(form.marks),
        listed=len(choosable(asked.sift(report.items))), action=asked.at(links.organise_import(event_slug, one.id)),
    )  # fmt: skip


def _address_in(event_slug: str) -> AddressOf:
    """Where a session of the event stands, and somebody whom not every organiser may look up."""
    may_see_people = may(Permission.EDIT_PEOPLE)

    def address(thing: Thing, one: Candidate) -> str:
        if thing is Thing.SESSION:
            return links.organise_session(event_slug, one.slug)
        return links.organise_person(one.slug) if may_see_people else ""

    return address


def _fresh_values(possible: list[ReportItem]) -> dict[str, Any]:
    """How many of the items are taken if nobody says more, and in words how many are not."""
    fresh = sum(item.fate in FRESH for item in possible)
    kept = ngettext("%(num)s item differs from the file and stays as it is here, unless it is overwritten.",
                    "%(num)s items differ from the file and stay as they are here, unless they are overwritten.",
                    len(possible) - fresh)  # fmt: skip
    return {"fresh": fresh, "kept_words": kept if len(possible) > fresh else ""}


def _known_values(one: ProgrammeImport, report: Report, refused_slug: str = "") -> dict[str, Any]:
    """The event that is here already, where a file would make one of the same programme or address; else None."""
    if one.event is not None:
        return {"known": None}
    if refused_slug and (taken := find_event(refused_slug)):
        return _known(taken, _("%(title)s has this address.", title=taken.title))
    event = find_event_of_file(report)
    if event is None:
        return {"known": None}
    return _known(event, _("This seems to be the programme of %(title)s, which is here already.", title=event.title))


def _known(event: Event, why: str) -> dict[str, Any]:
    return {"known": {"title": event.title, "why": why, "url": links.organise_imports(event.slug)}}


def _ticks(report: Report, asked: Sifting, form: TicksForm, go: str) -> tuple[set[str], set[str]]:
    """The marks of what was shown, and of what of it is ticked; a button ticks or unticks all pages of the list."""
    listed = asked.sift(report.items)
    if go in (ALL, NONE):
        every = {mark_of(item) for item in listed}
        return every, every if go == ALL else set()
    return {mark_of(item) for item in asked.page_of(listed)}, set(form.marks)


def _way_on(event_slug: str, import_id: int, asked: Sifting, go: str) -> str:
    """Where a button leads: to what it names as an address would, to the choice, or back to the same page."""
    if go == CHOOSE:
        return links.organise_import_choice(event_slug, import_id)
    if go == FILTER:
        asked = sifting({**request.form.to_dict(), "show": asked.sent["show"]})
    elif go not in (STAY, ALL, NONE):
        asked = sifting(dict(parse_qsl(go)))
    return asked.at(links.organise_import(event_slug, import_id))


@route(blueprint, "<id:import_id>/choice/")
@requires(Permission.EDIT_PROGRAMME)
def show(import_id: int, event_slug: str = "") -> ResponseReturnValue:
    """What to take of the report: everything, what is ticked in it, or the rest; how many of how many that is."""
    one, back = import_of(event_slug, import_id), links.organise_import(event_slug, import_id)
    report = report_of(one) if one.state is ImportState.REPORTED else None
    if report is None or not choosable(report.items):
        answer = find_first_answer()
        return redirect(answer.location if answer else back, SEE_OTHER)
    return _choice(one, event_slug, report, ticked_items(one, report), back)


def _choice(
    one: ProgrammeImport, event_slug: str, report: Report, ticked: list[ReportItem], back: str
) -> ResponseReturnValue:  # fmt: skip
    possible, questions, import_id = choosable(report.items), questions_of(report), one.id
    proposed = report.proposed if one.event is None and report.proposed.is_needed else None
    fresh = [item for item in possible if item.fate in FRESH]
    form = choice_form(proposed, questions, len(possible), len(fresh), len(ticked))

    def choose() -> tuple[str, str]:
        choices = choices_of(form, possible=possible, ticked=ticked, questions=questions, zone=report.proposed.zone)
        choose_items(import_of(event_slug, import_id), choices, actor=get_account(), now=now())
        every = possible if choices.overwrite else fresh
        number = len(every) if choices.keys is None else len(choices.keys)
        return back, _("Taken: %(number)s of %(total)s.", number=f"{number:,}", total=f"{len(possible):,}")

    if (done := form.perform(choose)) is not None:
        return done
    form.seen.data = seen_mark(one)
    return page(**frame_of(one, event_slug), form=form, proposed=proposed, **_question_values(questions, possible),
                proposed_zone=zones.clock_words(report.proposed.zone), possible=len(possible), has_ticks=bool(ticked),
                **_fresh_values(possible), **_known_values(one, report, _refused_slug(form)))  # fmt: skip


def _refused_slug(form: Form) -> str:
    """The address that was typed for a new event, where it was refused."""
    return str(form.slug.data or "") if "slug" in form and form.slug.errors else ""


def _question_values(questions: list[ReportItem], possible: list[ReportItem]) -> dict[str, Any]:
    """The fields that ask which of ours people and sessions are, and whether something may be kept as it is here."""
    names = [(item.thing, name_of_question(number, item)) for number, item in enumerate(questions)]
    people, sessions = ([name for thing, name in names if thing is kind] for kind in (Thing.PERSON, Thing.SESSION))
    kept = [change.field for item in possible for change in item.kept]
    return {"people": people, "sessions": sessions, "has_kept": bool(sessions or kept), "keeps_address": EMAIL in kept}
