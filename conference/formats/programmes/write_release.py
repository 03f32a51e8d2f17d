"""A release as JSON in our own words: all that its readers see, and what is new in it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from conference.formats.programmes.values import Programme

PROGRAMME: TypeAdapter[Programme] = TypeAdapter(Programme)
FORMAT, VERSION = "conference release", 1
NO_PART: dict[str, Any] = {"format": True, "oddities": True, "sessions": {"__all__": {"place"}}}


def release_json(
    programme: Programme, released_at: datetime, note: str, changes: Sequence[str], as_of_today: str
) -> bytes:  # fmt: skip
    """The programme with its heading, rooms, themes, people and sessions; what is empty is left away.

    Instants are in UTC. `changes` are the sentences that say what is new since the release before; `as_of_today`
    says what of all this a release does not keep.
    """
    said = {
        "format": FORMAT, "format_version": VERSION, "released_at": released_at.isoformat(), "note": note,
        "changes": list(changes), "as_of_today": as_of_today,
        **PROGRAMME.dump_python(programme, mode="json", exclude_defaults=True, exclude=NO_PART),
    }  # fmt: skip
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
