"""Slugs in addresses of our own: a file that came from here, or from another installation at the same address. Pure."""

from conference.core.text import is_slug

SESSIONS = "sessions"
PEOPLE = "people"


def event_slug_in(url: str, home: str) -> str:
    """The slug of the event that one of its addresses names; "" for an address that is not ours."""
    parts = _parts(url, home)
    return parts[0] if len(parts) == 1 or parts[1:2] == [SESSIONS] else ""


def session_slug_in(url: str, home: str) -> str:
    """The slug of the session whose page it is; "" for any other address."""
    parts = _parts(url, home)
    return parts[2] if len(parts) == 3 and parts[1] == SESSIONS else ""


def person_slug_in(url: str, home: str) -> str:
    """The slug of the person whose page it is; "" for any other address."""
    parts = _parts(url, home)
    return parts[1] if len(parts) == 2 and parts[0] == PEOPLE else ""


def _parts(url: str, home: str) -> list[str]:
    if not url.startswith(home) or not url.endswith("/"):
        return []
    parts = url.removeprefix(home).rstrip("/").split("/")
    return parts if all(is_slug(part) for part in parts) else []
