"""Four digits that are no year of the event: a count, a telephone number, a house, a law. Pure."""

import re

from conference.domain.editions.rules.stale.facts import Turn

BEFORE_A_NUMBER = re.compile(
    r"""(?:[£$€#]|\b(?:rooms?|building|suite|no\.|numbers?|nr\.|pages?|p\.|pp\.|iso|rfc|grant|paper|resolution|article|box|code
    |pin|ext\.|extension|flight|version|eur|gbp|usd)\s)\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
COUNTED = re.compile(
    r"""[\s-](?:people|persons?|men|women|children|households|families|pupils|patients|participants|attendees|delegates
    |respondents|responses|registrations|submissions|pages|copies|words|times|seats?|beds?|homes|minutes?|hours|hrs|metres|kilomet(?:re|er)s|miles|tonnes|euros?|pounds|dollars
    |bottles|boxes|bags|cups|glasses|litres|meals|lunches|portions|pieces|sandwiches|km|kg|[kMG]W|GBP|EUR|USD)\b""",
    re.VERBOSE,
)
AMOUNT_BEFORE = re.compile(
    r"""\b(?:more\ than|fewer\ than|less\ than|nearly|almost|approximately|roughly|exactly|at\ least|up\ to|a\ total\ of
    |expect(?:s|ed|ing)?|counted|welcomed|reached)\s+$""",
    re.IGNORECASE | re.VERBOSE,
)
THINGS_BEHIND = re.compile(r"\s+(?:[a-z-]+\s+)?[a-z]{2,}s\b")
ONE_KNOWN_BEFORE = re.compile(r"\b(?:the|our|its|their|this)\s+$", re.IGNORECASE)
DIGITS_BEFORE = re.compile(r"(?:\d[.,]|\+\d[\d ()-]*|\(?\b0\d[\d ()-]*)$")
DIGITS_BEHIND = re.compile(r"[ -]\d{5,}\b|(?:[ -]\d{2,4}){2}\b")
STREET_BEHIND = re.compile(r"\s+(?:[A-Z]\w+\s+){1,3}(?:Street|Road|Avenue|Lane|Drive|Boulevard|Way)\b")
LAW_BEFORE = re.compile(r"\b(?:Act|Bill|Law|Regulations?|Directive|Order|Decree|Treaty)(?:\s+\(\w+\))?,?\s+$")
LAW_BEHIND = re.compile(r"\s+(?:Act|Bill|Budget|Census|Olympics|World\s+Cup|census|elections?|stud(?:y|ies))\b")
AUTHOR_BEFORE = re.compile(r"\b([A-Z]\w+)['’]s?\s+$")
WORK_BEHIND = re.compile(r"\s+(?:article|book|chapter|essay|paper|report|review)\b")
REPORT_BEFORE = re.compile(r"\b([A-Z]\w+)\s+(?:Report|Review|Survey|Index|Census|Yearbook|Outlook),?\s+$")


def is_number(before: str, behind: str) -> bool:
    """Whether what stands around four digits says that they count, call or number something."""
    if BEFORE_A_NUMBER.search(before) or DIGITS_BEFORE.search(before) or DIGITS_BEHIND.match(behind):
        return True
    is_counted = COUNTED.match(behind) is not None and ONE_KNOWN_BEFORE.search(before) is None
    is_amount = AMOUNT_BEFORE.search(before) is not None and THINGS_BEHIND.match(behind) is not None
    return is_counted or is_amount or STREET_BEHIND.match(behind) is not None


def is_of_a_work(before: str, behind: str, turn: Turn) -> bool:
    """Whether a year is that of a law ("Social Value Act 2022"), a study, or a report that is not the event's own."""
    if LAW_BEFORE.search(before) or LAW_BEHIND.match(behind):
        return True
    found = REPORT_BEFORE.search(before) or (AUTHOR_BEFORE.search(before) if WORK_BEHIND.match(behind) else None)
    return found is not None and found[1].casefold() not in turn.words_of_event
