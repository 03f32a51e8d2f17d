"""QR codes as SVG that stands in a page or in the page of a PDF."""

import segno

DARK, LIGHT = "#000", "#fff"  # also in the dark: scanners read black on white


def qr_svg(text: str, title: str) -> str:
    """The code of a text (ISO/IEC 18004, error correction M) as an `<svg>` with `title` for who cannot see it.

    Capitals, digits and a few signs make the smallest code. Around it is the quiet zone of four modules.
    """
    code = segno.make(text, error="m", micro=False, boost_error=False)
    return str(code.svg_inline(dark=DARK, light=LIGHT, title=title, omitsize=True, svgclass="qr", lineclass=None))
