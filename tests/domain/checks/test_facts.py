"""What the checks are given of an event: every text once, with its place; nothing of what is nobody's or cancelled."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from conference.domain.checks.queries import facts_of
from conference.domain.checks.rules import Part
from conference.domain.events.models import Deadline
from conference.domain.events.queries import get_event
from conference.domain.events.rules import EventState
from conference.domain.materials.models import Material
from conference.domain.materials.rules import MaterialKind
from conference.domain.programme.models import Presentation, Theme
from conference.domain.programme.rules import SessionState
from conference.domain.reflections.models import (
    BlogPost,
    BlogPostEvent,
    BlogPostSession,
    Highlight,
    Quote,
    Takeaway,
    WriteUp,
)
from conference.domain.reflections.rules import WriteUpState
from tests.domain.checks.given import wall
from tests.factories import (
    make_appearance,
    make_event,
    make_format,
    make_person,
    make_series,
    make_session,
    make_site,
    save,
)

TEXTS = [
    ("event:{event}:title", Part.TITLE, "SOC22"),
    ("event:{event}:slug", Part.ADDRESS, "soc22"),
    ("event:{event}:summary", Part.PROSE, "Two days."),
    ("event:{event}:description", Part.PROSE, "About it."),
    ("event:{event}:topics", Part.PROSE, "Housing"),
    ("deadline:{deadline}:at", Part.TITLE, "The call closes"),
    ("deadline:{deadline}:url", Part.PROSE, ""),
    ("theme:{theme}:name", Part.TITLE, "Money"),
    ("session:{session}:title", Part.TITLE, "Bonds"),
    ("session:{session}:slug", Part.ADDRESS, "bonds"),
    ("session:{session}:abstract", Part.ABSTRACT, "On bonds."),
    ("session:{lunch}:title", Part.TITLE, "Lunch"),
    ("session:{lunch}:slug", Part.ADDRESS, "lunch"),
    ("presentation:{talk}:title", Part.TITLE, "A bond"),
    ("presentation:{talk}:abstract", Part.ABSTRACT, ""),
    ("appearance:{chair}:affiliation", Part.ORGANISATION, "University of Oxford"),
    ("material:{slides}:title", Part.LABEL, "Slides"),
    ("material:{slides}:url", Part.ADDRESS, "https://example.org/slides"),
    ("write-up:{write_up}:title", Part.TITLE, "Taken"),
    ("write-up:{write_up}:standfirst", Part.PROSE, "In short."),
    ("write-up:{write_up}:body", Part.PROSE, "At length."),
    ("write-up:{write_up}:open_question", Part.PROSE, "Why?"),
    ("highlight:{highlight}:text", Part.PROSE, "A day."),
    ("takeaway:{point}:text", Part.PROSE, "A point."),
    ("quote:{quote}:text", Part.SAID, "Well said."),
    ("post:{post}:title", Part.POST, "A post"),
    ("post:{post}:summary", Part.POST, "Its summary."),
]


@pytest.fixture
def ids(app: Flask, now: datetime) -> dict[str, int]:
    """SOC22 with one of everything that has a text, and the ids of those things."""
    del app
    make_site()
    event = make_event(slug="soc22", title="SOC22", short_title="SOC22", summary="Two days.", description="About it.",
                       topics="Housing", series_id=make_series().id)  # fmt: skip
    session = make_session(event, slug="bonds", title="Bonds", abstract="On bonds.", starts_at=event.starts_at,
                           ends_at=event.ends_at)  # fmt: skip
    ann, ben, cem = make_person("Ann Lee", slug="ann-lee"), make_person("Ben Oke"), make_person("Cem Ay")
    post = save(BlogPost(slug="post", title="A post", url="https://example.org", summary="Its summary.",
                         changed_at=now))  # fmt: skip
    save(BlogPostEvent(blog_post_id=post.id, event_id=event.id))
    save(BlogPostSession(blog_post_id=post.id, session_id=session.id))
    made: dict[str, Any] = {
        "deadline": Deadline(event_id=event.id, name="The call closes", at=now),
        "theme": Theme(event_id=event.id, slug="money", name="Money"),
        "talk": Presentation(session_id=session.id, title="A bond"),
        "slides": Material(session_id=session.id, kind=MaterialKind.SLIDES, title="Slides",
                           url="https://example.org/slides", created_at=now),
        "write_up": _write_up(session.id, ann.id, 1, now, state=WriteUpState.PUBLISHED),
        "draft": _write_up(session.id, ben.id, 2, now, state=WriteUpState.DRAFT),
        "sample": _write_up(session.id, cem.id, 3, now, state=WriteUpState.PUBLISHED, is_sample=True),
        "highlight": Highlight(event_id=event.id, text="A day."),
        "point": Takeaway(session_id=session.id, text="A point."),
        "quote": Quote(session_id=session.id, text="Well said."),
    }  # fmt: skip
    for thing in made.values():
        save(thing)
    lunch = make_session(event, slug="lunch", title="Lunch",
                         format_id=make_format(slug="lunch", is_break=True).id)  # fmt: skip
    cancelled = make_session(event, slug="off", title="Off", state=SessionState.CANCELLED)
    make_appearance(cancelled, ben)
    save(_write_up(cancelled.id, ben.id, 1, now, state=WriteUpState.PUBLISHED))
    for row in (
        Highlight(event_id=event.id, session_id=cancelled.id, text="A day."),
        Takeaway(session_id=cancelled.id, text="A point."),
        Quote(session_id=cancelled.id, text="Well said."),
    ):
        save(row)  # fmt: skip
    return {
        "event": event.id, "session": session.id, "lunch": lunch.id, "post": post.id,
        "chair": make_appearance(session, ann).id, **{name: thing.id for name, thing in made.items()},
    }  # fmt: skip


def _write_up(session_id: int, person_id: int, number: int, now: datetime, **values: object) -> WriteUp:
    return WriteUp(session_id=session_id, person_id=person_id, number=number, title="Taken", standfirst="In short.",
                   body="At length.", open_question="Why?", saved_at=now, **values)  # fmt: skip


def test_every_text_stands_once_with_its_place(ids: dict[str, int], now: datetime) -> None:
    given = facts_of(get_event("soc22"), now)
    assert [(one.place.key, one.part, one.text) for one in given.texts] == [
        (key.format(**ids), part, text) for key, part, text in TEXTS
    ]
    assert [one.name for one in given.people] == ["Ann Lee"]


def test_times_are_those_of_the_wall(ids: dict[str, int], now: datetime) -> None:
    given = facts_of(get_event("soc22"), now)
    assert (given.starts, given.ends) == (wall("2022-09-08 09:00"), wall("2022-09-09 18:00"))
    assert [(one.title, one.starts, one.against) for one in given.slots] == [("Bonds", given.starts, ())]
    assert [(one.name, one.at) for one in given.deadlines] == [("The call closes", wall("2021-11-01 12:00"))]
    assert given.is_over is False
    assert facts_of(get_event("soc22"), get_event("soc22").ends_at).is_over is True


def test_what_is_said_elsewhere_in_the_series(ids: dict[str, int], now: datetime) -> None:
    event = get_event("soc22")
    near, far = event.starts_at.replace(year=2021), event.starts_at.replace(year=2019)
    other = make_event(slug="soc21", short_title="SOC21", description="Another year.", series_id=event.series_id,
                       starts_at=near, ends_at=near.replace(hour=18))  # fmt: skip
    make_session(other, title="Loans", abstract="On loans.")
    old = make_event(slug="soc19", short_title="SOC19", description="Long ago.", series_id=event.series_id,
                     starts_at=far, ends_at=far.replace(hour=18))  # fmt: skip
    make_session(old, title="Grants", abstract="On grants.")
    make_event(slug="soc23", title="SOC23", state=EventState.ANNOUNCED, starts_at=event.ends_at,
               ends_at=event.ends_at.replace(year=2023))  # fmt: skip
    given = facts_of(get_event("soc22"), now)
    assert [one.text for one in given.elsewhere] == ["", "Another year.", "On loans."]
    assert [one.name for one in given.editions] == ["SOC19", "SOC21"]
    assert sorted(given.coming) == ["SOC22", "SOC22", "SOC23"]
