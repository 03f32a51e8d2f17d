"""The cleaner: what is taken out of every text, and what stays."""

import sys
import unicodedata

import pytest

from conference.core.text import clean_line, clean_sentences, clean_text, cut_text, fold, is_clean, isolated

JOINERS = {"\u200c", "\u200d"}
SIGNS = {*"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"}  # they show


def test_no_character_that_does_not_show_stays_but_joiners() -> None:
    formats = [char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char) == "Cf"]
    kept = {char for char in formats if clean_text(f"a{char}b") != "ab"}
    assert kept == JOINERS | {sign for sign in SIGNS if unicodedata.category(sign) == "Cf"}


@pytest.mark.parametrize(
    "name", ["\u200b\u200b", "\u200d", " \u200c\u200d ", "\u3164", "\u2800 \u2800", "\ufeff\u00ad"]
)
def test_a_name_that_nobody_can_see_is_empty(name: str) -> None:
    assert clean_line(name) == ""


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian
        "\u0915\u094d\u200d\u0937",  # Hindi
        "\U0001f469\u200d\U0001f52c",  # a woman, a microscope: a scientist
        "\u2764\ufe0f\u200d\U0001f525",  # a heart on fire
    ],
)
def test_joiners_stay_where_they_show(text: str) -> None:
    assert (clean_text(text), is_clean(text)) == (text, True)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\u202etxt.exe", "atxt.exe"),
        ("a\u200d\u200db", "ab"),
        ("a \u200d b", "a  b"),
        ("a\u200d\u202e", "a"),
        ("e\u200d\u0301", "\u00e9"),
        ("Co\u00adoperation", "Cooperation"),
    ],
)
def test_what_is_cleaned_is_clean(raw: str, clean: str) -> None:
    assert (clean_text(raw), is_clean(clean)) == (clean, True)


@pytest.mark.parametrize(
    "name", ["\uae40\ucca0\uc218", "\u039c\u03b1\u0390\u03bf\u03c5", "\u0130zmir", "\ufb01n\u00df"]
)
def test_what_is_folded_is_clean(name: str) -> None:
    assert (is_clean(fold(name)), fold(unicodedata.normalize("NFD", name))) == (True, fold(name))


def test_a_name_in_hangul_is_folded_to_itself() -> None:
    assert fold("\uae40\ucca0\uc218") == "\uae40\ucca0\uc218"


def test_a_text_that_is_cut_at_a_joiner_is_clean() -> None:
    text = "a" * 198 + "\U0001f469\u200d\U0001f469 tail"
    assert (cut_text(text, 200), cut_text(text, 201), cut_text("a b", 2)) == (text[:199], text[:201], "a")


HEBREW, APART = "\u05e9\u05e8\u05d4", "\u2068\u05e9\u05e8\u05d4\u2069"


@pytest.mark.parametrize(("text", "shown"), [
    ("Ada", "Ada"), ("Zo\u00eb", "Zo\u00eb"), (HEBREW, APART), (APART, APART),
    (f"Ada {HEBREW}", f"\u2068Ada {HEBREW}\u2069"),
])  # fmt: skip
def test_what_is_written_from_right_to_left_is_kept_apart(text: str, shown: str) -> None:
    assert isolated(text) == shown


def test_only_sentences_of_ours_keep_a_name_apart() -> None:
    raw = f" By {APART}\u200e: 3 talks.\r\n"
    assert (clean_sentences(raw), clean_text(raw)) == (f"By {APART}: 3 talks.", f"By {HEBREW}: 3 talks.")
