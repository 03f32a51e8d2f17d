"""Addresses: paths of pages, absolute addresses for mails and calendars, and signed personal links."""

import enum
from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import quote, urlencode

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from conference.core.errors import NotFound
from conference.core.words import _


class Purpose(enum.StrEnum):
    """What a signed link is for; each has a salt of its own, so that none opens another's door."""

    CONFIRM_INTEREST = "confirm-interest"
    INTEREST = "interest"
    REGISTRATION = "registration"
    TRANSFER = "transfer"
    SPEAKER = "speaker"
    PREVIEW = "preview"
    SIGN_IN = "sign-in"
    SIGN_IN_DIRECT = "sign-in-direct"


LIVES = {
    Purpose.CONFIRM_INTEREST: timedelta(days=30),
    Purpose.INTEREST: timedelta(days=800),
    Purpose.REGISTRATION: timedelta(days=800),
    Purpose.TRANSFER: timedelta(days=30),
    Purpose.SPEAKER: timedelta(days=90),
    Purpose.PREVIEW: timedelta(days=400),
    Purpose.SIGN_IN: timedelta(minutes=10),
    Purpose.SIGN_IN_DIRECT: timedelta(hours=24),
}


def _signer(purpose: Purpose) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"conference.link.{purpose}")


def sign(purpose: Purpose, subject_id: int, version: int) -> str:
    """A token that opens one door to one thing until it expires or the thing's link version rises."""
    return str(_signer(purpose).dumps([subject_id, version]))


def read(purpose: Purpose, token: str) -> tuple[int, int]:
    """The id and link version in a token; raises NotFound when it is false, of another purpose or expired.

    Ages are measured on the real clock.
    """
    try:
        subject_id, version = _signer(purpose).loads(token, max_age=int(LIVES[purpose].total_seconds()))
    except (BadData, ValueError, TypeError):
        raise NotFound(_("This link is not valid any more. The newest mail has the link that works.")) from None
    return int(subject_id), int(version)


def absolute(path: str) -> str:
    """The whole address of a path of ours, from the configured base address, never from the request."""
    return str(current_app.config["ADDRESS"]) + path


def home() -> str:
    """The home page."""
    return "/"


def events() -> str:
    """All events."""
    return "/events/"


def series(slug: str) -> str:
    """A series."""
    return f"/series/{slug}/"


def series_calendar(slug: str) -> str:
    """The calendar feed of a series."""
    return f"/series/{slug}.ics"


def event(slug: str) -> str:
    """An event; its reflection page once it is over."""
    return f"/{slug}/"


def theme_css(slug: str) -> str:
    """The stylesheet with an event's colour."""
    return f"/{slug}/theme.css"


def event_calendar(slug: str) -> str:
    """The calendar file of an event's released programme."""
    return f"/{slug}/schedule.ics"


def programme(slug: str, day: date | None = None) -> str:
    """An event's programme, of one of its days or of the one that matters most now."""
    return f"/{slug}/programme/?day={day.isoformat()}" if day else f"/{slug}/programme/"


def released_programme(slug: str, number: int) -> str:
    """The programme as it was in one release."""
    return f"/{slug}/programme/v/{number}/"


def release_json(slug: str, number: int) -> str:
    """One release as JSON."""
    return f"/{slug}/programme/v/{number}.json"


def changelog(slug: str) -> str:
    """What changed in the programme from release to release."""
    return f"/{slug}/programme/changelog/"


def changelog_feed(slug: str) -> str:
    """The Atom feed of what changes in the programme."""
    return f"/{slug}/programme/changelog.atom"


def on_now(slug: str) -> str:
    """What is on now in all rooms of an event, and what is next."""
    return f"/{slug}/now/"


def schedule_xml(slug: str) -> str:
    """The released programme as frab XML."""
    return f"/{slug}/schedule.xml"


def schedule_json(slug: str) -> str:
    """The released programme as c3voc JSON."""
    return f"/{slug}/schedule.json"


def programme_pdf(slug: str) -> str:
    """The programme booklet."""
    return f"/{slug}/programme.pdf"


def preview(token: str) -> str:
    """The draft of a programme as the next release would show it."""
    return f"/preview/{token}/"


def preview_session(token: str, slug: str) -> str:
    """A session as the next release would show it."""
    return f"/preview/{token}/sessions/{slug}/"


def my_programme(slug: str, session_ids: Iterable[int] = ()) -> str:
    """The sessions of an event that a reader chose; the address itself holds the choice."""
    return f"/{slug}/my-programme/{_chosen(session_ids)}"


def my_calendar(slug: str, session_ids: Iterable[int]) -> str:
    """The calendar file of these sessions of an event."""
    return f"/{slug}/my-programme.ics{_chosen(session_ids)}"


def _chosen(session_ids: Iterable[int]) -> str:
    query = urlencode([("s", session_id) for session_id in session_ids])
    return f"?{query}" if query else ""


def room_now(slug: str, room_slug: str) -> str:
    """What is on now in one room, for a screen at its door."""
    return f"/{slug}/rooms/{room_slug}/now/"


def session(event_slug: str, slug: str) -> str:
    """A session."""
    return f"/{event_slug}/sessions/{slug}/"


def session_calendar(event_slug: str, slug: str) -> str:
    """The calendar file of one session."""
    return f"/{event_slug}/sessions/{slug}.ics"


def event_people(slug: str) -> str:
    """The people of an event."""
    return f"/{slug}/people/"


def person(slug: str) -> str:
    """A person, and all that they did here."""
    return f"/people/{slug}/"


def interest(slug: str) -> str:
    """The form that expresses interest in an event."""
    return f"/{slug}/interest/"


def register(slug: str) -> str:
    """The form that registers for an event."""
    return f"/{slug}/register/"


def interest_sent(slug: str) -> str:
    """What one reads after expressing interest."""
    return f"/{slug}/interest/sent/"


def register_again(slug: str) -> str:
    """The form that sends somebody their personal link once more."""
    return f"/{slug}/register/link/"


def register_again_sent(slug: str) -> str:
    """What one reads after asking for one's link once more."""
    return f"/{slug}/register/link/sent/"


def register_sent(slug: str) -> str:
    """What one reads after registering."""
    return f"/{slug}/register/sent/"


def reflections(slug: str) -> str:
    """All write-ups, blog posts and highlights of an event."""
    return f"/{slug}/reflections/"


def reflections_pdf(slug: str) -> str:
    """The reflections of an event as one PDF."""
    return f"/{slug}/reflections.pdf"


def write_up(event_slug: str, session_slug: str, number: int) -> str:
    """A published write-up."""
    return f"/{event_slug}/sessions/{session_slug}/write-ups/{number}/"


def write_up_pdf(event_slug: str, session_slug: str, number: int) -> str:
    """A published write-up as PDF."""
    return f"/{event_slug}/sessions/{session_slug}/write-ups/{number}.pdf"


def all_reflections() -> str:
    """The newest reflections of all events."""
    return "/reflections/"


def reflections_feed() -> str:
    """The Atom feed of reflections."""
    return "/reflections/feed.atom"


def blog_post(slug: str) -> str:
    """A blog post's own page with its links to sessions."""
    return f"/blog/{slug}/"


def briefings() -> str:
    """The archive of briefings."""
    return "/briefings/"


def briefings_feed() -> str:
    """The Atom feed of briefings."""
    return "/briefings/feed.atom"


def briefing(slug: str) -> str:
    """One briefing."""
    return f"/briefings/{slug}/"


def privacy() -> str:
    """The privacy notice."""
    return "/privacy/"


def file(public_id: str, name: str) -> str:
    """An uploaded file."""
    return f"/files/{public_id}/{name}"


def my_registration(token: str) -> str:
    """A person's own registration."""
    return f"/my/{token}/"


def my_invitation(token: str) -> str:
    """The calendar entry of a person's own registration."""
    return f"/my/{token}/invite.ics"


def my_cancellation(token: str) -> str:
    """The page that asks before a person cancels their own registration."""
    return f"/my/{token}/cancel/"


def my_offer(token: str) -> str:
    """The page where a person takes or leaves the place that is held for them."""
    return f"/my/{token}/offer/"


def my_place(token: str) -> str:
    """The page where a person changes to a place of another kind."""
    return f"/my/{token}/place/"


def my_hand_on(token: str) -> str:
    """The page where a person names who shall come instead."""
    return f"/my/{token}/hand-on/"


def my_transfer(token: str) -> str:
    """The page where somebody takes over the place that another hands on."""
    return f"/my/{token}/take-over/"


def my_ticket(token: str) -> str:
    """The ticket of a person who has a place in person, as a page."""
    return f"/my/{token}/ticket/"


def my_ticket_pdf(token: str) -> str:
    """The same ticket as a PDF."""
    return f"/my/{token}/ticket.pdf"


def door(token: str, key: str = "", words: str = "") -> str:
    """Where helpers check people in, with the answer to one scan, or with who has these words in the name."""
    asked = urlencode([(name, value) for name, value in (("scan", key), ("words", words)) if value])
    return f"/door/{token}/?{asked}" if asked else f"/door/{token}/"


def door_list(token: str) -> str:
    """The list of people from which a door works without network."""
    return f"/door/{token}/list.json"


def door_scans(token: str) -> str:
    """Where a door sends what it scanned."""
    return f"/door/{token}/scans/"


def my_data(token: str) -> str:
    """What is held about somebody who registered."""
    return f"/my/{token}/data/"


def my_data_file(token: str) -> str:
    """The same as a file."""
    return f"/my/{token}/my-data.json"


def my_interest_data(token: str) -> str:
    """What is held about somebody who told us of their interest."""
    return f"/my/{token}/interest/data/"


def my_interest_data_file(token: str) -> str:
    """The same as a file."""
    return f"/my/{token}/interest/my-data.json"


def my_interest(token: str) -> str:
    """A person's own expression of interest: see, withdraw."""
    return f"/my/{token}/interest/"


def confirm_interest(token: str) -> str:
    """The button that confirms interest, or applies newer answers."""
    return f"/my/{token}/confirm-interest/"


def speak(token: str) -> str:
    """A speaker's own sessions and write-ups."""
    return f"/speak/{token}/"


def ask_to_speak() -> str:
    """The form that mails a speaker a fresh link."""
    return "/speak/"


def speak_data(token: str) -> str:
    """What is held about a speaker."""
    return f"/speak/{token}/data/"


def speak_data_file(token: str) -> str:
    """The same as a file."""
    return f"/speak/{token}/my-data.json"


def speak_object(token: str, session_id: int) -> str:
    """Where a speaker says that a planned time does not suit them."""
    return f"/speak/{token}/sessions/{session_id}/does-not-suit/"


def speak_begin(token: str, session_id: int) -> str:
    """Where the button that begins a write-up leads."""
    return f"/speak/{token}/sessions/{session_id}/begin/"


def speak_preview(token: str, write_up_id: int) -> str:
    """A speaker's write-up as readers would see it, with the button that sends it to the editors."""
    return f"/speak/{token}/write-ups/{write_up_id}/preview/"


def speak_write_up(token: str, write_up_id: int) -> str:
    """The editor of a speaker's write-up."""
    return f"/speak/{token}/write-ups/{write_up_id}/"


def sign_in(token: str) -> str:
    """The button that signs a member of staff in."""
    return f"/sign-in/{token}/"


def sign_in_direct(token: str) -> str:
    """The button of a sign-in link that was handed over without a mail."""
    return f"/sign-in/direct/{token}/"


def ask_to_sign_in(next_path: str = "") -> str:
    """The page that asks for the address of a member of staff; then they go on to `next_path`."""
    return f"/sign-in/?next={quote(next_path)}" if next_path else "/sign-in/"


def sign_in_code() -> str:
    """Where the code of a sign-in mail is typed."""
    return "/sign-in/code/"


def sign_out() -> str:
    """Where the button that signs out leads."""
    return "/sign-out/"


def organise_team() -> str:
    """The members of staff and their roles."""
    return "/organise/team/"


def organise_account(account_id: int) -> str:
    """One member of staff."""
    return f"/organise/team/{account_id}/"


def organise_event_team(event_slug: str) -> str:
    """The team of one event."""
    return f"/organise/{event_slug}/team/"


def organise_keeping() -> str:
    """How long what is kept."""
    return "/organise/site/keeping/"


def organise_site() -> str:
    """The settings of the site."""
    return "/organise/site/"


def organise_journal(event_slug: str = "", page: int = 1) -> str:
    """Who did what, at one event or anywhere."""
    start = f"/organise/{event_slug}/journal/" if event_slug else "/organise/journal/"
    return f"{start}?page={page}" if page > 1 else start


def organise_outbox(state: str = "", page: int = 1) -> str:
    """The mails, all or those in one state."""
    chosen = {name: value for name, value in (("state", state), ("page", page if page > 1 else "")) if value}
    return f"/organise/outbox/?{urlencode(chosen)}" if chosen else "/organise/outbox/"


def organise_mail(envelope_id: int) -> str:
    """One mail as its recipient sees it."""
    return f"/organise/outbox/{envelope_id}/"


def organise(slug: str = "") -> str:
    """The organiser's start page, or that of one event."""
    return f"/organise/{slug}/" if slug else "/organise/"


def organise_event(event_slug: str) -> str:
    """What is said about an event."""
    return f"/organise/{event_slug}/edit/"


def organise_event_state(event_slug: str) -> str:
    """The state of an event, and the steps that it may take."""
    return f"/organise/{event_slug}/edit/state/"


def organise_event_dates(event_slug: str) -> str:
    """The dates of an event."""
    return f"/organise/{event_slug}/edit/dates/"


def organise_event_place(event_slug: str) -> str:
    """The venue of an event."""
    return f"/organise/{event_slug}/edit/place/"


def organise_event_hours(event_slug: str) -> str:
    """The opening hours of an event's venue."""
    return f"/organise/{event_slug}/edit/hours/"


def organise_event_deadlines(event_slug: str) -> str:
    """The deadlines of an event."""
    return f"/organise/{event_slug}/edit/deadlines/"


def organise_event_joining(event_slug: str) -> str:
    """The link to join an event."""
    return f"/organise/{event_slug}/edit/joining/"


def organise_event_cancel(event_slug: str) -> str:
    """The page that asks before an event is called off."""
    return f"/organise/{event_slug}/edit/cancel/"


def organise_next_edition(event_slug: str) -> str:
    """The page that opens the next edition of an event."""
    return f"/organise/events/{event_slug}/next/"


def organise_series(slug: str = "") -> str:
    """All series, or one."""
    return f"/organise/series/{slug}/" if slug else "/organise/series/"


def organise_series_template(slug: str) -> str:
    """What a new webinar of a series begins with."""
    return f"/organise/series/{slug}/template/"


def organise_announcing(slug: str) -> str:
    """The page that announces and releases drafts of a series."""
    return f"/organise/series/{slug}/announce/"


def organise_new_webinars(slug: str) -> str:
    """The page that makes webinars of a series."""
    return f"/organise/series/{slug}/webinars/new/"


def organise_run(event_slug: str) -> str:
    """The page that changes several webinars of a series at once, seen from one of them."""
    return f"/organise/events/{event_slug}/run/"


def organise_venues(venue_id: int = 0) -> str:
    """All venues, or one with its rooms."""
    return f"/organise/venues/{venue_id}/" if venue_id else "/organise/venues/"


def organise_room(venue_id: int, room_id: int) -> str:
    """A room of a venue."""
    return f"/organise/venues/{venue_id}/rooms/{room_id}/"


def organise_people() -> str:
    """All people."""
    return "/organise/people/"


def organise_person(slug: str) -> str:
    """One person."""
    return f"/organise/people/{slug}/"


def organise_erase(slug: str) -> str:
    """What erasing a person does, before it is done."""
    return f"/organise/people/{slug}/erase/"


def organise_erase_registered(registration_id: int) -> str:
    """What erasing somebody who registered does."""
    return f"/organise/people/registered/{registration_id}/erase/"


def organise_erase_interested(expression_id: int) -> str:
    """What erasing somebody who told us of their interest does."""
    return f"/organise/people/interested/{expression_id}/erase/"


def organise_organisations(slug: str = "") -> str:
    """All organisations, or one."""
    return f"/organise/organisations/{slug}/" if slug else "/organise/organisations/"


def organise_alike(kind: str) -> str:
    """Which records may be the same; kind: "person" or "organisation"."""
    return "/organise/people/alike/" if kind == "person" else "/organise/organisations/alike/"


def organise_different() -> str:
    """Where it is said, or taken back, that two records are different."""
    return "/organise/merges/different/"


def organise_same(kind: str, slug: str, other: str = "") -> str:
    """Which other record is the same as this one; with `other` what making them one would do."""
    start = organise_person(slug) if kind == "person" else organise_organisations(slug)
    return f"{start}same/?other={other}" if other else f"{start}same/"


def organise_merge(kind: str, merge_id: int) -> str:
    """The page that asks before a merge is undone."""
    start = organise_people() if kind == "person" else organise_organisations()
    return f"{start}merges/{merge_id}/"


def organise_formats(slug: str = "") -> str:
    """All formats, or one."""
    return f"/organise/formats/{slug}/" if slug else "/organise/formats/"


def organise_programme(event_slug: str, query: str = "") -> str:
    """The draft of an event's programme; `query` is a filter as it stands in the address."""
    start = f"/organise/{event_slug}/programme/"
    return f"{start}?{query}" if query else start


def organise_columns(event_slug: str = "") -> str:
    """Where the columns of a table are chosen for good: of an event's table, or of one of the site."""
    return f"/organise/{event_slug}/columns/" if event_slug else "/organise/site/columns/"


def organise_many_sessions(event_slug: str) -> str:
    """Where many sessions are changed at once; the query says which, and what becomes of them."""
    return f"/organise/{event_slug}/programme/many/"


def organise_many_comings(event_slug: str) -> str:
    """Where it is said of many people at once how they come to an event."""
    return f"/organise/{event_slug}/schedule/many-people/"


def organise_many_rooms(event_slug: str) -> str:
    """Where many rooms of an event's venue are changed at once."""
    return f"/organise/events/{event_slug}/rooms/many/"


def organise_remove_rooms(event_slug: str) -> str:
    """Where many rooms of an event's venue are removed at once."""
    return f"/organise/events/{event_slug}/rooms/many/remove/"


def organise_remove_themes(event_slug: str) -> str:
    """Where many themes of an event are removed at once."""
    return f"/organise/{event_slug}/programme/many/themes/remove/"


def organise_remove_presentations(event_slug: str) -> str:
    """Where many presentations of an event are removed at once."""
    return f"/organise/{event_slug}/programme/many/presentations/remove/"


def organise_many_people() -> str:
    """Where many people are changed at once."""
    return "/organise/people/many/"


def organise_many_formats() -> str:
    """Where many formats are changed at once."""
    return "/organise/formats/many/"


def organise_all_presentations(event_slug: str) -> str:
    """The presentations of all sessions of the draft."""
    return f"/organise/{event_slug}/programme/presentations/"


def organise_rooms(event_slug: str) -> str:
    """The rooms of an event's venue, with what the draft has in them."""
    return f"/organise/{event_slug}/programme/rooms/"


def organise_session(event_slug: str, slug: str) -> str:
    """What is said about a session of the draft."""
    return f"/organise/{event_slug}/programme/sessions/{slug}/"


def organise_session_people(event_slug: str, slug: str) -> str:
    """Who is in a session of the draft."""
    return f"/organise/{event_slug}/programme/sessions/{slug}/people/"


def organise_follows(event_slug: str, slug: str) -> str:
    """What a session takes up from earlier events of its series."""
    return f"/organise/{event_slug}/programme/sessions/{slug}/follows/"


def organise_presentations(event_slug: str, slug: str) -> str:
    """The presentations of a session of the draft."""
    return f"/organise/{event_slug}/programme/sessions/{slug}/presentations/"


def organise_session_state(event_slug: str, slug: str) -> str:
    """The state of a session, and the steps that it may take."""
    return f"/organise/{event_slug}/programme/sessions/{slug}/state/"


def organise_themes(event_slug: str, slug: str = "") -> str:
    """The themes of an event, or one."""
    start = f"/organise/{event_slug}/programme/themes/"
    return f"{start}{slug}/" if slug else start


def organise_schedule(event_slug: str, day: str = "") -> str:
    """The draft of an event's schedule as a grid: of its first day, or of a day such as "2022-09-08"."""
    start = f"/organise/{event_slug}/schedule/"
    return f"{start}{day}/" if day else start


def organise_schedule_list(event_slug: str) -> str:
    """The draft of an event's schedule as tables, all days on one page."""
    return f"/organise/{event_slug}/schedule/list/"


def organise_schedule_step(event_slug: str, deed: str) -> str:
    """Where the last step in the draft is taken back or again; deed: "undo" or "redo"."""
    return f"/organise/{event_slug}/schedule/{deed}/"


def organise_place(event_slug: str, slug: str) -> str:
    """Where a session is placed or moved."""
    return f"/organise/{event_slug}/schedule/sessions/{slug}/"


def organise_blocks(event_slug: str, deed: str, day: str = "") -> str:
    """Where many sessions of the draft are moved at once; deed: "shift" or "swap"; day: the one to begin with."""
    start = f"/organise/{event_slug}/schedule/{deed}/"
    return f"{start}?day={day}" if day else start


def organise_swap(event_slug: str, slug: str) -> str:
    """Where the grid sends a session that was put onto another one."""
    return f"/organise/{event_slug}/schedule/sessions/{slug}/swap/"


def organise_availability(event_slug: str, person_slug: str = "") -> str:
    """How and when the people of an event's sessions can come, or one of them."""
    start = f"/organise/{event_slug}/schedule/people/"
    return f"{start}{person_slug}/" if person_slug else start


def organise_move(event_slug: str, slug: str) -> str:
    """Where the grid sends a session that was put elsewhere."""
    return f"/organise/{event_slug}/schedule/sessions/{slug}/move/"


def organise_unplace(event_slug: str, slug: str) -> str:
    """Where a session is taken off the schedule."""
    return f"/organise/{event_slug}/schedule/sessions/{slug}/unplace/"


def organise_session_cancel(event_slug: str, slug: str) -> str:
    """The page that asks before a session is cancelled."""
    return f"/organise/{event_slug}/schedule/sessions/{slug}/cancel/"


def organise_release(event_slug: str) -> str:
    """What the next release changes, who is told, and the button that releases it."""
    return f"/organise/{event_slug}/release/"


def organise_exports(event_slug: str, name: str = "") -> str:
    """The files of an event's released programme, or one of them ("schedule.xml")."""
    return f"/organise/{event_slug}/exports/{name}"


def organise_preview(event_slug: str) -> str:
    """Whether speakers may see the draft, and what they say to it; "open/", "close/" and "mail/" stand below it."""
    return f"/organise/{event_slug}/release/preview/"


def organise_checks(event_slug: str) -> str:
    """What the checks find at an event; "right/" and "again/" stand below it."""
    return f"/organise/{event_slug}/checks/"


def organise_imports(event_slug: str = "") -> str:
    """The imports into an event, or ("") those that make one."""
    return f"/organise/{event_slug}/import/" if event_slug else "/organise/import/"


def organise_import(event_slug: str, import_id: int) -> str:
    """One import: how far it is, its report, what it has done; event_slug: as organise_imports."""
    return f"{organise_imports(event_slug)}{import_id}/"


def organise_import_answers(event_slug: str, import_id: int) -> str:
    """How the file of an import is to be read."""
    return f"{organise_import(event_slug, import_id)}answers/"


def organise_import_choice(event_slug: str, import_id: int) -> str:
    """Where it is chosen what of a report is imported."""
    return f"{organise_import(event_slug, import_id)}choice/"


def organise_import_again(event_slug: str, import_id: int) -> str:
    """Where an import that stands still is tried again."""
    return f"{organise_import(event_slug, import_id)}try-again/"


def organise_import_stop(event_slug: str, import_id: int) -> str:
    """The page that asks before an import is stopped."""
    return f"{organise_import(event_slug, import_id)}stop/"


def organise_invitations(event_slug: str) -> str:
    """The page that invites people who told us of their interest."""
    return f"/organise/{event_slug}/interest/invite/"


def organise_interest(event_slug: str) -> str:
    """Who is interested in an event."""
    return f"/organise/{event_slug}/interest/"


def organise_records(event_slug: str) -> str:
    """What is still held of people at an event."""
    return f"/organise/{event_slug}/records/"


def organise_registrations(event_slug: str) -> str:
    """Who registered for an event."""
    return f"/organise/{event_slug}/registrations/"


def organise_capacity(event_slug: str) -> str:
    """How many places an event has."""
    return f"/organise/{event_slug}/registrations/places/"


def organise_registration(event_slug: str, registration_id: int) -> str:
    """One registration, with what was decided about it."""
    return f"/organise/{event_slug}/registrations/{registration_id}/"


def organise_giving(event_slug: str, registration_id: int) -> str:
    """The page where an organiser gives somebody a place out of turn."""
    return f"/organise/{event_slug}/registrations/{registration_id}/give/"


def organise_approval(event_slug: str, registration_id: int) -> str:
    """The page where an organiser decides about a registration that needs approval."""
    return f"/organise/{event_slug}/registrations/{registration_id}/decide/"


def organise_tickets(event_slug: str) -> str:
    """The ticket types and quotas of an event."""
    return f"/organise/{event_slug}/registrations/tickets/"


def organise_ticket(event_slug: str, ticket_type_id: int) -> str:
    """One ticket type, with its codes."""
    return f"/organise/{event_slug}/registrations/tickets/{ticket_type_id}/"


def organise_new_ticket(event_slug: str) -> str:
    """The form of a new ticket type."""
    return f"/organise/{event_slug}/registrations/tickets/new/"


def organise_quota(event_slug: str, quota_id: int) -> str:
    """One quota."""
    return f"/organise/{event_slug}/registrations/tickets/quotas/{quota_id}/"


def organise_new_quota(event_slug: str) -> str:
    """The form of a new quota."""
    return f"/organise/{event_slug}/registrations/tickets/quotas/new/"


def organise_cancellation(event_slug: str, registration_id: int) -> str:
    """The page that asks before an organiser cancels somebody's registration."""
    return f"/organise/{event_slug}/registrations/{registration_id}/cancel/"


def organise_door(event_slug: str) -> str:
    """The door of an event: links for helpers, live counts."""
    return f"/organise/{event_slug}/door/"


def organise_new_door(event_slug: str) -> str:
    """Where a link for helpers is made."""
    return f"/organise/{event_slug}/door/new/"


def organise_withdraw_door(event_slug: str, door_id: int) -> str:
    """The page that asks before a link for helpers is withdrawn."""
    return f"/organise/{event_slug}/door/{door_id}/withdraw/"


def organise_scans(event_slug: str) -> str:
    """The table of all scans at the doors of an event."""
    return f"/organise/{event_slug}/door/scans/"


def organise_entry(event_slug: str, scan_id: int) -> str:
    """The page that asks before an entry is taken back."""
    return f"/organise/{event_slug}/door/scans/{scan_id}/undo/"


def organise_badges(event_slug: str) -> str:
    """The sheets of badges of an event."""
    return f"/organise/{event_slug}/door/badges/"


def organise_make_badges(event_slug: str, size: str) -> str:
    """Where the button leads that has badges of a size made."""
    return f"/organise/{event_slug}/door/badges/{size}/"


def organise_badges_pdf(event_slug: str, size: str) -> str:
    """The badges of a size as a PDF."""
    return f"/organise/{event_slug}/door/badges/{size}.pdf"


def organise_attendance(event_slug: str) -> str:
    """The table of who was expected in person, and who came."""
    return f"/organise/{event_slug}/door/attendance/"


def organise_write_up(event_slug: str, write_up_id: int) -> str:
    """Where an editor reads a write-up; "return/", "publish/" and "withdraw/" stand below it."""
    return f"/organise/{event_slug}/write-ups/{write_up_id}/"


def organise_write_ups(event_slug: str) -> str:
    """The write-ups of an event, and whom one may ask for more."""
    return f"/organise/{event_slug}/write-ups/"


def organise_ask(event_slug: str, session_slug: str) -> str:
    """The form that asks the speakers of a session to write it up."""
    return f"/organise/{event_slug}/write-ups/ask/{session_slug}/"


def organise_reflections(event_slug: str) -> str:
    """What editors note on an event: highlights of its days, takeaways and quotes of its sessions."""
    return f"/organise/{event_slug}/reflections/"


def organise_session_reflections(event_slug: str, session_slug: str) -> str:
    """What editors note on one session."""
    return f"/organise/{event_slug}/reflections/sessions/{session_slug}/"


def organise_blog() -> str:
    """All blog posts."""
    return "/organise/blog/"


def organise_new_post() -> str:
    """The form that adds a blog post."""
    return "/organise/blog/new/"


def organise_post(post_id: int) -> str:
    """One blog post; "edit/", "link/", "publish/" and the like stand below it."""
    return f"/organise/blog/{post_id}/"


def organise_materials(event_slug: str) -> str:
    """The materials of an event by session."""
    return f"/organise/{event_slug}/materials/"


def organise_session_materials(event_slug: str, session_slug: str) -> str:
    """The materials of one session."""
    return f"/organise/{event_slug}/materials/{session_slug}/"
