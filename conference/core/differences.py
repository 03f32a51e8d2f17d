"""What changed in a record: for each field its value before and after, in values that JSON keeps."""

import enum
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from difflib import SequenceMatcher
from typing import Any, NamedTuple

Changes = dict[str, list[Any] | None]
WORD = re.compile(r"\S+\s*|\s+")
MOST_PAIRS = 40_000
WORDS_AROUND = 8
WORDS_SHOWN = 60
LEFT_OUT = "\u2026 "


def differences(before: Mapping[str, Any], after: Mapping[str, Any], hidden: Collection[str] = ()) -> Changes:
    """The fields of `after` that `before` says otherwise, each with both values; those of `hidden` without any.

    Nothing said and an empty text are the same. An instant is kept as {"at": ISO 8601 in UTC}, a day as {"day": ...}; a
    record by its title or name; a choice by its value.
    """
    pairs = {name: [_kept(before.get(name)), _kept(value)] for name, value in after.items()}
    return {name: None if name in hidden else pair for name, pair in pairs.items() if pair[0] != pair[1]}


def change(thing: object, values: Mapping[str, Any], hidden: Collection[str] = ()) -> Changes:
    """Give a record these values, and say what that changed."""
    changes = differences({name: getattr(thing, name) for name in values}, values, hidden)
    for name, value in values.items():
        setattr(thing, name, value)
    return changes


def _kept(value: Any) -> Any:
    if value is None or value in ("", (), []):
        return None
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, list | tuple):
        return [_kept(one) for one in value]
    return value if isinstance(value, str | int | float) else _name_of(value)


def _name_of(record: Any) -> str:
    return str(getattr(record, "title", None) or record.name)


class Piece(NamedTuple):
    """Some words of a text that was changed: `kind` is "same", "old" (gone) or "new"."""

    kind: str
    text: str


def word_changes(before: str, after: str) -> list[Piece]:
    """Which words of a text went and which came, with some words around each; what is long is cut with an ellipsis.

    Each text is compared word by word between its first and its last difference, as long as that is quick. Blanks do
    not count.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    pieces = [*_compared(old[start : len(old) - end], new[start : len(new) - end])]
    pieces = [("same", new[:start]), *pieces, ("same", new[len(new) - end :])]
    last = len(pieces) - 1
    return [Piece(kind, "".join(_cut(kind, words, is_first=at == 0, is_last=at == last)))
            for at, (kind, words) in enumerate(pieces) if words]  # fmt: skip


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    number = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine.strip() != theirs.strip():
            break
        number += 1
    return number


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str]]]:
    if len(old) * len(new) > MOST_PAIRS:
        yield from (("old", old), ("new", new))
        return
    bare = [word.strip() for word in old], [word.strip() for word in new]
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", new[new_from:new_to]
        else:
            yield from (("old", old[old_from:old_to]), ("new", new[new_from:new_to]))


def _cut(kind: str, words: list[str], *, is_first: bool, is_last: bool) -> list[str]:
    if kind != "same":
        return words if len(words) <= WORDS_SHOWN else [*words[:WORDS_SHOWN], LEFT_OUT]
    ahead, behind = 0 if is_first else WORDS_AROUND, 0 if is_last else WORDS_AROUND
    if len(words) <= ahead + behind:
        return words
    return [*words[:ahead], LEFT_OUT, *(words[-behind:] if behind else [])]
