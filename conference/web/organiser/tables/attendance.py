"""The tables of the door: who came, and every scan."""

from conference import links
from conference.core.words import _, ngettext
from conference.domain.attendance.queries import ComingRow, ScanRow
from conference.domain.attendance.rules import Answer
from conference.domain.events.models import Event
from conference.web.organiser.asking import yes_words
from conference.web.organiser.listing import short_moment
from conference.web.organiser.tables.columns import Column, Filter, Table, yes_or_no


def answer_words(answer: Answer) -> str:
    """What a scan came to, as organisers read it."""
    return {
        Answer.CAME_IN: _("Came in"),
        Answer.HERE_ALREADY: _("Was here already"),
        Answer.WAITING: _("Has no place yet"),
        Answer.CANCELLED: _("Cancelled or expired"),
        Answer.ONLINE: _("Has a place online"),
        Answer.OTHER_DAY: _("On another day than the door is for"),
        Answer.UNKNOWN: _("Unknown ticket"),
        Answer.UNDONE: _("Taken back"),
    }[answer]


def attendance_table(event: Event) -> Table[ComingRow]:
    """Everybody who was expected in person, and who came."""
    return Table(
        "attendance", _("Who came"), _columns_of_people(event),
        lambda number: ngettext("%(num)s person", "%(num)s people", number),
        lambda row: " ".join([row.name, row.email, row.organisation]), _("Name, address or organisation"),
        (yes_or_no("came", _("Came"), _("All"), _("Came"), _("Did not come"), lambda row: row.first_at),),
        of=event.slug,
    )  # fmt: skip


def _columns_of_people(event: Event) -> tuple[Column[ComingRow], ...]:
    return (
        Column("name", _("Name"), lambda row: row.name,
               url=lambda row: links.organise_registration(event.slug, row.registration_id)),
        Column("organisation", _("Organisation"), lambda row: row.organisation),
        Column("email", _("E-mail address"), lambda row: row.email, is_shown=False),
        Column("came", _("Came"), lambda row: yes_words(row.first_at is not None)),
        Column("when", _("First came in"), lambda row: row.first_at,
               words=lambda row: short_moment(event, row.first_at) if row.first_at else ""),
        Column("days", _("Days"), lambda row: row.days or None, is_number=True),
        Column("sessions", _("Sessions with a door"), lambda row: row.sessions or None, is_number=True, is_shown=False),
    )  # fmt: skip


def scans_table(event: Event, doors: dict[int, str], *, may_undo: bool) -> Table[ScanRow]:
    """Every scan of somebody who is known; an entry leads to where it is taken back. `doors` are names by id."""
    return Table(
        "scans", _("Scans"), _columns_of_scans(event, doors, may_undo),
        lambda number: ngettext("%(num)s scan", "%(num)s scans", number),
        lambda row: f"{row.name} {row.organisation}", _("Name or organisation"), (_by_answer(), _by_door(doors)),
        of=event.slug,
    )  # fmt: skip


def _columns_of_scans(event: Event, doors: dict[int, str], may_undo: bool) -> tuple[Column[ScanRow], ...]:
    def undo(row: ScanRow) -> str:
        is_entry = may_undo and row.answer is Answer.CAME_IN
        return links.organise_entry(event.slug, row.scan_id) if is_entry else ""

    def first(row: ScanRow) -> str:
        if row.first_at is None or row.answer is Answer.CAME_IN:
            return ""
        door = doors.get(row.first_door_id or 0, "")
        return _("%(when)s at “%(door)s”", when=short_moment(event, row.first_at), door=door)

    return (
        Column("name", _("Name"), lambda row: row.name, url=undo),
        Column("organisation", _("Organisation"), lambda row: row.organisation),
        Column("when", _("When"), lambda row: row.at, words=lambda row: short_moment(event, row.at)),
        Column("door", _("Door"), lambda row: row.door),
        Column("answer", _("What it came to"), lambda row: answer_words(row.answer)),
        Column("first", _("Was first"), first),
        Column("late", _("Told later"), lambda row: yes_words(row.was_late), is_shown=False),
    )


def _by_answer() -> Filter[ScanRow]:
    options = [(one.name.lower().replace("_", "-"), answer_words(one)) for one in Answer if one is not Answer.UNKNOWN]
    return Filter("answer", _("What it came to"), _("Anything"), options,
                  lambda row: {row.answer.name.lower().replace("_", "-")})  # fmt: skip


def _by_door(doors: dict[int, str]) -> Filter[ScanRow]:
    return Filter("door", _("Door"), _("Any door"), [(name, name) for name in sorted({*doors.values()})],
                  lambda row: {row.door})  # fmt: skip
