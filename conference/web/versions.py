"""Which version of the public site is current: looked up once a second, and again after every commit of this process.

Another process may serve the version before for that second, never a mixture: what is rendered is read in one go.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, request

from conference.core.clock import known_now, monotonic, now
from conference.core.database import forget_after_commit
from conference.core.tokens import digest
from conference.domain.events import queries as events
from conference.domain.materials import queries as materials
from conference.domain.reflections import queries as reflections
from conference.domain.site.queries import find_public_version
from conference.web.static import build

SECONDS_BETWEEN_LOOKS = 1.0
TAG_LENGTH = 32
TURNING_POINTS: list[Callable[[], list[datetime]]] = [
    events.list_turning_points,
    materials.list_turning_points,
    reflections.list_turning_points,
]


@dataclass(frozen=True)
class _Look:
    """One look at the database: when, at which, after how many commits, and what was found."""

    at: float
    database: str
    commits: int
    version: str | None
    turning_points: tuple[datetime, ...]


class _Last:
    look = _Look(-SECONDS_BETWEEN_LOOKS, "", 0, None, ())
    commits = 0


def forget() -> None:
    """Look again at the next request."""
    _Last.commits += 1


def version_tag(path: str) -> str:
    """The ETag of the public answer at an address: it, the public version, the turning points passed, the build."""
    return _tag(path, _current_look(), now(), current_app.config["ADDRESS"])


def known_tag(path: str, database: str, address: str) -> str | None:
    """The tag of an address without asking the database or the framework; None when it is time to look again."""
    look, at = _Last.look, known_now()
    if at is None or not _is_fresh(look, database):
        return None
    return _tag(path, look, at, address)


def moment_tag() -> str:
    """The same as the version's tag, but another one each second and after every commit: for what tells live counts."""
    look = _current_look()
    return f"{version_tag(request.path)}:{look.at}:{look.commits}"


def _tag(path: str, look: _Look, at: datetime, address: str) -> str:
    passed = bisect_right(look.turning_points, at)
    return digest(repr((path, look.database, look.version, passed, build(), address)))[:TAG_LENGTH]


def _is_fresh(look: _Look, database: str) -> bool:
    is_new = monotonic() - look.at < SECONDS_BETWEEN_LOOKS and look.commits == _Last.commits
    return is_new and look.database == database


def _current_look() -> _Look:
    database, look = current_app.config["SQLALCHEMY_DATABASE_URI"], _Last.look
    if not _is_fresh(look, database):
        look = _Last.look = _look(look, database)
    return look


def _look(last: _Look, database: str) -> _Look:
    """Turning points are read again only where the version changed: whatever moves one changes it."""
    commits, at, version = _Last.commits, monotonic(), find_public_version()
    if (last.database, last.version) == (database, version):
        return _Look(at, database, commits, version, last.turning_points)
    points = sorted(point for source in TURNING_POINTS for point in source())
    return _Look(at, database, commits, version, tuple(points))


forget_after_commit(forget)
