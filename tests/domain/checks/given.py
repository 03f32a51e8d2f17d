"""An event for the checks, as values: SOC24 of 5 and 6 September 2024, and how a test says what it found."""

from datetime import datetime
from typing import Any

from conference.domain.checks.rules import Dated, Edition, Facts, Finding, Part, Place, Text, findings_in

wall = datetime.fromisoformat
DURING_SPRING, AFTERWARDS = wall("2024-03-01 12:00"), wall("2024-10-01 12:00")
SESSION, OTHER = "session:1", "session:2"


def place(key: str) -> Place:
    return Place(key, key, f"/organise/soc24/{key}/")


def text(said: str, part: Part = Part.PROSE, key: str = "event:1:description", session: str = "") -> Text:
    return Text(place(key), part, said, session)


def abstract(said: str, session: str = SESSION) -> Text:
    return text(said, Part.ABSTRACT, f"{session}:abstract", session)


def dated(name: str, at: datetime) -> Dated:
    return Dated(place(f"dated:{name}"), name, at)


def edition(name: str, at: datetime, *, is_public: bool = True) -> Edition:
    return Edition(place(f"edition:{name}"), name, at, is_public)


def facts(*texts: Text, **values: Any) -> Facts:
    """SOC24 before it, or with `is_over` after it, with these texts."""
    now = AFTERWARDS if values.get("is_over") else DURING_SPRING
    usual = {"name": "SOC24", "place": place("event:1:starts_at"), "starts": wall("2024-09-05 09:00"),
             "ends": wall("2024-09-06 18:00"), "now": now}  # fmt: skip
    return Facts(texts=texts, **{**usual, **values})


def found(*texts: Text, **values: Any) -> list[tuple[str, ...]]:
    """What all checks together say: the check, and the words that were found or else the sentence."""
    return [short(finding) for finding in findings_in(facts(*texts, **values))]


def short(finding: Finding) -> tuple[str, ...]:
    other = [finding.other.key] if finding.other else []
    return finding.check.value, *([one.found for one in finding.excerpts] or [finding.sentence]), *other
