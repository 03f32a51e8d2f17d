"""What is logged: one JSON line an entry, without names, addresses or tokens, and without the values of variables."""

import logging
from typing import Any

import structlog
from flask import Flask
from flask.logging import default_handler

from conference.core.faults import traceback_of


class WithoutValues(logging.Formatter):
    """For the entries of libraries: exceptions in our words."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- the library's name
        """The traceback without what people typed."""
        return traceback_of(ei)


def register(app: Flask) -> None:
    """Log entries as JSON lines."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.ExceptionRenderer(traceback_of),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    app.logger.setLevel(logging.ERROR)
    for handler in (logging.lastResort, default_handler):
        if handler is not None:
            handler.setFormatter(WithoutValues())
