"""What was agreed to, with the sentence that was shown; what was taken back stays on record."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.domain.consents.actions import give_consents, withdraw_consents
from conference.domain.consents.models import Consent, Wording
from conference.domain.consents.queries import list_consents_given
from conference.domain.consents.rules import ConsentPurpose, purposes_offered, wording_of
from tests.domain.consents.agreed import is_agreed_to

NOW = datetime(2021, 11, 1, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
EVENT, LATER_EDITIONS, BRIEFING = ConsentPurpose


def give(wordings: Mapping[ConsentPurpose, str], evidence: str = "interest:1", now: datetime = NOW) -> None:
    with transaction():
        give_consents("ada@example.org", wordings, evidence=evidence, now=now, event_id=7, series_id=3)


def on_record() -> list[tuple[ConsentPurpose, int | None, int | None, datetime, datetime | None]]:
    db.session.rollback()
    rows = db.session.scalars(select(Consent).order_by(Consent.id))
    return [(row.purpose, row.event_id, row.series_id, row.given_at, row.withdrawn_at) for row in rows]


@pytest.mark.usefixtures("app")
def test_a_consent_names_what_it_is_for_and_no_more() -> None:
    give({EVENT: "About SOC22.", LATER_EDITIONS: "About later ones.", BRIEFING: "The briefing."})
    assert on_record() == [
        (EVENT, 7, None, NOW, None), (LATER_EDITIONS, None, 3, NOW, None), (BRIEFING, None, None, NOW, None),
    ]  # fmt: skip


@pytest.mark.usefixtures("app")
def test_giving_again_keeps_the_date_and_takes_back_what_is_left_out() -> None:
    give({EVENT: "About SOC22.", BRIEFING: "The briefing."})
    give({EVENT: "About SOC22."}, now=LATER)
    assert on_record() == [(EVENT, 7, None, NOW, None), (BRIEFING, None, None, NOW, LATER)]
    assert [consent.purpose for consent in list_consents_given("interest:1")] == [EVENT]


@pytest.mark.usefixtures("app")
def test_what_was_given_elsewhere_stays() -> None:
    give({BRIEFING: "The briefing."})
    give({BRIEFING: "The briefing."}, evidence="interest:2")
    with transaction():
        withdraw_consents("interest:1", LATER)
    assert is_agreed_to("ada@example.org", BRIEFING)
    with transaction():
        withdraw_consents("interest:2", LATER)
    assert not is_agreed_to("ada@example.org", BRIEFING)
    assert not is_agreed_to("bob@example.org", BRIEFING)


@pytest.mark.usefixtures("app")
def test_a_new_sentence_is_a_new_row_and_an_old_one_is_used_again() -> None:
    give({BRIEFING: "The briefing."})
    give({BRIEFING: "The briefing."}, evidence="interest:2")
    give({BRIEFING: "The weekly briefing."}, evidence="interest:3")
    assert db.session.scalars(select(Wording.text).order_by(Wording.id)).all() == [
        "The briefing.", "The weekly briefing.",
    ]  # fmt: skip


def test_the_sentences_name_event_series_and_organisation() -> None:
    names = {"event": "SOC22", "series": "Social Outcomes Conference", "site": "GO Lab"}
    assert [wording_of(purpose, **names) for purpose in ConsentPurpose] == [
        "Write to me about SOC22: when registration opens, and when something changes.",
        "Write to me about later editions of Social Outcomes Conference.",
        "Send me the weekly briefing of GO Lab.",
    ]


def test_later_editions_are_asked_for_where_there_is_a_series() -> None:
    assert purposes_offered(has_series=True) == (EVENT, LATER_EDITIONS, BRIEFING)
    assert purposes_offered(has_series=False) == (EVENT, BRIEFING)
