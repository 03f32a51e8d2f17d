"""Languages in words."""

import pytest

from conference.core.languages import language_words


@pytest.mark.parametrize(
    ("code", "words"), [("en", "English"), ("fr", "French"), ("pt-BR", "Portuguese (Brazil)"), ("xx", "xx"), ("", ""),
                        ("no language", "no language")],
)  # fmt: skip
def test_a_language_is_called_by_its_name(code: str, words: str) -> None:
    assert language_words(code) == words
