"""How long what is kept here."""

from sqlalchemy import select

from conference.core.database import db
from conference.domain.records.models import KeptFor
from conference.domain.records.rules.keeping import USUAL, Months


def months_kept() -> Months:
    """For how many months each is kept: as it was said, else as is usual (1 query)."""
    said = {one.rule: one.months for one in db.session.scalars(select(KeptFor))}
    return {**USUAL, **said}
