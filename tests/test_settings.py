"""The settings: defaults, faults in words, unknown names, the kept key."""

import stat
from pathlib import Path

import pytest

from conference.settings import FaultySettings, Settings, load_settings, unknown_settings


def test_the_address_follows_the_port_unless_it_is_set(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path, port=8123, base_url="").address == "http://127.0.0.1:8123"
    assert Settings(data_dir=tmp_path, base_url="https://events.example.org/").address == "https://events.example.org"


def test_where_no_port_is_given_the_address_is_that_of_the_last_server(tmp_path: Path) -> None:
    Settings(data_dir=tmp_path, port=8123, base_url="").keep_address()
    assert Settings(data_dir=tmp_path, base_url="").address == "http://127.0.0.1:8123"
    assert Settings(data_dir=tmp_path, port=8124, base_url="").address == "http://127.0.0.1:8124"
    assert Settings(data_dir=tmp_path, base_url="https://events.example.org").address == "https://events.example.org"
    for damaged in (b"", b"\xff", b"javascript:alert(1)", b"http://127.0.0.1:8123/x"):
        (tmp_path / "served-at").write_bytes(damaged)
        assert Settings(data_dir=tmp_path, base_url="").address == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "value",
    ["https://example.org/events", "https://example.org/?a=b", "https://example.org/#top", "https://me:pw@example.org",
     "https://", "https://[", "http://example.org:x", "ftp://example.org"],
)  # fmt: skip
def test_the_base_url_is_an_address_without_a_path(tmp_path: Path, value: str) -> None:
    with pytest.raises(FaultySettings) as fault:
        load_settings(data_dir=tmp_path, base_url=value)
    assert str(fault.value) == (
        "CONFERENCE_BASE_URL: must be a web address without a path, such as https://events.example.org."
    )


@pytest.mark.parametrize("value", ["bad", "a@example.org, b@example.org"])
def test_the_owner_has_one_address(tmp_path: Path, value: str) -> None:
    with pytest.raises(FaultySettings) as fault:
        load_settings(data_dir=tmp_path, owner_email=value)
    assert str(fault.value) == "CONFERENCE_OWNER_EMAIL: must be one e-mail address, like name@example.org."


def test_a_data_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    for folder, reason in (
        (tmp_path / "file", "File exists"), (tmp_path / "file" / "x", "Not a directory"),
        (Path("/proc/x"), "No such file or directory"), (Path("/proc"), "No such file or directory"),
    ):  # fmt: skip
        with pytest.raises(FaultySettings) as fault:
            Settings(data_dir=folder).make_folder()
        assert str(fault.value) == f"CONFERENCE_DATA_DIR: nothing can be kept in the folder {folder} ({reason})."


def test_faults_are_named_by_their_variables(tmp_path: Path) -> None:
    with pytest.raises(FaultySettings) as fault:
        load_settings(data_dir=tmp_path, base_url="events.example.org", smtp_url="mail.example.org", secret_key="short")
    assert str(fault.value).splitlines() == [
        "CONFERENCE_SECRET_KEY: must have at least 32 characters.",
        "CONFERENCE_BASE_URL: must be a web address without a path, such as https://events.example.org.",
        "CONFERENCE_SMTP_URL: must begin with smtp:// or smtps://.",
    ]


def test_an_unknown_variable_is_named_with_the_nearest_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFERENCE_DATABSE_URL", "sqlite:///x")
    assert unknown_settings() == ["CONFERENCE_DATABSE_URL is not a setting. Did you mean CONFERENCE_DATABASE_URL?"]


def test_the_key_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", secret_key="")
    first = settings.secret()
    file = tmp_path / "data" / "secret-key"
    assert (len(first), settings.secret(), stat.S_IMODE(file.stat().st_mode)) == (43, first, 0o600)
    assert list(file.parent.iterdir()) == [file]


def test_half_a_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("")
    with pytest.raises(FaultySettings, match="holds no whole key"):
        Settings(data_dir=tmp_path, secret_key="").secret()


@pytest.mark.parametrize("value", ["no", "False", "-1", "1.5", "ten"])
def test_trusted_proxies_are_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CONFERENCE_TRUSTED_PROXIES", value)
    with pytest.raises(FaultySettings) as fault:
        load_settings(data_dir=tmp_path)
    assert str(fault.value) == "CONFERENCE_TRUSTED_PROXIES: must be a whole number from 0 to 9."
