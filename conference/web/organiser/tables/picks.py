"""What can be done with rows of a table that are ticked, or with all that a filter leaves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic
from urllib.parse import parse_qsl

from conference.core.words import _, ngettext
from conference.web.organiser.tables.columns import Row
from conference.web.organiser.tables.wanted import Wanted

PICK, ALL = "pick", "all"


@dataclass(frozen=True)
class PickDeed:
    """One thing that can be done: `address` is the page that gets the ticks, `label_of_all` what it is for all rows."""

    address: str
    label: str
    label_of_all: Callable[[int], str]


@dataclass(frozen=True)
class Picks(Generic[Row]):
    """What is done with rows that are ticked: `number` is what a tick sends."""

    number: Callable[[Row], int]
    deeds: Sequence[PickDeed]

    def values(self, wanted: Wanted, count: int) -> dict[str, Any]:
        """What components/data_table.html takes, for a table of so many rows."""
        query = wanted.query(page=1)
        deeds = [{"action": one.address, "label": one.label, "all_label": one.label_of_all(count),
                  "all_url": f"{one.address}?{ALL}=yes&{query}".rstrip("&")} for one in self.deeds]  # fmt: skip
        return {"kept": parse_qsl(query), "deeds": deeds}


def to_change(address: str) -> PickDeed:
    """They are changed."""
    return PickDeed(
        address, _("Change the ticked ones"),
        lambda number: ngettext("Change the one that is found", "Change all %(num)s", number),
    )  # fmt: skip


def to_remove(address: str) -> PickDeed:
    """They are removed."""
    return PickDeed(
        address, _("Remove the ticked ones"),
        lambda number: ngettext("Remove the one that is found", "Remove all %(num)s", number),
    )  # fmt: skip
