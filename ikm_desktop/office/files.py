"""Pictures: the office's emblem in the book, people's photos beside it, made small once when they come in.

A photo of 12 megapixels drawn at 30 × 40 mm makes a file of 1.75 MB; the small one makes 57 KB. A PNG with
transparency would be decoded and hashed anew for each drawing, so transparency is laid on white here.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, NotFound
from ikm_desktop.office import tables as t
from ikm_desktop.storage import attachments

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from ikm_desktop.office.acts import Act

Use = Literal["logo", "photo"]
_LABELS = {"logo": "Logo", "photo": "Foto"}
_LONGEST_SIDE = {"logo": 900, "photo": 720}
"""Pixels: an emblem of 30 mm and a photo of 40 mm height stay above 300 dpi."""
_LARGEST_FILE = 100_000_000
_PHOTO_SHAPE = (3, 4)
_FACE = (0.5, 0.35)
"""Where the part that is kept of a photo lies: in the middle, and rather above, where the face is."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file kept in the book."""

    sha256: str
    name: str
    media_type: str
    content: bytes


def add_picture_in(act: Act, *, content: bytes, name: str, use: Use) -> str:
    """Take a picture into the book within an act and return the SHA-256 of what is kept.

    The same picture is kept once.
    Raises FieldInvalid when the bytes are no picture that can be read.
    """
    kept, media_type = small_picture(content, name=name, use=use)
    sha256 = hashlib.sha256(kept).hexdigest()
    standing = act.connection.execute(sa.select(t.file.c.name).where(t.file.c.sha256 == sha256)).first()
    if standing is None:
        row = {"sha256": sha256, "name": name, "media_type": media_type, "content": kept}
        act.connection.execute(t.file.insert(), row)
        act.log("file", 0, sha256, None, name)
    return sha256


def keep_photo(folder: Path, *, content: bytes, name: str) -> str:
    """Keep a photo in a data folder, made as `small_picture` makes it, and return its SHA-256.

    Beside the book and not in it: photos of thousands of people would make every check and copy of it slow.
    Raises FieldInvalid, and faults of the disk.
    """
    kept, _ = small_picture(content, name=name, use="photo")
    return attachments.keep(folder, kept)


def photo_of(folder: Path, sha256: str) -> bytes:
    """Return a photo kept in a data folder. Raises BookDamaged when it is missing or not what it was."""
    return attachments.read(folder, sha256)


def picture_in(path: Path, *, use: Use) -> bytes:
    """Return the bytes of a file that was chosen as a picture.

    Raises FieldInvalid where it cannot be read, or is larger than any picture (it would fill the memory).
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            why = f"lebih besar dari {_LARGEST_FILE // 1_000_000} MB"
            raise FieldInvalid(field=_LABELS[use], value=path.name, why=why)
        return path.read_bytes()
    except OSError as fault:
        why = "tidak dapat dibaca; periksa apakah berkasnya masih ada"
        raise FieldInvalid(field=_LABELS[use], value=path.name, why=why) from fault


def small_picture(content: bytes, *, name: str, use: Use) -> tuple[bytes, str]:
    """Return a picture upright, on white, in its final shape and size, with its media type.

    An emblem stays without loss (PNG), a photo is cut to 3 × 4 and becomes JPEG; what a camera wrote beside
    it (place, time, owner) is left out. Raises FieldInvalid.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "BMP", "GIF", "WEBP"))
            picture.draft("RGB", (2 * _LONGEST_SIDE[use], 2 * _LONGEST_SIDE[use]))
            upright = _on_white(ImageOps.exif_transpose(picture))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as fault:
        why = "bukan gambar yang dapat dibaca (PNG atau JPEG)"
        raise FieldInvalid(field=_LABELS[use], value=name, why=why) from fault
    if use == "photo":
        upright = _cut(upright)
    upright.thumbnail((_LONGEST_SIDE[use], _LONGEST_SIDE[use]), Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    if use == "logo":
        upright.save(kept, "PNG", optimize=True)
        return kept.getvalue(), "image/png"
    upright.save(kept, "JPEG", quality=88, optimize=True)
    return kept.getvalue(), "image/jpeg"


def _cut(picture: Image.Image) -> Image.Image:
    """Return the largest part of a picture that is 3 wide and 4 high."""
    wide, high = _PHOTO_SHAPE
    width = max(min(picture.width, picture.height * wide // high), 1)
    height = max(min(picture.height, picture.width * high // wide), 1)
    left, top = int((picture.width - width) * _FACE[0]), int((picture.height - height) * _FACE[1])
    return picture.crop((left, top, left + width, top + height))


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode.startswith("I"):  # 16 bits of grey; made RGB as they are, all but black would be white
        picture = picture.point(lambda grey: grey / 256).convert("L")
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    sheet = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(sheet, layer).convert("RGB")


def file_of(connection: sa.Connection, sha256: str) -> StoredFile:
    """Return a file by the SHA-256 of its bytes. Raises NotFound."""
    row = connection.execute(sa.select(t.file).where(t.file.c.sha256 == sha256)).first()
    if row is None:
        raise NotFound(field="Berkas", value=sha256[:12])
    return StoredFile(row.sha256, row.name, row.media_type, row.content)
