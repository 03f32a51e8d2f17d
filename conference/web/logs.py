"""What is logged: one JSON line an entry, without names, addresses or tokens, and without the values of variables."""

import logging

import structlog
from flask import Flask


def register(app: Flask) -> None:
    """Log entries as JSON lines."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.ExceptionRenderer(),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    app.logger.setLevel(logging.ERROR)
