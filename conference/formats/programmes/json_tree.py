"""JSON from strangers: Unicode only, no NaN, limits on depth; and small questions to what came out."""

import json
from collections.abc import Iterator
from typing import Any

from conference.core.errors import Invalid
from conference.core.words import _
from conference.formats.programmes.how_to_read import MOST_PIECES
from conference.formats.programmes.texts import line

DEEPEST = 40


def json_of(data: bytes) -> Any:
    """The value of a JSON document (UTF-8, -16 or -32). Raises Invalid for what is none, and for too deep ones."""
    if data.count(b"{") + data.count(b"[") > MOST_PIECES:
        raise Invalid(_("The JSON file has more than 500,000 lists and objects. Please split it."), "file")
    try:
        value = json.loads(data.decode(json.detect_encoding(data)), parse_constant=_refuse)
    except RecursionError as fault:
        raise Invalid(_("The JSON file is nested too deeply to be a programme."), "file") from fault
    except ValueError as fault:
        raise Invalid(_("The file looks like JSON, but %(where)s. Please export it anew.", where=_where(fault)),
                      "file") from fault  # fmt: skip
    if _is_deeper_than(value, DEEPEST):
        raise Invalid(_("The JSON file is nested too deeply to be a programme."), "file")
    return value


def _where(fault: ValueError) -> str:
    if isinstance(fault, json.JSONDecodeError):
        return _("it is broken in line %(line)s, column %(column)s", line=fault.lineno, column=fault.colno)
    if isinstance(fault, UnicodeDecodeError):
        return _("its letters are in no known encoding")
    return str(fault)


def _refuse(constant: str) -> None:
    raise ValueError(_("%(word)s stands in it, which is no value of JSON", word=constant))


def _is_deeper_than(value: Any, depth: int) -> bool:
    level = [value]
    for _depth in range(depth):
        level = [child for one in level for child in _children(one)]
        if not level:
            return False
    return True


def _children(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def table(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[Any]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def tables(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [one for one in rows(value) if isinstance(one, dict)]


def word(value: Any) -> str:
    """A text on one line out of a text, a number, or an object of languages, of which English is preferred."""
    if isinstance(value, dict):
        texts = [value.get("en"), *value.values()]
        value = next((text for text in texts if isinstance(text, str) and text.strip()), "")
    return line(value)


def whole_number(value: Any) -> int | None:
    """A whole number that fits everywhere, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**31:
        return None
    return int(value)
