"""Many rows of a table changed or removed at once: which, and to what, stands in the address.

What they become is seen before; only the button below it does anything.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic
from urllib.parse import parse_qsl

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from conference.core.errors import Invalid
from conference.core.many import ManyChange, Removal, Seen
from conference.core.words import _, ngettext
from conference.domain.events.models import Event
from conference.web.forms.many import PREFIX, Choices, ManyChangeForm, ManyForm, many_change_form
from conference.web.organiser.tables.columns import Row, Table
from conference.web.organiser.tables.picks import ALL, PICK
from conference.web.organiser.tables.shown import cell
from conference.web.organiser.tables.sifting import sifted
from conference.web.organiser.tables.wanted import Wanted, wanted_of
from conference.web.responses import page

MOST_ASKED = 100_000  # letters of what a page was asked


@dataclass(frozen=True)
class Many(Generic[Row]):
    """The rows of a table, and what can be done to many of them: `form` asks what they become (None: they go).

    `address` is that of the table. `number` is what a tick sends, `facts` the record that the change is made for.
    `choices` are values and labels of the form's selects; `notes` says what follows for a row that changes.
    """

    table: Table[Row]
    rows: Sequence[Row]
    address: str
    number: Callable[[Row], int]
    facts: Callable[[Row], Any]
    form: type[ManyChangeForm] | None = None
    choices: Choices = field(default_factory=dict)
    notes: Callable[[Any, Row], Iterable[str]] = lambda _change, _row: ()


@dataclass(frozen=True)
class Asked(Generic[Row]):
    """What an address asks for: which rows, and what becomes of them; `kept` is what it says of the rows."""

    many: Many[Row]
    rows: Sequence[Row]
    wanted: Wanted
    form: ManyChangeForm | None
    kept: Sequence[tuple[str, str]]

    @property
    def change(self) -> Any:
        """What becomes of them."""
        return self.form.change if self.form is not None else Removal()

    @property
    def is_to_be_done(self) -> bool:
        """Whether it says what becomes of which rows, and that can be."""
        is_good = self.form is None or self.form.validate()
        return bool(self.rows and is_good and self.change.wanted)

    @property
    def back(self) -> str:
        """The table as it was when the rows were chosen."""
        query = self.wanted.query()
        return f"{self.many.address}?{query}" if query else self.many.address


def many_page(
    many_of: Callable[[], Many[Row]], deed: Callable[[Any, Seen], int], *, title: str, lead: str,
    afterwards: str = "", event: Event | None = None,
) -> ResponseReturnValue:  # fmt: skip
    """Ask what becomes of many rows, show what each is and would be, and do it.

    `many_of` reads the rows, again after a refusal; `deed` changes those with these marks, and says how many were
    changed; `afterwards` is a sentence behind that. The template extends `organiser/many_page.html`.
    """
    form = ManyForm()
    query = (form.asked.data if form.is_submitted() else request.query_string.decode("ascii", "replace")) or ""
    asked = _asked(many_of(), query)

    def do() -> tuple[str, str]:
        if not asked.is_to_be_done:
            raise Invalid(_("Please say what becomes of which rows."))
        return asked.back, f"{_done_words(asked, deed(asked.change, form.marks))} {afterwards}".strip()

    if (done := form.perform(do)) is not None:
        return done
    if form.is_submitted():  # what was read before is not what stands there after a refusal
        asked = _asked(many_of(), query)
    form.asked.data = query
    return page(form=form, event=event, title=title, lead=lead, here=request.path, **_values(asked, form))


def _done_words(asked: Asked[Any], count: int) -> str:
    counted = asked.many.table.counted(count)
    if asked.form is None:
        return ngettext("%(counted)s is gone.", "%(counted)s are gone.", count, counted=counted)
    return ngettext("%(counted)s is changed.", "%(counted)s are changed.", count, counted=counted)


def _asked(many: Many[Row], query: str) -> Asked[Row]:
    sent: MultiDict[str, str] = MultiDict(parse_qsl(query[:MOST_ASKED]))
    wanted, picked = wanted_of(many.table, sent.to_dict(flat=False)), set(sent.getlist(PICK))
    rows = (sifted(many.table, many.rows, wanted) if sent.get(ALL)
            else [row for row in many.rows if str(many.number(row)) in picked])  # fmt: skip
    form = many_change_form(many.form, sent, many.choices) if many.form else None
    kept = [(name, value) for name, value in sent.items(multi=True) if not name.startswith(PREFIX)]
    return Asked(many, rows, wanted, form, kept)


def _values(asked: Asked[Any], form: ManyForm) -> dict[str, Any]:
    """What the template takes."""
    many, counted = asked.many, asked.many.table.counted
    steps = [_step(asked, row) for row in asked.rows] if asked.is_to_be_done else []
    changed = [step for step in steps if step.differs and not step.why_not]
    refused, same = [step for step in steps if step.why_not], [step for step in steps if not step.differs]
    form.show_marks({many.number(step.row): step.mark for step in changed})
    return {
        "asking": asked.form, "kept": asked.kept, "back": asked.back, "is_shown": asked.is_to_be_done,
        "counted": counted(len(asked.rows)), "names": [many.table.columns[0].text_of(row) for row in asked.rows],
        "changed": [step.cells for step in changed], "changed_words": counted(len(changed)),
        "refused": refused, "refused_words": counted(len(refused)),
        "same": len(same), "same_words": counted(len(same)), "columns": _columns(asked),
        "notes": list(dict.fromkeys(note for step in changed for note in many.notes(asked.change, step.row))),
    }  # fmt: skip


@dataclass(frozen=True)
class Step(Generic[Row]):
    """What a row is and would be; `cells` by the keys of the page's columns."""

    row: Row
    mark: str
    differs: bool
    why_not: str
    cells: Mapping[str, Any]


def _step(asked: Asked[Row], row: Row) -> Step[Row]:
    change: ManyChange = asked.change
    facts = asked.many.facts(row)
    differences = change.differences(facts)
    why_not = change.why_not(facts) if differences else ""
    return Step(row, change.mark_of(facts), bool(differences), why_not, _cells(asked, row, differences))


def _cells(asked: Asked[Row], row: Row, differences: Mapping[str, tuple[object, object]]) -> dict[str, Any]:
    """What changes stands beside what the row is called; what goes is shown as its table shows it."""
    first, *others = asked.many.table.columns
    if asked.form is None:
        return {one.key: cell(one, row) for one in (first, *others)}
    becomes = {name: _becomes(asked.form, name, *differences[name]) if name in differences else _("As it is")
               for name in asked.change.wanted}  # fmt: skip
    return {first.key: cell(first, row), **becomes}


def _becomes(form: ManyChangeForm, name: str, before: object, after: object) -> str:
    return _("%(before)s, becomes %(after)s", before=form.words_of(name, before) or _("Nothing"),
             after=form.words_of(name, after) or _("Nothing"))  # fmt: skip


def _columns(asked: Asked[Any]) -> list[dict[str, str]]:
    first, *others = asked.many.table.columns
    if asked.form is None:
        shown = [one for one in (first, *others) if one.is_shown]
        return [{"key": one.key, "label": one.heading, "kind": "number" if one.is_number else ""} for one in shown]
    wanted = asked.change.wanted if asked.is_to_be_done else ()
    named = [{"key": one.short_name, "label": one.label.text} for one in asked.form if one.short_name in wanted]
    return [{"key": first.key, "label": first.heading}, *named]
