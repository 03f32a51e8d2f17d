"""The archive of briefings, with what each item points at."""

from conference.core.database import db
from conference.demo.loading import Loading, morning
from conference.demo.shapes import BriefingFacts, BriefingItemFacts, BriefingSectionFacts
from conference.domain.briefings.models import Briefing, BriefingItem, BriefingLink, BriefingSection, BriefingState


def load_briefings(loading: Loading) -> None:
    """Every issue that was sent by the day; of each the month is known, not the day."""
    db.session.add_all(_briefing(facts, loading) for facts in loading.world.briefings)
    db.session.flush()


def _briefing(facts: BriefingFacts, loading: Loading) -> Briefing:
    sent_at = morning(facts.issued_on)
    return Briefing(
        slug=facts.slug, title=facts.title, period=facts.period, intro=facts.intro, state=BriefingState.SENT,
        issued_on=facts.issued_on, is_day_known=False, sent_at=sent_at, changed_at=sent_at,
        sections=[_section(each, at, loading) for at, each in enumerate(facts.sections)],
    )  # fmt: skip


def _section(facts: BriefingSectionFacts, position: int, loading: Loading) -> BriefingSection:
    items = [_item(each, at, loading) for at, each in enumerate(facts.items)]
    return BriefingSection(heading=facts.heading, level=facts.level, position=position, items=items)


def _item(facts: BriefingItemFacts, position: int, loading: Loading) -> BriefingItem:
    return BriefingItem(
        kind=facts.kind, title=facts.title, summary=facts.summary, organisation=facts.organisation, url=facts.url,
        position=position, links=_links(facts, loading),
    )  # fmt: skip


def _links(facts: BriefingItemFacts, loading: Loading) -> list[BriefingLink]:
    """What the item tells of, the nearest first: posts, sessions, events."""
    posts = [BriefingLink(blog_post=loading.blog_posts[each]) for each in facts.blog_post_ids]
    sessions = [BriefingLink(session=loading.sessions[each]) for each in facts.session_ids]
    return posts + sessions + [BriefingLink(event=loading.events[each]) for each in facts.event_ids]
