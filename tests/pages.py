"""A client that checks every page it gets, and fills in forms as a browser would."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, has_app_context
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from conference import links
from conference.core.clock import real_now
from conference.core.database import transaction
from conference.domain.accounts.actions import prepare_sign_in
from conference.domain.accounts.models import Account

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
CONTROLS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button"}


class Page(HTMLParser):
    """What the checks and the tests need to know of an HTML page."""

    def __init__(self, body: str) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[str] = []
        self.title = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[dict[str, str]] = []
        self.forms: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self._select: str | None = None
        self._area: dict[str, str] | None = None
        self.feed(body)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what matters of a tag."""
        values = {name: value or "" for name, value in attributes}
        if tag not in VOID:
            self._open.append(tag)
        if "style" in values or any(name.startswith("on") for name in values):
            self.faults.append(f"inline style or script on <{tag}>")
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") != "application/ld+json"):
            self.faults.append(f"inline <{tag}>")
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "h1":
            self.headings.append("")
        if tag == "label" and "for" in values:
            self.labels.add(values["for"])
        self._note_form(tag, values)

    def _note_form(self, tag: str, values: dict[str, str]) -> None:
        if tag == "form":
            self.forms.append({"action": values.get("action", ""), "method": values.get("method", "get"), "fields": []})
        if tag in CONTROLS:
            self.controls.append({**values, "tag": tag})
        if not self.forms:
            return
        fields = self.forms[-1]["fields"]
        kind = values.get("type", "text")
        if tag == "input" and (kind not in {"checkbox", "radio"} or "checked" in values) and kind != "submit":
            fields.append((values.get("name", ""), values.get("value", "on" if kind == "checkbox" else "")))
        if tag == "select":
            self._select = values.get("name", "")
        if tag == "option" and self._select is not None and "selected" in values:
            fields.append((self._select, values.get("value", "")))
        if tag == "textarea":
            self._area = {"name": values.get("name", ""), "value": ""}
            fields.append(self._area)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Collect text."""
        if self._area is not None:
            self._area["value"] += data
        if "h1" in self._open:
            self.headings[-1] += data
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data
        if not {"script", "style", "title"} & set(self._open):
            self.words.append(data)

    def fields_of(self, index: int) -> dict[str, Any]:
        """The fields of a form as a browser would send them, before anything is typed."""
        values: dict[str, Any] = {}
        for field in self.forms[index]["fields"]:
            name, value = (field["name"], field["value"].removeprefix("\n")) if isinstance(field, dict) else field
            if name in values:
                value = [*(values[name] if isinstance(values[name], list) else [values[name]]), value]
            values[name] = value
        values.pop("", None)
        return values


class PageClient:
    """Fetches, checks and sends; redirects are followed unless `follow=False`."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.http = app.test_client()
        self.base = app.config["ADDRESS"]

    def sign_in(self, account: Account) -> PageClient:
        """Sign this browser in as a member of staff, by a link as `conference staff link` prints it."""
        with transaction():
            sign_in = prepare_sign_in(account, real_now())
            token = links.sign(links.Purpose.SIGN_IN_DIRECT, sign_in.id, account.link_version)
        path = links.sign_in_direct(token)
        form = Page(self.http.get(path, base_url=self._fresh_base()).text).fields_of(-1)
        response = self.http.post(path, base_url=self._fresh_base(), data=form)
        assert (response.status_code, response.location) == (303, links.organise()), response.text[:2000]
        return self

    def sign_out(self) -> None:
        """Forget all cookies."""
        self.http = self.app.test_client()

    def _fresh_base(self) -> str:
        """The base address; before each request, what the last one kept for itself is dropped, as a server does."""
        if has_app_context():
            for name in list(g):
                g.pop(name)
        return str(self.base)

    def get(self, path: str, *, status: int = 200, follow: bool = True, **more: Any) -> TestResponse:
        """GET an address; the status must be as said, and a page must be in order."""
        response = self.http.get(path, base_url=self._fresh_base(), follow_redirects=follow, **more)
        assert response.status_code == status, f"GET {path}: {response.status_code}\n{response.text[:2000]}"
        self._check(path, response)
        return response

    def page(self, path: str, *, status: int = 200) -> Page:
        """GET an address and read its page."""
        return Page(self.get(path, status=status).text)

    def post(self, path: str, data: dict[str, Any], *, follow: bool = True, **more: Any) -> TestResponse:
        """POST as it is, without filling anything in."""
        return self.http.post(path, base_url=self._fresh_base(), data=data, follow_redirects=follow, **more)

    def send(self, path: str, *, form: int = -1, status: int = 200, follow: bool = True, **typed: Any) -> TestResponse:
        """Open a page, fill its form in (the last one, or the one of this index) and send it.

        `typed` replaces what the form holds; None leaves a field out (an unticked box).
        """
        page = self.page(path)
        index = form if form >= 0 else len(page.forms) + form
        sent = {**page.fields_of(index), **typed}
        sent = {name: value for name, value in sent.items() if value is not None}
        target = page.forms[index]["action"] or path
        response = self.http.post(target, base_url=self._fresh_base(), data=sent, follow_redirects=follow)
        assert response.status_code == status, (
            f"POST {target}: {response.status_code}\n{Page(response.text).text[:2000]}"
        )
        self._check(target, response)
        return response

    def _check(self, path: str, response: TestResponse) -> None:
        if response.status_code in {301, 302, 303, 304, 307, 308} or response.mimetype != "text/html":
            return
        page = Page(response.text)
        faults = [*page.faults, *_structure_faults(page), *self._dead_links(page)]
        assert not faults, f"{path}: " + "; ".join(faults)
        assert "Content-Security-Policy" in response.headers

    def _dead_links(self, page: Page) -> list[str]:
        router = self.app.url_map.bind(urlsplit(self.base).netloc)
        dead = []
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path.startswith("/"):
                continue
            try:
                router.match(parts.path, "GET")
            except RequestRedirect:
                continue
            except HTTPException:
                dead.append(f"no view answers {parts.path}")
        return dead


def _structure_faults(page: Page) -> list[str]:
    faults = []
    if len(page.headings) != 1:
        faults.append(f"{len(page.headings)} h1")
    if not page.title.strip():
        faults.append("no title")
    faults += [f"id {name} twice" for name, count in Counter(page.ids).items() if count > 1]
    for control in page.controls:
        named = control.get("id") in page.labels or "aria-label" in control or "aria-labelledby" in control
        if not named and control.get("type") not in UNLABELLED:
            faults.append(f"no label for {control.get('name')}")
    faults += [f"form to {form['action']} without a token" for form in page.forms
               if form["method"].lower() == "post" and "csrf_token" not in dict(_named(form))]  # fmt: skip
    return faults


def _named(form: dict[str, Any]) -> list[tuple[str, str]]:
    return [(field["name"], "") if isinstance(field, dict) else field for field in form["fields"]]
