import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.errors import Invalid
from conference.formats.colours import DARK, LIGHT, Shade, Shades, check_accent, contrast, shades, theme_css

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#0a576c", "#0a576c") == 1


def test_the_shades_of_an_accent() -> None:
    assert shades("#0a576c") == Shades(
        light=Shade(accent="#0a576c", ink="#ffffff", soft="#dee2e1"),
        dark=Shade(accent="#9dbcc4", ink="#000000", soft="#182b33"),
    )


def test_the_style_sheet_sets_three_properties() -> None:
    assert theme_css("#0a576c") == (
        ":root {\n"
        "  --accent: light-dark(#0a576c, #9dbcc4);\n"
        "  --accent-ink: light-dark(#ffffff, #000000);\n"
        "  --accent-soft: light-dark(#dee2e1, #182b33);\n"
        "}\n"
    )


@given(COLOURS)
def test_every_accent_is_refused_or_can_be_read_on_every_ground(accent: str) -> None:
    if contrast(accent, LIGHT.paper) < 3:
        with pytest.raises(Invalid, match="too light: its contrast with the page is"):
            shades(accent)
        return
    both = shades(accent)
    for shade, ground in ((both.light, LIGHT), (both.dark, DARK)):
        assert contrast(shade.accent, ground.paper) >= ground.text_contrast
        assert contrast(shade.accent, shade.soft) >= ground.text_contrast
        assert ground.text_contrast >= 4.5
        assert contrast(shade.ink, shade.accent) >= 4.5
        assert contrast(ground.ink, shade.soft) >= 7


@pytest.mark.parametrize(
    "accent", ["", "red", "#fff", "0a576c", "#0a576g", "#0a576c;", "#0a576c\n", "#\u0660\u0660\u0660\u0660\u0660\u0660"]
)
def test_what_is_not_a_colour_is_refused(accent: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_accent(accent)
    assert (caught.value.sentence, caught.value.field) == (
        "Write the colour as # and six digits, like #0a576c.", "accent",
    )  # fmt: skip


def test_a_light_colour_is_refused_with_its_contrast() -> None:
    with pytest.raises(Invalid) as caught:
        check_accent("#ffd400")
    assert caught.value.sentence == (
        "#ffd400 is too light: its contrast with the page is 1.28 to 1, and at least 3 to 1 is needed. "
        "Choose a darker colour."
    )


def hex_of(lightness: float, chroma: float, hue: float) -> str:
    """An oklch() colour as #rrggbb, by the matrices of CSS Color 4."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
    )
    gamma = [12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055 for one in linear]
    return "#" + "".join(f"{round(255 * min(1, max(0, one))):02x}" for one in gamma)


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    """Paper bears the accent: of --paper, --paper-raised and --paper-sunk the hardest one on each side counts."""
    found = {
        name: [hex_of(*map(float, colour.split())) for colour in re.findall(r"oklch\(([^)]+)\)", colours)]
        for name, colours in re.findall(r"--([a-z-]+): light-dark\((.+)\);", TOKENS.read_text())
    }
    papers = [found[name] for name in ("paper", "paper-raised", "paper-sunk")]
    darkest_light = min((light for light, _dark in papers), key=lambda one: contrast(one, "#000000"))
    lightest_dark = max((dark for _light, dark in papers), key=lambda one: contrast(one, "#000000"))
    assert (LIGHT.paper, DARK.paper) == (darkest_light, lightest_dark)
    assert [LIGHT.ink, DARK.ink] == found["ink"]
