"""One day of the draft as plain values: rooms become columns, minutes rows; the tray; the list of clashes. Pure."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from conference import links
from conference.core.text import fold
from conference.core.words import _, ngettext
from conference.core.zones import day_of, time_words
from conference.domain.events.models import Event, Room
from conference.domain.events.rules import AttendanceMode
from conference.domain.schedule.queries import Board, Card
from conference.domain.schedule.rules import Clash, ClashKind
from conference.web.cards import short_day
from conference.web.lanes import Lane, lanes_of
from conference.web.organiser.day_rows import AN_HOUR, DayRows, closed_rows, rows_for, rows_outside, runs_of
from conference.web.organiser.listing import days_shown

HUES = 8
MOST_CLASHES = 60
MOST_ROOMS = 119  # planner.css has one column more, for what has no room


def grid_of(event: Event, board: Board, day: date) -> dict[str, Any]:
    """The values of the macro `plan_grid`."""
    cards = board.on(day)
    rows = rows_for(event, day, cards)
    rooms = rooms_shown(board.rooms, {card.room_id for card in cards})
    has_roomless = not board.rooms or any(card.room_id is None for card in cards)
    columns = [*rooms, *([None] if has_roomless else [])]
    return {
        "day": day.isoformat(),
        "first": rows.first,
        "rows": rows.count,
        "rooms": [_column(room, event) for room in columns],
        "times": _times(rows),
        "shades": [{"row": top, "span": span} for top, span in closed_rows(event, rows)],
        "cards": _placed(event, board, rows, cards, columns),
    }


def rooms_shown(rooms: Sequence[Room], used: Container[int | None]) -> list[Room]:
    """The rooms that get a column, in their order: all, or those in use and as many more as the stylesheet has."""
    if len(rooms) <= MOST_ROOMS:
        return list(rooms)
    wanted = sorted(rooms, key=lambda room: room.id not in used)[:MOST_ROOMS]
    return [room for room in rooms if room in wanted]


def _column(room: Room | None, event: Event) -> dict[str, Any]:
    if room is None:
        name = _("Online") if event.mode is AttendanceMode.ONLINE else _("No room yet")
        return {"id": "", "name": name, "note": ""}
    seats = ngettext("%(num)s seat", "%(num)s seats", room.capacity) if room.capacity else ""
    return {"id": room.id, "name": room.name, "note": ", ".join(filter(None, [room.building, seats]))}


def _times(rows: DayRows) -> list[dict[str, Any]]:
    hours = range(0, rows.count, AN_HOUR)
    return [{"row": row, "label": f"{(rows.first + row) // AN_HOUR:02}:00"} for row in hours]


def _placed(
    event: Event, board: Board, rows: DayRows, cards: Sequence[Card], columns: Sequence[Room | None]
) -> list[dict[str, Any]]:  # fmt: skip
    column_of = {room.id if room else None: at for at, room in enumerate(columns)}
    words = _words_by_session(board.clashes)
    lanes, hues = _lanes(cards, rows), hues_of(board)
    shown = []
    for card in cards:
        if card.starts_at is None or card.ends_at is None:
            continue
        row, span = rows.slot(card.starts_at, card.ends_at)
        lane = lanes[card.session_id]
        at = column_of.get(card.room_id, len(columns) - 1)
        start, end = (time_words(instant, event.zone) for instant in (card.starts_at, card.ends_at))
        shown.append({
            **card_values(event, board, card, hues, rows), "row": row, "span": max(1, span), "column": at,
            "lane": lane.at, "lanes": lane.of, "size": size_of(span), "time": f"{start}–{end}",
            "clashes": words.get(card.session_id, []),
        })  # fmt: skip
    return shown


def _lanes(cards: Sequence[Card], rows: DayRows) -> dict[int, Lane]:
    """Beside each other what shares a room and a time, by session."""
    rooms: dict[int | None, dict[int, tuple[int, int]]] = {}
    for card in cards:
        if card.starts_at and card.ends_at:
            row, span = rows.slot(card.starts_at, card.ends_at)
            rooms.setdefault(card.room_id, {})[card.session_id] = row, row + max(1, span)
    return {session_id: lane for spans in rooms.values() for session_id, lane in lanes_of(spans).items()}


def size_of(span: int) -> str:
    """How much a card of so many rows can show: from one line of text to many."""
    sizes = ((5, "short"), (7, "low"), (9, "small"), (12, "mid"), (15, "full"), (18, "big"))
    return next((name for below, name in sizes if span < below), "tall")


def card_values(
    event: Event, board: Board, card: Card, hues: Mapping[str, int], rows: DayRows
) -> dict[str, Any]:  # fmt: skip
    """What the grid and the tray both show of a session."""
    return {
        "slug": card.slug, "title": card.title, "code": card.code, "format": card.format_name,
        "format_slug": card.format_slug, "theme": card.theme_name, "theme_slug": card.theme_slug,
        "hue": hues.get(card.theme_slug, 0), "minutes": card.place.minutes,
        "people": ", ".join(card.people.values()), "mark": card.place.mark, "is_break": card.is_break,
        "url": links.organise_place(event.slug, card.slug), "move_url": links.organise_move(event.slug, card.slug),
        "swap_url": links.organise_swap(event.slug, card.slug),
        "clashes": [], "away": _away(board, card, rows),
    }  # fmt: skip


def _words_by_session(clashes: Iterable[Clash]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for clash in clashes:
        found.setdefault(clash.session_id, []).append(clash.words)
        if clash.other_id is not None:
            found.setdefault(clash.other_id, []).append(_("Clashes with %(title)s.", title=clash.title))
    return found


def _away(board: Board, card: Card, rows: DayRows) -> str:
    """The rows of the day in which somebody of a session cannot come: "0+12 60+24"; empty where all always can."""
    taken = [False] * rows.count
    for person_id in card.people:
        if times := board.frame.available.get(person_id):
            for row in rows_outside(times, rows):
                taken[row] = True
    return " ".join(f"{start}+{length}" for start, length in runs_of(taken))


def tray_of(
    event: Event, board: Board, day: date, search: str = "", format_slug: str = "", theme_slug: str = ""
) -> list[dict[str, Any]]:  # fmt: skip
    """The sessions without a time, as they are shown beside a day; those that a filter leaves out are hidden."""
    hues, rows, words = hues_of(board), rows_for(event, day, board.on(day)), fold(search).split()
    found = []
    for card in board.tray:
        text = fold(" ".join([card.code, card.title, *card.people.values()]))
        fits = (all(word in text for word in words) and format_slug in {"", card.format_slug}
                and theme_slug in {"", card.theme_slug})  # fmt: skip
        found.append({**card_values(event, board, card, hues, rows), "text": text, "is_hidden": not fits})
    return found


def hues_of(board: Board) -> dict[str, int]:
    """A colour's number for each theme, the same on every day; its name stands on the card too."""
    themes = sorted({card.theme_slug for card in board.cards if card.theme_slug})
    return {slug: at % HUES + 1 for at, slug in enumerate(themes)}


def clash_rows(event: Event, board: Board, day: date | None = None) -> tuple[list[dict[str, Any]], int]:
    """The clashes, those of a day first, the impossible before the others, and how many more there are."""
    by_id = {card.session_id: card for card in board.cards}

    def order(clash: Clash) -> tuple[bool, bool, datetime, int]:
        starts_at = by_id[clash.session_id].starts_at or event.starts_at
        return day_of(starts_at, event.zone) != day, not clash.kind.is_hard, starts_at, clash.session_id

    found = sorted(board.clashes, key=order)
    return [_clash_row(event, clash, by_id) for clash in found[:MOST_CLASHES]], max(0, len(found) - MOST_CLASHES)


def _clash_row(event: Event, clash: Clash, by_id: dict[int, Card]) -> dict[str, Any]:
    ids = [clash.session_id, *([clash.other_id] if clash.other_id else [])]
    return {
        "kind": kind_words(clash.kind), "tone": "bad" if clash.kind.is_hard else "warn", "words": clash.words,
        "sessions": [{"label": by_id[one].title, "url": url_of(event, by_id[one])} for one in ids],
    }  # fmt: skip


def url_of(event: Event, card: Card) -> str:
    """Where a session stands in the grid of its day, or in the tray."""
    day = day_of(card.starts_at, event.zone).isoformat() if card.starts_at else ""
    return f"{links.organise_schedule(event.slug, day)}#at-{card.slug}"


def kind_words(kind: ClashKind) -> str:
    """A kind of clash in a word or two."""
    return {
        ClashKind.ROOM: _("Room"), ClashKind.PERSON: _("Person"), ClashKind.CLOSED: _("Closed"),
        ClashKind.OUTSIDE: _("Outside"), ClashKind.ABSENT: _("Not there"), ClashKind.SEATS: _("Seats"),
        ClashKind.STREAMING: _("Streaming"), ClashKind.BUILDING: _("Way"),
    }[kind]  # fmt: skip


def tabs_of(event: Event, starts: Iterable[datetime | None], current: date | None) -> list[dict[str, Any]]:
    """Links to the days that are shown of an event, and to all of them as a list (None)."""
    days = days_shown(event, starts)
    tabs = [(short_day(event, day), links.organise_schedule(event.slug, day.isoformat()), day) for day in days]
    return [
        {"label": label, "url": url, "is_current": day == current}
        for label, url, day in [*tabs, (_("As a list"), links.organise_schedule_list(event.slug), None)]
    ]
