"""Texts as they come in."""

import pytest

from conference.formats.programmes.texts import prose

DEEP = " " * 20


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (f"One.\n\n{DEEP}Two.\n{DEEP}    code", "One.\n\nTwo.\n    code"),
        (f"One.\n\n{DEEP}code\n\nTwo.", f"One.\n\n{DEEP}code\n\nTwo."),
        ("Type:\n\n    ./run", "Type:\n\n    ./run"),
        ("One.", "One."),
        (None, ""),
    ],
)
def test_the_indentation_of_a_file_is_no_part_of_a_text(raw: str | None, text: str) -> None:
    assert prose(raw) == text
    assert prose(prose(raw)) == text
