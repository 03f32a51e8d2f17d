"""Placing sessions, releasing the programme, and what is told at once."""

from conference.domain.schedule.actions.releasing import publish_release

__all__ = ["publish_release"]
