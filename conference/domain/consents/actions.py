"""Writing what people agreed to, and what they took back."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from conference.core.database import db
from conference.core.tokens import digest
from conference.domain.consents.models import Consent, Wording
from conference.domain.consents.queries import list_consents_given
from conference.domain.consents.rules import ConsentPurpose


def give_consents(
    email: str,
    wordings: Mapping[ConsentPurpose, str],
    *,
    evidence: str,
    now: datetime,
    event_id: int | None = None,
    series_id: int | None = None,
) -> None:
    """Let the consents given at `evidence` be these, each with the sentence that was shown; others are taken back.

    One that was given there before stays as it is, with its date.
    """
    given = {consent.purpose: consent for consent in list_consents_given(evidence)}
    withdraw_consents(evidence, now, [purpose for purpose in given if purpose not in wordings])
    for purpose, text in wordings.items():
        if purpose not in given:
            db.session.add(
                Consent(
                    email=email, purpose=purpose, wording=_wording(purpose, text, now), evidence=evidence,
                    event_id=event_id if purpose is ConsentPurpose.THIS_EVENT else None,
                    series_id=series_id if purpose is ConsentPurpose.LATER_EDITIONS else None, given_at=now,
                )
            )  # fmt: skip
    db.session.flush()


def withdraw_consents(evidence: str, now: datetime, purposes: Iterable[ConsentPurpose] = tuple(ConsentPurpose)) -> None:
    """Take back what was given at `evidence` for these purposes; the rows stay, with the date."""
    wanted = set(purposes)
    for consent in list_consents_given(evidence):
        if consent.purpose in wanted:
            consent.withdrawn_at = now
    db.session.flush()


def _wording(purpose: ConsentPurpose, text: str, now: datetime) -> Wording:
    mark = digest(text)
    found = db.session.scalar(select(Wording).where(Wording.purpose == purpose, Wording.digest == mark))
    if found is None:
        found = Wording(purpose=purpose, text=text, digest=mark, since=now)
        db.session.add(found)
        db.session.flush()
    return found
