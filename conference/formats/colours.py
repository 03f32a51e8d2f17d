"""The accent of an event or series: shades that can be read on light and dark paper (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from dataclasses import dataclass

from conference.core.errors import Invalid
from conference.core.words import _

MARK_CONTRAST = 3.0
READING_CONTRAST = 7.0
HEX = re.compile(r"#[0-9a-fA-F]{6}")
STEPS = 50
WHITE, BLACK = "#ffffff", "#000000"


@dataclass(frozen=True)
class Ground:
    """What an accent stands on, as in static/css/tokens.css: the paper that is hardest for it, and the ink."""

    paper: str
    ink: str
    away: str  # the end of the scale that gives more contrast
    text_contrast: float  # that the accent must have; more in the dark, where colours look duller
    soft_share: float  # how much of the accent is in its quiet ground


LIGHT = Ground(paper="#f6f2ee", ink="#1d252f", away=BLACK, text_contrast=4.5, soft_share=0.1)
DARK = Ground(paper="#1b2025", ink="#e8e6e1", away=WHITE, text_contrast=7, soft_share=0.2)


@dataclass(frozen=True)
class Shade:
    """`accent` for links, marks and filled buttons; `ink` for words on it; `soft` for a quiet ground. As #rrggbb."""

    accent: str
    ink: str
    soft: str


@dataclass(frozen=True)
class Shades:
    """The shades for light and for dark pages."""

    light: Shade
    dark: Shade


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def check_accent(accent: str) -> None:
    """Raise Invalid, with the measured contrast, for a colour that would have to change beyond recognition.

    It may be darkened a little for words, so 3 to 1 against light paper is asked of it as it is.
    """
    if not HEX.fullmatch(accent):
        raise Invalid(_("Write the colour as # and six digits, like #0a576c."), "accent")
    measured = contrast(accent, LIGHT.paper)
    if measured < MARK_CONTRAST:
        sentence = _(
            "%(colour)s is too light: its contrast with the page is %(measured)s to 1, and at least 3 to 1 is needed. "
            "Choose a darker colour.",
            colour=accent,
            measured=f"{measured - 0.005:.2f}",  # rounded down, so that it never reads 3.00
        )
        raise Invalid(sentence, "accent")


def shades(accent: str) -> Shades:
    """The shades of an accent #rrggbb. Raises as `check_accent`.

    On paper and on `soft` the accent has at least 4.5 to 1 (7 to 1 on dark pages), as `ink` has on the accent, and
    ordinary ink has 7 to 1 on `soft`.
    """
    check_accent(accent)
    return Shades(_shade(accent, LIGHT), _shade(accent, DARK))


def theme_css(accent: str) -> str:
    """The style sheet of an event: three properties on :root, outside of any layer. Raises as `check_accent`."""
    both = shades(accent)
    lines = [
        f"  --{name}: light-dark({light}, {dark});"
        for name, light, dark in (
            ("accent", both.light.accent, both.dark.accent),
            ("accent-ink", both.light.ink, both.dark.ink),
            ("accent-soft", both.light.soft, both.dark.soft),
        )
    ]
    return "\n".join([":root {", *lines, "}", ""])


def _shade(accent: str, ground: Ground) -> Shade:
    soft = _soft(accent, ground)
    steps = (_mixed(ground.away, accent, step / STEPS) for step in range(STEPS + 1))
    bearing = (soft, ground.paper)
    shade = next(one for one in steps if min(contrast(one, under) for under in bearing) >= ground.text_contrast)
    ink = max(WHITE, BLACK, key=lambda one: contrast(one, shade))
    return Shade(shade, ink, soft)


def _soft(accent: str, ground: Ground) -> str:
    shares = (ground.soft_share * (1 - step / STEPS) for step in range(STEPS + 1))
    mixes = (_mixed(accent, ground.paper, share) for share in shares)
    return next(one for one in mixes if contrast(ground.ink, one) >= READING_CONTRAST)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
