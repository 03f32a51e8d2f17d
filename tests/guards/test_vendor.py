"""What we serve of other people's packages is what the manifest says, byte for byte, with a licence beside it."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACES = (ROOT / "static" / "vendor", ROOT / "tests" / "browser" / "vendor")
ICON = re.compile(r"""(?:\bicon\(|icon_name=|"icon": )["']([a-z0-9-]+)["']""")


def vendor_faults(place: Path) -> list[str]:
    """Sentences that say where the files under a vendor folder and its manifest.json do not agree."""
    packages = json.loads((place / "manifest.json").read_text(encoding="utf-8"))["packages"]
    listed = {name: file["sha256"] for package in packages for name, file in package["files"].items()}
    present = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()} - {"manifest.json"}
    faults = [f"{name} is not in manifest.json: run tools/vendor.py" for name in sorted(present - listed.keys())]
    faults += [f"{name} is in manifest.json but not on disk" for name in sorted(listed.keys() - present)]
    for name in sorted(present & listed.keys()):
        if hashlib.sha256((place / name).read_bytes()).hexdigest() != listed[name]:
            faults.append(f"{name} differs from manifest.json: vendored files are never edited by hand")
    for package in packages:
        faults += _package_faults(package)
    return faults


def _package_faults(package: dict[str, object]) -> list[str]:
    faults = [f"{package.get('name')} has no {key}" for key in ("name", "version", "licence") if not package.get(key)]
    if package["licence_file"] not in list(package["files"]):  # type: ignore[call-overload]
        faults.append(f"{package['name']} has no licence file")
    return faults


def missing_icons(templates: Path, sprite: Path) -> list[str]:
    """Names of icons that a template uses and the sprite does not have, each with its template."""
    known = set(re.findall(r'<symbol id="([a-z0-9-]+)"', sprite.read_text(encoding="utf-8")))
    return [
        f"{path.relative_to(templates)}: icon {name} is not in the sprite: add it in tools/vendor.py"
        for path in sorted(templates.rglob("*.html"))
        for name in ICON.findall(path.read_text(encoding="utf-8"))
        if name not in known
    ]


@pytest.mark.parametrize("place", PLACES, ids=["static", "tests"])
def test_vendored_files_are_those_of_the_manifest(place: Path) -> None:
    assert vendor_faults(place) == []


def test_every_icon_of_a_template_is_in_the_sprite() -> None:
    assert missing_icons(ROOT / "templates", PLACES[0] / "bootstrap-icons" / "sprite.svg") == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PLACES[0], tmp_path / "vendor"))


def test_a_changed_byte_is_named(copy: Path) -> None:
    sheet = copy / "bootstrap" / "bootstrap-reboot.layered.css"
    sheet.write_bytes(sheet.read_bytes() + b" ")
    name = "bootstrap/bootstrap-reboot.layered.css"
    assert vendor_faults(copy) == [f"{name} differs from manifest.json: vendored files are never edited by hand"]


def test_a_file_that_nobody_listed_is_named(copy: Path) -> None:
    (copy / "inter" / "extra.woff2").write_bytes(b"font")
    assert vendor_faults(copy) == ["inter/extra.woff2 is not in manifest.json: run tools/vendor.py"]


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "bootstrap-icons" / "sprite.svg").unlink()
    assert vendor_faults(copy) == ["bootstrap-icons/sprite.svg is in manifest.json but not on disk"]


def test_a_package_without_its_licence_is_named(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    manifest["packages"][0]["licence"] = ""
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert vendor_faults(copy) == ["bootstrap has no licence"]


def test_an_icon_that_is_not_in_the_sprite_is_named(tmp_path: Path, copy: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "page.html").write_text('{{ page.icon("star") }}{{ page.icon("zeppelin") }}', encoding="utf-8")
    found = missing_icons(templates, copy / "bootstrap-icons" / "sprite.svg")
    assert found == ["page.html: icon zeppelin is not in the sprite: add it in tools/vendor.py"]
