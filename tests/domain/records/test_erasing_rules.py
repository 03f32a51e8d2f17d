"""How a name may be written, and what stands in its place."""

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.text import clean_line, slug_of
from conference.domain.records.rules.erasing import Traces

TRACES = Traces(
    frozenset({"jo.o'b+x@example.org"}),
    frozenset({"Jos\u00e9 O'Brien M\u00fcller", "\u738b\u4f1f", "Anna"}),
    "withheld-3",
)
HERE = "Name withheld"
NAMES = st.text("abcdefghij\u00e9\u00fc\u0431\u0436'-. ", min_size=3, max_size=20).map(clean_line).filter(
    lambda name: sum(len(word.strip("'-.")) > 1 for word in name.split()) > 1
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("Jos\u00e9 O'Brien M\u00fcller spoke.", f"{HERE} spoke."),
        ("JOS\u00c9 O&#39;BRIEN\nM\u00dcLLER", HERE),
        ("by M\u00fcller, Jos\u00e9 O'Brien", f"by {HERE}"),
        ("DESCRIPTION:Jos\u00e9 O'Bri\r\n en M\u00fcller", f"DESCRIPTION:{HERE}"),
        ("see /people/jose-o-brien-muller/", "see /people/withheld-3/"),
        ("Jose-O-Brien-Muller.pdf", "withheld-3.pdf"),
        ("write to JO.O'B+x@example.org.", "write to withheld-3."),
        ("<a href=mailto:jo.o&#x27;b+x@example.org>", "<a href=mailto:withheld-3>"),
        ("with\u738b\u4f1f here", f"with{HERE} here"),
        ({"by": ["Jos\u00e9 O'Brien M\u00fcller", 7, None]}, {"by": [HERE, 7, None]}),
        ({"jo.o'b+x@example.org": True}, {"withheld-3": True}),
    ],
)
def test_what_names_them_is_replaced(said: object, says: object) -> None:
    assert TRACES.is_in(said)
    assert TRACES.without(said) == says


@pytest.mark.parametrize(
    "said",
    [
        "Jos\u00e9 O'Brien M\u00fcllerin", "Jos\u00e9 and O'Brien M\u00fcller", "Anna", "M\u00fcller", None, 7,
        "xjo.o'b+x@example.org", "jo.o'b+x@example.org.uk",
    ],
)  # fmt: skip
def test_what_is_somebody_else_stays(said: object) -> None:
    assert not TRACES.is_in(said)
    assert TRACES.without(said) == said


def test_family_names_alone_go_where_that_is_asked() -> None:
    asked = TRACES.with_families()
    assert (
        asked.without("M\u00fcller's keynote, /sessions/keynote-muller/")
        == f"{HERE}'s keynote, /sessions/keynote-withheld-3/"
    )
    assert asked.without("keynote-muller", is_slug=True) == "keynote-withheld-3"
    assert Traces(frozenset(), frozenset({"Sample Person 12", "Ada L."}), "m").with_families().families == frozenset()


@given(NAMES)
def test_every_name_is_found_in_every_way_of_writing_it(name: str) -> None:
    traces = Traces(frozenset(), frozenset({name}), "withheld-1")
    for way in (name, name.upper(), html.escape(name), name.replace(" ", "\n"), slug_of(name)):
        assert way.casefold() not in str(traces.without(f"with {way} there")).casefold()
    assert json.dumps(name)[1:-1] not in json.dumps(traces.without([name]))
