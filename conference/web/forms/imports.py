"""Forms of an import: the file, how to read it, what of it to take."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import BooleanField, FileField, HiddenField, SelectField

from conference.core.errors import Invalid
from conference.core.text import SLUG_LENGTH
from conference.core.words import _, ngettext
from conference.core.zones import to_local, to_utc, zone_of
from conference.domain.exchange.rules import (
    Asked,
    Choices,
    NewEvent,
    ProposedEvent,
    ReportItem,
    Thing,
    check_columns,
)
from conference.formats.programmes.how_to_read import Column, HowToRead
from conference.web.forms.base import Form
from conference.web.forms.fields import line, local_time, one_of, options

EVERYTHING, TICKED, OTHERS = "everything", "ticked", "others"
MONTHS_FIRST = {"": None, "day": False, "month": True}


class UploadForm(Form):
    """A file, which is read by the worker later."""

    file = FileField(_("File"))

    @property
    def name(self) -> str:
        """The name of the file, as the browser says it."""
        return str(getattr(self.file.data, "filename", "") or "")

    @property
    def data(self) -> bytes:
        """What is in the file. Raises Invalid where none was chosen."""
        if not self.name:
            raise Invalid(_("Please choose a file."), "file")
        self.file.data.seek(0)  # a deed may run twice
        found: bytes = self.file.data.read()
        return found


class AnswersForm(Form):
    """How a file is to be read. Columns are added by `answers_form`."""

    sheet = SelectField(_("Sheet"))
    zone = line(_("Time zone"), 60, description=_("An IANA name such as Europe/London. Times that carry no zone are "
                                                  "read in it."))  # fmt: skip
    months_first = one_of(_("A day such as 9/8/2022 is"), [
        ("", _("not known: 9 August is taken, and it is said")), ("day", _("9 August")),
        ("month", _("September 8")),
    ])  # fmt: skip
    ignores_offsets = BooleanField(
        _("Times are as the clock on the wall shows them, whatever zone they carry"),
        description=_("For files whose times are known to be off by some hours."),
    )
    columns: Sequence[Any] = ()

    def how(self, before: HowToRead) -> HowToRead:
        """What was answered. Raises Invalid for a zone that is none, and for columns that do not make a table."""
        zone = zone_of(self.zone.data).key
        sheet = (self.sheet.data or "") if "sheet" in self else before.sheet
        columns = {one.label.text: Column(one.data) for one in self.columns if one.data}
        if self.columns and sheet == before.sheet:
            check_columns(columns)
        return HowToRead(
            zone=zone, believes_offsets=not self.ignores_offsets.data, sheet=sheet,
            columns=columns if self.columns and sheet == before.sheet else None,
            months_first=MONTHS_FIRST[self.months_first.data] if "months_first" in self else before.months_first,
        )  # fmt: skip


def answers_form(asked: Asked, how: HowToRead) -> AnswersForm:
    """The form for a file: with a choice for each column of a table, and for the sheets of a workbook."""
    meanings = [("", _("Leave it out")), *((column.value, _(column.value).capitalize()) for column in Column)]
    known = how.columns if how.columns is not None else asked.guessed
    fields: dict[str, Any] = {
        f"column_{number}": SelectField(
            heading, choices=options(meanings), default=known[heading].value if heading in known else "",
            description=_examples(asked, number),
        )
        for number, heading in enumerate(asked.headings)
    }  # fmt: skip
    form: AnswersForm = type("AnswersOfTableForm", (AnswersForm,), fields)(data=_answers_before(how))
    form.columns = [form[name] for name in fields]
    if not asked.day:
        del form.months_first
    if len(asked.sheets) > 1:
        form.sheet.choices = options((name, name) for name in asked.sheets)
    else:
        del form.sheet
    return form


def _answers_before(how: HowToRead) -> dict[str, Any]:
    order = next(said for said, is_so in MONTHS_FIRST.items() if is_so is how.months_first)
    return {"sheet": how.sheet, "zone": how.zone, "months_first": order, "ignores_offsets": not how.believes_offsets}


def _examples(asked: Asked, number: int) -> str:
    found = [row[number] for row in asked.rows if number < len(row) and row[number].strip()][:2]
    return _("Such as: %(examples)s", examples=" | ".join(found)) if found else _("Empty in the first rows")


class TicksForm(Form):
    """The ticks in the list of a report, on one of its pages; `report` is the mark of the report that was shown."""

    report = HiddenField()

    @property
    def marks(self) -> list[str]:
        """The marks of what is ticked."""
        return request.form.getlist("mark")


class ChoiceForm(Form):
    """What of a report is to be imported; `seen` is the mark of the report and of its ticks as they were shown."""

    seen = HiddenField()
    what = one_of(_("What to import"), [], radios=True)
    overwrite = BooleanField(_("Also overwrite what is kept as it is here"))
    are_here = BooleanField(_("Where only one session of its title is here, it is that one"))

    def keys_of(self, possible: Sequence[ReportItem], ticked: Sequence[ReportItem]) -> frozenset[str] | None:
        """The keys of the items that are chosen, None for all."""
        what = self.what.data if "what" in self else EVERYTHING
        every, some = ({item.key for item in items} for items in (possible, ticked))
        return {EVERYTHING: None, TICKED: frozenset(some), OTHERS: frozenset(every - some)}[what]


class EventChoiceForm(ChoiceForm):
    """The same for a file that makes an event."""

    title = line(_("Title of the event"), 200)
    slug = line(_("Address"), SLUG_LENGTH, description=_("The part of the address that names it, such as soc22."))
    starts = local_time(_("Starts"), required=True)
    ends = local_time(_("Ends"), required=True)

    def event(self, zone: str) -> NewEvent:
        """The event to make; times are read in the zone. Raises Invalid for a time that a clock change skips."""
        return NewEvent(self.title.data, self.slug.data, zone, to_utc(self.starts.data, zone, "starts"),
                        to_utc(self.ends.data, zone, "ends"))  # fmt: skip


def choice_form(
    proposed: ProposedEvent | None, questions: Sequence[ReportItem], possible: int, fresh: int, ticked: int
) -> ChoiceForm:
    """The form for a report: with the event to make where one is proposed, and what of ours things of the file are.

    `possible` is how many items can be imported at all, `fresh` how many of them without overwriting anything,
    `ticked` how many of them are ticked in the report.
    """
    fields = {name_of_question(number, item): _question(item) for number, item in enumerate(questions)}
    kind = EventChoiceForm if proposed is not None else ChoiceForm
    form: ChoiceForm = type("ChoiceOfReportForm", (kind,), fields)(data=_proposal(proposed, ticked))
    if len(_of_one_session(questions)) < 2:
        del form.are_here
    if not ticked:
        del form.what
        return form
    form.what.choices = [
        (TICKED, _("What is ticked in the report, with all that it names: %(count)s", count=_items(ticked, possible))),
        (OTHERS, _("Everything but that: %(count)s", count=_items(possible - ticked, possible))),
        (EVERYTHING, _("Everything that is new or changed: %(count)s", count=_items(fresh, possible))),
    ]
    return form


def name_of_question(number: int, item: ReportItem) -> str:
    """The name of the field that asks which of ours an item is, by its place among the questions."""
    return f"{item.thing}_{number}"


def _question(item: ReportItem) -> SelectField:
    nobody = _("Somebody new") if item.thing is Thing.PERSON else _("A new session")
    known = [(one.id, one.name) for one in item.candidates]
    return SelectField(item.name, default="", description=item.place, choices=options([("", nobody), *known]))


def _items(number: int, total: int) -> str:
    return ngettext("%(num)s of %(total)s item", "%(num)s of %(total)s items", total, num=f"{number:,}",
                    total=f"{total:,}")  # fmt: skip


def _proposal(proposed: ProposedEvent | None, ticked: int) -> dict[str, Any]:
    values: dict[str, Any] = {"what": TICKED if ticked else EVERYTHING}
    if proposed is None:
        return values
    starts, ends = (to_local(at, proposed.zone).replace(tzinfo=None) if at else None
                    for at in (proposed.starts_at, proposed.ends_at))  # fmt: skip
    return {**values, "title": proposed.title, "slug": proposed.slug, "starts": starts, "ends": ends}


def same_as(form: ChoiceForm, questions: Sequence[ReportItem]) -> dict[str, int]:
    """By key, what of ours people and sessions of the file were said to be."""
    answers = {item.key: form[name_of_question(number, item)].data for number, item in enumerate(questions)}
    chosen = {key: int(answer) for key, answer in answers.items() if answer}
    others = _of_one_session(questions) if "are_here" in form and form.are_here.data else {}
    return {**{key: known for key, known in others.items() if known not in chosen.values()}, **chosen}


def _of_one_session(questions: Sequence[ReportItem]) -> dict[str, int]:
    """By key, the sessions that may be one of ours alone, which no other of them may be."""
    found = {item.key: item.candidates[0].id for item in questions
             if item.thing is Thing.SESSION and len(item.candidates) == 1}  # fmt: skip
    times = Counter(found.values())
    return {key: known for key, known in found.items() if times[known] == 1}


def choices_of(
    form: ChoiceForm, *, possible: Sequence[ReportItem], ticked: Sequence[ReportItem], questions: Sequence[ReportItem],
    zone: str,
) -> Choices:  # fmt: skip
    """All that was chosen. Raises Invalid as `EventChoiceForm.event`."""
    return Choices(
        keys=form.keys_of(possible, ticked), overwrite=bool(form.overwrite.data), same_as=same_as(form, questions),
        event=form.event(zone) if isinstance(form, EventChoiceForm) else None, seen=form.seen.data or "none",
    )  # fmt: skip
