"""SOC23 is opened from SOC22: every date on its day of the week, and each stale text on the list, and no other."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from conference.core.database import transaction
from conference.core.zones import to_local
from conference.domain.accounts.actions import SYSTEM
from conference.domain.checks.actions import accept_finding
from conference.domain.checks.queries import findings_of
from conference.domain.checks.rules import Check
from conference.domain.editions.actions import open_edition
from conference.domain.editions.queries import shift_of
from conference.domain.editions.rules import EditionPlan, Part, next_name
from conference.domain.events.models import Deadline, Event
from conference.domain.events.queries import get_event
from conference.domain.programme.models import Presentation, Theme
from conference.domain.programme.queries import sessions_of
from tests.factories import (
    make_account,
    make_event,
    make_person,
    make_series,
    make_session,
    make_site,
    make_venue,
    save,
)

SUMMARY = "Our sixth annual conference meets in Oxford on 8-9 September."
DESCRIPTION = """The Social Outcomes Conference 2022 brings us together on Thursday 8 and Friday 9 September 2022.

In September 2021 we met online; since the first conference in 2018 much has changed, says Smith (2022), and others
agree (Doe & Roe, 2022; World Bank 2022). Data from 2019–2022 and between 2020 and 2022 shows it.

* Papers are due by Monday, April 4. [Send yours](/soc22/call/) or [read what we learned](/blog/highlights-of-2022/).
* World Mental Health Day is on 10 October, and the law is of 9 September 2001.
* Follow #SOC22, write to soc22@example.org, and see https://example.org/2022/09/08/day-1/.
* Registration opens on 1st June and closes on 02/09/2022 at 17:00, in room 2022.
"""
PLANTED = [
    ("Deadline “Papers for SOC22”", "SOC22"),
    ("Link of the deadline “Papers for SOC22”", "https://example.org/events/soc22/"),
    ("Summary of the event", "sixth"),
    ("Summary of the event", "8-9 September"),
    ("What the event is about", "Social Outcomes Conference 2022"),
    ("What the event is about", "Thursday 8 and Friday 9 September 2022"),
    ("What the event is about", "Monday, April 4"),
    ("What the event is about", "/soc22/call/"),
    ("What the event is about", "#SOC22"),
    ("What the event is about", "soc22"),
    ("What the event is about", "1st June"),
    ("What the event is about", "02/09/2022"),
    ("Topics that one can be interested in", "2022"),
    ("Theme “What 2022 taught us”", "2022"),
    ("Title of “Opening of SOC22”", "SOC22"),
    ("What “Opening of SOC22” is about", "9 Sept."),
    ("Title of the presentation “Ten years, 2012-2022, and summer 2022”", "summer 2022"),
    ("What the presentation “Ten years, 2012-2022, and summer 2022” is about", "2022"),
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass
class Editions:
    """The two, after SOC23 was opened."""

    old: Event
    new: Event


@pytest.fixture
def editions(app: Flask, now: datetime) -> Editions:
    """SOC22 with planted texts and decoys, and SOC23 opened from it, with a session written for it."""
    make_site()
    old = make_event(
        slug="soc22", title="Social Outcomes Conference 2022", short_title="SOC22", edition="2022", summary=SUMMARY,
        description=DESCRIPTION, topics="Wellbeing\nOutlook for 2022\nOutlook for 2030",
        series_id=make_series(slug="soc", title="Social Outcomes Conference").id, venue_id=make_venue("Room A").id,
        registration_opens_at=utc("2022-06-01 08:00"), registration_closes_at=utc("2022-09-02 16:00"),
    )  # fmt: skip
    with transaction():
        old.deadlines = [Deadline(name="Papers for SOC22", at=utc("2022-04-04 11:00"),
                                  url="https://example.org/events/soc22/")]  # fmt: skip
    save(Theme(event_id=old.id, slug="lessons", name="What 2022 taught us"))
    make_session(old, title="Opening of SOC22", starts_at=utc("2022-09-08 08:00"), ends_at=utc("2022-09-08 09:00"))
    with transaction():
        open_edition(get_event("soc22"), plan_of(old), actor=SYSTEM, now=now)
    return Editions(old, with_a_session(get_event("soc23")))


def plan_of(old: Event) -> EditionPlan:
    """Everything as the page proposes it."""
    shift = shift_of(old, date(2023, 9, 14))

    def moved(at: datetime | None) -> datetime:
        assert at is not None
        return shift.moved(to_local(at, old.zone).replace(tzinfo=None))

    names = {name: next_name(getattr(old, name), 2022, 2023) for name in ("title", "short_title", "edition", "slug")}
    return EditionPlan(
        **names, starts=moved(old.starts_at), ends=moved(old.ends_at), parts=frozenset(Part),
        registration_opens=moved(old.registration_opens_at), registration_closes=moved(old.registration_closes_at),
        deadlines={one.id: moved(one.at) for one in old.deadlines},
    )  # fmt: skip


def with_a_session(new: Event) -> Event:
    """What an organiser writes and pastes into the new edition."""
    (session,) = sessions_of(new)
    with transaction():
        session.abstract = "We open on 9 Sept. in the evening and close on 15 September; SOC23 follows SOC21."
        asked = "In 2022 we asked 2,022 people (Doe et al., 2022)."
        session.presentations = [
            Presentation(title="Ten years, 2012-2022, and summer 2022", abstract=asked, position=0)
        ]
    return new


def stale(event: Event, now: datetime) -> list[tuple[str, str]]:
    return [
        (one.place.words, one.excerpts[0].found) for one in findings_of(event, now).open if one.check is Check.STALE
    ]


def test_every_date_is_on_its_day_of_the_week(editions: Editions) -> None:
    old, new = editions.old, editions.new
    pairs = [(old.starts_at, new.starts_at), (old.ends_at, new.ends_at),
             (old.registration_opens_at, new.registration_opens_at),
             (old.registration_closes_at, new.registration_closes_at),
             (old.deadlines[0].at, new.deadlines[0].at)]  # fmt: skip
    words = [[f"{to_local(at, old.zone):%a %d %b %Y %H:%M}" for at in pair if at] for pair in pairs]
    assert words == [
        ["Thu 08 Sep 2022 09:00", "Thu 14 Sep 2023 09:00"], ["Fri 09 Sep 2022 18:00", "Fri 15 Sep 2023 18:00"],
        ["Wed 01 Jun 2022 09:00", "Wed 07 Jun 2023 09:00"], ["Fri 02 Sep 2022 17:00", "Fri 08 Sep 2023 17:00"],
        ["Mon 04 Apr 2022 12:00", "Mon 10 Apr 2023 12:00"],
    ]  # fmt: skip


def test_the_list_names_each_stale_text_and_nothing_else(editions: Editions, now: datetime) -> None:
    assert sorted(stale(editions.new, now)) == sorted(PLANTED)
    assert stale(editions.old, now) == []


def test_what_is_mended_or_right_leaves_the_list(editions: Editions, now: datetime) -> None:
    event = editions.new
    with transaction():
        event.summary = "Our seventh annual conference meets in Oxford on 14-15 September."
        event.description = "As Social Outcomes Conference 2022 showed, it works."
    (finding,) = [one for one in findings_of(event, now).open if one.place.words == "What the event is about"]
    account = make_account()
    with transaction():
        accept_finding(event, finding, actor=account, now=now)
    left = [(place, words) for place, words in PLANTED if "event" not in place]
    assert sorted(stale(event, now)) == sorted(left)


def test_an_event_that_was_not_opened_from_another_has_no_such_list(app: Flask, now: datetime) -> None:
    make_site()
    make_person()
    assert stale(make_event(summary="SOC22 of 2022, 8-9 September 2022"), now) == []
