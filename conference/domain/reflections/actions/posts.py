"""Blog posts, here or elsewhere, and the sessions and events that they reflect on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from conference.core.database import db, lock
from conference.core.differences import differences
from conference.core.errors import Conflict
from conference.core.slugs import free_slug
from conference.core.text import fold, slug_of
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.people.actions import hold_standing
from conference.domain.people.queries import names_of_people
from conference.domain.programme.models import Session
from conference.domain.reflections.actions.renewal import renew_site
from conference.domain.reflections.models import BlogAuthor, BlogPost, BlogPostEvent, BlogPostSession
from conference.domain.reflections.queries import slugs_of_posts
from conference.domain.reflections.rules import AuthorText, BlogPostText

Actor = Account | str


def add_blog_post(
    text: BlogPostText, *, actor: Actor, now: datetime, slug: str = "", sessions: Collection[Session] = (),
    events: Collection[Event] = (), published_at: datetime | None = None,
) -> BlogPost:  # fmt: skip
    """Add a post, on these sessions and events; it may be read from `published_at` on (None: not yet)."""
    post = BlogPost(slug=free_slug(slug or slug_of(text.title, "post"), slugs_of_posts()), published_at=published_at)
    post.session_links = [BlogPostSession(session=session) for session in sessions]
    post.event_links = [BlogPostEvent(event=event) for event in events]
    _describe(post, text, now)
    db.session.add(post)
    db.session.flush()
    if published_at is not None:
        _renew(post, now)
    record("blog post added", post, actor=actor, now=now)
    return post


def edit_blog_post(post: BlogPost, text: BlogPostText, *, actor: Actor, now: datetime) -> None:
    """Change what is said about a post; its address stays as it is."""
    lock(post)
    before = _said(post)
    _describe(post, text, now)
    _renew(post, now)
    record("blog post edited", post, actor=actor, now=now, changes=differences(before, _said(post)))


def _said(post: BlogPost) -> dict[str, object]:
    names = ("title", "url", "publication", "kind", "posted_on", "summary")
    authors = [", ".join(filter(None, [one.name, one.role])) for one in post.authors]
    return {**{name: getattr(post, name) for name in names}, "authors": authors}


def _describe(post: BlogPost, text: BlogPostText, now: datetime) -> None:
    post.title, post.url, post.publication, post.kind = text.title, text.url, text.publication, text.kind
    post.posted_on, post.summary, post.changed_at = text.posted_on, text.summary, now
    known, before = _people_called(text.authors), list(post.authors)
    post.authors = [_author(author, known, before, position) for position, author in enumerate(text.authors)]


def _author(author: AuthorText, known: Mapping[str, int], before: list[BlogAuthor], position: int) -> BlogAuthor:
    """The author, in the row that had the name before, so that a merge of people can be undone after an edit."""
    name = fold(author.name)
    same = next((one for one in before if fold(one.name) == name), None)
    if same is None:
        same = BlogAuthor()
    else:
        before.remove(same)
    same.name, same.role, same.person_id, same.position = author.name, author.role, known.get(name), position
    return same


def _people_called(authors: Sequence[AuthorText]) -> dict[str, int]:
    """By folded name the one person who bears exactly it, if there is one."""
    found = _people_by_name() if authors else {}
    people = {name: next(iter(found[name])) for name in {fold(one.name) for one in authors}
              if len(found.get(name, ())) == 1}  # fmt: skip
    standing = hold_standing(people.values())
    return {name: standing[person_id] for name, person_id in people.items()}


def _people_by_name() -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for person_id, name in names_of_people():
        found.setdefault(fold(name), set()).add(person_id)
    return found


def _renew(post: BlogPost, now: datetime, *, is_gone: bool = False) -> None:
    """Renew all pages, and the PDFs of the events that the post reflects on, wholly or in a session."""
    on = [link.event for link in post.event_links] + [link.session.event for link in post.session_links]
    renew_site(now, list({event.id: event for event in on}.values()), is_gone=is_gone)


def publish_blog_post(post: BlogPost, *, actor: Actor, now: datetime) -> None:
    """Let everybody read our page on a post, and the links to it."""
    lock(post)
    if post.published_at is not None and post.published_at <= now:
        raise Conflict(_("This post is published already."))
    post.published_at = now
    _renew(post, now)
    record("blog post published", post, actor=actor, now=now)


def unpublish_blog_post(post: BlogPost, *, actor: Actor, now: datetime) -> None:
    """Take our page on a post away again; what is said about it is kept."""
    lock(post)
    post.published_at = None
    _renew(post, now, is_gone=True)
    record("blog post hidden", post, actor=actor, now=now)


def remove_blog_post(post: BlogPost, *, actor: Actor, now: datetime) -> None:
    """Take a post and its links away for good (the post itself stands elsewhere)."""
    lock(post)
    _renew(post, now, is_gone=True)
    record("blog post removed", post, actor=actor, now=now, title=post.title)
    db.session.delete(post)


def link_to_session(post: BlogPost, session: Session, *, actor: Actor, now: datetime) -> None:
    """Say that a post reflects on a session, of whatever year; shown on both."""
    if all(link.session_id != session.id for link in post.session_links):
        post.session_links.append(BlogPostSession(session=session))
        _linked(post, "blog post linked", actor, now)


def link_to_event(post: BlogPost, event: Event, *, actor: Actor, now: datetime) -> None:
    """Say that a post reflects on a whole event; shown on both."""
    if all(link.event_id != event.id for link in post.event_links):
        post.event_links.append(BlogPostEvent(event=event))
        _linked(post, "blog post linked", actor, now)


def unlink_from_session(post: BlogPost, session_id: int, *, actor: Actor, now: datetime) -> None:
    """Take the link between a post and a session away on both."""
    _renew(post, now, is_gone=True)
    post.session_links = [link for link in post.session_links if link.session_id != session_id]
    _linked(post, "blog post unlinked", actor, now)


def unlink_from_event(post: BlogPost, event_id: int, *, actor: Actor, now: datetime) -> None:
    """Take the link between a post and an event away on both."""
    _renew(post, now, is_gone=True)
    post.event_links = [link for link in post.event_links if link.event_id != event_id]
    _linked(post, "blog post unlinked", actor, now)


def _linked(post: BlogPost, action: str, actor: Actor, now: datetime) -> None:
    post.changed_at = now
    db.session.flush()
    _renew(post, now)
    record(action, post, actor=actor, now=now)
