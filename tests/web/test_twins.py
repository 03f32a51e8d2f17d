"""The same form sent twice at one moment: whatever stopped the first try, both get the first answer."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from conference.web.forms.base import ButtonForm

BUSY = PoolTimeout("no connection is free")
OVERTAKEN = StaleDataError("UPDATE statement on table session expected to update 1 row(s); 0 were matched")
TWIN = IntegrityError("INSERT INTO answered_form", {}, Exception("duplicate key"))


def sent(app: Flask, happenings: list[Exception | str]) -> tuple[tuple[str, str], int]:
    """Carry a form out while this happens to one try after the other; its answer, and what did not come to pass."""
    left: Iterator[Exception | str] = iter(happenings)

    def deed() -> str:
        happening = next(left)
        if isinstance(happening, Exception):
            raise happening
        return happening

    with app.test_request_context("/", method="POST"):
        return ButtonForm()._carry_out(deed), len(list(left))


@pytest.mark.parametrize(
    "happenings",
    [
        ["/done/"],
        [BUSY, "/done/"],
        [OVERTAKEN, "/done/"],
        [TWIN, "/done/"],
        [BUSY, TWIN, "/done/"],
        [TWIN, BUSY, TWIN, "/done/"],
    ],
)
def test_what_passes_and_what_a_twin_did_is_tried_again(app: Flask, happenings: list[Exception | str]) -> None:
    assert sent(app, happenings) == (("/done/", ""), 0)


@pytest.mark.parametrize("fault", [BUSY, TWIN])
def test_nothing_is_tried_for_ever(app: Flask, fault: Exception) -> None:
    with pytest.raises(type(fault)):
        sent(app, [fault, fault, "/done/"])


def test_what_does_not_pass_is_not_tried_again(app: Flask) -> None:
    with pytest.raises(ValueError, match="no such day"):
        sent(app, [ValueError("no such day"), "/done/"])


@pytest.mark.parametrize("key", ["two\nlines", "a\u2028b", "k" * 65, "", "clé"])
def test_a_key_that_is_none_of_ours_is_replaced(app: Flask, key: str) -> None:
    with app.test_request_context("/", method="POST", data={"form_key": key}):
        form = ButtonForm()
        assert (form.form_key.data != key, form._carry_out(lambda: "/done/")) == (True, ("/done/", ""))
