"""Names of zones: what means another zone on each machine is none."""

import pytest

from conference.core.errors import Invalid
from conference.core.zones import zone_of


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
