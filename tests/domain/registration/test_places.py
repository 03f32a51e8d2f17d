"""Places and the queue, for every event with every ticket type and every queue that can be."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.errors import Invalid
from conference.domain.events.rules import AttendanceMode, modes_offered
from conference.domain.registration.rules.places import (
    Entry,
    Place,
    Places,
    Pool,
    Promotion,
    check_accepts,
    next_promotions,
    place_for,
)

IN_PERSON, ONLINE = AttendanceMode.IN_PERSON, AttendanceMode.ONLINE
HALL, SCREEN = Place(IN_PERSON), Place(ONLINE)
STUDENT, GUEST = Place(IN_PERSON, 1, frozenset({7})), Place(IN_PERSON, 2, frozenset({7, 8}))
STREAM = Place(ONLINE, 3, frozenset({8}))
KINDS = (HALL, SCREEN, STUDENT, GUEST, STREAM)
POOLS: tuple[Pool, ...] = (IN_PERSON, ONLINE, 7, 8)

accepted = st.lists(st.sampled_from(KINDS), min_size=1, unique=True).map(tuple)
sizes = st.one_of(st.none(), st.integers(0, 8))
capacities = st.fixed_dictionaries(dict.fromkeys(POOLS, sizes))
places = st.builds(Places, capacities, st.fixed_dictionaries({pool: st.integers(0, 10) for pool in POOLS}))
queues = st.lists(accepted, max_size=30).map(lambda all_: [Entry(number, one) for number, one in enumerate(all_, 1)])


def after(places: Places, promotions: list[Promotion]) -> Places:
    for promotion in promotions:
        places = places.with_one_more(promotion.place)
    return places


@given(places, queues)
def test_no_place_is_given_that_is_not_there(places: Places, queue: list[Entry]) -> None:
    then = after(places, next_promotions(places, queue))
    assert {pool: then.over(pool) for pool in POOLS} == {pool: places.over(pool) for pool in POOLS}


@given(places, queues)
def test_no_place_stays_free_that_somebody_waits_for(places: Places, queue: list[Entry]) -> None:
    promotions = next_promotions(places, queue)
    moved, then = {promotion.number for promotion in promotions}, after(places, promotions)
    left_free = [entry for entry in queue if entry.number not in moved and any(map(then.has_free, entry.accepts))]
    assert left_free == []


@given(places, queues)
def test_nobody_who_accepts_the_same_place_is_overtaken(places: Places, queue: list[Entry]) -> None:
    given_to = {promotion.number: promotion.place for promotion in next_promotions(places, queue)}
    overtaken = [
        (entry.number, number)
        for entry in queue
        if entry.number not in given_to
        for number, place in given_to.items()
        if number > entry.number and place in entry.accepts
    ]
    assert overtaken == []


@given(places, queues)
def test_everybody_gets_what_they_accept_and_once(places: Places, queue: list[Entry]) -> None:
    promotions = next_promotions(places, queue)
    accepts = {entry.number: entry.accepts for entry in queue}
    assert all(promotion.place in accepts[promotion.number] for promotion in promotions)
    assert len({promotion.number for promotion in promotions}) == len(promotions)


@given(places, queues)
def test_a_second_look_moves_nobody(places: Places, queue: list[Entry]) -> None:
    promotions = next_promotions(places, queue)
    moved = {promotion.number for promotion in promotions}
    rest = [entry for entry in queue if entry.number not in moved]
    assert next_promotions(after(places, promotions), rest) == []


@given(places, queues, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(places: Places, queue: list[Entry], random: Random) -> None:
    shuffled = queue[:]
    random.shuffle(shuffled)
    assert next_promotions(places, shuffled) == next_promotions(places, queue)


@given(places, queues, accepted)
def test_who_comes_now_is_treated_as_the_last_of_the_queue(
    places: Places, queue: list[Entry], new: tuple[Place, ...]
) -> None:
    promotions = next_promotions(places, queue)
    moved, then = {promotion.number for promotion in promotions}, after(places, promotions)
    waiting = [entry.accepts for entry in queue if entry.number not in moved]
    as_last = next_promotions(places, [*queue, Entry(99, new)])
    found = {promotion.number: promotion.place for promotion in as_last}.get(99)
    assert place_for(new, then, waiting) == found


@given(st.lists(st.tuples(st.booleans(), accepted), max_size=40), capacities)
def test_a_life_of_an_event_gives_no_place_twice(
    happenings: list[tuple[bool, tuple[Place, ...]]], capacity: dict[Pool, int | None]
) -> None:
    held: dict[int, Place] = {}
    waiting: dict[int, tuple[Place, ...]] = {}

    def now() -> Places:
        return after(Places(capacity, {}), [Promotion(*one) for one in held.items()])

    for number, (is_coming, accepts) in enumerate(happenings, 1):
        if is_coming or not held:
            place = place_for(accepts, now(), waiting.values())
            held.update({number: place} if place else {})
            waiting.update({} if place else {number: accepts})
        else:
            held.pop(min(held))
            for promotion in next_promotions(now(), [Entry(*one) for one in waiting.items()]):
                held[promotion.number] = promotion.place
                waiting.pop(promotion.number)
        assert [now().over(pool) for pool in POOLS] == [0] * len(POOLS)
        assert not any(now().has_free(place) for one in waiting.values() for place in one)


def test_the_best_liked_place_that_is_free_is_given() -> None:
    two = Places({IN_PERSON: 1, ONLINE: 1}, {})
    assert place_for((HALL, SCREEN), two, []) == HALL
    assert place_for((SCREEN, HALL), two, []) == SCREEN
    assert place_for((HALL, SCREEN), two.with_one_more(HALL), []) == SCREEN
    assert place_for((HALL,), two.with_one_more(HALL), []) is None


def test_a_place_is_free_while_each_of_its_pools_has_one_left() -> None:
    places = Places({IN_PERSON: 5, 7: 2, 8: 1}, {IN_PERSON: 2, 7: 1})
    assert [places.free(one) for one in (HALL, STUDENT, GUEST)] == [3, 1, 1]
    assert [places.with_one_more(GUEST).free(one) for one in (HALL, STUDENT, GUEST)] == [2, 0, 0]


def test_who_waits_for_a_full_room_holds_up_nobody_who_comes_online() -> None:
    queue = [Entry(1, (HALL,)), Entry(2, (SCREEN,)), Entry(3, (HALL, SCREEN))]
    full_room = Places({IN_PERSON: 5, ONLINE: 2}, {IN_PERSON: 5})
    assert next_promotions(full_room, queue) == [Promotion(2, SCREEN), Promotion(3, SCREEN)]


def test_a_place_that_somebody_waits_for_is_not_given_to_who_comes_later() -> None:
    assert place_for((HALL,), Places({IN_PERSON: 3}, {IN_PERSON: 2}), [{HALL}]) is None


def test_no_limit_is_never_full_and_a_mode_not_offered_has_no_place() -> None:
    places = Places({ONLINE: None}, {ONLINE: 10_000, IN_PERSON: 2})
    assert (places.free(SCREEN), places.free(HALL)) == (None, 0)
    assert (places.over(ONLINE), places.over(IN_PERSON)) == (0, 2)


def test_modes_follow_from_the_event() -> None:
    assert modes_offered(AttendanceMode.HYBRID) == (IN_PERSON, ONLINE)
    assert modes_offered(AttendanceMode.ONLINE) == (ONLINE,)


@pytest.mark.parametrize(("accepts", "mode"), [(set(), AttendanceMode.HYBRID), ({IN_PERSON}, AttendanceMode.ONLINE)])
def test_what_is_not_offered_is_refused_at_its_field(accepts: set[AttendanceMode], mode: AttendanceMode) -> None:
    with pytest.raises(Invalid) as refusal:
        check_accepts(accepts, mode)
    assert (refusal.value.sentence, refusal.value.field) == ("Please choose how you would like to attend.", "attend")
