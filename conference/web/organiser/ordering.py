"""What pages with movable things share: the direction that was asked for, and the way back to the button."""

from flask import request

from conference.core.errors import Invalid
from conference.core.words import _

DIRECTIONS = {"up": -1, "down": 1}


def direction() -> str:
    """The direction that stands in the form; raises Invalid for none."""
    asked = request.form.get("direction", "")
    if asked not in DIRECTIONS:
        raise Invalid(_("Say whether it goes up or down."))
    return asked


def button_after(thing_id: int, asked: str, position: int, count: int) -> str:
    """The fragment of the button that has the focus afterwards: the same, or at an end the other one."""
    is_at_end = position == (0 if asked == "up" else count - 1)
    return f"#{('down' if asked == 'up' else 'up') if is_at_end else asked}-{thing_id}"
