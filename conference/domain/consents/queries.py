"""Reading what people agreed to."""

from sqlalchemy import select

from conference.core.database import db
from conference.domain.consents.models import Consent


def list_consents_given(evidence: str) -> list[Consent]:
    """The consents given in one place ("interest:12") and not taken back, the oldest first."""
    query = select(Consent).where(Consent.evidence == evidence, Consent.withdrawn_at.is_(None))
    return list(db.session.scalars(query.order_by(Consent.id)))
