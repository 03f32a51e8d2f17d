"""What is sent to the databases while something is done."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from flask import current_app, has_app_context
from sqlalchemy import Engine, event

from conference.core import clock
from conference.web import versions


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that this process sends, to whatever database, while the block lasts.

    Their number depends neither on how fast the machine is nor on luck: what is looked up once a second is not looked
    up again just because a second ends meanwhile, and what was read stays known although nobody holds it any more
    (the collector of garbage would forget it now or later, and it would be read again).
    """
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    with ExitStack() as lasting:
        if has_app_context():
            with current_app.app_context():  # its session, not that of the test, which stays as it is
                clock.now()
        for module in (clock, versions):
            lasting.enter_context(patch.object(module, "SECONDS_BETWEEN_LOOKS", 1e9))
        lasting.callback(gc.enable)
        gc.disable()
        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(Engine, "before_cursor_execute", note)
