"""Every mail has its subject, text and HTML, is sent by a notice, renders, and says in text where the HTML leads."""

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from flask import Flask
from sqlalchemy import inspect as inspect_table
from sqlalchemy import select

from conference.core.database import Base, db, transaction
from conference.domain.events.models import Event
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.queries import answers_of
from conference.domain.people.models import Person
from conference.domain.schedule.queries import draft_snapshots, find_current_release, released_sessions
from conference.domain.schedule.rules import Matter, News, NewsKind
from conference.mail import compose
from conference.mail.models import Letter
from tests.guards.crawl import Crawl
from tests.guards.house import NOW, furnish
from tests.guards.tree import ROOT, sources, write

ENDINGS = (".subject.txt", ".txt", ".html")
HREF = re.compile(r'href="([^"]+)"')
Notice = Callable[..., None]


def incomplete(root: Path) -> Iterator[str]:
    """A mail is a triple; what has no subject is a part of mails, and has a text and an HTML."""
    folder = root / "templates" / "mail"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.is_file()}
    for stem in sorted({_stem(name) for name in found}):
        is_mail = f"{stem}.subject.txt" in found
        for ending in ENDINGS if is_mail else ENDINGS[1:]:
            if stem + ending not in found:
                yield f"templates/mail/{stem}{ending} is missing"


def _stem(name: str) -> str:
    return next(name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending))


def mails(root: Path) -> list[str]:
    """The names of all mails, like "registration/confirmed"."""
    folder = root / "templates" / "mail"
    return sorted(_stem(path.relative_to(folder).as_posix()) for path in folder.rglob("*.subject.txt"))


def unsent(root: Path) -> Iterator[str]:
    """A mail is named by the feature that sends it."""
    for name in mails(root):
        feature = name.partition("/")[0]
        if not any(f'"{name}"' in source.text for source in sources(root, f"conference/domain/{feature}")):
            yield f"templates/mail/{name}: no notice of {feature} sends it"


def unlinked(letter: Letter) -> Iterator[str]:
    """Who reads the text gets everywhere where who reads the HTML gets."""
    for link in HREF.findall(letter.html):
        if link.replace("&amp;", "&") not in letter.text:
            yield f"{letter.kind}: the text does not have {link}"


def notices(root: Path) -> Iterator[tuple[str, Notice]]:
    """The notices of all features: public functions that post something `now` and give nothing back."""
    for path in sorted((root / "conference" / "domain").glob("*/notices*")):
        module = import_module(f"conference.domain.{path.parent.name}.notices")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__.startswith(module.__name__) and not name.startswith("_")
            if (
                is_own
                and "now" in inspect.signature(function).parameters
                and get_type_hints(function)["return"] is type(None)
            ):
                yield f"{path.parent.name}.{name}", function


class Examples:
    """Values for what notices ask for: by name where the name says it, else by type."""

    def __init__(self) -> None:
        event, person = _first(Event), _first(Person)
        expression = _first(ExpressionOfInterest)
        release = find_current_release(event)
        assert release is not None
        snapshot, released = draft_snapshots(event)[0], released_sessions(release)
        every = [(NewsKind.NEW, None, snapshot), (NewsKind.MOVED, snapshot, snapshot),
                 (NewsKind.CANCELLED, snapshot, snapshot), (NewsKind.REMOVED, snapshot, None)]  # fmt: skip
        news = [News(kind, before, after) for kind, before, after in every]
        self.by_name: dict[str, list[Any]] = {
            "now": [NOW], "code": ["123456"], "role": ["editor", None], "answers": [answers_of(expression)],
            "event_name": ["SOC22", ""], "news": news, "position": [1],
            "person": [person], "session": [None, *released], "matter": list(Matter),
            "sentences": [["The dates have changed."]],
        }  # fmt: skip

    def of(self, name: str, hint: Any) -> list[Any]:
        """Values to try for a parameter; raises LookupError where there are none."""
        if name in self.by_name:
            return self.by_name[name]
        if isinstance(hint, type) and issubclass(hint, Base):
            return [_first(hint)]
        simple: dict[Any, list[Any]] = {str: ["Words", ""], bool: [True, False], int: [1]}
        if hint in simple:
            return simple[hint]
        raise LookupError(f"no example for {name}: {hint}; say in Examples what to try")


def _first(table: type[Base]) -> Any:
    return db.session.scalars(select(table).order_by(*inspect_table(table).primary_key)).first()


def post_all() -> list[Letter]:
    """Post every mail in every way, and read the letters."""
    with transaction():
        examples = Examples()
        for name, notice in notices(ROOT):
            hints = get_type_hints(notice)
            asked = list(inspect.signature(notice).parameters)
            try:
                choices = [examples.of(one, hints[one]) for one in asked]
            except LookupError as fault:
                raise LookupError(f"{name}: {fault}") from None
            for values in product(*choices):
                notice(**dict(zip(asked, values, strict=True)))
    return list(db.session.scalars(select(Letter).where(Letter.id > 1)))


@pytest.fixture
def letters(app: Flask) -> list[Letter]:
    """One of everything, and all mails about it."""
    furnish(1)
    Crawl(app)
    compose._plain.cache.clear()
    return post_all()


def test_the_mails_are_complete_and_sent() -> None:
    assert [*incomplete(ROOT), *unsent(ROOT)] == []


def test_every_mail_renders(letters: list[Letter]) -> None:
    rendered = {name for _loader, name in compose._plain.cache}
    assert sorted(set(mails(ROOT)) - {_stem(name.removeprefix("mail/")) for name in rendered}) == []
    assert {letter.kind for letter in letters if not (letter.subject and letter.text and letter.html)} == set()


def test_the_text_says_where_the_html_leads(letters: list[Letter]) -> None:
    assert sorted({fault for letter in letters for fault in unlinked(letter)}) == []


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    for name in ("events/moved.subject.txt", "events/moved.html", "events/rows.html"):
        write(tmp_path, f"templates/mail/{name}", "")
    assert list(incomplete(tmp_path)) == [
        "templates/mail/events/moved.txt is missing",
        "templates/mail/events/rows.txt is missing",
    ]


def test_a_mail_that_nobody_sends_is_named(tmp_path: Path) -> None:
    for ending in ENDINGS:
        write(tmp_path, f"templates/mail/events/moved{ending}", "")
    write(tmp_path, "conference/domain/events/notices.py", "kind = 'events/cancelled'\n")
    assert list(unsent(tmp_path)) == ["templates/mail/events/moved: no notice of events sends it"]


def test_a_link_of_the_html_alone_is_named() -> None:
    html = '<a href="https://a.example.org/?b=1&amp;c=2">Here</a><a href="https://b.example.org/">There</a>'
    letter = Letter(kind="events/moved", text="Look at https://a.example.org/?b=1&c=2 please.", html=html)
    assert list(unlinked(letter)) == ["events/moved: the text does not have https://b.example.org/"]
