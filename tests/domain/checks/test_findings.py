"""What a finding is remembered by, and the words around what was found."""

from dataclasses import replace

from conference.domain.checks.rules import Check, Excerpt, Finding, findings_in
from conference.domain.checks.rules.findings import excerpt_of
from tests.domain.checks.given import abstract, facts, place


def test_the_words_around() -> None:
    said = "One two three. " * 6 + "Register now, please. " + "Four five six. " * 6
    start = said.index("Register")
    excerpt = excerpt_of(said, start, start + 12)
    assert (excerpt.before, excerpt.found, excerpt.after) == (
        "…two three. One two three. One two three. One two three. ", "Register now",
        ", please. Four five six. Four five six. Four five six. Four…",
    )  # fmt: skip
    address = excerpt_of("x" * 70 + "soc22" + "y" * 70, 70, 75)
    assert (address.before, address.after) == (f"…{'x' * 60}", f"{'y' * 60}…")
    whole = excerpt_of("At\nlast", 3, 7)
    assert (whole.before, whole.found, whole.after) == ("At ", "last", "")


def test_a_fingerprint_changes_with_what_was_found() -> None:
    finding = Finding(Check.LINK, place("session:1:abstract"), "Why.", "Register here.")
    others = [
        replace(finding, check=Check.TENSE), replace(finding, place=place("session:2:abstract")),
        replace(finding, evidence="Register here!"), replace(finding, excerpts=(Excerpt("", "here", ""),)),
    ]  # fmt: skip
    assert len({finding.fingerprint, *(one.fingerprint for one in others)}) == 5
    assert replace(finding, sentence="Said otherwise.").fingerprint == finding.fingerprint


def test_an_edit_elsewhere_in_the_text_does_not_ask_again() -> None:
    before, after = (findings_in(facts(abstract(f"{said} Register here. It is free.")))[0] for said in ("One.", "Two!"))
    assert before.fingerprint == after.fingerprint


def test_the_same_words_twice_are_asked_about_once() -> None:
    assert len(findings_in(facts(abstract("Register here. Or later. Register here.")))) == 1
