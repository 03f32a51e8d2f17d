"""Reading briefings: the public archive, and which issues tell of a thing."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.briefings.models import (
    Briefing,
    BriefingItem,
    BriefingLink,
    BriefingSection,
    BriefingState,
)


def list_sent_briefings(limit: int | None = None) -> list[Briefing]:
    """The briefings that were sent, the newest first."""
    query = select(Briefing).where(Briefing.state == BriefingState.SENT)
    return list(db.session.scalars(query.order_by(Briefing.issued_on.desc(), Briefing.id.desc()).limit(limit)))


def get_sent_briefing(slug: str) -> Briefing:
    """A briefing that was sent, with sections, items and links loaded (5 queries); raises NotFound."""
    link = selectinload(Briefing.sections).selectinload(BriefingSection.items).selectinload(BriefingItem.links)
    query = select(Briefing).where(Briefing.slug == slug, Briefing.state == BriefingState.SENT)
    briefing = db.session.scalar(
        query.options(link.joinedload(BriefingLink.event), link.joinedload(BriefingLink.blog_post))
    )
    if briefing is None:
        raise NotFound(_("There is no such briefing."))
    return briefing


def find_neighbours(briefing: Briefing) -> tuple[Briefing | None, Briefing | None]:
    """The sent briefings before and after this one."""
    sent = list_sent_briefings()
    at = next((number for number, one in enumerate(sent) if one.id == briefing.id), 0)
    return (sent[at + 1] if at + 1 < len(sent) else None), (sent[at - 1] if at else None)


def briefings_about_session(session_id: int) -> list[Briefing]:
    """The sent briefings that tell of a session, the newest first."""
    return _about(BriefingLink.session_id == session_id)


def briefings_about_event(event_id: int) -> list[Briefing]:
    """The sent briefings that tell of an event, the newest first."""
    return _about(BriefingLink.event_id == event_id)


def briefings_about_blog_post(blog_post_id: int) -> list[Briefing]:
    """The sent briefings that tell of a blog post, the newest first."""
    return _about(BriefingLink.blog_post_id == blog_post_id)


def _about(condition: ColumnElement[bool]) -> list[Briefing]:
    told = (
        select(BriefingSection.briefing_id)
        .join(BriefingItem, BriefingItem.section_id == BriefingSection.id)
        .join(BriefingLink, BriefingLink.item_id == BriefingItem.id)
        .where(condition)
    )
    query = select(Briefing).where(Briefing.state == BriefingState.SENT, Briefing.id.in_(told))
    return list(db.session.scalars(query.order_by(Briefing.issued_on.desc(), Briefing.id.desc())))


def newest_change(briefings: list[Briefing], otherwise: datetime) -> datetime:
    """When the newest of these changed last, for a feed."""
    return max((briefing.changed_at for briefing in briefings), default=otherwise)
