"""The report of a plan: every value in words, every reference by its name. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from conference.core.words import _
from conference.core.zones import moment_words
from conference.domain.exchange.rules.deciding import EMAIL, Difference, Item
from conference.domain.exchange.rules.known import Held, Known, Ref
from conference.domain.exchange.rules.left_out import left_out
from conference.domain.exchange.rules.oddities import oddities_of_plan
from conference.domain.exchange.rules.planning import Plan
from conference.domain.exchange.rules.reports import Candidate, ProposedEvent, Report, ReportItem, ShownChange
from conference.domain.exchange.rules.states import Thing
from conference.formats.programmes.values import Programme

SHOWN_LETTERS = 300
REFERS_TO = {"room": Thing.ROOM, "theme": Thing.THEME, "format": Thing.FORMAT}


def report_of_plan(plan: Plan, programme: Programme, held: Held, proposed: ProposedEvent) -> Report:
    """The plan in words."""
    names: dict[tuple[Thing, Ref], str] = {}
    for thing in (Thing.ROOM, Thing.THEME, Thing.FORMAT, Thing.PERSON):
        names.update({(thing, known.id): known.name for known in held.of(thing).values()})
    names.update({(item.thing, item.ref): item.name for item in plan.items if item.target is None})
    items = tuple(_shown_item(item, names, held) for item in plan.items)
    return Report(programme.format.value, proposed, items, oddities_of_plan(plan, programme, held),
                  left_out(programme, held.home))  # fmt: skip


def _shown_item(item: Item, names: Mapping[tuple[Thing, Ref], str], held: Held) -> ReportItem:
    return ReportItem(
        item.key, item.thing, item.fate, item.name, item.place, notes=item.notes,
        changes=tuple(_shown(one, names, held.zone) for one in item.changes),
        kept=tuple(_shown(one, names, held.zone) for one in item.kept),
        candidates=tuple(_candidate(held.of(item.thing)[one], held.zone) for one in item.candidates),
    )  # fmt: skip


def _candidate(known: Known, zone: str) -> Candidate:
    """With the start of a session, by which those of one title are told apart."""
    starts_at = known.fields.get("starts_at")
    when = moment_words(datetime.fromisoformat(starts_at), zone) if starts_at else ""
    return Candidate(known.id, ", ".join(filter(None, [known.name, when])), known.slug)


def _shown(change: Difference, names: Mapping[tuple[Thing, Ref], str], zone: str) -> ShownChange:
    if change.field == EMAIL:  # reports are kept, and read by who may not see addresses
        given = _("another address") if change.before else _("an address")
        return ShownChange(change.field, field_words(change.field), _("an address") if change.before else "", given)
    before, after = (_cut(_words(change.field, value, names, zone)) for value in (change.before, change.after))
    return ShownChange(change.field, field_words(change.field), before, after)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_LETTERS else f"{text[: SHOWN_LETTERS - 1].rstrip()}…"


def _words(name: str, value: Any, names: Mapping[tuple[Thing, Ref], str], zone: str) -> str:
    if value is None or value == []:
        return ""
    if name in REFERS_TO:
        return names.get((REFERS_TO[name], value), "")
    if name == "starts_at":
        return moment_words(datetime.fromisoformat(value), zone)
    if name in {"people", "posts"}:
        return "; ".join(_person_words(row, names, name) for row in value)
    if isinstance(value, list):
        return "; ".join(one[0] if isinstance(one, list) else one for one in value)
    return str(value)


def _person_words(row: list[Any], names: Mapping[tuple[Thing, Ref], str], name: str) -> str:
    who = names.get((Thing.PERSON, row[0]), "")
    if name == "posts":
        return ", ".join(filter(None, [who, *row[2:]]))
    return f"{who} ({row[1]})"


def field_words(name: str) -> str:
    """A field of an item in words."""
    return {
        "name": _("Name"), "capacity": _("Seats"), "directions": _("Directions"), "job_title": _("Job title"),
        "affiliation": _("Affiliation"), "email": _("E-mail address"), "biography": _("Biography"),
        "aliases": _("Further names"),
        "title": _("Title"), "state": _("State"), "abstract": _("Text"), "code": _("Code"),
        "language": _("Language"), "mode": _("How one takes part"), "format": _("Format"), "starts_at": _("Start"),
        "minutes": _("Length in minutes"), "room": _("Room"), "theme": _("Theme"),
        "presentations": _("Presentations"), "people": _("People"), "posts": _("Posts on the day"),
    }.get(name, name)  # fmt: skip
