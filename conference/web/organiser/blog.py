"""Blog posts, here or elsewhere: what is said about each, and the sessions and events that it reflects on."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import Invalid
from conference.core.words import _
from conference.core.zones import date_words
from conference.domain.accounts.rules import Permission
from conference.domain.reflections.actions import (
    add_blog_post,
    edit_blog_post,
    link_to_event,
    link_to_session,
    publish_blog_post,
    remove_blog_post,
    unlink_from_event,
    unlink_from_session,
    unpublish_blog_post,
)
from conference.domain.reflections.models import BlogPost
from conference.domain.reflections.queries import count_posts, get_post, list_posts, sessions_to_link
from conference.domain.reflections.rules import AuthorText, BlogPostText, is_public
from conference.web.access import get_account, requires
from conference.web.forms.base import ButtonForm
from conference.web.forms.reflections import BlogPostForm, LinkForm, post_values
from conference.web.organiser.asking import ask_page, form_page
from conference.web.organiser.checks import shown_of_page
from conference.web.organiser.listing import pages_of
from conference.web.organiser.paging import Paging, page_number
from conference.web.responses import page

blueprint = Blueprint("blog", __name__)
ONE = "/blog/<id:post_id>/"


@blueprint.get("/blog/")
@requires(Permission.EDIT_REFLECTIONS)
def show() -> ResponseReturnValue:
    """All posts, the newest first."""
    paging = Paging(page_number(request.args.get("page", "")), count_posts())
    rows = [_row(one) for one in list_posts(paging.size, paging.offset)]
    return page(rows=rows, paging=paging, url_of=pages_of(links.organise_blog(), {}))


def _row(post: BlogPost) -> dict[str, Any]:
    return {
        "title": {"text": post.title, "url": links.organise_post(post.id)},
        "authors": ", ".join(one.name for one in post.authors) or post.publication,
        "posted": date_words(post.posted_on, weekday=False) if post.posted_on else _("Not known"),
        "links": str(len(post.session_links) + len(post.event_links) or ""),
        "state": _("Published") if is_public(post.published_at, now()) else _("Hidden"),
    }


@blueprint.route("/blog/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_REFLECTIONS)
def new() -> ResponseReturnValue:
    """Add a post; then say what it reflects on."""
    form = BlogPostForm()

    def add() -> tuple[str, str]:
        post = add_blog_post(form.text, actor=get_account(), now=now())
        return links.organise_post(post.id), _("The post is added. Say what it reflects on, then publish it.")

    lead = _("A post here or elsewhere. It gets a page of ours that leads to it, and is shown on what it reflects on.")
    return form.perform(add) or form_page(
        form, title=_("New post"), button=_("Add it"), back=links.organise_blog(), lead=lead
    )


@blueprint.get(ONE)
@requires(Permission.EDIT_REFLECTIONS)
def read(post_id: int) -> ResponseReturnValue:
    """A post, and what it reflects on."""
    post = get_post(post_id)
    is_shown = is_public(post.published_at, now())
    return page(post=post, facts=_facts(post), is_shown=is_shown, sessions=_sessions(post), events=_events(post),
                findings=_findings(post))  # fmt: skip


def _findings(post: BlogPost) -> dict[str, Any] | None:
    """What the checks of the first event that it reflects on say about the post; None where there is no event."""
    events = [link.session.event for link in post.session_links] + [link.event for link in post.event_links]
    first = min(events, key=lambda event: event.id, default=None)
    return shown_of_page(first, f"{links.organise_post(post.id)}edit/") if first else None


def _facts(post: BlogPost) -> list[dict[str, str | None]]:
    authors = "; ".join(", ".join(filter(None, (one.name, one.role))) for one in post.authors)
    posted = date_words(post.posted_on) if post.posted_on else _("Not known")
    return [
        {
            "term": _("State"),
            "text": _("Published") if is_public(post.published_at, now()) else _("Hidden"),
            "url": None,
        },
        {"term": _("Address"), "text": urlsplit(post.url).hostname or post.url, "url": post.url},
        {"term": _("Kind"), "text": _(post.kind).capitalize(), "url": None},
        {"term": _("Where it appeared"), "text": post.publication, "url": None},
        {"term": _("Posted on"), "text": posted, "url": None},
        {"term": _("Authors"), "text": authors, "url": None},
    ]


def _sessions(post: BlogPost) -> list[dict[str, Any]]:
    return [{"title": link.session.title, "event": link.session.event.name, "target": f"session:{link.session_id}"}
            for link in post.session_links]  # fmt: skip


def _events(post: BlogPost) -> list[dict[str, Any]]:
    return [{"title": link.event.title, "event": _("The whole event"), "target": f"event:{link.event_id}"}
            for link in post.event_links]  # fmt: skip


@blueprint.route(f"{ONE}edit/", methods=["GET", "POST"])
@requires(Permission.EDIT_REFLECTIONS)
def edit(post_id: int) -> ResponseReturnValue:
    """Change what is said about a post."""
    form, back = BlogPostForm(data=post_values(_text_of(get_post(post_id)))), links.organise_post(post_id)

    def save() -> tuple[str, str]:
        edit_blog_post(get_post(post_id), form.text, actor=get_account(), now=now())
        return back, _("The post is saved.")

    return form.perform(save) or form_page(form, title=_("Edit the post"), button=_("Save"), back=back)


def _text_of(post: BlogPost) -> BlogPostText:
    authors = tuple(AuthorText(one.name, one.role) for one in post.authors)
    return BlogPostText(post.title, post.url, post.publication, post.kind, post.posted_on, post.summary, authors)


@blueprint.route(f"{ONE}link/", methods=["GET", "POST"])
@requires(Permission.EDIT_REFLECTIONS)
def link(post_id: int) -> ResponseReturnValue:
    """Say that a post reflects on a session, of whatever year, or on a whole event."""
    post, back = get_post(post_id), links.organise_post(post_id)
    there = sessions_to_link()
    form = LinkForm({
        event.title: [(f"event:{event.id}", _("The whole event")),
                      *((f"session:{one.id}", one.title) for one in sessions)]
        for event, sessions in there
    })  # fmt: skip

    def add() -> tuple[str, str]:
        found, (kind, number) = get_post(post_id), _target(form.target.data)
        for event, sessions in sessions_to_link():
            if kind == "event" and event.id == number:
                link_to_event(found, event, actor=get_account(), now=now())
            for one in sessions:
                if kind == "session" and one.id == number:
                    link_to_session(found, one, actor=get_account(), now=now())
        return back, _("The link is shown on both.")

    return form.perform(add) or form_page(form, title=_("What “%(title)s” reflects on", title=post.title),
                                          button=_("Add the link"), back=back)  # fmt: skip


def _target(raw: str) -> tuple[str, int]:
    """The kind and the id in "session:12"; raises Invalid for anything else."""
    kind, _colon, number = raw.partition(":")
    if kind not in {"session", "event"} or not number.isdecimal() or len(number) > len("2147483647"):
        raise Invalid(_("Choose a session or an event."), "target")
    return kind, int(number)


@blueprint.post(f"{ONE}unlink/")
@requires(Permission.EDIT_REFLECTIONS)
def unlink(post_id: int) -> ResponseReturnValue:
    """Take a link away."""
    form, back = ButtonForm(), links.organise_post(post_id)

    def take_away() -> tuple[str, str]:
        kind, number = _target(request.form.get("target", ""))
        remove = unlink_from_session if kind == "session" else unlink_from_event
        remove(get_post(post_id), number, actor=get_account(), now=now())
        return back, _("The link is gone from both.")

    return form.perform(take_away) or _not_done(form, post_id)


@blueprint.post(f"{ONE}publish/")
@requires(Permission.EDIT_REFLECTIONS)
def publish(post_id: int) -> ResponseReturnValue:
    """Show a post to everybody."""
    form = ButtonForm()

    def make_public() -> tuple[str, str]:
        publish_blog_post(get_post(post_id), actor=get_account(), now=now())
        return links.organise_post(post_id), _("Everybody can see it now.")

    return form.perform(make_public) or _not_done(form, post_id)


@blueprint.post(f"{ONE}hide/")
@requires(Permission.EDIT_REFLECTIONS)
def hide(post_id: int) -> ResponseReturnValue:
    """Hide a post again."""
    form = ButtonForm()

    def make_hidden() -> tuple[str, str]:
        unpublish_blog_post(get_post(post_id), actor=get_account(), now=now())
        return links.organise_post(post_id), _("It is hidden.")

    return form.perform(make_hidden) or _not_done(form, post_id)


def _not_done(form: ButtonForm, post_id: int) -> ResponseReturnValue:
    return page(form=form, back=links.organise_post(post_id))


@blueprint.route(f"{ONE}remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_REFLECTIONS)
def remove(post_id: int) -> ResponseReturnValue:
    """Ask before a post goes."""
    form, back = ButtonForm(), links.organise_post(post_id)

    def take_away() -> tuple[str, str]:
        remove_blog_post(get_post(post_id), actor=get_account(), now=now())
        return links.organise_blog(), _("The post is gone from here.")

    done = form.perform(take_away)
    return done or ask_page(
        form, title=_("Remove “%(title)s”", title=get_post(post_id).title), button=_("Remove it"), back=back,
        consequences=[_("Our page on it and all its links go. The post itself stays where it is.")],
        undo=_("This cannot be undone. You can hide it instead."),
    )  # fmt: skip
