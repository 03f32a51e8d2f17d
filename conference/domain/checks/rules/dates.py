"""Dates that cannot be meant: a deadline of another year, things in the wrong order, outside the event. Pure."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from conference.core.words import _
from conference.core.zones import date_words
from conference.domain.checks.rules.days import DayInText, days_in
from conference.domain.checks.rules.facts import Dated, Facts, Slot, Text
from conference.domain.checks.rules.findings import Check, Finding, excerpt_of
from conference.domain.editions.rules.stale.dates import WEEKDAYS

TWELVE_MONTHS = timedelta(days=366)
NEAR = timedelta(days=60)
OF_A_DEADLINE = re.compile(
    r"\b(deadlines?|submit|submissions?|appl(?:y|ications?)|proposals?|closes?|closing|due|register by|early bird)\b",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
LATE_IN_A_MONTH = re.compile(r"(?:29|30|31)(?!\d)")  # other days each month has
LEAP_YEAR = 2000
NUMBER = re.compile(r"\d+$")


def deadlines_of_another_year(facts: Facts) -> Iterator[Finding]:
    """Deadlines, as records and in what is said about the event, more than twelve months before its first day."""
    for deadline in facts.deadlines:
        if deadline.at < facts.starts - TWELVE_MONTHS:
            words = _year_before(deadline.at.date(), facts)
            yield Finding(Check.DEADLINE, deadline.place, words, _span(deadline, facts))
    for text in facts.texts:
        if not text.session:
            yield from _deadlines_in(text, facts)


def _deadlines_in(text: Text, facts: Facts) -> Iterator[Finding]:
    for start, sentence in text.sentences:
        if OF_A_DEADLINE.search(sentence):
            for day in days_in(sentence):
                meant = day.last_day()
                if meant and meant < (facts.starts - TWELVE_MONTHS).date():
                    found = excerpt_of(text.text, start + day.start, start + day.end)
                    yield Finding(Check.DEADLINE, text.place, _year_before(meant, facts), sentence, (found,))


def _year_before(day: date, facts: Facts) -> str:
    return _("%(day)s is more than twelve months before %(event)s.", day=date_words(day), event=facts.name)


def dates_out_of_order(facts: Facts) -> Iterator[Finding]:
    """What begins after it ends, or is due when all is over; weekdays that a day does not have; days that no
    month has; editions.
    """
    yield from _window(facts)
    for deadline in facts.deadlines:
        if deadline.at > facts.ends:
            words = _("%(name)s is later than the end of %(event)s.", name=deadline.name, event=facts.name)
            yield Finding(Check.ORDER, deadline.place, words, _span(deadline, facts))
    for slot in facts.slots:
        if slot.ends <= slot.starts:
            words = _("%(title)s ends before it begins.", title=slot.title)
            yield Finding(Check.ORDER, slot.place, words, _times(slot))
    for text in facts.texts:
        yield from _wrong_weekdays(text, facts)
        yield from _days_of_no_calendar(text)
    yield from _editions(facts)


def _window(facts: Facts) -> Iterator[Finding]:
    opens, closes = facts.opens, facts.closes
    if opens and closes and opens.at >= closes.at:
        yield _of(opens, _("Registration closes before it opens."), f"{opens.at}, {closes.at}")
    if opens and opens.at > facts.starts:
        words = _("Registration opens when %(event)s has begun.", event=facts.name)
        yield _of(opens, words, _span(opens, facts))
    if closes and closes.at > facts.ends:
        words = _("Registration is open longer than %(event)s lasts.", event=facts.name)
        yield _of(closes, words, _span(closes, facts))


def _of(dated: Dated, words: str, evidence: str) -> Finding:
    return Finding(Check.ORDER, dated.place, words, evidence)


def _span(dated: Dated, facts: Facts) -> str:
    return f"{dated.at}, {facts.starts}, {facts.ends}"


def _times(slot: Slot) -> str:
    return f"{slot.starts}, {slot.ends}"


def _wrong_weekdays(text: Text, facts: Facts) -> Iterator[Finding]:
    for day in days_in(text.text) if DIGIT.search(text.text) and text.holds_any(WEEKDAYS) else ():
        meant = _meant(day, facts.starts)
        if meant is not None and meant.weekday() != day.weekday:
            words = _("That day is %(day)s.", day=date_words(meant))
            sentence = text.sentence_at(day.end)
            yield Finding(Check.ORDER, text.place, words, sentence, (excerpt_of(text.text, day.start, day.end),))


def _days_of_no_calendar(text: Text) -> Iterator[Finding]:
    for day in days_in(text.text) if LATE_IN_A_MONTH.search(text.text) else ():
        if day.first_day(LEAP_YEAR) is None or day.last_day(LEAP_YEAR) is None:
            found = excerpt_of(text.text, day.start, day.end)
            yield Finding(Check.ORDER, text.place, _("No calendar has that day."), text.sentence_at(day.end), (found,))


def _meant(day: DayInText, starts: datetime) -> date | None:
    """The day that a weekday is said of; without a year that of the event, if the day is near it."""
    if day.weekday is None:
        return None
    meant = day.first_day(starts.year)
    is_certain = day.year is not None or (meant is not None and abs(meant - starts.date()) <= NEAR)
    return meant if is_certain else None


def _editions(facts: Facts) -> Iterator[Finding]:
    """An edition with a higher number that began earlier: "SOC22" before "SOC21"."""
    for other in facts.editions:
        if other.at > facts.starts and _is_of_lower_number(other.name, facts.name):
            words = _("%(event)s is earlier than %(other)s.", event=facts.name, other=other.told)
            evidence = f"{facts.starts}, {other.name}, {other.at}"
            yield Finding(Check.ORDER, facts.place, words, evidence, other=other.beside)


def _is_of_lower_number(one: str, other: str) -> bool:
    numbers = NUMBER.search(one), NUMBER.search(other)
    if numbers[0] is None or numbers[1] is None:
        return False
    return one[: numbers[0].start()] == other[: numbers[1].start()] and int(numbers[0][0]) < int(numbers[1][0])


def outside_the_hours(facts: Facts) -> Iterator[Finding]:
    """Sessions that lie outside the event, or outside the opening hours of its venue."""
    return (one for slot in facts.slots for one in findings_against(slot) if one.check is Check.HOURS)


def clashes_in_the_schedule(facts: Facts) -> Iterator[Finding]:
    """Rooms and people that are needed twice at a time, and people who cannot come then."""
    return (one for slot in facts.slots for one in findings_against(slot) if one.check is Check.CLASH)


def findings_against(slot: Slot) -> Iterator[Finding]:
    """Why a session cannot happen when it is planned: right as long as its times and the sentence are the same."""
    for check, words in slot.against:
        yield Finding(check, slot.place, words, f"{_times(slot)}, {words}")
