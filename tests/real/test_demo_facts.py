"""The demo's sentences are our own: none is a sentence of the compiled data, titles and quotes apart."""

import json
import os
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from conference.demo.facts import load_facts

AS_PUBLISHED = {"title", "name", "heading", "text", "as_stated", "theme", "themes", "topics", "role", "job_title",
                "affiliation", "aliases", "attributed_as", "organisation", "url", "source_url", "source_urls",
                "also_at", "id", "event_id", "session_id", "session_ids", "related_session_ids", "slug"}  # fmt: skip
LONG = 8


def strings_of(value: Any, skipped: set[str]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from strings_of(each, skipped)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in skipped:
                yield from strings_of(each, skipped)


def long_sentences(text: str) -> Iterator[tuple[str, ...]]:
    for sentence in re.split(r"(?<=[.?:;])\s+", text):
        words = tuple(re.findall(r"\w+", sentence.casefold()))
        if len(words) >= LONG:
            yield words


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    yield from (tuple(words[start : start + LONG]) for start in range(len(words) - LONG + 1))


@pytest.fixture(scope="module")
def folder() -> Path:
    shared = os.environ.get("CONFERENCE_SHARED") or Path(__file__).parents[2].parent / "shared"
    found = Path(shared) / "data" / "golab"
    if not found.is_dir():
        pytest.skip(f"The compiled data is not at {found}; set CONFERENCE_SHARED to the folder that holds data/golab.")
    return found


@pytest.fixture(scope="module")
def compiled(folder: Path) -> list[str]:
    return [text for path in sorted(folder.glob("*.json")) for text in strings_of(json.loads(path.read_text()), set())]


@pytest.fixture(scope="module")
def ours() -> list[str]:
    folder = files("conference.demo") / "facts"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".json"))
    return [text for name in names for text in strings_of(json.loads((folder / name).read_text()), AS_PUBLISHED)]


def taken_over(compiled: list[str], ours: list[str]) -> list[str]:
    theirs = {sentence for text in compiled for sentence in long_sentences(text)}
    return [text for text in ours if theirs & set(long_sentences(text))]


def test_no_sentence_is_taken_over(compiled: list[str], ours: list[str]) -> None:
    assert taken_over(compiled, ours) == []


def test_no_run_of_eight_words_is_taken_over(compiled: list[str], ours: list[str]) -> None:
    theirs = {run for text in compiled for run in runs_of(text)}
    assert [text for text in ours if theirs & set(runs_of(text))] == []


def test_a_sentence_that_was_taken_over_is_seen(compiled: list[str], ours: list[str]) -> None:
    longest = max(compiled, key=lambda text: len(text.split()))
    assert taken_over(compiled, [*ours, f"Our own words. {longest}"]) == [f"Our own words. {longest}"]


@pytest.mark.parametrize("event_id", ["soc20", "soc21", "soc22", "soc23", "soc24"])
def test_what_was_published_is_taken_over_exactly(folder: Path, event_id: str) -> None:
    """Titles, codes, rooms, days, groups, people with role, job title and affiliation, quotes and links."""
    event, facts = json.loads((folder / f"{event_id}.json").read_text()), load_facts()
    found = {each["id"]: each for each in event["sessions"] + event["supplementary"]}
    assert {session.id for session in facts.sessions_of(event_id)} == set(found)
    for session in facts.sessions_of(event_id):
        theirs = found[session.id]
        for ours, name in ((session.title, "title"), (session.code, "code"), (session.room, "room"),
                           (session.theme, "theme"), (session.concurrent_group, "concurrent_group")):  # fmt: skip
            assert ours == (theirs[name] or "")
        assert (session.day, session.order) == (theirs["day"], theirs["order_in_day"])
        ours_of = [(who.person_id, who.role_as_printed or who.role.value, who.job_title, who.affiliation)
                   for who in session.appearances]  # fmt: skip
        assert ours_of == [(who["person_id"], who["role"], who["job_title"] or "", who["affiliation"] or "")
                           for who in theirs["people"]]  # fmt: skip
        assert [quote.text for quote in session.quotes] == [quote["text"] for quote in theirs["quotes"]]
        assert [material.url for material in session.materials] == [each["page_url"] for each in theirs["recordings"]]
        assert list(session.related_session_ids) == theirs["related_session_ids"]
