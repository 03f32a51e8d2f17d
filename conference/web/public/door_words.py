"""What a door says: answers to scans, people in a list, what the door is for."""

from typing import Any

from conference.core import zones
from conference.core.words import _
from conference.domain.attendance.models import Door
from conference.domain.attendance.queries import DoorPerson, Heard, span_of_door
from conference.domain.attendance.rules import Answer

TONES = {Answer.CAME_IN: "good", Answer.HERE_ALREADY: "warn", Answer.UNDONE: "warn"}


def door_words(door: Door) -> str:
    """What a door is for: the whole event, a day, or a session."""
    if door.session is not None:
        return _("For the session “%(title)s”", title=door.session.title)
    if door.day is not None:
        return _("For %(day)s only", day=zones.date_words(door.day))
    return _("For all days")


def title_of(answer: Answer) -> str:
    """An answer in one or two words, large."""
    return {
        Answer.CAME_IN: _("Came in"),
        Answer.HERE_ALREADY: _("Was here already"),
        Answer.WAITING: _("No place"),
        Answer.CANCELLED: _("No place"),
        Answer.ONLINE: _("No place here"),
        Answer.OTHER_DAY: _("Another day"),
        Answer.UNKNOWN: _("Unknown ticket"),
        Answer.UNDONE: _("Taken back"),
    }[answer]


def text_of(answer: Answer, door: Door, time: str, by: str) -> str:
    """An answer in a sentence; `time` and `by`: when and at which door the person came in first."""
    return {
        Answer.CAME_IN: "",
        Answer.HERE_ALREADY: _("Came in at %(time)s, at “%(door)s”.", time=time, door=by),
        Answer.WAITING: _("This person has no place yet."),
        Answer.CANCELLED: _("This registration was cancelled, or has expired."),
        Answer.ONLINE: _("This person has a place online."),
        Answer.OTHER_DAY: _("This door is for %(days)s.", days=zones.days_words(*span_of_door(door))),
        Answer.UNKNOWN: _("No ticket of this event has this key. Please look for the name."),
        Answer.UNDONE: _("An organiser has taken this entry back."),
    }[answer]


def tone_of(answer: Answer) -> str:
    """The tone of an answer, as `page.notice` has them."""
    return TONES.get(answer, "bad")


def answer_values(heard: Heard, door: Door) -> dict[str, Any]:
    """What the panel of an answer shows."""
    time = zones.time_words(heard.first_at, door.event.zone) if heard.first_at else ""
    return {
        "title": title_of(heard.answer), "tone": tone_of(heard.answer), "name": heard.name,
        "organisation": heard.organisation, "text": text_of(heard.answer, door, time, heard.first_door),
    }  # fmt: skip


def all_answers(door: Door) -> list[dict[str, str]]:
    """Every answer for a script, which puts time and door in the place of {time} and {door}."""
    found = [
        {"answer": one.value, "title": title_of(one), "tone": tone_of(one),
         "text": text_of(one, door, "{time}", "{door}")}
        for one in Answer
    ]  # fmt: skip
    missing = _("This ticket is not on the list of this phone. It is looked up as soon as there is network.")
    return [*found, {"answer": "not listed", "title": title_of(Answer.UNKNOWN), "tone": "bad", "text": missing}]


def person_values(person: DoorPerson, door: Door) -> dict[str, Any]:
    """One person in a list: with a button where they may come in, else with why not."""
    is_here = person.came_at is not None
    time = zones.time_words(person.came_at, door.event.zone) if person.came_at else ""
    may_come = person.answer is Answer.CAME_IN and not is_here
    note = _("Came in at %(time)s", time=time) if is_here else "" if may_come else title_of(person.answer)
    return {"id": person.registration_id, "name": person.name, "organisation": person.organisation,
            "may_come": may_come, "note": note}  # fmt: skip
