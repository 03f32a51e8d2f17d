from html.parser import HTMLParser
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conference.core.errors import Invalid
from conference.formats.markup import MAX_LENGTH, excerpt, reading_minutes, to_html, to_text

REL = 'rel="nofollow ugc noopener"'
MAY_STAND = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
WRITE_UP = """# What we learned

Outcomes are *hard*, and **worth it**; see [the report](https://example.org/report).

- one
- two
  with more
  1. inner

3. third

> Nobody knew.
>
> Until now.

| Country | Places |
|---------|-------:|
| Cameroon | 5 |

    code & <tags>
"""


class Tags(HTMLParser):
    """What a browser would find: tags with their attributes, closed or not."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_decl(self, decl: str) -> None:
        self.odd.append(decl)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)


def check_is_safe(html: str) -> None:
    tags = Tags(html)
    assert tags.odd == []
    assert {tag for tag, _attributes in tags.found} <= MAY_STAND
    for tag, attributes in tags.found:
        if tag == "a":
            assert attributes.pop("rel") == "nofollow ugc noopener"
            assert (attributes.pop("href") or "").lower().startswith(("http://", "https://", "mailto:"))
            attributes.pop("title", None)
        elif tag == "ol":
            assert (attributes.pop("start", "1") or "").isdecimal()
        assert attributes == {}


def test_a_write_up_as_html() -> None:
    assert to_html(WRITE_UP) == (
        "<h3>What we learned</h3>\n"
        '<p>Outcomes are <em>hard</em>, and <strong>worth it</strong>; see <a href="https://example.org/report" '
        f"{REL}>the report</a>.</p>\n"
        "<ul>\n<li>one</li>\n<li>two\nwith more\n<ol>\n<li>inner</li>\n</ol>\n</li>\n</ul>\n"
        '<ol start="3">\n<li>third</li>\n</ol>\n'
        "<blockquote>\n<p>Nobody knew.</p>\n<p>Until now.</p>\n</blockquote>\n"
        "<table>\n<thead>\n<tr>\n<th>Country</th>\n<th>Places</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>Cameroon</td>\n<td>5</td>\n</tr>\n</tbody>\n</table>\n"
        "<pre><code>code &amp; &lt;tags&gt;\n</code></pre>\n"
    )


def test_a_write_up_as_text() -> None:
    assert to_text(WRITE_UP) == (
        "What we learned\n\n"
        "Outcomes are hard, and worth it; see the report (https://example.org/report).\n\n"
        "- one\n- two with more\n  1. inner\n\n"
        "3. third\n\n"
        "> Nobody knew.\n>\n> Until now.\n\n"
        "Country | Places\nCameroon | 5\n\n"
        "code & <tags>"
    )


def test_an_excerpt_ends_at_a_word_and_leaves_out_headings_addresses_and_code() -> None:
    assert excerpt(WRITE_UP, 200) == (
        "Outcomes are hard, and worth it; see the report. one two with more inner third Nobody knew. Until now. "
        "Country Places Cameroon 5"
    )
    assert excerpt(WRITE_UP, 33) == "Outcomes are hard, and worth it…"
    assert excerpt(WRITE_UP, 26) == "Outcomes are hard, and…"
    assert excerpt("abcdefghij", 5) == "abcd…"
    assert excerpt("abcde", 5) == "abcde"


@pytest.mark.parametrize("level", range(1, 7))
def test_headings_start_below_those_of_the_page(level: int) -> None:
    assert to_html("#" * level + " Title") == "<h3>Title</h3>\n"


def test_headings_leave_no_level_out() -> None:
    html = to_html("## A\n\n#### B\n\n###### C\n\n## D")
    assert html == "<h3>A</h3>\n<h4>B</h4>\n<h5>C</h5>\n<h3>D</h3>\n"
    assert to_html("### A", 2) == "<h2>A</h2>\n"
    assert to_html("\n\n".join("#" * level + " x" for level in range(1, 7))).count("<h6>") == 3


def test_the_address_of_a_link_stands_once_in_plain_text() -> None:
    assert to_text("<https://example.org/> [a@example.org](mailto:a@example.org) [a](mailto:a@example.org)") == (
        "https://example.org/ a@example.org a (mailto:a@example.org)"
    )


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (230, 1), (231, 2), (2300, 10)]
)  # fmt: skip
def test_reading_takes_a_minute_for_230_words(words: int, minutes: int) -> None:
    assert reading_minutes("word " * words) == minutes


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example/)",
    "[x](/organise/delete)",
    "[x](https://example.org/\"onmouseover=alert(1))",
    '[x](https://example.org "\\" onmouseover=alert(1) \\"")',
    "<https://example.org/\"><script>alert(1)</script>>",
    "<javascript:alert(1)>",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "```<script>\n</code></pre><script>alert(1)</script>\n```",
    "```js\" onload=\"alert(1)\n```",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mi><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href=javascript:alert(1)?>",
    "| <a onclick=x> | \n|---|\n| `</td><script>` |",
    "# <b onclick=x>\n<b onclick=x>\n===",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
    "a\x00b\ud800c\u202ed",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_comes_through(text: str) -> None:
    html = to_html(text)
    check_is_safe(html)
    assert html.isprintable() or "\n" in html
    to_text(text)


PIECES = st.sampled_from(
    [*HOSTILE, "*", "_", "[", "](", ")", "`", "<", ">", "\n", "\n\n", "    ", "- ", "> ", "|", "&#", ";"]
)
MARKUP = st.lists(st.one_of(PIECES, st.text(alphabet=st.characters(), max_size=12)), max_size=30).map("".join)


@settings(max_examples=400)
@given(MARKUP)
def test_no_text_makes_a_tag_or_an_attribute_that_may_not_stand(text: str) -> None:
    html = to_html(text)
    check_is_safe(html)
    assert len(excerpt(text, 80)) <= 80
    assert "\x00" not in to_text(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "longer than 20,000 characters"),
        ("a" * (MAX_LENGTH + 1), "longer than 20,000 characters"),
        ("[" * MAX_LENGTH, "more than 2,000 square brackets"),
        ("*a " * 3_000 + "a* " * 3_000, "more than 100 marks inside one another"),
    ],
)  # fmt: skip
def test_what_takes_too_long_is_refused_in_words(text: str, reason: str) -> None:
    for render in (to_html, to_text, reading_minutes):
        with pytest.raises(Invalid, match=reason):
            render(text)


@pytest.mark.parametrize(
    "piece", ["*", "_*", "`", "<", "<a", "> ", "- ", "1. ", "~~a ", "\\", "&", "a**b", "|-", "\n", "\t", "*a **a "]
)  # fmt: skip
def test_nothing_of_the_allowed_length_takes_long(piece: str) -> None:
    text = (piece * MAX_LENGTH)[:MAX_LENGTH]
    start = perf_counter()
    check_is_safe(to_html(text))
    assert perf_counter() - start < 2


def test_two_thousand_brackets_do_not_take_long() -> None:
    start = perf_counter()
    assert to_html("[" * 2_000 + "a" * 18_000) == f"<p>{'[' * 2_000}{'a' * 18_000}</p>\n"
    assert perf_counter() - start < 2
