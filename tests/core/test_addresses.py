import pytest

from conference.core.addresses import clean_address, folded
from conference.core.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ada@example.org", "ada@example.org"),
        ("  Ada.Lovelace+soc22@Example.ORG\n", "Ada.Lovelace+soc22@example.org"),
        ("o'hara@bücher.example", "o'hara@xn--bcher-kva.example"),
        ("ada@straße.example", "ada@xn--strae-oqa.example"),
        ("a\x00da@example.org", "ada@example.org"),
    ],
)
def test_an_address_is_kept_as_mail_servers_write_it(typed: str, kept: str) -> None:
    assert clean_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "", "ada", "ada@", "@example.org", "ada@example", "a@example.org, b@example.org", "a,b@example.org",
        "Ada <ada@example.org>", "ada@example.org\r\nBcc: eve@example.org", "zoë@example.org", "a b@example.org",
        '"a b"@example.org', "ada@[127.0.0.1]", "a" * 65 + "@example.org", "ada@" + "x" * 250 + ".org",
    ],
)  # fmt: skip
def test_anything_else_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid, match="Write one e-mail address") as refusal:
        clean_address(typed, "sender_email")
    assert refusal.value.field == "sender_email"


def test_the_case_of_letters_tells_no_two_mailboxes_apart() -> None:
    assert folded(" Ada.Lovelace@Example.ORG ") == folded("ada.lovelace@example.org") == "ada.lovelace@example.org"
