"""What the checks find in the demo, which holds real titles, names, dates and addresses: each line is worth a look."""

from datetime import date

import pytest
from flask import Flask

from conference.core import clock
from conference.demo.loader import load_demo
from conference.domain.checks.queries import findings_of
from conference.domain.events.queries import list_events

WITHOUT_A_TEXT = {
    "soc24": (
        "Strengthening partnerships in outcomes-based financing for education",
        "Strengthening partnerships in outcomes-based financing for climate and environmental impact",
        "Strengthening partnerships in outcomes-based financing for health",
        "Outcomes-based contracting",
        "Inclusion in service provision",
        "Innovative approaches in public procurement",
        "Outcomes funds",
        "Cross-sector services in fragile settings",
        "Centring data in decision-making",
        "Global perspectives on leading outcomes practice",
        "Innovative approaches to locally led development and cross-sector collaboration",
    ),
    "soc23": (
        "Public sector reform",
        "Procuring sustainability",
        "Harnessing local collaboration",
        "Innovative approaches to implementing social outcomes contracts",
        "Piecing together data and evidence",
        "Measuring and monetising outcomes",
        "Enhancing the effectiveness of spending for social and environmental outcomes",
    ),
    "soc22": ("Levelling up and devolution", "Impact investing beyond impact bonds"),
    "soc21": ("the presentation “Awarding SIBs across Europe”",),
}
LEVELLING_UP = (
    "Social levelling-up: the role of cross-sector partnerships, place and devolution in addressing social disparity "
    "between regions"
)
PARTICIPATORY = "Participatory approaches in research, services and policy"
OTHERWISE = {
    "soc24": ["hours: When “Gala” takes place"],  # after the venue has closed
    "soc23": [
        "hours: When “Early-morning Oxford landmarks run” takes place",  # before it opens
        f"slip: Address of the material “Page with recordings and materials” of “{PARTICIPATORY}”: particpatory",
    ],
    "soc22": [],
    "soc21": [f"edition: Address of the material “Audio recording” of “{LEVELLING_UP}”: soc22"],
}


def found_on(day: str) -> dict[str, list[str]]:
    """What is found at each event of the demo of that day, newest event first; events without findings left out."""
    load_demo(date.fromisoformat(day), lambda _part: None)
    clock.forget()
    found = {event.slug: findings_of(event, clock.now()).open for event in list_events()}
    return {
        slug: [
            ": ".join((one.check, one.place.words, *(excerpt.found for excerpt in one.excerpts))) for one in findings
        ]
        for slug, findings in found.items()
        if findings
    }


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_list_of_the_demo(app: Flask) -> None:
    quoted = {slug: [one if "“" in one else f"“{one}”" for one in titles] for slug, titles in WITHOUT_A_TEXT.items()}
    assert found_on("2024-10-01") == {
        slug: [*otherwise, *(f"nothing: What {one} is about" for one in quoted[slug])]
        for slug, otherwise in OTHERWISE.items()
    }
