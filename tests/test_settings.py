"""The settings: defaults, faults in words, unknown names, the kept key."""

import stat
from pathlib import Path

import pytest

from conference.settings import FaultySettings, Settings, load_settings, unknown_settings


def test_the_address_follows_the_port_unless_it_is_set(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path, port=8123, base_url="").address == "http://127.0.0.1:8123"
    assert Settings(data_dir=tmp_path, base_url="https://events.example.org/").address == "https://events.example.org"


def test_faults_are_named_by_their_variables(tmp_path: Path) -> None:
    with pytest.raises(FaultySettings) as fault:
        load_settings(data_dir=tmp_path, base_url="events.example.org", smtp_url="mail.example.org", secret_key="short")
    assert str(fault.value).splitlines() == [
        "CONFERENCE_SECRET_KEY: must have at least 32 characters.",
        "CONFERENCE_BASE_URL: must be a web address such as https://events.example.org.",
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
    with pytest.raises(FaultySettings, match="CONFERENCE_TRUSTED_PROXIES: "):
        load_settings(data_dir=tmp_path)
