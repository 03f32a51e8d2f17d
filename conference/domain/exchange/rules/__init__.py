"""How a file becomes a plan of what is new, changed, kept, refused or missing, and what is chosen of it. Pure."""

from conference.domain.exchange.rules.answers import (
    ASKED,
    CHOICES,
    Asked,
    Choices,
    NewEvent,
    asked_about,
    check_columns,
    is_unclear,
    json_of_asked,
    json_of_choices,
    json_of_how,
)
from conference.domain.exchange.rules.appearances import once
from conference.domain.exchange.rules.choosing import Deed, chosen_deeds
from conference.domain.exchange.rules.deciding import Difference, Item
from conference.domain.exchange.rules.headings import check_choices, details_of, new_event_of, proposed_event
from conference.domain.exchange.rules.known import Held, Known, Source
from conference.domain.exchange.rules.oddities import oddities_of_plan
from conference.domain.exchange.rules.own_addresses import person_slug_in, session_slug_in
from conference.domain.exchange.rules.parts import USUAL_MINUTES
from conference.domain.exchange.rules.planning import Plan, plan_of_import
from conference.domain.exchange.rules.reports import (
    OUTCOME,
    REPORT,
    Candidate,
    Outcome,
    ProposedEvent,
    Report,
    ReportItem,
    ShownChange,
    counts_of,
    json_of_outcome,
    json_of_report,
)
from conference.domain.exchange.rules.sessions import LANGUAGE_LENGTH, instant_words, resolved
from conference.domain.exchange.rules.showing import report_of_plan
from conference.domain.exchange.rules.sources import VALUE_LENGTH, SourceKey
from conference.domain.exchange.rules.states import (
    ENDED,
    TAKEN,
    WORKING,
    Fate,
    ImportState,
    Thing,
    check_move,
    state_words,
    thing_words,
)

__all__ = [
    "ASKED",
    "CHOICES",
    "ENDED",
    "LANGUAGE_LENGTH",
    "OUTCOME",
    "REPORT",
    "TAKEN",
    "USUAL_MINUTES",
    "VALUE_LENGTH",
    "WORKING",
    "Asked",
    "Candidate",
    "Choices",
    "Deed",
    "Difference",
    "Fate",
    "Held",
    "ImportState",
    "Item",
    "Known",
    "NewEvent",
    "Outcome",
    "Plan",
    "ProposedEvent",
    "Report",
    "ReportItem",
    "ShownChange",
    "Source",
    "SourceKey",
    "Thing",
    "asked_about",
    "check_choices",
    "check_columns",
    "check_move",
    "chosen_deeds",
    "counts_of",
    "details_of",
    "instant_words",
    "is_unclear",
    "json_of_asked",
    "json_of_choices",
    "json_of_how",
    "json_of_outcome",
    "json_of_report",
    "new_event_of",
    "oddities_of_plan",
    "once",
    "person_slug_in",
    "plan_of_import",
    "proposed_event",
    "report_of_plan",
    "resolved",
    "session_slug_in",
    "state_words",
    "thing_words",
]
