"""Long lists of the workbench: fifty on a page, whatever there is, at the same cost."""

from datetime import timedelta

from flask import Flask

from conference.domain.accounts.rules import Role
from conference.domain.reflections.rules import WriteUpState
from tests.factories import NOW, make_account, make_person
from tests.pages import PageClient
from tests.reflected import make_held_event, make_post, make_write_up
from tests.statements import statements


def cost_of(client: PageClient, path: str, table: str) -> int:
    """How many queries of these tables a page takes."""
    with statements() as sent:
        client.page(path)
    return len([one for one in sent if one.startswith("SELECT") and table in one])


def test_posts_come_fifty_on_a_page_the_newest_first(app: Flask, client: PageClient) -> None:
    event, (session,), author = make_held_event()
    client.sign_in(make_account(Role.EDITOR))
    make_post(title="Of no day", posted_on=None, published_at=None)
    make_post(title="Put here last", posted_on=None, published_at=NOW)
    costs = []
    for number in range(49):
        make_post(title=f"Post no {number}.", posted_on=(NOW - timedelta(days=number + 1)).date(), author=author,
                  sessions=(session,), events=(event,))  # fmt: skip
        if number in {0, 48}:
            costs.append(cost_of(client, "/organise/blog/", "blog_"))
    first, second = client.page("/organise/blog/"), client.page("/organise/blog/?page=2")
    assert first.text.index("Put here last") < first.text.index("Post no 0.") < first.text.index("Post no 48.")
    assert (first.text.count("Post no "), "Of no day" in first.text, "Of no day" in second.text) == (49, False, True)
    assert "/organise/blog/?page=2" in first.links
    assert "There are no more posts." in client.page("/organise/blog/?page=3").text
    assert costs[0] == costs[1]


def test_write_ups_come_fifty_on_a_page_those_that_wait_first(app: Flask, client: PageClient) -> None:
    event, (session,), _person = make_held_event()
    client.sign_in(make_account(Role.EDITOR))
    costs = []
    for number in range(51):
        state = WriteUpState.SUBMITTED if number == 0 else WriteUpState.PUBLISHED
        make_write_up(session, make_person(f"Author {number}."), number=number + 1, title=f"Text no {number}.",
                      state=state, saved_at=NOW + timedelta(minutes=number))  # fmt: skip
        if number in {1, 50}:
            costs.append(cost_of(client, f"/organise/{event.slug}/write-ups/", "write_up"))
    first, second = (client.page(f"/organise/soc21/write-ups/?page={number}") for number in (1, 2))
    assert (first.text.count("Text no "), second.text.count("Text no ")) == (50, 1)
    assert first.text.index("Text no 0.") < first.text.index("Text no 50.")
    assert "51" in first.text.split("Sessions with people in them")[1]
    assert "/organise/soc21/write-ups/?page=2" in first.links
    assert costs[0] == costs[1]
