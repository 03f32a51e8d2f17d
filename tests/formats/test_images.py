import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from conference.core.errors import Invalid
from conference.formats.images import MAX_BYTES, re_encode

SECRET = "Secret street 7"


def encoded(picture: Image.Image, kind: str, **settings: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **settings)
    return out.getvalue()


def plain(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    return encoded(Image.new(mode, size, 128), kind)


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_bomb(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG of a few bytes that says that it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = png_chunk(b"IDAT", body or zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + rows + png_chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "media_type", "extension"),
    [("JPEG", "image/jpeg", "jpg"), ("PNG", "image/png", "png"), ("WEBP", "image/webp", "webp")],
)
def test_a_picture_stays_what_it_is(kind: str, media_type: str, extension: str) -> None:
    made = re_encode(plain(kind))
    assert (made.media_type, made.extension, made.width, made.height) == (media_type, extension, 40, 20)
    again = Image.open(BytesIO(made.data))
    assert (again.format, again.size) == (kind, (40, 20))


def test_a_large_picture_is_made_smaller_and_keeps_its_shape() -> None:
    made = re_encode(plain("JPEG", (3000, 1500)))
    assert (made.width, made.height) == (2000, 1000)
    assert (re_encode(made.data, 300).width, re_encode(made.data, 300).height) == (300, 150)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_picture_is_turned_upright_and_nothing_but_pixels_is_kept(kind: str) -> None:
    picture = Image.new("RGB", (40, 20), (255, 0, 0))
    picture.paste((0, 0, 255), (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    exif[0x010E] = SECRET
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET)
    extra: dict[str, object] = {"pnginfo": text} if kind == "PNG" else {"xmp": SECRET.encode()}
    if kind == "JPEG":
        extra["comment"] = SECRET
    data = encoded(picture, kind, exif=exif, icc_profile=SECRET.encode(), **extra)
    if kind != "PNG":
        assert SECRET.encode() in data
    made = re_encode(data)
    assert (made.width, made.height) == (20, 40)
    again = Image.open(BytesIO(made.data))
    again.load()
    assert SECRET.encode() not in made.data
    assert dict(again.getexif()) == {}
    assert set(again.info) & {"exif", "icc_profile", "xmp", "comment", "Comment"} == set()
    top, bottom = again.convert("RGB").getpixel((10, 5)), again.convert("RGB").getpixel((10, 35))
    assert [top[2] > 200, bottom[0] > 200] == [True, True]  # type: ignore[index]


@pytest.mark.parametrize(
    ("mode", "kind", "kept"),
    [("RGBA", "PNG", "RGBA"), ("P", "PNG", "RGB"), ("L", "PNG", "RGB"), ("LA", "PNG", "RGBA"), ("1", "PNG", "RGB"),
     ("CMYK", "JPEG", "RGB"), ("L", "JPEG", "RGB"), ("RGBA", "WEBP", "RGBA")],
)  # fmt: skip
def test_colours_become_plain_and_transparency_is_kept(mode: str, kind: str, kept: str) -> None:
    picture = Image.new(mode, (4, 4))
    assert Image.open(BytesIO(re_encode(encoded(picture, kind)).data)).mode == kept


def test_sixteen_bits_are_scaled_and_not_cut() -> None:
    made = re_encode(encoded(Image.new("I;16", (4, 4), 40_000), "PNG"))
    assert Image.open(BytesIO(made.data)).getpixel((0, 0)) == (156, 156, 156)


def refusal(data: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        re_encode(data, field="photo")
    assert caught.value.field == "photo"
    return caught.value.sentence


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"<html><script>alert(1)</script>",
        plain("GIF"),
        plain("BMP"),
        plain("TIFF"),
        plain("ICO", (16, 16)),
        b"SIMPLE  =                    T" + b" " * 3000,
    ],
)
def test_anything_but_the_three_formats_is_refused(data: bytes) -> None:
    assert refusal(data) == "This is not a JPEG, PNG or WebP picture. Choose one of these."


@pytest.mark.parametrize("data", [png_bomb(20_000, 2_001), png_bomb(8_000, 6_000), png_bomb(2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_is_decoded(data: bytes) -> None:
    assert len(data) < 200
    assert refusal(data) == "This picture has more than 40 million pixels. Make it smaller."


def test_a_webp_bomb_is_refused_before_it_is_decoded() -> None:
    bomb = encoded(Image.new("1", (8_000, 5_001)), "WEBP", lossless=True)
    assert len(bomb) < 20_000
    assert refusal(bomb) == "This picture has more than 40 million pixels. Make it smaller."


def test_a_heavy_file_is_refused() -> None:
    assert refusal(b"\xff\xd8" + bytes(MAX_BYTES)) == "This picture is larger than 10 MB. Make it smaller."


def test_text_that_unpacks_to_much_is_refused_or_dropped() -> None:
    bomb = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000)))
    whole = plain("PNG")
    assert refusal(whole[:33] + bomb + whole[33:]).startswith("This picture is damaged")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_file_is_refused(kind: str) -> None:
    whole = encoded(Image.effect_noise((200, 200), 80), kind)
    assert refusal(whole[: len(whole) // 2]).startswith("This picture is damaged")


@settings(max_examples=150)
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP"]), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8)
)
def test_a_broken_file_is_read_or_refused_in_words(kind: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(plain(kind))
    for at, value in changes:
        data[at % len(data)] = value
    try:
        made = re_encode(bytes(data))
    except Invalid:
        return
    assert Image.open(BytesIO(made.data)).size == (made.width, made.height)


def test_what_hides_behind_a_picture_does_not_come_along() -> None:
    hidden = b"<?php system($_GET[0]); ?><script>alert(1)</script>"
    for kind in ("JPEG", "PNG", "WEBP"):
        assert hidden not in re_encode(plain(kind) + hidden).data
