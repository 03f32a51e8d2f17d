"""What an address agreed to, as the tests of several features ask for it."""

from sqlalchemy import select

from conference.core.database import db
from conference.domain.consents.models import Consent
from conference.domain.consents.rules import ConsentPurpose


def is_agreed_to(email: str, purpose: ConsentPurpose) -> bool:
    """Whether an address may be written to for this purpose now."""
    query = select(Consent).where(Consent.email == email, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
    return db.session.scalars(query).first() is not None
