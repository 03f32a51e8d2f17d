"""By what something is known in a source. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from conference.domain.exchange.rules.states import Thing
from conference.formats.programmes.values import Identity, Scheme

VALUE_LENGTH = 255
WORLD_WIDE = (Scheme.GUID, Scheme.UID)  # which no two programmes share


@dataclass(frozen=True, order=True)
class SourceKey:
    """One thing of one source; `value` is at most 255 letters."""

    thing: Thing
    scheme: Scheme
    value: str
    slot: int = 0

    @property
    def words(self) -> str:
        """The key of the item in reports and choices."""
        return f"{self.thing}:{self.scheme}:{self.value}" + (f":{self.slot}" if self.slot else "")


def world_wide_values(keys: Iterable[str]) -> list[str]:
    """Of the keys of a report, the values of those by which a session is known all over the world."""
    begins = tuple(f"{Thing.SESSION}:{scheme}:" for scheme in WORLD_WIDE)
    return [key.split(":", 2)[2] for key in keys if key.startswith(begins)]


def source_key(thing: Thing, identity: Identity) -> SourceKey:
    """The key of an identity of a file; a value that is too long to be kept is known by its digest."""
    value = (
        identity.value
        if len(identity.value) <= VALUE_LENGTH
        else f"sha256:{sha256(identity.value.encode()).hexdigest()}"
    )
    return SourceKey(thing, identity.scheme, value, identity.slot)
