"""No page of the workbench is open to strangers, and roles reach what the table of permissions says."""

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from conference.domain.accounts.rules import Role
from tests.factories import make_account, make_event, make_site
from tests.pages import PageClient

VALUES = {"token": "a-token-of-nothing", "event_slug": "soc22"}


def rules_of_workbench(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/organise")]


def address_of(app: Flask, rule: Rule) -> str:
    values = {name: _value(rule, name) for name in rule.arguments}
    with app.test_request_context():
        built = rule.build(values)
    assert built is not None, rule
    return str(built[1])


def _value(rule: Rule, name: str) -> object:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    values = {"IdConverter": 1, "IntegerConverter": 1, "DateConverter": "2022-09-08"}
    return values.get(type(converter).__name__, VALUES.get(name, "nothing"))


def test_strangers_are_asked_to_sign_in_and_change_nothing(app: Flask, client: PageClient) -> None:
    make_site()
    make_event(slug="soc22")
    rules = rules_of_workbench(app)
    assert len(rules) > 10
    for rule in rules:
        path = address_of(app, rule)
        if "GET" in (rule.methods or ()):
            assert client.http.get(path).location == f"/sign-in/?next={path}", rule
        if "POST" in (rule.methods or ()):
            assert client.http.post(path).status_code == 422, rule


def test_a_door_helper_sees_the_start_page_and_the_door_alone(app: Flask, client: PageClient) -> None:
    make_site()
    make_event(slug="soc22")
    client.sign_in(make_account(Role.DOOR_HELPER))
    client.get("/organise/")
    for rule in rules_of_workbench(app):
        path = address_of(app, rule)
        if "GET" in (rule.methods or ()) and path not in {"/organise/", "/organise/soc22/door/"}:
            assert client.http.get(path, base_url=client.base).status_code == 404, rule


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (Role.EDITOR, {"Events"}),
        (Role.ORGANISER, {"Events", "Outbox"}),
        (Role.OWNER, {"Events", "Outbox", "Staff", "Journal", "Site"}),
    ],
)
def test_the_menu_shows_what_one_may_use(app: Flask, client: PageClient, role: Role, labels: set[str]) -> None:
    make_site()
    client.sign_in(make_account(role))
    ours = {"Events", "Outbox", "Staff", "Journal", "Site"}
    words = client.get("/organise/").text.split('<nav class="rail"')[1].split("</nav>")[0]
    assert {label for label in ours if f"<span>{label}</span>" in words} == labels
