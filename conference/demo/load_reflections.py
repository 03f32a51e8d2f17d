"""What came of the sessions: materials, highlights, quotes, takeaways, sample write-ups, and blog posts."""

from datetime import timedelta

from conference.core.database import db
from conference.core.text import fold
from conference.core.zones import day_of
from conference.demo.loading import Loading, morning, morning_of
from conference.demo.publication import RECORDED_AFTER, EventOnDay
from conference.demo.samples import SampleWriteUp, day_of_event, write_ups_of
from conference.demo.shapes import AuthorFacts, BlogPostFacts, QuoteFacts, SessionFacts
from conference.domain.materials.models import Material
from conference.domain.materials.rules import MaterialKind
from conference.domain.programme.models import Session
from conference.domain.reflections.actions import ask_for_all_documents
from conference.domain.reflections.models import (
    BlogAuthor,
    BlogPost,
    BlogPostEvent,
    BlogPostSession,
    Highlight,
    Quote,
    Takeaway,
    WriteUp,
)

NEWS = "news"
PUBLISHED = "published by its source"
TITLES = {
    MaterialKind.RECORDING: "Recording",
    MaterialKind.AUDIO: "Audio recording",
    MaterialKind.SLIDES: "Slides",
    MaterialKind.LINK: "Page with recordings and materials",
}


def load_reflections(loading: Loading) -> None:
    """All that is public on the day of what was said, and the sample write-ups in the state they are in."""
    for on_day in loading.world.events:
        for facts in on_day.sessions:
            _load_outcome(facts, on_day, loading)
        db.session.add_all(_write_up(each, loading) for each in write_ups_of(on_day.event, loading.now))
    loading.blog_posts = {facts.id: _blog_post(facts, loading) for facts in loading.world.blog_posts}
    db.session.add_all(loading.blog_posts.values())
    db.session.flush()
    ask_for_all_documents(loading.now)


def _load_outcome(facts: SessionFacts, on_day: EventOnDay, loading: Loading) -> None:
    session = loading.sessions[facts.id]
    published_at = morning_of(on_day.event, day_of_event(on_day.event, on_day.event.days) + RECORDED_AFTER)
    for position, material in enumerate(facts.materials):
        title = TITLES.get(material.kind, material.kind.value.capitalize())
        db.session.add(Material(session=session, kind=material.kind, title=title, url=material.url, position=position,
                                published_at=published_at, created_at=published_at))  # fmt: skip
    for position, text in enumerate(facts.takeaways):
        db.session.add(Takeaway(session=session, position=position, text=text))
    quotes = [*facts.quotes, *_quotes_of_posts(facts, loading)]
    db.session.add_all(_quote(each, facts, session, at, loading) for at, each in enumerate(quotes))
    if facts.highlight:
        db.session.add(_highlight(facts, on_day, session, loading))


def _highlight(facts: SessionFacts, on_day: EventOnDay, session: Session, loading: Loading) -> Highlight:
    day = day_of(session.starts_at, on_day.event.zone) if session.starts_at else day_of_event(on_day.event, 1)
    source = next((post.url for post in loading.world.blog_posts
                   if post.kind == NEWS and facts.id in post.session_ids), "")  # fmt: skip
    return Highlight(event_id=session.event_id, session=session, day=day, text=facts.highlight, source_url=source,
                     published_at=morning_of(on_day.event, day + timedelta(days=1)))  # fmt: skip


def _quotes_of_posts(facts: SessionFacts, loading: Loading) -> list[QuoteFacts]:
    """Quotes that only a post has, of people who stand in the session that the post tells of."""
    people = {each.person_id for each in facts.appearances}
    known = [fold(each.text) for each in facts.quotes]
    quotes = [quote for post in loading.world.blog_posts if facts.id in post.session_ids for quote in post.quotes]
    return [each for each in quotes if each.person_id in people and not any(fold(each.text) in text for text in known)]


def _quote(facts: QuoteFacts, session_facts: SessionFacts, session: Session, position: int, loading: Loading) -> Quote:
    person = loading.people.get(facts.person_id or "")
    said_as = next((each for each in session_facts.appearances if each.person_id == facts.person_id), None)
    on_the_day = [person.name if person else "", *((said_as.job_title, said_as.affiliation) if said_as else ())]
    return Quote(
        session=session, person=person, position=position, text=facts.text, source_url=facts.source_url,
        attributed_as=facts.attributed_as or ", ".join(filter(None, on_the_day)),
        has_consent=facts.consent == PUBLISHED,
    )  # fmt: skip


def _write_up(sample: SampleWriteUp, loading: Loading) -> WriteUp:
    session, person = loading.sessions[sample.session_id], loading.people[sample.person_id]
    byline = ", ".join(filter(None, (person.name, person.job_title, person.affiliation)))
    return WriteUp(
        session=session, number=1, person=person, state=sample.state, title=sample.title,
        standfirst=sample.standfirst, body=sample.body, open_question=sample.open_question, byline=byline,
        note=sample.note, requested_at=sample.requested_at, saved_at=sample.submitted_at,
        submitted_at=sample.submitted_at, published_at=sample.published_at, is_sample=True,
        takeaways=[Takeaway(session=session, position=at, text=text) for at, text in enumerate(sample.takeaways)],
    )  # fmt: skip


def _blog_post(facts: BlogPostFacts, loading: Loading) -> BlogPost:
    published_at = facts.posted_at or morning(facts.posted_on or facts.known_from)
    post = BlogPost(
        slug=facts.slug, title=facts.title, url=facts.url, publication=facts.publication, kind=facts.kind,
        posted_on=facts.posted_on, summary=facts.summary, published_at=published_at, changed_at=published_at,
        authors=[_author(each, at, loading) for at, each in enumerate(facts.authors)],
    )  # fmt: skip
    post.session_links = [BlogPostSession(session=loading.sessions[each]) for each in facts.session_ids]
    post.event_links = [BlogPostEvent(event=loading.events[each]) for each in facts.event_ids]
    return post


def _author(facts: AuthorFacts, position: int, loading: Loading) -> BlogAuthor:
    """The author with the role of the posting day; one who is known by a role only is named by it."""
    person = loading.people.get(facts.person_id or "")
    name = facts.name or (person.name if person else "")
    return BlogAuthor(person=person, name=name or facts.role, role=facts.role if name else "", position=position)
