"""Where dates move to, what the next edition is called, when a series is held, what its webinars share. Pure."""

from conference.domain.editions.rules.names import has_editions, next_event_name, next_name
from conference.domain.editions.rules.plan import EditionPlan, Part
from conference.domain.editions.rules.rhythm import Rhythm, usual_days
from conference.domain.editions.rules.runs import Difference, RunPlan, Scope, Shared, Standing, in_scope, plan_run
from conference.domain.editions.rules.shift import DateShift, next_first_day, shift_between
from conference.domain.editions.rules.webinars import TemplateDetails, WebinarPlan, WebinarTimes, check_days, times_of

__all__ = [
    "DateShift",
    "Difference",
    "EditionPlan",
    "Part",
    "Rhythm",
    "RunPlan",
    "Scope",
    "Shared",
    "Standing",
    "TemplateDetails",
    "WebinarPlan",
    "WebinarTimes",
    "check_days",
    "has_editions",
    "in_scope",
    "next_event_name",
    "next_first_day",
    "next_name",
    "plan_run",
    "shift_between",
    "times_of",
    "usual_days",
]
