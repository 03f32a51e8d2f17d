"""Remembering by what our records are known in a source, and what it said of them last."""

from typing import Any

from conference.domain.exchange.actions.writing import Writing, insert_all, load
from conference.domain.exchange.models import SourceIdentity
from conference.domain.exchange.rules import EMAIL, Deed, Thing, resolved

COLUMNS = {Thing.ROOM: "room_id", Thing.THEME: "theme_id", Thing.FORMAT: "format_id", Thing.PERSON: "person_id",
           Thing.SESSION: "session_id"}  # fmt: skip


def remember_sources(writing: Writing) -> None:
    """Write down for everything that was taken over, and for what is the same, what the file says of it."""
    new, said = [], {}
    for deed in writing.deeds:
        source = writing.held.sources.get(deed.item.source)
        fields = {**(source.said if source else {}), **resolved(deed.item.said, writing.ids)}
        fields.pop(EMAIL, None)
        target = writing.ids.get(deed.item.key, deed.item.target or 0)
        if source is None:
            new.append(_row(writing, deed, target, fields))
        elif (fields, target, writing.held.file) != (source.said, source.target, source.file):
            said[source.row_id] = (COLUMNS[deed.item.thing], target, fields)
    insert_all(SourceIdentity, new)
    for identity in load(SourceIdentity, said):
        column, target, fields = said[identity.id]
        setattr(identity, column, target)
        identity.said, identity.file, identity.imported_at = fields, writing.held.file, writing.now


def _row(writing: Writing, deed: Deed, target: int, said: dict[str, Any]) -> dict[str, Any]:
    source = deed.item.source
    targets = dict.fromkeys(COLUMNS.values()) | {COLUMNS[source.thing]: target}
    return {
        "event_id": writing.event.id if writing.event else None, "thing": source.thing, "scheme": source.scheme,
        "value": source.value, "slot": source.slot, "said": said, "file": writing.held.file, "imported_at": writing.now,
        **targets,
    }  # fmt: skip
