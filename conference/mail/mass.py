"""Letters to many: the deed fixes who gets one, at the same cost for ten and for ten thousand; the worker writes them.

Each is personal, so it is composed when its addressee's turn comes. Who was written to is an addressee no more.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from sqlalchemy import ColumnElement, Select, delete, insert, literal, select
from sqlalchemy.orm import contains_eager

from conference.core.database import db, is_passing_fault
from conference.mail.models import Addressee, MassLetter

log = structlog.get_logger()


def address(kind: str, event_id: int, words: str, audience: Sequence[Select[str]], now: datetime) -> None:
    """Freeze who gets letters of this kind: what the queries of `audience` give, like "registration:12".

    Who has still to get an older one of this kind about the event is not asked twice: it says all when it is written.
    """
    mass = MassLetter(kind=kind, event_id=event_id, words=words, created_at=now)
    db.session.add(mass)
    db.session.flush()
    for chosen in audience:
        one = chosen.subquery()
        about = one.c[0]
        known = select(Addressee.id).join(MassLetter).where(Addressee.about == about, *_same(kind, event_id))
        rows = select(literal(mass.id), about, literal(0)).where(~known.exists())
        db.session.execute(insert(Addressee).from_select(["mass_letter_id", "about", "tries"], rows))


def _same(kind: str, event_id: int) -> tuple[ColumnElement[bool], ...]:
    return MassLetter.kind == kind, MassLetter.event_id == event_id


def has_addressees(event_id: int) -> bool:
    """Whether anybody has still to be written to about an event."""
    waiting = select(Addressee.id).join(MassLetter).where(MassLetter.event_id == event_id)
    return db.session.scalar(waiting.limit(1)) is not None


def next_addressees(event_id: int, limit: int) -> list[Addressee]:
    """Who is written to next about an event, with their mass letters: those that were tried least, in order."""
    query = select(Addressee).join(Addressee.mass_letter).options(contains_eager(Addressee.mass_letter))
    query = query.where(MassLetter.event_id == event_id).order_by(Addressee.tries, Addressee.id)
    return list(db.session.scalars(query.limit(limit)))


def write_to(addressees: Sequence[Addressee], write: Callable[[Addressee], None]) -> int:
    """Let `write` compose each copy and post it; how many were written to. A fault of one stops none of the others."""
    written = 0
    for one in addressees:
        try:
            with db.session.begin_nested():
                write(one)
                db.session.delete(one)
            written += 1
        except Exception as error:
            if is_passing_fault(error):
                raise
            log.exception("a letter to one of many was not written", addressee=one.id)
            one.tries += 1
    db.session.flush()
    return written


def forget_mass_letters(event_id: int, *, finished_only: bool = False) -> None:
    """Drop the mass letters about an event, whoever has still to get them; or only those that everybody has got."""
    gone = delete(MassLetter).where(MassLetter.event_id == event_id)
    if finished_only:
        gone = gone.where(~select(Addressee.id).where(Addressee.mass_letter_id == MassLetter.id).exists())
    db.session.execute(gone.execution_options(synchronize_session=False))
