"""Side by side: what shares a room and a time."""

from conference.web.lanes import Lane, lanes_of

ALONE = Lane(0, 1)


def test_what_follows_each_other_has_the_room_for_itself() -> None:
    assert lanes_of({"first": (1, 7), "second": (7, 13)}) == {"first": ALONE, "second": ALONE}


def test_what_overlaps_stands_beside_each_other_and_a_lane_is_used_again() -> None:
    spans = {"later": (30, 40), "long": (1, 20), "short": (3, 6), "after short": (6, 12)}
    beside = {"long": Lane(0, 2), "short": Lane(1, 2), "after short": Lane(1, 2)}
    assert lanes_of(spans) == {**beside, "later": ALONE}
