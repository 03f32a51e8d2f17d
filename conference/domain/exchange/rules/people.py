"""The people of a file: who of ours they are. By identity, then by the very same name; near names are asked. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from conference.core.text import cut_text, fold
from conference.core.words import _
from conference.domain.exchange.rules.appearances import POST_LENGTH, cut_posts, told_of_people
from conference.domain.exchange.rules.deciding import EMAIL, Item, decided, refused
from conference.domain.exchange.rules.known import Held, Known, Ref
from conference.domain.exchange.rules.near import NearNames
from conference.domain.exchange.rules.sources import SourceKey, source_key
from conference.domain.exchange.rules.states import Fate, Thing
from conference.formats.programmes.values import FilePerson, Identity, Programme, Scheme
from conference.formats.programmes.write_table import name_in_cell

NAME_LENGTH, BIOGRAPHY_LENGTH = 200, 5000
POSTS = ("job_title", "affiliation")


class PeopleOfFile:
    """Everybody whom a file names, one after the other; nobody of ours is two of them."""

    def __init__(self, programme: Programme, held: Held, same_as: Mapping[str, int]) -> None:
        self._programme, self._held, self._same_as = programme, held, same_as
        self._names = Counter(person.name for person in programme.people)
        self._in_file = Counter(fold(person.name) for person in programme.people)
        self._taken: set[int] = set()
        self._by_name = _by_folded_name(held.people.values())
        self._by_uid = {uid: one for one in held.people.values() for uid in (one.uid, *one.further_uids)}
        self._near = NearNames((one.id, name) for one in held.people.values() for name in names_of(one))
        has = {name for name in POSTS if any(getattr(one, name) for one in programme.people)}
        self._posts_here = {tuple(row[:1] + row[2:]) for one in held.sessions.values()
                            for row in one.fields.get("posts", ())}  # fmt: skip
        self._posts_of_new = sorted(has)
        self._posts_of_known = [] if "posts" in told_of_people(programme.sessions) else sorted(has)  # those of the day

    def items(self) -> list[Item]:
        """An item each, in the order of the file. Those known by identity first find theirs, whatever their names."""
        found = {index: self._known_by_identity(person) for index, person in enumerate(self._programme.people)}
        self._taken.update(known.id for known in found.values() if known is not None)
        return [self._item(index, person, found[index]) for index, person in enumerate(self._programme.people)]

    @property
    def gave_up(self) -> bool:
        """Whether near names were not looked for to the end."""
        return self._near.gave_up

    def _known_by_identity(self, person: FilePerson) -> Known | None:
        key = source_key(Thing.PERSON, person.identity)
        source = self._held.sources.get(key)
        if self._in_file[fold(person.name)] > 1 and (namesake := self._namesake_with_address(person)):
            return namesake
        if source and (known := self._held.person(source.target)):
            return known
        if key.words in self._same_as:
            return self._held.person(self._same_as[key.words])
        return self._by_uid.get(person.identity.value) if person.identity.scheme is Scheme.GUID else None

    def _namesake_with_address(self, person: FilePerson) -> Known | None:
        """Of several of one name, the one with this address of e-mail; nobody for who may learn of no address."""
        if not person.email or Thing.PERSON in self._held.settled:
            return None
        namesakes = self._by_name.get(fold(person.name), ())
        return next((one for one in namesakes if one.fields.get(EMAIL, "").lower() == person.email.lower()), None)

    def _item(self, index: int, person: FilePerson, known: Known | None) -> Item:
        key = source_key(Thing.PERSON, person.identity)
        notes: list[str] = []
        candidates: tuple[int, ...] = ()
        if len(person.name) > NAME_LENGTH:
            why = _("The name has %(number)s letters; at most %(most)s are kept.", number=len(person.name),
                    most=NAME_LENGTH)  # fmt: skip
            return refused(key, person.name, why, person.place, index)
        if known is None:
            known, notes, candidates = self._known_by_name(person)
        last = self._last(key, known)
        said, more = self._said(person, known, last)
        return decided(key, person.name, said, known, _last_but_spelling(last, person, known), place=person.place,
                       index=index, notes=[*notes, *more], candidates=candidates)  # fmt: skip

    def _last(self, key: SourceKey, known: Known | None) -> Mapping[str, Any]:
        source = self._held.sources.get(key)
        return source.said if source and known and self._held.person(source.target) is known else {}

    def _known_by_name(self, person: FilePerson) -> tuple[Known | None, list[str], tuple[int, ...]]:
        """The only one of ours of the same name, letter by letter, else but for accents, case and punctuation."""
        known = self._only_namesake(person.name) if self._names[person.name] == 1 else None
        if known is not None:
            self._taken.add(known.id)
            return known, [_("Known by name.")], ()
        near = self._near.candidates(person.name)
        there = [self._held.people[one].name for one in near if one in self._taken]
        notes = [_("Nearly the name of %(names)s, whom the file names as well; if they are one person, merge the two "
                   "afterwards.", names=", ".join(there))] if there else []  # fmt: skip
        return None, notes, tuple(one for one in near if one not in self._taken)

    def _only_namesake(self, name: str) -> Known | None:
        folded = fold(name)
        same = [one for one in self._by_name.get(folded, ()) if one.id not in self._taken] if folded else []
        exact = [one for one in same if name in names_of(one)]
        found = exact or (same if self._in_file[folded] == 1 else [])
        return found[0] if len(found) == 1 else None

    def _said(
        self, person: FilePerson, known: Known | None, last: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        said: dict[str, Any] = {} if _is_known_spelling(person, known, last) else {"name": person.name}
        posts = self._posts(person, known)
        said.update({name: cut_text(post, POST_LENGTH) for name, post in posts.items()})
        if person.email and (known is None or Thing.PERSON not in self._held.settled):
            said[EMAIL] = person.email
        if 0 < len(person.biography) <= BIOGRAPHY_LENGTH:
            said["biography"] = person.biography
        aliases = _aliases(person, known, last)
        if aliases is not None:
            said["aliases"] = aliases
        return said, [*cut_posts(posts.values()), *_left_out_notes(person)]

    def _posts(self, person: FilePerson, known: Known | None) -> dict[str, str]:
        """Job title and affiliation as the file says them; nothing where they are those of a session here."""
        if known is not None and (known.id, person.job_title, person.affiliation) in self._posts_here:
            return {}
        return {name: getattr(person, name) for name in (self._posts_of_known if known else self._posts_of_new)}


def _left_out_notes(person: FilePerson) -> list[str]:
    notes = []
    if any(len(name) > NAME_LENGTH for name in person.other_names):
        notes.append(_("A further name has more than %(most)s letters; it is left out.", most=NAME_LENGTH))
    if len(person.biography) > BIOGRAPHY_LENGTH:
        notes.append(_("The biography has %(number)s letters, of which at most %(most)s are kept; it is left out.",
                       number=len(person.biography), most=BIOGRAPHY_LENGTH))  # fmt: skip
    return notes


def _is_known_spelling(person: FilePerson, known: Known | None, last: Mapping[str, Any]) -> bool:
    """Whether we have the name as a further name, and the file says it for the first time, or as it did before.

    So too where it is our name as a table among whose people it stands can only write it.
    """
    if known is None or last.get("name", person.name) != person.name:
        return False
    if person.identity.scheme is Scheme.NAME and person.name == name_in_cell(known.name) != known.name:
        return True
    return fold(person.name) != fold(known.name) and fold(person.name) in map(fold, known.fields["aliases"])


def _last_but_spelling(last: Mapping[str, Any], person: FilePerson, known: Known | None) -> Mapping[str, Any]:
    """What was said last, without the name where the file writes ours with other capitals, accents or marks: readers
    see a name at once, so such a one is only taken over where that is asked.
    """
    if known is None or fold(person.name) != fold(known.name):
        return last
    return {name: value for name, value in last.items() if name != "name"}


def _aliases(person: FilePerson, known: Known | None, last: Mapping[str, Any]) -> list[str] | None:
    """Our further names with those of the file that we do not have; None where the file adds nothing.

    One that the file said before and we do not have was taken away here, and stays away.
    """
    ours = list(known.fields["aliases"]) if known else []
    taken = {fold(name) for name in (person.name, *ours, *(names_of(known) if known else ()), *last.get("aliases", ()))}
    new = []
    for name in person.other_names:
        if len(name) <= NAME_LENGTH and fold(name) not in taken | {""}:
            taken.add(fold(name))
            new.append(name)
    return [*ours, *new] if new else None


def names_of(person: Known) -> tuple[str, ...]:
    """The name and the further names."""
    return (person.name, *person.fields["aliases"])


def _by_folded_name(people: Iterable[Known]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = defaultdict(list)
    for person in people:
        for folded in {fold(name) for name in names_of(person)}:
            found[folded].append(person)
    return found


def refs_of(programme: Programme, items: Iterable[Item]) -> dict[Identity, Ref]:
    """By what each person of the file is meant; those who are refused are not there."""
    return {programme.people[item.index].identity: item.ref for item in items
            if item.index is not None and item.fate is not Fate.REFUSED}  # fmt: skip
