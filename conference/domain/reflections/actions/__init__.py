"""Write-ups from asking to publishing, blog posts, and the marks that editors set."""

from conference.domain.reflections.actions.marks import set_highlight, set_quotes, set_takeaways
from conference.domain.reflections.actions.posts import (
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
from conference.domain.reflections.actions.renewal import (
    ask_for_all_documents,
    ask_for_documents,
    list_wanted_documents,
)
from conference.domain.reflections.actions.write_ups import (
    begin_write_up,
    publish_write_up,
    request_write_up,
    return_write_up,
    save_draft,
    send_fresh_link,
    submit_write_up,
    text_of,
    withdraw_write_up,
)

__all__ = [
    "add_blog_post",
    "ask_for_all_documents",
    "ask_for_documents",
    "begin_write_up",
    "edit_blog_post",
    "link_to_event",
    "link_to_session",
    "list_wanted_documents",
    "publish_blog_post",
    "publish_write_up",
    "remove_blog_post",
    "request_write_up",
    "return_write_up",
    "save_draft",
    "send_fresh_link",
    "set_highlight",
    "set_quotes",
    "set_takeaways",
    "submit_write_up",
    "text_of",
    "unlink_from_event",
    "unlink_from_session",
    "unpublish_blog_post",
    "withdraw_write_up",
]
