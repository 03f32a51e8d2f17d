"""Who stands in a session of a file, in which role and with which post, in the values that ours are compared in. Pure.

Many formats know neither roles nor presentations: what none of a file's sessions says is as it is here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from conference.core.text import cut_text
from conference.core.words import _
from conference.domain.exchange.rules.known import Fields, Known, Ref
from conference.domain.programme.rules import AppearanceRole
from conference.formats.programmes.values import FileAppearance, FileSession, Identity

POST_LENGTH = 300
ROLES = {role.value for role in AppearanceRole}
SPEAKER = AppearanceRole.SPEAKER.value


def told_of_people(sessions: Iterable[FileSession]) -> frozenset[str]:
    """Which of people, roles and posts the file says of any session at all."""
    told: set[str] = set()
    for who in (who for one in sessions for who in one.appearances):
        told.add("people")
        told.update({"roles"} if role_of(who) != SPEAKER else ())
        told.update({"posts"} if who.job_title or who.affiliation else ())
    return frozenset(told)


def people_said(
    session: FileSession, people: Mapping[Identity, Ref], told: frozenset[str], known: Known | None
) -> dict[str, Any]:
    """The fields `people` (who, role, number of the presentation) and `posts` (who, role, job title, affiliation)."""
    here = [(people[one.person], one) for one in session.appearances if one.person in people]
    rows = [(_row(ref, one, told, known.fields if known else {}), one) for ref, one in here]
    said: dict[str, Any] = {}
    if "people" in told:
        said["people"] = once(row for row, _one in rows)
    if "posts" in told:
        said["posts"] = once([*row[:2], cut_text(one.job_title, POST_LENGTH), cut_text(one.affiliation, POST_LENGTH)]
                             for row, one in rows)  # fmt: skip
    return said


def cut_posts(posts: Iterable[str]) -> list[str]:
    """A sentence where one of these job titles and affiliations is longer than what is kept of it."""
    longest = max(map(len, posts), default=0)
    if longest <= POST_LENGTH:
        return []
    return [_("A job title or affiliation has %(number)s letters; it is cut to %(most)s.", number=longest,
              most=POST_LENGTH)]  # fmt: skip


def _row(ref: Ref, one: FileAppearance, told: frozenset[str], ours: Fields) -> list[Any]:
    role = role_of(one)
    of_them = (row for row in ours.get("people", ()) if row[0] == ref and (row[1] == role or "roles" not in told))
    same = next(of_them, None)
    if same is None:
        return [ref, role, one.presentation]
    return [ref, same[1], one.presentation if "presentations" in told else same[2]]


def role_of(appearance: FileAppearance) -> str:
    """The role as we know it; one that we do not know is that of a speaker."""
    return appearance.role if appearance.role in ROLES else SPEAKER


def once(rows: Iterable[list[Any]]) -> list[list[Any]]:
    """Each row once, in the order of the first."""
    return [list(row) for row in dict.fromkeys(tuple(row) for row in rows)]
