"""Reading what people agreed to."""

from sqlalchemy import select

from conference.core.database import db
from conference.domain.consents.models import Consent
from conference.domain.consents.rules import ConsentPurpose


def list_consents_given(evidence: str) -> list[Consent]:
    """The consents given in one place ("interest:12") and not taken back, the oldest first."""
    query = select(Consent).where(Consent.evidence == evidence, Consent.withdrawn_at.is_(None))
    return list(db.session.scalars(query.order_by(Consent.id)))


def has_consented(email: str, purpose: ConsentPurpose) -> bool:
    """Whether an address may be written to for this purpose now."""
    query = select(Consent.id).where(Consent.email == email, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
    return db.session.scalar(query.limit(1)) is not None
