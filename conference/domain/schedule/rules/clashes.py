"""Which sessions of a schedule do not go together, or not with their room, their people, the event. Pure."""

from collections.abc import Iterable
from datetime import datetime

from conference.core.errors import Conflict
from conference.core.words import _
from conference.domain.schedule.rules.placements import CHANGE_OF_BUILDING, Clash, Frame, Placement, overlaps
from conference.domain.schedule.rules.reasons import reasons_alone, reasons_between


def find_clashes(placed: Iterable[Placement], wanted: Placement, frame: Frame) -> list[Clash]:
    """Every reason against putting a session where `wanted` says; back to back is fine.

    `placed` may hold the session's present place, which counts for nothing.
    """
    others = [one for one in placed if one.session_id != wanted.session_id and _is_near(one, wanted)]
    beside = any(overlaps(one, wanted) and not one.is_break for one in others)
    clashes = list(reasons_alone(wanted, frame, is_alone=not beside))
    for other in sorted(others, key=_order):
        clashes.extend(reasons_between(wanted, other, frame))
    return clashes


def find_all_clashes(placed: Iterable[Placement], frame: Frame) -> list[Clash]:
    """Every clash of a schedule, each pair named once, in order of time; quick for a thousand sessions."""
    sessions = sorted(placed, key=_order)
    earlier = _earlier_neighbours(sessions)
    accompanied = {
        session_id
        for one in sessions if not one.is_break
        for other in earlier[one.session_id] if not other.is_break and overlaps(one, other)
        for session_id in (one.session_id, other.session_id)
    }  # fmt: skip
    clashes: list[Clash] = []
    for one in sessions:
        clashes.extend(reasons_alone(one, frame, is_alone=one.session_id not in accompanied))
        for other in earlier[one.session_id]:
            if one.room_id == other.room_id or not one.people.keys().isdisjoint(other.people):
                clashes.extend(reasons_between(one, other, frame))
    return clashes


def _earlier_neighbours(sessions: list[Placement]) -> dict[int, list[Placement]]:
    """For each session those that begin before it and last until it, or nearly; `sessions` in order of time."""
    found: dict[int, list[Placement]] = {}
    running: list[tuple[datetime, Placement]] = []
    for one in sessions:
        starts_at = one.starts_at
        running = [(until, other) for until, other in running if until > starts_at]
        found[one.session_id] = [other for _until, other in running]
        running.append((one.ends_at + CHANGE_OF_BUILDING, one))
    return found


def _order(one: Placement) -> tuple[object, ...]:
    return one.starts_at, one.session_id


def _is_near(one: Placement, other: Placement) -> bool:
    return one.starts_at < other.ends_at + CHANGE_OF_BUILDING and other.starts_at < one.ends_at + CHANGE_OF_BUILDING


def check_may_be_released(clashes: Iterable[Clash]) -> None:
    """Raise Conflict where a schedule holds a hard clash."""
    if any(clash.kind.is_hard for clash in clashes):
        raise Conflict(_("The schedule holds what cannot happen; it is named below. Solve it, or say that you release "
                         "it all the same."), "all_the_same")  # fmt: skip


def check_is_as_seen(seen: str, mark: str, *, is_new: bool) -> None:
    """Raise Conflict where a page showed another release (marks, "2:5f…") than what would be released now."""
    if seen == mark:
        return
    number, colon, _rest = seen.partition(":")
    words = _("The programme was changed while this page was open.")
    if colon and number != mark.partition(":")[0]:
        words = _("Release %(number)s was made while this page was open.", number=number)
    if is_new:
        words = f"{words} {_('What would become public now stands below. Look at it, and release it then.')}"
    raise Conflict(words)


def check_no_clash(placed: Iterable[Placement], wanted: Placement, frame: Frame) -> None:
    """Raise Conflict with the sentences of all hard clashes, where there is one."""
    if clashes := [clash for clash in find_clashes(placed, wanted, frame) if clash.kind.is_hard]:
        raise Conflict(" ".join(clash.words for clash in clashes))
