"""Importing programmes: from the upload to what is written."""

from conference.domain.exchange.actions.applying import apply_import
from conference.domain.exchange.actions.uploads import (
    answer_import,
    ask_about_import,
    begin_reading,
    choose_items,
    forget_left_imports,
    keep_report,
    refuse_import,
    say_progress,
    set_import_back,
    start_import,
    stop_import,
    tick_items,
    try_import_again,
)

__all__ = [
    "answer_import",
    "apply_import",
    "ask_about_import",
    "begin_reading",
    "choose_items",
    "forget_left_imports",
    "keep_report",
    "refuse_import",
    "say_progress",
    "set_import_back",
    "start_import",
    "stop_import",
    "tick_items",
    "try_import_again",
]
