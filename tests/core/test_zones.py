"""Names of zones: what means another zone on each machine is none."""

import pytest

from conference.core.errors import Invalid
from conference.core.zones import clock_words, zone_of


@pytest.mark.parametrize("name", ["Europe/London", "UTC", "Etc/GMT+5", "America/Argentina/Ushuaia", "Japan"])
def test_an_iana_name_is_a_zone(name: str) -> None:
    assert zone_of(name).key == name


@pytest.mark.parametrize(
    "name",
    ["localtime", "Factory", "posixrules", "posix/Europe/London", "right/UTC", "", "../etc/passwd", "europe/london"],
)
def test_anything_else_is_refused_at_its_field(name: str) -> None:
    with pytest.raises(Invalid, match="is not a time zone") as refusal:
        zone_of(name)
    assert refusal.value.field == "zone"


def test_a_clock_is_named_after_its_place_in_summer_as_in_winter() -> None:
    named = [clock_words("Europe/London"), clock_words("Europe/London", "Oxford"), clock_words("America/New_York")]
    assert named == ["London time", "Oxford time", "New York time"]
