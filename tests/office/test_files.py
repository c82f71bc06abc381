"""Pictures taken into the book: upright, white-backed and small."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from ikm_desktop.errors import FieldInvalid, NotFound
from ikm_desktop.office import files
from ikm_desktop.office.profile import Profile, set_logo
from ikm_desktop.office.settings import load
from tests.factories.books import a_book

_ORIENTATION, _TURNED_RIGHT = 0x0112, 6


def _bytes(picture: Image.Image, kind: str, exif: Image.Exif | None = None) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, exif=exif or Image.Exif())
    return out.getvalue()


def _read(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_an_emblem_is_laid_on_white_and_stays_without_loss() -> None:
    """What was transparent is white, what was drawn keeps its colour."""
    emblem = Image.new("RGBA", (40, 60), (0, 0, 0, 0))
    emblem.paste((200, 0, 0, 255), (10, 10, 30, 30))
    kept, media_type = files.small_picture(_bytes(emblem, "PNG"), name="logo.png", use="logo")
    picture = _read(kept)
    assert (media_type, picture.mode, picture.size) == ("image/png", "RGB", (40, 60))
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    assert picture.getpixel((20, 20)) == (200, 0, 0)


def test_a_large_photo_becomes_small_and_upright() -> None:
    """A 12-megapixel photo taken sideways stands upright in less than 150 kB."""
    exif = Image.Exif()
    exif[_ORIENTATION] = _TURNED_RIGHT
    photo = Image.effect_noise((4000, 3000), 40).convert("RGB")
    kept, media_type = files.small_picture(_bytes(photo, "JPEG", exif), name="foto.jpg", use="photo")
    assert media_type == "image/jpeg"
    assert _read(kept).size == (540, 720)
    assert len(kept) < 150_000


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n tidak lengkap", b"<svg/>"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    """The file is named with what would do."""
    with pytest.raises(FieldInvalid, match=r"surat\.pdf bukan gambar"):
        files.small_picture(content, name="surat.pdf", use="photo")


def test_the_logo_stands_on_the_letterhead(tmp_path: Path) -> None:
    """Its bytes come back by the name the profile keeps; a torn file changes nothing."""
    with a_book(tmp_path) as office:
        set_logo(office, content=_bytes(Image.new("RGB", (30, 40), "blue"), "PNG"), name="lambang.png")
        set_logo(office, content=_bytes(Image.new("RGB", (30, 40), "blue"), "PNG"), name="lambang.png")
        with pytest.raises(FieldInvalid):
            set_logo(office, content=b"bukan", name="rusak.png")
        with office.reading() as connection:
            logo = load(connection, Profile).logo
            assert logo is not None
            stored = files.file_of(connection, logo)
            assert (stored.name, stored.media_type) == ("lambang.png", "image/png")
            assert _read(stored.content).size == (30, 40)
            with pytest.raises(NotFound):
                files.file_of(connection, "0" * 64)


@pytest.mark.parametrize(
    ("picture", "kind", "shown"),
    [
        (Image.new("CMYK", (300, 400), (0, 255, 255, 0)), "JPEG", (254, 0, 0)),
        (Image.new("I;16", (300, 400), 30_000), "PNG", (117, 117, 117)),
        (Image.new("1", (300, 400), 0), "PNG", (0, 0, 0)),
    ],
)
def test_pictures_of_any_kind_of_colour_look_as_they_did(
    picture: Image.Image, kind: str, shown: tuple[int, int, int]
) -> None:
    """Those of a printer, of a scanner with 16 bits of grey, and in black and white."""
    kept, _ = files.small_picture(_bytes(picture, kind), name="foto", use="photo")
    assert Image.open(io.BytesIO(kept)).getpixel((150, 200)) == shown


def test_a_file_that_is_gone_or_far_too_large_is_refused_by_name(tmp_path: Path) -> None:
    """Before it fills the memory; nothing but a refusal reaches the clerk."""
    with pytest.raises(FieldInvalid, match="tidak dapat dibaca"):
        files.picture_in(tmp_path / "foto.jpg", use="photo")
    huge = tmp_path / "film.jpg"
    with huge.open("wb") as stream:
        stream.truncate(100_000_001)
    with pytest.raises(FieldInvalid, match="100 MB"):
        files.picture_in(huge, use="photo")
