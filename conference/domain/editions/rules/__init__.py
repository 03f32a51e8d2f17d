"""Where dates move to, what the next edition is called, which texts are stale. Pure."""

from conference.domain.editions.rules.names import next_name
from conference.domain.editions.rules.plan import EditionPlan, Part
from conference.domain.editions.rules.shift import DateShift, next_first_day, shift_between

__all__ = ["DateShift", "EditionPlan", "Part", "next_first_day", "next_name", "shift_between"]
