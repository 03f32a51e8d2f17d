"""Opening editions, making webinars from a template, changing several at once."""

from conference.domain.editions.actions.opening import open_edition
from conference.domain.editions.actions.runs import change_run
from conference.domain.editions.actions.webinars import make_webinars, set_template

__all__ = ["change_run", "make_webinars", "open_edition", "set_template"]
