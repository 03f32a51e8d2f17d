"""Writing what stands in the sessions of a file: presentations, and people in their roles with their posts."""

from collections.abc import Mapping, Sequence
from typing import Any

from conference.domain.exchange.actions.writing import Writing, insert_all, insert_rows
from conference.domain.exchange.rules import Fate, Thing
from conference.domain.programme.models import Appearance, Presentation, Session
from conference.domain.programme.rules import AppearanceRole

Fields = Mapping[str, Any]
Posts = dict[int, tuple[str, str]]


def fill_anew(writing: Writing, said: Mapping[int, Fields]) -> None:
    """Fill new sessions (by id) with what the file says, one statement for each table."""
    rows = [{"session_id": session_id, "title": title, "abstract": abstract, "position": at}
            for session_id, fields in said.items()
            for at, (title, abstract) in enumerate(fields.get("presentations", ()))]  # fmt: skip
    by_place = insert_rows(Presentation, rows, "session_id", "position")
    usual = usual_posts(writing)
    insert_all(Appearance, [
        {**row, "session_id": session_id, "presentation_id": by_place.get((session_id, row["presentation_id"]))}
        for session_id, fields in said.items() for row in _appearances(fields, usual)
    ])  # fmt: skip


def usual_posts(writing: Writing) -> Posts:
    """Job title and affiliation of everybody of the file: as it says, or as we have them."""
    found: Posts = {}
    for deed in writing.deeds:
        if deed.item.thing is Thing.PERSON and deed.item.fate is not Fate.REFUSED:
            known = writing.held.people.get(deed.item.target or 0)
            fields = {**(known.fields if known else {}), **deed.item.said}
            person_id = writing.ids.get(deed.item.key, deed.item.target or 0)
            found[person_id] = fields.get("job_title", ""), fields.get("affiliation", "")
    return found


def _appearances(fields: Fields, usual: Posts) -> list[dict[str, Any]]:
    """The rows of a session; `presentation_id` still holds the number of the presentation."""
    posts = {(row[0], row[1]): (row[2], row[3]) for row in fields.get("posts", ())}
    return [
        {"person_id": person_id, "role": AppearanceRole(role), "presentation_id": number, "position": at,
         "job_title": post[0], "affiliation": post[1]}
        for at, (person_id, role, number) in enumerate(fields.get("people", ()))
        if (post := posts.get((person_id, role)) or usual.get(person_id, ("", "")))
    ]  # fmt: skip


def fill(session: Session, after: Fields, said: Sequence[Sequence[str]] | None, usual: Posts) -> None:
    """Put the presentations and people of a session as the file has them; what is the same stays the same row.

    `said` are the presentations that people of the file are numbered by, None where the file knows none: then by ours.
    """
    if "presentations" in after:
        _put_presentations(session, after["presentations"])
    if "people" in after:
        _put_people(session, after["people"], _numbered(session, said), usual)
    if "posts" in after:
        posts = {(row[0], row[1]): (row[2], row[3]) for row in after["posts"]}
        for one in session.appearances:
            before = one.job_title, one.affiliation
            one.job_title, one.affiliation = posts.get((one.person_id, one.role.value), before)


def _put_presentations(session: Session, wanted: Sequence[Sequence[str]]) -> None:
    left = list(session.presentations)
    for at, (title, abstract) in enumerate(wanted):
        same = next((one for one in left if one.title == title), None)
        if same is None:
            session.presentations.append(Presentation(title=title, abstract=abstract, position=at))
        else:
            left.remove(same)
            same.abstract, same.position = abstract, at
    for one in left:
        session.presentations.remove(one)


def _numbered(session: Session, said: Sequence[Sequence[str]] | None) -> list[Presentation | None]:
    """Our presentations in the order that numbers mean; where ours are others than the file's, those of its titles."""
    ours = sorted(session.presentations, key=lambda one: one.position)
    if said is None or [one.title for one in ours] == [title for title, _abstract in said]:
        return [*ours]
    by_title = {one.title: one for one in reversed(ours)}
    return [by_title.get(title) for title, _abstract in said]


def _put_people(
    session: Session, wanted: Sequence[Sequence[Any]], presentations: Sequence[Presentation | None], usual: Posts
) -> None:
    left = list(session.appearances)
    for at, (person_id, role, number) in enumerate(wanted):
        same = next((one for one in left if (one.person_id, one.role.value) == (person_id, role)), None)
        if same is None:
            job_title, affiliation = usual.get(person_id, ("", ""))
            same = Appearance(person_id=person_id, role=AppearanceRole(role), job_title=job_title,
                              affiliation=affiliation)  # fmt: skip
            session.appearances.append(same)
        else:
            left.remove(same)
        same.position = at
        same.presentation = presentations[number] if number is not None else None
    for one in left:
        session.appearances.remove(one)
