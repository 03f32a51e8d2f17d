"""Writing the draft of a programme. Readers see nothing of it before the release."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from conference.core.database import db, lock
from conference.core.errors import Conflict, Invalid
from conference.core.order import move_among
from conference.core.slugs import find_old_slug, free_slug, remember_slug
from conference.core.text import is_slug, slug_of
from conference.core.tokens import new_uid
from conference.core.words import _, ngettext
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event, Room
from conference.domain.programme.models import Appearance, Format, Presentation, Session, Theme
from conference.domain.programme.queries import (
    count_sessions_in,
    count_sessions_on,
    edits_since,
    find_session,
    list_formats,
    slugs_of_sessions,
    themes_of,
)
from conference.domain.programme.rules import (
    AppearanceRole,
    FormatDetails,
    SessionDetails,
    SessionState,
    changed_fields,
    check_minutes,
    check_move,
    check_not_overtaken,
)

Actor = Account | str


def add_format(details: FormatDetails, *, actor: Actor, now: datetime) -> Format:
    """Add a format; raises Conflict for a name that is taken."""
    _check_format_name(details.name, None)
    slug = free_slug(slug_of(details.name, "format"), {one.slug for one in list_formats()} | {"new"})
    made = Format(slug=slug, **asdict(details))
    db.session.add(made)
    record("add format", made, actor=actor, now=now)
    return made


def edit_format(known: Format, details: FormatDetails, *, actor: Actor, now: datetime) -> None:
    """Change a format; released programmes keep its name until their next release."""
    _check_format_name(details.name, known)
    _fill(known, asdict(details))
    record("edit format", known, actor=actor, now=now)


def _check_format_name(name: str, known: Format | None) -> None:
    if any(one.name.casefold() == name.casefold() for one in list_formats() if one is not known):
        raise Conflict(_("There is a format of that name already."), "name")


def add_theme(event: Event, name: str, *, actor: Actor, now: datetime) -> Theme:
    """Add a theme to an event, behind the others; raises Conflict for a name that it has already."""
    _check_theme_name(event, name, None)
    themes = themes_of(event)
    slug = free_slug(slug_of(name, "theme"), {theme.slug for theme in themes})
    theme = Theme(event_id=event.id, slug=slug, name=name, position=len(themes))
    db.session.add(theme)
    record("add theme", theme, actor=actor, now=now, event_id=event.id)
    return theme


def rename_theme(event: Event, theme: Theme, name: str, *, actor: Actor, now: datetime) -> None:
    """Give a theme another name; readers see it with the next release."""
    _check_theme_name(event, name, theme)
    theme.name = name
    record("rename theme", theme, actor=actor, now=now, event_id=event.id)


def remove_theme(event: Event, theme: Theme, *, actor: Actor, now: datetime) -> None:
    """Take a theme away; raises Conflict while sessions have it."""
    if number := count_sessions_on(theme):
        sentence = ngettext("One session has this theme. Give it another first.",
                            "%(num)s sessions have this theme. Give them another first.", number)  # fmt: skip
        raise Conflict(sentence)
    record("remove theme", theme, actor=actor, now=now, event_id=event.id, name=theme.name)
    db.session.delete(theme)


def _check_theme_name(event: Event, name: str, theme: Theme | None) -> None:
    if any(one.name.casefold() == name.casefold() for one in themes_of(event) if one is not theme):
        raise Conflict(_("This event has a theme of that name already."), "name")


def remove_room(room: Room, *, actor: Actor, now: datetime) -> None:
    """Take a room away from its venue; raises Conflict while sessions are planned in it."""
    if number := count_sessions_in(room):
        sentence = ngettext("One session is planned in this room. Move it first.",
                            "%(num)s sessions are planned in this room. Move them first.", number)  # fmt: skip
        raise Conflict(sentence)
    record("remove room", room, actor=actor, now=now, name=room.name)
    db.session.delete(room)


def add_session(
    event: Event, details: SessionDetails, *, session_format: Format, actor: Actor, now: datetime,
    theme: Theme | None = None,
) -> Session:  # fmt: skip
    """Add a session as a draft, not yet placed."""
    lock(event)
    check_minutes(details.minutes)
    slug = free_slug(slug_of(details.title, "session"), slugs_of_sessions(event))
    session = Session(event=event, slug=slug, uid=new_uid(), created_at=now, format=session_format, theme=theme,
                      **asdict(details))  # fmt: skip
    db.session.add(session)
    record("add session", session, actor=actor, now=now, event_id=event.id)
    return session


def edit_session(
    session: Session, details: SessionDetails, *, slug: str, session_format: Format, theme: Theme | None, version: int,
    actor: Actor, now: datetime,
) -> None:  # fmt: skip
    """Change what is said about a session. `version` is the one that the editor saw.

    Raises Conflict where somebody else edited it since, Invalid for the length of a session that is placed.
    """
    lock(session)
    _check_not_overtaken(session, version)
    if details.minutes != session.minutes:
        check_minutes(details.minutes)
        if session.starts_at is not None:
            raise Invalid(_("This session is on the schedule. Change its length there."), "minutes")
    after = {**asdict(details), "slug": slug, "format": session_format, "theme": theme}
    fields = changed_fields({name: getattr(session, name) for name in after}, after)
    if "slug" in fields:
        _move_to_slug(session, slug)
    _fill(session, after)
    db.session.flush()
    record("edit session", session, actor=actor, now=now, event_id=session.event_id, fields=fields,
           version=session.version)  # fmt: skip


def _check_not_overtaken(session: Session, version: int) -> None:
    edits = edits_since(session, version)
    fields = dict.fromkeys(field for edit in edits for field in edit.detail["fields"])
    names = {edit.account.name or edit.actor if edit.account else edit.actor for edit in edits}
    check_not_overtaken(", ".join(sorted(names)), fields)


def _move_to_slug(session: Session, slug: str) -> None:
    if not is_slug(slug):
        raise Invalid(_("Please use lower-case letters, digits and single hyphens."), "slug")
    if find_session(session.event, slug) or find_old_slug("session", slug, session.event_id) not in {None, session.id}:
        raise Conflict(_("Another session of this event has this address, or once had it."), "slug")
    remember_slug("session", session.slug, session.id, session.event_id)


def change_session_state(session: Session, state: SessionState, *, actor: Actor, now: datetime) -> None:
    """Confirm a session, put it back to draft, cancel it, say that it was held; the next release makes it public.

    A cancelled session that is taken up again has no place: others may have its room and its people by now.
    """
    lock(session)
    check_move(session.state, state)
    if session.state is SessionState.CANCELLED and state is not SessionState.CANCELLED:
        session.starts_at = session.ends_at = session.room_id = None
    session.state = state
    record("change session state", session, actor=actor, now=now, event_id=session.event_id, state=state.value)


def add_presentation(session: Session, title: str, abstract: str, *, actor: Actor, now: datetime) -> Presentation:
    """Add a presentation to a session, behind the others."""
    last = max((one.position for one in session.presentations), default=-1)
    presentation = Presentation(title=title, abstract=abstract, position=last + 1)
    session.presentations.append(presentation)
    record("add presentation", presentation, actor=actor, now=now, event_id=session.event_id)
    return presentation


def edit_presentation(
    presentation: Presentation, title: str, abstract: str, *, actor: Actor, now: datetime
) -> None:  # fmt: skip
    """Change the words of a presentation."""
    presentation.title, presentation.abstract = title, abstract
    record("edit presentation", presentation, actor=actor, now=now, event_id=presentation.session.event_id)


def move_presentation(presentation: Presentation, by: int, *, actor: Actor, now: datetime) -> None:
    """Put a presentation so many places further on (-1: one forward); readers see it with the next release."""
    session = presentation.session
    lock(session)
    move_among(session.presentations, presentation, by)
    db.session.flush()
    db.session.expire(session, ["presentations"])
    record("move presentation", presentation, actor=actor, now=now, event_id=session.event_id,
           position=presentation.position)  # fmt: skip


def remove_presentation(presentation: Presentation, *, actor: Actor, now: datetime) -> None:
    """Take a presentation away; its presenters stay in the session."""
    session = presentation.session
    record("remove presentation", presentation, actor=actor, now=now, event_id=session.event_id,
           title=presentation.title)  # fmt: skip
    session.presentations.remove(presentation)


def edit_appearance(
    appearance: Appearance, *, role: AppearanceRole, job_title: str, affiliation: str,
    presentation: Presentation | None, actor: Actor, now: datetime,
) -> None:  # fmt: skip
    """Say in what role somebody appears, and what they are on that day."""
    appearance.role, appearance.job_title, appearance.affiliation = role, job_title, affiliation
    appearance.presentation = presentation
    record("edit appearance", appearance, actor=actor, now=now, event_id=appearance.session.event_id)


def remove_appearance(appearance: Appearance, *, actor: Actor, now: datetime) -> None:
    """Take a person out of a session in one role."""
    session = appearance.session
    record("remove appearance", appearance, actor=actor, now=now, event_id=session.event_id,
           person_id=appearance.person_id)  # fmt: skip
    session.appearances.remove(appearance)


def _fill(thing: object, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(thing, name, value)
