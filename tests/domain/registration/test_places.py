"""Places and the queue, for every event and every queue that can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.errors import Invalid
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.rules.places import (
    IN_ORDER,
    Entry,
    Places,
    Promotion,
    check_accepts,
    modes_offered,
    next_promotions,
    place_for,
)

IN_PERSON, ONLINE = IN_ORDER
BOTH = frozenset(IN_ORDER)

accepted = st.sets(st.sampled_from(IN_ORDER), min_size=1).map(frozenset)
capacities = st.one_of(st.none(), st.integers(0, 8))
places = st.builds(
    Places,
    st.fixed_dictionaries({IN_PERSON: capacities, ONLINE: capacities}),
    st.fixed_dictionaries({IN_PERSON: st.integers(0, 10), ONLINE: st.integers(0, 10)}),
)
queues = st.lists(accepted, max_size=30).map(lambda all_: [Entry(number, one) for number, one in enumerate(all_, 1)])


def after(places: Places, promotions: list[Promotion]) -> Places:
    for promotion in promotions:
        places = places.with_one_more(promotion.mode)
    return places


@given(places, queues)
def test_no_place_is_given_that_is_not_there(places: Places, queue: list[Entry]) -> None:
    then = after(places, next_promotions(places, queue))
    assert {mode: then.over(mode) for mode in IN_ORDER} == {mode: places.over(mode) for mode in IN_ORDER}


@given(places, queues)
def test_no_place_stays_free_that_somebody_waits_for(places: Places, queue: list[Entry]) -> None:
    promotions = next_promotions(places, queue)
    moved, then = {promotion.number for promotion in promotions}, after(places, promotions)
    left_free = [entry for entry in queue if entry.number not in moved and any(map(then.has_free, entry.accepts))]
    assert left_free == []


@given(places, queues)
def test_nobody_who_accepts_the_same_place_is_overtaken(places: Places, queue: list[Entry]) -> None:
    given_to = {promotion.number: promotion.mode for promotion in next_promotions(places, queue)}
    overtaken = [
        (entry.number, number)
        for entry in queue
        if entry.number not in given_to
        for number, mode in given_to.items()
        if number > entry.number and mode in entry.accepts
    ]
    assert overtaken == []


@given(places, queues)
def test_everybody_gets_what_they_accept_and_once(places: Places, queue: list[Entry]) -> None:
    promotions = next_promotions(places, queue)
    accepts = {entry.number: entry.accepts for entry in queue}
    assert all(promotion.mode in accepts[promotion.number] for promotion in promotions)
    assert len({promotion.number for promotion in promotions}) == len(promotions)


@given(places, queues)
def test_a_second_look_moves_nobody(places: Places, queue: list[Entry]) -> None:
    promotions = next_promotions(places, queue)
    moved = {promotion.number for promotion in promotions}
    rest = [entry for entry in queue if entry.number not in moved]
    assert next_promotions(after(places, promotions), rest) == []


@given(places, queues, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(places: Places, queue: list[Entry], random: object) -> None:
    shuffled = queue[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert next_promotions(places, shuffled) == next_promotions(places, queue)


@given(places, queues, accepted)
def test_who_comes_now_is_treated_as_the_last_of_the_queue(
    places: Places, queue: list[Entry], new: frozenset[AttendanceMode]
) -> None:
    promotions = next_promotions(places, queue)
    moved, then = {promotion.number for promotion in promotions}, after(places, promotions)
    waiting = [entry.accepts for entry in queue if entry.number not in moved]
    as_last = next_promotions(places, [*queue, Entry(99, new)])
    found = {promotion.number: promotion.mode for promotion in as_last}.get(99)
    assert place_for(new, then, waiting) == found


@given(st.lists(st.tuples(st.booleans(), accepted), max_size=40), capacities, capacities)
def test_a_life_of_an_event_gives_no_place_twice(
    happenings: list[tuple[bool, frozenset[AttendanceMode]]], in_person: int | None, online: int | None
) -> None:
    capacity = {IN_PERSON: in_person, ONLINE: online}
    held: dict[int, AttendanceMode] = {}
    waiting: dict[int, frozenset[AttendanceMode]] = {}

    def now() -> Places:
        return Places(capacity, {mode: sum(place is mode for place in held.values()) for mode in IN_ORDER})

    for number, (is_coming, accepts) in enumerate(happenings, 1):
        if is_coming or not held:
            place = place_for(accepts, now(), waiting.values())
            held.update({number: place} if place else {})
            waiting.update({} if place else {number: accepts})
        else:
            held.pop(min(held))
            for promotion in next_promotions(now(), [Entry(*one) for one in waiting.items()]):
                held[promotion.number] = promotion.mode
                waiting.pop(promotion.number)
        assert [now().over(mode) for mode in IN_ORDER] == [0, 0]
        assert not any(now().has_free(mode) for one in waiting.values() for mode in one)


def test_in_person_comes_first_where_both_are_accepted() -> None:
    two = Places({IN_PERSON: 1, ONLINE: 1}, {})
    assert place_for(BOTH, two, []) is IN_PERSON
    assert place_for(BOTH, two.with_one_more(IN_PERSON), []) is ONLINE
    assert place_for({ONLINE}, two, []) is ONLINE
    assert place_for({IN_PERSON}, two.with_one_more(IN_PERSON), []) is None


def test_who_waits_for_a_full_room_holds_up_nobody_who_comes_online() -> None:
    queue = [Entry(1, frozenset({IN_PERSON})), Entry(2, frozenset({ONLINE})), Entry(3, BOTH)]
    full_room = Places({IN_PERSON: 5, ONLINE: 2}, {IN_PERSON: 5})
    assert next_promotions(full_room, queue) == [Promotion(2, ONLINE), Promotion(3, ONLINE)]


def test_a_place_that_somebody_waits_for_is_not_given_to_who_comes_later() -> None:
    assert place_for({IN_PERSON}, Places({IN_PERSON: 3}, {IN_PERSON: 2}), [{IN_PERSON}]) is None


def test_no_limit_is_never_full_and_a_mode_not_offered_has_no_place() -> None:
    places = Places({ONLINE: None}, {ONLINE: 10_000, IN_PERSON: 2})
    assert (places.free(ONLINE), places.free(IN_PERSON)) == (None, 0)
    assert (places.over(ONLINE), places.over(IN_PERSON)) == (0, 2)


def test_modes_follow_from_the_event() -> None:
    assert modes_offered(AttendanceMode.HYBRID) == (IN_PERSON, ONLINE)
    assert modes_offered(AttendanceMode.ONLINE) == (ONLINE,)


@pytest.mark.parametrize(("accepts", "mode"), [(set(), AttendanceMode.HYBRID), ({IN_PERSON}, AttendanceMode.ONLINE)])
def test_what_is_not_offered_is_refused_at_its_field(accepts: set[AttendanceMode], mode: AttendanceMode) -> None:
    with pytest.raises(Invalid) as refusal:
        check_accepts(accepts, mode)
    assert (refusal.value.sentence, refusal.value.field) == ("Please choose how you would like to attend.", "attend")
