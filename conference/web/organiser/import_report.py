"""The report of an import as a page shows it: its groups, what a filter in the address leaves, the rows."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from conference.core.text import fold
from conference.core.words import _, ngettext
from conference.domain.exchange.queries import mark_of
from conference.domain.exchange.rules import (
    MOST_QUESTIONS,
    TAKEN,
    Candidate,
    Fate,
    Outcome,
    Report,
    ReportItem,
    ShownChange,
    Thing,
    counts_of,
    thing_words,
)
from conference.formats.programmes.values import Kind, Oddity
from conference.web.organiser.listing import chosen, options_of
from conference.web.organiser.paging import Paging, page_number

AddressOf = Callable[[Thing, Candidate], str]  # "" where there is none for who looks
PAGE_SIZE = 100
MOST_ODD = 5  # about one item, in the list
ODD = "odd"
TONES = {Fate.NEW: "good", Fate.CHANGED: "accent", Fate.KEPT: "warn", Fate.REFUSED: "bad", Fate.MISSING: "warn"}


def fate_labels() -> dict[Fate, str]:
    """The heads of the groups."""
    return {
        Fate.NEW: _("New"), Fate.CHANGED: _("Changed"), Fate.KEPT: _("Kept as it is here"),
        Fate.REFUSED: _("Refused"), Fate.MISSING: _("Missing from the file"), Fate.SAME: _("The same"),
    }  # fmt: skip


@dataclass(frozen=True)
class Sifting:
    """What the address asks for; without a fate all that an import could take or refuses."""

    fate: Fate | None
    thing: Thing | None
    search: str
    is_odd: bool
    page: int

    @property
    def sent(self) -> dict[str, str]:
        """As it stands in the address, without the page."""
        return {"show": ODD if self.is_odd else (self.fate or ""), "thing": self.thing or "", "search": self.search}

    def query(self, page: int | None = None) -> str:
        """The same as the query of an address, of this page or another."""
        number = page or self.page
        sent = {**self.sent, "page": "" if number == 1 else str(number)}
        return urlencode({name: value for name, value in sent.items() if value})

    def at(self, address: str) -> str:
        """The address of the list with all that is asked for."""
        return f"{address}{'?' if self.query() else ''}{self.query()}#list"

    def sift(self, items: Sequence[ReportItem]) -> list[ReportItem]:
        """Those of the items that are asked for, in their order."""
        wanted, words = (self.fate,) if self.fate else (*TAKEN, Fate.REFUSED, Fate.MISSING), fold(self.search)
        return [item for item in items
                if item.fate in wanted and self.thing in (None, item.thing) and words in fold(item.name)]  # fmt: skip

    def page_of(self, listed: Sequence[ReportItem]) -> Sequence[ReportItem]:
        """Those of the list that stand on the page that is asked for; none where oddities are."""
        first = (self.page - 1) * PAGE_SIZE
        return () if self.is_odd else listed[first : first + PAGE_SIZE]


def sifting(sent: Mapping[str, str]) -> Sifting:
    """What is asked for, as it stands in an address."""
    is_odd = sent.get("show") == ODD
    return Sifting(chosen(Fate, "show", sent), chosen(Thing, "thing", sent), sent.get("search", "")[:100], is_odd,
                   page_number(sent.get("page", "")))  # fmt: skip


def questions_of(report: Report) -> list[ReportItem]:
    """People and sessions of the file that may be one of ours: of each at most 200 are asked about."""
    asked = [item for item in report.items if item.candidates]
    return [item for thing in Thing for item in [one for one in asked if one.thing is thing][:MOST_QUESTIONS]]


def list_values(report: Report, asked: Sifting, address: AddressOf) -> dict[str, Any]:
    """What the page shows of the report: the summary, and the list that the filter leaves.

    `address` gives that of something of ours that an item may be.
    """
    columns, counts = _counts(report)
    listed = asked.sift(report.items)
    paging = Paging(asked.page, len(report.oddities if asked.is_odd else listed), PAGE_SIZE)
    odd = odd_of(report)
    rows = (_page_of_oddities(report.oddities, paging) if asked.is_odd else
            [_row(one, odd.get(one.key, ()), address) for one in asked.page_of(listed)])  # fmt: skip
    return {
        "columns": columns, "counts": counts, "rows": rows, "paging": paging, "is_odd": asked.is_odd,
        "query": asked.query, "tabs": _tabs(report, asked), "filters": _filters(asked),
        "is_filtered": bool(asked.thing or asked.search), "show": asked.sent["show"],
    }  # fmt: skip


def odd_of(report: Report) -> dict[str, list[str]]:
    """By the key of an item, what is odd about it alone: it stands at the place of the item in the file.

    Where sessions and people have one place, what is odd there is the session's.
    """
    found: dict[str, list[str]] = defaultdict(list)
    keys = {item.place: item.key for thing in (Thing.PERSON, Thing.SESSION) for item in report.items
            if item.thing is thing and item.place}  # fmt: skip
    for one in report.oddities:
        if one.place in keys and one.number == 1:
            found[keys[one.place]].append(one.sentence)
    return found


def _counts(report: Report) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The columns and rows of the summary: how many of each thing are new, changed and so on."""
    counts = counts_of(report.items)
    fates = [fate for fate in fate_labels() if any(fate in each for each in counts.values())]
    columns = [{"key": "thing", "label": _("What")},
               *({"key": fate.value, "label": fate_labels()[fate], "kind": "number"} for fate in fates)]  # fmt: skip
    rows = [{"thing": _things(thing), **{fate.value: f"{each.get(fate, 0):,}" for fate in fates}}
            for thing, each in counts.items()]  # fmt: skip
    return columns, rows


def _things(thing: Thing) -> str:
    return {Thing.ROOM: _("Rooms"), Thing.THEME: _("Themes"), Thing.FORMAT: _("Formats"), Thing.PERSON: _("People"),
            Thing.SESSION: _("Sessions")}[thing]  # fmt: skip


def _tabs(report: Report, asked: Sifting) -> list[dict[str, Any]]:
    """The groups as tabs, each with its number; those without items are left away."""
    numbers = {fate: sum(item.fate is fate for item in report.items) for fate in fate_labels()}
    tabs = [(_("All but the same"), "", len(Sifting(None, None, "", False, 1).sift(report.items)))]
    tabs += [(label, fate.value, numbers[fate]) for fate, label in fate_labels().items() if numbers[fate]]
    tabs += [(_("Odd"), ODD, len(report.oddities))] if report.oddities else []
    here = asked.sent["show"]
    return [{"label": label, "note": f"{number:,}", "is_current": value == here,
             "to": urlencode({"show": value})} for label, value, number in tabs]  # fmt: skip


def _filters(asked: Sifting) -> list[dict[str, Any]]:
    """The fields of the filter below the tabs."""
    things = {thing: _things(thing) for thing in Thing}
    return [{"name": "thing", "label": _("What"), "options": options_of(things, asked.thing)},
            {"name": "search", "label": _("Name or title"), "value": asked.search}]  # fmt: skip


def _row(item: ReportItem, odd: Sequence[str], address: AddressOf) -> dict[str, Any]:
    further = len(odd) - MOST_ODD
    more = [ngettext("%(num)s more thing is odd.", "%(num)s more things are odd.", further)] if further > 0 else []
    return {
        "mark": mark_of(item), "name": item.name,
        "what": ", ".join(filter(None, [thing_words(item.thing), item.place])),
        "fate": fate_labels()[item.fate], "tone": TONES.get(item.fate, "neutral"), "may_be_taken": item.fate in TAKEN,
        "changes": [_change(one) for one in item.changes], "kept": [_change(one) for one in item.kept],
        "notes": list(item.notes), "odd": [*odd[:MOST_ODD], *more], **_alike(item, address),
    }  # fmt: skip


def _alike(item: ReportItem, address: AddressOf) -> dict[str, Any]:
    """What of ours it may be; which of them it is, is asked before anything is imported."""
    words = {
        Thing.PERSON: _("Of nearly this name, and asked about:"),
        Thing.SESSION: _("Of this title, and asked about:"),
    }
    return {"alike_words": words.get(item.thing, ""),
            "alike": [{"text": one.name, "url": address(item.thing, one)} for one in item.candidates]}  # fmt: skip


def _change(change: ShownChange) -> dict[str, str]:
    return {"field": change.words, "before": _quoted(change.before), "after": _quoted(change.after)}


def _quoted(words: str) -> str:
    return _("“%(words)s”", words=words) if words else _("nothing")


def _page_of_oddities(oddities: Sequence[Oddity], paging: Paging) -> list[dict[str, str]]:
    """The rows of a page of oddities; the place is the path of the element, or the row."""
    shown = oddities[paging.offset : paging.offset + PAGE_SIZE]
    return [{"place": one.place or _("the file"), "kind": _kind(one.kind), "what": one.sentence} for one in shown]


def _kind(kind: Kind) -> str:
    return _(kind.value).capitalize()


def outcome_values(outcome: Outcome) -> dict[str, Any]:
    """What an import has done, a sentence each."""
    sentences = [_counted(Thing(thing), number, is_new=True) for thing, number in outcome.new.items() if number]
    sentences += [_counted(Thing(thing), number, is_new=False) for thing, number in outcome.changed.items() if number]
    if outcome.kept:
        sentences.append(ngettext("%(num)s item is kept in part or whole as it is.",
                                  "%(num)s items are kept in part or whole as they are.", outcome.kept))  # fmt: skip
    return {"sentences": sentences or [_("Everything was here already; nothing has changed.")], "notes": outcome.notes}


def where_it_is(outcome: Outcome, event: str, readers: str) -> str:
    """Where what was chosen is now, and when readers see it; `event`: its name, "" where the file is of people only."""
    if not event:
        words = _("What was chosen is here.")
    elif is_of_people(outcome):
        words = _("The people are here for the whole site; no session of %(event)s has changed.", event=event)
    else:
        words = _("What was chosen is in the draft of %(event)s. %(readers)s", event=event, readers=readers)
    if not {Thing.PERSON.value, Thing.ROOM.value} & outcome.changed.keys():
        return words
    return f"{words} {_('What has changed about people and rooms, readers see at once.')}"


def is_of_people(outcome: Outcome) -> bool:
    """Whether an import did something, and to people only."""
    return {*outcome.new, *outcome.changed} == {Thing.PERSON.value}


def _counted(thing: Thing, number: int, *, is_new: bool) -> str:
    words = {
        Thing.ROOM: ngettext("%(num)s room", "%(num)s rooms", number),
        Thing.THEME: ngettext("%(num)s theme", "%(num)s themes", number),
        Thing.FORMAT: ngettext("%(num)s format", "%(num)s formats", number),
        Thing.PERSON: ngettext("%(num)s person", "%(num)s people", number),
        Thing.SESSION: ngettext("%(num)s session", "%(num)s sessions", number),
    }[thing]
    return _("%(count)s: new", count=words) if is_new else _("%(count)s: changed", count=words)
