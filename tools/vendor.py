"""Copy the parts of npm packages that we serve to static/vendor/ (and what only tests use to tests/browser/vendor/).

Run now and then by a developer who has npm: `python tools/vendor.py`. Every version is pinned below. Each folder gets
the files that we use and the package's licence; manifest.json beside them says where each file came from and its
SHA-256.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "static" / "vendor"
TESTS = ROOT / "tests" / "browser" / "vendor"

ICON_NAMES = """
arrow-clockwise arrow-counterclockwise arrow-down arrow-left arrow-repeat arrow-right arrow-up at bell bookmark
box-arrow-up-right broadcast building calendar-check calendar-event calendar-plus calendar-x camera-video chat-quote
check-circle check-lg chevron-down chevron-expand chevron-right clock download door-open easel envelope envelope-open
exclamation-octagon exclamation-triangle eye file-earmark-pdf file-text flag funnel gear globe2 grid-3x3-gap
hourglass-split house image inbox info-circle journal-text key layers link-45deg list list-ol list-ul megaphone mic
pencil people person person-check person-circle person-plus play-circle plus-lg printer question-circle quote rss search
send share shield-check shuffle slash-circle sliders star star-fill tag tags ticket-perforated trash upload x-lg
"""


@dataclass(frozen=True)
class Package:
    """One npm package: its folder here, and which of its files become which of ours."""

    name: str
    version: str
    licence: str
    folder: str
    copies: tuple[tuple[str, str], ...] = ()
    layered: tuple[tuple[str, str, str], ...] = ()
    sprite: tuple[str, ...] = ()
    place: Path = PAGES
    licence_files: tuple[str, ...] = ("LICENSE",)


def fonts(folder: str, *kinds: str) -> tuple[tuple[str, str], ...]:
    """The woff2 files of a family: kinds such as "latin-wght-normal"."""
    return tuple((f"files/{folder}-{kind}.woff2", f"{folder}-{kind}.woff2") for kind in kinds)


PACKAGES = (
    Package(
        "bootstrap",
        "5.3.9",
        "MIT",
        "bootstrap",
        layered=(
            (
                "dist/css/bootstrap-reboot.min.css",
                "bootstrap-reboot.layered.css",
                "bootstrap",
            ),
        ),
    ),
    Package(
        "bootstrap-icons",
        "1.13.2",
        "MIT",
        "bootstrap-icons",
        sprite=tuple(ICON_NAMES.split()),
    ),
    Package(
        "@fontsource-variable/inter",
        "5.3.0",
        "OFL-1.1",
        "inter",
        copies=fonts("inter", "latin-wght-normal", "latin-ext-wght-normal"),
    ),
    Package(
        "@fontsource-variable/source-serif-4",
        "5.3.1",
        "OFL-1.1",
        "source-serif-4",
        copies=fonts(
            "source-serif-4",
            "latin-wght-normal",
            "latin-wght-italic",
            "latin-ext-wght-normal",
        ),
    ),
    Package(
        "barcode-detector",
        "3.2.2",
        "MIT",
        "barcode-detector",
        copies=(("dist/iife/ponyfill.js", "ponyfill.js"),),
    ),
    Package(
        "zxing-wasm",
        "3.1.3",  # the one that barcode-detector is made with: with another it fails
        "MIT",
        "zxing-wasm",
        copies=(("dist/reader/zxing_reader.wasm", "zxing_reader.wasm"),),
    ),
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        "axe-core",
        copies=(("axe.min.js", "axe.min.js"),),
        place=TESTS,
        licence_files=("LICENSE", "LICENSE-3RD-PARTY.txt"),
    ),
)


def fetch(package: Package, into: Path) -> Path:
    """Download the pinned version with npm; gives the folder with its files."""
    spec = f"{package.name}@{package.version}"
    subprocess.run(
        ["npm", "pack", "--silent", spec],
        cwd=into,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    archive = next(into.glob("*.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(into, filter="data")
    return into / "package"


def in_layer(css: str, layer: str) -> str:
    """The style sheet as one cascade layer, without the pointer to a source map that we do not serve."""
    without_map = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css).strip()
    return f"@layer {layer} {{\n{without_map}\n}}\n"


def sprite_of(icons: Path, names: tuple[str, ...]) -> str:
    """One SVG with a symbol for each icon, in the order of the alphabet."""
    symbols = []
    for name in sorted(names):
        svg = (icons / f"{name}.svg").read_text(encoding="utf-8")
        inner = re.sub(r"\s*\n\s*", "", svg[svg.index(">") + 1 : svg.rindex("</svg>")])
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16" fill="currentColor">{inner}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def write_files(package: Package, source: Path, target: Path) -> Iterator[tuple[str, str]]:
    """Write our files; yields (our file, where it came from)."""
    for theirs, ours in package.copies + tuple((name, name) for name in package.licence_files):
        shutil.copyfile(source / theirs, target / ours)
        yield ours, theirs
    for theirs, ours, layer in package.layered:
        (target / ours).write_text(
            in_layer((source / theirs).read_text(encoding="utf-8"), layer),
            encoding="utf-8",
        )
        yield ours, f"{theirs}, put into @layer {layer}"
    if package.sprite:
        (target / "sprite.svg").write_text(sprite_of(source / "icons", package.sprite), encoding="utf-8")
        yield "sprite.svg", "icons/<symbol id>.svg, joined into one sprite"


def vendor(package: Package) -> dict[str, object]:
    """Replace the package's folder; gives its entry in the manifest."""
    target = package.place / package.folder
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary:
        source = fetch(package, Path(temporary))
        written = sorted(write_files(package, source, target))
    files = {
        f"{package.folder}/{ours}": {
            "source": theirs,
            "sha256": sha256_of(target / ours),
        }
        for ours, theirs in written
    }
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "licence_file": f"{package.folder}/{package.licence_files[0]}",
        "files": files,
    }


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Vendor every package and write one manifest in each place."""
    for place in (PAGES, TESTS):
        entries = [vendor(package) for package in PACKAGES if package.place == place]
        text = json.dumps({"packages": entries}, indent=2, ensure_ascii=False)
        (place / "manifest.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
