"""How much one request may hold: little, but for the views that take files.

What is too large is read to its end and thrown away before it is answered: a browser that is still sending shows no
answer.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])
LARGEST_FORM = 2 * 1024 * 1024
LARGEST_UPLOAD = 55 * 1024 * 1024
PIECE = 64 * 1024


def takes_files(view: View) -> View:
    """Files may be sent to this view: its requests may be large. What is typed beside them may not."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def may_take_files(endpoint: str | None) -> bool:
    """Whether the view behind an endpoint was declared to take files."""
    return getattr(current_app.view_functions.get(endpoint or ""), "takes_files", False)


def read_to_its_end() -> None:
    """Throw away what is left of a body that is too large, up to what the largest request may hold."""
    body, left = request.environ["wsgi.input"], min(request.content_length or 0, LARGEST_UPLOAD)
    while left > 0 and (piece := body.read(min(PIECE, left))):
        left -= len(piece)


def _widen() -> None:
    if may_take_files(request.endpoint):
        request.max_content_length = LARGEST_UPLOAD


def register(app: Flask) -> None:
    """Hold every request to its size."""
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM
    app.before_request(_widen)
