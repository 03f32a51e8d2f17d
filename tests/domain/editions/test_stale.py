"""Which words of a text are stale: what each way of writing is taken for. SOC22 was held on 8 and 9 September 2022."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.domain.editions.rules.stale import EditionFacts, MonthDay, Turn, edition_number_in, find_stale
from conference.domain.editions.rules.stale.facts import words_in

OLD = EditionFacts(
    "Social Outcomes Conference 2022", "SOC22", frozenset({2022}),
    frozenset({MonthDay(9, 8), MonthDay(9, 9), MonthDay(4, 4), MonthDay(6, 1), MonthDay(9, 2)}), 6,
    frozenset({"soc22"}), frozenset({2022}),
)  # fmt: skip
NEW = EditionFacts(
    "Social Outcomes Conference 2023", "SOC23", frozenset({2023}),
    frozenset({MonthDay(9, 14), MonthDay(9, 15), MonthDay(4, 10), MonthDay(6, 7), MonthDay(9, 8)}), 7,
    frozenset({"soc23"}), frozenset({2023}),
)  # fmt: skip
TURN = Turn(OLD, NEW, words_in("Social Outcomes Conference 2022", "Blavatnik School of Government", "Oxford"),
            "events.example.org")  # fmt: skip


def stale(text: str, turn: Turn = TURN) -> list[str]:
    return [phrase.words for phrase in find_stale(text, turn)]


@pytest.mark.parametrize("phrase", [
    "8-9 September", "8–9 September 2022", "8 and 9 September", "8 & 9 September 2022", "8 to 9 September",
    "8th and 9th of September", "the 9th of September", "8/9 September", "September 8-9, 2022", "September 9",
    "September 8th and 9th, 2022", "Thursday 8 September 2022", "Thursday, 8 September", "Thursday, September 8",
    "Thu 8 Sep", "9 Sept. 2022", "9 Sep 2022", "Thursday 8 and Friday 9 September", "8 September to 9 September",
    "30 August to 2 September 2022", "2022-09-08", "08/09/2022", "9/9/22", "09/08/2022", "9.9.2022", "2.9.22",
    "4 April", "Monday 4 April", "1st June", "9 SEPTEMBER 2022", "9 September 2023", "Wednesday 20 July",
    "31 March 2022", "Saturday, 1 October", "9 September '22", "8./9. September", "8. and 9. September 2022",
    "8.-9. September 2022", "9. September", "8./9.9.2022", "8.-9.9.2022",
    "30.06.22", "08.09.22", "the ninth of September", "Thursday the Eighth and ninth of September", "September ninth",
    "the thirty-first of March 2022", "the twenty first of March 2022", "the thirtieth of June 2022",
])  # fmt: skip
def test_a_date_of_the_old_edition_is_stale(phrase: str) -> None:
    assert stale(f"Please come on {phrase.replace('SEPTEMBER', 'September')} to Oxford.") == [
        phrase.replace("SEPTEMBER", "September")
    ]


@pytest.mark.parametrize("text", [
    "We meet on 14-15 September 2023.", "We meet on 14 and 15 September.", "Friday 8 September: registration closes.",
    "8 September", "World Mental Health Day is on 10 October.", "It was founded on 9 September 2018.",
    "The law of 9 September 1999 and 4 April 2021 holds.", "Sunday 24 September", "Saturday 29 February",
    "rooms 8 and 9", "from 8 to 9 in the morning", "8:30 to 9:15",
    "Version 1.2.22 is out, and 10.15.22.", "the eighteenth of September", "the twenty-ninth of September",
    "In September we meet.", "Oxford, 14/09/2023", "2023-09-14", "May 20 people come?",
])  # fmt: skip
def test_other_dates_are_not(text: str) -> None:
    assert stale(text) == []


@pytest.mark.parametrize(("text", "words"), [
    ("All about SOC22 and #SOC22.", ["SOC22", "#SOC22"]),
    ("SOC 22, Soc-22, soc2022, SOC'22, SOC2022", ["SOC 22", "Soc-22", "soc2022", "SOC'22", "SOC2022"]),
    ("SOC22's keynote; write to soc22@example.org", ["SOC22", "soc22"]),
    ("The Social Outcomes Conference 2022 and social outcomes  conference 2022",
     ["Social Outcomes Conference 2022", "social outcomes  conference 2022"]),
    ("the sixth Social Outcomes Conference", ["sixth"]),
    ("our 6th annual international conference", ["6th"]),
    ("Sixth edition, edition 6, Edition no. 6", ["Sixth", "edition 6", "Edition no. 6"]),
    ("in 2022, and summer 2022, September 2022, mid-2022, '22", ["2022", "summer 2022", "September 2022", "mid-2022",
                                                              "'22"]),
    ("The conference (2022) in Oxford, 2022.", ["2022", "2022"]),
    ("Held at Oxford (2022). See you in London, 2022!", ["2022", "2022"]),
    ("However, 2022 was a good year.", ["2022"]),
    ("Annual call, 2022. Keynote, 2022.", ["2022", "2022"]),
    ("**2022**: [Highlights of 2022](/blog/highlights-2022/)", ["2022", "2022"]),
    ("In 2021 and 2022", ["2022"]),
    ("In 2022 – 15 people came; 2022 and 2023 are years.", ["2022", "2022"]),
    ("The academic year 2022–23, in 2022/23 and 2022-23 (2022/23)", ["2022–23", "2022/23", "2022-23", "2022/23"]),
    ("the academic year 2021/22, in academic year 2021-2022", ["2021/22", "2021-2022"]),
    ("The season 2022–2023, 2022/2023, FY2022-23", ["2022–2023", "2022/2023", "FY2022-23"]),
    ("Call 2022 for papers. We expect 2022 to be good, and the 2022 participants know; the 2022 seats are taken.",
     ["2022", "2022", "2022", "2022"]),
    ("The SOC Report 2022 and the Conference Survey 2022; Oxford's 2022 report", ["2022", "2022", "2022"]),
    ("Act now: 2022 is near. 100 people in 2022, 12 in 2021", ["2022", "2022"]),
])  # fmt: skip
def test_its_year_its_names_and_its_number_are_stale(text: str, words: list[str]) -> None:
    assert stale(text) == words


@pytest.mark.parametrize("text", [
    "SOC23, SOC21, SOC221, MISOC22, SOC 2023", "Social Outcomes Conference 2023, Social Outcomes Conference",
    "the seventh conference, the sixth session of the conference, a sixth of all conferences",
    "6th floor, sixth form college, the sixth of all", "6 conferences", "Edition 66",
    "As Smith, 2022, says (Smith, 2022; Doe & Roe, 2022) and Smith et al. (2022), Smith et al., 2022.",
    "See Smith (2022), Smith, J. (2022). Title; (World Bank 2022); (Doe and Roe, 2022, p. 4); Roe 2022a; OECD (2022)",
    "From 2019-2022, 2019–2022, 2021/22, between 2020 and 2022, from 2022 to 2030, 2022–2030, 2022 – 2030.",
    "2023/24, 2022/24, 2022-2023, from 2022/23 to 2024/25, 2022/23–2023/24, 2020/21 to 2022/23, (Roe, 2022-23)",
    "Room 2022, £2022, #2022, p. 2022, No. 2022, 12022, 2022.5, 2,022 people, 2022%",
    "Since 2022 we meet in hybrid form, and since September 2022 online.",
    "Held since 2022/23; the academic year 2020/21; 2022 bottles of water.",
    "We expect 2022 people, 2022 participants, more than 2022 new projects; a 2022-seat hall, 2022 MW, 2022 pages.",
    "Call 2022 888 000, +44 20 2022 8880, 01865 2022, 2022-888-000 or 2022 888000; code 2022; 2022 Banbury Road.",
    "The Social Value Act 2022, Regulations 2022, the Subsidy Control (Wales) Act 2022, the Global Risks Report 2022.",
    "The 2022 Act, the 2022 World Cup, the 2022 elections; a 2022 study and Smith’s 2022 paper; Building 2022.",
])  # fmt: skip
def test_other_names_sources_spans_and_numbers_are_not(text: str) -> None:
    assert stale(text) == []


@pytest.mark.parametrize(("text", "words"), [
    ("[Register](/soc22/register/)", ["/soc22/register/"]),
    ("Look at https://events.example.org/soc22/programme/.", ["https://events.example.org/soc22/programme/"]),
    ("https://lab.example.org/community/events/soc22/ and www.example.org/soc22",
     ["https://lab.example.org/community/events/soc22/", "www.example.org/soc22"]),
    ("example.org/events/soc22/", ["example.org/events/soc22/"]),
    ("[2022](https://example.org/2022/)", ["2022"]),
    ("<https://events.example.org/soc22/>", ["https://events.example.org/soc22/"]),
    *((f"Here: {one}", [one]) for one in (
        "https://lab.example.org/community/news/call-for-papers-social-outcomes-conference-2022/",
        "https://example.org/lab-social-outcomes-conference-2022", "https://example.org/2022-outcomes-conference-social/",
        "https://example.org/conference/2022/programme", "https://example.org/soc/2022/", "https://example.org/call-soc22",
        "https://example.org/files/2022/05/SOC22_programme.pdf", "https://example.org/register?event=soc2022",
        "https://events.example.org/hack-2022/", "/hack-2022/", "www.example.org/annual-conference-2022",
    )),
    ("[Write](mailto:soc22@example.org)", ["soc22"]),
])  # fmt: skip
def test_an_address_of_the_old_edition_is_stale(text: str, words: list[str]) -> None:
    assert stale(text) == words


@pytest.mark.parametrize("text", [
    "[What we learned](/blog/what-we-learned-2022/)", "https://example.org/blog/2022/09/08/soc22-day-1/",
    "https://events.example.org/blog/soc22/", "/soc23/register/", "https://example.org/files/2022-09-08.pdf",
    "and/or 2023/24", "https://lab.example.org/social-outcomes-conference-2021", "https://example.org/2022/",
    "https://example.org/conference-2023/", "https://example.org/hack-and-learn-summer-2022/", "/conference-20220/",
    "https://example.org/blogs/thoughts-on-the-social-outcomes-conference-2022/", "/briefings/october-2022/",
    "https://example.org/statistics/2022/tables.xlsx", "https://events.example.org/files/2022-09-08.pdf",
])  # fmt: skip
def test_other_addresses_are_not(text: str) -> None:
    assert stale(text) == []


def test_webinars_of_one_year_have_stale_dates_but_no_stale_year() -> None:
    old = EditionFacts("Engaging with Evidence", "EwE", frozenset({2022}), frozenset({MonthDay(10, 6)}))
    new = EditionFacts("Engaging with Evidence", "EwE", frozenset({2022}), frozenset({MonthDay(11, 3)}))
    text = "Thursday 6 October 2022, then 3 November 2022; EwE 2022; Thursday 13 October."
    assert stale(text, Turn(old, new)) == ["Thursday 6 October 2022"]


@pytest.mark.parametrize(("edition", "text", "number"), [
    ("6th", "", 6), ("Sixth", "", 6), ("6", "", 6), ("2022", "our sixth annual conference", 6),
    ("", "After the fifth edition this is the 6th edition.", 6), ("", "The sixth session.", None), ("2022", "", None),
])  # fmt: skip
def test_the_number_of_an_edition_is_read(edition: str, text: str, number: int | None) -> None:
    assert edition_number_in(edition, text) == number


@given(st.text(max_size=60) | st.lists(st.sampled_from(
    ["8", "9", "September", "2022", "SOC22", "(", ")", "-", "Smith,", "and", "Thursday", "/soc22/", "6th", "edition"]
)).map(" ".join))  # fmt: skip
def test_phrases_stand_in_the_text_in_order_and_apart(text: str) -> None:
    found = find_stale(text, TURN)
    assert [text[one.start : one.end] for one in found] == [one.words for one in found]
    assert all(one.end <= following.start for one, following in pairwise(found))


@pytest.mark.parametrize("again", [
    "1 ", "8, ", "the 8 and ", "Smith, ", "(2022 ", "[](", "a-", "/a", "a.", "sixth a b ", "8-9 September ", "http://[",
    "Mon ", "2022-", "www.",
])  # fmt: skip
def test_twenty_thousand_characters_of_anything_are_read_at_once(again: str) -> None:
    started = process_time()
    find_stale((again * 20_000)[:20_000], TURN)
    assert process_time() - started < 2


def test_what_is_no_address_is_none() -> None:
    assert stale("[the call]([soc22) and [another](//[::1/soc22)") == []
